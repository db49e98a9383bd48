"""Which names a document could hold, by its words and their neighbours.

One word's sounds have many namesakes among ten thousand names, two neighbouring ones hardly any. So a name of several
words is looked for by its first two side by side: which first words of names a word can be, and which second ones, is
worked out when it first stands beside another that is worth the question, and remembered; a pair then costs a few
look-ups. Names of one word, and those of which a single word matters (short forms beside context), are looked for by
their most telling word.

A small letter cannot begin a name in a text that writes names with capitals, which spares most words the work.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from watcher.matching.leads import ByWord, Classes, Small, by_keys, enter, searched
from watcher.matching.names import (
    Asked,
    Found,
    NamePattern,
    Pairs,
    UnitWords,
    class_keys,
    is_compound,
    is_latin,
    is_small,
    later_may_match,
    manner_of,
    middle_keys,
)

__all__ = ["MAX_PAIRS", "MAX_WORDS", "NameIndex", "is_loose"]

MAX_WORDS: Final = 100_000
"""Words remembered; past that the memory starts anew."""
MAX_PAIRS: Final = 200_000
"""Pairs of neighbouring words remembered, likewise. About 30 MB."""
_AROUND: Final = 55
"""A stretch of so many words without a capital may be text that writes names without: it is read as such."""
_MOST_BETWEEN: Final = 3
_FURTHEST_SURNAME: Final = 13
"""From a given name on: three names and as many particles between each two of four."""


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
    """What is known of words; replaced as a whole when it is full, never emptied."""

    __slots__ = (
        "alone", "classed", "first", "foreign", "heard", "known", "later", "led", "lower", "middles", "pairs", "says",
        "second", "small", "surnames", "telling", "transparent",
    )  # fmt: skip

    def __init__(self) -> None:
        self.known: set[str] = set()
        self.alone: dict[str, tuple[int, ...]] = {}
        """Words that lead to names by themselves."""
        self.first: dict[str, Asked] = {}
        """What words have in common with the first words of names, where they have anything."""
        self.second: dict[str, Asked] = {}
        """What they have in common with second words."""
        self.pairs: dict[tuple[str, str], tuple[int, ...]] = {}
        """Names whose first two words two words are."""
        self.classed: set[str] = set()
        """Words of which it is known which names they lead to beside a word that says what those are of."""
        self.led: dict[str, dict[int, list[int]]] = {}
        """Those names by class, of the words that lead to any."""
        self.heard: dict[str, Found] = {}
        """What words have in common with words of names, until they are known as `classed`."""
        self.says: dict[str, frozenset[int]] = {}
        """Words that say what something is of, by the classes that they name."""
        self.middles: dict[str, frozenset[int]] = {}
        """Words that could begin some names with others in between."""
        self.surnames: dict[tuple[int, str], bool] = {}
        """Whether a word can be a name's last."""
        self.later: dict[tuple[int, str], bool] = {}
        """Whether a word can be a name's third."""
        self.small: set[str] = set()
        """Words that begin no name, for their small letter, and were not asked what else they could be."""
        self.lower: set[str] = set()
        """Those that were."""
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
        self._words = UnitWords(searched(by_word, by_pair))
        self._classes = Classes(self._words, {n: one for n, one in by_word.items() if class_keys(one)})
        by_word = {n: one for n, one in by_word.items() if not class_keys(one)}
        self._alone = ByWord(self._words, by_word, by_pair)
        self._small = Small(by_word)
        self._pairs = Pairs(self._words, by_pair)
        self._telling: dict[str, list[int]] = {}
        self._telling_of_pairs: dict[str, list[int]] = {}
        for number, pattern in by_word.items():
            enter(self._telling, pattern.keys, number)
        for number, pattern in by_pair.items():
            enter(self._telling_of_pairs, pattern.keys, number)
        self._with_middle: dict[str, list[int]] = {}
        for number, pattern in by_pair.items():
            enter(self._with_middle, middle_keys(pattern), number)
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
        if not words.isdisjoint(memory.says):
            self._by_class(words, memory, loose, found)
        if not words.isdisjoint(memory.first):
            self._by_pairs(sequence, memory, found)
            if not words.isdisjoint(memory.middles):
                self._by_middles(sequence, memory, found)
        if self._telling_of_pairs and not words.isdisjoint(memory.foreign):
            self._in_mixed_text(words, memory, loose, found)
        return found

    def _by_class(self, words: set[str], memory: _Memory, loose: bool, found: dict[int, list[str]]) -> None:
        """Names that say what they are of, where a word of the document says so too."""
        said = frozenset().union(*(memory.says[word] for word in words & memory.says.keys()))
        unknown = words - memory.classed
        for word in unknown:
            small = not loose and is_small(word)
            if led := self._classes.names(word, memory.heard.pop(word, None), small=small):
                memory.led[word] = led
        memory.classed |= unknown
        for word in words & memory.led.keys():
            for known, numbers in memory.led[word].items():
                for number in numbers if known in said else ():
                    found.setdefault(number, []).append(word)

    def _by_middles(self, sequence: Sequence[str], memory: _Memory, found: dict[int, list[str]]) -> None:
        """Names with other names of the person in between: the surname is among the next words."""
        middles, transparent = memory.middles, memory.transparent
        for at, word in enumerate(sequence):
            if word not in middles:
                continue
            beyond: list[str] = []
            for other in sequence[at + 1 : at + _FURTHEST_SURNAME]:
                if other in transparent:
                    continue
                if is_small(other):  # no name, nor the surname after one
                    break
                beyond.append(other)
            for number in middles[word] if len(beyond) > 1 else ():
                last = len(self._patterns[number].units) - 1
                for other in beyond[1:]:
                    known = memory.surnames.get((number, other))
                    if known is None:
                        if len(memory.surnames) >= MAX_WORDS:
                            memory.surnames = {}
                        known = memory.surnames[number, other] = later_may_match(self._patterns[number], last, other)
                    if known:
                        found.setdefault(number, []).append(word)
                        break

    def _in_mixed_text(self, words: set[str], memory: _Memory, loose: bool, found: dict[int, list[str]]) -> None:
        """A name may be written in two scripts at once: then its most telling word must do."""
        for word in words - memory.foreign:
            if not loose and is_small(word):
                continue
            numbers = memory.telling.get(word)
            if numbers is None:
                numbers = memory.telling[word] = tuple(by_keys(self._telling_of_pairs, self._patterns, word))
            for number in numbers:
                found.setdefault(number, []).append(word)

    def _by_pairs(self, sequence: Sequence[str], memory: _Memory, found: dict[int, list[str]]) -> None:
        begins, second, transparent = memory.first, memory.second, memory.transparent
        last = len(sequence) - 1
        for at, word in enumerate(sequence):
            if word not in begins:
                continue
            for following in range(at + 1, min(at + _MOST_BETWEEN + 1, last) + 1):
                other = sequence[following]
                if other in second or (other in memory.small and self._goes_on_small(other, memory)):
                    for number in self._meet(word, other, memory):
                        if len(self._patterns[number].units) < 3 or self._goes_on(number, sequence, following, memory):
                            found.setdefault(number, []).append(word)
                if other not in transparent:
                    break

    def _goes_on_small(self, word: str, memory: _Memory) -> bool:
        """Whether a word in small letters is the second of any name; asked when it first stands beside a first one."""
        memory.small.discard(word)
        memory.lower.add(word)
        asked = self._pairs.second.exactly(word) if is_latin(word) else None
        if asked is None:
            return False
        memory.second[word] = asked
        return True

    def _meet(self, word: str, other: str, memory: _Memory) -> tuple[int, ...]:
        """The patterns whose first two words these can be."""
        names = memory.pairs.get((word, other))
        if names is None:
            names = self._pairs.names(memory.first[word], memory.second[other])
            if other in memory.lower:
                names = tuple(name for name in names if self._patterns[name].kind != "person")
            if len(memory.pairs) >= MAX_PAIRS:
                memory.pairs = {}
            memory.pairs[word, other] = names
        return names

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

        Another thread may do the same at the same time: words are entered last into `known`, so that whoever finds
        one there finds the rest too.
        """
        if len(memory.known) + len(words) > MAX_WORDS:
            memory = _Memory()
            if len(words) <= MAX_WORDS // 2:
                if loose:
                    self._loose = memory
                else:
                    self._strict = memory
        unknown = words - memory.known
        heeds_small = bool(self._classes or self._small)
        for word in unknown:
            transparent, small = manner_of(word)
            if transparent:
                memory.transparent.add(word)
            if loose or not small:
                self._learn_word(word, memory)
            else:
                memory.small.add(word)
                if heeds_small:
                    self._learn_small(word, memory)
        memory.known |= unknown
        return memory

    def _learn_small(self, word: str, memory: _Memory) -> None:
        """A word in small letters leads to names that the watch list writes so, and may stand within others."""
        if self._classes and (classes := self._classes.named_by(word, None)):
            memory.says[word] = classes
        if self._small:
            latin = is_latin(word)
            alone = self._small.of(word) if latin else by_keys(self._telling, self._patterns, word)
            if alone:
                memory.alone[word] = tuple(dict.fromkeys(alone))

    def _learn_word(self, word: str, memory: _Memory) -> None:
        alone: list[int] = []
        found: Found | None = None
        if is_latin(word):
            found = self._words.find(word)
            if found.keys or found.near:
                self._ask(found, memory)
                alone = self._alone.of(found)
                if self._classes:
                    memory.heard[word] = found
            elif self._alone.spelt:
                alone = self._alone.by_letters(found)
        else:
            memory.foreign.add(word)
            alone = by_keys(self._telling, self._patterns, word)
            alone += by_keys(self._telling_of_pairs, self._patterns, word)
        if self._classes and (classes := self._classes.named_by(word, found)):
            memory.says[word] = classes
        if word in memory.first and word in memory.second and is_compound(word):
            alone += self._meet(word, word, memory)
        if alone:
            memory.alone[word] = tuple(dict.fromkeys(alone))

    def _ask(self, found: Found, memory: _Memory) -> None:
        """Note what a word has in common with first and second words of names."""
        word = found.word
        if (first := self._pairs.first.asked(found)) is not None:
            memory.first[word] = first
        if (second := self._pairs.second.asked(found)) is not None:
            memory.second[word] = second
        middles = [n for one in found.sounds for n in self._with_middle.get(one, ())]
        if middles:
            memory.middles[word] = frozenset(middles)
