"""How telling a word is, from how common it is in its language."""

from collections.abc import Mapping
from functools import cache
from math import log10

from watcher.stories.words import fold
from watcher.text.frequencies import frequencies

__all__ = ["frequencies", "rarity"]

_COMMON, _RARE = 6.3, 2.8
"""Zipf frequencies (log10 of occurrences in a billion words): at `_COMMON` ("year") a word tells nothing, at `_RARE`
(most names) all that a word can."""


@cache
def _folded(language: str) -> Mapping[str, float]:
    table: dict[str, float] = {}
    for word, share in frequencies.__wrapped__(language).items():  # nobody needs both tables
        key = fold.__wrapped__(word)
        table[key] = table.get(key, 0.0) + share
    return table


def rarity(word: str, language: str) -> float:
    """0 (a word of every text) to 1 (a rare word or a name), for a folded word."""
    share = _folded(language).get(word, 0.0)
    if share <= 0.0:
        return 1.0
    zipf = log10(share) + 9
    return min(1.0, max(0.0, (_COMMON - zipf) / (_COMMON - _RARE)))
