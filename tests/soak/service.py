"""The service under a fast clock, for `tests.soak.soak`: its wall clock runs many times faster than its seconds."""

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from watcher.logs import set_up_logging
from watcher.service.running import reread_with, run_service
from watcher.settings import load_configuration
from watcher.settings.load import load_settings


class FastClock:
    """`watcher.ports.Clock` whose days pass in seconds; durations stay what they are."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._from = datetime.now(UTC)
        self._began = time.monotonic()

    def now(self) -> datetime:
        return self._from + timedelta(seconds=(time.monotonic() - self._began) * self._speed)

    def monotonic(self) -> float:
        return time.monotonic()


def main(folder: Path, speed: float) -> None:
    """Serve until SIGTERM."""
    set_up_logging("warning", "json")
    configuration = load_configuration(load_settings(folder))
    run_service(configuration, reread_with(folder, None), clock=FastClock(speed))


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
