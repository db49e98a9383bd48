"""A mention of a name in a text."""

from dataclasses import dataclass

__all__ = ["NameMention"]


@dataclass(frozen=True, slots=True)
class NameMention:
    """A place in a text that names what the pattern names."""

    first: int
    """Number of the first token."""
    last: int
    """Number of the last token, inclusive."""
    start: int
    """Offset of the name itself: after a clitic, and without a possessive or case suffix at the end."""
    end: int
    score: float
    """0 to 100: 100 the same letters, 85 the furthest spelling that still counts."""
    why: str
    partial: bool = False
    """A surname or short form: a mention only where the item also holds the full name or the term's context."""
