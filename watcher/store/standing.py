"""What a story means for the next match in it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from watcher.store.connection import Connection, read_time
from watcher.types.rows import MatchStatus

__all__ = ["Standing", "read_standing", "story_status"]

_FINISHED = {status: rank for rank, status in enumerate(MatchStatus)}


def story_status(statuses: Iterable[str]) -> MatchStatus:
    """`new` where any is new, else the least finished."""
    return min((MatchStatus(s) for s in statuses), key=_FINISHED.__getitem__, default=MatchStatus.NEW)


@dataclass(slots=True)
class Standing:
    """What decides a later copy's status and rank; who stores a match keeps it up to date."""

    feeds: set[int] = field(default_factory=set)
    """Those whose items are in the story."""
    statuses: set[str] = field(default_factory=set)
    """Of its matches."""
    terms: set[tuple[str, str]] = field(default_factory=set)
    """(watch, term) of all that fired in it."""
    muted_until: datetime | None = None

    @property
    def sources(self) -> int:
        """Different feeds that carry it."""
        return len(self.feeds)

    def status(self, now: datetime) -> MatchStatus:
        """The status that a copy which adds nothing takes over."""
        status = story_status(self.statuses)
        muted = self.muted_until is not None and self.muted_until > now
        return MatchStatus.DONE if muted and status is MatchStatus.NEW else status


def read_standing(c: Connection, story_id: int) -> Standing:
    """That of a story of which no rows are kept back."""
    story = {"story": story_id}
    feeds = c.all("SELECT DISTINCT feed_id FROM story_item WHERE story_id = :story", story)
    statuses = c.all("SELECT DISTINCT status FROM match WHERE story_id = :story", story)
    terms = c.all(
        "SELECT DISTINCT t.watch, t.term FROM match m JOIN match_term t ON t.match_id = m.id WHERE m.story_id = :story",
        story,
    )
    row = c.one("SELECT muted_until FROM story WHERE id = :story", story)
    return Standing(
        {feed_id for (feed_id,) in feeds},
        {status for (status,) in statuses},
        {(watch, term) for watch, term in terms},
        read_time(row[0]) if row else None,
    )
