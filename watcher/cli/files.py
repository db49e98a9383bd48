"""Writing what a command made: to stdout, or to a file that is whole or not there."""

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from watcher.errors import UsageError, WatcherError

__all__ = ["OutputOption", "deliver", "write_atomically"]

OutputOption: TypeAlias = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file (default: stdout).")
]


def deliver(content: bytes, target: Path | None, *, binary: bool = False) -> None:
    """Write to a file, or to stdout where there is none (`-` is stdout too).

    Raises:
        UsageError: binary content for a terminal.
        WatcherError: the file cannot be written.
    """
    if target is not None and str(target) != "-":
        write_atomically(target, content)
        return
    if binary and sys.stdout.isatty():
        raise UsageError("this is no text for a terminal", hint="name a file: -o evidence.zip")
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def write_atomically(target: Path, content: bytes) -> None:
    """Write beside the target, then rename: a reader sees the old file or the new one, never half of it.

    An existing file keeps its permissions; a symbolic link stays one.
    """
    target = target.resolve()
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise WatcherError(f"cannot write {target}: {error.strerror}") from error
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except OSError as error:
        raise WatcherError(f"cannot write {target}: {error.strerror}") from error
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
