"""`watcher scan` without its processes: documents from JSON lines, feeds and text; matched; back to JSON lines. Pure.

One call handles a chunk of many lines, because a worker process is worth its while only for thousands of documents.
What a document costs here should be next to nothing: lines are put together by hand.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from json.encoder import encode_basestring as quote
from typing import Any

from watcher.errors import InputError
from watcher.feeds.parse import parse_feed
from watcher.ports import Matcher
from watcher.types import Document, Hit, MatchOutcome, NearMiss, ParseFailed, ParseLimits

__all__ = [
    "Scanned",
    "document_of_json",
    "documents_of_feed",
    "looks_like",
    "outcome_json",
    "scan_documents",
    "scan_lines",
]

TEXT_KEYS = ("title", "summary", "content")
_OTHER_KEYS = ("language", "url", "author", "feed")
FEED_ENDINGS = frozenset({"rss", "atom", "xml", "rdf"})
_raw_decode = json.JSONDecoder().raw_decode
AROUND = 40
"""Characters shown on either side of a mention."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What became of a chunk: lines of JSON in UTF-8, each ended by a line feed, and counts."""

    lines: bytes
    documents: int
    matching: int
    error: InputError | None = None
    """What stopped it; the lines before are good."""


def scan_lines(
    matcher: Matcher, chunk: bytes, *, where: str, first_line: int, only_matching: bool = False, around: bool = False
) -> Scanned:
    """Match a chunk of JSON lines. Blank lines are skipped; the first bad line ends it.

    Args:
        matcher: what to match against; its watch lists' `feeds` are ignored.
        chunk: whole lines in UTF-8.
        where: the file's name, for messages and for documents without an id.
        first_line: number of the chunk's first line.
        only_matching: leave out documents without a match.
        around: add to each hit the text around it, for showing.
    """
    error: InputError | None = None
    try:
        text = chunk.decode("utf-8")
    except UnicodeDecodeError as exc:
        bad = chunk.count(b"\n", 0, exc.start) + first_line
        error = InputError(f"not UTF-8: byte 0x{chunk[exc.start]:02x}", where=f"{where}:{bad}")
        text = chunk[: chunk.rfind(b"\n", 0, exc.start) + 1].decode("utf-8")
    out: list[str] = []
    documents = matching = 0
    match, number = matcher.match, first_line - 1
    for line in text.split("\n"):
        number += 1
        if not line or line.isspace():
            continue
        try:
            name, document = document_of_json(line, where, number)
        except InputError as exc:
            error = exc
            break
        documents += 1
        outcome = match(document, feeds=False)
        if outcome.matches:
            matching += 1
            out.append(outcome_json(name, document, outcome, around=around))
        elif not only_matching:
            if outcome.suppressed:
                out.append(outcome_json(name, document, outcome, around=around))
            else:
                out.append(f'{{"id": {_value(name)}, "matches": [], "suppressed": []}}\n')
    return Scanned(_encoded(out), documents, matching, error)


def scan_documents(
    matcher: Matcher,
    documents: Sequence[tuple[str | int, Document]],
    *,
    only_matching: bool = False,
    around: bool = False,
) -> Scanned:
    """Match documents that are there already: a feed's items, a text."""
    out = []
    matching = 0
    for name, document in documents:
        outcome = matcher.match(document, feeds=False)
        matching += bool(outcome.matches)
        if outcome.matches or not only_matching:
            out.append(outcome_json(name, document, outcome, around=around))
    return Scanned(_encoded(out), len(documents), matching)


def _encoded(lines: list[str]) -> bytes:
    # A lone surrogate, which JSON can say and UTF-8 cannot, becomes its JSON escape again.
    return "".join(lines).encode("utf-8", "backslashreplace")


def document_of_json(line: str, where: str, number: int) -> tuple[str | int, Document]:
    """A document and its id (file and line, where it has none).

    Raises:
        InputError: no JSON object, a text that is no string, or no text at all.
    """
    try:
        data: Any = _object(line.removeprefix("\ufeff") if number == 1 else line)
    except ValueError as exc:
        column = getattr(exc, "colno", 1)
        said = getattr(exc, "msg", str(exc))
        raise InputError(f"no JSON, column {column}: {said}", where=f"{where}:{number}") from None
    except RecursionError:
        raise InputError("JSON nested too deeply", where=f"{where}:{number}") from None
    if type(data) is not dict:
        raise InputError("no JSON object; one is expected on each line", where=f"{where}:{number}")
    get = data.get
    title, summary, content = get("title") or "", get("summary") or "", get("content") or ""
    language, url, author, feed = get("language") or "", get("url") or "", get("author") or "", get("feed") or ""
    if not (
        type(title) is type(summary) is type(content) is str and type(language) is type(url) is type(author) is str
    ) or not isinstance(feed, str):
        bad = next(k for k in (*TEXT_KEYS, *_OTHER_KEYS) if not isinstance(get(k) or "", str))
        raise InputError(f'"{bad}" is no string', where=f"{where}:{number}")
    if not (title or summary or content) and not any(key in data for key in TEXT_KEYS):
        raise InputError(
            f"a document without a text; one of {', '.join(TEXT_KEYS)} is needed", where=f"{where}:{number}"
        )
    name = get("id")
    if name is None:
        name = f"{where}:{number}"
    elif not isinstance(name, str | int) or isinstance(name, bool):
        raise InputError('"id" is neither a string nor a whole number', where=f"{where}:{number}")
    tags = get("tags") or ()
    if tags and not (isinstance(tags, list) and all(isinstance(tag, str) for tag in tags)):
        raise InputError('"tags" is no list of strings', where=f"{where}:{number}")
    return name, Document(title, summary, content, language, url, author, feed, tuple(tags))


