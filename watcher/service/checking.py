"""`watcher feeds check`: one dry fetch, every step explained, nothing stored."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from watcher.clock import SystemClock
from watcher.ports import Clock
from watcher.service.opening import build_fetcher, engine_limits, matcher_maker
from watcher.settings.configuration import Configuration

if TYPE_CHECKING:
    from watcher.feeds.fetch import FeedFetcher
    from watcher.types import FeedConfig, FeedForFetch, Fetched, FetchOutcome, Hop, NextPoll
    from watcher.types.job import ParseJob, ParseOutcome

__all__ = ["Checker", "FeedCheck", "check_feeds"]

SAMPLE = 5
"""Titles of items that a check shows."""


@dataclass(frozen=True, slots=True)
class FeedCheck:
    """What one dry fetch found."""

    url: str
    """As configured."""
    ok: bool
    steps: tuple[str, ...]
    """What happened, in order, a sentence each."""
    error: str = ""
    title: str = ""
    format: str = ""
    language: str = ""
    items: int = 0
    newest: datetime | None = None
    sample: tuple[str, ...] = ()
    """Titles of the first items."""
    matching: int = 0
    """Items that the enabled watch lists match."""
    next_poll: "NextPoll | None" = None


def check_feeds(
    configuration: Configuration,
    feeds: "Sequence[FeedConfig]",
    *,
    clock: Clock | None = None,
    on_checked: Callable[[FeedCheck], None] = lambda _: None,
) -> list[FeedCheck]:
    """Fetch each feed once, without validators, and parse and match what it answers. Order is that of `feeds`.

    `on_checked` is told of each as it comes, in any order.
    """

    async def check() -> list[FeedCheck]:
        async with Checker(configuration, clock or SystemClock(), processes=len(feeds)) as checker:
            return await checker.check(feeds, on_checked)

    return asyncio.run(check())


class Checker:
    """Checks feeds with the manners of the service: host by host, spaced and bounded. An async context."""

    def __init__(self, configuration: Configuration, clock: Clock, *, processes: int) -> None:
        """`processes`: workers that there is work for at the most; the settings may say fewer."""
        from watcher.engine.workers import WorkerPool

        poll = configuration.settings.poll
        self._configuration = configuration
        self._clock = clock
        self._workers = WorkerPool(
            matcher_maker(configuration),
            processes=max(1, min(processes, poll.parse_workers or os.cpu_count() or 1)),
            parse_timeout=poll.parse_timeout,
        )
        self._warming: asyncio.Task[None] | None = None
        self.fetcher: FeedFetcher

    async def __aenter__(self) -> "Checker":
        """Begin to start the workers, while the fetcher is loaded and the first answers are on their way."""
        self._warming = asyncio.create_task(self._workers.start())
        await asyncio.sleep(0)
        self.fetcher = build_fetcher(self._configuration.settings, self._clock)
        return self

    async def __aexit__(self, *_: object) -> None:
        """End workers and connections."""
        if self._warming is not None:
            await asyncio.gather(self._warming, return_exceptions=True)
        await self._workers.aclose()
        await self.fetcher.aclose()

    async def check(
        self, feeds: "Sequence[FeedConfig]", on_checked: Callable[[FeedCheck], None] = lambda _: None
    ) -> list[FeedCheck]:
        """As `check_feeds`."""
        from watcher.engine.dispatch import Dispatcher
        from watcher.types import FeedForFetch

        found: dict[int, FeedCheck] = {}

        async def one(feed: "FeedForFetch") -> None:
            checked = await _check(self._configuration, feed, self.fetcher.fetch, self._workers.parse, self._clock)
            found[feed.feed_id] = checked
            on_checked(checked)

        poll = self._configuration.settings.poll
        dispatcher = Dispatcher(one, width=poll.concurrency * 2, per_host=poll.host_concurrency)
        dispatcher.add(
            FeedForFetch(n, f.url, tags=f.tags, language=f.language, interval=f.interval, headers=f.headers)
            for n, f in enumerate(feeds)
        )
        try:
            await dispatcher.idle()
        finally:
            dispatcher.forget_waiting()
            await dispatcher.cancel()
        return [found[n] for n in range(len(feeds))]


async def _check(
    configuration: Configuration,
    feed: "FeedForFetch",
    fetch: "Callable[[FeedForFetch], Awaitable[FetchOutcome]]",
    parse: "Callable[[ParseJob], Awaitable[ParseOutcome]]",
    clock: Clock,
) -> FeedCheck:
    from watcher.intents import Deciding, after_document
    from watcher.types import Fetched, FetchFailed, ParseLimits
    from watcher.types.job import FeedFacts, ParseJob

    answer = await fetch(feed)
    steps = _hop_steps(answer.hops)
    if isinstance(answer, FetchFailed):
        return FeedCheck(feed.url, False, (*steps, answer.message), answer.message)
    if not isinstance(answer, Fetched):
        return FeedCheck(feed.url, False, (*steps, "It answered 304 to an unconditional request."), "no body")
    if answer.moved_to:
        steps.append(
            f"it has moved to {answer.moved_to}: once that was seen for 7 days or 10 times, `watcher feeds health "
            "--apply-moves` takes it over; `watcher feeds replace OLD NEW` does so at once"
        )
    steps += _answer_steps(answer)
    limits = ParseLimits(max_items=configuration.settings.poll.max_items)
    facts = FeedFacts(feed.url, feed.tags, feed.language)
    parsed = await parse(ParseJob(facts, answer.body, answer.url, answer.headers, (), limits, answer.at))
    if parsed.failure is not None:
        return FeedCheck(feed.url, False, (*steps, parsed.failure.message), parsed.failure.message)
    deciding = Deciding(engine_limits(configuration).rules.schedule, clock.now(), jitter=0.0)
    next_poll = after_document(feed, answer, parsed, deciding).next_poll
    matching = sum(1 for i in parsed.fresh if i.match.outcome.matches)
    steps += _document_steps(parsed, matching)
    assert parsed.meta is not None
    return FeedCheck(
        url=feed.url,
        ok=True,
        steps=tuple(steps),
        title=parsed.meta.title,
        format=parsed.meta.format,
        language=parsed.meta.language,
        items=parsed.items,
        newest=parsed.dates[0] if parsed.dates else None,
        sample=tuple(i.item.title for i in parsed.fresh[:SAMPLE]),
        matching=matching,
        next_poll=next_poll,
    )


def _hop_steps(hops: "tuple[Hop, ...]") -> list[str]:
    """Each request with its answer; a redirect also with its kind."""
    steps = []
    for hop in hops:
        kind = "for good" if hop.permanent else "for now"
        steps.append(
            f"asked {hop.url}: HTTP {hop.status}"
            + (f", redirected {kind}" if hop.status in (301, 302, 303, 307, 308) else "")
        )
    return steps


def _answer_steps(answer: "Fetched") -> list[str]:
    kind = next((v for k, v in answer.headers if k.lower() == b"content-type"), b"none").decode("latin-1")
    given = answer.validators
    validators = [n for n, v in (("ETag", given and given.etag), ("Last-Modified", given and given.last_modified)) if v]
    return [
        f"{len(answer.body):,} bytes ({answer.wire_bytes:,} on the wire) in {answer.elapsed.total_seconds():.2f} s, "
        f"content type {kind}",
        f"validators: {' and '.join(validators)}; an unchanged feed will answer 304"
        if validators
        else "no validators: an unchanged feed is told by the hash of its body",
    ]


def _document_steps(parsed: "ParseOutcome", matching: int) -> list[str]:
    assert parsed.meta is not None
    steps = [f"{parsed.meta.format}, {parsed.items} items, giving {parsed.text or 'nothing yet'}"]
    if parsed.damage:
        steps.append(f"damaged: {parsed.damage}; what could be saved was")
    if parsed.incomplete:
        steps.append("it breaks off, or hides items: it would be asked for in full until it is whole")
    if parsed.items_cut:
        steps.append(f"{parsed.items_cut} items left out: more than poll.max_items")
    without = sum(1 for i in parsed.fresh if i.item.published is None)
    if without:
        steps.append(f"{without} items have no usable date; they are ordered by when they are first seen")
    steps.append(f"{matching} of its items match the enabled watch lists")
    return steps
