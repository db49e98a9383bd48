"""Blocks → sentences of words, with what a name finder wants to know of each word: its case and what parts it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from watcher.derive.clean import Block
from watcher.derive.model import Quote
from watcher.text.fold import tokenize

__all__ = ["Sentence", "Word", "is_shouting", "sentences"]

_APOSTROPHE: Final = "'’ʼ‘`"
_WORD: Final = re.compile(
    rf"""(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![\w]))?           # U.S., N.V., J.R.R.
      | [^\W_]+(?:[{_APOSTROPHE}.\u200c-\u200f‑‐-][^\W_]+)*(?:&[^\W\d_]+)?""",
    re.VERBOSE,
)
_BREAK: Final = re.compile(r"[,;:()\[\]{}\"“”„«»‹›!?…—–/|،؛؟]|\s[-]\s|\.(?=\s|$)")
_POSSESSIVE: Final = re.compile(rf"(?:[{_APOSTROPHE}]s|(?<=s)[{_APOSTROPHE}])$", re.IGNORECASE)
_ENDING: Final = re.compile(rf"[{_APOSTROPHE}][^\W\d_]*$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands: hyphenated and apostrophised parts together, a possessive 's apart."""

    text: str
    start: int
    end: int
    gap: str
    """What stands between the word before (in its sentence) and this one."""
    possessive: bool = False
    ending: str = ""
    """What followed an apostrophe in Turkish (`Soma'da`: da)."""

    @property
    def capital(self) -> bool:
        """Whether it begins as a name does: a capital first, or after a particle (al-Asad, d'Ivoire)."""
        return (
            self.text[:1].isupper()
            or bool(re.match(r"^[^\W\d_]{1,4}[-'’][A-ZÀ-ÞĀ-ŽİŞ]", self.text))
            or _camel(self.text)
        )

    @property
    def acronym(self) -> bool:
        """Capitals only (digits allowed), two letters at least."""
        letters = self.text.replace(".", "")
        return len(letters) >= 2 and letters[0].isalpha() and letters.isupper() and letters.replace("-", "").isalnum()

    @property
    def parts(self) -> bool:
        """Whether the gap before it ends a name: a comma, a bracket, a quotation mark, a dash."""
        return bool(_BREAK.search(self.gap))


def _camel(text: str) -> bool:
    """`iSPIRT`, `eBay`: a small letter or two, then capitals."""
    return bool(re.match(r"^[a-z]{1,2}[A-Z]", text))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a block."""

    block: Block
    text: str
    words: tuple[Word, ...]
    shouting: bool = False
    """All in capitals: case says nothing."""
    headline: bool = False
    """A heading in which most words are capitalised: case says little."""

    @property
    def quote(self) -> Quote:
        """The sentence as provenance, shortened."""
        text = self.text if len(self.text) <= 160 else self.text[:157].rstrip() + "…"
        return Quote(self.block.document, self.block.line, text)


def is_shouting(text: str) -> bool:
    """Whether a text is in capitals throughout."""
    letters = [char for char in text if char.isalpha() and char.upper() != char.lower()]
    return len(letters) >= 12 and sum(char.isupper() for char in letters) > 0.85 * len(letters)


def sentences(blocks: Iterable[Block], language: str = "") -> list[Sentence]:
    """All sentences, in order; in Turkish, what follows an apostrophe in a name is an ending."""
    found = []
    for block in blocks:
        for start, end in _bounds(block.text):
            text = block.text[start:end].strip()
            words = tuple(_words(text, endings=language == "tr"))
            if words:
                found.append(Sentence(block, text, words, is_shouting(text), _is_headline(block, words)))
    return found


def _bounds(text: str) -> list[tuple[int, int]]:
    """Character ranges of the sentences of a block."""
    tokens = tokenize(text)
    starts = [0]
    for before, token in pairwise(tokens):
        if token.sentence != before.sentence and not _goes_on(text[: before.end], text[before.end : token.start]):
            opening = re.search(r"[\"“„«(\[]*$", text[before.end : token.start])
            starts.append(token.start - (len(opening[0]) if opening else 0))
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _goes_on(before: str, gap: str) -> bool:
    """Whether a full stop belongs to an abbreviation or initial (N.V., St., J.)."""
    return gap.startswith(". ") and bool(
        re.search(
            r"(?:\b(?![XI]\b)[^\W\d_]|\b(?:St|Mt|Lt|Gen|Col|Sgt|Capt|Rev|Hon|Sen|Rep|Gov|Dr|Mr|Mrs|Ms|Prof|vs))$",
            before,
        )
    )


def _words(text: str, *, endings: bool) -> Iterable[Word]:
    end = 0
    for found in _WORD.finditer(text):
        raw = found[0]
        stripped = _ENDING.sub("", raw) if endings else _POSSESSIVE.sub("", raw)
        trailing = text[found.end() : found.end() + 1]
        possessive = stripped != raw or (
            bool(re.match(rf"[{_APOSTROPHE}](?=\s)", trailing + " "))
            and raw.endswith("s")
            and trailing in _APOSTROPHE
            and trailing != ""
        )
        if stripped:
            ending = raw[len(stripped) + 1 :].casefold() if endings and stripped != raw else ""
            gap = text[end : found.start()]
            yield Word(stripped, found.start(), found.start() + len(stripped), gap, possessive, ending)
        end = found.end()


def _is_headline(block: Block, words: tuple[Word, ...]) -> bool:
    long = [word for word in words if len(word.text) > 3]
    return block.heading and len(long) >= 3 and sum(word.capital for word in long) > 0.7 * len(long)
