"""What of an item's page becomes the item's text, and when a page is tried again."""

from datetime import timedelta
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.fakes import NOW, failed, fetched
from watcher.pages import (
    TRIES,
    after_page,
    after_page_failure,
    after_unreadable_page,
    full_content,
    headers_for,
    read_page,
)
from watcher.types import FailureKind, ItemMatch, MatchOutcome
from watcher.types.page import PageForFetch, PageJob, PageState, PageText

BASE = "Последняя колонна покинула базу, и армия заняла авиабазу"
HEADERS = (("Authorization", "Bearer ${KEY}"),)


def a_page(url: str = "https://a.example/1", feed: str = "https://a.example/rss", tries: int = 0) -> PageForFetch:
    return PageForFetch(7, url, tries, feed, HEADERS)


def job(body: bytes, content_type: str | None = "text/html; charset=utf-8", max_text: int = 1_000) -> PageJob:
    headers = () if content_type is None else ((b"content-type", content_type.encode()),)
    return PageJob(body, "https://a.example/1", headers, max_text)


def upper(html: str, url: str) -> str:
    """A main text that shows what it was made from."""
    assert url == "https://a.example/1"
    return html.upper()


@pytest.mark.parametrize(
    ("page", "feed", "sent"),
    [
        ("https://a.example/1", "https://a.example/rss", True),
        ("https://a.example/1", "https://joe:pw@a.example/rss", True),
        ("http://a.example/1", "https://a.example/rss", False),
        ("https://a.example:8443/1", "https://a.example/rss", False),
        ("https://www.a.example/1", "https://a.example/rss", False),
        ("https://${HOST}/1", "https://${HOST}/rss", False),
        ("https://[::1/1", "https://[::1/rss", False),
        ("/1", "/rss", False),
    ],
)
def test_a_feeds_headers_are_for_pages_of_its_origin(page: str, feed: str, sent: bool) -> None:
    assert headers_for(a_page(page, feed)) == (HEADERS if sent else ())


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (job("<p>é".encode()), "<P>É"),
        (job("<p>é".encode("cp1252"), "text/html; charset=iso-8859-1"), "<P>É"),
        (job(b"<meta charset='windows-1256'><p>\xc7\xe1\xda\xed\xe4", "text/html"), "العين"),
        (
            job(f'<meta http-equiv=x content="text/html;charset=cp1251">{BASE}'.encode("cp1251"), None),
            "АВИАБАЗУ",
        ),
        (job("<p>é".encode(), "application/xhtml+xml"), "<P>É"),
        (job(b"one  two\r\n\r\nthree", "text/plain"), "one two\nthree"),
        (job(b"abcdef", max_text=4), "ABC…"),
    ],
)
def test_the_text_is_read_in_its_own_encoding(given: PageJob, text: str) -> None:
    read = read_page(given, upper)
    assert read.text.endswith(text)
    assert not read.problem


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (job(b"%PDF-1.7", "application/pdf"), "The page is no text (application/pdf)."),
        (job(b"\xff\xd8", "image/jpeg; x=y"), "The page is no text (image/jpeg)."),
        (job(b""), "No text was found on the page."),
        (job(b" \r\n", "text/plain"), "No text was found on the page."),
    ],
)
def test_what_holds_no_text_says_so(given: PageJob, problem: str) -> None:
    assert read_page(given, upper) == PageText(problem=problem)


@pytest.mark.parametrize(
    ("own", "page", "content"),
    [
        ("", "All of it.", "All of it."),
        ("All of it", "So: all  OF it.", "So: all  OF it."),
        ("The start of i…", "The start of it.", "The start of it."),
        ("Caption\nAll of it.", "All of it.\nMore.", "All of it.\nMore.\nCaption"),
        ("A\n\nB", "C", "C\nA\nB"),
    ],
)
def test_what_the_feed_said_and_the_page_does_not_is_kept(own: str, page: str, content: str) -> None:
    assert full_content(own, page) == content


