"""The order of the stages, and nothing else.

One feed, as pseudo-shell (every arrow is plain data, see `watcher.types`):

    fetch FEED
      ├─ failed ─────────────────────────────▶ intent: back off, open a gap
      ├─ 304, or the body of last time ──────▶ intent: next due time, validators
      └─ body ─▶ known items ─▶ worker: parse | diff | match ─▶ intent: items, matches, validators, coverage
    intent ─▶ writer: commit (several feeds to a transaction, each atomic) ─▶ receipt ─▶ announce

An item's page, where the feed has `full_text`:

    fetch PAGE ─▶ worker: main text ─▶ the item as it reads now ─▶ worker: match ─▶ writer: commit
      └─ failed ─▶ try again later, or give up

Nothing here knows httpx, a database or a process pool: they come in as `watcher.ports`.
"""

import asyncio
import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol

from watcher.feeds.schedule import is_outage
from watcher.intents import Deciding, after_document, after_failure, after_unchanged
from watcher.pages import (
    MAX_PAGE,
    after_page,
    after_page_failure,
    after_unreadable_page,
    full_content,
    headers_for,
)
from watcher.ports import Clock, Fetcher
from watcher.text.urls import host_of, redact
from watcher.types import (
    Document,
    FailureKind,
    FeedForFetch,
    FeedUpdateIntent,
    FeedUpdateReceipt,
    Fetched,
    FetchFailed,
    FetchOutcome,
    ItemMatch,
    KnownItem,
    MatchOutcome,
    NotModified,
    ParseLimits,
    ScheduleLimits,
)
from watcher.types.job import FeedFacts, ParseJob, ParseOutcome
from watcher.types.page import PageForFetch, PageIntent, PageJob, PageReceipt, PageText

__all__ = ["Knowledge", "Pipeline", "Polled", "Rules", "Workers", "Writer"]

log = logging.getLogger(__name__)


class Workers(Protocol):
    """Where parsing and matching happen."""

    async def parse(self, job: ParseJob) -> ParseOutcome:
        """Never raises: a crash, a timeout and a document that is no feed are outcomes."""

    async def match(self, documents: Sequence[tuple[int, Document]]) -> tuple[tuple[int, ItemMatch], ...]:
        """Match stored documents; only those with a match or a near-miss come back."""

    async def read_page(self, job: PageJob) -> PageText:
        """A page's main text. Never raises."""


class Knowledge(Protocol):
    """What is known of a feed's items."""

    async def known_items(self, feed_id: int) -> Sequence[KnownItem]:
        """As `watcher.ports.Writing.known_items`, without blocking the loop."""

    async def item_text(self, item_id: int) -> tuple[Document, str] | None:
        """As `watcher.ports.Writing.item_text`, without blocking the loop."""


class Writer(Protocol):
    """The single writer."""

    async def commit(self, intent: FeedUpdateIntent) -> FeedUpdateReceipt | None:
        """Commit, together with what else is waiting; None where it could not be stored (it was logged)."""

    async def commit_page(self, intent: PageIntent) -> PageReceipt | None:
        """As `watcher.ports.Writing.commit_page`; None too where it could not be stored."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The settings that decide about one poll; replaced as a whole on reload."""

    schedule: ScheduleLimits
    parse: ParseLimits
    watch_versions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Polled:
    """One finished poll: what was asked, what was decided, what was stored."""

    feed: FeedForFetch
    intent: FeedUpdateIntent
    receipt: FeedUpdateReceipt | None
    outage: bool = False
    """Whether most hosts failed alike when this one was asked: the fault is our own network's."""


RECENT = 20
"""Hosts that the outage decision looks back on, each by its last answer: few, so that it is noticed at once."""

RECENT_SECONDS = 600.0
"""How old such an answer may be."""

HELD = 64_000_000
"""Bytes of fetched bodies that may wait for a worker before fetching pauses; the fetcher bounds its own."""

OWN_FAULT = frozenset((FailureKind.DNS, FailureKind.CONNECT, FailureKind.TIMEOUT))
"""Failures that a broken network of our own would cause too."""


