"""Is the service alive?"""

import os
import socket
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.fakes import NOW
from watcher.service.liveness import STALLED, Liveness, liveness
from watcher.types.rows import ServiceState

HERE = ServiceState(os.getpid(), socket.gethostname(), "0.1", NOW, NOW, 0.0, "/etc/watcher", (), None)
NO_PID = 2**22 + 1
"""Above the largest pid that Linux gives (PID_MAX_LIMIT, proc(5))."""


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (None, Liveness.NEVER_RAN),
        (HERE, Liveness.RUNNING),
        (replace(HERE, pid=1), Liveness.RUNNING),
        (replace(HERE, pid=NO_PID), Liveness.KILLED),
        (replace(HERE, pid=NO_PID, host="elsewhere"), Liveness.RUNNING),
        (replace(HERE, last_tick_at=NOW - STALLED - timedelta(seconds=1)), Liveness.STALLED),
        (replace(HERE, stopped_at=NOW, pid=NO_PID), Liveness.STOPPED),
    ],
)
def test_heartbeat_and_process_table_say(state: ServiceState | None, expected: Liveness) -> None:
    assert liveness(state, NOW) is expected
