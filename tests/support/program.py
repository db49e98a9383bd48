"""The program itself, as a process of its own: for what only a real process can show."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["Finished", "Service", "environment", "run_watcher", "running", "write_config"]

COMMAND = (sys.executable, "-m", "watcher")

QUICK = {"interval": "1s", "min_interval": "1s", "max_interval": "2s", "host_delay": 0, "parse_workers": 1}
"""Settings under which a poll follows a poll within a test's patience."""

ZORB = '[[term]]\nname = "Zorbatron"\n'
"""A watch list for a word that no text holds by itself."""


@dataclass(frozen=True)
class Finished:
    """How a command ended."""

    code: int
    out: str
    err: str

    def json(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


def environment(**more: str) -> dict[str, str]:
    """This environment without any setting of watcher's or of a proxy."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("WATCHER_") and "proxy" not in k.lower()}
    return kept | {"NO_COLOR": "1", "TERM": "dumb"} | more


def write_config(
    folder: Path, feeds: Sequence[str], *, poll: dict[str, object] | None = None, watches: dict[str, str] | None = None
) -> Path:
    """A configuration folder for feeds on loopback; its database lies in it."""
    (folder / "watches").mkdir(parents=True, exist_ok=True)
    settings = QUICK | {"allow_private_hosts": True} | (poll or {})
    lines = "\n".join(f"{key} = {json.dumps(value)}" for key, value in settings.items())
    text = f'[database]\nurl = "sqlite:///w.db"\n\n[poll]\n{lines}\n\n[log]\nformat = "json"\n'
    (folder / "watcher.toml").write_text(text, encoding="utf-8")
    (folder / "feeds.toml").write_text("\n".join(f"[[feed]]\nurl = {json.dumps(u)}\n" for u in feeds), encoding="utf-8")
    for name, content in (watches if watches is not None else {"zorb": ZORB}).items():
        (folder / "watches" / f"{name}.toml").write_text(content, encoding="utf-8")
    return folder


async def run_watcher(*args: str, config: Path, timeout: float = 30, **env: str) -> Finished:
    """Run one command to its end."""
    process = await asyncio.create_subprocess_exec(
        *COMMAND,
        *args,
        "--config",
        str(config),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=environment(**env),
    )
    try:
        out, err = await asyncio.wait_for(process.communicate(), timeout)
    except TimeoutError:
        process.kill()
        await process.wait()
        raise
    assert process.returncode is not None
    return Finished(process.returncode, out.decode(), err.decode())


@dataclass
class Service:
    """A running `watcher run` and what it has said so far, one JSON object a line."""

    process: asyncio.subprocess.Process
    said: list[dict[str, Any]] = field(default_factory=list)
    _more: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self) -> None:
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            with contextlib.suppress(ValueError):
                self.said.append(json.loads(line))
            self._more.set()
        self._more.set()

    def heard(self, text: str, since: int = 0) -> bool:
        return any(text in line["message"] for line in self.said[since:])

    async def hears(self, text: str, *, since: int = 0, seconds: float = 20) -> None:
        """Wait until the log holds a text."""
        await self.until(lambda: self.heard(text, since), seconds=seconds)

    async def until(self, holds: Callable[[], bool], *, seconds: float = 20) -> None:
        """Wait until something holds, looking again whenever the service has said more, and now and then."""
        async with asyncio.timeout(seconds):
            while not holds():
                self._more.clear()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._more.wait(), 0.1)

    async def stop(self, number: int = signal.SIGTERM, *, seconds: float = 15) -> int:
        """Send a signal, and wait for the end."""
        self.process.send_signal(number)
        return await asyncio.wait_for(self.process.wait(), seconds)

    async def ends_well(self, number: int = signal.SIGTERM) -> None:
        """Told to stop, it exits 0 within its time; else what it said last is shown."""
        code = await self.stop(number)
        assert code == 0, (code, self.said[-5:])


@asynccontextmanager
async def running(config: Path, *args: str, **env: str) -> AsyncIterator[Service]:
    """A service, killed at the end of the block if it is still there."""
    process = await asyncio.create_subprocess_exec(
        *COMMAND,
        "run",
        "--config",
        str(config),
        *args,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        env=environment(**env),
    )
    service = Service(process)
    listener = asyncio.create_task(service.listen())
    try:
        yield service
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        await listener
