"""`watcher demo`: the real service over feeds that it serves itself, into a database that is thrown away."""

import asyncio
import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from watcher.clock import SystemClock
from watcher.demo.material import FEEDS, WATCH_LIST
from watcher.demo.server import DemoServer
from watcher.service.opening import open_reader, open_writer
from watcher.service.running import Service
from watcher.settings.configuration import load_configuration
from watcher.settings.load import load_settings
from watcher.types.rows import ListFilter

if TYPE_CHECKING:
    from watcher.pipeline import Polled
    from watcher.types.rows import FeedRow, MatchRow, StoryRow, SuppressedRow

__all__ = ["FEEDS", "ROUNDS", "DemoOutcome", "demonstrate"]

ROUNDS = 3
"""How often each feed is asked: the first round brings items, the second an edit and a follow-up, the third 304s."""

LONGEST = 45.0
"""Seconds after which the demonstration ends, whatever it has seen."""

SETTLE = 3.0
"""Seconds for the last answers, the slow one's too, to be stored."""

_SETTINGS = """\
[database]
url = "sqlite:///demo.db"

[poll]
interval = "3s"
min_interval = "2s"
max_interval = "4s"
host_delay = 0
host_concurrency = 16
parse_workers = 2
allow_private_hosts = ["127.0.0.1"]
contact = "a demonstration"
"""


@dataclass(frozen=True, slots=True)
class DemoOutcome:
    """What the demonstration's database holds at its end."""

    matches: "tuple[MatchRow, ...]"
    suppressed: "tuple[SuppressedRow, ...]"
    stories: "tuple[StoryRow, ...]"
    feeds: "tuple[FeedRow, ...]"
    seconds: float


def demonstrate(
    folder: Path, *, rounds: int = ROUNDS, on_polled: "Callable[[Polled], None]" = lambda _: None
) -> DemoOutcome:
    """Serve the demonstration's feeds, poll them for some rounds with the real service, and read what it stored.

    Args:
        folder: an empty folder for configuration and database; it is the caller's to remove or to keep.
        on_polled: told of every finished poll, in the service's event loop.
    """
    began = time.monotonic()
    asyncio.run(_serve_and_poll(folder, rounds, on_polled))
    settings = load_settings(folder)
    with open_reader(settings) as reader:
        return DemoOutcome(
            matches=tuple(reader.matches(ListFilter())),
            suppressed=tuple(reader.suppressed(ListFilter())),
            stories=tuple(reader.stories(ListFilter())),
            feeds=tuple(reader.feeds()),
            seconds=time.monotonic() - began,
        )


async def _serve_and_poll(folder: Path, rounds: int, on_polled: "Callable[[Polled], None]") -> None:
    clock = SystemClock()
    server = DemoServer(clock.now)
    port = await server.start()
    _write_configuration(folder, port)
    settings = load_settings(folder)
    configuration = load_configuration(settings, strict=True)
    stop = asyncio.Event()
    with open_writer(settings, create=True) as store, store.poller_lock():
        service = Service(configuration, store, lambda: load_settings(folder), clock=clock, on_polled=on_polled)
        ender = asyncio.create_task(_stop_after(server, rounds, stop))
        try:
            await service.run(stop)
        finally:
            ender.cancel()
            with suppress(asyncio.CancelledError):
                await ender
            await server.aclose()


async def _stop_after(server: DemoServer, rounds: int, stop: asyncio.Event) -> None:
    """Stop once every feed was asked often enough, and a moment more for the last answers to be stored."""
    with suppress(TimeoutError):
        async with asyncio.timeout(LONGEST):
            await server.wait_for_rounds(rounds)
    await asyncio.sleep(SETTLE)
    stop.set()


def _write_configuration(folder: Path, port: int) -> None:
    (folder / "watches").mkdir(parents=True, exist_ok=True)
    (folder / "watcher.toml").write_text(_SETTINGS, encoding="utf-8")
    (folder / "watches" / "base-handover.toml").write_text(WATCH_LIST, encoding="utf-8")
    feeds = "\n".join(
        f"[[feed]]\nurl = {json.dumps(f'http://127.0.0.1:{port}/{f.name}')}\n"
        f"title = {json.dumps(f.title, ensure_ascii=False)}\ntags = {json.dumps(list(f.tags))}\n"
        f'language = "{f.language}"\n'
        for f in FEEDS
    )
    (folder / "feeds.toml").write_text(feeds, encoding="utf-8")
