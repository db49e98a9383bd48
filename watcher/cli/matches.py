"""`watcher matches list`."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import typer

from watcher.cli.frame import state_of
from watcher.cli.looking import maybe_reader, nothing, unknown_name
from watcher.cli.options import (
    JsonOption,
    LimitOption,
    filtered,
    is_filtered,
    make_filter,
    now,
    row_limit,
)
from watcher.cli.output import Cell, Column, age, note, on_terminal, print_json, print_table
from watcher.cli.people import AssigneeOption, MeOption, MineOption, asked_assignee

if TYPE_CHECKING:
    from watcher.types.rows import ListFilter, MatchRow

__all__ = ["as_json", "list_matches", "matches_table", "title_cell"]

STATUS_STYLES = {"new": "bold", "follow-up": "cyan", "done": "green", "dismissed": "dim"}


@filtered()
def list_matches(
    ctx: typer.Context,
    asked: "ListFilter",
    assignee: AssigneeOption = None,
    mine: MineOption = False,
    who: MeOption = None,
    limit: LimitOption = None,
    json_lines: JsonOption = False,
) -> None:
    """List matches, highest priority first.

    Score is how sure a match is, priority how much it deserves attention.

    Examples:
      watcher matches
      watcher matches list --status new --since 24h --watch ain-al-asad
      watcher matches list --mine --status follow-up
      watcher matches list --json | jq -r .url
    """
    state = state_of(ctx)
    asked = replace(asked, assignee=asked_assignee(assignee, mine, who), limit=row_limit(limit, as_json=json_lines))
    with maybe_reader(state) as reader:
        rows = reader.matches(asked) if reader else []
        total = reader.count_matches(asked) if reader and len(rows) == asked.limit else len(rows)
        any_item = bool(rows) or (
            reader is not None and next(reader.search((), make_filter(limit=1)), None) is not None
        )
        unknown = "" if rows else unknown_name(state, asked, reader)
    if not rows:
        what, next_step = "no matches yet", "`watcher poll` asks every feed once, `watcher run` starts the service"
        if is_filtered(asked):
            what, next_step = "no match passes the filter", "`watcher matches` without filters shows all"
            next_step = unknown or next_step
        elif any_item:
            what = "items are stored, but none of them matches yet"
            next_step = "`watcher matches suppressed` shows near-matches, `watcher watches` what is looked for"
        nothing(state, what, has_database=reader is not None, next_step=next_step)
        return
    if json_lines:
        for row in rows:
            print_json(as_json(row))
        return
    matches_table(rows, now())
    if total > len(rows) and on_terminal():
        note(f"{len(rows)} of {total}; --limit {total} shows all", quiet=state.quiet)


def as_json(row: "MatchRow") -> dict[str, Any]:
    """A match under the keys of `watcher matches list --json`."""
    from watcher.report.records import match_record

    return match_record(row, address=str, hits=False)


def matches_table(rows: "list[MatchRow]", at: datetime) -> None:
    """A table made for triage."""
    columns = (
        Column("id", right=True),
        Column("pri", right=True),
        Column("age", right=True, rank=1),
        Column("title", flexible=True),
        Column("feed", most=16, rank=3),
        Column("watch", most=14, rank=2),
        Column("status", rank=1),
        Column("for", most=10, rank=3),
    )
    print_table(
        columns,
        [
            [
                str(row.id),
                str(row.priority),
                age(row.first_seen, at),
                title_cell(row),
                row.feed_title or row.feed,
                row.watch,
                Cell(row.status.value, STATUS_STYLES.get(row.status, "")),
                row.assignee or "",
            ]
            for row in rows
        ],
    )


def title_cell(row: "MatchRow") -> Cell:
    """The title with its mentions marked."""
    spans = [(h.start, h.end) for h in row.hits if h.field == "title" and h.start is not None and h.end is not None]
    return Cell(row.title or row.url or "(untitled)", spans=tuple(spans) if row.title else ())
