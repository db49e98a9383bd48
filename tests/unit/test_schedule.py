"""When a feed is polled next (rules 4, 5, 8, 9, 25)."""

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from watcher.feeds.schedule import (
    BACK_OFF_CAP,
    MAX_JITTER,
    MAX_RETRY_AFTER,
    estimate_rhythm,
    freshness,
    is_outage,
    move_is_settled,
    next_poll,
    retry_after,
)
from watcher.types import NextPoll, PollEvent, PublishHints, RawHeaders, ScheduleLimits, ScheduleState

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LIMITS = ScheduleLimits(interval=30 * MINUTE, min_interval=10 * MINUTE, max_interval=DAY)
NO_HINTS = PublishHints()
NOW = datetime(2026, 3, 4, 10, 15, tzinfo=UTC)  # a Wednesday


def decide(
    event: PollEvent = PollEvent.CHANGED,
    *,
    own: timedelta | None = None,
    hints: PublishHints = NO_HINTS,
    rhythm: timedelta | None = None,
    failures: int = 0,
    headers: RawHeaders = (),
    retry_at: datetime | None = None,
    limits: ScheduleLimits = LIMITS,
    now: datetime = NOW,
    jitter: float = 0.0,
) -> NextPoll:
    return next_poll(
        ScheduleState(own, hints, rhythm, failures),
        event,
        headers=headers,
        retry_at=retry_at,
        limits=limits,
        now=now,
        jitter=jitter,
    )


def after(decided: NextPoll, now: datetime = NOW) -> timedelta:
    assert decided.due_at is not None
    return decided.due_at - now


def http_date(at: datetime) -> bytes:
    return format_datetime(at, usegmt=True).encode()


@pytest.mark.parametrize(
    ("decided", "expected", "set_by"),
    [
        (decide(), 30 * MINUTE, "interval"),
        (decide(PollEvent.UNCHANGED), 30 * MINUTE, "interval"),
        (decide(own=15 * MINUTE), 15 * MINUTE, "feed interval"),
        (decide(own=MINUTE), 10 * MINUTE, "min_interval"),
        (decide(own=5 * DAY), DAY, "max_interval"),
        (decide(rhythm=2 * HOUR), 2 * HOUR, "rhythm"),
        (decide(rhythm=2 * HOUR, own=HOUR), HOUR, "feed interval"),
        (decide(hints=PublishHints(ttl=2 * HOUR)), 2 * HOUR, "ttl"),
        (decide(hints=PublishHints(ttl=MINUTE)), 30 * MINUTE, "interval"),
        (decide(hints=PublishHints(update_period=2 * HOUR)), 2 * HOUR, "sy:updatePeriod"),
        (decide(hints=PublishHints(ttl=3 * HOUR, update_period=2 * HOUR)), 3 * HOUR, "ttl"),
        (decide(hints=PublishHints(ttl=2 * HOUR), rhythm=3 * HOUR), 3 * HOUR, "rhythm"),
        (decide(hints=PublishHints(ttl=2 * HOUR), own=15 * MINUTE), 15 * MINUTE, "feed interval"),
        (decide(hints=PublishHints(ttl=9 * DAY)), DAY, "max_interval"),
        (decide(PollEvent.OVERFLOW), 10 * MINUTE, "overflow"),
        (decide(PollEvent.OVERFLOW, hints=PublishHints(ttl=2 * HOUR), rhythm=HOUR), 10 * MINUTE, "overflow"),
        (decide(PollEvent.OVERFLOW, own=HOUR), 10 * MINUTE, "overflow"),
        (decide(PollEvent.OVERFLOW, own=10 * MINUTE), 10 * MINUTE, "overflow"),
    ],
)
def test_rule_4_the_interval_is_the_feeds_own_or_what_it_says_of_itself(
    decided: NextPoll, expected: timedelta, set_by: str
) -> None:
    assert (after(decided), decided.interval, decided.set_by) == (expected, expected, set_by)


@pytest.mark.parametrize("event", [PollEvent.CHANGED, PollEvent.UNCHANGED, PollEvent.OVERFLOW, PollEvent.FAILED])
@pytest.mark.parametrize("own", [None, 15 * MINUTE])
def test_rule_4_cache_control_is_waited_for_whatever_else_is_set(event: PollEvent, own: timedelta | None) -> None:
    decided = decide(event, own=own, headers=((b"cache-control", b"public, max-age=7200"),), failures=1)
    assert (after(decided), decided.set_by) == (2 * HOUR, "max-age")


def test_rule_4_a_short_freshness_hurries_nothing() -> None:
    assert after(decide(headers=((b"cache-control", b"max-age=1"),))) == 30 * MINUTE


