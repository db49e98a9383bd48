"""Commands in this process, beside an event loop that serves what they ask."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.support.cli import Cli, Ended

__all__ = ["Commands"]


class Commands:
    """Runs commands against the configuration in one folder, each in a thread of its own."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._cli = Cli(folder, monkeypatch, capsys)

    async def __call__(self, *args: str) -> Ended:
        return await asyncio.to_thread(self._cli, *args, "--config", str(self.folder))

    async def rows(self, *args: str) -> list[dict[str, Any]]:
        """The JSON lines of a command, which must end well."""
        ended = await self(*args, "--json")
        assert ended.code == 0, ended.err
        return ended.rows

    async def poll(self, *args: str) -> dict[str, Any]:
        """The summary of one pass, whether it failed or not."""
        [summary] = (await self("poll", "--json", *args)).rows
        return summary

    async def the_match(self) -> dict[str, Any]:
        """The only match, with its evidence."""
        [row] = await self.rows("matches", "list")
        [shown] = await self.rows("matches", "show", str(row["id"]))
        return shown
