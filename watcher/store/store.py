"""The store: what writes. Each method is one transaction; what it does is in the module that it calls."""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import watcher.store.curation as curation
import watcher.store.feeds as feeds
import watcher.store.maintenance as maintenance
import watcher.store.pages as pages
import watcher.store.triage as triage
from watcher.errors import NoDatabase, StoreError
from watcher.ports import StoryRules
from watcher.store.codec import dump
from watcher.store.commit import commit_intents, commit_matches
from watcher.store.connection import Connection, Database
from watcher.store.lock import poller_lock
from watcher.store.placing import StoryMemory
from watcher.store.reading import Reader, present
from watcher.store.schema import HEAD, require_head, revision, upgrade
from watcher.store.schema import create as create_schema
from watcher.store.url import parse_url
from watcher.store.verdicts import Verdicts
from watcher.types import (
    Document,
    FeedConfig,
    FeedForFetch,
    FeedUpdateIntent,
    FeedUpdateReceipt,
    ItemMatch,
    KnownItem,
    MatchStored,
)
from watcher.types.page import PageForFetch, PageIntent, PageReceipt
from watcher.types.rows import ListFilter, MatchStatus, ServiceState

__all__ = ["Store", "open_store"]

_T = TypeVar("_T")


def open_store(
    url: str,
    *,
    create: bool = True,
    busy_timeout: timedelta = timedelta(seconds=30),
    clock: Callable[[], datetime] = present,
) -> "Store":
    """Open a database for writing; where there is none, or an empty one, it is made (with `create`).

    The clock is its reader's: what a priority is now. What is written has the time that is handed in with it.

    A database of an older version is opened too, but `upgrade` is all that can be done with it.

    Raises:
        NoDatabase: there is none, and `create` is False.
        NewerDatabase: a newer version of watcher wrote it.
        StoreError: it cannot be opened or written.
    """
    parsed = parse_url(url)
    if parsed.path is not None and not parsed.path.exists():
        if not create:
            raise NoDatabase("there is no database yet", where=str(parsed.path))
        try:
            parsed.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"the database's folder cannot be made: {error.strerror}", where=str(parsed.path.parent)
            ) from error
    store = Store(Database(parsed, busy_timeout=busy_timeout), clock)
    try:
        store.prepare(create=create)
    except BaseException:
        store.close()
        raise
    return store


