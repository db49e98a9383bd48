"""Mentions → entities: all that the document calls the same thing, under one name.

Joined are equal spellings, an acronym and its long form (in brackets, or by its initials), a surname and the full
name, a short form and the long one (`Kornberg`, `Kornberg Anlagenbau AG`), a name with and without its generic head
(`Assad base`, `Ain al-Assad`), and spellings that the name matcher takes for the same.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from watcher.derive.gazetteer import city_countries, is_place, region_countries
from watcher.derive.spans import Mention
from watcher.derive.tables.calendar import CALENDAR, CURRENCIES, NEVER_NAMES, is_amount
from watcher.derive.tables.countries import capital_of, country_named, country_of_adjective
from watcher.derive.tables.given_names import GIVEN_NAMES
from watcher.derive.tables.grammar import FUNCTION, PARTICLES
from watcher.derive.tables.heads import FIRM_SUFFIX, GENERIC, ORGANISATION, PLACE
from watcher.derive.tables.titles import OFFICE_NOUNS, TITLE_WORDS
from watcher.matching.names import expand_aliases
from watcher.text.fold import fold

__all__ = ["COMPASS", "Entity", "bare", "core", "entities"]

_MONEY: Final = frozenset("$€£¥₹₦")
COMPASS: Final = frozenset(
    "north south east west northern southern eastern western central new upper lower greater old".split()
)


@dataclass(slots=True, eq=False)
class Entity:
    """One thing that the document names; it grows while mentions are joined to it."""

    name: str
    mentions: list[Mention] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    """Every way in which the document writes it, generic heads included."""
    acronyms: list[str] = field(default_factory=list)
    short: set[str] = field(default_factory=set)
    """Forms that are only a part of the name (a surname)."""

    nicknames: set[str] = field(default_factory=set)

    def take(self, other: "Entity", *, short: bool = False) -> None:
        """Join another entity to this one."""
        self.mentions += other.mentions
        self.forms += other.forms
        self.acronyms += [acronym for acronym in other.acronyms if acronym not in self.acronyms]
        self.nicknames |= other.nicknames
        self.short |= other.short | (set(other.forms) if short else set())

    @property
    def words(self) -> tuple[str, ...]:
        """The words of its name."""
        return tuple(self.name.split())

    @property
    def heads(self) -> Counter[str]:
        """The generic nouns in small letters that follow its name."""
        return Counter(mention.head for mention in self.mentions if mention.head)

    @property
    def sentences(self) -> set[int]:
        """Numbers of the sentences that name it."""
        return {mention.number for mention in self.mentions}


@lru_cache(maxsize=65_536)
def bare(word: str) -> str:
    """A word folded, without an article fused to its front (`al-Sudani` → `sudani`)."""
    folded = fold(word).text
    return re.sub(r"^(?:al|el|ul|as|ash|an|at|ad|az|ar)[- ](?=\w{2})", "", folded)


@lru_cache(maxsize=65_536)
def core(name: str) -> tuple[str, ...]:
    """The words of a name that are its own: folded, without articles, firm's suffixes and possessives."""
    parts = [bare(word) for word in re.split(r"\s+", name)]
    kept = [
        part.replace("'", "")
        for part in parts
        if part and part not in {"the", "al", "el", "of", "de", "des", "du", "and", "for"}
    ]
    while len(kept) > 1 and kept[-1].strip(".") in FIRM_SUFFIX:
        kept.pop()
    return tuple(kept)


def entities(mentions: Iterable[Mention]) -> list[Entity]:
    """Join mentions to entities, in the order of their first mention."""
    groups: dict[tuple[str, ...], Entity] = {}
    ordered = [mention for mention in mentions if not _is_no_name(mention)]
    for mention in ordered:
        text = _title_case(mention)
        key = core(text) or (fold(text).text,)
        if text.isupper() and len(text) <= 6 and len(key) == 1:
            key = ("acronym", text.replace(".", ""))
        entity = groups.setdefault(key, Entity(text))
        entity.mentions.append(mention)
        entity.forms[f"{text} {mention.head}" if mention.head else f"{mention.generic} {text}".strip()] += 1
        if mention.nickname:
            given, _, surname = text.partition(" ")
            entity.nicknames.add(mention.nickname)
            entity.forms[f"{given} {mention.nickname} {surname}"] += 1
        if len(text) > len(entity.name) and key[0] != "acronym":
            entity.name = text
    found = list(groups.values())
    _join_known(found)
    _join_acronyms(found)
    _join_short_forms(found)
    _join_spellings(found)
    return sorted(found, key=lambda entity: (entity.mentions[0].number, entity.mentions[0].first))


