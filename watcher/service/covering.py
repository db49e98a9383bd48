"""`watcher coverage`: which feeds were covered completely, from what is stored of their polls."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from watcher.feeds.coverage import FeedCoverage, timeline
from watcher.types import CoverageRecord

if TYPE_CHECKING:
    from watcher.store.reading import Reader
    from watcher.types.rows import PageCounts

__all__ = ["CoveredFeed", "coverage_of"]


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
    for feed in reader.feeds(urls):
        own = records.get(feed.url, [])
        began = feed.added or (own[0].at if own else until)
        covered = timeline(own, since, until, configured_from=began, next_due=feed.next_poll, enabled=feed.enabled)
        if feed.full_text and _mostly_read(pages.get(feed.id) or feed.pages):
            covered = replace(covered, text="full")
        found.append(CoveredFeed(feed.url, feed.title, feed.tags, covered))
    return found


def _mostly_read(pages: "PageCounts | None") -> bool:
    """Whether most of a feed's items were read in full: as the feed's own text is judged, by the majority."""
    return pages is not None and pages.read > pages.waiting + pages.failed
