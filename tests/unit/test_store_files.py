"""SQLite files that cannot be used: each is a clear error, and nothing is made by a reader."""

import os
import resource
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.builders import NOW, PlainStories, an_item, changed, feed, fresh
from tests.support.processes import run_python
from watcher.errors import NoDatabase, StoreError
from watcher.store import Store, open_reader, open_store


def stored(path: Path) -> Store:
    store = open_store(f"sqlite:///{path}")
    store.sync_feeds([feed()], NOW)
    return store


def test_a_reader_never_makes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    with pytest.raises(NoDatabase) as caught:
        open_reader(f"sqlite:///{path}")
    assert caught.value.where == str(path)
    assert list(tmp_path.iterdir()) == []


def test_a_writer_makes_one_only_where_it_may(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "watcher.db"
    with pytest.raises(NoDatabase):
        open_store(f"sqlite:///{path}", create=False)
    assert list(tmp_path.iterdir()) == []
    open_store(f"sqlite:///{path}").close()
    assert path.is_file()


def test_a_new_database_is_set_up_for_safety(tmp_path: Path) -> None:
    path = tmp_path / "watcher.db"
    with stored(path) as store, store._connected() as c:
        settings = {name: c.all(f"PRAGMA {name}")[0][0] for name in
                    ("journal_mode", "synchronous", "foreign_keys", "auto_vacuum", "busy_timeout",
                     "wal_autocheckpoint")}  # fmt: skip
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "auto_vacuum": 2,
        "busy_timeout": 30_000,
        "wal_autocheckpoint": 4_000,
    }


def test_a_name_with_odd_characters_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "a ?#%20 'é.db"
    stored(path).close()
    with open_reader(f"sqlite:///{path}") as reader:
        assert len(reader.feeds()) == 1


def test_what_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("This is not a database, but it is long enough to be looked at.\n" * 50)
    before = path.read_bytes()
    for look in (open_reader, open_store):
        with pytest.raises(StoreError, match="not a watcher database"):
            look(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        open_store(f"sqlite:///{tmp_path}")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="folder cannot be made"):
        open_store(f"sqlite:///{tmp_path}/file/watcher.db")


def test_a_full_disk_is_said_and_loses_nothing_else(tmp_path: Path) -> None:
    """SQLite's own bound on the file stands for the disk's end."""
    with stored(tmp_path / "watcher.db") as store:
        feed_id = store.feeds_for_pass(NOW)[0][0].feed_id
        with store._connected() as c:
            pages = c.all("PRAGMA page_count")[0][0]
            c.execute(f"PRAGMA max_page_count = {pages + 5}")
        items = fresh(*(an_item(n, summary="word " * 500) for n in range(100)))
        with pytest.raises(StoreError, match="disk is full"):
            store.commit([changed(feed_id, *items)], PlainStories(), NOW)
        assert store.known_items(feed_id) == []
        with store._connected() as c:
            c.execute("PRAGMA max_page_count = 1000000")
        assert store.commit([changed(feed_id, *items)], PlainStories(), NOW)[0].items_new == 100


def test_a_file_size_limit_of_the_system_is_an_error_too(tmp_path: Path) -> None:
    path = tmp_path / "watcher.db"
    stored(path).close()
    code = f"""
import resource, signal
from tests.support.builders import NOW, PlainStories, an_item, changed, fresh
from watcher.errors import StoreError
from watcher.store import open_store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = open_store("sqlite:///{path}")
feed_id = store.feeds_for_pass(NOW)[0][0].feed_id
resource.setrlimit(resource.RLIMIT_FSIZE, ({path.stat().st_size} + 50_000, resource.RLIM_INFINITY))
try:
    items = fresh(*(an_item(n, summary="word " * 900) for n in range(300)))
    store.commit([changed(feed_id, *items)], PlainStories(), NOW)
except StoreError as error:
    print(error.problem)
"""
    assert resource.RLIM_INFINITY
    assert run_python(code) in {"the disk is full: nothing of this was stored", "the disk reported an error"}
    with open_reader(f"sqlite:///{path}") as reader:
        assert list(reader.search()) == []


@pytest.mark.parametrize("leave_log", [False, True])
def test_a_database_in_a_folder_that_cannot_be_written_is_read(tmp_path: Path, leave_log: bool) -> None:
    """Root may write everywhere, so another user looks."""
    folder = tmp_path / "data"
    path = folder / "watcher.db"
    store = stored(path)
    if not leave_log:
        store.close()
    for part in (tmp_path, *tmp_path.parents):
        if os.geteuid() == 0 and str(part).startswith("/tmp/"):
            part.chmod(0o755)
    folder.chmod(0o555)
    for file in folder.iterdir():
        file.chmod(0o444)
    code = f"""
import os
from datetime import UTC, datetime
from watcher.errors import StoreError
from watcher.store import open_reader, open_store
if os.geteuid() == 0:
    os.setuid(65534)
url = "sqlite:///{path}"
print(len(open_reader(url).feeds()))
try:
    open_store(url).set_watch_versions([], datetime.now(UTC))
except StoreError as error:
    print(error.problem)
"""
    try:
        assert run_python(code).splitlines() == ["1", "the database cannot be written"]
    finally:
        folder.chmod(0o755)
        store.close()


def test_a_locked_database_is_waited_for_no_longer_than_asked(tmp_path: Path) -> None:
    path = tmp_path / "watcher.db"
    stored(path).close()
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with open_store(f"sqlite:///{path}", busy_timeout=timedelta(milliseconds=30)) as store:
        with pytest.raises(StoreError, match="locked"):
            store.sync_feeds([feed("https://other.example/")], NOW)
        holder.execute("ROLLBACK")
        store.sync_feeds([feed("https://other.example/")], NOW)
    holder.close()


def test_the_lock_file_says_who_holds_it(tmp_path: Path) -> None:
    with stored(tmp_path / "watcher.db") as store:
        with store.poller_lock():
            assert (tmp_path / "watcher.db.poller").read_text() == f"{os.getpid()}\n"
        assert (tmp_path / "watcher.db.poller").read_text() == ""
        (tmp_path / "watcher.db.poller").unlink()
        (tmp_path / "watcher.db.poller").mkdir()
        with pytest.raises(StoreError, match="lock file"), store.poller_lock():
            pass
