"""Stories: grouping within the commit, what copies inherit, and what people do by hand."""

from datetime import timedelta

import pytest

from tests.contract.helpers import RULES, Filled
from tests.support.builders import NOW, an_item, an_outcome, changed, matching
from watcher.errors import NotFound, UsageError
from watcher.store import open_store
from watcher.stories import Stories, fingerprint
from watcher.types import Document, ItemMatch, Placement
from watcher.types.rows import ListFilter, MatchStatus

DONE, NEW, DISMISSED = MatchStatus.DONE, MatchStatus.NEW, MatchStatus.DISMISSED
HOUR = timedelta(hours=1)


def outcome(*keys: str, terms: tuple[str, ...] = ("Ain al-Asad",)) -> ItemMatch:
    return an_outcome(terms=terms, keys=keys)


def test_items_that_the_rules_join_are_one_story(filled: Filled) -> None:
    first = filled.add(matching(an_item(1, title="Base handed over"), outcome("x", "y")))
    second = filled.add(matching(an_item(2), outcome("x", "y")), feed_id=filled.b, now=NOW + HOUR)
    third = filled.add(matching(an_item(3), outcome("x")), now=NOW + 2 * HOUR)
    assert [r.stories_new for r in (first, second, third)] == [1, 0, 0]
    assert [r.matches[0].story_new for r in (first, second, third)] == [True, False, False]
    (story,) = filled.reader.stories()
    assert (story.title, story.items, story.sources, story.independent) == ("Base handed over", 3, 2, 1)
    assert (story.first_seen, story.last_seen, story.watches) == (NOW, NOW + 2 * HOUR, ("base",))
    assert story.matches == tuple(r.matches[0].match_id for r in (first, second, third))
    items = filled.reader.story_items(story.id)
    assert [(row.item.title, row.copy_of is not None) for row in items] == [
        ("Base handed over", False),
        ("Item 2", True),
        ("Item 3", False),
    ]
    assert [m.id for m in filled.reader.story_matches(story.id)] == list(story.matches)
    others = filled.reader.evidence(first.matches[0].match_id).others
    assert [m.id for m in others] == list(story.matches[1:])


def test_reports_of_one_agency_are_one_independent_source(filled: Filled) -> None:
    """Three feeds write on one event in words of their own, but two of them credit Reuters."""
    texts = (
        (filled.a, "BAGHDAD (Reuters) - Iraqi forces took over the Ain al-Asad air base in Anbar on Saturday."),
        (filled.a2, "BAGHDAD (Reuters) - US troops left Ain al-Asad air base in Anbar, Iraqi officers said Saturday."),
        (filled.b, "Our man in Hit saw Iraqi forces raise the flag over Ain al-Asad air base in Anbar on Saturday."),
    )
    for n, (feed, text) in enumerate(texts):
        title = f"Iraqi forces take over Ain al-Asad air base ({n})"
        found = an_outcome()
        mark = fingerprint(Document(title=title, summary=text, language="en"), found.outcome)
        intent = changed(feed, matching(an_item(n, title=title, summary=text), ItemMatch(found.outcome, mark)))
        filled.store.commit([intent], Stories(), NOW)
    (story,) = filled.reader.stories()
    assert (story.items, story.sources, story.independent) == (3, 3, 2)


def test_items_of_one_commit_join_each_other(filled: Filled) -> None:
    receipt = filled.add(*(matching(an_item(n), outcome("x")) for n in range(5)))
    assert receipt.stories_new == 1
    assert [m.story_new for m in receipt.matches] == [True, False, False, False, False]


def test_a_match_without_a_fingerprint_is_a_story_of_its_own(filled: Filled) -> None:
    bare = ItemMatch(outcome().outcome)
    assert filled.add(matching(an_item(1), bare), matching(an_item(2), bare)).stories_new == 2


def test_stories_far_away_in_time_are_no_candidates(filled: Filled) -> None:
    early = an_item(1, published=NOW - timedelta(days=40))
    assert filled.add(matching(early, outcome("x")), matching(an_item(2), outcome("x"))).stories_new == 2


def test_reprints_rank_low_and_more_sources_raise_the_lead(filled: Filled) -> None:
    filled.add(matching(an_item(1), outcome("x")))
    lead = filled.only_match()
    (copy,) = filled.add(matching(an_item(2), outcome("x")), feed_id=filled.b).matches
    assert copy.priority == 30 + 0 + 10
    assert filled.reader.match(lead.id).priority == lead.priority + 5
    assert filled.reader.evidence(lead.id).priority_why[:2] == ("2 sources", "novelty 1.0")


