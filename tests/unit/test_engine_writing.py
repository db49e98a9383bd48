"""The single writer: batches, retries, and one bad apple that spoils nothing."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime

import pytest

from tests.support.fakes import NOW, ManualClock, feed, fetched
from watcher.engine import writing
from watcher.engine.writing import BATCH, BatchWriter, Refusals
from watcher.errors import StoreError
from watcher.intents import Deciding, after_unchanged
from watcher.types import FailureKind, FeedUpdateIntent, FeedUpdateReceipt, ScheduleLimits


class Store:
    """Takes what it is given, but for feeds it was told to choke on."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.kept: list[FeedUpdateIntent] = []
        self.refuse = 0
        self.chokes_on: set[int] = set()

    def commit(self, intents: Sequence[FeedUpdateIntent], _: object, now: datetime) -> list[FeedUpdateReceipt]:
        self.batches.append([i.feed_id for i in intents])
        if self.refuse:
            self.refuse -= 1
            raise StoreError("database is locked")
        for intent in intents:
            if intent.feed_id in self.chokes_on and intent.failure is None:
                raise ValueError("no such thing")
        self.kept += intents
        return [FeedUpdateReceipt(i.feed_id) for i in intents]

    def known_items(self, feed_id: int) -> list[int]:
        return [feed_id]


def _intent(feed_id: int) -> FeedUpdateIntent:
    from datetime import timedelta

    limits = ScheduleLimits(timedelta(minutes=30), timedelta(minutes=10), timedelta(days=1))
    return after_unchanged(feed(feed_id), fetched(), Deciding(limits, NOW, 0.5))


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
async def writer(store: Store, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[BatchWriter]:
    monkeypatch.setattr(writing, "FIRST_WAIT", 0.001)
    made = BatchWriter(store, object(), ManualClock())  # type: ignore[arg-type]
    yield made
    await made.aclose()


async def test_what_is_waiting_shares_a_transaction_and_each_gets_its_own_receipt(
    writer: BatchWriter, store: Store
) -> None:
    receipts = await asyncio.gather(*[writer.commit(_intent(i)) for i in range(120)])
    assert [r.feed_id for r in receipts if r] == list(range(120))
    assert len(store.batches) < 20
    assert max(map(len, store.batches)) <= BATCH


async def test_what_comes_soon_after_a_transaction_is_gathered_for_the_next(writer: BatchWriter, store: Store) -> None:
    await writer.commit(_intent(0))
    assert store.batches == [[0]], "alone, it waits for nobody"
    first = asyncio.create_task(writer.commit(_intent(1)))
    await asyncio.sleep(0.001)
    await asyncio.gather(first, writer.commit(_intent(2)))
    assert store.batches == [[0], [1, 2]]


async def test_a_full_batch_waits_for_nothing(
    writer: BatchWriter, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "SPACING", 60.0)
    await writer.commit(_intent(0))
    async with asyncio.timeout(10):
        await asyncio.gather(*[writer.commit(_intent(i)) for i in range(BATCH)])
    assert [len(batch) for batch in store.batches] == [1, BATCH]


async def test_a_refusal_of_the_database_is_tried_again(writer: BatchWriter, store: Store) -> None:
    store.refuse = 2
    receipt = await writer.commit(_intent(1))
    assert receipt is not None
    assert len(store.batches) == 3


async def test_a_database_that_goes_on_refusing_loses_the_receipt_but_not_the_writer(
    writer: BatchWriter, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    store.refuse = writing.TRIES
    assert await writer.commit(_intent(1)) is None
    assert "database is locked" in caplog.text
    assert await writer.commit(_intent(2)) is not None


async def test_a_patient_writer_holds_what_it_has_until_the_database_takes_it_and_says_so_once(
    writer: BatchWriter, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    writer.patient = True
    store.refuse = writing.TRIES + 3
    receipts = await asyncio.gather(*[writer.commit(_intent(i)) for i in range(3)])
    assert [r.feed_id for r in receipts if r] == [0, 1, 2]
    assert [r.levelname for r in caplog.records] == ["ERROR", "INFO"]
    assert "nothing is lost" in caplog.text
    assert "can be written again" in caplog.text


def test_a_refusal_that_lasts_is_said_now_and_then(caplog: pytest.LogCaptureFixture) -> None:
    clock = ManualClock()
    refusals = Refusals(clock)
    for _ in range(20):
        refusals.refused("it", StoreError("the disk is full"))
        clock.advance(writing.SAID_AGAIN / 10)
    assert len(caplog.records) == 2
    refusals.accepted()
    refusals.refused("it", StoreError("the disk is full"))
    assert caplog.text.count("the disk is full") == 3


async def test_one_feed_that_cannot_be_stored_does_not_take_the_others_along(
    writer: BatchWriter, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    store.chokes_on = {3}
    receipts = await asyncio.gather(*[writer.commit(_intent(i)) for i in range(6)])
    assert [r.feed_id if r else None for r in receipts] == [0, 1, 2, None, 4, 5]
    aside = next(i for i in store.kept if i.feed_id == 3)
    assert aside.failure is FailureKind.CRASH
    assert aside.next_poll.due_at is not None
    assert aside.next_poll.due_at > NOW
    assert aside.validators is None
    assert not aside.accepted
    assert "Traceback" in caplog.text


async def test_reads_share_the_writers_thread(writer: BatchWriter) -> None:
    assert await writer.known_items(7) == [7]
