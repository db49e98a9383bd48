"""The fetcher: one conditional request with its redirects, politely and safely, as an outcome.

    fetch FEED
      begin ─▶ ┌ host's turn ─▶ request ─▶ answer ┐ ─▶ 200, 226: body, bounded ─▶ Fetched
               └───────◀── redirect ◀─────────────┘ ─▶ 304 ─▶ NotModified
                                                    ─▶ anything else, any exception ─▶ FetchFailed

Each request gives its host's turn back before the next one waits for its own, so that two hosts that redirect to each
other cannot block each other.
"""

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import httpx

from watcher.feeds.fetch.addresses import AddressRule
from watcher.feeds.fetch.decoding import BodyDecoder
from watcher.feeds.fetch.failures import Refusal, explain_error, explain_status
from watcher.feeds.fetch.memory import BodyMemory, Share
from watcher.feeds.fetch.network import HostTransport, Pools, Resolver
from watcher.feeds.fetch.options import FetchOptions
from watcher.feeds.fetch.robots import ROBOTS_MAX, Robots
from watcher.feeds.fetch.trip import FEED_ACCEPT, PAGE_ACCEPT, Ask, Trip, header
from watcher.feeds.fetch.turns import HostHeld, HostTurns
from watcher.feeds.schedule import retry_after
from watcher.ports import Clock
from watcher.text.urls import host_of, is_http, redact
from watcher.types import FailureKind, FeedForFetch, FetchFailed, FetchOutcome, RawHeaders

__all__ = ["FeedFetcher"]

log = logging.getLogger(__name__)

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_DRAINED = 16_384
"""Bytes of a body nobody wants that are read all the same, to keep the connection."""


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    body: bytes | None = None
    wire_bytes: int = 0


class _Intake:
    """Reads one body under all of its bounds."""

    def __init__(self, memory: BodyMemory, share: Share, deadline: asyncio.Timeout, limit: int) -> None:
        self._memory = memory
        self._share = share
        self._deadline = deadline
        self._limit = limit
        self.wire_bytes = 0

    async def read(self, response: httpx.Response, headers: RawHeaders) -> bytes:
        """The decoded body. Raises Refusal (too large) and BadCoding."""
        length = header(headers, b"content-length") or b""
        if length.isdigit() and len(length) < 19 and int(length) > self._limit:
            raise self._too_large()
        codings = b",".join(value for name, value in headers if name == b"content-encoding")
        decoder = BodyDecoder(codings)
        pieces: list[bytes] = []
        size = 0
        async for chunk in response.aiter_raw():
            self.wire_bytes += len(chunk)
            if self.wire_bytes > self._limit:
                raise self._too_large()
            for piece in decoder.pieces(chunk):
                size += len(piece)
                if size > self._limit:
                    raise self._too_large()
                if not self._memory.try_take(self._share, len(piece)):
                    await self._wait(len(piece))
                pieces.append(piece)
        decoder.finish()
        return b"".join(pieces)

    async def _wait(self, size: int) -> None:
        """Wait for memory; the clock of the fetch stands still meanwhile."""
        loop = asyncio.get_running_loop()
        stopped, due = loop.time(), self._deadline.when()
        self._deadline.reschedule(None)
        await self._memory.take(self._share, size)
        if due is not None:
            self._deadline.reschedule(due + loop.time() - stopped)

    def _too_large(self) -> Refusal:
        return Refusal(
            FailureKind.TOO_LARGE,
            f"The body is larger than poll.max_body ({self._limit:,} bytes); raise it if the feed is that large.",
        )


