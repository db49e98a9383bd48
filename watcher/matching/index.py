"""From a document's words to the few units that could be in it, at a cost that hardly depends on how many there are.

A unit's *clauses* are sets of index keys: any mention of it needs, of each clause, a word with one of its keys. One
clause is the unit's *pivot*, the one that fewest documents satisfy; the index leads from words to the units whose pivot
they satisfy, and the other clauses are then looked up, before any text is read. As news repeats its words, what a word
satisfies is worked out once and remembered (`Vocabulary`): after that a document costs a few set operations.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Final

from watcher.matching.fieldtext import DocumentText
from watcher.matching.groups import compound_keys, text_keys
from watcher.matching.nameindex import NameIndex, is_loose
from watcher.matching.phrases import acronym_key, bare, unelided
from watcher.matching.spelling import Spellings
from watcher.text.fold import fold_word

__all__ = ["MAX_WORDS", "Candidates", "Clause", "Index", "phrase_clause"]

MAX_WORDS: Final = 100_000
"""Words remembered; past that the memory starts anew. About 30 MB."""
_LANGUAGES: Final = ("en", "fr", "de", "tr", "ar", "fa")

Candidates = dict[int, list[str]]
"""Unit number → the document's words that led to it."""


@dataclass(frozen=True, slots=True)
class Clause:
    """What some word of a document must satisfy: have one of the keys, or be spelt like one of the words."""

    keys: frozenset[str]
    words: frozenset[str] = frozenset()
    """Folded."""


def phrase_clause(word: str) -> Clause:
    """That a word of a phrase is there, a typing error allowed."""
    return Clause(frozenset(), frozenset({word}))


def _word_keys(raw: str, kinds: frozenset[str]) -> Iterable[str]:
    """Every index key of a raw word, of the kinds in use (a key's first letters)."""
    folded = fold_word(raw)
    if rest := unelided(folded):
        yield from _word_keys(rest, kinds - {"A", "+"})
    if "+" in kinds:
        yield from compound_keys(folded)
    if ":" in kinds:
        yield from text_keys(folded, _LANGUAGES)
    if "A" in kinds:
        yield f"A:{acronym_key(raw)}"
    if "w" in kinds:
        yield f"w:{folded}"
        if bare(folded) != folded:
            yield f"w:{bare(folded)}"


def _key_kind(key: str) -> str:
    return key[0] if key[:2] in {"A:", "w:"} or key[0] == "+" else ":"


class Vocabulary:
    """What each known word satisfies. Grows as words are met; replaced as a whole when it is full."""

    __slots__ = ("active", "known", "satisfying", "units")

    def __init__(self, guards: Iterable[int]) -> None:
        """Begin without words."""
        self.known: set[str] = set()
        self.active: set[str] = set()
        """Known words that satisfy some unit's pivot."""
        self.units: dict[str, tuple[tuple[int, tuple[set[str], ...]], ...]] = {}
        """By active word: each unit whose pivot it satisfies, with the words that satisfy each of its guards."""
        self.satisfying: dict[int, set[str]] = {clause: set() for clause in guards}
        """By clause that is some unit's guard."""


