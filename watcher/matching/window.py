"""Names and phrases read in the few words around the place that the index leads to, and remembered with those words.

Most names are decided by their own words: what else the text holds changes nothing as long as one of them has a
capital and small letters, and the words beside them are no articles, particles or generic heads. So the stretch of
text that decides is cut out, with such neighbours as have a say, and what `match_name` says of it is remembered: news
repeats its names. What cannot be decided so is left to a reading of the field.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from watcher.matching.fieldtext import DocumentText, FieldText
from watcher.matching.mention import Mention
from watcher.matching.names import (
    NamePattern,
    begins_another,
    has_short_forms,
    is_small,
    is_titled,
    is_transparent,
    later_may_match,
    match_name,
    may_be_small,
    may_match,
    stands_apart,
    token_keys,
    whole_fits,
)
from watcher.matching.phrases import PhrasePattern
from watcher.matching.remembering import MOST, Remembering
from watcher.text.fold import fold_word, tokenize

__all__ = ["PhraseWindows", "Windows", "is_decided_nearby"]

_MOST_BETWEEN: Final = 4
_LONGEST: Final = 300
"""Characters of a stretch that is remembered."""
_WIDEST: Final = 12
"""Words of a stretch: in longer chains of heads and particles the field is read."""


def is_decided_nearby(pattern: NamePattern) -> bool:
    """Whether a pattern's full mentions depend on their own words and those beside them only.

    Not so for acronyms, names in scripts without spaces, and names that also stand within longer names of other things.
    """
    return not (pattern.acronym or pattern.runs or pattern.longer)


class _How(Enum):
    """What a word is to a name that it led to."""

    FIRST = auto()
    SECOND = auto()
    """Of two: where another script than Latin led to it, or a text mixes scripts."""
    HALF = auto()
    """Of a name of one word that may be written as two, and nothing else."""
    ELSE = auto()
    """Such that the field must be read."""


class Windows(Remembering[NamePattern]):
    """What was found around the words that the index leads to."""

    def __init__(self, patterns: Mapping[int, NamePattern]) -> None:
        """Read these patterns, by their numbers; each `is_decided_nearby`, and led to by its first word."""
        super().__init__(patterns)
        self._alone = frozenset(number for number, one in patterns.items() if _is_alone(one))
        self._keys = {number: frozenset(one.keys) for number, one in patterns.items() if one.halves}
        self._known: dict[tuple[int, int, str], tuple[Mention, ...]] = {}
        """Mentions in a stretch, in words and characters from the word at which they were looked for."""
        self._how: dict[tuple[int, str], _How] = {}
        self._apart: dict[tuple[int, str], bool] = {}
        self._going_on: dict[tuple[int, str], bool] = {}
        self._anchors = Anchors({n: one for n, one in patterns.items() if has_short_forms(one)})

    def find(self, number: int, text: DocumentText, triggers: Iterable[str]) -> list[tuple[int | None, Mention]] | None:
        """(number of the field, mention) of each mention at the places of the triggers; None: read the fields."""
        pattern = self._patterns[number]
        found: dict[tuple[int, int, int], tuple[int | None, Mention]] = {}
        for word in triggers:
            how = self._how.get((number, word)) or self._see(number, word)
            places = text.places(word)
            if pattern.halves and any(self._may_be_apart(number, text, at) for at in places):
                return None
            if how is _How.HALF:
                continue
            if how is _How.ELSE:
                return None
            for at in places:
                field = text.field_of(at)
                stretch = self._stretch(number, text, at, field, second=how is _How.SECOND)
                if stretch is None:
                    return None
                low, high = stretch
                begin, start, end = text.around(low, at, high, field)
                key = (number, start - begin, text.fields[field].plain[begin:end])
                known = self._known.get(key)
                if known is None:
                    known = self._read(key, at - low)
                at -= text.firsts[field]
                for one in known:
                    mention = one.moved(at, start)
                    found[field, mention.first, mention.last] = (field, mention)
        return list(found.values()) if len(found) < 2 else [found[key] for key in sorted(found)]

    def are_all(self, number: int, text: DocumentText, found: Sequence[tuple[int | None, Mention]]) -> bool:
        """Whether the document holds no other mention, short forms included, than these full ones.

        So where each word by which the name could be anchored lies in one of them, and each of them holds one.
        """
        anchors = [at for word in self._anchors.among(number, text) for at in text.places(word)]
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

    def _see(self, number: int, word: str) -> _How:
        how = self._seen(self._patterns[number], word)
        if len(self._how) >= MOST:
            self._how = {}
        self._how[number, word] = how
        return how

    def _seen(self, pattern: NamePattern, word: str) -> _How:
        if pattern.halves and fold_word(word) in pattern.halves and not whole_fits(pattern.units[0], word):
            return _How.HALF
        if not is_titled(word) or is_transparent(word):
            return _How.ELSE
        if len(pattern.units) == 1 or later_may_match(pattern, 0, word):
            return _How.FIRST
        return _How.SECOND if len(pattern.units) == 2 else _How.ELSE

    def _may_be_apart(self, number: int, text: DocumentText, at: int) -> bool:
        """Whether a word at its place may be a half of a name of one word that is written as two."""
        pattern, words = self._patterns[number], text.sequence
        if fold_word(words[at]) not in pattern.halves:
            return False
        for first in (at - 1, at):
            if first < 0 or first + 1 >= len(words) or is_small(words[first + 1]):
                continue
            both = (number, fold_word(words[first]) + fold_word(words[first + 1]))
            known = self._apart.get(both)
            if known is None:
                if len(self._apart) >= MOST:
                    self._apart = {}
                known = self._apart[both] = not self._keys[number].isdisjoint(token_keys(both[1])) and whole_fits(
                    pattern.units[0], both[1]
                )
            if known:
                return True
        return False

    def _stretch(self, number: int, text: DocumentText, at: int, field: int, *, second: bool) -> tuple[int, int] | None:
        """(first, last word) of what decides on a name that a word is part of, or None where that is much.

        The word begins the name, or is the `second` of two.
        """
        pattern, words = self._patterns[number], text.sequence
        start, end = text.firsts[field], text.firsts[field + 1] - 1
        low = high = at
        if second and low > start:
            low -= 1
            while low > start and at - low <= _MOST_BETWEEN and is_transparent(words[low]):
                low -= 1
        if len(pattern.units) > 1 and high < end:
            high += 1
            most = _MOST_BETWEEN if len(pattern.units) == 2 and not pattern.middle else _WIDEST
            while high < end and high - at <= most and self._goes_on(number, words[high]):
                high += 1
        if number in self._alone:
            before, _ = _with_neighbours(words, low, high, start, high)
            if not any(map(begins_another, words[before:low])):
                return (low, high) if high - low < _WIDEST else None
        low, high = _with_neighbours(words, low, high, start, end)
        if pattern.class_unit is not None:  # which a word that stands apart from other names may spell
            low, high = _with_neighbours(words, max(start, low - 1), min(end, high + 1), start, end)
        elif pattern.strict and pattern.units[0].article:  # a given name before it makes it another's
            low = max(start, low - 2)
        return (low, high) if high - low < _WIDEST else None

    def _goes_on(self, number: int, word: str) -> bool:
        """Whether a name that was begun may go on after a word."""
        key = (number, word)
        known = self._going_on.get(key)
        if known is None:
            if len(self._going_on) >= MOST:
                self._going_on = {}
            known = self._going_on[key] = _may_go_on(self._patterns[number], word)
        return known

    def _read(self, key: tuple[int, int, str], at: int) -> tuple[Mention, ...]:
        number, offset, stretch = key
        pattern = self._patterns[number]
        if stretch == pattern.alias and _is_plain(pattern):
            why = f'"{stretch}" ~ "{stretch}": the same letters'
            last, end = len(pattern.units) - 1 - at, len(stretch) - offset
            found: tuple[Mention, ...] = (Mention(-at, last, -offset, end, 100.0, why),)
        else:
            found = tuple(m.moved(-at, -offset) for m in match_name(pattern, tokenize(stretch), at))
        if len(self._known) >= MOST:
            self._known = {}
        self._known[key] = found
        return found


class Anchors:
    """The words by which names could be anchored, of those that texts had."""

    def __init__(self, patterns: Mapping[int, NamePattern]) -> None:
        """Of these patterns, by their numbers."""
        self._patterns = patterns
        self._used = frozenset(key for pattern in patterns.values() for key in pattern.keys)
        self._words = _Words()

    def among(self, number: int, text: DocumentText) -> list[str]:
        """Those of a document's words at which a mention of a name could be come by."""
        words, known = text.words, self._words
        if not words <= known.met:
            known = self._meet(words, known)
        near = known.near.get(number)
        if near is None:
            near = known.near[number] = _Near(set(), {})
        if near.met != (met := len(known.met)):
            for key in self._patterns[number].keys:
                some = known.by_key.get(key)
                if some is not None and (done := near.entered.get(key, 0)) < len(some):
                    near.words.update(some[done:])
                    near.entered[key] = len(some)
            near.met = met
        return [word for word in words & near.words if self._may_anchor(number, word, text, known)]

    def _may_anchor(self, number: int, word: str, text: DocumentText, known: "_Words") -> bool:
        anchors = known.anchors.get((number, word))
        if anchors is None:
            pattern = self._patterns[number]
            if pattern.kind == "person" and not may_be_small(pattern) and text.is_small(word):
                return False
            if len(known.anchors) >= MOST:
                known.anchors = {}
            anchors = known.anchors[number, word] = may_match(pattern, word)
        return anchors

    def _meet(self, words: set[str], known: "_Words") -> "_Words":
        """Enter words under their keys, each last into `met`, so that whoever finds it there finds the rest too."""
        if len(known.met) + len(words) > MOST:
            known = self._words = _Words()
        for word in words - known.met:
            for key in token_keys(word):
                if key in self._used:
                    known.by_key.setdefault(key, []).append(word)
            known.met.add(word)
        return known


