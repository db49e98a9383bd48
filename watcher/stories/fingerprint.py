"""Document → fingerprint: the features that tell its event, and the keys under which its story is looked up."""

import re
from collections import Counter
from hashlib import blake2b
from itertools import combinations

from watcher.stories.copies import agency, digest, sketch
from watcher.stories.features import Features, write
from watcher.stories.rarity import rarity
from watcher.stories.sounds import CASELESS, skeleton
from watcher.stories.vocabulary import NEWS_WORDS, STOP_WORDS
from watcher.stories.words import Token, guess_language, stem, tokens
from watcher.types import Document, Fingerprint, MatchOutcome

__all__ = ["extract", "fingerprint"]

MAX_TEXT = 6_000
"""Characters of summary and content that are looked at: news says first what it is about."""
MAX_WORDS = 60
MAX_KEYS = 64
_TITLE, _LEAD, _BODY = 1.6, 1.2, 0.7
_NAME = 1.5
_LEAD_WORDS = 45
_CREDIT = re.compile(r"^\s*[^\n.]{0,60}?\([^)\n]{2,40}\)\s*[-–—]+\s*")
_TITLE_TAIL = re.compile(r"\s+[-–—|•·]\s+[^-–—|•·]{2,40}$")


def fingerprint(document: Document, outcome: MatchOutcome) -> Fingerprint:
    """Reduce a matched document to what its story is found and judged by. Pure, about a millisecond."""
    features = extract(document, outcome)
    return Fingerprint(keys=_keys(features), data=write(features))


def extract(document: Document, outcome: MatchOutcome) -> Features:
    """The features of a document."""
    head = list(tokens(_TITLE_TAIL.sub("", document.title)))
    text = _body_text(document)
    body = list(tokens(_CREDIT.sub("", text)))
    plain = [token.text for token in body]
    language = guess_language([t.text for t in head] + plain, document.language)
    if _shouting(head):
        head = [Token(t.text, capital=False, number=t.number) for t in head]
    names = _names(head, body, language)
    weights = _weights(head, body, names, language)
    lead = frozenset(s for s in (stem(t.text) for t in head + body[:_LEAD_WORDS]) if weights.get(s, 0.0) >= 0.5)
    shingles, length = sketch(plain or [t.text for t in head])
    caseless = language in CASELESS
    sounding = [t.text for t in head + body[:120] if t.number is None and (caseless or stem(t.text) in names)]
    return Features(
        language=language,
        words=weights,
        names=frozenset(names & weights.keys()),
        lead=lead,
        sounds=frozenset(s for s in map(skeleton, sounding) if len(s) >= 3),
        numbers=frozenset(t.number for t in head + body[:120] if t.number is not None and _telling(t.number)),
        concepts=frozenset(),
        mentions=frozenset(f"{m.watch}/{term}" for m in outcome.matches for term in m.terms),
        sketch=shingles,
        length=length,
        body=digest(plain) if len(plain) >= 12 else "",
        title=digest([t.text for t in head]),
        agency=agency(text),
    )


def _body_text(document: Document) -> str:
    """Summary and content, the summary once where the content begins with it."""
    summary, content = document.summary.strip(), document.content.strip()
    if not content or content.startswith(summary.rstrip("….")[:200]):
        return (content or summary)[:MAX_TEXT]
    return f"{summary}\n{content}"[:MAX_TEXT]


def _shouting(head: list[Token]) -> bool:
    """Whether a headline capitalises every word, so that capitals tell no name."""
    words = [t for t in head if t.number is None and len(t.text) > 3]
    return len(words) >= 3 and sum(t.capital for t in words) > 0.7 * len(words)


def _names(head: list[Token], body: list[Token], language: str) -> set[str]:
    """Stems that are written as names. German capitalises every noun: there only rare words count."""
    found = {stem(t.text) for t in head + body if t.capital and t.number is None}
    if language == "de":
        found = {s for s in found if rarity(s, "de") > 0.8}
    return found


def _telling(number: int) -> bool:
    """Years and single digits tell little of an event."""
    return number > 2 and not 1990 <= number <= 2035


def _weights(head: list[Token], body: list[Token], names: set[str], language: str) -> dict[str, float]:
    """Stem → weight, the heaviest `MAX_WORDS`."""
    stops = STOP_WORDS.get(language, frozenset()) | STOP_WORDS["en"]
    place: dict[str, float] = {}
    rare: dict[str, float] = {}
    count: Counter[str] = Counter()
    for position, token in enumerate(head + body):
        if token.text in stops or token.text in NEWS_WORDS or len(token.text) < 2:
            continue
        if token.number is not None and not _telling(token.number):
            continue
        key = token.text if token.number is not None else stem(token.text)
        where = _TITLE if position < len(head) else _LEAD if position < len(head) + _LEAD_WORDS else _BODY
        place[key] = max(place.get(key, 0.0), where)
        rare[key] = 0.6 if token.number is not None else max(rare.get(key, 0.0), rarity(token.text, language))
        count[key] += 1
    weights = {
        key: rare[key] * place[key] * (_NAME if key in names else 1.0) * (1.0 + 0.15 * min(count[key] - 1, 4))
        for key in place
    }
    best = sorted(weights, key=lambda k: (-weights[k], k))[:MAX_WORDS]
    return {key: weights[key] for key in best if weights[key] > 0.05}


def _key(kind: str, *parts: str) -> str:
    value = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return f"{kind}:{blake2b(value, digest_size=9).hexdigest()}"


def _keys(features: Features) -> tuple[str, ...]:
    """Look-up keys: same text, pairs of telling words, pairs of sounds or mentions across languages."""
    keys = [_key("t", features.title)] if features.words else []
    if features.body:
        keys.append(_key("b", features.body))
    keys += [_key("s", str(h)) for h in sorted(features.sketch)[:4] if features.length >= 12]
    top = sorted(features.words, key=lambda k: (-features.words[k], k))
    keys += [_key("w", *sorted(pair)) for pair in combinations(top[:9], 2)]
    sounds = sorted(features.sounds, key=lambda s: (-len(s), s))[:5]
    keys += [_key("o", *sorted(pair)) for pair in combinations(sounds, 2)]
    keys += [_key("m", mention) for mention in sorted(features.mentions)[:8]]
    return tuple(dict.fromkeys(keys))[:MAX_KEYS]
