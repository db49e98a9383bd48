"""Triage: status, notes, assignees, history, undo; promoting what was held back."""

import threading
from datetime import timedelta

import pytest

from tests.contract.helpers import RULES, Filled
from tests.support.builders import NOW, an_item, an_outcome, matching, near_miss
from watcher.errors import NotFound
from watcher.store import open_store
from watcher.types.rows import ListFilter, MatchStatus

DONE, NEW, FOLLOW_UP, DISMISSED = MatchStatus.DONE, MatchStatus.NEW, MatchStatus.FOLLOW_UP, MatchStatus.DISMISSED


@pytest.fixture
def three(filled: Filled) -> Filled:
    """Three matches, each a story of its own; ids 1 to 3."""
    filled.add(*(matching(an_item(n), an_outcome(keys=(f"k{n}",))) for n in (1, 2, 3)))
    return filled


def test_marking_changes_status_note_and_assignee_with_a_history(three: Filled) -> None:
    mark = three.store.mark
    assert mark([1, 2, 1], FOLLOW_UP, who="ann", now=NOW, note="call them", assign="bob") == 2
    row = three.reader.match(1)
    assert (row.status, row.assignee) == (FOLLOW_UP, "bob")
    assert [(e.at, e.who, e.action, e.old, e.new, e.note) for e in three.reader.history(1)] == [
        (NOW, "ann", "status", "new", "follow-up", "call them"),
        (NOW, "ann", "assign", "", "bob", ""),
    ]
    assert three.reader.match(3).status is NEW


def test_what_changes_nothing_is_not_counted_and_not_in_the_history(three: Filled) -> None:
    assert three.store.mark([1], NEW, who="ann", now=NOW) == 0
    assert three.reader.history(1) == []
    assert three.store.mark([1], NEW, who="ann", now=NOW, note="seen") == 1
    assert [(e.action, e.note) for e in three.reader.history(1)] == [("note", "seen")]


def test_a_status_may_be_left_as_it_is_and_an_assignee_taken_off(three: Filled) -> None:
    three.store.mark([1], DONE, who="ann", now=NOW, assign="bob")
    assert three.store.mark([1], None, who="ann", now=NOW, assign="") == 1
    row = three.reader.match(1)
    assert (row.status, row.assignee) == (DONE, None)


def test_an_unknown_id_changes_nothing_at_all(three: Filled) -> None:
    with pytest.raises(NotFound, match="99"):
        three.store.mark([1, 99], DONE, who="ann", now=NOW)
    assert three.reader.match(1).status is NEW
    for call in (three.reader.match, three.reader.evidence, three.reader.item):
        with pytest.raises(NotFound, match="99"):
            call(99)


def test_marking_by_a_filter(three: Filled) -> None:
    three.store.mark([2], FOLLOW_UP, who="ann", now=NOW)
    assert three.store.mark_where(ListFilter(statuses=(NEW,)), DONE, who="ann", now=NOW) == 2
    assert [m.id for m in three.reader.matches(ListFilter(statuses=(DONE,)))] == [3, 1]
    assert three.store.mark_where(ListFilter(limit=1), DISMISSED, who="ann", now=NOW) == 1


def test_undo_goes_back_step_by_step(three: Filled) -> None:
    mark, undo = three.store.mark, three.store.undo
    mark([1], FOLLOW_UP, who="ann", now=NOW)
    mark([1], None, who="ann", now=NOW, assign="bob")
    mark([1], DONE, who="ann", now=NOW, note="why")
    seen = []
    for _ in range(3):
        assert undo([1], who="ann", now=NOW) == 1
        row = three.reader.match(1)
        seen.append((row.status, row.assignee))
    assert seen == [(FOLLOW_UP, "bob"), (FOLLOW_UP, None), (NEW, None)]
    assert undo([1], who="ann", now=NOW) == 0
    assert [e.action for e in three.reader.history(1)] == ["status", "assign", "status", "undo", "undo", "undo"]
    mark([1], DISMISSED, who="ann", now=NOW)
    assert undo([1, 2], who="ann", now=NOW) == 1
    assert three.reader.match(1).status is NEW


