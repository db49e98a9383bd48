"""Starting the worker processes: it holds nothing up, and leaves nothing behind."""

import asyncio
import multiprocessing
import time
from datetime import timedelta

from watcher.engine.workers import WorkerPool
from watcher.matching.engine import compile_watches
from watcher.matching.watchlist import parse_watch_list

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
