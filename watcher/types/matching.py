"""What is matched, and what a match is made of."""

from dataclasses import dataclass

from watcher.types.pickling import pickled_by_values
from watcher.types.story import Fingerprint

__all__ = ["FIELDS", "Document", "Hit", "ItemMatch", "MatchOutcome", "NearMiss", "WatchMatch"]

FIELDS = ("title", "summary", "content")
"""The text fields of a document in reading order; hits' offsets point into these."""


@pickled_by_values
@dataclass(frozen=True, slots=True)
class Document:
    """What the engine matches: the text as given (offsets point into it) and what queries may ask of it."""

    title: str = ""
    summary: str = ""
    content: str = ""
    language: str = ""
    """Declared language (BCP 47), or ""."""
    url: str = ""
    author: str = ""
    feed: str = ""
    """The feed's URL as configured; "" where there is none (`watcher scan`)."""
    tags: tuple[str, ...] = ()
    """The feed's tags."""


@pickled_by_values
@dataclass(frozen=True, slots=True)
class Hit:
    """One mention of a term, and its explanation."""

    term: str
    alias: str
    """The alias (or group words, or query) that fired, as written in the watch list."""
    field: str | None
    """title, summary or content; None, with start and end None, for a hit without a place."""
    start: int | None
    end: int | None
    """Character offsets into that field as given: `text == field[start:end]`."""
    text: str
    score: float
    """0 to 100, comparable between kinds."""
    why: str
    """In words: `"Ayn al-Asad" ~ "Ain al-Assad": same consonants, ai/ay, one doubled letter`."""


@pickled_by_values
@dataclass(frozen=True, slots=True)
class NearMiss:
    """A mention that was held back, and the rule that did it."""

    watch: str
    term: str
    alias: str
    field: str | None
    start: int | None
    end: int | None
    text: str
    score: float
    rule: str
    """`not: Bashar al-Assad`, `no context`, `threshold 85`, `language: ru`, `exclude: title:football`…"""


@pickled_by_values
@dataclass(frozen=True, slots=True)
class WatchMatch:
    """All the hits of one watch list in one document."""

    watch: str
    score: float
    """That of the surest hit."""
    hits: tuple[Hit, ...]
    weight: float = 1.0
    """The greatest weight of a term that fired; for ranking only."""

    @property
    def terms(self) -> tuple[str, ...]:
        """Names of the terms that fired, surest first, each once."""
        return tuple(dict.fromkeys(h.term for h in sorted(self.hits, key=lambda h: -h.score)))


@pickled_by_values
@dataclass(frozen=True, slots=True)
class MatchOutcome:
    """What the engine says of one document: matches in the order of the watch lists' ids, and what was held back."""

    matches: tuple[WatchMatch, ...] = ()
    suppressed: tuple[NearMiss, ...] = ()


@pickled_by_values
@dataclass(frozen=True, slots=True)
class ItemMatch:
    """A document's outcome on its way to the store; the fingerprint is there where it matched."""

    outcome: MatchOutcome
    fingerprint: Fingerprint | None = None
