"""Whether two words of Latin script may align cheaply: a sum where the alignment would be a search.

Firm consonants are dear to do without. Where two words have as many, an alignment that is worth anything sets them
against each other in turn, and what stands between them too; so it costs what the consonants cost and what each
stretch of vowels costs, of which there are few, and which are remembered. Where one word has more, it does without
some. Most words of one skeleton are told apart so; of the rest the alignment decides.
"""

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from typing import Final, NamedTuple

from watcher.matching.names.align import REST, ROW, drops, edge, table
from watcher.matching.names.phonemes import CONSONANTS, VOWELS

__all__ = ["ANY_WEAK", "DEAREST", "HEAVY", "SLACK", "Bones", "Outline", "apart", "may_align", "may_be_like", "outline"]

_KINDS: Final = "hwy"
ANY_WEAK: Final = 7
"""All weak consonants, a bit each."""
_WEAK: Final = VOWELS | frozenset(_KINDS)
"""Vowels, and the consonants that are written for them or left out."""
_FIRM: Final = CONSONANTS - _WEAK
SLACK: Final = 1e-9
"""Sums of weights may differ by so much with the order of the weights."""
DEAREST: Final = 1.1
"""What no whole name may differ by."""
HEAVY: Final = 0.95
"""What it costs at least to do without a consonant that is not light."""
_WRITTEN_FOR: Final = {
    firm: tuple(
        min((ROW[kind][firm] for n, kind in enumerate(_KINDS) if kinds >> n & 1), default=DEAREST) for kinds in range(8)
    )
    for firm in _FIRM
}
"""What it costs at least that a firm consonant is written for a weak one, by the weak ones that there are (a bit each):
an x for an h, a v for a w."""
_PARTED: Final = {ord(sound): " " for sound in _FIRM}
_MOST_LIGHT: Final = 3
"""Where a word has more consonants than another by more than these, which of them fall away is not tried out."""
_KEPT: Final = {ord(sound): None for sound in _WEAK}
_LEAST: Final = {a + b: ROW[a][b] * min(1.0, edge(a, b, 0, 0)) for a in _FIRM for b in _FIRM}


def _least_drop(sound: str) -> float:
    """What it costs at least to do without a sound, wherever it stands."""
    before, after = ("", *"tdaiuEOw"), ("", "t", "tt", *"ksheaiuEOw", "ya")
    return min(drops(a + sound + b, False)[len(a)] for a in before for b in after)


_DROPS: Final = {sound: _least_drop(sound) for sound in sorted(_WEAK)}


_NASAL: Final = re.compile("[nm][bp]").search
"""An n may be spoken m here, which depends on the other word."""


class Bones:
    """The consonants of a word that are dear to do without; one object for all words that have the same."""

    __slots__ = ("_light", "costs", "firm", "weak")

    def __init__(self, firm: str, costs: tuple[float, ...], weak: int) -> None:
        """Take firm consonants, and what it costs at least to do without each; see `bones`."""
        self.firm = firm
        self.costs = costs
        self.weak = weak
        """The weak consonants beside them, a bit each."""
        self._light: dict[int, list[tuple[float, int]]] = {}

    def light(self, weak: int) -> list[tuple[float, int]]:
        """Each firm consonant that cheaply has no firm one opposite, beside a word with these weak ones: (cost, place).

        The cheapest first.
        """
        found = self._light.get(weak)
        if found is None:
            either = [min(cost, _WRITTEN_FOR[one][weak]) for one, cost in zip(self.firm, self.costs, strict=True)]
            found = self._light[weak] = sorted([(cost, at) for at, cost in enumerate(either) if cost < HEAVY])
        return found


class Outline(NamedTuple):
    """The phonemes of a word, taken apart."""

    bones: Bones
    between: tuple[str, ...]
    """What stands before, between and after the firm consonants."""


_bones = lru_cache(maxsize=65_536)(Bones)


@lru_cache(maxsize=65_536)
def outline(sounds: str) -> Outline | None:
    """The outline of phonemes of Latin script, where they have one."""
    if _NASAL(sounds):
        return None
    costs = [cost for sound, cost in zip(sounds, drops(sounds, False), strict=True) if sound not in _WEAK]
    weak = sum([1 << n for n, kind in enumerate(_KINDS) if kind in sounds])
    return Outline(_bones(sounds.translate(_KEPT), tuple(costs), weak), tuple(sounds.translate(_PARTED).split(" ")))


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
    if most >= DEAREST or one is None or other is None:
        return True
    return may_be_like(one.between, other.between, apart(one.bones, other.bones), most)


@lru_cache(maxsize=262_144)
def apart(one: Bones, other: Bones) -> tuple[float, float]:
    """What two words cost at least by their firm consonants alone: each against its like, and otherwise.

    The latter is no more than what a single one of them costs that is not light.
    """
    if len(one.firm) < len(other.firm):
        one, other = other, one
    more = len(one.firm) - len(other.firm)
    light = one.light(other.weak)
    in_turn = math.inf if more else _unlike(one.firm, other.firm)
    otherwise = HEAVY
    if len(light) > more and (back := other.light(one.weak)):  # beside what is more, one falls away on either side
        otherwise = min(otherwise, sum([cost for cost, _ in light[: more + 1]]) + back[0][0])
    if more > _MOST_LIGHT:
        otherwise = min(otherwise, sum([cost for cost, _ in light[:more]]))
    elif more and len(light) >= more:
        otherwise = min(otherwise, *(_without(one.firm, other.firm, some) for some in combinations(light, more)))
    return in_turn, otherwise


def _unlike(firm: str, others: str) -> float:
    """What firm consonants cost at least, each against its like."""
    return 0.0 if firm == others else sum([_LEAST[x + y] for x, y in zip(firm, others, strict=True) if x != y])


def _without(firm: str, others: str, light: tuple[tuple[float, int], ...]) -> float:
    """The same where some of them, at their cost, have no like."""
    gone = {at for _, at in light}
    kept = "".join([sound for at, sound in enumerate(firm) if at not in gone])
    return _unlike(kept, others) + sum([cost for cost, _ in light])


def may_be_like(one: Sequence[str], other: Sequence[str], costs: tuple[float, float], most: float) -> bool:
    """Whether two words may cost no more than `most`, by what stands between their firm consonants.

    Given is what those cost (`apart`).
    """
    cost, otherwise = costs
    if otherwise <= most:
        return True
    if cost > most:
        return False
    last = len(one) - 1
    if not last:
        return True
    a, b = one, other
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
