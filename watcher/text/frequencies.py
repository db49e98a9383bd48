"""How common the words of a language are."""

import gzip
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import msgpack

__all__ = ["frequencies"]


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
