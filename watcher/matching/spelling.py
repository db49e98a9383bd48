"""Words of a watch list by how they are spelt, so that a text's word finds those a typing error away.

One error leaves the half of a word that it does not fall into as it was. So a word is entered by its first half and by
its last one, for each length that a misspelling of it may have, and a text's word takes two look-ups however many
words are watched for. The few long words, which may hold two errors, are compared by turns.
"""

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from watcher.matching.words import LONG, MIN_FUZZY, words_alike

__all__ = ["Spellings"]

_Halves = tuple[int, str, str]


def _halves(word: str, length: int) -> tuple[_Halves, _Halves]:
    """The keys of a word as one of `length` letters, one of which it shares with any such word an error away.

    Where the two agree before the error for half of that length, they agree in the first half; where they do not, in
    all that follows the error, of which an exchange of two letters leaves the least.
    """
    half = length // 2
    end = length - half - 1
    return (length, word[:half], ""), (length, word[0], word[len(word) - end :])


class Spellings:
    """Folded words, each known by a number."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        """Enter words with their numbers."""
        self._same: dict[str, list[int]] = {}
        self._near: dict[_Halves, list[tuple[str, int]]] = {}
        self._long: dict[str, list[tuple[str, int]]] = {}
        for word, number in words:
            plain = word.replace("'", "")
            self._same.setdefault(plain, []).append(number)
            if len(plain) < MIN_FUZZY - 1 or any(char.isdigit() for char in plain):
                continue
            if len(plain) >= LONG:
                self._long.setdefault(plain[0], []).append((plain, number))
            for length in range(max(len(plain), MIN_FUZZY) - 1, len(plain) + 2):
                if max(length, len(plain)) >= MIN_FUZZY:
                    for key in _halves(plain, length):
                        self._near.setdefault(key, []).append((plain, number))

    def __bool__(self) -> bool:
        return bool(self._same)

    def same(self, word: str) -> set[int]:
        """The numbers of the words that have the letters of a folded word."""
        return set(self._same.get(word.replace("'", ""), ()))

    def alike(self, word: str) -> set[int]:
        """The numbers of the words that a folded word is, or is like (`words_alike`)."""
        plain = word.replace("'", "")
        found = set(self._same.get(plain, ()))
        if len(plain) < MIN_FUZZY - 1:
            return found
        for other, number in self._candidates(plain):
            if number not in found and words_alike(other, plain):
                found.add(number)
        return found

    def _candidates(self, plain: str) -> Iterator[tuple[str, int]]:
        for key in _halves(plain, len(plain)):
            for entry in self._near.get(key, ()):
                if OSA.distance(plain, entry[0], score_cutoff=1) <= 1:
                    yield entry
        if len(plain) >= LONG:
            for entry in self._long.get(plain[0], ()):
                if OSA.distance(plain, entry[0], score_cutoff=2) == 2:
                    yield entry
