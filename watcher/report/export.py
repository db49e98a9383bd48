"""Matches as CSV, JSON lines, Markdown, Atom and HTML: rows in, bytes out."""

import csv
import enum
import io
import json
import re
from collections.abc import Callable, Sequence
from datetime import datetime

from watcher.matching.hits import distinct
from watcher.report.atom import atom
from watcher.report.excerpt import excerpt
from watcher.report.markup import clean, esc, link, marked, page, when
from watcher.report.records import iso, match_record
from watcher.text.urls import redact, safe_link
from watcher.types.rows import MatchRow

__all__ = ["ExportFormat", "export", "match_article", "neutral"]

COLUMNS = (
    "id", "watch", "status", "score", "priority", "terms", "title", "url", "feed", "feed_title", "language",
    "published", "first_seen", "story", "assignee", "mentions",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARKDOWN = re.compile(r"([\\`*_\[\]#|<>~&])")


class ExportFormat(enum.StrEnum):
    """What `matches export` writes."""

    CSV = "csv"
    JSONL = "jsonl"
    MARKDOWN = "md"
    ATOM = "atom"
    HTML = "html"


def export(rows: Sequence[MatchRow], form: ExportFormat, *, title: str, now: datetime, address: str = "") -> bytes:
    """Matches in one format, in UTF-8, in the order given.

    Args:
        title: what the list is of: the heading, and the Atom feed's title and identity.
        now: when it is made.
        address: of an Atom feed: where it will be served; "" where that is not known.
    """
    if form is ExportFormat.ATOM:
        return atom(rows, title, now, address)
    return _WRITERS[form](rows, title, now)


def neutral(cell: str) -> str:
    """A CSV cell that no spreadsheet takes for a formula (rule 18): an apostrophe before `= + - @`, tab and CR."""
    cell = clean(cell)
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) or cell.startswith(_FORMULA) else cell


def _csv(rows: Sequence[MatchRow], title: str, now: datetime) -> bytes:
    """RFC 4180, with a byte-order mark: Excel takes a file without one for the local code page."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        record = match_record(row)
        record["terms"] = "; ".join(row.terms)
        record["mentions"] = "; ".join(dict.fromkeys(hit.text for hit in row.hits))
        writer.writerow(
            [
                value if isinstance(value, int | float) else neutral(str(value or ""))
                for value in (record[column] for column in COLUMNS)
            ]
        )
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _jsonl(rows: Sequence[MatchRow], title: str, now: datetime) -> bytes:
    lines = (json.dumps(match_record(row), ensure_ascii=False) + "\n" for row in rows)
    return "".join(lines).encode("utf-8", "replace")


def _md(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(clean(text).split()))


def _markdown(rows: Sequence[MatchRow], title: str, now: datetime) -> bytes:
    """CommonMark. Every character that means something in it is escaped."""
    out = [f"# {_md(title)}", "", f"{len(rows)} matches, {iso(now)}", ""]
    for row in rows:
        target = safe_link(redact(row.url)).replace("(", "%28").replace(")", "%29")
        heading = _md(row.title or row.url)
        lines, _ = excerpt(row)
        out += [
            f"## {f'[{heading}]({target})' if target else heading}",
            "",
            f"- match {row.id}, watch {_md(row.watch)}, {row.status.value}, priority {row.priority}, "
            f"score {row.score:.0f}",
            f"- {_md(row.feed_title or redact(row.feed))}, {iso(row.published) or 'undated'}, "
            f"first seen {iso(row.first_seen)}",
            *(f"- **{_md(hit.term)}**: {_md(hit.text)} ({_md(hit.why)})" for hit in row.hits),
            *(("", f"> {_md(lines)}") if lines else ()),
            "",
        ]
    return "\n".join(out).encode("utf-8", "replace")


def match_article(row: MatchRow, *, heading: str = "h2") -> str:
    """One match as an HTML article."""
    hits = "".join(
        f"<li><b><bdi>{esc(hit.term)}</bdi></b>{': ' * bool(hit.text)}<bdi>{esc(hit.text)}</bdi> "
        f"<span class=soft>({esc(hit.why)}; score {hit.score:.0f}{f', {times} times' if times > 1 else ''})</span></li>"
        for hit, times, _ in distinct(row.hits, lambda hit: (hit.term, hit.text, hit.why))
    )
    text = marked(row.title, row.hits, "title") if row.title else esc(redact(row.url))
    target = safe_link(redact(row.url))
    title = f'<a href="{esc(target)}" rel="noopener noreferrer">{text}</a>' if target else text
    language = f' lang="{esc(row.language)}"' if row.language else ""
    return (
        f'<article id="m{row.id}"><{heading} dir="auto"{language}>{title}</{heading}>'
        f"<p class=soft>match {row.id} · {esc(row.watch)} · {row.status.value} · priority {row.priority} · "
        f"score {row.score:.0f} · {link('', row.feed_title or redact(row.feed))} · "
        f"{when(row.published)} · first seen {when(row.first_seen)}</p>{_lines(row, language)}<ul>{hits}</ul></article>"
    )


def _lines(row: MatchRow, language: str) -> str:
    """The lines around the first mention, with the mentions marked."""
    text, hits = excerpt(row)
    return f'<p class=text dir="auto"{language}>{marked(text, hits, "")}</p>' if text else ""


def _html(rows: Sequence[MatchRow], title: str, now: datetime) -> bytes:
    head = f"<h1>{esc(title)}</h1><p class=soft>{len(rows)} matches, {iso(now)}</p>"
    return page(title, f"<main>{head}{''.join(map(match_article, rows))}</main>").encode("utf-8", "replace")


_WRITERS: dict[ExportFormat, Callable[[Sequence[MatchRow], str, datetime], bytes]] = {
    ExportFormat.CSV: _csv,
    ExportFormat.JSONL: _jsonl,
    ExportFormat.MARKDOWN: _markdown,
    ExportFormat.HTML: _html,
}
