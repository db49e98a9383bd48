"""A document's text as the matcher reads it: entities decoded, tags out of the way, offsets into the original kept.

Most text holds neither, and costs a look for `&` and `<`.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from watcher.matching.languages import TextLanguage, inflecting_languages, text_language
from watcher.text.fold import Token, raw_words, tokenize
from watcher.types import FIELDS, Document

__all__ = ["DocumentText", "FieldText", "plain_text"]

_AROUND: Final = 60
"""Words on either side of a place that tell how a text uses capitals there; `match_name` looks at as many."""

_SHORT: Final = 300
"""Words of a document that is looked through anew for each word that is asked for; of a longer one all are entered."""
_LETTERS: Final = 20
"""Characters that a word takes up at the most, in a text of words."""
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})(?:[\s/][^<>]{0,2000})?>|<!--[^<>]{0,2000}-->")
_INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s small span strong sub sup u wbr".split()
)
"""Elements that do not end a word or a line: their tags vanish. Any other tag separates as a blank line does, but for
`br`, which ends a line and no sentence: a name may go on after it."""


def plain_text(text: str) -> tuple[str, Sequence[int] | None]:
    """The text without entities and tags, and where each of its characters begins in the original (None: unchanged).

    The offsets have one entry more than the text, the original's length. One pass: `&amp;lt;` becomes `&lt;`.
    """
    if "&" not in text and "<" not in text:
        return text, None
    out: list[str] = []
    offsets: list[int] = []
    at = 0
    for start, end, replacement in _markup(text):
        out.append(text[at:start])
        offsets.extend(range(at, start))
        out.append(replacement)
        offsets.extend([start] * len(replacement))
        at = end
    if not at:
        return text, None
    out.append(text[at:])
    offsets.extend(range(at, len(text) + 1))
    return "".join(out), offsets


def _markup(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, replacement) of each entity and tag, in order."""
    found = [
        (m.start(), m.end(), decoded)
        for m in (_ENTITY.finditer(text) if "&" in text else ())
        if (decoded := html.unescape(m[0])) != m[0]  # an entity that means nothing stays as it is
    ]
    if "<" in text:
        tags = [(m.start(), m.end(), _between((m[2] or "").lower())) for m in _TAG.finditer(text)]
        inside = 0
        for one in sorted(found + tags):
            if one[0] >= inside:  # an entity within a tag's attributes is part of the tag
                inside = one[1]
                yield one
    else:
        yield from found


class Languages:
    """What is known of a text's language, worked out when it is first asked for."""

    __slots__ = ("_declared", "_found", "_inflecting", "_texts")

    def __init__(self, texts: Sequence[str], declared: str) -> None:
        """Of a text in these parts, declared to be in a language (BCP 47), or "" where it is not."""
        self._texts = texts
        self._declared = declared
        self._found: TextLanguage | None = None
        self._inflecting: tuple[str, ...] | None = None

    @property
    def evidence(self) -> TextLanguage:
        """Script, declaration and telling words together."""
        if self._found is None:
            self._found = text_language("\n".join(self._texts), self._declared)
        return self._found

    @property
    def inflecting(self) -> tuple[str, ...]:
        """Languages whose inflection applies to the words: their own where known, else those that they may be in."""
        if self._inflecting is None:
            self._inflecting = inflecting_languages(self.evidence, "\n".join(self._texts))
        return self._inflecting


_UNKNOWN: Final = Languages((), "en")


def _between(element: str) -> str:
    """What a tag stands for in the plain text."""
    return "" if element in _INLINE else "\n" if element == "br" else "\n\n"