def test_a_later_development_follows_the_earlier_story(filled: Filled) -> None:
    filled.add(matching(an_item(1), outcome("x")))
    (first,) = filled.reader.stories()

    class Follows:
        def place(self, member, candidates):  # type: ignore[no-untyped-def]
            return Placement(None, follows=candidates[0].story_id, similarity=0.3, why="later development")

        def priority(self, match, *, novelty, **ranks):  # type: ignore[no-untyped-def]
            return round(100 * novelty), ()

    intent = changed(filled.b, matching(an_item(2), outcome("x")))
    (receipt,) = filled.store.commit([intent], Follows(), NOW)
    assert receipt.matches[0].priority == 80
    assert filled.reader.story(receipt.matches[0].story_id).follows == first.id


def test_a_later_copy_takes_its_storys_status(filled: Filled) -> None:
    filled.add(matching(an_item(1), outcome("x")))
    filled.store.mark([filled.only_match().id], DISMISSED, who="ann", now=NOW)
    (copy,) = filled.add(matching(an_item(2), outcome("x"))).matches
    assert filled.reader.match(copy.match_id).status is DISMISSED
    (event,) = filled.reader.history(copy.match_id)
    assert (event.who, event.old, event.new) == ("watcher", "new", "dismissed")
    assert filled.reader.story(copy.story_id).status is DISMISSED


def test_a_copy_that_adds_a_watched_term_shows_itself(filled: Filled) -> None:
    filled.add(matching(an_item(1), outcome("x")))
    filled.store.mark([filled.only_match().id], DISMISSED, who="ann", now=NOW)
    (copy,) = filled.add(matching(an_item(2), outcome("x", terms=("Ain al-Asad", "Camp Taji")))).matches
    assert filled.reader.match(copy.match_id).status is NEW
    assert filled.reader.story(copy.story_id).status is NEW
    assert copy.priority == round(30 + 30 * 0.7 + 5)


def test_copies_of_a_muted_story_arrive_done_until_it_ends(filled: Filled) -> None:
    (first,) = filled.add(matching(an_item(1), outcome("x"))).matches
    assert filled.store.mute_stories([first.story_id], NOW + 12 * HOUR, who="ann", now=NOW) == 1
    assert filled.reader.story(first.story_id).muted_until == NOW + 12 * HOUR
    assert filled.reader.history(first.match_id)[0].new == "2026-03-02T00:00:00Z"
    (copy,) = filled.add(matching(an_item(2), outcome("x")), now=NOW + HOUR).matches
    (adds,) = filled.add(matching(an_item(3), outcome("x", terms=("Camp Taji",))), now=NOW + HOUR).matches
    (late,) = filled.add(matching(an_item(4), outcome("x")), now=NOW + 12 * HOUR).matches
    statuses = [filled.reader.match(m.match_id).status for m in (copy, adds, late)]
    assert statuses == [DONE, NEW, NEW]
    filled.store.mute_stories([first.story_id], None, who="ann", now=NOW)
    assert filled.reader.story(first.story_id).muted_until is None


def two_stories(filled: Filled) -> tuple[int, int]:
    receipt = filled.add(
        matching(an_item(1), outcome("x")), matching(an_item(2), outcome("x")), matching(an_item(3), outcome("z"))
    )
    first, _, other = (m.story_id for m in receipt.matches)
    return first, other


def test_marking_a_story_marks_all_its_matches(filled: Filled) -> None:
    first, other = two_stories(filled)
    assert filled.store.mark_stories([first], DONE, who="ann", now=NOW, note="over") == 2
    assert [s.id for s in filled.reader.stories(ListFilter(statuses=(DONE,)))] == [first]
    assert [s.id for s in filled.reader.stories(ListFilter(statuses=(NEW,)))] == [other]


def test_merged_stories_are_one_under_either_id_and_stay_so(filled: Filled) -> None:
    first, other = two_stories(filled)
    assert filled.store.merge_stories(first, [other], who="ann", now=NOW) == first
    assert [s.id for s in filled.reader.stories()] == [first]
    assert filled.reader.story(other).id == first
    assert filled.reader.story(first).items == 3
    assert len(filled.reader.story_matches(other)) == 3
    (receipt,) = filled.add(matching(an_item(4), outcome("z"))).matches
    assert receipt.story_id == first
    moved = filled.reader.history(3)
    assert [(e.action, e.old, e.new) for e in moved] == [("story", str(other), str(first))]
    assert filled.store.merge_stories(other, [first], who="ann", now=NOW) == first


