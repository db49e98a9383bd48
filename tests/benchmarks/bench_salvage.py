"""What is salvaged of a folder of feeds, beside feedparser: documents, items, and their words, links and dates.

Run by hand: `python -m tests.benchmarks.bench_salvage FOLDER… [--show N]`. Every file below the folders is a document,
but for hidden ones and licences. A comment `Header: Content-Type: …` at its top, as in feedparser's own tests, stands
for the answer's header. It prints figures, and under each kind of loss the first N documents (default 5).

A loss is what feedparser has and we have not: an item (exact duplicates, which we keep once, are told apart); a word
that stands nowhere in our item; an http(s) link or a plausible date where we have none. Links and dates that merely
differ are counted apart. A document that takes the two readers longer than PATIENCE counts as hanging, and its process
is killed.
"""

import argparse
import io
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser
from pebble import ProcessFuture, ProcessPool

from watcher.feeds.parse import parse_feed
from watcher.feeds.parse.dates import plausible
from watcher.text.fold import fold
from watcher.types import ItemParsed, ParsedFeed, ParseLimits, RawHeaders

BASE = "http://127.0.0.1:8097/dir/feed.xml"
NOW = datetime(2026, 6, 1, tzinfo=UTC)
PATIENCE = 20.0
"""Seconds for one document."""
KINDS = (
    "raises", "hangs", "no feed, but one to feedparser", "items", "exact duplicates", "words", "link", "date", "author",
    "link differs", "date differs",
)  # fmt: skip
_HEADER = re.compile(rb"^Header:\s*([\w-]+):[ \t]*([^\r\n]*)", re.MULTILINE | re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


@dataclass
class Found:
    """What came of one document."""

    ours: int | None = None
    """Items; None: no feed."""
    theirs: int | None = None
    raised: str = ""
    losses: dict[str, str] = field(default_factory=dict)
    """Kind of loss → the first one, in a few words."""


class _Words(HTMLParser):
    """The text of markup, by the standard library: a second opinion beside our own reading."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden += tag in ("script", "style")
        self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style")
        self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        if self._hidden <= 0:
            self.pieces.append(data)


def words(text: str) -> Counter[str]:
    """The words of a text, folded; markup and references aside."""
    reader = _Words()
    reader.feed(text)
    reader.close()
    return Counter(_WORD.findall(fold(unescape("".join(reader.pieces))).text))


def headers_of(body: bytes) -> RawHeaders:
    """The answer's headers, as a comment at the top tells them; names in lower case."""
    return tuple((name.lower(), value.strip()) for name, value in _HEADER.findall(body[:2_000]))


def theirs(body: bytes, headers: RawHeaders) -> list[dict[str, Any]] | None:
    """feedparser's entries; None where it finds no feed."""
    given = {k.decode("latin-1"): v.decode("latin-1") for k, v in headers if k == b"content-type"}
    found = feedparser.parse(
        io.BytesIO(body),
        response_headers=given | {"content-location": BASE},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    entries = list(found.get("entries", []))
    return entries if entries or found.get("version") else None


def look(path: str) -> Found:
    """Read one document both ways."""
    body = Path(path).read_bytes()
    headers = headers_of(body)
    found = Found()
    try:
        own = parse_feed(body, url=BASE, headers=headers, now=NOW, limits=ParseLimits())
    except Exception as error:  # that it never raises is what is looked at
        found.raised = f"{type(error).__name__}: {error}"
        return found
    items = own.items if isinstance(own, ParsedFeed) else ()
    found.ours = len(items) if isinstance(own, ParsedFeed) else None
    try:
        entries = theirs(body, headers)
    except Exception:  # feedparser raises on much; then there is nothing to be compared with
        entries = None
    found.theirs = None if entries is None else len(entries)
    if entries is not None and len(entries) == len(items):
        for entry, item in zip(entries, items, strict=True):
            for kind, what in losses(entry, item):
                found.losses.setdefault(kind, what)
    elif entries:
        distinct = len(
            {(str(e.get("id")), str(e.get("link")), str(e.get("title")), str(e.get("summary"))) for e in entries}
        )
        kind = "items" if len(items) < min(distinct, ParseLimits().max_items) else "exact duplicates"
        found.losses[kind] = f"{len(items)} of {len(entries)}"
    return found


def losses(entry: dict[str, Any], item: ItemParsed) -> Iterator[tuple[str, str]]:
    """What feedparser has of an entry and we have not."""
    texts = [str(entry.get("title") or ""), str(entry.get("summary") or "")]
    texts += [str(c.get("value") or "") for c in entry.get("content", []) if "html" in c.get("type", "")]
    texts += [str(c.get("value") or "") for c in entry.get("content", []) if c.get("type") == "text/plain"]
    kept = _WORD.findall(fold(f"{item.title} {item.summary} {item.content}").text)
    for text in texts:
        missing = [word for word in words(text) if word not in kept]
        if missing:
            yield "words", f"{' '.join(missing[:6])!r} of {text[:60]!r}"
            break
    link = str(entry.get("link") or "")
    if link.startswith(("http://", "https://")):
        if not item.url:
            yield "link", link
        elif urljoin(BASE, link) != item.url:
            yield "link differs", f"{link} / {item.url}"
    yield from _date(entry, item)
    author = words(str(entry.get("author") or ""))
    if author and not author & words(item.author):
        yield "author", str(entry["author"])[:80]


def _date(entry: dict[str, Any], item: ItemParsed) -> Iterator[tuple[str, str]]:
    parsed = next(
        (p for n in ("published", "created", "updated") if (p := dict.get(entry, f"{n}_parsed")) is not None), None
    )
    if not isinstance(parsed, time.struct_time) or not 1 <= parsed.tm_year <= 9999:
        return
    moment = plausible(datetime(*parsed[:5], min(parsed.tm_sec, 59), tzinfo=UTC), NOW)
    if moment is None:
        return
    if item.published is None:
        yield "date", f"{moment:%Y-%m-%d %H:%M:%S} of {entry.get('published') or entry.get('updated')!r}"
    elif item.published != moment:
        yield "date differs", f"{moment:%Y-%m-%d %H:%M:%S} / {item.published:%Y-%m-%d %H:%M:%S}"


def documents(folders: list[Path]) -> list[Path]:
    """The files to be read, in order."""
    files = [f for folder in folders for f in (sorted(folder.rglob("*")) if folder.is_dir() else [folder])]
    return [f for f in files if f.is_file() and not f.name.startswith(".") and f.name not in ("LICENSE", "LICENCE")]


def main(folders: list[Path], show: int) -> None:
    """Read all of it, and print the figures."""
    files = documents(folders)
    kinds: dict[str, list[str]] = defaultdict(list)
    total: Counter[str] = Counter()
    with ProcessPool() as pool:
        waiting: list[tuple[Path, ProcessFuture]] = [
            (f, pool.schedule(look, args=(str(f),), timeout=PATIENCE)) for f in files
        ]
        for path, future in waiting:
            try:
                found: Found = future.result()
            except Late:
                kinds["hangs"].append(str(path))
                continue
            except Exception as error:  # a reader that takes its process along
                kinds["raises"].append(f"{path}: {error!r}")
                continue
            total["parsed" if found.ours is not None else "no feed"] += 1
            total["items"] += found.ours or 0
            total["of feedparser"] += found.theirs or 0
            if found.raised:
                kinds["raises"].append(f"{path}: {found.raised}")
            if found.theirs and found.ours is None:
                kinds["no feed, but one to feedparser"].append(str(path))
            for kind, what in found.losses.items():
                kinds[kind].append(f"{path}: {what}")
    print(f"{len(files)} documents: {total['parsed']} parsed, {total['no feed']} no feed")
    print(f"{total['items']} items; feedparser: {total['of feedparser']}")
    for kind in KINDS:
        print(f"{kind}: {len(kinds[kind])} documents")
        for line in kinds[kind][:show]:
            print(f"  {line}")


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    reader.add_argument("folders", nargs="+", type=Path)
    reader.add_argument("--show", type=int, default=5)
    given = reader.parse_args()
    main(given.folders, given.show)
