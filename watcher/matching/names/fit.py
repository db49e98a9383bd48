"""Whether a word of a text, or a part of it, is one word of a name."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from watcher.matching.names.align import distance
from watcher.matching.names.outline import SLACK, may_align, outline
from watcher.matching.names.pattern import Unit, budget
from watcher.matching.names.phonemes import VOWELS
from watcher.matching.names.readings import DECLINED, LITERAL
from watcher.matching.names.skeleton import wide_skeletons
from watcher.matching.names.word import MIN_TYPO_LETTERS, Part, Reading, analyse, reading_keys

__all__ = ["Fit", "fit_of", "joined_fits", "unit_fits", "whole_fits"]


@dataclass(frozen=True, slots=True)
class Fit:
    """A unit met by a reading of a part of a word."""

    reading: Reading
    unit_reading: Reading
    share: float
    """The part of the unit's budget that was spent: 0 the same, 1 the furthest that counts."""
    typo: bool = False


_TYPO_SHARE: Final = 0.85
_TIGHT: Final = 0.6
_STRICT: Final = 2
_STRONG: Final = 4
_KNOWN_SHARE: Final = 0.1
"""What a listed spelling of the same thing costs."""
_MIN_TYPO_ALONE: Final = 8
_PEOPLES: Final = frozenset({("ian", "ien"), ("yan", "yen")})
_GLIDE: Final = re.compile("(?<![iE])y(?=[aeiouEO])")
_WIDEST_BARE: Final = 4


def _known_same(a: Reading, b: Reading) -> bool | None:
    """Of known words of one set of things that sound alike, whether they are the same thing; None of others."""
    same = None
    for group, member in a.distinct:
        for other_group, other_member in b.distinct:
            if group == other_group:
                if member == other_member:
                    return True
                same = False
    return same


def _is_demonym(a: str, b: str) -> bool:
    """Whether one is a people in English, and the other looks like it but is a country in German: Serbian, Serbien."""
    return (a[-3:], b[-3:]) in _PEOPLES or (b[-3:], a[-3:]) in _PEOPLES


def _is_typo(unit: Unit, a: Reading, b: Reading, alone: bool) -> bool:
    """One slip of the keys in a long word, not at its ends, where another ending makes another word."""
    x, y = a.folded, b.folded
    least = _MIN_TYPO_ALONE if alone or unit.strength < _STRONG else MIN_TYPO_LETTERS
    if min(len(x), len(y)) < least or a.unwritten or x[0] != y[0] or unit.strength <= _STRICT:
        return False
    if x[-1] != y[-1] and x[-2:] != y[:-3:-1]:  # at the end two letters may be exchanged
        return False
    return OSA.distance(x, y, score_cutoff=1) <= 1


@lru_cache(maxsize=131_072)
def fit_of(unit: Unit, part: Part, after_article: bool, alone: bool) -> Fit | None:
    """The best way in which a part of a word is the unit, or None."""
    if unit.part.tag and unit.part.tag == part.tag:
        return Fit(part.readings[0], unit.part.readings[0], 0.0)
    best: Fit | None = None
    for reading in part.readings:
        if reading.bare and alone and len(reading.folded) < _WIDEST_BARE:
            continue
        for own in unit.part.readings:
            if reading.joined and not (unit.article or own.joined):
                continue
            if own.joined and not (reading.joined or reading.article or after_article):
                continue
            if own.trail and reading.trail:
                continue
            if own.note == DECLINED and own.sounds[-1] != reading.sounds[-1:]:
                continue
            article = unit.article and (after_article or reading.joined)
            share = _share(unit, own, reading, alone, article=article)
            if share is not None and (best is None or share < best.share):
                typo = share == _TYPO_SHARE
                best = Fit(reading, own, share, typo)
    return best


def _vowels(sounds: str) -> int:
    """How many vowels there are, and glides that are spelt for one, a mute e aside."""
    return len(_GLIDE.findall(sounds)) + sum(sound in VOWELS for sound in sounds.removesuffix("e"))


def _is_near(a: Reading, b: Reading) -> bool:
    """Whether two short words of one script have as many vowels, and end alike: not Lula and Lulua, Mali and Maly."""
    if {a.folded[-1], b.folded[-1]} == {"i", "y"}:
        return False
    return _vowels(a.sounds) == _vowels(b.sounds)


def _share(unit: Unit, own: Reading, reading: Reading, alone: bool, *, article: bool) -> float | None:
    """The share of the budget that a reading costs, or None. An article on both sides vouches for the word a little."""
    if own.folded == reading.folded:
        return reading.cost
    if own.note == LITERAL:
        return None
    if (unit.native and own.script != reading.script) or (alone and _is_demonym(own.folded, reading.folded)):
        return None
    if own.distinct and reading.distinct:
        same = _known_same(own, reading)
        if same is not None:
            return max(_KNOWN_SHARE, reading.cost) if same else None
    if not own.sounds or not reading.sounds or _tells_apart(own, reading):
        return None
    if not alone and own.script == reading.script == "latin" and not _may_meet(own.sounds, reading.sounds):
        return _TYPO_SHARE if _is_typo(unit, own, reading, alone) else None
    if alone and reading_keys(own).isdisjoint(reading_keys(reading)):
        return None
    one_script = own.script == reading.script and not article
    if alone and one_script and own.strength <= _STRICT and not _is_near(own, reading):
        return None
    most = budget(min(own.strength, reading.strength + 1), alone=alone, one_script=one_script)
    if unit.tight:
        most *= _TIGHT
    extra = reading.cost + own.cost
    if own.script == reading.script == "latin" and not may_align(
        outline(own.sounds), outline(reading.sounds), most - extra + SLACK
    ):
        return _TYPO_SHARE if _is_typo(unit, own, reading, alone) else None
    cost = extra + distance(own.sounds, reading.sounds, own.unwritten, reading.unwritten, most)
    if cost <= most:
        return cost / most
    return _TYPO_SHARE if _is_typo(unit, own, reading, alone) else None


def _tells_apart(own: Reading, reading: Reading) -> bool:
    """Whether two words of Arabic letters differ in an ayn, which romanisation loses, and they do not."""
    return own.script == reading.script == "arabic" and own.sounds.count("3") != reading.sounds.count("3")


def _may_meet(a: str, b: str) -> bool:
    """Whether two words have a wide skeleton in common; asked within one script only, where it leaves nothing out."""
    return not _wide(a).isdisjoint(_wide(b))


@lru_cache(maxsize=65_536)
def _wide(sounds: str) -> frozenset[str]:
    return frozenset(wide_skeletons(sounds))


def unit_fits(unit: Unit, word: str) -> bool:
    """Whether a raw word, or a part of it, can be one word of a name of several."""
    return _may_fit(unit, word, alone=False)


def _may_fit(unit: Unit, word: str, *, alone: bool) -> bool:
    # Where an article before the word changes nothing, what is found out is what a reading of the text will ask for.
    article = unit.article or any(reading.joined for reading in unit.part.readings)
    return any(fit_of(unit, part, article, alone) is not None for part in analyse(word).parts)


def whole_fits(unit: Unit, word: str) -> bool:
    """Whether a raw word, or a part of it, can be a name of one word."""
    return _may_fit(unit, word, alone=True)


def joined_fits(joined: Unit, word: str) -> bool:
    """Whether a raw word can be two words of a name written as one."""
    parts = analyse(word).parts
    return len(parts) == 1 and fit_of(joined, parts[0], False, True) is not None
