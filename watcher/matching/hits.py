"""Hits as a person wants to read them: what is repeated, once."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

__all__ = ["WORDINGS_SHOWN", "distinct"]

WORDINGS_SHOWN = 3
"""Of one term: a fourth seldom says anything new."""

T = TypeVar("T")


def distinct(hits: Iterable[T], key: Callable[[T], tuple[str, str, str]]) -> Iterator[tuple[T, int, int]]:
    """The first hit of each wording of each term, how often it comes, and how many more hits are not shown after it.

    Args:
        hits: of one match.
        key: (term, text, reason) of a hit; the text is compared without case.

    Yields:
        Term by term, in the order in which terms and wordings first come; `WORDINGS_SHOWN` of each term at the most.
    """
    terms: dict[str, dict[tuple[str, str], list[T]]] = {}
    for hit in hits:
        term, text, why = key(hit)
        terms.setdefault(term, {}).setdefault((text.casefold(), why.casefold()), []).append(hit)
    for wordings in terms.values():
        groups = list(wordings.values())
        shown, rest = groups[:WORDINGS_SHOWN], sum(len(group) for group in groups[WORDINGS_SHOWN:])
        for i, group in enumerate(shown):
            yield group[0], len(group), rest if i == len(shown) - 1 else 0
