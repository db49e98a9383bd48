"""Which names a document could hold, by its words and their neighbours.

One word's sounds have many namesakes among ten thousand names, two neighbouring ones hardly any. So a name of several
words is looked for by its first two side by side: the names that a word could begin, and those that it could go on, are
sets; the sets of neighbours are intersected, and only what is in both is compared in earnest. Names of one word, and
those of which a single word matters (short forms beside context), are looked for by their most telling word.

Words repeat and so do pairs: both are remembered. A small letter cannot begin a name in a text that writes names with
capitals, which spares most words the work.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from watcher.matching.names import (
    NamePattern,
    is_compound,
    is_latin,
    is_small,
    is_transparent,
    joined_keys,
    joined_may_match,
    later_may_match,
    may_be_small,
    may_match,
    pair_keys,
    pair_may_match,
    token_keys,
    word_pair_keys,
)

__all__ = ["MAX_PAIRS", "MAX_WORDS", "NameIndex", "is_loose"]

MAX_WORDS: Final = 100_000
"""Words remembered; past that the memory starts anew."""
MAX_PAIRS: Final = 400_000
"""Pairs remembered: those that some names could begin with by their keys. About 50 MB."""
_AROUND: Final = 55
"""A stretch of so many words without a capital may be text that writes names without: it is read as such."""
_MOST_BETWEEN: Final = 3
_NONE: Final[frozenset[int]] = frozenset()


def is_loose(fields: Iterable[str], words: Sequence[str]) -> bool:
    """Whether some of a document's text writes names without capitals, so that small letters may begin one."""
    for field in fields:
        if field.islower() or (not field.isascii() and field.lower() == field):
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

    __slots__ = ("alone", "begins", "foreign", "goes_on", "known", "later", "met", "pairs", "telling", "transparent")

    def __init__(self) -> None:
        self.known: set[str] = set()
        self.alone: dict[str, tuple[int, ...]] = {}
        """Words that lead to names by themselves."""
        self.begins: dict[str, frozenset[int]] = {}
        """Words that could be the first of some names."""
        self.goes_on: dict[str, frozenset[int]] = {}
        """Words that could be the second; worked out when they are met beside a first."""
        self.pairs: dict[str, dict[str, tuple[int, ...]]] = {}
        """Names whose first two words two words can be, by the first; entered as they are met."""
        self.met = 0
        self.later: dict[tuple[int, str], bool] = {}
        """Whether a word can be a name's third."""
        self.transparent: set[str] = set()
        self.foreign: set[str] = set()
        """Words in other scripts than Latin."""
        self.telling: dict[str, tuple[int, ...]] = {}
        """Names that a word leads to by itself where its text mixes scripts."""


