"""Connections: the address that is dialled is the one that was checked, and idle ones are closed.

httpx does HTTP over httpcore's connections. Beneath them stands a backend of our own that resolves a name, checks every
answer, and dials a checked address, so that no second look-up (DNS rebinding) comes between check and use. TLS still
verifies the name.

    Pools ─▶ HostTransport (one host's httpx transport) ─▶ HostConnections ─▶ GuardedBackend ─▶ Stream
                                                        └▶ httpcore's pool for a proxy ─▶ DirectBackend ─▶ Stream
"""

import asyncio
import contextlib
import ipaddress
import logging
import socket
import ssl
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

import certifi
import httpcore
import httpx

from watcher.feeds.fetch.addresses import Address, AddressRule, as_address
from watcher.feeds.fetch.stream import Stream

__all__ = ["AddressRefused", "HostTransport", "Pools", "ProxyUnusable", "Resolver", "resolve"]

Resolver: TypeAlias = Callable[[str, int], Awaitable[Sequence[str]]]
"""host, port → addresses, best first. Raises OSError (socket.gaierror) where there are none."""

ATTEMPT = 5.0
"""Seconds for one of several addresses before the next is tried (RFC 8305 asks that a dead one does not hold us)."""

KEEP_ALIVE = 10.0
"""Seconds that an idle connection is kept: enough for a host's next feed, `host_delay` away."""

MAX_IDLE_POOLS = 64
"""Hosts with idle connections; beyond, those idle for longest are closed."""

LOOKUPS = 32
"""Name look-ups at one time."""

# Both log URLs and headers as they are, secrets included; what is worth saying of a request, watcher says itself.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class AddressRefused(Exception):
    """A host that would have led into a private network; `address` is where."""

    def __init__(self, host: str, address: str) -> None:
        super().__init__(f"{host}: {address}")
        self.host = host
        self.address = address


class ProxyUnusable(Exception):
    """`poll.proxy` is no URL that requests can be sent through; the message says why, without its password."""


_lookups = threading.BoundedSemaphore(LOOKUPS)


