"""Wrapping text for a terminal: at words, with what follows indented, and without breaking an address in two."""

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

__all__ = ["wrap"]

_WIDE = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
_PIECES = re.compile(rf"\s+|[{_WIDE}]|[^\s{_WIDE}]+")
"""What stays in one piece: a word; but every East Asian character may begin a line."""


def wrap(text: Text, width: int, *, hang: int | None = None) -> list[Text]:
    """The lines of `text`, none wider than `width` cells unless a single word is.

    Args:
        text: may hold line feeds.
        width: of the terminal, in cells.
        hang: how far the second and later lines of a paragraph are indented; None: as far as the paragraph is, and
            two cells more where it begins at the edge.
    """
    lines: list[Text] = []
    for paragraph in text.split("\n", allow_blank=True):
        plain = paragraph.plain
        indent = len(plain) - len(plain.lstrip())
        depth = hang if hang is not None else indent or 2
        parts = paragraph.divide(_breaks(plain, width, min(depth, width // 2)))
        for i, part in enumerate(parts):
            if i:
                part = Text(" " * min(depth, width // 2)).append_text(part)
            part.rstrip()
            lines.append(part)
    return lines


def _breaks(plain: str, width: int, hang: int) -> Iterator[int]:
    column, empty = 0, True
    for piece in _PIECES.finditer(plain):
        size = cell_len(piece[0])
        if piece[0].isspace():
            column += size
            continue
        if column + size > width and not empty:
            yield piece.start()
            column = hang
        column += size
        empty = False
