"""The command line within the test's process (fast), or on a pseudo-terminal (real)."""

import fcntl
import json
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.program import environment
from watcher.cli.app import main

__all__ = ["Cli", "Ended", "on_a_terminal"]


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Its output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


class Cli:
    """Runs commands in this process, in a folder of its own and without any setting of this machine's."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        """`folder` becomes the working directory."""
        for name in [name for name in os.environ if name.startswith("WATCHER_")]:
            monkeypatch.delenv(name)
        monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "xdg-config"))
        monkeypatch.setenv("XDG_DATA_HOME", str(folder / "xdg-data"))
        monkeypatch.setenv("USER", "tester")
        monkeypatch.setenv("LOGNAME", "tester")
        monkeypatch.chdir(folder)
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *args: str) -> Ended:
        self._capsys.readouterr()
        code = main(args)
        out, err = self._capsys.readouterr()
        return Ended(code, out, err)

    def write(self, name: str, text: str) -> Path:
        """Write a file below the working directory."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path


def on_a_terminal(args: Sequence[str], *, columns: int, cwd: Path, lines: int = 24, **env: str) -> str:
    """What the program prints on a terminal of that width (stdout and stderr, as they come)."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    variables = environment(TERM="xterm-256color", **env)
    if "NO_COLOR" not in env:
        del variables["NO_COLOR"]
    process = subprocess.Popen(
        [sys.executable, "-m", "watcher", *args],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        cwd=cwd,
        env=variables,
    )
    os.close(follower)
    said, until = b"", time.monotonic() + 30
    while time.monotonic() < until:
        ready, _, _ = select.select([leader], [], [], 0.2)
        try:
            block = os.read(leader, 65_536) if ready else b""
        except OSError:  # the last end of the terminal was closed
            break
        said += block
        if not block and process.poll() is not None:
            break
    os.close(leader)
    process.wait(10)
    return said.decode().replace("\r\n", "\n")
