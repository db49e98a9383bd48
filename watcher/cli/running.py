"""`watcher run` and `watcher poll`."""

import json
import signal
import sys
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING, Annotated, Any

import typer

from watcher.cli.frame import State, state_of

if TYPE_CHECKING:
    from watcher.service.passing import PassSummary, Progress
    from watcher.types import MatchStored

__all__ = ["poll", "run"]

MATCHES_SHOWN = 20
"""Of one pass, below its summary; `watcher matches` has the rest."""


def run(ctx: typer.Context) -> None:
    """Run the service: poll on schedule, match, store, until SIGTERM or Ctrl-C.

    What is in flight is finished first, for at most 8 seconds. SIGHUP, or a changed file, reloads the configuration.
    The database is upgraded first where it is older, after a backup.

    Example:
      watcher run --config /etc/watcher
    """
    from watcher.service.running import reread_with, run_service
    from watcher.settings import load_configuration

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)
    state = state_of(ctx)
    _set_up_logging(state, least="info")
    configuration = load_configuration(state.settings)
    configuration.require_watches()
    run_service(configuration, reread_with(state.config, state.database))


def _leave(number: int, frame: object) -> None:
    """Told to stop before the service is up: nothing is in flight, so that is a clean end."""
    raise SystemExit(0)


