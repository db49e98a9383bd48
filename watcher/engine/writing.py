"""The single writer: a thread that commits what polls found, several feeds to a transaction."""

import asyncio
import contextlib
import itertools
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from watcher.errors import StoreError
from watcher.ports import Clock, StoryRules, Writing
from watcher.types import Document, FailureKind, FeedUpdateIntent, FeedUpdateReceipt, KnownItem, NextPoll
from watcher.types.page import PageIntent, PageReceipt

__all__ = ["BatchWriter", "Refusals"]

log = logging.getLogger(__name__)
T = TypeVar("T")

BATCH = 50
"""Intents to a transaction at the most: enough to share one fsync, few enough that a reader never waits long."""

SPACING = 0.1
"""Seconds for which a batch is gathered where one was just committed: a transaction costs as much as three feeds."""

WAITING = 200
"""Intents that may wait; past that, polls wait with them."""

TRIES = 4
"""For a transaction that the database refuses (locked, disk full), where the writer is not patient."""

FIRST_WAIT = 0.5
LONGEST_WAIT = 10.0
"""Seconds between two tries; the wait doubles from the one to the other."""

SAID_AGAIN = 300.0
"""Seconds after which a database that still refuses is worth another line."""

AFTER_OWN_FAULT = timedelta(hours=1)
"""When a feed is asked again whose intent could not be stored because of a fault in watcher."""


class Refusals:
    """Says that the database refuses what is to be stored: at once, then now and then, and when it is over."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._said: float | None = None

    def refused(self, what: str, error: StoreError) -> None:
        """`what` could not be stored; it is tried again."""
        now = self._clock.monotonic()
        if self._said is None or now - self._said >= SAID_AGAIN:
            self._said = now
            log.error("%s could not be stored; nothing is lost, and it is tried again: %s", what, error)

    def accepted(self) -> None:
        """Something was stored."""
        if self._said is not None:
            self._said = None
            log.info("the database can be written again")


class BatchWriter:
    """Implements `pipeline.Writer` and `pipeline.Knowledge` over a store; everything runs in one thread of its own.

    A patient writer tries until the database takes a transaction. Its queue fills up meanwhile, so polls wait with it:
    what was fetched is kept, and no server is asked for what could not be stored.
    """

    def __init__(self, store: Writing, stories: StoryRules, clock: Clock) -> None:
        """Start nothing yet: the thread starts with the first call."""
        self.patient = False
        """Whether to try for ever (a service), or to give up after a few tries (one pass)."""
        self.refusals = Refusals(clock)
        self._store = store
        self._stories = stories
        self._clock = clock
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="watcher-writer")
        self._queue: asyncio.Queue[tuple[FeedUpdateIntent, asyncio.Future[FeedUpdateReceipt | None]]] = asyncio.Queue(
            WAITING
        )
        self._task: asyncio.Task[None] | None = None

    async def run(self, call: Callable[[], T]) -> T:
        """Run a store call in the writer's thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    async def known_items(self, feed_id: int) -> Sequence[KnownItem]:
        """As `Writing.known_items`."""
        return await self.run(lambda: self._store.known_items(feed_id))

    async def item_text(self, item_id: int) -> tuple[Document, str] | None:
        """As `Writing.item_text`."""
        return await self.run(lambda: self._store.item_text(item_id))

    async def commit(self, intent: FeedUpdateIntent) -> FeedUpdateReceipt | None:
        """Commit with whatever else is waiting; None where it could not be stored. The feed is then asked again."""
        if self._task is None:
            self._task = asyncio.create_task(self._drain(), name="watcher-writer")
        done: asyncio.Future[FeedUpdateReceipt | None] = asyncio.get_running_loop().create_future()
        await self._queue.put((intent, done))
        return await done

    async def _drain(self) -> None:
        time = asyncio.get_running_loop().time
        idle_since = float("-inf")
        while True:
            batch = [await self._queue.get()]
            if time() - idle_since < SPACING:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(SPACING):
                        while len(batch) < BATCH:
                            batch.append(await self._queue.get())
            while len(batch) < BATCH and not self._queue.empty():
                batch.append(self._queue.get_nowait())
            receipts = await self._commit([intent for intent, _ in batch])
            idle_since = time()
            for (_, done), receipt in zip(batch, receipts, strict=True):
                if not done.done():
                    done.set_result(receipt)

    async def commit_page(self, intent: PageIntent) -> PageReceipt | None:
        """As `Writing.commit_page`; None too where it could not be stored, and the page stays due."""
        return await self._insist(
            "a page's text", lambda: self._store.commit_page(intent, self._stories, self._clock.now())
        )

    async def _commit(self, intents: Sequence[FeedUpdateIntent]) -> Sequence[FeedUpdateReceipt | None]:
        try:
            receipts = await self._insist(
                "what was polled", lambda: self._store.commit(intents, self._stories, self._clock.now())
            )
        except Exception:
            # A fault of ours in one feed must not take the others along.
            if len(intents) > 1:
                return [r for intent in intents for r in await self._commit([intent])]
            log.exception("the result of feed %d could not be stored", intents[0].feed_id)
            await self._set_aside(intents[0])
            return [None]
        return [None] * len(intents) if receipts is None else receipts

    async def _insist(self, what: str, call: Callable[[], T]) -> T | None:
        """Run a store call until the database takes it; None where an impatient writer gave up."""
        for attempt in itertools.count(1):
            try:
                done = await self.run(call)
                self.refusals.accepted()
                return done
            except StoreError as error:
                self.refusals.refused(what, error)
                if attempt >= TRIES and not self.patient:
                    break
                await asyncio.sleep(min(FIRST_WAIT * 2.0 ** min(attempt - 1, 10), LONGEST_WAIT))
        return None

    async def _set_aside(self, intent: FeedUpdateIntent) -> None:
        """Keep a feed whose result we cannot store from being asked again at once, for ever."""
        now = self._clock.now()
        bare = FeedUpdateIntent(
            feed_id=intent.feed_id,
            attempted_at=intent.attempted_at,
            elapsed=intent.elapsed,
            status=intent.status,
            next_poll=NextPoll(now + AFTER_OWN_FAULT, "back-off", AFTER_OWN_FAULT),
            failure=FailureKind.CRASH,
            error="watcher could not store this feed's items; the log has the traceback.",
            consecutive_failures=max(1, intent.consecutive_failures),
            coverage=replace(intent.coverage, complete=False, reason="could not be stored")
            if intent.coverage
            else None,
        )
        try:
            await self.run(lambda: self._store.commit([bare], self._stories, now))
        except Exception:
            # The writer serves all feeds: whatever this one's fault is, it is logged, and the next is written.
            log.exception("nor could its failure be stored")

    async def aclose(self) -> None:
        """Stop; what was handed in before is committed first, as far as the caller awaited it."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self._thread.shutdown(wait=True)
