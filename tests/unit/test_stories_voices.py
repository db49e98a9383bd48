"""How many of a story's sources speak for themselves."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.stories.features import Features, write
from watcher.stories.voices import Report, agency_of, independent


def test_reprints_and_reports_of_one_agency_are_one_voice() -> None:
    reports = [
        Report(1, "wire", agency="Reuters"),
        Report(2, "paper", copy_of=1),
        Report(3, "site", agency="Reuters"),
        Report(4, "local"),
        Report(5, "portal", copy_of=4),
        Report(6, "radio", agency="AFP"),
        Report(7, "blog", copy_of=2),
    ]
    assert independent(reports) == 3


@pytest.mark.parametrize("credit", ["Reuters", "", 'quoted " \\ one'])
def test_the_agency_is_read_from_what_was_written(credit: str) -> None:
    agency = agency_of(write(Features(agency=credit, words={',"a":"AFP"}': 1.0})))
    assert agency == (credit if '"' not in credit else "")
    assert agency_of("{}") == ""


def test_a_copy_of_what_was_published_later_is_one_voice_with_it() -> None:
    assert independent([Report(1, "a", copy_of=2), Report(2, "b", copy_of=3), Report(3, "c")]) == 1


def test_a_copy_of_an_item_that_is_elsewhere_speaks_for_itself() -> None:
    assert independent([Report(1, "a", copy_of=99), Report(2, "b")]) == 2


def test_a_feed_that_writes_twice_is_one_source() -> None:
    assert independent([Report(1, "a"), Report(2, "a")]) == 1
    assert independent([]) == 0


def test_copies_of_copies_that_point_at_each_other_end() -> None:
    assert independent([Report(1, "a", copy_of=2), Report(2, "b", copy_of=1)]) == 1


@given(
    st.lists(
        st.builds(
            Report,
            item_id=st.integers(1, 6),
            feed=st.sampled_from("abcd"),
            copy_of=st.none() | st.integers(1, 6),
            agency=st.sampled_from(["", "", "AFP", "Reuters"]),
        ),
        max_size=6,
        unique_by=lambda report: report.item_id,
    )
)
def test_there_is_at_least_one_voice_and_no_more_than_feeds(reports: list[Report]) -> None:
    count = independent(reports)
    assert min(1, len(reports)) <= count <= len({report.feed for report in reports})


def test_which_feed_repeats_whom_does_not_hang_on_the_order() -> None:
    reports = [Report(1, "a", agency="AFP"), Report(2, "b", copy_of=1), Report(3, "c")]
    assert {independent(order) for order in permutations(reports)} == {2}