def test_rule_4_a_year_of_freshness_is_cut_to_the_longest_interval() -> None:
    decided = decide(headers=((b"cache-control", b"max-age=31536000, immutable"),))
    assert (after(decided), decided.set_by) == (DAY, "max_interval")


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ([(b"cache-control", b"max-age=100"), (b"age", b"40")], (60, "max-age")),
        ([(b"cache-control", b"max-age=100"), (b"age", b"140")], None),
        ([(b"Cache-Control", b'Private , MAX-AGE="100"')], (100, "max-age")),
        ([(b"cache-control", b"no-cache"), (b"cache-control", b"max-age=5")], (5, "max-age")),
        ([(b"cache-control", b"max-age=10, max-age=99")], (10, "max-age")),
        ([(b"cache-control", b"max-age=-10"), (b"expires", http_date(NOW + HOUR))], None),
        ([(b"cache-control", b"max-age=soon")], None),
        ([(b"cache-control", b"s-maxage=100")], None),
        ([(b"cache-control", b"max-age=" + b"9" * 5000)], (10**9, "max-age")),
        ([(b"cache-control", b"max-age=0"), (b"expires", http_date(NOW + HOUR))], None),
        ([(b"expires", http_date(NOW + HOUR))], (3600, "expires")),
        ([(b"expires", http_date(NOW + HOUR)), (b"date", http_date(NOW - HOUR))], (7200, "expires")),
        ([(b"expires", http_date(NOW + HOUR)), (b"date", b"rubbish")], (3600, "expires")),
        ([(b"expires", http_date(NOW + HOUR)), (b"age", b"600")], (3000, "expires")),
        ([(b"expires", http_date(NOW - HOUR))], None),
        ([(b"expires", b"0")], None),
        ([(b"expires", b"Thu, 99 Foo 2099 99:99:99 GMT")], None),
        ([(b"expires", b"x" * 200)], None),
        ([(b"expires", b"Sunday, 06-Nov-94 08:49:37 GMT")], None),
        ([(b"age", b"x"), (b"cache-control", b"max-age=5")], (5, "max-age")),
        ([], None),
    ],
)
def test_freshness_is_reckoned_as_rfc_9111_says(
    headers: list[tuple[bytes, bytes]], expected: tuple[int, str] | None
) -> None:
    found = freshness(tuple(headers), NOW)
    assert found == (expected and (timedelta(seconds=expected[0]), expected[1]))


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ([(b"Retry-After", b"7200")], 7200),
        ([(b"retry-after", b" 90 ")], 90),
        ([(b"retry-after", http_date(NOW + HOUR))], 3600),
        ([(b"retry-after", http_date(NOW + HOUR)), (b"date", http_date(NOW - HOUR))], 7200),
        ([(b"retry-after", b"999999999999999999")], MAX_RETRY_AFTER.total_seconds()),
        ([(b"retry-after", http_date(NOW + 9999 * DAY))], MAX_RETRY_AFTER.total_seconds()),
        ([(b"retry-after", b"0")], None),
        ([(b"retry-after", b"-5")], None),
        ([(b"retry-after", b"1.5")], None),
        ([(b"retry-after", b"\xb2")], None),
        ([(b"retry-after", http_date(NOW - HOUR))], None),
        ([(b"retry-after", b"soon")], None),
        ([(b"retry-after", b"")], None),
        ([], None),
    ],
)
def test_rule_5_retry_after_is_seconds_or_a_date_by_the_servers_own_clock(
    headers: list[tuple[bytes, bytes]], expected: float | None
) -> None:
    found = retry_after(tuple(headers), NOW)
    assert found == (None if expected is None else NOW + timedelta(seconds=expected))


@pytest.mark.parametrize("own", [None, 15 * MINUTE])
def test_rule_5_retry_after_is_waited_for_even_past_the_longest_interval(own: timedelta | None) -> None:
    decided = decide(PollEvent.FAILED, own=own, failures=1, retry_at=NOW + 3 * DAY)
    assert (after(decided), decided.set_by) == (3 * DAY, "retry-after")
    assert after(decide(PollEvent.FAILED, failures=1, retry_at=NOW + 99 * DAY)) == MAX_RETRY_AFTER


def test_rule_5_a_short_retry_after_does_not_undo_the_back_off() -> None:
    decided = decide(PollEvent.FAILED, failures=3, retry_at=NOW + MINUTE)
    assert (after(decided), decided.set_by) == (2 * HOUR, "back-off")


