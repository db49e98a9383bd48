"""Feeds: what the configuration says of them, which of them are due, and what a poll did to their state."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from watcher.errors import NotFound, StoreError
from watcher.feeds.schedule import MAX_RETRY_AFTER
from watcher.store.codec import (
    dump,
    headers_to_json,
    hints_from_json,
    hints_to_json,
    host_of,
    pairs,
    seconds,
    span,
)
from watcher.store.connection import Connection, Row, in_list, read_time
from watcher.types import FeedConfig, FeedForFetch, FeedUpdateIntent, KnownItem, PublishHints, Validators

__all__ = [
    "apply_state",
    "claim_due",
    "clock_stepped",
    "feeds_for_pass",
    "hold_hosts",
    "host_holds",
    "known_items",
    "replace_feed",
    "retry_feeds",
    "store_evidence",
    "sync_feeds",
    "undo_clock_step",
    "unknown_feed",
]

CLOCK_SLACK = timedelta(minutes=1)
"""How far ahead a time may lie by small corrections of the clock."""

_CONFIGURED = ("title", "language", "interval_s", "enabled", "full_text", "headers", "source", "host")
_INSERT = f"""
INSERT INTO feed (url, {", ".join(_CONFIGURED)}, final_host, added_at, document_title, site, document_language, format,
    hints, next_due_at, due_set_by, consecutive_failures, failure, error, gone, polls, successes, coverage_same,
    coverage_run, moved_seen)
VALUES (:url, {", ".join(f":{name}" for name in _CONFIGURED)}, '', :now, '', '', '', '',
    '', :now, 'new', 0, '', '', :no, 0, 0, '',
    0, 0)
"""
_CHANGE = f"""
UPDATE feed SET {", ".join(f"{name} = :{name}" for name in _CONFIGURED)}, retired_at = NULL,
    next_due_at = CASE WHEN next_due_at IS NULL AND NOT gone THEN :now ELSE next_due_at END
