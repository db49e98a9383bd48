"""Faults of the machine under a running service: disk, database, worker processes, clock and network.

Whatever fails, nothing is lost, nothing is there twice, the service lives on and says what is wrong.
"""

import asyncio
import contextlib
import logging
import os
import resource
import signal
import sqlite3
import threading
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from tests.support.killing import Growing
from tests.support.proc import at_work, parent_of, workers
from tests.support.program import Service, run_watcher, running, write_config
from tests.support.server import Answer, FeedServer
from tests.support.serving import SteppedClock, serving
from watcher.service.opening import open_reader
from watcher.settings.load import load_settings
from watcher.store.store import Store

OFTEN = {"interval": 0.3, "min_interval": 0.3, "max_interval": "1s"}


@asynccontextmanager
async def _growing(
    tmp_path: Path, *, ballast: int = 0, **poll: object
) -> AsyncIterator[tuple[Path, Growing, FeedServer]]:
    """A feed that publishes only to who says to have the present version, and a configuration that watches it."""
    async with FeedServer() as server:
        feed = Growing("f", window=1, ballast=ballast)
        server.on("/f", feed)
        yield write_config(tmp_path, [server.url("/f")], poll=OFTEN | poll), feed, server


async def _settled(feed: Growing, config: Path) -> None:
    """Wait until the client claims to have the last version: then every title is one match."""
    feed.frozen = True
    claims = feed.claims
    async with asyncio.timeout(10):
        while feed.claims == claims:  # noqa: ASYNC110 - a server's count has no event
            await asyncio.sleep(0.02)
    _each_title_is_one_match(feed, config)


def _each_title_is_one_match(feed: Growing, config: Path) -> None:
    with open_reader(load_settings(config)) as reader:
        assert Counter(row.title for row in reader.matches()) == Counter(feed.titles)


def _published(feed: Growing, more: int) -> int:
    return len(feed.versions) + more


async def _grows(service: Service, feed: Growing, versions: int = 1) -> None:
    wanted = _published(feed, versions)
    await service.until(lambda: len(feed.versions) >= wanted)


async def test_a_full_disk_stops_polling_not_the_service_and_nothing_is_lost(tmp_path: Path) -> None:
    async with _growing(tmp_path) as (config, feed, server), running(config) as service:
        await service.hears("Zorbatron f n0")
        pid = service.process.pid
        _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, most))
        await service.hears("nothing is lost, and it is tried again")
        asked = len(server.requests)
        await asyncio.sleep(1.5)
        assert len(server.requests) <= asked + 1, "servers are asked for what cannot be stored"
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, most))
        await service.hears("the database can be written again")
        await _grows(service, feed)
        await _settled(feed, config)
        await service.ends_well()
        errors = [line for line in service.said if line["level"] == "error"]
        assert len(errors) == 1
        assert not any("traceback" in line for line in service.said)


async def test_a_service_that_is_told_to_stop_while_the_disk_is_full_ends_and_polls_again_later(tmp_path: Path) -> None:
    async with _growing(tmp_path) as (config, feed, _server):
        async with running(config) as service:
            await service.hears("Zorbatron f n0")
            resource.prlimit(service.process.pid, resource.RLIMIT_FSIZE, (4096, 4096))
            await service.hears("nothing is lost, and it is tried again")
            began = monotonic()
            await service.ends_well()
            assert monotonic() - began < 9
            assert not any("traceback" in line for line in service.said)
        feed.frozen = True
        assert (await run_watcher("poll", config=config)).code == 0
        _each_title_is_one_match(feed, config)


