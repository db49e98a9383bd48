"""What an entity is: a vote of cues, each with its weight; the surest kind wins, and by how much is its confidence."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from watcher.derive.cues import Scores, by_context
from watcher.derive.entities import COMPASS, Entity, core
from watcher.derive.gazetteer import city_countries, region_countries
from watcher.derive.rarity import zipf
from watcher.derive.spans import Mention
from watcher.derive.tables.countries import capital_of, country_named
from watcher.derive.tables.given_names import GIVEN_NAMES
from watcher.derive.tables.heads import (
    ARMED,
    FIRM_SUFFIX,
    GENERIC,
    OF_HEADS,
    ORGANISATION,
    PLACE,
    SHIP_PREFIX,
    THING,
)
from watcher.derive.tables.organisations import KNOWN_ORGANISATIONS
from watcher.derive.tables.surnames import SURNAMES_FIRST
from watcher.matching.watchlist import Kind

__all__ = ["Verdict", "kinds_of"]


_ORDER: Final[tuple[Kind, ...]] = ("organisation", "person", "place", "phrase")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind, and how sure it is (0 to 1)."""

    kind: Kind
    confidence: float
    decided: bool = False
    """Whether the name itself says it: what stands beside it is then no argument."""


_NUMBERED: Final = re.compile(r"(?:I{1,3}|IV|V|VI{1,3}|IX|X)$|Mc|Mac|De[A-Z]|O'")
"""Capitals inside a person's name: a king's number, McDonald."""
_PLAIN_WORDS: Final = frozenset({"sea", "park", "square", "gardens", "forest", "port", "ocean"})
"""Heads of places that also are surnames or plain words, where a name begins with them."""
_UNDERTAKINGS: Final = frozenset({"operation", "hurricane", "typhoon", "cyclone", "storm", "exercise"})
_SAINTS_ABROAD: Final = frozenset({"san", "santa", "santo", "são", "sao", "sainte"})
_SAINTS: Final = _SAINTS_ABROAD | {"st", "las", "los", "la", "el"}
"""First words of villages and towns that are named so: after saints, or with an article."""
_OCEANS: Final = frozenset({"atlantic", "pacific", "indian", "arctic", "southern"})
_SURE: Final = 0.62
_LISTS: Final = frozenset({"and", "or", "und", "oder", "ve", "et", "y", "e", "و"})


def kinds_of(found: Sequence[Entity], votes: Mapping[str, Kind]) -> list[Verdict]:
    """The kinds of a document's entities; those left open take the kind of what they are listed with.

    `votes` is a second opinion by name, which decides only where the cues do not.
    """
    verdicts = [_kind_of(entity, votes) for entity in found]
    ends = {(m.number, m.last): n for n, entity in enumerate(found) for m in entity.mentions}
    starts = {(m.number, m.first): n for n, entity in enumerate(found) for m in entity.mentions}
    settled = list(verdicts)
    for n, entity in enumerate(found):
        if verdicts[n].confidence >= _SURE or verdicts[n].decided:
            continue
        beside: Counter[Kind] = Counter()
        for mention in entity.mentions:
            for other in _listed_with(mention, starts, ends):
                if other != n and verdicts[other].confidence >= _SURE:
                    beside[verdicts[other].kind] += 1
        if beside:
            settled[n] = Verdict(beside.most_common(1)[0][0], verdicts[n].confidence)
    return settled


def _listed_with(
    mention: Mention, starts: Mapping[tuple[int, int], int], ends: Mapping[tuple[int, int], int]
) -> Iterator[int]:
    """The entities right before and after a mention in a list (`Palma, Mueda and Pemba`)."""
    words = mention.sentence.words
    for step, known, edge in ((-1, ends, mention.first), (1, starts, mention.last)):
        at = edge + step
        if 0 <= at < len(words) and words[at].text.casefold() in _LISTS:
            at += step
        elif 0 <= at < len(words) and "," not in words[max(at, edge)].gap:
            continue
        other = known.get((mention.number, at))
        if other is not None:
            yield other


def _kind_of(entity: Entity, votes: Mapping[str, Kind]) -> Verdict:
    """The kind of an entity; `votes` is a second opinion by name, which decides only where the cues do not."""
    scores: Scores = defaultdict(float)
    _by_name(entity, scores)
    by_name = dict(scores)
    for mention in entity.mentions:
        around: Scores = defaultdict(float)
        by_context(mention, around)
        for kind, score in around.items():
            scores[kind] += score / max(1.0, len(entity.mentions) ** 0.5)
    second = votes.get(entity.name.casefold())
    if second:
        scores[second] += 1.5
    if not scores:
        scores["person" if len(entity.words) in {2, 3} else "organisation"] += 0.5
    if country_named(entity.name):
        return Verdict("place", 0.95, decided=True)
    ranked = sorted(_ORDER, key=lambda kind: -scores[kind])
    best, rest = scores[ranked[0]], max(0.0, scores[ranked[1]])
    sure = 0.4 + 0.55 * (best - rest) / (best + rest + 1.0) + min(0.05, 0.02 * len(entity.mentions))
    return Verdict(ranked[0], round(min(0.99, sure), 2), decided=by_name.get(ranked[0], 0.0) >= 2)


