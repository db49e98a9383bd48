"""When a feed is polled next, and why then. Pure: `now`, limits and jitter are handed in.

    poll ended ─▶ base interval ─▶ not before what the server says ─▶ past skipped hours ─▶ capped ─▶ due

1. The base: the feed's own interval where the user set one; else its rhythm, else `poll.interval`, and never less
   than the document's `ttl` and `sy:updatePeriod`. An overflow beats them all with the shortest interval.
2. A failure stretches the base twofold each time, up to a day, and then goes on daily for ever.
3. HTTP freshness (RFC 9111, section 4.2) and Retry-After (RFC 9110, section 10.2.3) only ever make it later.
4. Hours and days that the feed skips are passed over, in GMT.
5. Everything but Retry-After is capped at `poll.max_interval`.
6. Jitter only ever adds, so that nothing is asked before a time that a server gave.
"""

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from watcher.types import (
    NextPoll,
    PollEvent,
    PublishHints,
    RawHeaders,
    Rhythm,
    ScheduleLimits,
    ScheduleState,
)

__all__ = [
    "BACK_OFF_CAP",
    "MAX_JITTER",
    "MAX_RETRY_AFTER",
    "estimate_rhythm",
    "freshness",
    "is_outage",
    "move_is_settled",
    "next_poll",
    "retry_after",
]

BACK_OFF_CAP = timedelta(days=1)
"""A feed that fails for ever is tried this often for ever (rule 9)."""

MAX_JITTER = timedelta(minutes=5)
"""Feeds that fell due together drift apart by at most this, and by at most a tenth of their interval."""

MAX_RETRY_AFTER = timedelta(days=7)
"""A longer Retry-After is cut to this: a broken header must not silence a host for ever."""

MOVE_AFTER = timedelta(days=7)
MOVE_SEEN = 10
"""A permanent redirect is believed after so long, or so many polls in a row (rule 8)."""

OUTAGE_HOSTS = 3
"""With fewer hosts asked, nothing tells our own outage from theirs."""

_MIN_DATES = 4
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_FRESHNESS_LOOKS = 4
"""A slow feed is looked at so many times between two of its items."""


def next_poll(
    state: ScheduleState,
    event: PollEvent,
    *,
    headers: RawHeaders,
    retry_at: datetime | None,
    limits: ScheduleLimits,
    now: datetime,
    jitter: float,
) -> NextPoll:
    """Decide when a feed is due next.

    Args:
        state: what is known of the feed, this poll's failure counted.
        event: how the poll ended.
        headers: of the last answer, also of a 304 or an error; empty where there was none.
        retry_at: what `retry_after` made of a 429 or 503.
        limits: the `[poll]` settings.
        now: when the poll ended.
        jitter: 0..1, drawn by the caller.
    """
    if event is PollEvent.GONE:
        return NextPoll(due_at=None, set_by="gone", interval=None)
    share = min(max(jitter, 0.0), 1.0) if math.isfinite(jitter) else 0.0
    interval, set_by = _interval(state, event, limits)
    if event is PollEvent.OUTAGE:
        # All feeds failed together: they come back spread over one interval, not as one wave.
        spread = min(interval, limits.max_interval) * share
        interval = min(limits.min_interval, limits.max_interval)
        due = min(now + interval + spread, now + limits.max_interval)
        return NextPoll(due_at=due, set_by="outage", interval=interval)
    fresh = freshness(headers, now)
    if fresh is not None and fresh[0] > interval:
        interval, set_by = fresh
    if interval > limits.max_interval:
        interval, set_by = limits.max_interval, "max_interval"
    nudge = min(interval / 10, MAX_JITTER) * share
    due, set_by = _past_skipped(now + interval, nudge, state.hints, set_by)
    if due > now + limits.max_interval + nudge:
        due, set_by = now + limits.max_interval + nudge, "max_interval"
    if retry_at is not None and (asked := min(retry_at, now + MAX_RETRY_AFTER)) > due - nudge:
        due, set_by = asked + nudge, "retry-after"
    return NextPoll(due_at=due, set_by=set_by, interval=interval)


