"""Creating, migrating, and refusing what is not ours: a migrated schema equals a fresh one."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlmodel import Session, select

from tests.contract.helpers import RULES, Filled
from tests.support.builders import NOW, an_item, changed, feed, fresh, matching
from tests.support.processes import run_python
from watcher.errors import NewerDatabase, NoDatabase, StoreError
from watcher.store import open_reader, open_store
from watcher.store import schema as schema_module
from watcher.store.connection import Connection, Database
from watcher.store.ddl import path, render, statements
from watcher.store.schema import HEAD, REVISIONS, upgrade
from watcher.store.url import Kind, parse_url


def database(url: str) -> Database:
    return Database(parse_url(url), busy_timeout=timedelta(seconds=2))


def described(c: Connection) -> dict[str, Any]:
    """Everything that makes a schema, from the database's own catalogue."""
    if c.kind == "postgresql":
        return {
            "columns": c.all(
                "SELECT table_name, column_name, data_type, is_nullable, column_default, ordinal_position "
                "FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"
            ),
            "constraints": c.all(
                "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
                "WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2"
            ),
            "indexes": c.all(
                "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 2"
            ),
        }
    tables = [row[0] for row in c.all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    indexes = [row[0] for row in c.all("SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name")]
    return {
        "names": c.all("SELECT type, name, tbl_name FROM sqlite_master ORDER BY 1, 2"),
        "columns": {name: c.all(f"PRAGMA table_xinfo({name})") for name in tables},
        "foreign keys": {name: sorted(row[2:] for row in c.all(f"PRAGMA foreign_key_list({name})")) for name in tables},
        "indexes": {name: c.all(f"PRAGMA index_xinfo({name})") for name in indexes},
        "numbered": [
            row[0] for row in c.all("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%' ORDER BY name")
        ],
        "written": c.all(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' OR sql LIKE '%fts5%' ORDER BY name"
        ),
    }


def description(url: str) -> dict[str, Any]:
    opened = database(url)
    try:
        return described(opened.connect())
    finally:
        opened.close()


def migrated(url: str, to: str = HEAD) -> list[str]:
    opened = database(url)
    try:
        return upgrade(opened, backup=True, to=to)
    finally:
        opened.close()


def without_ranks(c: Connection) -> None:
    """Take a database back to where matches had a priority that stood still."""
    c.execute("ALTER TABLE match RENAME COLUMN rank TO priority")
    for columns in ("", "status_", "watch_status_"):
        c.execute(f"DROP INDEX ix_match_{columns}rank_id")
        c.execute(f"CREATE INDEX ix_match_{columns}priority_id ON match (priority)")


def test_a_migrated_schema_equals_a_fresh_one(new_url: Callable[[], str]) -> None:
    fresh_url, migrated_url = new_url(), new_url()
    open_store(fresh_url).close()
    assert migrated(migrated_url) == [f"schema {name}" for name in REVISIONS]
    assert description(migrated_url) == description(fresh_url)


def test_the_packaged_statements_are_what_the_models_say(kind: Kind) -> None:
    assert path(kind).read_text(encoding="utf-8") == render(kind), (
        "run: python -c 'import watcher.store.ddl as d; d.write()'"
    )
    assert ";\n\n".join(statements(kind)) + ";\n\n" == render(kind)


def test_the_revisions_are_the_scripts() -> None:
    scripts = ScriptDirectory(str(Path(schema_module.__file__).with_name("migrations")))
    assert tuple(s.revision for s in reversed(list(scripts.walk_revisions()))) == REVISIONS


def test_an_upgrade_keeps_the_data_and_leaves_a_backup(kind: str, new_url: Callable[[], str], tmp_path: Path) -> None:
    url = new_url()
    migrated(url, to="0001")
    opened = database(url)
    c = opened.connect()
    with c.transaction():
        c.execute("INSERT INTO watch_version (watch, version, at) VALUES ('base', 'v1', :now)", {"now": NOW})
    opened.close()
    with pytest.raises(StoreError, match="watcher db upgrade"):
        open_reader(url)
    with open_store(url) as store:
        assert store.outdated
        with pytest.raises(StoreError, match="of an older version"):
            store.sync_feeds([], NOW)
        done = store.upgrade()
        assert not store.outdated
        assert store.watch_versions() == {"base": "v1"}
        assert store.upgrade() == []
    copies = list(tmp_path.glob("*.0001.*.db"))
    steps = [f"schema {name}" for name in REVISIONS[1:]]
    if kind == "sqlite":
        assert done == [f"backup {copies[0]}", *steps]
        assert migrated(f"sqlite:///{copies[0]}")[1:] == steps
    else:
        assert done == steps
        assert copies == []


def test_items_stored_before_there_was_a_search_are_found_after_the_upgrade(new_url: Callable[[], str]) -> None:
    url = new_url()
    with open_store(url) as store:
        store.sync_feeds([feed()], NOW)
        filled = store.feeds_for_pass(NOW)[0][0]
        store.commit([changed(filled.feed_id, *fresh(an_item(1, title="Handover of the base")))], RULES, NOW)
    opened = database(url)
    c = opened.connect()
    with c.transaction():
        for trigger in ("delete", "update"):
            if c.kind == "sqlite":
                c.execute(f"DROP TRIGGER item_text_{trigger}")
        c.execute("DROP TABLE item_text")
        c.execute("DROP TABLE page")
        without_ranks(c)
        c.execute("UPDATE alembic_version SET version_num = '0001'")
    opened.close()
    with open_store(url) as store:
        assert store.upgrade(backup=False) == [f"schema {name}" for name in REVISIONS[1:]]
        assert [item.title for item in store.reader.search([["handover"]])] == ["Handover of the base"]


def test_priorities_that_stood_still_fall_from_the_upgrade_on(new_url: Callable[[], str]) -> None:
    url = new_url()
    with open_store(url) as store:
        store.sync_feeds([feed()], NOW)
        filled = store.feeds_for_pass(NOW)[0][0]
        store.commit([changed(filled.feed_id, matching(an_item(1)))], RULES, NOW)
    opened = database(url)
    c = opened.connect()
    with c.transaction():
        without_ranks(c)
        c.execute("UPDATE match SET priority = 60")
        c.execute("UPDATE alembic_version SET version_num = '0003'")
    opened.close()
    with open_store(url, clock=lambda: NOW) as store:
        assert store.upgrade(backup=False) == ["schema 0004"]
        assert [row.priority for row in store.reader.matches()] == [60]
    with open_store(url, clock=lambda: NOW + timedelta(days=5)) as store:
        assert [row.priority for row in store.reader.matches()] == [50]


def test_a_newer_database_is_refused(url: str) -> None:
    opened = database(url)
    opened.connect().execute("UPDATE alembic_version SET version_num = '9999'")
    opened.close()
    for look in (open_reader, open_store):
        with pytest.raises(NewerDatabase, match="9999"):
            look(url)


def test_another_programs_database_is_refused(new_url: Callable[[], str]) -> None:
    url = new_url()
    opened = database(url)
    opened.connect().execute("CREATE TABLE recipes (name TEXT)")
    opened.close()
    with pytest.raises(StoreError, match="recipes"):
        open_store(url)


def test_a_database_without_tables_is_no_database_to_a_reader(kind: str, new_url: Callable[[], str]) -> None:
    url = new_url()
    if kind == "sqlite":
        Path(url.removeprefix("sqlite:///")).touch()
    with pytest.raises(NoDatabase, match="nothing was stored"):
        open_reader(url)
    with pytest.raises(NoDatabase):
        open_store(url, create=False)


def test_what_sql_wrote_the_models_read(url: str, filled: Filled) -> None:
    from watcher.store.tables import Feed, Item, Match, Story

    filled.add(matching(an_item(1, published=NOW - timedelta(hours=1))))
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with Session(engine) as session:
        match = session.exec(select(Match)).one()
        item = session.exec(select(Item)).one()
        story = session.exec(select(Story)).one()
        stored = session.exec(select(Feed).where(Feed.id == item.feed_id)).one()
    engine.dispose()
    assert (match.item_id, match.story_id, match.status, match.score) == (item.id, story.id, "new", 96.0)
    assert (item.published, item.first_seen) == (NOW - timedelta(hours=1), NOW)
    assert (stored.etag, stored.enabled, stored.next_due_at) == (b'"v1"', True, NOW + timedelta(minutes=30))


def test_neither_creating_nor_reading_nor_polling_imports_an_orm(new_url: Callable[[], str]) -> None:
    """A second that a listing, or a poll, does not have."""
    url = new_url()
    code = f"""
import sys
from datetime import UTC, datetime, timedelta
from watcher.store import open_reader, open_store
from watcher.types import FeedConfig
now = datetime(2026, 3, 1, tzinfo=UTC)
with open_store({url!r}) as store:
    store.upgrade()
    store.sync_feeds([FeedConfig("https://a.example/")], now)
    assert store.claim_due(now, 5, busy=(), max_interval=timedelta(days=1))
with open_reader({url!r}) as reader:
    reader.matches()
print(sorted({{"sqlalchemy", "sqlmodel", "alembic"}} & set(sys.modules)))
"""
    assert run_python(code) == "[]"


def test_two_processes_may_create_the_same_database(kind: str, new_url: Callable[[], str]) -> None:
    """The slower one finds the faster one's tables within its own transaction."""
    url = new_url()
    opened = database(url)
    first, second = opened.connect(), opened.connect()
    schema_module.create(first)
    schema_module.create(second)
    assert second.all("SELECT count(*) FROM alembic_version") == [(1,)]
    opened.close()
