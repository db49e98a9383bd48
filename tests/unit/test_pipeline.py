"""The order of the stages, with every part scripted."""

import asyncio
from datetime import timedelta

import pytest

from tests.support.fakes import (
    ManualClock,
    RecordingWriter,
    ScriptedFetcher,
    ScriptedWorkers,
    failed,
    feed,
    fetched,
    not_modified,
)
from watcher import pipeline as pipeline_module
from watcher.pipeline import Pipeline, Rules
from watcher.types import (
    FailureKind,
    FeedForFetch,
    FeedMeta,
    FeedUpdateIntent,
    FeedUpdateReceipt,
    FetchOutcome,
    KnownItem,
    ParseLimits,
    ScheduleLimits,
)
from watcher.types.job import ParseJob, ParseOutcome

URL = "http://a.example/feed"
LIMITS = ScheduleLimits(timedelta(minutes=30), timedelta(minutes=10), timedelta(days=1))
SOUND = ParseOutcome(meta=FeedMeta(title="A"), overlap=True)


def _rules(version: str = "v1") -> Rules:
    return Rules(LIMITS, ParseLimits(), (("base", version),))


class House:
    """A pipeline and its scripted parts."""

    def __init__(self, *answers: FetchOutcome | Exception, outcome: ParseOutcome | Exception = SOUND) -> None:
        self.fetcher = ScriptedFetcher({URL: list(answers)})
        self.workers = ScriptedWorkers(outcome)
        self.writer = RecordingWriter()
        self.clock = ManualClock()
        self.pipeline = Pipeline(
            fetcher=self.fetcher,
            workers=self.workers,
            knowledge=self.writer,
            writer=self.writer,
            clock=self.clock,
            rules=_rules(),
            draw=lambda: 0.5,
        )

    async def poll(self, one: FeedForFetch | None = None) -> FeedUpdateIntent:
        return (await self.pipeline.poll(one or feed(url=URL))).intent


async def test_a_body_is_parsed_with_what_is_known_and_stored() -> None:
    house = House(fetched())
    house.writer.known[1] = (KnownItem(5, "id:5", None, "h"),)
    intent = await house.poll(feed(url=URL, last_attempt_at=house.clock.now(), tags=("iraq",)))
    [job] = house.workers.jobs
    assert job.known == (KnownItem(5, "id:5", None, "h"),)
    assert job.feed.tags == ("iraq",)
    assert intent.accepted
    assert house.writer.intents == [intent]


async def test_304_and_the_same_body_never_reach_a_worker() -> None:
    house = House(not_modified(), fetched(body_hash="same"))
    assert (await house.poll()).not_modified
    assert (await house.poll(feed(url=URL, body_hash="same"))).accepted
    assert house.workers.jobs == []


async def test_a_failure_is_stored_as_one() -> None:
    intent = await House(failed(FailureKind.SERVER)).poll()
    assert intent.failure is FailureKind.SERVER


@pytest.mark.parametrize("where", ["fetcher", "worker"])
async def test_a_bug_costs_one_feed_one_poll_and_is_logged(where: str, caplog: pytest.LogCaptureFixture) -> None:
    bug = ZeroDivisionError("ours")
    house = House(bug) if where == "fetcher" else House(fetched(), outcome=bug)
    intent = await house.poll()
    assert intent.failure is FailureKind.CRASH
    assert intent.next_poll.due_at is not None
    assert intent.next_poll.due_at > house.clock.now()
    assert "ZeroDivisionError" in intent.error
    assert "Traceback" in caplog.text


async def test_when_most_hosts_fail_alike_it_is_our_own_outage() -> None:
    down = failed(FailureKind.CONNECT, status=None)
    house = House(down)
    urls = [f"http://h{i}.example/" for i in range(40)]
    house.fetcher.script.update({u: [down] for u in urls})
    intents = [await house.poll(feed(i, u)) for i, u in enumerate(urls)]
    assert intents[0].next_poll.set_by != "outage"
    assert intents[-1].next_poll.set_by == "outage"
    assert intents[-1].consecutive_failures == 0


async def test_an_outage_is_noticed_soon_however_many_hosts_answered_before() -> None:
    down = failed(FailureKind.CONNECT, status=None)
    house = House(down)
    urls = [f"http://h{i}.example/" for i in range(300)]
    house.fetcher.script.update({u: [not_modified(), down] for u in urls})
    for i, u in enumerate(urls):
        assert not (await house.pipeline.poll(feed(i, u))).outage
    polls = [await house.pipeline.poll(feed(i, u)) for i, u in enumerate(urls)]
    assert [p.outage for p in polls].index(True) < pipeline_module.RECENT
    assert (await house.pipeline.poll(feed(999, "http://h0.example/"))).outage


async def test_one_host_with_many_dead_feeds_is_no_outage() -> None:
    down = failed(FailureKind.CONNECT, status=None)
    house = House(not_modified())
    fine = [f"http://h{i}.example/" for i in range(10)]
    dead = [f"http://dead.example/{i}" for i in range(60)]
    house.fetcher.script.update({u: [not_modified()] for u in fine} | {u: [down] for u in dead})
    intents = [await house.poll(feed(i, u)) for i, u in enumerate(fine + dead)]
    assert not any(i.next_poll.set_by == "outage" for i in intents)


async def test_an_old_outage_is_forgotten() -> None:
    down = failed(FailureKind.CONNECT, status=None)
    house = House(down)
    urls = [f"http://h{i}.example/" for i in range(40)]
    house.fetcher.script.update({u: [down] for u in urls})
    for i, u in enumerate(urls):
        await house.poll(feed(i, u))
    house.clock.advance(3600)
    assert (await house.poll(feed(99, URL))).next_poll.set_by != "outage"


async def test_new_rules_wait_for_polls_that_were_matched_by_the_old_ones() -> None:
    house = House(fetched())
    stored = asyncio.Event()

    async def slow_commit(intent: FeedUpdateIntent) -> FeedUpdateReceipt:
        await stored.wait()
        house.writer.intents.append(intent)
        return FeedUpdateReceipt(intent.feed_id)

    house.writer.commit = slow_commit  # type: ignore[method-assign]
    old = asyncio.create_task(house.poll())
    await asyncio.sleep(0.01)
    assert house.workers.jobs
    replaced = asyncio.create_task(house.pipeline.replace_rules(_rules("v2")))
    await asyncio.sleep(0.01)
    assert not replaced.done()
    stored.set()
    assert (await old).watch_versions == (("base", "v1"),)
    await asyncio.wait_for(replaced, 1)
    assert (await house.poll()).watch_versions == (("base", "v2"),)


async def test_new_rules_wait_for_nobody_where_nothing_is_under_way() -> None:
    house = House(fetched())
    await asyncio.wait_for(house.pipeline.replace_rules(_rules("v2")), 1)
    assert house.pipeline.rules.watch_versions == (("base", "v2"),)


async def test_fetching_pauses_while_too_much_waits_for_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline_module, "HELD", 10)
    house = House(fetched(body=b"x" * 11))
    working, done = asyncio.Event(), asyncio.Event()

    async def slow_parse(job: ParseJob) -> ParseOutcome:
        working.set()
        await done.wait()
        return SOUND

    house.workers.parse = slow_parse  # type: ignore[method-assign]
    first = asyncio.create_task(house.poll())
    await working.wait()
    second = asyncio.create_task(house.poll())
    await asyncio.sleep(0.01)
    assert house.fetcher.asked == [URL]
    done.set()
    assert (await first).accepted
    assert (await second).accepted
