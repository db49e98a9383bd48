"""The one poller's place. It is the system that keeps it, so a holder's death frees it at once."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from watcher.errors import StoreBusy, StoreError
from watcher.store.connection import Connection, Database

__all__ = ["poller_lock"]

POLLER_LOCK = 0x77617470
"""PostgreSQL's advisory lock of the poller ("watp")."""
_HINT = "stop that one first, or let it do the polling"


@contextmanager
def poller_lock(database: Database) -> Iterator[None]:
    """Hold the place. Raises StoreBusy where another living process, or another lock of this one, holds it."""
    if database.url.path is not None:
        with _file_lock(database.url.path.with_name(database.url.path.name + ".poller")):
            yield
    else:
        with _advisory_lock(database):
            yield


@contextmanager
def _file_lock(path: Path) -> Iterator[None]:
    """flock on a file beside the database. The file stays: removing it would let two hold different files."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StoreError(f"the lock file cannot be written: {error.strerror}", where=str(path)) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
            who = f"process {holder}" if holder else "another process"
            raise StoreBusy(f"{who} polls this database already", where=str(path), hint=_HINT) from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


@contextmanager
def _advisory_lock(database: Database) -> Iterator[None]:
    """A session's advisory lock, on a connection of its own that says whose it is."""
    connection = database.connect()
    try:
        with database.errors():
            connection.execute("SELECT set_config('application_name', :name, false)",
                               {"name": f"watcher poller, process {os.getpid()}"})  # fmt: skip
            row = connection.one("SELECT pg_try_advisory_lock(:lock)", {"lock": POLLER_LOCK})
            if not (row and row[0]):
                raise StoreBusy(f"{_holder(connection)} polls this database already", where=database.url.shown,
                                hint=_HINT)  # fmt: skip
        yield
    finally:
        connection.close()


def _holder(connection: Connection) -> str:
    row = connection.one(
        "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid "
        "WHERE l.locktype = 'advisory' AND l.objid = :lock AND l.granted",
        {"lock": POLLER_LOCK},
    )
    return row[0] if row and row[0] else "another process"
