"""What reads patterns at the words that led to them, and remembers what it read."""

from collections.abc import Mapping
from typing import Final, Generic, TypeVar

__all__ = ["MOST", "Remembering"]

MOST: Final = 100_000
"""Answers remembered of a kind; past that the memory starts anew. Of stretches of text, about 40 MB."""

P = TypeVar("P")


class Remembering(Generic[P]):
    """Patterns by their numbers. Picklable, without what it remembers of texts."""

    def __init__(self, patterns: Mapping[int, P]) -> None:
        """Begin with these patterns, and nothing remembered."""
        self._patterns = dict(patterns)

    def __getstate__(self) -> dict[str, object]:
        return {"_patterns": self._patterns}

    def __setstate__(self, state: dict[str, dict[int, P]]) -> None:
        self.__init__(state["_patterns"])  # type: ignore[misc]  # begins anew, with the same patterns

    def __contains__(self, number: int) -> bool:
        return number in self._patterns
