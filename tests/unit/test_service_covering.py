"""What coverage says of a feed that was due and was not asked."""

import os
import socket
from datetime import timedelta

import pytest

from tests.support.builders import NOW
from watcher.service.covering import PATIENCE, coverage_of
from watcher.types.rows import CoverageRow, FeedRow, ServiceState

URL = "http://a.example/feed"


class Shelf:
    """A reader with one feed, polled an hour ago and due since."""

    def __init__(self, late: timedelta, *, alive: bool, held: timedelta | None = None) -> None:
        state = dict.fromkeys(FeedRow.__dataclass_fields__)
        known = {
            "id": 1, "url": URL, "title": "A", "tags": (), "enabled": True, "added": NOW - timedelta(hours=2),
            "next_poll": NOW - late, "retry_at": None if held is None else NOW + held, "full_text": False,
        }  # fmt: skip
        self._feed = FeedRow(**(state | known))  # type: ignore[arg-type]  # what is not asked for is left out
        self._state = ServiceState(
            pid=os.getpid(), host=socket.gethostname(), version="1", started_at=NOW, last_tick_at=NOW, lag_seconds=0.0,
            config="", problems=(), stopped_at=None if alive else NOW,
        )  # fmt: skip

    def coverage(self, urls: object, since: object) -> list[CoverageRow]:
        polled = NOW - timedelta(hours=1)
        return [CoverageRow(feed=URL, at=polled, complete=True, reason="", text="titles")]

    def feeds(self, urls: object) -> list[FeedRow]:
        return [self._feed]

    def page_counts(self, since: object) -> dict[int, object]:
        return {}

    def service_state(self) -> ServiceState:
        return self._state


@pytest.mark.parametrize(
    ("late", "alive", "held", "reasons"),
    [
        (timedelta(seconds=5), False, None, ["not running"]),
        (timedelta(seconds=5), True, None, []),
        (PATIENCE + timedelta(seconds=5), True, None, ["not polled in time"]),
        (timedelta(seconds=5), True, timedelta(hours=1), ["its host asked to wait"]),
        (timedelta(seconds=5), True, -timedelta(hours=1), []),
        (-timedelta(minutes=5), False, None, []),
    ],
    ids=["stopped", "about to be asked", "late", "held", "held no more", "not due yet"],
)
def test_a_feed_that_is_due_is_a_gap_for_its_own_reason(
    late: timedelta, alive: bool, held: timedelta | None, reasons: list[str]
) -> None:
    [found] = coverage_of(Shelf(late, alive=alive, held=held), NOW - timedelta(days=1), NOW)  # type: ignore[arg-type]  # a stand-in
    assert [gap.reason for gap in found.coverage.gaps] == reasons
