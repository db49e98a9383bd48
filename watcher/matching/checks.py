"""What a watch list must not say, beyond the types of its keys: faults that would make a term silent or too loud."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from watcher.errors import QueryError
from watcher.matching.groups import Group, text_keys
from watcher.matching.languages import COUNTRIES, ISO_639_1
from watcher.matching.models import NAME_KINDS, Term, WatchListFile
from watcher.matching.names import expand_aliases, token_keys
from watcher.matching.query import compile_query
from watcher.matching.topics import STOPWORDS
from watcher.matching.words import words_alike
from watcher.text.fold import WORD, fold_word
from watcher.text.nearest import nearest
from watcher.validation import shown

__all__ = ["faults"]

Path: TypeAlias = tuple[str | int, ...]
Fault: TypeAlias = tuple[Path, str]

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_INFLECTED: Final = ("en", "fr", "de", "tr", "ar", "fa")
_LITTLE: Final = STOPWORDS | frozenset("al el ul as ash at an ad ar az bin ibn ben abu abd".split())
"""Words that do not make two texts have something in common."""
_MAX_TERMS: Final = 50_000
_WILDCARD: Final = re.compile(r"(?<!\w)\*\w|\w\*(?!\w)")
"""A star within a word may be a name's: `M*A*S*H`."""
_REGEX: Final = re.compile(r"/.*[\\^$.|?*+()\[\]{}].*/", re.DOTALL)
_OPERATOR: Final = re.compile(r"(?<!\S)(?:AND|OR|NOT|NEAR(?:/\d+)?)(?!\S)")


def faults(watch_list: WatchListFile) -> list[Fault]:
    """Every fault of a watch list whose keys and types are right: (path of the key, what is wrong with it)."""
    found: list[Fault] = []
    if not watch_list.terms:
        found.append(((), "holds no term; add at least one [[term]] with a name"))
    if len(watch_list.terms) > _MAX_TERMS:
        found.append((("term",), f"holds {len(watch_list.terms)} terms; at most {_MAX_TERMS} are accepted"))
    found += _languages(watch_list)
    found += _feeds(watch_list.feeds)
    if watch_list.exclude is not None:
        found += _query(("exclude",), watch_list.exclude)
    counts = Counter(term.name for term in watch_list.terms)
    seen: set[str] = set()
    for i, term in enumerate(watch_list.terms):
        if counts[term.name] > 1 and term.name in seen:
            found.append(
                (("term", i, "name"), f"{shown(term.name)} names another term already; give each its own name")
            )
        seen.add(term.name)
        found += [(("term", i, *path), what) for path, what in _term(term)]
    found += _examples(watch_list, seen)
    return found


def _languages(watch_list: WatchListFile) -> Iterator[Fault]:
    given: list[tuple[Path, str]] = [(("languages", i), tag) for i, tag in enumerate(watch_list.languages)]
    given += [(("term", i, "language"), term.language) for i, term in enumerate(watch_list.terms) if term.language]
    for path, tag in given:
        first = tag.lower().split("-", 1)[0]
        meant = COUNTRIES.get(first) or (tag.replace("_", "-") if "_" in tag else None)
        hint = f'; did you mean "{meant}"?' if meant else '; accepted are such as "en", "ar" or "pt-BR"'
        if not _LANGUAGE.fullmatch(tag) or (len(first) == 2 and first not in ISO_639_1):
            yield path, f"{shown(tag)} is no language tag{hint}"


def _feeds(feeds: Sequence[str]) -> Iterator[Fault]:
    for i, feed in enumerate(feeds):
        if feed.startswith("tag:"):
            if not feed.removeprefix("tag:").strip():
                yield ("feeds", i), '"tag:" names no tag; write it as "tag:iraq"'
        elif "://" not in feed:
            yield ("feeds", i), f'{shown(feed)} is neither a tag nor a url; did you mean "tag:{feed}"?'


def _query(path: Path, text: str) -> Iterator[Fault]:
    try:
        compile_query(text)
    except QueryError as error:
        yield path, str(error)


def _term(term: Term) -> Iterator[Fault]:
    if term.near and term.query is not None:
        yield ("query",), "a term has either near or query, not both"
    yield from _aliases(term)
    yield from _near(term)
    yield from _queries(term)
    yield from _idle_keys(term)
    if term.query is not None:
        yield from _query(("query",), term.query)
    for path, word in _context_words(term):
        if not WORD.search(word):
            yield path, f"{shown(word)} holds no word" if word else "is an empty list"
    if term.role == "context" and term.context:
        yield ("context",), 'a term of role "context" never fires, so it takes no context of its own'
    yield from _nots(term)


def _context_words(term: Term) -> Iterator[tuple[Path, str]]:
    for i, entry in enumerate(term.context):
        if isinstance(entry, str):
            yield ("context", i), entry
        elif not entry:
            yield ("context", i), ""
        else:
            for j, word in enumerate(entry):
                yield ("context", i, j), word