async def resolve(host: str, port: int) -> Sequence[str]:
    """The system's resolver, in a thread that never holds up the end of the process, however long it hangs."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Sequence[str]] = loop.create_future()

    def deliver(addresses: Sequence[str], error: OSError | None) -> None:
        if answer.done():
            return
        if error is None:
            answer.set_result(addresses)
        else:
            answer.set_exception(error)

    def look_up() -> None:
        found: Sequence[str] = ()
        failed: OSError | None = None
        with _lookups:
            try:
                infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
                found = list(dict.fromkeys(str(info[4][0]) for info in infos))
            except OSError as error:
                failed = error
            except UnicodeError:
                failed = socket.gaierror(socket.EAI_NONAME, "not a host name")
        with contextlib.suppress(RuntimeError):  # the loop ended meanwhile: nobody asks any more
            loop.call_soon_threadsafe(deliver, found, failed)

    threading.Thread(target=look_up, name="resolve", daemon=True).start()
    return await answer


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Dials checked addresses only. Time limits are the fetch's own: the `timeout` arguments are not used."""

    def __init__(self, resolver: Resolver, rule: AddressRule, *, steered: bool) -> None:
        """`steered`: see `AddressRule.permits`."""
        self._resolver = resolver
        self._rule = rule
        self._steered = steered

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve, check every answer, dial one after the other.

        Raises:
            AddressRefused: any answer is not permitted, also where others are.
            httpcore.ConnectError: none could be reached; its cause says why.
        """
        addresses = await self._addresses(host, port)
        for address in addresses:
            if not self._rule.permits(address, host=host, steered=self._steered):
                raise AddressRefused(host, str(address))
        last = len(addresses) - 1
        for at, address in enumerate(_alternating(addresses)):
            try:
                async with asyncio.timeout(None if at == last else ATTEMPT):
                    return await Stream.connect(str(address), port)
            except OSError as error:  # TimeoutError is one
                if at == last:
                    raise httpcore.ConnectError(str(error)) from error
        raise AssertionError("no address, and no error")

    async def _addresses(self, host: str, port: int) -> list[Address]:
        literal = as_address(host)
        if literal is not None:
            return [literal]
        try:
            spelled = await self._resolver(host, port)
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
        addresses = [address for text in spelled if (address := as_address(text)) is not None]
        if not addresses:
            no_address = socket.gaierror(socket.EAI_NONAME, "the name has no address")
            raise httpcore.ConnectError(str(no_address)) from no_address
        return addresses


def _alternating(addresses: Sequence[Address]) -> list[Address]:
    """IPv6 and IPv4 in turn, the resolver's favourite first, so that one family's dead route costs one attempt."""
    first = [a for a in addresses if a.version == addresses[0].version]
    other = [a for a in addresses if a.version != addresses[0].version]
    paired = [a for pair in zip(first, other, strict=False) for a in pair]
    return paired + first[len(other) :] + other[len(first) :]


class DirectBackend(GuardedBackend):
    """Dials the proxy that the user chose, wherever it is."""

    def __init__(self, resolver: Resolver) -> None:
        super().__init__(resolver, AddressRule(True), steered=False)


class HostConnections:
    """The connections to one host, for `HostTransport`: what httpcore's pool does, without its queue.

    `HostTurns` lets in no more requests than may be in flight, so that none ever waits for a connection here; the
    pool's search for one, with events and locks for who waits, takes as long as the exchange itself.
    """

    def __init__(self, backend: GuardedBackend, tls: ssl.SSLContext | None) -> None:
        self._backend = backend
        self._tls = tls
        self._idle: list[httpcore.AsyncHTTP11Connection] = []

    @property
    def connections(self) -> list[httpcore.AsyncHTTP11Connection]:
        """Those that no request has at the moment."""
        return list(self._idle)

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        """Send on a kept connection where there is a good one, else on a new one."""
        connection = await self._kept(request.url.origin) or await self._dial(request.url.origin)
        response = await connection.handle_async_request(request)
        response.stream = _Body(response.stream, connection, self._idle)
        return response

    async def _kept(self, origin: httpcore.Origin) -> httpcore.AsyncHTTP11Connection | None:
        for connection in reversed(self.connections):
            if connection.can_handle_request(origin):
                # Taken out before anything is awaited: two requests that come at once take two.
                self._idle.remove(connection)
                if not connection.is_closed() and not connection.has_expired():
                    return connection
                await connection.aclose()
        return None

    async def _dial(self, origin: httpcore.Origin) -> httpcore.AsyncHTTP11Connection:
        host = origin.host.decode("ascii")
        stream = await self._backend.connect_tcp(host, origin.port)
        if origin.scheme == b"https":
            assert self._tls is not None
            stream = await stream.start_tls(self._tls, server_hostname=host)
        return httpcore.AsyncHTTP11Connection(origin, stream, keepalive_expiry=KEEP_ALIVE)

    async def aclose(self) -> None:
        """Close those that are kept."""
        while self._idle:
            await self._idle.pop().aclose()


class _Body:
    """A body on its way; once it is closed, its connection is kept if it can be."""

    def __init__(
        self, stream: Any, connection: httpcore.AsyncHTTP11Connection, idle: list[httpcore.AsyncHTTP11Connection]
    ) -> None:
        self._stream = stream
        self._connection = connection
        self._idle = idle

    def __aiter__(self) -> AsyncIterator[bytes]:
        chunks: AsyncIterator[bytes] = aiter(self._stream)
        return chunks

    async def aclose(self) -> None:
        await self._stream.aclose()
        if self._connection.is_idle() and self._connection not in self._idle:
            self._idle.append(self._connection)


class HostTransport(httpx.AsyncHTTPTransport):
    """httpx's own transport over connections of our backend, which its constructor offers no way to hand in.

    Requests go through the transport and not through an `httpx.AsyncClient`: that one keeps cookies, logs URLs with
    their secrets, and fails on redirects that it was told not to follow.
    """

    def __init__(self, pool: Any) -> None:
        """`pool`: `HostConnections`, which the base class need not know, or a pool of httpcore's."""
        # Without super().__init__(): it would build a second pool and read certificates for every host.
        self._pool = pool

    async def make_ready(self) -> bool:
        """Drop idle connections that are out of step; True where one is left that the next request can go out on.

        A server that sends more than its Content-Length leaves bytes in h11's buffer, which would be taken for the
        answer to the next request: for another feed. httpcore does not look there (what has not been read from the
        socket it does notice, by `is_readable`).
        """
        reusable = False
        for connection in self._pool.connections:
            if connection.is_idle():
                if _left_over(connection):
                    await connection.aclose()
                else:
                    reusable = True
        return reusable


def _left_over(connection: Any) -> bool:
    """Whether bytes that nobody asked for wait within a connection. httpcore offers no public way to them."""
    while (inner := getattr(connection, "_connection", None)) is not None:
        connection = inner
    state = getattr(connection, "_h11_state", None)
    return state is not None and bool(state.trailing_data[0])


_Key: TypeAlias = tuple[str, str, bool]
"""Host, scheme, steered."""


