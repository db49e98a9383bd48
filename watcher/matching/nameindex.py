"""Which names a document could hold, by its words and their neighbours.

One word's sounds have many namesakes among ten thousand names, two neighbouring ones hardly any. So a name of several
words is looked for by its first two side by side: which first words of names a word can be, and which second ones, is
worked out when it first stands beside another that is worth the question, and remembered; a pair then costs a few
look-ups. Names of one word, and those of which a single word matters (short forms beside context), are looked for by
their most telling word.

A small letter cannot begin a name in a text that writes names with capitals, which spares most words the work.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from watcher.matching.names import (
    Asked,
    Found,
    Lexicon,
    NamePattern,
    Pairs,
    Unit,
    UnitWords,
    class_keys,
    is_compound,
    is_latin,
    is_small,
    joined_fits,
    later_may_match,
    manner_of,
    may_be_small,
    may_fall_apart,
    may_match,
    middle_keys,
    token_keys,
    unit_fits,
    whole_fits,
    word_forms,
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


class _Leads:
    """From a word of Latin script to the names of which some one word is it."""

    def __init__(self, lexicon: Lexicon, units: Iterable[tuple[int, Unit]]) -> None:
        self._lexicon = lexicon
        self._names: dict[int, list[int]] = {}
        for name, unit in units:
            self._names.setdefault(lexicon.number(unit), []).append(name)

    def of(self, found: Found) -> list[int]:
        return [name for number in self._lexicon.fits(found) for name in self._names[number]]


class _ByWord:
    """Names to which a single word of Latin script leads, whatever stands beside it."""

    def __init__(self, words: UnitWords, patterns: Mapping[int, NamePattern], pairs: Mapping[int, NamePattern]) -> None:
        """Names by their most telling word; and `pairs` by their two words written as one, which some may be."""
        self._patterns = patterns
        self._leads: list[_Leads] = []
        spoken = {n: one for n, one in patterns.items() if not (one.acronym or one.runs)}
        for alone, fits in ((True, whole_fits), (False, unit_fits)):
            units = [(n, _key_unit(p)) for n, p in spoken.items() if (len(p.units) == 1 and not p.of_class) == alone]
            self._lead(units, words, fits, alone)
        written = [(n, p.joined) for n, p in (*spoken.items(), *pairs.items()) if p.joined is not None]
        self._lead(written, words, joined_fits, True)
        self._spelt: dict[str, list[int]] = {}
        self._runs: dict[str, list[int]] = {}
        """Names in scripts without spaces that are heard too."""
        for number, pattern in patterns.items():
            _enter(self._spelt, pattern.halves, number)
            if pattern.acronym:
                _enter(self._spelt, (pattern.keys[0].removeprefix("="),), number)
            if pattern.runs and len(pattern.keys) > 1:
                _enter(self._runs, pattern.keys[1:], number)
        self.spelt = bool(self._spelt or self._runs)
        """Whether some of the names are known by their letters."""

    def _lead(
        self, units: Sequence[tuple[int, Unit]], words: UnitWords, fits: Callable[[Unit, str], bool], alone: bool
    ) -> None:
        if units:
            self._leads.append(_Leads(Lexicon(words, (unit for _, unit in units), fits, alone=alone), units))

    def __bool__(self) -> bool:
        return bool(self._leads or self.spelt)

    def of(self, found: Found) -> list[int]:
        """The names that a word leads to."""
        names = [name for leads in self._leads for name in leads.of(found)]
        return names + self.by_letters(found) if self.spelt else names

    def by_letters(self, found: Found) -> list[int]:
        """Those that are known by their letters."""
        names = [number for form in found.folded for number in self._spelt.get(form, ())]
        names = [number for number in names if may_match(self._patterns[number], found.word)]
        return names + _by_keys(self._runs, self._patterns, found.word) if self._runs else names


class _Small:
    """Names to which a single word in small letters leads: few, to be found in few words. Of Latin script."""

    def __init__(self, patterns: Mapping[int, NamePattern]) -> None:
        """Of these names those whose words may be small."""
        some = {n: one for n, one in patterns.items() if may_be_small(one)}
        self._words = UnitWords(_searched(some, {}), sieved=True)
        self._names = _ByWord(self._words, some, {})

    def __bool__(self) -> bool:
        return bool(self._names)

    def of(self, word: str) -> list[int]:
        """The names that a raw word leads to."""
        found = self._words.find(word)
        if found.keys or found.near:
            return self._names.of(found)
        return self._names.by_letters(found) if self._names.spelt else []


def _key_unit(pattern: NamePattern) -> Unit:
    return pattern.units[pattern.key_unit]


class _Classes:
    """Names that say what they are of, by the classes of that."""

    def __init__(self, words: UnitWords, patterns: Mapping[int, NamePattern]) -> None:
        """Enter names, of each of which `class_keys` has some."""
        self._patterns = patterns
        self._words = words
        numbers: dict[frozenset[str], int] = {}
        self._class_of = {n: numbers.setdefault(one.of_class, len(numbers)) for n, one in patterns.items()}
        self._words_of: dict[str, list[int]] = {}
        for of_class, known in numbers.items():
            _enter(self._words_of, of_class, known)
        self._spellings_of = frozenset(map(_spelling, self._words_of))
        self._any = _ByWord(words, patterns, {})
        self._small = _Small(patterns)
        self._telling: dict[str, list[int]] = {}
        self._keys: dict[str, list[int]] = {}
        units: list[tuple[int, Unit]] = []
        for number, pattern in patterns.items():
            _enter(self._telling, pattern.keys, number)
            _enter(self._keys, class_keys(pattern), number)
            if pattern.class_unit is not None:
                units.append((self._class_of[number], pattern.class_unit))
        self._spelt = _Leads(Lexicon(words, (unit for _, unit in units), unit_fits, alone=False), units)

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def named_by(self, word: str, found: Found | None) -> frozenset[int]:
        """The classes of which a word is one; `found` where it may be one under another spelling."""
        classes: set[int] = set()
        if _may_be_spelt(word, self._spellings_of):
            classes.update(known for form in word_forms(word) for known in self._words_of.get(form, ()))
        if found is not None:
            if found.keys or found.near:
                classes.update(self._spelt.of(found))
        elif not is_latin(word):
            for number in dict.fromkeys(n for key in token_keys(word) for n in self._keys.get(key, ())):
                unit = self._patterns[number].class_unit
                if unit is not None and unit_fits(unit, word):
                    classes.add(self._class_of[number])
        return frozenset(classes)

    def names(self, word: str, heard_as: Found | None, *, small: bool) -> dict[int, list[int]]:
        """The names to which a word leads, by the classes of which some other word must be one.

        `heard_as` is what it has in common with words of names, where that is known to be anything.
        """
        if not is_latin(word):
            numbers = _by_keys(self._telling, self._patterns, word)
        elif small:
            numbers = self._small.of(word)
        elif heard_as is not None:
            numbers = self._any.of(heard_as)
        else:
            numbers = self._any.by_letters(self._words.find(word)) if self._any.spelt else []
        found: dict[int, list[int]] = {}
        for number in numbers:
            found.setdefault(self._class_of[number], []).append(number)
        return found


_AS_SPELT: Final = bytes.maketrans(b"jwx", b"yvk")


def _spelling(folded: str) -> bytes:
    """What a folded word and its forms (`word_forms`) have in common, but for one without an article."""
    return folded.encode().translate(_AS_SPELT, b"h").rstrip(b"s")


def _may_be_spelt(word: str, spellings: frozenset[bytes]) -> bool:
    """Whether one of a raw word's forms can be a word of one of these spellings: no, of most words."""
    if not word.isascii() or not word.isalpha():
        return True
    folded = word.lower()
    if folded.encode().translate(_AS_SPELT, b"h").rstrip(b"s") in spellings or may_fall_apart(folded):
        return True
    return folded[0] in "aeu" and any(_spelling(folded[article:]) in spellings for article in (2, 3))