class Store:
    """The database, for writing. Implements `watcher.ports.Writing` and `watcher.ports.Triage`.

    Safe to share between threads: writes take turns on one connection, reads go through `reader`.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime] = present) -> None:
        """Use `open_store`."""
        self._database = database
        self._lock = threading.RLock()
        self._connection: Connection | None = None
        self._verdicts: Verdicts | None = None
        self._memory = StoryMemory()
        self._current = False
        self.reader = Reader(database, clock)

    def __enter__(self) -> "Store":
        """Closes at the end of the block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            self._connection = None
            self._database.close()

    def prepare(self, *, create: bool) -> None:
        """Look at the database's revision, and make its tables where it has none (`open_store` calls it)."""
        with self._connected() as c:
            found = revision(c)
            if not found and create:
                create_schema(c)
                found = HEAD
            if not found:
                require_head(found, self._database.url.shown)
            self._current = found == HEAD

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """The writing connection, outside a transaction; it is opened anew where the server hung up."""
        with self._lock, self._database.errors():
            if self._connection is None or self._connection.closed:
                self._connection = self._database.connect()
            yield self._connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One write transaction."""
        with self._connected() as c:
            if not self._current:
                require_head(revision(c), self._database.url.shown)
                self._current = True
            with c.transaction():
                yield c

    def _write(self, change: Callable[[Connection], _T]) -> _T:
        with self._writing() as c:
            self._memory.forget()
            return change(c)

    @contextmanager
    def _placing(self) -> Iterator[Connection]:
        """A write transaction that places items in stories, and remembers what it read of them if it succeeds."""
        try:
            with self._writing() as c:
                self._memory.refresh(c)
                yield c
        except BaseException:
            self._memory.forget()
            raise

    # The schema

    @property
    def outdated(self) -> bool:
        """Whether `upgrade` has something to do."""
        return not self._current

    def upgrade(self, backup: bool = True) -> list[str]:
        """Bring an older database up to date, after a backup beside the file; a line for each thing done.

        Nothing is done, and nothing heavy imported, where it is up to date.
        """
        with self._lock:
            if self._current:
                return []
            if self._connection is not None:
                self._connection.close()
                self._connection = None
            done = upgrade(self._database, backup=backup)
            self._current = True
            return done

    # What the pipeline calls: see watcher.ports.Writing

    def sync_feeds(self, configured: Sequence[FeedConfig], now: datetime) -> None:
        """See `watcher.ports.Writing.sync_feeds`."""
        self._write(lambda c: feeds.sync_feeds(c, configured, now))

    def claim_due(
        self, now: datetime, limit: int, *, busy: Collection[int], max_interval: timedelta
    ) -> Sequence[FeedForFetch]:
        """See `watcher.ports.Writing.claim_due`."""
        with self._database.reading() as c:
            stepped = feeds.clock_stepped(c, now, max_interval)
        if stepped:
            self._write(lambda c: feeds.undo_clock_step(c, now, max_interval))
        with self._database.reading() as c:
            return feeds.claim_due(c, now, limit, busy=busy)

    def feeds_for_pass(
        self, now: datetime, urls: Sequence[str] | None = None
    ) -> tuple[Sequence[FeedForFetch], Sequence[tuple[str, str]]]:
        """See `watcher.ports.Writing.feeds_for_pass`."""
        with self._database.reading() as c:
            return feeds.feeds_for_pass(c, now, urls)

    def known_items(self, feed_id: int) -> Sequence[KnownItem]:
        """See `watcher.ports.Writing.known_items`."""
        with self._database.reading() as c:
            return feeds.known_items(c, feed_id)

    def commit(
        self, intents: Sequence[FeedUpdateIntent], stories: StoryRules, now: datetime
    ) -> Sequence[FeedUpdateReceipt]:
        """See `watcher.ports.Writing.commit`."""
        if not intents:
            return []
        found = [i.match for intent in intents for i in intent.fresh] + [
            i.match for intent in intents for i in intent.edited
        ]
        matched = any(match.outcome.matches for match in found)
        with self._placing() as c:
            return commit_intents(c, intents, stories, now, self._counted(c, now) if matched else None, self._memory)

    def commit_matches(
        self,
        found: Sequence[tuple[int, ItemMatch]],
        watch_versions: Sequence[tuple[str, str]],
        stories: StoryRules,
        now: datetime,
    ) -> Sequence[MatchStored]:
        """See `watcher.ports.Writing.commit_matches`."""
        with self._placing() as c:
            return commit_matches(c, found, watch_versions, stories, now, self._counted(c, now), self._memory)

    def claim_pages(self, now: datetime, limit: int, *, busy: Collection[int], per_host: int) -> Sequence[PageForFetch]:
        """See `watcher.ports.Writing.claim_pages`."""
        with self._database.reading() as c:
            return pages.claim_pages(c, now, limit, busy=busy, per_host=per_host)

    def item_text(self, item_id: int) -> tuple[Document, str] | None:
        """See `watcher.ports.Writing.item_text`."""
        return self.reader.item_text(item_id)

    def commit_page(self, intent: PageIntent, stories: StoryRules, now: datetime) -> PageReceipt | None:
        """See `watcher.ports.Writing.commit_page`."""
        with self._placing() as c:
            verdicts = self._counted(c, now) if intent.match and intent.match.outcome.matches else None
            return pages.commit_page(c, intent, stories, now, verdicts, self._memory)

    def host_holds(self, now: datetime) -> Sequence[tuple[str, datetime]]:
        """See `watcher.ports.Writing.host_holds`."""
        with self._database.reading() as c:
            return feeds.host_holds(c, now)

    def _counted(self, c: Connection, now: datetime) -> Verdicts:
        """Past verdicts, counted anew every few minutes."""
        if self._verdicts is None or self._verdicts.stale(now):
            self._verdicts = Verdicts.read(c, now)
        return self._verdicts

    def watch_versions(self) -> dict[str, str]:
        """See `watcher.ports.Writing.watch_versions`."""
        return self.reader.watch_versions()

    def set_watch_versions(self, versions: Sequence[tuple[str, str]], now: datetime) -> None:
        """See `watcher.ports.Writing.set_watch_versions`. These are all: other watch lists are forgotten."""

        def change(c: Connection) -> None:
            c.execute("DELETE FROM watch_version")
            c.many(
                "INSERT INTO watch_version (watch, version, at) VALUES (:watch, :version, :now)",
                [{"watch": watch, "version": version, "now": now} for watch, version in versions],
            )

        self._write(change)

    def items_since(self, since: datetime, *, chunk: int = 500) -> Iterator[Sequence[tuple[int, Document]]]:
        """See `watcher.ports.Writing.items_since`."""
        return self.reader.items_since(since, chunk=chunk)

    def heartbeat(self, state: ServiceState) -> None:
        """See `watcher.ports.Writing.heartbeat`."""
        columns = {
            "pid": state.pid,
            "host": state.host,
            "version": state.version,
            "started_at": state.started_at,
            "last_tick_at": state.last_tick_at,
            "lag_seconds": state.lag_seconds,
            "config": state.config,
            "problems": dump(state.problems),
            "stopped_at": state.stopped_at,
        }
        sql = (
            f"INSERT INTO service_state (id, {', '.join(columns)}) "
            f"VALUES (1, {', '.join(f':{name}' for name in columns)}) ON CONFLICT (id) DO UPDATE SET "
            + ", ".join(f"{name} = excluded.{name}" for name in columns)
        )
        self._write(lambda c: c.execute(sql, columns))

    def poller_lock(self) -> AbstractContextManager[None]:
        """See `watcher.ports.Writing.poller_lock`."""
        return poller_lock(self._database)

    # Triage: see watcher.ports.Triage

    def mark(
        self,
        ids: Iterable[int],
        status: MatchStatus | None,
        *,
        who: str,
        now: datetime,
        note: str = "",
        assign: str | None = None,
    ) -> int:
        """See `watcher.ports.Triage.mark`. No status: it stays; `assign=""` takes the assignee off."""
        return self._write(lambda c: triage.mark(c, ids, status, who=who, now=now, note=note, assign=assign))

    def mark_where(
        self,
        where: ListFilter,
        status: MatchStatus | None,
        *,
        who: str,
        now: datetime,
        note: str = "",
        assign: str | None = None,
    ) -> int:
        """As `mark`, for every match that a list with this filter would show."""
        return self._write(
            lambda c: triage.mark(
                c, triage.ids_where(c, where, now), status, who=who, now=now, note=note, assign=assign
            )
        )

    def undo(self, ids: Iterable[int], *, who: str, now: datetime, of: datetime | None = None) -> int:
        """Take back each match's last change of status or assignee; done again, the one before it.

        Args:
            of: when the change was made. A match whose last change is not `who`'s of that time is left as it is.
        """
        return self._write(lambda c: triage.undo(c, ids, who=who, now=now, of=of))

    def promote(
        self, ids: Sequence[int], stories: StoryRules, *, who: str, now: datetime, note: str = ""
    ) -> Sequence[int]:
        """Make matches of near-matches, by the ledger's ids; the matches' ids, in order. Raises NotFound."""
        return self._write(lambda c: triage.promote(c, ids, stories, who=who, now=now, note=note))

    def mark_stories(
        self, ids: Iterable[int], status: MatchStatus | None, *, who: str, now: datetime, note: str = ""
    ) -> int:
        """Mark every match of these stories; how many changed. Raises NotFound."""
        return self._write(lambda c: triage.mark(c, curation.match_ids(c, ids), status, who=who, now=now, note=note))

    def mute_stories(self, ids: Iterable[int], until: datetime | None, *, who: str, now: datetime) -> int:
        """Until then, later copies arrive done, unless they hold a term new to the story. None unmutes."""
        return self._write(lambda c: curation.mute(c, ids, until, who=who, now=now))

    def merge_stories(self, into: int, others: Sequence[int], *, who: str, now: datetime) -> int:
        """Make one story of several; the others' ids mean it from now on. Returns its id. Raises NotFound."""
        return self._write(lambda c: curation.merge(c, into, others, who=who, now=now))

    def split_story(self, item_ids: Sequence[int], *, who: str, now: datetime) -> int:
        """Take items out of their story into a new one, whose id is returned; they never return by themselves.

        Raises NotFound for an item without a story, UsageError where they are of several, or all of one.
        """
        return self._write(lambda c: curation.split(c, item_ids, who=who, now=now))

    # Feeds by hand

    def replace_feed(self, old: str, new: str, now: datetime) -> None:
        """Give a feed another URL and keep its history: nothing is announced again. It is due at once.

        Raises NotFound for an unknown feed, StoreError where the new URL is a feed with a history of its own.
        """
        self._write(lambda c: feeds.replace_feed(c, old, new, now))

    def retry_feeds(self, urls: Iterable[str] | None, now: datetime) -> Sequence[str]:
        """End back-off and gone for these feeds, or all failing ones for None: they are due now. Which ones."""
        return self._write(lambda c: feeds.retry_feeds(c, urls, now))

    # Maintenance

    def cleanup(self, now: datetime, *, items: timedelta, suppressed: timedelta) -> int:
        """See `watcher.ports.Writing.cleanup`. A transaction for every thousand items, so that polling goes on."""
        dropped = self._write(lambda c: maintenance.drop_suppressed(c, now - suppressed))
        while count := self._write(lambda c: maintenance.drop_items(c, now - items)):
            dropped += count
        dropped += self._write(lambda c: maintenance.drop_evidence(c, now))
        with self._connected() as c:
            maintenance.reclaim(c)
        return dropped

    def vacuum(self) -> None:
        """Rebuild the database without gaps; others may read meanwhile."""
        with self._connected() as c:
            maintenance.vacuum(c)

    def backup(self, target: Path) -> None:
        """A consistent copy of an SQLite database, also while it is written to.

        Raises StoreError where the target exists or cannot be written, and for PostgreSQL.
        """
        with self._connected() as c:
            maintenance.backup(c, target)
