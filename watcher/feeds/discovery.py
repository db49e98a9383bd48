"""Where a site's feeds are: said by its pages, known of its kind, or usual. Pure; `watcher.feeds.discover` asks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from watcher.feeds.parse.charset import decode
from watcher.text.html import attributes, html_to_text, tags
from watcher.text.urls import safe_link

__all__ = ["FoundLink", "common_paths", "feed_links", "site_rules"]

_TYPES: Final = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/rss",
     "application/atom", "text/rss+xml", "text/rss", "text/atom+xml", "application/x-rss+xml")
)  # fmt: skip
_MAYBE_TYPES: Final = frozenset(("application/xml", "text/xml", "application/json"))
"""Types of feeds and of much else: a link counts if its address looks like a feed's too."""

_FEEDLIKE: Final = re.compile(
    r"(?:^|[/._=?&-])(?:rss|atom|feeds?|rdf|syndication|xmlrss)(?:$|[/._=?&-]|\d|xml)|\.(?:rss|atom|rdf)(?:$|\?)"
    r"|jsonfeed|feed\.json|index\.xml",
    re.IGNORECASE,
)
_WORDS: Final = re.compile(r"\b(?:rss|atom|feeds?|xml)\b|خلاصات|تغذية", re.IGNORECASE)
_NO_FEED: Final = re.compile(
    r"\.(?:png|jpe?g|gif|svg|ico|css|js|pdf|zip|mp[34]|webp|woff2?)(?:$|\?)|comments?/feed|/oembed|wp-json",
    re.IGNORECASE,
)
_MAX_PAGE: Final = 2_000_000
_MAX_LINKS: Final = 200
_MAX_WORDS: Final = 1_000
_ANCHOR_END: Final = re.compile(r"</?a\b", re.IGNORECASE)

