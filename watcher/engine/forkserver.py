"""Loaded by the fork server, before anything else, and by nobody else: it changes the process that imports it.

Ctrl-C at a terminal reaches the fork server too, which is to leave it to the service. And a service that is killed may
die between asking for a process and saying what that process is to be; the process then finds the end of its pipe, and
Python would print a traceback for it.
"""

import signal
import sys
from types import TracebackType

__all__ = ["quiet_orphans"]

_GONE = (EOFError, ConnectionResetError, BrokenPipeError)


def quiet_orphans(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """An excepthook that says nothing where the other end of a pipe is gone: the service is dead, and knows."""
    if not issubclass(kind, _GONE):
        sys.__excepthook__(kind, error, trace)


signal.signal(signal.SIGINT, signal.SIG_IGN)
sys.excepthook = quiet_orphans