def _object(line: str) -> Any:
    """`json.loads`, without what it does before and after for lines that need none of it: a third of its time."""
    try:
        data, end = _raw_decode(line)
    except ValueError:
        return json.loads(line)
    return data if end == len(line) or line[end:].isspace() else json.loads(line)


def documents_of_feed(body: bytes, *, where: str, now: datetime) -> list[tuple[str | int, Document]] | ParseFailed:
    """A feed document's items, in order, under their entry id, else their link, else file and position."""
    parsed = parse_feed(body, url="", headers=(), now=now, limits=ParseLimits(max_items=1_000_000))
    if isinstance(parsed, ParseFailed):
        return parsed
    return [
        (
            item.entry_id or item.url or f"{where}:{i}",
            Document(
                title=item.title,
                summary=item.summary,
                content=item.content,
                language=item.language or parsed.meta.language,
                url=item.url,
                author=item.author,
                tags=(),
            ),
        )
        for i, item in enumerate(parsed.items, 1)
    ]


def looks_like(start: bytes, name: str) -> str:
    """What a file is, by its beginning and its name's ending: `lines` of JSON, an `array`, a `feed`, `text`, `gzip`."""
    if start.startswith(b"\x1f\x8b"):
        return "gzip"
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending in {"txt", "md", "text"}:
        return "text"
    if ending in {"jsonl", "ndjson"}:
        return "lines"
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"[") and head[1:].lstrip()[:1] in (b"{", b"]"):
        return "array"
    if head.startswith(b"<") or ending in FEED_ENDINGS:
        return "feed"
    if head.startswith(b"{"):
        first = head.split(b"\n", 1)[0].rstrip()
        whole = first.endswith(b"}") and b"https://jsonfeed.org/version/" not in first
        return "lines" if whole or len(first) == len(head) > 65_000 else "feed"
    return "text"


def outcome_json(name: str | int, document: Document, outcome: MatchOutcome, *, around: bool = False) -> str:
    """One line of `watcher scan --json`."""
    matches = ", ".join(
        f'{{"watch": {quote(m.watch)}, "score": {rounded(m.score)}, "hits": '
        f"[{', '.join([_hit(hit, document, around) for hit in m.hits])}]}}"
        for m in outcome.matches
    )
    suppressed = ", ".join(map(_near_miss, outcome.suppressed))
    title = ""
    if around:
        shown = document.title or next((t for t in (document.summary, document.content) if t), "")[:200]
        title = f', "title": {quote(shown)}'
    return f'{{"id": {_value(name)}, "matches": [{matches}], "suppressed": [{suppressed}]{title}}}\n'


def _value(value: str | int | None) -> str:
    return quote(value) if isinstance(value, str) else "null" if value is None else str(value)


def _hit(hit: Hit, document: Document, around: bool) -> str:
    beside = ""
    if around and hit.field and hit.start is not None and hit.end is not None:
        field: str = getattr(document, hit.field)
        beside = f', "around": [{quote(_before(field, hit.start))}, {quote(_after(field, hit.end))}]'
    return (
        f'{{"term": {quote(hit.term)}, "alias": {quote(hit.alias)}, "field": {_value(hit.field)}, '
        f'"start": {_value(hit.start)}, "end": {_value(hit.end)}, "text": {quote(hit.text)}, '
        f'"score": {rounded(hit.score)}, "why": {quote(hit.why)}{beside}}}'
    )


def _before(text: str, end: int) -> str:
    """Up to `AROUND` characters before a place, from the beginning of a word where there is one."""
    start = max(0, end - AROUND)
    if not start:
        return text[:end]
    if not text[start - 1].isspace():
        start = next((at for at in range(start, end) if text[at].isspace()), start)
    return f"…{text[start:end].lstrip()}"


def _after(text: str, start: int) -> str:
    """Up to `AROUND` characters after a place, to the end of a word where there is one."""
    end = start + AROUND
    if end >= len(text):
        return text[start:]
    if not text[end].isspace():
        end = next((at for at in range(end - 1, start, -1) if text[at].isspace()), end)
    return f"{text[start:end].rstrip()}…"


def _near_miss(miss: NearMiss) -> str:
    return (
        f'{{"watch": {quote(miss.watch)}, "term": {quote(miss.term)}, "text": {quote(miss.text)}, '
        f'"score": {rounded(miss.score)}, "rule": {quote(miss.rule)}}}'
    )


def rounded(score: float) -> float:
    """To one decimal, whole numbers without one: 96, 87.5."""
    short = round(score, 1)
    return int(short) if short == int(short) else short