def test_a_change_is_taken_back_only_where_nothing_was_changed_since(three: Filled) -> None:
    """Of three matches that ann marks, bob marks one again; another was done before, so ann's verdict left it alone."""
    later = NOW + timedelta(seconds=1)
    three.store.mark([3], DONE, who="ann", now=NOW)
    three.store.mark([1, 2, 3], DONE, who="ann", now=later)
    three.store.mark([2], FOLLOW_UP, who="bob", now=later)
    assert three.store.undo([1, 2, 3], who="ann", now=later, of=later) == 1
    assert [three.reader.match(n).status for n in (1, 2, 3)] == [NEW, FOLLOW_UP, DONE]
    assert three.store.undo([1, 2, 3], who="ann", now=later, of=later) == 0  # once


def test_a_story_tells_its_assignees_and_its_history_once(filled: Filled) -> None:
    filled.add(*(matching(an_item(n), an_outcome(keys=("same",))) for n in (1, 2)))
    (story,) = filled.reader.stories()
    filled.store.mark(story.matches, FOLLOW_UP, who="ann", now=NOW, note="call", assign="bob")
    filled.store.mark(story.matches[:1], None, who="bob", now=NOW, assign="cem")
    assert filled.reader.story(story.id).assignees == ("bob", "cem")
    assert [(e.who, e.action, e.new, e.note) for e in filled.reader.story_history(story.id)] == [
        ("ann", "status", "follow-up", "call"),
        ("ann", "assign", "bob", ""),
        ("bob", "assign", "cem", ""),
    ]
    with pytest.raises(NotFound):
        filled.reader.story_history(99)


def test_the_pulse_beats_with_every_match_and_every_word(three: Filled) -> None:
    beats = [three.reader.triage_pulse()]
    assert three.reader.triage_pulse() == beats[0]
    three.add(matching(an_item(9), an_outcome(keys=("k9",))))
    beats.append(three.reader.triage_pulse())
    three.store.mark([1], None, who="ann", now=NOW, note="hm")
    beats.append(three.reader.triage_pulse())
    (story,) = three.reader.stories(ListFilter(ids=(1,)))
    three.store.mute_stories([story.id], NOW, who="ann", now=NOW)
    beats.append(three.reader.triage_pulse())
    assert len(set(beats)) == 4


def test_what_is_read_at_one_moment_belongs_together(three: Filled) -> None:
    reader = three.reader
    with reader.at_one_moment():
        assert reader.count_matches() == 3
        writer = threading.Thread(target=three.store.mark, args=([1], DONE), kwargs={"who": "ann", "now": NOW})
        writer.start()
        writer.join()
        assert reader.match(1).status is NEW
        with reader.at_one_moment():
            assert reader.evidence(1).match.status is NEW
    assert reader.match(1).status is DONE


def test_two_people_at_once_lose_nothing_of_each_others(three: Filled, url: str) -> None:
    """Each note of each is in the history; the last status wins."""
    errors: list[BaseException] = []

    def work(who: str) -> None:
        try:
            with open_store(url) as mine:
                for n in range(10):
                    mine.mark([1, 2, 3], DONE if n % 2 else FOLLOW_UP, who=who, now=NOW, note=f"{who} {n}")
        except BaseException as error:
            errors.append(error)

    people = [threading.Thread(target=work, args=(who,)) for who in ("ann", "bob")]
    for person in people:
        person.start()
    for person in people:
        person.join(60)
    assert errors == []
    for match_id in (1, 2, 3):
        notes = {e.note for e in three.reader.history(match_id)}
        assert notes == {f"{who} {n}" for who in ("ann", "bob") for n in range(10)}
        assert three.reader.match(match_id).status is DONE


def test_promoting_makes_a_match_that_says_who_and_why(filled: Filled) -> None:
    filled.add(matching(an_item(1), an_outcome(terms=(), suppressed=[near_miss(rule="no context")])))
    (held,) = filled.reader.suppressed()
    assert (held.title, held.miss.rule) == ("Item 1", "no context")
    (match_id,) = filled.store.promote([held.id], RULES, who="ann", now=NOW, note="it is the base")
    row = filled.only_match()
    assert (row.id, row.terms, row.score, row.status) == (match_id, ("Ain al-Asad",), 88.0, NEW)
    assert row.hits[0].why == "promoted by ann; it was held back by: no context"
    (event,) = filled.reader.history(match_id)
    assert (event.who, event.action, event.old, event.note) == ("ann", "promoted", "no context", "it is the base")
    assert filled.reader.suppressed() == []
    assert filled.reader.story(row.story or 0).items == 1
    with pytest.raises(NotFound):
        filled.store.promote([held.id], RULES, who="ann", now=NOW)


