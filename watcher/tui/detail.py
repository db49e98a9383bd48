"""A story in words: its text with the mentions marked, why it matched, its sources, its history."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from watcher.matching.hits import distinct
from watcher.service.reviewing import Dossier
from watcher.text.clean import isolated, terminal_safe
from watcher.types import Hit
from watcher.types.rows import MatchRow, StoryItemRow, TriageEvent

__all__ = ["detail", "marked", "shown"]

_MARK = "bold reverse"
_HEAD = "bold underline"
MAX_TEXT = 4_000
"""Characters of a field that are shown; `watcher matches show` shows all."""
MAX_SOURCES = 12
MAX_EVENTS = 20


def shown(text: str) -> str:
    """Text as it may stand in a line of other text: cleaned, and isolated where it runs right to left."""
    return isolated(terminal_safe(text))


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


def detail(dossier: Dossier) -> Group:
    """The pane beside the list, a paragraph a part."""
    return Group(*_head(dossier), *_sections(dossier))


def _head(dossier: Dossier) -> Iterator[Text]:
    evidence, story = dossier.evidence, dossier.story
    match, item = evidence.match, evidence.item
    title = marked(item.title or item.url, match.hits, "title")
    title.stylize("bold")
    yield title
    yield Text(f"{shown(item.feed_title or item.feed)}, {_when(item.published or item.first_seen)}")
    yield Text(terminal_safe(item.url))
    many = "source" if story.sources == 1 else "sources"
    facts = [
        story.status.value,
        f"priority {story.priority}",
        f"{story.sources} {many}, {story.independent} independent",
        ", ".join(story.watches),
        *([f"for {', '.join(map(shown, story.assignees))}"] if story.assignees else []),
        *([f"follows story {story.follows}"] if story.follows is not None else []),
        *([f"muted until {_when(story.muted_until)}"] if story.muted_until is not None else []),
    ]
    yield Text(" · ".join(facts))
    for field, text in (("summary", item.summary), ("content", item.content)):
        if text and not (field == "content" and text == item.summary):
            yield Text()
            yield marked(text, match.hits, field)


def _sections(dossier: Dossier) -> Iterator[Text | Padding]:
    evidence = dossier.evidence
    for title, lines in (
        ("Why it matched", _reasons(evidence.match.hits)),
        ("What matched besides", _besides(dossier)),
        ("Sources", _sources(dossier.items)),
        ("History", _events(dossier.history)),
        ("Why this priority", (terminal_safe(why) for why in evidence.priority_why)),
    ):
        for number, line in enumerate(lines):
            if not number:
                yield Text()
                yield Text(title, style=_HEAD)
            yield Padding(Text(line), (0, 0, 0, 2))


def _reasons(hits: Iterable[Hit]) -> Iterator[str]:
    """Each wording of each term once, however often the text repeats it."""
    for hit, times, _ in distinct(hits, lambda hit: (hit.term, hit.text, hit.why)):
        yield _hit(hit, times)


def _besides(dossier: Dossier) -> Iterator[str]:
    """Terms that the item shown lacks, each with the item that holds it: no mention is hidden in a story."""
    here = dossier.evidence.match
    known = {(here.watch, term) for term in here.terms}
    for match in dossier.matches:
        for hit in match.hits:
            if (match.watch, hit.term) not in known:
                known.add((match.watch, hit.term))
                elsewhere = "" if match.item_id == here.item_id else _where(match, hit)
                yield f"{_hit(hit)}, watch {shown(match.watch)}{elsewhere}"


def _where(match: MatchRow, hit: Hit) -> str:
    field = f"{hit.field} of " if hit.field else ""
    return f", {field}{shown(match.feed_title or match.feed)}: {shown(match.title or match.url)}"


def _hit(hit: Hit, times: int = 1) -> str:
    """A mention and its reason; a query's has no text of its own."""
    text = f": {shown(hit.text)}" if hit.text else ""
    repeated = f", {times} times" if times > 1 else ""
    return f"{shown(hit.term)}{text} ({hit.score:.0f}{repeated}; {shown(hit.why)})"


def _sources(items: tuple[StoryItemRow, ...]) -> Iterator[str]:
    for member in items[:MAX_SOURCES]:
        copy = " (reprint)" if member.copy_of is not None else ""
        feed = shown(member.item.feed_title or member.item.feed)
        yield f"{_when(member.at)} {feed}: {shown(member.item.title or member.item.url)}{copy}"
    if len(items) > MAX_SOURCES:
        yield f"… and {len(items) - MAX_SOURCES} more"


def _events(history: tuple[TriageEvent, ...]) -> Iterator[str]:
    """The latest last; of a long history, what was said most recently."""
    if len(history) > MAX_EVENTS:
        yield f"{len(history) - MAX_EVENTS} earlier lines, then …"
    for event in history[-MAX_EVENTS:]:
        old, new = shown(event.old), shown(event.new)
        change = f" {old} → {new}" if old and new else f" {new or old}".rstrip()
        note = f": {shown(event.note)}" if event.note else ""
        yield f"{_when(event.at)} {shown(event.who)} {event.action}{change}{note}"


def _when(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
