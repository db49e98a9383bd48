"""What stands in the list where there is more than it may hold: names, topics, and what there is no room for.

What fires comes before what only vouches. Places that the document names in passing then share one context term, so
that they take the room of one and still vouch; after that, the lowest in rank go, and the weightiest topics stay.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from watcher.derive.model import TermDerived

__all__ = ["SHARED", "choose"]

SHARED: Final = "places in passing"
"""The name of the term that places named in passing share."""
_TOPICS_KEPT: Final = 2
"""Topics that stay where names alone would fill the list."""
_LEAST_SHARED: Final = 10
"""The shortest list in which places share a term: in a shorter one they would crowd out what fires."""
_NOTE: Final = (
    "more than the list holds: these places vouch and never fire; one that should fire needs a term of its own"
)


def choose(
    terms: Sequence[TermDerived], topics: Sequence[TermDerived], main: str, passing: AbstractSet[str], most: int
) -> tuple[list[TermDerived], list[TermDerived], list[TermDerived]]:
    """Names and topics, `most` of them at most, and what is beyond; all are given and returned best first.

    Args:
        main: the name of the document's own country, which stays.
        passing: names of the places that are named in one sentence only, and in no heading.
    """
    if len(terms) + len(topics) <= most:
        return sorted(terms, key=_vouches), list(topics), []
    ranked = sorted(terms, key=lambda term: _vouches(term) and term.name != main)
    kept_topics = min(len(topics), _TOPICS_KEPT) if most > _TOPICS_KEPT + 1 else 0
    names = [term for term in ranked if not _vouches(term)]
    if len(names) + len(topics) < most:
        kept_topics = len(topics)
    room = most - kept_topics
    if most >= _LEAST_SHARED:
        ranked = _shared(ranked, main, passing, room)
    chosen = ranked[:room]
    kept = list(topics[: most - len(chosen)])
    return sorted(chosen, key=_vouches), kept, [*ranked[room:], *topics[len(kept) :]]


def _shared(ranked: Sequence[TermDerived], main: str, passing: AbstractSet[str], room: int) -> list[TermDerived]:
    """The terms with as many places in one term as it takes for all to fit; countries and well-known cities first."""
    places = [term for term in ranked if term.kind == "place" and term.name != main]
    vouching = [term for term in reversed(places) if _vouches(term)]
    named_once = [term for term in reversed(places) if not _vouches(term) and term.name in passing]
    sharing = [*vouching, *named_once][: max(0, len(ranked) - room + 1)]
    if len(sharing) < 2:
        return list(ranked)
    alone = sorted((term for term in ranked if term not in sharing), key=lambda term: term.name != main)
    return [*alone[: room - 1], _one_term([term for term in ranked if term in sharing]), *alone[room - 1 :]]


def _one_term(places: Sequence[TermDerived]) -> TermDerived:
    """The context term that stands for several places."""
    names = dict.fromkeys(name for place in places for name in (place.name, *place.aliases))
    quotes = dict.fromkeys(quote for place in places for quote in place.quotes[:1])
    return replace(
        places[0],
        name=SHARED,
        role="context",
        aliases=tuple(names),
        context=(),
        not_=(),
        weight=0.5,
        quotes=tuple(quotes),
        confidence=round(sum(place.confidence for place in places) / len(places), 2),
        notes=(_NOTE,),
        candidates=(),
        load=None,
    )


def _vouches(term: TermDerived) -> bool:
    return term.role == "context"
