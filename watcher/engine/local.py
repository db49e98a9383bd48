"""The pipeline in one process: APScheduler ticks, a query picks what is due, a dispatcher polls it.

There is never a job a feed: the truth is `next_due_at` in the database, and one short tick drives everything (rule 24).
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from watcher.engine.dispatch import Dispatcher
from watcher.engine.paging import PageReader
from watcher.engine.workers import WorkerPool
from watcher.engine.writing import BatchWriter
from watcher.errors import StoreError
from watcher.pipeline import Pipeline, Polled, Rules
from watcher.ports import Clock, Fetcher, Matcher, StoryRules, Writing
from watcher.types import Document, FeedConfig, FeedForFetch, ItemMatch, MatchStored
from watcher.types.page import PageForFetch, PageReceipt
from watcher.types.rows import ServiceState

__all__ = ["DRAIN", "Limits", "LocalEngine", "Rematched"]

log = logging.getLogger(__name__)

DRAIN = 6.0
"""Seconds that polls under way get to finish once the service is told to stop; the rest of its 8 s is for closing."""

HEARTBEAT = 10.0
"""Seconds between two heartbeats at the least: each is a write."""

PASS_PAGES = 60.0
"""Seconds that a pass reads items' pages for, behind its feeds; what is left is read by the next one."""

HOUSEKEEPING = timedelta(hours=6)

QUEUED_PER_RUNNER = 2
"""Feeds that are claimed ahead of need: enough that no runner waits for a tick, few enough that a reload bites."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The settings that shape the engine; replaced as a whole on reload."""

    rules: Rules
    concurrency: int
    host_concurrency: int
    lookback: timedelta
    keep_items: timedelta
    keep_suppressed: timedelta

    @property
    def tick(self) -> float:
        """Seconds between two ticks: much shorter than the shortest interval."""
        return min(2.0, self.rules.schedule.min_interval.total_seconds() / 2)

    @property
    def width(self) -> int:
        """Runners: more than requests in flight, for some always wait for a host's turn, a worker or the writer."""
        return self.concurrency * 2


@dataclass(frozen=True, slots=True)
class Rematched:
    """What bringing stored items up to date with changed watch lists came to."""

    watches: tuple[str, ...]
    items: int
    matches: tuple[MatchStored, ...]


