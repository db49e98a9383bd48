"""How much attention a match or a story deserves, and why, in words."""

from collections.abc import Sequence
from datetime import timedelta

from watcher.types import WatchMatch

__all__ = ["priority"]

MAX_LEANS = 3
"""Features of past verdicts that a reason names."""
_FRESH = timedelta(hours=6)
_STALE = timedelta(days=3)


def priority(
    match: WatchMatch,
    *,
    sources: int,
    novelty: float,
    age: timedelta,
    feedback: float = 0.0,
    feedback_why: Sequence[str] = (),
) -> tuple[int, tuple[str, ...]]:
    """Priority 0 to 100, and its reasons, the strongest first.

    Args:
        sources: different feeds that carry the story.
        novelty: 1 for a new story, 0 for a reprint.
        age: since the item was published.
        feedback: -1 to 1, how past verdicts of the same watch lean (`watcher.stories.feedback`).
        feedback_why: what makes them lean, the strongest first.
    """
    terms = len(match.terms)
    title = any(hit.field == "title" for hit in match.hits)
    parts = [
        (20.0 * min(max(match.score, 0.0), 100.0) / 100.0, f"score {match.score:.0f}"),
        (16.0 * _squash(match.weight), f"weight {match.weight:g}"),
        (12.0 if title else 0.0, "in the title" if title else "not in the title"),
        (14.0 * (1.0 - 0.5 ** max(terms - 1, 0)), f"{terms} terms" if terms != 1 else "one term"),
        (18.0 * min(max(novelty, 0.0), 1.0), _novelty(novelty)),
        (10.0 * (1.0 - 0.6 ** max(sources - 1, 0)), f"{sources} sources" if sources != 1 else "one source"),
        (10.0 * _freshness(age), _age(age)),
    ]
    if feedback:
        lean = "like matches that were followed up" if feedback > 0 else "like matches that were dismissed"
        lean += f" ({', '.join(feedback_why[:MAX_LEANS])})" if feedback_why else ""
        parts.append((15.0 * max(-1.0, min(1.0, feedback)), lean))
    total = round(min(100.0, max(0.0, sum(points for points, _ in parts))))
    ordered = sorted(parts, key=lambda part: -abs(part[0]))
    return total, tuple(f"{points:+.0f} {reason}" for points, reason in ordered if round(points))


def _squash(weight: float) -> float:
    """0 for no weight, a half for weight 1, towards 1 for heavy terms."""
    weight = max(weight, 0.0)
    return weight / (1.0 + weight)


def _freshness(age: timedelta) -> float:
    if age <= _FRESH:
        return 1.0
    return max(0.0, 1.0 - (age - _FRESH) / (_STALE - _FRESH))


def _novelty(novelty: float) -> str:
    if novelty >= 1.0:
        return "a new story"
    return "adds to a known story" if novelty > 0.0 else "a reprint"


def _age(age: timedelta) -> str:
    hours = age.total_seconds() / 3600
    if hours < 1:
        return "within the hour"
    return f"{hours:.0f} h old" if hours < 48 else f"{hours / 24:.0f} days old"
