"""Feed documents for tests, and the one way in which they are parsed."""

from datetime import UTC, datetime

from watcher.feeds.parse import parse_feed
from watcher.types import ParsedFeed, ParseFailed, ParseLimits

__all__ = ["FEED_URL", "NOW", "atom", "item", "parse", "parsed", "rss"]

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
FEED_URL = "https://news.example/dir/feed.xml"
LIMITS = ParseLimits()


def parse(
    body: bytes | str,
    *,
    url: str = FEED_URL,
    content_type: str = "application/xml",
    now: datetime = NOW,
    limits: ParseLimits = LIMITS,
) -> ParsedFeed | ParseFailed:
    """Parse a document as the answer of a server; text goes as UTF-8."""
    data = body.encode() if isinstance(body, str) else body
    return parse_feed(data, url=url, headers=((b"content-type", content_type.encode()),), now=now, limits=limits)


def parsed(body: bytes | str, *, url: str = FEED_URL, now: datetime = NOW, limits: ParseLimits = LIMITS) -> ParsedFeed:
    """The same for a document that must be a feed."""
    result = parse(body, url=url, now=now, limits=limits)
    assert isinstance(result, ParsedFeed), result
    return result


def rss(*items: str, head: str = "", attributes: str = "") -> str:
    """An RSS 2.0 document."""
    title = "<title>T</title><link>https://news.example/</link>"
    return f'<rss version="2.0"{attributes}><channel>{title}{head}{"".join(items)}</channel></rss>'


def item(fields: str = "", *, title: str = "A title", guid: str = "1") -> str:
    """An RSS item."""
    named = f"<title>{title}</title>" if title else ""
    return f'<item>{named}<guid isPermaLink="false">{guid}</guid>{fields}</item>'


def atom(*entries: str, attributes: str = "") -> str:
    """An Atom 1.0 document."""
    head = "<title>T</title><id>urn:feed</id><updated>2026-01-01T00:00:00Z</updated>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom"{attributes}>{head}{"".join(entries)}</feed>'
