"""A set of worker processes under watch: one that answers no more is given up as a whole.

pebble limits the time of a job from the moment at which a worker says that it took it. A worker that hangs before that
(stopped, or stuck in the kernel), or that died with the lock of the common pipe in its hand, would be waited for in
vain, and pebble's own clock is the wall clock, which may step back. So there is a second limit here, on a clock that
never steps.
"""

import asyncio
import multiprocessing
from collections.abc import Callable
from multiprocessing import forkserver
from typing import Any, Self

__all__ = ["PoolBroke", "Processes", "start_fork_server"]

MEMORY = 2 * 1024**3
"""Bytes of address space a worker may take: some ten times what the largest allowed document needs."""

JOBS_BEFORE_RECYCLING = 2_000

PRELOADED = ["watcher.engine.forkserver", "watcher.engine.worker"]
"""What the fork server imports, once for all workers."""


class PoolBroke(RuntimeError):
    """The processes are of no use any more, or were given up while a job waited for them."""


class Processes:
    """A pebble pool of `count` processes, started; one event loop uses it."""

    def __init__(self, pool: Any) -> None:
        """Use `start`."""
        self._pool = pool
        self._gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    @classmethod
    async def start(cls, count: int) -> Self:
        """Start them, in a thread: until the fork server has imported what they need, every fetch would stand still."""
        return cls(await asyncio.to_thread(_started_pool, count))

    @property
    def active(self) -> bool:
        """Whether jobs are taken."""
        return not self._gone.done() and bool(self._pool.active)

    async def run(
        self, function: Callable[..., object], args: tuple[object, ...], *, limit: float, patience: float
    ) -> object:
        """Run a function in one of the processes.

        Args:
            function: importable, as its arguments and its result are picklable.
            args: what it is called with.
            limit: seconds of its own that it may take.
            patience: seconds after which the processes are taken to be stuck, the wait for other jobs included.

        Raises:
            TimeoutError: it took longer than `limit`; its process was killed.
            ProcessExpired: its process died.
            PoolBroke: the processes are stuck, or broken, or were given up.
        """
        try:
            future = asyncio.wrap_future(self._pool.schedule(function, args=args, timeout=limit))
        except RuntimeError as error:
            raise PoolBroke("it takes no job any more") from error
        try:
            await asyncio.wait((future, self._gone), timeout=patience, return_when=asyncio.FIRST_COMPLETED)
            if not future.done():
                raise PoolBroke(f"no answer in {patience:g} s")
            if isinstance(future.exception(), RuntimeError):
                raise PoolBroke("its processes cannot be reached") from future.exception()
            return future.result()
        finally:
            future.cancel()

    async def aclose(self) -> None:
        """End them at once; who waits for a job is told."""
        if not self._gone.done():
            self._gone.set_result(None)
        self._pool.stop()
        await asyncio.to_thread(self._pool.join)


def start_fork_server() -> None:
    """Have the fork server import what workers need, for a command that is sure to start some later."""
    multiprocessing.get_context("forkserver").set_forkserver_preload(PRELOADED)
    forkserver.ensure_running()


def _started_pool(count: int) -> Any:
    from pebble import ProcessPool

    from watcher.engine.worker import start_worker

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    pool = ProcessPool(
        max_workers=count,
        max_tasks=JOBS_BEFORE_RECYCLING,
        initializer=start_worker,
        initargs=(MEMORY,),
        context=context,
    )
    assert pool.active  # to ask is to start it
    return pool
