"""Which story an item belongs to."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from watcher.stories.features import Features, read
from watcher.stories.similarity import UNRELATED, Likeness, boilerplate, compare, explain
from watcher.types import Placement, StoryCandidate, StoryMember

__all__ = ["place"]

JOIN = 0.16
"""Likeness from which an item of the same hours joins a story."""
LONE = 0.09
"""The same where that story stands out among all that could be meant: in a quiet week a shared name tells a lot, amid a
war, where every report is a little like every other, it tells nothing."""
OUTSTANDING = 1.5
"""How many times as like as the next story it must be to stand out."""
SAME_FEED = 0.8
"""Factor for two items of one feed: its bulletins on different events are of one form."""
LATE = 0.8
"""What is taken off a likeness at the end of `WINDOW`; between `FRESH` and there it rises evenly."""
FRESH = timedelta(hours=12)
WINDOW = timedelta(hours=48)
COPY_WINDOW = timedelta(days=10)
FOLLOW = 0.2
"""Likeness from which a new story is linked to an earlier one as its later development."""
FOLLOW_WINDOW = timedelta(days=14)
NEVER = 2.0
"""More than any likeness."""
NEAREST = 0.4
"""Share of the nearest member in a story's likeness; the three next to it have the rest."""
MAX_COMPARED = 10
"""Members of one story that an item is compared with."""


def place(member: StoryMember, candidates: Sequence[StoryCandidate]) -> Placement:
    """The story that an item joins, or the one that its new story follows.

    The result does not depend on the candidates' order: ties go to the older story.
    """
    mine = read(member.fingerprint.data)
    near = [
        _look_at(member, mine, candidate)
        for candidate in candidates
        if member.item_id not in candidate.closed_to and candidate.members
    ]
    near.sort(key=lambda one: (one.late - one.nearest.score, one.story.story_id))
    for one in near:
        if one.joins(_next_best(one, near)):
            return Placement(
                one.story.story_id,
                similarity=one.nearest.score,
                copy_of=one.who.item_id if one.nearest.copy else None,
                why=explain(mine, read(one.who.fingerprint.data)),
            )
    earlier = [
        one
        for one in near
        if one.nearest.score >= FOLLOW and timedelta(0) <= member.at - one.story.first_at <= FOLLOW_WINDOW
    ]
    if not earlier:
        return Placement(None)
    last = max(earlier, key=lambda one: (one.nearest.score, one.story.story_id))
    why = explain(mine, read(last.who.fingerprint.data))
    return Placement(None, follows=last.story.story_id, similarity=last.nearest.score, why=f"later development: {why}")


class _Near(NamedTuple):
    """A story seen from an item."""

    story: StoryCandidate
    nearest: Likeness
    """The likeness of the nearest member: of the stories that it may join, an item takes the one with the nearest."""
    who: StoryMember
    """That member."""
    score: float
    """The likeness of the story, in which the members next to the nearest count for more than that one: who is like a
    fringe of it only does not join, so that no chain grows from event to event."""
    late: float
    """What the distance in time takes off."""

    def joins(self, next_best: float) -> bool:
        """Whether the item belongs here, where the next story is as like as `next_best`."""
        bar = LONE if self.nearest.score >= OUTSTANDING * next_best else JOIN
        return self.score - self.late >= bar


def _next_best(one: _Near, near: Sequence[_Near]) -> float:
    return max((other.nearest.score for other in near if other is not one), default=0.0)


def _look_at(member: StoryMember, mine: Features, story: StoryCandidate) -> _Near:
    scored = []
    for other, theirs in _comparable(member, story):
        likeness = compare(mine, theirs)
        if other.feed == member.feed:
            if likeness.copy and boilerplate(mine, theirs):
                likeness = UNRELATED
            elif not likeness.copy:
                likeness = Likeness(SAME_FEED * likeness.score)
        scored.append((likeness, other))
    if len(scored) > 1:
        scored.sort(key=lambda pair: (-pair[0].score, pair[1].item_id))
    nearest, who = scored[0]
    gap = min([abs(member.at - m.at) for m in story.members])
    if nearest.copy:
        return _Near(story, nearest, who, nearest.score, 0.0 if gap <= COPY_WINDOW else NEVER)
    others = [likeness.score for likeness, _ in scored[1:4]]
    score = nearest.score
    if others:
        score = NEAREST * nearest.score + (1.0 - NEAREST) * sum(others) / len(others)
    distance = max(gap, max(abs(member.at - story.first_at), abs(story.last_at - member.at)) / 2)
    return _Near(story, nearest, who, score, _late(distance))


def _comparable(member: StoryMember, candidate: StoryCandidate) -> Sequence[tuple[StoryMember, Features]]:
    """The members that an item is compared with, in whatever language: of many, the first and the nearest in time.

    A story far off in time can only be followed or copied: there its two ends are enough.
    """
    members = candidate.members
    most = MAX_COMPARED if candidate.first_at - WINDOW <= member.at <= candidate.last_at + WINDOW else 2
    if len(members) > most:
        first = min(members, key=lambda m: (m.at, m.item_id))
        nearest = sorted(members, key=lambda m: (abs(member.at - m.at), m.item_id))[: most - 1]
        members = (first, *(m for m in nearest if m is not first))
    return [(m, read(m.fingerprint.data)) for m in members]


def _late(gap: timedelta) -> float:
    """What is taken off a likeness at a distance in time."""
    if gap <= FRESH:
        return 0.0
    return NEVER if gap > WINDOW else LATE * ((gap - FRESH) / (WINDOW - FRESH))
