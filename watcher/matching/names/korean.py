"""Korean given names in Latin letters: how Russian spells their syllables (the system of Kontsevich)."""

import re
from typing import Final

__all__ = ["as_in_russian"]

_STEPS: Final = tuple(
    (re.compile(pattern), spelt)
    for pattern, spelt in (
        ("^g", "k"), ("^b", "p"), ("^d", "t"), ("^j", "zh"), ("yeo|yu", "yo"), ("eo", "o"), ("eu", "i"), ("ae", "e"),
        ("ng$", "n"),
    )
)  # fmt: skip
"""Plain consonants are unvoiced at the start of a word; vowels that Latin letters write with two are one letter."""


def as_in_russian(folded: str) -> str:
    """A syllable of a given name as Russian spells it, in Latin letters: Kin for Geun (Кын)."""
    for pattern, spelt in _STEPS:
        folded = pattern.sub(spelt, folded)
    return folded
