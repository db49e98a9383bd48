"""`watcher poll`: one pass over the feeds, and what it came to."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from watcher.clock import SystemClock
from watcher.ports import Clock
from watcher.service.opening import build_engine, build_fetcher, open_writer
from watcher.settings.configuration import Configuration
from watcher.settings.model import Settings

if TYPE_CHECKING:
    from watcher.engine.local import Rematched
    from watcher.pipeline import Polled
    from watcher.store import Store
    from watcher.types import FeedForFetch, MatchStored
    from watcher.types.page import PageReceipt

__all__ = ["PassSummary", "Progress", "get_ready", "poll_once"]


@dataclass(slots=True)
class PassSummary:
    """What one pass came to; the keys of `watcher poll --json`, and more for a person."""

    feeds: int = 0
    ok: int = 0
    not_modified: int = 0
    failed: int = 0
    skipped: int = 0
    items_new: int = 0
    items_updated: int = 0
    matches_new: int = 0
    stories_new: int = 0
    seconds: float = 0.0
    failures: list[tuple[str, str]] = field(default_factory=list)
    """(url as configured, what happened)."""
    skips: tuple[tuple[str, str], ...] = ()
    """(url as configured, why it was not asked)."""
    rematched: "Rematched | None" = None
    pages_read: int = 0
    pages_failed: int = 0
    """Given up, or to be tried again later."""

    @property
    def asked(self) -> int:
        """Feeds that were really asked."""
        return self.feeds - self.skipped

    @property
    def all_failed(self) -> bool:
        """Whether feeds were asked and not one answered well: the pass failed as a whole."""
        return self.asked > 0 and self.failed == self.asked

    def add(self, polled: "Polled") -> None:
        """Count one finished poll."""
        intent, receipt = polled.intent, polled.receipt
        if intent.failure is not None:
            self.failed += 1
            self.failures.append((polled.feed.url, intent.error))
        elif receipt is None:
            self.failed += 1
            self.failures.append((polled.feed.url, "the result could not be stored; it is asked again next time"))
        elif intent.not_modified:
            self.not_modified += 1
        else:
            self.ok += 1
        if receipt is not None:
            self.items_new += receipt.items_new
            self.items_updated += receipt.items_updated
            self.matches_new += sum(1 for m in receipt.matches if m.new)
            self.stories_new += receipt.stories_new

    def add_page(self, page: "PageReceipt") -> None:
        """Count one page."""
        self.pages_read += page.state == "read"
        self.pages_failed += page.state != "read"
        self.matches_new += sum(1 for m in page.matches if m.new)
        self.stories_new += page.stories_new


@dataclass(frozen=True, slots=True)
class Progress:
    """What a face may want to show while a pass goes on; called in the event loop."""

    on_start: Callable[[int], None] = lambda _: None
    """How many feeds are about to be asked."""
    on_polled: "Callable[[Polled], None]" = lambda _: None
    on_matches: "Callable[[Sequence[MatchStored]], None]" = lambda _: None


def get_ready(settings: Settings) -> None:
    """Start what a first pass is sure to need, while the configuration is still being read.

    Where there is no database yet, everything is new, and has to be parsed. Raises StoreError as `poll_once` does.
    """
    from watcher.store.url import parse_url

    path = parse_url(settings.database_url).path
    if path is not None and not path.exists():
        from watcher.engine.processes import start_fork_server

        start_fork_server()


def poll_once(
    configuration: Configuration,
    *,
    due: bool = False,
    urls: Sequence[str] = (),
    progress: Progress | None = None,
    clock: Clock | None = None,
) -> PassSummary:
    """One pass over the enabled feeds, or only those that are due, or only those named.

    Raises:
        StoreBusy: a service polls this database already.
        NotFound: a URL in `urls` is not configured, or disabled.
        StoreError: the database cannot be used.
    """
    import asyncio

    with open_writer(configuration.settings, create=True) as store, store.poller_lock():
        return asyncio.run(_pass(configuration, store, due, urls, progress or Progress(), clock or SystemClock()))


async def _pass(
    configuration: Configuration,
    store: "Store",
    due: bool,
    urls: Sequence[str],
    progress: Progress,
    clock: Clock,
) -> PassSummary:
    began = time.monotonic()
    summary = PassSummary()
    now = clock.now()
    store.sync_feeds(configuration.feeds, now)
    feeds, summary.skips = _chosen(configuration, store, due, urls, clock)
    summary.skipped = len(summary.skips)
    summary.feeds = len(feeds) + summary.skipped

    def on_polled(polled: "Polled") -> None:
        summary.add(polled)
        progress.on_polled(polled)
        if polled.receipt is not None and polled.receipt.matches:
            progress.on_matches(polled.receipt.matches)

    def on_page(page: "PageReceipt") -> None:
        summary.add_page(page)
        if page.matches:
            progress.on_matches(page.matches)

    fetcher = build_fetcher(configuration.settings, clock)
    engine = build_engine(configuration, store, fetcher, on_polled=on_polled, on_page=on_page, clock=clock)
    try:
        summary.rematched = await engine.bring_up_to_date()
        if summary.rematched is not None:
            summary.matches_new += sum(1 for m in summary.rematched.matches if m.new)
            summary.stories_new += len({m.story_id for m in summary.rematched.matches if m.story_new})
            progress.on_matches(summary.rematched.matches)
        progress.on_start(len(feeds))
        await engine.run_pass(feeds)
    finally:
        await engine.aclose()
    summary.seconds = time.monotonic() - began
    return summary


def _chosen(
    configuration: Configuration, store: "Store", due: bool, urls: Sequence[str], clock: Clock
) -> "tuple[Sequence[FeedForFetch], tuple[tuple[str, str], ...]]":
    now = clock.now()
    if due:
        longest: timedelta = configuration.settings.poll.max_interval
        claimed = store.claim_due(now, max(1, len(configuration.feeds)), busy=(), max_interval=longest)
        return [f for f in claimed if not urls or f.url in urls], ()
    for url in urls:
        configuration.feed(url)
    feeds, skipped = store.feeds_for_pass(now, urls or None)
    return feeds, tuple(skipped)
