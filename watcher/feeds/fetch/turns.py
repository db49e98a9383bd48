"""Whose turn it is: one host is asked by few at a time, spaced from start to start (rules 5 and 6)."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from watcher.feeds.schedule import MAX_RETRY_AFTER
from watcher.ports import Clock

__all__ = ["HostHeld", "HostTurns"]

PATIENCE = 5.0
"""Seconds of a host's Retry-After that are simply waited for; longer ones are reported at once."""

_TIDY_AT = 1_024


class HostHeld(Exception):
    """The host asked to be left alone until `until`; nothing was sent."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


class _Gate:
    """A first-come first-served semaphore whose limit can change while it is in use."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._inside = 0
        self._waiting: deque[asyncio.Future[None]] = deque()

    @property
    def idle(self) -> bool:
        return not self._inside and not self._waiting

    async def enter(self) -> None:
        if self._inside < self._limit and not self._waiting:
            self._inside += 1
            return
        place = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if not place.cancelled():
                self.leave()  # the place was given in the same moment: pass it on
            elif place in self._waiting:
                self._waiting.remove(place)
            raise

    def leave(self) -> None:
        self._inside -= 1
        self._admit()

    def resize(self, limit: int) -> None:
        self._limit = limit
        self._admit()

    def _admit(self) -> None:
        while self._waiting and self._inside < self._limit:
            place = self._waiting.popleft()
            if not place.done():
                self._inside += 1
                place.set_result(None)


class _Host:
    __slots__ = ("gate", "next_start", "queue")

    def __init__(self, limit: int) -> None:
        self.gate = _Gate(limit)
        self.queue = asyncio.Lock()
        self.next_start = 0.0


class HostTurns:
    """Hands out turns. A turn is one request with its answer; it never waits for another turn while it is held."""

    def __init__(self, clock: Clock, *, total: int, per_host: int, delay: float) -> None:
        """`total` and `per_host`: requests in flight; `delay`: seconds between the starts of two to one host."""
        self._clock = clock
        self._total = _Gate(total)
        self._per_host = per_host
        self._delay = delay
        self._hosts: dict[str, _Host] = {}
        self._held: dict[str, datetime] = {}

    def reconfigure(self, *, total: int, per_host: int, delay: float) -> None:
        """New limits, in force for who waits already."""
        self._total.resize(total)
        self._per_host, self._delay = per_host, delay
        for host in self._hosts.values():
            host.gate.resize(per_host)

    def hold(self, host: str, until: datetime) -> None:
        """Leave a host alone until then; a hold is never shortened."""
        if until > self._held.get(host, until.min.replace(tzinfo=until.tzinfo)):
            self._held[host] = until

    def held_until(self, host: str) -> datetime | None:
        """Until when a host is to be left alone; None where it is not.

        A wait longer than any that is believed was reckoned on a clock that stood ahead (rule 25).
        """
        until = self._held.get(host)
        if until is not None and not timedelta(0) < until - self._clock.now() <= MAX_RETRY_AFTER:
            del self._held[host]
            return None
        return until

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[Callable[[], None]]:
        """Wait for the host's turn, and hold it.

        Yields what is to be called as the request goes out: the host sees the delay from then, not from a turn that
        first had to look up an address and connect.

        Raises:
            HostHeld: the host is under Retry-After for longer than it is worth waiting here.
        """
        if len(self._hosts) > _TIDY_AT:
            self._tidy()
        state = self._hosts.get(host)
        if state is None:
            state = self._hosts[host] = _Host(self._per_host)
        await state.gate.enter()
        try:
            async with state.queue:
                await self._space(host, state)
                await self._total.enter()
                self._asked(state)
            try:
                yield lambda: self._asked(state)
            finally:
                self._total.leave()
        finally:
            state.gate.leave()

    def _asked(self, state: _Host) -> None:
        state.next_start = self._clock.monotonic() + self._delay

    async def _space(self, host: str, state: _Host) -> None:
        while True:
            pause = state.next_start - self._clock.monotonic()
            until = self.held_until(host)
            if until is not None:
                left = (until - self._clock.now()).total_seconds()
                if left > PATIENCE:
                    raise HostHeld(until)
                pause = max(pause, left)
            if pause <= 0:
                return
            await asyncio.sleep(pause)

    def _tidy(self) -> None:
        """Forget hosts that nobody asks and whose delay is over."""
        now = self._clock.monotonic()
        for name, state in list(self._hosts.items()):
            if state.gate.idle and state.next_start <= now:
                del self._hosts[name]
        for name in list(self._held):
            self.held_until(name)
