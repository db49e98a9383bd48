"""How alike two items are, and in what."""

from dataclasses import dataclass

from watcher.stories.copies import resemblance
from watcher.stories.features import Features

__all__ = ["Likeness", "compare"]

COPY = 0.6
"""Resemblance of shingles from which one text reprints the other."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The comparison of two items: `score` is 0 (unrelated) to 1 (the same text)."""

    score: float
    copy: bool = False
    why: str = ""


def compare(one: Features, other: Features) -> Likeness:
    """Compare two items by their texts alone; time is the grouper's matter."""
    if one.body and one.body == other.body:
        return Likeness(1.0, copy=True, why="same text")
    if one.length >= 12 and other.length >= 12:
        same = resemblance(one, other)
        if same >= COPY:
            return Likeness(max(0.9, same), copy=True, why=f"{same:.0%} of the text is the same")
    if one.title == other.title and one.words and len(one.lead) >= 3:
        return Likeness(0.9, copy=not (one.length >= 12 and other.length >= 12), why="same title")
    if one.language != other.language:
        return _across_languages(one, other)
    return _same_language(one, other)


def _same_language(one: Features, other: Features) -> Likeness:
    shared = one.words.keys() & other.words.keys()
    if not shared or not one.norm or not other.norm:
        return Likeness(0.0)
    cosine = sum(one.words[w] * other.words[w] for w in shared) / (one.norm * other.norm)
    names = _overlap(one.names, other.names)
    score = cosine * (0.75 + 0.25 * names) + 0.1 * names * bool(one.names & other.names)
    numbers = one.numbers & other.numbers
    if numbers:
        score += 0.04 * min(len(numbers), 2)
    top = sorted(shared, key=lambda w: (-one.words[w] * other.words[w], w))[:4]
    return Likeness(min(score, 0.89), why="shares " + ", ".join(top))


def _across_languages(one: Features, other: Features) -> Likeness:
    sounds = one.sounds & other.sounds
    names = (one.names & other.words.keys()) | (other.names & one.words.keys())
    mentions = one.mentions & other.mentions
    numbers = one.numbers & other.numbers
    evidence = 0.5 * min(len(sounds | names), 4) + 0.5 * min(len(numbers), 2) + 0.5 * min(len(mentions), 3)
    score = min(0.8, 0.22 * evidence)
    return Likeness(score, why="shares " + ", ".join(sorted({*map(str, numbers), *sounds, *names, *mentions})[:5]))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Overlap coefficient; 0.5, neither for nor against, where one side is empty."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.5