class FieldText:
    """One field of a document: its raw text, its plain text, and its words, cut when they are first asked for."""

    __slots__ = ("_languages", "_offsets", "_positions", "_tokens", "name", "plain", "raw")

    def __init__(self, name: str, raw: str, languages: Languages = _UNKNOWN) -> None:
        """Take the field as given."""
        self.name = name
        self._languages = languages
        self.raw = raw
        self.plain, self._offsets = plain_text(raw)
        self._tokens: list[Token] | None = None
        self._positions: dict[str, list[int]] | None = None

    @property
    def tokens(self) -> list[Token]:
        """The words, with offsets into the plain text."""
        if self._tokens is None:
            self._tokens = tokenize(self.plain)
        return self._tokens

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages whose inflection applies to the words of the field's document."""
        return self._languages.inflecting

    def positions(self, words: Sequence[str]) -> list[int]:
        """Where any of these raw words stand, as token numbers in order."""
        if self._positions is None:
            self._positions = {}
            for number, token in enumerate(self.tokens):
                self._positions.setdefault(token.text, []).append(number)
        if len(words) == 1:
            return self._positions.get(words[0], [])
        return sorted({number for word in words for number in self._positions.get(word, ())})

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the raw text that plain[start:end] came from, tags within it included."""
        if self._offsets is None:
            return start, end
        first = self._offsets[start]
        if end <= start:
            return first, first
        last = self._offsets[end - 1]
        if self._offsets[end] == last + 1:
            return first, last + 1
        # What follows is an entity's end, or a tag, which is no part of the mention.
        entity = _ENTITY.match(self.raw, last)
        return first, entity.end() if entity else last + 1


def _spelt(word: str, text: str) -> list[int]:
    """Where the letters of a word stand between what are no letters: at all places of the word, and maybe others."""
    found: list[int] = []
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            found.append(start)
        start = text.find(word, end)
    return found


class DocumentText:
    """The text fields of a document that hold anything, in reading order."""

    __slots__ = ("_capitals", "_languages", "_places", "document", "fields", "firsts", "sequence", "words")

    def __init__(self, document: Document) -> None:
        """Read the document's fields."""
        self.document = document
        texts: list[str] = []
        # Fields know the languages, not the document: no reference leads back, so that nothing waits for the collector.
        self._languages = Languages(texts, document.language)
        self.fields: list[FieldText] = []
        self.sequence: list[str] = []
        """The words of all fields in order, as written."""
        self.firsts = [0]
        """The number of each field's first word in the sequence; and, last, how many words there are."""
        for name in FIELDS:
            if raw := getattr(document, name):
                field = FieldText(name, raw, self._languages)
                texts.append(field.plain)
                self.fields.append(field)
                self.sequence += raw_words(field.plain)
                self.firsts.append(len(self.sequence))
        self.words = set(self.sequence)
        self._capitals: bool | None = None
        self._places: dict[str, list[int]] | None = None

    def is_small(self, word: str) -> bool:
        """Whether a word begins with a small letter, and not after a hyphen, where all around write capitals.

        It is asked of short plain texts only, which are nearly all: False of others.
        """
        if not word[0].islower():
            return False
        if self._capitals is None:
            ends = zip(self.fields, pairwise(self.firsts), strict=True)
            self._capitals = all(
                field.plain.isascii()
                and beyond - first <= _AROUND
                and any(word[0].isupper() and word.isalpha() for word in self.sequence[first:beyond])
                for field, (first, beyond) in ends
            )
        return self._capitals and not any(f"-{word}" in field.plain for field in self.fields)

    def places(self, word: str) -> list[int]:
        """The numbers of a word of the text in the sequence, in order."""
        sequence = self.sequence
        if len(sequence) > _SHORT:
            return self._all_places()[word]
        if sequence.count(word) == 1:
            return [sequence.index(word)]
        return [number for number, other in enumerate(sequence) if other == word]

    def _all_places(self) -> dict[str, list[int]]:
        if self._places is None:
            self._places = {word: [] for word in self.words}
            for number, word in enumerate(self.sequence):
                self._places[word].append(number)
        return self._places

    def field_of(self, number: int) -> int:
        """The number of the field that a word of the sequence is in."""
        return bisect_right(self.firsts, number, 0, len(self.fields)) - 1

    def start_of(self, number: int, field: int) -> int:
        """Where a word of the sequence begins in the plain text of its field."""
        plain, first = self.fields[field].plain, self.firsts[field]
        if len(self.sequence) <= _SHORT and len(plain) <= _LETTERS * _SHORT:
            word = self.sequence[number]
            start = plain.find(word)
            if plain.find(word, start + 1) < 0:
                return start
            spelt = _spelt(word, plain)
            words = self.sequence[first : self.firsts[field + 1]]
            if len(spelt) == words.count(word):
                return spelt[words[: number - first].count(word)]
        return self.fields[field].tokens[number - first].start

    def around(self, low: int, number: int, high: int, field: int) -> tuple[int, int, int]:
        """Where in a field's plain text the first of neighbouring words begins, a middle one begins, and the last ends.

        Between two words stands no letter: the next place where a word is spelt is the word.
        """
        words, plain = self.sequence, self.fields[field].plain
        start = begin = self.start_of(number, field)
        for before in range(number - 1, low - 1, -1):
            begin = plain.rfind(words[before], 0, begin)
        end = start + len(words[number])
        for after in range(number + 1, high + 1):
            word = words[after]
            end = plain.find(word, end) + len(word)
        return begin, start, end

    @property
    def evidence(self) -> TextLanguage:
        """What is known of the document's language."""
        return self._languages.evidence
