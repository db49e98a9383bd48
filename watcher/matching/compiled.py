"""Watch lists made ready: each term's patterns, each distinct pattern once however many terms ask for it.

A *unit* is one pattern; its *clauses* are what any mention of it needs of a document's words (see
`watcher.matching.index`). Units are shared: ten thousand terms with the same alias are one unit.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from watcher.matching.fieldtext import FieldText
from watcher.matching.groups import Group
from watcher.matching.index import Clause, phrase_clause
from watcher.matching.kinds import NAME_KINDS
from watcher.matching.mention import Mention
from watcher.matching.names import NamePattern, compile_name, expand_aliases, match_name, other_forms
from watcher.matching.phrases import AcronymPattern, PhrasePattern, writings
from watcher.matching.query import Query, compile_query
from watcher.matching.topics import TopicPattern, near_alias

if TYPE_CHECKING:
    from watcher.matching.models import Term, WatchList

__all__ = ["CompiledTerm", "CompiledWatch", "ContextWord", "Pattern", "QueryUnit", "Unit", "Units", "compile_watch"]

_SHORT: Final = 50
"""Fields of fewer words are read as a whole: `match_name` reads about as many around a single word."""
MIN_CONTEXT: Final = 85.0
"""The score from which a context word that is a name counts as held."""


class Pattern(Protocol):
    """What finds its mentions in a field."""

    def find(self, field: FieldText, triggers: Sequence[str] | None = None) -> Iterable[Mention]:
        """All mentions; `triggers` are the field's words by which the index came to it, None where it was not asked."""


@dataclass(frozen=True, slots=True)
class NameUnit:
    """A name, found by `watcher.matching.names`."""

    pattern: NamePattern

    def find(self, field: FieldText, triggers: Sequence[str] | None = None) -> Iterable[Mention]:
        """All mentions."""
        if triggers is None:
            return match_name(self.pattern, field.tokens)
        near = field.positions(triggers)
        if len(field.tokens) < _SHORT:
            return match_name(self.pattern, field.tokens) if near else ()
        return _each_once(mention for at in near for mention in match_name(self.pattern, field.tokens, at))


