"""Names of several words by their first two, side by side: two words of a text lead to few names or none.

One word's skeleton has many namesakes among ten thousand names, two neighbouring ones hardly any. So names are entered
under each skeleton of the first word with each of the second, and a pair of words costs a look-up for each of theirs.
A typing error can change a skeleton: what a long word is but for one is found by its letters.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from watcher.matching.names.align import spoken
from watcher.matching.names.fit import unit_fits
from watcher.matching.names.heard import Found, Key, UnitWords, heard, outlines
from watcher.matching.names.outline import may_align, outline
from watcher.matching.names.pattern import NamePattern, Unit
from watcher.matching.names.readings import DECLINED
from watcher.matching.names.word import MIN_TYPO_LETTERS

__all__ = ["Asked", "Pairs"]


class Asked(NamedTuple):
    """What a word of a text has in common with the first words of names, or with the second ones."""

    word: str
    spelt: str
    """Folded, where it has but one part."""
    keys: tuple[Key, ...]
    told: tuple[Key, ...]
    """Those of the keys that tell by themselves, whatever the sounds."""
    sounds: tuple[str, ...]
    near: frozenset[int]
    """Names of which it is that word but for a typing error, perhaps."""
    may_be: dict[int, bool]
    """By the number of a word of names, whether it may be that one; entered as it is asked."""
    fits: dict[int, bool]
    """Whether it is."""


class _Side:
    """The first words of names, or the second ones."""

    def __init__(self, words: UnitWords, units: Mapping[int, Unit]) -> None:
        """The words, by the numbers of their names."""
        self._words = words
        numbers: dict[Unit, int] = {}
        self._number = {name: numbers.setdefault(unit, len(numbers)) for name, unit in units.items()}
        self._units = list(numbers)
        keys = [frozenset(words.keys(unit, alone=False)) for unit in self._units]
        self.keys = {name: keys[number] for name, number in self._number.items()}
        """By name, the keys of which a text's word has one, but for typing errors."""
        self._known: frozenset[Key] = frozenset().union(*keys)
        self._outlines = [outlines(unit, unit.part.readings, alone=False) for unit in self._units]
        self._exactly = [
            frozenset(reading.folded for reading in unit.part.readings if reading.note != DECLINED)
            for unit in self._units
        ]
        self._known_as: dict[Key, set[int]] = {}
        for name, unit in units.items():
            for key in _exact_keys(unit, self.keys[name]):
                self._known_as.setdefault(key, set()).add(name)
        self._spelt: dict[str, set[int]] = {}
        for name, unit in units.items():
            for reading in unit.part.readings:
                if len(reading.folded) >= MIN_TYPO_LETTERS:
                    self._spelt.setdefault(reading.folded, set()).add(name)

    def asked(self, found: Found) -> Asked | None:
        """What a word has in common with these; None: nothing."""
        known = self._known
        keys = tuple([key for key in found.keys if key in known])
        near = [names for folded in found.near if (names := self._spelt.get(folded))] if found.near else ()
        if not keys and not near:
            return None
        told = tuple([key for key in keys if isinstance(key, str)])
        spelt = found.folded[0] if found.plain else ""
        return Asked(found.word, spelt, keys, told, found.sounds, frozenset().union(*near), {}, {})

    def exactly(self, word: str) -> Asked | None:
        """What a raw word in small letters has in common with these, of which none may be spelt otherwise."""
        known_as, known = self._known_as, heard(word)
        keys: list[Key] = [*known.tags, *(self._words.find(word).keys if self._words.foreign else ())]
        for folded, sounds in known.forms:
            keys += (folded, f"/{spoken(sounds)}")
        near = frozenset(name for key in keys if key in known_as for name in known_as[key])
        return Asked(word, "", (), (), (), near, {}, {}) if near else None

    def may_be(self, name: int, asked: Asked) -> bool:
        """Whether a word may be this one of a name: a cheap test."""
        if name in asked.near:
            return True
        number = self._number[name]
        known = asked.may_be.get(number)
        if known is None:
            known = asked.may_be[number] = self._may_be(number, name, asked)
        return known

    def _may_be(self, number: int, name: int, asked: Asked) -> bool:
        own = self._outlines[number]
        if not own or asked.spelt in self._exactly[number] or not self.keys[name].isdisjoint(asked.told):
            return True
        for sounds in asked.sounds:
            other = outline(sounds)
            for one, most in own:
                if may_align(other, one, most):
                    return True
        return False

    def fits(self, name: int, asked: Asked) -> bool:
        """Whether a word is this one of a name."""
        number = self._number[name]
        known = asked.fits.get(number)
        if known is None:
            # The same letters are the same word, however it is read otherwise.
            same = asked.spelt in self._exactly[number]
            known = asked.fits[number] = same or unit_fits(self._units[number], asked.word)
        return known


def _exact_keys(unit: Unit, keys: Iterable[Key]) -> Iterator[Key]:
    """What a word has one of that is this word of a name exactly; any key of one in another script."""
    if any(reading.script != "latin" for reading in unit.part.readings):
        yield from keys
    if unit.part.tag:
        yield f"#{unit.part.tag}"
    for reading in unit.part.readings:
        yield reading.folded
        yield f"/{spoken(reading.sounds)}"


class Pairs:
    """Names of several words, by their first two. Picklable."""

    def __init__(self, words: UnitWords, patterns: Mapping[int, NamePattern]) -> None:
        """Names by their numbers; each of two words or more."""
        self.first = _Side(words, {name: pattern.units[0] for name, pattern in patterns.items()})
        self.second = _Side(words, {name: pattern.units[1] for name, pattern in patterns.items()})
        self._names: dict[Key, dict[Key, list[int]]] = {}
        for name in patterns:
            for a in self.first.keys[name]:
                row = self._names.setdefault(a, {})
                for b in self.second.keys[name]:
                    row.setdefault(b, []).append(name)

    def names(self, of_first: Asked, of_second: Asked) -> tuple[int, ...]:
        """The names whose first two words two words can be, given what each has in common with those."""
        found: set[int] = set()
        for a in of_first.keys:
            row = self._names[a]
            for b in of_second.keys:
                if b in row:
                    found.update(row[b])
        if of_first.near or of_second.near:
            found.update(of_first.near & of_second.near)
            found.update(_holding(of_first.near, self.second.keys, of_second.keys))
            found.update(_holding(of_second.near, self.first.keys, of_first.keys))
        one, two = self.first, self.second
        some = [name for name in found if one.may_be(name, of_first) and two.may_be(name, of_second)]
        return tuple([name for name in sorted(some) if one.fits(name, of_first) and two.fits(name, of_second)])


def _holding(names: Iterable[int], keys: Mapping[int, frozenset[Key]], wanted: tuple[Key, ...]) -> list[int]:
    return [name for name in names if not keys[name].isdisjoint(wanted)]
