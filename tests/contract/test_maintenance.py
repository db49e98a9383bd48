"""Retention, vacuum, backup; locks, concurrency and databases that cannot be used."""

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.contract.helpers import RULES, Filled
from tests.support.builders import NOW, an_item, an_outcome, changed, feed, fresh, matching, near_miss, unchanged
from tests.support.processes import run_python
from watcher.errors import StoreBusy, StoreError
from watcher.store import open_reader, open_store

DAY = timedelta(days=1)


def clean(filled: Filled, after: timedelta) -> int:
    return filled.store.cleanup(NOW + after, items=90 * DAY, suppressed=30 * DAY)


def titles(filled: Filled) -> list[str]:
    return [item.title for item in filled.reader.search()]


def test_unmatched_items_go_when_they_were_not_listed_for_long(filled: Filled) -> None:
    filled.add(*fresh(an_item(1), an_item(2)), matching(an_item(3)))
    one, two, three = (k.item_id for k in filled.known())
    filled.add(listed=(two,), now=NOW + DAY)
    filled.commit(unchanged(filled.a, at=NOW + 80 * DAY))
    assert clean(filled, 90 * DAY) == 0
    assert clean(filled, 92 * DAY) == 1
    assert titles(filled) == ["Item 3", "Item 2"]
    assert list(filled.reader.search([["item 1"]])) == []
    assert {one, two, three} == {1, 2, 3}


def test_keys_that_a_dead_feed_still_lists_outlive_their_items(filled: Filled) -> None:
    filled.add(*fresh(an_item(1)))
    assert clean(filled, 100 * DAY) == 2, "the item, and the evidence of its fetch"
    assert titles(filled) == []
    assert [k.key for k in filled.known()] == ["id:1"]
    assert filled.add(*fresh(an_item(1)), now=NOW + 101 * DAY).items_new == 0
    filled.add(listed=())
    assert clean(filled, 300 * DAY) == 0


def test_an_id_is_never_used_again(filled: Filled) -> None:
    filled.add(*fresh(an_item(1)))
    clean(filled, 100 * DAY)
    filled.add(*fresh(an_item(2)))
    assert next(k.item_id for k in filled.known()) == 2


def test_old_lines_of_the_ledger_go(filled: Filled) -> None:
    filled.add(matching(an_item(1), an_outcome(suppressed=[near_miss("x")])))
    assert clean(filled, 30 * DAY) == 0
    assert clean(filled, 31 * DAY) == 1
    assert filled.reader.suppressed() == []


def test_thousands_of_items_go_in_one_cleanup(filled: Filled) -> None:
    filled.add(*fresh(*(an_item(n) for n in range(2500))))
    filled.add(listed=())
    assert clean(filled, 100 * DAY) == 2501
    assert filled.known() == []


def test_vacuum_keeps_everything(filled: Filled) -> None:
    filled.add(matching(an_item(1)))
    filled.store.vacuum()
    assert titles(filled) == ["Item 1"]
    assert [i.title for i in filled.reader.search([["item"]])] == ["Item 1"]


def test_a_backup_is_a_database_of_its_own(kind: str, filled: Filled, tmp_path: Path) -> None:
    filled.add(matching(an_item(1)))
    target = tmp_path / "copy.db"
    if kind == "postgresql":
        with pytest.raises(StoreError, match="own tools"):
            filled.store.backup(target)
        return
    filled.store.backup(target)
    with open_reader(f"sqlite:///{target}") as copy:
        assert [m.title for m in copy.matches()] == ["Item 1"]
    with pytest.raises(StoreError, match="already"):
        filled.store.backup(target)
    with pytest.raises(StoreError, match="no such folder"):
        filled.store.backup(tmp_path / "nowhere" / "copy.db")


def test_one_poller_at_a_time(filled: Filled, url: str) -> None:
    with open_store(url) as other:
        with filled.store.poller_lock(), pytest.raises(StoreBusy, match=r"process \d+ polls"), other.poller_lock():
            pass
        with other.poller_lock():
            other.sync_feeds([], NOW)


def test_a_dead_pollers_place_is_free(filled: Filled, url: str) -> None:
    code = f"""
import os
from watcher.store import open_store
store = open_store({url!r})
store.poller_lock().__enter__()
print("held", flush=True)
os._exit(0)
"""
    assert run_python(code) == "held"
    with filled.store.poller_lock():
        assert titles(filled) == []


