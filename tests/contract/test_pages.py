"""The queue of items' pages: filled with the items, emptied page by page, and what a page's text does to its item."""

from datetime import timedelta

import pytest

from tests.contract.helpers import RULES, Filled
from tests.support.builders import (
    NOTHING,
    NOW,
    PlainStories,
    an_edit,
    an_item,
    an_outcome,
    changed,
    feed,
    fresh,
    matching,
    near_miss,
)
from watcher.store import Store
from watcher.types import Fingerprint, Hit, ItemMatch, MatchOutcome, WatchMatch
from watcher.types.page import PageForFetch, PageIntent, PageReceipt, PageState
from watcher.types.rows import MatchStatus, PageCounts

HOUR = timedelta(hours=1)
A, A2, B = "https://a.example/rss.xml", "https://a.example/other.xml", "https://b.example/rss.xml"
HEADERS = (("Authorization", "Bearer ${KEY}"),)


@pytest.fixture
def whole(store: Store) -> Filled:
    """The usual three feeds; A and B give only teasers, so their pages are wanted."""
    store.sync_feeds([feed(A, full_text=True, headers=HEADERS), feed(A2), feed(B, full_text=True)], NOW)
    return Filled(store)


def claimed(
    filled: Filled, now: object = NOW, *, limit: int = 100, busy: tuple[int, ...] = (), per_host: int = 9
) -> list[PageForFetch]:
    return list(filled.store.claim_pages(now, limit, busy=busy, per_host=per_host))  # type: ignore[arg-type]


def in_content(term: str = "Ain al-Asad", text: str = "base") -> ItemMatch:
    """A mention that only the page holds."""
    mention = Hit(term, term, "content", 4, 4 + len(text), text, 96.0, "the same words")
    return ItemMatch(MatchOutcome((WatchMatch("base", 96.0, (mention,)),)), Fingerprint((term,), "{}"))


def read(filled: Filled, item_id: int, content: str = "The base.", match: ItemMatch = NOTHING) -> PageReceipt | None:
    """Commit that an item's page was read just now."""
    known = filled.store.item_text(item_id)
    assert known is not None
    intent = PageIntent(
        item_id, NOW + HOUR, PageState.READ, 0, content=content, text_hash=known[1], body_hash="page-hash",
        match=match, watch_versions=(("base", "v2"),),
    )  # fmt: skip
    return filled.store.commit_page(intent, RULES, NOW + HOUR)


def failed(filled: Filled, item_id: int, state: PageState = PageState.DUE, **fields: object) -> PageReceipt | None:
    given = {"tries": 1, "due_at": NOW + HOUR if state == "due" else None, "error": "HTTP 503.", **fields}
    return filled.store.commit_page(PageIntent(item_id, NOW, state, **given), RULES, NOW)  # type: ignore[arg-type]


def test_new_items_of_feeds_that_ask_for_it_are_queued_with_their_feeds_headers(whole: Filled) -> None:
    whole.add(*fresh(an_item(1), an_item(2, url="")))
    whole.add(*fresh(an_item(3, url="https://a.example/3")), feed_id=whole.a2)
    (page,) = claimed(whole)
    assert page == PageForFetch(whole.known()[0].item_id, "https://a.example/1", 0, A, HEADERS)


def test_hosts_alternate_within_their_bound_and_what_is_busy_counts(whole: Filled) -> None:
    for n in (1, 2, 3):
        whole.add(*fresh(an_item(n, url=f"https://a.example/{n}")), now=NOW + timedelta(seconds=n))
    whole.add(*fresh(an_item(4, url="https://b.example/4")), feed_id=whole.b, now=NOW + timedelta(seconds=9))
    later = NOW + HOUR
    assert [p.url[-1] for p in claimed(whole, later)] == ["1", "4", "2", "3"]
    assert [p.url[-1] for p in claimed(whole, later, per_host=2)] == ["1", "4", "2"]
    assert [p.url[-1] for p in claimed(whole, later, limit=1)] == ["1"]
    first = claimed(whole, later, limit=1)[0].item_id
    assert [p.url[-1] for p in claimed(whole, later, busy=(first,), per_host=1)] == ["4"]
    assert [p.url[-1] for p in claimed(whole, later, busy=(first,), per_host=2)] == ["4", "2"]


@pytest.mark.parametrize("now_configured", [{"full_text": False}, {"full_text": True, "enabled": False}, None])
def test_pages_of_feeds_that_no_longer_ask_for_them_wait(whole: Filled, now_configured: dict[str, bool] | None) -> None:
    whole.add(*fresh(an_item(1)))
    whole.store.sync_feeds([] if now_configured is None else [feed(A, **now_configured)], NOW)
    assert claimed(whole) == []
    whole.store.sync_feeds([feed(A, full_text=True)], NOW)
    assert len(claimed(whole)) == 1


