"""What the faces read. Nothing here imports SQLAlchemy or SQLModel: a list is there in a fraction of a second."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any

import watcher.store.reading_feeds as reading_feeds
import watcher.store.reading_stories as reading_stories
from watcher.errors import NotFound
from watcher.store.codec import hits_from_json, pairs, strings
from watcher.store.connection import Connection, Database, Row, read_time
from watcher.store.filters import LANGUAGE, item_conditions, match_conditions, suppressed_conditions
from watcher.store.pages import counts, page_of
from watcher.store.reading_texts import with_texts
from watcher.store.schema import require_head, revision
from watcher.store.search import match_clause
from watcher.store.url import parse_url
from watcher.types import Document, NearMiss
from watcher.types.ageing import ageing, priority_at
from watcher.types.rows import (
    CoverageRow,
    DatabaseStats,
    EvidenceRow,
    FeedRow,
    FetchRow,
    ItemRow,
    ItemVersionRow,
    ListFilter,
    MatchRow,
    MatchStatus,
    PageCounts,
    ServiceState,
    StoryItemRow,
    StoryRow,
    SuppressedRow,
    TermCount,
    TriageEvent,
)

__all__ = ["Reader", "open_reader", "present"]

_ALL = ListFilter()
_MATCH = f"""
SELECT m.id, m.watch, m.status, m.score, m.rank, m.terms, i.title, i.url, f.url, coalesce(nullif(f.title, ''),
    f.document_title), {LANGUAGE}, i.published, m.first_seen, m.story_id, m.assignee, m.item_id, m.hits
FROM match m JOIN item i ON i.id = m.item_id JOIN feed f ON f.id = i.feed_id
"""
_ITEM = f"""
SELECT i.id, f.url, coalesce(nullif(f.title, ''), f.document_title), i.url, i.title, i.summary, i.content, i.author,
    {LANGUAGE}, i.published, i.first_seen, f.id
