"""How much attention a match deserves when it is published, and why, in words.

How that falls with time is the matter of `watcher.types.ageing`.
"""

from collections.abc import Sequence

from watcher.types import WatchMatch
from watcher.types.ageing import FRESH

__all__ = ["priority"]

MAX_LEANS = 3
"""Features of past verdicts that a reason names."""


def priority(
    match: WatchMatch,
    *,
    sources: int,
    novelty: float,
    feedback: float = 0.0,
    feedback_why: Sequence[str] = (),
) -> tuple[int, tuple[str, ...]]:
    """Priority at the time of publication, and its reasons but for freshness, the strongest first.

    A present priority is kept within 0 to 100; this one is `FRESH` or more.

    Args:
        sources: different feeds that carry the story.
        novelty: 1 for a new story, 0 for a reprint.
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
    ]
    if feedback:
        lean = "like matches that were followed up" if feedback > 0 else "like matches that were dismissed"
        lean += f" ({', '.join(feedback_why[:MAX_LEANS])})" if feedback_why else ""
        parts.append((15.0 * max(-1.0, min(1.0, feedback)), lean))
    total = FRESH + round(max(0.0, sum(points for points, _ in parts)))
    ordered = sorted(parts, key=lambda part: -abs(part[0]))
    return total, tuple(f"{points:+.0f} {reason}" for points, reason in ordered if round(points))


def _squash(weight: float) -> float:
    """0 for no weight, a half for weight 1, towards 1 for heavy terms."""
    weight = max(weight, 0.0)
    return weight / (1.0 + weight)


def _novelty(novelty: float) -> str:
    if novelty >= 1.0:
        return "a new story"
    return "adds to a known story" if novelty > 0.0 else "a reprint"
