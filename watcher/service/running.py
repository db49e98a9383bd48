"""`watcher run`: the service, from opening the database to the last commit."""

import asyncio
import contextlib
import logging
import os
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from watcher import __version__
from watcher.clock import SystemClock
from watcher.errors import ConfigError, StoreError
from watcher.ports import Clock
from watcher.service.announcing import Announcer, counted
from watcher.service.opening import (
    build_engine,
    build_fetcher,
    engine_limits,
    fetch_options,
    matcher_maker,
    open_writer,
)
from watcher.settings.configuration import Configuration, load_configuration
from watcher.settings.load import load_settings
from watcher.settings.model import Settings
from watcher.types.rows import ServiceState

if TYPE_CHECKING:
    from watcher.engine.local import LocalEngine
    from watcher.feeds.fetch import FeedFetcher
    from watcher.pipeline import Polled
    from watcher.store import Store

__all__ = ["Service", "reread_with", "run_service"]

log = logging.getLogger("watcher")

SETTLE = 0.3
"""Seconds that files must lie still before they are read again: editors write in several steps."""

RETRY = 10.0
"""Seconds before what the database refused is tried again."""


def run_service(
    configuration: Configuration,
    reread: Callable[[], Settings],
    *,
    clock: Clock | None = None,
    on_polled: "Callable[[Polled], None] | None" = None,
    stop: asyncio.Event | None = None,
) -> None:
    """Run until SIGTERM or SIGINT (or until `stop` is set), then finish what is in flight.

    Args:
        configuration: what to start with; it holds at least one valid watch list.
        reread: reads the settings again, for SIGHUP and changed files; raises ConfigError.
        on_polled: told of every finished poll, after the log.

    Raises:
        StoreBusy: another process polls this database.
        StoreError: the database cannot be used.
    """
    with open_writer(configuration.settings, create=True) as store:
        for line in store.upgrade():
            log.info("%s", line)
        with store.poller_lock():
            service = Service(configuration, store, reread, clock=clock or SystemClock(), on_polled=on_polled)
            asyncio.run(service.run(stop or asyncio.Event()))


