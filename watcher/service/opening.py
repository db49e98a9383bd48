"""Putting the parts together: database, fetcher, engine."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from watcher import __version__
from watcher.ports import Clock
from watcher.settings.configuration import Configuration
from watcher.settings.model import Settings

if TYPE_CHECKING:
    from watcher.engine.local import Limits, LocalEngine
    from watcher.feeds.fetch import FeedFetcher, FetchOptions
    from watcher.pipeline import Polled
    from watcher.ports import Matcher
    from watcher.store import Store as Store
    from watcher.store.reading import Reader as Reader
    from watcher.types.page import PageReceipt

__all__ = [
    "build_engine",
    "build_fetcher",
    "engine_limits",
    "fetch_options",
    "matcher_maker",
    "open_reader",
    "open_writer",
    "watch_versions",
]


def open_reader(settings: Settings) -> "Reader":
    """The database, for reading only. It is never created.

    Raises:
        NoDatabase: there is none; says which configuration and database were looked at, and what to do next.
        StoreError: it cannot be read.
    """
    from watcher.store.reading import open_reader as open_

    return open_(settings.database_url)


@contextmanager
def open_writer(settings: Settings, *, create: bool = False) -> Iterator["Store"]:
    """The database, for changes: triage beside a running service, or a poll. Upgraded first where it is older.

    Raises:
        NoDatabase: there is none, and `create` is not set.
        NewerDatabase, StoreError: it cannot be used.
    """
    from watcher.store import open_store

    store = open_store(settings.database_url, create=create)
    try:
        yield store
    finally:
        store.close()


def matcher_maker(configuration: Configuration) -> "Callable[[], Matcher]":
    """Compiles the enabled watch lists when it is called: that takes time, and is not always needed."""
    watches = tuple(w for w in configuration.watches if w.enabled)
    threshold = configuration.settings.matching.threshold

    def make() -> "Matcher":
        from watcher.matching.engine import compile_watches

        return compile_watches(watches, threshold=threshold)

    return make


def watch_versions(configuration: Configuration) -> tuple[tuple[str, str], ...]:
    """(watch id, version) of the enabled watch lists; the default threshold is part of what decides a match."""
    threshold = configuration.settings.matching.threshold
    return tuple((w.id, f"{w.version}@{threshold:g}") for w in configuration.watches if w.enabled)


def fetch_options(settings: Settings) -> "FetchOptions":
    """The `[poll]` settings that the fetcher obeys."""
    from watcher.feeds.fetch import FetchOptions

    poll = settings.poll
    return FetchOptions(
        concurrency=poll.concurrency,
        host_concurrency=poll.host_concurrency,
        host_delay=poll.host_delay,
        timeout=poll.timeout,
        max_body=poll.max_body,
        allow_private_hosts=poll.allow_private_hosts,
        proxy=poll.proxy,
        contact=poll.contact,
        version=__version__,
    )


def engine_limits(configuration: Configuration) -> "Limits":
    """The settings that shape the engine."""
    from watcher.engine.local import Limits
    from watcher.pipeline import Rules
    from watcher.types import ParseLimits, ScheduleLimits

    settings = configuration.settings
    poll = settings.poll
    return Limits(
        rules=Rules(
            schedule=ScheduleLimits(poll.interval, poll.min_interval, poll.max_interval),
            parse=ParseLimits(max_items=poll.max_items),
            watch_versions=watch_versions(configuration),
        ),
        concurrency=poll.concurrency,
        host_concurrency=poll.host_concurrency,
        lookback=settings.matching.lookback,
        keep_items=settings.retention.items,
        keep_suppressed=settings.retention.suppressed,
    )


def build_fetcher(settings: Settings, clock: Clock) -> "FeedFetcher":
    """The polite, safe fetcher, with secrets from this process's environment."""
    import os

    from watcher.feeds.fetch import FeedFetcher

    return FeedFetcher(fetch_options(settings), clock=clock, env=os.environ)


def build_engine(
    configuration: Configuration,
    store: "Store",
    fetcher: "FeedFetcher",
    *,
    on_polled: "Callable[[Polled], None]",
    on_page: "Callable[[PageReceipt], None]",
    clock: Clock,
) -> "LocalEngine":
    """The engine with its workers, over an open store."""
    from watcher.engine.collector import spare_what_stays
    from watcher.engine.local import LocalEngine
    from watcher.stories import Stories

    spare_what_stays()
    poll = configuration.settings.poll
    return LocalEngine(
        store=store,
        stories=Stories(),
        fetcher=fetcher,
        make_matcher=matcher_maker(configuration),
        limits=engine_limits(configuration),
        clock=clock,
        parse_timeout=poll.parse_timeout,
        parse_workers=poll.parse_workers,
        on_polled=on_polled,
        on_page=on_page,
    )
