"""The program: runs a command, and turns whatever goes wrong into one clear message and an exit code."""

import logging
import sys
from collections.abc import Sequence

from watcher.cli.frame import State, build
from watcher.errors import NoDatabase, WatcherError

__all__ = ["main"]

log = logging.getLogger(__name__)

_FAULT = "watcher: this is a fault in watcher itself, not in what you did; the lines above say where it happened"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code (0; 1 failed; 2 usage; 3 configuration; 130 interrupted)."""
    state = State()
    try:
        build().main(args=argv, prog_name="watcher", obj=state)
    except SystemExit as exc:
        return exc.code if isinstance(exc.code, int) else 0 if exc.code is None else 1
    except WatcherError as exc:
        return _failed(exc, state)
    except KeyboardInterrupt:
        return 130
    except Exception:
        log.critical("unexpected error", exc_info=True)
        print(_FAULT, file=sys.stderr, flush=True)
        return 1
    return 0


def _failed(error: WatcherError, state: State) -> int:
    from watcher.cli.output import note
    from watcher.logs import redact_text

    text = f"{error}{_where_looked(state)}" if isinstance(error, NoDatabase) else str(error)
    note(f"watcher: {redact_text(text)}")
    if state.verbose:
        log.warning("raised here:", exc_info=error)
    return error.exit_code


def _where_looked(state: State) -> str:
    settings = state.settings
    folder = settings.folder if settings.found else "none found"
    return f"\n  configuration: {folder}\n  `watcher poll` or `watcher run` makes the database"