@given(st.text("ab \n", max_size=60), st.text("ab \n", min_size=1, max_size=60))
@settings(max_examples=100)
def test_no_line_of_either_is_lost(own: str, page: str) -> None:
    content = full_content(own, page)
    assert content.startswith(page)
    there = " ".join(content.split())
    assert all(" ".join(line.split()) in there for line in own.splitlines())
    assert full_content(own, content) == content


def test_contents_of_thousands_of_lines_are_merged_at_once() -> None:
    own = "\n".join(f"x{n}" for n in range(60_000))
    began = process_time()
    assert full_content(own, "y" * 200_000).endswith("x59999")
    assert process_time() - began < 2


def test_failures_back_off_and_are_given_up() -> None:
    waits, page = [], a_page()
    while True:
        intent = after_page_failure(page, failed(FailureKind.SERVER), NOW)
        page = a_page(tries=intent.tries)
        if intent.due_at is None:
            break
        assert intent.state is PageState.DUE
        waits.append(intent.due_at - NOW)
    assert waits == [timedelta(minutes=m) for m in (5, 20, 80, 320)]
    assert (intent.state, intent.tries) == (PageState.FAILED, TRIES)
    assert intent.error == failed(FailureKind.SERVER).message


@pytest.mark.parametrize(
    "kind",
    [FailureKind.FORBIDDEN, FailureKind.GONE, FailureKind.UNAUTHORISED, FailureKind.REFUSED_ADDRESS,
     FailureKind.TOO_LARGE, FailureKind.BAD_URL],
)  # fmt: skip
def test_some_failures_are_final(kind: FailureKind) -> None:
    intent = after_page_failure(a_page(), failed(kind, status=None), NOW)
    assert (intent.state, intent.due_at, intent.tries) == (PageState.FAILED, None, 1)


def test_an_outage_of_our_own_and_a_host_that_was_not_asked_count_for_nothing() -> None:
    out = after_page_failure(a_page(tries=4), failed(FailureKind.CONNECT, status=None), NOW, outage=True)
    assert (out.state, out.tries, out.due_at) == (PageState.DUE, 4, NOW + timedelta(minutes=10))
    until = NOW + timedelta(hours=2)
    held = failed(FailureKind.RATE_LIMITED, status=None, retry_at=until, retry_host="a.example")
    waits = after_page_failure(a_page(tries=4), held, NOW)
    assert (waits.tries, waits.due_at, waits.retry_host, waits.retry_at) == (4, until, "a.example", until)


def test_a_host_that_asks_to_wait_is_left_alone_and_the_try_counts() -> None:
    until = NOW + timedelta(hours=2)
    asked = failed(FailureKind.RATE_LIMITED, status=429, retry_at=until, retry_host="a.example")
    intent = after_page_failure(a_page(), asked, NOW)
    assert (intent.tries, intent.due_at, intent.retry_at) == (1, until, until)


def test_a_page_without_text_is_given_up_but_a_fault_of_ours_is_not() -> None:
    gone = after_unreadable_page(a_page(), fetched(), PageText(problem="No text."), NOW)
    assert (gone.state, gone.error) == (PageState.FAILED, "No text.")
    ours = after_unreadable_page(a_page(), fetched(), PageText(problem="Died.", transient=True), NOW)
    assert (ours.state, ours.error, ours.due_at) == (PageState.DUE, "Died.", NOW + timedelta(minutes=5))


def test_a_page_that_was_read_carries_what_the_store_needs() -> None:
    match = ItemMatch(MatchOutcome())
    intent = after_page(a_page(tries=2), fetched(body_hash="h"), "All.", "t", match, (("base", "v1"),))
    assert (intent.item_id, intent.state, intent.content, intent.text_hash) == (7, PageState.READ, "All.", "t")
    assert (intent.body_hash, intent.tries, intent.due_at, intent.match) == ("h", 2, None, match)
    assert intent.watch_versions == (("base", "v1"),)
