"""What a poll changes: validators, back-off, coverage and moves, decided without any I/O."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.fakes import NOW, failed, feed, fetched, not_modified
from watcher.intents import Deciding, after_document, after_failure, after_unchanged
from watcher.types import (
    FailureKind,
    FeedMeta,
    ItemIntent,
    ItemMatch,
    ItemParsed,
    MatchOutcome,
    ParseFailed,
    PublishHints,
    ScheduleLimits,
    Validators,
)
from watcher.types.job import ParseOutcome

LIMITS = ScheduleLimits(timedelta(minutes=30), timedelta(minutes=10), timedelta(days=1))
DECIDING = Deciding(LIMITS, NOW, jitter=0.0, watch_versions=(("base", "v1"),))
ETAG = Validators("http://a.example/feed", etag=b'"2"')


def _item(key: str = "id:1") -> ItemIntent:
    parsed = ItemParsed(key, None, "h", "1", "http://a.example/1", "Title", "Text", "")
    return ItemIntent(parsed, ItemMatch(MatchOutcome()))


def _document(**more: object) -> ParseOutcome:
    values: dict[str, object] = {"meta": FeedMeta(title="A"), "overlap": True, "text": "summary", "items": 1}
    return ParseOutcome(**(values | more))  # type: ignore[arg-type]


def test_a_failure_backs_off_opens_a_gap_and_leaves_validators_alone() -> None:
    first = after_failure(feed(consecutive_failures=0), failed(), DECIDING)
    later = after_failure(feed(consecutive_failures=4), failed(), DECIDING)
    assert (first.consecutive_failures, later.consecutive_failures) == (1, 5)
    assert not first.accepted
    assert first.listed is None
    assert first.coverage is not None
    assert not first.coverage.complete
    assert first.coverage.reason == "HTTP 503"
    assert first.next_poll.due_at is not None
    assert later.next_poll.due_at is not None
    assert first.next_poll.due_at < later.next_poll.due_at <= NOW + timedelta(days=2)


@pytest.mark.parametrize(("status", "forgets"), [(400, True), (412, True), (431, True), (404, False), (503, False)])
def test_validators_are_forgotten_where_the_server_chokes_on_them(status: int, forgets: bool) -> None:
    tagged = feed(validators=Validators("https://a.example/rss", b'"1"'))
    assert after_failure(tagged, failed(FailureKind.HTTP, status=status), DECIDING).forget_validators is forgets
    assert not after_failure(feed(), failed(FailureKind.HTTP, status=status), DECIDING).forget_validators


def test_freshness_counts_after_a_304_and_after_an_error_too() -> None:
    fresh = ((b"cache-control", b"max-age=7200"),)
    unchanged = after_unchanged(feed(), replace(not_modified(), headers=fresh), DECIDING)
    error = after_failure(feed(), replace(failed(), headers=fresh), DECIDING)
    assert unchanged.next_poll.set_by == error.next_poll.set_by == "max-age"


def test_an_outage_of_our_own_grows_no_back_off() -> None:
    down = failed(FailureKind.CONNECT, status=None)
    out = after_failure(feed(consecutive_failures=2), down, DECIDING, outage=True)
    assert out.consecutive_failures == 2
    assert out.next_poll.set_by == "outage"
    assert out.coverage is not None
    assert out.coverage.reason == "could not connect"


def test_gone_is_never_due_again_by_itself() -> None:
    gone = after_failure(feed(), failed(FailureKind.GONE, status=410), DECIDING)
    assert gone.gone
    assert gone.next_poll.due_at is None


@pytest.mark.parametrize("retry_minutes", [15, 600])
def test_retry_after_is_waited_for_and_holds_the_host(retry_minutes: int) -> None:
    until = NOW + timedelta(minutes=retry_minutes)
    busy = failed(FailureKind.RATE_LIMITED, status=429, retry_at=until, retry_host="a.example")
    intent = after_failure(feed(), busy, DECIDING)
    assert intent.retry_host == "a.example"
    assert intent.retry_at == until
    assert intent.next_poll.due_at is not None
    assert intent.next_poll.due_at >= until


def test_a_feed_whose_host_is_held_was_not_asked_and_grows_no_back_off() -> None:
    until = NOW + timedelta(hours=2)
    held = failed(FailureKind.RATE_LIMITED, status=None, retry_at=until, retry_host="a.example")
    intent = after_failure(feed(consecutive_failures=1), held, DECIDING)
    assert intent.consecutive_failures == 1
    assert intent.next_poll.due_at is not None
    assert intent.next_poll.due_at >= until
    assert intent.coverage is not None
    assert intent.coverage.reason == "its host asked to wait"


@pytest.mark.parametrize("kind", [kind for kind in FailureKind if kind is not FailureKind.GONE])
def test_a_gaps_reason_is_words_or_a_status(kind: FailureKind) -> None:
    coverage = after_failure(feed(), failed(kind, status=None), DECIDING).coverage
    assert coverage is not None
    assert coverage.reason.isascii()
    assert "-" not in coverage.reason
    status = after_failure(feed(), failed(FailureKind.SERVER, status=502), DECIDING).coverage
    assert status is not None
    assert status.reason == "HTTP 502"


def test_304_and_an_unchanged_body_take_over_validators_and_are_complete() -> None:
    for answer in (not_modified(validators=ETAG), fetched(validators=ETAG, body_hash="same")):
        intent = after_unchanged(feed(consecutive_failures=3), answer, DECIDING)
        assert intent.accepted
        assert intent.validators == ETAG
        assert intent.consecutive_failures == 0
        assert intent.coverage is not None
        assert intent.coverage.complete
        assert intent.listed is None
    assert after_unchanged(feed(), not_modified(), DECIDING).not_modified
    assert not after_unchanged(feed(), fetched(), DECIDING).not_modified


def test_a_sound_document_moves_validators_hash_and_coverage_on() -> None:
    known = feed(covered_until=NOW - timedelta(hours=1))
    intent = after_document(known, fetched(validators=ETAG), _document(fresh=(_item(),), listed=(4, 5)), DECIDING)
    assert intent.accepted
    assert intent.validators == ETAG
    assert intent.body_hash == "new"
    assert intent.listed == (4, 5)
    assert len(intent.fresh) == 1
    assert intent.coverage is not None
    assert intent.coverage.complete
    assert intent.coverage.text == "summary"
    assert intent.watch_versions == (("base", "v1"),)


def test_evidence_keeps_the_headers_that_matter_and_no_cookie() -> None:
    intent = after_document(feed(), fetched(), _document(), DECIDING)
    assert dict(intent.headers) == {b"etag": b'"1"'}


@pytest.mark.parametrize(("due", "reason"), [(3600.0, "not running, then overflowed"), (30.0, "overflowed")])
def test_an_overflow_after_a_downtime_names_both(due: float, reason: str) -> None:
    one = feed(covered_until=NOW, next_due_at=NOW - timedelta(seconds=due))
    intent = after_document(one, fetched(), _document(overlap=False), replace(DECIDING, running_since=NOW))
    assert intent.coverage is not None
    assert intent.coverage.reason == reason


def test_of_a_document_that_breaks_off_the_items_are_kept_but_not_its_validators() -> None:
    intent = after_document(
        feed(covered_until=NOW), fetched(validators=ETAG), _document(incomplete=True, fresh=(_item(),)), DECIDING
    )
    assert len(intent.fresh) == 1
    assert not intent.accepted
    assert intent.validators is None
    assert intent.body_hash is None
    assert intent.coverage is not None
    assert intent.coverage.reason == "damaged document"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"overlap": False}, "overflowed"),
        ({"items_cut": 3}, "items cut at poll.max_items"),
        ({"text_cut": True}, "text cut"),
    ],
)
def test_what_may_have_been_missed_opens_a_gap(changes: dict[str, object], reason: str) -> None:
    known = feed(covered_until=NOW - timedelta(hours=1))
    intent = after_document(known, fetched(), _document(**changes), DECIDING)
    assert intent.coverage is not None
    assert not intent.coverage.complete
    assert intent.coverage.reason == reason


def test_the_first_document_of_a_feed_begins_its_coverage() -> None:
    intent = after_document(feed(), fetched(), _document(overlap=False), DECIDING)
    assert intent.coverage is not None
    assert intent.coverage.complete


def test_an_overflow_is_polled_sooner() -> None:
    known = feed(covered_until=NOW - timedelta(hours=1))
    calm = after_document(known, fetched(), _document(), DECIDING)
    flood = after_document(known, fetched(), _document(overlap=False), DECIDING)
    assert flood.next_poll.due_at is not None
    assert calm.next_poll.due_at is not None
    assert flood.next_poll.due_at < calm.next_poll.due_at


def test_a_partial_answer_says_nothing_of_what_it_leaves_out() -> None:
    intent = after_document(feed(covered_until=NOW), fetched(partial=True, status=226), _document(), DECIDING)
    assert intent.listed is None
    assert intent.body_hash is None
    assert intent.accepted


def test_a_document_that_is_no_feed_is_a_failure() -> None:
    outcome = ParseOutcome(failure=ParseFailed(FailureKind.NOT_A_FEED, "An HTML page."))
    intent = after_document(feed(), fetched(validators=ETAG), outcome, DECIDING)
    assert intent.failure is FailureKind.NOT_A_FEED
    assert intent.validators is None
    assert intent.consecutive_failures == 1
    assert intent.error == "An HTML page."


def test_a_permanent_redirect_is_observed_counted_and_forgotten_when_it_stops() -> None:
    there = "http://b.example/feed"
    one = after_unchanged(feed(), not_modified(moved_to=there), DECIDING)
    assert (one.moved_to, one.moved_since, one.moved_seen) == (there, NOW, 1)
    since = NOW - timedelta(days=3)
    seen = feed(moved_to=there, moved_since=since, moved_seen=4)
    two = after_document(seen, fetched(moved_to=there), _document(), DECIDING)
    assert (two.moved_to, two.moved_since, two.moved_seen) == (there, since, 5)
    elsewhere = after_unchanged(seen, not_modified(moved_to="http://c.example/"), DECIDING)
    assert elsewhere.moved_seen == 1
    back = after_unchanged(seen, not_modified(), DECIDING)
    assert (back.moved_to, back.moved_since, back.moved_seen) == (None, None, 0)
    broken = after_failure(seen, failed(), DECIDING)
    assert broken.moved_seen == 4


def test_what_the_document_says_of_its_schedule_is_heard_at_once() -> None:
    meta = FeedMeta(title="A", hints=PublishHints(ttl=timedelta(hours=3)))
    intent = after_document(feed(), fetched(), _document(meta=meta), DECIDING)
    assert intent.next_poll.set_by == "ttl"
    assert intent.next_poll.due_at is not None
    assert intent.next_poll.due_at >= NOW + timedelta(hours=3)