def _aliases(term: Term) -> Iterator[Fault]:
    if not (term.near or term.query is not None):
        if what := alias_fault(term.name):
            yield ("name",), f"{what} (the name is an alias too)"
    elif not WORD.search(term.name):
        yield ("name",), f"{shown(term.name)} holds no word"
    for i, alias in enumerate(term.aliases):
        if what := alias_fault(alias):
            yield ("aliases", i), what


def alias_fault(alias: str) -> str | None:
    """What is wrong with an alias by itself, or None."""
    words = WORD.findall(alias)
    if not any(fold_word(word) for word in words):
        return f"{shown(alias)} holds no word"
    letters = sum(len(fold_word(word)) for word in words)
    if letters == 1 and ord(words[0][0]) < 0x2E80:  # a single Han character or kana is a word
        return f"{shown(alias)} is a single letter, which is everywhere; write the whole word"
    return None


def _written_as_a_query(text: str) -> str | None:
    """What is wrong with a text that only a query would understand, or None."""
    if _WILDCARD.search(text):
        sign = "a * is no wildcard here; forms of a word are found without it"
    elif _REGEX.fullmatch(text):
        sign = "this is no regular expression here"
    elif not text.isupper() and _OPERATOR.search(text):
        sign = "this is no query here"
    else:
        return None
    return f"{shown(text)}: {sign}; write a term with `query` for what is meant"


def _queries(term: Term) -> Iterator[Fault]:
    written: list[tuple[Path, str]] = [(("aliases", i), alias) for i, alias in enumerate(term.aliases)]
    written += [(("not", i), text) for i, text in enumerate(term.not_)]
    written += [(("near", i, j), word) for i, group in enumerate(term.near) for j, word in enumerate(group)]
    written += _context_words(term)
    if not (term.near or term.query is not None):
        written.append((("name",), term.name))
    for path, text in written:
        if what := _written_as_a_query(text):
            yield path, what


def _idle_keys(term: Term) -> Iterator[Fault]:
    """Keys that would be passed over in silence."""
    given = term.model_fields_set
    if term.near and "kind" in given and term.kind != "topic":
        yield ("kind",), f'near is for kind "topic"; write a term of its own for the {term.kind}'
    if not (term.near or term.kind == "topic"):
        for key in ("within", "across_sentences"):
            if key in given:
                yield (key,), 'is for topics: give the term near, or kind = "topic"'


def _near(term: Term) -> Iterator[Fault]:
    for i, group in enumerate(term.near):
        for j, word in enumerate(group):
            if not WORD.search(word):
                yield ("near", i, j), f"{shown(word)} holds no word"
    if term.near and term.within < len(term.near):
        yield ("within",), f"{term.within} words cannot hold one of each of {len(term.near)} groups"


def _nots(term: Term) -> Iterator[Fault]:
    wanted = [*term.names, *(word for group in term.near for word in group)]
    for i, text in enumerate(term.not_):
        if what := alias_fault(text):
            yield ("not", i), what
        elif term.query is not None and not term.aliases:
            yield ("not", i), "a query says what it does not want itself: use NOT in it"
        elif not _may_lie_on(text, wanted, term):
            yield (
                ("not", i),
                f"{shown(text)} shares no word with any alias, so it could never lie on a mention of it; "
                "to leave out the items that hold it, use `exclude`",
            )


def _examples(watch_list: WatchListFile, names: set[str]) -> Iterator[Fault]:
    for i, example in enumerate(watch_list.examples):
        if isinstance(example.match, bool):
            continue
        for j, name in enumerate(example.match):
            if name not in names:
                best = nearest(name, names)
                hint = f"; did you mean {shown(best)}?" if best else ""
                yield ("example", i, "match", j), f"{shown(name)} is the name of no term{hint}"


def _may_lie_on(text: str, aliases: Sequence[str], term: Term) -> bool:
    """Whether a `not` shares a word with an alias, in any form, spelling or other name that the alias has."""
    names = term.kind in NAME_KINDS and not term.near
    if names:
        aliases = [*aliases, *(other for alias in aliases for other in expand_aliases(alias))]
    if any(_share_a_word(text, alias, names=names) for alias in aliases):
        return True
    if not (term.near or term.kind == "topic"):
        return False
    keys = frozenset(key for word in _telling(text) for key in text_keys(fold_word(word), _INFLECTED))
    words = (word for alias in aliases for word in (alias, *_telling(alias)))
    return any(not keys.isdisjoint(Group.of((word,), term.language).starts) for word in words)


def _share_a_word(a: str, b: str, *, names: bool) -> bool:
    """Whether two texts have a telling word in common, in any of its spellings."""
    ones, others = _telling(a), _telling(b)
    if any(words_alike(fold_word(one), fold_word(other)) for one in ones for other in others):
        return True
    return names and any(not set(token_keys(one)).isdisjoint(token_keys(other)) for one in ones for other in others)


def _telling(text: str) -> list[str]:
    """The words of a text but for little ones; all where it has no other."""
    words: list[str] = WORD.findall(text)
    return [word for word in words if word.isupper() or fold_word(word) not in _LITTLE] or words
