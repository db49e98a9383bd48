"""What every reader of a format hands over: a feed's fields as they stand in the document, not yet cleaned.

`watcher.feeds.parse.items` makes items of it, in one way for all formats.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final, NamedTuple

__all__ = ["Kind", "RawFeed", "RawItem", "Text", "person_name"]

_ADDRESS: Final = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}"
_PERSON: Final = re.compile(
    rf"{_ADDRESS}\s{{1,9}}\(([^()]{{1,300}})\)|([^<>()]{{1,300}}?)\s{{0,9}}<{_ADDRESS}>", re.ASCII
)


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
    unfinished: bool = False
    """Whether the document breaks off within it."""


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
    incomplete: bool = False
    """Whether a damaged document may hold items that were not read."""


def person_name(text: str) -> str:
    """Of `address (name)` and `name <address>` the name; else the text (RSS 2.0 asks for an address, few give one)."""
    if "@" not in text:
        return text
    found = _PERSON.fullmatch(text)
    return (found[1] or found[2] or "").strip() or text if found else text
