"""What one word of a text leads to: the names of which it is the most telling word, or says what they are of."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from watcher.matching.names import (
    Found,
    Lexicon,
    NamePattern,
    Unit,
    UnitWords,
    class_keys,
    is_latin,
    joined_fits,
    may_be_small,
    may_fall_apart,
    may_match,
    token_keys,
    unit_fits,
    whole_fits,
    word_forms,
)

__all__ = ["ByWord", "Classes", "Small", "by_keys", "enter", "searched"]


class _Leads:
    """From a word of Latin script to the names of which some one word is it."""

    def __init__(self, lexicon: Lexicon, units: Iterable[tuple[int, Unit]]) -> None:
        self._lexicon = lexicon
        self._names: dict[int, list[int]] = {}
        for name, unit in units:
            self._names.setdefault(lexicon.number(unit), []).append(name)

    def of(self, found: Found) -> list[int]:
        return [name for number in self._lexicon.fits(found) for name in self._names[number]]


class ByWord:
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
            enter(self._spelt, pattern.halves, number)
            if pattern.acronym:
                enter(self._spelt, (pattern.keys[0].removeprefix("="),), number)
            if pattern.runs and len(pattern.keys) > 1:
                enter(self._runs, pattern.keys[1:], number)
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
        return names + by_keys(self._runs, self._patterns, found.word) if self._runs else names


class Small:
    """Names to which a single word in small letters leads: few, to be found in few words. Of Latin script."""

    def __init__(self, patterns: Mapping[int, NamePattern]) -> None:
        """Of these names those whose words may be small."""
        some = {n: one for n, one in patterns.items() if may_be_small(one)}
        self._words = UnitWords(searched(some, {}), sieved=True)
        self._names = ByWord(self._words, some, {})

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


class Classes:
    """Names that say what they are of, by the classes of that."""

    def __init__(self, words: UnitWords, patterns: Mapping[int, NamePattern]) -> None:
        """Enter names, of each of which `class_keys` has some."""
        self._patterns = patterns
        self._words = words
        numbers: dict[frozenset[str], int] = {}
        self._class_of = {n: numbers.setdefault(one.of_class, len(numbers)) for n, one in patterns.items()}
        self._words_of: dict[str, list[int]] = {}
        for of_class, known in numbers.items():
            enter(self._words_of, of_class, known)
        self._spellings_of = frozenset(map(_spelling, self._words_of))
        self._any = ByWord(words, patterns, {})
        self._small = Small(patterns)
        self._telling: dict[str, list[int]] = {}
        self._keys: dict[str, list[int]] = {}
        units: list[tuple[int, Unit]] = []
        for number, pattern in patterns.items():
            enter(self._telling, pattern.keys, number)
            enter(self._keys, class_keys(pattern), number)
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
            numbers = by_keys(self._telling, self._patterns, word)
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


def searched(by_word: Mapping[int, NamePattern], by_pair: Mapping[int, NamePattern]) -> Iterator[Unit]:
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


def enter(index: dict[str, list[int]], keys: Iterable[str], number: int) -> None:
    """Enter a name in an index, under each of its keys."""
    for key in keys:
        index.setdefault(key, []).append(number)


def by_keys(index: Mapping[str, list[int]], patterns: Mapping[int, NamePattern], word: str) -> list[int]:
    """The names that have a key of the word, and whose most telling word it can be."""
    numbers = dict.fromkeys(number for key in token_keys(word) for number in index.get(key, ()))
    return [number for number in numbers if may_match(patterns[number], word)]
