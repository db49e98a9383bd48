"""Which story an item belongs to."""

from collections.abc import Sequence
from datetime import timedelta

from watcher.stories.features import Features, read
from watcher.stories.similarity import Likeness, compare, explain
from watcher.types import Placement, StoryCandidate, StoryMember

__all__ = ["place"]

JOIN = 0.2
"""Likeness from which an item of the same hours joins a story."""
JOIN_LATE = 0.8
"""The same at the end of `WINDOW`; between `FRESH` and there it rises, slowly at first."""
FRESH = timedelta(hours=14)
WINDOW = timedelta(hours=48)
COPY_WINDOW = timedelta(days=10)
FOLLOW = 0.2
"""Likeness from which a new story is linked to an earlier one as its later development."""
FOLLOW_WINDOW = timedelta(days=14)
MAX_COMPARED = 10
"""Members of one story that an item is compared with."""


def place(member: StoryMember, candidates: Sequence[StoryCandidate]) -> Placement:
    """The story that an item joins, or the one that its new story follows.

    The result does not depend on the candidates' order: ties go to the older story.
    """
    mine = read(member.fingerprint.data)
    best: tuple[float, int, Likeness, StoryMember] | None = None
    follows: tuple[float, int, StoryMember] | None = None
    for candidate in candidates:
        if member.item_id in candidate.closed_to or not candidate.members:
            continue
        found = _against(member, mine, candidate)
        if found is None:
            continue
        likeness, nearest, margin = found
        if margin >= 0.0:
            if best is None or (margin, -candidate.story_id) > best[:2]:
                best = (margin, -candidate.story_id, likeness, nearest)
        elif timedelta(0) <= member.at - candidate.first_at <= FOLLOW_WINDOW and (
            follows is None or (likeness.score, candidate.story_id) > follows[:2]
        ):
            follows = (likeness.score, candidate.story_id, nearest)
    if best is not None:
        _, story, likeness, nearest = best
        return Placement(
            -story,
            similarity=likeness.score,
            copy_of=nearest.item_id if likeness.copy else None,
            why=explain(mine, read(nearest.fingerprint.data)),
        )
    if follows is not None:
        score, story, nearest = follows
        why = explain(mine, read(nearest.fingerprint.data))
        return Placement(None, follows=story, similarity=score, why=f"later development: {why}")
    return Placement(None)


def _against(
    member: StoryMember, mine: Features, candidate: StoryCandidate
) -> tuple[Likeness, StoryMember, float] | None:
    """The nearest member's likeness, that member, and by how much the story's likeness passes the bar.

    None where no member is like enough for the item to join or to follow the story: that is most candidates.
    """
    scored = [(compare(mine, theirs), m) for m, theirs in _comparable(member, mine, candidate)]
    scored.sort(key=lambda pair: (-pair[0].score, pair[1].item_id))
    nearest, who = scored[0]
    if nearest.score < FOLLOW:
        return None
    others = [likeness.score for likeness, _ in scored[1:4]]
    score = nearest.score if nearest.copy or not others else 0.7 * nearest.score + 0.3 * sum(others) / len(others)
    gap = min(abs(member.at - m.at) for m in candidate.members)
    if nearest.copy:
        return nearest, who, score if gap <= COPY_WINDOW else -1.0
    distance = max(gap, 0.5 * abs(member.at - candidate.first_at), 0.5 * abs(candidate.last_at - member.at))
    return nearest, who, score - _bar(distance)


def _comparable(
    member: StoryMember, mine: Features, candidate: StoryCandidate
) -> Sequence[tuple[StoryMember, Features]]:
    """The members that an item is compared with: those in its language, if any; of many, the first and the nearest.

    A story far off in time can only be followed or copied: there its two ends are enough.
    """
    members = [(m, read(m.fingerprint.data)) for m in candidate.members]
    if len(members) == 1:
        return members
    peers = [(m, theirs) for m, theirs in members if theirs.language == mine.language] or members
    most = MAX_COMPARED if candidate.first_at - WINDOW <= member.at <= candidate.last_at + WINDOW else 2
    if len(peers) <= most:
        return peers
    first = min(peers, key=lambda pair: (pair[0].at, pair[0].item_id))
    nearest = sorted(peers, key=lambda pair: (abs(member.at - pair[0].at), pair[0].item_id))[: most - 1]
    return [first, *(pair for pair in nearest if pair is not first)]


def _bar(gap: timedelta) -> float:
    """The likeness that is asked for at a distance in time."""
    if gap > WINDOW:
        return 2.0
    late = max(0.0, (gap - FRESH) / (WINDOW - FRESH))
    return JOIN + (JOIN_LATE - JOIN) * float(late**1.5)