@dataclass(slots=True)
class _Near:
    """The words that have one of a name's keys."""

    words: set[str]
    entered: dict[str, int]
    """How many of each key are among them."""
    met: int = 0
    """How many words were met by then."""


class _Words:
    """What is known of words; replaced as a whole when it is full."""

    __slots__ = ("anchors", "by_key", "met", "near")

    def __init__(self) -> None:
        self.met: set[str] = set()
        self.by_key: dict[str, list[str]] = {}
        self.near: dict[int, _Near] = {}
        self.anchors: dict[tuple[int, str], bool] = {}
        """Whether a mention of a name could be come by at a word."""


def _is_alone(pattern: NamePattern) -> bool:
    """Whether no word beside a name has a say, but one that makes it the second half of another.

    Heads, articles and class words beside a name widen it, or are asked for. Not so for a person or an organisation
    whose every word must be found, and whose first takes no article.
    """
    first = pattern.units[0]
    return not (
        pattern.kind == "place"
        or len(pattern.units) == 1
        or pattern.head
        or pattern.of_class
        or first.article
        or any(reading.joined for reading in first.part.readings)
    )


def _is_plain(pattern: NamePattern) -> bool:
    """Whether a name is so plain that what is spelt as the watch list spells it is one full mention, and no other.

    So where it is words with capitals, each of which must be found, and of which only the most telling has its keys.
    """
    words, keys = pattern.alias.split(" "), frozenset(pattern.keys)
    return len(words) == len(pattern.units) > 1 and all(
        unit.raw == word
        and not unit.article
        and is_titled(word)
        and (number == pattern.key_unit or keys.isdisjoint(token_keys(word)))
        for number, (unit, word) in enumerate(zip(pattern.units, words, strict=True))
    )