def _interval(state: ScheduleState, event: PollEvent, limits: ScheduleLimits) -> tuple[timedelta, str]:
    """The interval before the server has its say, within the limits."""
    if event is PollEvent.OVERFLOW:
        return limits.min_interval, "overflow"
    base, set_by = _base(state, limits)
    if base < limits.min_interval:
        base, set_by = limits.min_interval, "min_interval"
    doublings = state.consecutive_failures - 1
    if event is PollEvent.FAILED and doublings > 0 and base < BACK_OFF_CAP:
        # The exponent is bounded because timedelta is: no interval takes 2^64 doublings to a day.
        factor = min(2 ** min(doublings, 64), BACK_OFF_CAP / base)
        base, set_by = base * factor, "back-off"
    return base, set_by


def _base(state: ScheduleState, limits: ScheduleLimits) -> tuple[timedelta, str]:
    if state.own_interval is not None:
        return state.own_interval, "feed interval"
    if state.rhythm_interval is not None:
        base, set_by = state.rhythm_interval, "rhythm"
    else:
        base, set_by = limits.interval, "interval"
    for hint, name in ((state.hints.ttl, "ttl"), (state.hints.update_period, "sy:updatePeriod")):
        if hint is not None and hint > base:
            base, set_by = hint, name
    return base, set_by


def _past_skipped(due: datetime, nudge: timedelta, hints: PublishHints, set_by: str) -> tuple[datetime, str]:
    """The nudged due time, moved to the first moment that the feed does not skip (RSS 2.0, in GMT).

    A feed that skips everything skips nothing.
    """
    hours, days = hints.skip_hours, hints.skip_days
    if not hours and not days:
        return due + nudge, set_by
    if len(hours & set(range(24))) == 24 or len(days & set(range(7))) == 7:
        return due + nudge, set_by
    due += nudge
    # At most a week of days, then a day of hours, and once more for the nudge behind them.
    for _ in range(80):
        at = due.astimezone(UTC)
        if at.weekday() in days:
            midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
            due, set_by = midnight + timedelta(days=1) + nudge, "skipDays"
        elif at.hour in hours:
            top = at.replace(minute=0, second=0, microsecond=0)
            due, set_by = top + timedelta(hours=1) + nudge, "skipHours"
        else:
            break
    return due, set_by


def freshness(headers: RawHeaders, now: datetime) -> tuple[timedelta, str] | None:
    """How long an answer says it stays fresh, and which header said so (RFC 9111, section 4.2.1).

    `max-age` less `Age` beats `Expires` less `Date`. None where nothing is said, it is stale already, or it is no
    number or date. `no-cache` and `no-store` say nothing of when to come back.
    """
    age = _seconds(_first(headers, b"age")) or 0
    max_age = _max_age(headers)
    if max_age is not None:
        left = max_age - age
        return (_capped(left), "max-age") if left > 0 else None
    expires = _date(_first(headers, b"expires"))
    if expires is None:
        return None
    date = _date(_first(headers, b"date")) or now
    left = int((expires - date).total_seconds()) - age
    return (_capped(left), "expires") if left > 0 else None


def _max_age(headers: RawHeaders) -> int | None:
    """The first `max-age` of all Cache-Control fields; one that is no number counts as stale (section 4.2.1)."""
    for name, value in headers:
        if name.lower() != b"cache-control":
            continue
        for directive in value.split(b","):
            key, equals, seconds = directive.strip().partition(b"=")
            if key.strip().lower() == b"max-age" and equals:
                return _seconds(seconds.strip().strip(b'"')) or 0
    return None


def retry_after(headers: RawHeaders, now: datetime) -> datetime | None:
    """Until when a 429 or 503 asks to be left alone (RFC 9110, section 10.2.3), at most MAX_RETRY_AFTER.

    A date counts relative to the response's own Date, so that a wrong clock at either end does no harm. None where
    nothing is said, or what is said is past or makes no sense.
    """
    value = _first(headers, b"retry-after")
    seconds = _seconds(value)
    if seconds is None:
        until = _date(value)
        if until is None:
            return None
        seconds = math.ceil((until - (_date(_first(headers, b"date")) or now)).total_seconds())
    if seconds <= 0:
        return None
    return now + min(_capped(seconds), MAX_RETRY_AFTER)


