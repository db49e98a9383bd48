"""How alike two words are where neither is a name: equal, or one typing error apart."""

import re
from functools import cache
from typing import Final

from rapidfuzz.distance import OSA

from watcher.text.frequencies import frequencies

__all__ = ["LONG", "MIN_FUZZY", "words_alike"]

MIN_FUZZY: Final = 5
"""Words of fewer letters must be equal: among short words one edit makes another word."""
LONG: Final = 12
"""Words of so many letters may hold two typing errors."""
_COMMON: Final = 10 ** (3.3 - 9)
"""Share of all English words from which a word is common: two in a million. A misspelling never is."""
_VARIANTS: Final = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"([iy])s(e[ds]?|ers?|ing|ations?)$", r"\1z\2"),
        (r"our", "or"),
        (r"([^aeiou])re(s?)$", r"\1er\2"),
        (r"ence(s?)$", r"ense\1"),
        (r"ll", "l"),
        (r"[ao]e", "e"),
        (r"ogue(s?)$", r"og\1"),
        (r"gramme(s?)$", r"gram\1"),
        (r"s$", ""),
    )
)
"""British and American spellings, and a plural, are one word."""


def words_alike(a: str, b: str) -> float:
    """How alike two folded words are, 0 to 100: 100 where equal, 0 where they are different words.

    A typing error is an insertion, deletion, substitution, or exchange of two neighbours (optimal string alignment).
    One is allowed in words of five letters and more, two in words of twelve and more; never in the first letter, where
    errors are rare and different words common (`later`/`water`), and never in numbers. An apostrophe is no letter:
    with or without it the word is the same. Two common English words are two words (`protest`/`protect`), however
    alike, but for a plural and the spellings of both sides of the Atlantic.
    """
    if a == b:
        return 100.0
    a, b = a.replace("'", ""), b.replace("'", "")
    if a == b:
        return 100.0
    shorter = min(len(a), len(b))
    if shorter < MIN_FUZZY - 1 or max(len(a), len(b)) < MIN_FUZZY:
        return 0.0
    if a[0] != b[0] or any(c.isdigit() for c in a) or any(c.isdigit() for c in b):
        return 0.0
    allowed = 2 if shorter >= LONG else 1
    distance = OSA.distance(a, b, score_cutoff=allowed)
    if distance > allowed or _is_another_word(a, b):
        return 0.0
    return round(100.0 * (1.0 - distance / (2.0 * max(len(a), len(b)))), 1)


def _is_another_word(a: str, b: str) -> bool:
    """Whether two words that an error would join are words of their own."""
    common = _common_words()
    return a in common and b in common and _plain(a) != _plain(b)


@cache
def _common_words() -> frozenset[str]:
    table = frequencies.__wrapped__("en")  # the shares need not be kept
    return frozenset(word for word, share in table.items() if share >= _COMMON and len(word) >= MIN_FUZZY - 1)


def _plain(word: str) -> str:
    for pattern, plain in _VARIANTS:
        word = pattern.sub(plain, word)
    return word