_PATHS: Final = (
    "/feed", "/feed/", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feeds", "/rss/", "/feed.json",
    "/feed/rss", "/feed/atom", "/index.rdf", "/rss/index.xml", "/feeds/all.atom.xml", "/?feed=rss2", "/blog/feed",
    "/blog/rss.xml", "/news/rss", "/news/feed", "/en/rss", "/en/feed", "/ar/rss", "/rss/all", "/feeds/posts/default",
)  # fmt: skip
"""Where feeds usually are, most usual first."""


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link that may lead to a feed."""

    url: str
    title: str = ""
    sure: bool = False
    """Declared as a feed (rel=alternate with a feed's type), not only looking like one."""


def feed_links(html: bytes | str, base: str) -> list[FoundLink]:
    """The feeds that a page links to, declared ones first, each address once. Any input will do."""
    text = (decode(html, "").text if isinstance(html, bytes) else html)[:_MAX_PAGE]
    declared: list[FoundLink] = []
    anchors: list[FoundLink] = []
    for tag in tags(text):
        if tag.name not in ("base", "link", "a", "area") or text[tag.start + 1] == "/":
            continue
        given = attributes(text, tag)
        if tag.name == "base":
            base = _absolute(base, given.get("href", "")) or base
        elif tag.name == "link":
            declared += _declared(base, given)
        elif len(anchors) < _MAX_LINKS:
            anchors += _anchor(base, given, text[tag.end : tag.end + _MAX_WORDS])
    found: dict[str, FoundLink] = {}
    for link in (*declared, *anchors):
        found.setdefault(link.url, link)
    return list(found.values())[:_MAX_LINKS]


def _declared(base: str, given: dict[str, str]) -> Iterator[FoundLink]:
    relations = given.get("rel", "").lower().split()
    mime = given.get("type", "").partition(";")[0].strip().lower()
    url = _absolute(base, given.get("href", ""))
    if not url or _NO_FEED.search(url):
        return
    typed = mime in _TYPES or (mime in _MAYBE_TYPES and _FEEDLIKE.search(_path(url)))
    if ("alternate" in relations and typed) or ("feed" in relations and (typed or not mime)):
        yield FoundLink(url, _title(given.get("title", "")), sure=True)


def _anchor(base: str, given: dict[str, str], following: str) -> Iterator[FoundLink]:
    """An <a href> whose address or words speak of a feed; `following` is the page from its content on."""
    url = _absolute(base, given.get("href", "")) if given.get("href") else ""
    if not url or _NO_FEED.search(url) or url == base.partition("#")[0]:
        return
    words = _title(f"{_ANCHOR_END.split(following, maxsplit=1)[0]} {given.get('title', '')}")
    if _FEEDLIKE.search(_path(url)) or (len(words) < 40 and _WORDS.search(words)):
        yield FoundLink(url, words)


def _title(text: str) -> str:
    return html_to_text(text[:2_000])[:200]


def _path(url: str) -> str:
    """What of a URL tells a feed: all behind the host, and a host such as feeds.example.org."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    prefix = "/feeds/" if host.startswith(("feeds.", "rss.", "feed.")) else ""
    return prefix + parts.path + ("?" + parts.query if parts.query else "")


def _absolute(base: str, href: str) -> str:
    """`href` as an absolute http(s) URL without fragment; `feed:` in front is taken away. "" where it is none."""
    href = href.strip()
    if href.lower().startswith("feed:"):
        href = href[5:] if "://" in href[5:] else "http:" + href[5:]
    try:
        return safe_link(urljoin(base, href).partition("#")[0])
    except ValueError:
        return ""


def common_paths(url: str) -> list[str]:
    """Addresses where the feeds of the site at `url` usually are: in its folder first, then at the root."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
    except ValueError:
        return []
    if not parts.netloc:
        return []
    root = f"{parts.scheme}://{parts.netloc}"
    folder = parts.path.rstrip("/")
    if "." in folder.rpartition("/")[2]:
        folder = folder.rpartition("/")[0]
    in_folder = [f"{root}{folder}{path}" for path in _PATHS[:5]] if folder else []
    return list(dict.fromkeys((*in_folder, *(root + path for path in _PATHS))))


def site_rules(url: str) -> list[str]:
    """Feeds of sites that have them without saying so, made from the address alone; most useful first."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return []
    steps = [step for step in parts.path.split("/") if step]
    return list(dict.fromkeys(_of_site(host, steps, parts.query)))


def _of_site(host: str, steps: list[str], query: str) -> Iterator[str]:
    first, second = (*steps, "", "")[:2]
    if host in ("youtube.com", "youtu.be"):
        yield from _youtube(first, second, query)
    elif host.endswith("reddit.com") and first in ("r", "user", "u"):
        yield f"https://www.reddit.com/{'user' if first == 'u' else first}/{second}/.rss"
    elif host == "medium.com" and first:
        yield f"https://medium.com/feed/{first}"
    elif host.endswith((".medium.com", ".substack.com")):
        yield f"https://{host}/feed"
    elif host == "github.com" and first and second:
        yield from (f"https://github.com/{first}/{second}/{kind}.atom" for kind in ("releases", "tags", "commits"))
    elif host == "github.com" and first:
        yield f"https://github.com/{first}.atom"
    elif host == "gitlab.com" and first and second:
        yield f"https://gitlab.com/{first}/{second}/-/tags?format=atom"
    elif host.endswith((".wordpress.com", ".tumblr.com")):
        yield f"https://{host}/{'feed/' if host.endswith('wordpress.com') else 'rss'}"
    elif ".blogspot." in host:
        yield f"https://{host}/feeds/posts/default?alt=rss"
    elif host == "bsky.app" and first == "profile" and second:
        yield f"https://bsky.app/profile/{second}/rss"
    elif first.startswith("@") and len(steps) == 1:
        yield f"https://{host}/{first}.rss"  # Mastodon and its kin
    elif host == "news.google.com" and "q=" in query:
        yield f"https://news.google.com/rss/search?{query}"
    elif host in ("t.me", "telegram.me") and first:
        yield f"https://rsshub.app/telegram/channel/{quote(second if first == 's' else first)}"
    elif host == "vimeo.com" and first:
        yield f"https://vimeo.com/{first}/videos/rss"


def _youtube(first: str, second: str, query: str) -> Iterator[str]:
    """Channels and playlists; handles (`/@name`) need the page, whose rel=alternate names the feed."""
    base = "https://www.youtube.com/feeds/videos.xml"
    if first == "channel" and second:
        yield f"{base}?channel_id={second}"
    elif first == "user" and second:
        yield f"{base}?user={second}"
    playlist = re.search(r"(?:^|&)list=([\w-]{10,64})", query)
    if playlist:
        yield f"{base}?playlist_id={playlist[1]}"
