"""`watcher coverage`."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import typer

from watcher.cli.frame import state_of
from watcher.cli.looking import maybe_reader, nothing
from watcher.cli.options import (
    FeedOption,
    JsonOption,
    LimitOption,
    SinceOption,
    TagOption,
    UntilOption,
    WatchOption,
    now,
    parse_when,
    row_limit,
)
from watcher.cli.output import Cell, Column, minute, note, on_terminal, print_json, print_table

if TYPE_CHECKING:
    from watcher.service.covering import CoveredFeed
    from watcher.settings import Settings

__all__ = ["coverage"]

BAR = 24
"""Cells of the timeline on a terminal."""


def coverage(
    ctx: typer.Context,
    watch: WatchOption = None,
    feed: FeedOption = None,
    tag: TagOption = None,
    since: SinceOption = "24h",
    until: UntilOption = None,
    limit: LimitOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show which feeds were covered completely, and every gap.

    A gap is a time in which something may have been missed: from, to, why. With --watch only the feeds that this watch
    list looks at count. The incomplete stand first.

    Examples:
      watcher coverage --since 7d
      watcher coverage --watch ain-al-asad --json
    """
    from watcher.service.covering import coverage_of

    state = state_of(ctx)
    end = parse_when(until, "--until") or now()
    begin = parse_when(since, "--since")
    assert begin is not None
    with maybe_reader(state) as reader:
        found = coverage_of(reader, begin, end, urls=feed) if reader else []
    if found and not feed:
        found += _not_stored(state.settings, {one.url for one in found}, begin, end)
    wanted = _feeds_of(state.settings, watch) if watch else None
    found = [one for one in found if (not tag or set(tag) & set(one.tags)) and (wanted is None or _within(one, wanted))]
    found.sort(key=lambda one: (one.coverage.complete, one.title.casefold(), one.url))
    if not found:
        next_step = "`watcher poll` asks every feed once"
        nothing(state, "no feed was polled yet", has_database=reader is not None, next_step=next_step)
        return
    shown = found[: row_limit(limit, as_json=as_json)]
    if as_json:
        for one in shown:
            print_json(_as_json(one))
        return
    _table(shown, begin, end)
    if on_terminal():
        note(f"█ covered, ░ a gap; {minute(begin)} to {minute(end)}", quiet=state.quiet)
    complete = sum(one.coverage.complete for one in found)
    note(f"{complete} of {len(found)} feeds covered completely", quiet=state.quiet)


def _not_stored(settings: "Settings", stored: set[str], begin: datetime, end: datetime) -> "list[CoveredFeed]":
    """Feeds that were added to the files since anything was polled: their silence is none that can be certified."""
    from watcher.errors import ConfigError
    from watcher.feeds.coverage import NOT_POLLED, FeedCoverage, Gap
    from watcher.service.covering import CoveredFeed
    from watcher.settings import load_feeds

    try:
        feeds = load_feeds(settings).feeds
    except ConfigError:
        return []  # a broken file hides nothing of what is stored
    unknown = FeedCoverage(begin, end, complete=False, text="", gaps=(Gap(begin, end, NOT_POLLED),))
    return [CoveredFeed(f.url, f.title, f.tags, unknown) for f in feeds if f.enabled and f.url not in stored]


def _feeds_of(settings: "Settings", watches: list[str]) -> set[str] | None:
    """What the watch lists' `feeds` say (tags and URLs); None: all feeds."""
    from watcher.settings import load_watches

    configuration = load_watches(settings, strict=False)
    wanted: set[str] = set()
    for watch_id in watches:
        feeds = configuration.watch(watch_id).feeds
        if not feeds:
            return None
        wanted |= set(feeds)
    return wanted


def _within(one: "CoveredFeed", wanted: set[str]) -> bool:
    return one.url in wanted or any(f"tag:{tag}" in wanted for tag in one.tags)


def _as_json(one: "CoveredFeed") -> dict[str, Any]:
    covered = one.coverage
    return {
        "feed": one.url,
        "from": covered.start,
        "to": covered.end,
        "complete": covered.complete,
        "text": covered.text,
        "gaps": [{"from": gap.start, "to": gap.end, "reason": gap.reason} for gap in covered.gaps],
    }


def _table(rows: "list[CoveredFeed]", begin: datetime, end: datetime) -> None:
    terminal = on_terminal()
    cells: list[list[str | Cell]] = []
    for one in rows:
        covered = one.coverage
        timeline = _bar(one, begin, end) if terminal else ""
        verdict = (
            Cell("complete", "green")
            if covered.complete
            else Cell("1 gap" if len(covered.gaps) == 1 else f"{len(covered.gaps)} gaps", "red")
        )
        cells.append([verdict, one.title or one.url, timeline, covered.text])
    columns = (
        Column("verdict"),
        Column("feed", flexible=True),
        Column("covered", most=BAR),
        Column("text", rank=1),
    )
    print_table(columns, cells)
    for one in rows:
        for gap in one.coverage.gaps:
            note(f"{one.title or one.url}: {minute(gap.start)} to {minute(gap.end)}: {gap.reason}")


def _bar(one: "CoveredFeed", begin: datetime, end: datetime) -> str:
    """The window as a line: █ covered, ░ a gap, and nothing where the feed was not configured."""
    step = (end - begin) / BAR
    bar = ""
    for i in range(BAR):
        left, right = begin + i * step, begin + (i + 1) * step
        if right <= one.coverage.start or left >= one.coverage.end:
            bar += " "
        elif any(gap.start < right and gap.end > left for gap in one.coverage.gaps):
            bar += "░"
        else:
            bar += "█"
    return bar
