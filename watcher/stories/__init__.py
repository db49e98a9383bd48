"""Matches grouped into stories, and ranked. Pure: everything it needs is handed in.

Document ─▶ fingerprint (in a worker) ─▶ keys ─▶ candidates (the store) ─▶ Stories.place ─▶ join | open | follow
"""

from collections.abc import Sequence

from watcher.stories.feedback import MIN_VERDICTS, Feedback, Verdict, features_of, learn
from watcher.stories.fingerprint import fingerprint
from watcher.stories.grouping import place
from watcher.stories.ranking import priority
from watcher.stories.view import StoryView, story_view
from watcher.types import Placement, StoryCandidate, StoryMember, WatchMatch

__all__ = [
    "MIN_VERDICTS",
    "Feedback",
    "Stories",
    "StoryView",
    "Verdict",
    "features_of",
    "fingerprint",
    "learn",
    "story_view",
]


class Stories:
    """The rules of grouping and ranking (implements `watcher.ports.StoryRules`). Stateless."""

    def place(self, member: StoryMember, candidates: Sequence[StoryCandidate]) -> Placement:
        """Which of the candidates an item joins, or that it opens a story."""
        return place(member, candidates)

    def priority(
        self,
        match: WatchMatch,
        *,
        sources: int,
        novelty: float,
        feedback: float = 0.0,
        feedback_why: Sequence[str] = (),
    ) -> tuple[int, tuple[str, ...]]:
        """At the time of publication, and the reasons; see `watcher.stories.ranking`.

        `novelty` 1: a new story, 0: a reprint. `feedback` -1..1: past verdicts' lean.
        """
        return priority(match, sources=sources, novelty=novelty, feedback=feedback, feedback_why=feedback_why)
