"""Whether an ill-formed document is all there, or breaks off and may hide items (rule 22).

Many feeds are ill-formed and have been for years: they are read in full, and may be asked for conditionally like any
other. Of one that was cut short on its way the rest is still to come.
"""

import re
from typing import Final

from watcher.feeds.parse.document import RawFeed

__all__ = ["note_ending"]

_ROOT: Final = re.compile(r"<((?:[\w-]{1,40}:)?(?:rss|rdf|feed|channel))[\s>]", re.IGNORECASE)
_ITEM: Final = re.compile(r"<(/?)(?:[\w-]{1,40}:)?(?:item|entry)(?=[\s/>])", re.IGNORECASE)
_OPAQUE: Final = re.compile(r"<!\[CDATA\[|<!--")


def note_ending(raw: RawFeed, document: str) -> None:
    """Note of a damaged document whether it may hold items that were not read, and which item it breaks off in."""
    bare = _without_opaque(document)
    opened = last_opened = last_closed = 0
    for tag in _ITEM.finditer(bare):
        if tag[1]:
            last_closed = tag.start()
        else:
            opened, last_opened = opened + 1, tag.start()
    root = _ROOT.search(bare)
    end = bare.rfind(f"</{root[1]}") if root else -1
    broken_off = end < last_opened or root is None
    raw.incomplete = broken_off or opened > len(raw.items)
    if broken_off and raw.items and last_opened > last_closed and opened <= len(raw.items):
        raw.items[-1].unfinished = True


def _without_opaque(document: str) -> str:
    """The document without comments and CDATA sections; one that is never closed takes the rest along."""
    kept: list[str] = []
    at = 0
    while opening := _OPAQUE.search(document, at):
        kept.append(document[at : opening.start()])
        closing = "-->" if opening[0] == "<!--" else "]]>"
        end = document.find(closing, opening.end())
        if end < 0:
            return "".join(kept)
        at = end + len(closing)
    return "".join((*kept, document[at:]))