async def test_a_service_that_is_told_to_stop_in_the_middle_of_a_tick_says_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    begun, claim_due = threading.Event(), Store.claim_due

    def slow(self: Store, *args: Any, **more: Any) -> Any:
        begun.set()
        sleep(0.4)
        return claim_due(self, *args, **more)

    monkeypatch.setattr(Store, "claim_due", slow)
    async with FeedServer() as server, serving(write_config(tmp_path, [server.url("/none")])):
        assert await asyncio.to_thread(begun.wait, 10)
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_a_database_that_another_process_locks_for_seconds_is_waited_for(tmp_path: Path) -> None:
    async with _growing(tmp_path) as (config, feed, _server), running(config) as service:
        await service.hears("Zorbatron f n0")
        with contextlib.closing(sqlite3.connect(tmp_path / "w.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await asyncio.sleep(2.0)
            other.execute("ROLLBACK")
        await _grows(service, feed)
        await _settled(feed, config)
        await service.ends_well()
        assert [line for line in service.said if line["level"] in ("warning", "error")] == []


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "hung"])
async def test_a_worker_that_is_killed_or_hangs_in_the_middle_of_a_job_costs_one_poll(
    tmp_path: Path, number: signal.Signals
) -> None:
    async with (
        _growing(tmp_path, ballast=1500, parse_timeout="2s") as (config, feed, server),
        running(config) as service,
    ):
        await service.hears("Zorbatron f n0")
        [worker] = workers(service.process.pid)
        await at_work(worker)
        os.kill(worker, number)
        asked = len(server.requests)
        await service.hears("could not be processed" if number is signal.SIGKILL else "poll.parse_timeout (2 s)")
        await service.hears("answers again")
        assert len(server.requests) <= asked + 2
        assert worker not in workers(service.process.pid)
        await _settled(feed, config)
        await service.ends_well()


async def test_a_fork_server_that_is_killed_is_replaced_with_its_workers(tmp_path: Path) -> None:
    async with _growing(tmp_path) as (config, feed, _server), running(config) as service:
        await service.hears("Zorbatron f n0")
        [worker] = workers(service.process.pid)
        os.kill(parent_of(worker), signal.SIGKILL)
        await _grows(service, feed, 2)
        await _settled(feed, config)
        await service.ends_well()


@pytest.mark.parametrize("days", [3, -3])
async def test_a_clock_that_steps_by_days_and_back_stops_no_feed_and_repeats_nothing(tmp_path: Path, days: int) -> None:
    clock = SteppedClock()
    async with _growing(tmp_path, max_interval="1d") as (config, feed, _server), serving(config, clock) as service:
        await service.more(2)
        for step in (days, -days):
            clock.offset += timedelta(days=step)
            done = await service.more(3, seconds=6)
            assert [p.intent.failure for p in done] == [None] * 3
        await _settled(feed, config)


class _Network(FeedServer):
    """A server that can go dark, and come back on the same ports."""

    async def down(self) -> None:
        for server in self._servers.values():
            server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def up(self) -> None:
        for host, port in list(self._ports.items()):
            await self.listen(host, port)


async def test_a_network_that_dies_in_the_middle_punishes_no_feed_and_comes_back_spread(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "watcher")
    async with _Network([f"127.0.32.{n}" for n in range(1, 13)]) as network:
        network.on(
            "/*", Answer(200, [("ETag", '"1"')], b"<rss version='2.0'><channel><title>T</title></channel></rss>")
        )
        urls = [network.url(f"/{n}", host=host) for n, host in enumerate(network.hosts)]
        config = write_config(tmp_path, urls, poll=OFTEN | {"max_interval": "1d"})
        async with serving(config) as service:
            await service.until(lambda: len({p.feed.url for p in service.polls}) == 12)
            await network.down()
            await service.until(lambda: sum(p.intent.next_poll.set_by == "outage" for p in service.polls) > 15)
            last = {p.feed.url: p.intent for p in service.polls}
            assert max(intent.consecutive_failures for intent in last.values()) == 1
            due = [
                i.next_poll.due_at - i.attempted_at
                for i in last.values()
                if i.next_poll.set_by == "outage" and i.next_poll.due_at
            ]
            assert max(due) - min(due) > timedelta(seconds=0.1)
            assert max(due) < timedelta(seconds=3)
            await network.up()
            back = len(service.polls)
            await service.until(
                lambda: len({p.feed.url for p in service.polls[back:] if p.intent.failure is None}) == 12
            )
    alerts = [r.message for r in caplog.records if "most hosts" in r.message]
    assert len(alerts) == 2, alerts
    assert "own network" in alerts[0]
    assert "reached again" in alerts[1]
    single = [r for r in caplog.records if r.levelname == "WARNING"]
    assert len(single) < 12, "an outage is not told feed by feed"
