"""Whether two words of Latin script may align cheaply: a sum where the alignment would be a search.

Firm consonants are dear to do without. Where two words have as many, an alignment that is worth anything sets them
against each other in turn, and what stands between them too; so it costs what the consonants cost and what each
stretch of vowels costs, of which there are few, and which are remembered. Where one word has more, it does without
some. Most words of one skeleton are told apart so; of the rest the alignment decides.
"""

import re
from functools import lru_cache
from itertools import combinations
from operator import itemgetter
from typing import Final

from watcher.matching.names.align import REST, ROW, drops, edge, table
from watcher.matching.names.phonemes import CONSONANTS, VOWELS

__all__ = ["SLACK", "Outline", "may_align", "outline"]

_KINDS: Final = "hwy"
_WEAK: Final = VOWELS | frozenset(_KINDS)
"""Vowels, and the consonants that are written for them or left out."""
_FIRM: Final = CONSONANTS - _WEAK
SLACK: Final = 1e-9
"""Sums of weights may differ by so much with the order of the weights."""
_DEAREST: Final = 1.1
"""What no whole name may differ by."""
_WRITTEN_FOR: Final = {
    firm: tuple(
        min((ROW[kind][firm] for n, kind in enumerate(_KINDS) if kinds >> n & 1), default=_DEAREST)
        for kinds in range(8)
    )
    for firm in _FIRM
}
"""What it costs at least that a firm consonant is written for a weak one, by the weak ones that there are (a bit each):
an x for an h, a v for a w."""
_PARTED: Final = {ord(sound): " " for sound in _FIRM}
_KEPT: Final = {ord(sound): None for sound in _WEAK}
_LEAST: Final = {a + b: ROW[a][b] * min(1.0, edge(a, b, 0, 0)) for a in _FIRM for b in _FIRM}


def _least_drop(sound: str) -> float:
    """What it costs at least to do without a sound, wherever it stands."""
    before, after = ("", *"tdaiuEOw"), ("", "t", "tt", *"ksheaiuEOw", "ya")
    return min(drops(a + sound + b, False)[len(a)] for a in before for b in after)


_DROPS: Final = {sound: _least_drop(sound) for sound in sorted(_WEAK)}


_NASAL: Final = re.compile("[nm][bp]").search
"""An n may be spoken m here, which depends on the other word."""


class Outline:
    """The phonemes of a word, taken apart."""

    __slots__ = ("_light", "between", "costs", "firm", "weak")

    def __init__(self, sounds: str) -> None:
        """Take phonemes of Latin script apart."""
        self.firm = sounds.translate(_KEPT)
        self.between = sounds.translate(_PARTED).split(" ")
        """What stands before, between and after the firm consonants."""
        self.costs = [cost for sound, cost in zip(sounds, drops(sounds, False), strict=True) if sound not in _WEAK]
        """What it costs at least to do without each firm consonant."""
        self.weak = sum(1 << n for n, kind in enumerate(_KINDS) if kind in sounds)
        """The weak consonants that it has, a bit each."""
        self._light: dict[int, list[tuple[float, int]]] = {}

    def light(self, weak: int) -> list[tuple[float, int]]:
        """Each firm consonant that may have no firm one opposite, beside a word with these weak ones: (cost, place).

        The cheapest first.
        """
        found = self._light.get(weak)
        if found is None:
            either = [min(cost, _WRITTEN_FOR[one][weak]) for one, cost in zip(self.firm, self.costs, strict=True)]
            found = self._light[weak] = sorted((cost, at) for at, cost in enumerate(either) if cost < _DEAREST)
        return found


@lru_cache(maxsize=65_536)
def outline(sounds: str) -> Outline | None:
    """The outline of phonemes of Latin script, where they have one."""
    return None if _NASAL(sounds) else Outline(sounds)


@lru_cache(maxsize=65_536)
def _stretch(a: str, b: str, begins: bool, ends: bool) -> float:
    """What two stretches cost at least, between firm consonants, or where both words begin or end."""
    before, after = "" if begins else REST, "" if ends else REST
    return table(f"{before}{a}{after}", f"{before}{b}{after}", _costs(a, begins, ends), _costs(b, begins, ends))[-1][-1]


def _costs(stretch: str, begins: bool, ends: bool) -> list[float]:
    """What it costs at least to do without each sound of a stretch, and what stands for the rest of the word."""
    costs = [_DROPS[sound] for sound in stretch]
    if stretch and begins:
        costs[0] = drops(stretch[0] + "t", False)[0]
    if stretch and ends:
        costs[-1] = drops("t" + stretch[-1], False)[1]
    return [*([] if begins else [0.0]), *costs, *([] if ends else [0.0])]


def may_align(one: Outline | None, other: Outline | None, most: float) -> bool:
    """Whether an alignment of two words may cost no more than `most`; never False where it does."""
    if most >= _DEAREST or one is None or other is None:
        return True
    if len(one.firm) < len(other.firm):
        one, other = other, one
    more = len(one.firm) - len(other.firm)
    light = one.light(other.weak)
    if len(light) < more or (more and light[more - 1][0] > most):
        return False
    if not more and _in_turn(one, other, most):
        return True
    # Beside what is more, one may fall away on either side.
    if len(light) > more:
        least = sum([cost for cost, _ in light[: more + 1]])
        if least <= most and (back := other.light(one.weak)) and least + back[0][0] <= most:
            return True
    return more > 0 and any(_are_like(one.firm, other.firm, some, most) for some in combinations(light, more))


def _are_like(firm: str, others: str, without: tuple[tuple[float, int], ...], most: float) -> bool:
    """Whether firm consonants, but for some at their cost, may stand for others in turn."""
    cost = 0.0
    for one, at in sorted(without, key=itemgetter(1), reverse=True):
        cost += one
        firm = firm[:at] + firm[at + 1 :]
    if cost > most:
        return False
    return firm == others or cost + sum([_LEAST[x + y] for x, y in zip(firm, others, strict=True) if x != y]) <= most


def _in_turn(one: Outline, other: Outline, most: float) -> bool:
    """Whether firm consonants and stretches, each against its like, may cost no more than `most`."""
    cost = 0.0
    for x, y in zip(one.firm, other.firm, strict=True):
        if x != y:
            cost += _LEAST[x + y]
    if cost > most:
        return False
    last = len(one.firm)
    if not last:
        return True
    a, b = one.between, other.between
    # The ends of a word tell most.
    if a[last] != b[last]:
        cost += _stretch(a[last], b[last], False, True)
    if a[0] != b[0]:
        cost += _stretch(a[0], b[0], True, False)
    for at in range(1, last):
        if cost > most:
            return False
        if a[at] != b[at]:
            cost += _stretch(a[at], b[at], False, False)
    return cost <= most
