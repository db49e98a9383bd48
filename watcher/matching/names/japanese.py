"""Japanese names in Latin letters: told by their syllables, a consonant and a vowel each."""

import re
from typing import Final

__all__ = ["as_in_russian", "is_japanese"]

_JAPANESE: Final = re.compile(
    "(?:(?:[kgnhbpmr]y?|[szjdtwyf]|sh|ch|ts)?(?:[aeiou]|ou|aa|ii|uu|ee|oo|[āēīōū])|n(?=[^aeiouy]|$)|([kstp])(?=\\1))+"
)
_MORA: Final = re.compile("[aeiouāēīōū]")
_LEAST_MORAS: Final = 2


def is_japanese(word: str) -> bool:
    """Whether a folded word could be Japanese: two syllables or more, and nothing that Japanese has not."""
    return len(_MORA.findall(word)) >= _LEAST_MORAS and _JAPANESE.fullmatch(word) is not None


_RUSSIAN: Final = (("chi", "ti"), ("shi", "si"), ("ji", "dzi"), ("ch", "ty"), ("sh", "sy"), ("tsu", "tsu"))


def as_in_russian(folded: str) -> str:
    """As the system of Polivanov spells it, in Latin letters: Takaiti, Sindzo."""
    for heard, spelt in _RUSSIAN:
        folded = folded.replace(heard, spelt)
    return folded