class NameIndex:
    """Name patterns by their words. Picklable, without its memory; safe to share between threads."""

    def __init__(self, by_word: Mapping[int, NamePattern], by_pair: Mapping[int, NamePattern]) -> None:
        """Index patterns by their numbers: `by_word` by their most telling word, `by_pair` by their first two."""
        self._patterns = {**by_word, **by_pair}
        self.by_word, self.by_pair = frozenset(by_word), frozenset(by_pair)
        self._words = UnitWords(_searched(by_word, by_pair))
        self._classes = _Classes(self._words, {n: one for n, one in by_word.items() if class_keys(one)})
        by_word = {n: one for n, one in by_word.items() if not class_keys(one)}
        self._alone = _ByWord(self._words, by_word, by_pair)
        self._small = _Small(by_word)
        self._pairs = Pairs(self._words, by_pair)
        self._telling: dict[str, list[int]] = {}
        self._telling_of_pairs: dict[str, list[int]] = {}
        for number, pattern in by_word.items():
            _enter(self._telling, pattern.keys, number)
        for number, pattern in by_pair.items():
            _enter(self._telling_of_pairs, pattern.keys, number)
        self._with_middle: dict[str, list[int]] = {}
        for number, pattern in by_pair.items():
            _enter(self._with_middle, middle_keys(pattern), number)
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
                numbers = memory.telling[word] = tuple(_by_keys(self._telling_of_pairs, self._patterns, word))
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
            alone = self._small.of(word) if latin else _by_keys(self._telling, self._patterns, word)
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
            alone = _by_keys(self._telling, self._patterns, word)
            alone += _by_keys(self._telling_of_pairs, self._patterns, word)
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


def _searched(by_word: Mapping[int, NamePattern], by_pair: Mapping[int, NamePattern]) -> Iterator[Unit]:
    """All words of names by which names are looked for."""
    for pattern in by_word.values():
        yield _key_unit(pattern)
        if pattern.class_unit is not None:
            yield pattern.class_unit
    for pattern in by_pair.values():
        yield from pattern.units[:2]
    for pattern in (*by_word.values(), *by_pair.values()):
        if pattern.joined is not None:
            yield pattern.joined


def _enter(index: dict[str, list[int]], keys: Iterable[str], number: int) -> None:
    for key in keys:
        index.setdefault(key, []).append(number)


def _by_keys(index: Mapping[str, list[int]], patterns: Mapping[int, NamePattern], word: str) -> list[int]:
    """The names that have a key of the word, and whose most telling word it can be."""
    numbers = dict.fromkeys(number for key in token_keys(word) for number in index.get(key, ()))
    return [number for number in numbers if may_match(patterns[number], word)]
