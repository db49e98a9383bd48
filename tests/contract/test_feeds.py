"""Feeds: configuration taken over, due ones claimed, retried and replaced."""

from datetime import timedelta

import pytest

from tests.contract.helpers import Filled
from tests.support.builders import NOW, an_item, changed, failed, feed, fresh, unchanged
from watcher.errors import NotFound, StoreError
from watcher.store import Store
from watcher.types import NextPoll

HOUR = timedelta(hours=1)
A, A2, B = "https://a.example/rss.xml", "https://a.example/other.xml", "https://b.example/rss.xml"


def test_new_feeds_are_due_at_once_with_all_that_is_configured(store: Store) -> None:
    configured = feed(
        "https://x.example/${TOKEN}/rss",
        title="X",
        tags=("one", "two", "one"),
        language="ar",
        interval=timedelta(minutes=15),
        full_text=True,
        headers=(("Authorization", "Bearer ${TOKEN}"),),
        source="feeds.toml:3",
    )
    store.sync_feeds([configured], NOW)
    (claimed,) = store.claim_due(NOW, 10, busy=(), max_interval=timedelta(days=1))
    assert (claimed.url, claimed.title, claimed.tags) == (configured.url, "X", ("one", "two"))
    assert (claimed.language, claimed.interval, claimed.full_text) == ("ar", timedelta(minutes=15), True)
    assert claimed.headers == (("Authorization", "Bearer ${TOKEN}"),)
    assert (claimed.validators, claimed.body_hash, claimed.last_attempt_at) == (None, None, None)
    assert claimed.next_due_at == NOW


def test_changed_configuration_is_taken_over_and_state_stays(filled: Filled) -> None:
    filled.commit(changed(filled.a, *fresh(an_item(1))))
    filled.store.sync_feeds([feed(A, title="Renamed", tags=("new",)), feed(A2), feed(B)], NOW + HOUR)
    state = filled.feed()
    assert (state.title, state.tags, state.body_hash) == ("Renamed", ("new",), "hash-1")
    assert state.next_due_at == NOW + timedelta(minutes=30)


def test_a_feed_no_longer_configured_is_retired_and_resumes_when_it_is_back(filled: Filled) -> None:
    filled.commit(changed(filled.a, *fresh(an_item(1))))
    filled.store.sync_feeds([feed(B)], NOW)
    assert filled.due(NOW + HOUR) == [filled.b]
    assert [row.url for row in filled.reader.feeds()] == [B]
    assert len(filled.reader.feeds(retired=True)) == 3
    assert [i.feed for i in filled.reader.search()] == [A]
    filled.store.sync_feeds([feed(A), feed(B)], NOW)
    assert (filled.feed().feed_id, filled.feed().body_hash) == (filled.a, "hash-1")
    assert [k.key for k in filled.known()] == ["id:1"]


def test_syncing_what_is_there_changes_nothing(filled: Filled) -> None:
    configured = [feed(A, title="Alpha", tags=("iraq", "wire"), language="en"), feed(A2, tags=("wire",)),
                  feed(B, title="Beta", language="ar")]  # fmt: skip
    before = filled.reader.feeds()
    filled.store.sync_feeds(configured, NOW + HOUR)
    assert filled.reader.feeds() == before


def test_hosts_alternate_and_the_most_overdue_come_first(filled: Filled) -> None:
    filled.commit(
        unchanged(filled.a, next_poll=NextPoll(NOW + 1 * HOUR, "interval", HOUR)),
        unchanged(filled.a2, next_poll=NextPoll(NOW + 2 * HOUR, "interval", HOUR)),
        unchanged(filled.b, next_poll=NextPoll(NOW + 3 * HOUR, "interval", HOUR)),
    )
    later = NOW + 4 * HOUR
    assert filled.due(later) == [filled.a, filled.b, filled.a2]
    assert filled.due(later, limit=2) == [filled.a, filled.b]
    assert filled.due(later, busy=[filled.a]) == [filled.a2, filled.b]
    assert filled.due(NOW + 2 * HOUR) == [filled.a, filled.a2]
    assert filled.due(NOW) == []


def test_disabled_feeds_are_not_polled(filled: Filled) -> None:
    filled.store.sync_feeds([feed(A, enabled=False), feed(A2), feed(B)], NOW)
    assert set(filled.due()) == {filled.a2, filled.b}
    polled, skipped = filled.store.feeds_for_pass(NOW)
    assert {f.url for f in polled} == {A2, B}
    assert skipped == []
    assert filled.store.feeds_for_pass(NOW, [A]) == ([], [(A, "disabled")])


def test_retry_after_holds_every_feed_of_the_host_until_it_is_over(filled: Filled) -> None:
    filled.commit(failed(filled.a, retry_host="A.example", retry_at=NOW + HOUR))
    assert filled.due() == [filled.b]
    polled, skipped = filled.store.feeds_for_pass(NOW, [A2, B])
    assert [f.url for f in polled] == [B]
    assert skipped == [(A2, "its host asked to wait (Retry-After)")]
    assert filled.due(NOW + HOUR) == [filled.a2, filled.b, filled.a]
    assert {row.url: row.retry_at for row in filled.reader.feeds()} == {A: NOW + HOUR, A2: NOW + HOUR, B: None}


def test_a_shorter_retry_after_does_not_end_a_longer_one(filled: Filled) -> None:
    filled.commit(failed(filled.a, retry_host="a.example", retry_at=NOW + 3 * HOUR))
    filled.commit(failed(filled.a2, retry_host="a.example", retry_at=NOW + HOUR))
    assert filled.due(NOW + 2 * HOUR) == [filled.b]


