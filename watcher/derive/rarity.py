"""How common a word is, by wordfreq (Zipf scale: log10 of occurrences in a billion words; 3 is once in a million)."""

from collections.abc import Mapping
from functools import cache
from math import log10
from typing import Final

__all__ = ["COMMON", "RARE", "zipf"]

COMMON: Final = 4.0
"""From here on a word is one that every reader meets daily."""
RARE: Final = 3.0
"""Below, a word is a name, a technical term, or worth a look."""


@cache
def _table(language: str) -> Mapping[str, float]:
    from wordfreq import available_languages, get_frequency_dict

    return get_frequency_dict(language, "small") if language in available_languages("small") else {}


def zipf(word: str, language: str = "en") -> float:
    """Zipf frequency of a word in a language; 0 where the language's list does not hold it."""
    share = _table(language).get(word.casefold().replace("’", "'"), 0.0)
    return log10(share) + 9 if share > 0 else 0.0
