"""Processes as /proc shows them."""

import asyncio
import contextlib
from pathlib import Path

__all__ = ["at_work", "command_line", "descendants", "open_files", "parent_of", "rss", "threads", "workers"]


def descendants(pid: int) -> list[int]:
    """All children of a process, theirs too."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                children.setdefault(parent_of(int(folder.name)), []).append(int(folder.name))
    found, queue = [], [pid]
    while queue:
        own = children.get(queue.pop(), [])
        found += own
        queue += own
    return found


def parent_of(pid: int) -> int:
    """A process's parent. Raises OSError where there is no such process."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


async def at_work(pid: int) -> None:
    """Wait until a process that was idle has begun to compute."""
    idle = _cpu_ticks(pid)
    async with asyncio.timeout(10):
        while _cpu_ticks(pid) < idle + 4:  # noqa: ASYNC110 - another process's work has no event
            await asyncio.sleep(0.005)


def _cpu_ticks(pid: int) -> int:
    """Processor time that a process has used, in clock ticks (usually of 10 ms)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def command_line(pid: int) -> str:
    """A process's command, "" where it is gone."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    return ""


def workers(pid: int) -> list[int]:
    """The worker processes of a service: what its fork server has forked."""
    forkservers = [p for p in descendants(pid) if "multiprocessing.forkserver" in command_line(p)]
    return [p for p in forkservers if any(p in descendants(other) for other in forkservers)]


def open_files(pid: int) -> int:
    """Descriptors that a process holds."""
    with contextlib.suppress(OSError):
        return len(list(Path(f"/proc/{pid}/fd").iterdir()))
    return 0


def threads(pid: int) -> int:
    """Threads that a process runs."""
    with contextlib.suppress(OSError, IndexError):
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[17])
    return 0


def rss(pid: int) -> int:
    """Bytes of memory that a process holds."""
    with contextlib.suppress(OSError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096
    return 0
