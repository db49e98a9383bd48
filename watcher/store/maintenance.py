"""Keeping the database small and safe: retention, vacuum, backup."""

from datetime import datetime, timedelta
from pathlib import Path

from watcher.errors import StoreError
from watcher.store.connection import Connection, in_list
from watcher.store.schema import backup_sqlite

__all__ = ["backup", "drop_evidence", "drop_items", "drop_suppressed", "reclaim", "vacuum"]

CHUNK = 1_000
"""Items dropped in one transaction, so that polling never waits long."""


def drop_items(c: Connection, before: datetime) -> int:
    """Drop up to `CHUNK` unmatched items that no feed has listed since `before`; how many.

    An item was last listed when it fell off its feed's list, or, where it never did, when that feed was last read.
    Identities that a feed still lists stay, so that an old item never becomes new.
    """
    rows = c.all(
        """
        SELECT i.id FROM item i JOIN feed f ON f.id = i.feed_id
        LEFT JOIN item_key k ON k.feed_id = i.feed_id AND k.item_id = i.id
        WHERE i.first_seen < :before
          AND coalesce(k.unlisted_at, f.last_success_at, f.last_attempt_at, i.first_seen) < :before
          AND NOT EXISTS (SELECT 1 FROM match m WHERE m.item_id = i.id)
          AND NOT EXISTS (SELECT 1 FROM story_item si WHERE si.item_id = i.id)
        ORDER BY i.id LIMIT :chunk
        """,
        {"before": before, "chunk": CHUNK},
    )
    if not rows:
        return 0
    inside, params = in_list("id", [row[0] for row in rows])
    c.execute(f"DELETE FROM item_key WHERE item_id IN {inside} AND listed = :no", {**params, "no": False})
    c.execute(f"DELETE FROM item WHERE id IN {inside}", params)
    return len(rows)


def drop_suppressed(c: Connection, before: datetime) -> int:
    """Drop old lines of the suppression ledger."""
    return c.change("DELETE FROM suppressed WHERE seen_at < :before", {"before": before})


def drop_evidence(c: Connection, now: datetime) -> int:
    """Drop evidence that no item speaks of any more, and waits of hosts that are over."""
    c.execute("DELETE FROM host_hold WHERE until < :before", {"before": now - timedelta(days=1)})
    return c.change(
        "DELETE FROM fetch_evidence WHERE NOT EXISTS (SELECT 1 FROM item i WHERE i.fetch_id = fetch_evidence.id) "
        "AND NOT EXISTS (SELECT 1 FROM item_version v WHERE v.fetch_id = fetch_evidence.id)",
        {},
    )


def reclaim(c: Connection) -> None:
    """Give pages that were freed back to the file system, a few hundred at a time; PostgreSQL does so by itself."""
    if c.kind == "sqlite":
        c.execute("PRAGMA incremental_vacuum(500)").fetchall()


def vacuum(c: Connection) -> None:
    """Rebuild the file without gaps, and the planner's statistics. Needs as much free disk as the database takes."""
    if c.kind == "sqlite":
        c.execute("INSERT INTO item_text (item_text) VALUES ('optimize')")
        c.execute("VACUUM")
        c.execute("ANALYZE")
        c.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    else:
        c.execute("VACUUM ANALYZE")


def backup(c: Connection, target: Path) -> None:
    """A consistent copy of an SQLite database, also while it is written to."""
    if c.kind != "sqlite":
        raise StoreError(
            "a PostgreSQL database is copied by its own tools", hint="run: pg_dump --format=custom --file=FILE DATABASE"
        )
    backup_sqlite(c, target)
