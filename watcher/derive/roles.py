"""Entities → roles: what fires alone, what needs company, what only vouches; and the company it needs."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from watcher.derive.entities import Entity, core
from watcher.derive.gazetteer import city_countries, region_countries
from watcher.derive.kinds import Verdict
from watcher.derive.rarity import zipf
from watcher.derive.sentences import Sentence
from watcher.derive.tables.countries import Country, capital_of, country_named, country_of_adjective, is_region
from watcher.derive.tables.heads import GENERIC
from watcher.derive.tables.homonyms import homonyms
from watcher.derive.tables.nouns import CLASS_OF, CLASSES, EXTENDED, TELLING
from watcher.matching.watchlist import Role

__all__ = ["Ruling", "Surroundings", "is_telling", "rule"]

WORLD_BODIES: Final = frozenset(
    """
    united nations|european union|nato|un|eu|african union|world bank|imf|international monetary fund|red cross|
    interpol|nasa|google|facebook|meta|apple|amazon|microsoft|twitter|opec|who|world health organization|unicef|isis|
    islamic state|irgc|idf|houthis|hamas|hezbollah|taliban|pentagon|kremlin|
    white house|state department|congress|fbi|cia|
    fed|security council|x|un security council|united nations security council|world trade organization|wto|
    world food programme|wfp|unhcr|unesco|interpol|europol|international criminal court|icc|
    international court of justice|icj|organization of american states|organisation of american states|oas|
    inter-american development bank|asian development bank|african development bank|european central bank|ecb|
    european commission|european parliament|european council|council of europe|arab league|league of arab states|ecowas|
    asean|gulf cooperation council|gcc|osce|oecd|g7|g20|brics|international atomic energy agency|iaea|
    amnesty international|human rights watch|doctors without borders|medecins sans frontieres|médecins sans frontières|
    save the children|oxfam|greenpeace|international committee of the red cross|icrc|
    international organization for migration|iom|us department of justice|department of justice|justice department|
    treasury department|us treasury|openai|nvidia|tesla|tiktok|fifa|uefa|international olympic committee|ioc|
    fitch|moody's|
    standard & poor's|goldman sachs|jpmorgan|morgan stanley|blackrock|boeing|airbus|supreme court|high court|
    court of appeal|senate|house of representatives|house of commons|bundestag|eu commission|frontex|opec+
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""Bodies that are in the news every day: alone they say nothing of the document's subject."""


_VAGUE: Final = frozenset({"company", "people", "government", "capital", "leader", "case"})
"""Classes of nouns that any news holds: no context."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A role, its reason in words, and the context that a qualified term needs."""

    role: Role
    reason: str
    context: tuple[tuple[str, ...], ...] = ()
    not_: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What tells this document's things from their namesakes: its places, and what it is about."""

    geographic: tuple[str, ...]
    topical: tuple[str, ...]
    main: Country | None

    @classmethod
    def of(cls, sentences: Sequence[Sentence], entities: Sequence[Entity], events: Sequence[str]) -> "Surroundings":
        """Read off a document: its countries, their adjectives and capitals; its nouns and event words."""
        countries = Counter[Country]()
        nouns: Counter[str] = Counter()
        for sentence in sentences:
            for word in sentence.words:
                country = country_of_adjective(word.text) if word.capital else None
                if country is not None:
                    countries[country] += 1
                key = word.text.casefold()
                if key in CLASS_OF:
                    nouns[key] += 1
        for entity in entities:
            country = country_named(entity.name)
            if country is not None:
                countries[country] += len(entity.mentions)
        for entity in entities:
            codes = city_countries(entity.name) if country_named(entity.name) is None else frozenset()
            for country in list(countries):
                countries[country] += len(entity.mentions) * (country.code in codes)
        local = [
            country for country, _ in countries.most_common() if country.code not in {"US", ""} or len(countries) == 1
        ]
        main = local[0] if local else next(iter(countries), None)
        return cls(tuple(_geographic(local, main, entities)), tuple(_topical(nouns, events)), main)


def _geographic(local: Sequence[Country], main: Country | None, entities: Sequence[Entity]) -> list[str]:
    """The main country, what belongs to it, its capital, and the document's places in it."""
    if main is None:
        return []
    words = [main.name, *main.adjectives[:1], *main.capitals[:1]]
    names = {entity.name for entity in entities}
    words += [country.name for country in local[1:] if country.code == main.code and set(country.names) & names]
    for entity in entities:
        if main.code in city_countries(entity.name) | region_countries(entity.name) and len(words) < 8:
            words.append(entity.name)
    return list(dict.fromkeys(words))


