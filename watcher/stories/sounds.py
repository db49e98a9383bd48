"""Names across scripts: what is left of a word when spelling conventions are taken out."""

from functools import lru_cache

from anyascii import anyascii

from watcher.stories.words import bare

__all__ = ["CASELESS", "skeleton"]

CASELESS = frozenset({"ar", "fa", "ur", "ckb", "ps", "he", "ka", "hi", "am"})
"""Languages whose script has no capitals: every word may be a name."""

_DIGRAPHS = (
    ("sch", "s"), ("tch", "s"), ("kh", "k"), ("gh", "k"), ("sh", "s"), ("ch", "s"), ("th", "t"), ("dh", "d"),
    ("zh", "z"), ("ph", "f"), ("ck", "k"), ("ts", "s"), ("dj", "j"), ("ou", "u"), ("x", "ks"),
)  # fmt: skip
_CLASSES = str.maketrans(
    {"c": "k", "q": "k", "z": "s", "v": "f", "w": None, "y": None, "h": None, "j": "k", "g": "k", "p": "b", "t": "d"}
    | dict.fromkeys("aeiou'`’‘ʿʾ-", None)
)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Consonant classes of a folded word in any script: `baghdad` and بغداد give the same.

    Much is thrown away on purpose (voicing, vowels, doubled letters, the Arabic article): two equal skeletons are a
    hint, which counts only beside others.
    """
    latin = word if word.isascii() else anyascii(bare(word)).casefold()
    for digraph, letter in _DIGRAPHS:
        latin = latin.replace(digraph, letter)
    left = latin.translate(_CLASSES)
    return "".join(c for i, c in enumerate(left) if c.isalnum() and (i == 0 or left[i - 1] != c))
