"""Starting the worker processes: it holds nothing up, and leaves nothing behind."""

import asyncio
import multiprocessing
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.fakes import NOW, ManualClock, ScriptedFetcher, not_modified
from watcher.engine import processes
from watcher.engine.local import Limits, LocalEngine
from watcher.engine.processes import Processes, start_fork_server
from watcher.engine.worker import NICENESS
from watcher.engine.workers import WorkerPool
from watcher.matching.engine import compile_watches
from watcher.matching.watchlist import parse_watch_list
from watcher.pipeline import Rules
from watcher.ports import Matcher
from watcher.service.passing import get_ready
from watcher.settings.load import load_settings
from watcher.store import open_store
from watcher.stories import Stories
from watcher.types import Document, FeedConfig, ParseLimits, ScheduleLimits

LIST = parse_watch_list('[[term]]\nname = "Zorbatron"\n', id="zorb", where="zorb.toml")


def new_pool() -> WorkerPool:
    return WorkerPool(lambda: compile_watches([LIST]), processes=1, parse_timeout=timedelta(seconds=10))


async def test_while_workers_start_the_event_loop_goes_on() -> None:
    pool = new_pool()
    starting = asyncio.create_task(pool.start())
    longest, last = 0.0, time.monotonic()
    while not starting.done():
        await asyncio.sleep(0.005)
        longest, last = max(longest, time.monotonic() - last), time.monotonic()
    await starting
    assert len(multiprocessing.active_children()) == 1
    assert longest < 0.3, "fetches under way would have stood still"
    await pool.aclose()


async def test_processes_start_from_a_fork_server_that_was_started_before() -> None:
    start_fork_server()
    start_fork_server()
    pool = new_pool()
    ((item, _),) = await pool.match([(7, Document(title="Zorbatron opens"))])
    assert item == 7
    await pool.aclose()


async def test_workers_leave_the_service_the_first_place() -> None:
    started = await Processes.start(1)
    nice = await started.run(os.nice, (0,), limit=10.0, patience=60.0)
    assert nice == min(19, os.nice(0) + NICENESS)
    await started.aclose()


def test_a_first_pass_gets_ready_for_work_and_others_do_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    monkeypatch.setattr(processes, "start_fork_server", lambda: started.append("a fork server"))

    def asked(database: str) -> int:
        get_ready(load_settings(tmp_path, environ={}, database=database))
        return len(started)

    assert asked(f"sqlite:///{tmp_path}/watcher.db") == 1
    (tmp_path / "watcher.db").touch()
    assert asked(f"sqlite:///{tmp_path}/watcher.db") == 1
    assert asked("postgresql://nobody@127.0.0.1/none") == 1


async def test_workers_that_are_about_to_start_end_with_the_pool() -> None:
    before = set(multiprocessing.active_children())
    pool = new_pool()
    first, second = asyncio.create_task(pool.start()), asyncio.create_task(pool.start())
    await asyncio.sleep(0)
    first.cancel()
    await pool.aclose()
    await asyncio.wait([first, second])
    assert first.cancelled()
    assert second.exception() is None
    assert set(multiprocessing.active_children()) == before


async def test_jobs_that_are_expected_find_watch_lists_and_processes_ready() -> None:
    pool = new_pool()
    pool.expect_jobs()
    await pool.start()
    assert len(multiprocessing.active_children()) == 1
    ((item, match),) = await pool.match([(7, Document(title="Zorbatron opens"))])
    assert (item, [m.watch for m in match.outcome.matches]) == (7, ["zorb"])
    await pool.aclose()


async def test_what_was_expected_in_vain_ends_with_the_pool() -> None:
    before = set(multiprocessing.active_children())
    pool = new_pool()
    pool.expect_jobs()
    await pool.aclose()
    assert set(multiprocessing.active_children()) == before


async def test_a_watch_list_that_cannot_be_compiled_is_the_jobs_trouble() -> None:
    def broken() -> Matcher:
        raise ZeroDivisionError

    pool = WorkerPool(broken, processes=1, parse_timeout=timedelta(seconds=10))
    pool.expect_jobs()
    with pytest.raises(ZeroDivisionError):
        await pool.match([(7, Document(title="Zorbatron opens"))])
    await pool.aclose()


async def test_only_a_pass_over_feeds_that_were_never_asked_expects_jobs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected: list[object] = []
    monkeypatch.setattr(WorkerPool, "expect_jobs", lambda pool: expected.append(pool))
    schedule = ScheduleLimits(timedelta(minutes=30), timedelta(minutes=10), timedelta(days=1))
    with open_store(f"sqlite:///{tmp_path}/watcher.db") as store:
        store.sync_feeds([FeedConfig("http://a.example/feed")], NOW)
        engine = LocalEngine(
            store=store,
            stories=Stories(),
            fetcher=ScriptedFetcher({"http://a.example/feed": [not_modified()]}),
            make_matcher=lambda: compile_watches([LIST]),
            limits=Limits(Rules(schedule, ParseLimits(), ()), 8, 1, timedelta(0), timedelta(0), timedelta(0)),
            clock=ManualClock(),
            parse_timeout=timedelta(seconds=10),
        )
        for times in (1, 1):
            feeds, _ = store.feeds_for_pass(NOW)
            await engine.run_pass(feeds)
            assert len(expected) == times
        await engine.aclose()
