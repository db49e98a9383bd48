"""Creating a database, telling its revision, and bringing an older one up to date.

A fresh database is made at once from statements rendered of the models, and stamped; an older one goes through the
migrations. Contract tests prove that all three give the same schema. Only a migration imports SQLAlchemy and Alembic.
"""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from watcher.errors import NewerDatabase, NoDatabase, StoreError
from watcher.store.connection import Connection, Database
from watcher.store.ddl import statements

__all__ = ["HEAD", "REVISIONS", "backup_sqlite", "create", "require_head", "revision", "upgrade"]

REVISIONS: Final = ("0001", "0002", "0003", "0004")
"""Every migration's revision, in order; the contract tests compare them with the scripts."""
HEAD: Final = REVISIONS[-1]


def revision(connection: Connection) -> str:
    """The database's revision; "" where it has none of our tables.

    Raises:
        NewerDatabase: the revision is not known here.
        StoreError: these are another program's tables.
    """
    names = _tables(connection)
    if "alembic_version" in names:
        row = connection.one("SELECT version_num FROM alembic_version")
        found = row[0] if row else ""
        if found and found not in REVISIONS:
            raise NewerDatabase(
                f"the database was written by a newer version of watcher (its schema is {found}, ours {HEAD})",
                hint="upgrade watcher, or name another database",
            )
        if found or names == {"alembic_version"}:
            return str(found)
    if names:
        raise StoreError(
            f"this database belongs to another program (it has a table {min(names)!r})", hint="name another database"
        )
    return ""


def _tables(connection: Connection) -> set[str]:
    if connection.kind == "sqlite":
        sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
    else:
        sql = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
    return {row[0] for row in connection.all(sql)}


def require_head(found: str, where: str) -> None:
    """Let only a database of our own revision pass.

    Raises:
        NoDatabase: it has no tables yet.
        StoreError: it is older.
    """
    if not found:
        raise NoDatabase("this database is empty: nothing was stored in it yet", where=where)
    if found != HEAD:
        raise StoreError(
            f"the database is of an older version (its schema is {found}, ours {HEAD})",
            where=where,
            hint="bring it up to date with: watcher db upgrade",
        )


def create(connection: Connection) -> None:
    """Make every table in an empty database; does nothing where another process was faster."""
    with connection.transaction():
        if revision(connection):
            return
        for statement in statements(connection.kind):
            connection.execute(statement)
        connection.execute(
            "CREATE TABLE IF NOT EXISTS alembic_version "
            "(version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
        connection.execute("INSERT INTO alembic_version (version_num) VALUES (:head)", {"head": HEAD})


def upgrade(database: Database, *, backup: bool, to: str = HEAD) -> list[str]:
    """Run the migrations that a database lacks, all in one transaction, after a copy of an SQLite file.

    Returns what was done, a line each; nothing where there was nothing to do. PostgreSQL is not copied: its
    migrations are undone as a whole if one fails, and copies are its administrator's (pg_dump).
    """
    with database.errors():
        connection = database.connect()
        try:
            found = revision(connection)
            if found == to:
                return []
            done = []
            if backup and found and database.url.path is not None:
                stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
                path = database.url.path
                copy = path.with_name(f"{path.stem}.{found}.{stamp}{path.suffix}")
                backup_sqlite(connection, copy)
                done.append(f"backup {copy}")
        finally:
            connection.close()
        _migrate(database, to)
    at = REVISIONS.index(found) + 1 if found else 0
    return done + [f"schema {name}" for name in REVISIONS[at : REVISIONS.index(to) + 1]]


def backup_sqlite(connection: Connection, target: Path) -> None:
    """A consistent, compact copy of a database that others may be using. The target must not exist."""
    if target.exists():
        raise StoreError("there is a file of that name already", where=str(target), hint="name another file")
    if not target.parent.is_dir():
        raise StoreError("there is no such folder", where=str(target.parent), hint="create it first")
    if not os.access(target.parent, os.W_OK):
        # SQLite's own error would name the database that is read, not the file that cannot be written.
        raise StoreError("the folder cannot be written", where=str(target.parent), hint="name a file elsewhere")
    connection.execute("VACUUM INTO :target", {"target": str(target)})


def _migrate(database: Database, to: str) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import NullPool

    engine = create_engine(
        "sqlite://" if database.kind == "sqlite" else "postgresql+psycopg://",
        creator=lambda: _driver_connection(database),
        poolclass=NullPool,
    )
    if database.kind == "sqlite":

        @event.listens_for(engine, "begin")
        def _begin(connection: Any) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)
    engine.dispose()


def _driver_connection(database: Database) -> Any:
    """A connection for SQLAlchemy, with foreign keys off: SQLite alters a table by copying and dropping it."""
    connection = database.connect()
    if database.kind == "sqlite":
        connection.execute("PRAGMA foreign_keys = OFF")
    else:
        connection.raw.autocommit = False
    return connection.raw
