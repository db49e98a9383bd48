"""The queue of items' pages: filled in the transaction that stores the items, emptied page by page."""

from collections.abc import Collection, Sequence
from datetime import datetime

from watcher.ports import StoryRules
from watcher.store.codec import host_of, pairs
from watcher.store.connection import Connection, in_list, read_time
from watcher.store.feeds import hold_hosts
from watcher.store.items import FeedPlan, load_items
from watcher.store.matches import MatchWriter
from watcher.store.placing import StoryMemory
from watcher.store.search import index_edited
from watcher.store.verdicts import Verdicts
from watcher.types.page import PageForFetch, PageIntent, PageReceipt, PageState
from watcher.types.rows import PageCounts, PageRow

__all__ = ["claim_pages", "commit_page", "counts", "enqueue", "page_of"]

_ENQUEUE = """
INSERT INTO page (item_id, url, host, state, due_at, tries, error, attempted_at, body_hash)
VALUES (:item, :url, :host, 'due', :now, 0, '', NULL, '')
ON CONFLICT (item_id) DO UPDATE SET url = excluded.url, host = excluded.host, state = 'due', due_at = excluded.due_at,
    tries = 0, error = ''
"""
_TRIED = """
UPDATE page SET state = :state, due_at = :due, tries = :tries, error = :error, attempted_at = :at,
    body_hash = :body_hash
WHERE item_id = :item AND state = 'due'
"""


def enqueue(c: Connection, plans: Sequence[FeedPlan], now: datetime) -> None:
    """Ask for the pages of new items, and again for those of edited ones, where their feeds have `full_text`."""
    touched = {p.intent.feed_id: p for p in plans if p.new or p.edits}
    if not touched:
        return
    inside, params = in_list("id", touched)
    rows = []
    for (feed_id,) in c.all(f"SELECT id FROM feed WHERE id IN {inside} AND full_text", params):
        p = touched[feed_id]
        links = [(i, item.url) for i, (item, _match) in zip(p.new_ids, p.new, strict=True)]
        links += [(i, item.url) for i, item, _match in p.edits]
        rows += [{"item": i, "url": url, "host": host_of(url), "now": now} for i, url in links if url]
    c.many(_ENQUEUE, rows)


def claim_pages(
    c: Connection, now: datetime, limit: int, *, busy: Collection[int], per_host: int
) -> list[PageForFetch]:
    """See `watcher.ports.Writing.claim_pages`."""
    inside, params = in_list("busy", sorted(busy))
    not_busy = f"AND due.item_id NOT IN {inside}" if busy else ""
    rows = c.all(
        f"""
        SELECT due.item_id, due.url, due.tries, due.feed_url, due.headers FROM (
            SELECT p.item_id, p.url, p.tries, p.due_at, f.url AS feed_url, f.headers,
                ROW_NUMBER() OVER (PARTITION BY p.host ORDER BY p.due_at, p.item_id) AS turn
            FROM page p JOIN item i ON i.id = p.item_id JOIN feed f ON f.id = i.feed_id
            WHERE p.state = 'due' AND p.due_at <= :now AND f.full_text AND f.enabled AND f.retired_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM host_hold h WHERE h.host = p.host AND h.until > :now)
        ) due
        WHERE due.turn <= :per_host {not_busy} ORDER BY due.turn, due.due_at, due.item_id LIMIT :limit
        """,
        {"now": now, "limit": limit, "per_host": per_host, **params},
    )
    return [PageForFetch(row[0], row[1], row[2], row[3], pairs(row[4])) for row in rows]


def commit_page(
    c: Connection,
    intent: PageIntent,
    rules: StoryRules,
    now: datetime,
    verdicts: Verdicts | None,
    memory: StoryMemory,
) -> PageReceipt | None:
    """See `watcher.ports.Writing.commit_page`; within a write transaction."""
    if intent.retry_host and intent.retry_at:
        hold_hosts(c, [(intent.retry_host, intent.retry_at)])
    if intent.content is not None and not _same_text(c, intent):
        return None
    tried = c.change(
        _TRIED,
        {
            "item": intent.item_id,
            "state": intent.state.value,
            "due": intent.due_at,
            "tries": intent.tries,
            "error": intent.error,
            "at": intent.attempted_at,
            "body_hash": intent.body_hash,
        },
    )
    if not tried:
        return None
    receipt = PageReceipt(intent.item_id, intent.state, intent.error)
    if intent.content is None:
        return receipt
    _store_content(c, intent.item_id, intent.content)
    if intent.match is None:
        return receipt
    writer = MatchWriter(c, rules, now, versions=dict(intent.watch_versions), verdicts=verdicts, memory=memory)
    item = load_items(c, [intent.item_id])[intent.item_id]
    matches = tuple(writer.store(item, intent.match, "full text"))
    writer.flush()
    return PageReceipt(intent.item_id, intent.state, matches=matches, stories_new=writer.stories_new)


def _same_text(c: Connection, intent: PageIntent) -> bool:
    row = c.one("SELECT text_hash FROM item WHERE id = :id", {"id": intent.item_id})
    return row is not None and row[0] == intent.text_hash


def _store_content(c: Connection, item_id: int, content: str) -> None:
    """The item's new content. Its hash stays that of what the feed gave: for the feed nothing was edited."""
    c.execute("UPDATE item SET content = :content WHERE id = :id", {"id": item_id, "content": content})
    row = c.one("SELECT id, title, summary, content FROM item WHERE id = :id", {"id": item_id})
    assert row is not None
    index_edited(c, [dict(zip(("id", "title", "summary", "content"), row, strict=True))])


def page_of(c: Connection, item_id: int) -> PageRow | None:
    """What became of an item's page; None where none was asked for."""
    row = c.one(
        "SELECT url, state, tries, error, attempted_at, due_at, body_hash FROM page WHERE item_id = :id",
        {"id": item_id},
    )
    if row is None:
        return None
    return PageRow(row[0], PageState(row[1]), row[2], row[3], read_time(row[4]), read_time(row[5]), row[6])


def counts(c: Connection, since: datetime | None = None) -> dict[int, PageCounts]:
    """Pages by feed id; only those of items first seen since then, where it is given."""
    where, params = ("WHERE i.first_seen >= :since", {"since": since}) if since else ("", {})
    rows = c.all(
        "SELECT i.feed_id, sum(CASE WHEN p.state = 'read' THEN 1 ELSE 0 END), "
        "sum(CASE WHEN p.state = 'due' THEN 1 ELSE 0 END), sum(CASE WHEN p.state = 'failed' THEN 1 ELSE 0 END), "
        "max(CASE WHEN p.state = 'failed' THEN p.item_id END) "
        f"FROM page p JOIN item i ON i.id = p.item_id {where} GROUP BY i.feed_id",
        params,
    )
    inside, last = in_list("id", [row[4] for row in rows if row[4] is not None])
    errors: dict[int, str] = dict(c.all(f"SELECT item_id, error FROM page WHERE item_id IN {inside}", last))
    return {row[0]: PageCounts(int(row[1]), int(row[2]), int(row[3]), errors.get(row[4], "")) for row in rows}
