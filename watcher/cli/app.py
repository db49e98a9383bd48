"""The program: runs a command, and turns whatever goes wrong into one clear message and an exit code."""

import contextlib
import errno
import io
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from watcher.cli.frame import ReaderGone, State, build
from watcher.errors import NoDatabase, WatcherError

__all__ = ["main"]

log = logging.getLogger(__name__)

_OUTPUT_ENDED = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What writing to stdout may fail with."""

_FAULT = "watcher: this is a fault in watcher itself, not in what you did; the lines above say where it happened"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code (0; 1 failed; 2 usage; 3 configuration; 130 interrupted)."""
    state = State()
    _make_sure_of_streams()
    try:
        try:
            build().main(args=argv, prog_name="watcher", obj=state)
        finally:
            sys.stdout.flush()
    except SystemExit as exc:
        return exc.code if isinstance(exc.code, int) else 0 if exc.code is None else 1
    except WatcherError as exc:
        return _failed(exc, state)
    except KeyboardInterrupt:
        return 130
    except ReaderGone:
        return _unread()
    except BrokenPipeError as exc:
        ended = exc.__context__
        return _unread(ended.code if isinstance(ended, SystemExit) and isinstance(ended.code, int) else 0)
    except OSError as exc:
        if exc.filename is None and exc.errno in _OUTPUT_ENDED:
            return _unwritable(exc)
        return _fault(exc)
    except Exception as exc:
        return _fault(exc)
    return 0


def _fault(error: Exception) -> int:
    log.critical("unexpected error", exc_info=error)
    print(_FAULT, file=sys.stderr, flush=True)
    return 1


def _unwritable(error: OSError) -> int:
    """The disk behind stdout is full."""
    print(f"watcher: the output cannot be written: {error.strerror}", file=sys.stderr, flush=True)
    return _unread(1)


def _unread(code: int = 0) -> int:
    """End with this code, without what is still in the buffer: the interpreter would try to write it at its end, and
    fail once more. A reader that has gone has what it wanted."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _make_sure_of_streams() -> None:
    """What is printed never fails for a stream's sake: it may be closed (`>&-`), or know no letter but ASCII."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for as long as we run
        elif isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")


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
