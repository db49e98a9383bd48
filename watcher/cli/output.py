"""How data is shown: JSON lines, tables made for triage, marked text; on a terminal, in a pipe, without colour.

On a terminal a table fits the width: the flexible column gives way first, then columns are left out by rank. In a pipe
there is no width: one line a row, cells between tabs, no header, nothing cut.
"""

import json
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from watcher.cli.wrapping import wrap
from watcher.text.clean import isolated, json_safe, terminal_safe
from watcher.text.times import age

__all__ = [
    "MARK",
    "Cell",
    "Column",
    "age",
    "console",
    "fitted",
    "iso",
    "isolated",
    "marked",
    "minute",
    "note",
    "on_terminal",
    "print_json",
    "print_table",
    "say",
]

MARK = "bold yellow"
"""The style of a mention; without colour it is still bold."""

_GAP = "  "
_FSI, _PDI = "\u2068", "\u2069"
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Exactly one of a table's columns is flexible."""

    title: str
    right: bool = False
    flexible: bool = False
    most: int = 24
    """Cells wider than this are cut on a terminal (the flexible one takes what is left)."""
    rank: int = 0
    """Where the terminal is narrow, columns of the highest rank are left out first; 0: never. One with a rank that is
    empty in every row is left out on any terminal."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Text with a style, and marked spans of it."""

    text: str
    style: str = ""
    spans: tuple[tuple[int, int], ...] = ()


def on_terminal(stream: TextIO | None = None) -> bool:
    """Whether a stream (stdout) is a terminal."""
    return (stream or sys.stdout).isatty()


def console(*, stderr: bool = False) -> Console:
    """A console on stdout or stderr that respects NO_COLOR, TERM=dumb and pipes."""
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=False)


def note(text: str, *, quiet: bool = False) -> None:
    """A message for the user: to stderr, never data."""
    if not quiet:
        say(console(stderr=True), Text(terminal_safe(text, keep_newlines=True)))


def say(out: Console, text: Text, *, hang: int | None = None) -> None:
    """A text, on a terminal wrapped at words (see `wrap`), in a pipe as it is.

    A line that begins right to left is isolated: by itself it would turn the whole line round.
    """
    if not out.is_terminal:
        out.print(text, soft_wrap=True)
    else:
        for line in wrap(text, out.width, hang=hang):
            out.print(Text(_FSI).append_text(line).append(_PDI) if _turns(line.plain) else line, **_RAW)
    out.file.flush()


def _turns(line: str) -> bool:
    """Whether the first letter runs right to left, so that a terminal would take the line to (UAX 9, rule P2)."""
    for char in line:
        kind = unicodedata.bidirectional(char)
        if kind == "L" or kind in _RIGHT_TO_LEFT:
            return kind != "L"
    return False


def print_json(row: Mapping[str, Any]) -> None:
    """One object on one line, harmless on a terminal too (rule 17)."""
    sys.stdout.write(json_safe(json.dumps(row, ensure_ascii=False, default=_json)) + "\n")


def _json(value: object) -> object:
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(type(value).__name__)


def iso(at: datetime | None) -> str | None:
    """ISO 8601 in UTC with Z, in whole seconds; None stays None."""
    if at is None:
        return None
    return at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def minute(at: datetime) -> str:
    """As `iso`, to the minute: for people."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def fitted(text: str, width: int) -> str:
    """`text` in at most `width` terminal cells, with an ellipsis where it was cut."""
    if cell_len(text) <= width:
        return text
    kept, used = [], 0
    for char in text:
        size = cell_len(char)
        if used + size > width - 1:
            break
        kept.append(char)
        used += size
    # A cut before a combining mark or joiner would change the letter before it: no matter, it is the last one.
    return "".join(kept).rstrip() + "…" if width > 0 else ""


def marked(text: str, spans: Iterable[tuple[int, int]], *, style: str = "", mark: str = MARK) -> Text:
    """Text for a terminal with its spans marked; offsets are into `text` as given, cleaning is done here."""
    out = Text(style=style)
    at = 0
    for start, end in _merged(spans):
        start, end = max(start, at), min(end, len(text))
        if start < end:
            out.append(terminal_safe(text[at:start], keep_newlines=True))
            out.append(terminal_safe(text[start:end], keep_newlines=True), style=mark)
            at = end
    out.append(terminal_safe(text[at:], keep_newlines=True))
    return out


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def print_table(columns: Sequence[Column], rows: Sequence[Sequence[str | Cell]]) -> None:
    """The rows, for a person or for a pipe (see the module)."""
    cells = [[cell if isinstance(cell, Cell) else Cell(cell) for cell in row] for row in rows]
    if not on_terminal():
        for row in cells:
            sys.stdout.write("\t".join(re.sub(r"\s+", " ", terminal_safe(cell.text)) for cell in row) + "\n")
        return
    total = shutil.get_terminal_size().columns
    shown, widths = _layout(columns, cells, total)
    out = console()
    out.print(_line([Cell(columns[i].title, "dim") for i in shown], [columns[i] for i in shown], widths), **_RAW)
    for row in cells:
        out.print(_line([row[i] for i in shown], [columns[i] for i in shown], widths), **_RAW)


_RAW: dict[str, Any] = {"no_wrap": True, "overflow": "ignore", "crop": False, "soft_wrap": True}


def _layout(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], total: int) -> tuple[list[int], list[int]]:
    """Which columns are shown, and how wide."""
    wanted = []
    for i, column in enumerate(columns):
        widest = max((cell_len(terminal_safe(row[i].text)) for row in rows), default=0)
        widest = max(widest, cell_len(column.title))
        wanted.append(widest if column.flexible else min(widest, max(column.most, cell_len(column.title))))
    shown = [i for i, c in enumerate(columns) if not c.rank or any(row[i].text for row in rows)]
    flexible = next(i for i, column in enumerate(columns) if column.flexible)
    least = min(wanted[flexible], max(16, total * 2 // 5))
    while True:
        fixed = sum(wanted[i] for i in shown if i != flexible) + len(_GAP) * (len(shown) - 1)
        droppable = [i for i in shown if columns[i].rank]
        if total - fixed >= least or not droppable:
            break
        shown.remove(max(droppable, key=lambda i: (columns[i].rank, i)))
    room = max(8, total - fixed)
    return shown, [min(room, wanted[i]) if i == flexible else wanted[i] for i in shown]


def _line(cells: Sequence[Cell], columns: Sequence[Column], widths: Sequence[int]) -> Text:
    line = Text()
    for i, (cell, column, width) in enumerate(zip(cells, columns, widths, strict=True)):
        text = _cell_text(cell, width)
        space = " " * max(0, width - cell_len(text.plain))
        last = i == len(cells) - 1
        if column.right:
            line.append(space)
        line.append_text(text)
        if not last:
            line.append(_GAP if column.right else space + _GAP)
    return line


def _cell_text(cell: Cell, width: int) -> Text:
    """The cell cut to its width, its marks where they still apply, isolated where it runs right to left."""
    # Cleaning piecewise keeps the marks in place, whatever it takes out.
    whole = marked(cell.text.replace("\n", " ").replace("\t", " "), cell.spans, style=cell.style)
    cut = fitted(whole.plain, width)
    if cut != whole.plain:
        whole = whole[: len(cut) - 1].append("…") if cut else Text()
    if isolated(whole.plain) != whole.plain:
        whole = Text(_FSI, style=cell.style).append_text(whole).append(_PDI)
    return whole