class FeedFetcher:
    """Implements `watcher.ports.Fetcher` over httpx. One instance serves a whole process, on one event loop."""

    def __init__(
        self, options: FetchOptions, *, clock: Clock, env: Mapping[str, str], resolver: Resolver | None = None
    ) -> None:
        """`env`: where `${NAME}` is looked up; `resolver`: instead of the system's."""
        self._clock = clock
        self._env = env
        self._resolver = resolver
        self._options = options
        self._turns = HostTurns(
            clock,
            total=options.concurrency,
            per_host=options.host_concurrency,
            delay=options.host_delay.total_seconds(),
        )
        self._memory = BodyMemory(options.memory, largest=options.max_body)
        self._pools: Pools | None = None
        self._retired: set[asyncio.Task[None]] = set()
        self._common = _common_headers(options)
        self._robots = Robots(self._read_robots, clock.monotonic, agent="watcher")

    @property
    def options(self) -> FetchOptions:
        """The options in force."""
        return self._options

    @property
    def memory_in_use(self) -> int:
        """Bytes that bodies under way hold now."""
        return self._memory.used

    def reconfigure(self, options: FetchOptions) -> None:
        """Put other options in force: for requests from now on, and for who waits for a turn."""
        old, self._options = self._options, options
        self._turns.reconfigure(
            total=options.concurrency,
            per_host=options.host_concurrency,
            delay=options.host_delay.total_seconds(),
        )
        self._memory.resize(options.memory, largest=options.max_body)
        self._common = _common_headers(options)
        if (old.proxy, old.allow_private_hosts) != (options.proxy, options.allow_private_hosts):
            pools, self._pools = self._pools, None
            if pools is not None:
                task = asyncio.get_running_loop().create_task(pools.aclose())
                self._retired.add(task)
                task.add_done_callback(self._retired.discard)

    def hold_host(self, host: str, until: datetime) -> None:
        """Ask nothing of a host before then: what a Retry-After of an earlier process said."""
        self._turns.hold(host, until)

    async def aclose(self) -> None:
        """Close every connection."""
        pools, self._pools = self._pools, None
        if pools is not None:
            await pools.aclose()
        await asyncio.gather(*self._retired)

    async def fetch(self, feed: FeedForFetch) -> FetchOutcome:
        """See `watcher.ports.Fetcher.fetch`."""
        ask = Ask(feed.url, self._options.max_body, FEED_ACCEPT, feed.headers, feed.validators)
        return await self._run(ask)

    async def fetch_page(
        self,
        url: str,
        *,
        max_body: int | None = None,
        headers: tuple[tuple[str, str], ...] = (),
        robots: bool = True,
        foreign: bool = False,
    ) -> FetchOutcome:
        """Fetch a page of any kind once, with the same manners and bounds; never raises but for cancellation.

        Args:
            url: may hold `${NAME}` and credentials, as a feed's may, unless it is foreign.
            max_body: bytes; the options' where it is None.
            headers: sent to the URL's own origin only.
            robots: whether the site's robots.txt is asked first (RFC 9309).
            foreign: whether the URL comes from a stranger; `${NAME}` in it is then text.
        """
        if robots and is_http(url) and not await self._robots.allows(url):
            host, unreadable = host_of(url), self._robots.unreadable(url)
            if unreadable is None:
                message = f"The robots.txt of {host} does not allow this page; it is left alone."
                return self._failed(FailureKind.FORBIDDEN, message)
            message = f"The robots.txt of {host} could not be read, so its pages are left alone: {unreadable.message}"
            return replace(unreadable, message=message, at=self._clock.now())
        ask = Ask(url, max_body or self._options.max_body, PAGE_ACCEPT, headers, foreign=foreign)
        return await self._run(ask)

    async def _read_robots(self, url: str) -> FetchOutcome:
        return await self._run(Ask(url, ROBOTS_MAX, b"text/plain, */*;q=0.5", foreign=True))

    async def _run(self, ask: Ask) -> FetchOutcome:
        trip: Trip | None = None
        try:
            trip = Trip.begin(ask, self._env)
            return await self._walk(trip)
        except HostHeld as held:
            assert trip is not None
            message = f"{trip.place.host} asked not to be contacted before {held.until:%Y-%m-%d %H:%M} UTC."
            failed = self._failed(FailureKind.RATE_LIMITED, message, trip, retry_at=held.until)
            # The host itself said nothing this time: the status of a redirect that led to it is none of its own.
            return replace(failed, status=None)
        except Exception as error:
            kind, message = explain_error(error, trip.place.host if trip else host_of(ask.url))
            if kind is FailureKind.CRASH:
                # Neither the message nor the arguments of an unknown exception are known to be free of secrets.
                where = "".join(traceback.format_tb(error.__traceback__))
                log.error("fetching %s failed in watcher itself: %s\n%s", redact(ask.url), type(error).__name__, where)
            return self._failed(kind, message, trip)

    def _failed(
        self, kind: FailureKind, message: str, trip: Trip | None = None, *, retry_at: datetime | None = None
    ) -> FetchFailed:
        at = self._clock.now()
        if trip is None:
            return FetchFailed(kind, message, at, timedelta(0))
        status = trip.hops[-1].status if trip.hops else None
        if status in (429, 503):
            retry_at = retry_after(trip.headers, at)
            if retry_at is not None:
                self._turns.hold(trip.place.host, retry_at)
        return FetchFailed(
            kind=kind,
            message=trip.secrets.hide(message),
            at=at,
            elapsed=timedelta(seconds=trip.spent),
            status=status,
            headers=trip.headers,
            hops=tuple(trip.hops),
            retry_at=retry_at,
            retry_host=trip.place.host if retry_at is not None else None,
        )

    async def _walk(self, trip: Trip) -> FetchOutcome:
        """Ask, and follow redirects, one turn at a time."""
        while True:
            async with self._turns.turn(trip.place.host) as asked:
                answer = await self._within_time(trip, asked)
            if answer.status == 304:
                return trip.not_modified(self._clock.now())
            if answer.body is not None:
                return trip.fetched(answer.status, answer.body, answer.wire_bytes, self._clock.now())
            trip.follow(self._options.max_redirects)

    async def _within_time(self, trip: Trip, asked: Callable[[], None]) -> _Answer:
        """One exchange within what is left of the whole fetch's time (rule 11)."""
        began = self._clock.monotonic()
        left = self._options.timeout.total_seconds() - trip.spent
        share = Share()
        try:
            async with asyncio.timeout(left) as deadline:
                intake = _Intake(self._memory, share, deadline, trip.ask.max_body)
                return await self._exchange(trip, intake, asked)
        finally:
            self._memory.give_back(share)
            trip.spent += self._clock.monotonic() - began

    async def _exchange(self, trip: Trip, intake: _Intake, asked: Callable[[], None]) -> _Answer:
        """Send the request of the trip's present place, saying so, and take its answer in."""
        pools = self._opened(trip)
        if pools.proxied:
            pools.check_literal(trip.place.host, steered=trip.steered)
        async with pools.transport(trip.place.host, trip.place.url.scheme, steered=trip.steered) as transport:
            request = trip.request(self._common)
            request.extensions["trace"] = _tracer(asked)
            response = await _send(transport, request)
            try:
                return await self._take(trip, response, intake)
            finally:
                stream = response.extensions.get("network_stream")
                peer = stream.get_extra_info("server_addr") if stream is not None else None
                trip.steered = trip.steered or pools.is_outside(trip.place.host, peer)
                await response.aclose()

    def _opened(self, trip: Trip) -> Pools:
        if self._pools is None:
            rule = AddressRule(self._options.allow_private_hosts)
            self._pools = Pools(rule, self._resolver, trip.secrets.fill(self._options.proxy))
        return self._pools

    async def _take(self, trip: Trip, response: httpx.Response, intake: _Intake) -> _Answer:
        status = response.status_code
        trip.answered(status, tuple((name.lower(), value) for name, value in response.headers.raw))
        if status in (200, 203) or (status == 226 and trip.delta):
            body = await intake.read(response, trip.headers)
            return _Answer(status, body, intake.wire_bytes)
        await _drain(response)
        if status in _REDIRECTS:
            return _Answer(status)
        if status == 304 and trip.conditional:
            return _Answer(status)
        host = trip.place.host
        if status in (226, 304):
            message = (
                f"{host} answered HTTP {status}, which the request did not ask for; the server has to be repaired."
            )
            raise Refusal(FailureKind.PROTOCOL, message)
        kind, message = explain_status(status, host, authorised=trip.at_home and bool(trip.own), settled=trip.settled)
        raise Refusal(kind, message)


