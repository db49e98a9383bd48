"""How a feed is doing, from what is stored of it: a feed gone quiet and a feed gone broken are told apart. Pure."""

import enum
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from watcher.feeds.schedule import move_is_settled
from watcher.types.rows import FeedRow

__all__ = ["FeedState", "Health", "health_of", "moved_for_good", "success_rate"]

QUIET_GAPS: Final = 8
"""Silence of so many usual gaps is far longer than usual: by chance (Poisson) it happens once in 3,000."""

QUIET_LEAST: Final = timedelta(hours=36)
"""Nights, and one day off, are no silence, however busy the feed."""


class FeedState(enum.StrEnum):
    """The one word for it."""

    OK = "ok"
    NEW = "new"
    FAILING = "failing"
    QUIET = "quiet"
    GONE = "gone"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class Health:
    """A feed's state, and why, in a sentence; "" where it is ok."""

    state: FeedState
    reason: str = ""


def health_of(feed: FeedRow, now: datetime) -> Health:
    """Judge one feed."""
    if not feed.enabled:
        return Health(FeedState.DISABLED, "enabled = false in its file")
    if feed.gone:
        return Health(FeedState.GONE, "the server says it is gone for good (410); `watcher feeds retry` asks again")
    if feed.last_attempt is None:
        return Health(FeedState.NEW, "never polled")
    # What counts as no failure is none the less an error: our own outage, a host's wait, a document that breaks off.
    if feed.consecutive_failures or feed.error:
        times = f", {feed.consecutive_failures} times in a row" if feed.consecutive_failures > 1 else ""
        return Health(FeedState.FAILING, f"{(feed.error or feed.failure or 'failed').rstrip('.')}{times}")
    silence = now - feed.last_new_item if feed.last_new_item is not None else timedelta(0)
    if feed.items_per_day and silence > max(QUIET_LEAST, QUIET_GAPS * timedelta(days=1) / feed.items_per_day):
        return Health(FeedState.QUIET, f"usually {_rate(feed.items_per_day)}, none for {_long(silence)}")
    return Health(FeedState.OK)


def moved_for_good(feed: FeedRow, now: datetime) -> bool:
    """Whether its permanent redirect was seen for long enough to be taken over (rule 8)."""
    return feed.moved_to is not None and move_is_settled(feed.moved_since, feed.moved_seen, now)


def success_rate(feed: FeedRow) -> float | None:
    """Share of its polls that went well; None before the first."""
    return feed.successes / feed.polls if feed.polls else None


def _rate(per_day: float) -> str:
    if per_day >= 1.5:
        return f"{per_day:.0f} items a day"
    if per_day * 7 >= 1.5:
        return f"{per_day * 7:.0f} items a week"
    return f"an item every {1 / per_day:.0f} days"


def _long(silence: timedelta) -> str:
    hours = silence / timedelta(hours=1)
    return f"{hours / 24:.0f} days" if hours >= 47 else f"{hours:.0f} hours"
