"""`watcher demo`."""

import tempfile
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from watcher.cli.frame import state_of

if TYPE_CHECKING:
    from watcher.service.demonstrating import DemoOutcome

__all__ = ["demo"]


def demo(
    ctx: typer.Context,
    keep: Annotated[
        Path | None,
        typer.Option(
            "--keep", metavar="DIR", help="Keep configuration and database in this new folder.", show_default=False
        ),
    ] = None,
) -> None:
    """Show the whole pipeline in a minute, without network.

    A dozen feeds written for it are served on loopback; the real service polls them for some rounds into a temporary
    database. You see matches arrive, then what was matched, what was held back, and why.

    Example:
      watcher demo --keep /tmp/demo && watcher matches --config /tmp/demo
    """
    from watcher.errors import UsageError
    from watcher.logs import set_up_logging
    from watcher.service.demonstrating import demonstrate

    state = state_of(ctx)
    set_up_logging("error" if state.quiet else "debug" if state.verbose else "info", "console")
    if keep is not None and keep.exists() and any(keep.iterdir()):
        raise UsageError(f"{keep} is not empty", hint="name a folder that does not exist yet")
    place = nullcontext(str(keep)) if keep is not None else tempfile.TemporaryDirectory(prefix="watcher-demo-")
    with place as name:
        folder = Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        outcome = demonstrate(folder)
    _show(outcome)
    if keep is not None:
        print(f"\nKept in {keep}; look around: watcher matches --config {keep}")


def _show(outcome: "DemoOutcome") -> None:
    from watcher.cli.output import console

    out = partial(console().print, markup=True)
    out()
    out(f"[bold]What was found[/] ({len(outcome.matches)} matches in {len(outcome.stories)} stories)")
    for match in outcome.matches:
        out(f"  [bold]{match.score:.0f}[/] {_safe(match.title)} [dim]— {_safe(match.feed_title)}[/]")
        for hit in match.hits:
            out(f"     [green]{_safe(hit.term)}[/]: {_safe(hit.why)}")
    out()
    out(f"[bold]What was held back[/] ({len(outcome.suppressed)} near-matches)")
    for row in outcome.suppressed:
        out(f"  {_safe(row.title)}")
        out(f"     [yellow]{_safe(row.miss.text)}[/] is not [green]{_safe(row.miss.term)}[/]: {_safe(row.miss.rule)}")
    several = [s for s in outcome.stories if s.items > 1]
    if several:
        out()
        out("[bold]One story, several sources[/]")
        for story in several:
            out(f"  {_safe(story.title)} [dim]({story.sources} sources, {story.independent} independent)[/]")
    failing = [f for f in outcome.feeds if f.failure]
    if failing:
        out()
        out("[bold]What failed[/], and stopped nothing")
        for feed in failing:
            out(f"  {_safe(feed.title or feed.url)}: {_safe(feed.error)}")


def _safe(text: str) -> Any:
    from rich.markup import escape

    from watcher.text.clean import terminal_safe

    return escape(terminal_safe(text))
