"""The frozen dataclasses that travel between the stages.

Every type is plain data: no I/O, no clock, no behaviour beyond small derived properties. A suffix tells the stage:

    FeedConfig ─▶ FeedForFetch ─▶ Fetched | NotModified | FetchFailed ─▶ ParseJob ─▶ ParseOutcome
    ItemParsed ─▶ ItemFresh | ItemEdited ─▶ FeedUpdateIntent ─▶ FeedUpdateReceipt
    Document ─▶ Hit, NearMiss ─▶ WatchMatch, MatchOutcome
    …Row: what a face reads back

All datetimes are aware and in UTC; all durations are `timedelta`.
"""

from watcher.types.config import FeedConfig
from watcher.types.feed import (
    CUT,
    Body,
    FailureKind,
    FeedDiff,
    FeedForFetch,
    FeedMeta,
    Fetched,
    FetchFailed,
    FetchOutcome,
    Hop,
    ItemEdited,
    ItemFresh,
    ItemParsed,
    KnownItem,
    NotModified,
    ParsedFeed,
    ParseFailed,
    ParseLimits,
    RawHeaders,
    Validators,
)
from watcher.types.matching import (
    FIELDS,
    Document,
    Hit,
    ItemMatch,
    MatchOutcome,
    NearMiss,
    WatchMatch,
)
from watcher.types.schedule import (
    NextPoll,
    PollEvent,
    PublishHints,
    Rhythm,
    ScheduleLimits,
    ScheduleState,
)
from watcher.types.store import (
    CoverageRecord,
    FeedUpdateIntent,
    FeedUpdateReceipt,
    ItemEditIntent,
    ItemIntent,
    MatchStored,
)
from watcher.types.story import Fingerprint, Placement, StoryCandidate, StoryMember

__all__ = [
    "CUT",
    "FIELDS",
    "Body",
    "CoverageRecord",
    "Document",
    "FailureKind",
    "FeedConfig",
    "FeedDiff",
    "FeedForFetch",
    "FeedMeta",
    "FeedUpdateIntent",
    "FeedUpdateReceipt",
    "FetchFailed",
    "FetchOutcome",
    "Fetched",
    "Fingerprint",
    "Hit",
    "Hop",
    "ItemEditIntent",
    "ItemEdited",
    "ItemFresh",
    "ItemIntent",
    "ItemMatch",
    "ItemParsed",
    "KnownItem",
    "MatchOutcome",
    "MatchStored",
    "NearMiss",
    "NextPoll",
    "NotModified",
    "ParseFailed",
    "ParseLimits",
    "ParsedFeed",
    "Placement",
    "PollEvent",
    "PublishHints",
    "RawHeaders",
    "Rhythm",
    "ScheduleLimits",
    "ScheduleState",
    "StoryCandidate",
    "StoryMember",
    "Validators",
    "WatchMatch",
]
