"""Is the service alive? What its last heartbeat says, and whether its process is still there."""

import enum
import os
import socket
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watcher.types.rows import ServiceState

__all__ = ["STALLED", "Liveness", "liveness"]

STALLED = timedelta(minutes=2)
"""A service that has not ticked for so long is stuck: a tick comes every few seconds, a heartbeat every ten."""


class Liveness(enum.StrEnum):
    """What can be said of the service."""

    NEVER_RAN = "never ran"
    STOPPED = "stopped"
    KILLED = "killed"
    """Its process is gone and never said good-bye."""
    STALLED = "stalled"
    RUNNING = "running"


def liveness(state: "ServiceState | None", now: datetime) -> Liveness:
    """What the last heartbeat, and the process table where it is this machine's, say of the service."""
    if state is None:
        return Liveness.NEVER_RAN
    if state.stopped_at is not None:
        return Liveness.STOPPED
    if state.host == socket.gethostname() and not _is_there(state.pid):
        return Liveness.KILLED
    return Liveness.STALLED if now - state.last_tick_at > STALLED else Liveness.RUNNING


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
