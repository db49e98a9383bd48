"""What people said of earlier matches, read back for the ranking of new ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from watcher.store.codec import hits_from_json
from watcher.store.connection import Connection
from watcher.store.filters import LANGUAGE
from watcher.types import WatchMatch

if TYPE_CHECKING:
    from watcher.stories import Feedback

__all__ = ["INHERITED", "Verdicts"]

INHERITED = "a later copy within story"
"""How the note of a status begins that a match took over from its story: nobody looked at it."""
MAX_VERDICTS = 1_000
"""Of a watch: the latest ones, so that old habits are forgotten and the cost is bounded."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What was learnt of the statuses that people gave, watch by watch (see `watcher.stories.feedback`)."""

    learnt: Mapping[str, "Feedback"]
    """Only watches with verdicts enough to lean at all."""
    at: datetime

    VALID = timedelta(minutes=5)

    @classmethod
    def read(cls, c: Connection, now: datetime) -> "Verdicts":
        """Learn from the latest verdicts of each watch.

        A verdict is a status other than `new` that a person set and that still holds: dismissed, or worth attention.
        """
        from watcher.stories import MIN_VERDICTS, Verdict, features_of, learn

        rows = c.all(
            f"""
            SELECT v.watch, v.status, m.hits, f.url, {LANGUAGE} FROM (
                SELECT j.id, j.watch, j.status, count(*) OVER (PARTITION BY j.watch) AS total,
                    ROW_NUMBER() OVER (PARTITION BY j.watch ORDER BY j.id DESC) AS nth
                FROM match j WHERE j.status <> 'new' AND EXISTS (
                    SELECT 1 FROM match_event e WHERE e.match_id = j.id AND e.action = 'status' AND e.new = j.status
                    AND e.note NOT LIKE :inherited
                )
            ) v JOIN match m ON m.id = v.id JOIN item i ON i.id = m.item_id JOIN feed f ON f.id = i.feed_id
            WHERE v.nth <= :most AND v.total >= :enough ORDER BY v.id
            """,
            {"inherited": f"{INHERITED} %", "most": MAX_VERDICTS, "enough": MIN_VERDICTS},
        )
        seen: dict[str, list[Verdict]] = {}
        for watch, status, hits, feed, language in rows:
            features = features_of(WatchMatch(watch, 0.0, hits_from_json(hits)), feed=feed, language=language)
            seen.setdefault(watch, []).append(Verdict(features, useful=status != "dismissed"))
        return cls({watch: learn(verdicts) for watch, verdicts in seen.items()}, now)

    def stale(self, now: datetime) -> bool:
        """Whether to read again; after a clock step too."""
        return not timedelta(0) <= now - self.at < self.VALID

    def lean(self, c: Connection, item_id: int, match: WatchMatch) -> tuple[float, tuple[str, ...]]:
        """How past verdicts lean on a match, from -1 (like those dismissed) to 1, and the features that do."""
        feedback = self.learnt.get(match.watch)
        if feedback is None:
            return 0.0, ()
        from watcher.stories import features_of

        row = c.one(
            f"SELECT f.url, {LANGUAGE} FROM item i JOIN feed f ON f.id = i.feed_id WHERE i.id = :item",
            {"item": item_id},
        )
        features = features_of(match, feed=row[0] if row else "", language=row[1] if row else "")
        return feedback.score(features), feedback.why(features)
