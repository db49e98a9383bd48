"""Well-known names of one thing that no comparison of letters or sounds can find."""

from functools import lru_cache
from typing import Final

from watcher.text.fold import fold_word, tokenize

__all__ = ["expand_aliases"]

_SETS: Final = """
PDKI | KDPI | Democratic Party of Iranian Kurdistan | Kurdistan Democratic Party of Iran
"""


def _key(name: str) -> str:
    return " ".join(fold_word(token.text).replace("'", "") for token in tokenize(name))


def _index(sets: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in sets.strip().splitlines():
        names = tuple(name.strip() for name in line.split("|"))
        for name in names:
            key = _key(name)
            found[key] = (*found.get(key, ()), *(other for other in names if _key(other) != key))
    return found


_ALIASES: Final = _index(_SETS)


@lru_cache(maxsize=16_384)
def expand_aliases(alias: str) -> tuple[str, ...]:
    """The other well-known names of what an alias names; () where there are none."""
    return _ALIASES.get(_key(alias), ())
