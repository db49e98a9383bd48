"""Reading and writing the files of the configuration folder."""

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from watcher.errors import ConfigError

__all__ = ["MAX_FILE", "read_file", "write_atomically"]

MAX_FILE = 64 * 1024**2
"""No file of a configuration is larger: what is, was named by mistake."""


def read_file(path: Path, *, where: str) -> bytes:
    """A file's bytes.

    Raises:
        ConfigError: it is missing, unreadable, a folder, or larger than MAX_FILE.
    """
    try:
        if path.stat().st_size > MAX_FILE:
            raise ConfigError(f"larger than {MAX_FILE // 1024**2} MB", where=where)
        return path.read_bytes()
    except OSError as exc:
        raise ConfigError(f"cannot be read: {exc.strerror or exc}", where=where) from exc


def write_atomically(path: Path, text: str) -> None:
    """Replace a file in one step, or leave it as it was; its permissions are kept, a symbolic link is followed.

    Raises:
        ConfigError: it cannot be written.
    """
    path = path.resolve()
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as exc:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise ConfigError(f"cannot be written: {exc.strerror or exc}", where=str(path)) from exc


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
