"""How alike two words are where neither is a name: equal, or one typing error apart."""

from typing import Final

from rapidfuzz.distance import OSA

__all__ = ["LONG", "MIN_FUZZY", "words_alike"]

MIN_FUZZY: Final = 5
"""Words of fewer letters must be equal: among short words one edit makes another word."""
LONG: Final = 12
"""Words of so many letters may hold two typing errors."""


def words_alike(a: str, b: str) -> float:
    """How alike two folded words are, 0 to 100: 100 where equal, 0 where they are different words.

    A typing error is an insertion, deletion, substitution, or exchange of two neighbours (optimal string alignment).
    One is allowed in words of five letters and more, two in words of twelve and more; never in the first letter, where
    errors are rare and different words common (`later`/`water`), and never in numbers. An apostrophe is no letter:
    with or without it the word is the same.
    """
    if a == b:
        return 100.0
    a, b = a.replace("'", ""), b.replace("'", "")
    if a == b:
        return 100.0
    shorter = min(len(a), len(b))
    if shorter < MIN_FUZZY - 1 or max(len(a), len(b)) < MIN_FUZZY:
        return 0.0
    if a[0] != b[0] or any(c.isdigit() for c in a) or any(c.isdigit() for c in b):
        return 0.0
    allowed = 2 if shorter >= LONG else 1
    distance = OSA.distance(a, b, score_cutoff=allowed)
    if distance > allowed:
        return 0.0
    return round(100.0 * (1.0 - distance / (2.0 * max(len(a), len(b)))), 1)
