"""An item reduced to what tells its event, and its compact form in the database."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import sqrt

__all__ = ["Features", "read", "write"]

_VERSION = 1


@dataclass(frozen=True)
class Features:
    """What the grouper compares. Words are folded stems; weights run from 0 (tells nothing) upwards."""

    language: str = ""
    words: Mapping[str, float] = field(default_factory=dict)
    """Stem → weight: rare words, names and words of the title weigh more."""
    names: frozenset[str] = frozenset()
    """Stems that were written as names."""
    subjects: frozenset[str] = frozenset()
    """Those of the title that are no well-known places: whom or what the item is about."""
    titled: frozenset[str] = frozenset()
    """Words of the title."""
    located: frozenset[str] = frozenset()
    """Names that are well-known places."""
    sounds: frozenset[str] = frozenset()
    """Consonant skeletons of names (of all words where the script has no capitals): for comparing across scripts."""
    headline: frozenset[str] = frozenset()
    """Those of the title."""
    numbers: frozenset[float] = frozenset()
    happenings: frozenset[str] = frozenset()
    """Kinds of happening that title and first sentence name, the same in every language."""
    things: frozenset[str] = frozenset()
    """What and whom title and first sentence are about, the same in every language."""
    places: frozenset[str] = frozenset()
    """Well-known places, the same in every language."""
    scenes: frozenset[str] = frozenset()
    """The cities of the title, or else of the first sentence: where it happens."""
    mentions: frozenset[str] = frozenset()
    """`watch/term` of every mention that has a place: a query such as `*:*` says nothing of an item."""
    sketch: frozenset[int] = frozenset()
    """The smallest hashes of the text's shingles; `length` says of how many."""
    length: int = 0
    body: str = ""
    """Digest of the text without its title; "" where it is too short to tell."""
    title: str = ""
    """Digest of the title."""
    agency: str = ""
    """The news agency that the text credits, or ""."""

    digest: bool = False
    """Whether it tells of many events at once, as live blogs and briefings do."""

    @cached_property
    def actors(self) -> frozenset[str]:
        """Names that are no well-known place."""
        return self.names - self.located

    @cached_property
    def norm(self) -> float:
        """Length of the weight vector."""
        return sqrt(sum(w * w for w in self.words.values()))


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write(features: Features) -> str:
    """Compact JSON; the same features always give the same text."""
    return _encode(
        {
            "v": _VERSION,
            "l": features.language,
            "w": {word: round(weight, 2) for word, weight in sorted(features.words.items())},
            "n": sorted(features.names),
            "c": sorted(features.subjects),
            "q": sorted(features.located),
            "i": sorted(features.titled),
            "s": sorted(features.sounds),
            "e": sorted(features.headline),
            "d": sorted(features.numbers),
            "h": sorted(features.happenings),
            "o": sorted(features.things),
            "p": sorted(features.places),
            "z": sorted(features.scenes),
            "m": sorted(features.mentions),
            "k": sorted(features.sketch),
            "x": features.length,
            "b": features.body,
            "t": features.title,
            "r": int(features.digest),
            "a": features.agency,
        }
    )


@lru_cache(maxsize=4096)
def read(data: str) -> Features:
    """What `write` wrote. Data of an unknown version, or none, reads as empty features: they resemble nothing."""
    try:
        raw = json.loads(data) if data else {}
    except ValueError:
        raw = {}
    if not isinstance(raw, dict) or raw.get("v") != _VERSION:
        return Features()
    return Features(
        language=raw["l"],
        words=raw["w"],
        names=frozenset(raw["n"]),
        subjects=frozenset(raw.get("c", ())),
        located=frozenset(raw.get("q", ())),
        titled=frozenset(raw.get("i", ())),
        sounds=frozenset(raw["s"]),
        headline=frozenset(raw.get("e", ())),
        numbers=frozenset(raw["d"]),
        happenings=frozenset(raw["h"]),
        things=frozenset(raw.get("o", ())),
        places=frozenset(raw["p"]),
        scenes=frozenset(raw.get("z", ())),
        mentions=frozenset(raw["m"]),
        sketch=frozenset(raw["k"]),
        length=raw["x"],
        body=raw["b"],
        title=raw["t"],
        agency=raw["a"],
        digest=bool(raw.get("r")),
    )