class LocalEngine:
    """Runs one pass (`watcher poll`) or for ever (`watcher run`)."""

    def __init__(
        self,
        *,
        store: Writing,
        stories: StoryRules,
        fetcher: Fetcher,
        make_matcher: Callable[[], Matcher],
        limits: Limits,
        clock: Clock,
        parse_timeout: timedelta,
        parse_workers: int = 0,
        on_polled: Callable[[Polled], None] = lambda _: None,
        on_page: Callable[[PageReceipt], None] = lambda _: None,
    ) -> None:
        """`on_polled` is told of every finished poll, `on_page` of every page, in the event loop, once it is stored."""
        self.limits = limits
        self._store = store
        self._clock = clock
        self._fetcher = fetcher
        self._on_polled = on_polled
        self.workers = WorkerPool(make_matcher, processes=parse_workers, parse_timeout=parse_timeout)
        self.writer = BatchWriter(store, stories, clock)
        self._stories = stories
        self.pipeline = Pipeline(
            fetcher=fetcher,
            workers=self.workers,
            knowledge=self.writer,
            writer=self.writer,
            clock=clock,
            rules=limits.rules,
        )
        self.dispatcher = Dispatcher(self._poll, width=limits.width, per_host=limits.host_concurrency)
        self.pages = PageReader(
            self._claim_pages,
            self.pipeline.read_page,
            on_page=on_page,
            on_refused=lambda error: self.writer.refusals.refused("what pages say", error),
        )
        self._lag = 0.0
        self._last_tick = clock.now()
        self._last_heartbeat = float("-inf")
        self._retick: Callable[[], None] = lambda: None

    async def _poll(self, feed: FeedForFetch) -> None:
        polled = await self.pipeline.poll(feed)
        self._on_polled(polled)
        if feed.full_text and polled.receipt is not None and (polled.receipt.items_new or polled.receipt.items_updated):
            self.pages.wake()

    async def _claim_pages(self, limit: int, busy: Collection[int]) -> Sequence[PageForFetch]:
        now, per_host = self._clock.now(), self.limits.host_concurrency
        return await self.writer.run(lambda: self._store.claim_pages(now, limit, busy=busy, per_host=per_host))

    async def hold_hosts(self) -> None:
        """Tell the fetcher what earlier processes were asked by Retry-After: it knows where redirects lead."""
        for host, until in await self.writer.run(lambda: self._store.host_holds(self._clock.now())):
            self._fetcher.hold_host(host, until)

    async def run_pass(self, feeds: Sequence[FeedForFetch]) -> None:
        """Poll these feeds once, then read the pages that are due for `PASS_PAGES` seconds, and come back."""
        if any(feed.last_attempt_at is None for feed in feeds):
            self.workers.expect_jobs()
        await self.hold_hosts()
        self.dispatcher.add(feeds)
        await self.dispatcher.idle()
        await self.pages.run(PASS_PAGES)

    async def serve(self, stop: asyncio.Event, state: Callable[[datetime, float], ServiceState]) -> None:
        """Tick until `stop` is set, then finish what is under way, as far as `DRAIN` lets it.

        `state(last tick, lag in seconds)` says what a heartbeat stores.
        """
        from apscheduler.schedulers.asyncio import AsyncIOScheduler

        self.writer.patient = True
        scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        now = datetime.now(UTC)
        scheduler.add_job(self._tick, "interval", args=(state,), seconds=self.limits.tick, next_run_time=now, id="tick")
        scheduler.add_job(
            self._housekeep, "interval", seconds=HOUSEKEEPING.total_seconds(), next_run_time=now + timedelta(minutes=5)
        )

        def retick() -> None:
            scheduler.reschedule_job("tick", trigger="interval", seconds=self.limits.tick)

        self._retick = retick
        await self.hold_hosts()
        scheduler.start()
        paging = asyncio.create_task(self.pages.serve(), name="watcher-pages")
        try:
            await stop.wait()
        finally:
            # APScheduler does not wait for coroutines: what is under way is drained here.
            scheduler.shutdown(wait=False)
            paging.cancel()
            self.dispatcher.forget_waiting()
            log.info("stopping: %d polls in flight have %g seconds", len(self.dispatcher.busy), DRAIN)
            finished, _, _ = await asyncio.gather(
                self.dispatcher.idle(DRAIN), self.pages.idle(DRAIN), asyncio.wait([paging])
            )
            if not finished:
                log.info("%d polls were given up; they are due again at the next start", len(self.dispatcher.busy))
                await self.dispatcher.cancel()
            await self.pages.cancel()

    async def _tick(self, state: Callable[[datetime, float], ServiceState]) -> None:
        try:
            await self._claim_and_say(state)
        except StoreError as error:
            self.writer.refusals.refused("the service's state", error)
        except asyncio.CancelledError:
            # APScheduler's end cancels a tick that is under way, and would log that as a job's failure.
            log.debug("the last tick was given up")

    async def _claim_and_say(self, state: Callable[[datetime, float], ServiceState]) -> None:
        now = self._clock.now()
        room = self.dispatcher.width * QUEUED_PER_RUNNER - len(self.dispatcher.busy)
        if room > 0:
            busy = frozenset(self.dispatcher.busy)
            longest = self.limits.rules.schedule.max_interval
            feeds = await self.writer.run(lambda: self._store.claim_due(now, room, busy=busy, max_interval=longest))
            late = [now - f.next_due_at for f in feeds if f.next_due_at is not None and f.last_attempt_at is not None]
            self._lag = max(0.0, max((d.total_seconds() for d in late), default=0.0))
            self.dispatcher.add(feeds)
        self._last_tick = now
        if self._clock.monotonic() - self._last_heartbeat >= HEARTBEAT:
            self._last_heartbeat = self._clock.monotonic()
            said = state(now, self._lag)
            await self.writer.run(lambda: self._store.heartbeat(said))
            self.writer.refusals.accepted()

    async def _housekeep(self) -> None:
        limits, now = self.limits, self._clock.now()
        try:
            dropped = await self.writer.run(
                lambda: self._store.cleanup(now, items=limits.keep_items, suppressed=limits.keep_suppressed)
            )
        except StoreError as error:
            log.warning("retention waits for its next turn: %s", error)
            return
        except asyncio.CancelledError:
            log.debug("retention was given up; it goes on after the next start")
            return
        if dropped:
            log.info("retention: %d rows dropped", dropped)

    async def reload(
        self, limits: Limits, make_matcher: Callable[[], Matcher], feeds: Sequence[FeedConfig], now: datetime
    ) -> None:
        """Put a new configuration in force, atomically as far as any one poll can see."""
        self.limits = limits
        self.dispatcher.width, self.dispatcher.per_host = limits.width, limits.host_concurrency
        self.workers.load(make_matcher)
        await self.writer.run(lambda: self._store.sync_feeds(feeds, now))
        await self.pipeline.replace_rules(limits.rules)
        self._retick()
        self.beat()

    def beat(self) -> None:
        """Have the next tick say how things are, however short ago that was said."""
        self._last_heartbeat = float("-inf")

    async def bring_up_to_date(self) -> Rematched | None:
        """Match stored items of the look-back against watch lists that are new or changed; None where none is.

        It may be interrupted: the versions are noted as done only at the end, and nothing is stored twice.
        """
        versions = self.limits.rules.watch_versions
        known = await self.writer.run(self._store.watch_versions)
        changed = tuple(watch for watch, version in versions if known.get(watch) != version)
        if not changed:
            return None
        items, matches = 0, list[MatchStored]()
        chunks = self._store.items_since(self._clock.now() - self.limits.lookback)
        while chunk := await self._rematch(chunks):
            items += chunk[0]
            matches += chunk[1]
        await self.writer.run(lambda: self._store.set_watch_versions(versions, self._clock.now()))
        return Rematched(changed, items, tuple(matches))

    async def _rematch(
        self, chunks: Iterator[Sequence[tuple[int, Document]]]
    ) -> tuple[int, Sequence[MatchStored]] | None:
        """Match the next stored items; how many they were, and what came of it. None at the end."""
        async with self.pipeline.texts:
            chunk = await self.writer.run(lambda: next(chunks, None))
            if not chunk:
                return None
            found = await self.workers.match(chunk)
            return len(chunk), await self.writer.run(partial(self._commit_matches, found)) if found else ()

    def _commit_matches(self, found: Sequence[tuple[int, ItemMatch]]) -> Sequence[MatchStored]:
        return self._store.commit_matches(found, self.limits.rules.watch_versions, self._stories, self._clock.now())

    async def aclose(self) -> None:
        """End workers, writer and connections."""
        await self.dispatcher.cancel()
        await self.pages.cancel()
        await self.writer.aclose()
        await self.workers.aclose()
        await self._fetcher.aclose()