def _title_case(mention: Mention) -> str:
    """Long words in capitals as names are written (LUMAJANG), acronyms as they are; a leading article goes."""
    text = re.sub(r"^[Tt]he\s+", "", mention.text)
    words = text.split()
    if (
        len(words) == 1
        and text.isupper()
        and len(text) > 6
        and not re.search(r"[\d.-]", text)
        and not mention.bracketed
    ):
        return text.title()
    if len(words) > 1 and all(word.isupper() and len(word) > 2 for word in words):
        return text.title()
    return text


def _is_no_name(mention: Mention) -> bool:
    """Whether a span is capitalised for other reasons than being a name."""
    words = [word.casefold().rstrip(".") for word in mention.words]
    if len(words) == 2 and words[1] in {"day", "eve"}:
        return True
    if (
        mention.sentence.text[mention.sentence.words[mention.last].end :][:1] in _MONEY
        or is_amount(mention.text)
        or (mention.text in CURRENCIES and _before_number(mention))
    ):
        return True
    if all(word in NEVER_NAMES | CALENDAR | FUNCTION or country_of_adjective(word) for word in words):
        return not country_named(mention.text)
    if country_of_adjective(mention.text) or all(country_of_adjective(part) for part in mention.text.split("-")):
        return True
    if words[0] == "sub-saharan" and len(words) == 2 and country_of_adjective(words[1]):
        return True
    if len(words) == 1:
        word = words[0]
        if word in TITLE_WORDS | OFFICE_NOUNS and word not in GIVEN_NAMES:
            return True
        return len(word) < 2 or (word in GENERIC and not mention.text.isupper())
    adjective = country_of_adjective(words[0]) is not None
    generic = [word for word in words if word in GENERIC or word in PARTICLES]
    return (
        adjective
        and words[-1] in {"embassy", "government", "state", "republic", "parliament"}
        and len(generic) == len(words) - 1
    )


def _before_number(mention: Mention) -> bool:
    after = mention.sentence.words[mention.last + 1 : mention.last + 2]
    return bool(after) and after[0].text[:1].isdigit()


def _initials(name: str) -> set[str]:
    """The acronyms that a name could have: initials of its words, with and without the small ones."""
    words = [part for word in name.split() for part in word.split("-") if part]
    large = "".join(word[0] for word in words if word[0].isupper())
    every = "".join(word[0] for word in words).upper()
    return {large.upper(), every} if len(large) > 1 else set()


def _join_acronyms(found: list[Entity]) -> None:
    for entity in [entity for entity in found if len(entity.words) == 1 and _may_abbreviate(entity)]:
        long = _long_form(entity, found)
        if long is not None and long in found:
            long.acronyms.append(entity.name)
            long.take(entity)
            found.remove(entity)


def _may_abbreviate(entity: Entity) -> bool:
    """Whether a word is an acronym, or stands in brackets after a name as one (`Phivolcs`)."""
    return entity.name.replace(".", "").isupper() or any(mention.bracketed for mention in entity.mentions)


def _holds(name: str, letters: str) -> bool:
    """Whether a name has an abbreviation's letters in their order."""
    rest = iter(fold(name).text)
    return all(letter in rest for letter in fold(letters).text)


def _long_form(acronym: Entity, found: list[Entity]) -> Entity | None:
    """The entity before the brackets in which an acronym stands (or in those after it), or of its initials."""
    plain = acronym.name.replace(".", "")
    if country_named(plain):
        return None
    others = [entity for entity in found if entity is not acronym and len(entity.words) > 1]
    for mention in acronym.mentions:
        for entity in others:
            for other in entity.mentions:
                if other.number != mention.number:
                    continue
                spelled = plain.isupper() or _holds(entity.name, plain)
                if mention.bracketed and spelled and other.last == mention.first - 1 and not is_place(entity.name):
                    return entity
                if other.bracketed and other.first == mention.last + 1:
                    return entity
    return next(
        (
            entity
            for entity in others
            if len(plain) > 2 and plain.isupper() and plain in _initials(entity.name) and not is_place(entity.name)
        ),
        None,
    )


def _join_known(found: list[Entity]) -> None:
    """Join a country's names (US, United States), and names that are known to be one thing's (ISIS, Islamic State)."""
    by_key: dict[str, Entity] = {}
    for entity in sorted(found, key=lambda one: (-len(one.words), one.mentions[0].number)):
        country = country_named(entity.name)
        others = expand_aliases(entity.name)
        keys = (
            [f"country:{country.code}:{country.name}"]
            if country
            else [fold(name).text for name in (entity.name, *others)]
        )
        first = next((by_key[key] for key in keys if key in by_key), entity)
        for key in keys:
            by_key.setdefault(key, first)
        if first is entity:
            continue
        if entity.name.replace(".", "").isupper():
            first.acronyms.append(entity.name)
        first.take(entity)
        found.remove(entity)