def test_split_items_are_a_story_of_their_own_and_never_return(filled: Filled) -> None:
    first, _ = two_stories(filled)
    items = [row.item.id for row in filled.reader.story_items(first)]
    new = filled.store.split_story(items[1:], who="ann", now=NOW)
    assert [row.item.id for row in filled.reader.story_items(first)] == items[:1]
    assert [(row.item.id, row.by_hand, row.copy_of) for row in filled.reader.story_items(new)] == [
        (items[1], True, None)
    ]
    assert filled.reader.story(new).title == "Item 2"
    assert {m.story for m in filled.reader.matches()} == {first, new, first + 1}
    seen: list[frozenset[int]] = []

    class Looks:
        def place(self, member, candidates):  # type: ignore[no-untyped-def]
            seen.extend(c.closed_to for c in candidates if c.story_id == first)
            return Placement(None)

        def priority(self, match, **ranks):  # type: ignore[no-untyped-def]
            return 1, ()

    filled.store.commit([changed(filled.b, matching(an_item(9), outcome("x")))], Looks(), NOW)
    assert seen == [frozenset({items[1]})]
    assert filled.store.merge_stories(first, [new], who="ann", now=NOW) == first
    assert filled.reader.story(first).items == 2


def test_what_cannot_be_split(filled: Filled) -> None:
    first, other = two_stories(filled)
    items = [row.item.id for row in filled.reader.story_items(first)]
    elsewhere = filled.reader.story_items(other)[0].item.id
    with pytest.raises(UsageError, match="no other items"):
        filled.store.split_story(items, who="ann", now=NOW)
    with pytest.raises(UsageError, match="several stories"):
        filled.store.split_story([items[0], elsewhere], who="ann", now=NOW)
    with pytest.raises(NotFound, match="4711"):
        filled.store.split_story([4711], who="ann", now=NOW)


def test_unknown_stories(filled: Filled) -> None:
    for call in (filled.reader.story, filled.reader.story_items, filled.reader.story_matches):
        with pytest.raises(NotFound, match="no story has the id 77"):
            call(77)
    with pytest.raises(NotFound):
        filled.store.mark_stories([77], DONE, who="ann", now=NOW)
    with pytest.raises(NotFound):
        filled.store.mute_stories([77], None, who="ann", now=NOW)
    with pytest.raises(NotFound):
        filled.store.merge_stories(77, [78], who="ann", now=NOW)


def test_stories_are_listed_by_priority_in_pages_and_by_filter(filled: Filled) -> None:
    filled.add(*(matching(an_item(n), outcome(f"k{n}")) for n in range(5)))
    filled.add(matching(an_item(9), outcome("k0")), feed_id=filled.b)
    every = filled.reader.stories()
    assert [s.priority for s in every] == [70, 65, 65, 65, 65]
    page = filled.reader.stories(ListFilter(limit=2))
    rest = filled.reader.stories(ListFilter(after=(page[-1].rank, page[-1].id)))
    assert page + rest == every
    assert [s.id for s in filled.reader.stories(ListFilter(feeds=("https://b.example/rss.xml",)))] == [every[0].id]
    assert [s.id for s in filled.reader.stories(ListFilter(min_priority=70))] == [every[0].id]
    assert filled.reader.stories(ListFilter(ids=(every[1].id,))) == [every[1]]
    assert filled.reader.stories(ListFilter(watches=("other",))) == []


class _Shown:
    """Groups nothing, and notes which stories each item was compared with."""

    def __init__(self) -> None:
        self.stories: list[list[int]] = []

    def place(self, member, candidates):  # type: ignore[no-untyped-def]
        self.stories.append([c.story_id for c in candidates])
        return Placement(None)

    def priority(self, match, **ranks):  # type: ignore[no-untyped-def]
        return 1, ()


def test_a_key_that_many_stories_share_is_alone_no_reason_to_compare(filled: Filled) -> None:
    rules = _Shown()
    items = [matching(an_item(n), outcome("x")) for n in range(40)]
    filled.store.commit([changed(filled.a, *items[:30])], rules, NOW)
    assert [len(stories) for stories in rules.stories] == [0, 1, 2, 3, 4, *[0] * 25]
    assert rules.stories[4] == [4, 3, 2, 1], "the newest first"
    filled.store.commit([changed(filled.b, *items[30:])], rules, NOW)
    assert rules.stories[30:] == [[]] * 10, "nor what an earlier transaction stored"


def test_of_stories_that_share_several_common_keys_the_newest_are_compared(filled: Filled) -> None:
    rules = _Shown()
    items = [matching(an_item(n), outcome("x", "y", "z", "v")) for n in range(150)]
    filled.store.commit([changed(filled.a, *items[:100])], rules, NOW)
    assert rules.stories[-1] == list(range(99, 91, -1))
    filled.store.commit([changed(filled.b, *items[100:])], rules, NOW)
    assert rules.stories[-1] == list(range(149, 141, -1))


