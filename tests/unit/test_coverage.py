"""Certifying silences: overlap of two documents, and the timeline of a feed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.feeds.coverage import NOT_WATCHED, FeedCoverage, Gap, overlaps, timeline
from watcher.types import CoverageRecord, ItemParsed, KnownItem

T0 = datetime(2026, 1, 5, tzinfo=UTC)


def at(hours: float) -> datetime:
    return T0 + timedelta(hours=hours)


def window(now: str, before: str, dates: str = "") -> bool:
    """Whether the document `now` reaches back to `before`; a letter is an item, `dates` are hours by position."""
    hours = [int(h) for h in dates.split()] if dates else []
    items = [
        ItemParsed(letter, None, letter, letter, "", letter, "", "", published=at(hours[n]) if hours else None)
        for n, letter in enumerate(now)
    ]
    known = [KnownItem(ord(letter), letter, None, letter) for letter in before]
    return overlaps(items, [ord(letter) if letter in before else None for letter in now], known)


@pytest.mark.parametrize(
    ("now", "before", "reaches"),
    [
        ("", "", True),
        ("abc", "", True),
        ("abc", "abc", True),
        ("xabc", "abc", True),
        ("xab", "abc", True),
        ("xyza", "abc", True),
        ("xyz", "abc", False),
        ("", "abc", False),
        ("xyabc", "abc", True),
        ("abcx", "abc", True),
    ],
)
def test_newest_first_without_dates(now: str, before: str, reaches: bool) -> None:
    assert window(now, before) is reaches


def test_an_entry_pinned_to_the_top_says_nothing() -> None:
    assert not window("Pxyz", "Pabc")
    assert window("Pxya", "Pabc")
    assert not window("PQxyz", "PQabc")


def test_an_entry_held_at_the_bottom_says_nothing() -> None:
    assert not window("xyzF", "abcF")
    assert window("xyaF", "abcF")
    assert window("xabF", "abcF")


def test_items_taken_back_are_no_overflow() -> None:
    # One of the newest was withdrawn, the window still reaches back.
    assert window("xbcd", "abcd")
    assert window("xb", "ab")


def test_dates_tell_oldest_first_documents() -> None:
    assert window("cbax", "dcba", "1 2 3 4")
    assert not window("xyz", "cba", "4 5 6")
    assert window("ax", "a", "1 2")


def test_unordered_documents_are_ordered_by_their_dates() -> None:
    assert window("xayzb", "bca", "9 5 8 7 4")
    # A known entry stands last, but a fresh one is older than it.
    assert not window("yxa", "abcd", "5 1 3")


def test_the_end_of_a_document_oldest_first_may_be_held_too() -> None:
    assert not window("Fzyx", "Fcba", "1 2 3 4")
    assert window("Faxy", "Fcba", "1 2 3 4")


def test_unordered_documents_with_dates_missing_count_as_newest_first() -> None:
    items = [
        ItemParsed(k, None, k, k, "", k, "", "", published=d)
        for k, d in zip("xyzwa", (at(1), at(3), at(2), at(4), None), strict=True)
    ]
    known = [KnownItem(1, "a", None, "a"), KnownItem(2, "b", None, "b")]
    assert overlaps(items, [None, None, None, None, 1], known)


@given(st.integers(1, 20), st.integers(0, 40), st.integers(0, 3))
@settings(max_examples=100, deadline=None)
def test_a_sliding_window_reaches_back_exactly_while_it_overlaps(size: int, news: int, pins: int) -> None:
    stream = list(range(100, 0, -1))
    before, now = stream[50 : 50 + size], stream[50 - news : 50 - news + size]
    held = [1000 + n for n in range(pins)]
    known = [KnownItem(n, str(n), None, "") for n in (*held, *before)]
    ids = [*held, *now]
    items = [ItemParsed(str(n), None, "", "", "", "", "", "") for n in ids]
    claims = [n if n in before or n in held else None for n in ids]
    # Where the last of the earlier entries is just still there, or all are, nothing was missed.
    assert overlaps(items, claims, known) is (news < size)


# The timeline


def record(hours: float, reason: str = "", *, text: str = "") -> CoverageRecord:
    return CoverageRecord(at(hours), complete=not reason, reason=reason, text=text)


def covered(*records: CoverageRecord, since: float = 0, until: float = 24, **more: object) -> FeedCoverage:
    return timeline(records, at(since), at(until), **{"configured_from": at(0), **more})  # type: ignore[arg-type]


def gaps(coverage: FeedCoverage) -> list[tuple[float, float, str]]:
    return [((g.start - T0) / timedelta(hours=1), (g.end - T0) / timedelta(hours=1), g.reason) for g in coverage.gaps]


def test_complete_polls_certify_up_to_the_last_of_them() -> None:
    found = covered(record(1, text="summary"), record(2), record(3))
    assert found == FeedCoverage(at(0), at(3), complete=True, text="summary")


def test_a_failure_opens_a_gap_from_the_last_good_poll() -> None:
    found = covered(record(1), record(2, "HTTP 503"), record(3, "HTTP 503"))
    assert gaps(found) == [(1, 24, "HTTP 503")]
    assert not found.complete
    assert found.end == at(24)


def test_a_complete_poll_after_a_failure_shows_that_nothing_was_missed() -> None:
    assert covered(record(1), record(2, "timed out"), record(3)).complete


def test_a_failure_that_ends_in_an_overflow_stays_on_record_with_both_reasons() -> None:
    found = covered(record(1), record(2, "HTTP 503"), record(3, "overflowed"), record(4))
    assert gaps(found) == [(1, 3, "HTTP 503, then overflowed")]
    assert found.end == at(4)


@pytest.mark.parametrize("reason", ["items cut at poll.max_items", "text cut"])
def test_what_was_cut_stays_on_record_until_the_test_holds_again(reason: str) -> None:
    assert gaps(covered(record(1), record(2, reason))) == [(1, 24, reason)]
    assert gaps(covered(record(1), record(2, reason), record(3), record(4))) == [(1, 3, reason)]


def test_downtime_is_a_gap_until_the_feed_is_read_again() -> None:
    assert gaps(covered(record(1), next_due=at(2))) == [(1, 24, "not running")]
    assert covered(record(1), next_due=at(30)).complete
    assert covered(record(1), record(20), next_due=at(25)).complete
    assert gaps(covered(record(1), record(2, "not running"), record(20, "overflowed"), record(21))) == [
        (1, 20, "not running, then overflowed")
    ]


def test_a_feed_never_polled_and_a_disabled_one() -> None:
    assert gaps(covered()) == [(0, 24, "not polled yet")]
    assert gaps(covered(record(5), enabled=False)) == [(5, 24, "disabled")]
    assert gaps(covered(record(5), record(6, "HTTP 410"), enabled=False)) == [(5, 24, "HTTP 410, then disabled")]


def test_the_window_clips_and_older_records_count() -> None:
    records = (record(1), record(2, "timed out"), record(10, "overflowed"), record(12), record(13, "HTTP 500"))
    assert gaps(covered(*records, since=5, until=20)) == [
        (5, 10, "timed out, then overflowed"),
        (12, 20, "HTTP 500"),
    ]
    late = covered(*records, since=11, until=12.5)
    assert late.complete
    assert (late.start, late.end) == (at(11), at(12))


def test_nothing_is_asked_of_a_time_before_the_feed_was_configured() -> None:
    found = covered(record(6), since=0, configured_from=at(5))
    assert found.start == at(5)
    assert found.complete
    before = covered(since=0, until=4, configured_from=at(5))
    assert (before.complete, before.gaps) == (False, (Gap(at(0), at(4), NOT_WATCHED),))


def test_a_reason_that_is_missing_is_said_to_be_so() -> None:
    assert gaps(covered(record(1), CoverageRecord(at(2), complete=False))) == [(1, 24, "incomplete")]


REASONS = st.sampled_from(["", "", "HTTP 503", "overflowed", "items cut at poll.max_items", "timed out", "not running"])


@given(
    st.lists(st.tuples(st.floats(-10, 40), REASONS), max_size=15),
    st.floats(-5, 20),
    st.floats(0, 30),
    st.booleans(),
    st.one_of(st.none(), st.floats(0, 50)),
)
@settings(max_examples=100, deadline=None)
def test_gaps_lie_within_the_window_in_order_and_apart(
    rows: list[tuple[float, str]], since: float, length: float, enabled: bool, due: float | None
) -> None:
    found = timeline(
        [record(hours, reason) for hours, reason in rows],
        at(since),
        at(since + length),
        configured_from=at(-10),
        next_due=None if due is None else at(due),
        enabled=enabled,
    )
    assert at(since) <= found.start <= found.end <= at(since + length)
    previous = found.start
    for gap in found.gaps:
        assert previous <= gap.start < gap.end <= found.end
        assert gap.reason
        previous = gap.end
    assert found.complete is (not found.gaps)