class Pipeline:
    """Polls one feed from claim to receipt; any number may be under way at once."""

    def __init__(
        self,
        *,
        fetcher: Fetcher,
        workers: Workers,
        knowledge: Knowledge,
        writer: Writer,
        clock: Clock,
        rules: Rules,
        draw: Callable[[], float] = random.random,
    ) -> None:
        """`draw` gives the jitter, 0..1."""
        self.rules = rules
        self._fetcher = fetcher
        self._workers = workers
        self._knowledge = knowledge
        self._writer = writer
        self._clock = clock
        self._running_since = clock.now()
        self._draw = draw
        self._recent: dict[str, tuple[float, bool]] = {}
        self._under_way: dict[int, int] = {}
        self._epoch = 0
        self._older_done = asyncio.Event()
        self._held = 0
        self._room = asyncio.Event()
        self._room.set()
        self.texts = asyncio.Lock()
        """Held by who reads a stored item's text, matches it and stores the result: of two that did so at once, the
        later one would store offsets into a text that is no more."""

    async def replace_rules(self, rules: Rules) -> None:
        """Put new rules in force, and wait until every poll that was matched by the old ones is stored.

        Only then may stored items be matched against changed watch lists: none can slip in behind.
        """
        self.rules = rules
        self._epoch += 1
        while any(n for epoch, n in self._under_way.items() if epoch < self._epoch):
            self._older_done.clear()
            await self._older_done.wait()

    async def poll(self, feed: FeedForFetch) -> Polled:
        """Fetch, parse, match, store. A bug is logged and counts as the feed's failure, so that it backs off."""
        await self._room.wait()
        try:
            outcome = await self._fetcher.fetch(feed)
            outage = self._note(feed, outcome)
        except Exception as error:
            log.exception("fetching %s failed in watcher itself", feed.url)
            outcome, outage = self._own_crash(error), False
        if isinstance(outcome, FetchFailed):
            ours = outage and outcome.kind in OWN_FAULT
            return await self._store(feed, after_failure(feed, outcome, self._deciding(), outage=ours), outage)
        if isinstance(outcome, NotModified) or outcome.body_hash == feed.body_hash:
            return await self._store(feed, after_unchanged(feed, outcome, self._deciding()), outage)
        epoch = self._epoch
        self._under_way[epoch] = self._under_way.get(epoch, 0) + 1
        try:
            return await self._store(feed, await self._read(feed, outcome), outage)
        finally:
            self._under_way[epoch] -= 1
            if not self._under_way[epoch]:
                del self._under_way[epoch]
                self._older_done.set()

    async def read_page(self, page: PageForFetch) -> PageReceipt | None:
        """Fetch an item's page and match its text; None where nothing could be stored: the page is still due."""
        await self._room.wait()
        try:
            answer = await self._fetcher.fetch_page(
                page.url, max_body=MAX_PAGE, headers=headers_for(page), foreign=True
            )
            if isinstance(answer, Fetched):
                return await self._take_page(page, answer)
            # A page is asked for unconditionally, so that a 304 never comes through.
            assert isinstance(answer, FetchFailed)
            failed = answer
        except Exception as error:
            log.exception("reading the page %s failed in watcher itself", redact(page.url))
            failed = self._own_crash(error)
        outage = failed.kind in OWN_FAULT and self._outage()
        return await self._writer.commit_page(after_page_failure(page, failed, self._clock.now(), outage=outage))

    async def _take_page(self, page: PageForFetch, answer: Fetched) -> PageReceipt | None:
        self._hold(len(answer.body))
        try:
            job = PageJob(answer.body, answer.url, answer.headers, self.rules.parse.max_text)
            read = await self._workers.read_page(job)
        finally:
            self._hold(-len(answer.body))
        if read.problem:
            return await self._writer.commit_page(after_unreadable_page(page, answer, read, self._clock.now()))
        async with self.texts:
            known = await self._knowledge.item_text(page.item_id)
            if known is None:
                return None
            document, text_hash = known
            versions = self.rules.watch_versions
            document = replace(document, content=full_content(document.content, read.text))
            found = await self._workers.match([(page.item_id, document)])
            match = found[0][1] if found else ItemMatch(MatchOutcome())
            return await self._writer.commit_page(
                after_page(page, answer, document.content, text_hash, match, versions)
            )

    async def _store(self, feed: FeedForFetch, intent: FeedUpdateIntent, outage: bool) -> Polled:
        return Polled(feed, intent, await self._writer.commit(intent), outage)

    async def _read(self, feed: FeedForFetch, answer: Fetched) -> FeedUpdateIntent:
        """Parse and match in a worker. The rules in force now are those that its items are matched by."""
        deciding = self._deciding()
        self._hold(len(answer.body))
        try:
            parsed = await self._workers.parse(await self._job(feed, answer))
            return after_document(feed, answer, parsed, replace(deciding, now=self._clock.now()))
        except Exception as error:
            log.exception("reading %s failed in watcher itself", feed.url)
            return after_failure(feed, self._own_crash(error), deciding)
        finally:
            self._hold(-len(answer.body))

    def _hold(self, size: int) -> None:
        """Count bodies that wait for a worker; nothing more is fetched while they are too many (rule 12)."""
        self._held += size
        if self._held > HELD:
            self._room.clear()
        else:
            self._room.set()

    async def _job(self, feed: FeedForFetch, answer: Fetched) -> ParseJob:
        known = () if feed.last_attempt_at is None else await self._knowledge.known_items(feed.feed_id)
        return ParseJob(
            feed=FeedFacts(feed.url, feed.tags, feed.language),
            body=answer.body,
            url=answer.url,
            headers=answer.headers,
            known=tuple(known),
            limits=self.rules.parse,
            now=answer.at,
            partial=answer.partial,
        )

    def _deciding(self) -> Deciding:
        return Deciding(
            limits=self.rules.schedule,
            now=self._clock.now(),
            jitter=self._draw(),
            watch_versions=self.rules.watch_versions,
            running_since=self._running_since,
        )

    def _note(self, feed: FeedForFetch, outcome: FetchOutcome) -> bool:
        """Remember how the host answered; True where most hosts fail alike: an outage of our own."""
        own = isinstance(outcome, FetchFailed) and outcome.kind in OWN_FAULT
        host = host_of(feed.url)
        self._recent.pop(host, None)
        self._recent[host] = (self._clock.monotonic(), own)
        while len(self._recent) > RECENT:
            self._recent.pop(next(iter(self._recent)))
        return self._outage()

    def _outage(self) -> bool:
        """Whether most hosts that were asked lately cannot be reached."""
        since = self._clock.monotonic() - RECENT_SECONDS
        return is_outage([failed for at, failed in self._recent.values() if at >= since])

    def _own_crash(self, error: Exception) -> FetchFailed:
        return FetchFailed(
            kind=FailureKind.CRASH,
            message=f"watcher itself failed on this ({type(error).__name__}); the log has the traceback.",
            at=self._clock.now(),
            elapsed=timedelta(0),
        )
