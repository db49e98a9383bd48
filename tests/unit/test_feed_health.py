"""A feed gone quiet and a feed gone broken are told apart."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from watcher.feeds.health import FeedState, health_of, success_rate
from watcher.types.rows import FeedRow

NOW = datetime(2026, 1, 17, 12, tzinfo=UTC)
FEED = FeedRow(
    id=1, url="https://a.example/rss", title="A", tags=(), language="en", enabled=True, last_success=NOW,
    last_attempt=NOW, last_new_item=NOW, next_poll=NOW, next_poll_set_by="rhythm", consecutive_failures=0, failure="",
    error="", gone=False, items_per_day=40.0, items=100, polls=10, successes=9, moved_to=None, moved_since=None,
    moved_seen=0, retry_at=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("feed", "state", "reason"),
    [
        (FEED, "ok", ""),
        (replace(FEED, enabled=False, gone=True), "disabled", "enabled = false"),
        (replace(FEED, gone=True, consecutive_failures=1), "gone", "410"),
        (replace(FEED, last_attempt=None, last_success=None), "new", "never polled"),
        (replace(FEED, consecutive_failures=1, error="HTTP 503."), "failing", "HTTP 503"),
        (replace(FEED, consecutive_failures=3, failure="dns"), "failing", "dns, 3 times in a row"),
        (replace(FEED, error="The document breaks off."), "failing", "breaks off"),
        (replace(FEED, last_new_item=NOW - timedelta(hours=35)), "ok", ""),
        (replace(FEED, last_new_item=NOW - timedelta(days=2)), "quiet", "usually 40 items a day, none for 2 days"),
        (replace(FEED, last_new_item=NOW - timedelta(hours=37)), "quiet", "usually 40 items a day, none for 37 hours"),
        (replace(FEED, items_per_day=0.5, last_new_item=NOW - timedelta(days=15)), "ok", ""),
        (replace(FEED, items_per_day=0.5, last_new_item=NOW - timedelta(days=17)), "quiet", "usually 4 items a week"),
        (replace(FEED, items_per_day=0.1, last_new_item=NOW - timedelta(days=90)), "quiet", "an item every 10 days"),
        (replace(FEED, items_per_day=None, last_new_item=NOW - timedelta(days=90)), "ok", ""),
        (replace(FEED, last_new_item=None), "ok", ""),
    ],
)
def test_states(feed: FeedRow, state: str, reason: str) -> None:
    judged = health_of(feed, NOW)
    assert judged.state == FeedState(state)
    assert reason in judged.reason
    assert bool(judged.reason) == (state != "ok")


def test_the_success_rate_is_unknown_before_the_first_poll() -> None:
    assert success_rate(FEED) == 0.9
    assert success_rate(replace(FEED, polls=0, successes=0)) is None
