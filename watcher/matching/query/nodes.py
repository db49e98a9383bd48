"""What a query is made of once it is read: each node says whether, and where, it finds itself in a document."""

import fnmatch
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Protocol, TypeAlias
from urllib.parse import urlsplit

from rapidfuzz.distance import OSA

from watcher.matching.fieldtext import DocumentText, FieldText
from watcher.matching.languages import primary
from watcher.matching.names import NamePattern, match_name
from watcher.matching.phrases import bare, possessive_length, unelided
from watcher.matching.query.regex import Regex
from watcher.text.fold import WORD, Token, fold, fold_word
from watcher.types import Document

__all__ = [
    "METADATA",
    "NAME_KEY",
    "TEXT_FIELDS",
    "AllOf",
    "AnyOf",
    "Clauses",
    "Everything",
    "Expression",
    "Found",
    "Fuzzy",
    "Metadata",
    "Name",
    "Near",
    "Node",
    "NotEmpty",
    "Place",
    "Unless",
    "Wild",
    "Words",
]

TEXT_FIELDS: Final = ("title", "summary", "content")
METADATA: Final = ("url", "author", "feed", "site", "tag", "language")
MOST_PLACES: Final = 200
"""Places that one node gives for one document."""
MIN_NAME: Final = 85.0
NAME_KEY: Final = "N:"
"""What a key begins with that stands for a name; the rest is the name as written."""

Clauses: TypeAlias = tuple[frozenset[str], ...]
"""Of each set a matching document holds a word or name with one of its keys: what an index can ask first."""


class Place(NamedTuple):
    """Where a query found something."""

    field: FieldText
    start: int
    """Offset into the field's plain text."""
    end: int
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """That a query matches: how sure, and where; no places for what has none, such as `*:*`."""

    score: float = 100.0
    places: tuple[Place, ...] = ()


class Node(Protocol):
    """A part of a query."""

    def find(self, text: DocumentText) -> Found | None:
        """What it finds in a document; None: it does not match."""

    def clauses(self) -> Clauses:
        """What every matching document's words hold; (): nothing can be said."""


@dataclass(frozen=True, slots=True)
class Everything:
    """`*:*`."""

    def find(self, text: DocumentText) -> Found | None:
        return Found()

    def clauses(self) -> Clauses:
        return ()


@dataclass(frozen=True, slots=True)
class NotEmpty:
    """`title:*`: the field holds something."""

    name: str

    def find(self, text: DocumentText) -> Found | None:
        return Found() if any(value.strip() for value in _metadata(text.document, self.name)) else None

    def clauses(self) -> Clauses:
        return ()


class _InText:
    """Nodes that look for stretches of words in the text fields, or in one of them."""

    __slots__ = ()
    name: str | None

    def _fields(self, text: DocumentText) -> Iterator[FieldText]:
        return (one for one in text.fields if self.name is None or one.name == self.name)

    def _places(self, field_text: FieldText) -> Iterator[Place]:
        raise NotImplementedError

    def find(self, text: DocumentText) -> Found | None:
        places: list[Place] = []
        for one in self._fields(text):
            for place in self._places(one):
                places.append(place)
                if len(places) >= MOST_PLACES:
                    break
        return Found(max(place.score for place in places), tuple(places)) if places else None


def _stretch(field_text: FieldText, first: int, last: int, why: str, score: float = 100.0) -> Place:
    """The words from first to last; a possessive ending of the last is not part of it."""
    tokens = field_text.tokens
    end = tokens[last].end - possessive_length(tokens[last].text)
    return Place(field_text, tokens[first].start, end, score, why)


def _same(word: str, token: Token) -> bool:
    folded = token.folded
    return folded == word or ("'" in folded and word in {bare(folded), bare(unelided(folded))})


