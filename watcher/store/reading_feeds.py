"""Queries about feeds, their coverage, and the database itself."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from watcher.errors import NotFound
from watcher.store.connection import Connection, Row, in_list, read_time
from watcher.store.pages import counts
from watcher.types.rows import CoverageRow, DatabaseStats, FeedRow, PageCounts

__all__ = ["coverage", "feeds", "stats"]

_FEED = """
SELECT f.id, f.url, coalesce(nullif(f.title, ''), f.document_title), f.language, f.enabled, f.last_success_at,
    f.last_attempt_at, f.last_new_item_at, f.next_due_at, f.due_set_by, f.consecutive_failures, f.failure, f.error,
    f.gone, f.items_per_day, coalesce(counted.items, 0), f.polls, f.successes, f.moved_to, f.moved_since, f.moved_seen,
    (SELECT max(h.until) FROM host_hold h WHERE h.host IN (f.host, f.final_host) AND h.host <> ''), f.added_at,
    f.full_text
FROM feed f LEFT JOIN (SELECT feed_id, count(*) AS items FROM item GROUP BY feed_id) counted ON counted.feed_id = f.id
"""
_COUNTED = (
    "feed", "item", "item_version", "page", "match", "suppressed", "story", "coverage_record", "fetch_evidence",
)  # fmt: skip


def feeds(c: Connection, urls: Sequence[str] | None, *, retired: bool) -> list[FeedRow]:
    """See `Reader.feeds`."""
    clauses = [] if retired else ["f.retired_at IS NULL"]
    params: dict[str, Any] = {}
    if urls is not None:
        inside, params = in_list("url", urls)
        clauses.append(f"f.url IN {inside}")
    where = f"WHERE {' AND '.join(clauses)}" if clauses else ""
    tags: dict[int, tuple[str, ...]] = {}
    for feed_id, tag in c.all("SELECT feed_id, tag FROM feed_tag ORDER BY feed_id, position"):
        tags[feed_id] = (*tags.get(feed_id, ()), tag)
    rows = c.all(f"{_FEED} {where} ORDER BY f.url", params)
    pages = counts(c)
    found = [_feed_row(row, tags.get(row[0], ()), pages.get(row[0])) for row in rows]
    missing = sorted(set(urls or ()) - {feed.url for feed in found})
    if missing:
        raise NotFound(f"no feed {missing[0]!r} is configured", hint="see: watcher feeds list")
    return found


def _feed_row(row: Row, tags: tuple[str, ...], pages: PageCounts | None) -> FeedRow:
    return FeedRow(
        id=row[0],
        url=row[1],
        title=row[2],
        tags=tags,
        language=row[3],
        enabled=bool(row[4]),
        last_success=read_time(row[5]),
        last_attempt=read_time(row[6]),
        last_new_item=read_time(row[7]),
        next_poll=read_time(row[8]),
        next_poll_set_by=row[9],
        consecutive_failures=row[10],
        failure=row[11],
        error=row[12],
        gone=bool(row[13]),
        items_per_day=row[14],
        items=row[15],
        polls=row[16],
        successes=row[17],
        moved_to=row[18],
        moved_since=read_time(row[19]),
        moved_seen=row[20],
        retry_at=read_time(row[21]),
        added=read_time(row[22]),
        full_text=bool(row[23]),
        pages=pages,
    )


def coverage(c: Connection, urls: Sequence[str] | None, since: datetime | None) -> list[CoverageRow]:
    """See `Reader.coverage`."""
    clauses = ["f.retired_at IS NULL"]
    params: dict[str, Any] = {}
    if urls is not None:
        inside, params = in_list("url", urls)
        clauses.append(f"f.url IN {inside}")
    if since is not None:
        clauses.append(
            "r.at >= coalesce((SELECT max(b.at) FROM coverage_record b WHERE b.feed_id = r.feed_id AND b.at < :since), "
            ":since)"
        )
        params["since"] = since
    rows = c.all(
        "SELECT f.url, r.at, r.complete, r.reason, r.text FROM coverage_record r JOIN feed f ON f.id = r.feed_id "
        f"WHERE {' AND '.join(clauses)} ORDER BY f.url, r.at, r.id",
        params,
    )
    found = []
    for url, at, complete, reason, text in rows:
        moment = read_time(at)
        assert moment is not None
        found.append(CoverageRow(feed=url, at=moment, complete=bool(complete), reason=reason, text=text))
    return found


def stats(c: Connection, shown: str) -> DatabaseStats:
    """See `Reader.stats`."""
    if c.kind == "sqlite":
        size = c.all("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")[0][0]
    else:
        size = c.all("SELECT pg_database_size(current_database())")[0][0]
    return DatabaseStats(
        url=shown,
        bytes=size,
        revision=c.all("SELECT version_num FROM alembic_version")[0][0],
        rows=tuple((table, c.all(f"SELECT count(*) FROM {table}")[0][0]) for table in _COUNTED),
    )
