"""`watcher review`."""

import importlib
import os
import sys
from typing import TYPE_CHECKING

import typer

from watcher.cli.frame import state_of
from watcher.cli.options import (
    FeedOption,
    LanguageOption,
    MinPriorityOption,
    MinScoreOption,
    SinceOption,
    TagOption,
    UntilOption,
    WatchOption,
    make_filter,
)
from watcher.cli.output import note, on_terminal
from watcher.cli.people import AsOption, AssigneeOption, MineOption, who_am_i
from watcher.errors import UsageError

if TYPE_CHECKING:
    from watcher.types.rows import ListFilter

__all__ = ["review"]


def review(
    ctx: typer.Context,
    who: AsOption = None,
    watch: WatchOption = None,
    feed: FeedOption = None,
    tag: TagOption = None,
    language: LanguageOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    min_score: MinScoreOption = None,
    min_priority: MinPriorityOption = None,
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
    asked = make_filter(
        watch=watch, feed=feed, tag=tag, language=language, since=since, until=until, min_score=min_score,
        min_priority=min_priority, assignee=me if mine else assignee,
    )  # fmt: skip
    raise typer.Exit(_triage(ctx, me, asked))


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
