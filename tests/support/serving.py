"""The service within the test's own event loop: for an injected clock, and to see each poll as it ends."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

from watcher.pipeline import Polled
from watcher.service.opening import open_writer
from watcher.service.running import Service, reread_with
from watcher.settings import load_configuration
from watcher.settings.load import load_settings

__all__ = ["Serving", "SteppedClock", "serving"]


@dataclass
class SteppedClock:
    """The machine's clock, but for what it was put forward or back by."""

    offset: timedelta = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset

    def monotonic(self) -> float:
        return monotonic()


@dataclass
class Serving:
    """A running service, and the polls that it has finished."""

    polls: list[Polled] = field(default_factory=list)
    _more: asyncio.Event = field(default_factory=asyncio.Event)

    def note(self, polled: Polled) -> None:
        self.polls.append(polled)
        self._more.set()

    async def until(self, holds: Callable[[], bool], *, seconds: float = 10) -> None:
        """Wait until something holds that only a poll can change."""
        async with asyncio.timeout(seconds):
            while not holds():
                self._more.clear()
                await self._more.wait()

    async def more(self, count: int, *, seconds: float = 10) -> list[Polled]:
        """Wait for so many more polls."""
        before = len(self.polls)
        await self.until(lambda: len(self.polls) >= before + count, seconds=seconds)
        return self.polls[before:]


@asynccontextmanager
async def serving(config: Path, clock: SteppedClock | None = None) -> AsyncIterator[Serving]:
    """Serve a configuration for the length of the block, then end as SIGTERM would."""
    configuration = load_configuration(load_settings(config))
    seen, stop = Serving(), asyncio.Event()
    with open_writer(configuration.settings, create=True) as store, store.poller_lock():
        service = Service(
            configuration, store, reread_with(config, None), clock=clock or SteppedClock(), on_polled=seen.note
        )
        task = asyncio.create_task(service.run(stop))
        try:
            yield seen
        finally:
            stop.set()
            await task
