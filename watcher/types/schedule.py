"""What decides when a feed is polled next."""

import enum
from dataclasses import dataclass
from datetime import datetime, timedelta

from watcher.types.pickling import pickled_by_values

__all__ = ["NextPoll", "PollEvent", "PublishHints", "Rhythm", "ScheduleLimits", "ScheduleState"]


@pickled_by_values
@dataclass(frozen=True, slots=True)
class PublishHints:
    """What a feed document says of its own schedule."""

    ttl: timedelta | None = None
    """RSS 2.0 `<ttl>`."""
    update_period: timedelta | None = None
    """RSS 1.0 syndication module: updatePeriod / updateFrequency."""
    skip_hours: frozenset[int] = frozenset()
    """RSS 2.0 `<skipHours>`, 0 to 23, in GMT."""
    skip_days: frozenset[int] = frozenset()
    """RSS 2.0 `<skipDays>`, Monday 0 to Sunday 6, in GMT."""


class PollEvent(enum.StrEnum):
    """How a poll ended, as the schedule sees it."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    OVERFLOW = "overflow"
    """The document shares no item with the one before: it turns over faster than it is polled."""
    FAILED = "failed"
    GONE = "gone"
    OUTAGE = "outage"
    """It failed while most hosts failed alike: our own network, not the feed's fault."""


@dataclass(frozen=True, slots=True)
class ScheduleLimits:
    """The `[poll]` settings that bound every decision."""

    interval: timedelta
    min_interval: timedelta
    max_interval: timedelta


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a feed publishes, estimated robustly from dates and arrivals."""

    items_per_day: float
    interval: timedelta
    """The polling interval that lets consecutive windows overlap at that rate."""


@dataclass(frozen=True, slots=True)
class ScheduleState:
    """What is known of one feed when its next poll is decided."""

    own_interval: timedelta | None
    """Set on the feed by the user."""
    hints: PublishHints
    rhythm_interval: timedelta | None
    consecutive_failures: int
    """Including this poll's, if it failed."""


@dataclass(frozen=True, slots=True)
class NextPoll:
    """When a feed is due next, and why then."""

    due_at: datetime | None
    """None: never again by itself (gone)."""
    set_by: str
    """One of: interval, feed interval, rhythm, max-age, expires, ttl, sy:updatePeriod, skipHours, skipDays,
    retry-after, back-off, overflow, min_interval, max_interval, outage, gone, new."""
    interval: timedelta | None
    """Before jitter and skipped hours."""
