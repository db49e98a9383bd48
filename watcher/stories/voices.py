"""How many independent voices speak in a story: "7 sources, 2 independent"."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Report", "agency_of", "independent"]

_AGENCY = re.compile(r',"a":("[^"\\]*")}$')


@dataclass(frozen=True, slots=True)
class Report:
    """One item of a story: who carries it, and whose words it is in."""

    item_id: int
    feed: object
    """What tells its feed from others."""
    copy_of: int | None = None
    """The item that it reprints."""
    agency: str = ""
    """The news agency that it credits."""


def agency_of(data: str) -> str:
    """The agency that a stored fingerprint's text credits, or "".

    It is the last member of what `features.write` writes: a list reads thousands, and only this of each.
    """
    found = _AGENCY.search(data)
    return str(json.loads(found.group(1))) if found else ""


def independent(reports: Sequence[Report]) -> int:
    """Feeds with words of their own, for items in order of time.

    All reprints of one text are one voice, and so are all reports of one agency; a feed that writes twice on one event
    is one source.
    """
    voice = {report.item_id: report.item_id for report in reports}

    def spoken_by(item: int) -> int:
        while voice[item] != item:
            item = voice[item]
        return item

    first: dict[str, int] = {}
    for report in reports:
        for other in (report.copy_of, first.setdefault(report.agency, report.item_id) if report.agency else None):
            if other is not None and other in voice:
                voice[spoken_by(report.item_id)] = spoken_by(other)
    feeds: dict[int, set[object]] = {}
    for report in reports:
        feeds.setdefault(spoken_by(report.item_id), set()).add(report.feed)
    heard: set[object] = set()
    count = 0
    for those in feeds.values():
        count += not those <= heard
        heard |= those
    return count
