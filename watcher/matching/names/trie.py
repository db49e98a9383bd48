"""Words of names by their consonants, in a trie that a word of a text is walked along.

A consonant may belong to several classes, or fall away (`skeleton`), so a word has several skeletons, and a walk is in
several places at once. Which places it gets to from which is worked out when it first does and remembered (the subset
construction of automata, made as it is needed): then a word costs one look-up a consonant, however many names there
are, and one that is no name's ends after two or three.
"""

import re
from collections.abc import Iterable
from typing import Final

from watcher.matching.names.skeleton import LOOSE_CLASSES, loosened

__all__ = ["SkeletonTrie"]

_REPEATED: Final = re.compile("(M)M+")
_MOST_STOPS: Final = 50_000
"""Stops remembered; past that the memory starts anew. About 20 MB."""


class _Stop:
    """The places of the trie that a walk is in at once."""

    __slots__ = ("ends", "places", "steps")

    def __init__(self, places: frozenset[int]) -> None:
        self.places = places
        self.steps: dict[str, _Stop] = {}
        """Where each sound leads to."""
        self.ends: tuple[int, ...] | None = None
        """Those of the places where a skeleton ends; None: not looked up yet."""


class _Memory:
    """Where walks got to."""

    def __init__(self) -> None:
        self.root = _Stop(frozenset({0}))
        self.stops = {self.root.places: self.root}


class SkeletonTrie:
    """Skeletons, each known by the number of the place where it ends. Picklable, without its memory."""

    def __init__(self) -> None:
        """Begin without skeletons."""
        self._children: list[dict[str, int]] = [{}]
        self._last: list[str] = [""]
        self._ends: set[int] = set()
        self._memory = _Memory()

    def __getstate__(self) -> tuple[list[dict[str, int]], list[str], set[int]]:
        return self._children, self._last, self._ends

    def __setstate__(self, state: tuple[list[dict[str, int]], list[str], set[int]]) -> None:
        self._children, self._last, self._ends = state
        self._memory = _Memory()

    def add(self, skeletons: Iterable[str]) -> set[int]:
        """Enter skeletons; what each is known by. An n counts as an m here."""
        return {self._add(_REPEATED.sub(r"\1", skeleton.replace("N", "M"))) for skeleton in skeletons}

    def _add(self, skeleton: str) -> int:
        at = 0
        for consonant in skeleton:
            following = self._children[at].get(consonant)
            if following is None:
                following = self._children[at][consonant] = len(self._children)
                self._children.append({})
                self._last.append(consonant)
            at = following
        self._ends.add(at)
        return at

    def find(self, sounds: str) -> tuple[int, ...]:
        """What the skeletons of phonemes are known by that were entered."""
        memory = self._memory
        if len(memory.stops) > _MOST_STOPS:
            memory = self._memory = _Memory()
        at = memory.root
        for sound in loosened(sounds):
            following = at.steps.get(sound)
            if following is None:
                following = self._step(at, sound, memory)
            if not following.places:
                return ()
            at = following
        if at.ends is None:
            at.ends = tuple(sorted(at.places & self._ends))
        return at.ends

    def _step(self, at: _Stop, sound: str, memory: _Memory) -> _Stop:
        """Where one sound leads to from all places of a stop. Another thread may find the same out: one stop stays."""
        reached: set[int] = set()
        children, last = self._children, self._last
        for one in LOOSE_CLASSES[sound]:
            if not one:
                reached |= at.places
                continue
            for place in at.places:
                following = children[place].get(one)
                if following is not None:
                    reached.add(following)
                elif one == last[place]:
                    reached.add(place)
        places = frozenset(reached)
        stop = memory.stops.get(places)
        if stop is None:
            stop = memory.stops.setdefault(places, _Stop(places))
        at.steps[sound] = stop
        return stop