def test_rule_9_back_off_doubles_to_a_day_and_then_goes_on_daily() -> None:
    waits = [after(decide(PollEvent.FAILED, failures=n)) for n in range(1, 9)]
    assert waits == [MINUTE * m for m in (30, 60, 120, 240, 480, 960)] + [DAY, DAY]
    assert after(decide(PollEvent.FAILED, failures=10**9)) == DAY
    assert decide(PollEvent.FAILED, failures=4).set_by == "back-off"


def test_rule_9_back_off_is_no_longer_than_a_day_however_long_intervals_may_be() -> None:
    week = ScheduleLimits(30 * MINUTE, 10 * MINUTE, 7 * DAY)
    assert after(decide(PollEvent.FAILED, failures=99, limits=week)) == BACK_OFF_CAP
    assert after(decide(PollEvent.FAILED, failures=99, own=3 * DAY, limits=week)) == 3 * DAY
    hour = ScheduleLimits(5 * MINUTE, MINUTE, HOUR)
    assert after(decide(PollEvent.FAILED, failures=99, limits=hour)) == HOUR


def test_rule_9_gone_is_never_due() -> None:
    assert decide(PollEvent.GONE) == NextPoll(None, "gone", None)


def test_rule_9_an_outage_grows_no_back_off_and_ends_spread() -> None:
    due = [after(decide(PollEvent.OUTAGE, failures=9, jitter=at / 10)) for at in range(10)]
    assert due[0] == 10 * MINUTE
    assert due == sorted(set(due))
    assert due[-1] == 10 * MINUTE + 27 * MINUTE
    assert decide(PollEvent.OUTAGE).set_by == "outage"
    assert after(decide(PollEvent.OUTAGE, own=DAY, jitter=1.0)) == DAY


@pytest.mark.parametrize(
    ("failed", "outage"),
    [
        ([], False),
        ([True, True], False),
        ([True, True, True], True),
        ([True, True, False], True),
        ([True, False, False], False),
        ([True] * 5 + [False] * 5, False),
        ([True] * 60 + [False] * 40, True),
    ],
)
def test_rule_9_an_outage_is_when_most_of_some_hosts_fail(failed: list[bool], outage: bool) -> None:
    assert is_outage(failed) is outage


def test_rule_4_skipped_hours_are_passed_over_in_gmt() -> None:
    hints = PublishHints(skip_hours=frozenset((11, 12)))
    assert after(decide(hints=hints)) == 30 * MINUTE
    decided = decide(hints=hints, now=NOW + 20 * MINUTE)
    assert decided.due_at == datetime(2026, 3, 4, 13, tzinfo=UTC)
    assert decided.set_by == "skipHours"
    assert decided.interval == 30 * MINUTE


def test_rule_4_skipped_hours_are_those_of_greenwich_wherever_watcher_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        hints = PublishHints(skip_hours=frozenset({11}))
        due = decide(hints=hints, now=NOW + 20 * MINUTE).due_at
    finally:
        monkeypatch.undo()
        time.tzset()
    assert due == datetime(2026, 3, 4, 12, tzinfo=UTC)


def test_rule_4_jitter_neither_leads_into_a_skipped_hour_nor_makes_a_crowd_behind_it() -> None:
    hints = PublishHints(skip_hours=frozenset((11,)))
    now = datetime(2026, 3, 4, 10, 29, tzinfo=UTC)
    due = [decide(hints=hints, now=now, jitter=jitter).due_at for jitter in (0.0, 0.4, 0.9)]
    assert due[0] == datetime(2026, 3, 4, 10, 59, tzinfo=UTC)
    assert due[1] is not None
    assert due[2] is not None
    assert datetime(2026, 3, 4, 12, tzinfo=UTC) < due[1] < due[2] < datetime(2026, 3, 4, 12, 5, tzinfo=UTC)


def test_rule_4_skipped_days_are_passed_over_but_the_cap_holds() -> None:
    friday = datetime(2026, 3, 6, 23, 45, tzinfo=UTC)
    saturday = PublishHints(skip_days=frozenset((5,)))
    decided = decide(hints=saturday, now=friday)
    assert (decided.due_at, decided.set_by) == (friday + DAY, "max_interval")
    long = ScheduleLimits(30 * MINUTE, 10 * MINUTE, 7 * DAY)
    weekend = PublishHints(skip_days=frozenset((5, 6)), skip_hours=frozenset((0,)))
    decided = decide(hints=weekend, now=friday, limits=long)
    assert (decided.due_at, decided.set_by) == (datetime(2026, 3, 9, 1, tzinfo=UTC), "skipHours")


@pytest.mark.parametrize(
    "hints", [PublishHints(skip_hours=frozenset(range(24))), PublishHints(skip_days=frozenset(range(7)))]
)
def test_a_feed_that_skips_everything_skips_nothing(hints: PublishHints) -> None:
    assert after(decide(hints=hints)) == 30 * MINUTE


