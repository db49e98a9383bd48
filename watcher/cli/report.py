"""`watcher report`."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from watcher.cli.files import OutputOption, deliver
from watcher.cli.frame import state_of
from watcher.cli.looking import maybe_reader, nothing
from watcher.cli.options import (
    FILTERS,
    filtered,
    now,
)
from watcher.cli.output import note
from watcher.errors import UsageError

if TYPE_CHECKING:
    from watcher.types.rows import ListFilter

__all__ = ["report_page"]


@filtered(*(name for name in FILTERS if name != "status"), since="7d")
def report_page(
    ctx: typer.Context,
    output: OutputOption = None,
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="The heading.")] = "",
    *,
    asked: "ListFilter",
) -> None:
    """Write a self-contained HTML report with charts.

    One file, no script, nothing loaded from anywhere: stories with their sources, a timeline by term and day, terms
    that stand together, feeds and languages, coverage gaps, and what was dismissed.

    Examples:
      watcher report -o week.html
      watcher report --since 30d --watch ain-al-asad -o month.html
    """
    from watcher.report import report
    from watcher.service.reporting import gather

    state = state_of(ctx)
    end = asked.until or now()
    begin = asked.since or end - timedelta(days=7)
    if begin >= end:
        raise UsageError("--since lies after --until")
    asked = replace(asked, since=None, until=None)
    heading = title or (f"Report: {', '.join(asked.watches)}" if asked.watches else "Report")
    with maybe_reader(state) as reader:
        if reader is None:
            nothing(
                state, "there is nothing to report yet", has_database=False,
                next_step="`watcher poll` asks every feed once, `watcher run` starts the service",
            )  # fmt: skip
            raise typer.Exit(1)
        data = gather(reader, asked, title=heading, since=begin, until=end, now=now())
    deliver(report(data).encode("utf-8", "replace"), output)
    if output is not None:
        note(f"{len(data.stories)} stories, {len(data.matches)} matches in {output}", quiet=state.quiet)