class Index:
    """Units by the words that could begin them. Picklable, without what it remembers of words."""

    def __init__(self, units: Sequence[tuple[Clause, ...]], names: NameIndex) -> None:
        """Index units by their clauses, in order; names by `names`.

        A unit without any clause that is no name is a candidate of every document.
        """
        self.names = names
        numbers: dict[Clause, int] = {}
        for clauses in units:
            for clause in clauses:
                numbers.setdefault(clause, len(numbers))
        self._clauses = list(numbers)
        self.always = tuple(unit for unit, clauses in enumerate(units) if not clauses and unit not in names)
        shared = Counter(numbers[clause] for clauses in units for clause in clauses)
        self._by_key: dict[str, list[int]] = {}
        for number, clause in enumerate(self._clauses):
            for key in clause.keys:
                self._by_key.setdefault(key, []).append(number)
        self._spellings = Spellings((word, n) for n, clause in enumerate(self._clauses) for word in clause.words)
        self._pivots: dict[int, list[int]] = {}
        self._guards: dict[int, tuple[int, ...]] = {}
        for unit, clauses in enumerate(units):
            mine = [numbers[clause] for clause in clauses]
            if mine:
                pivot = min(mine, key=lambda n: self._commonness(n, shared[n]))
                self._pivots.setdefault(pivot, []).append(unit)
                if guards := tuple(n for n in dict.fromkeys(mine) if n != pivot):
                    self._guards[unit] = guards
        self._kinds = frozenset(map(_key_kind, self._by_key))
        self._vocabulary = self._empty()

    def __getstate__(self) -> dict[str, object]:
        return {key: value for key, value in self.__dict__.items() if key != "_vocabulary"}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)
        self._vocabulary = self._empty()

    def _empty(self) -> Vocabulary:
        return Vocabulary({guard for guards in self._guards.values() for guard in guards})

    def _commonness(self, number: int, shared: int) -> tuple[int, int]:
        """How common the words of a clause are likely to be: many units share it, many words satisfy it, short ones."""
        clause = self._clauses[number]
        if not clause.keys:
            return shared, -min(map(len, clause.words))
        return shared + (len(clause.keys) + 20 * len(clause.words)) // 20, -min(map(len, clause.keys))

    def candidates(self, text: DocumentText) -> Candidates:
        """The units of which a document could hold a mention, and the words that say so."""
        words = text.words
        found = self._by_words(words)
        if self.names:
            loose = is_loose([field.plain for field in text.fields], text.sequence)
            found.update(self.names.candidates(text.sequence, words, loose=loose))
        for unit in self.always:
            found[unit] = []
        return found

    def _by_words(self, words: set[str]) -> Candidates:
        if not self._clauses:
            return {}
        vocabulary = self._vocabulary
        if not words <= vocabulary.known:
            vocabulary = self._learn(words, vocabulary)
        found: Candidates = {}
        for word in words & vocabulary.active:
            for unit, guards in vocabulary.units[word]:
                for guard in guards:
                    if guard.isdisjoint(words):
                        break
                else:
                    found.setdefault(unit, []).append(word)
        return found

    def _learn(self, words: set[str], vocabulary: Vocabulary) -> Vocabulary:
        """Work out what the unknown ones of these words satisfy.

        Another thread may do the same at the same time: words are entered last into `known`, so that whoever finds
        one there finds the rest too; and a full vocabulary is replaced, never emptied, so that who reads it may go on.
        """
        if len(vocabulary.known) + len(words) > MAX_WORDS:
            vocabulary = self._empty()
            if len(words) <= MAX_WORDS // 2:
                self._vocabulary = vocabulary
        unknown = words - vocabulary.known
        spelt_only = not self._by_key
        for word in unknown:
            plain = spelt_only and word.isascii() and word.isalnum()
            if clauses := self._spellings.alike(word.lower()) if plain else self._satisfied(word):
                self._enter(word, clauses, vocabulary)
        vocabulary.known |= unknown
        return vocabulary

    def _enter(self, word: str, clauses: Iterable[int], vocabulary: Vocabulary) -> None:
        """Note the clauses that a word satisfies."""
        units = tuple(
            (unit, tuple(vocabulary.satisfying[guard] for guard in self._guards.get(unit, ())))
            for clause in clauses
            for unit in self._pivots.get(clause, ())
        )
        for clause in clauses:
            if clause in vocabulary.satisfying:
                vocabulary.satisfying[clause].add(word)
        if units:
            vocabulary.units[word] = units
            vocabulary.active.add(word)

    def _satisfied(self, word: str) -> Collection[int]:
        if not self._by_key:
            return self._spelt(word)
        seen = dict.fromkeys(self._spelt(word)) if self._spellings else {}
        for key in _word_keys(word, self._kinds):
            for number in self._by_key.get(key, ()):
                seen[number] = None
        return seen

    def _spelt(self, word: str) -> Set[int]:
        folded = fold_word(word)
        if "'" not in folded:
            return self._spellings.alike(folded)
        # What ends like a possessive may also be watched for as it stands.
        found = self._spellings.alike(bare(folded)) | self._spellings.same(folded)
        rest = unelided(folded)
        return found | self._spellings.alike(bare(rest)) if rest else found
