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
from watcher.matching.names.word import MIN_TYPO_LETTERS

__all__ = ["Asked", "Pairs"]


class Asked(NamedTuple):
    """What a word of a text has in common with the first words of names, or with the second ones."""

    keys: tuple[Key, ...]
    told: tuple[Key, ...]
    """Those of the keys that tell by themselves, whatever the sounds."""
    sounds: tuple[str, ...]
    near: frozenset[int]
    """Names of which it is that word but for a typing error, perhaps."""


class _Side:
    """The first words of names, or the second ones."""

    def __init__(self, words: UnitWords, units: Mapping[int, Unit]) -> None:
        """The words, by the numbers of their names."""
        self._words = words
        keys = {unit: frozenset(words.keys(unit, alone=False)) for unit in dict.fromkeys(units.values())}
        self.keys = {name: keys[unit] for name, unit in units.items()}
        """By name, the keys of which a text's word has one, but for typing errors."""
        self._known: frozenset[Key] = frozenset().union(*keys.values())
        made = {unit: outlines(unit, unit.part.readings, alone=False) for unit in keys}
        self._outlines = {name: made[unit] for name, unit in units.items()}
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
        told = tuple([key for key in keys if isinstance(key, str)])
        return Asked(keys, told, found.sounds, frozenset().union(*near)) if keys or near else None

    def exactly(self, word: str) -> Asked | None:
        """What a raw word in small letters has in common with these, of which none may be spelt otherwise."""
        known_as, known = self._known_as, heard(word)
        keys: list[Key] = [*known.tags, *(self._words.find(word).keys if self._words.foreign else ())]
        for folded, sounds in known.forms:
            keys += (folded, f"/{spoken(sounds)}")
        near = frozenset(name for key in keys if key in known_as for name in known_as[key])
        return Asked((), (), (), near) if near else None

    def may_be(self, name: int, asked: Asked) -> bool:
        """Whether a word may be this one of a name: a cheap test."""
        own = self._outlines[name]
        if not own or name in asked.near or not self.keys[name].isdisjoint(asked.told):
            return True
        for sounds in asked.sounds:
            other = outline(sounds)
            for one, most in own:
                if may_align(other, one, most):
                    return True
        return False


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
        self._patterns = patterns
        self.first = _Side(words, {name: pattern.units[0] for name, pattern in patterns.items()})
        self.second = _Side(words, {name: pattern.units[1] for name, pattern in patterns.items()})
        self._names: dict[Key, dict[Key, list[int]]] = {}
        for name in patterns:
            for a in self.first.keys[name]:
                row = self._names.setdefault(a, {})
                for b in self.second.keys[name]:
                    row.setdefault(b, []).append(name)

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def names(self, first: str, second: str, of_first: Asked, of_second: Asked) -> tuple[int, ...]:
        """The names whose first two words two raw words can be, given what each has in common with those."""
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
        may_be = self.first.may_be, self.second.may_be
        some = [name for name in found if may_be[0](name, of_first) and may_be[1](name, of_second)]
        return tuple([name for name in sorted(some) if self._fit(name, first, second)])

    def _fit(self, name: int, first: str, second: str) -> bool:
        units = self._patterns[name].units
        return unit_fits(units[0], first) and unit_fits(units[1], second)


def _holding(names: Iterable[int], keys: Mapping[int, frozenset[Key]], wanted: tuple[Key, ...]) -> list[int]:
    return [name for name in names if not keys[name].isdisjoint(wanted)]
