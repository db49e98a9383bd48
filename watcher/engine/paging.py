"""Works the queue of items' pages off: its own small loop beside the tick, a few pages at a time.

The queue is in the database, so there is nothing to hand over: a page that was under way when the process died is due
still.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Collection, Sequence

from watcher.errors import StoreError
from watcher.types.page import PageForFetch, PageReceipt

__all__ = ["PageReader"]

log = logging.getLogger(__name__)

WIDTH = 16
"""Pages under way at the most: feeds come first, and have the fetcher's other places for themselves."""

PAUSE = 0.25
"""Seconds between two looks at the queue at the least: a look costs what is in it."""

LOOK = 10.0
"""Seconds after which the queue is looked at without being told to: for pages whose wait is over."""


class PageReader:
    """Reads pages that are due. One event loop uses it."""

    def __init__(
        self,
        claim: Callable[[int, Collection[int]], Awaitable[Sequence[PageForFetch]]],
        read: Callable[[PageForFetch], Awaitable[PageReceipt | None]],
        *,
        on_page: Callable[[PageReceipt], None],
        on_refused: Callable[[StoreError], None],
    ) -> None:
        """`claim(limit, busy)` gives pages that are due; `read` handles one, and logs what goes wrong with it.

        `on_page` is told of every page that was tried, `on_refused` that the database cannot be read.
        """
        self._claim = claim
        self._read = read
        self._on_page = on_page
        self._on_refused = on_refused
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._set_aside: set[int] = set()
        """Pages on whose result the database broke: not asked for again by this process."""
        self._wanted = asyncio.Event()

    def wake(self) -> None:
        """Say that there may be pages due."""
        self._wanted.set()

    async def serve(self) -> None:
        """Work the queue off until cancelled."""
        while True:
            self._wanted.clear()
            try:
                await self._begin(())
            except StoreError as error:
                self._on_refused(error)
            await asyncio.sleep(PAUSE)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wanted.wait(), LOOK)

    async def run(self, seconds: float) -> int:
        """Read what is due, each page once, for so many seconds at the most; how many pages are left under way.

        Those stay due in the database.
        """
        tried: set[int] = set()
        until = time.monotonic() + seconds
        while True:
            tried.update(await self._begin(tried))
            left = until - time.monotonic()
            if not self._under_way or left <= 0:
                break
            await asyncio.wait(set(self._under_way.values()), timeout=left, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.sleep(min(PAUSE, left) if self._under_way else 0)
        given_up = len(self._under_way)
        await self.cancel()
        return given_up

    async def _begin(self, tried: Collection[int]) -> list[int]:
        """Start as many pages as there is room for, and say which."""
        room = WIDTH - len(self._under_way)
        if room <= 0:
            return []
        begun = []
        for page in await self._claim(room, {*tried, *self._under_way, *self._set_aside}):
            task = asyncio.create_task(self._one(page))
            self._under_way[page.item_id] = task
            begun.append(page.item_id)
        return begun

    async def _one(self, page: PageForFetch) -> None:
        try:
            receipt = await self._read(page)
            if receipt is not None:
                self._on_page(receipt)
        except StoreError as error:
            self._on_refused(error)
        except Exception:
            # A fault of ours in one page must not end the task that reads all others.
            log.exception("a page's result could not be stored; it is tried again at the next start")
            self._set_aside.add(page.item_id)
        finally:
            del self._under_way[page.item_id]
            self._wanted.set()

    async def idle(self, seconds: float) -> None:
        """Wait until nothing is under way, for so many seconds at the most."""
        if self._under_way:
            await asyncio.wait(set(self._under_way.values()), timeout=seconds)

    async def cancel(self) -> None:
        """Give up what is under way; it is still due."""
        tasks = list(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
