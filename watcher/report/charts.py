"""Charts as inline SVG: no script, no colour that alone carries meaning, each with its numbers in a table beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from watcher.report.markup import clean, esc, table

__all__ = ["Interval", "bars", "grid", "strips"]

_WIDTH = 960
_LABEL = 230
_ROW = 24
_COLUMN = 96
"""Least distance of two labels below a grid: a date is 70 wide."""
_DARK = 0.5
"""Share of the greatest count above which a cell is dark, and its figure light."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of a strip, from 0 to 1 along it, and what it means."""

    start: float
    end: float
    text: str


def bars(name: str, counts: Sequence[tuple[str, int]], *, unit: str) -> str:
    """Horizontal bars, in the order given."""
    most = max((count for _, count in counts), default=0) or 1
    rows = []
    for i, (label, count) in enumerate(counts):
        y = i * _ROW
        width = (_WIDTH - _LABEL - 60) * count / most
        rows.append(
            _label(label, y)
            + f'<rect class="bar" x="{_LABEL}" y="{y + 4}" width="{width:.1f}" height="16"/>'
            + f'<text x="{_LABEL + width + 6:.1f}" y="{y + 17}">{count}</text>'
        )
    return _figure(name, "".join(rows), len(counts) * _ROW, (unit, "count"), [(esc(n), str(c)) for n, c in counts])


def grid(name: str, rows: Sequence[str], columns: Sequence[str], cells: Mapping[tuple[str, str], int]) -> str:
    """Counts by row and column: the darker a cell, the more; its number stands in it where there is room."""
    most = max(cells.values(), default=0) or 1
    wide = (_WIDTH - _LABEL) / max(len(columns), 1)
    out = []
    for i, row in enumerate(rows):
        y = i * _ROW
        out.append(_label(row, y))
        for j, column in enumerate(columns):
            count = cells.get((row, column), 0)
            x = _LABEL + j * wide
            out.append(f'<rect class="track" x="{x:.1f}" y="{y + 2}" width="{wide - 1:.1f}" height="{_ROW - 4}"/>')
            if count:
                out.append(_cell(x, y, wide, count / most, f"{row}, {column}: {count}"))
                if wide >= 22:
                    dark = ' style="fill:var(--bg)"' if count / most > _DARK else ""
                    out.append(f'<text x="{x + wide / 2:.1f}" y="{y + 16}" text-anchor="middle"{dark}>{count}</text>')
    foot = len(rows) * _ROW
    step = max(1, -(-len(columns) * _COLUMN // (_WIDTH - _LABEL)))
    for j in range(0, len(columns), step):
        anchor, side = _LABEL + (j + 0.5) * wide, "middle"
        if anchor + _COLUMN / 2 > _WIDTH:
            anchor, side = _WIDTH, "end"
        label = esc(_short(columns[j], int(wide * step / 7)))
        out.append(f'<text class="soft" x="{anchor:.1f}" y="{foot + 16}" text-anchor="{side}">{label}</text>')
    numbers = [(esc(row), *(str(cells.get((row, column), 0) or "·") for column in columns)) for row in rows]
    return _figure(name, "".join(out), foot + 22, ("", *columns), numbers)


def strips(name: str, rows: Sequence[tuple[str, float, Sequence[Interval]]], *, start: str, end: str) -> str:
    """One line of time a row, from where it begins; gaps are marked on it by a hatched, taller block."""
    out = [
        '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect class="gap" width="3" height="6"/></pattern></defs>'
    ]
    length = _WIDTH - _LABEL
    for i, (label, began, intervals) in enumerate(rows):
        y = i * _ROW
        line = f'x="{_LABEL + length * began:.1f}" y="{y + 9}" width="{length * (1 - began):.1f}" height="5"'
        out.append(_label(label, y) + f'<rect class="ok" {line}/>')
        for gap in intervals:
            x, width = _LABEL + length * gap.start, max(2.0, length * (gap.end - gap.start))
            out.append(
                f'<rect class="track" x="{x:.1f}" y="{y + 3}" width="{width:.1f}" height="17"/>'
                f'<rect x="{x:.1f}" y="{y + 3}" width="{width:.1f}" height="17" fill="url(#hatch)" '
                f'stroke="var(--gap)"><title>{esc(gap.text)}</title></rect>'
            )
    foot = len(rows) * _ROW
    out.append(
        f'<text class="soft" x="{_LABEL}" y="{foot + 16}">{esc(start)}</text>'
        f'<text class="soft" x="{_WIDTH}" y="{foot + 16}" text-anchor="end">{esc(end)}</text>'
    )
    numbers = [(esc(label), esc(gap.text)) for label, _, gaps in rows for gap in gaps]
    return _figure(name, "".join(out), foot + 22, ("feed", "gap"), numbers)


def _label(text: str, y: int) -> str:
    title = f"<title>{esc(text)}</title>"
    return f'<text x="{_LABEL - 8}" y="{y + 16}" text-anchor="end">{esc(_short(text, 32))}{title}</text>'


def _short(text: str, most: int) -> str:
    text = clean(text)
    return text if len(text) <= most else text[: max(most - 1, 1)] + "…"


def _cell(x: float, y: int, wide: float, share: float, text: str) -> str:
    return (
        f'<rect class="bar" x="{x:.1f}" y="{y + 2}" width="{wide - 1:.1f}" height="{_ROW - 4}" '
        f'fill-opacity="{_shade(share):.2f}"><title>{esc(text)}</title></rect>'
    )


def _shade(share: float) -> float:
    """Opacity of a cell. None lies in the middle, where neither dark nor light figures have a contrast of 4.5 to 1."""
    return 0.1 + 0.5 * share if share <= _DARK else 0.85 + 0.15 * share


def _figure(name: str, body: str, height: int, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The drawing for the eye, the table for everyone."""
    return (
        f'<figure><div class="scroll" role="group" tabindex="0" aria-label="{esc(name)}, drawn">'
        f'<svg viewBox="0 0 {_WIDTH} {max(height, 1)}" role="img" aria-label="{esc(name)}">{body}</svg></div>'
        f"<details><summary>{esc(name)} as a table</summary>{table(head, rows, caption=name)}</details></figure>"
    )
