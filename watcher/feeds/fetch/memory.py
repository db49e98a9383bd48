"""How much memory bodies under way may take together (rule 12)."""

import asyncio
from collections import deque

__all__ = ["BodyMemory", "Share"]


class Share:
    """What one body has taken of the whole."""

    __slots__ = ("taken",)

    def __init__(self) -> None:
        self.taken = 0


class BodyMemory:
    """A sum of bytes that waits rather than grows.

    Bodies grow piece by piece, and half-read ones that all wait for each other would wait for ever. So one of them,
    the elder, may always go on: what it can need at most is kept back from the others.
    """

    def __init__(self, total: int, *, largest: int) -> None:
        """`total`: bytes in all; `largest`: the most that one body can take."""
        self._open = max(total - largest, 0)
        self.used = 0
        self._elder: Share | None = None
        self._waiting: deque[asyncio.Future[None]] = deque()

    def resize(self, total: int, *, largest: int) -> None:
        """New bounds; what is taken already stays."""
        self._open = max(total - largest, 0)
        self._wake()

    def try_take(self, share: Share, size: int) -> bool:
        """Take bytes if there are any left, without waiting."""
        if self.used + size > self._open:
            if self._elder not in (None, share):
                return False
            self._elder = share
        self.used += size
        share.taken += size
        return True

    async def take(self, share: Share, size: int) -> None:
        """Take bytes, waiting for others to give theirs back."""
        while not self.try_take(share, size):
            freed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(freed)
            await freed

    def give_back(self, share: Share) -> None:
        """The body was handed over, or dropped."""
        self.used -= share.taken
        share.taken = 0
        if self._elder is share:
            self._elder = None
        self._wake()

    def _wake(self) -> None:
        while self._waiting:
            freed = self._waiting.popleft()
            if not freed.done():
                freed.set_result(None)
