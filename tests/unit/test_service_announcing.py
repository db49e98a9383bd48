"""What the service says of finished polls."""

import logging
from datetime import timedelta

import pytest

from tests.support.fakes import NOW, failed, feed, fetched, not_modified
from watcher.engine.local import Rematched
from watcher.intents import Deciding, after_failure, after_unchanged
from watcher.pipeline import Polled
from watcher.service.announcing import ROLL_UP, Announcer
from watcher.types import FailureKind, FeedUpdateReceipt, Hit, MatchStored, ScheduleLimits, WatchMatch
from watcher.types.page import PageReceipt, PageState

DECIDING = Deciding(ScheduleLimits(timedelta(minutes=30), timedelta(minutes=10), timedelta(days=1)), NOW, 0.0)


class Seconds:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def announcer(seconds: Seconds, caplog: pytest.LogCaptureFixture) -> Announcer:
    caplog.set_level(logging.INFO)
    return Announcer(seconds)


def _match(new: bool = True, note: str = "") -> MatchStored:
    hit = Hit("Ain al-Asad", "Ain al-Asad", "title", 0, 11, "Ayn al-Asad", 96, "same consonants")
    return MatchStored(
        7, "base", 3, "Ayn al-Asad handed over", "http://a.example/1", "http://a.example/feed", "A",
        WatchMatch("base", 96, (hit,)), 71, 2, True, new, note,
    )  # fmt: skip


def _fine(**more: object) -> Polled:
    intent = after_unchanged(feed(title="Rudaw", **more), fetched(), DECIDING)
    return Polled(feed(title="Rudaw", **more), intent, FeedUpdateReceipt(1, items_new=3, matches=(_match(),)))


def _down(kind: FailureKind = FailureKind.SERVER) -> Polled:
    return Polled(feed(title="Rudaw"), after_failure(feed(), failed(kind), DECIDING), FeedUpdateReceipt(1))


def test_each_match_is_one_line_with_why(announcer: Announcer, caplog: pytest.LogCaptureFixture) -> None:
    announcer.polled(_fine())
    assert "match 7  base  96  Ayn al-Asad handed over — A  (Ain al-Asad)" in caplog.text
    assert caplog.records[0].__dict__["fields"]["terms"] == ["Ain al-Asad"]


def test_a_match_that_an_edit_extended_says_so(announcer: Announcer, caplog: pytest.LogCaptureFixture) -> None:
    announcer.matches([_match(new=False, note="added in an edit")])
    assert "added in an edit" in caplog.text


def test_a_page_is_said_where_it_matches_or_is_given_up(
    announcer: Announcer, seconds: Seconds, caplog: pytest.LogCaptureFixture
) -> None:
    announcer.page(PageReceipt(3, PageState.READ, matches=(_match(note="added by full text"),)))
    announcer.page(PageReceipt(4, PageState.READ))
    announcer.page(PageReceipt(5, PageState.DUE, "HTTP 503."))
    announcer.page(PageReceipt(6, PageState.FAILED, "The robots.txt of a.example does not allow this page."))
    assert [record.message for record in caplog.records] == [
        "match 7  base  96  Ayn al-Asad handed over — A  (Ain al-Asad)  added by full text",
        "the page of item 6 is given up: The robots.txt of a.example does not allow this page.",
    ]
    announcer.roll_up()
    assert caplog.records[-1].message == "polled 0 feeds, 0 new items, 2 pages read, 1 match"


def test_a_failing_feed_is_said_once_until_it_changes(announcer: Announcer, caplog: pytest.LogCaptureFixture) -> None:
    for kind in (FailureKind.SERVER, FailureKind.SERVER, FailureKind.DNS):
        announcer.polled(_down(kind))
    assert [r.levelname for r in caplog.records] == ["WARNING", "WARNING"]
    announcer.polled(Polled(feed(title="Rudaw"), after_unchanged(feed(), not_modified(), DECIDING), None))
    assert "Rudaw answers again" in caplog.text


def test_an_outage_of_our_own_is_one_line_and_its_end_another(
    announcer: Announcer, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(5):
        intent = after_failure(feed(), failed(FailureKind.CONNECT), DECIDING, outage=True)
        announcer.polled(Polled(feed(), intent, FeedUpdateReceipt(1), outage=True))
    for _ in range(2):
        announcer.polled(Polled(feed(), after_unchanged(feed(), not_modified(), DECIDING), None))
    said = [(r.levelname, r.message[:22]) for r in caplog.records]
    assert said == [("ERROR", "most hosts cannot be r"), ("INFO", "most hosts can be reac")]


def test_the_rest_is_rolled_up_into_one_line(
    announcer: Announcer, seconds: Seconds, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(5):
        announcer.polled(Polled(feed(), after_unchanged(feed(), not_modified(), DECIDING), FeedUpdateReceipt(1)))
    assert caplog.text == ""
    seconds.now = ROLL_UP + 1
    announcer.polled(_fine())
    assert "polled 6 feeds, 5 unchanged, 3 new items, 1 match" in caplog.text
    caplog.clear()
    announcer.roll_up()
    assert caplog.text == ""


def test_a_look_back_says_what_it_found(announcer: Announcer, caplog: pytest.LogCaptureFixture) -> None:
    announcer.rematched(Rematched(("base",), 1200, (_match(),)))
    assert "watch list base changed: matched against 1,200 items stored, 1 new match" in caplog.text


def test_an_empty_database_is_not_worth_a_line(announcer: Announcer, caplog: pytest.LogCaptureFixture) -> None:
    announcer.rematched(Rematched(("base",), 0, ()))
    assert caplog.text == ""
