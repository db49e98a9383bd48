"""`watcher review`."""

import importlib
import sys

import typer

from watcher.cli.frame import state_of
from watcher.cli.output import on_terminal
from watcher.cli.people import AsOption, who_am_i
from watcher.errors import UsageError

__all__ = ["review"]


def review(ctx: typer.Context, who: AsOption = None) -> None:
    """Triage stories by keyboard: best first, one key a verdict.

    Beside each story: its text with the mentions marked, why it matched, its sources and history. `?` shows the keys.
    It may be used while the service runs, and by several people at once.

    Example:
      watcher review --as dana
    """
    from watcher.service.reviewing import Review

    if not (on_terminal() and on_terminal(sys.stderr) and on_terminal(sys.stdin)):
        raise UsageError(
            "review needs a terminal", hint="`watcher stories` and `watcher matches mark` work without one"
        )
    backend = Review(state_of(ctx).settings, who_am_i(who))
    try:
        # A face knows no other face: the screen is found by its name, as commands are.
        screen = importlib.import_module("watcher.tui.app").ReviewApp(backend)
        screen.run()
    finally:
        backend.close()
    raise typer.Exit(screen.return_code or 0)