@dataclass(frozen=True, slots=True)
class Words(_InText):
    """A word or a phrase: these words, one after the other."""

    name: str | None
    words: tuple[str, ...]

    def _places(self, field_text: FieldText) -> Iterator[Place]:
        tokens, size = field_text.tokens, len(self.words)
        for at in range(len(tokens) - size + 1):
            if all(_same(word, tokens[at + i]) for i, word in enumerate(self.words)):
                place = _stretch(field_text, at, at + size - 1, "the same words" if size > 1 else "the same word")
                first = tokens[at]
                elided = bare(first.folded) != self.words[0] and unelided(first.text)
                yield place._replace(start=first.end - len(elided)) if elided else place

    def clauses(self) -> Clauses:
        return tuple(frozenset({f"w:{word}"}) for word in self.words)


@dataclass(frozen=True, slots=True)
class Near(_InText):
    """`"a b"~8`: these words, in any order, within so many words from the first to the last."""

    name: str | None
    words: tuple[str, ...]
    within: int

    def _places(self, field_text: FieldText) -> Iterator[Place]:
        """A sliding window over the words' occurrences: the narrowest at each."""
        wanted = {word: self.words.count(word) for word in self.words}
        seen: dict[str, list[int]] = {word: [] for word in wanted}
        free = 0
        for at, token in enumerate(field_text.tokens):
            word = next((one for one in wanted if _same(one, token)), None)
            if word is None:
                continue
            seen[word].append(at)
            if all(len(places) >= wanted[one] for one, places in seen.items()):
                first = min(places[-wanted[one]] for one, places in seen.items())
                if at - first < self.within and first >= free:
                    yield _stretch(field_text, first, at, f"within {at - first + 1} words")
                    free = at + 1

    def clauses(self) -> Clauses:
        return tuple(frozenset({f"w:{word}"}) for word in self.words)


@dataclass(frozen=True, slots=True)
class Fuzzy(_InText):
    """`word~1`: within so many edits (Damerau's, optimal string alignment)."""

    name: str | None
    word: str
    edits: int

    def _places(self, field_text: FieldText) -> Iterator[Place]:
        for at, token in enumerate(field_text.tokens):
            edits = min(
                OSA.distance(self.word, word, score_cutoff=self.edits) for word in {token.folded, bare(token.folded)}
            )
            if edits <= self.edits:
                score = 100.0 * (1 - edits / (2 * max(len(self.word), 1)))
                why = f'"{token.text}" ~ "{self.word}": {edits} edit{"s" * (edits != 1)}' if edits else "the same word"
                yield _stretch(field_text, at, at, why, max(MIN_NAME, round(score, 1)))

    def clauses(self) -> Clauses:
        return ()


@dataclass(frozen=True, slots=True)
class Wild(_InText):
    """`wild*`, `w?ld`: a whole word of that form."""

    name: str | None
    pattern: str
    _test: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_test", glob(self.pattern))

    def _places(self, field_text: FieldText) -> Iterator[Place]:
        for at, token in enumerate(field_text.tokens):
            if self._test.match(token.folded) or self._test.match(bare(token.folded)):
                yield _stretch(field_text, at, at, f'"{token.text}" is of the form {self.pattern}')

    def clauses(self) -> Clauses:
        return ()


def glob(pattern: str) -> re.Pattern[str]:
    """A wildcard pattern; `fnmatch` translates so that matching takes no back-tracking."""
    return re.compile(fnmatch.translate(pattern.replace("[", "[[]")))


@dataclass(frozen=True, slots=True)
class Expression(_InText):
    """`/regex/`."""

    name: str | None
    regex: Regex

    def _places(self, field_text: FieldText) -> Iterator[Place]:
        for start, end in self.regex.find(field_text.plain):
            yield Place(field_text, start, end, 100.0, f"/{self.regex.source}/")

    def clauses(self) -> Clauses:
        return ()


