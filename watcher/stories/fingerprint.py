"""Document → fingerprint: the features that tell its event, and the keys under which its story is looked up."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations, product
from typing import NamedTuple, TypeAlias

from watcher.stories.copies import agency, digest, sketch
from watcher.stories.digests import is_digest
from watcher.stories.features import Features, write
from watcher.stories.happenings import COMMON_KINDS, happening
from watcher.stories.places import beginnings_of_two, city_of, country_of, place_of
from watcher.stories.rarity import rarity
from watcher.stories.sounds import CASELESS, skeleton
from watcher.stories.things import thing
from watcher.stories.vocabulary import GENERIC_WORDS, NEWS_WORDS, STOP_WORDS
from watcher.stories.words import CACHED, Token, guess_language, stem, tokens
from watcher.types import Document, Fingerprint, MatchOutcome

__all__ = ["extract", "fingerprint"]

MAX_TEXT = 6_000
"""Characters of summary and content that are looked at: news says first what it is about."""
MAX_WORDS = 60
MAX_KEYS = 64
_RARE_ALONE = 0.55
"""Weight from which a word is a key by itself: rarer words and names of title and first sentence."""
_TITLE, _LEAD, _BODY = 1.5, 1.1, 0.7
_NAME, _NUMBER, _KIND, _PLACE, _WATCHED = 1.35, 0.5, 0.35, 0.5, 0.2
_COMMON_KIND, _GENERIC, _THING, _TWO_WORDS = 0.2, 0.2, 0.3, 0.4
_LEAD_WORDS = 45
_NEAR_WORDS = 120
_CREDIT = re.compile(r"^\s*[^\n.]{0,60}?\([^)\n]{2,40}\)\s*[-–—]+\s*")
_SEPARATOR = re.compile("[-–—|•·]")
_TITLE_TAIL = re.compile(r"^((?:\S+\s+){3,}\S+)\s+[-–—|•·]\s+[^-–—|•·\d]{2,40}$")
"""The outlet's name after a headline of four words and more; a number in it says that it is no name."""


def fingerprint(document: Document, outcome: MatchOutcome) -> Fingerprint:
    """Reduce a matched document to what its story is found and judged by. Pure, some 0.3 ms."""
    features = extract(document, outcome)
    heavy = sorted([(-w, word) for word, w in features.words.items() if w >= _RARE_ALONE and word[0] not in "#@"])
    rare = [word for _, word in heavy]
    return Fingerprint(keys=_keys(features, rare), data=write(features))


def extract(document: Document, outcome: MatchOutcome) -> Features:
    """The features of a document."""
    title_text = document.title
    if _SEPARATOR.search(title_text):
        title_text = _TITLE_TAIL.sub(r"\1", title_text)
    head = tokens(title_text)
    text = _body_text(document)
    body = tokens(_CREDIT.sub("", text))
    plain = [token.text for token in body]
    title = [token.text for token in head]
    language = guess_language(title + plain, document.language)
    if _shouting(head):
        head = [Token(t.text, capital=False, initial=t.capital or t.initial, number=t.number) for t in head]
    words = _with_cities(list(zip(head + body, _known(title + plain, language), strict=True)))
    near = words[: len(head) + _NEAR_WORDS]
    names = _names(words, language)
    weights = _weights(words, len(head), names, _watched(outcome))
    shingles, length = sketch(plain or title)
    return Features(
        language=language,
        words=weights,
        names=frozenset(names & weights.keys()),
        titled=frozenset([w.stem for t, w in words[: len(head)] if w.feature and t.number is None]),
        located=frozenset([w.stem for _, w in words if w.well_known and w.stem in names]) & weights.keys(),
        subjects=frozenset(
            [w.stem for _, w in words[: len(head)] if w.stem in names and w.feature and not w.well_known]
        ),
        sounds=_sounds(near, names, language),
        headline=_sounds(words[: len(head)], names, language),
        numbers=frozenset([t.number for t, _ in near if t.number is not None and _telling(t.number)]),
        happenings=frozenset([known.kind for _, known in words[: len(head) + _LEAD_WORDS] if known.kind]),
        things=frozenset([known.thing for _, known in words[: len(head) + _LEAD_WORDS] if known.thing]),
        places=frozenset([known.place for _, known in near if known.place]),
        scenes=_scenes(words[: len(head)]),
        mentions=frozenset(f"{m.watch}/{hit.term}" for m in outcome.matches for hit in m.hits if hit.field),
        sketch=shingles,
        length=length,
        body=digest(plain) if len(plain) >= 12 else "",
        title=digest(title) if len(head) >= 3 else "",
        agency=agency(text),
        digest=is_digest(document.title),
    )


