"""`watcher stories list|show|mark|mute|merge|split`."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from watcher.cli.frame import state_of
from watcher.cli.looking import maybe_reader, nothing, unknown_name
from watcher.cli.matches import as_json as match_as_json
from watcher.cli.matches import matches_table
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
from watcher.cli.output import Column, age, iso, note, on_terminal, print_json, print_table
from watcher.cli.people import AsOption, AssigneeOption, MeOption, MineOption, asked_assignee, who_am_i
from watcher.errors import UsageError
from watcher.service.announcing import counted
from watcher.validation import parse_duration

if TYPE_CHECKING:
    from watcher.types.rows import ListFilter, StoryItemRow, StoryRow

__all__ = ["list_stories", "mark", "merge", "mute", "show", "split"]

_NEXT = "`watcher stories` lists them"
Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Stories as `3 5 8-10`.")]


@filtered()
def list_stories(
    ctx: typer.Context,
    asked: "ListFilter",
    assignee: AssigneeOption = None,
    mine: MineOption = False,
    who: MeOption = None,
    limit: LimitOption = None,
    json_lines: JsonOption = False,
) -> None:
    """List stories, highest priority first: matches on one event, from all feeds and in all languages.

    Examples:
      watcher stories
      watcher stories list --status new --since 24h --json
      watcher stories list --mine
    """
    state = state_of(ctx)
    asked = replace(asked, assignee=asked_assignee(assignee, mine, who))
    most = row_limit(limit, as_json=json_lines)
    with maybe_reader(state) as reader:
        rows = reader.stories(replace(asked, limit=most + 1 if most else None)) if reader else []
        unknown = "" if rows else unknown_name(state, asked, reader)
    if not rows:
        filtered = is_filtered(asked)
        nothing(
            state,
            "no story passes the filter" if filtered else "no stories yet",
            has_database=reader is not None,
            next_step=unknown
            or ("`watcher stories` without filters shows all" if filtered else "`watcher poll` asks every feed"),
        )
        return
    shown = rows[:most]
    if json_lines:
        for row in shown:
            print_json(as_json(row))
        return
    _table(shown, now())
    if len(shown) < len(rows) and on_terminal():
        note(f"the first {len(shown)}; --limit N shows more", quiet=state.quiet)


def as_json(row: "StoryRow") -> dict[str, Any]:
    """A story under the keys of `watcher stories list --json`."""
    from watcher.scanning import rounded

    return {
        "id": row.id,
        "title": row.title,
        "first_seen": row.first_seen,
        "last_seen": row.last_seen,
        "items": row.items,
        "sources": row.sources,
        "independent": row.independent,
        "watches": list(row.watches),
        "score": rounded(row.score),
        "priority": row.priority,
        "matches": list(row.matches),
        "status": row.status.value,
        "follows": row.follows,
        "muted_until": row.muted_until,
        "assignees": list(row.assignees),
    }


def _table(rows: "list[StoryRow]", at: datetime) -> None:
    print_table(
        (
            Column("id", right=True),
            Column("pri", right=True),
            Column("age", right=True, rank=1),
            Column("title", flexible=True),
            Column("sources", right=True, rank=1),
            Column("watches", most=18, rank=3),
            Column("status", rank=2),
            Column("for", most=10, rank=3),
        ),
        [
            [
                str(row.id),
                str(row.priority),
                age(row.first_seen, at),
                row.title,
                f"{row.sources} ({row.independent})",
                ", ".join(row.watches),
                row.status.value + (", muted" if row.muted_until and row.muted_until > at else ""),
                ", ".join(row.assignees),
            ]
            for row in rows
        ],
    )


def show(
    ctx: typer.Context, story: Annotated[int, typer.Argument(metavar="ID")], json_lines: JsonOption = False
) -> None:
    """Show one story: its items in order of time, which reprint which, and why each is in it.

    Examples:
      watcher stories show 3
      watcher stories show 3 --json
    """
    from watcher.service.opening import open_reader

    state = state_of(ctx)
    with open_reader(state.settings) as reader:
        row, items, matches = reader.story(story), reader.story_items(story), reader.story_matches(story)
    if json_lines:
        members = [_item_json(item) for item in items]
        print_json({**as_json(row), "members": members, "matched": [match_as_json(m) for m in matches]})
        return
    print_table((Column("story", flexible=True),), [[row.title]])
    many = "source" if row.sources == 1 else "sources"
    items_said = counted(row.items, "item")
    note(f"{items_said}, {row.sources} {many}, {row.independent} independent; priority {row.priority}")
    if row.follows is not None:
        note(f"follows story {row.follows}")
    print_table(
        (
            Column("item", right=True),
            Column("time"),
            Column("title", flexible=True),
            Column("feed", most=20, rank=1),
            Column("why", most=36, rank=2),
        ),
        [[str(i.item.id), iso(i.at) or "", i.item.title, i.item.feed_title or i.item.feed, _why(i)] for i in items],
    )
    if matches:
        matches_table(matches, now())


def _item_json(member: "StoryItemRow") -> dict[str, Any]:
    return {
        "item": member.item.id,
        "at": member.at,
        "title": member.item.title,
        "url": member.item.url,
        "feed": member.item.feed,
        "copy_of": member.copy_of,
        "similarity": round(member.similarity, 2),
        "why": member.why,
        "by_hand": member.by_hand,
    }


def _why(member: "StoryItemRow") -> str:
    if member.by_hand:
        return "by hand"
    return f"reprints {member.copy_of}" if member.copy_of is not None else member.why or "first"


def mark(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="ID... STATUS", help="Stories as `3 5`, then the status.")],
    note_text: Annotated[str, typer.Option("--note", metavar="TEXT", help="A note for the history.")] = "",
    who: AsOption = None,
) -> None:
    """Set the status of every match of a story.

    Examples:
      watcher stories mark 3 done
      watcher stories mark 3 5 dismissed --note "exercise, not an attack"
    """
    from watcher.service.opening import open_writer

    state = state_of(ctx)
    if words[-1][:1].isdigit() or len(words) < 2:
        raise UsageError("which stories, and which status?", hint="`watcher stories mark 3 5 done`")
    status = parse_status(words[-1])
    with open_writer(state.settings) as store:
        changed = store.mark_stories(parse_ids(words[:-1]), status, who=who_am_i(who), now=now(), note=note_text)
    note(f"{counted(changed, 'match', 'matches')} changed", quiet=state.quiet)


def mute(
    ctx: typer.Context,
    words: Ids,
    length: Annotated[str, typer.Option("--for", metavar="TIME", help="How long: 12h, 2d; 0 ends it.")] = "12h",
    who: AsOption = None,
) -> None:
    """Keep later copies of a story from showing as new, for a time. A term new to the story is shown all the same.

    Examples:
      watcher stories mute 3 --for 12h
      watcher stories mute 3 --for 0
    """
    from watcher.service.opening import open_writer

    state = state_of(ctx)
    try:
        duration = parse_duration(length)
    except ValueError as error:
        raise UsageError(f'"{length}" is no length of time', hint="accepted: 30m, 12h, 2d; 0 ends it") from error
    until = now() + duration if duration else None
    with open_writer(state.settings) as store:
        changed = store.mute_stories(parse_ids(words), until, who=who_am_i(who), now=now())
    note(
        f"{counted(changed, 'story', 'stories')} {f'muted until {iso(until)}' if until else 'no longer muted'}",
        quiet=state.quiet,
    )


def merge(ctx: typer.Context, words: Ids, who: AsOption = None) -> None:
    """Make one story of several; the first one named keeps its id. It stays so, whatever arrives later.

    Examples:
      watcher stories merge 3 5 8
    """
    from watcher.service.opening import open_writer

    state = state_of(ctx)
    ids = parse_ids(words)
    if len(ids) < 2:
        raise UsageError("merge needs two stories or more", hint=_NEXT)
    with open_writer(state.settings) as store:
        story = store.merge_stories(ids[0], ids[1:], who=who_am_i(who), now=now())
    note(f"story {story} holds them all now", quiet=state.quiet)


def split(
    ctx: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar="ITEM...", help="Items, as `watcher stories show` numbers them.")
    ],
    who: AsOption = None,
) -> None:
    """Take items out of their story into one of their own. They never return to it by themselves.

    Examples:
      watcher stories split 41 44
    """
    from watcher.service.opening import open_writer

    state = state_of(ctx)
    with open_writer(state.settings) as store:
        story = store.split_story(parse_ids(words), who=who_am_i(who), now=now())
    note(f"story {story} holds them now", quiet=state.quiet)