@dataclass(frozen=True, slots=True)
class Name(_InText):
    """`name:"Ain al-Assad"`: the name under any of its spellings."""

    name: str | None
    pattern: NamePattern
    written: str

    def _places(self, field_text: FieldText) -> Iterator[Place]:
        for mention in match_name(self.pattern, field_text.tokens):
            if not mention.partial and mention.score >= MIN_NAME:
                yield Place(field_text, mention.start, mention.end, mention.score, mention.why)

    def clauses(self) -> Clauses:
        return (frozenset({f"{NAME_KEY}{self.written}"}),)


def _site(document: Document) -> str:
    try:
        return (urlsplit(document.url or document.feed).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


_VALUES: Final[dict[str, Callable[[Document], Sequence[str]]]] = {
    "title": lambda d: (d.title,),
    "summary": lambda d: (d.summary,),
    "content": lambda d: (d.content,),
    "url": lambda d: (d.url,),
    "author": lambda d: (d.author,),
    "feed": lambda d: (d.feed,),
    "site": lambda d: (_site(d),),
    "tag": lambda d: d.tags,
    "language": lambda d: (d.language,),
}


def _metadata(document: Document, name: str) -> Iterable[str]:
    return _VALUES[name](document)


@dataclass(frozen=True, slots=True)
class Metadata:
    """`author:`, `url:`, `feed:`: these words in the value, one after the other. `tag:`: the whole value. `site:`: that
    host or one below it. `language:`: the tag, or its primary subtag."""

    name: str
    value: str
    wild: bool = False

    def find(self, text: DocumentText) -> Found | None:
        return Found() if any(map(self._fits, _metadata(text.document, self.name))) else None

    def _fits(self, given: str) -> bool:
        has, wanted = fold(given).text, fold(self.value).text
        if not has:
            return False
        if self.wild:
            test = glob(wanted)
            return any(test.match(one) for one in (has, *map(fold_word, WORD.findall(given))))
        if self.name == "tag":
            return has == wanted
        if self.name == "language":
            return has == wanted or primary(given) == wanted
        if self.name == "site":
            wanted = wanted.removeprefix("www.")
            return has == wanted or has.endswith("." + wanted)
        if has == wanted:
            return True
        words, run = list(map(fold_word, WORD.findall(given))), list(map(fold_word, WORD.findall(self.value)))
        return any(words[i : i + len(run)] == run for i in range(len(words) - len(run) + 1)) if run else False

    def clauses(self) -> Clauses:
        return ()


@dataclass(frozen=True, slots=True)
class AllOf:
    """AND."""

    nodes: tuple[Node, ...]

    def find(self, text: DocumentText) -> Found | None:
        score, places = 100.0, list[Place]()
        for node in self.nodes:
            found = node.find(text)
            if found is None:
                return None
            score = min(score, found.score)
            places += found.places
        return Found(score, tuple(places))

    def clauses(self) -> Clauses:
        return tuple(clause for node in self.nodes for clause in node.clauses())


@dataclass(frozen=True, slots=True)
class AnyOf:
    """OR."""

    nodes: tuple[Node, ...]

    def find(self, text: DocumentText) -> Found | None:
        found = [one for node in self.nodes if (one := node.find(text)) is not None]
        if not found:
            return None
        return Found(max(one.score for one in found), tuple(place for one in found for place in one.places))

    def clauses(self) -> Clauses:
        """One set for all: of each alternative's sets the most telling (its rarest word is likely its longest)."""
        every = [node.clauses() for node in self.nodes]
        if not all(every):
            return ()
        return (frozenset().union(*(max(clauses, key=_telling) for clauses in every)),)


def _telling(clause: frozenset[str]) -> tuple[int, int]:
    return min(map(len, clause)), -len(clause)


@dataclass(frozen=True, slots=True)
class Unless:
    """NOT; as a part of `a NOT b`, or alone, which is every item without it."""

    node: Node

    def find(self, text: DocumentText) -> Found | None:
        return Found() if self.node.find(text) is None else None

    def clauses(self) -> Clauses:
        return ()
