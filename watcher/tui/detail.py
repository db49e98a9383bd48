"""A story in words: its text with the mentions marked, why it matched, its sources, its history."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime

from rich.text import Text

from watcher.service.reviewing import Dossier
from watcher.text.clean import terminal_safe
from watcher.types import Hit
from watcher.types.rows import StoryItemRow, TriageEvent

__all__ = ["detail", "isolated", "marked"]

_MARK = "bold reverse"
_HEAD = "bold underline"
MAX_TEXT = 4_000
"""Characters of a field that are shown; `watcher matches show` shows all."""
MAX_SOURCES = 12
_FSI, _PDI = "\u2068", "\u2069"


def isolated(text: str) -> str:
    """Text as it may stand in a line of other text: cleaned, and isolated where it runs right to left."""
    safe = terminal_safe(text)
    if any(unicodedata.bidirectional(c) in {"R", "AL"} for c in safe):
        return f"{_FSI}{safe}{_PDI}"
    return safe


def marked(text: str, hits: Iterable[Hit], field: str) -> Text:
    """A field's text, cleaned, with its mentions marked; a long one is cut."""
    out = Text()
    at = 0
    spans = sorted((h.start, h.end) for h in hits if h.field == field and h.start is not None and h.end is not None)
    for start, end in spans:
        start = max(start, at)
        if start >= end or end > min(len(text), MAX_TEXT):
            continue
        out.append(terminal_safe(text[at:start], keep_newlines=True))
        out.append(terminal_safe(text[start:end]), style=_MARK)
        at = end
    out.append(terminal_safe(text[at:MAX_TEXT], keep_newlines=True))
    if len(text) > MAX_TEXT:
        out.append(" …")
    return out


def detail(dossier: Dossier) -> Text:
    """The pane beside the list."""
    evidence, story = dossier.evidence, dossier.story
    match, item = evidence.match, evidence.item
    out = marked(item.title or item.url, match.hits, "title")
    out.stylize("bold")
    out.append(f"\n{isolated(item.feed_title or item.feed)}, {_when(item.published or item.first_seen)}\n{item.url}\n")
    many = "source" if story.sources == 1 else "sources"
    out.append(
        f"{story.status.value} · priority {story.priority} · {story.sources} {many}, {story.independent} independent"
        f" · {', '.join(story.watches)}"
    )
    out.append(f" · for {match.assignee}" if match.assignee else "")
    out.append(f" · follows story {story.follows}" if story.follows is not None else "")
    out.append("\n")
    for field, text in (("summary", item.summary), ("content", item.content)):
        if text and not (field == "content" and text == item.summary):
            out.append("\n").append_text(marked(text, match.hits, field)).append("\n")
    _section(out, "Why it matched", (_hit(hit) for hit in match.hits))
    _section(out, "Sources", _sources(dossier.items))
    _section(out, "History", (_event(event) for event in evidence.history))
    _section(out, "Why this priority", (terminal_safe(why) for why in evidence.priority_why))
    return out


def _section(out: Text, head: str, lines: Iterable[str]) -> None:
    shown = list(lines)
    if shown:
        out.append("\n").append(head, style=_HEAD)
        out.append("".join(f"\n  {line}" for line in shown)).append("\n")


def _hit(hit: Hit) -> str:
    return f"{isolated(hit.term)}: {isolated(hit.text)} ({hit.score:.0f}; {isolated(hit.why)})"


def _sources(items: tuple[StoryItemRow, ...]) -> Iterable[str]:
    for member in items[:MAX_SOURCES]:
        copy = " (reprint)" if member.copy_of is not None else ""
        feed = isolated(member.item.feed_title or member.item.feed)
        yield f"{_when(member.at)} {feed}: {isolated(member.item.title)}{copy}"
    if len(items) > MAX_SOURCES:
        yield f"… and {len(items) - MAX_SOURCES} more"


def _event(event: TriageEvent) -> str:
    change = f" {event.old} → {event.new}" if event.new else ""
    note = f": {isolated(event.note)}" if event.note else ""
    return f"{_when(event.at)} {isolated(event.who)} {event.action}{change}{note}"


def _when(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
