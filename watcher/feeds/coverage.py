"""Certifying silences: whether two polls saw everything between them, and the timeline of a feed's coverage. Pure."""

from collections.abc import Sequence

from watcher.types import ItemParsed, KnownItem

__all__ = ["overlaps"]


def overlaps(items: Sequence[ItemParsed], claims: Sequence[int | None], known: Sequence[KnownItem]) -> bool:
    """Whether a document's window reaches back to the one before it.

    It does where the document's oldest entry (pinned ones aside) was known, or where all of the earlier entries are
    still listed. `claims` are the known items' ids by position in `items`, None for a fresh one; `known` are the
    earlier entries in their document's order.
    """
    listed = {claim for claim in claims if claim is not None}
    return all(old.item_id in listed for old in known) or claims[-1] is not None
