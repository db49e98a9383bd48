"""`watcher scan`."""

import json
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from watcher.cli.frame import state_of
from watcher.cli.options import JsonOption
from watcher.errors import NotFound

if TYPE_CHECKING:
    from rich.console import Console

    from watcher.matching.engine import Engine
    from watcher.matching.watchlist import WatchList
    from watcher.scanning import Scanned

__all__ = ["scan"]


def scan(
    ctx: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="JSON lines, feeds or texts; - is stdin.")],
    watch: Annotated[
        list[str] | None, typer.Option("--watch", metavar="ID", help="Only this watch list; may be repeated.")
    ] = None,
    only_matching: Annotated[
        bool, typer.Option("--only-matching", help="Leave out documents without a match.")
    ] = False,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="TERM", help="Say step by step why TERM fires or not.")
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", metavar="N", min=1, help="Processes for large files (default: one a core)."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Match documents without storing anything.

    A file is JSON lines ({"id": …, "title": …, "summary": …, "content": …, "language": …, "url": …}), a feed, or plain
    text (one document). Watch lists' `feeds` are ignored. With --json there is one object for each document, in order;
    else what matched is shown with its reasons.

    Examples:
      watcher scan items.jsonl --json --only-matching
      curl -s https://www.example.org/rss.xml | watcher scan -
      watcher scan article.txt --explain "Ain al-Asad air base"
    """
    from watcher.matching.engine import compile_watches
    from watcher.service.scanning import scan_files
    from watcher.settings import load_watches

    state = state_of(ctx)
    configuration = load_watches(state.settings)
    configuration.require_watches()
    lists = [w for w in configuration.watches if w.enabled]
    if watch:
        # One that is named is meant, also where it is not enabled.
        lists = [configuration.watch(name).model_copy(update={"enabled": True}) for name in dict.fromkeys(watch)]
    matcher = compile_watches(lists, threshold=state.settings.matching.threshold)
    if explain is not None:
        _explain(matcher, lists, files, explain)
        return
    scanned = scan_files(
        matcher, files, only_matching=only_matching or not as_json, around=not as_json, workers=workers
    )
    if as_json:
        for part in scanned:
            sys.stdout.buffer.write(part.lines)
            sys.stdout.buffer.flush()
    else:
        _show(scanned, quiet=state.quiet)


def _explain(matcher: "Engine", lists: "Sequence[WatchList]", files: list[str], term: str) -> None:
    from watcher.matching.explain import explain_term
    from watcher.service.scanning import read_documents
    from watcher.text.clean import terminal_safe
    from watcher.text.nearest import nearest

    watch_id, _, name = term.rpartition("/")
    places = [(w.id, t.name) for w in lists for t in w.terms if term == t.name or (w.id, t.name) == (watch_id, name)]
    if not places:
        best = nearest(term, [t.name for w in lists for t in w.terms])
        hint = f'did you mean "{best}"?' if best else "`watcher watches show ID` lists the terms"
        raise NotFound(f'no term "{term}"', hint=hint)
    for document_id, document in read_documents(files):
        for watch, term_name in places:
            print(terminal_safe(f"{document_id}: {watch}/{term_name}"))
            for step in explain_term(matcher, watch, term_name, document):
                print(terminal_safe(f"  {step}"))


def _show(scanned: "Iterator[Scanned]", *, quiet: bool) -> None:
    from watcher.cli.output import note

    documents = matching = 0
    for part in scanned:
        documents += part.documents
        matching += part.matching
        for line in part.lines.splitlines():
            _show_document(json.loads(line))
    note(f"{matching} of {documents} documents match", quiet=quiet)


def _show_document(row: dict[str, Any]) -> None:
    from rich.text import Text

    from watcher.cli.output import console, say
    from watcher.text.clean import terminal_safe

    out = console()
    say(out, Text(terminal_safe(f"{row['id']}  {row['title']}"), style="bold"))
    for match in row["matches"]:
        say(out, Text(f"  {match['watch']}  {match['score']:g}"))
        _show_hits(out, match["hits"])
    for miss in row["suppressed"]:
        said = terminal_safe(f"    held back: {miss['term']}: {miss['text']}  ({miss['rule']}, {miss['score']:g})")
        say(out, Text(said, style="dim"), hang=6)


def _show_hits(out: "Console", hits: list[dict[str, Any]]) -> None:
    """Each wording of each term once, with the words around its first mention."""
    from rich.text import Text

    from watcher.cli.output import MARK, say
    from watcher.matching.hits import distinct
    from watcher.text.clean import terminal_safe

    for hit, times, more in distinct(hits, lambda hit: (hit["term"], hit["text"], hit["why"])):
        before, after = (terminal_safe(text) for text in hit.get("around") or ("", ""))
        line = Text(f"    {terminal_safe(hit['term'])}: {before}")
        line.append(terminal_safe(hit["text"]) or "the document", style=MARK)
        repeated = f", {times} times" if times > 1 else ""
        line.append(f"{after}  ({hit['field'] or 'as a whole'}{repeated})")
        say(out, line, hang=6)
        say(out, Text(f"      {hit['score']:g}: {terminal_safe(hit['why'])}", style="dim"))
        if more:
            say(out, Text(f"      and {more} more mentions, worded otherwise: --json has all", style="dim"))
