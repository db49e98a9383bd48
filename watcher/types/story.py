"""What story grouping looks at and decides."""

from dataclasses import dataclass
from datetime import datetime

from watcher.types.pickling import pickled_by_values

__all__ = ["Fingerprint", "Placement", "StoryCandidate", "StoryMember"]


@pickled_by_values
@dataclass(frozen=True, slots=True)
class Fingerprint:
    """An item reduced to what tells its event; computed once, in the worker, and stored with the item."""

    keys: tuple[str, ...]
    """Look-up keys, the most telling first, at most 64, each at most 40 characters: two items that could be one story
    share at least one. The candidates for an item are the stories that share the most telling ones (the newest, where
    equally many); of the stories that hold one key it is enough to look at the newest 64, so that a common key costs
    no more than a rare one."""
    data: str
    """The features that the grouper compares, as compact JSON that only `watcher.stories` reads."""


@dataclass(frozen=True, slots=True)
class StoryMember:
    """An item within a story, or about to be placed in one."""

    item_id: int
    feed: str
    at: datetime
    """When it was published, or first seen where that is unknown or later than first seen."""
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True)
class StoryCandidate:
    """A story that shares a key with the item to be placed."""

    story_id: int
    members: tuple[StoryMember, ...]
    first_at: datetime
    last_at: datetime
    closed_to: frozenset[int] = frozenset()
    """Items that were split off by hand: never placed here again."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an item belongs."""

    story_id: int | None
    """None: it opens a new story."""
    follows: int | None = None
    """An earlier story that this new one is a later development of."""
    similarity: float = 0.0
    """0..1, to the nearest member."""
    copy_of: int | None = None
    """The member's item id of which this is a reprint."""
    why: str = ""
