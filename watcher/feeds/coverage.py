"""Certifying silences: whether two polls saw everything between them, and the timeline of a feed's coverage. Pure.

Between two polls that read the feed, coverage is complete if the answer was a 304 or the same body, or if the
document's oldest entry (pinned ones aside) was known, or if all of the earlier entries are still listed. A failure,
downtime, a killed parse, cut items or text open a gap; the first poll of which that test holds closes it. Where the
feed was only out of reach, and the test then holds, nothing was missed and no gap remains. Where something was read and
not kept (items cut, text cut), or the window no longer reached back (overflowed), the gap stays on record.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final

from watcher.types import CoverageRecord, ItemParsed, KnownItem

__all__ = [
    "DISABLED",
    "HELD",
    "LATE",
    "NOT_POLLED",
    "NOT_RUNNING",
    "NOT_WATCHED",
    "OVERFLOWED",
    "FeedCoverage",
    "Gap",
    "overlaps",
    "timeline",
]

OVERFLOWED: Final = "overflowed"
"""Reason of a record whose document shares nothing with the one before: what lay between is lost."""

NOT_RUNNING: Final = "not running"
NOT_POLLED: Final = "not polled yet"
NOT_WATCHED: Final = "not watched yet"
DISABLED: Final = "disabled"
HELD: Final = "its host asked to wait"
LATE: Final = "not polled in time"

_LOSING: Final = ("items cut", "text cut")
"""How the reasons begin of records that read something and did not keep it: closing such a gap does not undo it."""

_ORDERED: Final = 0.7
"""Share of neighbouring dates that must fall (or rise) for a document to count as ordered by date."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which something may have been missed."""

    start: datetime
    end: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class FeedCoverage:
    """A feed's coverage within a window of time."""

    start: datetime
    end: datetime
    complete: bool
    text: str
    """What of its items the feed gives: `titles`, `summary` or `full`; "" where unknown."""
    gaps: tuple[Gap, ...] = ()
    """In order, apart from each other, within the window."""


def overlaps(items: Sequence[ItemParsed], claims: Sequence[int | None], known: Sequence[KnownItem]) -> bool:
    """Whether a document's window reaches back to the one before it.

    Args:
        items: the document's items, in its order.
        claims: for each of them the id of the known item that it is; None for a fresh one.
        known: the earlier document's items, in its order.
    """
    listed = {claim for claim in claims if claim is not None}
    if all(old.item_id in listed for old in known):
        return True
    order = _newest_first(items)
    pinned = _pinned(order, items, claims, [old.item_id for old in known], listed)
    window = [position for position in order if position not in pinned]
    return bool(window) and claims[window[-1]] is not None


def _newest_first(items: Sequence[ItemParsed]) -> list[int]:
    """Positions from the newest entry to the oldest.

    The document's own order counts, turned round where its dates rise; where they do neither, the dates decide. Without
    dates a feed is newest first, as nearly all are.
    """
    positions = list(range(len(items)))
    dated = [item.published for item in items if item.published is not None]
    steps = [(a, b) for a, b in pairwise(dated) if a != b]
    if len(steps) < 2:
        if len(steps) == 1 and len(dated) == len(items) == 2 and dated[0] < dated[1]:
            positions.reverse()
        return positions
    falling = sum(a > b for a, b in steps) / len(steps)
    if falling >= _ORDERED:
        return positions
    if falling <= 1 - _ORDERED:
        return positions[::-1]
    if len(dated) < len(items):
        return positions
    by_date = {position: item.published for position, item in enumerate(items) if item.published is not None}
    return sorted(positions, key=lambda position: by_date[position], reverse=True)


def _pinned(
    order: Sequence[int],
    items: Sequence[ItemParsed],
    claims: Sequence[int | None],
    earlier: Sequence[int],
    listed: set[int],
) -> set[int]:
    """Known entries that are held in the document, and so say nothing of how far back its window reaches.

    Held at the top: a fresh entry comes after it. Held at the bottom: it is the oldest, but most of the entries that
    stood before it in the earlier document are gone, while an ordinary window loses its oldest entries first.
    """
    pinned: set[int] = set()
    last_fresh = max((rank for rank, position in enumerate(order) if claims[position] is None), default=-1)
    pinned.update(position for position in order[:last_fresh] if claims[position] is not None)
    was_at = {item_id: rank for rank, item_id in enumerate(earlier)}
    rising = len(items) > 1 and order[0] > order[-1]
    for position in order[last_fresh + 1 :]:
        claim = claims[position]
        if claim is None or claim not in was_at:
            continue
        before = earlier[was_at[claim] + 1 :] if rising else earlier[: was_at[claim]]
        gone = sum(item_id not in listed for item_id in before)
        if gone > 1 and gone * 2 > len(before):
            pinned.add(position)
    return pinned


def timeline(
    records: Sequence[CoverageRecord],
    since: datetime,
    until: datetime,
    *,
    configured_from: datetime,
    next_due: datetime | None = None,
    late: str = NOT_RUNNING,
    enabled: bool = True,
) -> FeedCoverage:
    """What was covered between `since` and `until`, from the records of the polls (also older ones, in any order).

    The window begins when the feed was configured, where that is later; a window before that is one gap. It ends with
    the last poll that closed everything, unless a gap is open: that reaches to `until`. `next_due`, where given, tells
    a feed that is not polled any more: one that should have been asked before `until` and was not has been uncovered
    since its last poll, for the reason `late`.
    """
    if configured_from >= until:  # a silence that nobody listened to is certified by nobody
        return FeedCoverage(since, until, complete=False, text="", gaps=(Gap(since, until, NOT_WATCHED),))
    start = max(since, configured_from)
    ordered = sorted((r for r in records if r.at <= until), key=lambda r: r.at)
    gaps, covered, reasons = _replay(ordered, configured_from)
    end = max(covered, start)
    if not enabled:
        gaps.append(Gap(covered, until, _joined([*reasons, DISABLED])))
        end = until
    elif reasons or (next_due is not None and next_due < until) or not ordered:
        silent = [] if reasons else [late if ordered else NOT_POLLED]
        gaps.append(Gap(covered, until, _joined([*reasons, *silent])))
        end = until
    clipped = [Gap(max(g.start, start), min(g.end, end), g.reason) for g in gaps]
    visible = tuple(g for g in clipped if g.start < g.end)
    text = next((r.text for r in reversed(ordered) if r.text), "")
    return FeedCoverage(start, end, complete=not visible, text=text, gaps=visible)


def _replay(ordered: Sequence[CoverageRecord], begin: datetime) -> tuple[list[Gap], datetime, list[str]]:
    """Gaps on record, the last covered moment, and why a gap has been open since then (empty: none is)."""
    gaps: list[Gap] = []
    covered = begin
    reasons: list[str] = []
    for record in ordered:
        if record.complete:
            if any(reason.startswith(_LOSING) for reason in reasons):
                gaps.append(Gap(covered, record.at, _joined(reasons)))
            covered, reasons = record.at, []
        elif record.reason.endswith(OVERFLOWED):
            gaps.append(Gap(covered, record.at, _joined([*reasons, record.reason])))
            covered, reasons = record.at, []
        else:
            reasons.append(record.reason or "incomplete")
    return gaps, covered, reasons


def _joined(reasons: Sequence[str]) -> str:
    """Reasons in the order in which they first came, each once."""
    return ", then ".join(dict.fromkeys(reasons))
