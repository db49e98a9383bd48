"""Names in Han letters and in Hangul, which are read letter by letter and syllable by syllable."""

import unicodedata
from collections.abc import Sequence
from typing import Final

from watcher.matching.mention import Mention
from watcher.matching.names.chinese import readings
from watcher.matching.names.fit import fit_of
from watcher.matching.names.pattern import NamePattern
from watcher.matching.names.running import has_running_script, spans
from watcher.matching.names.tables import ENDINGS
from watcher.matching.names.word import analyse
from watcher.text.fold import Token, fold

__all__ = ["heard_in_run", "in_hangul", "in_run"]

_HEARD_SCORE: Final = 92.0
_SYLLABLES: Final = 3
_AFTER_NAME: Final = (*ENDINGS["hangul"], "대통령", "위원장", "총리", "장관", "대표", "의원", "국방", "외교")
"""What Korean joins on to a name: particles and offices."""


def in_run(pattern: NamePattern, tokens: Sequence[Token], at: int) -> list[Mention]:
    """Mentions that begin within a run of a script without spaces."""
    why = f'"{pattern.alias}": the same letters'
    return [Mention(first, last, start, end, 100.0, why) for first, last, start, end in spans(pattern.runs, tokens, at)]


def heard_in_run(pattern: NamePattern, tokens: Sequence[Token], at: int) -> list[Mention]:
    """Mentions of a Chinese name within a run of Han letters, by how these are read."""
    token = tokens[at]
    if not has_running_script(token.text):
        return []
    read = readings(token.folded)
    offsets = fold(token.text).offsets
    found = []
    for start in range(len(read) - len(pattern.heard) + 1):
        end = start + len(pattern.heard)
        if all(sound in may_be for sound, may_be in zip(read[start:end], pattern.heard, strict=True)):
            low, high = token.start + offsets[start], token.start + offsets[end]
            written = token.folded[start:end]
            why = f'"{written}" ~ "{pattern.alias}": read {" ".join(read[start:end])}'
            found.append(Mention(at, at, low, high, _HEARD_SCORE, why))
    return found


def in_hangul(pattern: NamePattern, tokens: Sequence[Token], at: int) -> Mention | None:
    """A Korean's name written as one word: the family's name one syllable, the given name two, then an ending."""
    token = tokens[at]
    text = unicodedata.normalize("NFC", token.text)
    if analyse(token.text).script != "hangul" or len(text) < _SYLLABLES or len(text) != len(token.text):
        return None
    if text[_SYLLABLES:] and not text[_SYLLABLES:].startswith(_AFTER_NAME):
        return None
    cuts = ((0, 1), (1, 2), (2, 3)) if len(pattern.units) == _SYLLABLES else ((0, 1), (1, 3))
    fits = [
        fit_of(unit, analyse(text[low:high]).parts[0], False, False)
        for unit, (low, high) in zip(pattern.units, cuts, strict=True)
    ]
    if None in fits:
        return None
    why = f'"{text[:_SYLLABLES]}" ~ "{pattern.alias}": the same syllables'
    return Mention(at, at, token.start, token.start + _SYLLABLES, _HEARD_SCORE, why)
