"""What a document says of its own schedule: ttl, sy:updatePeriod and Frequency, skipHours, skipDays.

Read from the text, not from a parser's result: feedparser keeps only the last of several `<hour>` elements.
"""

import re
from datetime import timedelta
from typing import Final

from watcher.types import PublishHints

__all__ = ["publish_hints"]

_ITEM: Final = re.compile(r"<(?:\w{1,40}:)?(?:item|entry)[\s>/]", re.IGNORECASE)
_FIELD: Final = re.compile(
    r"<(?:\w{1,40}:)?(ttl|updatePeriod|updateFrequency|hour|day)(?:\s[^<>]{0,200})?>\s*(?:<!\[CDATA\[)?\s*([\w.]{1,20})\s*"
    r"(?:\]\]>)?\s*<",
    re.IGNORECASE,
)
_PERIODS: Final = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
"""RDF Site Summary 1.0 Modules: Syndication."""

_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST: Final = timedelta(days=365)
_WORDS: Final = ("ttl", "updatePeriod", "updateFrequency", "skipHours", "skipDays")
_TAIL: Final = 20_000
"""Characters at the document's end in which hints that follow the items are looked for."""


def publish_hints(document: str) -> PublishHints:
    """The hints that stand outside of the items. What makes no sense (a ttl of 0, hour 99) is passed over."""
    first = min(filter(lambda at: at >= 0, (document.find("<item"), document.find("<entry"))), default=-1)
    if first < 0:
        item = _ITEM.search(document)
        first = item.start() if item else len(document)
    last = max(document.rfind("</item>"), document.rfind("</entry>"), len(document) - _TAIL, first)
    outside = document[:first] + (document[last:] if "</" in document[first:last] else "")
    if not any(word in outside for word in _WORDS):
        return PublishHints()
    found: dict[str, list[str]] = {}
    for name, value in _FIELD.findall(outside):
        found.setdefault(name.lower(), []).append(value.lower())
    minutes = _number(found.get("ttl", []))
    period = _PERIODS.get(found.get("updateperiod", [""])[0])
    if period is None and "updatefrequency" in found:
        period = timedelta(days=1)  # the module's default period
    frequency = _number(found.get("updatefrequency", [])) or 1
    return PublishHints(
        ttl=min(timedelta(minutes=minutes), _LONGEST) if minutes else None,
        update_period=period / frequency if period else None,
        # Userland's documents count the hours from 1 to 24: 24 is midnight.
        skip_hours=frozenset(int(h) % 24 for h in found.get("hour", []) if h.isdecimal() and int(h) <= 24),
        skip_days=frozenset(_DAYS.index(d) for d in found.get("day", []) if d in _DAYS),
    )


def _number(values: list[str]) -> int | None:
    """The first value as a number from 1 on; None where it is none."""
    number = int(values[0]) if values and values[0].isdecimal() and len(values[0]) < 10 else 0
    return number or None
