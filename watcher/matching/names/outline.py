"""Whether two words of Latin script may align cheaply: a sum where the alignment would be a search.

Firm consonants are dear to do without. Where two words have as many, an alignment that is worth anything sets them
against each other in turn, and what stands between them too; so it costs what the consonants cost and what each
stretch of vowels costs, of which there are few, and which are remembered. Where one word has more, it does without
some. Most words of one skeleton are told apart so; of the rest the alignment decides.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

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
_PARTNERS: Final = {kind: frozenset(firm for firm in _FIRM if ROW[kind][firm] < _DEAREST) for kind in _KINDS}
"""Firm consonants that a weak one is written for: an x for an h, a v for a w."""
_PARTED: Final = {ord(sound): " " for sound in _FIRM}
_KEPT: Final = {ord(sound): None for sound in _WEAK}
_LEAST: Final = {a + b: ROW[a][b] * min(1.0, edge(a, b, 0, 0)) for a in _FIRM for b in _FIRM}


def _least_drop(sound: str) -> float:
    """What it costs at least to do without a sound, wherever it stands."""
    before, after = ("", "t", "d", "a", "i", "u", "w"), ("", "t", "tt", "k", "s", "h", "a", "i", "w", "ya")
    return min(drops(a + sound + b, False)[len(a)] for a in before for b in after)


_DROPS: Final = {sound: _least_drop(sound) for sound in sorted(_WEAK)}


_NASAL: Final = re.compile("[nm][bp]").search
"""An n may be spoken m here, which depends on the other word."""


class Outline(NamedTuple):
    """The phonemes of a word, taken apart."""

    firm: str
    between: tuple[str, ...]
    """What stands before, between and after the firm consonants."""
    cheapest: float
    """What it costs at least to do without one of them."""
    weak: frozenset[str]
    """The weak consonants that it has."""
    partners: frozenset[str]
    """Those for which it has a firm one that may be written for them."""


@lru_cache(maxsize=65_536)
def outline(sounds: str) -> Outline | None:
    """The outline of phonemes of Latin script, where they have one."""
    if _NASAL(sounds):
        return None
    costs = [cost for sound, cost in zip(sounds, drops(sounds, False), strict=True) if sound not in _WEAK]
    heard = frozenset(sounds)
    return Outline(
        sounds.translate(_KEPT),
        tuple(sounds.translate(_PARTED).split(" ")),
        min(costs, default=_DEAREST),
        heard.intersection(_KINDS),
        frozenset(kind for kind in _KINDS if not _PARTNERS[kind].isdisjoint(heard)),
    )


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
    crosses = not other.weak.isdisjoint(one.partners)
    if len(one.firm) > len(other.firm):  # what is more falls away, or stands for a weak one
        return crosses or one.cheapest <= most
    back = not one.weak.isdisjoint(other.partners)
    # Else one falls away on either side, or stands for a weak one.
    least = (0.0 if crosses else one.cheapest) + (0.0 if back else other.cheapest)
    return least <= most or _in_turn(one, other, most)


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
