"""`watcher demo`."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.cells import cell_len
from rich.text import Text

from watcher.cli.frame import state_of
from watcher.cli.output import MARK, Cell, console, fitted, isolated, marked, say
from watcher.text.clean import terminal_safe

if TYPE_CHECKING:
    from watcher.service.demonstrating import DemoOutcome
    from watcher.types.rows import MatchRow

__all__ = ["demo"]

LOOK_AROUND = ("review", "stories", "matches show 1", "coverage", "report -o demo.html")
"""Commands that show what a demonstration that is kept left behind."""

_WHAT, _SOURCE = 12, 16
"""Cells for what happened, and for the feed."""


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
    from watcher.service import demonstrating

    state = state_of(ctx)
    # What the service would log is shown in a form of its own, and all of it with --verbose.
    set_up_logging("debug" if state.verbose else "error", "console")
    if keep is not None and keep.exists() and (not keep.is_dir() or any(keep.iterdir())):
        raise UsageError(f"{keep} is not empty", hint="name a folder that does not exist yet")
    place = nullcontext(str(keep)) if keep is not None else tempfile.TemporaryDirectory(prefix="watcher-demo-")
    live = _Live(quiet=state.quiet)
    live.introduce(len(demonstrating.FEEDS), demonstrating.ROUNDS)
    with place as name:
        folder = Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        outcome = demonstrating.demonstrate(folder, rounds=demonstrating.ROUNDS, on_polled=live.polled)
    live.conclude()
    _Account(outcome).show()
    out = console()
    out.print()
    if keep is not None:
        commands = "".join(f"\n  watcher {words} --config {keep}" for words in LOOK_AROUND)
        say(out, Text(f"Kept in {keep}; look around:{commands}"))
    else:
        say(out, Text("Nothing of this was kept; `watcher demo --keep DIR` keeps it. To begin: `watcher init`."))


class _Live:
    """What happens, a line each, as it happens."""

    def __init__(self, *, quiet: bool) -> None:
        self._out = console()
        self._quiet = quiet
        self._began = time.monotonic()
        self._unchanged = self._again = 0

    def introduce(self, feeds: int, rounds: int) -> None:
        """Say what is about to be seen."""
        if not self._quiet:
            text = (
                f"{feeds} invented feeds on the handover of an air base are served on this machine. The real "
                f"service polls each of them {rounds} times; that takes about 20 seconds."
            )
            say(self._out, Text(text), hang=0)
            self._out.print()

    def polled(self, polled: Any) -> None:
        """Show what is new in one finished poll; what failed before or did not change is counted."""
        intent, receipt, name = polled.intent, polled.receipt, polled.feed.title or polled.feed.url
        self._unchanged += intent.not_modified
        if intent.failure is not None:
            self._again += bool(polled.feed.consecutive_failures)
            if not polled.feed.consecutive_failures:
                self._line("failed", "red", name, Cell(intent.error))
        for match in receipt.matches if receipt else ():
            what, style = ("match", "green") if match.story_new else ("same story", "cyan")
            if not match.new or match.note:
                what, style = match.note.split()[-1] if match.note else "edit", "magenta"
            hits = match.match.hits
            spans = tuple((h.start, h.end) for h in hits if h.field == "title" and h.start is not None and h.end)
            self._line(what, style, name, Cell(match.title or match.url, spans=spans))

    def conclude(self) -> None:
        """Say what was counted."""
        if self._unchanged:
            told = f"{self._unchanged} answers of 304: nothing had changed, nothing was read"
            self._line("quiet", "dim", "", Cell(told))
        if self._again:
            self._line("failed", "dim", "", Cell(f"{self._again} more times, ever later: back-off"))

    def _line(self, what: str, style: str, name: str, told: Cell) -> None:
        if self._quiet:
            return
        line = Text(f"{time.monotonic() - self._began:5.1f}s  ", style="dim")
        line.append(f"{what:<{_WHAT}}", style=style)
        source = fitted(terminal_safe(name), _SOURCE)
        line.append(f"{isolated(source)}{' ' * (_SOURCE - cell_len(source))}  ", style="dim")
        title = marked(told.text, told.spans)
        room = max(20, (self._out.width if self._out.is_terminal else 80) - line.cell_len)
        cut = fitted(title.plain, room)
        if cut != title.plain:
            title = title[: len(cut) - 1].append("…")
        if isolated(title.plain) != title.plain:
            title = Text("\u2068").append_text(title).append("\u2069")
        self._out.print(line.append_text(title), soft_wrap=True)


class _Account:
    """What the database holds at the end: found and why, held back and why, grouped, failed."""

    def __init__(self, outcome: "DemoOutcome") -> None:
        self._outcome = outcome
        self._out = console()

    def show(self) -> None:
        """Print it, section by section."""
        outcome = self._outcome
        self._section(f"What was found: {len(outcome.matches)} matches in {len(outcome.stories)} stories")
        for match in outcome.matches:
            self._match(match)
        self._section(f"What was held back: {len(outcome.suppressed)} near-matches")
        for row in outcome.suppressed:
            miss = row.miss
            spans = [(miss.start, miss.end)] if miss.field == "title" and miss.start is not None and miss.end else []
            say(self._out, Text("  ").append_text(marked(row.title, spans, mark="yellow")), hang=4)
            say(self._out, Text(f"    not {miss.term}: {_held_back(miss.rule)}", style="dim"))
        for number, sources in enumerate(self._several()):
            if not number:
                self._section("One story, several sources")
            for line in sources:
                say(self._out, line, hang=6)
        self._failures()

    def _match(self, match: "MatchRow") -> None:
        from watcher.matching.hits import distinct

        spans = [(h.start, h.end) for h in match.hits if h.field == "title" and h.start is not None and h.end]
        title = Text("  ").append_text(marked(match.title, spans, style="bold", mark=MARK))
        say(self._out, title.append(f"  {terminal_safe(match.feed_title)}", style="dim"), hang=4)
        shown = set()
        for hit, _, _ in distinct(match.hits, lambda hit: (hit.term, hit.text, hit.why)):
            if hit.term not in shown:
                shown.add(hit.term)
                line = Text(f"    {terminal_safe(hit.term)}", style="green")
                say(self._out, line.append(f"  {terminal_safe(hit.why)}", style="default"), hang=6)

    def _several(self) -> Iterator[list[Text]]:
        """The stories of more than one source: each a headline, and who else has it."""
        for story in self._outcome.stories:
            members = [match for match in self._outcome.matches if match.story == story.id]
            if len(members) > 1:
                heading = f"  {terminal_safe(story.title)}"
                lines = [Text(heading, style="bold").append(f"  {story.sources} sources", style="not bold dim")]
                lines += [Text(f"    {terminal_safe(m.feed_title)}: {terminal_safe(m.title)}") for m in members]
                yield lines

    def _failures(self) -> None:
        failing = [feed for feed in self._outcome.feeds if feed.failure]
        if failing:
            self._section("What failed, and stopped nothing")
        for feed in failing:
            say(self._out, Text(terminal_safe(f"  {feed.title or feed.url}: {feed.error}")), hang=4)

    def _section(self, title: str) -> None:
        self._out.print()
        say(self._out, Text(title, style="bold underline"))


def _held_back(rule: str) -> str:
    """A rule in words: `not: Bashar al-Assad`, `no context: Iraq, Baghdad`."""
    kind, _, rest = rule.partition(": ")
    if kind == "not":
        return f"it is {terminal_safe(rest)}"
    if kind == "no context":
        return f"nothing beside it says {terminal_safe(rest.replace(', ', ' or '))}"
    return terminal_safe(rule)
