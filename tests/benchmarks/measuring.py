"""What a command costs with all of its descendants: wall time, CPU time, memory. Linux only.

`python measuring.py OUTPUT COMMAND…` is a process of its own, so that what it waited for is that command's alone. It
adopts what the command leaves behind (a fork server and its workers are nobody's children for a moment), waits for it,
and ends it where it stays.
"""

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

__all__ = ["Cost", "cost_of"]

PR_SET_CHILD_SUBREAPER = 36
SAMPLED = 0.5
"""Seconds between two looks at the memory: each takes some 3 ms a process, which at ten a second was felt."""
STAYS = 5.0
"""Seconds after which what a command left behind is ended."""


@dataclass(frozen=True)
class Cost:
    """One run of a command."""

    status: int
    wall: float
    cpu: float
    """User and system time, in seconds, of every process."""
    memory: int
    """The most that was resident at once, in bytes, shared pages counted once."""
    output: str


def cost_of(command: Sequence[str], *, env: Mapping[str, str], output: Path) -> Cost:
    """Run a command and measure it; its standard output goes to a file and comes back as text."""
    done = subprocess.run(
        [sys.executable, "-S", __file__, str(output), *command], env=dict(env), stdout=subprocess.PIPE, check=True
    )
    return Cost(**json.loads(done.stdout))


def _descendants(root: int) -> Iterator[int]:
    try:
        threads = list(Path(f"/proc/{root}/task").iterdir())
        children = [pid for thread in threads for pid in (thread / "children").read_text().split()]
    except OSError:
        return
    for pid in map(int, children):
        yield pid
        yield from _descendants(pid)


def _resident(pid: int) -> int:
    """Proportional set size: a page that three processes share counts a third for each."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _wait_for_all() -> None:
    """Reap every adopted process; what stays for too long is killed."""
    until = time.monotonic() + STAYS
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            if time.monotonic() > until:
                for stray in list(_descendants(os.getpid())):
                    os.kill(stray, signal.SIGKILL)
                until = time.monotonic() + STAYS
            time.sleep(0.005)


def _main() -> None:
    path, *command = sys.argv[1:]
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    over = threading.Event()
    peak = 0

    def sample() -> None:
        nonlocal peak
        while not over.wait(SAMPLED):
            peak = max(peak, sum(map(_resident, _descendants(os.getpid()))))

    with Path(path).open("wb") as output:
        begun = time.perf_counter()
        running = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output)
        watcher = threading.Thread(target=sample, daemon=True)
        watcher.start()
        status = running.wait()
        wall = time.perf_counter() - begun
    over.set()
    watcher.join()
    _wait_for_all()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    text = Path(path).read_text(encoding="utf-8", errors="replace")
    print(json.dumps(asdict(Cost(status, wall, used.ru_utime + used.ru_stime, peak, text))))


if __name__ == "__main__":
    _main()
