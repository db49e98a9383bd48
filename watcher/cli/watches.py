"""`watcher watches`."""

import os
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from watcher.cli.frame import State, state_of
from watcher.cli.looking import nothing
from watcher.cli.options import JsonOption, LimitOption, row_limit
from watcher.cli.output import Cell, Column, console, note, print_json, print_table
from watcher.errors import ConfigError, NotFound, UsageError, WatcherError
from watcher.text.clean import terminal_safe

if TYPE_CHECKING:
    from watcher.matching.watchlist import Term, WatchList

__all__ = ["check", "edit", "list_watches", "new", "show"]

NEW_HINT = "`watcher derive SEED --save` writes one from a document, `watcher watches new ID` a blank one"


def list_watches(ctx: typer.Context, limit: LimitOption = None, as_json: JsonOption = False) -> None:
    """List the watch lists.

    Broken ones are named too; `watcher watches check` says all that is wrong with them.

    Example:
      watcher watches list --json
    """
    from watcher.settings import load_watches

    state = state_of(ctx)
    configuration = load_watches(state.settings, strict=False)
    for problem in configuration.problems:
        note(str(problem), quiet=state.quiet)
    watches = configuration.watches[: row_limit(limit, as_json=as_json)]
    if not watches:
        nothing(state, "no watch lists", has_database=True, next_step=NEW_HINT)
    elif as_json:
        for watch in watches:
            print_json(
                {
                    "id": watch.id,
                    "title": watch.title,
                    "enabled": watch.enabled,
                    "terms": len(watch.terms),
                    "examples": len(watch.examples),
                    "feeds": list(watch.feeds),
                    "languages": list(watch.languages),
                    "version": watch.version,
                }
            )
    else:
        columns = (
            Column("watch", most=30),
            Column("title", flexible=True),
            Column("terms", right=True),
            Column("examples", right=True, rank=1),
            Column("feeds", most=28, rank=2),
        )
        print_table(columns, [_row(watch) for watch in watches])


def _row(watch: "WatchList") -> list[str | Cell]:
    style = "" if watch.enabled else "dim"
    title = watch.title if watch.enabled else f"{watch.title} (disabled)"
    feeds = ", ".join(watch.feeds) or "all"
    return [Cell(cell, style) for cell in (watch.id, title, str(len(watch.terms)), str(len(watch.examples)), feeds)]


def show(
    ctx: typer.Context,
    watch_id: Annotated[str, typer.Argument(metavar="ID", help="A watch list: the name of its file.")],
    as_json: JsonOption = False,
) -> None:
    """Show one watch list, term by term.

    With --json it has the keys of the TOML file.

    Example:
      watcher watches show ain-al-asad
    """
    from watcher.matching.watchlist import as_toml_dict

    watch = _loaded(state_of(ctx), watch_id)
    if as_json:
        print_json({"id": watch.id, **as_toml_dict(watch)})
        return
    out = console()
    out.print(f"{watch.id}  {terminal_safe(watch.title)}", style="bold", soft_wrap=True)
    for label, value in (
        ("enabled", "yes" if watch.enabled else "no"),
        ("feeds", ", ".join(watch.feeds) or "all"),
        ("languages", ", ".join(watch.languages) or "all"),
        ("exclude", watch.exclude or ""),
        ("version", watch.version),
    ):
        if value:
            out.print(f"  {label}: {terminal_safe(value)}", soft_wrap=True)
    for term in watch.terms:
        out.print()
        out.print(f"{terminal_safe(term.name)}", style="bold", end="")
        out.print(f"  {term.kind}, {term.role}", soft_wrap=True)
        for label, value in _term_lines(term):
            out.print(f"    {label}: {terminal_safe(value)}", soft_wrap=True)


def _term_lines(term: "Term") -> list[tuple[str, str]]:
    groups = [" | ".join(group) for group in term.context_groups]
    lines = [
        ("aliases", ", ".join(term.aliases)),
        ("context", " and ".join(f"({g})" if len(groups) > 1 else g for g in groups)),
        ("not", ", ".join(term.not_)),
        ("near", " … ".join(f"({' | '.join(group)})" for group in term.near)),
        ("within", _within(term)),
        ("query", term.query or ""),
        ("threshold", f"{term.threshold:g}" if term.threshold is not None else ""),
        ("weight", f"{term.weight:g}" if term.weight != 1 else ""),
        ("language", term.language),
        ("source", term.source),
    ]
    return [(label, value) for label, value in lines if value]


def _within(term: "Term") -> str:
    if not (term.near or term.kind == "topic"):
        return ""
    return f"{term.within} words{', across sentences' if term.across_sentences else ''}"