def test_what_was_committed_is_there_after_reopening(filled: Filled, url: str) -> None:
    filled.add(matching(an_item(1)))
    filled.store.close()
    with open_store(url) as again:
        assert [m.title for m in again.reader.matches()] == ["Item 1"]
        assert [k.key for k in again.known_items(filled.a)] == ["id:1"]


def test_a_closed_store_may_be_used_again(filled: Filled) -> None:
    filled.store.close()
    filled.add(*fresh(an_item(1)))
    assert titles(filled) == ["Item 1"]


def test_readers_see_whole_commits_while_others_write(filled: Filled, url: str) -> None:
    """Items and matches of a poll come together: a reader never sees one without the other."""
    stop, errors = threading.Event(), list[BaseException]()

    def read() -> None:
        try:
            with open_reader(url) as reader:
                while not stop.is_set():
                    count = reader.count_matches()
                    assert count % 5 == 0
                    rows = reader.matches()
                    assert len(rows) % 5 == 0
                    assert len(rows) >= count
        except BaseException as error:
            errors.append(error)

    reading = threading.Thread(target=read)
    reading.start()
    for n in range(20):
        filled.add(*(matching(an_item(5 * n + k)) for k in range(5)))
    stop.set()
    reading.join(60)
    assert errors == []
    assert filled.reader.count_matches() == 100


def test_threads_that_write_at_once_lose_nothing(filled: Filled) -> None:
    errors = list[BaseException]()

    def write(feed_id: int) -> None:
        try:
            for n in range(15):
                filled.store.commit([changed(feed_id, matching(an_item(n)), listed=None)], RULES, NOW)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=write, args=(feed_id,)) for feed_id in (filled.a, filled.a2, filled.b)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
    assert filled.reader.count_matches() == 45
    assert len(filled.reader.stories()) == 1


def test_a_write_lock_held_for_too_long_is_a_clear_error_and_loses_nothing(url: str, kind: str) -> None:
    with open_store(url) as holder, open_store(url, busy_timeout=timedelta(milliseconds=50)) as waiting:
        with holder._writing(), pytest.raises(StoreError, match="locked"):
            waiting.sync_feeds([feed()], NOW)
        waiting.sync_feeds([feed()], NOW)
        assert [row.url for row in holder.reader.feeds()] == [feed().url]


def test_a_kill_in_the_middle_of_a_commit_leaves_nothing(filled: Filled, url: str) -> None:
    code = f"""
import os
from datetime import timedelta
from tests.contract.helpers import Filled
from tests.support.builders import NOW, PlainStories, an_item, changed, fresh, matching
from watcher.store import open_store

class Deadly(PlainStories):
    def priority(self, match, **ranks):
        os._exit(0)

store = open_store({url!r})
store.commit([changed({filled.a}, matching(an_item(1)), *fresh(an_item(2)))], Deadly(), NOW)
"""
    assert run_python(code) == ""
    assert titles(filled) == []
    assert filled.feed().body_hash is None
    assert filled.add(matching(an_item(1)), *fresh(an_item(2))).items_new == 2


def test_a_server_that_hung_up_is_called_again(kind: str, filled: Filled) -> None:
    if kind == "sqlite":
        filled.store.close()
    else:
        with filled.store._connected() as c:
            c.execute("SELECT 1")
        with open_store(filled.store._database.url.dsn) as other, other._connected() as c:
            c.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        with pytest.raises(StoreError):
            titles(filled)
        with pytest.raises(StoreError):
            filled.commit(unchanged(filled.a))
    assert filled.add(*fresh(an_item(1))).items_new == 1


def test_an_unreachable_database_is_named_without_its_password(kind: str, new_url: Callable[[], str]) -> None:
    url = "postgresql+psycopg://ann:s3cret@127.0.0.1:1/news" if kind == "postgresql" else "sqlite:////proc/none/x.db"
    with pytest.raises(StoreError) as caught:
        open_store(url)
    assert "s3cret" not in str(caught.value)
    assert caught.value.where
    assert caught.value.hint or "folder" in str(caught.value)
