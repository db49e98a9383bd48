"""The triage screen's state: what keys do, without a screen or a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.tui.state import PAGE, VIEWS, Action, Desk, Verb
from watcher.types.rows import ListFilter, MatchStatus, StoryRow

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def story(n: int, **change: object) -> StoryRow:
    row = StoryRow(n, f"Story {n}", NOW, NOW, 1, 1, 1, ("w",), 90.0, 50, (n * 10,), MatchStatus.NEW, rank=1000 - n)
    return replace(row, **change)  # type: ignore[arg-type]  # the test's own words


def desk(n: int = 5) -> Desk:
    made = Desk()
    made.show([story(i) for i in range(1, n + 1)], made.first_page())
    return made


def ids(made: Desk) -> list[int]:
    return [s.id for s in made.stories]


def test_moving_stops_at_the_ends() -> None:
    made = desk()
    made.move(-3)
    assert made.cursor == 0
    made.move(99)
    assert made.cursor == 4
    assert Desk().current is None


def test_a_verdict_takes_the_story_off_and_the_next_one_comes_up() -> None:
    made = desk()
    made.move(1)
    action = made.mark(MatchStatus.DISMISSED, "football")
    assert action == Action(Verb.MARK, 1, (2,), (20,), MatchStatus.DISMISSED, "football")
    assert ids(made) == [1, 3, 4, 5]
    assert made.current is not None
    assert made.current.id == 3
    assert made.handled == 1


def test_three_hundred_stories_take_three_hundred_keys() -> None:
    made = desk(300)
    keys = 0
    while made.current is not None:
        assert made.mark(MatchStatus.DONE) is not None
        keys += 1
    assert (keys, made.handled) == (300, 300)
    assert made.mark(MatchStatus.DONE) is None


def test_in_a_view_of_all_the_story_stays_and_the_cursor_goes_on() -> None:
    made = desk()
    made.view = [name for name, _ in VIEWS].index("all")
    made.mark(MatchStatus.DONE)
    assert ids(made) == [1, 2, 3, 4, 5]
    assert made.stories[0].status is MatchStatus.DONE
    assert made.cursor == 1


def test_undo_brings_stories_back_to_their_places() -> None:
    made = desk()
    made.move(2)
    made.mark(MatchStatus.DONE)
    made.mark(MatchStatus.DISMISSED)
    assert made.undo() == Action(Verb.UNDO, 2, (4,), (40,), MatchStatus.DISMISSED)
    assert made.undo() == Action(Verb.UNDO, 1, (3,), (30,), MatchStatus.DONE)
    assert ids(made) == [1, 2, 3, 4, 5]
    assert (made.cursor, made.handled) == (2, 0)
    assert made.undo() is None


def test_undo_in_another_view_leaves_its_list_alone() -> None:
    made = desk()
    made.mark(MatchStatus.DONE)
    made.turn_view()
    made.show([story(9)], made.first_page())
    assert made.undo() == Action(Verb.UNDO, 1, (1,), (10,), MatchStatus.DONE)
    assert ids(made) == [9]


def test_bulk_actions_take_the_selection_and_undo_as_one() -> None:
    made = desk()
    made.toggle()
    made.move(1)
    made.toggle()
    action = made.mark(MatchStatus.DISMISSED)
    assert action is not None
    assert action.matches == (10, 30)
    assert ids(made) == [2, 4, 5]
    assert not made.chosen
    assert made.current is not None
    assert made.current.id == 4  # where the cursor was
    made.undo()
    assert ids(made) == [1, 2, 3, 4, 5]


def test_select_all_takes_what_is_shown() -> None:
    made = desk(3)
    made.choose_all()
    assert made.chosen == {1, 2, 3}
    made.choose_all()
    assert not made.chosen


def test_notes_assignments_and_muting_each_taken_back_as_what_it_was() -> None:
    made = desk()
    assert made.note("") is None
    note = made.note("x")
    assert note == Action(Verb.NOTE, 1, (1,), (10,), note="x")
    assert made.assign("dana") == Action(Verb.ASSIGN, 2, (1,), (10,), assign="dana")
    assert made.stories[0].assignees == ("dana",)
    muted = made.mute(NOW + timedelta(hours=12))
    assert muted == Action(Verb.MUTE, 3, (1,), (10,), until=NOW + timedelta(hours=12))
    assert made.stories[0].muted_until == NOW + timedelta(hours=12)
    assert made.undo() == Action(Verb.MUTE, 3, (1,), (10,), until=None)
    assert made.stories[0].muted_until is None
    assert made.undo() == Action(Verb.UNDO, 2, (1,), (10,), assign="dana")
    assert made.stories[0].assignees == ()
    assert made.undo() is note  # it stays
    assert made.undo() is None
    assert ids(made) == [1, 2, 3, 4, 5]


def test_assigning_to_nobody_takes_the_name_off() -> None:
    made = desk()
    made.assign("dana")
    made.assign("")
    assert made.stories[0].assignees == ()


def test_what_was_not_written_is_not_taken_back_later() -> None:
    made = desk()
    first, second = made.mark(MatchStatus.DONE), made.mark(MatchStatus.DISMISSED)
    assert first is not None
    assert second is not None
    made.failed(second)
    assert made.handled == 1
    made.failed(second)
    assert made.handled == 1
    assert made.undo() == Action(Verb.UNDO, 1, (1,), (10,), MatchStatus.DONE)


def test_a_fresh_page_keeps_the_cursor_on_its_story() -> None:
    made = desk()
    made.move(2)
    made.toggle()
    made.move(-1)
    made.show([story(99), *(story(i) for i in (1, 3, 5))], made.first_page())
    assert made.current is not None
    assert made.current.id == 3
    assert made.chosen == {3}


def test_a_story_that_somebody_else_handled_stays_under_the_cursor_until_it_moves() -> None:
    """Else the next key would hit a story that nobody has looked at."""
    made = desk()
    made.move(2)
    made.toggle()
    made.move(-1)
    made.show([story(i) for i in (1, 2, 4, 5)], made.first_page())
    assert ids(made) == [1, 2, 3, 4, 5]
    assert made.current is not None
    assert made.current.id == 3
    assert not made.chosen
    made.update(story(3, status=MatchStatus.DONE))
    assert made.current.status is MatchStatus.DONE
    made.move(1)
    assert ids(made) == [1, 2, 4, 5]
    assert made.current is not None
    assert made.current.id == 4


@pytest.mark.parametrize(("by", "then"), [(-1, 2), (1, 4), (-9, 1), (9, 5)])
def test_leaving_it_either_way_goes_to_the_neighbour(by: int, then: int) -> None:
    made = desk()
    made.move(2)
    made.show([story(i) for i in (1, 2, 4, 5)], made.first_page())
    made.move(by)
    assert ids(made) == [1, 2, 4, 5]
    assert made.current is not None
    assert made.current.id == then


def test_the_last_story_stays_too_and_may_be_given_a_verdict() -> None:
    made = desk(1)
    made.show([], made.first_page())
    assert ids(made) == [1]
    made.move(1)
    assert ids(made) == [1]  # there is nowhere to go
    assert made.mark(MatchStatus.DISMISSED) is not None
    assert ids(made) == []
    assert made.staying is None


def test_a_list_is_narrowed_from_the_beginning() -> None:
    base = ListFilter(watches=("a", "b"), assignee="dana", min_priority=50)
    made = Desk(base)
    assert made.first_page() == ListFilter(
        statuses=(MatchStatus.NEW,), watches=("a", "b"), assignee="dana", min_priority=50, limit=PAGE
    )
    seen = []
    for _ in range(3):
        made.turn_watch(["a", "b", "c"])
        seen.append(made.first_page().watches)
    assert seen == [("a",), ("b",), ("a", "b")]


def test_pages_follow_each_other_near_the_end() -> None:
    made = Desk()
    made.show([story(i) for i in range(1, PAGE + 1)], made.first_page())
    assert made.next_page() is None
    made.move(PAGE - 10)
    following = made.next_page()
    assert following == ListFilter(statuses=(MatchStatus.NEW,), limit=PAGE, after=(1000 - PAGE, PAGE))
    made.show([story(PAGE), story(PAGE + 1)], following)
    assert len(made.stories) == PAGE + 1
    assert made.complete
    assert made.next_page() is None
    assert made.first_page().limit == 2 * PAGE


def test_a_search_asks_the_database_and_begins_a_list_of_its_own() -> None:
    made = desk()
    made.toggle()
    assert made.search("  Asad base ")
    assert made.first_page().words == ("Asad", "base")
    assert (made.stories, made.chosen, made.current) == ([], set(), None)
    assert not made.search("Asad base")
    assert made.search("")
    assert made.first_page().words == ()


def test_undo_in_another_list_leaves_it_alone() -> None:
    made = desk()
    made.mark(MatchStatus.DONE)
    made.search("asad")
    made.show([story(7)], made.first_page())
    assert made.undo() == Action(Verb.UNDO, 1, (1,), (10,), MatchStatus.DONE)
    assert ids(made) == [7]


def test_views_and_watches_go_round() -> None:
    made = desk()
    for name, statuses in (*VIEWS[1:], VIEWS[0]):
        made.turn_view()
        assert VIEWS[made.view] == (name, statuses)
        assert made.first_page().statuses == statuses
    seen = []
    for _ in range(3):
        made.turn_watch(["a", "b"])
        seen.append(made.watch)
    assert seen == ["a", "b", ""]
    made.turn_watch(["a", "b"], -1)
    assert made.watch == "b"
    made.turn_view(-1)
    assert VIEWS[made.view][0] == "all"
    made.watch = "gone"
    made.turn_watch(["a"])
    assert made.watch == ""


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["j", "k", "f", "d", "x", "u", " ", "*"]), max_size=40))
def test_any_keys_lose_no_story(keys: list[str]) -> None:
    made = desk(6)
    statuses = dict.fromkeys(range(1, 7), MatchStatus.NEW)
    before: list[dict[int, MatchStatus]] = []
    for key in keys:
        if key in "jk":
            made.move(1 if key == "j" else -1)
        elif key == " ":
            made.toggle()
        elif key == "*":
            made.choose_all()
        elif key == "u":
            if made.undo() is not None:
                statuses = before.pop()
        else:
            verdict = {"f": MatchStatus.FOLLOW_UP, "d": MatchStatus.DISMISSED, "x": MatchStatus.DONE}[key]
            action = made.mark(verdict)
            if action is not None:
                before.append(dict(statuses))
                statuses |= dict.fromkeys(action.stories, verdict)
        assert ids(made) == sorted(n for n, status in statuses.items() if status is MatchStatus.NEW)
        assert made.cursor == 0 or made.cursor < len(ids(made))


@pytest.mark.parametrize("asked", [ListFilter(limit=None), ListFilter(limit=5)])
def test_a_full_page_is_not_the_last(asked: ListFilter) -> None:
    made = Desk()
    made.show([story(i) for i in range(1, 6)], asked)
    assert not made.complete
