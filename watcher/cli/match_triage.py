"""`watcher matches mark`, `suppressed` and `promote`."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from watcher.cli.frame import state_of
from watcher.cli.looking import maybe_reader, nothing, unknown_name
from watcher.cli.options import (
    JsonOption,
    LimitOption,
    filtered,
    is_filtered,
    now,
    parse_ids,
    parse_status,
    row_limit,
)
from watcher.cli.output import Cell, Column, age, note, on_terminal, print_json, print_table
from watcher.cli.people import AsOption, who_am_i
from watcher.errors import UsageError

if TYPE_CHECKING:
    from watcher.types.rows import ListFilter, SuppressedRow

__all__ = ["mark", "promote", "suppressed"]


@filtered()
def mark(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="[ID...] STATUS", help="Ids as `7 9 12-15`, then the status.")],
    note_text: Annotated[str, typer.Option("--note", metavar="TEXT", help="A note for the history.")] = "",
    who: AsOption = None,
    assign: Annotated[
        str | None, typer.Option("--assign", metavar="NAME", help='To whom; "" takes the assignee off.')
    ] = None,
    *,
    asked: "ListFilter",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask, where filters choose the matches.")] = False,
) -> None:
    """Set the status of matches.

    STATUS is new, follow-up, done or dismissed. Instead of ids, filters may choose the matches: then it asks first.
    Every change is kept in the history, and can be taken back.

    Examples:
      watcher matches mark 7 9 12-15 dismissed --note "football"
      watcher matches mark 7 follow-up --assign dana
      watcher matches mark done --watch ain-al-asad --until 7d --yes
    """
    from watcher.service.opening import open_writer

    state = state_of(ctx)
    if words[-1][:1].isdigit():
        raise UsageError("which status?", hint="it comes last: `watcher matches mark 7 9 done`")
    new_status = parse_status(words[-1])
    by_filter, ids = is_filtered(asked), parse_ids(words[:-1])
    if not by_filter and not ids:
        raise UsageError("which matches?", hint="give ids (`7 9 12-15`), or filters such as --watch and --since")
    asked = replace(asked, ids=ids)
    with open_writer(state.settings) as store:
        if not by_filter:
            changed = store.mark(ids, new_status, who=who_am_i(who), now=now(), note=note_text, assign=assign)
        else:
            count = store.reader.count_matches(asked)
            if count and not yes:
                if not on_terminal():
                    raise UsageError(f"{count} matches are chosen by filters", hint="--yes marks them without asking")
                typer.confirm(f"Mark {count} matches {new_status.value}?", abort=True, err=True)
            changed = store.mark_where(asked, new_status, who=who_am_i(who), now=now(), note=note_text, assign=assign)
    note(f"{changed} changed", quiet=state.quiet)


@filtered("watch", "feed", "tag", "language", "since", "until", "min_score")
def suppressed(
    ctx: typer.Context,
    asked: "ListFilter",
    limit: LimitOption = None,
    json_lines: JsonOption = False,
) -> None:
    """List what was nearly a match, and why not.

    Each line names the mention and the rule that held it back. `watcher matches promote ID` makes it a match.

    Example:
      watcher matches suppressed --watch ain-al-asad --since 7d
    """
    state = state_of(ctx)
    asked = replace(asked, limit=row_limit(limit, as_json=json_lines))
    with maybe_reader(state) as reader:
        rows = reader.suppressed(asked) if reader else []
        unknown = "" if rows else unknown_name(state, asked, reader)
    if not rows:
        what = "nothing held back passes the filter" if is_filtered(asked) else "nothing was held back yet"
        next_step = unknown or "`watcher matches` shows what matched"
        nothing(state, what, has_database=reader is not None, next_step=next_step)
        return
    if json_lines:
        for row in rows:
            print_json(_suppressed_json(row))
        return
    _suppressed_table(rows, now())
    if len(rows) == asked.limit:
        note(f"the newest {len(rows)}; --limit N shows more", quiet=state.quiet)


def _suppressed_table(rows: "list[SuppressedRow]", at: datetime) -> None:
    columns = (
        Column("id", right=True),
        Column("age", right=True, rank=3),
        Column("sure", right=True, rank=2),
        Column("mention", most=26),
        Column("rule", most=34),
        Column("watch", most=16, rank=4),
        Column("title", flexible=True, rank=0),
    )
    print_table(
        columns,
        [
            [
                str(row.id),
                age(row.seen_at, at),
                f"{row.miss.score:.0f}",
                Cell(row.miss.text, "bold"),
                row.miss.rule,
                row.miss.watch,
                row.title or row.url,
            ]
            for row in rows
        ],
    )


def _suppressed_json(row: "SuppressedRow") -> dict[str, Any]:
    from watcher.scanning import rounded

    return {
        "id": row.id,
        "watch": row.miss.watch,
        "term": row.miss.term,
        "alias": row.miss.alias,
        "field": row.miss.field,
        "start": row.miss.start,
        "end": row.miss.end,
        "text": row.miss.text,
        "score": rounded(row.miss.score),
        "rule": row.miss.rule,
        "item": row.item_id,
        "title": row.title,
        "url": row.url,
        "feed": row.feed,
        "seen_at": row.seen_at,
    }


def promote(
    ctx: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID", help="Of `watcher matches suppressed`.")],
    note_text: Annotated[str, typer.Option("--note", metavar="TEXT", help="A note for the history.")] = "",
    who: AsOption = None,
) -> None:
    """Make suppressed mentions matches.

    Example:
      watcher matches promote 31 --note "this is the base"
    """
    from watcher.service.opening import open_writer
    from watcher.stories import Stories

    state = state_of(ctx)
    with open_writer(state.settings) as store:
        made = store.promote(parse_ids(ids), Stories(), who=who_am_i(who), now=now(), note=note_text)
    note(f"matches: {' '.join(str(match_id) for match_id in made)}", quiet=state.quiet)
