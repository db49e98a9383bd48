"""Names of several words, looked for by their first two side by side.

One word's sound has many namesakes among ten thousand names, two neighbouring ones hardly any: which names a word could
begin, and which it could go on, are sets; neighbours are intersected, and only what is in both is compared in earnest.
Words repeat and so do pairs: both are remembered.

A small letter cannot begin a name in a text that writes names with capitals, which most words are spared by.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from watcher.matching.names import (
    NamePattern,
    is_transparent,
    joined_keys,
    may_match,
    pair_keys,
    pair_may_match,
    token_keys,
)

__all__ = ["MAX_PAIRS", "PairIndex", "is_loose"]

MAX_PAIRS: Final = 100_000
"""Words, and pairs of words, remembered; past that the memory starts anew."""
_AROUND: Final = 55
"""A stretch of so many words without a capital may be text that writes names without: it is read as such."""
_MOST_BETWEEN: Final = 3
_LONGEST_PARTICLE: Final = 8
_NONE: Final[frozenset[int]] = frozenset()


def _is_small(word: str) -> bool:
    """Whether its first letter that has case is a small one."""
    for char in word:
        if char.islower():
            return True
        if char.isupper() or char.istitle():
            return False
    return False


def is_loose(fields: Iterable[str], words: Sequence[str]) -> bool:
    """Whether some of a document's text writes names without capitals, so that small letters may begin one."""
    if any(field.islower() or (not field.isascii() and field.lower() == field) for field in fields):
        return True
    if len(words) <= _AROUND:
        return False
    run = 0
    for word in words:
        run = 0 if word != word.lower() else run + 1
        if run >= _AROUND:
            return True
    return False


class _Memory:
    """What is known of words and pairs; replaced as a whole when it is full, never emptied."""

    __slots__ = ("alone", "begins", "goes_on", "known", "pairs", "transparent")

    def __init__(self) -> None:
        self.known: set[str] = set()
        self.begins: dict[str, frozenset[int]] = {}
        """Words that could be the first of some names."""
        self.goes_on: dict[str, frozenset[int]] = {}
        self.alone: dict[str, tuple[int, ...]] = {}
        """Words that could be two words of a name in one."""
        self.transparent: set[str] = set()
        self.pairs: dict[tuple[str, str], tuple[int, ...]] = {}


class PairIndex:
    """Name patterns by their first two words. Picklable, without its memory."""

    def __init__(self, patterns: Mapping[int, NamePattern]) -> None:
        """Index patterns of several words, by their numbers."""
        self._patterns = dict(patterns)
        self._first: dict[str, list[int]] = {}
        self._second: dict[str, list[int]] = {}
        self._joined: dict[str, list[int]] = {}
        for number, pattern in self._patterns.items():
            first, second = pair_keys(pattern)
            for keys, index in ((first, self._first), (second, self._second), (joined_keys(pattern), self._joined)):
                for key in keys:
                    index.setdefault(key, []).append(number)
        self._strict, self._loose = _Memory(), _Memory()

    def __getstate__(self) -> dict[str, object]:
        return {key: value for key, value in self.__dict__.items() if key not in {"_strict", "_loose"}}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)
        self._strict, self._loose = _Memory(), _Memory()

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def __contains__(self, number: int) -> bool:
        return number in self._patterns

    def candidates(self, sequence: Sequence[str], words: set[str], *, loose: bool) -> dict[int, list[str]]:
        """Patterns whose first two words may stand side by side in the text, with the words that may be the first."""
        memory = self._loose if loose else self._strict
        if not words <= memory.known:
            memory = self._learn(words, memory, loose)
        found: dict[int, list[str]] = {}
        if not words.isdisjoint(memory.alone):
            for word in words & memory.alone.keys():
                for number in memory.alone[word]:
                    found.setdefault(number, []).append(word)
        begins, pairs, transparent = memory.begins, memory.pairs, memory.transparent
        last = len(sequence) - 1
        for at, word in enumerate(sequence):
            if word in begins:
                for following in range(at + 1, min(at + _MOST_BETWEEN + 1, last) + 1):
                    other = sequence[following]
                    numbers = pairs.get((word, other))
                    if numbers is None:
                        numbers = self._meet(word, other, memory, loose)
                    for number in numbers:
                        found.setdefault(number, []).append(word)
                    if other not in transparent:
                        break
        return found

    def _learn(self, words: set[str], memory: _Memory, loose: bool) -> _Memory:
        """Work out what unknown words could begin; entered last into `known`, so that other threads find all of it."""
        if len(memory.known) + len(words) > MAX_PAIRS:
            memory = _Memory()
            if len(words) <= MAX_PAIRS // 2:
                if loose:
                    self._loose = memory
                else:
                    self._strict = memory
        for word in words - memory.known:
            if loose or not _is_small(word):
                self._learn_word(word, memory)
            elif len(word) <= _LONGEST_PARTICLE and is_transparent(word):
                memory.transparent.add(word)
            memory.known.add(word)
        return memory

    def _learn_word(self, word: str, memory: _Memory) -> None:
        keys = token_keys(word)
        if is_transparent(word):
            memory.transparent.add(word)
        begins = _union(self._first, keys)
        both = begins & _union(self._second, keys)
        joined = _union(self._joined, keys)
        alone = [n for n in both if pair_may_match(self._patterns[n], word, word)]
        alone += [n for n in joined - both if may_match(self._patterns[n], word)]
        if alone:
            memory.alone[word] = tuple(alone)
        if begins:
            memory.begins[word] = begins

    def _meet(self, word: str, other: str, memory: _Memory, loose: bool) -> tuple[int, ...]:
        """The patterns whose first two words these can be."""
        goes_on = memory.goes_on.get(other)
        if goes_on is None:
            goes_on = memory.goes_on[other] = _union(self._second, token_keys(other))
        small = not loose and _is_small(other)
        numbers = tuple(
            number
            for number in memory.begins[word] & goes_on
            if not (small and self._patterns[number].kind == "person")
            and pair_may_match(self._patterns[number], word, other)
        )
        if len(memory.pairs) >= MAX_PAIRS:
            memory.pairs = {}
        memory.pairs[word, other] = numbers
        return numbers


def _union(index: Mapping[str, list[int]], keys: Iterable[str]) -> frozenset[int]:
    lists = [numbers for key in keys if (numbers := index.get(key))]
    return frozenset().union(*lists) if lists else _NONE
