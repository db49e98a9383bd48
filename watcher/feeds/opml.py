"""OPML 1.0 and 2.0 (http://opml.org/spec2.opml): lists of feeds, folders as tags. Pure.

What OPML has no attribute for goes into attributes of our own namespace, so that a list that is exported and imported
again polls the same feeds in the same way. Headers stay behind: they hold credentials.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from watcher.errors import ConfigError
from watcher.feeds.parse.charset import decode
from watcher.text.clean import storable
from watcher.text.urls import is_http
from watcher.types import FeedConfig
from watcher.validation import format_duration, parse_duration

__all__ = ["OpmlFeeds", "parse_opml", "read_opml", "write_opml"]

_MAX_DEPTH: Final = 100
_REFERENCE: Final = re.compile(r"\$\{\w+\}")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_NAMESPACE: Final = "urn:x-news-watcher:opml"
_OWN: Final = "watcher:"
_PARTING: Final = re.compile(r"[,/]")
"""What parts categories: a tag that holds one of these can only be a folder."""


@dataclass(frozen=True, slots=True)
class OpmlFeeds:
    """The feeds of an OPML file, each URL once, and what was left out or merged, one sentence each."""

    feeds: tuple[FeedConfig, ...]
    warnings: tuple[str, ...] = ()


def parse_opml(data: bytes, *, where: str) -> list[FeedConfig]:
    """The feeds of `read_opml`, without its warnings."""
    return list(read_opml(data, where=where).feeds)


def read_opml(data: bytes, *, where: str) -> OpmlFeeds:
    """Read an OPML file.

    Outlines with `xmlUrl` are feeds; the outlines around them, and their `category` (names parted by commas, paths by
    slashes), are their tags. A feed listed twice has the tags of both. What cannot be fetched (no http(s), white space
    within) is left out, and a language that is no language tag passed over, with a warning.

    Raises:
        ConfigError: it is no OPML, no well-formed XML (with the line), or declares entities.
    """
    reader = _Reader(where)
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.EntityDeclHandler = reader.refuse
    reader.line_of = lambda: parser.CurrentLineNumber
    text = storable(decode(data, "").text).lstrip()
    try:
        parser.Parse(text.encode("utf-8"), True)
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        raise ConfigError(
            f"this is no well-formed XML: {what}", where=f"{where}:{error.lineno}", hint="Export the file again."
        ) from None
    if not reader.is_opml:
        raise ConfigError("this is XML, but no OPML: its root is not <opml>", where=where)
    return OpmlFeeds(tuple(reader.feeds.values()), tuple(reader.warnings))


class _Reader:
    """Handlers for expat, and what they have gathered."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.feeds: dict[str, FeedConfig] = {}
        self.warnings: list[str] = []
        self.is_opml = False
        self.line_of: Callable[[], int] = lambda: 0
        self._folders: list[str] = []
        self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            self.is_opml = name.lower() == "opml"
        if self._depth > _MAX_DEPTH:
            raise ConfigError("outlines are nested too deeply", where=self._here())
        folder = ""
        if name.lower() == "outline":
            found = {key.lower(): " ".join(value.split()) for key, value in attributes.items()}
            title = found.get("title") or found.get("text", "")
            if found.get("xmlurl"):
                self._feed(found, title)
            else:
                folder = title
        self._folders.append(folder)

    def end(self, _: str) -> None:
        self._depth -= 1
        self._folders.pop()

    def refuse(self, *_: object) -> None:
        raise ConfigError("entity declarations are refused", where=self._here(), hint="OPML needs none.")

    def _feed(self, found: dict[str, str], title: str) -> None:
        url = found["xmlurl"]
        plain = _REFERENCE.sub("x", url)
        if not is_http(plain) or " " in plain or "${" in plain:
            self.warnings.append(f"{self._here()}: {url!r} is no http(s) address and was left out")
            return
        tags = dict.fromkeys(filter(None, (*self._folders, *_categories(found.get("category", "")))))
        old = self.feeds.get(url)
        if old is not None:
            self.warnings.append(f"{self._here()}: {url} is listed twice; its tags were merged")
            tags = dict.fromkeys((*old.tags, *tags))
        self.feeds[url] = FeedConfig(
            url=url,
            title=(old.title if old else "") or (title if title != url else ""),
            tags=tuple(tags),
            language=(old.language if old else "") or self._language(found.get("language", "")),
            interval=(old.interval if old else None) or self._interval(found.get(f"{_OWN}interval", "")),
            enabled=(old is None or old.enabled) and found.get(f"{_OWN}enabled") != "false",
            full_text=(old is not None and old.full_text) or found.get(f"{_OWN}fulltext") == "true",
            source=old.source if old else self._here(),
        )

    def _language(self, text: str) -> str:
        if not text or _LANGUAGE.fullmatch(text):
            return text
        self.warnings.append(f"{self._here()}: {text!r} is no language tag and was passed over")
        return ""

    def _interval(self, text: str) -> timedelta | None:
        try:
            return parse_duration(text) or None if text else None
        except ValueError:
            self.warnings.append(f"{self._here()}: {text!r} is no duration and was passed over")
            return None

    def _here(self) -> str:
        return f"{self.where}:{self.line_of()}"