def test_promoting_extends_the_match_that_is_there(filled: Filled) -> None:
    filled.add(matching(an_item(1), an_outcome(suppressed=[near_miss("Camp Taji")])))
    match = filled.only_match()
    filled.store.mark([match.id], DONE, who="ann", now=NOW)
    (held,) = filled.reader.suppressed()
    assert filled.store.promote([held.id], RULES, who="ann", now=NOW) == [match.id]
    after = filled.only_match()
    assert (set(after.terms), after.status) == ({"Ain al-Asad", "Camp Taji"}, NEW)
    assert [e.action for e in filled.reader.history(match.id)] == ["status", "extended", "reopened", "promoted"]


def test_past_verdicts_shift_the_ranking_once_there_are_thirty(filled: Filled) -> None:
    items = [matching(an_item(n), an_outcome(keys=(f"k{n}",))) for n in range(30)]
    filled.add(*items[:29])
    filled.store.mark_where(ListFilter(), DISMISSED, who="ann", now=NOW)
    (before,) = filled.add(items[29], now=NOW + timedelta(hours=1)).matches
    assert before.priority == 65
    filled.store.mark([before.match_id], DISMISSED, who="ann", now=NOW)
    late = NOW + timedelta(hours=2)
    (after,) = filled.add(matching(an_item(31), an_outcome(keys=("k31",))), now=late).matches
    assert 55 < after.priority < 60
    assert filled.reader.evidence(after.match_id).priority_why[-2] == "watch list as a whole -1.7"
    (other,) = filled.add(matching(an_item(32), an_outcome("other", keys=("k32",))), now=late).matches
    assert other.priority == 65


def test_past_verdicts_tell_terms_and_feeds_apart(filled: Filled) -> None:
    good = [matching(an_item(n), an_outcome(terms=("Base",), keys=(f"k{n}",))) for n in range(20)]
    bad = [matching(an_item(100 + n), an_outcome(terms=("Taji",), keys=(f"x{n}",))) for n in range(20)]
    useful = [m.match_id for m in filled.add(*good).matches]
    noise = [m.match_id for m in filled.add(*bad, feed_id=filled.b).matches]
    filled.store.mark(useful, FOLLOW_UP, who="ann", now=NOW)
    filled.store.mark(noise, DISMISSED, who="ben", now=NOW)
    late = NOW + timedelta(hours=1)
    (liked,) = filled.add(matching(an_item(31), an_outcome(terms=("Base",), keys=("y",))), now=late).matches
    (disliked,) = filled.add(
        matching(an_item(32), an_outcome(terms=("Taji",), keys=("z",))), feed_id=filled.b, now=late
    ).matches
    assert liked.priority > 70 > 60 > disliked.priority
    why = " ".join(filled.reader.evidence(disliked.match_id).priority_why)
    assert "term Taji -" in why
    assert "feed https://b.example/rss.xml -" in why


def test_what_copies_inherit_and_what_was_taken_back_is_no_verdict(filled: Filled) -> None:
    """One verdict and thirty copies that arrived under it are one verdict; those undone are none."""
    (first,) = filled.add(matching(an_item(1), an_outcome(keys=("k",)))).matches
    filled.store.mark([first.match_id], DISMISSED, who="ann", now=NOW)
    filled.add(*(matching(an_item(10 + n), an_outcome(keys=("k",))) for n in range(30)))
    assert {row.status for row in filled.reader.matches()} == {DISMISSED}
    undone = filled.add(*(matching(an_item(60 + n), an_outcome(keys=(f"x{n}",))) for n in range(30))).matches
    filled.store.mark([m.match_id for m in undone], DISMISSED, who="ann", now=NOW)
    filled.store.undo([m.match_id for m in undone], who="ann", now=NOW)
    late = NOW + timedelta(hours=1)
    (fresh,) = filled.add(matching(an_item(99), an_outcome(keys=("y",))), now=late).matches
    assert fresh.priority == 65