def _join_short_forms(found: list[Entity]) -> None:
    """Join surnames, first words of firms, and names without their head to the longer name."""
    holding: dict[str, list[Entity]] = defaultdict(list)
    for other in found:
        for word in dict.fromkeys((*core(other.name), *other.nicknames)):
            holding[word].append(other)
    gone: set[int] = set()
    for entity in sorted(found, key=lambda one: len(core(one.name))):
        words = core(entity.name)
        candidates = [*holding[entity.name], *(holding[words[0]] if words else ())]
        longer = [
            other for other in candidates if other is not entity and id(other) not in gone and _is_part(entity, other)
        ]
        if not longer:
            continue
        best = max(longer, key=lambda other: _affinity(entity, other))
        best.take(entity, short=True)
        gone.add(id(entity))
    found[:] = [entity for entity in found if id(entity) not in gone]


def _is_part(entity: Entity, other: Entity) -> bool:
    small, large = core(entity.name), core(other.name)
    if entity.name in other.nicknames:
        return True
    if not small or len(small) >= len(large) or (entity.name.replace(".", "").isupper() and len(entity.name) < 6):
        return False
    person = looks_like_person(other)
    if len(small) == 1:
        word = small[0]
        if person and not entity.heads:
            later = entity.mentions[0].number > other.mentions[0].number and not country_named(entity.name)
            first = large[0] == word and (not _known_place(entity) or later)
            return large[-1] == word or first or (word in large[1:] and word not in GIVEN_NAMES)
        if _known_place(entity) or large[0] in COMPASS or word in GENERIC:
            return False
        if word == large[0]:
            return large[1] in GENERIC | FIRM_SUFFIX or (not is_place(other.name) and not _has_of(other.name))
        return word == large[-1] and (large[0] in PLACE or _same_place(entity, other))
    if _known_place(entity) or (_has_of(other.name) and small != large[: len(small)]):
        return False
    if len(large) - len(small) > 2 and not person:
        return False
    return small in (large[: len(small)], large[-len(small) :]) and (
        large[0] not in COMPASS or not is_place(entity.name)
    )


def _has_of(name: str) -> bool:
    return bool(re.search(r"\b(?:of|for|and|in)\b", name))


def _known_place(entity: Entity) -> bool:
    name = entity.name
    known = (
        country_named(name)
        or capital_of(name)
        or ((city_countries(name) or region_countries(name)) and not entity.heads)
    )
    return bool(known) or any(_stands_as_place(mention) for mention in entity.mentions)


def _stands_as_place(mention: Mention) -> bool:
    """Whether a name of one word follows a preposition of place, and so is no body's (`in Sikkim`)."""
    words = mention.sentence.words
    before = words[mention.first - 1].text if mention.first and words[mention.first].gap == " " else ""
    return len(mention.words) == 1 and not mention.head and before in {"in", "near", "outside", "inside", "across"}


def _same_place(entity: Entity, other: Entity) -> bool:
    """`Assad base` is `Ain al-Assad base`: both take the same kind of head, or one is used as a place."""
    return (bool(entity.heads) and bool(other.heads)) or (bool(other.heads) and len(core(other.name)) == 2)


def looks_like_person(entity: Entity) -> bool:
    """Whether a name of several words is most likely a person's."""
    words = [word.casefold() for word in entity.words]
    if (
        len(words) < 2
        or words[-1] in ORGANISATION | PLACE
        or country_named(entity.words[-1])
        or _has_of(entity.name)
        or entity.heads
    ):
        return False
    return (
        words[0] in GIVEN_NAMES
        or any(mention.titled for mention in entity.mentions)
        or all(word not in GENERIC for word in words)
    )


def _affinity(entity: Entity, other: Entity) -> tuple[int, int, int]:
    """Which longer name a short form means: by agreement of heads, as a surname, the one named last before it."""
    heads = int(bool(set(entity.heads) & set(other.heads)))
    surname = int(looks_like_person(other) and core(other.name)[-1] == core(entity.name)[-1])
    earlier = [mention.number for mention in other.mentions if mention.number <= entity.mentions[0].number]
    return heads, surname, max(earlier, default=-1)


def _join_spellings(found: list[Entity]) -> None:
    """Join names that differ only in their spelling (Kata'ib Hizballah, Kataib Hezbollah)."""
    by_skeleton: dict[tuple[str, ...], Entity] = {}
    for entity in list(found):
        key = tuple(re.sub(r"[aeiouyw'\-]|(.)(?=\1)", "", part) for part in core(entity.name))
        if sum(map(len, key)) < 5 or len(key) < 2:
            continue
        first = by_skeleton.setdefault(key, entity)
        if first is not entity:
            first.take(entity)
            found.remove(entity)
