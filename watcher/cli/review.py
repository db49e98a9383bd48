"""`watcher review`."""

import importlib
import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from watcher.cli.frame import state_of
from watcher.cli.options import (
    FILTERS,
    filtered,
)
from watcher.cli.output import note, on_terminal
from watcher.cli.people import AsOption, AssigneeOption, MineOption, who_am_i
from watcher.errors import UsageError

if TYPE_CHECKING:
    from watcher.types.rows import ListFilter

__all__ = ["review"]


@filtered(*(name for name in FILTERS if name != "status"))
def review(
    ctx: typer.Context,
    who: AsOption = None,
    *,
    asked: "ListFilter",
    assignee: AssigneeOption = None,
    mine: MineOption = False,
) -> None:
    """Triage stories by keyboard: best first, one key a verdict.

    Beside each story: its text with the mentions marked, why it matched, its sources and history. `?` shows the keys.
    It may be used while the service runs, and by several people at once. Filters narrow it to some of the stories.

    Examples:
      watcher review
      watcher review --as dana --mine
      watcher review --watch ain-al-asad --min-priority 50
    """
    if not (on_terminal() and on_terminal(sys.stderr) and on_terminal(sys.stdin)) or os.environ.get("TERM") == "dumb":
        raise UsageError(
            "review needs a terminal that can place its cursor",
            hint="`watcher stories` and `watcher stories mark` work without one",
        )
    me = who_am_i(who)
    if mine and assignee is not None:
        raise UsageError("--mine and --assignee ask for two people", hint="give one of them")
    raise typer.Exit(_triage(ctx, me, replace(asked, assignee=me if mine else assignee)))


def _triage(ctx: typer.Context, me: str, asked: "ListFilter") -> int:
    """Show the screen; the exit code."""
    from watcher.service.reviewing import Review

    backend = Review(state_of(ctx).settings, me)
    try:
        # A face knows no other face: the screen is found by its name, as commands are.
        screen = importlib.import_module("watcher.tui.app").ReviewApp(backend, asked)
        screen.run()
    finally:
        backend.close()
    for lost in screen.unsaved:
        note(f"not saved: {lost}")
    return 1 if screen.unsaved else screen.return_code or 0
