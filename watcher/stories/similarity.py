"""How alike two items are, and in what."""

from dataclasses import dataclass

from watcher.stories.copies import resemblance
from watcher.stories.features import Features
from watcher.stories.places import place_of

__all__ = ["Likeness", "compare"]

COPY = 0.6
"""Resemblance of shingles from which one text reprints the other."""
MAX_SIMILAR = 0.89
"""The most that texts which are no copies of each other can reach."""


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
    if one.title and one.title == other.title:
        return Likeness(0.9, copy=not (one.body and other.body), why="same title")
    if one.language != other.language:
        return _across_languages(one, other)
    return _same_language(one, other)


def _same_language(one: Features, other: Features) -> Likeness:
    """Cosine of the weighted words, tempered by what sets events apart, plus what would outlive translation."""
    shared = one.words.keys() & other.words.keys()
    if not shared:
        return Likeness(0.0)
    parts = {word: one.words[word] * other.words[word] for word in shared}
    total = sum(parts.values())
    watched = sum(part for word, part in parts.items() if word.startswith("@"))
    breadth = total * total / sum(part * part for part in parts.values())
    # All items of a watch share its terms: they count for no more than what else is shared.
    cosine = min(total, 2 * (total - watched)) / (one.norm * other.norm)
    score = cosine * min(1.0, 0.4 + 0.15 * breadth)
    score *= _agreement(one.names, other.names, apart=0.7, unknown=0.9)
    score *= _agreement(one.happenings, other.happenings, apart=0.75, unknown=1.0)
    score *= _agreement(one.places, other.places, apart=0.8, unknown=1.0)
    score *= 1.0 if one.numbers & other.numbers or not (one.numbers and other.numbers) else 0.92
    score += 0.35 * _facts(one, other) * _agreement(one.names, other.names, apart=0.4, unknown=1.0)
    top = sorted(shared, key=lambda w: (-parts[w], w))[:4]
    return Likeness(min(score, MAX_SIMILAR), why="shares " + ", ".join(w.lstrip("#@") for w in top))


def _agreement(one: frozenset[str], other: frozenset[str], *, apart: float, unknown: float) -> float:
    """A factor from `apart` (nothing in common) to 1 (the smaller set lies within the larger)."""
    smaller = min(len(one), len(other))
    if smaller == 0:
        return unknown
    return apart + (1.0 - apart) * len(one & other) / smaller


def _facts(one: Features, other: Features, names: float = 0.0) -> float:
    """What two items share whatever their words: places, numbers, kinds of happening, watched terms (and `names`)."""
    evidence = (
        names
        + 0.5 * min(3, len(one.places & other.places))
        + sum(1.2 if n > 99 else 0.9 if n > 12 else 0.6 for n in one.numbers & other.numbers)
        + 0.45 * min(4, len(one.happenings & other.happenings))
        + 0.4 * min(3, len(one.mentions & other.mentions))
    )
    score = 0.18 * evidence
    score *= _agreement(one.happenings, other.happenings, apart=0.6, unknown=0.9)
    score *= _agreement(one.places, other.places, apart=0.5, unknown=0.9)
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        score *= 0.85
    return score


def _across_languages(one: Features, other: Features) -> Likeness:
    """Names, by spelling or by sound, and facts: what outlives translation."""
    names = {
        name for name in (one.names & other.words.keys()) | (other.names & one.words.keys()) if place_of(name) is None
    }
    sounds = one.sounds & other.sounds
    heard = sum(1.25 if len(s) > 3 else 0.75 for s in sounds)
    score = _facts(one, other, min(4.0, max(float(len(names)), heard)))
    shared = {
        *names,
        *sounds,
        *(one.places & other.places),
        *map(str, one.numbers & other.numbers),
        *(one.happenings & other.happenings),
    }
    return Likeness(min(score, MAX_SIMILAR), why="shares " + ", ".join(sorted(shared)[:6]))
