"""Ill-formed and all there, or broken off? Items that a document breaks off in are told from whole ones."""

from datetime import timedelta

import pytest

from tests.support.fakes import feed, fetched
from tests.support.feeds import NOW, item, parsed, rss
from watcher.feeds.parse.document import RawFeed, RawItem
from watcher.feeds.parse.ending import note_ending
from watcher.intents import Deciding, after_document
from watcher.types import ParsedFeed, ParseLimits, ScheduleLimits, Validators
from watcher.types.job import FeedFacts, ParseJob
from watcher.types.matching import MatchOutcome
from watcher.work import work

WHOLE = rss(item(guid="1", title="First"), item(guid="2", title="Second"), item(guid="3", title="Third"))


def _titles(feed: ParsedFeed) -> list[str]:
    return [i.title for i in feed.items]


def test_a_sound_document_is_complete() -> None:
    feed = parsed(WHOLE)
    assert (feed.damage, feed.incomplete) == ("", False)


@pytest.mark.parametrize(
    "document",
    [
        WHOLE.replace("Second", "Second & last <b>"),
        WHOLE.replace("</item><item>", "<item>"),
        WHOLE.replace("</rss>", "</rss><!-- page made in 0.2 s -->\nWarning: out of cheese"),
        WHOLE.replace("<rss", "<br />\n<b>Notice</b>: undefined index\n<rss"),
        WHOLE.replace("Second", "<![CDATA[a <item> of <b>news]]> & more"),
        rss(head="<description>R & D</description>"),
    ],
    ids=["markup", "items-not-closed", "behind-the-end", "before-the-start", "item-in-text", "empty"],
)
def test_an_ill_formed_document_with_its_end_is_complete(document: str) -> None:
    feed = parsed(document)
    assert feed.damage
    assert not feed.incomplete
    assert not any(i.unfinished for i in feed.items)


@pytest.mark.parametrize("share", [n / 20 for n in range(8, 20)])
def test_a_document_that_breaks_off_is_incomplete_wherever_it_does(share: float) -> None:
    cut = WHOLE[: int(len(WHOLE) * share)]
    feed = parsed(cut)
    assert feed.incomplete
    whole = [i.title for i in feed.items if not i.unfinished]
    assert whole == ["First", "Second", "Third"][: cut.count("</item>")]


def test_it_is_incomplete_where_comments_and_sections_are_never_closed() -> None:
    for trap in ("<![CDATA[", "<!--"):
        document = WHOLE.replace("Second", trap + "Second")
        assert parsed(document).incomplete, trap


def test_items_that_were_not_read_make_a_document_incomplete() -> None:
    raw = RawFeed("rss20", [RawItem(entry_id="1")], damage="x")
    note_ending(raw, WHOLE)
    assert raw.incomplete
    assert not raw.items[0].unfinished


def test_an_rdf_document_ends_with_its_root_not_with_its_channel() -> None:
    head = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
    channel = '<channel rdf:about="http://a.example/"><title>R & D</title></channel>'
    entry = '<item rdf:about="http://a.example/1"><title>One</title><link>http://a.example/1</link></item>'
    assert parsed(f"{head}{channel}").incomplete
    assert not parsed(f"{head}{channel}{entry}</rdf:RDF>").incomplete


class _NoMatcher:
    version = "0"
    versions = ()

    def match(self, document: object, *, feeds: bool = True) -> MatchOutcome:
        return MatchOutcome()


def test_the_item_that_it_breaks_off_in_waits_for_the_next_document() -> None:
    cut = WHOLE[: WHOLE.index("<guid", WHOLE.index("Third")) + 20]
    facts = FeedFacts("http://a.example/feed", (), "")
    job = ParseJob(facts, cut.encode(), "http://a.example/feed", (), (), ParseLimits(), NOW)
    outcome = work(job, _NoMatcher(), lambda *_: None)  # type: ignore[arg-type, return-value]  # nothing matches
    assert [f.item.title for f in outcome.fresh] == ["First", "Second"]
    assert outcome.incomplete
    hour = timedelta(hours=1)
    schedule = ScheduleLimits(hour, hour, hour)
    answer = fetched(validators=Validators("http://a.example/feed", etag=b'"1"'))
    intent = after_document(feed(), answer, outcome, Deciding(schedule, NOW, 0.0))
    assert not intent.accepted
    assert (intent.validators, intent.body_hash, intent.listed) == (None, None, None)
    assert intent.coverage is not None
    assert intent.coverage.reason == "damaged document"
