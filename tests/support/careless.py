"""The program as careless users run it: without rights, with odd streams, interrupted."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.program import environment

__all__ = ["Done", "interrupted", "run", "without_rights"]

_DROP = """\
import ctypes, os, sys
for capability in (1, 2, 3):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
    ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP
os.execv(sys.executable, [sys.executable, "-m", "watcher", *sys.argv[1:]])
"""
"""Files' permissions hold for root too, once these capabilities are given up (capabilities(7)); a user has none."""


@dataclass(frozen=True)
class Done:
    """How the program ended."""

    code: int
    out: str
    err: str


def run(*args: str, cwd: Path, shell: str = "", stdin: bytes = b"", env: dict[str, str] | None = None) -> Done:
    """Run the program to its end; `shell` is what a shell does with it (`| head -1`, `>/dev/full`).

    Args:
        env: the whole environment, instead of this one.
    """
    command: list[str] = [sys.executable, "-m", "watcher", *args]
    if shell:
        command = ["bash", "-o", "pipefail", "-c", f'"$@" {shell}', "bash", *command]
    ended = subprocess.run(
        command, cwd=cwd, input=stdin, capture_output=True, check=False, timeout=60,
        env=environment() if env is None else env,
    )  # fmt: skip
    return Done(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def without_rights(*args: str, cwd: Path) -> Done:
    """Run the program as a user for whom files' permissions hold."""
    ended = subprocess.run(
        [sys.executable, "-c", _DROP, *args], cwd=cwd, capture_output=True, check=False, timeout=60, env=environment()
    )
    return Done(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def interrupted(
    *args: str, cwd: Path, when: Callable[[], bool], number: int = signal.SIGINT, stdin: Any = subprocess.DEVNULL
) -> Done:
    """Run the program, and send it and all that it started a signal once something holds, as Ctrl-C does."""
    process = subprocess.Popen(
        [sys.executable, "-m", "watcher", *args], cwd=cwd, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment(), start_new_session=True,
    )  # fmt: skip
    try:
        until = time.monotonic() + 30
        while not when():
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < until
            time.sleep(0.02)
        os.killpg(process.pid, number)
        out, err = process.communicate(timeout=20)
    finally:
        process.kill()
        process.wait()
    return Done(process.returncode, out.decode(), err.decode())
