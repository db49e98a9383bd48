"""Whether two names, each taken as a whole, are the same name."""

from watcher.matching.names.aliases import expand_aliases
from watcher.matching.names.match import match_name
from watcher.matching.names.orders import other_forms
from watcher.matching.names.pattern import NameKind, compile_name
from watcher.matching.names.tables import HEADS, ORGANISATION_HEADS, TITLES
from watcher.matching.names.word import analyse
from watcher.text.fold import tokenize

__all__ = ["same_name"]

_FREE = HEADS | ORGANISATION_HEADS | TITLES


def same_name(a: str, b: str, kind: NameKind) -> tuple[float, str]:
    """How surely two names are one (0 to 100), and why; 0 where they are not. Symmetric.

    Nothing of either may be left over but articles, particles, heads and titles. Well-known aliases count as 96.
    """
    best = max(_covers(a, b, kind), _covers(b, a, kind))
    for name, against in ((a, b), (b, a)):
        for other in other_forms(name, kind):
            score, why = _covers(other, against, kind)
            if min(score, 96.0) > best[0]:
                best = (min(score, 96.0), f'"{name}" is also written "{other}"; {why}')
    for name, against in ((a, b), (b, a)):
        for other in expand_aliases(name):
            score, why = max(_covers(other, against, kind), _covers(against, other, kind))
            if min(score, 96.0) > best[0]:
                best = (min(score, 96.0), f'"{name}" is also "{other}"; {why}')
    return best


def _covers(pattern_of: str, text: str, kind: NameKind) -> tuple[float, str]:
    try:
        pattern = compile_name(pattern_of, kind)
    except ValueError:
        return 0.0, "no name"
    tokens = tokenize(text)
    best = (0.0, "different names")
    for mention in match_name(pattern, tokens):
        outside = [*tokens[: mention.first], *tokens[mention.last + 1 :]]
        if mention.partial or any(not analyse(t.text).skippable and t.folded not in _FREE for t in outside):
            continue
        best = max(best, (mention.score, mention.why))
    return best
