"""Consonant skeletons: the coarse form of a name under which its rival spellings meet.

Vowels, glides and h fall away; consonants that romanisations interchange fall together. Where a sound belongs to two
classes, the name has a skeleton for each. Two spellings of one name nearly always share a skeleton; that they share
one proves nothing: the alignment decides.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

__all__ = [
    "LOOSE_CLASSES",
    "WIDE_CLASSES",
    "likeliest",
    "loose_skeletons",
    "loosened",
    "shortened",
    "skeletons",
    "strength",
    "wide_skeletons",
]

_CLASSES: Final = {
    **dict.fromkeys("bpfBP", ("P",)),
    "v": ("P", ""),
    "w": ("", "P"),
    "W": ("", "P"),
    **dict.fromkeys("tdT", ("T",)),
    **dict.fromkeys("szSZ$", ("S",)),
    "z": ("S", "T"),
    "D": ("T", "S"),
    "T": ("T", "S"),
    "c": ("S", "K", "J"),
    "C": ("S", "K", "J"),
    "J": ("J", "S"),
    "Z": ("S", "J"),
    **dict.fromkeys("kqK", ("K",)),
    "g": ("K", "J"),
    "G": ("K", ""),
    "Q": ("K", "", "J"),
    "x": ("K", ""),
    "X": ("", "K"),
    "@": ("", "T"),
    "l": ("L",),
    "r": ("R",),
    "m": ("M",),
    "n": ("N",),
    "N": ("N", "M"),
}
WIDE_CLASSES: Final = {
    **_CLASSES,
    "h": ("", "K"),
    "c": ("S", "K", "J", ""),
    "C": ("S", "K", "J", ""),
    "J": ("J", "S", ""),
    "y": ("", "J"),
}
LOOSE_CLASSES: Final = {
    **WIDE_CLASSES,
    **dict.fromkeys("mnN", ("M",)),
    "%": ("M", ""),
    "c": (*WIDE_CLASSES["c"], "T"),
    "J": (*WIDE_CLASSES["J"], "T"),
}
"""Also the classes in which sounds meet that may yet align in a long word (`align`); % is an n that may fall away."""
_SOUNDS: Final = "bpfvtdTDszSZCJckqgGQxhmnlryBPKX$aeiouEOAWY32@~w"
_UNHEARD: Final = {ord(sound): None for sound in _SOUNDS if sound not in _CLASSES}
_UNHEARD_WIDE: Final = {ord(sound): None for sound in _SOUNDS if sound not in WIDE_CLASSES}
_UNHEARD_LOOSE: Final = "".join(sound for sound in _SOUNDS if sound not in LOOSE_CLASSES).encode("ascii")
_FIRST_CLASS: Final = {ord(sound): _CLASSES[sound][0] if sound in _CLASSES else None for sound in _SOUNDS + "N"}
_REPEATED: Final = re.compile(r"(.)\1+")
_NASAL: Final = re.compile("n(?=[kgqGs])")
_MOST: Final = 8
"""Skeletons of one word at most: sounds of two classes beyond the first three take their first class only."""
_MOST_WIDE: Final = 16
_MOST_LOOSE: Final = 64
_STRONG: Final = frozenset("bpfvtdTDszSZCJckqgGxlrmnBPKX$hwyQ")


def skeletons(sounds: str) -> tuple[str, ...]:
    """The skeletons of a phoneme string, the likeliest first; () where it has no lasting consonant."""
    return _narrow(_marked(sounds).translate(_UNHEARD))


def wide_skeletons(sounds: str) -> tuple[str, ...]:
    """Skeletons under which a word of a name meets its rivals where another word of the name vouches for it.

    More sounds may fall away or stand for one another than in `skeletons`; "" where none need last.
    """
    return _wide(_marked(sounds).translate(_UNHEARD_WIDE))


def loose_skeletons(sounds: str) -> set[str]:
    """The skeletons under which a word is looked for in a trie (`trie`), where all that could be it come by."""
    return set(_spelled(loosened(sounds), LOOSE_CLASSES, _MOST_LOOSE))


def loosened(sounds: str) -> str:
    """The consonants of phonemes, each of `LOOSE_CLASSES`."""
    if "n" in sounds:
        sounds = _NASAL.sub("%", sounds)
    return sounds.encode("ascii").translate(None, _UNHEARD_LOOSE).decode("ascii")


def likeliest(sounds: str) -> str:
    """The first of `skeletons`, or what would be, in a word of many consonants."""
    return _REPEATED.sub(r"\1", _marked(sounds).translate(_FIRST_CLASS))


def _marked(sounds: str) -> str:
    """With every n marked that is spoken m: Anbar, Jumblatt."""
    return sounds.replace("nb", "Nb").replace("np", "Np") if "nb" in sounds or "np" in sounds else sounds


# Words of different vowels have the same consonants: what is remembered is by those.
@lru_cache(maxsize=65_536)
def _narrow(consonants: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s for s in _spelled(consonants, _CLASSES, _MOST) if s))


@lru_cache(maxsize=65_536)
def _wide(consonants: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_spelled(consonants, WIDE_CLASSES, _MOST_WIDE)))


def _spelled(consonants: str, classes_of: Mapping[str, tuple[str, ...]], most: int) -> list[str]:
    found = [""]
    for sound in consonants:
        classes = classes_of[sound]
        if len(classes) == 1 or len(found) * len(classes) > most:
            one = classes[0]
            if one:
                found = [head if head[-1:] == one else head + one for head in found]
            continue
        found = [head if not c or head[-1:] == c else head + c for c in classes for head in found]
    return found


def shortened(skeleton: str) -> tuple[str, ...]:
    """The skeleton without each one of its consonants but the first.

    Where two of these meet, one typing error may lie between; in the first letter there is none (`match`).
    """
    return tuple(dict.fromkeys(skeleton[:i] + skeleton[i + 1 :] for i in range(1, len(skeleton))))


@lru_cache(maxsize=65_536)
def strength(sounds: str) -> int:
    """How many consonants a phoneme string has: how much it tells.

    A glide at the end counts for none, nor does an h but at the start.
    """
    count = 0
    for at, sound in enumerate(sounds):
        if (sound in "wy" and at == len(sounds) - 1) or (sound == "h" and at):
            continue
        if sound in _STRONG:
            count += 1
    return count
