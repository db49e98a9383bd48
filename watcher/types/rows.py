"""What the faces read back from the store: rows of lists, and the evidence behind one match.

Nothing here is ever written back: changes travel as the named arguments of `watcher.ports.Triage`.
"""

import enum
from dataclasses import dataclass
from datetime import datetime

from watcher.types.matching import Hit, NearMiss
from watcher.types.page import PageState

__all__ = [
    "CoverageRow",
    "DatabaseStats",
    "EvidenceRow",
    "FeedRow",
    "FetchRow",
    "ItemRow",
    "ItemVersionRow",
    "ListFilter",
    "MatchRow",
    "MatchStatus",
    "PageCounts",
    "PageRow",
    "ServiceState",
    "StoryItemRow",
    "StoryRow",
    "SuppressedRow",
    "TermCount",
    "TriageEvent",
]


class MatchStatus(enum.StrEnum):
    """Triage status of a match; every change is reversible and kept in the history."""

    NEW = "new"
    FOLLOW_UP = "follow-up"
    DONE = "done"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class ListFilter:
    """Which rows a list shows; an empty tuple or None asks for no restriction."""

    ids: tuple[int, ...] = ()
    statuses: tuple[MatchStatus, ...] = ()
    watches: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    """Feed URLs as configured."""
    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: datetime | None = None
    """First seen at or after."""
    until: datetime | None = None
    min_score: float | None = None
    min_priority: int | None = None
    assignee: str | None = None
    words: tuple[str, ...] = ()
    """Words that an item holds, or that begin a word of it; case and accents do not count. Lists of stories only."""
    limit: int | None = None
    after: tuple[int, int] | None = None
    """(rank, id) of the last row of the page before: for paging through many thousands."""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A stored item."""

    id: int
    feed: str
    feed_title: str
    url: str
    title: str
    summary: str
    content: str
    author: str
    language: str
    published: datetime | None
    first_seen: datetime
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchRow:
    """One line of `matches list`."""

    id: int
    watch: str
    status: MatchStatus
    score: float
    priority: int
    terms: tuple[str, ...]
    title: str
    url: str
    feed: str
    feed_title: str
    language: str
    published: datetime | None
    first_seen: datetime
    story: int | None
    assignee: str | None
    item_id: int
    hits: tuple[Hit, ...]
    rank: int = 0
    """What lists are sorted by; it stays, while the priority falls (`watcher.types.ageing`)."""
    summary: str = ""
    """The item's text, and its content: read only where they are asked for, and not to the end of a long one."""
    content: str = ""


@dataclass(frozen=True, slots=True)
class FetchRow:
    """The fetch that brought an item, or a version of it."""

    at: datetime
    url: str
    """From where the document came in the end, after redirects."""
    status: int | None
    body_hash: str
    headers: tuple[tuple[str, str], ...]
    """Those that say what was seen and how old it was."""


@dataclass(frozen=True, slots=True)
class ItemVersionRow:
    """An earlier version of an edited item, as it was fetched."""

    seen_at: datetime
    title: str
    summary: str
    content: str
    url: str
    body_hash: str
    fetch: FetchRow | None = None


@dataclass(frozen=True, slots=True)
class TriageEvent:
    """One change of a match: who, when, what."""

    at: datetime
    who: str
    action: str
    """status, note, assign, reopened, extended, promoted…"""
    old: str
    new: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PageRow:
    """What became of an item's page, where its feed has `full_text`."""

    url: str
    state: PageState
    tries: int
    """In vain."""
    error: str
    """Why it could not be read the last time, or ""."""
    attempted_at: datetime | None
    due_at: datetime | None
    """When it is tried again, where it waits."""
    body_hash: str


@dataclass(frozen=True, slots=True)
class PageCounts:
    """A feed's pages by what became of them."""

    read: int
    waiting: int
    failed: int
    error: str
    """Why the last one that failed was given up, or ""."""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """Everything that is kept about one match."""

    match: MatchRow
    item: ItemRow
    entry_id: str
    updated: datetime | None
    body_hash: str
    headers: tuple[tuple[str, str], ...]
    """Response headers of the fetch that brought the item."""
    versions: tuple[ItemVersionRow, ...]
    """Earlier versions, oldest first; empty where the item was never edited."""
    history: tuple[TriageEvent, ...]
    watch_version: str
    priority_why: tuple[str, ...]
    others: tuple[MatchRow, ...]
    """Other matches of the same story."""
    fetch: FetchRow | None = None
    """Of the item as it reads now."""
    page: PageRow | None = None
    """None where the item's feed has no `full_text`."""


@dataclass(frozen=True, slots=True)
class SuppressedRow:
    """One line of the suppression ledger."""

    id: int
    item_id: int
    title: str
    url: str
    feed: str
    seen_at: datetime
    miss: NearMiss


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One line of `stories list`."""

    id: int
    title: str
    first_seen: datetime
    last_seen: datetime
    items: int
    sources: int
    independent: int
    """Sources with words of their own: reprints of one text, and all reports of one agency, are one."""
    watches: tuple[str, ...]
    score: float
    priority: int
    matches: tuple[int, ...]
    status: MatchStatus
    """`new` where any of its matches is new, else the least finished of them."""
    follows: int | None = None
    muted_until: datetime | None = None
    assignees: tuple[str, ...] = ()
    """To whom its matches are assigned."""
    rank: int = 0
    """As in `MatchRow`: that of its match of highest rank."""


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A feed's state, for `feeds list` and `feeds health`."""

    id: int
    url: str
    title: str
    tags: tuple[str, ...]
    language: str
    enabled: bool
    last_success: datetime | None
    last_attempt: datetime | None
    last_new_item: datetime | None
    next_poll: datetime | None
    next_poll_set_by: str
    consecutive_failures: int
    failure: str
    """A FailureKind's value, or ""."""
    error: str
    gone: bool
    items_per_day: float | None
    items: int
    polls: int
    successes: int
    moved_to: str | None
    moved_since: datetime | None
    moved_seen: int
    retry_at: datetime | None
    added: datetime | None = None
    """When it was first configured."""
    full_text: bool = False
    pages: PageCounts | None = None
    """None where no item's page was ever asked for."""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A stored coverage record of one feed (see `watcher.feeds.coverage`)."""

    feed: str
    at: datetime
    complete: bool
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class ServiceState:
    """What the running service last said of itself."""

    pid: int
    host: str
    version: str
    started_at: datetime
    last_tick_at: datetime
    lag_seconds: float
    """How late the most overdue claimed feed was at the last tick."""
    config: str
    """The configuration folder in force."""
    problems: tuple[str, ...]
    """Files that are broken and left out, or in force in an older version."""
    stopped_at: datetime | None


@dataclass(frozen=True, slots=True)
class DatabaseStats:
    """For `db stats`: sizes and row counts."""

    url: str
    """Without a password."""
    bytes: int
    revision: str
    rows: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class StoryItemRow:
    """One item of a story, and how it got there."""

    item: ItemRow
    at: datetime
    """When it was published, or first seen where that is unknown."""
    copy_of: int | None
    """The item of which this is a reprint; None: an account of its own."""
    similarity: float
    why: str
    by_hand: bool
    """Whether a person put it here."""


@dataclass(frozen=True, slots=True)
class TermCount:
    """How many items a term matched on one day."""

    day: str
    """UTC, `2026-03-01`."""
    watch: str
    term: str
    matches: int