WHERE id = :id
"""

_FETCH_COLUMNS = """
f.id, f.url, f.title, f.language, f.interval_s, f.full_text, f.headers, f.validators_url, f.etag, f.last_modified,
f.body_hash, f.next_due_at, f.last_attempt_at, f.last_success_at, f.consecutive_failures, f.covered_until, f.hints,
f.rhythm_s, f.moved_to, f.moved_since, f.moved_seen
"""
_HELD = "EXISTS (SELECT 1 FROM host_hold h WHERE h.host IN (f.host, f.final_host) AND h.host <> '' AND h.until > :now)"
_POLLED = "f.retired_at IS NULL AND f.enabled"


def sync_feeds(c: Connection, feeds: Sequence[FeedConfig], now: datetime) -> None:
    """See `watcher.ports.Writing.sync_feeds`."""
    stored = {row[1]: row for row in c.all(f"SELECT id, url, {', '.join(_CONFIGURED)}, retired_at FROM feed")}
    tags = _stored_tags(c)
    new, changed = [], []
    for feed in feeds:
        wanted = _configured(feed)
        row = stored.get(feed.url)
        if row is None:
            new.append({"url": feed.url, "now": now, "no": False, **wanted})
        elif row[-1] is not None or tuple(wanted.values()) != _as_configured(row[2:-1]):
            changed.append({"id": row[0], "now": now, **wanted})
    c.many(_INSERT, new)
    c.many(_CHANGE, changed)
    urls = {feed.url for feed in feeds}
    gone = [{"id": row[0], "now": now} for url, row in stored.items() if url not in urls and row[-1] is None]
    c.many("UPDATE feed SET retired_at = :now WHERE id = :id", gone)
    ids: dict[str, int] = dict(c.all("SELECT url, id FROM feed"))
    retagged = [(ids[f.url], f.tags) for f in feeds if tuple(dict.fromkeys(f.tags)) != tags.get(ids[f.url], ())]
    c.many("DELETE FROM feed_tag WHERE feed_id = :id", [{"id": feed_id} for feed_id, _ in retagged])
    c.many(
        "INSERT INTO feed_tag (feed_id, tag, position) VALUES (:id, :tag, :position)",
        [
            {"id": feed_id, "tag": tag, "position": position}
            for feed_id, written in retagged
            for position, tag in enumerate(dict.fromkeys(written))
        ],
    )


def _configured(feed: FeedConfig) -> dict[str, Any]:
    return {
        "title": feed.title,
        "language": feed.language,
        "interval_s": seconds(feed.interval),
        "enabled": feed.enabled,
        "full_text": feed.full_text,
        "headers": dump(feed.headers) if feed.headers else "",
        "source": feed.source,
        "host": host_of(feed.url),
    }


def _as_configured(row: Row) -> Row:
    """SQLite gives booleans as numbers."""
    title, language, interval, enabled, full_text, headers, source, host = row
    return (title, language, interval, bool(enabled), bool(full_text), headers, source, host)


def _stored_tags(c: Connection) -> dict[int, tuple[str, ...]]:
    tags: dict[int, tuple[str, ...]] = {}
    for feed_id, tag in c.all("SELECT feed_id, tag FROM feed_tag ORDER BY feed_id, position"):
        tags[feed_id] = (*tags.get(feed_id, ()), tag)
    return tags


def claim_due(c: Connection, now: datetime, limit: int, *, busy: Collection[int]) -> list[FeedForFetch]:
    """See `watcher.ports.Writing.claim_due`. Each host's most overdue feed comes before any host's second."""
    inside, params = in_list("busy", sorted(busy))
    not_busy = f"AND f.id NOT IN {inside}" if busy else ""
    rows = c.all(
        f"""
        SELECT due.id FROM (
            SELECT f.id, f.next_due_at,
                ROW_NUMBER() OVER (PARTITION BY f.host ORDER BY f.next_due_at, f.id) AS turn
            FROM feed f
            WHERE f.next_due_at <= :now AND {_POLLED} AND NOT f.gone {not_busy} AND NOT {_HELD}
        ) due
        ORDER BY due.turn, due.next_due_at, due.id LIMIT :limit
        """,
        {"now": now, "limit": limit, **params},
    )
    return _for_fetch(c, [row[0] for row in rows])


def clock_stepped(c: Connection, now: datetime, max_interval: timedelta) -> bool:
    """Whether times are stored that lie too far ahead: the clock stood ahead when they were set (rule 25)."""
    row = c.one(
        "SELECT EXISTS (SELECT 1 FROM feed WHERE next_due_at > :latest) "
        "OR EXISTS (SELECT 1 FROM feed WHERE last_attempt_at > :soon) "
        "OR EXISTS (SELECT 1 FROM host_hold WHERE until > :longest_hold)",
        _bounds(now, max_interval),
    )
    return row is not None and bool(row[0])


def undo_clock_step(c: Connection, now: datetime, max_interval: timedelta) -> None:
    """Pull back times that lie too far ahead.

    A feed that was asked in the future is due within its interval, any other within `max_interval`; a host's wait is
    over within the longest one that is believed. A host's Retry-After is no due time: its feeds may be due later.
    """
    bounds = _bounds(now, max_interval)
    rows = c.all(
        "SELECT id, next_due_at, poll_interval_s FROM feed WHERE last_attempt_at > :soon", {"soon": bounds["soon"]}
    )
    pulled = []
    for feed_id, due, interval in rows:
        own = min(span(interval) or max_interval, max_interval)
        at = read_time(due)
        pulled.append({"id": feed_id, "now": now, "due": None if at is None else min(at, now + own)})
    c.many(
        "UPDATE feed SET next_due_at = :due, last_attempt_at = :now, "
        "last_success_at = CASE WHEN last_success_at > :now THEN :now ELSE last_success_at END WHERE id = :id",
        pulled,
    )
    c.execute("UPDATE feed SET next_due_at = :latest WHERE next_due_at > :latest", {"latest": bounds["latest"]})
    c.execute(
        "UPDATE host_hold SET until = :longest_hold WHERE until > :longest_hold",
        {"longest_hold": bounds["longest_hold"]},
    )


def _bounds(now: datetime, max_interval: timedelta) -> dict[str, datetime]:
    return {"latest": now + max_interval, "soon": now + CLOCK_SLACK, "longest_hold": now + MAX_RETRY_AFTER}


def feeds_for_pass(
    c: Connection, now: datetime, urls: Sequence[str] | None
) -> tuple[list[FeedForFetch], list[tuple[str, str]]]:
    """See `watcher.ports.Writing.feeds_for_pass`."""
    rows = c.all(
        f"""
        SELECT f.id, f.url, f.enabled, f.gone, {_HELD},
            ROW_NUMBER() OVER (PARTITION BY f.host ORDER BY f.next_due_at, f.id) AS turn
        FROM feed f WHERE f.retired_at IS NULL
        ORDER BY turn, f.next_due_at, f.id
        """,
        {"now": now},
    )
    if urls is not None:
        unknown = sorted(set(urls) - {row[1] for row in rows})
        if unknown:
            raise NotFound(f"no feed {unknown[0]!r} is configured", hint="see: watcher feeds list")
    polled, skipped = [], []
    for feed_id, url, enabled, gone, held, _turn in rows:
        named = urls is not None and url in urls
        if (urls is not None and not named) or (urls is None and not enabled):
            continue
        if not enabled:
            skipped.append((url, "disabled"))
        elif held:
            skipped.append((url, "its host asked to wait (Retry-After)"))
        elif gone and not named:
            skipped.append((url, "gone (410)"))
        else:
            polled.append(feed_id)
    return _for_fetch(c, polled), skipped


def _for_fetch(c: Connection, ids: Sequence[int]) -> list[FeedForFetch]:
    """Feeds in the order of `ids`."""
    if not ids:
        return []
    found: dict[int, FeedForFetch] = {}
    for start in range(0, len(ids), 500):
        inside, params = in_list("id", ids[start : start + 500])
        tags: dict[int, list[str]] = {}
        for feed_id, tag in c.all(
            f"SELECT feed_id, tag FROM feed_tag WHERE feed_id IN {inside} ORDER BY feed_id, position",
            params,
        ):
            tags.setdefault(feed_id, []).append(tag)
        for row in c.all(f"SELECT {_FETCH_COLUMNS} FROM feed f WHERE f.id IN {inside}", params):
            found[row[0]] = _feed_for_fetch(row, tuple(tags.get(row[0], ())))
    return [found[feed_id] for feed_id in ids]


def _feed_for_fetch(row: Row, tags: tuple[str, ...]) -> FeedForFetch:
    validators = None
    if row[7] is not None:
        validators = Validators(
            url=row[7],
            etag=None if row[8] is None else bytes(row[8]),
            last_modified=None if row[9] is None else bytes(row[9]),
        )
    return FeedForFetch(
        feed_id=row[0],
        url=row[1],
        title=row[2],
        tags=tags,
        language=row[3],
        interval=span(row[4]),
        full_text=bool(row[5]),
        headers=pairs(row[6]),
        validators=validators,
        body_hash=row[10],
        next_due_at=read_time(row[11]),
        last_attempt_at=read_time(row[12]),
        last_success_at=read_time(row[13]),
        consecutive_failures=row[14],
        covered_until=read_time(row[15]),
        hints=hints_from_json(row[16]),
        rhythm_interval=span(row[17]),
        moved_to=row[18],
        moved_since=read_time(row[19]),
        moved_seen=row[20],
    )


def known_items(c: Connection, feed_id: int) -> list[KnownItem]:
    """See `watcher.ports.Writing.known_items`."""
    rows = c.all(
        "SELECT item_id, key, link_key, text_hash FROM item_key WHERE feed_id = :feed AND listed = :yes "
        "ORDER BY position, item_id",
        {"feed": feed_id, "yes": True},
    )
    return [KnownItem(*row) for row in rows]


_UPDATE = """
UPDATE feed SET
    next_due_at = :due, due_set_by = :set_by, poll_interval_s = :interval, last_attempt_at = :at, last_status = :status,
    elapsed_s = :elapsed, consecutive_failures = :failures, failure = :failure, error = :error, gone = :gone,
    polls = polls + 1, successes = successes + :success,
    last_success_at = CASE WHEN :accepted THEN :at ELSE last_success_at END,
    last_new_item_at = CASE WHEN :news THEN :now ELSE last_new_item_at END,
    validators_url = CASE WHEN :accepted OR :forget THEN :v_url ELSE validators_url END,
    etag = CASE WHEN :accepted OR :forget THEN :etag ELSE etag END,
    last_modified = CASE WHEN :accepted OR :forget THEN :modified ELSE last_modified END,
    body_hash = CASE WHEN :accepted THEN coalesce(:body_hash, body_hash) ELSE body_hash END,
    final_host = CASE WHEN :final_host <> '' THEN :final_host ELSE final_host END,
    document_title = CASE WHEN :parsed THEN :title ELSE document_title END,
    site = CASE WHEN :parsed THEN :site ELSE site END,
    document_language = CASE WHEN :parsed THEN :language ELSE document_language END,
    format = CASE WHEN :parsed THEN :format ELSE format END,
    hints = CASE WHEN :parsed THEN :hints ELSE hints END,
    rhythm_s = coalesce(:rhythm, rhythm_s), items_per_day = coalesce(:per_day, items_per_day),
    covered_until = CASE WHEN :covered THEN :covered_at ELSE covered_until END,
    coverage_id = coalesce(:coverage_id, coverage_id), coverage_same = coalesce(:coverage_same, coverage_same),
    coverage_run = coalesce(:coverage_run, coverage_run),
    moved_to = :moved_to, moved_since = :moved_since, moved_seen = :moved_seen
