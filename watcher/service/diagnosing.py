"""`watcher doctor`: what could keep the service from doing its work, each with what to do about it."""

import enum
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from watcher.clock import SystemClock
from watcher.errors import ConfigError, NoDatabase, StoreError
from watcher.ports import Clock
from watcher.service.announcing import counted
from watcher.service.liveness import Liveness, liveness
from watcher.service.opening import build_fetcher, open_reader
from watcher.settings.configuration import Configuration, load_configuration
from watcher.settings.load import ignored_environment
from watcher.settings.model import Settings
from watcher.types import FailureKind, FeedForFetch

if TYPE_CHECKING:
    from watcher.types import FetchOutcome, RawHeaders
    from watcher.types.rows import ServiceState

__all__ = ["Finding", "Level", "diagnose"]

SKEW = timedelta(minutes=2)
"""How far our clock may be from a server's `Date` before due times and Retry-After suffer."""


class Level(enum.StrEnum):
    """How bad a finding is."""

    OK = "ok"
    WARNING = "warning"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    about: str
    """configuration, watch lists, feeds, database, service, network or clock."""
    level: Level
    what: str
    hint: str = ""


def diagnose(settings: Settings, *, network: bool = True, clock: Clock | None = None) -> list[Finding]:
    """Look at everything; nothing is changed, and at most one feed is asked once."""
    clock = clock or SystemClock()
    found = list(_environment())
    try:
        configuration = load_configuration(settings)
    except ConfigError as error:
        return [*found, Finding("configuration", Level.FAILURE, error.problem, error.hint), *_database(settings, clock)]
    found += _configuration(configuration)
    found += _watches(configuration)
    found += _feeds(configuration)
    found += _database(settings, clock)
    if network:
        found += _network(configuration, clock)
    return found


def _environment() -> Iterator[Finding]:
    for sentence in ignored_environment(os.environ):
        yield Finding("configuration", Level.WARNING, sentence)


def _configuration(configuration: Configuration) -> Iterator[Finding]:
    yield Finding("configuration", Level.OK, f"read from {configuration.settings.folder}")
    for problem in configuration.problems:
        yield Finding("configuration", Level.FAILURE, str(problem))
    for warning in configuration.warnings:
        yield Finding("configuration", Level.WARNING, warning)


def _watches(configuration: Configuration) -> Iterator[Finding]:
    from watcher.matching.examples import check_examples

    enabled = [w for w in configuration.watches if w.enabled]
    if not enabled:
        yield Finding(
            "watch lists", Level.FAILURE, "no watch list is enabled", "`watcher watches new ID` writes one to fill in"
        )
    for watch in enabled:
        results = check_examples(watch, threshold=configuration.settings.matching.threshold)
        wrong = sum(1 for r in results if not r.passed)
        if wrong:
            yield Finding(
                "watch lists", Level.WARNING, f"{watch.id}: {wrong} of {len(results)} examples fail",
                f"`watcher watches check {watch.id}` says which",
            )  # fmt: skip
        else:
            yield Finding(
                "watch lists",
                Level.OK,
                f"{watch.id}: {counted(len(watch.terms), 'term')}, {counted(len(results), 'example')}, all pass",
            )


def _feeds(configuration: Configuration) -> Iterator[Finding]:
    enabled = [f for f in configuration.feeds if f.enabled]
    if not enabled:
        yield Finding("feeds", Level.FAILURE, "no feed is enabled", "`watcher feeds add URL` adds one")
        return
    yield Finding("feeds", Level.OK, f"{len(enabled)} enabled of {len(configuration.feeds)}")
    if not configuration.settings.poll.contact:
        yield Finding(
            "feeds", Level.WARNING, "poll.contact is empty: a server's owner cannot reach you",
            'set contact = "https://…" or an address in watcher.toml',
        )  # fmt: skip


def _database(settings: Settings, clock: Clock) -> Iterator[Finding]:
    try:
        with open_reader(settings) as reader:
            stats, state = reader.stats(), reader.service_state()
            failing = sum(1 for f in reader.feeds() if f.consecutive_failures and f.enabled)
    except NoDatabase:
        yield Finding(
            "database", Level.WARNING, f"{settings.database_shown} does not exist yet", "`watcher run` creates it"
        )
        return
    except StoreError as error:
        yield Finding("database", Level.FAILURE, error.problem, error.hint)
        return
    rows = dict(stats.rows)
    yield Finding(
        "database", Level.OK, f"{stats.url}: {stats.bytes / 1e6:.1f} MB, {rows.get('item', 0):,} items, "
        f"{rows.get('match', 0):,} matches",
    )  # fmt: skip
    if failing:
        yield Finding("feeds", Level.WARNING, f"{counted(failing, 'feed')} failing", "`watcher feeds health` says why")
    yield _service(state, clock.now())


def _service(state: "ServiceState | None", now: datetime) -> Finding:
    alive = liveness(state, now)
    if state is None or alive in {Liveness.NEVER_RAN, Liveness.STOPPED}:
        return Finding("service", Level.WARNING, f"the service {_NOT_RUNNING[alive]}", "`watcher run` starts it")
    if alive is Liveness.RUNNING:
        return Finding("service", Level.OK, f"running (pid {state.pid}) since {state.started_at:%Y-%m-%d %H:%M} UTC")
    what = f"the service (pid {state.pid}) {_NOT_RUNNING[alive]}; its last tick was at {state.last_tick_at:%H:%M} UTC"
    return Finding("service", Level.FAILURE, what, "look at its log, then start it again")


_NOT_RUNNING = {
    Liveness.NEVER_RAN: "never ran on this database",
    Liveness.STOPPED: "is stopped",
    Liveness.KILLED: "was killed",
    Liveness.STALLED: "is stalled",
}


def _network(configuration: Configuration, clock: Clock) -> Iterator[Finding]:
    """Ask one feed once, and compare its server's clock with ours."""
    import asyncio

    feed = next((f for f in configuration.feeds if f.enabled), None)
    if feed is None:
        return

    async def ask() -> "FetchOutcome":
        fetcher = build_fetcher(configuration.settings, clock)
        try:
            return await fetcher.fetch(FeedForFetch(0, feed.url, headers=feed.headers))
        finally:
            await fetcher.aclose()

    outcome = asyncio.run(ask())
    kind, message = getattr(outcome, "kind", None), getattr(outcome, "message", "")
    if kind in {FailureKind.DNS, FailureKind.CONNECT, FailureKind.TIMEOUT}:
        yield Finding(
            "network", Level.FAILURE, f"{feed.url}: {message}", "is this machine online? does it need poll.proxy?"
        )
        return
    yield Finding("network", Level.OK, f"{feed.title or feed.url} was reached")
    yield from _clock(outcome.headers, clock.now())


def _clock(headers: "RawHeaders", now: datetime) -> Iterator[Finding]:
    said = next((v for k, v in headers if k.lower() == b"date"), b"").decode("latin-1")
    try:
        there = parsedate_to_datetime(said).astimezone(UTC)
    except (ValueError, TypeError):
        return
    skew = now - there
    if abs(skew) > SKEW:
        ahead = "ahead of" if skew > timedelta(0) else "behind"
        yield Finding(
            "clock", Level.WARNING, f"this machine's clock is {abs(skew).total_seconds():.0f} s {ahead} a server's",
            "set it by NTP: due times and Retry-After depend on it",
        )  # fmt: skip
    else:
        yield Finding("clock", Level.OK, "agrees with a server's to within two minutes")
