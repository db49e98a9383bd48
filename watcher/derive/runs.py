"""Sentences → runs: stretches of words in capitals, with the small words that hold a name together.

Particles (al-, van der, de la) belong to any name; `of`, `for`, `and` to the names of organisations with a head that
takes them (`Court of Appeal`, `Centre for Strategic Studies`, `Ministry of Health and Welfare`).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from watcher.derive.gazetteer import is_place
from watcher.derive.rarity import zipf
from watcher.derive.sentences import Sentence, Word
from watcher.derive.tables.calendar import CALENDAR, is_date
from watcher.derive.tables.carving import COMMITTEES, COMPOUND, LISTING_HEADS
from watcher.derive.tables.countries import country_named, country_of_adjective
from watcher.derive.tables.given_names import GIVEN_NAMES
from watcher.derive.tables.grammar import GERMAN_ARTICLES, PARTICLES, PEOPLE_POSSESSIVE, TURKISH_PARTICLES
from watcher.derive.tables.heads import FACILITY, OF_HEADS, ORGANISATION, PLACE
from watcher.derive.tables.titles import OFFICE_NOUNS, TITLE_WORDS

__all__ = ["is_compound", "nickname_end", "runs", "spelled_out"]

_FIELDS: Final = ("logy", "nomy", "ics", "graphy", "metry", "ture", "ment", "tion", "culture")
"""Endings of the fields that institutes work in."""
_SEATS: Final = frozenset({"university", "ministry", "academy"})
"""Bodies that others belong to: in `Seismological Centre of the University of Chile` are two names."""
_SEAT_OF: Final = frozenset({"office", "department", "chamber", "guard", "palace", "court", "council"})
"""What belongs to an office-holder and is named so: `Public Prosecutor's Office`."""
_WORKED_IN: Final = frozenset(
    "intelligence defence defense justice finance energy health media communications research investment press".split()
)
"""Heads of bodies' names that also are what a body is for: `National Intelligence and Security Service`."""
_JOINERS: Final = frozenset({"of", "and", "for", "the", "in", "on", "to", "de", "du", "des", "la", "y", "e"})


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
        or _owned_name(words, position)
        or (before.text.casefold() in TITLE_WORDS | OFFICE_NOUNS and word.text.casefold() in _SEAT_OF)
        or before.text.casefold().removesuffix("s") in PEOPLE_POSSESSIVE
        or before.text.casefold() in PEOPLE_POSSESSIVE
    )


def _owned_name(words: tuple[Word, ...], position: int) -> bool:
    """Whether a possessive belongs to a name (`Cox's Bazar`, `Sultan's Cove hotel`) instead of owning one.

    What owns is a country, a person, a body; what is named so is a place, told by its head or by being known.
    """
    owner, own = words[position - 1], words[position]
    if not own.capital or (position > 1 and words[position - 2].capital and not owner.parts):
        return False
    if is_place(f"{owner.text}'s {own.text}"):
        return True
    following = (
        words[position + 1].text.casefold() if position + 1 < len(words) and not words[position + 1].parts else ""
    )
    if country_named(owner.text) or country_of_adjective(owner.text) or is_place(owner.text) or owner.acronym:
        return False
    key = own.text.casefold()
    return key in PLACE - ORGANISATION or (following in FACILITY and not is_place(own.text))


def nickname_end(words: Sequence[Word], at: int) -> int:
    """Where the surname begins after a nickname in quotation marks (`Bakary "Tank" Mbalia`); 0 where there is none."""
    if at + 2 >= len(words) or not re.fullmatch(r"\s+[\"“„«']", words[at + 1].gap) or words[at].possessive:
        return 0
    for step in range(at + 2, min(at + 5, len(words))):
        if re.fullmatch(r"[\"”“»']\s+", words[step].gap):
            return step if words[step].capital and words[at + 1].capital else 0
        if words[step].gap != " ":
            return 0
    return 0


def runs(sentence: Sentence, language: str) -> Iterator[tuple[int, int]]:
    """Word ranges (inclusive) of runs in capitals."""
    words = sentence.words
    spelled = dict(spelled_out(sentence))
    position = 0
    while position < len(words):
        if position in spelled:
            yield position, spelled[position]
            position = spelled[position] + 1
            continue
        if not _begins(words[position]):
            position += 1
            continue
        last = position
        while (after := _extend(words, position, last, language)) > last and not spelled.keys() & set(
            range(last + 1, after + 1)
        ):
            last = after
        yield position, last
        position = last + 1