WHERE id = :id
"""


def apply_state(c: Connection, intents: Sequence[FeedUpdateIntent], news: Collection[int], now: datetime) -> None:
    """What polls say of their feeds' state, schedule and coverage. `news`: ids of feeds that brought a new item."""
    records = _cover(c, intents)
    updates = []
    for intent in intents:
        validators, meta, coverage = intent.validators, intent.meta, intent.coverage
        updates.append(
            {
                "id": intent.feed_id,
                "now": now,
                "at": intent.attempted_at,
                "due": intent.next_poll.due_at,
                "set_by": intent.next_poll.set_by,
                "interval": seconds(intent.next_poll.interval),
                "status": intent.status,
                "elapsed": intent.elapsed.total_seconds(),
                "failures": intent.consecutive_failures,
                "failure": intent.failure.value if intent.failure else "",
                "error": intent.error,
                "gone": intent.gone,
                "success": int(intent.accepted),
                "accepted": intent.accepted,
                "forget": intent.forget_validators,
                "news": intent.feed_id in news,
                "v_url": validators.url if validators else None,
                "etag": validators.etag if validators else None,
                "modified": validators.last_modified if validators else None,
                "body_hash": intent.body_hash,
                "final_host": host_of(intent.final_url),
                "parsed": meta is not None,
                "title": meta.title if meta else "",
                "site": meta.site if meta else "",
                "language": meta.language if meta else "",
                "format": meta.format if meta else "",
                "hints": hints_to_json(meta.hints if meta else PublishHints()),
                "rhythm": seconds(intent.rhythm_interval),
                "per_day": intent.items_per_day,
                "covered": coverage is not None and coverage.complete,
                "covered_at": coverage.at if coverage else None,
                **records[intent.feed_id],
                "moved_to": intent.moved_to,
                "moved_since": intent.moved_since,
                "moved_seen": intent.moved_seen,
            }
        )
    c.many(_UPDATE, updates)
    hold_hosts(c, [(i.retry_host, i.retry_at) for i in intents if i.retry_host and i.retry_at])


