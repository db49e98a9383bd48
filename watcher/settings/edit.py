"""Changes to `feeds.toml` that keep its comments, its order and its layout.

Each function takes the file's text and gives back the new one; what it means is checked before it is handed back.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.items import Table

from watcher.errors import ConfigError, NotFound
from watcher.settings.feeds import FeedsFile
from watcher.text.nearest import nearest
from watcher.toml_lines import extent
from watcher.validation import load_toml, validate

__all__ = ["add_feeds", "remove_feeds", "replace_feed", "set_feed"]

_ORDER = ("url", "title", "tags", "language", "interval", "enabled", "full_text", "headers")


def add_feeds(text: str, feeds: Sequence[Mapping[str, Any]], *, where: str) -> str:
    """The text with the feeds at its end, one `[[feed]]` each; their keys are those of FeedEntry.

    Raises:
        ConfigError: a feed is invalid or is there already, or the text is.
    """
    known = {entry["url"] for entry in _entries(text, where)}
    for feed in feeds:
        if feed["url"] in known:
            raise ConfigError(f"listed already: {feed['url']}", where=where)
        known.add(feed["url"])
    validate(FeedsFile, {"feed": [dict(feed) for feed in feeds]}, where="the new feed")
    newline = "\r\n" if "\r\n" in text else "\n"
    blocks = newline.join(_block(feed).replace("\n", newline) for feed in feeds)
    gap = "" if not text.strip() else newline if text.endswith("\n") else newline * 2
    return _checked(text + gap + blocks, where)


def _block(feed: Mapping[str, Any]) -> str:
    lines = ["[[feed]]"]
    for key in _ORDER:
        if key in feed:
            item = tomlkit.item(feed[key])
            if isinstance(item, Table):
                inline = tomlkit.inline_table()
                inline.update(feed[key])
                item = inline
            lines.append(f"{key} = {item.as_string()}")
    return "\n".join(lines) + "\n"


def remove_feeds(text: str, urls: Sequence[str], *, where: str) -> str:
    """The text without those feeds; every comment outside of them stays.

    Raises:
        NotFound: a URL is not in this file.
    """
    entries = _entries(text, where)
    lines = text.split("\n")
    for i in sorted({_index(entries, url, where) for url in urls}, reverse=True):
        place = extent(text, ("feed", i))
        if place is None:
            raise ConfigError("its feeds are one inline list: take the feed out by hand", where=where)
        first, last = place
        blank_above = first < 2 or not lines[first - 2].strip()
        while blank_above and last < len(lines) and not lines[last].strip():
            last += 1
        del lines[first - 1 : last]
    return _checked("\n".join(lines), where)


def replace_feed(text: str, old: str, new: str, *, where: str) -> str:
    """The text with one feed's URL changed.

    Raises:
        NotFound: the old URL is not in this file.
        ConfigError: the new one is invalid, or listed already.
    """
    if any(entry["url"] == new for entry in _entries(text, where)):
        raise ConfigError(f"listed already: {new}", where=where)
    validate(FeedsFile, {"feed": [{"url": new}]}, where="the new URL")
    return set_feed(text, old, {"url": new}, where=where)


def set_feed(text: str, url: str, values: Mapping[str, Any], *, where: str) -> str:
    """The text with keys of one feed set; None takes a key out.

    Raises:
        NotFound: the URL is not in this file.
        ConfigError: a value is invalid.
    """
    index = _index(_entries(text, where), url, where)
    document = tomlkit.parse(text)
    table = document["feed"][index]
    for key, value in values.items():
        if value is None:
            table.pop(key, None)
        else:
            table[key] = value
    return _checked(tomlkit.dumps(document), where)


def _entries(text: str, where: str) -> list[dict[str, Any]]:
    data = load_toml(text, where=where)
    validate(FeedsFile, data, where=where, text=text)
    entries: list[dict[str, Any]] = data.get("feed", [])
    return entries


def _index(entries: Sequence[Mapping[str, Any]], url: str, where: str) -> int:
    for i, entry in enumerate(entries):
        if entry["url"] == url:
            return i
    best = nearest(url, [entry["url"] for entry in entries])
    hint = f'did you mean "{best}"?' if best else "`watcher feeds list` shows all"
    raise NotFound(f"no feed {url}", where=where, hint=hint)


def _checked(text: str, where: str) -> str:
    """An edit never leaves a file that cannot be read."""
    _entries(text, where)
    return text
