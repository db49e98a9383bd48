"""The watch list's own tests: sentences of the seed that must match, namesakes that must not; all tried first."""

from collections.abc import Iterable, Sequence

from watcher.derive.entities import core
from watcher.derive.model import Example, TermDerived
from watcher.derive.sentences import Sentence
from watcher.derive.tables.homonyms import homonyms
from watcher.matching.engine import compile_watches
from watcher.matching.watchlist import WatchList
from watcher.types.matching import Document

__all__ = ["as_watch_list", "confirmed_examples"]

_MOST_TRUE = 12
_MOST_FALSE = 6


def as_watch_list(terms: Iterable[TermDerived]) -> WatchList:
    """The terms as the engine takes them."""
    return WatchList.model_validate({"id": "derived", "term": [_term(term) for term in terms]})


def _term(term: TermDerived) -> dict[str, object]:
    return {
        "name": term.name,
        "kind": term.kind,
        "aliases": term.aliases,
        "role": term.role,
        "context": term.context[0] if len(term.context) == 1 else term.context,
        "not": term.not_,
        "near": term.near,
        "within": term.within,
        "weight": term.weight,
        "language": term.language,
    }


def confirmed_examples(terms: Sequence[TermDerived], sentences: Sequence[Sentence]) -> tuple[Example, ...]:
    """Examples on which the engine agrees: others would make `watcher watches check` fail on a list just derived."""
    if not terms:
        return ()
    engine = compile_watches([as_watch_list(terms)])

    def fires(text: str) -> frozenset[str]:
        matches = engine.match(Document(content=text)).matches
        return frozenset(matches[0].terms) if matches else frozenset()

    covered: set[str] = set()
    found: list[Example] = []
    for sentence in sorted(sentences, key=lambda one: (_is_torn(one.text), abs(len(one.text) - 120))):
        if len(found) == _MOST_TRUE or not 25 <= len(sentence.text) <= 320:
            continue
        hits = fires(sentence.text)
        if hits - covered:
            covered |= hits
            found.append(Example(sentence.text, True))
    confusables = [Example(text, False) for text in _confusables(terms) if not fires(text)]
    return (*found, *confusables[:_MOST_FALSE])


def _is_torn(text: str) -> bool:
    """Whether a quotation begins or ends outside the sentence: it reads badly alone."""
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1


def _confusables(terms: Iterable[TermDerived]) -> list[str]:
    """Sentences about namesakes of the terms' last or only words."""
    found: dict[str, None] = {}
    for term in terms:
        for name in (term.name, *term.aliases):
            words = core(name)
            homonym = homonyms(words[-1]) if words and term.kind != "topic" else None
            if homonym is not None and term.role != "context":
                found[homonym.sentence] = None
    return list(found)