def hold_hosts(c: Connection, holds: Sequence[tuple[str, datetime]]) -> None:
    """Leave hosts alone until then; a wait is never shortened."""
    c.many(
        "INSERT INTO host_hold (host, until) VALUES (:host, :until) ON CONFLICT (host) DO UPDATE "
        "SET until = CASE WHEN excluded.until > host_hold.until THEN excluded.until ELSE host_hold.until END",
        [{"host": host.lower(), "until": until} for host, until in holds],
    )


def host_holds(c: Connection, now: datetime) -> list[tuple[str, datetime]]:
    """The hosts to be left alone at this time, and until when."""
    rows = c.all("SELECT host, until FROM host_hold WHERE until > :now ORDER BY host", {"now": now})
    return [(host, until) for host, value in rows if (until := read_time(value)) is not None]


def _cover(c: Connection, intents: Sequence[FeedUpdateIntent]) -> dict[int, dict[str, Any]]:
    """Store coverage records, and give each feed's new coverage columns.

    Of a run of equal records the first and the last tell all: the third and later ones move the last one on. So a
    year of quiet polls is two rows.
    """
    inside, params = in_list("id", {i.feed_id for i in intents if i.coverage})
    last = {
        row[0]: row[1:]
        for row in c.all(
            f"SELECT id, coverage_id, coverage_same, coverage_run FROM feed WHERE id IN {inside}",
            params,
        )
    }
    columns: dict[int, dict[str, Any]] = {}
    new, moved = [], []
    for intent in intents:
        record = intent.coverage
        columns[intent.feed_id] = {"coverage_id": None, "coverage_same": None, "coverage_run": None}
        if record is None:
            continue
        same = dump([record.complete, record.reason, record.text])
        record_id, stored, run = last[intent.feed_id]
        run = run + 1 if stored == same else 1
        if run > 2:
            moved.append({"id": record_id, "at": record.at})
        else:
            new.append((intent.feed_id, record))
        columns[intent.feed_id] = {"coverage_id": record_id, "coverage_same": same, "coverage_run": run}
    c.many("UPDATE coverage_record SET at = :at WHERE id = :id", moved)
    rows = []
    for record_id, (feed_id, record) in zip(c.new_ids("coverage_record", len(new)), new, strict=True):
        columns[feed_id]["coverage_id"] = record_id
        rows.append(
            {
                "id": record_id,
                "feed": feed_id,
                "at": record.at,
                "complete": record.complete,
                "reason": record.reason,
                "text": record.text,
            }
        )
    c.many(
        "INSERT INTO coverage_record (id, feed_id, at, complete, reason, text) "
        "VALUES (:id, :feed, :at, :complete, :reason, :text)",
        rows,
    )
    return columns


