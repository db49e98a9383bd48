"""`feeds.toml`: its keys, its included files, and the feeds that they make in all."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, TypeAlias
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from watcher.errors import ConfigError
from watcher.settings.files import read_file
from watcher.settings.locate import said_path
from watcher.settings.model import PositiveDuration, Section
from watcher.toml_lines import locate
from watcher.types import FeedConfig
from watcher.validation import load_toml, validate

__all__ = ["FeedEntry", "FeedFile", "FeedsFile", "check_url", "merge_feeds", "read_feed_files"]

_REFERENCE = re.compile(r"\$\{[A-Za-z_][A-Za-z0-9_]*\}")
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_OWN_HEADERS = frozenset(
    {"host", "connection", "content-length", "transfer-encoding", "accept-encoding"}
    | {"if-none-match", "if-modified-since", "a-im", "te", "upgrade", "keep-alive"}
)
"""Headers that the fetcher alone may set."""
_LANGUAGE = re.compile(r"|[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")

FILES_AT_MOST = 1_000
"""Of included files, in all."""


def check_url(url: str) -> str:
    """A feed's URL, as written.

    Raises:
        ValueError: it could never be fetched, in a sentence.
    """
    filled = _REFERENCE.sub("x", url)
    if "${" in filled:
        raise ValueError("holds `${` without a name and `}`; accepted: ${NAME}, filled from the environment")
    if url != url.strip() or re.search(r"\s", url):
        raise ValueError("holds white space; a URL has none (a space in a path is %20)")
    if _REFERENCE.match(url):
        return url
    try:
        parts = urlsplit(filled)
        _ = parts.port
    except ValueError as exc:
        raise ValueError(f"no valid URL ({exc}); accepted: http:// or https:// and a host") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("no web address; accepted: http:// or https:// and a host")
    return url


def _language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        raise ValueError('no language tag; accepted: "en", "ar", "pt-BR"')
    return value


def _headers(value: dict[str, str]) -> dict[str, str]:
    for name, text in value.items():
        if not _HEADER_NAME.fullmatch(name):
            raise ValueError(f'"{name}" is no header name; accepted are letters, digits and hyphens')
        if name.lower() in _OWN_HEADERS:
            raise ValueError(f'the header "{name}" is set by watcher itself')
        if not text.isascii():
            raise ValueError(f'the header "{name}" holds a character that is not ASCII')
    return value


Name: TypeAlias = Annotated[str, Field(min_length=1, max_length=200)]


class FeedEntry(Section):
    """One feed."""

    url: Annotated[str, Field(min_length=1, max_length=4000), AfterValidator(check_url)]
    """Where it is. `${NAME}` is filled from the environment when it is used."""
    title: str = ""
    """What to call it; else what it calls itself."""
    tags: tuple[Name, ...] = ()
    """For `tag:` in watch lists and queries, and for the lists' filters."""
    language: Annotated[str, AfterValidator(_language)] = ""
    """Its language (`en`, `ar`), where it does not say so itself."""
    interval: PositiveDuration | None = None
    """How often to ask. It beats ttl, sy:updatePeriod and the feed's rhythm; never Cache-Control or Retry-After."""
    enabled: bool = True
    """Whether it is polled."""
    full_text: bool = False
    """Fetch each new item's page, and match its text too."""
    headers: Annotated[dict[str, str], AfterValidator(_headers)] = {}
    """Extra request headers, sent to the feed's own host only; `${NAME}` is filled from the environment."""


class FeedsFile(Section):
    """`feeds.toml`, or a TOML file that it includes."""

    include: tuple[Name, ...] = ()
    """OPML or TOML files with more feeds, relative to this file."""
    feed: tuple[FeedEntry, ...] = ()
    """The feeds, one `[[feed]]` each."""


@dataclass(frozen=True, slots=True)
class FeedFile:
    """One file's own feeds, without those of the files that it includes."""

    path: Path
    feeds: tuple[FeedConfig, ...]
    include: tuple[Path, ...] = ()
    warnings: tuple[str, ...] = ()


def read_feed_files(
    top: Path, *, previous: Mapping[Path, FeedFile], problem: Callable[[ConfigError, bool], None]
) -> dict[Path, FeedFile]:
    """`top` and all that it includes, in reading order, each once.

    For a file that cannot be used `problem` is told why, and whether its version in `previous` stays in force; else it
    is left out.
    A missing `top` is an empty one.
    """
    found: dict[Path, FeedFile] = {}
    waiting = [top] if top.exists() or top in previous else []
    while waiting:
        path = waiting.pop(0)
        if path in found:
            continue
        try:
            if len(found) >= FILES_AT_MOST:
                raise ConfigError(f"more than {FILES_AT_MOST} included files", where=said_path(path))
            found[path] = _read(path)
        except ConfigError as exc:
            problem(exc, path in previous)
            if path not in previous:
                continue
            found[path] = previous[path]
        waiting[:0] = found[path].include
    return found


def _read(path: Path) -> FeedFile:
    where = said_path(path)
    data = read_file(path, where=where)
    if path.suffix.lower() == ".toml":
        return _read_toml(path, data, where)
    from watcher.feeds.opml import read_opml

    opml = read_opml(data, where=where)
    return FeedFile(path, opml.feeds, warnings=opml.warnings)


def _read_toml(path: Path, data: bytes, where: str) -> FeedFile:
    text = data.decode("utf-8", "replace")
    file = validate(FeedsFile, load_toml(data, where=where), where=where, text=text)
    feeds = tuple(
        _config(entry, source=f"{where}:{locate(text, ('feed', i)) or 1}") for i, entry in enumerate(file.feed)
    )
    return FeedFile(path, feeds, tuple((path.parent / name).resolve() for name in file.include))


def _config(entry: FeedEntry, *, source: str) -> FeedConfig:
    return FeedConfig(
        url=entry.url,
        title=entry.title,
        tags=tuple(dict.fromkeys(entry.tags)),
        language=entry.language,
        interval=entry.interval,
        enabled=entry.enabled,
        full_text=entry.full_text,
        headers=tuple(entry.headers.items()),
        source=source,
    )


def merge_feeds(feeds: Iterable[FeedConfig], warn: Callable[[str], None]) -> Iterator[FeedConfig]:
    """Each URL once, as it is first written, with the tags of all its places; a warning for each repetition."""
    merged: dict[str, FeedConfig] = {}
    for feed in feeds:
        first = merged.setdefault(feed.url, feed)
        if first is not feed:
            merged[feed.url] = replace(first, tags=tuple(dict.fromkeys(first.tags + feed.tags)))
            warn(f"{feed.source}: listed already at {first.source}: {feed.url} (tags are merged, the rest is ignored)")
    yield from merged.values()