def test_jitter_only_adds_and_little() -> None:
    assert after(decide(jitter=0.5)) == 31.5 * MINUTE
    assert after(decide(jitter=7.0)) == 33 * MINUTE
    assert after(decide(jitter=float("nan"))) == 30 * MINUTE
    assert after(decide(own=DAY, jitter=1.0)) == DAY + MAX_JITTER


@pytest.mark.parametrize(
    ("days", "seen", "settled"), [(0, 9, False), (0, 10, True), (7, 2, True), (7, 1, False), (6.9, 3, False)]
)
def test_rule_8_a_move_settles_after_seven_days_or_ten_times(days: float, seen: int, settled: bool) -> None:
    assert move_is_settled(NOW - timedelta(days=days), seen, NOW) is settled


def test_rule_8_what_was_never_seen_is_not_settled() -> None:
    assert not move_is_settled(None, 99, NOW)


def spaced(gap: timedelta, count: int, *, newest: timedelta = timedelta(0)) -> list[datetime]:
    return [NOW - newest - gap * at for at in range(count)]


def test_rhythm_lets_about_half_of_a_busy_feeds_window_turn_over() -> None:
    rhythm = estimate_rhythm(spaced(2 * MINUTE, 30), (), NOW, LIMITS)
    assert rhythm is not None
    assert rhythm.interval == 30 * MINUTE
    assert rhythm.items_per_day == pytest.approx(720, rel=0.1)
    rhythm = estimate_rhythm(spaced(MINUTE, 30), (), NOW, LIMITS)
    assert rhythm is not None
    assert rhythm.interval == 15 * MINUTE
    rhythm = estimate_rhythm(spaced(MINUTE / 10, 30), (), NOW, LIMITS)
    assert rhythm is not None
    assert rhythm.interval == LIMITS.min_interval


def test_rhythm_asks_a_slow_feed_some_times_between_two_items() -> None:
    rhythm = estimate_rhythm(spaced(DAY, 20), (), NOW, LIMITS)
    assert rhythm is not None
    assert rhythm.interval == pytest.approx(6 * HOUR, rel=0.1)
    assert rhythm.items_per_day == pytest.approx(1, rel=0.1)
    monthly = estimate_rhythm(spaced(30 * DAY, 20), (), NOW, LIMITS)
    assert monthly is not None
    assert monthly.interval == LIMITS.max_interval


def test_rhythm_goes_by_the_busy_hours_not_by_the_mean() -> None:
    """Ten days of silence at night, and sixty items within an hour each noon: the window of thirty fills twice."""
    noons = [NOW - DAY * day - MINUTE * minute for day in range(3) for minute in range(60)][:90]
    rhythm = estimate_rhythm(noons, (), NOW, LIMITS)
    assert rhythm is not None
    assert rhythm.interval <= 45 * MINUTE


def test_rhythm_is_hardly_moved_by_pinned_entries_and_wrong_dates() -> None:
    sound = estimate_rhythm(spaced(HOUR, 20), (), NOW, LIMITS)
    odd = [datetime(1991, 1, 1, tzinfo=UTC), datetime(2010, 1, 1, tzinfo=UTC), NOW + 400 * DAY, NOW - 900 * DAY]
    disturbed = estimate_rhythm(spaced(HOUR, 20) + odd, (), NOW, LIMITS)
    assert sound is not None
    assert disturbed is not None
    assert disturbed.interval == pytest.approx(sound.interval, rel=0.5)
    assert disturbed.items_per_day == pytest.approx(sound.items_per_day, rel=0.5)


def test_rhythm_slows_down_with_a_feed_that_fell_silent() -> None:
    silent = estimate_rhythm(spaced(HOUR, 20, newest=60 * DAY), (), NOW, LIMITS)
    assert silent is not None
    assert silent.items_per_day < 1


def test_rhythm_wants_evidence() -> None:
    assert estimate_rhythm([], (), NOW, LIMITS) is None
    assert estimate_rhythm(spaced(HOUR, 3), (), NOW, LIMITS) is None
    assert estimate_rhythm([NOW] * 50, (), NOW, LIMITS) is None
    by_arrival = estimate_rhythm([NOW] * 50, spaced(DAY, 20), NOW, LIMITS)
    assert by_arrival is not None
    assert by_arrival.interval > LIMITS.interval
    mostly_equal = estimate_rhythm([NOW - HOUR] * 20 + spaced(DAY, 3), (), NOW, LIMITS)
    assert mostly_equal is not None
    assert LIMITS.min_interval <= mostly_equal.interval <= LIMITS.max_interval
