"""Turns at a host, gates, and the memory of bodies."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from watcher.feeds.fetch import turns as turns_module
from watcher.feeds.fetch.memory import BodyMemory, Share
from watcher.feeds.fetch.turns import HostHeld, HostTurns


class ManualClock:
    """Stands still; sleeping moves it on."""

    def __init__(self) -> None:
        self.seconds = 100.0
        self.wall = datetime(2026, 1, 1, tzinfo=UTC)
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds
        self.wall += timedelta(seconds=seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> ManualClock:
    clock = ManualClock()
    monkeypatch.setattr(turns_module, "asyncio", _Asyncio(clock.sleep))
    return clock


class _Asyncio:
    """asyncio as the module sees it, with a sleep of our own."""

    def __init__(self, sleep: Callable[[float], object]) -> None:
        self.sleep = sleep

    def __getattr__(self, name: str) -> object:
        return getattr(asyncio, name)


async def test_starts_are_spaced_and_a_late_one_does_not_wait(clock: ManualClock) -> None:
    turns = HostTurns(clock, total=9, per_host=1, delay=1.0)
    async with turns.turn("a"):
        clock.seconds += 0.4
    async with turns.turn("a"):
        pass
    async with turns.turn("b"):
        pass
    clock.seconds += 5
    async with turns.turn("a"):
        pass
    assert clock.slept == pytest.approx([0.6])


async def test_the_delay_counts_from_when_the_request_goes_out(clock: ManualClock) -> None:
    turns = HostTurns(clock, total=9, per_host=1, delay=1.0)
    async with turns.turn("a") as asked:
        clock.seconds += 0.8  # looks up the address, and connects
        asked()
        clock.seconds += 0.1
    async with turns.turn("a"):
        pass
    assert clock.slept == pytest.approx([0.9])


async def test_a_hold_is_reported_waited_for_if_short_never_shortened_and_over_in_time(clock: ManualClock) -> None:
    turns = HostTurns(clock, total=9, per_host=1, delay=0.0)
    until = clock.wall + timedelta(hours=1)
    turns.hold("a", until)
    turns.hold("a", clock.wall + timedelta(minutes=1))
    with pytest.raises(HostHeld) as held:
        async with turns.turn("a"):
            raise AssertionError("not reached")
    assert held.value.until == until
    clock.wall = until - timedelta(seconds=3)
    async with turns.turn("a"):
        pass
    assert clock.slept == [3.0]
    assert turns.held_until("a") is None


async def test_an_exception_gives_the_turn_back(clock: ManualClock) -> None:
    turns = HostTurns(clock, total=1, per_host=1, delay=0.0)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            async with turns.turn("a"):
                raise ZeroDivisionError
    async with asyncio.timeout(1), turns.turn("b"):
        pass


async def test_a_limit_that_grows_lets_in_who_waits_and_one_that_shrinks_turns_nobody_out() -> None:
    turns = HostTurns(ManualClock(), total=9, per_host=1, delay=0.0)
    inside: list[int] = []
    leave = asyncio.Event()

    async def visit(at: int) -> None:
        async with turns.turn("a"):
            inside.append(at)
            await leave.wait()

    visits = [asyncio.create_task(visit(at)) for at in range(4)]
    await asyncio.sleep(0.01)
    assert inside == [0]
    turns.reconfigure(total=9, per_host=3, delay=0.0)
    await asyncio.sleep(0.01)
    assert inside == [0, 1, 2]
    turns.reconfigure(total=9, per_host=1, delay=0.0)
    leave.set()
    await asyncio.gather(*visits)
    assert inside == [0, 1, 2, 3]


async def test_a_hold_that_a_wrong_clock_set_is_dropped_once_the_clock_is_right(clock: ManualClock) -> None:
    turns = HostTurns(clock, total=1, per_host=1, delay=0)
    turns.hold("a.example", clock.now() + timedelta(days=3))
    assert turns.held_until("a.example") == clock.now() + timedelta(days=3)
    clock.wall -= timedelta(days=5)
    assert turns.held_until("a.example") is None


async def test_who_is_cancelled_while_waiting_leaves_no_hole() -> None:
    turns = HostTurns(ManualClock(), total=1, per_host=1, delay=0.0)
    order: list[str] = []

    async def visit(name: str) -> None:
        async with turns.turn("a"):
            order.append(name)
            await asyncio.sleep(0.01)

    first, second, third = (asyncio.create_task(visit(name)) for name in ("first", "second", "third"))
    await asyncio.sleep(0)
    second.cancel()
    await asyncio.gather(first, second, third, return_exceptions=True)
    assert order == ["first", "third"]


async def test_who_is_cancelled_in_the_moment_of_being_let_in_passes_the_place_on() -> None:
    gate = turns_module._Gate(1)
    await gate.enter()
    waiting = asyncio.create_task(gate.enter())
    await asyncio.sleep(0)
    gate.leave()  # the place is given to the waiting one …
    waiting.cancel()  # … which is cancelled before it can take it
    with pytest.raises(asyncio.CancelledError):
        await waiting
    async with asyncio.timeout(1):
        await gate.enter()
    gate.leave()
    assert gate.idle


async def test_hosts_that_are_done_with_are_forgotten(clock: ManualClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns_module, "_TIDY_AT", 10)
    turns = HostTurns(clock, total=99, per_host=1, delay=1.0)
    turns.hold("past", clock.wall + timedelta(seconds=1))
    for at in range(50):
        clock.seconds += 1
        clock.wall += timedelta(seconds=1)
        async with turns.turn(f"host{at}"):
            pass
    assert len(turns._hosts) <= 12
    assert "past" not in turns._held


async def test_memory_waits_and_the_elder_goes_on() -> None:
    memory = BodyMemory(300, largest=100)
    first, second = Share(), Share()
    assert memory.try_take(first, 150)
    assert memory.try_take(second, 50)
    assert memory.try_take(second, 50)  # beyond the open part: second is the elder now
    assert not memory.try_take(first, 10)
    waiting = asyncio.create_task(memory.take(first, 10))
    await asyncio.sleep(0)
    assert not waiting.done()
    assert memory.try_take(second, 20)
    memory.give_back(second)
    await waiting
    assert memory.used == 160
    memory.give_back(first)
    memory.give_back(first)
    assert memory.used == 0


async def test_memory_that_is_smaller_than_one_body_lets_one_through_at_a_time() -> None:
    memory = BodyMemory(10, largest=100)
    first, second = Share(), Share()
    assert memory.try_take(first, 60)
    assert not memory.try_take(second, 1)
    waiting = asyncio.create_task(memory.take(second, 1))
    cancelled = asyncio.create_task(memory.take(second, 1))
    await asyncio.sleep(0)
    cancelled.cancel()
    await asyncio.sleep(0)
    memory.resize(500, largest=100)
    await waiting
    memory.give_back(first)
    memory.give_back(second)
    assert memory.used == 0
