"""Names in scripts that write no spaces between words (Han, kana, Thai, Lao, Khmer, Burmese, Tibetan).

A text's word is here a whole run of letters, in which a name is looked for letter by letter, after folding. It may
begin and end anywhere in the run, but not within a syllable, and not within a longer word in katakana, which is a
foreign name of its own. The parts of a foreign name may be parted by middle dots, or written as one.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from watcher.text.fold import Token, fold

__all__ = ["has_running_script", "run_keys", "runs_of", "segment_keys", "spans"]

_RUNNING: Final = re.compile(
    "[\u0e01-\u0eff\u0f40-\u0fbc\u1000-\u109f\u1780-\u17dd\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
_BETWEEN: Final = re.compile(r"[\s·・‧•･=゠\-]+")
_KATAKANA: Final = re.compile("[\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff]")
_SIGN: Final = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0fbc\u102b-\u103e"
                          "\u1056-\u1059\u105e-\u1060\u17b6-\u17d3\u17dd\u3099\u309a]")  # fmt: skip
"""Vowel signs, tones and stacked consonants: part of the syllable that they follow."""


def has_running_script(text: str) -> bool:
    """Whether any letter of the text is of a script without spaces."""
    return not text.isascii() and _RUNNING.search(text) is not None


def run_keys(folded: str) -> list[str]:
    """The index keys of a run: every two neighbouring letters of which one is of such a script."""
    return list(dict.fromkeys(f"&{a}{b}" for a, b in pairwise(folded) if _is_pair(a, b)))


def _is_pair(a: str, b: str) -> bool:
    return not (a.isascii() and b.isascii()) and bool(_RUNNING.match(a) or _RUNNING.match(b))


def runs_of(alias: str) -> tuple[str, ...]:
    """The parts of a name, folded; () where nothing of it is in such a script."""
    if not has_running_script(alias):
        return ()
    return tuple(part for part in _BETWEEN.split(fold(alias).text) if part)


def segment_keys(runs: Sequence[str]) -> tuple[str, ...]:
    """The key under which a name is looked for: two letters of its first part, or the whole of what has no such two."""
    return (next(iter(run_keys(runs[0])), f"={runs[0]}"),)


def spans(runs: Sequence[str], tokens: Sequence[Token], at: int) -> Iterator[tuple[int, int, int, int]]:
    """Where the name begins in a token: (first token, last token, start, end), as offsets into the text."""
    text = tokens[at].folded
    joined = "".join(runs)
    alone = len(joined) == 1
    for start in _places(text, joined):
        if alone and len(text) > 1:
            continue
        offsets = fold(tokens[at].text).offsets
        yield at, at, tokens[at].start + offsets[start], tokens[at].start + offsets[start + len(joined)]
    if len(runs) > 1 and text.endswith(runs[0]) and _may_part(text, len(text) - len(runs[0])):
        last = _last(runs, tokens, at)
        if last is not None:
            first = fold(tokens[at].text).offsets[len(text) - len(runs[0])]
            final = fold(tokens[last].text).offsets[len(runs[-1])]
            yield at, last, tokens[at].start + first, tokens[last].start + final


def _last(runs: Sequence[str], tokens: Sequence[Token], at: int) -> int | None:
    """The token in which a name of several parts ends, each in a token of its own."""
    last = at + len(runs) - 1
    if last >= len(tokens):
        return None
    for number, run in enumerate(runs[1:], start=at + 1):
        token = tokens[number]
        if not _BETWEEN.fullmatch(fold(token.before).text) or not token.folded.startswith(run):
            return None
        if number < last and token.folded != run:
            return None
    return last if _may_part(tokens[last].folded, len(runs[-1])) else None


def _places(text: str, name: str) -> Iterator[int]:
    start = text.find(name)
    while start >= 0:
        if _may_part(text, start) and _may_part(text, start + len(name)):
            yield start
        start = text.find(name, start + 1)


def _may_part(text: str, at: int) -> bool:
    """Whether a name may begin or end between the letters before and after this place."""
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if _SIGN.match(after):
        return False
    if _KATAKANA.match(before) and _KATAKANA.match(after):
        return False
    return not (_is_plain(before) and _is_plain(after))


def _is_plain(char: str) -> bool:
    """A letter or digit of a script with spaces."""
    return char.isalnum() and not _RUNNING.match(char)
