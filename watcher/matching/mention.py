"""What every pattern finds: a stretch of words, how sure, and why."""

from typing import NamedTuple

__all__ = ["Mention"]


class Mention(NamedTuple):
    """One stretch of a field's words that a pattern takes for its own."""

    first: int
    """Number of its first word among the field's tokens."""
    last: int
    """Number of its last word, inclusive."""
    start: int
    """Character offset into the field's plain text: of a name itself, after a clitic."""
    end: int
    """Of a name: before a possessive or the ending of a case."""
    score: float
    """0 to 100: 100 the same letters; of a name, 85 the furthest spelling that still counts."""
    why: str
    partial: bool = False
    """A surname or short form: counts only beside the full name or the term's context."""

    def moved(self, words: int, characters: int) -> "Mention":
        """The same in a text that begins so many words and characters earlier."""
        first, last, start, end, score, why, partial = self
        return Mention(first + words, last + words, start + characters, end + characters, score, why, partial)
