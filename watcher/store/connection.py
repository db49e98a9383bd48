"""One way to speak SQL to SQLite and PostgreSQL: statements with `:name` parameters over the bare DB-API.

Neither SQLAlchemy nor SQLModel is imported here: a command that lists matches would wait a second for them. The
dialects differ in what `Connection` hides (parameter marks, times, transactions) and in the full-text search.
"""

import functools
import itertools
import re
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from typing import Any, TypeAlias
from urllib.parse import quote

from watcher.errors import NoDatabase, StoreError, WatcherError
from watcher.store.url import DatabaseUrl, Kind

__all__ = ["Connection", "Database", "Params", "Row", "in_list", "read_time"]

Params: TypeAlias = Mapping[str, Any]
Row: TypeAlias = tuple[Any, ...]

WRITE_LOCK = 0x77617463
"""Advisory lock that makes a PostgreSQL write transaction exclusive, as BEGIN IMMEDIATE does in SQLite ("watc")."""

_NAMED = re.compile(r"(?<![:\w]):([A-Za-z_]\w*)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SQLITE_CACHE_KIB = 16_384
_SQLITE_LOG_PAGES = 4_000
"""Pages of 4 KiB in the write-ahead log from which it is moved into the database. At SQLite's own 1,000 a pass over
many feeds does so at every third transaction, with pages that the next one changes again, and waits for the disk."""


def _clean(text: str) -> str:
    """Text that both databases can hold: NUL and lone surrogates become U+FFFD, so that offsets stay."""
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            text = _SURROGATE.sub("\ufffd", text)
    return text


@functools.lru_cache(maxsize=256)
def _time_as_text(moment: datetime) -> str:
    """SQLite's form of a time: UTC, the spelling that SQLAlchemy's DateTime reads, which sorts as text."""
    if moment.tzinfo is not UTC:
        moment = moment.astimezone(UTC)
    return moment.isoformat(sep=" ", timespec="microseconds").removesuffix("+00:00")


def read_time(value: Any) -> datetime | None:
    """A time as either database gives it; aware, UTC."""
    if value is None:
        return None
    if isinstance(value, str):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    moment: datetime = value
    return moment.astimezone(UTC)


_ADAPT: dict[Kind, dict[type, Callable[[Any], Any]]] = {
    "sqlite": {str: _clean, datetime: _time_as_text},
    "postgresql": {str: _clean},
}


@functools.lru_cache(maxsize=512)
def _pyformat(sql: str) -> str:
    return _NAMED.sub(r"%(\1)s", sql.replace("%", "%%"))


@functools.lru_cache(maxsize=512)
def _positional(sql: str, kind: Kind) -> tuple[str, Callable[[Params], Sequence[Any]]]:
    """A statement with marks for names, and what picks the values from a row: half the time of binding by name."""
    names = _NAMED.findall(sql)
    if kind == "postgresql":
        sql = sql.replace("%", "%%")
    pick: Callable[[Params], Sequence[Any]] = itemgetter(*names) if len(names) > 1 else lambda row: [row[names[0]]]
    return _NAMED.sub("?" if kind == "sqlite" else "%s", sql), pick


def in_list(name: str, values: Iterable[Any]) -> tuple[str, dict[str, Any]]:
    """`(:name0, :name1…)` and its parameters; `(NULL)`, which nothing equals, for no values.

    The last value is repeated up to a power of two: so there are few different statements, and drivers that keep
    them prepared find them again.
    """
    given = list(values)
    given += given[-1:] * ((1 << max(0, len(given) - 1).bit_length()) - len(given))
    params = {f"{name}{n}": value for n, value in enumerate(given)}
    return f"({', '.join(f':{key}' for key in params) or 'NULL'})", params


class Connection:
    """A connection in autocommit mode; transactions are opened by hand."""

    __slots__ = ("_adapt", "_reading", "kind", "raw")

    def __init__(self, kind: Kind, raw: Any) -> None:
        """Take over a DB-API connection."""
        self.kind: Kind = kind
        self.raw = raw
        self._adapt = _ADAPT[kind]
        self._reading = False

    def _bind(self, params: Params) -> dict[str, Any]:
        adapt = self._adapt
        return {k: adapt[type(v)](v) if type(v) in adapt else v for k, v in params.items()}

    def execute(self, sql: str, params: Params | None = None) -> Any:
        """Run one statement; the driver's cursor."""
        if params is None:
            return self.raw.execute(sql)
        return self.raw.execute(sql if self.kind == "sqlite" else _pyformat(sql), self._bind(params))

    def many(self, sql: str, rows: Sequence[Params]) -> None:
        """Run one statement for each row of parameters."""
        if not rows:
            return
        marked, pick = _positional(sql, self.kind)
        columns = (self._adapted(column) for column in zip(*map(pick, rows), strict=True))
        cursor = self.raw.cursor()
        cursor.executemany(marked, list(zip(*columns, strict=True)))
        cursor.close()

    def _adapted(self, column: Sequence[Any]) -> Sequence[Any]:
        """One parameter of many rows, as the database takes it: by columns, for nearly all need nothing done."""
        adapt = self._adapt
        kinds = set(map(type, column))
        if kinds == {str}:
            # Looked through as one text, which is quicker by far.
            whole = "".join(column)
            return column if whole.isascii() and "\0" not in whole else [_clean(text) for text in column]
        if kinds.isdisjoint(adapt):
            return column
        return [adapt[type(value)](value) if type(value) in adapt else value for value in column]

    def all(self, sql: str, params: Params | None = None) -> list[Row]:
        """Every row of a query."""
        rows: list[Row] = self.execute(sql, params).fetchall()
        return rows

    def one(self, sql: str, params: Params | None = None) -> Row | None:
        """The first row of a query, or None."""
        row: Row | None = self.execute(sql, params).fetchone()
        return row

    def change(self, sql: str, params: Params) -> int:
        """Run a statement that changes rows; how many it changed."""
        changed: int = self.execute(sql, params).rowcount
        return changed

    def new_ids(self, table: str, count: int) -> list[int]:
        """Ids for rows to be inserted into a table, never used before; within a write transaction only.

        Known beforehand, they spare a round trip a row for RETURNING. SQLite gives the same ids again until the rows
        are inserted, which is what notes that they are used.
        """
        if self.kind == "postgresql" and count:
            sql = f"SELECT nextval('{table}_id_seq') FROM generate_series(1, :count)"
            return [row[0] for row in self.all(sql, {"count": count})]
        return list(itertools.islice(self.ids(table), count))

    def ids(self, table: str) -> Iterator[int]:
        """As `new_ids`, one by one for as many rows as it takes; nothing is asked before the first."""
        if self.kind == "postgresql":
            while True:
                yield from self.new_ids(table, 1)
        row = self.one("SELECT seq FROM sqlite_sequence WHERE name = :table", {"table": table})
        yield from itertools.count(row[0] + 1 if row else 1)

    def data_version(self) -> int | None:
        """A number that differs where another connection has changed the database since; None: it cannot be told."""
        return None if self.kind == "postgresql" else int(self.all("PRAGMA data_version")[0][0])

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """A read-only transaction: every query sees the database as it was at the first. A block within is the same."""
        if self._reading:
            yield
            return
        self.execute("BEGIN" if self.kind == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        self._reading = True
        try:
            yield
        finally:
            self._reading = False
            self._roll_back()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """An exclusive write transaction: kept whole, or not at all."""
        if self.kind == "sqlite":
            self.execute("BEGIN IMMEDIATE")
        else:
            self.execute("BEGIN")
        try:
            if self.kind == "postgresql":
                self.execute("SELECT pg_advisory_xact_lock(:lock)", {"lock": WRITE_LOCK})
            yield
            self.execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        """Give up a transaction, unless the database has done so already (a full disk, a lost connection)."""
        if self.kind == "sqlite":
            if self.raw.in_transaction:
                self.execute("ROLLBACK")
        elif not self.raw.closed:
            self.execute("ROLLBACK")

    def close(self) -> None:
        """Close it; closing twice is fine."""
        self.raw.close()

    @property
    def closed(self) -> bool:
        """Whether the server hung up (PostgreSQL)."""
        return self.kind == "postgresql" and bool(self.raw.closed)


class Database:
    """Where connections come from, and what a driver's errors mean. Safe to share between threads."""

    def __init__(self, url: DatabaseUrl, *, busy_timeout: timedelta) -> None:
        """Nothing is opened yet. `busy_timeout`: how long to wait for another writer."""
        self.url = url
        self.busy_timeout = busy_timeout
        self._local = threading.local()
        self._lock = threading.Lock()
        self._opened: list[Connection] = []

    @property
    def kind(self) -> Kind:
        """Which database it is."""
        return self.url.kind

    def connect(self, *, read_only: bool = False) -> Connection:
        """A new connection, which the caller closes (or `close` at the latest). Raises StoreError."""
        with self.errors():
            connect = self._sqlite if self.kind == "sqlite" else self._postgresql
            connection = Connection(self.kind, connect(read_only))
        with self._lock:
            self._opened.append(connection)
        return connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """This thread's own read-only connection."""
        connection: Connection | None = getattr(self._local, "connection", None)
        if connection is None or connection.closed:
            connection = self._local.connection = self.connect(read_only=True)
        with self.errors():
            yield connection

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """What this thread reads in this block is the database at one moment."""
        with self.reading() as connection, connection.snapshot():
            yield

    def close(self) -> None:
        """Close every connection of every thread.

        The newest first: the writer's is the oldest, and SQLite moves its log into the database file only if the last
        connection that is closed may write.
        """
        with self._lock:
            opened, self._opened = self._opened, []
        for connection in reversed(opened):
            connection.close()
        self._local = threading.local()

    def _sqlite(self, read_only: bool) -> sqlite3.Connection:
        path = self.url.path
        assert path is not None
        if path.is_dir():
            raise StoreError("this is a folder, not a database", where=str(path), hint="name a file in it")
        if read_only and not path.exists():
            raise NoDatabase("there is no database yet", where=str(path))
        name = f"file:{quote(str(path.absolute()))}"
        raw = self._open_sqlite(f"{name}?mode=ro" if read_only else f"{name}?mode=rwc")
        try:
            if read_only:
                raw = self._readable(raw, name)
            else:
                empty = path.stat().st_size == 0
                if empty:
                    # Later it would take a full VACUUM, and asking for it takes the write lock.
                    raw.execute("PRAGMA auto_vacuum = INCREMENTAL")
                if empty or raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
                    # It is written into the file, which may be another program's: that one is left as it is.
                    raw.execute("PRAGMA journal_mode = WAL")
                raw.execute("PRAGMA synchronous = FULL")
                raw.execute(f"PRAGMA wal_autocheckpoint = {_SQLITE_LOG_PAGES}")
                raw.execute("PRAGMA foreign_keys = ON")
            raw.execute(f"PRAGMA cache_size = -{_SQLITE_CACHE_KIB}")
            raw.execute("PRAGMA temp_store = MEMORY")
        except BaseException:
            raw.close()
            raise
        return raw

    def _open_sqlite(self, uri: str) -> sqlite3.Connection:
        return sqlite3.connect(
            uri,
            uri=True,
            timeout=self.busy_timeout.total_seconds(),
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )

    def _readable(self, raw: sqlite3.Connection, name: str) -> sqlite3.Connection:
        """A WAL database in a folder that cannot be written is read as a still image, if no log lies beside it."""
        assert self.url.path is not None
        try:
            raw.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            log = self.url.path.with_name(self.url.path.name + "-wal")
            if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY} or log.exists():
                raise
            raw.close()
            raw = self._open_sqlite(f"{name}?mode=ro&immutable=1")
        return raw

    def _postgresql(self, read_only: bool) -> Any:
        try:
            import psycopg
        except ImportError as error:
            raise StoreError(
                "PostgreSQL needs the psycopg library", hint="install it with: pip install 'news-watcher[postgres]'"
            ) from error
        raw = psycopg.connect(self.url.dsn, autocommit=True, application_name="watcher")
        milliseconds = int(self.busy_timeout.total_seconds() * 1000)
        raw.execute(f"SET TIME ZONE 'UTC'; SET lock_timeout = {milliseconds}")
        if read_only:
            raw.execute("SET default_transaction_read_only = on")
        return raw

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn what a driver raises into a StoreError that says what to do; bugs in our SQL stay as they are."""
        try:
            yield
        except WatcherError:
            raise
        except sqlite3.Error as error:
            raise self._sqlite_error(error) from error
        except Exception as error:
            if type(error).__module__.partition(".")[0] != "psycopg":
                raise
            raise self._postgresql_error(error) from None

    def _sqlite_error(self, error: sqlite3.Error) -> Exception:
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        if code not in _SQLITE_PROBLEMS:
            return error
        problem, hint = _SQLITE_PROBLEMS[code]
        return StoreError(problem, where=str(self.url.path), hint=hint)

    def _postgresql_error(self, error: Exception) -> Exception:
        import psycopg

        if isinstance(error, psycopg.errors.LockNotAvailable):
            return StoreError(*_LOCKED[:1], where=self.url.shown, hint=_LOCKED[1])
        if isinstance(error, psycopg.errors.DiskFull):
            return StoreError("the database server's disk is full", where=self.url.shown)
        if isinstance(error, psycopg.errors.InsufficientPrivilege | psycopg.errors.ReadOnlySqlTransaction):
            return StoreError(_first_line(error), where=self.url.shown, hint="the user may not write here")
        if isinstance(error, psycopg.OperationalError):
            return StoreError(_first_line(error), where=self.url.shown, hint="is the server up, and the URL right?")
        return error


def _first_line(error: Exception) -> str:
    """psycopg's messages name host and user, never the password; the lines after the first are hints at SQL."""
    return (str(error).splitlines() or ["the database server cannot be used"])[0]


_LOCKED = ("the database stayed locked by another process", "try again when that process is done")
_SQLITE_PROBLEMS = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_FULL: ("the disk is full: nothing of this was stored", "make room on it, then try again"),
    sqlite3.SQLITE_READONLY: ("the database cannot be written", "make the file and its folder writable"),
    sqlite3.SQLITE_CANTOPEN: ("the database cannot be opened", "see that its folder exists, with rights to it"),
    sqlite3.SQLITE_PERM: ("the database may not be opened", "see to the rights of the file and its folder"),
    sqlite3.SQLITE_AUTH: ("the database may not be opened", "see to the rights of the file and its folder"),
    sqlite3.SQLITE_NOTADB: ("this file is not a watcher database", "name another file, or move this one away"),
    sqlite3.SQLITE_CORRUPT: ("the database file is damaged", "restore a backup, or run: sqlite3 FILE .recover"),
    sqlite3.SQLITE_IOERR: ("the disk reported an error", "check the disk; nothing of this was stored"),
}
