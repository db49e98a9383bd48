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
    """Character offset into the field's plain text."""
    end: int
    score: float
    """0 to 100."""
    why: str
    partial: bool = False
    """A surname or short form: counts only beside the full name or the term's context."""
