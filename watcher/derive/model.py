"""What deriving takes and gives: plain, frozen data."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from watcher.matching.watchlist import Kind, Role

__all__ = [
    "MAX_CHARACTERS",
    "READ_CHARACTERS",
    "Derivation",
    "DeriveOptions",
    "Example",
    "LeftOut",
    "Quote",
    "SeedDocument",
    "TermDerived",
    "Vote",
]

MAX_CHARACTERS: Final = 10_000_000
"""Longest document that is accepted; a seed is an article or a brief, not an archive."""

READ_CHARACTERS: Final = 300_000
"""So much of a document's own text is read, which is a short book; the rest is left out, with a warning."""

Vote: TypeAlias = Callable[[str], Iterable[tuple[str, str]]]
"""A second opinion on kinds: the text → (name, kind) of what it finds (see `DeriveOptions.vote`)."""


@dataclass(frozen=True, slots=True)
class SeedDocument:
    """One seed, decoded.

    `name` is what provenance quotes (a path); `media` says how `text` is written: "text", "markdown" or "html".
    """

    name: str
    text: str
    media: str = "text"
    main: str = ""
    """Of a page: its main text as an extractor found it; blocks that are not in it are left out."""


@dataclass(frozen=True, slots=True)
class DeriveOptions:
    """What the user may choose.

    max_terms: at most so many terms; the rest is kept as left out.
    keep_sources: watch the media and agencies that the document only quotes, too.
    arabic_candidates: propose Arabic spellings of names, marked as candidates.
    id, title: of the watch list; both are made from the document where empty.
    vote: an optional tagger's opinion on kinds, which only breaks ties (spaCy, where that extra is installed).
    load: term name → how often it would have fired a day, where that is known.
    flood: a term that fires more often than this a day is demoted.
    """

    max_terms: int = 30
    keep_sources: bool = False
    arabic_candidates: bool = False
    id: str = ""
    title: str = ""
    vote: Vote | None = None
    load: Mapping[str, float] = field(default_factory=dict)
    flood: float = 20.0


@dataclass(frozen=True, slots=True)
class Quote:
    """Where something stands: `line` counts from 1 in the document as given."""

    document: str
    line: int
    text: str

    def __str__(self) -> str:
        return f'{self.document}:{self.line} "{self.text}"'


@dataclass(frozen=True, slots=True)
class TermDerived:
    """One term of the watch list, with the evidence. The first fields are the watch list's keys."""

    name: str
    kind: Kind
    role: Role = "anchor"
    aliases: tuple[str, ...] = ()
    context: tuple[tuple[str, ...], ...] = ()
    """Groups, one word of each of which is needed."""
    not_: tuple[str, ...] = ()
    near: tuple[tuple[str, ...], ...] = ()
    within: int = 10
    weight: float = 1.0
    language: str = ""
    quotes: tuple[Quote, ...] = ()
    confidence: float = 0.0
    """0 to 1: how sure it is that this is a name (or topic) of the document, and of this kind."""
    notes: tuple[str, ...] = ()
    """What to know or to look at by hand, a sentence each."""
    candidates: tuple[str, ...] = ()
    """Spellings that were made, not found: proposed as a comment."""
    load: float | None = None
    """Hits a day that the look-back would have given; None where unknown."""

    @property
    def source(self) -> str:
        """Provenance as the watch list's `source` says it."""
        return "; ".join(map(str, self.quotes))


@dataclass(frozen=True, slots=True)
class Example:
    """A test of the watch list: a text, and whether it must match."""

    text: str
    match: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A candidate that became no term, and why."""

    name: str
    reason: str
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """A watch list, derived: names first, best first, then topics."""

    id: str
    title: str
    terms: tuple[TermDerived, ...]
    topics: tuple[TermDerived, ...] = ()
    examples: tuple[Example, ...] = ()
    beyond: tuple[TermDerived, ...] = ()
    """Terms that `max_terms` left no room for, best first."""
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def all_terms(self) -> tuple[TermDerived, ...]:
        """Names and topics, in the order of the file."""
        return self.terms + self.topics
