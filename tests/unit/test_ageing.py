"""A priority falls by two points a day, and the order of matches never changes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.types.ageing import FRESH, ageing, least_rank, priority_at, rank_of

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
HOURS = st.integers(0, 24 * 400)


def test_a_priority_is_whole_when_published_and_falls_by_two_points_a_day() -> None:
    rank = rank_of(60, NOW)
    days = [priority_at(rank, NOW + timedelta(days=n)) for n in (0, 1, 5, 29, 30, 400)]
    assert days == [60, 58, 50, 2, 0, 0]


def test_the_best_of_a_month_ago_comes_behind_the_least_of_today() -> None:
    assert rank_of(100, NOW - timedelta(days=46)) < rank_of(FRESH, NOW)
    assert rank_of(100, NOW - timedelta(days=30)) < rank_of(41, NOW)


def after(hours: int) -> datetime:
    return NOW + timedelta(hours=hours)


@given(st.integers(0, 120), HOURS, st.integers(0, 120), HOURS, HOURS)
def test_the_order_by_rank_is_the_order_by_priority_at_any_time(
    one: int, published: int, other: int, too: int, now: int
) -> None:
    first, second = sorted((rank_of(one, after(published)), rank_of(other, after(too))))
    assert priority_at(first, after(now)) <= priority_at(second, after(now))


@given(st.integers(0, 120), HOURS, st.integers(0, 100), HOURS)
def test_a_least_rank_passes_what_a_least_priority_passes(priority: int, published: int, asked: int, now: int) -> None:
    rank = rank_of(priority, after(published))
    least = least_rank(asked, after(now))
    assert (least is None or rank >= least) == (priority_at(rank, after(now)) >= asked)


@pytest.mark.parametrize(
    ("age", "reason"),
    [
        (timedelta(hours=-3), "+10 within the hour"),
        (timedelta(0), "+10 within the hour"),
        (timedelta(hours=5), "+10 5 h old"),
        (timedelta(hours=30), "+8 30 h old"),
        (timedelta(days=2.5), "+5 2 days old"),
        (timedelta(days=5), "+0 5 days old"),
        (timedelta(days=30), "-50 30 days old"),
    ],
)
def test_an_age_is_a_reason_in_words(age: timedelta, reason: str) -> None:
    assert ageing(NOW - age, NOW) == reason
