"""Walking a text from an anchor to both sides, from one word of a name to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from watcher.matching.names.around import after_article, joined_by
from watcher.matching.names.fit import Fit, fit_of
from watcher.matching.names.pattern import NamePattern, Unit
from watcher.matching.names.tables import COMMON_PARTS, CONJUNCTIONS, MIDDLE_NAMES, TITLES
from watcher.matching.names.word import Word, analyse, case_of
from watcher.text.fold import Token

__all__ = ["MAX_SKIPS", "Walk", "extend"]

MAX_SKIPS: Final = 3
_MOST_MIDDLES: Final = 3
"""Names between given name and surname, halves of compounds counted apart."""
_LEAST_MIDDLE: Final = 3
_SHEIKHS: Final = frozenset({"sheikh", "cheikh", "shaykh", "sheik"})
"""Titles that also stand within a name: Mohamed Ould Cheikh El Ghazouani."""
_NO_NAMES: Final = TITLES - _SHEIKHS
_AND: Final = "و"


@dataclass(slots=True)
class Walk:
    """The parts of the words around an anchor that were matched, by unit."""

    tokens: Sequence[Token]
    fits: dict[int, Fit]
    places: dict[int, tuple[int, int]]
    """By unit: (token, part)."""
    initial: bool = False
    middle: bool = False
    """Whether other names stand between those of the pattern."""
    parted: bool = False
    """Whether an `and` stands between them."""
    classed: bool = False
    """Whether a word that says what the name is of stands within it."""


def _step(tokens: Sequence[Token], token: int, part: int, direction: int) -> tuple[int, int] | None:
    """The next part in a direction, if it can belong to the same name."""
    parts = analyse(tokens[token].text).parts
    if 0 <= part + direction < len(parts):
        return token, part + direction
    following = token + direction
    if not 0 <= following < len(tokens):
        return None
    if not joined_by(tokens, max(token, following)):
        return None
    count = len(analyse(tokens[following].text).parts)
    return following, 0 if direction > 0 else count - 1


def extend(walk: Walk, pattern: NamePattern, direction: int) -> int | None:
    """Match the units on one side of the key unit; returns the first that was not found, or None."""
    token, part = walk.places[pattern.key_unit]
    tokens = walk.tokens
    wanted = pattern.key_unit + direction
    skips = middles = 0
    while 0 <= wanted < len(pattern.units):
        place = _step(tokens, token, part, direction)
        if place is None:
            return wanted
        token, part = place
        word = analyse(tokens[token].text)
        unit = pattern.units[wanted]
        fit = fit_of(unit, word.parts[part], after_article(tokens, token), False)
        if fit is not None and not (word.article and fit.share):  # an article is hardly a short name's other spelling
            walk.fits[wanted] = fit
            walk.places[wanted] = place
            wanted += direction
            continue
        if _is_initial(pattern, unit, word, tokens[token]) and direction < 0:
            walk.initial = True
            walk.places[wanted] = place
            wanted += direction
            continue
        if word.folded in pattern.of_class:
            walk.classed = True
            continue
        walk.parted = walk.parted or word.folded in CONJUNCTIONS
        if (
            pattern.middle
            and not (wanted == 0 and unit.part.tag)
            and middles < _MOST_MIDDLES
            and _is_middle(pattern, word, tokens[walk.places[pattern.key_unit][0]])
        ):
            middles += 1
            walk.middle = True
            continue
        free = word.skippable or (pattern.kind == "person" and len(word.folded) == 1 and word.case == "upper")
        skips += 1
        if not (free or (len(word.folded) == 1 and tokens[token].text.isupper())) or skips > MAX_SKIPS:
            return wanted
    return None


def _is_middle(pattern: NamePattern, word: Word, anchor: Token) -> bool:
    """Whether a word may be another name of the person, written as the surname is."""
    if word.skippable or len(word.folded) < _LEAST_MIDDLE or word.folded in _NO_NAMES:
        return False
    if word.case == "none":
        if word.folded in MIDDLE_NAMES or bool(word.parts[0].tag):
            return True
        # Without capitals any word could be a name: a given name that is nobody else's vouches for it.
        given = pattern.units[0].part.readings[0].folded
        return word.script == "arabic" and word.folded[0] != _AND and given not in COMMON_PARTS
    return word.case == case_of(anchor.text) != "lower"


def _is_initial(pattern: NamePattern, unit: Unit, word: Word, token: Token) -> bool:
    """Whether a given name is cut to its initial."""
    return (
        pattern.kind == "person"
        and len(word.folded) == 1
        and token.text.isupper()
        and unit.part.readings[0].folded[:1] == word.folded
    )