class _Known(NamedTuple):
    """What there is to know of a folded word in one language; all together, for one look-up a word."""

    stem: str
    feature: bool
    """Whether its stem is a feature at all: it is no stop word, no word of the trade, and not too short."""
    telling: float
    """How much the feature tells."""
    kind: str
    """The kind of happening that it names, or ""."""
    thing: str
    """What or whom it names, under one name for all synonyms and languages, or ""."""
    place: str
    """The place that it names, or ""."""
    stop: bool
    rarity: float
    well_known: bool
    """Whether it names a place of which so much is told that it says little of an event."""


@lru_cache(maxsize=16)
def _words_of(language: str) -> dict[str, _Known]:
    """The words met in a language so far."""
    return {}


def _known(words: Iterable[str], language: str) -> list[_Known]:
    met = _words_of(language)
    if len(met) > CACHED:
        met.clear()
    found = []
    for word in words:
        known = met.get(word)
        if known is None:
            known = met[word] = _look_up(word, language)
        found.append(known)
    return found


def _look_up(word: str, language: str) -> _Known:
    kind, place, rare = happening(word, language) or "", place_of.__wrapped__(word) or "", rarity(word, language)
    stop = word in STOP_WORDS.get(language, ())
    telling = min(_most(word, kind, place), rare)
    return _Known(
        stem=stem(word),
        feature=not (stop or word in STOP_WORDS["en"] or word in NEWS_WORDS or len(word) <= 2),
        telling=telling,
        kind=kind,
        thing=thing(word, language) or "",
        place=place,
        stop=stop,
        rarity=rare,
        well_known=bool(place) and telling <= _PLACE,
    )


def _most(word: str, kind: str, place: str) -> float:
    """The most that a word can tell, however rare it is."""
    if kind:
        return _COMMON_KIND if kind in COMMON_KINDS else _KIND
    if place and country_of(word):
        return _PLACE
    return _GENERIC if word in GENERIC_WORDS and not place else 1.0


_Words: TypeAlias = Sequence[tuple[Token, _Known]]


def _scenes(words: _Words) -> frozenset[str]:
    """The cities that are named."""
    return frozenset([known.place for _, known in words if "/" in known.place])


def _with_cities(words: list[tuple[Token, _Known]]) -> list[tuple[Token, _Known]]:
    """The words, with those of cities whose names are two words (`Tel Aviv`) taken for places."""
    beginnings = beginnings_of_two()
    for at in [at for at, (token, _) in enumerate(words[:_NEAR_WORDS]) if token.text in beginnings]:
        city = at + 1 < len(words) and city_of(f"{words[at][0].text} {words[at + 1][0].text}")
        if city:
            for i in (at, at + 1):
                token, known = words[i]
                words[i] = (token, known._replace(place=city, telling=min(known.telling, _TWO_WORDS), well_known=True))
    return words


def _watched(outcome: MatchOutcome) -> frozenset[str]:
    """Stems of the mentions: every item of a watch holds them, so that they tell its events apart the least."""
    return frozenset(stem(t.text) for m in outcome.matches for hit in m.hits for t in tokens(hit.text))


def _sounds(near: _Words, names: set[str], language: str) -> frozenset[str]:
    """Skeletons of names, or of all rarer words where the script has no capitals."""
    if language in CASELESS:
        words = [t.text for t, w in near if t.number is None and not w.stop and w.rarity > 0.3 and not w.well_known]
    else:
        words = [t.text for t, w in near if w.stem in names and not w.well_known]
    return frozenset(s for s in map(skeleton, words) if len(s) >= 3)


def _body_text(document: Document) -> str:
    """Summary and content, the summary once where the content begins with it."""
    summary, content = document.summary.strip(), document.content.strip()
    if not content or content.startswith(summary.rstrip("….")[:200]):
        return (content or summary)[:MAX_TEXT]
    return f"{summary}\n{content}"[:MAX_TEXT]


def _shouting(head: list[Token]) -> bool:
    """Whether a headline capitalises every word, so that a capital tells a name only where the word is rare."""
    words = [t for t in head if t.number is None and len(t.text) > 3]
    return len(words) >= 3 and sum(t.capital for t in words) > 0.7 * len(words)