def _each_once(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Mentions as they come: neighbouring words give the same one again."""
    seen: set[tuple[int, int]] = set()
    for mention in mentions:
        if (mention.first, mention.last) not in seen:
            seen.add((mention.first, mention.last))
            yield mention


@dataclass(frozen=True, slots=True)
class QueryUnit:
    """A query, asked of the document as a whole."""

    query: Query

    def find(self, field: FieldText, triggers: Sequence[str] | None = None) -> Iterable[Mention]:
        """Nothing: a query is asked with `Query.find`."""
        return ()


@dataclass(frozen=True, slots=True)
class ContextWord:
    """A word of `context`: in any of its forms, or as a name under another spelling or in another script."""

    text: str
    language: str
    group: Group
    name: NamePattern | None

    def held_by(self, field: FieldText) -> str | None:
        """The words of the field that are it, or None."""
        for place in self.group.places(field):
            tokens = field.tokens
            return field.plain[tokens[place.first].start : tokens[place.last].end]
        if self.name is not None:
            for mention in match_name(self.name, field.tokens):
                if not mention.partial and mention.score >= MIN_CONTEXT:
                    return field.plain[mention.start : mention.end]
        return None


@dataclass(frozen=True, slots=True)
class Unit:
    """One pattern, with the clauses of which a document must satisfy each; names have none, but their own index."""

    pattern: Pattern
    clauses: tuple[Clause, ...]
    names: tuple[int, ...] = ()
    """Of a query: the units of names, with any of which it is a candidate though its clauses are not satisfied."""


@dataclass(frozen=True, slots=True)
class CompiledTerm:
    """A term ready to be judged."""

    name: str
    role: str
    threshold: float
    weight: float
    aliases: tuple[tuple[str, int], ...]
    """(alias as written, unit number)."""
    nots: tuple[tuple[str, Pattern], ...]
    context: tuple[tuple[ContextWord, ...], ...]

    @property
    def heeds_short_forms(self) -> bool:
        """Whether a surname or short form matters in an item that holds no full mention of the term."""
        return bool(self.context or self.nots) or self.role == "qualified"


@dataclass(frozen=True, slots=True)
class CompiledWatch:
    """A watch list ready to be matched."""

    id: str
    feeds: tuple[str, ...]
    languages: tuple[str, ...]
    exclude: Query | None
    terms: tuple[CompiledTerm, ...]


@dataclass(slots=True)
class Units:
    """Patterns by what they were made of, so that each is made once."""

    made: list[Unit] = field(default_factory=list)
    known: dict[tuple[object, ...], int] = field(default_factory=dict)
    context: dict[tuple[str, str], ContextWord] = field(default_factory=dict)

    def get(self, key: tuple[object, ...], make: Callable[[], Unit]) -> int:
        """The number of the unit under that key."""
        number = self.known.get(key)
        if number is None:
            number = self.known[key] = len(self.made)
            self.made.append(make())
        return number


def _unit(pattern: Pattern) -> Unit:
    if isinstance(pattern, NameUnit):
        return Unit(pattern, ())
    if isinstance(pattern, AcronymPattern):
        keys = frozenset(f"A:{key}" for key in (pattern.words[0], *pattern.dotted[:1]))
        return Unit(pattern, (Clause(keys),))
    if isinstance(pattern, TopicPattern):
        return Unit(pattern, tuple(Clause(frozenset(group.starts), group.spellings) for group in pattern.groups))
    assert isinstance(pattern, PhrasePattern)
    return Unit(pattern, tuple(map(phrase_clause, dict.fromkeys(pattern.words))))


def _pattern(alias: str, kind: str, term: "Term", *, native: bool = False, whole: bool = False) -> Pattern:
    """The pattern of an alias (or of a `not`, which is matched as its term is).

    Falls back on a phrase for what cannot be a name, such as a name of more than twelve words.
    """
    if kind in NAME_KINDS:
        try:
            return NameUnit(compile_name(alias, kind, native=native, whole=whole))  # type: ignore[arg-type]  # NAME_KINDS are its literals
        except ValueError:
            return PhrasePattern.of(alias)
    if kind == "acronym":
        return AcronymPattern.of(alias)
    if kind == "topic":
        return TopicPattern.of(
            alias, within=term.within, across_sentences=term.across_sentences, language=term.language
        )
    return PhrasePattern.of(alias)


def _near(term: "Term") -> TopicPattern:
    return TopicPattern.near(
        term.near, within=term.within, across_sentences=term.across_sentences, language=term.language
    )


def _kind(term: "Term") -> str:
    return "topic" if term.near else term.kind


def _term(term: "Term", units: Units, threshold: float) -> CompiledTerm:
    kind = _kind(term)
    aliases: list[tuple[str, int]] = []
    seen: set[int] = set()
    options = (term.within, term.across_sentences, term.language) if kind == "topic" else ()

    def add(written: str, alias: str, *, native: bool = False, whole: bool = False) -> None:
        key = (kind, alias, native, whole, *options)
        number = units.get(key, lambda: _unit(_pattern(alias, kind, term, native=native, whole=whole)))
        if number not in seen:
            seen.add(number)
            aliases.append((written, number))

    for alias in term.names:
        add(alias, alias)
    if kind == "phrase":
        for alias in term.names:
            for other in writings(alias):
                add(alias, other)
    if kind in NAME_KINDS:
        for alias in term.names:
            for other in other_forms(alias, kind):
                add(alias, other, whole=True)
        for alias in term.names:
            for other in expand_aliases(alias):
                if other not in term.names:
                    add(alias, other, native=True)
    if term.near:
        number = units.get(("near", term.near, *options), lambda: _unit(_near(term)))
        aliases.append((near_alias(term.near), number))
    if term.query is not None:
        query_unit = _query_unit(compile_query(term.query), units)
        aliases.append((term.query, units.get(("query", term.query), lambda: query_unit)))
    return CompiledTerm(
        name=term.name,
        role=term.role,
        threshold=threshold if term.threshold is None else term.threshold,
        weight=term.weight,
        aliases=tuple(aliases),
        nots=tuple((text, _pattern(text, kind, term)) for text in term.not_),
        context=tuple(
            tuple(_context_word(word, term.language, units) for word in group) for group in term.context_groups
        ),
    )


def _name_unit(name: str) -> Unit:
    return Unit(NameUnit(compile_name(name, "place")), ())


_NEVER: Final = Clause(frozenset({"w:\0"}))
"""What no word satisfies."""


def _query_unit(query: Query, units: Units) -> Unit:
    """A query by what its documents must hold: words, else names; else it is asked of every document."""
    clauses = tuple(map(Clause, query.clauses()))
    names, words = query.names()
    if clauses or not names:
        return Unit(QueryUnit(query), clauses)
    made = (units.get(("place", name, False), partial(_name_unit, name)) for name in sorted(names))
    return Unit(QueryUnit(query), (Clause(words) if words else _NEVER,), tuple(made))


def _context_word(text: str, language: str, units: Units) -> ContextWord:
    known = units.context.get((text, language))
    if known is not None:
        return known
    name = None
    if not text[:1].islower():  # what is written with a capital, or in a script without, may be a name
        try:
            name = compile_name(text, "place")
        except ValueError:
            name = None
    made = ContextWord(text, language, Group.of((text,), language, events=False), name)
    units.context[text, language] = made
    return made


def compile_watch(watch_list: "WatchList", units: Units, threshold: float) -> CompiledWatch:
    """Make a watch list ready; `threshold` where it names none."""
    default = threshold if watch_list.threshold is None else watch_list.threshold
    return CompiledWatch(
        id=watch_list.id,
        feeds=watch_list.feeds,
        languages=watch_list.languages,
        exclude=compile_query(watch_list.exclude) if watch_list.exclude is not None else None,
        terms=tuple(_term(term, units, default) for term in watch_list.terms),
    )
