"""Event nouns made of verbs by rule, and back: `impeach` and `impeachment`, `bombarder` and `bombardement`.

Families (`watcher.matching.events`) hold the words for what news tells of most; these rules join noun and verb of all
other events. What they give need not be a word: what is none stands in no text. Left out are endings that make
adjectives and names of things as often as events (-al, -ure, -ance, -er), whose events are listed, and words that only
look so made.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

__all__ = ["action_words"]

_NO_ENGLISH_EVENT: Final = frozenset(
    "government department statement basement apartment movement shipment equipment element moment document monument "
    "parliament instrument compartment pavement garment supplement implement compliment complement sediment "
    "regiment ornament torment testament question procession profession corporation generation foundation organisation "
    "organization institution association plantation vacation edition transition condition tradition commission "
    "concession formation "
    "position relation population information projection contraction "
    "provision supervision television accommodation".split()
)
"""Nouns that have become names of things or bodies, or are of no verb at all."""

_ENGLISH_PAIRS: Final = tuple(
    tuple(pair.split("/"))
    for pair in (
        "arrive/arrival approve/approval refuse/refusal remove/removal dismiss/dismissal withdraw/withdrawal "
        "deny/denial bury/burial try/trial survive/survival renew/renewal propose/proposal betray/betrayal "
        "rebut/rebuttal acquit/acquittal rehearse/rehearsal reverse/reversal dispose/disposal retrieve/retrieval "
        "defer/deferral refer/referral revive/revival seize/seizure close/closure depart/departure fail/failure "
        "expose/exposure disclose/disclosure foreclose/foreclosure resist/resistance assist/assistance "
        "disappear/disappearance appear/appearance attend/attendance comply/compliance defy/defiance "
        "interfere/interference accept/acceptance disturb/disturbance clear/clearance maintain/maintenance "
        "avoid/avoidance insist/insistence emerge/emergence recur/recurrence annoy/annoyance perform/performance "
        "discover/discovery recover/recovery deliver/delivery bribe/bribery rob/robbery forge/forgery "
        "inquire/inquiry enter/entry perjure/perjury bankrupt/bankruptcy steal/theft fly/flight weigh/weight "
        "complain/complaint restrain/restraint constrain/constraint pursue/pursuit grow/growth lose/loss "
        "believe/belief relieve/relief prove/proof speak/speech choose/choice advise/advice marry/marriage "
        "break/breakage leak/leakage block/blockage spill/spillage sabotage/saboteur destroy/destruction "
        "abolish/abolition demolish/demolition compete/competition acquire/acquisition respond/response "
        "offend/offence conquer/conquest bequeath/bequest treat/treatment sell/sale abstain/abstention hate/hatred "
        "lie/lying die/death live/life"
    ).split()
)
"""Verbs and nouns that no rule joins safely."""

_ENGLISH_ENDINGS: Final = (
    ("ceive", "ception"), ("scribe", "scription"), ("duce", "duction"), ("pel", "pulsion"), ("mit", "mission"),
    ("cede", "cession"), ("clude", "clusion"), ("vade", "vasion"), ("plode", "plosion"), ("cide", "cision"),
    ("vise", "vision"), ("solve", "solution"), ("quire", "quisition"), ("pend", "pension"), ("tend", "tension"),
    ("vene", "vention"), ("pose", "position"), ("vert", "version"), ("sume", "sumption"), ("stroy", "struction"),
    ("fy", "fication"), ("ply", "plication"), ("tain", "tention"), ("erse", "ersion"), ("rode", "rosion"),
)  # fmt: skip
_SHORTEST_ION: Final = 8
"""Letters of a noun in -ion that is taken for a verb's: shorter ones (`mission`, `station`) seldom are."""


def _of_pairs(pairs: tuple[tuple[str, ...], ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for verb, noun in pairs:
        found[verb] = (*found.get(verb, ()), noun)
        found[noun] = (*found.get(noun, ()), verb)
    return found


_PAIRED: Final = _of_pairs(_ENGLISH_PAIRS)


def _english(word: str) -> Iterator[str]:
    yield from _PAIRED.get(word, ())
    made = {*_english_nouns(word), *_english_verbs(word)}
    if word not in _NO_ENGLISH_EVENT:
        yield from sorted(made - _NO_ENGLISH_EVENT)


def _english_nouns(word: str) -> Iterator[str]:
    if len(word) < 4:
        return
    stem = word.removesuffix("e")
    yield f"{word}ment"
    yield f"{stem}ation"
    if stem[-1] in "st":
        yield from (noun for noun in (f"{stem}ion",) if len(noun) >= _SHORTEST_ION)
    for verb, noun in _ENGLISH_ENDINGS:
        if word.endswith(verb):
            yield word.removesuffix(verb) + noun


def _english_verbs(word: str) -> Iterator[str]:
    if word.endswith("ment") and len(word) > 7:
        yield word[:-4]
    if not word.endswith("ion") or len(word) < _SHORTEST_ION:
        return
    if word.endswith("ation") and len(word) > 8:
        yield from (word[:-5], f"{word[:-5]}e")
    if word[-4] in "st":
        yield from (word[:-3], f"{word[:-3]}e")
    for verb, noun in _ENGLISH_ENDINGS:
        if word.endswith(noun):
            yield word.removesuffix(noun) + verb


_FRENCH_NOUNS: Final = ("ation", "ement", "age", "ion", "ature", "eture", "ition", "issement")


def _french(word: str) -> Iterator[str]:
    if word.endswith(("er", "ir")) and len(word) > 5:
        stem = word[:-2]
        yield from (stem + ending for ending in _FRENCH_NOUNS)
        if stem.endswith("qu"):  # bloquer, blocage
            yield from (f"{stem[:-2]}c{ending}" for ending in _FRENCH_NOUNS)
    for ending in _FRENCH_NOUNS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and len(word) >= _SHORTEST_ION:
            stem = word.removesuffix(ending)
            yield from (stem + verb for verb in ("er", "ir"))
            if stem.endswith("c"):
                yield f"{stem[:-1]}quer"


_NO_GERMAN_EVENT: Final = frozenset("zeitung regierung wohnung richtung station nation region million union".split())


def _german(word: str) -> Iterator[str]:
    if word in _NO_GERMAN_EVENT:
        return
    if word.endswith("ieren") and len(word) > 7:
        yield from (f"{word[:-5]}ation", f"{word[:-5]}ion", f"{word[:-2]}ung")
    elif word.endswith("en") and len(word) > 5:
        yield f"{word[:-2]}ung"
    if word.endswith("ung") and len(word) > 6:
        yield f"{word[:-3]}en"
    if found := _GERMAN_ION.fullmatch(word):
        yield f"{found[1]}ieren"


_GERMAN_ION: Final = re.compile(r"(\w{3,}?)(?:at)?ion")
_RULES: Final = {"en": _english, "fr": _french, "de": _german}


@lru_cache(maxsize=4_096)
def action_words(folded: str, language: str) -> tuple[str, ...]:
    """What the verb of an event noun, or the nouns of a verb, would be in a language; each may be no word at all."""
    rule = _RULES.get(language)
    return tuple(dict.fromkeys(word for word in rule(folded) if word != folded)) if rule else ()