def _names(words: _Words, language: str) -> set[str]:
    """Stems that are written as names.

    With a capital within a sentence; at its beginning where the word is rare, or stands at several beginnings and never
    in lower case (`Apple forecasts … Apple reported …`). German capitalises every noun: there only rare words count.
    """
    nouns = language == "de"
    found: set[str] = set()
    begun: set[str] = set()
    begun_again: set[str] = set()
    plain: set[str] = set()
    for token, known in words:
        if token.number is not None or known.stop or len(token.text) <= 2:
            continue
        if (token.capital and not nouns) or ((token.capital or token.initial) and known.rarity > 0.8):
            found.add(known.stem)
        elif not token.initial:
            plain.add(known.stem)
        elif known.rarity > 0.35 and not known.kind:
            (begun_again if known.stem in begun else begun).add(known.stem)
    return found | (set() if nouns else begun_again - plain)


def _telling(number: float) -> bool:
    """Years and one and two tell little of an event; a fraction tells more."""
    return number % 1 != 0 or (number > 2 and not 1990 <= number <= 2035)


def _figure(number: float) -> float:
    """How much a number tells: small ones stand in every report."""
    return _NUMBER if number > 99 or number % 1 else 0.6 * _NUMBER if number > 12 else 0.3 * _NUMBER


def _weights(words: _Words, title: int, names: set[str], watched: frozenset[str]) -> dict[str, float]:
    """Stem → weight, the heaviest `MAX_WORDS`; `#kind` stands for a kind of happening, whatever the word.

    `title`: how many of the words are the title's.
    """
    noted: dict[str, list[float]] = {}
    """Key → where it stands first, how telling it is, how often it comes."""
    lead = title + _LEAD_WORDS
    for where, part in ((_TITLE, words[:title]), (_LEAD, words[title:lead]), (_BODY, words[lead:])):
        for token, known in part:
            if token.number is not None:
                if _telling(token.number):
                    _note(noted, token.text if token.number % 1 else str(token.number), where, _figure(token.number))
                continue
            if known.kind:
                _note(noted, f"#{known.kind}", where, _COMMON_KIND if known.kind in COMMON_KINDS else _KIND)
            if known.thing:
                _note(noted, f"@{known.thing}", where, _THING)
            if known.feature:
                _note(noted, known.stem, where, known.telling)
    weights = {
        key: telling
        * where
        * (_NAME if key in names else 1.0)
        * (_WATCHED if key in watched else 1.0)
        * (1.0 + 0.1 * min(count - 1, 4))
        for key, (where, telling, count) in noted.items()
    }
    best = weights if len(weights) <= MAX_WORDS else sorted(weights, key=lambda k: (-weights[k], k))[:MAX_WORDS]
    return {key: weights[key] for key in best if weights[key] > 0.05}


def _note(noted: dict[str, list[float]], key: str, where: float, telling: float) -> None:
    before = noted.get(key)
    if before is None:
        noted[key] = [where, telling, 1]
        return
    before[2] += 1
    if telling > before[1]:
        before[1] = telling


@lru_cache(maxsize=2_048)
def _key(kind: str, *parts: str) -> str:
    value = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return f"{kind}:{blake2b(value, digest_size=9).hexdigest()}"


def _keys(features: Features, rare: Sequence[str]) -> tuple[str, ...]:
    """Look-up keys: the same text; rare words; pairs of what outlives translation.

    The store ranks candidates by how many keys they share, so that a key need not decide alone; but each is shared by
    few items of a fortnight, so that a look-up among 100,000 items reads few rows.
    """
    keys = [_key("t", features.title)] if features.title else []
    if features.body:
        keys.append(_key("b", features.body))
    keys += [_key("s", str(h)) for h in sorted(features.sketch)[:3] if features.length >= 12]
    keys += [_key("w", word) for word in rare[:10]]
    if len(rare) < 5:
        heavy = sorted((w for w in features.words if w not in rare), key=lambda k: (-features.words[k], k))
        keys += [_key("w", *sorted(pair)) for pair in combinations(heavy[:5], 2)]
    cities = sorted(place for place in features.places if "/" in place)
    places = [f"p:{p}" for p in (cities + sorted({place.partition("/")[0] for place in features.places}))[:3]]
    numbers = [f"d:{n}" for n in sorted(features.numbers, reverse=True)[:3]]
    kinds = [f"h:{h}" for h in sorted(features.happenings)[:4]]
    watched = [f"m:{m}" for m in sorted(features.mentions)[:2]]
    sounds = sorted((s for s in features.sounds if len(s) > 3), key=lambda s: (-len(s), s))
    keys += [_key("o", sound) for sound in sounds[:5]]
    short = [f"o:{s}" for s in sorted(features.sounds) if len(s) == 3][:2]
    keys += [_key("x", *pair) for pair in product(short, places[:1] + kinds[:1])]
    keys += [_key("x", *pair) for pair in product(numbers, places + watched + kinds)]
    keys += [_key("x", *pair) for pair in product(kinds, places + watched)]
    return tuple(dict.fromkeys(keys))[:MAX_KEYS]
