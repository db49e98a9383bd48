"""How common a word is, by wordfreq (Zipf scale: log10 of occurrences in a billion words; 3 is once in a million)."""

from collections.abc import Mapping
from functools import cache
from math import log10

__all__ = ["zipf"]


@cache
def _table(language: str) -> Mapping[str, float]:
    from wordfreq import available_languages, get_frequency_dict

    return get_frequency_dict(language, "small") if language in available_languages("small") else {}


def zipf(word: str, language: str = "en") -> float:
    """Zipf frequency of a word in a language; 0 where the language's list does not hold it."""
    share = _table(language).get(word.casefold().replace("’", "'"), 0.0)
    return log10(share) + 9 if share > 0 else 0.0
