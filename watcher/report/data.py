"""What a report is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from watcher.feeds.coverage import Gap
from watcher.types.rows import MatchRow, StoryRow

__all__ = ["FeedGaps", "ReportData"]


@dataclass(frozen=True, slots=True)
class FeedGaps:
    """One feed's coverage in the period."""

    feed: str
    title: str
    complete: bool
    gaps: tuple[Gap, ...] = ()
    start: datetime | None = None
    """From when on it was watched, where that is within the period; None: throughout."""


@dataclass(frozen=True, slots=True)
class ReportData:
    """The period's findings, read at one moment."""

    title: str
    since: datetime
    until: datetime
    made_at: datetime
    matches: tuple[MatchRow, ...] = ()
    """All of the period, highest priority first, the dismissed among them."""
    stories: tuple[StoryRow, ...] = ()
    coverage: tuple[FeedGaps, ...] = ()
    notes: Mapping[int, str] = field(default_factory=dict)
    """Match id → the reason that was given when it was dismissed."""
