"""What people say of matches: status, notes, assignees, all kept in a history; and promoting what was held back."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from watcher.errors import NotFound
from watcher.ports import StoryRules
from watcher.store.connection import Connection, Row, in_list, read_time
from watcher.store.filters import match_conditions
from watcher.store.items import load_items
from watcher.store.matches import MatchWriter, add_event
from watcher.types import Hit, ItemMatch, MatchOutcome, NearMiss, WatchMatch
from watcher.types.rows import ListFilter, MatchStatus

__all__ = ["ids_where", "mark", "promote", "undo"]


def mark(
    c: Connection,
    ids: Iterable[int],
    status: MatchStatus | None,
    *,
    who: str,
    now: datetime,
    note: str = "",
    assign: str | None = None,
) -> int:
    """See `watcher.ports.Triage.mark`. Every change is a line in the history; what changes nothing writes none."""
    changed = 0
    for match_id, old_status, old_assignee in _chosen(c, ids):
        lines: list[tuple[str, str, str]] = []
        if status is not None and status.value != old_status:
            lines.append(("status", old_status, status.value))
        if assign is not None and (assign or None) != old_assignee:
            lines.append(("assign", old_assignee or "", assign))
        if note and not lines:
            lines.append(("note", "", ""))
        if not lines:
            continue
        changed += 1
        c.execute(
            "UPDATE match SET status = :status, assignee = :assignee WHERE id = :id",
            {
                "id": match_id,
                "status": old_status if status is None else status.value,
                "assignee": old_assignee if assign is None else assign or None,
            },
        )
        for n, (action, old, new) in enumerate(lines):
            add_event(c, match_id, now, who, action, old=old, new=new, note=note if n == 0 else "")
    return changed


def _chosen(c: Connection, ids: Iterable[int]) -> list[Row]:
    """(id, status, assignee) of matches, in the order asked for. Raises NotFound before anything is changed."""
    wanted = list(dict.fromkeys(ids))
    found: dict[int, Row] = {}
    for start in range(0, len(wanted), 500):
        inside, params = in_list("id", wanted[start : start + 500])
        for row in c.all(f"SELECT id, status, assignee FROM match WHERE id IN {inside}", params):
            found[row[0]] = row
    for match_id in wanted:
        if match_id not in found:
            raise NotFound(f"no match has the id {match_id}", hint="see: watcher matches list")
    return [found[match_id] for match_id in wanted]


def ids_where(c: Connection, where: ListFilter, now: datetime) -> list[int]:
    """Ids of the matches that a filter chooses, in a list's order; a `limit` takes the first of them."""
    conditions = match_conditions(where, now)
    sql = (
        "SELECT m.id FROM match m JOIN item i ON i.id = m.item_id JOIN feed f ON f.id = i.feed_id "
        f"{conditions.where} ORDER BY m.rank DESC, m.id DESC"
    )
    if where.limit is not None:
        sql += " LIMIT :limit"
        conditions.params["limit"] = where.limit
    return [row[0] for row in c.all(sql, conditions.params)]


def undo(c: Connection, ids: Iterable[int], *, who: str, now: datetime, of: datetime | None = None) -> int:
    """Take back each match's last change of status or assignee; done again, the one before it.

    The history keeps both the change and its undoing. With `of`, only what `who` changed at that time is taken back: a
    match that somebody else, or an edit of its text, changed since stays as it is. Returns how many matches changed.
    """
    changed = 0
    for match_id, status, assignee in _chosen(c, ids):
        depth = 0
        for action, old, by, at in c.all(
            "SELECT action, old, who, at FROM match_event WHERE match_id = :id "
            "AND action IN ('status', 'assign', 'reopened', 'undo') ORDER BY id DESC",
            {"id": match_id},
        ):
            if action == "undo":
                depth += 1
            elif depth:
                depth -= 1
            elif of is not None and (by, read_time(at)) != (who, of):
                break
            else:
                column, current = ("assignee", assignee or "") if action == "assign" else ("status", status)
                c.execute(
                    f"UPDATE match SET {column} = :value WHERE id = :id",
                    {"id": match_id, "value": old or None},
                )
                add_event(c, match_id, now, who, "undo", old=current, new=old)
                changed += 1
                break
    return changed


def promote(c: Connection, ids: Sequence[int], rules: StoryRules, *, who: str, now: datetime, note: str) -> list[int]:
    """Make matches of near-matches (by the ledger's ids): the match ids, in order. Raises NotFound.

    The mention becomes a hit of its watch's match on that item, which is made, or extended and reopened.
    """
    wanted = list(dict.fromkeys(ids))
    inside, params = in_list("id", wanted)
    found = {
        row[0]: (row[1], NearMiss(*row[2:]))
        for row in c.all(
            "SELECT id, item_id, watch, term, alias, field, start_offset, end_offset, text, score, rule "
            f"FROM suppressed WHERE id IN {inside}",
            params,
        )
    }
    versions: dict[str, str] = dict(c.all("SELECT watch, version FROM watch_version"))
    writer = MatchWriter(c, rules, now, versions=versions)
    promoted = []
    for suppressed_id in wanted:
        if suppressed_id not in found:
            raise NotFound(f"nothing held back has the id {suppressed_id}", hint="see: watcher matches suppressed")
        item_id, miss = found[suppressed_id]
        hit = Hit(
            miss.term, miss.alias, miss.field, miss.start, miss.end, miss.text, miss.score,
            f"promoted by {who}; it was held back by: {miss.rule}",
        )  # fmt: skip
        outcome = MatchOutcome(matches=(WatchMatch(miss.watch, miss.score, (hit,)),))
        c.execute("DELETE FROM suppressed WHERE id = :id", {"id": suppressed_id})
        writer.store(load_items(c, [item_id])[item_id], ItemMatch(outcome), "promotion")
        writer.flush()
        (row,) = c.all(
            "SELECT id FROM match WHERE item_id = :item AND watch = :watch", {"item": item_id, "watch": miss.watch}
        )
        add_event(c, row[0], now, who, "promoted", old=miss.rule, new=miss.term, note=note)
        promoted.append(row[0])
    return promoted
