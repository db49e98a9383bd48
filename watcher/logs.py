"""What the service says, and how: calm lines for a person, JSON lines for a machine.

Every line is cleaned of control characters and of credentials in URLs, whoever wrote it (rules 17 and 19).
"""

import json
import logging
import os
import re
import shutil
import sys
import textwrap
from datetime import UTC, datetime
from typing import TextIO

from watcher.text.clean import json_safe, terminal_safe
from watcher.text.urls import redact

__all__ = ["ConsoleFormatter", "JsonFormatter", "redact_text", "set_up_logging"]

_COLOURS = {logging.WARNING: "33", logging.ERROR: "31", logging.CRITICAL: "31;1", logging.DEBUG: "2"}
_FIELDS = "fields"
"""`extra={"fields": {…}}` on a log call: what JSON lines add to the sentence."""

_QUIET = ("httpx", "httpcore", "watchfiles", "asyncio", "alembic", "pebble")
"""Libraries whose chatter is not ours: they speak from warning on. (httpx's INFO prints whole URLs.)"""

_URL = re.compile(r"https?://[^\s\"'<>]+")


def redact_text(text: str) -> str:
    """A text with every URL in it as it may be shown."""
    return _URL.sub(lambda found: redact(found[0]), text)


class ConsoleFormatter(logging.Formatter):
    """`06:33:25  sentence`, in local time; a level only where it is a warning or worse."""

    def __init__(self, *, colour: bool, terminal: bool = False) -> None:
        """`colour`: whether the stream takes escape codes; `terminal`: whether lines are wrapped to a width."""
        super().__init__()
        self._colour = colour
        self._terminal = terminal

    def format(self, record: logging.LogRecord) -> str:
        """One line, and a traceback below it where there is one."""
        at = datetime.fromtimestamp(record.created).astimezone().strftime("%H:%M:%S")
        text = terminal_safe(redact_text(record.getMessage()))
        if record.levelno >= logging.WARNING:
            text = f"{record.levelname.lower()}: {text}"
        if self._terminal:
            text = _wrapped(text, shutil.get_terminal_size().columns)
        if self._colour and (code := _COLOURS.get(record.levelno)):
            text = f"\x1b[{code}m{text}\x1b[0m"
        if record.exc_info:
            text += "\n" + terminal_safe(redact_text(self.formatException(record.exc_info)), keep_newlines=True)
        return f"{at}  {text}"


def _wrapped(text: str, columns: int) -> str:
    """A sentence behind the time, its further lines below its first; words, and with them addresses, stay whole."""
    indent = " " * 10
    lines = textwrap.wrap(
        indent + text, max(columns, 40), subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(lines).removeprefix(indent)


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, and what the call added in `fields`."""

    def format(self, record: logging.LogRecord) -> str:
        """Never more than one line."""
        at = datetime.fromtimestamp(record.created, UTC)
        said: dict[str, object] = {
            "time": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": redact_text(record.getMessage()),
        }
        fields: dict[str, object] = getattr(record, _FIELDS, {})
        said.update((k, redact_text(v) if isinstance(v, str) else v) for k, v in fields.items())
        if record.exc_info:
            said["traceback"] = redact_text(self.formatException(record.exc_info))
        return json_safe(json.dumps(said, ensure_ascii=False, default=str))


def set_up_logging(level: str, form: str, *, stream: TextIO | None = None) -> None:
    """Send everything to `stream` (stderr) from `level` on; `form` is auto, console or json as in `[log] format`."""
    stream = stream or sys.stderr
    terminal = stream.isatty()
    if form == "auto":
        form = "console" if terminal else "json"
    colour = terminal and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter() if form == "json" else ConsoleFormatter(colour=colour, terminal=terminal))
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level.upper())
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    # It warns of every tick that waits for a slow database: the service's lag says that, once.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
