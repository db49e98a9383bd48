"""`watcher matches export`."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from watcher.cli.files import OutputOption, deliver
from watcher.cli.frame import state_of
from watcher.cli.looking import maybe_reader, nothing
from watcher.cli.options import (
    filtered,
    make_filter,
    now,
    parse_ids,
)
from watcher.cli.output import note
from watcher.errors import NotFound, UsageError
from watcher.text.urls import safe_link

if TYPE_CHECKING:
    from watcher.service.opening import Reader
    from watcher.types.rows import ListFilter

__all__ = ["export_matches"]

FORMATS = ("csv", "jsonl", "md", "atom", "html")
WITH_TEXT = ("md", "atom", "html")
"""Formats for people, which show some lines of each item."""


@filtered()
def export_matches(
    ctx: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Ids as `7 9 12-15`.")] = None,
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="csv, jsonl, md, atom or html.")] = "csv",
    output: OutputOption = None,
    address: Annotated[
        str,
        typer.Option("--self-url", metavar="URL", help="With atom: where the file will be served (its self link)."),
    ] = "",
    evidence: Annotated[
        bool, typer.Option("--evidence", help="With html: a ZIP file with all that is kept, and a SHA-256 manifest.")
    ] = False,
    *,
    asked: "ListFilter",
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", min=1, show_default=False, help="At most so many.")
    ] = None,
) -> None:
    """Export matches as CSV, JSON lines, Markdown, Atom or HTML.

    A file is replaced in one step, so that a web server may serve it while it is renewed: an Atom file that cron
    renews is a feed that any reader can subscribe to.

    Examples:
      watcher matches export --since 7d -o week.csv
      watcher matches export --format atom --watch ain-al-asad -o /srv/www/ain-al-asad.atom
      watcher matches export 7 9 12-15 --format html --evidence -o evidence.zip
    """
    from watcher.report import ExportFormat, bundle, export

    state = state_of(ctx)
    _check(form, evidence=evidence, address=address)
    ids = parse_ids(words or ())
    asked = replace(asked, ids=ids, limit=limit)
    title = f"watcher: {', '.join(asked.watches)}" if asked.watches else "watcher: matches"
    with maybe_reader(state) as reader:
        rows = reader.matches(asked) if reader else []
        if reader:
            _check_ids(reader, set(ids) - {row.id for row in rows})
        if evidence and reader:
            content = bundle([reader.evidence(row.id) for row in rows], title=title, now=now())
        else:
            shown = reader.with_texts(rows) if reader and form in WITH_TEXT else rows
            content = export(shown, ExportFormat(form), title=title, now=now(), address=address)
    if not rows:
        nothing(
            state, "no matches to export", has_database=reader is not None, next_step="`watcher matches` lists them"
        )
    deliver(content, output, binary=evidence)
    if output is not None and rows:
        note(f"{len(rows)} matches in {output}", quiet=state.quiet)


def _check(form: str, *, evidence: bool, address: str) -> None:
    """Raise UsageError for options that do not go together."""
    if form not in FORMATS:
        raise UsageError(f'"{form}" is no format', hint=f"accepted: {', '.join(FORMATS)}")
    if evidence and form != "html":
        raise UsageError("--evidence goes with --format html")
    if address and form != "atom":
        raise UsageError("--self-url goes with --format atom")
    if address and not safe_link(address):
        raise UsageError(f'"{address}" is no address', hint="such as https://news.example/watch.atom")


def _check_ids(reader: "Reader", missing: set[int]) -> None:
    """Raise NotFound for an id that no match has; one that a filter left out is no mistake."""
    if not missing:
        return
    known = {row.id for row in reader.matches(make_filter(ids=sorted(missing)))}
    if gone := sorted(missing - known):
        raise NotFound(f"no match {gone[0]}", hint="`watcher matches` lists them")
