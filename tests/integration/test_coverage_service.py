"""Coverage receipts, end to end: what a service that was stopped, refused, overrun or killed can still certify."""

import os
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.support.proc import at_work, workers
from tests.support.program import run_watcher, write_config
from tests.support.server import Answer, FeedServer
from tests.support.serving import Serving, SteppedClock, serving
from watcher.feeds.coverage import FeedCoverage
from watcher.service.covering import coverage_of
from watcher.service.opening import open_reader
from watcher.settings.load import load_settings

HOUR = timedelta(hours=1)
POLL = {"interval": 0.3, "min_interval": 0.3, "max_interval": "1s"}


@dataclass
class World:
    """A feed, its configuration, and a clock that hours can be added to."""

    config: Path
    server: FeedServer
    clock: SteppedClock = field(default_factory=SteppedClock)

    def lists(self, first: int, last: int, *, slow: bool = False) -> None:
        """Have the feed list these items from now on, the last one on top."""
        numbers = reversed(range(first, last + 1))
        items = "".join(f"<item><title>Item {n}</title><guid>{n}</guid></item>" for n in numbers)
        if slow:
            items += "".join(f"<item><title>Calm {n}</title><guid>b{n}</guid></item>" for n in range(1500))
            items += '<slow:reader xmlns:slow="urn:unknown"/>'
        body = f'<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'
        self.server.on("/f", Answer(200, [("Content-Type", "application/rss+xml")], body.encode()))

    async def runs(self) -> datetime:
        """A service runs for a while, and stops; when it polled last."""
        async with serving(self.config, self.clock) as service:
            await service.more(2)
            return service.polls[-1].intent.attempted_at

    def coverage(self) -> FeedCoverage:
        now = self.clock.now()
        with open_reader(load_settings(self.config)) as reader:
            [covered] = coverage_of(reader, now - 24 * HOUR, now)
        return covered.coverage


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with FeedServer() as server:
        made = World(write_config(tmp_path, [server.url("/f")], poll=POLL), server)
        made.lists(1, 5)
        yield made


async def _polled_so(service: Serving, failure: bool) -> datetime:
    """Wait for a poll that fails, or does not; when it was."""
    await service.until(lambda: bool(service.polls) and (service.polls[-1].intent.failure is not None) is failure)
    return service.polls[-1].intent.attempted_at


async def test_a_downtime_is_a_gap_until_windows_that_overlap_close_it(world: World) -> None:
    stopped = await world.runs()
    world.clock.offset += 6 * HOUR
    [gap] = world.coverage().gaps
    assert (gap.start, gap.reason) == (stopped, "not running")
    assert gap.end - gap.start > 5 * HOUR
    world.lists(4, 8)
    await world.runs()
    assert [g for g in world.coverage().gaps if g.end - g.start > HOUR] == []


async def test_a_downtime_that_a_feed_has_turned_over_in_stays_on_record(world: World) -> None:
    stopped = await world.runs()
    world.clock.offset += 6 * HOUR
    world.lists(20, 25)
    began = world.clock.now()
    await world.runs()
    [gap] = [g for g in world.coverage().gaps if g.end - g.start > HOUR]
    assert (gap.start, gap.reason) == (stopped, "not running, then overflowed")
    assert gap.end - began < timedelta(seconds=5)


async def test_refusals_are_a_gap_while_they_last_and_for_good_only_where_something_was_missed(world: World) -> None:
    async with serving(world.config, world.clock) as service:
        for first, kept in ((4, []), (50, ["HTTP 503, then overflowed"])):
            before = await _polled_so(service, failure=False)
            world.server.on("/f", Answer(503))
            await _polled_so(service, failure=True)
            [gap] = [g for g in world.coverage().gaps if "overflowed" not in g.reason]
            assert gap.reason == "HTTP 503"
            assert before - gap.start < timedelta(seconds=2)
            world.lists(first, first + 4)
            await _polled_so(service, failure=False)
            assert [g.reason for g in world.coverage().gaps] == kept


async def test_beside_a_running_service_a_feed_that_has_just_fallen_due_is_no_silence(world: World) -> None:
    async with serving(world.config, world.clock) as service:
        for _ in range(3):
            await service.more(1)
            assert world.coverage().complete


async def test_a_feed_that_is_disabled_is_not_covered_and_says_so(world: World) -> None:
    await world.runs()
    feeds = world.config / "feeds.toml"
    feeds.write_text(feeds.read_text(encoding="utf-8") + "enabled = false\n", encoding="utf-8")
    async with serving(world.config, world.clock):
        pass
    assert [gap.reason for gap in world.coverage().gaps] == ["disabled"]


async def test_a_document_whose_parser_is_killed_is_a_gap_until_it_can_be_read(world: World) -> None:
    async with serving(world.config, world.clock) as service:
        await service.more(1)
        world.lists(1, 6, slow=True)
        [worker] = workers(os.getpid())
        await at_work(worker)
        os.kill(worker, signal.SIGKILL)
        await _polled_so(service, failure=True)
        assert [gap.reason for gap in world.coverage().gaps] == ["processing failed"]
        await _polled_so(service, failure=False)
        assert world.coverage().complete


async def test_the_command_says_it_in_the_documented_form(world: World) -> None:
    world.clock.offset -= timedelta(minutes=10)
    stopped = await world.runs()
    told = await run_watcher("coverage", "--json", "--since", "1h", config=world.config)
    [row] = told.json()
    assert list(row) == ["feed", "from", "to", "complete", "text", "gaps"]
    assert row["feed"] == world.server.url("/f")
    assert (row["complete"], row["text"]) == (False, "titles")
    [gap] = row["gaps"]
    assert list(gap) == ["from", "to", "reason"]
    assert gap["reason"] == "not running"
    assert gap["from"].endswith("Z")
    assert abs(datetime.fromisoformat(gap["from"]) - stopped) < timedelta(seconds=1)
    assert gap["to"] == row["to"]
