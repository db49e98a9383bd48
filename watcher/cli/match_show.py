"""`watcher matches show`."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from watcher.cli.frame import state_of
from watcher.cli.options import JsonOption, parse_ids
from watcher.cli.output import console, iso, marked, print_json, say
from watcher.matching.hits import distinct
from watcher.text.clean import terminal_safe

if TYPE_CHECKING:
    from rich.console import Console

    from watcher.types import Hit
    from watcher.types.rows import EvidenceRow, PageRow

__all__ = ["show"]

TEXT_AT_MOST = 4_000
"""Characters of a text that are shown on a terminal; --json has all."""


def show(
    ctx: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID", help="As `7 9 12-15`.")],
    json_lines: JsonOption = False,
) -> None:
    """Show one match with all its evidence.

    The text with the mentions marked, why each term fired, what was seen when, its history, and other sources of the
    story.

    Examples:
      watcher matches show 7
      watcher matches show 7 --json
    """
    from watcher.report.records import evidence_record
    from watcher.service.opening import open_reader

    state = state_of(ctx)
    with open_reader(state.settings) as reader:
        for match_id in parse_ids(ids):
            evidence = reader.evidence(match_id)
            if json_lines:
                print_json(evidence_record(evidence, address=str))
            else:
                _show(evidence)


def _page(page: "PageRow") -> str:
    """What became of the item's page, in a line."""
    if page.state == "read":
        return f"the whole page, read {iso(page.attempted_at)}"
    if page.state == "failed":
        return f"the feed's own; the page could not be read: {page.error}"
    why = f" ({page.error.rstrip('.')}; tried again {iso(page.due_at)})" if page.error else ""
    return f"the feed's own; the page is still to be read{why}"


def _show(evidence: "EvidenceRow") -> None:
    out = console()
    match, item = evidence.match, evidence.item
    hits = match.hits
    say(out, marked(item.title or "(untitled)", _spans(hits, "title"), style="bold"), hang=0)
    for label, value in (
        ("link", item.url),
        ("feed", f"{item.feed_title}  {item.feed}" if item.feed_title else item.feed),
        ("seen", f"{iso(item.first_seen)}   published {iso(item.published) or 'unknown'}"),
        (
            "match",
            f"{match.id}   watch {match.watch}   {match.status.value}   assigned to {match.assignee or 'nobody'}",
        ),
        ("sure", f"{match.score:g} of 100   priority {match.priority}" + _because(evidence.priority_why)),
        ("story", f"{match.story}" if match.story else "none"),
        *([("text", _page(evidence.page))] if evidence.page else []),
    ):
        say(out, Text(f"{label:>6}  {terminal_safe(value)}"), hang=8)
    for field, text in (("summary", item.summary), ("content", item.content)):
        if text:
            out.print()
            cut = text[:TEXT_AT_MOST]
            body = marked(cut, _spans(hits, field))
            if len(text) > len(cut):
                body.append(f" … ({len(text) - len(cut)} more characters: --json has all)", style="dim")
            say(out, body, hang=0)
    out.print()
    say(out, Text("Why it matched", style="bold"))
    _reasons(out, hits)
    _section(out, "As it was fetched", _fetched(evidence))
    _section(out, "Earlier versions", _versions(evidence))
    _section(out, "History", _history(evidence))
    _section(out, "The same story elsewhere", _others(evidence))


def _reasons(out: "Console", hits: "Iterable[Hit]") -> None:
    """Each wording of each term once, however often the text repeats it."""
    for hit, times, more in distinct(hits, lambda hit: (hit.term, hit.text, hit.why)):
        line = Text(f"  {terminal_safe(hit.term)}: ").append(terminal_safe(hit.text), style="bold")
        repeated = f", {times} times" if times > 1 else ""
        line.append(f"  ({hit.field or 'the item as a whole'}{repeated}, {hit.score:g})")
        say(out, line, hang=4)
        say(out, Text(f"    {terminal_safe(hit.why)}", style="dim"))
        if more:
            say(out, Text(f"    and {more} more mentions, worded otherwise: --json has all", style="dim"))


def _spans(hits: "Iterable[Hit]", field: str) -> list[tuple[int, int]]:
    return [(h.start, h.end) for h in hits if h.field == field and h.start is not None and h.end is not None]


def _because(reasons: tuple[str, ...]) -> str:
    return f" ({'; '.join(reasons)})" if reasons else ""


def _versions(evidence: "EvidenceRow") -> Iterator[str]:
    """Each earlier version, and what the next one took out and put in."""
    from watcher.report.edits import changes, edits_of

    for edit in edits_of(evidence):
        yield f"{iso(edit.version.seen_at)}  {edit.version.title}"
        for label, old, new in edit.fields:
            for gone, come in changes(old, new):
                parts = [f"[-{gone}-]"] * bool(gone) + [f"{{+{come}+}}"] * bool(come)
                yield f"  {label}: {' '.join(parts)}"


def _fetched(evidence: "EvidenceRow") -> Iterator[str]:
    """Where the item came from, as far as it can be proven."""
    yield f"entry id {evidence.entry_id}"
    yield f"watch list {evidence.match.watch}, version {evidence.watch_version}"
    if evidence.fetch is not None:
        fetch = evidence.fetch
        yield f"fetched {iso(fetch.at)} from {fetch.url} (HTTP {fetch.status})"
        yield f"SHA-256 of the document {fetch.body_hash}"
        yield from (f"{name}: {value}" for name, value in fetch.headers)


def _history(evidence: "EvidenceRow") -> Iterator[str]:
    for event in evidence.history:
        change = " → ".join(part for part in (event.old, event.new) if part)
        note = f"  “{event.note}”" if event.note else ""
        yield f"{iso(event.at)}  {event.who}  {event.action} {change}{note}"


def _others(evidence: "EvidenceRow") -> Iterator[str]:
    for other in evidence.others:
        yield f"{other.id}  {other.title or other.url}  — {other.feed_title or other.feed} ({other.watch})"


def _section(out: "Console", title: str, lines: Iterable[str]) -> None:
    for i, line in enumerate(lines):
        if not i:
            out.print()
            say(out, Text(title, style="bold"))
        say(out, Text(f"  {terminal_safe(line)}"), hang=4)
