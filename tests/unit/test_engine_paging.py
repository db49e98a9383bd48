"""The loop that works the queue of items' pages off."""

import asyncio
from collections.abc import Callable, Collection, Sequence

import pytest

from watcher.engine import paging
from watcher.engine.paging import WIDTH, PageReader
from watcher.errors import StoreError
from watcher.types.page import PageForFetch, PageReceipt, PageState


class Queue:
    """Pages in memory, and what was done with them."""

    def __init__(self, *ids: int, seconds: float = 0.0) -> None:
        self.due = list(ids)
        self.seconds = seconds
        self.read: list[int] = []
        self.tried: list[PageReceipt] = []
        self.refused: list[StoreError] = []
        self.most = self.now = self.looks = 0
        self.fault: Exception | None = None
        self.pages = PageReader(self.claim, self.one, on_page=self.tried.append, on_refused=self.refused.append)

    async def claim(self, limit: int, busy: Collection[int]) -> Sequence[PageForFetch]:
        self.looks += 1
        if isinstance(self.fault, StoreError):
            raise self.fault
        free = [i for i in self.due if i not in busy]
        return [PageForFetch(i, f"https://a.example/{i}", 0, "https://a.example/rss") for i in free[:limit]]

    async def one(self, page: PageForFetch) -> PageReceipt | None:
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            await asyncio.sleep(self.seconds)
            self.read.append(page.item_id)
            if self.fault is not None:
                raise self.fault
            self.due.remove(page.item_id)
            return PageReceipt(page.item_id, PageState.READ)
        finally:
            self.now -= 1


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "PAUSE", 0.001)
    monkeypatch.setattr(paging, "LOOK", 0.05)


async def until(holds: Callable[[], bool]) -> None:
    """Give way to others until something holds."""
    for _ in range(2_000):
        if holds():
            return
        await asyncio.sleep(0.005)
    raise TimeoutError


async def test_a_pass_reads_all_that_is_due_a_few_at_a_time() -> None:
    queue = Queue(*range(3 * WIDTH), seconds=0.01)
    assert await queue.pages.run(5) == 0
    assert sorted(queue.read) == list(range(3 * WIDTH))
    assert queue.most == WIDTH
    assert len(queue.tried) == 3 * WIDTH


async def test_a_pass_of_nothing_looks_once() -> None:
    queue = Queue()
    assert await queue.pages.run(5) == 0
    assert queue.looks == 1


async def test_a_pass_is_over_when_its_time_is() -> None:
    queue = Queue(1, 2, seconds=60)
    assert await queue.pages.run(0.05) == 2
    assert (queue.read, queue.now, queue.due) == ([], 0, [1, 2])


async def test_a_pass_tries_each_page_once() -> None:
    queue = Queue(1, 2)
    queue.fault = RuntimeError("a bug")
    assert await queue.pages.run(5) == 0
    assert sorted(queue.read) == [1, 2]


async def test_a_service_reads_what_becomes_due_and_is_woken_for_it() -> None:
    queue = Queue()
    serving = asyncio.create_task(queue.pages.serve())
    await until(lambda: queue.looks >= 2)
    queue.due += [1, 2]
    queue.pages.wake()
    await until(lambda: queue.read == [1, 2])
    queue.due.append(3)
    await until(lambda: queue.read == [1, 2, 3])
    serving.cancel()
    await asyncio.wait([serving])


async def test_a_database_that_refuses_is_said_and_asked_again() -> None:
    queue = Queue(1)
    queue.fault = StoreError("the disk is full")
    serving = asyncio.create_task(queue.pages.serve())
    await until(lambda: len(queue.refused) >= 2)
    queue.fault = None
    await until(lambda: queue.read == [1])
    serving.cancel()
    await asyncio.wait([serving])


async def test_a_page_whose_result_breaks_the_store_is_not_asked_for_again_at_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    queue = Queue(1)
    queue.fault = RuntimeError("a bug")
    serving = asyncio.create_task(queue.pages.serve())
    await until(lambda: queue.read == [1])
    looks = queue.looks
    await until(lambda: queue.looks >= looks + 2)
    assert queue.read == [1]
    assert "could not be stored" in caplog.text
    serving.cancel()
    await asyncio.wait([serving])


async def test_a_full_house_takes_nobody_in() -> None:
    queue = Queue(*range(WIDTH + 1), seconds=60)
    serving = asyncio.create_task(queue.pages.serve())
    await until(lambda: queue.now == WIDTH)
    looks = queue.looks
    queue.pages.wake()
    await asyncio.sleep(0.02)
    assert (queue.looks, queue.now) == (looks, WIDTH)
    serving.cancel()
    await asyncio.wait([serving])
    await queue.pages.cancel()


async def test_what_is_under_way_is_waited_for_and_then_given_up() -> None:
    queue = Queue(1, seconds=0.05)
    await queue.pages.idle(1)
    serving = asyncio.create_task(queue.pages.serve())
    await until(lambda: queue.now == 1)
    serving.cancel()
    await queue.pages.idle(5)
    assert queue.read == [1]
    queue.due, queue.seconds = [2], 60
    serving = asyncio.create_task(queue.pages.serve())
    await until(lambda: queue.now == 1)
    serving.cancel()
    await queue.pages.idle(0.01)
    await queue.pages.cancel()
    assert queue.now == 0
