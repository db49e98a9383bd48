"""Which words can have no skeleton in common with any of a few words of names, by their letters alone.

Some letters stand for sounds that never fall away and belong to no second class: l, r, m, and b, p, f. Two words with a
skeleton in common have the same l and r in the same order, and what else one has of these the other has too, as a v, a
w or an n if not as the same letter. So most words of a text are told from a few names without being heard.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from watcher.matching.names.skeleton import LOOSE_CLASSES

__all__ = ["Sieve"]

_SURE: Final = bytes.maketrans(b"bpflrm", b"PPPLRM")
_OTHERS: Final = bytes(code for code in range(128) if chr(code) not in "bpflrm")
_LIQUIDS: Final = frozenset("LR")
_MOST_WORTH: Final = 64
"""Of more words some pass whatever comes."""
_MOST: Final = 20_000
"""Sequences remembered; past that the memory starts anew."""


class Sieve:
    """Words of names by the sounds that never fall away. Picklable."""

    def __init__(self, sounds: Iterable[str]) -> None:
        """Take the phonemes of words of names, in all their forms."""
        self._may = {_squeezed("".join(_may_be(sound) for sound in one)) for one in sounds}
        self._known: dict[bytes, bool] = {}

    def __bool__(self) -> bool:
        """Whether there are so few words that it is worth asking."""
        return len(self._may) <= _MOST_WORTH

    def passes(self, folded: str) -> bool:
        """Whether a word of small ASCII letters may have a skeleton in common with one of them."""
        sure = folded.encode("ascii").translate(_SURE, _OTHERS)
        known = self._known.get(sure)
        if known is None:
            if len(self._known) >= _MOST:
                self._known = {}
            known = self._known[sure] = self._passes(_squeezed(sure.decode()))
        # An article may have been joined on: Alasad.
        return known or (sure[:1] == b"L" and folded[0] in "aeu" and self._passes(_squeezed(sure[1:].decode())))

    def _passes(self, sure: str) -> bool:
        liquids = _liquids(sure)
        return any(_liquids(may) == liquids and _is_within(sure, may) for may in self._may)


def _may_be(sound: str) -> str:
    """The one class of these that a sound may have."""
    return "".join(one for one in LOOSE_CLASSES.get(sound, ("",)) if one and one in "PLRM")


def _squeezed(classes: str) -> str:
    return "".join(one for one, _ in groupby(classes))


def _liquids(classes: str) -> str:
    return _squeezed("".join(one for one in classes if one in _LIQUIDS))


def _is_within(few: str, many: str) -> bool:
    """Whether the classes of one stand in the same order within another."""
    rest = iter(many)
    return all(one in rest for one in few)
