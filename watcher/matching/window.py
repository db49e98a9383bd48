"""Names and phrases read in the few words around the place that the index leads to, and remembered with those words.

Most names are decided by their own words: what else the text holds changes nothing as long as one of them has a
capital and small letters, and the words beside them are no articles, particles or generic heads. So the stretch of
text that decides is cut out, with such neighbours as have a say, and what `match_name` says of it is remembered: news
repeats its names. What cannot be decided so is left to a reading of the field.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from watcher.matching.fieldtext import DocumentText, FieldText
from watcher.matching.mention import Mention
from watcher.matching.names import (
    NamePattern,
    is_titled,
    is_transparent,
    later_may_match,
    match_name,
    may_match,
    stands_apart,
    token_keys,
)
from watcher.matching.phrases import PhrasePattern
from watcher.text.fold import fold_word, tokenize

__all__ = ["PhraseWindows", "Windows", "is_decided_nearby"]

_MOST: Final = 100_000
"""Stretches of text remembered; past that the memory starts anew. About 40 MB."""
_MOST_BETWEEN: Final = 4
_LONGEST: Final = 300
"""Characters of a stretch that is remembered."""
_WIDEST: Final = 12
"""Words of a stretch: in longer chains of heads and particles the field is read."""


class _Nearby(NamedTuple):
    """A mention, in words and characters from the one at which it was looked for."""

    first: int
    last: int
    start: int
    end: int
    score: float
    why: str
    partial: bool


def is_decided_nearby(pattern: NamePattern) -> bool:
    """Whether a pattern's full mentions depend on their own words and those beside them only.

    Not so for names of three words and more, acronyms, names in scripts without spaces, and names that also stand
    within longer names of other things.
    """
    return len(pattern.units) <= 2 and not (pattern.acronym or pattern.runs or pattern.longer)


class Windows:
    """What was found around the words that the index leads to. Picklable, without its memory."""

    def __init__(self, patterns: Mapping[int, NamePattern]) -> None:
        """Read these patterns, by their numbers; each `is_decided_nearby`."""
        self._patterns = dict(patterns)
        self._keys = {number: frozenset(pattern.keys) for number, pattern in patterns.items()}
        self._known: dict[tuple[int, int, str], tuple[_Nearby, ...]] = {}
        self._anchored: dict[tuple[int, str], bool] = {}

    def __getstate__(self) -> dict[str, object]:
        return {"_patterns": self._patterns}

    def __setstate__(self, state: dict[str, dict[int, NamePattern]]) -> None:
        self.__init__(state["_patterns"])  # type: ignore[misc]  # begins anew, with the same patterns

    def __contains__(self, number: int) -> bool:
        return number in self._patterns

    def find(self, number: int, text: DocumentText, triggers: Iterable[str]) -> list[tuple[int | None, Mention]] | None:
        """(number of the field, mention) of each mention at the places of the triggers; None: read the fields."""
        pattern = self._patterns[number]
        two = len(pattern.units) == 2
        places = text.places
        found: dict[tuple[int, int, int], tuple[int | None, Mention]] = {}
        for word in triggers:
            if not is_titled(word) or is_transparent(word) or (pattern.halves and fold_word(word) in pattern.halves):
                return None
            second = two and not word.isascii() and not later_may_match(pattern, 0, word)
            for at in places[word]:
                stretch = _stretch(text, at, pattern, second=second)
                if stretch is None:
                    return None
                field, low, high = stretch
                base, start = text.bases[field], text.spans[at][0]
                begin = text.spans[low][0]
                key = (number, start - begin, text.joined[begin : text.spans[high][1]])
                known = self._known.get(key)
                if known is None:
                    known = self._read(key, at - low)
                for one in known:
                    mention = Mention(
                        at + one.first - text.firsts[field],
                        at + one.last - text.firsts[field],
                        start - base + one.start,
                        start - base + one.end,
                        one.score,
                        one.why,
                        one.partial,
                    )
                    found[field, mention.first, mention.last] = (field, mention)
        return list(found.values()) if len(found) < 2 else [found[key] for key in sorted(found)]

    def are_all(self, number: int, text: DocumentText, found: Sequence[tuple[int | None, Mention]]) -> bool:
        """Whether the document holds no other mention, short forms included, than these full ones.

        So where each word by which the name could be anchored lies in one of them, and each of them holds one.
        """
        anchors = [at for word in text.words if self._may_anchor(number, word) for at in text.places[word]]
        if len(anchors) != len(found):
            return False
        spans = [
            (text.firsts[field] + m.first, text.firsts[field] + m.last)
            for field, m in found
            if field is not None and not m.partial
        ]
        return len(spans) == len(found) and all(
            first <= at <= last for at, (first, last) in zip(sorted(anchors), spans, strict=True)
        )

    def _may_anchor(self, number: int, word: str) -> bool:
        """Whether a mention of the name could be come by at a raw word."""
        key = (number, word)
        known = self._anchored.get(key)
        if known is None:
            pattern = self._patterns[number]
            known = not self._keys[number].isdisjoint(token_keys(word)) and may_match(pattern, word)
            if len(self._anchored) >= _MOST:
                self._anchored = {}
            self._anchored[key] = known
        return known

    def _read(self, key: tuple[int, int, str], at: int) -> tuple[_Nearby, ...]:
        number, offset, stretch = key
        found = tuple(
            _Nearby(m.first - at, m.last - at, m.start - offset, m.end - offset, m.score, m.why, m.partial)
            for m in match_name(self._patterns[number], tokenize(stretch), at)
        )
        if len(self._known) >= _MOST:
            self._known = {}
        self._known[key] = found
        return found


def _is_between(pattern: NamePattern, word: str) -> bool:
    """Whether a word may stand between the two of a name."""
    return is_transparent(word) or (pattern.middle and not later_may_match(pattern, 1, word))


def _stretch(text: DocumentText, at: int, pattern: NamePattern, *, second: bool) -> tuple[int, int, int] | None:
    """(field, first, last word) of what decides on a name that a word is part of, or None where that is much.

    The word begins the name, but is the `second` of two where another script than Latin led to it.
    """
    words = text.sequence
    field = text.field_of(at)
    start, end = text.firsts[field], text.firsts[field + 1] - 1
    low = high = at
    if second and low > start:
        low -= 1
        while low > start and at - low <= _MOST_BETWEEN and is_transparent(words[low]):
            low -= 1
    if len(pattern.units) == 2 and high < end:
        high += 1
        most = _WIDEST if pattern.middle else _MOST_BETWEEN
        while high < end and high - at <= most and _is_between(pattern, words[high]):
            high += 1
    while high < end and not stands_apart(words[high + 1]):
        high += 1
    while low > start and not stands_apart(words[low - 1]):
        low -= 1
    if pattern.class_unit is not None:  # which a word that stands apart from other names may spell
        low, high = max(start, low - 1), min(end, high + 1)
    return (field, low, high) if high - low < _WIDEST else None


class PhraseWindows:
    """Phrases read where the index leads to, remembered with the words that stand there. Picklable, without those."""

    def __init__(self, patterns: Mapping[int, PhrasePattern]) -> None:
        """Read these patterns, by their numbers."""
        self._patterns = dict(patterns)
        self._known: dict[tuple[int, str], Mention | None] = {}

    def __getstate__(self) -> dict[str, object]:
        return {"_patterns": self._patterns}

    def __setstate__(self, state: dict[str, dict[int, PhrasePattern]]) -> None:
        self.__init__(state["_patterns"])  # type: ignore[misc]  # begins anew, with the same patterns

    def __contains__(self, number: int) -> bool:
        return number in self._patterns

    def find(self, number: int, text: DocumentText, triggers: Iterable[str]) -> list[tuple[int | None, Mention]]:
        """(number of the field, mention) of each mention that holds one of the triggers."""
        pattern = self._patterns[number]
        size = len(pattern.words)
        places = text.places
        starts = {at - i for word in triggers for at in places[word] for i in range(size) if at >= i}
        found: list[tuple[int | None, Mention]] = []
        for first in sorted(starts):
            field = text.field_of(first)
            if first + size > text.firsts[field + 1]:
                continue
            begin = text.spans[first][0]
            key = (number, text.joined[begin : text.spans[first + size - 1][1]])
            one = self._known[key] if key in self._known else self._read(key)
            if one is not None:
                at, base = first - text.firsts[field], begin - text.bases[field]
                found.append((field, Mention(at, at + size - 1, base, base + one.end, one.score, one.why)))
        return found

    def _read(self, key: tuple[int, str]) -> Mention | None:
        number, stretch = key
        one = next(self._patterns[number].find(FieldText("", stretch)), None)
        if len(self._known) >= _MOST:
            self._known = {}
        if len(stretch) <= _LONGEST:
            self._known[key] = one
        return one
