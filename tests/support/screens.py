"""What a Textual screen shows, as lines of text, and as a snapshot that is kept in a file."""

import html
import os
import re
from pathlib import Path

from rich.cells import cell_len
from textual.app import App

__all__ = ["SNAPSHOTS", "lines_of", "same_as_kept"]

SNAPSHOTS = Path(__file__).parents[1] / "corpus" / "tui"
_TEXT = re.compile(
    r'<text class="[^"]*-r\d+" x="([\d.]+)" y="[\d.]+" textLength="[\d.]+"[^>]*-line-(\d+)\)">(.*?)</text>'
)
_CELL = 12.2
"""Width of a cell in Rich's SVG export, whose font is 20 units high and 0.61 as wide."""


def lines_of(app: App[None]) -> list[str]:
    """The screen's lines, read from its picture: what a person would see, without colours."""
    found: dict[int, list[tuple[int, str]]] = {}
    for x, line, text in _TEXT.findall(app.export_screenshot()):
        found.setdefault(int(line), []).append((round(float(x) / _CELL), html.unescape(text).replace("\xa0", " ")))
    lines = [""] * app.size.height
    for number, parts in found.items():
        for column, text in sorted(parts):
            lines[number] += " " * (column - cell_len(lines[number])) + text
    return [line.rstrip() for line in lines]


def same_as_kept(app: App[None], name: str) -> None:
    """The screen is what `tests/corpus/tui/NAME.txt` holds; UPDATE_SNAPSHOTS=1 writes it anew, to be looked at."""
    shown = "\n".join(lines_of(app)).rstrip() + "\n"
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")