def spelled_out(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Names that go on after a comma: their initials say so, or the fields that they enumerate."""
    last = -1
    for first, end in sorted({*long_forms(sentence), *_enumerations(sentence)}):
        if first > last:
            yield first, end
            last = end


def _enumerations(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """`Ministry of Agriculture, Livestock and Fisheries`, `Electrical, Mechanical and Services Agency`."""
    words = sentence.words
    for at in range(1, len(words) - 2):
        if words[at].gap != ", " or not words[at - 1].capital or not _is_field(words[at]):
            continue
        first = at - 1
        while first and words[first].gap == " " and (words[first - 1].capital or words[first - 1].text in _JOINERS):
            first -= 1
        while not words[first].capital:
            first += 1
        last = _enumerated(words, at)
        left = [word.text.casefold() for word in words[first:at]]
        headed = any(one in LISTING_HEADS and other in {"of", "for", "on"} for one, other in pairwise(left))
        closed = (
            words[last].text.casefold() in ORGANISATION and _is_field(words[at - 1]) and left[-1] not in ORGANISATION
        )
        if last > at and (headed or closed):
            yield first, last


def _enumerated(words: tuple[Word, ...], at: int) -> int:
    """The last word of an enumeration of fields that goes on at `at` and holds one `and`; `at` where it is none."""
    position, joined = at, False
    while position + 1 < len(words):
        after = words[position + 1]
        if after.capital and after.gap in {" ", ", "} and not (joined and after.parts) and _is_field(after):
            position += 1
        elif after.text == "and" and not joined and position + 2 < len(words) and _is_field(words[position + 2]):
            position, joined = position + 2, True
        else:
            break
    return position if joined else at


def _is_field(word: Word) -> bool:
    """Whether a word in capitals may be what a body is for (Livestock, Electrical), and no name."""
    key = word.text.casefold()
    if not word.capital or word.acronym or key in GIVEN_NAMES or country_named(word.text):
        return False
    return zipf(key) >= (4.0 if is_place(word.text) else 3.0)


def long_forms(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Names whose initials follow in brackets, commas and all: `Institute of Epidemiology, Disease Control (IEDC)`."""
    words = sentence.words
    for at in range(2, len(words)):
        after = words[at + 1].gap if at + 1 < len(words) else sentence.text[words[at].end :]
        if not (words[at].acronym and words[at].gap.endswith("(") and after.startswith(")")):
            continue
        first, letters = at, words[at].text.replace(".", "").casefold()
        while first and letters and (first == at or words[first].gap.strip() in {"", ",", "&"}):
            word = words[first - 1]
            if word.capital:
                parts = [part[0].casefold() for part in word.text.split("-") if part]
                size = len(parts) if letters.endswith("".join(parts)) else int(letters.endswith(parts[0]))
                letters = letters[: len(letters) - size] if size else "?"
            elif word.text not in _JOINERS:
                break
            first -= 1
            if letters == "?":
                break
        if not letters and at - first > 2 and words[first].capital:
            yield first, at - 1


def _begins(word: Word) -> bool:
    key = word.text.casefold()
    return word.capital and not key.isdigit() and not is_date(key)


def _inside_name(words: tuple[Word, ...], at: int) -> bool:
    """Whether what could be a month or day (Jun, Sun, May) stands between two words of a name: `Marcus Lim Jun Jie`."""
    if len(words[at].text) != 3 or not words[at].capital or at + 1 >= len(words):
        return False
    return words[at - 1].capital and not words[at + 1].parts and _begins(words[at + 1])


def is_compound(word: Word) -> bool:
    """`Islands-flagged`: a name that ends here, used as an adjective."""
    return word.text.rpartition("-")[2] in COMPOUND


def _extend(words: tuple[Word, ...], first: int, last: int, language: str) -> int:
    """The end of the run that goes on after `last`, or `last` where it ends there."""
    step = last + 1
    nickname = nickname_end(words, last)
    if nickname and first < nickname:
        return nickname
    if step >= len(words) or not _joined(words, step) or (is_compound(words[last]) and first < last):
        return last
    if (
        _begins(words[step])
        or _inside_name(words, step)
        or (re.fullmatch(r"[A-Z]?\d{1,4}[A-Z]?", words[step].text) and words[last].acronym and first < last)
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
    particles = (
        TURKISH_PARTICLES if language == "tr" else PARTICLES - GERMAN_ARTICLES if language == "de" else PARTICLES
    )
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
    if joiner == "of" and small[1:] and words[reach].text.casefold() in _SEATS:
        return False
    if joiner == "of":
        return any(word in OF_HEADS for word in left) and left[-1] not in OFFICE_NOUNS
    if joiner == "to":
        return left[0] in COMMITTEES or (left[0] in OF_HEADS and zipf(words[reach].text) >= 3.0)
    if joiner in {"in", "on"}:
        return bool({left[0], left[-1]} & COMMITTEES) or left[-2:] == ["task", "force"]
    if joiner in {"for", "against", "without", "für"}:
        heads = (ORGANISATION | OF_HEADS) - {"league", "house", "city", "port", "cape", "capital"}
        return left[-1].rpartition("-")[2] in heads or (len(left) > 2 and left[0] in heads)
    return small == ["and"] and _lists(words, left, reach)


def _lists(words: tuple[Word, ...], left: list[str], reach: int) -> bool:
    """Whether `and` stands inside a name: `Ministry of Health and Welfare`, `Ethics and Anti-Corruption Commission`."""
    after = words[reach].text.casefold()
    if country_named(words[reach].text) or after in GIVEN_NAMES:
        return False
    common = zipf(after.split("-")[0]) >= 3.0 or after.endswith(_FIELDS)
    works_on = any(one in LISTING_HEADS and other == "on" for one, other in pairwise(left))
    if left[0] in LISTING_HEADS or works_on or ("for" in left[1:-1] and set(left[: left.index("for")]) & OF_HEADS):
        return common or "for" in left
    last = reach
    while last + 1 < len(words) and last - reach < 3 and _joined(words, last + 1) and words[last + 1].capital:
        last += 1
    headed = last > reach and words[last].text.casefold() in ORGANISATION | {"centre", "center"}
    fields = all(map(_is_common_noun, left)) and (len(left) == 1 or left[-1] not in ORGANISATION - _WORKED_IN)
    return common and headed and len(left) < 3 and fields


def _is_common_noun(word: str) -> bool:
    return zipf(word) >= (3.9 if is_place(word) else 3.4)
