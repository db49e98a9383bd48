"""The engine: watch lists compiled once, matched against many documents."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from watcher.matching.models import WatchList
from watcher.matching.words import words_alike
from watcher.text.fold import WORD, fold_word, tokenize
from watcher.types import FIELDS, Document, Hit, MatchOutcome, WatchMatch

__all__ = ["Engine", "compile_watches"]


@dataclass(frozen=True, slots=True)
class Engine:
    """A set of watch lists, compiled; implements `watcher.ports.Matcher`."""

    lists: tuple[WatchList, ...]
    threshold: float

    @property
    def version(self) -> str:
        """Hash of all that decides a match."""
        return hashlib.sha256(repr((self.versions, self.threshold)).encode()).hexdigest()[:16]

    @property
    def versions(self) -> tuple[tuple[str, str], ...]:
        """(watch id, version) of each enabled watch list."""
        return tuple((one.id, one.version) for one in self.lists)

    def match(self, document: Document, *, feeds: bool = True) -> MatchOutcome:
        """All hits in one document."""
        matches = []
        for one in self.lists:
            hits = []
            for term in one.terms:
                for alias in term.names:
                    words = [fold_word(word) for word in WORD.findall(alias)]
                    for field in FIELDS:
                        text = getattr(document, field)
                        tokens = tokenize(text)
                        for i in range(len(tokens) - len(words) + 1):
                            scores = [words_alike(a, b.folded) for a, b in zip(words, tokens[i:], strict=False)]
                            if min(scores) > 0:
                                start, end = tokens[i].start, tokens[i + len(words) - 1].end
                                score = sum(scores) / len(scores)
                                hits.append(Hit(term.name, alias, field, start, end, text[start:end], score, "words"))
            if hits:
                matches.append(WatchMatch(one.id, max(h.score for h in hits), tuple(hits)))
        return MatchOutcome(tuple(matches))


def compile_watches(lists: Sequence[WatchList], *, threshold: float = 85.0) -> Engine:
    """Compile the enabled watch lists."""
    return Engine(tuple(sorted((one for one in lists if one.enabled), key=lambda one: one.id)), threshold)