def store_evidence(c: Connection, intents: Sequence[FeedUpdateIntent]) -> dict[int, int]:
    """Keep what the fetches of these intents answered; the evidence's id by feed id."""
    ids = c.new_ids("fetch_evidence", len(intents))
    c.many(
        "INSERT INTO fetch_evidence (id, feed_id, at, status, url, body_hash, headers) "
        "VALUES (:id, :feed, :at, :status, :url, :hash, :headers)",
        [
            {
                "id": evidence_id,
                "feed": intent.feed_id,
                "at": intent.attempted_at,
                "status": intent.status,
                "url": intent.final_url,
                "hash": intent.body_hash or "",
                "headers": headers_to_json(intent.headers),
            }
            for evidence_id, intent in zip(ids, intents, strict=True)
        ],
    )
    return {intent.feed_id: evidence_id for evidence_id, intent in zip(ids, intents, strict=True)}


def replace_feed(c: Connection, old: str, new: str, now: datetime) -> None:
    """Give a feed another URL: its items, keys and history stay, so that nothing is announced again. Due at once."""
    rows = {url: (feed_id, polls) for feed_id, url, polls in
            c.all("SELECT id, url, polls FROM feed WHERE url IN (:old, :new)", {"old": old, "new": new})}  # fmt: skip
    if old not in rows:
        raise NotFound(f"no feed {old!r} is stored", hint="see: watcher feeds list")
    if old == new:
        return
    if new in rows:
        if rows[new][1]:
            raise StoreError(f"{new!r} is a feed with a history of its own", hint="remove one of the two instead")
        c.execute("DELETE FROM feed_tag WHERE feed_id = :id", {"id": rows[new][0]})
        c.execute("DELETE FROM feed WHERE id = :id", {"id": rows[new][0]})
    c.execute(
        "UPDATE feed SET url = :new, host = :host, final_host = '', next_due_at = :now, due_set_by = 'new', "
        "consecutive_failures = 0, failure = '', error = '', gone = :no, retired_at = NULL, "
        "moved_to = NULL, moved_since = NULL, moved_seen = 0 WHERE id = :id",
        {"new": new, "host": host_of(new), "now": now, "no": False, "id": rows[old][0]},
    )


def retry_feeds(c: Connection, urls: Iterable[str] | None, now: datetime) -> list[str]:
    """End back-off and gone: these feeds (all failing or gone ones for None) are due now. Which ones they are."""
    params: dict[str, Any] = {}
    if urls is None:
        condition = "(consecutive_failures > 0 OR gone)"
    else:
        wanted = list(dict.fromkeys(urls))
        inside, params = in_list("url", wanted)
        condition = f"url IN {inside}"
        known = {row[0] for row in c.all(f"SELECT url FROM feed WHERE {condition} AND retired_at IS NULL", params)}
        for url in wanted:
            if url not in known:
                raise NotFound(f"no feed {url!r} is configured", hint="see: watcher feeds list")
    condition += " AND retired_at IS NULL"
    chosen = [row[0] for row in c.all(f"SELECT url FROM feed WHERE {condition} ORDER BY url", params)]
    c.execute(
        "UPDATE feed SET next_due_at = :now, due_set_by = 'new', consecutive_failures = 0, gone = :no "
        f"WHERE {condition}",
        {"now": now, "no": False, **params},
    )
    return chosen


def unknown_feed(c: Connection, ids: Iterable[int]) -> int | None:
    """One of these ids that names no feed, or None."""
    inside, params = in_list("id", ids)
    known = {row[0] for row in c.all(f"SELECT id FROM feed WHERE id IN {inside}", params)}
    return next((value for value in params.values() if value not in known), None)