def _may_go_on(pattern: NamePattern, word: str) -> bool:
    if is_transparent(word):
        return True
    if len(pattern.units) == 2:
        return pattern.middle and not later_may_match(pattern, 1, word)
    return (pattern.middle and not is_small(word)) or any(
        later_may_match(pattern, later, word) for later in range(1, len(pattern.units))
    )


def _with_neighbours(words: Sequence[str], low: int, high: int, start: int, end: int) -> tuple[int, int]:
    """A stretch widened by the words beside it that have a say."""
    while high < end and not stands_apart(words[high + 1]):
        high += 1
    while low > start and not stands_apart(words[low - 1]):
        low -= 1
    return low, high


class PhraseWindows(Remembering[PhrasePattern]):
    """Phrases read where the index leads to, remembered with the words that stand there."""

    def __init__(self, patterns: Mapping[int, PhrasePattern]) -> None:
        """Read these patterns, by their numbers."""
        super().__init__(patterns)
        self._known: dict[tuple[int, str], Mention | None] = {}

    def find(self, number: int, text: DocumentText, triggers: Iterable[str]) -> list[tuple[int | None, Mention]]:
        """(number of the field, mention) of each mention that holds one of the triggers."""
        size = len(self._patterns[number].words)
        starts = {at - i for word in triggers for at in text.places(word) for i in range(size) if at >= i}
        found: list[tuple[int | None, Mention]] = []
        for first in sorted(starts):
            field = text.field_of(first)
            if first + size > text.firsts[field + 1]:
                continue
            begin, _, end = text.around(first, first, first + size - 1, field)
            key = (number, text.fields[field].plain[begin:end])
            one = self._known[key] if key in self._known else self._read(key)
            if one is not None:
                at = first - text.firsts[field]
                found.append((field, Mention(at, at + size - 1, begin, begin + one.end, one.score, one.why)))
        return found

    def _read(self, key: tuple[int, str]) -> Mention | None:
        number, stretch = key
        one = next(self._patterns[number].find(FieldText("", stretch)), None)
        if len(self._known) >= MOST:
            self._known = {}
        if len(stretch) <= _LONGEST:
            self._known[key] = one
        return one
