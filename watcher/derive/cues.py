"""What stands around a mention says of its kind: prepositions, trades, verbs of speech, appositions.

Each cue adds to the score of a kind; the weights say how seldom it misleads, from 0.2 (`by X`) to 4 (`General X`).
"""

import re
from collections import defaultdict
from typing import Final, TypeAlias

from watcher.derive.spans import Mention
from watcher.derive.tables.countries import country_named, country_of_adjective
from watcher.derive.tables.grammar import PARTICLES, PLACE_PREPOSITIONS
from watcher.derive.tables.heads import FACILITY, GROUP, PLACE, SETTLEMENT, SHIPS, THING_BEFORE
from watcher.derive.tables.titles import OFFICE_NOUNS, SPEECH_VERBS
from watcher.matching.watchlist import Kind

__all__ = ["Scores", "by_context"]

Scores: TypeAlias = defaultdict[Kind, float]
"""Kind → the sum of the cues that speak for it."""

_PRECEDED: Final[dict[str, tuple[Kind, float]]] = {
    **dict.fromkeys(("in", "near", "outside", "inside", "zwischen", "nach"), ("place", 2.0)),
    **dict.fromkeys(("around", "across"), ("place", 1.0)),
    **dict.fromkeys(
        """northern southern eastern western central northeastern northwestern southeastern southwestern coastal
        downtown besieged""".split(),
        ("place", 2.0),
    ),
    **dict.fromkeys(("with", "by"), ("organisation", 0.2)),
    **dict.fromkeys(("the", "die", "der"), ("organisation", 0.6)),
}
"""The word right before a name → the kind that it speaks for, and how loudly."""
_DESCRIPTION: Final = 10
"""Words of a description before the name that it introduces."""
_WEST_OF: Final = [[way, "of", "the"] for way in ("north", "south", "east", "west", "coast", "off")]
_TOWARDS: Final = frozenset({("far", "as"), ("bound", "for"), ("peak", "on"), ("off", "the")})
_WHERE: Final = frozenset(
    """outskirts coast north south east west residents people port off kilometres miles province hospital cathedral
    mayor governor bishop archbishop forest market inhabitants shore banks streets""".split()
)
_PART_OF_FIRM: Final = frozenset(
    """
    shares shareholders stake customers employees head members unit subsidiary board executive liquidators
    administrators creditors bondholders lenders auditors
    """.split()
)
_OF_FIRM: Final = frozenset(
    """
    shares stock customers chief headquarters employees engineers spokesman spokeswoman executive executives stores
    """.split()
)
_OF_CLUB: Final = frozenset(
    "boss chairman chairwoman coach striker defender goalkeeper winger midfielder fans supporters players".split()
)
"""Nouns that follow the name of a firm or club whose they are."""
_OF_THING: Final = frozenset("virus fever disease outbreak strain vaccine malware ransomware missile missiles".split())
"""Nouns that follow the name of a disease, a program, a weapon."""
_OF_OPERATION: Final = frozenset("operation exercise exercises campaign link cable interconnector".split())
"""Nouns that follow the name of an undertaking or a line."""
_CODENAMED: Final = frozenset("code-named codenamed dubbed nicknamed titled entitled".split())
_LOCATIVE: Final = frozenset("da de ta te dan den tan ten ya ye a e".split())
"""Turkish endings of where, whence and whither."""


def by_context(mention: Mention, scores: Scores) -> None:
    """What stands around one mention says."""
    words = mention.sentence.words
    before = [word.text for word in words[max(0, mention.first - 4) : mention.first]]
    after = [word.text for word in words[mention.last + 1 : mention.last + 9]]
    gap_before = words[mention.first].gap
    gap_after = (
        words[mention.last + 1].gap
        if mention.last + 1 < len(words)
        else mention.sentence.text[words[mention.last].end :]
    )
    if mention.titled:
        scores["person"] += 4
    if words[mention.last].ending in _LOCATIVE and len(mention.words) == 1:
        scores["place"] += 2
    if mention.hint:
        scores[mention.hint] += 4
    if mention.sentence.block.dateline:
        scores["place"] += 3
    if mention.quoted and len(mention.words) > 1:
        scores["phrase"] += 3
    _before(before, gap_before, scores, mention)
    _after(after, gap_after, scores, mention)


