"""The lines of an item's text that a reader wants to see beside its title."""

from dataclasses import replace

from watcher.types import Hit
from watcher.types.rows import MatchRow

__all__ = ["excerpt"]

LONGEST = 320
"""Characters."""
BEFORE = 80
"""Characters before the first mention, where the text is longer."""


def excerpt(row: MatchRow) -> tuple[str, tuple[Hit, ...]]:
    """Some lines of the item's text, around its first mention, with the mentions that lie within; "" where it has none.

    The summary goes before the content, but not where only the content mentions anything.
    """
    held = {hit.field for hit in row.hits if hit.start is not None}
    field = "summary" if row.summary and ("summary" in held or "content" not in held or not row.content) else "content"
    text: str = getattr(row, field)
    hits = sorted(
        (hit for hit in row.hits if hit.field == field and hit.start is not None and (hit.end or 0) <= len(text)),
        key=lambda hit: hit.start or 0,
    )
    begin, end = _window(text, hits[0].start or 0 if hits else 0)
    before = "…" if begin else ""
    shift = len(before) - begin
    shown = tuple(
        replace(hit, field="", start=hit.start + shift, end=hit.end + shift)
        for hit in hits
        if hit.start is not None and hit.end is not None and begin <= hit.start and hit.end <= end
    )
    return f"{before}{text[begin:end].rstrip()}{'…' if end < len(text) else ''}", shown


def _window(text: str, at: int) -> tuple[int, int]:
    """Where to begin and end, between words."""
    if len(text) <= LONGEST:
        return 0, len(text)
    begin = 0 if at < LONGEST - BEFORE else text.rfind(" ", 0, at - BEFORE) + 1
    end = begin + LONGEST
    if end >= len(text):
        return begin, len(text)
    space = text.rfind(" ", begin + LONGEST // 2, end)
    return begin, space if space > at else end
