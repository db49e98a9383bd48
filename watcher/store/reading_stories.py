"""Queries about stories."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from watcher.errors import NotFound
from watcher.store.connection import Connection, Row, in_list, read_time
from watcher.store.filters import LANGUAGE, match_conditions
from watcher.store.search import match_clause
from watcher.store.standing import story_status
from watcher.types.ageing import priority_at
from watcher.types.rows import ItemRow, ListFilter, MatchStatus, StoryItemRow, StoryRow, TriageEvent

__all__ = ["history", "resolve", "stories", "story", "story_items"]

_OF_ITEM_OR_FEED = re.compile(r"\b[if]\.")
"""A column of item `i` or feed `f`."""

_RANK = (
    "CASE "
    + " ".join(f"WHEN status = '{status.value}' THEN {rank}" for rank, status in enumerate(MatchStatus))
    + " END"
)


def stories(c: Connection, where: ListFilter, now: datetime) -> list[StoryRow]:
    """See `Reader.stories`. `where.after` is the (rank, id) of the last story of the page before."""
    conditions = match_conditions(replace(where, ids=(), statuses=(), after=None, limit=None), now)
    conditions.one_of("m.story_id", "story", where.ids)
    clause, params = match_clause(c.kind, [[f"{word}*"] for word in where.words])
    if clause:
        conditions.add(clause, **params)
    picked = conditions.where
    given = conditions.params
    if picked:
        # Joined only where something is asked of item or feed: a story is known by its matches.
        about = (
            " JOIN item i ON i.id = m.item_id JOIN feed f ON f.id = i.feed_id"
            if _OF_ITEM_OR_FEED.search(picked)
            else ""
        )
        picked = f"WHERE story_id IN (SELECT m.story_id FROM match m{about} {picked})"
    having = ["story_id IS NOT NULL"]
    if where.statuses:
        inside, ranks = in_list("rank", [list(MatchStatus).index(status) for status in where.statuses])
        having.append(f"min({_RANK}) IN {inside}")
        given |= ranks
    if where.after is not None:
        having.append("(max(rank) < :rank OR (max(rank) = :rank AND story_id < :id))")
        given |= {"rank": where.after[0], "id": where.after[1]}
    limit = ""
    if where.limit is not None:
        limit = "LIMIT :limit"
        given["limit"] = where.limit
    rows = c.all(
        f"SELECT story_id FROM match {picked} GROUP BY story_id HAVING {' AND '.join(having)} "
        f"ORDER BY max(rank) DESC, story_id DESC {limit}",
        given,
    )
    return _load(c, [row[0] for row in rows], now)


def resolve(c: Connection, story_id: int) -> int:
    """The story that an id means now: that into which it was merged, if it was. Raises NotFound."""
    asked = story_id
    while (row := c.one("SELECT merged_into FROM story WHERE id = :id", {"id": story_id})) is not None:
        if row[0] is None:
            return story_id
        story_id = row[0]
    raise NotFound(f"no story has the id {asked}", hint="see: watcher stories list")


def story(c: Connection, story_id: int, now: datetime) -> StoryRow:
    """See `Reader.story`."""
    return _load(c, [resolve(c, story_id)], now)[0]


def _load(c: Connection, ids: list[int], now: datetime) -> list[StoryRow]:
    """Stories in the order of their ids' list."""
    found: dict[int, StoryRow] = {}
    for start in range(0, len(ids), 500):
        inside, params = in_list("id", ids[start : start + 500])
        matches: dict[int, list[Row]] = {}
        for row in c.all(
            "SELECT story_id, id, watch, score, rank, status, assignee FROM match "
            f"WHERE story_id IN {inside} ORDER BY id",
            params,
        ):
            matches.setdefault(row[0], []).append(row)
        for row in c.all(
            f"""
            SELECT s.id, s.title, s.first_seen, s.last_seen, count(*), count(DISTINCT si.feed_id), s.follows,
                s.muted_until
            FROM story s JOIN story_item si ON si.story_id = s.id WHERE s.id IN {inside}
            GROUP BY s.id, s.title, s.first_seen, s.last_seen, s.follows, s.muted_until
            """,
            params,
        ):
            found[row[0]] = _story_row(row, matches.get(row[0], []), now)
    several = [story.id for story in found.values() if story.sources > 1]
    for story_id, count in _independent(c, several).items():
        found[story_id] = replace(found[story_id], independent=count)
    return [found[story_id] for story_id in ids]


