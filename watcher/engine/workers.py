"""A pool of worker processes that can be killed, limited in time and memory (rule 16).

They start with the first job, so that a poll in which nothing changed pays nothing for them, and are recycled now and
then, because feedparser leaks.
"""

import asyncio
import logging
import os
import pickle
from collections.abc import Callable, Sequence
from datetime import timedelta

from watcher.engine.folders import PrivateFolder
from watcher.engine.processes import PoolBroke, Processes
from watcher.ports import Matcher
from watcher.types import Document, FailureKind, ItemMatch, ParseFailed
from watcher.types.job import MatchedDocuments, MatchJob, ParseJob, ParseOutcome
from watcher.types.page import PageJob, PageText

__all__ = ["WorkerPool"]

log = logging.getLogger(__name__)

QUEUED = 3
"""Jobs that are handed out at a time, for each process: one at work, and others for when it is done."""

GRACE = 60.0
"""Seconds more than all of these may take, in which a process may start; after that the processes count as stuck."""

FILES_KEPT = 4
"""Compiled watch sets on disk: queued jobs may still name the last few."""

MATCH_TIMEOUT = timedelta(seconds=60)
"""For one chunk of stored documents; a chunk that takes longer is halved."""


class WorkerPool:
    """Runs jobs with the matcher in force. Not thread-safe: one event loop uses it."""

    def __init__(self, make: Callable[[], Matcher], *, processes: int = 0, parse_timeout: timedelta) -> None:
        """`make` compiles the watch lists in force; `processes` 0: one for each core."""
        self.processes = processes or os.cpu_count() or 1
        self.parse_timeout = parse_timeout
        self._folder = PrivateFolder()
        self._make = make
        self._matcher_path: str | None = None
        self._compiling = asyncio.Lock()
        self._pool: Processes | None = None
        self._retired: set[asyncio.Task[None]] = set()
        self._starting: asyncio.Task[None] | None = None
        self._warming: asyncio.Task[None] | None = None
        self._slots = asyncio.Semaphore(self.processes * QUEUED)

    def load(self, make: Callable[[], Matcher]) -> None:
        """Put a set of watch lists in force; jobs that are already queued keep theirs.

        `make` compiles them, once, before the next job: where nothing changed, nothing is compiled.
        """
        self._make, self._matcher_path = make, None

    async def _matcher(self) -> str:
        """The file that holds the matcher in force, written now if need be."""
        async with self._compiling:
            if self._matcher_path is None:
                make = self._make
                path = await asyncio.to_thread(self._write, make)
                if make is self._make:
                    self._matcher_path = path
                return path
        return self._matcher_path

    def _write(self, make: Callable[[], Matcher]) -> str:
        folder = self._folder.path
        matcher = make()
        path = folder / f"{matcher.version}.matcher"
        if not path.exists():
            part = path.with_suffix(".part")
            part.write_bytes(pickle.dumps(matcher, protocol=pickle.HIGHEST_PROTOCOL))
            part.replace(path)
        for old in sorted(folder.glob("*.matcher"), key=lambda p: p.stat().st_mtime)[:-FILES_KEPT]:
            if old != path:
                old.unlink(missing_ok=True)
        return str(path)

    async def parse(self, job: ParseJob) -> ParseOutcome:
        """Parse and match one feed's answer; a failure of any kind is an outcome."""
        limit = self.parse_timeout.total_seconds()
        try:
            result = await self._run(job, limit)
        except TimeoutError:
            return _failed(
                FailureKind.PARSE_TIMEOUT,
                f"Parsing took longer than poll.parse_timeout ({limit:g} s) and was ended; raise it if need be.",
            )
        if isinstance(result, ParseOutcome):
            return result
        return _failed(FailureKind.CRASH, f"The document could not be processed ({_reason(result)}); see the log.")

    async def match(self, documents: Sequence[tuple[int, Document]]) -> tuple[tuple[int, ItemMatch], ...]:
        """Match stored documents; one on which the matcher fails is left out, and logged."""
        try:
            result = await self._run(MatchJob(tuple(documents)), MATCH_TIMEOUT.total_seconds())
        except TimeoutError:
            result = None
        if isinstance(result, MatchedDocuments):
            return result.found
        if len(documents) == 1:
            log.error("stored item %d could not be matched: %s", documents[0][0], _reason(result))
            return ()
        half = len(documents) // 2
        return (*await self.match(documents[:half]), *await self.match(documents[half:]))

    async def read_page(self, job: PageJob) -> PageText:
        """A page's main text; a failure of any kind is an outcome."""
        limit = self.parse_timeout.total_seconds()
        try:
            result = await self._run(job, limit)
        except TimeoutError:
            return PageText(problem=f"Finding the page's text took longer than poll.parse_timeout ({limit:g} s).")
        if isinstance(result, PageText):
            return result
        return PageText(problem=f"The page could not be processed ({_reason(result)}); see the log.", transient=True)

    async def _run(self, job: ParseJob | MatchJob | PageJob, timeout: float) -> object:
        """The job's result, or None where its process died.

        Raises:
            TimeoutError: it took longer than `timeout` seconds of its own time; its process was killed.
        """
        from pebble import ProcessExpired

        from watcher.engine.worker import Crash, run_job

        path = await self._matcher()
        patience = timeout * QUEUED + GRACE
        async with self._slots:
            for _ in range(2):
                processes = await self._running()
                try:
                    result = await processes.run(run_job, (job, path), limit=timeout, patience=patience)
                except ProcessExpired as error:
                    log.error("a worker process died (%s)", error)
                    return None
                except PoolBroke as error:
                    # One fresh pool, then this job is given up.
                    self._replace(processes, error)
                    continue
                if isinstance(result, Crash):
                    log.error("a worker failed: %s\n%s", result.error, result.traceback)
                return result
        return None

    async def start(self) -> None:
        """Have the processes ready before the first job: for a command that is sure to need them."""
        await self._running()

    def expect_jobs(self) -> None:
        """Compile, and start the processes, in the background: for a pass that is sure to bring something to read."""
        self._warming = asyncio.create_task(self._warm())

    async def _warm(self) -> None:
        """What fails here fails again for the job that needs it, and is said there."""
        await asyncio.gather(self._matcher(), self._running(), return_exceptions=True)

    async def _running(self) -> Processes:
        if self._pool is None or not self._pool.active:
            if self._starting is None or self._starting.done():
                self._starting = asyncio.create_task(self._start())
            # Shielded: a start that one job no longer waits for goes on for the others, and for `aclose` to end.
            await asyncio.shield(self._starting)
        assert self._pool is not None
        return self._pool

    async def _start(self) -> None:
        if self._pool is not None:
            self._retire(self._pool)
        self._pool = await Processes.start(self.processes)

    def _replace(self, processes: Processes, why: PoolBroke) -> None:
        """Give processes up, unless another job that waited for them has done so."""
        if self._pool is processes:
            log.error("the worker processes broke down (%s); others take their place", why)
            self._pool = None
            self._retire(processes)

    def _retire(self, processes: Processes) -> None:
        task = asyncio.create_task(processes.aclose())
        self._retired.add(task)
        task.add_done_callback(self._retired.discard)

    async def aclose(self) -> None:
        """End every worker at once: what is committed is committed, and the rest will be polled again."""
        if self._warming is not None:
            await self._warming
        if self._starting is not None:
            await asyncio.wait([self._starting])
        pool, self._pool = self._pool, None
        if pool is not None:
            await pool.aclose()
        await asyncio.gather(*self._retired)
        self._folder.remove()


def _failed(kind: FailureKind, message: str) -> ParseOutcome:
    return ParseOutcome(failure=ParseFailed(kind, message))


def _reason(result: object) -> str:
    from watcher.engine.worker import Crash

    if isinstance(result, Crash):
        return "it took too much memory" if result.out_of_memory else result.error
    return "its process died or took too long"
