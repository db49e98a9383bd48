"""`watcher derive`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watcher.cli.frame import State, state_of
from watcher.cli.output import console, note, on_terminal, print_json
from watcher.errors import InputError, UsageError
from watcher.text.clean import terminal_safe

if TYPE_CHECKING:
    from watcher.derive import Derivation

__all__ = ["derive"]


def derive(
    ctx: typer.Context,
    seeds: Annotated[list[str], typer.Argument(metavar="SEED...", help="Text, Markdown or HTML: files, URLs or -.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the watch list to FILE.")
    ] = None,
    save: Annotated[
        bool, typer.Option("--save", help="Write it to watches/ID.toml, where the service finds it.")
    ] = False,
    name: Annotated[str, typer.Option("--name", metavar="ID", help="The watch's id (default: from the text).")] = "",
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="Shown to people.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace a file that exists.")] = False,
    update: Annotated[
        bool, typer.Option("--update", help="Add what is new to a file that exists; never drop an edit.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="With --update: write without asking.")] = False,
    max_terms: Annotated[int, typer.Option("--max-terms", metavar="N", min=1, help="At most so many terms.")] = 30,
    keep_sources: Annotated[
        bool, typer.Option("--keep-sources", help="Watch the media that are only quoted, too.")
    ] = False,
    arabic: Annotated[bool, typer.Option("--arabic", help="Propose Arabic spellings, marked as candidates.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show what was left out, and why.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object: the watch list.")] = False,
) -> None:
    """Make a watch list from seed documents.

    Every term names the sentence that it comes from. Several seeds make one list. Where the database holds items, each
    term says how often a day it would have fired. The list goes to stdout, to FILE, or with --save to the watch lists.

    Examples:
      watcher derive seeds/ain-al-asad.md
      watcher derive brief.md https://www.example.org/article.html --save --name ain-al-asad
      watcher derive brief.md --save --name ain-al-asad --update
    """
    from watcher.derive import DeriveOptions, render_toml
    from watcher.derive import as_json as as_object
    from watcher.service.deriving import derive_seeds

    _check(output, save=save, force=force, update=update)
    state = state_of(ctx)
    options = DeriveOptions(
        max_terms=max_terms, keep_sources=keep_sources, arabic_candidates=arabic, id=name, title=title
    )
    derivation = derive_seeds(state.settings, seeds, options)
    path = _target(state, derivation, output=output, save=save, named=bool(name))
    text = render_toml(derivation)
    if path is not None and path.exists() and update:
        _update(state, path, derivation, write=yes)
    elif path is not None:
        _write(state, path, text, force=force)
    if as_json:
        print_json(as_object(derivation))
    elif path is None:
        sys.stdout.write(text)
    if explain:
        _explain(derivation)
    if (path is not None or not on_terminal()) and on_terminal(sys.stderr) and not state.quiet and not as_json:
        _summary(derivation)


def _check(output: Path | None, *, save: bool, force: bool, update: bool) -> None:
    """Refuse options that contradict one another."""
    if force and update:
        raise UsageError("--force replaces the file and --update adds to it; give one of them")
    if save and output is not None:
        raise UsageError("--save and -o name two places; give one of them")
    if (force or update) and not save and output is None:
        raise UsageError("--force and --update need a file", hint="add --save or -o FILE")


def _target(state: State, derivation: "Derivation", *, output: Path | None, save: bool, named: bool) -> Path | None:
    """Where the watch list goes; None for stdout."""
    if not save:
        return output
    from watcher.settings import require_found, watch_path
    from watcher.settings.configuration import WATCH_ID

    require_found(state.settings)
    if not WATCH_ID.fullmatch(derivation.id):
        asked = "--name" if named else "the derived id"
        raise UsageError(
            f'{asked} "{derivation.id}" cannot be a watch list\'s id', hint="letters, digits, . - and _ are accepted"
        )
    return watch_path(state.settings, derivation.id)


def _write(state: State, path: Path, text: str, *, force: bool) -> None:
    from watcher.settings import said_path
    from watcher.settings.files import write_atomically

    if path.exists() and not force:
        hint = "--update adds what is new to it, --force replaces it"
        raise UsageError("the file exists", where=said_path(path), hint=hint)
    write_atomically(path, text)
    note(f"wrote {said_path(path)}; `watcher watches check` runs its examples", quiet=state.quiet)


def _update(state: State, path: Path, derivation: "Derivation", *, write: bool) -> None:
    """Show what would be added, and add it once that was agreed to."""
    from watcher.derive import propose_update
    from watcher.settings import said_path
    from watcher.settings.files import write_atomically

    where = said_path(path)
    try:
        before = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", where=where) from error
    after, diff = propose_update(before, derivation, where=where)
    if not diff:
        note(f"{where} holds all of it already; nothing to add", quiet=state.quiet)
        return
    note(diff.rstrip("\n"))
    if not write and not (sys.stdin.isatty() and typer.confirm(f"Add this to {where}?", err=True)):
        note(f"{where} is unchanged; --yes writes it", quiet=state.quiet)
        return
    write_atomically(path, after)
    note(f"updated {where}", quiet=state.quiet)


def _explain(derivation: "Derivation") -> None:
    note("Left out:" if derivation.left_out else "Nothing was left out.")
    for one in derivation.left_out:
        where = f" ({one.quote.document}:{one.quote.line})" if one.quote else ""
        note(f"  {one.name}: {one.reason}{where}")


_STYLES = {"anchor": "green", "qualified": "yellow", "context": "dim"}


def _summary(derivation: "Derivation") -> None:
    """On stderr: what was found, and what to look at by hand."""
    screen = console(stderr=True)
    screen.print(
        terminal_safe(f"{derivation.title} ({len(derivation.all_terms)} terms, {len(derivation.examples)} examples)")
    )
    for term in derivation.all_terms:
        style = _STYLES[term.role]
        screen.print(terminal_safe(f"  {term.confidence:.2f}  {term.kind:<12} {term.role:<9} {term.name}"), style=style)
    doubtful = [term for term in derivation.all_terms if term.confidence < 0.55 or term.kind == "topic"]
    if doubtful:
        screen.print(terminal_safe("Look at by hand: " + ", ".join(term.name for term in doubtful)))
    for warning in derivation.warnings:
        screen.print(terminal_safe(f"Note: {warning}"))