def _topical(nouns: Counter[str], events: Sequence[str]) -> list[str]:
    """The document's most frequent nouns of events, with their synonyms, and its events."""
    words: list[str] = []
    for noun, _ in nouns.most_common(6):
        if CLASS_OF[noun] not in _VAGUE:
            words += [noun, *(CLASSES[CLASS_OF[noun]][:2] if CLASS_OF[noun] in EXTENDED else ())]
    return list(dict.fromkeys([*words, *events]))[:10]


def is_telling(name: str) -> bool:
    """Whether a name alone says what is meant: a rare word of some length, or several words not all generic."""
    if name.isupper() and len(name) >= 4 and " " not in name:
        return zipf(name) < 3.3
    words = [word for word in core(name) if word]
    content = [word for word in words if word not in GENERIC]
    if not content:
        return False
    if len(words) == 1:
        single = re.sub(r"(.)\1", r"\1", words[0])
        consonants = sum(char.isalpha() and char not in "aeiouy" for char in single)
        return zipf(words[0]) < 3.0 and consonants >= 3 and len(words[0]) >= 5
    return any(zipf(word) < 4.3 and len(word) > 2 for word in content) or len(words) > 2


def rule(entity: Entity, verdict: Verdict, around: Surroundings) -> Ruling:
    """The role of an entity in the watch list."""
    name = entity.name
    folded = " ".join(core(name))
    if country_named(name):
        kind = "region" if is_region(name) else "country"
        return Ruling("context", f"a {kind}: it vouches for others and never fires alone")
    if folded in WORLD_BODIES or name.casefold() in WORLD_BODIES:
        context = _context(name, around, strict=False)
        return Ruling("qualified" if context else "context", "in the news every day", context)
    single_place = verdict.kind == "place" and not entity.heads and len(core(name)) == 1
    if single_place and (capital_of(name) is not None or zipf(core(name)[0]) >= 3.6):
        return Ruling("context", "a well-known city or region")
    if verdict.kind == "place" and not entity.heads and region_countries(name):
        return Ruling("context", "a province or state")
    famous = verdict.kind == "person" and all(zipf(word) >= 3.6 for word in core(name)) and len(core(name)) > 1
    homonym = homonyms(core(name)[-1]) if core(name) else None
    not_ = _others(homonym.others if homonym else (), entity)
    elsewhere = verdict.kind == "place" and not entity.heads and _lies_elsewhere(name, around.main)
    if is_telling(name) and not famous and not elsewhere:
        single = len(core(name)) == 1 or bool(entity.short)
        return Ruling("anchor", "rare enough to fire alone", not_=not_ if single else ())
    strict = homonym is not None and len(core(name)) == 1
    context = _context(name, around, strict=strict)
    if not context:
        return Ruling("anchor", "common, but the document gives no context to ask for; look at it by hand", not_=not_)
    reason = (
        "has well-known namesakes"
        if homonym
        else "a city of this name lies in another country"
        if elsewhere
        else "known all over the world"
        if famous
        else "short, common or generic"
    )
    return Ruling("qualified", reason, context, not_)


def _lies_elsewhere(name: str, main: Country | None) -> bool:
    """Whether the airport database knows a city of this name, in other countries only."""
    codes = city_countries(name)
    return main is not None and bool(codes) and main.code not in codes


def _context(name: str, around: Surroundings, *, strict: bool) -> tuple[tuple[str, ...], ...]:
    """The words that tell a name from its namesakes: topical and geographic; one of each where it has any.

    Where places do it, only such nouns join them as say something (airbase, volcano; not forces or attack).
    """
    own = set(core(name)) | {name.casefold()}
    geographic = tuple(word for word in around.geographic if word.casefold() not in own)
    topical = tuple(word for word in around.topical if word.casefold() not in own)
    if strict and geographic and topical:
        return topical, geographic
    if geographic:
        topical = tuple(word for word in topical if CLASS_OF.get(word) in TELLING)
    both = (*geographic, *topical[:6])
    return (both,) if both else ()


def _others(others: Sequence[str], entity: Entity) -> tuple[str, ...]:
    """The homonyms that are not the document's own."""
    own = {form.casefold() for form in entity.forms} | {entity.name.casefold()}
    return tuple(other for other in others if other.casefold() not in own)
