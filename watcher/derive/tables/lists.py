"""Tables are written as running words."""

__all__ = ["phrases", "words"]


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """The phrases of a text, separated by commas or line ends, as a set."""
    return frozenset(part for line in text.splitlines() for part in map(str.strip, line.split(",")) if part)