def test_a_host_that_feeds_end_up_at_by_redirects_is_held_too(filled: Filled) -> None:
    filled.commit(unchanged(filled.b, final_url="https://a.example/moved"))
    filled.commit(failed(filled.a, retry_host="a.example", retry_at=NOW + 3 * HOUR))
    assert filled.due(NOW + 2 * HOUR) == []


def test_gone_feeds_are_not_polled_unless_named(filled: Filled) -> None:
    filled.commit(failed(filled.a, gone=True, next_poll=NextPoll(None, "gone", None)))
    assert filled.a not in filled.due(NOW + timedelta(days=400), longest=timedelta(days=500))
    polled, skipped = filled.store.feeds_for_pass(NOW)
    assert {f.url for f in polled} == {A2, B}
    assert skipped == [(A, "gone (410)")]
    assert [f.url for f in filled.store.feeds_for_pass(NOW, [A])[0]] == [A]


def test_a_pass_takes_feeds_that_are_not_due_and_refuses_unknown_ones(filled: Filled) -> None:
    filled.commit(unchanged(filled.a), failed(filled.b))
    assert {f.feed_id for f in filled.store.feeds_for_pass(NOW)[0]} == {filled.a, filled.a2, filled.b}
    with pytest.raises(NotFound, match="nowhere"):
        filled.store.feeds_for_pass(NOW, [A, "https://nowhere.example/"])


def test_due_times_after_a_clock_step_are_pulled_back(filled: Filled) -> None:
    filled.commit(unchanged(filled.a, next_poll=NextPoll(NOW + timedelta(days=3650), "interval", HOUR)))
    assert filled.a not in filled.due(NOW)
    assert filled.feed().next_due_at == NOW + timedelta(days=1)


def test_a_clock_that_stood_ahead_by_less_than_the_longest_interval_silences_nobody(filled: Filled) -> None:
    ahead = NOW + 7 * HOUR
    filled.commit(
        unchanged(filled.a, at=ahead, next_poll=NextPoll(ahead + HOUR, "interval", HOUR)),
        failed(filled.a2, at=ahead, gone=True, next_poll=NextPoll(None, "gone", None)),
    )
    assert filled.due(NOW) == [filled.b]
    assert filled.feed().next_due_at == NOW + HOUR
    assert filled.feed().last_attempt_at == filled.feed().last_success_at == NOW
    assert filled.feed(filled.a2).next_due_at is None
    assert filled.due(NOW + HOUR) == [filled.b, filled.a]


def test_a_hosts_wait_that_a_wrong_clock_set_ends_within_the_longest_one(filled: Filled) -> None:
    year = timedelta(days=365)
    filled.commit(failed(filled.a, retry_host="a.example", retry_at=NOW + year))
    assert filled.due(NOW) == [filled.b]
    assert {row.retry_at for row in filled.reader.feeds()} == {NOW + timedelta(days=7), None}


def test_retry_ends_back_off_and_gone(filled: Filled) -> None:
    filled.commit(failed(filled.a, consecutive_failures=9), failed(filled.b, gone=True), unchanged(filled.a2))
    assert filled.store.retry_feeds(None, NOW) == [A, B]
    assert set(filled.due(NOW)) == {filled.a, filled.b}
    assert filled.feed().consecutive_failures == 0
    assert filled.store.retry_feeds([A2], NOW) == [A2]
    assert filled.a2 in filled.due(NOW)
    with pytest.raises(NotFound):
        filled.store.retry_feeds(["https://nowhere.example/"], NOW)


def test_replacing_a_feed_keeps_its_history_and_announces_nothing_again(filled: Filled) -> None:
    filled.commit(changed(filled.a, *fresh(an_item(1))))
    new = "https://new.example/feed"
    filled.store.replace_feed(A, new, NOW + HOUR)
    state = filled.feed()
    assert (state.feed_id, state.url, state.next_due_at) == (filled.a, new, NOW + HOUR)
    assert filled.add(*fresh(an_item(1))).items_new == 0
    assert [i.feed for i in filled.reader.search()] == [new]


def test_a_feed_may_be_replaced_by_one_that_was_just_configured(filled: Filled) -> None:
    filled.store.replace_feed(A, B, NOW)
    assert {row.url: row.id for row in filled.reader.feeds()} == {B: filled.a, A2: filled.a2}


def test_two_histories_are_not_mixed(filled: Filled) -> None:
    filled.commit(unchanged(filled.b))
    with pytest.raises(StoreError, match="history of its own"):
        filled.store.replace_feed(A, B, NOW)
    with pytest.raises(NotFound):
        filled.store.replace_feed("https://nowhere.example/", A, NOW)
    filled.store.replace_feed(A, A, NOW)


def test_feed_rows_are_what_polling_left(filled: Filled) -> None:
    filled.commit(changed(filled.b, *fresh(an_item(1), an_item(2)), moved_to=A, moved_since=NOW, moved_seen=2))
    (row,) = filled.reader.feeds([B])
    assert (row.title, row.language, row.enabled, row.gone) == ("Beta", "ar", True, False)
    assert (row.items, row.last_new_item, row.last_success, row.last_attempt) == (2, NOW, NOW, NOW)
    assert (row.moved_to, row.moved_since, row.moved_seen) == (A, NOW, 2)
    assert [r.title for r in filled.reader.feeds([A2])] == [""]
    with pytest.raises(NotFound):
        filled.reader.feeds(["https://nowhere.example/"])


def test_a_feed_without_a_title_of_its_own_shows_its_documents(filled: Filled) -> None:
    filled.commit(changed(filled.a2))
    assert [row.title for row in filled.reader.feeds([A2])] == ["Example"]
