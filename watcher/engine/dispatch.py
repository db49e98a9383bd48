"""Hands claimed feeds to the pipeline, host by host: a busy host holds up no other, and never fills the house."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Iterable

from watcher.text.urls import host_of
from watcher.types import FeedForFetch

__all__ = ["Dispatcher"]


class Dispatcher:
    """A queue a host, drained by at most `per_host` runners each and `width` in all. One event loop uses it.

    A runner takes the next host in turn, polls one of its feeds, and puts the host back at the end.
    """

    def __init__(self, poll: Callable[[FeedForFetch], Awaitable[None]], *, width: int, per_host: int) -> None:
        """`poll` handles one feed and never raises."""
        self._poll = poll
        self.width = width
        self.per_host = per_host
        self._waiting: dict[str, deque[FeedForFetch]] = {}
        self._ready: OrderedDict[str, None] = OrderedDict()
        self._active: dict[str, int] = {}
        self._runners: set[asyncio.Task[None]] = set()
        self.busy: set[int] = set()
        """Ids of feeds that wait or are under way."""

    def add(self, feeds: Iterable[FeedForFetch]) -> None:
        """Queue feeds; one that is queued or under way already is passed over."""
        for feed in feeds:
            if feed.feed_id in self.busy:
                continue
            self.busy.add(feed.feed_id)
            host = host_of(feed.url)
            self._waiting.setdefault(host, deque()).append(feed)
            self._offer(host)
        while self._ready and len(self._runners) < self.width:
            runner = asyncio.create_task(self._run())
            self._runners.add(runner)
            runner.add_done_callback(self._runners.discard)

    def _offer(self, host: str) -> None:
        if self._waiting.get(host) and self._active.get(host, 0) < self.per_host:
            self._ready[host] = None

    async def _run(self) -> None:
        while self._ready and len(self._runners) <= self.width:
            host, _ = self._ready.popitem(last=False)
            feed = self._waiting[host].popleft()
            if not self._waiting[host]:
                del self._waiting[host]
            self._active[host] = self._active.get(host, 0) + 1
            self._offer(host)
            try:
                await self._poll(feed)
            finally:
                self.busy.discard(feed.feed_id)
                self._active[host] -= 1
                if not self._active[host]:
                    del self._active[host]
                self._offer(host)

    def forget_waiting(self) -> None:
        """Drop what has not begun: at the end of a service, its due time in the database stands."""
        for feeds in self._waiting.values():
            self.busy -= {f.feed_id for f in feeds}
        self._waiting.clear()
        self._ready.clear()

    async def idle(self, timeout: float | None = None) -> bool:
        """Wait until nothing is queued or under way; False where `timeout` seconds passed first."""
        try:
            async with asyncio.timeout(timeout):
                while self._runners:
                    done, _ = await asyncio.wait(set(self._runners))
                    for runner in done:
                        runner.result()
        except TimeoutError:
            return False
        return True

    async def cancel(self) -> None:
        """Give up what is under way."""
        for runner in set(self._runners):
            runner.cancel()
        await asyncio.gather(*self._runners, return_exceptions=True)
