"""What travels to and from worker processes arrives as it was sent, and is restored quickly."""

import copy
import pickle
from datetime import UTC, datetime, timedelta

import pytest

from watcher.types import (
    Document,
    FeedMeta,
    Fingerprint,
    Hit,
    ItemEditIntent,
    ItemIntent,
    ItemMatch,
    ItemParsed,
    KnownItem,
    MatchOutcome,
    NearMiss,
    PublishHints,
    WatchMatch,
)

AT = datetime(2026, 1, 17, 8, 30, tzinfo=UTC)
ITEM = ItemParsed(
    key="k", entry_id="e", link_key=None, url="https://a.example/1", title="عين الأسد", summary="s", content="",
    published=AT, text_hash="h",
)  # fmt: skip
HIT = Hit("Ain al-Asad", "Ain al-Asad", None, None, None, "text", 96.0, "the same words")
MISS = NearMiss("base", "t", "a", "title", 0, 4, "text", 80.5, "threshold 85")
MATCH = ItemMatch(MatchOutcome((WatchMatch("base", 96.0, (HIT,), 2.0),), (MISS,)), Fingerprint(("w:1", "t:2"), "{}"))
TRAVEL = [
    ITEM,
    HIT,
    MISS,
    MATCH,
    MATCH.outcome,
    MATCH.outcome.matches[0],
    MATCH.fingerprint,
    KnownItem(7, "k", None, "h"),
    FeedMeta(title="t", hints=PublishHints(ttl=timedelta(hours=1))),
    Document(title="t", tags=("iraq",)),
    ItemIntent(ITEM, MATCH),
    ItemEditIntent(7, ITEM, MATCH),
]


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("sent", TRAVEL, ids=lambda sent: type(sent).__name__)
def test_what_is_sent_arrives(sent: object, protocol: int) -> None:
    arrived = pickle.loads(pickle.dumps(sent, protocol))
    assert arrived == sent
    assert type(arrived) is type(sent)


@pytest.mark.parametrize("sent", TRAVEL, ids=lambda sent: type(sent).__name__)
def test_no_object_asks_for_its_fields_when_it_is_restored(sent: object, monkeypatch: pytest.MonkeyPatch) -> None:
    data = pickle.dumps(sent)
    monkeypatch.setattr("dataclasses.fields", lambda _: pytest.fail("slow"))
    assert pickle.loads(data) == sent


def test_copies_are_equal() -> None:
    assert copy.deepcopy(MATCH) == MATCH
    assert copy.copy(ITEM) == ITEM