def test_a_telling_key_goes_before_common_ones(filled: Filled) -> None:
    rules = _Shown()
    common = ("w", "x", "y", "z")
    items = [matching(an_item(n), outcome(*common, *(["rare"] if n == 3 else []))) for n in range(50)]
    items.append(matching(an_item(50), outcome(*common, "rare")))
    filled.store.commit([changed(filled.a, *items)], rules, NOW)
    assert rules.stories[-1] == [4, *range(50, 43, -1)]


def test_of_a_large_story_the_earliest_and_the_latest_members_are_shown(filled: Filled) -> None:
    sizes: list[int] = []

    class Counts:
        def place(self, member, candidates):  # type: ignore[no-untyped-def]
            sizes.extend(len(c.members) for c in candidates)
            return Placement(candidates[0].story_id if candidates else None, similarity=0.5)

        def priority(self, match, **ranks):  # type: ignore[no-untyped-def]
            return 1, ()

    items = [matching(an_item(n), outcome("x")) for n in range(70)]
    filled.store.commit([changed(filled.a, *items)], Counts(), NOW)
    assert filled.reader.stories()[0].items == 70
    assert max(sizes) == 56
    filled.store.mute_stories([1], None, who="dana", now=NOW)  # which makes the store forget what it read of stories
    filled.store.commit([changed(filled.b, matching(an_item(1), outcome("x")))], Counts(), NOW)
    assert sizes[-1] == 32


def test_what_another_connection_changed_is_seen_by_the_next_commit(filled: Filled, url: str) -> None:
    (one,) = filled.add(matching(an_item(1), outcome("x", "one"))).matches
    (two,) = filled.add(matching(an_item(2), outcome("y", "two"))).matches
    filled.add(matching(an_item(3), outcome("z", "three")))
    with open_store(url, create=False) as other:
        other.merge_stories(one.story_id, [two.story_id], who="dana", now=NOW)
    (copy,) = filled.add(matching(an_item(4), outcome("y", "four"))).matches
    assert copy.story_id == one.story_id


def test_what_another_connection_said_of_a_story_decides_of_the_next_copy(filled: Filled, url: str) -> None:
    (first,) = filled.add(matching(an_item(1), outcome("x"))).matches
    with open_store(url, create=False) as other:
        other.mark_stories([first.story_id], DONE, who="ann", now=NOW)
    (copy,) = filled.add(matching(an_item(2), outcome("x"))).matches
    assert filled.reader.match(copy.match_id).status == DONE
    with open_store(url, create=False) as other:
        other.mark_stories([first.story_id], NEW, who="ann", now=NOW)
    (again,) = filled.add(matching(an_item(3), outcome("x"))).matches
    assert filled.reader.match(again.match_id).status == NEW


def test_what_a_failed_commit_placed_is_forgotten(filled: Filled) -> None:
    class Breaks:
        def place(self, member, candidates):  # type: ignore[no-untyped-def]
            if "bad" in member.fingerprint.keys:
                raise ZeroDivisionError
            return RULES.place(member, candidates)

        def priority(self, match, **ranks):  # type: ignore[no-untyped-def]
            return 1, ()

    filled.add(matching(an_item(1), outcome("w")))
    items = [matching(an_item(2), outcome("x")), matching(an_item(3), outcome("bad"))]
    with pytest.raises(ZeroDivisionError):
        filled.store.commit([changed(filled.a, *items)], Breaks(), NOW)
    (alone,) = filled.add(matching(an_item(4), outcome("x"))).matches
    assert alone.story_new


def test_a_match_of_last_month_comes_behind_one_of_today(filled: Filled) -> None:
    """In the list, in its pages and behind its filter; the reasons say why."""
    month = timedelta(days=30)
    old = filled.add(matching(an_item(1, published=NOW - month), an_outcome("base", keys=("1",), score=99)))
    new = filled.add(matching(an_item(2, published=NOW), an_outcome("base", keys=("2",), score=86)))
    matches = filled.reader.matches()
    assert [row.item_id for row in matches] == [new.matches[0].item_id, old.matches[0].item_id]
    assert [row.priority for row in matches] == [65, 5] == [new.matches[0].priority, old.matches[0].priority]
    assert [row.priority for row in filled.reader.stories()] == [65, 5]
    assert [row.id for row in filled.reader.matches(ListFilter(min_priority=6))] == [matches[0].id]
    assert filled.reader.count_matches(ListFilter(min_priority=5)) == 2
    assert [row.id for row in filled.reader.matches(ListFilter(after=(matches[0].rank, matches[0].id)))] == [
        matches[1].id
    ]
    assert filled.reader.evidence(matches[1].id).priority_why[-1] == "-50 30 days old"


def test_a_date_ahead_of_time_raises_no_match(filled: Filled) -> None:
    early = filled.add(matching(an_item(1, published=NOW + timedelta(hours=20)), an_outcome("base", keys=("1",))))
    assert early.matches[0].priority == filled.reader.matches()[0].priority == 65
