"""What a running service says of finished polls: each match as it comes, each change of a feed's fortune, and now and
then one line for all the rest."""

import logging
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watcher.engine.local import Rematched
    from watcher.pipeline import Polled
    from watcher.types import MatchStored
    from watcher.types.page import PageReceipt

__all__ = ["Announcer", "counted"]

log = logging.getLogger("watcher")

ROLL_UP = 30.0
"""Seconds that uneventful polls are gathered into one line."""

TITLE_AT_MOST = 100
"""Characters of a title in a line."""


class Announcer:
    """Turns polls into log lines. One event loop uses it."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        """`monotonic` gives seconds that never step."""
        self._monotonic = monotonic
        self._since = monotonic()
        self._polls = self._unchanged = self._failed = self._items = self._matches = self._pages = 0
        self._failing: dict[int, str] = {}
        self._outage = False

    def polled(self, polled: "Polled") -> None:
        """One finished poll."""
        self._polls += 1
        self._unchanged += polled.intent.not_modified
        if polled.receipt is not None:
            self._items += polled.receipt.items_new
            self.matches(polled.receipt.matches)
        self._network(polled)
        self._fortune(polled)
        if self._monotonic() - self._since >= ROLL_UP:
            self.roll_up()

    def matches(self, matches: "Sequence[MatchStored]") -> None:
        """Matches that a commit made new or extended."""
        for match in matches:
            self._matches += match.new
            log.info(
                "match %d  %s  %d  %s — %s  (%s)%s",
                match.match_id,
                match.watch,
                round(match.match.score),
                _shortened(match.title or match.url or "untitled"),
                match.feed_title or match.feed,
                ", ".join(match.match.terms),
                match.note and f"  {match.note}",
                extra={"fields": _fields(match)},
            )

    def page(self, page: "PageReceipt") -> None:
        """One page that was read, or could not be."""
        self._pages += page.state == "read"
        self.matches(page.matches)
        if page.state == "failed":
            log.info("the page of item %d is given up: %s", page.item_id, page.error)

    def rematched(self, rematched: "Rematched") -> None:
        """Stored items were brought up to date with changed watch lists; an empty database is not worth a line."""
        if not rematched.items:
            return
        log.info(
            "%s changed: matched against %s stored, %s",
            _list(rematched.watches),
            counted(rematched.items, "item"),
            counted(sum(1 for m in rematched.matches if m.new), "new match", "new matches"),
        )
        self.matches(rematched.matches)

    def _network(self, polled: "Polled") -> None:
        """An outage of our own is one line when it begins, and one when it ends, however many feeds it hits."""
        if polled.outage and not self._outage and polled.intent.error:
            self._outage = True
            log.error(
                "most hosts cannot be reached (the last: %s): the fault seems to be this machine's own network; "
                "no feed is punished for it, and all are asked again, spread over time",
                polled.intent.error.rstrip("."),
            )
        if self._outage and not polled.outage:
            self._outage = False
            log.info("most hosts can be reached again")

    def _fortune(self, polled: "Polled") -> None:
        """A feed that begins to fail, fails in another way, or recovers."""
        feed, intent = polled.feed, polled.intent
        name = feed.title or feed.url
        if intent.next_poll.set_by == "outage":
            self._failed += 1
            return
        if intent.failure is None:
            if self._failing.pop(feed.feed_id, None) or feed.consecutive_failures:
                log.info("%s answers again", name, extra={"fields": {"feed": feed.url}})
            return
        self._failed += 1
        if self._failing.get(feed.feed_id) != intent.failure:
            self._failing[feed.feed_id] = intent.failure
            log.warning("%s: %s", name, intent.error, extra={"fields": {"feed": feed.url, "failure": intent.failure}})

    def roll_up(self) -> None:
        """Say in one line what has gathered, if anything."""
        if self._polls or self._pages:
            parts = [f"polled {counted(self._polls, 'feed')}"]
            if self._unchanged:
                parts.append(f"{self._unchanged} unchanged")
            if self._failed:
                parts.append(f"{self._failed} failed")
            parts.append(counted(self._items, "new item"))
            if self._pages:
                parts.append(f"{counted(self._pages, 'page')} read")
            parts.append(counted(self._matches, "match", "matches"))
            log.info("%s", ", ".join(parts))
        self._since = self._monotonic()
        self._polls = self._unchanged = self._failed = self._items = self._matches = self._pages = 0


def _shortened(title: str) -> str:
    """A title for a line of its own; in the fields of a JSON line it is whole."""
    return title if len(title) <= TITLE_AT_MOST else title[: TITLE_AT_MOST - 1].rstrip() + "…"


def counted(n: int, one: str, many: str = "") -> str:
    """`1 feed`, `1,200 feeds`."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def _list(names: Sequence[str]) -> str:
    return ("watch list " if len(names) == 1 else "watch lists ") + ", ".join(names)


def _fields(match: "MatchStored") -> dict[str, object]:
    return {
        "match": match.match_id,
        "watch": match.watch,
        "score": round(match.match.score),
        "priority": match.priority,
        "terms": list(match.match.terms),
        "title": match.title,
        "url": match.url,
        "feed": match.feed,
        "story": match.story_id,
        "new": match.new,
    }
