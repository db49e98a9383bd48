"""Sentences → runs: stretches of words in capitals, with the small words that hold a name together.

Particles (al-, van der, de la) belong to any name; `of`, `for`, `and` to the names of organisations with a head that
takes them (`Court of Appeal`, `Centre for Strategic Studies`, `Ministry of Health and Welfare`).
"""

import re
from collections.abc import Iterator

from watcher.derive.rarity import zipf
from watcher.derive.sentences import Sentence, Word
from watcher.derive.tables.calendar import CALENDAR
from watcher.derive.tables.carving import COMMITTEES, COMPOUND, LISTING_HEADS
from watcher.derive.tables.countries import country_named, country_of_adjective
from watcher.derive.tables.given_names import GIVEN_NAMES
from watcher.derive.tables.grammar import PARTICLES, PEOPLE_POSSESSIVE, TURKISH_PARTICLES
from watcher.derive.tables.heads import OF_HEADS, ORGANISATION
from watcher.derive.tables.titles import OFFICE_NOUNS, TITLE_WORDS

__all__ = ["is_compound", "runs"]


def _joined(words: tuple[Word, ...], position: int) -> bool:
    """Whether nothing parts a word from the one before."""
    word, before = words[position], words[position - 1]
    if word.parts:
        return word.gap == ". " and (
            (len(before.text) == 1 and before.text not in "XI")
            or before.text.casefold() in TITLE_WORDS
            or before.text in {"Mt", "St", "Jr"}
        )
    return (
        not before.possessive
        or before.text.casefold().removesuffix("s") in PEOPLE_POSSESSIVE
        or before.text.casefold() in PEOPLE_POSSESSIVE
    )


def runs(sentence: Sentence, language: str) -> Iterator[tuple[int, int]]:
    """Word ranges (inclusive) of runs in capitals."""
    words = sentence.words
    position = 0
    while position < len(words):
        if not _begins(words[position]):
            position += 1
            continue
        last = position
        while (after := _extend(words, position, last, language)) > last:
            last = after
        yield position, last
        position = last + 1


def _begins(word: Word) -> bool:
    key = word.text.casefold()
    return word.capital and not key.isdigit() and key not in CALENDAR


def is_compound(word: Word) -> bool:
    """`Islands-flagged`: a name that ends here, used as an adjective."""
    return word.text.rpartition("-")[2] in COMPOUND


def _extend(words: tuple[Word, ...], first: int, last: int, language: str) -> int:
    """The end of the run that goes on after `last`, or `last` where it ends there."""
    step = last + 1
    if step >= len(words) or not _joined(words, step) or (is_compound(words[last]) and first < last):
        return last
    if _begins(words[step]) or (
        re.fullmatch(r"[A-Z]?\d{1,4}[A-Z]?", words[step].text) and words[last].acronym and first < last
    ):
        return step
    if words[step].text.casefold() in CALENDAR:
        return last
    reach = step
    while reach < len(words) and reach - step < 3 and _joined(words, reach) and not words[reach].capital:
        reach += 1
    if reach == step or reach >= len(words) or not _joined(words, reach) or not _begins(words[reach]):
        return last
    small = [word.text.casefold() for word in words[step:reach]]
    particles = TURKISH_PARTICLES if language == "tr" else PARTICLES
    if all(word in particles for word in small) and small[0] not in {"as", "at", "an", "i", "and", "y", "e", "in"}:
        return reach
    if small == ["y"] or small == ["e"]:
        return reach if words[last].text.casefold() not in CALENDAR else last
    return reach if _organisation_joins(words, first, last, small, reach) else last


def _organisation_joins(words: tuple[Word, ...], first: int, last: int, small: list[str], reach: int) -> bool:
    """Whether `of`, `for`, `and`, `the`… hold the two sides of an organisation's name together."""
    left = [word.text.casefold() for word in words[first : last + 1] if word.text.casefold() not in {"the", "a", "an"}]
    while len(left) > 1 and country_of_adjective(left[0]):
        left.pop(0)
    if len(left) > 2 and country_named(" ".join(left[:2])):
        left = left[2:]
    if not left:
        return False
    joiner = small[0] if small[1:] in ([], ["the"]) else ""
    if joiner == "of" and words[reach].acronym and not country_named(words[reach].text):
        return False
    if joiner == "of":
        return any(word in OF_HEADS for word in left) and left[-1] not in OFFICE_NOUNS
    if joiner in {"in", "on"}:
        return left[0] in COMMITTEES
    if joiner in {"for", "against", "without", "für"}:
        heads = (ORGANISATION | OF_HEADS) - {"league", "house", "city", "port", "cape", "capital"}
        return left[-1].rpartition("-")[2] in heads or (len(left) > 2 and left[0] in heads)
    return small == ["and"] and _lists(words, left, reach)


def _lists(words: tuple[Word, ...], left: list[str], reach: int) -> bool:
    """Whether `and` stands inside a name: `Ministry of Health and Welfare`, `Ethics and Anti-Corruption Commission`."""
    after = words[reach].text.casefold()
    if country_named(words[reach].text) or after in GIVEN_NAMES:
        return False
    common = zipf(after.split("-")[0]) >= 3.0
    if left[0] in LISTING_HEADS or (len(left) > 2 and left[0] in OF_HEADS and "for" in left):
        return common or "for" in left
    headed = reach + 1 < len(words) and _joined(words, reach + 1) and words[reach + 1].capital
    return (
        len(left) == 1
        and common
        and zipf(left[0]) >= 3.0
        and headed
        and words[reach + 1].text.casefold() in ORGANISATION
    )
