"""A name's words one by one, for whoever looks for names of several words by two neighbouring ones."""

from functools import lru_cache

from watcher.matching.names.fit import joined_fits, unit_fits
from watcher.matching.names.pattern import NamePattern, unit_keys
from watcher.matching.names.phonemes import phonemes
from watcher.matching.names.skeleton import wide_skeletons
from watcher.matching.names.tables import ARTICLES, CANONICAL, DISTINCT, PARTICLES
from watcher.matching.names.word import (
    MIN_TYPO_LETTERS,
    Part,
    analyse,
    known_key,
    plain_forms,
    reading_keys,
    sound_keys,
)
from watcher.text.fold import fold_word

__all__ = [
    "has_short_forms",
    "is_compound",
    "is_latin",
    "is_small",
    "is_transparent",
    "joined_keys",
    "joined_may_match",
    "later_may_match",
    "may_be_small",
    "needs_one_word_only",
    "pair_keys",
    "pair_may_match",
    "part_keys",
    "word_pair_keys",
]


def needs_one_word_only(pattern: NamePattern) -> bool:
    """Whether a full mention of the name may lack its first two words side by side.

    Names of one word; places whose first word a head may stand in for; names that the watch list writes without
    capitals, since their words may be small in the text.
    """
    return len(pattern.units) < 2 or pattern.acronym or any(unit.generic or unit.lower for unit in pattern.units)


def has_short_forms(pattern: NamePattern) -> bool:
    """Whether a name of several words may be cut to one, or to an initial: a person's."""
    return pattern.kind == "person"


def may_be_small(pattern: NamePattern) -> bool:
    """Whether a word of the name may be small in a text that writes names with capitals: the watch list's is."""
    return any(unit.lower for unit in pattern.units)


def word_pair_keys(word: str) -> tuple[str, ...]:
    """Keys of a raw word as one of several words of a name: in Latin script, what it can be shares one of them."""
    forms = plain_forms(word)
    if forms:
        return _plain_pair_keys(forms)
    return tuple(dict.fromkeys(key for part in analyse(word).parts for key in part_keys(part)))


def _plain_pair_keys(forms: list[str]) -> tuple[str, ...]:
    """The same keys for a plain word, by its forms, without analysing it."""
    tag = CANONICAL.get(forms[0])
    keys = {f"#{tag}"} if tag else set[str]()
    for form in forms:
        sounds = phonemes(form)
        keys.add(f"={form}")
        keys.update(map(known_key, DISTINCT.get(form, ())))
        keys.update(wide_skeletons(sounds) if sounds else ())
        keys.update(key for key in sound_keys(sounds, len(form) >= MIN_TYPO_LETTERS) if key[0] == "~")
    return tuple(keys)


def pair_keys(pattern: NamePattern) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keys of the first word and of the second: neighbouring words of any full mention have one of each."""
    return part_keys(pattern.units[0].part), part_keys(pattern.units[1].part)


def is_latin(word: str) -> bool:
    """Whether a raw word is of Latin script, where `word_pair_keys` leaves nothing out."""
    return word.isascii() or analyse(word).script == "latin"


def is_small(word: str) -> bool:
    """Whether the first letter of a raw word that has case is a small one."""
    if word.isascii() and word[:1].isalpha():
        return word[0].islower()
    return analyse(word).case == "lower"


@lru_cache(maxsize=65_536)
def part_keys(part: Part) -> tuple[str, ...]:
    """Keys of one part of a word, as one of several words of a name."""
    keys = {f"#{part.tag}"} if part.tag else set[str]()
    for reading in part.readings:
        keys.add(f"={reading.folded}")
        keys.update(map(known_key, reading.distinct))
        keys.update(wide_skeletons(reading.sounds) if reading.sounds else ())
        keys.update(key for key in reading_keys(reading) if key[0] == "~")
    return tuple(keys)


def joined_keys(pattern: NamePattern) -> tuple[str, ...]:
    """Index keys of the two words written as one; () where they never are."""
    return unit_keys(pattern.joined) if pattern.joined is not None else ()


def pair_may_match(pattern: NamePattern, first: str, second: str) -> bool:
    """Whether two raw words can be the name's first two; the same word twice: as parts of one."""
    return unit_fits(pattern.units[0], first) and unit_fits(pattern.units[1], second)


def later_may_match(pattern: NamePattern, number: int, word: str) -> bool:
    """Whether a raw word can be the name's word of that number."""
    return unit_fits(pattern.units[number], word)


def joined_may_match(pattern: NamePattern, word: str) -> bool:
    """Whether a raw word can be the two words of the name written as one."""
    return pattern.joined is not None and joined_fits(pattern.joined, word)


def is_compound(word: str) -> bool:
    """Whether a raw word falls into parts that others write apart, so that it can be two words of a name."""
    return not plain_forms(word) and len(analyse(word).parts) > 1


def is_transparent(word: str) -> bool:
    """Whether a raw word may stand between the words of a name: an article, a particle, a single letter."""
    folded = fold_word(word)
    return len(folded) == 1 or folded in ARTICLES or folded in PARTICLES
