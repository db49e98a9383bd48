"""Words of many names at once: which of them a word of a text can be, by itself."""

from collections.abc import Callable, Iterable, Sequence

from watcher.matching.names.heard import Found, Key, UnitWords, outlines
from watcher.matching.names.outline import ANY_WEAK, DEAREST, HEAVY, Bones, Outline, apart, may_be_like, outline
from watcher.matching.names.pattern import Unit

__all__ = ["Lexicon"]


_Entry = tuple[int, tuple[str, ...], float]
"""A word of a name, by its number; what stands between its consonants; the dearest alignment that counts."""


class _Group:
    """Words of names with the same consonants, under one key."""

    __slots__ = ("bones", "count", "entries", "light", "most")

    def __init__(self, bones: Bones) -> None:
        self.bones = bones
        self.count, self.light = len(bones.firm), len(bones.light(ANY_WEAK))
        """How many consonants they have, and how many of these may be done without."""
        self.entries: list[_Entry] = []
        self.most = 0.0
        """The greatest of the entries."""

    def add(self, entry: _Entry) -> None:
        self.entries.append(entry)
        self.most = max(self.most, entry[2])


class _Row:
    """Words of names under one key."""

    __slots__ = ("any", "groups")

    def __init__(self) -> None:
        self.any: list[int] = []
        """Those that may be whatever has the key."""
        self.groups: list[_Group] = []


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
        self._by_key: dict[Key, _Row] = {}
        self._spelt: dict[str, list[int]] = {}
        groups: dict[tuple[Key, Bones], _Group] = {}
        for unit, number in self._numbers.items():
            for key, readings in words.keys(unit, alone=alone).items():
                row = self._by_key.setdefault(key, _Row())
                own = () if isinstance(key, str) else outlines(unit, readings, alone=alone)
                if not own or any(one is None or most >= DEAREST for one, most in own):
                    row.any.append(number)
                    continue
                for one, most in own:
                    assert one is not None
                    group = groups.get((key, one.bones))
                    if group is None:
                        group = groups[key, one.bones] = _Group(one.bones)
                        row.groups.append(group)
                    group.add((number, one.between, most))
            for folded in dict.fromkeys(reading.folded for reading in unit.part.readings):
                self._spelt.setdefault(folded, []).append(number)

    def number(self, unit: Unit) -> int:
        """What a word is known by."""
        return self._numbers[unit]

    def fits(self, found: Found) -> list[int]:
        """The numbers of the words of names that a word of a text, or a part of it, can be."""
        some = {unit for folded in found.near for unit in self._spelt.get(folded, ())} if found.near else set()
        rows = [row for key in found.keys if (row := self._by_key.get(key)) is not None]
        for row in rows:
            some.update(row.any)
        if rows:
            for sounds in found.sounds:
                _add_like(outline(sounds), rows, some)
        return [unit for unit in sorted(some) if self._fits(self._units[unit], found.word)] if some else []


def _add_like(word: Outline | None, rows: Sequence[_Row], some: set[int]) -> None:
    """Add the words of names that a word of a text may be, by its sounds."""
    count, light = (len(word.bones.firm), len(word.bones.light(ANY_WEAK))) if word else (0, 0)
    for row in rows:
        for group in row.groups:
            if word is None:
                some.update(number for number, _, _ in group.entries)
                continue
            more = count - group.count
            if (more > light or -more > group.light) and group.most < HEAVY:
                continue  # more consonants have no like than may be done without
            costs = apart(word.bones, group.bones)
            if min(costs) > group.most:
                continue
            for number, between, most in group.entries:
                if number not in some and may_be_like(word.between, between, costs, most):
                    some.add(number)
