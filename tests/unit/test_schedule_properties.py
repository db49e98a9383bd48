"""What holds of every schedule, whatever servers and feeds say."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.feeds.schedule import (
    MAX_JITTER,
    MAX_RETRY_AFTER,
    estimate_rhythm,
    freshness,
    next_poll,
    retry_after,
)
from watcher.types import PollEvent, PublishHints, RawHeaders, ScheduleLimits, ScheduleState

SOME = settings(max_examples=100, deadline=None)

spans = st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=400))
moments = st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC))
hints = st.builds(
    PublishHints,
    ttl=st.none() | spans,
    update_period=st.none() | spans,
    skip_hours=st.frozensets(st.integers(0, 23)),
    skip_days=st.frozensets(st.integers(0, 6)),
)
states = st.builds(
    ScheduleState,
    own_interval=st.none() | spans,
    hints=hints,
    rhythm_interval=st.none() | spans,
    consecutive_failures=st.integers(0, 10**6),
)


@st.composite
def limits(draw: st.DrawFn) -> ScheduleLimits:
    low, middle, high = sorted(draw(st.lists(spans, min_size=3, max_size=3)))
    return ScheduleLimits(interval=middle, min_interval=low, max_interval=high)


names = st.sampled_from([b"cache-control", b"Cache-Control", b"age", b"expires", b"date", b"retry-after", b"etag"])
values = (
    st.binary(max_size=60)
    | st.integers().map(lambda n: str(n).encode())
    | st.integers().map(lambda n: b"public, max-age=%d" % n)
    | moments.map(lambda at: at.strftime("%a, %d %b %Y %H:%M:%S GMT").encode())
)
headers = st.lists(st.tuples(names, values), max_size=8).map(tuple)


@SOME
@given(
    states, st.sampled_from(PollEvent), headers, st.none() | spans, limits(), moments, st.floats(0, 1, exclude_max=True)
)
def test_due_lies_between_the_limits_and_never_before_what_the_server_said(
    state: ScheduleState,
    event: PollEvent,
    said: RawHeaders,
    retry: timedelta | None,
    bounds: ScheduleLimits,
    now: datetime,
    jitter: float,
) -> None:
    retry_at = None if retry is None else now + retry
    decided = next_poll(state, event, headers=said, retry_at=retry_at, limits=bounds, now=now, jitter=jitter)
    if event is PollEvent.GONE:
        assert decided.due_at is None
        return
    assert decided.due_at is not None
    assert decided.interval is not None
    assert bounds.min_interval <= decided.due_at - now
    latest = max(bounds.max_interval, min(retry or timedelta(0), MAX_RETRY_AFTER))
    if event is PollEvent.OUTAGE:
        assert decided.due_at - now <= bounds.max_interval
        return
    assert decided.due_at - now <= latest + MAX_JITTER
    fresh = freshness(said, now)
    if fresh is not None:
        assert decided.due_at - now >= min(fresh[0], bounds.max_interval)
    if retry is not None:
        assert decided.due_at >= now + min(retry, MAX_RETRY_AFTER)


@SOME
@given(states, headers, limits(), moments)
def test_back_off_never_shrinks_while_failures_grow(
    state: ScheduleState, said: RawHeaders, bounds: ScheduleLimits, now: datetime
) -> None:
    waits = []
    for failures in (1, 2, 3, 5, 8, 20, 100):
        counted = ScheduleState(state.own_interval, PublishHints(), state.rhythm_interval, failures)
        decided = next_poll(counted, PollEvent.FAILED, headers=said, retry_at=None, limits=bounds, now=now, jitter=0.0)
        assert decided.due_at is not None
        waits.append(decided.due_at - now)
    assert waits == sorted(waits)


@SOME
@given(states, limits(), moments, st.floats(0, 1, exclude_max=True))
def test_no_poll_falls_into_what_the_feed_skips_unless_the_cap_forces_it(
    state: ScheduleState, bounds: ScheduleLimits, now: datetime, jitter: float
) -> None:
    decided = next_poll(state, PollEvent.CHANGED, headers=(), retry_at=None, limits=bounds, now=now, jitter=jitter)
    assert decided.due_at is not None
    hours, days = state.hints.skip_hours, state.hints.skip_days
    if len(hours) == 24 or len(days) == 7 or decided.due_at - now >= bounds.max_interval:
        return
    assert decided.due_at.hour not in hours
    assert decided.due_at.weekday() not in days


@SOME
@given(headers, moments)
def test_headers_of_any_kind_are_survived(said: RawHeaders, now: datetime) -> None:
    fresh = freshness(said, now)
    assert fresh is None or fresh[0] > timedelta(0)
    until = retry_after(said, now)
    assert until is None or now < until <= now + MAX_RETRY_AFTER


@SOME
@given(st.lists(moments, max_size=40), st.lists(moments, max_size=40), limits(), moments)
def test_a_rhythm_lies_within_the_limits(
    dates: list[datetime], arrivals: list[datetime], bounds: ScheduleLimits, now: datetime
) -> None:
    rhythm = estimate_rhythm(dates, arrivals, now, bounds)
    if rhythm is not None:
        assert bounds.min_interval <= rhythm.interval <= bounds.max_interval
        assert rhythm.items_per_day > 0


@SOME
@given(st.integers(8, 60), st.timedeltas(timedelta(minutes=2), timedelta(hours=6)), moments)
def test_windows_of_a_steady_feed_overlap(count: int, gap: timedelta, now: datetime) -> None:
    """At most about half of the document turns over between two polls, wherever the shortest interval allows it."""
    bounds = ScheduleLimits(timedelta(minutes=30), timedelta(minutes=1), timedelta(days=1))
    rhythm = estimate_rhythm([now - gap * at for at in range(count)], (), now, bounds)
    assert rhythm is not None
    assert rhythm.interval / gap <= count / 2 + 1
