"""What single words of names and of texts are, for whoever looks for names by them."""

from typing import Final

from watcher.matching.names.fit import unit_fits
from watcher.matching.names.pattern import NamePattern, unit_keys
from watcher.matching.names.tables import ARTICLES, PARTICLES
from watcher.matching.names.word import analyse, plain_forms
from watcher.text.fold import fold_word

__all__ = [
    "class_keys",
    "has_short_forms",
    "is_compound",
    "is_latin",
    "is_small",
    "is_transparent",
    "later_may_match",
    "manner_of",
    "may_be_small",
    "middle_keys",
    "needs_one_word_only",
    "word_forms",
]

_TRANSPARENT: Final = ARTICLES | PARTICLES
_LONGEST_SYLLABLE: Final = 6
"""Letters of an East Asian syllable."""


def needs_one_word_only(pattern: NamePattern) -> bool:
    """Whether a full mention of the name may lack its first two words side by side.

    Names of one word; names whose class may stand between; places whose first word a head may stand in for; names that
    the watch list writes without capitals, since their words may be small in the text.
    """
    if len(pattern.units) < 2 or pattern.acronym or pattern.of_class:
        return True
    return any(unit.generic or unit.lower for unit in pattern.units)


def has_short_forms(pattern: NamePattern) -> bool:
    """Whether a name of several words may be cut to one, or to an initial: a person's."""
    return pattern.kind == "person" and not pattern.whole


def may_be_small(pattern: NamePattern) -> bool:
    """Whether a word of the name may be small in a text that writes names with capitals.

    The watch list's is; or it may be the second half of a given name after a hyphen (Jong-un).
    """
    short = pattern.kind == "person" and len(pattern.units) > 2 and len(pattern.units[-1].raw) <= _LONGEST_SYLLABLE
    return short or any(unit.lower for unit in pattern.units)


def is_latin(word: str) -> bool:
    """Whether a raw word is of Latin script, where the index of names leaves nothing out (`heard`)."""
    return word.isascii() or analyse(word).script == "latin"


def is_small(word: str) -> bool:
    """Whether the first letter of a raw word that has case is a small one."""
    if word.isascii() and word[:1].isalpha() and "'" not in word:
        return word[0] >= "a"
    return analyse(word).case == "lower"


def class_keys(pattern: NamePattern) -> tuple[str, ...]:
    """Index keys of the word that says what the name is of; () where none must stand beside it."""
    if pattern.class_unit is None or pattern.class_optional:
        return ()
    return unit_keys(pattern.class_unit)


def middle_keys(pattern: NamePattern) -> tuple[str, ...]:
    """How the given name sounds between which and the next others may stand, or its second half; () where none may."""
    if not pattern.middle:
        return ()
    given = pattern.units[1 if pattern.units[0].part.tag else 0].part
    return tuple(dict.fromkeys(reading.sounds for reading in given.readings if reading.sounds))


def word_forms(word: str) -> list[str]:
    """A raw word folded, in all forms in which it may be a generic one: without an ending, a clitic."""
    return plain_forms(word) or [fold_word(word), *(r.folded for part in analyse(word).parts for r in part.readings)]


def later_may_match(pattern: NamePattern, number: int, word: str) -> bool:
    """Whether a raw word can be the name's word of that number."""
    return unit_fits(pattern.units[number], word)


def manner_of(word: str) -> tuple[bool, bool]:
    """`is_transparent` and `is_small` of a raw word."""
    if word.isascii() and word.isalpha():
        return len(word) == 1 or word.lower() in _TRANSPARENT, word[0] >= "a"
    return is_transparent(word), is_small(word)


def is_compound(word: str) -> bool:
    """Whether a raw word falls into parts that others write apart, so that it can be two words of a name."""
    return not plain_forms(word) and len(analyse(word).parts) > 1


def is_transparent(word: str) -> bool:
    """Whether a raw word may stand between the words of a name: an article, a particle, a single letter."""
    folded = word.lower() if word.isascii() and word.isalnum() else fold_word(word)
    return len(folded) == 1 or folded in _TRANSPARENT