def test_pages_of_hosts_that_asked_to_wait_wait(whole: Filled) -> None:
    whole.add(*fresh(an_item(1), an_item(2, url="https://c.example/2")))
    one, two = (p.item_id for p in claimed(whole))
    until = NOW + 2 * HOUR
    failed(whole, two, due_at=NOW, retry_host="A.example", retry_at=until)
    assert [p.item_id for p in claimed(whole)] == [two]
    assert whole.store.host_holds(NOW) == [("a.example", until)]
    assert whole.store.host_holds(until) == []
    assert {p.item_id for p in claimed(whole, until)} == {one, two}


def test_a_page_that_fails_is_due_later_and_one_that_is_given_up_never(whole: Filled) -> None:
    whole.add(*fresh(an_item(1), an_item(2)))
    one, two = (p.item_id for p in claimed(whole))
    assert failed(whole, one) == PageReceipt(one, PageState.DUE, "HTTP 503.")
    assert failed(whole, two, PageState.FAILED, error="robots.txt") == PageReceipt(two, PageState.FAILED, "robots.txt")
    assert claimed(whole) == []
    (again,) = claimed(whole, NOW + HOUR)
    assert (again.item_id, again.tries) == (one, 1)
    assert whole.reader.page_counts(NOW) == {whole.a: PageCounts(0, 1, 1, "robots.txt")}
    assert whole.reader.page_counts(NOW + HOUR) == {}
    row = next(row for row in whole.reader.feeds() if row.url == A)
    assert (row.full_text, row.pages) == (True, PageCounts(0, 1, 1, "robots.txt"))


def test_a_page_that_was_read_is_its_items_content_and_is_found(whole: Filled) -> None:
    whole.add(*fresh(an_item(1, content="Teaser")))
    (page,) = claimed(whole)
    receipt = read(whole, page.item_id, "All of the handover, and the Teaser")
    assert receipt == PageReceipt(page.item_id, PageState.READ)
    item = whole.reader.item(page.item_id)
    assert item.content == "All of the handover, and the Teaser"
    assert [i.id for i in whole.reader.search([["handover"]])] == [page.item_id]
    assert claimed(whole, NOW + 9 * HOUR) == []
    assert whole.reader.page_counts(NOW) == {whole.a: PageCounts(1, 0, 0, "")}


def test_the_feeds_next_poll_sees_no_edit(whole: Filled) -> None:
    item = an_item(1, content="Teaser")
    whole.add(*fresh(item))
    (before,) = whole.known()
    read(whole, before.item_id)
    assert whole.known() == [before]
    edit = an_edit(before.item_id, item)
    assert whole.add(edited=(edit,)).items_updated == 0
    assert whole.add(*fresh(item)).items_new == 0
    assert whole.reader.item(before.item_id).content == "The base."


def test_a_mention_on_the_page_is_a_match_added_by_full_text(whole: Filled) -> None:
    whole.add(*fresh(an_item(1)))
    (page,) = claimed(whole)
    receipt = read(whole, page.item_id, match=in_content())
    assert receipt is not None
    (stored,) = receipt.matches
    assert (stored.new, stored.note, receipt.stories_new) == (True, "added by full text", 1)
    evidence = whole.reader.evidence(stored.match_id)
    assert [(e.action, e.new, e.note) for e in evidence.history] == [("found", "Ain al-Asad", "added by full text")]
    assert evidence.versions == ()
    assert evidence.watch_version == "v2"
    assert evidence.page is not None
    assert (evidence.page.state, evidence.page.body_hash, evidence.page.attempted_at) == (
        PageState.READ, "page-hash", NOW + HOUR,
    )  # fmt: skip


def test_a_term_on_the_page_extends_and_reopens_a_match_and_keeps_hits_in_the_title(whole: Filled) -> None:
    whole.add(matching(an_item(1), an_outcome(terms=("Camp Taji",))))
    match = whole.only_match()
    whole.store.mark([match.id], MatchStatus.DONE, who="ann", now=NOW)
    receipt = read(whole, match.item_id, match=in_content())
    assert receipt is not None
    assert [(m.new, m.note) for m in receipt.matches] == [(False, "added by full text")]
    after = whole.only_match()
    assert after.status is MatchStatus.NEW
    assert {(h.term, h.field, h.start) for h in after.hits} == {
        ("Camp Taji", "title", 0),
        ("Ain al-Asad", "content", 4),
    }
    assert [(e.action, e.note) for e in whole.reader.history(match.id)] == [
        ("status", ""),
        ("extended", "added by full text"),
        ("reopened", "a new term: Ain al-Asad"),
    ]


