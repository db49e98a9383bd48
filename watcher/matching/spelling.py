"""Words of a watch list by how they are spelt, so that a text's word finds those a typing error away.

One error leaves the half of a word that it does not fall into as it was. So a word is entered by its first half and by
its last one, for each length that a misspelling of it may have, and a text's word takes two look-ups however many
words are watched for. The few long words, which may hold two errors, are compared by turns.
"""

from collections.abc import Iterable, Set

from rapidfuzz.distance import OSA

from watcher.matching.words import LONG, MIN_FUZZY, words_alike

__all__ = ["Spellings"]

_Entries = dict[str, list[tuple[str, int]]]
_NONE: frozenset[int] = frozenset()


def _halves(word: str, length: int) -> tuple[str, str]:
    """The keys of a word as one of `length` letters, one of which it shares with any such word an error away.

    Where the two agree before the error for half of that length, they agree in the first half; where they do not, in
    all that follows the error, of which an exchange of two letters leaves the least. The first letter they share.
    """
    half = length // 2
    return word[:half], word[0] + word[len(word) - (length - half - 1) :]


class Spellings:
    """Folded words, each known by a number."""

    def __init__(self, words: Iterable[tuple[str, int]], *, framed: bool = False) -> None:
        """Enter words with their numbers.

        In `framed` ones there is one error at most, and in the last letter none, but that it be exchanged for the one
        before it.
        """
        self._framed = framed
        self._same: dict[str, list[int]] = {}
        self._near: dict[int, tuple[_Entries, _Entries]] = {}
        """By a text's word's length: words by their first half, and by their last one."""
        self._long: _Entries = {}
        for word, number in words:
            plain = word.replace("'", "")
            self._same.setdefault(plain, []).append(number)
            if len(plain) < MIN_FUZZY - 1 or any(char.isdigit() for char in plain):
                continue
            if len(plain) >= LONG and not framed:
                self._long.setdefault(plain[0], []).append((plain, number))
            for length in range(max(len(plain), MIN_FUZZY) - 1, len(plain) + 2):
                if max(length, len(plain)) >= MIN_FUZZY:
                    first, last = _halves(plain, length)
                    firsts, lasts = self._near.setdefault(length, ({}, {}))
                    for end in dict.fromkeys(plain[-2:]) if framed else ("",):
                        firsts.setdefault(first + end, []).append((plain, number))
                    lasts.setdefault(last, []).append((plain, number))

    def __bool__(self) -> bool:
        return bool(self._same)

    def same(self, word: str) -> Set[int]:
        """The numbers of the words that have the letters of a folded word."""
        return set(self._same.get(word.replace("'", ""), ()))

    def alike(self, word: str) -> Set[int]:
        """The numbers of the words that a folded word is, or is like (`words_alike`)."""
        plain = word.replace("'", "") if "'" in word else word
        length = len(plain)
        same = self._same.get(plain)
        near = self._near.get(length)
        if near is None and length < LONG:
            return set(same) if same else _NONE
        found = set(same) if same else set()
        if near is not None:
            first, last = _halves(plain, length)
            if self._framed:
                first += plain[-1]
            for entries in (near[0].get(first), near[1].get(last)):
                for other, number in entries or ():
                    if OSA.distance(plain, other, score_cutoff=1) == 1 and words_alike(other, plain):
                        found.add(number)
        if length >= LONG and self._long:
            for other, number in self._long.get(plain[0], ()):
                if OSA.distance(plain, other, score_cutoff=2) == 2 and words_alike(other, plain):
                    found.add(number)
        return found
