"""A word of a text among the words of many names: what it has in common with them, found once for all questions.

word ─▶ forms, sounds ─▶ skeletons of names (`trie`)
                      └▶ words of names but for a typing error (`spelling`)
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from watcher.matching.names.outline import SLACK, Outline, outline
from watcher.matching.names.pattern import Unit, budget
from watcher.matching.names.phonemes import phonemes, plain_phonemes
from watcher.matching.names.sieve import Sieve
from watcher.matching.names.skeleton import likeliest, loose_skeletons, shortened, skeletons, wide_skeletons
from watcher.matching.names.tables import CANONICAL, DISTINCT
from watcher.matching.names.trie import SkeletonTrie
from watcher.matching.names.word import MIN_TYPO_LETTERS, Reading, analyse, known_key, plain_forms, reading_keys
from watcher.matching.spelling import Spellings
from watcher.text.fold import fold_word

__all__ = ["Form", "Found", "Heard", "Key", "UnitWords", "heard", "outlines"]

Key = int | str
"""A skeleton by its place in the trie, or what a word is known to be, or how it is spelt where it has no sounds."""
_LEAST_SLIPPED: Final = 3


class Form(NamedTuple):
    """One way to read a word."""

    folded: str
    sounds: str


class Heard(NamedTuple):
    """A word in all its forms."""

    tags: tuple[str, ...]
    """What it is known to be: of many spellings, or of several things that sound alike."""
    forms: tuple[Form, ...]


class Found(NamedTuple):
    """What a word of a text has in common with words of names."""

    word: str
    plain: bool
    """Whether it is of one part and of ASCII letters."""
    folded: tuple[str, ...]
    """Its forms, as it is written first."""
    keys: tuple[Key, ...]
    sounds: tuple[str, ...]
    """Of its forms that have skeletons in common with any."""
    near: tuple[str, ...]
    """Words of names, folded, that it is but for a typing error."""


@lru_cache(maxsize=4_096)
def heard(word: str) -> Heard:
    """A raw word of Latin script, in each of its forms and parts."""
    plain = plain_forms(word) or ([word] if word.isascii() and word.isdigit() else [])
    if plain:
        tags = [f"#{tag}"] if (tag := CANONICAL.get(plain[0])) else []
        tags += [known_key(one) for form in plain for one in DISTINCT.get(form, ())]
        return Heard(tuple(tags), tuple([Form(form, phonemes(form)) for form in plain]))
    parts = analyse(word).parts
    tags = [f"#{part.tag}" for part in parts if part.tag]
    readings = [reading for part in parts for reading in part.readings]
    tags += [known_key(one) for reading in readings for one in reading.distinct]
    forms = dict.fromkeys(form for reading in readings for form in _forms(reading))
    return Heard(tuple(tags), tuple(forms))


def _forms(reading: Reading) -> Iterable[Form]:
    """A reading; and its bare letters where those are heard otherwise, so that the same letters always meet."""
    yield Form(reading.folded, reading.sounds)
    if reading.script == "latin" and (bare := phonemes(reading.folded)) != reading.sounds:
        yield Form(reading.folded, bare)


def outlines(unit: Unit, readings: Iterable[Reading], *, alone: bool) -> tuple[tuple[Outline | None, float], ...]:
    """The outlines of readings of a word of a name, with the dearest alignment that counts; () where any could."""
    found = []
    for reading in readings:
        if reading.script != "latin":
            return ()
        most = budget(reading.strength, alone=alone, one_script=not unit.article) - reading.cost + SLACK
        found += [(outline(form.sounds), most) for form in _forms(reading)]
    return tuple(found)


class UnitWords:
    """The words of names. Picklable."""

    def __init__(self, units: Iterable[Unit], *, sieved: bool = False) -> None:
        """Enter words of names; `sieved` where most words of texts will have nothing in common with any."""
        self._trie = SkeletonTrie()
        self._spelt: list[str] = []
        spelt: dict[str, None] = {}
        sounds: dict[str, None] = {}
        self.foreign = False
        """Whether any is of another script than Latin."""
        for unit in units:
            for reading in unit.part.readings:
                self.foreign = self.foreign or reading.script != "latin"
                sounds.update((form.sounds, None) for form in _forms(reading))
                if len(reading.folded) >= MIN_TYPO_LETTERS:
                    spelt[reading.folded] = None
        sieve = Sieve(sounds) if sieved else None
        self._sieve = sieve if sieve else None
        self._spelt = list(spelt)
        self._spellings = Spellings(((word, number) for number, word in enumerate(spelt)), framed=True)

    def keys(self, unit: Unit, *, alone: bool) -> dict[Key, list[Reading]]:
        """The keys of which a word of a text has one where it is this word, but for a typing error.

        With each the readings that have it; none, where it tells by itself. `alone`: as a whole name, which any narrow
        skeleton leads to; else beside another word of the same name.
        """
        keys: dict[Key, list[Reading]] = {f"#{unit.part.tag}": []} if unit.part.tag else {}
        for reading in unit.part.readings:
            keys.update((known_key(one), []) for one in reading.distinct)
            for key in self._sound_keys(reading, alone):
                keys.setdefault(key, []).append(reading)
        return keys

    def _sound_keys(self, reading: Reading, alone: bool) -> set[Key]:
        keys: set[Key] = set()
        for form in _forms(reading):
            if not form.sounds:
                keys.add(f"={form.folded}")
            elif alone:
                keys |= self._trie.add({*loose_skeletons(form.sounds), *skeletons(form.sounds)})
            else:
                keys |= self._trie.add(wide_skeletons(form.sounds))
        if reading.script != "latin":  # from script to script more may differ than a skeleton shows
            keys.update(key for key in reading_keys(reading) if key[0] == "~")
        return keys

    def find(self, word: str) -> Found:
        """What a raw word of Latin script has in common with these."""
        forms = plain_forms(word)
        if not forms:
            return self._find(word, heard(word))
        keys: list[Key] = []
        heard_so: list[str] = []
        near: list[str] = []
        if forms[0] in CANONICAL:
            keys.append(f"#{CANONICAL[forms[0]]}")
        for folded in forms:
            if folded in DISTINCT:
                keys += map(known_key, DISTINCT[folded])
            if self._sieve is None or self._sieve.passes(folded):
                self._add(folded, plain_phonemes(folded), keys, heard_so, near)
            elif len(folded) >= MIN_TYPO_LETTERS:
                self._add_near(folded, plain_phonemes(folded) if self.foreign else "", keys, near)
        if len(forms) > 1:
            keys = list(dict.fromkeys(keys))
        return Found(word, True, tuple(forms), tuple(keys), tuple(heard_so), tuple(near))

    def _find(self, word: str, known: Heard) -> Found:
        keys: list[Key] = list(known.tags)
        heard_so: list[str] = []
        near: list[str] = []
        for folded, sounds in known.forms:
            self._add(folded, sounds, keys, heard_so, near)
        forms = dict.fromkeys((fold_word(word), *(form.folded for form in known.forms)))
        return Found(word, False, tuple(forms), tuple(dict.fromkeys(keys)), tuple(heard_so), tuple(near))

    def _add(self, folded: str, sounds: str, keys: list[Key], heard_so: list[str], near: list[str]) -> None:
        """Add what one form of a word has in common with these."""
        if not sounds:
            keys.append(f"={folded}")
        elif places := self._trie.find(sounds):
            keys += places
            heard_so.append(sounds)
        if len(folded) >= MIN_TYPO_LETTERS:
            self._add_near(folded, sounds, keys, near)

    def _add_near(self, folded: str, sounds: str, keys: list[Key], near: list[str]) -> None:
        """Add what it is but for a typing error."""
        if self.foreign:
            keys += _slips(sounds)
        near += [self._spelt[number] for number in self._spellings.alike(folded)]


def _slips(sounds: str) -> list[str]:
    skeleton = likeliest(sounds)
    if len(skeleton) < _LEAST_SLIPPED:
        return []
    return [f"~{one}" for one in (skeleton, *shortened(skeleton))]