def test_hits_in_a_content_that_is_no_more_lose_their_place_and_the_match_stays(whole: Filled) -> None:
    whole.add(matching(an_item(1, content="The base"), in_content()))
    match = whole.only_match()
    read(whole, match.item_id, "Something else")
    (left,) = whole.only_match().hits
    assert (left.term, left.field, left.start) == ("Ain al-Asad", None, None)


def test_what_the_whole_text_holds_back_is_in_the_ledger_alone(whole: Filled) -> None:
    whole.add(matching(an_item(1), an_outcome(terms=(), suppressed=[near_miss("Taji", rule="no context")])))
    (page,) = claimed(whole)
    held = ItemMatch(MatchOutcome((), (near_miss("Savaya", rule="threshold 85"),)))
    read(whole, page.item_id, match=held)
    assert [row.miss.term for row in whole.reader.suppressed()] == ["Savaya"]


def test_an_edit_asks_for_the_page_again_and_beats_a_text_that_was_read_before_it(whole: Filled) -> None:
    whole.add(*fresh(an_item(1)))
    (page,) = claimed(whole)
    known = whole.store.item_text(page.item_id)
    assert known is not None
    failed(whole, page.item_id, PageState.FAILED, tries=5)
    whole.add(edited=(an_edit(page.item_id, an_item(1, title="Item 1, corrected", content="New teaser")),))
    late = PageIntent(page.item_id, NOW, PageState.READ, 0, content="Old", text_hash=known[1], match=in_content())
    assert whole.store.commit_page(late, RULES, NOW) is None
    assert whole.reader.item(page.item_id).content == "New teaser"
    assert whole.reader.matches() == []
    (again,) = claimed(whole)
    assert (again.item_id, again.tries) == (page.item_id, 0)
    assert read(whole, page.item_id, match=in_content()) is not None
    assert [v.content for v in whole.reader.evidence(whole.only_match().id).versions] == [""]


def test_a_page_is_stored_once(whole: Filled) -> None:
    whole.add(*fresh(an_item(1)))
    (page,) = claimed(whole)
    assert read(whole, page.item_id, match=in_content()) is not None
    assert read(whole, page.item_id, "Again", in_content()) is None
    assert failed(whole, page.item_id) is None
    assert whole.reader.item(page.item_id).content == "The base."
    assert len(whole.reader.matches()) == 1


def test_an_item_that_retention_dropped_takes_its_page_along(whole: Filled) -> None:
    whole.add(*fresh(an_item(1)))
    (page,) = claimed(whole)
    known = whole.store.item_text(page.item_id)
    assert known is not None
    whole.add(listed=(), now=NOW + HOUR)
    whole.store.cleanup(NOW + timedelta(days=100), items=timedelta(days=90), suppressed=timedelta(days=30))
    assert whole.store.item_text(page.item_id) is None
    assert claimed(whole, NOW + HOUR) == []
    late = PageIntent(page.item_id, NOW, PageState.READ, 0, content="Old", text_hash=known[1], match=in_content())
    assert whole.store.commit_page(late, RULES, NOW) is None


class Broken(PlainStories):
    """Story rules with a bug."""

    def place(self, member, candidates):  # type: ignore[no-untyped-def]  # as in watcher.ports.StoryRules
        raise RuntimeError(member)


def test_items_and_their_pages_are_one_transaction(whole: Filled) -> None:
    """What fails behind the queue's filling takes the queue along."""
    with pytest.raises(RuntimeError):
        whole.store.commit([changed(whole.a, matching(an_item(1)))], Broken(), NOW)
    assert claimed(whole) == []
    whole.add(*fresh(an_item(1)))
    (page,) = claimed(whole)
    known = whole.store.item_text(page.item_id)
    assert known is not None
    intent = PageIntent(page.item_id, NOW, PageState.READ, 0, content="New", text_hash=known[1], match=in_content("x"))
    with pytest.raises(RuntimeError):
        whole.store.commit_page(intent, Broken(), NOW)
    assert whole.reader.item(page.item_id).content == ""
    assert claimed(whole) == [page]


def test_the_text_that_is_matched_again_is_the_item_with_its_feeds_facts(store: Store) -> None:
    store.sync_feeds([feed(A, tags=("iraq",), language="ar", full_text=True)], NOW)
    feed_id = store.feeds_for_pass(NOW)[0][0].feed_id
    store.commit([changed(feed_id, *fresh(an_item(1, summary="S", content="C", author="Ann")))], RULES, NOW)
    known = store.item_text(store.known_items(feed_id)[0].item_id)
    assert known is not None
    document, text_hash = known
    assert (document.title, document.summary, document.content, document.author) == ("Item 1", "S", "C", "Ann")
    assert (document.language, document.feed, document.tags) == ("ar", A, ("iraq",))
    assert text_hash == store.known_items(feed_id)[0].text_hash
