"""What a worker does with a job."""

from dataclasses import replace

import pytest

from tests.support.fakes import NOW
from watcher.types import (
    Document,
    FailureKind,
    Fingerprint,
    Hit,
    KnownItem,
    MatchOutcome,
    NearMiss,
    ParseLimits,
    WatchMatch,
)
from watcher.types.job import FeedFacts, MatchJob, ParseJob
from watcher.work import match_documents, work

FACTS = FeedFacts("http://a.example/feed", ("iraq",), "en")


class Words:
    """Matches documents that hold "yes"; nearly those that hold "nearly"."""

    version = "words"
    versions = (("w", "1"),)

    def __init__(self) -> None:
        self.seen: list[Document] = []

    def match(self, document: Document, *, feeds: bool = True) -> MatchOutcome:
        self.seen.append(document)
        if "yes" in document.title:
            hit = Hit("t", "t", "title", 0, 3, "yes", 100, "it is")
            return MatchOutcome((WatchMatch("w", 100, (hit,)),))
        if "nearly" in document.title:
            return MatchOutcome((), (NearMiss("w", "t", "t", "title", 0, 6, "nearly", 80, "threshold 85"),))
        return MatchOutcome()


def _fingerprint(document: Document, outcome: MatchOutcome) -> Fingerprint:
    return Fingerprint((document.title,), "{}")


def _rss(*items: str, language: str = "") -> bytes:
    body = "".join(f"<item>{i}</item>" for i in items)
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><link>http://a.example/</link>'
        f"<description/>{language}{body}</channel></rss>"
    ).encode()


def _job(body: bytes, known: tuple[KnownItem, ...] = (), **more: object) -> ParseJob:
    job = ParseJob(FACTS, body, "http://a.example/feed", (), known, ParseLimits(), NOW)
    return replace(job, **more)  # type: ignore[arg-type]


def _entry(n: int, title: str, text: str = "") -> str:
    return f"<title>{title}</title><guid>{n}</guid><link>http://a.example/{n}</link><description>{text}</description>"


def test_only_new_and_edited_items_are_matched() -> None:
    first = work(_job(_rss(_entry(1, "yes"), _entry(2, "no"))), Words(), _fingerprint)
    known = tuple(KnownItem(10 + n, i.item.key, i.item.link_key, i.item.text_hash) for n, i in enumerate(first.fresh))
    matcher = Words()
    second = work(_job(_rss(_entry(3, "nearly"), _entry(1, "yes"), _entry(2, "no, yes")), known), matcher, _fingerprint)
    assert [i.item.title for i in second.fresh] == ["nearly"]
    assert [(e.item_id, e.item.title) for e in second.edited] == [(11, "no, yes")]
    assert second.listed == (10, 11)
    assert second.overlap
    assert sorted(d.title for d in matcher.seen) == ["nearly", "no, yes"]


def test_a_fingerprint_is_taken_only_of_what_matched() -> None:
    outcome = work(_job(_rss(_entry(1, "yes"), _entry(2, "nearly"))), Words(), _fingerprint)
    assert [i.match.fingerprint for i in outcome.fresh] == [Fingerprint(("yes",), "{}"), None]
    assert outcome.fresh[1].match.outcome.suppressed


def test_the_engine_sees_the_feeds_facts_and_the_documents_own_language_first() -> None:
    matcher = Words()
    work(_job(_rss(_entry(1, "x"), language="<language>ar</language>")), matcher, _fingerprint)
    work(_job(_rss(_entry(1, "x"))), matcher, _fingerprint)
    [arabic, english] = matcher.seen
    assert (arabic.language, english.language) == ("ar", "en")
    assert english.feed == FACTS.url
    assert english.tags == ("iraq",)
    assert english.url == "http://a.example/1"


@pytest.mark.parametrize(("text", "said"), [("", "titles"), ("A short summary.", "summary"), ("word " * 600, "full")])
def test_what_a_feed_gives_of_its_items_is_said(text: str, said: str) -> None:
    outcome = work(_job(_rss(*[_entry(n, f"t{n}", text and f"{n} {text}") for n in range(5)])), Words(), _fingerprint)
    assert outcome.text == said
    assert outcome.items == 5


def test_an_empty_feed_says_nothing_of_its_text() -> None:
    outcome = work(_job(_rss()), Words(), _fingerprint)
    assert (outcome.failure, outcome.items, outcome.text) == (None, 0, "")


def test_cut_items_and_cut_text_are_said() -> None:
    body = _rss(*[_entry(n, f"t{n}", "long " * 40) for n in range(5)])
    outcome = work(_job(body, limits=ParseLimits(max_items=3, max_text=50)), Words(), _fingerprint)
    assert outcome.items_cut == 2
    assert outcome.text_cut


def test_no_feed_is_a_failure_and_nothing_is_matched() -> None:
    matcher = Words()
    outcome = work(_job(b"<html><title>Log in</title></html>"), matcher, _fingerprint)
    assert outcome.failure is not None
    assert outcome.failure.kind is FailureKind.NOT_A_FEED
    assert matcher.seen == []


def test_stored_documents_come_back_only_where_something_was_seen() -> None:
    documents = tuple((i, Document(title=t)) for i, t in enumerate(["yes", "no", "nearly"]))
    found = match_documents(MatchJob(documents), Words(), _fingerprint).found
    assert [i for i, _ in found] == [0, 2]