class Service:
    """The running service: an engine, and the configuration in force."""

    def __init__(
        self,
        configuration: Configuration,
        store: "Store",
        reread: Callable[[], Settings],
        *,
        clock: Clock,
        on_polled: "Callable[[Polled], None] | None" = None,
    ) -> None:
        """See `run_service`."""
        self._configuration = configuration
        self._store = store
        self._reread = reread
        self._clock = clock
        self._announcer = Announcer(clock.monotonic)
        self._also = on_polled
        self._started = clock.now()
        self._reload_wanted = asyncio.Event()
        self._settings_problem = ""
        self._engine: LocalEngine
        self._fetcher: FeedFetcher

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop`."""
        async with self._signals(stop):
            self._fetcher = build_fetcher(self._configuration.settings, self._clock)
            self._engine = build_engine(
                self._configuration,
                self._store,
                self._fetcher,
                on_polled=self._on_polled,
                on_page=self._announcer.page,
                clock=self._clock,
            )
            try:
                async with self._background():
                    await self._begin()
                    await self._engine.serve(stop, self._state)
            finally:
                await self._end()

    async def _end(self) -> None:
        await self._engine.aclose()
        self._announcer.roll_up()
        now = self._clock.now()
        with contextlib.suppress(StoreError):
            self._store.heartbeat(replace(self._state(now, 0.0), stopped_at=now))
        log.info("stopped")

    async def _begin(self) -> None:
        configuration, settings = self._configuration, self._configuration.settings
        enabled = [f for f in configuration.feeds if f.enabled]
        watches = [w for w in configuration.watches if w.enabled]
        log.info(
            "watcher %s watches %s for %s (%s)",
            __version__,
            counted(len(enabled), "feed"),
            counted(sum(len(w.terms) for w in watches), "term"),
            ", ".join(w.id for w in watches) or "no watch list is enabled",
        )
        log.info("configuration %s, database %s", settings.folder, settings.database_shown)
        self._say_problems(configuration)
        await self._engine.writer.run(lambda: self._store.sync_feeds(configuration.feeds, self._clock.now()))
        await self._engine.writer.run(lambda: self._store.heartbeat(self._state(self._clock.now(), 0.0)))
        self._reload_wanted.clear()

    def _say_problems(self, configuration: Configuration) -> None:
        for problem in configuration.problems:
            log.error("%s", problem)
        for warning in configuration.warnings:
            log.warning("%s", warning)
        if not any(f.enabled for f in configuration.feeds):
            log.warning(
                "no feed is enabled in %s: add one with `watcher feeds add URL`",
                configuration.settings.folder / "feeds.toml",
            )

    def _on_polled(self, polled: "Polled") -> None:
        self._announcer.polled(polled)
        if self._also is not None:
            self._also(polled)

    def _state(self, last_tick: datetime, lag: float) -> ServiceState:
        problems = [str(p) for p in self._configuration.problems]
        if self._settings_problem:
            problems.insert(0, self._settings_problem)
        return ServiceState(
            pid=os.getpid(),
            host=socket.gethostname(),
            version=__version__,
            started_at=self._started,
            last_tick_at=last_tick,
            lag_seconds=lag,
            config=str(self._configuration.settings.folder),
            problems=tuple(problems),
            stopped_at=None,
        )

    @asynccontextmanager
    async def _signals(self, stop: asyncio.Event) -> AsyncIterator[None]:
        """SIGTERM and SIGINT stop, SIGHUP reloads; outside a main thread (tests) there are none to take."""
        loop = asyncio.get_running_loop()
        taken = []
        for number, call in (
            (signal.SIGTERM, stop.set),
            (signal.SIGINT, stop.set),
            (signal.SIGHUP, self._reload_wanted.set),
        ):
            with contextlib.suppress(ValueError, RuntimeError, NotImplementedError):
                loop.add_signal_handler(number, call)
                taken.append(number)
        try:
            yield
        finally:
            for number in taken:
                loop.remove_signal_handler(number)

    @asynccontextmanager
    async def _background(self) -> AsyncIterator[None]:
        """What runs beside the ticks: the look-back, the watch over files, reloads, the log's roll-up."""
        tasks = [
            asyncio.create_task(self._guarded("watching the configuration", self._watch_files())),
            asyncio.create_task(self._guarded("reloading", self._reload_loop())),
            asyncio.create_task(self._guarded("rolling up", self._roll_up_loop())),
        ]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _guarded(self, what: str, work: Awaitable[None]) -> None:
        try:
            await work
        except asyncio.CancelledError:
            raise
        except Exception:
            # A bug in one task is logged with its traceback; polling and matching go on at three in the morning.
            log.exception("%s failed in watcher itself; the service goes on without it", what)

    async def _roll_up_loop(self) -> None:
        while True:
            await asyncio.sleep(30)
            self._announcer.roll_up()

    async def _watch_files(self) -> None:
        """Ask for a reload where any file of the configuration changed."""
        from watchfiles import awatch

        folder = self._configuration.settings.folder
        while True:
            paths = [p for p in {folder, *_folders_of(self._configuration.feed_files)} if p.exists()]
            async for changes in awatch(*paths, debounce=int(SETTLE * 1000), recursive=True, yield_on_timeout=False):
                if any(_is_configuration(Path(name)) for _, name in changes):
                    self._reload_wanted.set()
                    if _folders_of(self._configuration.feed_files) - set(paths):
                        break

    async def _reload_loop(self) -> None:
        """The look-back for what is in force at the start; then again after every reload."""
        while True:
            try:
                if rematched := await self._engine.bring_up_to_date():
                    self._announcer.rematched(rematched)
            except StoreError as error:
                log.error("stored items could not be matched against changed watch lists; it is tried again: %s", error)
                await asyncio.sleep(RETRY)
                continue
            await self._reload_wanted.wait()
            await asyncio.sleep(SETTLE)
            self._reload_wanted.clear()
            try:
                await self._reload()
            except StoreError as error:
                log.error("the new configuration could not be stored; it is tried again: %s", error)
                self._reload_wanted.set()
                await asyncio.sleep(RETRY)

    async def _reload(self) -> None:
        """Read everything again. What is broken leaves its last valid version in force."""
        before = self._configuration
        self._engine.beat()
        try:
            settings = await asyncio.to_thread(self._reread)
            self._settings_problem = ""
        except ConfigError as error:
            self._settings_problem = str(error)
            log.error("%s\n  the settings in force stay", error)
            settings = before.settings
        if settings.database_url != before.settings.database_url:
            log.warning(
                "database.url changed: that takes a restart; until then %s stays", before.settings.database_shown
            )
            settings = replace(
                settings,
                database_url=before.settings.database_url,
                database_shown=before.settings.database_shown,
                database=before.settings.database,
            )
        try:
            after = await asyncio.to_thread(load_configuration, settings, previous=before)
            after.require_watches()
        except ConfigError as error:
            log.error("%s\n  the configuration in force stays", error)
            return
        self._say_changes(before, after)
        self._configuration = after
        self._fetcher.reconfigure(fetch_options(settings))
        await self._engine.reload(engine_limits(after), matcher_maker(after), after.feeds, self._clock.now())

    def _say_changes(self, before: Configuration, after: Configuration) -> None:
        said = []
        old, new = {f.url for f in before.feeds if f.enabled}, {f.url for f in after.feeds if f.enabled}
        if new - old:
            said.append(f"{counted(len(new - old), 'feed')} added")
        if old - new:
            said.append(f"{counted(len(old - new), 'feed')} left out")
        olds, news = ({w.id: w.version for w in c.watches if w.enabled} for c in (before, after))
        said += [f"watch list {w} {'changed' if w in olds else 'added'}" for w in news if olds.get(w) != news[w]]
        said += [f"watch list {w} left out" for w in olds if w not in news]
        log.info("configuration read again: %s", ", ".join(said) or "nothing that matters changed")
        self._say_problems(after)


def _folders_of(files: Iterable[Path]) -> set[Path]:
    return {path.parent for path in files}


def _is_configuration(path: Path) -> bool:
    """Whether a changed file may be part of the configuration: databases and editors' leavings are not."""
    return path.suffix in {".toml", ".opml", ".xml"} and not path.name.startswith((".", "#"))


def reread_with(config: Path | None, database: str | None) -> Callable[[], Settings]:
    """Reads the settings again as the command line asked for them."""
    return lambda: load_settings(config, database=database)