def _independent(c: Connection, ids: list[int]) -> dict[int, int]:
    """Independent sources of stories that several feeds carry. The story rules are loaded only where there are any."""
    if not ids:
        return {}
    from watcher.stories.voices import Report, agency_of, independent

    reports: dict[int, list[Report]] = {story_id: [] for story_id in ids}
    for start in range(0, len(ids), 500):
        inside, params = in_list("id", ids[start : start + 500])
        for story_id, item_id, feed_id, copy_of, data in c.all(
            "SELECT story_id, item_id, feed_id, copy_of, data FROM story_item "
            f"WHERE story_id IN {inside} ORDER BY at, item_id",
            params,
        ):
            reports[story_id].append(Report(item_id, feed_id, copy_of, agency_of(data)))
    return {story_id: independent(those) for story_id, those in reports.items()}


def _story_row(row: Row, matches: list[Row], now: datetime) -> StoryRow:
    rank = max((m[4] for m in matches), default=0)
    return StoryRow(
        id=row[0],
        title=row[1],
        first_seen=_time(row[2]),
        last_seen=_time(row[3]),
        items=row[4],
        sources=row[5],
        independent=min(1, row[5]),
        watches=tuple(sorted({m[2] for m in matches})),
        score=max((m[3] for m in matches), default=0.0),
        priority=priority_at(rank, now),
        matches=tuple(m[1] for m in matches),
        status=story_status(m[5] for m in matches),
        follows=row[6],
        muted_until=read_time(row[7]),
        assignees=tuple(sorted({m[6] for m in matches if m[6]})),
        rank=rank,
    )


def story_items(c: Connection, story_id: int) -> list[StoryItemRow]:
    """See `Reader.story_items`."""
    rows = c.all(
        f"""
        SELECT i.id, f.url, coalesce(nullif(f.title, ''), f.document_title), i.url, i.title, i.summary, i.content,
            i.author, {LANGUAGE}, i.published, i.first_seen, si.at, si.copy_of, si.similarity, si.why, si.by_hand
        FROM story_item si JOIN item i ON i.id = si.item_id JOIN feed f ON f.id = i.feed_id
        WHERE si.story_id = :story ORDER BY si.at, i.id
        """,
        {"story": resolve(c, story_id)},
    )
    return [
        StoryItemRow(
            item=ItemRow(
                id=row[0],
                feed=row[1],
                feed_title=row[2],
                url=row[3],
                title=row[4],
                summary=row[5],
                content=row[6],
                author=row[7],
                language=row[8],
                published=read_time(row[9]),
                first_seen=_time(row[10]),
            ),
            at=_time(row[11]),
            copy_of=row[12],
            similarity=row[13],
            why=row[14],
            by_hand=bool(row[15]),
        )
        for row in rows
    ]


def history(c: Connection, story_id: int) -> list[TriageEvent]:
    """See `Reader.story_history`."""
    rows = c.all(
        """
        SELECT e.at, e.who, e.action, e.old, e.new, e.note FROM match_event e JOIN match m ON m.id = e.match_id
        WHERE m.story_id = :story GROUP BY e.at, e.who, e.action, e.old, e.new, e.note ORDER BY min(e.id)
        """,
        {"story": resolve(c, story_id)},
    )
    return [TriageEvent(_time(row[0]), *row[1:]) for row in rows]


def _time(value: Any) -> datetime:
    """A time that is always there."""
    moment = read_time(value)
    assert moment is not None
    return moment
