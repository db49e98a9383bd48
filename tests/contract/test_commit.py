"""Storing what polls found: rules 21, 22, 26, and the receipts."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.contract.helpers import RULES, Filled
from tests.support.builders import (
    NOW,
    an_edit,
    an_item,
    an_outcome,
    changed,
    failed,
    fresh,
    hit,
    matching,
    near_miss,
    unchanged,
)
from watcher.errors import NotFound
from watcher.types import CoverageRecord, FailureKind, FeedMeta, NextPoll, PublishHints, Validators
from watcher.types.rows import MatchStatus

HOUR = timedelta(hours=1)


def titles(filled: Filled) -> list[str]:
    return [item.title for item in filled.reader.search()]


# Items and identity


def test_fresh_items_are_stored_as_they_came_and_counted(filled: Filled) -> None:
    published = datetime(2026, 2, 28, 9, 30, tzinfo=UTC)
    item = an_item(
        1, title="Handover", summary="s", content="c", author="A. Writer", published=published, language="fr"
    )
    receipt = filled.add(*fresh(item, an_item(2)))
    assert (receipt.feed_id, receipt.items_new, receipt.items_updated, receipt.matches) == (filled.a, 2, 0, ())
    stored = filled.reader.item(filled.known()[0].item_id)
    assert (stored.title, stored.summary, stored.content, stored.author) == ("Handover", "s", "c", "A. Writer")
    assert (stored.published, stored.first_seen, stored.language) == (published, NOW, "fr")
    assert (stored.feed, stored.feed_title, stored.tags) == ("https://a.example/rss.xml", "Alpha", ("iraq", "wire"))


def test_an_item_without_a_language_has_its_feeds(filled: Filled) -> None:
    filled.add(*fresh(an_item(1)), feed_id=filled.b)
    assert [item.language for item in filled.reader.search()] == ["ar"]


def test_known_items_stand_in_the_documents_order_with_their_keys(filled: Filled) -> None:
    filled.add(*fresh(an_item(1), an_item(2)))
    filled.add(*fresh(an_item(3), an_item(4)), now=NOW + HOUR)
    known = filled.known()
    assert [k.key for k in known] == ["id:3", "id:4", "id:1", "id:2"]
    assert [k.link_key for k in known] == ["link:3", "link:4", "link:1", "link:2"]
    assert known[0].text_hash == an_item(3).text_hash
    assert filled.known(filled.b) == []


def test_a_new_order_of_known_items_is_kept(filled: Filled) -> None:
    filled.add(*fresh(an_item(1), an_item(2), an_item(3)))
    first, second, third = (k.item_id for k in filled.known())
    filled.add(listed=(third, first, second))
    assert [k.item_id for k in filled.known()] == [third, first, second]


def test_what_the_feed_no_longer_lists_is_not_known_but_stays(filled: Filled) -> None:
    filled.add(*fresh(an_item(1), an_item(2)))
    gone, stays = (k.item_id for k in filled.known())
    filled.add(listed=(stays,))
    assert [k.item_id for k in filled.known()] == [stays]
    assert filled.reader.item(gone).title == "Item 1"


def test_a_304_says_nothing_of_what_is_listed(filled: Filled) -> None:
    filled.add(*fresh(an_item(1)))
    filled.commit(unchanged(filled.a))
    assert [k.key for k in filled.known()] == ["id:1"]


def test_a_partial_answer_adds_and_takes_nothing_away(filled: Filled) -> None:
    filled.add(*fresh(an_item(1)))
    filled.add(*fresh(an_item(2)), listed=None)
    assert [k.key for k in filled.known()] == ["id:2", "id:1"]


def test_the_same_poll_committed_twice_stores_nothing_twice(filled: Filled) -> None:
    intent = changed(filled.a, matching(an_item(1)), *fresh(an_item(2)))
    first, second = filled.commit(intent)[0], filled.commit(intent)[0]
    assert (first.items_new, len(first.matches), first.stories_new) == (2, 1, 1)
    assert (second.items_new, second.items_updated, second.matches, second.stories_new) == (0, 0, (), 0)
    assert titles(filled) == ["Item 2", "Item 1"]
    assert [k.key for k in filled.known()] == ["id:1", "id:2"]


def test_the_same_feed_twice_in_one_batch_is_checked_against_itself(filled: Filled) -> None:
    one, two = filled.commit(changed(filled.a, *fresh(an_item(1))), changed(filled.a, *fresh(an_item(1), an_item(2))))
    assert (one.items_new, two.items_new) == (1, 1)


def test_an_item_twice_in_one_document_is_stored_once(filled: Filled) -> None:
    assert filled.add(*fresh(an_item(1), an_item(1))).items_new == 1


def test_the_same_key_in_another_feed_is_another_item(filled: Filled) -> None:
    first, second = filled.commit(changed(filled.a, *fresh(an_item(1))), changed(filled.b, *fresh(an_item(1))))
    assert (first.items_new, second.items_new) == (1, 1)


def test_an_item_that_comes_back_to_the_list_is_not_new(filled: Filled) -> None:
    filled.add(*fresh(an_item(1)))
    filled.add(listed=())
    assert filled.add(*fresh(an_item(1)), now=NOW + HOUR).items_new == 0
    assert [k.key for k in filled.known()] == ["id:1"]


def test_an_item_that_comes_back_with_other_text_is_an_edit(filled: Filled) -> None:
    filled.add(*fresh(an_item(1)))
    filled.add(listed=())
    receipt = filled.add(matching(an_item(1, title="Item 1, corrected")))
    assert (receipt.items_new, receipt.items_updated, len(receipt.matches)) == (0, 1, 1)
    assert titles(filled) == ["Item 1, corrected"]


def test_a_new_id_for_a_known_unique_link_is_the_same_item(filled: Filled) -> None:
    filled.add(*fresh(an_item(1)))
    assert filled.add(*fresh(an_item(1, key="id:other"))).items_new == 0
    assert titles(filled) == ["Item 1"]


def test_a_link_that_two_items_share_identifies_neither(filled: Filled) -> None:
    filled.add(*fresh(an_item(1), an_item(2, link_key="link:1")))
    assert filled.add(*fresh(an_item(3, link_key="link:1"))).items_new == 1


def test_a_link_that_fell_off_the_list_may_come_back_with_other_news(filled: Filled) -> None:
    filled.add(*fresh(an_item(1, title="Live: day one")))
    filled.add(listed=())
    assert filled.add(*fresh(an_item(2, title="Live: day two", link_key="link:1"))).items_new == 1


def test_a_rekeyed_item_is_known_by_its_new_key_only(filled: Filled) -> None:
    filled.add(*fresh(an_item(1)))
    (known,) = filled.known()
    receipt = filled.add(listed=(known.item_id,), rekeyed=((known.item_id, "id:https"),))
    assert receipt.items_new == 0
    assert [(k.item_id, k.key) for k in filled.known()] == [(known.item_id, "id:https")]


def test_a_new_key_that_is_another_items_is_not_taken(filled: Filled) -> None:
    filled.add(*fresh(an_item(1), an_item(2)))
    first, second = filled.known()
    filled.add(rekeyed=((first.item_id, second.key),))
    assert [k.key for k in filled.known()] == ["id:1", "id:2"]


# Edits


def test_an_edit_keeps_the_first_version(filled: Filled) -> None:
    filled.add(matching(an_item(1, title="First")), body_hash="body-1")
    (known,) = filled.known()
    receipt = filled.add(
        edited=(an_edit(known.item_id, an_item(1, title="Second"), an_outcome()),), body_hash="body-2", now=NOW + HOUR
    )
    assert (receipt.items_new, receipt.items_updated) == (0, 1)
    evidence = filled.reader.evidence(filled.only_match().id)
    assert evidence.item.title == "Second"
    assert evidence.body_hash == "body-2"
    assert [(v.title, v.seen_at, v.body_hash) for v in evidence.versions] == [("First", NOW, "body-1")]
    assert filled.known()[0].text_hash == an_item(1, title="Second").text_hash


def test_an_edit_committed_twice_makes_one_version(filled: Filled) -> None:
    filled.add(matching(an_item(1, title="First")))
    edit = an_edit(filled.known()[0].item_id, an_item(1, title="Second"))
    assert filled.add(edited=(edit,)).items_updated == 1
    assert filled.add(edited=(edit,)).items_updated == 0
    assert len(filled.reader.evidence(filled.only_match().id).versions) == 1


def test_of_endless_edits_the_first_and_the_latest_versions_are_kept(filled: Filled) -> None:
    filled.add(matching(an_item(1, title="Version 0")))
    item_id = filled.known()[0].item_id
    for n in range(1, 31):
        filled.add(edited=(an_edit(item_id, an_item(1, title=f"Version {n}")),), now=NOW + n * HOUR)
    versions = [v.title for v in filled.reader.evidence(filled.only_match().id).versions]
    assert versions == ["Version 0", *(f"Version {n}" for n in range(11, 30))]


def test_a_mention_added_in_an_edit_is_a_match(filled: Filled) -> None:
    filled.add(*fresh(an_item(1)))
    edit = an_edit(filled.known()[0].item_id, an_item(1, summary="Ain al-Asad"), an_outcome())
    (match,) = filled.add(edited=(edit,)).matches
    assert match.new
    assert match.watch == "base"


def test_a_term_new_to_a_finished_match_reopens_it(filled: Filled) -> None:
    filled.add(matching(an_item(1)))
    match = filled.only_match()
    filled.store.mark([match.id], MatchStatus.DONE, who="ann", now=NOW)
    edit = an_edit(match.item_id, an_item(1, title="Item 1, more"), an_outcome(terms=("Ain al-Asad", "Camp Taji")))
    (extended,) = filled.add(edited=(edit,), now=NOW + HOUR).matches
    assert not extended.new
    assert extended.match_id == match.id
    after = filled.only_match()
    assert after.status is MatchStatus.NEW
    assert after.terms == ("Ain al-Asad", "Camp Taji")
    history = [(e.action, e.old, e.new, e.note) for e in filled.reader.history(match.id)]
    assert history == [
        ("status", "new", "done", ""),
        ("extended", "", "Camp Taji", "added in an edit"),
        ("reopened", "done", "new", "a new term: Camp Taji"),
    ]


def test_an_edit_without_a_new_term_leaves_the_verdict_alone(filled: Filled) -> None:
    filled.add(matching(an_item(1)))
    match = filled.only_match()
    filled.store.mark([match.id], MatchStatus.DISMISSED, who="ann", now=NOW)
    edit = an_edit(match.item_id, an_item(1, title="Item 1!"), an_outcome())
    assert filled.add(edited=(edit,)).matches == ()
    assert filled.only_match().status is MatchStatus.DISMISSED


def test_hits_that_an_edit_took_away_stay_without_a_place(filled: Filled) -> None:
    filled.add(matching(an_item(1), an_outcome(terms=("Ain al-Asad", "Camp Taji"))))
    match = filled.only_match()
    filled.add(edited=(an_edit(match.item_id, an_item(1, title="Now"), an_outcome(terms=("Camp Taji",))),))
    after = filled.only_match()
    assert set(after.terms) == {"Ain al-Asad", "Camp Taji"}
    lost = next(h for h in after.hits if h.term == "Ain al-Asad")
    assert (lost.field, lost.start, lost.end) == (None, None, None)
    assert lost.why == "the same words (in an earlier version)"
    filled.add(edited=(an_edit(match.item_id, an_item(1, title="Nothing left")),))
    assert all(h.start is None for h in filled.only_match().hits)
    assert [h.why.count("earlier") for h in filled.only_match().hits] == [1, 1]


def test_an_edit_of_an_item_that_retention_dropped_is_stored_anew(filled: Filled) -> None:
    filled.add(*fresh(an_item(1)))
    (known,) = filled.known()
    late = NOW + timedelta(days=100)
    assert filled.store.cleanup(late, items=timedelta(days=90), suppressed=timedelta(days=30)) >= 1
    assert [k.key for k in filled.known()] == ["id:1"]
    receipt = filled.add(edited=(an_edit(known.item_id, an_item(1, title="Again"), an_outcome()),), now=late + HOUR)
    assert (receipt.items_new, len(receipt.matches)) == (1, 1)
    assert [k.item_id for k in filled.known()] == [filled.only_match().item_id]
    assert filled.only_match().item_id != known.item_id


# Matches


def test_a_match_is_stored_with_its_hits_and_its_evidence(filled: Filled) -> None:
    outcome = an_outcome(terms=("Camp Taji", "Ain al-Asad"), weight=2.0)
    (receipt,) = filled.add(matching(an_item(1), outcome)).matches
    row = filled.only_match()
    assert (receipt.match_id, receipt.story_id, receipt.story_new, receipt.new) == (row.id, row.story, True, True)
    assert (receipt.feed, receipt.feed_title, receipt.title) == (row.feed, "Alpha", "Item 1")
    assert row.hits == outcome.outcome.matches[0].hits
    assert (row.watch, row.status, row.score, row.assignee) == ("base", MatchStatus.NEW, 96.0, None)
    assert row.priority == receipt.priority == 65
    evidence = filled.reader.evidence(row.id)
    assert evidence.watch_version == "v1"
    assert evidence.headers == (("etag", '"v1"'), ("server", "example"))
    assert evidence.entry_id == "urn:item:1"
    assert evidence.priority_why == ("1 sources", "novelty 1.0", "+10 within the hour")
    assert evidence.versions == ()
    assert evidence.history == ()


def test_two_watches_of_one_item_are_two_matches_of_one_story(filled: Filled) -> None:
    base, camp = an_outcome("base"), an_outcome("camp", ("Camp Taji",))
    both = an_outcome("base")
    outcome = type(both)(type(both.outcome)((base.outcome.matches[0], camp.outcome.matches[0])), both.fingerprint)
    receipt = filled.add(matching(an_item(1), outcome))
    assert [m.watch for m in receipt.matches] == ["base", "camp"]
    assert receipt.stories_new == 1
    assert len({m.story for m in filled.reader.matches()}) == 1


def test_near_matches_are_kept_but_not_those_that_fired(filled: Filled) -> None:
    held = (near_miss("Asad"), near_miss("Ain al-Asad"), near_miss("Asad"))
    filled.add(matching(an_item(1), an_outcome(suppressed=held)))
    assert [row.miss for row in filled.reader.suppressed()] == [near_miss("Asad")]


def test_an_edit_replaces_what_was_held_back(filled: Filled) -> None:
    filled.add(matching(an_item(1), an_outcome(terms=(), suppressed=[near_miss("Asad")])))
    item_id = filled.known()[0].item_id
    assert [row.item_id for row in filled.reader.suppressed()] == [item_id]
    edited = an_outcome(terms=(), suppressed=[near_miss("Taji")])
    filled.add(edited=(an_edit(item_id, an_item(1, title="Other"), edited),))
    assert [row.miss.term for row in filled.reader.suppressed()] == ["Taji"]


def test_matches_of_stored_items_after_a_watch_list_changed(filled: Filled) -> None:
    held = an_outcome(terms=(), suppressed=[near_miss("Camp Taji"), near_miss("Other", watch="other")])
    filled.add(matching(an_item(1)), matching(an_item(2), held))
    one = filled.only_match()
    two = next(k.item_id for k in filled.known() if k.key == "id:2")
    filled.store.mark([one.id], MatchStatus.DONE, who="ann", now=NOW)
    stored = filled.store.commit_matches(
        [
            (one.item_id, an_outcome(terms=("Ain al-Asad", "Camp Taji"))),
            (two, an_outcome(terms=("Camp Taji",))),
            (999_999, an_outcome()),
        ],
        [("base", "v2")],
        RULES,
        NOW + HOUR,
    )
    assert [(m.item_id, m.new) for m in stored] == [(one.item_id, False), (two, True)]
    assert filled.reader.match(one.id).status is MatchStatus.NEW
    assert filled.reader.evidence(one.id).watch_version == "v2"
    assert filled.reader.history(one.id)[1].note == "found by a changed watch list"
    assert [row.miss.watch for row in filled.reader.suppressed()] == ["other"]
    again = filled.store.commit_matches([(two, an_outcome(terms=("Camp Taji",)))], [("base", "v2")], RULES, NOW)
    assert again == []


def test_hits_found_by_a_changed_watch_list_keep_the_old_ones_in_place(filled: Filled) -> None:
    filled.add(matching(an_item(1)))
    row = filled.only_match()
    filled.store.commit_matches([(row.item_id, an_outcome(terms=("Camp Taji",)))], [("base", "v2")], RULES, NOW)
    assert [(h.term, h.start) for h in filled.only_match().hits] == [("Camp Taji", 0), ("Ain al-Asad", 0)]
    assert filled.only_match().hits[1] == hit()


def test_watch_versions_are_replaced_as_a_whole(filled: Filled) -> None:
    assert filled.store.watch_versions() == {}
    filled.store.set_watch_versions([("a", "1"), ("b", "1")], NOW)
    filled.store.set_watch_versions([("b", "2")], NOW)
    assert filled.store.watch_versions() == {"b": "2"}


# State


def test_an_accepted_answer_moves_validators_hash_and_due_time(filled: Filled) -> None:
    hints = PublishHints(ttl=HOUR, update_period=2 * HOUR, skip_hours=frozenset({1, 2}), skip_days=frozenset({6}))
    validators = Validators("https://a.example/final", b'W/"\xff"', None)
    filled.commit(
        changed(
            filled.a,
            validators=validators,
            body_hash="b",
            meta=FeedMeta(title="T", hints=hints),
            next_poll=NextPoll(NOW + HOUR, "ttl", HOUR),
            rhythm_interval=timedelta(minutes=12),
            items_per_day=40.5,
            moved_to="https://c.example/",
            moved_since=NOW,
            moved_seen=3,
        )
    )
    state = filled.feed()
    assert (state.validators, state.body_hash, state.hints) == (validators, "b", hints)
    assert (state.next_due_at, state.last_attempt_at, state.last_success_at) == (NOW + HOUR, NOW, NOW)
    assert (state.rhythm_interval, state.covered_until) == (timedelta(minutes=12), NOW)
    assert (state.moved_to, state.moved_since, state.moved_seen) == ("https://c.example/", NOW, 3)
    (row,) = filled.reader.feeds(["https://a.example/rss.xml"])
    assert (row.next_poll_set_by, row.items_per_day, row.polls, row.successes) == ("ttl", 40.5, 1, 1)


def test_a_304_keeps_the_hash_the_hints_and_the_rhythm_but_takes_its_validators(filled: Filled) -> None:
    filled.add(*fresh(an_item(1)), rhythm_interval=HOUR, meta=FeedMeta(title="T", hints=PublishHints(ttl=HOUR)))
    newer = Validators("https://a.example/rss.xml", b'"v2"')
    filled.commit(unchanged(filled.a, at=NOW + HOUR, validators=newer))
    state = filled.feed()
    assert (state.validators, state.body_hash, state.hints.ttl) == (newer, "hash-1", HOUR)
    assert (state.rhythm_interval, state.last_success_at) == (HOUR, NOW + HOUR)
    (row,) = filled.reader.feeds(["https://a.example/rss.xml"])
    assert (row.last_new_item, row.items, row.polls) == (NOW, 1, 2)


def test_a_failure_leaves_validators_and_success_alone(filled: Filled) -> None:
    filled.add(*fresh(an_item(1)))
    before = filled.feed()
    filled.commit(failed(filled.a, at=NOW + HOUR, consecutive_failures=3, failure=FailureKind.TIMEOUT, error="slow"))
    state = filled.feed()
    assert (state.validators, state.body_hash) == (before.validators, before.body_hash)
    assert (state.last_success_at, state.last_attempt_at, state.consecutive_failures) == (NOW, NOW + HOUR, 3)
    assert state.covered_until == NOW
    (row,) = filled.reader.feeds(["https://a.example/rss.xml"])
    assert (row.failure, row.error, row.successes, row.polls) == ("timeout", "slow", 1, 2)


def test_a_failure_may_make_validators_forgotten(filled: Filled) -> None:
    filled.add(*fresh(an_item(1)))
    filled.commit(failed(filled.a, at=NOW + HOUR, status=412, failure=FailureKind.HTTP, forget_validators=True))
    state = filled.feed()
    assert (state.validators, state.body_hash, state.last_success_at) == (None, "hash-1", NOW)


def test_what_could_be_salvaged_is_stored_but_no_validators(filled: Filled) -> None:
    filled.add(*fresh(an_item(1)), accepted=False, failure=FailureKind.PARSE, error="cut off", listed=None)
    state = filled.feed()
    assert (state.validators, state.body_hash, state.last_success_at) == (None, None, None)
    assert titles(filled) == ["Item 1"]


def test_answers_without_validators_forget_the_old_ones(filled: Filled) -> None:
    filled.add(*fresh(an_item(1)))
    filled.add(validators=None)
    assert filled.feed().validators is None


def test_a_year_of_quiet_polls_is_two_coverage_records(filled: Filled) -> None:
    for n in range(6):
        filled.commit(unchanged(filled.a, at=NOW + n * HOUR))
    filled.commit(failed(filled.a, at=NOW + 6 * HOUR))
    filled.commit(unchanged(filled.a, at=NOW + 7 * HOUR))
    rows = [((row.at - NOW) // HOUR, row.complete, row.reason) for row in filled.reader.coverage()]
    assert rows == [(0, True, ""), (5, True, ""), (6, False, "HTTP 503"), (7, True, "")]


def test_coverage_is_read_from_the_record_before_the_window(filled: Filled) -> None:
    for n, reason in enumerate(["", "x", "", "y"]):
        record = CoverageRecord(NOW + n * HOUR, complete=not reason, reason=reason)
        filled.commit(unchanged(filled.a, coverage=record))
        filled.commit(unchanged(filled.b, coverage=record))
    rows = filled.reader.coverage(["https://b.example/rss.xml"], NOW + 2.5 * HOUR)
    assert [(row.feed, row.reason) for row in rows] == [
        ("https://b.example/rss.xml", ""),
        ("https://b.example/rss.xml", "y"),
    ]


def test_a_poll_without_a_coverage_record_leaves_coverage_alone(filled: Filled) -> None:
    filled.commit(unchanged(filled.a))
    filled.commit(unchanged(filled.a, at=NOW + HOUR, coverage=None))
    assert filled.feed().covered_until == NOW
    assert len(filled.reader.coverage()) == 1


# Atomicity


class Broken:
    """Story rules with a bug, for the item whose story key says so."""

    def place(self, member, candidates):  # type: ignore[no-untyped-def]
        if "bad" in member.fingerprint.keys:
            raise ZeroDivisionError
        return RULES.place(member, candidates)

    def priority(self, match, **ranks):  # type: ignore[no-untyped-def]
        return RULES.priority(match, **ranks)


def test_a_crash_in_the_middle_of_a_commit_leaves_nothing(filled: Filled) -> None:
    good = changed(filled.a, matching(an_item(1)))
    bad = changed(filled.b, matching(an_item(2), an_outcome(keys=("bad",))))
    before = filled.reader.stats().rows
    with pytest.raises(ZeroDivisionError):
        filled.store.commit([good, bad], Broken(), NOW)
    assert filled.reader.stats().rows == before
    assert filled.feed().validators is None
    assert filled.feed().next_due_at == NOW
    assert filled.commit(good)[0].items_new == 1


def test_an_unknown_feed_is_refused_before_anything_is_stored(filled: Filled) -> None:
    with pytest.raises(NotFound, match="4711"):
        filled.commit(changed(filled.a, *fresh(an_item(1))), changed(4711))
    assert titles(filled) == []


def test_nothing_to_commit_is_fine(filled: Filled) -> None:
    assert filled.commit() == []


def test_a_hundred_intents_in_one_transaction(filled: Filled) -> None:
    from tests.support.builders import feed

    urls = [f"https://host{n}.example/feed" for n in range(100)]
    filled.store.sync_feeds([feed(url) for url in urls], NOW)
    feeds, _ = filled.store.feeds_for_pass(NOW)
    receipts = filled.commit(
        *(changed(f.feed_id, matching(an_item(1)), *fresh(*(an_item(n) for n in range(2, 12)))) for f in feeds)
    )
    assert [r.feed_id for r in receipts] == [f.feed_id for f in feeds]
    assert {r.items_new for r in receipts} == {11}
    assert sum(r.stories_new for r in receipts) == 1
    assert filled.reader.count_matches() == 100
