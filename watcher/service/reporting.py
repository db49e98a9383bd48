"""`watcher report`: a period's findings, read from the database at one moment."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from watcher.report.data import FeedGaps, ReportData
from watcher.service.covering import coverage_of
from watcher.types.rows import ListFilter, MatchRow, MatchStatus

if TYPE_CHECKING:
    from watcher.store.reading import Reader

__all__ = ["gather"]

MAX_NOTES = 500
"""Dismissed matches whose reasons are read."""


def gather(
    reader: "Reader", where: ListFilter, *, title: str, since: datetime, until: datetime, now: datetime
) -> ReportData:
    """The matches that pass a filter within a period, their stories, and what the feeds' coverage was.

    Args:
        where: the lists' filters; its own `since` and `until` give way to the period.
        until: the period's end.
        now: when the report is made.
    """
    period = replace(where, since=since, until=until, limit=None)
    with reader.at_one_moment():
        return _gather(reader, period, title, now)


def _gather(reader: "Reader", period: ListFilter, title: str, now: datetime) -> ReportData:
    since, until = period.since, period.until
    assert since is not None
    assert until is not None
    matches = tuple(reader.with_texts(reader.matches(period)))
    covered = coverage_of(reader, since, until, urls=period.feeds or None)
    if period.tags:
        covered = [feed for feed in covered if set(feed.tags) & set(period.tags)]
    return ReportData(
        title=title,
        since=since,
        until=until,
        made_at=now,
        matches=matches,
        stories=tuple(reader.stories(period)),
        coverage=tuple(
            FeedGaps(f.url, f.title, f.coverage.complete, f.coverage.gaps, f.coverage.start) for f in covered
        ),
        notes=_reasons(reader, matches),
    )


def _reasons(reader: "Reader", matches: Sequence[MatchRow]) -> dict[int, str]:
    """Match id → the note with which it was dismissed."""
    reasons = {}
    for match in [m for m in matches if m.status is MatchStatus.DISMISSED][:MAX_NOTES]:
        notes = [e.note for e in reader.history(match.id) if e.new == MatchStatus.DISMISSED and e.note]
        if notes:
            reasons[match.id] = notes[-1]
    return reasons
