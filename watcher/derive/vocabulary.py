"""How a document writes: what tells its names from its ordinary words."""

import re
from dataclasses import dataclass
from typing import Final

from watcher.derive.rarity import zipf
from watcher.derive.sentences import Sentence, Word
from watcher.derive.tables.grammar import FUNCTION

__all__ = ["Vocabulary", "opens"]

_OPENING: Final = re.compile(r"[\"“„«‹(\[]\s*$|:\s+[\"“„«‹]?$|[.!?…]\s")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How this document writes: what it has in small letters, and what it has in capitals inside sentences."""

    small: frozenset[str]
    inside: frozenset[str]
    language: str = "en"
    free: frozenset[str] = frozenset()
    """Of these, what follows no other word in capitals."""
    bracketed: frozenset[str] = frozenset()
    """What stands alone in brackets: most likely an acronym, even where it spells a word (`PRODUCE`)."""

    @classmethod
    def of(cls, sentences: list[Sentence], language: str) -> "Vocabulary":
        """Read off a document."""
        small, inside, free, bracketed = set(), set(), set(), set()
        for sentence in sentences:
            for position, word in enumerate(sentence.words):
                after = (
                    sentence.words[position + 1].gap
                    if position + 1 < len(sentence.words)
                    else sentence.text[word.end :]
                )
                if word.gap.endswith("(") and after.startswith(")"):
                    bracketed.add(word.text.casefold())
            if sentence.shouting or sentence.headline:
                continue
            for position, word in enumerate(sentence.words):
                if not word.capital:
                    small.add(word.text.casefold())
                elif position and not opens(word):
                    inside.add(word.text.casefold())
                    if word.parts or not sentence.words[position - 1].capital:
                        free.add(word.text.casefold())
        return cls(frozenset(small), frozenset(inside), language, frozenset(free), frozenset(bracketed))

    def is_common(self, word: str) -> bool:
        """Whether a word is an ordinary one of the language (or the document writes it small)."""
        key = word.casefold()
        if key in FUNCTION or key in self.small:
            return True
        if "-" in key and all(len(part) > 2 and self.is_common(part) for part in key.split("-")):
            return True
        stems = {
            key,
            key.removesuffix("s"),
            key.removesuffix("es"),
            key.removesuffix("ed"),
            key.removesuffix("ing"),
            key.removesuffix("ly"),
            key.removesuffix("er"),
            key.removesuffix("ers"),
            key.removesuffix("ing") + "e",
            key.removesuffix("ed") + "e",
            key.removesuffix("d"),
            key.removesuffix("ors"),
        }
        return max(zipf(stem, self.language or "en") for stem in stems if len(stem) > 2 or stem == key) >= 3.0


def opens(word: Word) -> bool:
    """Whether a word opens a quotation, a bracket or what follows a colon: its capital says nothing."""
    return bool(_OPENING.search(word.gap))