class NameIndex:
    """Name patterns by their words. Picklable, without its memory; safe to share between threads."""

    def __init__(self, by_word: Mapping[int, NamePattern], by_pair: Mapping[int, NamePattern]) -> None:
        """Index patterns by their numbers: `by_word` by their most telling word, `by_pair` by their first two."""
        self._patterns = {**by_word, **by_pair}
        self.by_word, self.by_pair = frozenset(by_word), frozenset(by_pair)
        self._telling: dict[str, list[int]] = {}
        self._telling_of_pairs: dict[str, list[int]] = {}
        self._small: dict[str, list[int]] = {}
        self._first: dict[str, list[int]] = {}
        self._second: dict[str, list[int]] = {}
        self._joined: dict[str, list[int]] = {}
        for number, pattern in by_word.items():
            _enter(self._telling, pattern.keys, number)
            if may_be_small(pattern):
                _enter(self._small, pattern.keys, number)
        for number, pattern in by_pair.items():
            _enter(self._telling_of_pairs, pattern.keys, number)
            first, second = pair_keys(pattern)
            _enter(self._first, first, number)
            _enter(self._second, second, number)
            _enter(self._joined, joined_keys(pattern), number)
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

    def pattern(self, number: int) -> NamePattern:
        """The pattern of that number."""
        return self._patterns[number]

    def candidates(self, sequence: Sequence[str], words: set[str], *, loose: bool) -> dict[int, list[str]]:
        """The patterns that a text could hold, with the words at which to look: one of each mention's.

        Args:
            sequence: the text's words in order.
            words: the same as a set.
            loose: whether small letters may begin a name; see `is_loose`.
        """
        memory = self._loose if loose else self._strict
        if not words <= memory.known:
            memory = self._learn(words, memory, loose)
        found: dict[int, list[str]] = {}
        if not words.isdisjoint(memory.alone):
            for word in words & memory.alone.keys():
                for number in memory.alone[word]:
                    found.setdefault(number, []).append(word)
        if not words.isdisjoint(memory.begins):
            self._by_pairs(sequence, memory, loose, found)
            if not words.isdisjoint(memory.foreign):
                self._in_mixed_text(words, memory, loose, found)
        return found

    def _in_mixed_text(self, words: set[str], memory: _Memory, loose: bool, found: dict[int, list[str]]) -> None:
        """A name may be written in two scripts at once: then its most telling word must do."""
        for word in words - memory.foreign:
            if not loose and is_small(word):
                continue
            numbers = memory.telling.get(word)
            if numbers is None:
                numbers = memory.telling[word] = self._by_telling(self._telling_of_pairs, word)
            for number in numbers:
                found.setdefault(number, []).append(word)

    def _by_telling(self, index: Mapping[str, list[int]], word: str) -> tuple[int, ...]:
        return tuple(n for n in _union(index, token_keys(word)) if may_match(self._patterns[n], word))

    def _by_pairs(self, sequence: Sequence[str], memory: _Memory, loose: bool, found: dict[int, list[str]]) -> None:
        pairs, transparent = memory.pairs, memory.transparent
        last = len(sequence) - 1
        for at, word in enumerate(sequence):
            row = pairs.get(word)
            if row is None:
                continue
            for following in range(at + 1, min(at + _MOST_BETWEEN + 1, last) + 1):
                other = sequence[following]
                numbers = row.get(other)
                if numbers is None:
                    numbers = self._meet(word, other, memory, loose)
                for number in numbers:
                    if len(self._patterns[number].units) < 3 or self._goes_on(number, sequence, following, memory):
                        found.setdefault(number, []).append(word)
                if other not in transparent:
                    break

    def _goes_on(self, number: int, sequence: Sequence[str], second: int, memory: _Memory) -> bool:
        """Whether a third word follows the second, or is part of it."""
        for at in range(second, min(second + _MOST_BETWEEN + 2, len(sequence))):
            word = sequence[at]
            known = memory.later.get((number, word))
            if known is None:
                if len(memory.later) >= MAX_WORDS:
                    memory.later = {}
                known = memory.later[number, word] = later_may_match(self._patterns[number], 2, word)
            if known:
                return True
            if at > second and word not in memory.transparent:
                return False
        return False

    def _learn(self, words: set[str], memory: _Memory, loose: bool) -> _Memory:
        """Work out what unknown words lead to.

        Another thread may do the same at the same time: each word is entered last into `known`, so that whoever finds
        it there finds the rest too.
        """
        if len(memory.known) + len(words) > MAX_WORDS:
            memory = _Memory()
            if len(words) <= MAX_WORDS // 2:
                if loose:
                    self._loose = memory
                else:
                    self._strict = memory
        for word in words - memory.known:
            if loose or not is_small(word):
                self._learn_word(word, memory)
            else:
                self._learn_small(word, memory)
            memory.known.add(word)
        return memory

    def _learn_small(self, word: str, memory: _Memory) -> None:
        """A word in small letters leads to names that the watch list writes so, and may stand within others."""
        if is_transparent(word):
            memory.transparent.add(word)
        if self._small and (alone := self._by_telling(self._small, word)):
            memory.alone[word] = alone

    def _learn_word(self, word: str, memory: _Memory) -> None:
        if is_transparent(word):
            memory.transparent.add(word)
        alone = list(self._by_telling(self._telling, word))
        if is_latin(word):
            keys = word_pair_keys(word)
            begins = _union(self._first, keys)
            if begins:
                memory.begins[word] = begins
                memory.pairs[word] = {}
                if is_compound(word):
                    both = begins & _union(self._second, keys)
                    alone += [n for n in both if pair_may_match(self._patterns[n], word, word)]
        else:
            memory.foreign.add(word)
            alone += self._by_telling(self._telling_of_pairs, word)
        if self._joined:
            joined = _union(self._joined, token_keys(word))
            alone += [n for n in joined if joined_may_match(self._patterns[n], word)]
        if alone:
            memory.alone[word] = tuple(dict.fromkeys(alone))

    def _meet(self, word: str, other: str, memory: _Memory, loose: bool) -> tuple[int, ...]:
        """The patterns whose first two words these can be."""
        goes_on = memory.goes_on.get(other)
        if goes_on is None:
            goes_on = memory.goes_on[other] = _union(self._second, word_pair_keys(other))
        both = memory.begins[word] & goes_on
        if not both:  # found out faster than looked up in a memory of all pairs
            return ()
        small = not loose and is_small(other)
        numbers = tuple(
            number
            for number in both
            if not (small and self._patterns[number].kind == "person")
            and pair_may_match(self._patterns[number], word, other)
        )
        if memory.met >= MAX_PAIRS:
            memory.pairs = {known: {} for known in memory.begins}
            memory.met = 0
        memory.pairs[word][other] = numbers
        memory.met += 1
        return numbers


def _enter(index: dict[str, list[int]], keys: Iterable[str], number: int) -> None:
    for key in keys:
        index.setdefault(key, []).append(number)


def _union(index: Mapping[str, list[int]], keys: Iterable[str]) -> frozenset[int]:
    lists = [numbers for key in keys if (numbers := index.get(key))]
    return frozenset().union(*lists) if lists else _NONE
