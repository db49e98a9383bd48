"""Jobs for worker processes, and what comes of them: plain data, so that who hands jobs out imports no parser."""

from dataclasses import dataclass
from datetime import datetime

from watcher.types.feed import Body, FeedMeta, KnownItem, ParseFailed, ParseLimits, RawHeaders
from watcher.types.matching import Document, ItemMatch
from watcher.types.store import ItemEditIntent, ItemIntent

__all__ = ["FeedFacts", "MatchJob", "MatchedDocuments", "ParseJob", "ParseOutcome"]


@dataclass(frozen=True, slots=True)
class FeedFacts:
    """What queries and language filters may ask of an item's feed."""

    url: str
    tags: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class ParseJob:
    """One feed's answer, to be parsed and matched."""

    feed: FeedFacts
    body: Body
    url: str
    """The answer's final URL: the base of relative links."""
    headers: RawHeaders
    known: tuple[KnownItem, ...]
    limits: ParseLimits
    now: datetime
    partial: bool = False
    """Whether the answer was a 226: it says nothing of items that it leaves out."""


@dataclass(frozen=True, slots=True)
class ParseOutcome:
    """What came of a `ParseJob`; `failure` set: nothing else is."""

    failure: ParseFailed | None = None
    meta: FeedMeta | None = None
    damage: str = ""
    incomplete: bool = False
    """Whether the document breaks off, or holds items that could not be read."""
    items_cut: int = 0
    text_cut: bool = False
    """Whether the text of any new or edited item was cut at a limit."""
    text: str = ""
    """What the items give: `titles`, `summary` or `full`."""
    fresh: tuple[ItemIntent, ...] = ()
    edited: tuple[ItemEditIntent, ...] = ()
    listed: tuple[int, ...] = ()
    rekeyed: tuple[tuple[int, str], ...] = ()
    overlap: bool = False
    dates: tuple[datetime, ...] = ()
    items: int = 0
    """How many items the document lists."""


@dataclass(frozen=True, slots=True)
class MatchJob:
    """Stored documents to be matched again, after a watch list changed."""

    documents: tuple[tuple[int, Document], ...]


@dataclass(frozen=True, slots=True)
class MatchedDocuments:
    """The documents of a `MatchJob` that matched or nearly did, by item id."""

    found: tuple[tuple[int, ItemMatch], ...]