def _categories(text: str) -> list[str]:
    """`/World/Iraq,wire` names World, Iraq and wire."""
    return [part.strip() for path in text.split(",") for part in path.split("/") if part.strip()]


def write_opml(feeds: Iterable[FeedConfig], *, title: str, now: datetime) -> str:
    """An OPML 2.0 document: feeds in folders by their first tags, further tags as `category`; `now` is its date.

    Reading it gives the feeds again, each with its URL, title, language, tags, interval and switches. Their order is
    that of their folders.
    """
    root = _Folder({}, [])
    for feed in feeds:
        folder = root
        for tag in feed.tags[: _depth(feed.tags)]:
            folder = folder.folders.setdefault(tag, _Folder({}, []))
        folder.feeds.append(feed)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0" xmlns:watcher="{_NAMESPACE}">',
        "  <head>",
        f"    <title>{_escaped(title)}</title>",
        f"    <dateCreated>{format_datetime(now)}</dateCreated>",
        "  </head>",
        "  <body>",
        *_lines(root, "    "),
        "  </body>",
        "</opml>",
        "",
    ]
    return "\n".join(lines)


@dataclass(slots=True)
class _Folder:
    folders: dict[str, "_Folder"]
    feeds: list[FeedConfig]


def _depth(tags: tuple[str, ...]) -> int:
    """How many of a feed's tags are folders: the first, and all up to the last that can be no category."""
    last = max((at for at, tag in enumerate(tags) if _PARTING.search(tag)), default=0)
    return min(last + 1, len(tags), _MAX_DEPTH // 2)


def _lines(folder: _Folder, indent: str) -> list[str]:
    lines = []
    for name, inner in folder.folders.items():
        lines += [f"{indent}<outline text={_attribute(name)}>", *_lines(inner, f"{indent}  "), f"{indent}</outline>"]
    return lines + [f"{indent}{_outline(feed)}" for feed in folder.feeds]


def _outline(feed: FeedConfig) -> str:
    name = feed.title or feed.url
    attributes = [("type", "rss"), ("text", name), ("title", name), ("xmlUrl", feed.url)]
    if feed.language:
        attributes.append(("language", feed.language))
    if rest := feed.tags[_depth(feed.tags) :]:
        attributes.append(("category", ",".join(rest)))
    if feed.interval is not None:
        attributes.append((f"{_OWN}interval", format_duration(feed.interval)))
    if not feed.enabled:
        attributes.append((f"{_OWN}enabled", "false"))
    if feed.full_text:
        attributes.append((f"{_OWN}fullText", "true"))
    return "<outline " + " ".join(f"{key}={_attribute(value)}" for key, value in attributes) + "/>"


def _attribute(value: str) -> str:
    return quoteattr(storable(value))


def _escaped(text: str) -> str:
    return storable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
