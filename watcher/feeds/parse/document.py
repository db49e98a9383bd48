"""What every reader of a format hands over: a feed's fields as they stand in the document, not yet cleaned.

`watcher.feeds.parse.items` makes items of it, in one way for all formats.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import NamedTuple

__all__ = ["Kind", "RawFeed", "RawItem", "Text"]


class Kind(Enum):
    """How a text is to be read."""

    HTML = "html"
    PLAIN = "plain"
    GUESS = "guess"
    """RSS titles: nominally plain text, often markup."""


class Text(NamedTuple):
    """A text and how it is to be read."""

    value: str
    kind: Kind


@dataclass(slots=True)
class RawItem:
    """One entry. Strings are "" where the document says nothing."""

    entry_id: str = ""
    link: str = ""
    """What the format calls the entry's link."""
    other_links: tuple[str, ...] = ()
    """What may stand in for a missing link, best first: other alternates, enclosures."""
    title: Text | None = None
    summary: Text | None = None
    contents: tuple[Text, ...] = ()
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    language: str = ""
    categories: tuple[str, ...] = ()


@dataclass(slots=True)
class RawFeed:
    """One document."""

    format: str
    items: list[RawItem]
    title: Text | None = None
    site: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    """Authors of every item that names none (Atom and JSON Feed; RSS knows no such thing)."""
    damage: str = ""
