"""Phrases and acronyms: words as they are written.

A phrase is its words in that order within one sentence, hyphens and spaces alike, each word equal or, from five letters
on, a typing error away (`watcher.matching.words`). An acronym is exact and in capitals.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from watcher.matching.fieldtext import FieldText
from watcher.matching.mention import Mention
from watcher.matching.words import words_alike
from watcher.text.fold import APOSTROPHES, WORD, Token, tokenize

__all__ = ["AcronymPattern", "PhrasePattern", "acronym_key", "bare", "possessive_length", "unelided", "writings"]

_ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
_ZWNJ: Final = "\u200c"
_POSSESSIVE: Final = re.compile(rf"(?:[{re.escape(APOSTROPHES)}][sS]?)$")
_ELIDED: Final = re.compile(
    rf"(?:[ldjmnstc]|qu|jusqu|lorsqu|puisqu|dell|all|nell|sull|dall|quell|un)[{re.escape(APOSTROPHES)}](?=\w\w)",
    re.IGNORECASE,
)
"""French and Italian; `O'Brien` and `Qur'an` are whole."""


@lru_cache(maxsize=65_536)
def bare(folded: str) -> str:
    """A folded word without an English possessive ending: `savaya's` → `savaya`."""
    return folded.removesuffix("'s").removesuffix("'") if "'" in folded else folded


@lru_cache(maxsize=65_536)
def unelided(word: str) -> str:
    """What follows an article or little word that is elided before it (`l'armée`, `dell'Iraq`), or "" where none is."""
    if word.isalpha():  # nearly all are
        return ""
    found = _ELIDED.match(word)
    return word[found.end() :] if found else ""


def possessive_length(raw: str) -> int:
    """How many characters of a raw word are its possessive ending."""
    found = _POSSESSIVE.search(raw)
    return len(raw) - found.start() if found else 0


def writings(alias: str) -> Iterator[str]:
    """Other writings of a phrase in Arabic letters: a space stands for a zero-width non-joiner, and the other way."""
    if not _ARABIC.search(alias):
        return
    if _ZWNJ in alias:
        yield alias.replace(_ZWNJ, " ")
    words = alias.split()
    if len(words) == 2:
        yield "".join(words)


@dataclass(frozen=True, slots=True)
class PhrasePattern:
    """An alias whose words must stand in this order."""

    alias: str
    words: tuple[str, ...]
    """Folded."""
    one_sentence: bool = True
    """False where the alias itself holds what ends a sentence: `Yahoo! Finance`."""

    @classmethod
    def of(cls, alias: str) -> "PhrasePattern":
        """Compile an alias; it holds at least one word."""
        tokens = [token for token in tokenize(alias) if bare(token.folded)]
        if not tokens:
            raise ValueError(f"no word in {alias!r}")
        return cls(alias, tuple(bare(token.folded) for token in tokens), tokens[0].sentence == tokens[-1].sentence)

    def find(self, field: FieldText, triggers: Sequence[str] | None = None) -> Iterator[Mention]:
        """All mentions in a field; with `triggers` (raw words), those that hold one of them."""
        tokens = field.tokens
        size = len(self.words)
        if triggers is None:
            starts: Sequence[int] = range(len(tokens) - size + 1)
        else:
            around = field.positions(triggers)
            starts = sorted({at - i for at in around for i in range(size) if 0 <= at - i <= len(tokens) - size})
        for first in starts:
            found = self._at(tokens, first)
            if found:
                yield found

    def _at(self, tokens: Sequence[Token], first: int) -> Mention | None:
        stretch = tokens[first : first + len(self.words)]
        if self.one_sentence and stretch[0].sentence != stretch[-1].sentence:
            return None
        scores = []
        for word, token in zip(self.words, stretch, strict=True):
            score = _alike(word, token.folded)
            if not score:
                return None
            scores.append(score)
        first_word, last = stretch[0], stretch[-1]
        score = sum(s * len(w) for s, w in zip(scores, self.words, strict=True)) / sum(map(len, self.words))
        end = last.end - (possessive_length(last.text) if last.folded != self.words[-1] else 0)
        why = "the same words"
        if score < 100:
            wrong = [f"{t.text}/{w}" for w, t, s in zip(self.words, stretch, scores, strict=True) if s < 100]
            why = f"the same words but for spelling: {', '.join(wrong)}"
        start = first_word.start + elision_length(self.words[0], first_word)
        return Mention(first, first + len(stretch) - 1, start, end, round(score, 1), why)


def _alike(word: str, folded: str) -> float:
    if word == folded:
        return 100.0
    alike = words_alike(word, bare(folded))
    return alike or (words_alike(word, bare(rest)) if (rest := unelided(folded)) else 0.0)


def elision_length(word: str, token: Token) -> int:
    """How many characters of a token are an elided article that is no part of the folded word that it stands for."""
    rest = unelided(token.folded)
    if not rest or words_alike(word, bare(token.folded)) or not words_alike(word, bare(rest)):
        return 0
    return len(token.text) - len(unelided(token.text))


@lru_cache(maxsize=65_536)
def acronym_key(raw: str) -> str:
    """A raw word without possessive or plural ending and elided article; case stays.

    `PDKI's`, `PDKIs` → `PDKI`; `l'OTAN` → `OTAN`; `35s` → `35`.
    """
    word = _POSSESSIVE.sub("", raw)
    word = unelided(word) or word
    if len(word) > 2 and word[-1] == "s" and (word[:-1].isupper() or word[:-1].isdigit()):
        word = word[:-1]
    return word


def _same_letters(key: str, word: str) -> bool:
    """Whether a text's word is an alias's, which a headline in capitals shouts if it is no acronym itself."""
    return key == word or (not word.isupper() and key == word.upper())


@dataclass(frozen=True, slots=True)
class AcronymPattern:
    """An alias that matches exactly, in capitals; also with a plural s, a possessive, and full stops (`U.S.`)."""

    alias: str
    words: tuple[str, ...]
    """As `acronym_key` gives them; several where the alias has hyphens or spaces (`F-35`)."""
    dotted: tuple[str, ...]
    """The letters one by one, or empty where the alias cannot be written so."""

    @classmethod
    def of(cls, alias: str) -> "AcronymPattern":
        """Compile an alias; one without any capital is taken in capitals."""
        text = alias if any(char.isupper() for char in alias) else alias.upper()
        raw = WORD.findall(text)
        if not raw:
            raise ValueError(f"no word in {alias!r}")
        if len(raw) > 1 and all(len(word) == 1 for word in raw):
            raw = ["".join(raw)]
        words = tuple(map(acronym_key, raw))
        dotted = tuple(words[0]) if len(words) == 1 and 2 <= len(words[0]) <= 8 and words[0].isupper() else ()
        return cls(alias, words, dotted)

    def find(self, field: FieldText, triggers: Sequence[str] | None = None) -> Iterator[Mention]:
        """All mentions in a field; with `triggers` (raw words), those that begin with one of them."""
        spelled_out = bool(self.dotted) and f"{self.dotted[0]}.{self.dotted[1]}" in field.plain
        if (
            triggers is not None
            and not spelled_out
            and not any(acronym_key(word) == self.words[0] for word in triggers)
        ):
            return
        tokens = field.tokens
        starts = range(len(tokens)) if triggers is None else field.positions(triggers)
        for first in starts:
            key = acronym_key(tokens[first].text)
            if key == self.words[0]:
                yield from self._at(tokens, first, self.words)
            elif spelled_out and key == self.dotted[0]:
                yield from self._dotted_at(field, first)

    def _at(self, tokens: Sequence[Token], first: int, words: tuple[str, ...]) -> Iterator[Mention]:
        stretch = tokens[first : first + len(words)]
        if len(stretch) == len(words) and all(
            _same_letters(acronym_key(token.text), word) and token.sentence == stretch[0].sentence
            for word, token in zip(words, stretch, strict=True)
        ):
            last = stretch[-1]
            start = stretch[0].start + max(0, stretch[0].text.find(words[0]))
            end = last.start + at + len(words[-1]) if (at := last.text.find(words[-1])) >= 0 else last.end
            yield Mention(first, first + len(words) - 1, start, end, 100.0, "the same letters")

    def _dotted_at(self, field: FieldText, first: int) -> Iterator[Mention]:
        """`U.S.`: single letters with a full stop, and nothing else, between them."""
        stretch = field.tokens[first : first + len(self.dotted)]
        if len(stretch) < len(self.dotted) or [acronym_key(token.text) for token in stretch] != list(self.dotted):
            return
        ends = [field.plain[a.end : b.start] for a, b in pairwise(stretch)]
        if all(gap == "." for gap in ends):
            end = stretch[-1].start + len(self.dotted[-1])
            end += field.plain[end : end + 1] == "."
            yield Mention(first, first + len(stretch) - 1, stretch[0].start, end, 100.0, "the same letters, with stops")