class Pools:
    """One transport a host."""

    def __init__(self, rule: AddressRule, resolver: Resolver | None, proxy: str) -> None:
        """`proxy`: filled in; "" for none."""
        self._rule = rule
        self._resolver = resolver or resolve
        self._proxy = _proxy(proxy) if proxy else None
        self._tls_proxy = self._proxy is not None and self._proxy[0].scheme == b"https"
        self._tls: ssl.SSLContext | None = None
        self._idle: OrderedDict[_Key, tuple[float, HostTransport]] = OrderedDict()
        self._busy: dict[_Key, tuple[int, HostTransport]] = {}
        self._closed = False
        self._sweeper: asyncio.TimerHandle | None = None
        self._closing: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def transport(self, host: str, scheme: str, *, steered: bool) -> AsyncIterator[HostTransport]:
        """A host's transport, for one request. A steered request shares no connection with the others."""
        key = (host, scheme, steered)
        users, transport = self._busy.get(key) or (0, None)
        if transport is None:
            idle = self._idle.pop(key, None)
            transport = idle[1] if idle is not None else self._open(scheme, steered)
        self._busy[key] = (users + 1, transport)
        try:
            yield transport
        finally:
            users, _ = self._busy[key]
            if users > 1:
                self._busy[key] = (users - 1, transport)
            else:
                del self._busy[key]
                await self._rest(key, transport)

    def is_outside(self, host: str, peer: object) -> bool:
        """Whether the server that answered for `host` is none that the user opened his own network to.

        `peer` is its address as the connection knows it; a proxy's says nothing, so that the name must do.
        """
        address = as_address(str(peer[0])) if isinstance(peer, tuple) and not self.proxied else None
        if address is None:
            return not self._rule.opens(host)
        return self._rule.is_public(address)

    def check_literal(self, host: str, *, steered: bool) -> None:
        """Behind a proxy names are the proxy's to resolve; an address that is spelled out can still be refused."""
        address = as_address(host) or _numbers(host)
        if address is None and (host == "localhost" or host.endswith(".localhost")):
            address = as_address("127.0.0.1")
        if address is not None and not self._rule.permits(address, host=host, steered=steered):
            raise AddressRefused(host, str(address))

    @property
    def proxied(self) -> bool:
        """Whether requests go through a proxy."""
        return self._proxy is not None

    def _open(self, scheme: str, steered: bool) -> HostTransport:
        if self._tls is None and (scheme == "https" or self._tls_proxy):
            self._tls = _tls_context()
        if self._proxy is None:
            return HostTransport(
                HostConnections(GuardedBackend(self._resolver, self._rule, steered=steered), self._tls)
            )
        common: dict[str, Any] = {
            "ssl_context": self._tls,
            "max_connections": None,
            "keepalive_expiry": KEEP_ALIVE,
            "http2": False,
        }
        url, auth = self._proxy
        if self._tls_proxy:
            common["proxy_ssl_context"] = self._tls
        return HostTransport(
            httpcore.AsyncHTTPProxy(
                proxy_url=url, proxy_auth=auth, network_backend=DirectBackend(self._resolver), **common
            )
        )

    async def _rest(self, key: _Key, transport: HostTransport) -> None:
        """Keep a transport that is out of use for a while, and close those that are so for too long."""
        loop = asyncio.get_running_loop()
        if self._closed:
            await transport.aclose()
            return
        self._idle[key] = (loop.time(), transport)
        while len(self._idle) > MAX_IDLE_POOLS:
            _, (_, oldest) = self._idle.popitem(last=False)
            await oldest.aclose()
        if self._sweeper is None:
            self._sweeper = loop.call_later(KEEP_ALIVE, self._sweep)

    def _sweep(self) -> None:
        loop = asyncio.get_running_loop()
        self._sweeper = None
        while self._idle:
            key, (since, transport) = next(iter(self._idle.items()))
            if since + KEEP_ALIVE > loop.time():
                self._sweeper = loop.call_at(since + KEEP_ALIVE, self._sweep)
                return
            del self._idle[key]
            task = loop.create_task(transport.aclose())
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)

    async def aclose(self) -> None:
        """Close what is idle now, and the rest as it comes out of use."""
        self._closed = True
        if self._sweeper is not None:
            self._sweeper.cancel()
        while self._idle:
            _, (_, transport) = self._idle.popitem()
            await transport.aclose()
        await asyncio.gather(*self._closing)


def _numbers(host: str) -> Address | None:
    """The IPv4 address in one of its old spellings, as resolvers take them: `127.1`, `0x7f000001`, `2130706433`."""
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def _tls_context() -> ssl.SSLContext:
    """The system's certificate authorities (and SSL_CERT_FILE's), and Mozilla's, which slim images lack."""
    context = ssl.create_default_context()
    context.load_verify_locations(cafile=certifi.where())
    context.set_alpn_protocols(["http/1.1"])
    return context


def _proxy(text: str) -> tuple[httpcore.URL, tuple[bytes, bytes] | None]:
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL:
        raise ProxyUnusable("poll.proxy is no URL; write it as http://host:port") from None
    if url.scheme not in ("http", "https") or not url.host:
        raise ProxyUnusable("poll.proxy must be an http:// or https:// URL; other kinds are not supported")
    target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=b"/")
    auth = (url.username.encode(), url.password.encode()) if url.userinfo else None
    return target, auth
