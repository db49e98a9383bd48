"""Which words beside a name have no say in whether it is one."""

from functools import lru_cache

from watcher.matching.names.heads import CLASS_WORDS
from watcher.matching.names.tables import (
    ADJACENT_HEADS,
    ARTICLES,
    CANONICAL,
    HEADS,
    INSTALLATION_HEADS,
    MOVEMENT,
    OF,
    ORGANISATION_HEADS,
    PARTICLES,
)
from watcher.matching.names.word import analyse, case_of, plain_forms

__all__ = ["begins_another", "is_titled", "stands_apart"]

_BEFORE = frozenset({"abd", "abu", "umm"})
"""What begins the name of which the next word is the second half."""
_HEADS = HEADS | INSTALLATION_HEADS | ADJACENT_HEADS | ORGANISATION_HEADS | MOVEMENT | CLASS_WORDS

_NO_SAY = _HEADS | ARTICLES | OF


@lru_cache(maxsize=131_072)
def stands_apart(word: str) -> bool:
    """Whether a raw word beside a full mention changes nothing: it is no article, no particle, no letter, no head.

    True only where `match_name` would find the same mention, with the same score, without the word.
    """
    forms = plain_forms(word)
    if forms:
        first = forms[0]
        return (
            len(word) > 1
            and first not in PARTICLES
            and CANONICAL.get(first) not in _BEFORE
            and _NO_SAY.isdisjoint(forms)
        )
    found = analyse(word)
    folded = found.folded
    if len(folded) == 1 or folded in ARTICLES or folded in PARTICLES or folded in _HEADS or found.article:
        return False
    if any(part.tag in _BEFORE for part in found.parts):
        return False
    readings = (reading for part in (*found.parts, *analyse(folded).parts) for reading in part.readings)
    return not any(reading.folded in _HEADS or reading.folded in ARTICLES for reading in readings)


@lru_cache(maxsize=131_072)
def is_titled(word: str) -> bool:
    """Whether a raw word is one whole name-like word: of one part, with a capital and small letters."""
    if plain_forms(word):
        return len(word) > 1 and case_of(word) == "title"
    found = analyse(word)
    return found.case == "title" and len(found.parts) == 1 and len(found.folded) > 1


@lru_cache(maxsize=65_536)
def begins_another(word: str) -> bool:
    """Whether a name after a raw word, and articles, may be but the second half of a compound: Abdel, Abu."""
    return any(part.tag in _BEFORE for part in analyse(word).parts)