def _by_name(entity: Entity, scores: Scores) -> None:
    """What the name itself says."""
    words = [word.casefold().strip(".") for word in entity.words]
    name = entity.name
    _by_gazetteer(name, scores)
    if words[0] in ARMED or words[-1] in ARMED:
        scores["organisation"] += 4
    if entity.name.casefold() in KNOWN_ORGANISATIONS:
        scores["organisation"] += 4
    if entity.heads:
        scores["place"] += 4
    if len(words) > 1 and any(len(acronym) < 6 and acronym.isupper() for acronym in entity.acronyms):
        scores["organisation"] += 2
    if entity.words[0] in SHIP_PREFIX and len(words) > 1:
        scores["phrase"] += 7
    if len(words) > 1 and (words[-1] in FIRM_SUFFIX or "&" in name):
        scores["organisation"] += 4
    if len(words) == 1:
        _by_single_word(entity, words[0], scores)
        return
    last, first = words[-1], words[0]
    numbered = re.fullmatch(r"[ivx]+|\d+", last) is not None
    if (words[-2] if numbered else last) in THING - ORGANISATION:
        scores["phrase"] += 4
    elif last == "ocean" and first not in _OCEANS:
        scores["organisation"] += 1
    elif last in PLACE and (last not in ORGANISATION or last in {"base", "hospital"}):
        scores["place"] += 4
    elif last in ORGANISATION:
        scores["organisation"] += 5 if last not in {"justice", "services"} else 3
    if re.search(r"\b(?:of|for|and|without)\b", name):
        front = re.split(r" (?:of|for|and|without) ", " ".join(words), maxsplit=1)[0].split()[-1]
        place = words[0] in PLACE | {"strait", "cape", "bay"} and front not in ORGANISATION
        if front in THING - ORGANISATION:
            scores["phrase"] += 9
        else:
            scores["place" if place else "organisation"] += 3
        if any(word in OF_HEADS for word in words[:3]) and words[0] not in PLACE:
            scores["organisation"] += 2
    elif first == "port" or (first in PLACE - _PLAIN_WORDS - GIVEN_NAMES and last not in ORGANISATION):
        scores["place"] += 4
    elif any(word in ORGANISATION for word in words):
        scores["organisation"] += 2.5
    if re.search(r"\d", name):
        scores["phrase"] += 3
    if first in _UNDERTAKINGS:
        scores["phrase"] += 4
    if first in _SAINTS and not scores["organisation"]:
        scores["place"] += 2 if first in _SAINTS_ABROAD else 1.2
    if last == "state" and first not in GENERIC:
        scores["place"] += 3
    if first in COMPASS and len(words) == 2 and last not in ORGANISATION and (zipf(last) < 3.6 or country_named(last)):
        scores["place"] += 4
    if not entity.heads:
        _by_personal_name(entity, words, scores)


def _by_gazetteer(name: str, scores: Scores) -> None:
    if country_named(name):
        scores["place"] += 8
    elif capital_of(name):
        scores["place"] += 5
    elif (city_countries(name) and name.casefold() not in GIVEN_NAMES) or region_countries(name):
        scores["place"] += 3


def _by_single_word(entity: Entity, word: str, scores: Scores) -> None:
    if (entity.name.replace(".", "").isupper() and len(word) > 1) or re.search(r"[a-z][A-Z]|\d", entity.name):
        scores["organisation"] += 2
    elif word in GIVEN_NAMES:
        scores["person"] += 1.5
    elif (
        word.endswith(
            (
                "bank",
                "werke",
                "group",
                "tech",
                "soft",
                "corp",
                "amt",
                "wehr",
                "pharma",
                "energies",
                "lines",
                "gaz",
                "neft",
            )
        )
        and len(word) > 5
    ):
        scores["organisation"] += 2


def _by_personal_name(entity: Entity, words: list[str], scores: Scores) -> None:
    own = core(entity.name)
    headed = words[-1] in ORGANISATION | PLACE | THING | FIRM_SUFFIX
    if words[0] in SURNAMES_FIRST and 2 < len(words) < 5 and not headed and not any(map(str.isupper, entity.words)):
        scores["person"] += 2
    if words[0] in GIVEN_NAMES and set(words[1:-1]) & {"van", "von", "de", "der", "di", "da", "bin", "ibn", "al"}:
        scores["person"] += 6
    if words[0] in GIVEN_NAMES and not headed:
        scores["person"] += 3.5
    if (
        len(own) <= 4
        and not headed
        and any(
            word in {"bin", "ibn", "van", "von", "abu", "umm", "der"} or word.startswith(("al-", "el-"))
            for word in words[1:]
        )
    ):
        scores["person"] += 1
    if re.search(r"\b[A-Z]\.\s", entity.name) and not headed:
        scores["person"] += 1.5
    surnames = {core(form)[-1:] for form in entity.short if core(form)}
    if own[-1:] in surnames and not entity.heads and not headed:
        scores["person"] += 2
    elif own[:1] in surnames and not entity.heads and not headed and words[0] not in GIVEN_NAMES | SURNAMES_FIRST:
        scores["organisation"] += 1.5
    body = (
        any(re.search(r"^[A-Z]{2,}$|[a-z][A-Z]", word) and not _NUMBERED.match(word) for word in entity.words)
        or country_named(entity.words[-1]) is not None
    )
    common = zipf(words[-1]) >= 3.3 and words[-1] not in GIVEN_NAMES
    if not headed and words[0] not in GIVEN_NAMES and (body or common):
        scores["organisation"] += 1.4 if body else 0.9
    elif 2 <= len(own) <= 3 and not headed and all(zipf(word) < 4.3 for word in words):
        scores["person"] += 0.8
