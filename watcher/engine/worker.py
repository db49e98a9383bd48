"""The inside of a worker process: everything that a job needs is imported here, once, by the fork server.

A worker returns plain data and never raises: an exception that cannot be unpickled would break the pool for good.
"""

import contextlib
import ctypes
import os
import pickle
import resource
import signal
import sys
import traceback
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import watcher.matching.engine  # noqa: F401 - what a pickled matcher is made of, loaded before the fork
from watcher.engine.collector import spare_what_stays
from watcher.engine.extract import main_text
from watcher.pages import read_page
from watcher.ports import Matcher
from watcher.stories.fingerprint import fingerprint
from watcher.types.job import MatchedDocuments, MatchJob, ParseJob, ParseOutcome
from watcher.types.page import PageJob, PageText
from watcher.work import match_documents, work

__all__ = ["NICENESS", "Crash", "run_job", "start_worker"]

PR_SET_PDEATHSIG = 1
"""prctl(2): the signal that a process gets when its parent dies."""

NICENESS = 5
"""Below the service: its event loop answers servers, and its writer is what a pass waits for in the end. Where every
core is busy, workers take what these two leave."""

MATCHERS_KEPT = 2
"""Compiled watch sets that a worker keeps: the one in force, and the one before it while jobs of it are queued."""


@dataclass(frozen=True, slots=True)
class Crash:
    """A job ended in an exception: a bug, or memory that ran out. The traceback belongs into the log."""

    error: str
    traceback: str
    out_of_memory: bool = False


_matchers: OrderedDict[str, Matcher] = OrderedDict()


def start_worker(memory: int) -> None:
    """Prepare a fresh worker process.

    It leaves SIGINT and SIGHUP to the service (a terminal sends both to the whole group), dies with its parent, gives
    way to it, and cannot take more than `memory` bytes of address space.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    with contextlib.suppress(OSError):
        os.nice(NICENESS)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    spare_what_stays()


def _matcher(path: str) -> Matcher:
    if path in _matchers:
        _matchers.move_to_end(path)
        return _matchers[path]
    loaded = cast(Matcher, pickle.loads(Path(path).read_bytes()))  # noqa: S301 - our own file, in our own private folder
    _matchers[path] = loaded
    while len(_matchers) > MATCHERS_KEPT:
        _matchers.popitem(last=False)
    return loaded


def run_job(
    job: ParseJob | MatchJob | PageJob, matcher_path: str
) -> ParseOutcome | MatchedDocuments | PageText | Crash:
    """Do one job with the watch lists compiled into the file at `matcher_path`."""
    try:
        if isinstance(job, PageJob):
            return read_page(job, main_text)
        matcher = _matcher(matcher_path)
        if isinstance(job, ParseJob):
            return work(job, matcher, fingerprint)
        return match_documents(job, matcher, fingerprint)
    except MemoryError as error:
        return Crash(f"MemoryError: {error}", traceback.format_exc(limit=-20), out_of_memory=True)
    except Exception as error:
        return Crash(f"{type(error).__name__}: {error}", traceback.format_exc(limit=-20))