def _before(before: list[str], gap: str, scores: Scores, mention: Mention) -> None:
    """The words in front: `the insurer X`, `near X`, `shares of X`."""
    if not before:
        return
    small = [word.casefold() for word in before]
    if gap.strip():
        if "," in gap and "(" not in gap:
            _apposed_to(before, small, len(mention.words), scores)
            if not _introduced(mention, scores):
                _listed_after(mention, scores)
        return
    last, second = small[-1], small[-2] if len(small) > 1 else ""
    if last == "and":
        _listed_after(mention, scores)
    kind, weight = _PRECEDED.get(last, (None, 0.0))
    gap_before_article = mention.sentence.words[mention.first - 1].gap
    if (last in THING_BEFORE and not mention.titled) or last in _CODENAMED:
        scores["phrase"] += 5 if last in SHIPS else 3
    elif last in OFFICE_NOUNS - GROUP:
        scores["person"] += 2.5
    elif last == "owner" and len(mention.words) > 1:
        scores["person"] += 1.5
    elif last in GROUP:
        scores["organisation"] += 2.5
    elif last in SETTLEMENT:
        scores["place"] += 2
    elif last == "at" and second.removesuffix("s") in OFFICE_NOUNS | {"broker"}:
        scores["organisation"] += 2.5
    elif (second, last) in _TOWARDS:
        scores["place"] += 2
    elif last in {"called", "named"} and set(small) & THING_BEFORE:
        scores["phrase"] += 2
    elif last in {"called", "named"} and set(small) & FACILITY:
        scores["place"] += 2
    elif last == "the" and "," in gap_before_article and second in THING_BEFORE:
        scores["phrase"] += 3
    elif last == "the" and second in {"in", "across", "around"}:
        scores["place"] += 1.2
    elif [*small[-3:-2], second, last] in _WEST_OF:
        scores["place"] += 2.5
    elif last == "the" and second in {"into", "along", "on", "down", "up", "from"} and len(mention.words) == 1:
        scores["place"] += 1.8 if second in {"along", "into"} else 0.9
    elif last == "of":
        aged = mention.sentence.words[mention.first - 1].parts and (second.isdigit() or "-year-old" in second)
        scores["place"] += 2.5 if second in SETTLEMENT | _WHERE or aged else 0.0
        scores["organisation"] += 2 if second in _PART_OF_FIRM else 0.0
    elif kind is not None:
        scores[kind] += weight
    elif last in PLACE_PREPOSITIONS:
        scores["place"] += 0.9
    elif last in SPEECH_VERBS:
        scores["person"] += 1.2


def _listed_after(mention: Mention, scores: Scores) -> None:
    """A further name of a list that a preposition of place governs: `in Long An, Binh Duong and Phu Quoc`."""
    words = mention.sentence.words
    at = mention.first - 1
    while at >= 0 and (words[at].capital or words[at].text == "and" or words[at].text in PARTICLES):
        at -= 1
    if 0 <= at < mention.first - 1 and words[at].text in {"in", "near", "outside", "at", "from", "between"}:
        scores["place"] += 2.5 if words[at].text in {"in", "near", "outside"} else 1.2


def _introduced(mention: Mention, scores: Scores) -> bool:
    """A name after a comma that a description ends: `a former branch manager of KCB Bank in Mbita, X`."""
    words = mention.sentence.words
    if len(mention.words) < 2 or mention.titled:
        return False
    at = mention.first - 1
    while at >= 0 and mention.first - at <= _DESCRIPTION:
        key = words[at].text.casefold()
        if not words[at].capital and (key in OFFICE_NOUNS or key.removesuffix("s") in OFFICE_NOUNS):
            scores["person"] += 1.5
            return True
        if words[at].parts:
            return False
        at -= 1
    return False


