"""Named intents that cross into the store, and the receipts that come back.

Rows for the faces (lists, evidence) are in `watcher.types.rows`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from watcher.types.feed import FailureKind, FeedMeta, ItemParsed, RawHeaders, Validators
from watcher.types.matching import ItemMatch, WatchMatch
from watcher.types.pickling import pickled_by_values
from watcher.types.schedule import NextPoll

__all__ = [
    "CoverageRecord",
    "FeedUpdateIntent",
    "FeedUpdateReceipt",
    "ItemEditIntent",
    "ItemIntent",
    "MatchStored",
]


@dataclass(frozen=True, slots=True)
class CoverageRecord:
    """What one poll says of the time since the feed was last covered."""

    at: datetime
    complete: bool
    """Whether everything published since the last covered moment was seen."""
    reason: str = ""
    """Where it is not complete: `HTTP 503`, `timed out`, `overflowed`, `not running`, `items cut at max_items`…"""
    text: str = ""
    """What of the items the feed gives: `titles`, `summary` or `full`; "" where unknown."""


@pickled_by_values
@dataclass(frozen=True, slots=True)
class ItemIntent:
    """A fresh item to be stored, with what it matched."""

    item: ItemParsed
    match: ItemMatch


@pickled_by_values
@dataclass(frozen=True, slots=True)
class ItemEditIntent:
    """A known item's new version, with what that version matches now."""

    item_id: int
    item: ItemParsed
    match: ItemMatch


@dataclass(frozen=True, slots=True)
class FeedUpdateIntent:
    """Everything that one poll of one feed changes; committed atomically."""

    feed_id: int
    attempted_at: datetime
    elapsed: timedelta
    status: int | None
    next_poll: NextPoll
    failure: FailureKind | None = None
    error: str = ""
    """One sentence without secrets; "" on success."""
    consecutive_failures: int = 0
    """After this poll."""
    not_modified: bool = False
    accepted: bool = False
    """Whether validators, body hash and coverage may move on: a 304, the same body, or a sound document."""
    validators: Validators | None = None
    """Stored, also as None, where `accepted`; else left alone."""
    forget_validators: bool = False
    """Whether the stored ones go although nothing was accepted: the server seems to choke on them."""
    body_hash: str | None = None
    """Stored where `accepted` and not None."""
    headers: RawHeaders = ()
    """The response headers that matter as evidence (date, etag, last-modified, content-type, server, age…)."""
    final_url: str = ""
    meta: FeedMeta | None = None
    """None where nothing was parsed."""
    rhythm_interval: timedelta | None = None
    items_per_day: float | None = None
    fresh: tuple[ItemIntent, ...] = ()
    edited: tuple[ItemEditIntent, ...] = ()
    listed: tuple[int, ...] | None = None
    """Known items that are still listed; None: nothing was said of it (304, same body, failure, partial answer). Where
    given, known items that it leaves out are no longer listed."""
    rekeyed: tuple[tuple[int, str], ...] = ()
    coverage: CoverageRecord | None = None
    retry_host: str | None = None
    retry_at: datetime | None = None
    """No request to `retry_host` before this."""
    moved_to: str | None = None
    moved_since: datetime | None = None
    moved_seen: int = 0
    gone: bool = False
    watch_versions: tuple[tuple[str, str], ...] = ()
    """(watch id, version hash) of the watch lists that the items were matched against."""


@dataclass(frozen=True, slots=True)
class MatchStored:
    """A match that a commit made new, or extended by a term."""

    match_id: int
    watch: str
    item_id: int
    title: str
    url: str
    feed: str
    feed_title: str
    match: WatchMatch
    priority: int
    story_id: int
    story_new: bool
    new: bool
    """False: an existing match that was extended."""
    note: str = ""
    """How it came about: `added in an edit`, `added by full text`…; "" for an item that was new."""


@dataclass(frozen=True, slots=True)
class FeedUpdateReceipt:
    """What a commit did."""

    feed_id: int
    items_new: int = 0
    items_updated: int = 0
    matches: tuple[MatchStored, ...] = ()
    stories_new: int = 0