def _first(headers: RawHeaders, name: bytes) -> bytes:
    return next((value.strip() for key, value in headers if key.lower() == name), b"")


def _seconds(value: bytes) -> int | None:
    """delta-seconds (RFC 9111, section 1.2.2): digits only; None where it is anything else."""
    if not value or not value.isdigit():
        return None
    # int() of thousands of digits is slow, and above 4300 refused: any number that long is simply very large.
    return int(value) if len(value) <= 12 else 10**12


def _capped(seconds: int) -> timedelta:
    return timedelta(seconds=min(seconds, 10**9))


def _date(value: bytes) -> datetime | None:
    """An HTTP date in any of its three forms, or whatever else the e-mail rules make sense of; aware, UTC."""
    if not value or len(value) > 100:
        return None
    try:
        at = parsedate_to_datetime(value.decode("latin-1"))
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def estimate_rhythm(
    dates: Sequence[datetime], arrivals: Sequence[datetime], now: datetime, limits: ScheduleLimits
) -> Rhythm | None:
    """How often a feed publishes, and how often it is worth asking; None where the evidence is too thin.

    Args:
        dates: publication dates of the listed items, in any order; untrusted (rule 27).
        arrivals: when items were first seen, the evidence where the dates are none.
        now: to leave out dates in the future, and to see that a feed fell silent.
        limits: the interval lies between `min_interval` and `max_interval`.

    Two demands meet. *Overlap*: between two polls at most about half of the listed items may turn over, also in a
    busy hour: the shortest tenth of the times in which the feed filled half of its window. *Freshness*: a slow feed
    need not be asked every `interval`, but some times between two items. Pinned entries and single wrong dates hardly
    move either: quantiles are taken, not means.
    """
    for evidence in (dates, arrivals):
        moments = sorted((at for at in evidence if _EARLIEST <= at <= now), reverse=True)
        if len(moments) >= _MIN_DATES and len(set(moments)) >= _MIN_DATES - 1:
            return _rhythm(moments, now, limits)
    return None


def _rhythm(moments: list[datetime], now: datetime, limits: ScheduleLimits) -> Rhythm:
    """`moments`: newest first."""
    half = len(moments) // 2
    turnover = sorted(moments[i] - moments[i + half] for i in range(len(moments) - half))
    positive = [span for span in turnover if span > timedelta(0)]
    overlap = positive[len(positive) // 10] if positive else limits.max_interval
    # The oldest quarter may be pinned; the time since the newest item counts, so that silence slows a feed down.
    trusted = moments[: max(_MIN_DATES - 1, len(moments) - len(moments) // 4)]
    span = max(now - trusted[-1], timedelta(seconds=1))
    per_day = len(trusted) / (span / timedelta(days=1))
    worthwhile = max(limits.interval, timedelta(days=1 / per_day / _FRESHNESS_LOOKS))
    interval = max(limits.min_interval, min(overlap, worthwhile, limits.max_interval))
    return Rhythm(items_per_day=per_day, interval=interval)


def is_outage(failed: Sequence[bool]) -> bool:
    """Whether most hosts fail alike, so that the fault is our own network (rule 9).

    Args:
        failed: one entry for each host asked lately: whether its last answer was a failure that a broken network of
            our own would cause too (no name, no connection, no answer in time).
    """
    return len(failed) >= OUTAGE_HOSTS and 2 * sum(failed) > len(failed)


def move_is_settled(since: datetime | None, seen: int, now: datetime) -> bool:
    """Whether a permanent redirect, seen since then and so many times in a row, may be taken over (rule 8)."""
    if since is None or seen < 2:
        return False
    return seen >= MOVE_SEEN or now - since >= MOVE_AFTER
