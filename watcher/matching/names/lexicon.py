"""Words of many names at once: which of them a word of a text can be, by itself."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from watcher.matching.names.heard import Found, Key, UnitWords, outlines
from watcher.matching.names.outline import Outline, may_align, outline
from watcher.matching.names.pattern import Unit

__all__ = ["Lexicon"]


class _Entry(NamedTuple):
    """A word of a name, under a key."""

    unit: int
    outlines: tuple[tuple[Outline | None, float], ...]
    """Of the readings that have the key; see `outlines`."""


class Lexicon:
    """Words of names by what a word of a text can have in common with them."""

    def __init__(
        self, words: UnitWords, units: Iterable[Unit], fits: Callable[[Unit, str], bool], *, alone: bool
    ) -> None:
        """Enter words of names.

        Args:
            words: where they are entered to be found.
            units: the words; `number` tells what each is known by.
            fits: whether a raw word can be one of them: the last say.
            alone: whether they are whole names, of which less may differ.
        """
        self._numbers = {unit: number for number, unit in enumerate(dict.fromkeys(units))}
        self._units = list(self._numbers)
        self._fits = fits
        self._by_key: dict[Key, list[_Entry]] = {}
        self._spelt: dict[str, list[int]] = {}
        for unit, number in self._numbers.items():
            for key, readings in words.keys(unit, alone=alone).items():
                self._by_key.setdefault(key, []).append(_Entry(number, outlines(unit, readings, alone=alone)))
            for folded in dict.fromkeys(reading.folded for reading in unit.part.readings):
                self._spelt.setdefault(folded, []).append(number)

    def __bool__(self) -> bool:
        return bool(self._units)

    def number(self, unit: Unit) -> int:
        """What a word is known by."""
        return self._numbers[unit]

    def fits(self, found: Found) -> list[int]:
        """The numbers of the words of names that a word of a text, or a part of it, can be."""
        some = {unit for folded in found.near for unit in self._spelt.get(folded, ())}
        for key in found.keys:
            for unit, own in self._by_key.get(key, ()):
                if unit not in some and (not own or isinstance(key, str) or _may_be(own, found)):
                    some.add(unit)
        return [unit for unit in sorted(some) if self._fits(self._units[unit], found.word)] if some else []


def _may_be(own: tuple[tuple[Outline | None, float], ...], found: Found) -> bool:
    for sounds in found.sounds:
        other = outline(sounds)
        for one, most in own:
            if may_align(other, one, most):
                return True
    return False