FROM item i JOIN feed f ON f.id = i.feed_id
"""


def present() -> datetime:
    """The time."""
    return datetime.now(UTC)


def open_reader(url: str, *, busy_timeout: timedelta = timedelta(seconds=30)) -> "Reader":
    """Open an existing database for reading only; it is never created nor changed.

    Raises:
        NoDatabase: there is none, or nothing was stored in it yet; it says where it looked.
        NewerDatabase: a newer version of watcher wrote it.
        StoreError: it cannot be read, or is of an older version (`watcher db upgrade` brings it up to date).
    """
    reader = Reader(Database(parse_url(url), busy_timeout=busy_timeout))
    try:
        reader.check()
    except BaseException:
        reader.close()
        raise
    return reader


def required_time(value: object) -> datetime:
    """A time that is always there."""
    moment = read_time(value)
    assert moment is not None
    return moment


def _match_row(row: Row, now: datetime) -> MatchRow:
    return MatchRow(
        id=row[0],
        watch=row[1],
        status=MatchStatus(row[2]),
        score=row[3],
        priority=priority_at(row[4], now),
        terms=strings(row[5]),
        title=row[6],
        url=row[7],
        feed=row[8],
        feed_title=row[9],
        language=row[10],
        published=read_time(row[11]),
        first_seen=required_time(row[12]),
        story=row[13],
        assignee=row[14],
        item_id=row[15],
        hits=hits_from_json(row[16]),
        rank=row[4],
    )


def _fetch_row(row: Sequence[Any]) -> FetchRow | None:
    """(at, url, status, body hash, headers); None where no fetch is kept."""
    at = read_time(row[0])
    return FetchRow(at, row[1], row[2], row[3], pairs(row[4] or "")) if at is not None else None


def _version_row(row: Row) -> ItemVersionRow:
    fetch = _fetch_row(row[5:])
    return ItemVersionRow(
        seen_at=required_time(row[0]),
        title=row[1],
        summary=row[2],
        content=row[3],
        url=row[4],
        body_hash=fetch.body_hash if fetch else "",
        fetch=fetch,
    )


def _item_row(row: Row, tags: dict[int, tuple[str, ...]]) -> ItemRow:
    return ItemRow(
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
        first_seen=required_time(row[10]),
        tags=tags.get(row[11], ()),
    )


def _feed_tags(c: Connection) -> dict[int, tuple[str, ...]]:
    tags: dict[int, tuple[str, ...]] = {}
    for feed_id, tag in c.all("SELECT feed_id, tag FROM feed_tag ORDER BY feed_id, position"):
        tags[feed_id] = (*tags.get(feed_id, ()), tag)
    return tags


class Reader:
    """Queries over one database. Safe to share between threads: each has a connection of its own.

    No query leaves a transaction or a cursor open, so a slow reader never holds up a writer. Within `at_one_moment`,
    all are answered from the database as it was at the first.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime] = present) -> None:
        """Use `open_reader`, which checks the database. The clock says what a priority is now."""
        self._database = database
        self._clock = clock

    def __enter__(self) -> "Reader":
        """Closes at the end of the block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._database.close()

    def check(self) -> None:
        """Raise NoDatabase, NewerDatabase or StoreError where the database is not of our revision."""
        with self._database.reading() as c:
            require_head(revision(c), self._where)

    def at_one_moment(self) -> AbstractContextManager[None]:
        """What is read in this block, by this thread, belongs together: what is written meanwhile is not seen."""
        return self._database.at_one_moment()

    @property
    def _where(self) -> str:
        return str(self._database.url.path or self._database.url.shown)

    # Matches

    def matches(self, where: ListFilter = _ALL) -> list[MatchRow]:
        """Matches, highest priority first, then the newest. `where.after` continues behind a page's last row."""
        now = self._clock()
        conditions = match_conditions(where, now)
        sql = f"{_MATCH} {conditions.where} ORDER BY m.rank DESC, m.id DESC"
        if where.limit is not None:
            sql += " LIMIT :limit"
            conditions.params["limit"] = where.limit
        with self._database.reading() as c:
            return [_match_row(row, now) for row in c.all(sql, conditions.params)]

    def with_texts(self, rows: Sequence[MatchRow]) -> list[MatchRow]:
        """The same matches with the beginnings of their items' summaries and contents."""
        with self._database.reading() as c:
            return with_texts(c, rows)

    def match(self, match_id: int) -> MatchRow:
        """One match. Raises NotFound."""
        found = self.matches(ListFilter(ids=(match_id,)))
        if not found:
            raise NotFound(f"no match has the id {match_id}", hint="see: watcher matches list")
        return found[0]

    def count_matches(self, where: ListFilter = _ALL) -> int:
        """How many matches there are; `limit` and `after` do not count."""
        conditions = match_conditions(ListFilter(
            ids=where.ids, statuses=where.statuses, watches=where.watches, feeds=where.feeds, tags=where.tags,
            languages=where.languages, since=where.since, until=where.until, min_score=where.min_score,
            min_priority=where.min_priority, assignee=where.assignee,
        ), self._clock())  # fmt: skip
        sql = (
            "SELECT count(*) FROM match m JOIN item i ON i.id = m.item_id JOIN feed f ON f.id = i.feed_id "
            + conditions.where
        )
        with self._database.reading() as c:
            return int(c.all(sql, conditions.params)[0][0])

    def status_counts(self) -> list[tuple[str, MatchStatus, int]]:
        """(watch, status, how many matches), by watch."""
        with self._database.reading() as c:
            rows = c.all("SELECT watch, status, count(*) FROM match GROUP BY watch, status ORDER BY watch, status")
            return [(watch, MatchStatus(status), count) for watch, status, count in rows]

    def history(self, match_id: int) -> list[TriageEvent]:
        """What happened to a match, oldest first."""
        with self._database.reading() as c:
            rows = c.all(
                "SELECT at, who, action, old, new, note FROM match_event WHERE match_id = :id ORDER BY id",
                {"id": match_id},
            )
            return [TriageEvent(required_time(row[0]), *row[1:]) for row in rows]

    def evidence(self, match_id: int) -> EvidenceRow:
        """Everything that is kept about a match. Raises NotFound."""
        with self.at_one_moment():
            return self._evidence(match_id)

    def _evidence(self, match_id: int) -> EvidenceRow:
        match = self.match(match_id)
        now = self._clock()
        with self._database.reading() as c:
            row = c.all(
                "SELECT i.entry_id, i.updated, m.watch_version, m.priority_why, "
                "coalesce(si.at, m.first_seen), e.at, e.url, e.status, e.body_hash, e.headers "
                "FROM match m JOIN item i ON i.id = m.item_id LEFT JOIN story_item si ON si.item_id = i.id "
                "LEFT JOIN fetch_evidence e ON e.id = i.fetch_id "
                "WHERE m.id = :id",
                {"id": match_id},
            )[0]
            versions = c.all(
                "SELECT v.seen_at, v.title, v.summary, v.content, v.url, "
                "e.at, e.url, e.status, e.body_hash, e.headers "
                "FROM item_version v LEFT JOIN fetch_evidence e ON e.id = v.fetch_id "
                "WHERE v.item_id = :item ORDER BY v.id",
                {"item": match.item_id},
            )
            others = c.all(
                f"{_MATCH} WHERE m.story_id = :story AND m.id <> :id ORDER BY m.first_seen, m.id",
                {"story": match.story, "id": match_id},
            )
            page = page_of(c, match.item_id)
        fetch = _fetch_row(row[5:])
        return EvidenceRow(
            match=match,
            item=self.item(match.item_id),
            entry_id=row[0],
            updated=read_time(row[1]),
            body_hash=fetch.body_hash if fetch else "",
            headers=fetch.headers if fetch else (),
            versions=tuple(_version_row(version) for version in versions),
            history=tuple(self.history(match_id)),
            watch_version=row[2],
            priority_why=(*strings(row[3]), ageing(required_time(row[4]), now)),
            others=tuple(_match_row(other, now) for other in others),
            fetch=fetch,
            page=page,
        )

    def suppressed(self, where: ListFilter = _ALL) -> list[SuppressedRow]:
        """Near-matches and what held them back, newest first."""
        conditions = suppressed_conditions(where)
        sql = (
            "SELECT s.id, s.item_id, i.title, i.url, f.url, s.seen_at, s.watch, s.term, s.alias, s.field, "
            "s.start_offset, s.end_offset, s.text, s.score, s.rule FROM suppressed s "
            f"JOIN item i ON i.id = s.item_id JOIN feed f ON f.id = i.feed_id {conditions.where} "
            "ORDER BY s.seen_at DESC, s.id DESC"
        )
        if where.limit is not None:
            sql += " LIMIT :limit"
            conditions.params["limit"] = where.limit
        with self._database.reading() as c:
            return [
                SuppressedRow(row[0], row[1], row[2], row[3], row[4], required_time(row[5]), NearMiss(*row[6:]))
                for row in c.all(sql, conditions.params)
            ]

    # Items

    def item(self, item_id: int) -> ItemRow:
        """One stored item. Raises NotFound."""
        with self._database.reading() as c:
            row = c.one(f"{_ITEM} WHERE i.id = :id", {"id": item_id})
            if row is None:
                raise NotFound(f"no item has the id {item_id}", hint="see: watcher search '*:*'")
            return _item_row(row, _feed_tags(c))

    def item_text(self, item_id: int) -> tuple[Document, str] | None:
        """See `watcher.ports.Writing.item_text`."""
        with self._database.reading() as c:
            row = c.one(f"{_ITEM} WHERE i.id = :id", {"id": item_id})
            if row is None:
                return None
            (text_hash,) = c.all("SELECT text_hash FROM item WHERE id = :id", {"id": item_id})[0]
            return _document(_item_row(row, _feed_tags(c))), text_hash

    def search(
        self, groups: Sequence[Sequence[str]] = (), where: ListFilter = _ALL, *, chunk: int = 500
    ) -> Iterator[ItemRow]:
        """Items in which one alternative of each group occurs, newest first; all items for no group.

        An alternative is a word or phrase, case and accents ignored; a `*` at its end asks for words that begin so.
        These are candidates: what a query means exactly is decided on their text. The rows come in chunks, each a
        query of its own.
        """
        yielded = 0
        last: tuple[datetime, int] | None = None
        while where.limit is None or yielded < where.limit:
            size = chunk if where.limit is None else min(chunk, where.limit - yielded)
            page = self._search_page(groups, where, last, size)
            yield from page
            yielded += len(page)
            if len(page) < size:
                return
            last = (page[-1].first_seen, page[-1].id)

    def _search_page(
        self, groups: Sequence[Sequence[str]], where: ListFilter, last: tuple[datetime, int] | None, size: int
    ) -> list[ItemRow]:
        conditions = item_conditions(where)
        clause, params = match_clause(self._database.kind, groups)
        if clause:
            conditions.add(clause, **params)
        if last is not None:
            conditions.add("(i.first_seen < :seen OR (i.first_seen = :seen AND i.id < :last))",
                           seen=last[0], last=last[1])  # fmt: skip
        conditions.params["size"] = size
        with self._database.reading() as c:
            tags = _feed_tags(c)
            sql = f"{_ITEM} {conditions.where} ORDER BY i.first_seen DESC, i.id DESC LIMIT :size"
            return [_item_row(row, tags) for row in c.all(sql, conditions.params)]

    def items_since(self, since: datetime, *, chunk: int = 500) -> Iterator[Sequence[tuple[int, Document]]]:
        """See `watcher.ports.Writing.items_since`."""
        seen, last = since, 0
        while True:
            with self._database.reading() as c:
                tags = _feed_tags(c)
                rows = c.all(
                    f"{_ITEM} WHERE i.first_seen > :seen OR (i.first_seen = :seen AND i.id > :last) "
                    "ORDER BY i.first_seen, i.id LIMIT :size",
                    {"seen": seen, "last": last, "size": chunk},
                )
            if not rows:
                return
            items = [_item_row(row, tags) for row in rows]
            yield [(item.id, _document(item)) for item in items]
            seen, last = items[-1].first_seen, items[-1].id

    # Stories, feeds, the service: each in a module of its own

    def stories(self, where: ListFilter = _ALL) -> list[StoryRow]:
        """Stories of which a match passes the filter, highest priority first; `ids` and `statuses` are the stories'."""
        with self.at_one_moment(), self._database.reading() as c:
            return reading_stories.stories(c, where, self._clock())

    def story(self, story_id: int) -> StoryRow:
        """One story; of one that was merged, the story into which. Raises NotFound."""
        with self.at_one_moment(), self._database.reading() as c:
            return reading_stories.story(c, story_id, self._clock())

    def story_items(self, story_id: int) -> list[StoryItemRow]:
        """A story's items, earliest first, and which are reprints of which. Raises NotFound."""
        with self._database.reading() as c:
            return reading_stories.story_items(c, story_id)

    def story_matches(self, story_id: int) -> list[MatchRow]:
        """A story's matches, earliest first. Raises NotFound."""
        with self._database.reading() as c:
            found = reading_stories.resolve(c, story_id)
            rows = c.all(f"{_MATCH} WHERE m.story_id = :story ORDER BY m.first_seen, m.id", {"story": found})
            return [_match_row(row, self._clock()) for row in rows]

    def story_history(self, story_id: int) -> list[TriageEvent]:
        """What happened to a story's matches, oldest first; what happened to several at once is told once."""
        with self._database.reading() as c:
            return reading_stories.history(c, story_id)

    def triage_pulse(self) -> object:
        """Something that differs once a match comes, or anybody says or changes anything."""
        with self._database.reading() as c:
            return c.one("SELECT (SELECT max(id) FROM match), (SELECT max(id) FROM match_event)")

    def feeds(self, urls: Sequence[str] | None = None, *, retired: bool = False) -> list[FeedRow]:
        """Feeds by URL; those no longer configured only where asked for. A URL that is not there raises NotFound."""
        with self._database.reading() as c:
            return reading_feeds.feeds(c, urls, retired=retired)

    def coverage(self, feeds: Sequence[str] | None = None, since: datetime | None = None) -> list[CoverageRow]:
        """Coverage records by feed and time. Each speaks of the time since the one before it.

        The last record before `since` is given too: it is where the first window begins.
        """
        with self._database.reading() as c:
            return reading_feeds.coverage(c, feeds, since)

    def page_counts(self, since: datetime) -> dict[int, PageCounts]:
        """What became of the pages of items first seen since then, by feed id; feeds without any are left out."""
        with self._database.reading() as c:
            return counts(c, since)

    def watch_versions(self) -> dict[str, str]:
        """See `watcher.ports.Writing.watch_versions`."""
        with self._database.reading() as c:
            return dict(c.all("SELECT watch, version FROM watch_version ORDER BY watch"))

    def service_state(self) -> ServiceState | None:
        """What the service last said of itself; None where none ever ran."""
        with self._database.reading() as c:
            row = c.one(
                "SELECT pid, host, version, started_at, last_tick_at, lag_seconds, config, problems, stopped_at "
                "FROM service_state"
            )
        if row is None:
            return None
        return ServiceState(
            pid=row[0],
            host=row[1],
            version=row[2],
            started_at=required_time(row[3]),
            last_tick_at=required_time(row[4]),
            lag_seconds=row[5],
            config=row[6],
            problems=tuple(json.loads(row[7])),
            stopped_at=read_time(row[8]),
        )

    def term_counts(
        self, since: datetime | None = None, until: datetime | None = None, watches: Sequence[str] = ()
    ) -> list[TermCount]:
        """How many items each term matched on each day (UTC, when the item was first seen), by day, watch, term."""
        conditions = match_conditions(ListFilter(since=since, until=until, watches=tuple(watches)), self._clock())
        sql = (
            "SELECT substr(CAST(m.first_seen AS TEXT), 1, 10) AS day, t.watch, t.term, count(*) "
            f"FROM match m JOIN match_term t ON t.match_id = m.id {conditions.where} "
            "GROUP BY 1, t.watch, t.term ORDER BY 1, t.watch, t.term"
        )
        with self._database.reading() as c:
            return [TermCount(*row) for row in c.all(sql, conditions.params)]

    def items_per_day(self, since: datetime, until: datetime) -> float:
        """How many items were first seen a day, on average."""
        with self._database.reading() as c:
            count = c.all(
                "SELECT count(*) FROM item WHERE first_seen >= :since AND first_seen < :until",
                {"since": since, "until": until},
            )[0][0]
        return float(count) / max((until - since) / timedelta(days=1), 1e-9)

    def stats(self) -> DatabaseStats:
        """Sizes and row counts."""
        with self._database.reading() as c:
            return reading_feeds.stats(c, self._database.url.shown)


def _document(item: ItemRow) -> Document:
    return Document(
        title=item.title,
        summary=item.summary,
        content=item.content,
        language=item.language,
        url=item.url,
        author=item.author,
        feed=item.feed,
        tags=item.tags,
    )
