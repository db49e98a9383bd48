"""What items of matches say: lists do without it, what a person reads at leisure does not."""

from collections.abc import Sequence
from dataclasses import replace

from watcher.store.connection import Connection, in_list
from watcher.types.rows import MatchRow

__all__ = ["TEXT_SHOWN", "with_texts"]

TEXT_SHOWN = 4_000
"""Characters of a summary, or a content, that are read."""


def with_texts(c: Connection, rows: Sequence[MatchRow]) -> list[MatchRow]:
    """The same matches with the beginnings of their items' summaries and contents."""
    texts: dict[int, tuple[str, str]] = {}
    ids = sorted({row.item_id for row in rows})
    for start in range(0, len(ids), 500):
        inside, params = in_list("id", ids[start : start + 500])
        for item_id, summary, content in c.all(
            f"SELECT id, substr(summary, 1, :most), substr(content, 1, :most) FROM item WHERE id IN {inside}",
            {**params, "most": TEXT_SHOWN},
        ):
            texts[item_id] = (summary, content)
    found = ((row, *texts.get(row.item_id, ("", ""))) for row in rows)
    return [replace(row, summary=summary, content=content) for row, summary, content in found]
