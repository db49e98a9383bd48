"""How telling a word is, from how common it is in its language."""

import gzip
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from math import log10
from pathlib import Path

import msgpack

from watcher.stories.words import fold

__all__ = ["frequencies", "rarity"]

_COMMON, _RARE = 6.3, 2.8
"""Zipf frequencies (log10 of occurrences in a billion words): at `_COMMON` ("year") a word tells nothing, at `_RARE`
(most names) all that a word can."""


@cache
def frequencies(language: str) -> Mapping[str, float]:
    """Word → share of all words; empty for a language without a table.

    These are wordfreq's own tables, in its format: a header, then lists of words, each 1/100 bel rarer than the one
    before. To import wordfreq takes ten times as long as to read one, in every worker process.
    """
    found = find_spec("wordfreq")
    name = {"sr": "sh", "hr": "sh", "bs": "sh", "no": "nb"}.get(language, language)
    if found is None or not found.submodule_search_locations or not name.isalpha():
        return {}
    table = Path(found.submodule_search_locations[0], "data", f"small_{name}.msgpack.gz")
    if not table.is_file():
        return {}
    _header, *lists = msgpack.unpackb(gzip.decompress(table.read_bytes()))
    return {word: 10 ** (-rank / 100) for rank, words in enumerate(lists) for word in words}


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
