"""Topics: words in any of their forms, and the other words for the same event, near each other.

A *topic* is one of each of its groups (`watcher.matching.groups`) within so many words, in any order.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from watcher.matching.fieldtext import FieldText
from watcher.matching.groups import PARTICLES, Group, GroupPlace, are_german
from watcher.matching.mention import Mention
from watcher.text.fold import WORD, Token, fold_word

__all__ = ["STOPWORDS", "TopicPattern", "near_alias"]

FARNESS: Final = 5.0
"""Taken off where the words stand as far apart as is allowed; none where they are neighbours."""
STOPWORDS: Final = frozenset(
    "the a an of in on at to for and or by with from into as is are was were be it its this that "
    "le la les l de du des d et en au aux un une sur par pour dans "
    "der die das des dem den ein eine und im von zu mit auf fur "
    "ve ile bir bu icin في من على الى عن و از به در با را".split()
)
"""Words that a topic's alias may hold without their being looked for."""


def near_alias(groups: Iterable[Iterable[str]]) -> str:
    """How `near` groups are shown as an alias: `coalition/US forces ~ withdraw`."""
    return " ~ ".join(map("/".join, groups))


@dataclass(frozen=True, slots=True)
class TopicPattern:
    """One of each group, from the first to the last of them within so many words."""

    alias: str
    groups: tuple[Group, ...]
    within: int = 10
    across_sentences: bool = False

    @classmethod
    def near(
        cls, groups: Iterable[Iterable[str]], *, within: int, across_sentences: bool, language: str = ""
    ) -> "TopicPattern":
        """Compile `near` groups."""
        given = [tuple(texts) for texts in groups]
        german = are_german(text for texts in given for text in texts)
        made = tuple(Group.of(texts, language, german=german) for texts in given)
        return cls(near_alias([group.texts for group in made]), made, within, across_sentences)

    @classmethod
    def of(cls, alias: str, *, within: int = 10, across_sentences: bool = False, language: str = "") -> "TopicPattern":
        """Compile an alias: its own words near each other, little words left out."""
        words = WORD.findall(alias)
        if not words:
            raise ValueError(f"no word in {alias!r}")
        telling = [word for word in words if fold_word(word) not in STOPWORDS or word.isupper()] or words
        if len(_phrasal := tuple(map(fold_word, words))) == 2 and _phrasal[1] in PARTICLES:
            telling = [alias]  # a phrasal verb is one word of meaning
        german = are_german(telling)
        groups = tuple(Group.of((word,), language, german=german) for word in dict.fromkeys(telling))
        return cls(alias, groups, max(within, len(groups)), across_sentences)

    def find(self, field: FieldText, triggers: Sequence[str] | None = None) -> Iterator[Mention]:
        """All mentions in a field that do not overlap, the narrowest first taken."""
        places = []
        for group in self.groups:
            found = group.places(field)
            if not found:
                return
            places.append(found)
        places = _without_lone_modifiers(places)
        windows = sorted(self._windows(places, field.tokens), key=lambda m: (m.last - m.first, -m.score, m.first))
        taken: list[tuple[int, int]] = []
        out = []
        for window in windows:
            at = bisect_left(taken, (window.first, window.last))
            if (at == 0 or taken[at - 1][1] < window.first) and (at == len(taken) or taken[at][0] > window.last):
                taken.insert(at, (window.first, window.last))
                out.append(window)
        yield from sorted(out)

    def _windows(self, places: list[list[GroupPlace]], tokens: Sequence[Token]) -> Iterator[Mention]:
        """The narrowest window from each place that can be the leftmost."""
        order = sorted(range(len(places)), key=lambda g: len(places[g]))
        firsts = [[place.first for place in some] for some in places]
        for g in order:
            for place in places[g]:
                chosen = {g: place}
                limit = place.first + self.within
                for other in order:
                    if other == g:
                        continue
                    fit = _next(places[other], firsts[other], place.first, limit, chosen.values())
                    if fit is None:
                        break
                    chosen[other] = fit
                else:
                    window = self._mention([chosen[n] for n in range(len(places))], tokens)
                    if window:
                        yield window

    def _mention(self, chosen: Sequence[GroupPlace], tokens: Sequence[Token]) -> Mention | None:
        first, last = min(p.first for p in chosen), max(p.last for p in chosen)
        if last - first >= self.within and len(chosen) > 1:
            return None
        if not self.across_sentences and tokens[first].sentence != tokens[last].sentence:
            return None
        needed = sum(len(place.words) for place in chosen)
        apart = max(0, last - first + 1 - needed)
        score = sum(place.score for place in chosen) / len(chosen)
        if len(chosen) > 1:
            score -= FARNESS * apart / self.within
        why = ", ".join(place.why for place in sorted(chosen, key=lambda place: place.first))
        if len(chosen) > 1:
            why += f", within {last - first + 1} words" if last > first else ", in one word"
        end = tokens[last].end
        start = tokens[first].start + max(place.skipped for place in chosen if place.first == first)
        return Mention(first, last, start, end, round(score, 1), why)


def _without_lone_modifiers(places: Sequence[list[GroupPlace]]) -> list[list[GroupPlace]]:
    """A compound tells of what its first part names only where its last part fills another group."""
    last = [{place.first for place in group if place.part == "last"} for group in places]
    return [
        [
            place
            for place in group
            if place.part != "first" or any(place.first in some for other, some in enumerate(last) if other != number)
        ]
        for number, group in enumerate(places)
    ]


def _next(
    places: list[GroupPlace], firsts: list[int], start: int, limit: int, chosen: Iterable[GroupPlace]
) -> GroupPlace | None:
    """The first place from `start` on that ends before `limit` and lies on none of those chosen."""
    for at in range(bisect_left(firsts, start), len(places)):
        place = places[at]
        if place.first >= limit:
            return None
        if place.last < limit and all(place.may_stand_with(taken) for taken in chosen):
            return place
    return None
