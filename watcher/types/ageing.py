"""How a priority falls with time, so that lists need not be ranked anew.

What is stored of a match is its *rank*: an hour, as long after that of its item's publication as the priority that it
had then is worth, `HOURS_A_POINT` for every point. The priority that it has now is by how much its rank is ahead of the
present hour. The clock gains on all ranks alike, so that their order never changes: lists are sorted, paged and
filtered by an indexed column, and nothing is written while time passes.
"""

from datetime import datetime, timedelta

__all__ = ["FRESH", "HOURS_A_POINT", "ageing", "least_rank", "priority_at", "rank_of"]

HOURS_A_POINT = 12
"""Two points a day: what was published a month ago comes behind whatever is of any interest today."""
FRESH = 10
"""Points for an item that was published just now; after five days they are spent, and then age counts against it."""


def _hour(moment: datetime) -> int:
    return int(moment.timestamp() // 3600)


def rank_of(priority: int, at: datetime) -> int:
    """The rank of what had this priority when it was published."""
    return priority * HOURS_A_POINT + _hour(at)


def priority_at(rank: int, now: datetime) -> int:
    """The priority at a time, 0 to 100."""
    return min(100, max(0, (rank - _hour(now) + HOURS_A_POINT // 2) // HOURS_A_POINT))


def least_rank(priority: int, now: datetime) -> int | None:
    """The lowest rank whose priority is at least this one at a time; None where every rank's is."""
    return priority * HOURS_A_POINT - HOURS_A_POINT // 2 + _hour(now) if priority > 0 else None


def ageing(at: datetime, now: datetime) -> str:
    """The reason to show: `+9 within the hour`, `-50 30 days old`."""
    age = max(timedelta(0), now - at)
    hours = age / timedelta(hours=1)
    words = "within the hour" if hours < 1 else f"{hours:.0f} h old" if hours < 48 else f"{hours / 24:.0f} days old"
    return f"{FRESH - hours / HOURS_A_POINT:+.0f} {words}"
