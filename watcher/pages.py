"""Full text: what of an item's page becomes the item's text, and when a page is tried again. Pure.

An item's `content` becomes the page's main text, and below it those lines of the feed's own content that the page
does not have: a mention that was there stays there. The item's hash stays that of what the feed gave, so that the
feed's next poll sees no edit.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from watcher.text.html import plain_text
from watcher.types import CUT, FailureKind, Fetched, FetchFailed, ItemMatch
from watcher.types.page import PageForFetch, PageIntent, PageJob, PageState, PageText

__all__ = [
    "MAX_PAGE",
    "TRIES",
    "after_page",
    "after_page_failure",
    "after_unreadable_page",
    "full_content",
    "headers_for",
    "read_page",
]

MAX_PAGE: Final = 5_000_000
"""Bytes of a page: ten times what the heaviest news pages take without their pictures and scripts."""

TRIES: Final = 5
"""A page is tried so often."""

FIRST_WAIT: Final = timedelta(minutes=5)
GROWTH: Final = 4
"""Waits of 5, 20 and 80 minutes and 5 hours lie between the tries."""

OUTAGE_WAIT: Final = timedelta(minutes=10)
"""During an outage of our own, and where the host was not even asked."""

FINAL: Final = frozenset(
    (FailureKind.FORBIDDEN, FailureKind.UNAUTHORISED, FailureKind.GONE, FailureKind.BAD_URL,
     FailureKind.REFUSED_ADDRESS, FailureKind.TOO_LARGE)
)  # fmt: skip
"""Failures that another try would not mend; robots.txt's refusal is one (`forbidden`)."""

SEARCHED: Final = 200
"""Lines of a feed's content that are looked for all over the page; of more only whole lines are compared, since each
search may read all of the page."""

_HTML: Final = frozenset(("text/html", "application/xhtml+xml", "application/xml", "text/xml", ""))
_META: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_HEAD: Final = 4_096
"""Bytes in which a page declares its encoding (WHATWG HTML, section 4.2.5.4, says 1,024; many need more)."""


def headers_for(page: PageForFetch) -> tuple[tuple[str, str], ...]:
    """The feed's own headers, where the page is of the feed's origin: nobody else gets to see them."""
    return page.headers if _origin(page.url) == _origin(page.feed_url) is not None else ()


def _origin(url: str) -> tuple[str, str, int | None] | None:
    try:
        parts = urlsplit(url)
        return (parts.scheme, parts.hostname, parts.port) if parts.hostname and "$" not in parts.netloc else None
    except ValueError:
        return None


def read_page(job: PageJob, main_text: Callable[[str, str], str]) -> PageText:
    """The page's text. `main_text` takes HTML and its URL, and gives the text of its main part."""
    from watcher.feeds.parse.charset import decode  # all parsers come along: only worker processes need them

    content_type = next((v for k, v in job.headers if k.lower() == b"content-type"), b"").decode("latin-1")
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "text/plain":
        text = plain_text(decode(job.body, content_type).text)
    elif kind in _HTML:
        text = main_text(decode(job.body, _declared(job.body, content_type)).text, job.url)
    else:
        return PageText(problem=f"The page is no text ({kind[:60]}).")
    if not text:
        return PageText(problem="No text was found on the page.")
    if len(text) > job.max_text:
        text = text[: job.max_text - len(CUT)] + CUT
    return PageText(text)


def _declared(body: bytes, content_type: str) -> str:
    """The content type, with the encoding that the page itself declares where the server says none."""
    meta = _META.search(body, 0, _HEAD)
    if meta is None or "charset" in content_type.lower():
        return content_type
    return f"text/html; charset={meta[1].decode('ascii')}"


def full_content(own: str, page: str) -> str:
    """An item's content: its page's text, then what the feed's own content says and the page does not."""
    lines = [_bare(line) for line in page.splitlines()]
    whole = {"", *lines}
    left = [line for line in own.splitlines() if _bare(line) not in whole]
    if len(left) <= SEARCHED:
        there = "\n".join(lines)
        left = [line for line in left if _bare(line) not in there]
    return "\n".join([page, *left]) if left else page


def _bare(line: str) -> str:
    return " ".join(line.split()).casefold().removesuffix(CUT)


def after_page_failure(page: PageForFetch, failed: FetchFailed, now: datetime, *, outage: bool = False) -> PageIntent:
    """The page could not be fetched: when it is tried again, if at all.

    `outage`: most hosts fail alike, so it is not the page's fault, and does not count.
    """
    held = failed.status is None and failed.retry_at is not None
    if outage or held:
        return _later(page, failed, page.tries, now + OUTAGE_WAIT)
    tries = page.tries + 1
    if failed.kind in FINAL or tries >= TRIES:
        return _given_up(page, failed.message, now)
    return _later(page, failed, tries, now + FIRST_WAIT * GROWTH ** (tries - 1))


def _later(page: PageForFetch, failed: FetchFailed, tries: int, due_at: datetime) -> PageIntent:
    return PageIntent(
        item_id=page.item_id,
        attempted_at=failed.at,
        state=PageState.DUE,
        tries=tries,
        due_at=max(due_at, failed.retry_at) if failed.retry_at else due_at,
        error=failed.message,
        retry_host=failed.retry_host,
        retry_at=failed.retry_at,
    )


def after_unreadable_page(page: PageForFetch, answer: Fetched, read: PageText, now: datetime) -> PageIntent:
    """The page was fetched, and no text came of it."""
    if not read.transient:
        return _given_up(page, read.problem, now)
    failed = FetchFailed(FailureKind.CRASH, read.problem, answer.at, answer.elapsed, answer.status)
    return after_page_failure(page, failed, now)


def _given_up(page: PageForFetch, error: str, now: datetime) -> PageIntent:
    """The page will not be tried again, for this reason."""
    return PageIntent(page.item_id, now, PageState.FAILED, page.tries + 1, error=error)


def after_page(
    page: PageForFetch,
    answer: Fetched,
    content: str,
    text_hash: str,
    match: ItemMatch,
    watch_versions: tuple[tuple[str, str], ...],
) -> PageIntent:
    """The page was read: the item's content from now on, and what the item matches with it.

    `text_hash` is the item's own, from when its text was read for this.
    """
    return PageIntent(
        item_id=page.item_id,
        attempted_at=answer.at,
        state=PageState.READ,
        tries=page.tries,
        content=content,
        text_hash=text_hash,
        body_hash=answer.body_hash,
        match=match,
        watch_versions=watch_versions,
    )
