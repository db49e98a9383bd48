"""`watcher coverage`: which feeds were covered completely, from what is stored of their polls."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from watcher.feeds.coverage import HELD, LATE, NOT_RUNNING, FeedCoverage, timeline
from watcher.service.liveness import Liveness, liveness
from watcher.types import CoverageRecord

if TYPE_CHECKING:
    from watcher.store.reading import Reader
    from watcher.types.rows import FeedRow, PageCounts

__all__ = ["CoveredFeed", "coverage_of"]

PATIENCE = timedelta(minutes=10)
"""How long a feed that has fallen due may wait for its host's turn under a running service."""


@dataclass(frozen=True, slots=True)
class CoveredFeed:
    """One feed's coverage in a window of time."""

    url: str
    title: str
    tags: tuple[str, ...]
    coverage: FeedCoverage


def coverage_of(
    reader: "Reader", since: datetime, until: datetime, *, urls: Sequence[str] | None = None
) -> list[CoveredFeed]:
    """The coverage of each configured feed (or of those named), by URL. Raises NotFound for an unknown URL."""
    records: dict[str, list[CoverageRecord]] = {}
    for row in reader.coverage(urls, since):
        records.setdefault(row.feed, []).append(CoverageRecord(row.at, row.complete, row.reason, row.text))
    found = []
    pages = reader.page_counts(since)
    state = reader.service_state()
    alive = state is not None and liveness(state, until) is Liveness.RUNNING
    for feed in reader.feeds(urls):
        own = records.get(feed.url, [])
        began = feed.added or (own[0].at if own else until)
        due, late = _due(feed, until, alive=alive)
        covered = timeline(own, since, until, configured_from=began, next_due=due, late=late, enabled=feed.enabled)
        if feed.full_text and _mostly_read(pages.get(feed.id) or feed.pages):
            covered = replace(covered, text="full")
        found.append(CoveredFeed(feed.url, feed.title, feed.tags, covered))
    return found


def _due(feed: "FeedRow", until: datetime, *, alive: bool) -> tuple[datetime | None, str]:
    """When a feed should have been asked at the latest, and what to say if it was not.

    Beside a running service a feed that has fallen due is about to be asked: no silence begins with that.
    """
    if feed.retry_at is not None and feed.retry_at > until:
        return feed.next_poll, HELD
    if alive and feed.next_poll is not None:
        return feed.next_poll + PATIENCE, LATE
    return feed.next_poll, NOT_RUNNING


def _mostly_read(pages: "PageCounts | None") -> bool:
    """Whether most of a feed's items were read in full: as the feed's own text is judged, by the majority."""
    return pages is not None and pages.read > pages.waiting + pages.failed
