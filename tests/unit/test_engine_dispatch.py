"""The dispatcher: host by host, fair, bounded, and it comes to an end."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest

from tests.support.fakes import feed
from watcher.engine.dispatch import Dispatcher
from watcher.engine.local import Limits
from watcher.pipeline import Rules
from watcher.types import FeedForFetch, ParseLimits, ScheduleLimits


class Polls:
    """Counts what is under way, in all and by host."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.seconds = seconds
        self.order: list[int] = []
        self.now: Counter[str] = Counter()
        self.most_a_host = 0
        self.most = 0

    async def __call__(self, one: FeedForFetch) -> None:
        host = one.url.split("/")[2]
        self.order.append(one.feed_id)
        self.now[host] += 1
        self.most_a_host = max(self.most_a_host, self.now[host])
        self.most = max(self.most, self.now.total())
        await asyncio.sleep(self.seconds)
        self.now[host] -= 1


def _feeds(hosts: int, each: int) -> list[FeedForFetch]:
    return [feed(h * each + i, f"http://h{h}.example/{i}") for h in range(hosts) for i in range(each)]


async def test_every_feed_is_polled_once_and_the_bounds_hold() -> None:
    polls = Polls(0.001)
    dispatcher = Dispatcher(polls, width=4, per_host=2)
    dispatcher.add(_feeds(5, 6))
    assert await dispatcher.idle()
    assert sorted(polls.order) == list(range(30))
    assert polls.most <= 4
    assert polls.most_a_host <= 2
    assert not dispatcher.busy


async def test_a_host_with_many_feeds_does_not_hold_up_one_with_few() -> None:
    polls = Polls()
    dispatcher = Dispatcher(polls, width=1, per_host=1)
    dispatcher.add([*_feeds(1, 50), feed(99, "http://other.example/")])
    await dispatcher.idle()
    assert polls.order.index(99) <= 1


async def test_the_same_host_on_two_ports_is_one_host() -> None:
    polls = Polls(0.001)
    dispatcher = Dispatcher(polls, width=8, per_host=1)
    dispatcher.add([feed(i, f"http://a.example:{8000 + i}/") for i in range(6)])
    await dispatcher.idle()
    assert polls.most == 1


async def test_a_feed_that_is_queued_or_under_way_is_not_queued_again() -> None:
    polls = Polls(0.001)
    dispatcher = Dispatcher(polls, width=2, per_host=1)
    dispatcher.add(_feeds(2, 2))
    dispatcher.add(_feeds(2, 2))
    await dispatcher.idle()
    assert sorted(polls.order) == [0, 1, 2, 3]
    dispatcher.add(_feeds(1, 1))
    await dispatcher.idle()
    assert polls.order.count(0) == 2


async def test_feeds_added_while_it_works_are_polled_too() -> None:
    done: list[int] = []

    async def poll(one: FeedForFetch) -> None:
        done.append(one.feed_id)
        if one.feed_id < 5:
            dispatcher.add([feed(one.feed_id + 1, f"http://h{one.feed_id}.example/")])

    dispatcher = Dispatcher(poll, width=2, per_host=1)
    dispatcher.add([feed(0)])
    await dispatcher.idle()
    assert done == [0, 1, 2, 3, 4, 5]


async def test_what_has_not_begun_can_be_dropped_and_what_has_is_waited_for() -> None:
    polls = Polls(0.05)
    dispatcher = Dispatcher(polls, width=1, per_host=1)
    dispatcher.add(_feeds(3, 3))
    await asyncio.sleep(0.01)
    dispatcher.forget_waiting()
    assert len(dispatcher.busy) == 1
    assert await dispatcher.idle(5)
    assert len(polls.order) == 1


async def test_idle_keeps_its_time_though_polls_go_on_ending() -> None:
    dispatcher = Dispatcher(Polls(0.02), width=1, per_host=1)
    dispatcher.add(_feeds(1, 50))
    began = asyncio.get_running_loop().time()
    assert not await dispatcher.idle(0.1)
    assert asyncio.get_running_loop().time() - began < 0.5
    await dispatcher.cancel()


async def test_idle_says_when_its_time_is_over_and_cancel_ends_it() -> None:
    dispatcher = Dispatcher(Polls(60), width=1, per_host=1)
    dispatcher.add([feed(1)])
    assert not await dispatcher.idle(0.01)
    await dispatcher.cancel()
    assert await dispatcher.idle(1)
    assert not dispatcher.busy


@pytest.mark.parametrize(("shortest", "tick"), [(1, 0.5), (0.3, 0.15), (4, 2.0), (600, 2.0)])
def test_rule_24_a_tick_is_short_and_much_shorter_than_the_shortest_interval(shortest: float, tick: float) -> None:
    schedule = ScheduleLimits(timedelta(minutes=30), timedelta(seconds=shortest), timedelta(days=1))
    day = timedelta(days=1)
    assert Limits(Rules(schedule, ParseLimits(), ()), 64, 1, day, day, day).tick == tick