def _apposed_to(before: list[str], small: list[str], size: int, scores: Scores) -> None:
    """A name after a comma: `its owner, X`, `the former mayor of the town, X`."""
    if small[-1] in GROUP - {"owner"}:
        scores["organisation"] += 2
    if small[-1] == "owner" and size == 1:
        scores["organisation"] += 1
    elif small[-1] in OFFICE_NOUNS or small[-1] == "owner":
        scores["person"] += 2
    if set(small[-3:]) & OFFICE_NOUNS and not any(word[:1].isupper() for word in before[-2:]):
        scores["person"] += 1


def _after(after: list[str], gap: str, scores: Scores, mention: Mention) -> None:
    if mention.hyphen and not country_named(mention.text):
        place = mention.hyphen in {"based", "born", "flagged", "registered", "listed"}
        scores["place" if place else "organisation"] += 2
        return
    if not after:
        return
    first = after[0].casefold()
    plain = not gap.strip(" ")
    if plain and first in SPEECH_VERBS and len(mention.words) == 1 and not mention.titled:
        scores["organisation"] += 0.6
        scores["person"] += 0.4
    elif plain and first in SPEECH_VERBS:
        scores["person" if "it" not in [word.casefold() for word in after[1:3]] else "organisation"] += 1.2
    if first == "who":
        scores["person"] += 2
    if "," in gap:
        _apposition(after, scores)
    if plain and not mention.head and {"project", "mine", "deposit", "mines"} & {word.casefold() for word in after[:3]}:
        scores["place"] += 1
    if gap.endswith("(") and first.replace(",", "").isdigit() and "people" in after[1:3]:
        scores["place"] += 2.5
    if plain and first in GROUP and not mention.head:
        scores["organisation"] += 2.5
    if plain and not mention.titled:
        scores["organisation"] += 1.5 if first in _OF_FIRM else 2.5 if first in _OF_CLUB else 0.0
        scores["phrase"] += 3.5 if first in _OF_THING else 0.0
        local = first in {"man", "woman", "men", "women", "resident", "native"} and mention.text.istitle()
        scores["place"] += 2.5 if local else 0.0
        scores["phrase"] += 2.5 if first in _OF_OPERATION and len(mention.words) > 1 else 0.0


def _apposition(after: list[str], scores: Scores) -> None:
    """`X, 54,` and `X, the mayor of …,` and `X, which …` and `X, Germany`."""
    small = [word.casefold() for word in after]
    if re.fullmatch(r"\d{2}", small[0]) or (
        small[:1] == ["a"] and len(small) > 1 and re.fullmatch(r"\d\d-year-old", small[1])
    ):
        scores["person"] += 3
    if small[0] in {"which", "based"}:
        scores["organisation"] += 0.8
    if small[0] == "in" and (country_named(" ".join(after[1:3])) or country_named(" ".join(after[1:2]))):
        scores["place"] += 2
    if country_named(after[0]) or (len(after) > 1 and country_named(" ".join(after[:2]))):
        scores["place"] += 2
    if small[0] in {
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "who",
        "then",
        "now",
        "former",
        "another",
    } or country_of_adjective(after[0]):
        for noun in small[1:6]:
            if noun in OFFICE_NOUNS:
                scores["person"] += 2
                return
            if noun in GROUP:
                scores["organisation"] += 2
                return
            if noun in SETTLEMENT or noun in PLACE:
                scores["place"] += 2
                return
            if noun in THING_BEFORE:
                scores["phrase"] += 2.5
                return
            if noun in {"who", "which", "that", "of", "in"}:
                return