def poll(
    ctx: typer.Context,
    feed: Annotated[
        list[str] | None, typer.Option("--feed", metavar="URL", help="Only this feed, also a gone one; repeatable.")
    ] = None,
    due: Annotated[bool, typer.Option("--due", help="Only the feeds that are due.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Poll every enabled feed once, and exit.

    Feeds are asked whether due or not, those in back-off too; not those under Retry-After, nor gone ones unless named.
    Exit code 1 only where every feed that was asked failed.

    Examples:
      watcher poll
      watcher poll --due --quiet
      watcher poll --feed https://www.example.org/rss.xml
    """
    from watcher.cli.output import note
    from watcher.service.passing import get_ready, poll_once
    from watcher.settings import load_configuration

    state = state_of(ctx)
    _set_up_logging(state, least="warning")
    get_ready(state.settings)
    configuration = load_configuration(state.settings, strict=True)
    found = _Best()
    # Told to end by cron or a container, it ends as by Ctrl-C: what is polled is stored, and no worker stays behind.
    with suppress(ValueError):  # not in the main thread
        signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    bar = nullcontext() if as_json or state.quiet or not sys.stderr.isatty() else _Bar()
    with bar as shown:
        progress = _progress(shown, found)
        try:
            summary = poll_once(configuration, due=due, urls=tuple(feed or ()), progress=progress)
        except KeyboardInterrupt:
            note("interrupted: what was polled is stored, the rest stays due", quiet=state.quiet)
            raise
    if as_json:
        print(json.dumps(_as_json(summary), ensure_ascii=False))
    elif not state.quiet:
        _print_summary(summary, found, say_skips=state.verbose or bool(feed))
    raise typer.Exit(1 if summary.all_failed else 0)


def _set_up_logging(state: State, *, least: str) -> None:
    """As `[log]` says; a one-shot command speaks up from `least` on, -v and -q decide otherwise."""
    from watcher.logs import set_up_logging

    log = state.settings.log
    order = ("debug", "info", "warning", "error")
    level = max(log.level, least, key=order.index)
    if state.verbose:
        level = "debug"
    if state.quiet:
        level = "error"
    set_up_logging(level, log.format)


def _progress(bar: Any, found: "_Best") -> "Progress":
    from watcher.service.passing import Progress

    if bar is None:
        return Progress(on_matches=found.add)
    return Progress(on_start=bar.start, on_polled=bar.step, on_matches=found.add)


class _Best:
    """The most urgent matches of a pass, and how many there are: of ten thousand feeds they would fill the memory."""

    def __init__(self) -> None:
        self.count = 0
        self.shown: list[MatchStored] = []

    def add(self, matches: "Sequence[MatchStored]") -> None:
        self.count += len(matches)
        ranked = sorted([*self.shown, *matches], key=lambda m: (-m.priority, m.match_id))
        self.shown = ranked[:MATCHES_SHOWN]


class _Bar:
    """A progress bar on stderr."""

    def __enter__(self) -> "_Bar":
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        self._progress = Progress(
            TextColumn("polling"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[said]}"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._progress.start()
        self._items = self._matches = 0
        self._task = self._progress.add_task("", total=None, said="")
        return self

    def start(self, feeds: int) -> None:
        self._progress.update(self._task, total=feeds)

    def step(self, polled: Any) -> None:
        if polled.receipt is not None:
            self._items += polled.receipt.items_new
            self._matches += sum(1 for m in polled.receipt.matches if m.new)
        said = f"{self._items} new, {self._matches} matches"
        self._progress.update(self._task, advance=1, said=said)

    def __exit__(self, *_: object) -> None:
        self._progress.stop()


def _as_json(summary: "PassSummary") -> dict[str, object]:
    return {
        "feeds": summary.feeds,
        "ok": summary.ok,
        "not_modified": summary.not_modified,
        "failed": summary.failed,
        "skipped": summary.skipped,
        "items_new": summary.items_new,
        "items_updated": summary.items_updated,
        "matches_new": summary.matches_new,
        "stories_new": summary.stories_new,
        "seconds": round(summary.seconds, 3),
        "failures": [{"url": url, "error": error} for url, error in summary.failures],
    }


def _print_summary(summary: "PassSummary", found: "_Best", *, say_skips: bool) -> None:
    from watcher.cli.output import note
    from watcher.service.announcing import counted

    if summary.feeds == 0:
        print("No feed is due." if not summary.skipped else "Nothing to ask.")
    else:
        parts = [f"{summary.ok} read"]
        parts += [f"{n} {what}" for n, what in ((summary.not_modified, "unchanged"), (summary.failed, "failed"),
                                                (summary.skipped, "skipped")) if n]  # fmt: skip
        print(f"{counted(summary.feeds, 'feed')} in {summary.seconds:.1f} s: {', '.join(parts)}")
        print(
            f"{counted(summary.items_new, 'new item')}, {summary.items_updated} edited, "
            f"{counted(summary.matches_new, 'new match', 'new matches')} "
            f"in {counted(summary.stories_new, 'new story', 'new stories')}"
        )
    if summary.rematched is not None and summary.rematched.items:
        watches = ", ".join(summary.rematched.watches)
        print(f"matched {counted(summary.rematched.items, 'stored item')} against changed watch lists ({watches})")
    if summary.pages_read or summary.pages_failed:
        failed = f", {summary.pages_failed} could not be: see `watcher feeds health`" if summary.pages_failed else ""
        print(f"{counted(summary.pages_read, 'page')} read{failed}")
    if found.shown:
        _print_matches(found)
    for url, error in summary.failures:
        note(f"failed: {url}: {error}")
    if say_skips:
        for url, why in summary.skips:
            note(f"skipped: {url}: {why}")


def _print_matches(found: "_Best") -> None:
    from watcher.cli.output import Cell, Column, print_table

    columns = (
        Column("match", right=True),
        Column("pri", right=True, rank=3),
        Column("title", flexible=True),
        Column("feed", most=20, rank=1),
        Column("terms", most=24, rank=2),
    )
    rows: list[list[str | Cell]] = []
    for match in found.shown:
        hits = match.match.hits
        spans = tuple((h.start, h.end) for h in hits if h.field == "title" and h.start is not None and h.end)
        title = Cell(match.title or match.url, spans=spans if match.title else ())
        terms = ", ".join(match.match.terms)
        rows.append([str(match.match_id), str(match.priority), title, match.feed_title or match.feed, terms])
    print_table(columns, rows)
    if found.count > MATCHES_SHOWN:
        print(f"… and {found.count - MATCHES_SHOWN} more: `watcher matches` shows them")