async def _send(transport: HostTransport, request: httpx.Request) -> httpx.Response:
    """Send; once more where a kept connection turns out to have been closed by the server before it was asked."""
    reused = await transport.make_ready()
    try:
        return await transport.handle_async_request(request)
    except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError) as error:
        if not reused or (isinstance(error, httpx.RemoteProtocolError) and "without sending a resp" not in str(error)):
            raise
    return await transport.handle_async_request(request)


def _tracer(asked: Callable[[], None]) -> Callable[[str, Mapping[str, Any]], Awaitable[None]]:
    """What httpcore tells of its progress: calls `asked` as a request goes out."""

    async def trace(event: str, _: Mapping[str, Any]) -> None:
        if event == "http11.send_request_headers.started":
            asked()

    return trace


async def _drain(response: httpx.Response) -> None:
    """Read a short body nobody wants, so that the connection can be used again; a long one costs the connection."""
    read = 0
    async for chunk in response.aiter_raw():
        read += len(chunk)
        if read > _DRAINED:
            return


def _common_headers(options: FetchOptions) -> list[tuple[bytes, bytes]]:
    """Who we are, and the one coding that we ask for."""
    # Brackets and backslashes would end or escape the comment (RFC 9110, section 5.6.5).
    contact = quote(options.contact.translate(str.maketrans("", "", "()\\")), safe="!#$%&'*+,-./:;=?@_~ ")
    comment = f"feed monitor; {contact}" if contact else "feed monitor"
    product = f"watcher/{options.version}" if options.version else "watcher"
    return [(b"User-Agent", f"{product} ({comment})".encode("ascii")), (b"Accept-Encoding", b"gzip")]