def check(
    ctx: typer.Context,
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID", help="All, if none is given.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Validate watch lists and run their examples.

    Exit code 1 where an example fails, 3 where a file is invalid.

    Examples:
      watcher watches check
      watcher watches check ain-al-asad --json
    """
    state = state_of(ctx)
    paths = _paths(state, ids)
    failed, invalid = False, False
    for path in paths:
        try:
            results = _check_one(state, path)
        except ConfigError as exc:
            invalid = True
            if as_json:
                problems = exc.problems or ((exc.where, exc.problem),)
                print_json(
                    {"watch": path.stem, "ok": False, "problems": [{"where": w, "what": x} for w, x in problems]}
                )
            else:
                note(f"{path.stem}: invalid\n{exc}")
            continue
        wrong = [result for result in results if not result["ok"]]
        failed = failed or bool(wrong)
        if as_json:
            print_json({"watch": path.stem, "ok": not wrong, "problems": [], "examples": results})
        else:
            _show_results(path.stem, results, wrong, quiet=state.quiet)
    if invalid:
        raise typer.Exit(3)
    if failed:
        raise typer.Exit(1)


def _paths(state: State, ids: Sequence[str] | None) -> list[Path]:
    from watcher.settings import require_found
    from watcher.settings.configuration import watch_files

    require_found(state.settings)
    files = {path.stem: path for path in watch_files(state.settings.folder / "watches")}
    if not files:
        raise ConfigError("no watch lists", where=str(state.settings.folder / "watches"), hint=NEW_HINT)
    for watch_id in ids or ():
        if watch_id not in files:
            raise _unknown(watch_id, list(files))
    return [files[watch_id] for watch_id in ids] if ids else list(files.values())


def _unknown(watch_id: str, known: list[str]) -> NotFound:
    from watcher.text.nearest import nearest

    best = nearest(watch_id, known)
    hint = f'did you mean "{best}"?' if best else "`watcher watches list` shows all"
    return NotFound(f'no watch "{watch_id}" is configured', hint=hint)


def _check_one(state: State, path: Path) -> list[dict[str, Any]]:
    from watcher.matching.examples import check_examples
    from watcher.settings.configuration import read_watch

    results = check_examples(read_watch(path), threshold=state.settings.matching.threshold)
    return [
        {
            "text": result.example.text,
            "ok": result.passed,
            "expected": _plain(result.example.match),
            "fired": list(result.fired),
            "problem": result.problem,
        }
        for result in results
    ]


def _plain(match: bool | tuple[str, ...]) -> bool | list[str]:
    return match if isinstance(match, bool) else list(match)


def _show_results(watch_id: str, results: list[dict[str, Any]], wrong: list[dict[str, Any]], *, quiet: bool) -> None:
    if not wrong:
        passed = (
            f"{_examples(len(results))} pass{'es' * (len(results) == 1)}" if results else "valid; it has no examples"
        )
        if not quiet:
            print(f"{watch_id}: {passed}")
        return
    print(f"{watch_id}: {len(wrong)} of {_examples(len(results))} fail{'s' * (len(results) == 1)}")
    for result in wrong:
        print(terminal_safe(f"  {result['text']}"))
        print(terminal_safe(f"    {result['problem']}"))


def _examples(count: int) -> str:
    return "1 example" if count == 1 else f"{count} examples"


def edit(
    ctx: typer.Context,
    watch_id: Annotated[str, typer.Argument(metavar="ID", help="A watch list: the name of its file.")],
) -> None:
    """Open a watch list in your editor, and check it after.

    The editor is $VISUAL, else $EDITOR, else vi. A running service takes the file up as soon as it is valid.

    Example:
      EDITOR=nano watcher watches edit ain-al-asad
    """
    state = state_of(ctx)
    (path,) = _paths(state, [watch_id])
    _run_editor(path)
    results = _check_one(state, path)
    wrong = [result for result in results if not result["ok"]]
    _show_results(watch_id, results, wrong, quiet=state.quiet)
    if wrong:
        raise typer.Exit(1)


def _run_editor(path: Path) -> None:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        ended = subprocess.run([*shlex.split(editor), str(path)], check=False)
    except (OSError, ValueError) as exc:
        raise WatcherError(f"the editor {editor!r} cannot be started: {exc}", hint="set VISUAL or EDITOR") from None
    if ended.returncode:
        raise WatcherError(f"the editor {editor!r} ended with {ended.returncode}", where=str(path))


def new(
    ctx: typer.Context,
    watch_id: Annotated[str, typer.Argument(metavar="ID", help="Its name: letters, digits, - and _.")],
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="Shown to people.")] = "",
    open_editor: Annotated[bool, typer.Option("--edit", help="Open it in the editor at once.")] = False,
) -> None:
    """Write a blank watch list to fill in.

    It holds every kind of term once, with comments; its examples pass.

    Example:
      watcher watches new red-sea --title "Red Sea shipping" --edit
    """
    from watcher.settings import require_found, said_path, watch_path
    from watcher.settings.configuration import WATCH_ID
    from watcher.settings.files import write_atomically
    from watcher.settings.starting import blank_watch_list

    state = state_of(ctx)
    require_found(state.settings)
    if not WATCH_ID.fullmatch(watch_id):
        raise UsageError(f'"{watch_id}" cannot be a watch list\'s id', hint="letters, digits, . - and _ are accepted")
    path = watch_path(state.settings, watch_id)
    if path.exists():
        raise UsageError("this watch list exists", where=said_path(path), hint=f"`watcher watches edit {watch_id}`")
    write_atomically(path, blank_watch_list(title or watch_id))
    note(f"wrote {said_path(path)}", quiet=state.quiet)
    if open_editor:
        edit(ctx, watch_id)


def _loaded(state: State, watch_id: str) -> "WatchList":
    from watcher.settings.configuration import read_watch

    (path,) = _paths(state, [watch_id])
    return read_watch(path)
