"""Connections: looked up, checked, dialled, kept for a while, closed."""

import asyncio
import socket
import ssl
import threading
from ipaddress import ip_address

import httpcore
import httpx
import pytest

from tests.support.fetching import StubResolver, a_feed, fetching, tls_server_context
from tests.support.server import Answer, FeedServer, rss
from watcher.feeds.fetch import network
from watcher.feeds.fetch.addresses import AddressRule
from watcher.feeds.fetch.network import GuardedBackend, Pools, resolve
from watcher.feeds.fetch.stream import HIGH_WATER, Stream
from watcher.types import Fetched


async def test_the_systems_resolver_gives_each_address_once() -> None:
    addresses = await resolve("localhost", 80)
    assert addresses
    assert len(addresses) == len(set(addresses))
    assert all(ip_address(address).is_loopback for address in addresses)


@pytest.mark.parametrize("error", [socket.gaierror(socket.EAI_NONAME, "no"), UnicodeError("label too long")])
async def test_a_failed_look_up_is_an_os_error(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def refuse(*_args: object, **_more: object) -> list[object]:
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(socket.gaierror):
        await resolve("feeds.test", 80)


async def test_a_look_up_that_hangs_can_be_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()

    def hang(*_args: object, **_more: object) -> list[object]:
        release.wait(5)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await resolve("feeds.test", 80)
    assert any(thread.name == "resolve" and thread.daemon for thread in threading.enumerate())
    release.set()
    await asyncio.sleep(0.05)


def test_a_look_up_that_outlives_its_loop_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: [][: release.wait(5)])

    async def ask() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.02):
                await resolve("feeds.test", 80)

    asyncio.run(ask())
    release.set()
    for thread in threading.enumerate():
        if thread.name == "resolve":
            thread.join(5)
            assert not thread.is_alive()


@pytest.mark.parametrize("answers", [[], ["not an address"]])
async def test_a_name_without_an_address_cannot_be_reached(answers: list[str]) -> None:
    backend = GuardedBackend(StubResolver(empty_test=answers), AddressRule(True), steered=False)
    with pytest.raises(httpcore.ConnectError) as failure:
        await backend.connect_tcp("empty.test", 80)
    assert isinstance(failure.value.__cause__, socket.gaierror)


async def test_addresses_of_both_families_are_tried_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    async def refuse(address: str, port: int) -> Stream:
        tried.append(address)
        raise ConnectionRefusedError(address)

    monkeypatch.setattr(Stream, "connect", refuse)
    names = ["2606:4700::1", "2606:4700::2", "2606:4700::3", "1.1.1.1"]
    backend = GuardedBackend(StubResolver(many_test=names), AddressRule(False), steered=False)
    with pytest.raises(httpcore.ConnectError) as failure:
        await backend.connect_tcp("many.test", 80)
    assert isinstance(failure.value.__cause__, ConnectionRefusedError)
    assert tried == ["2606:4700::1", "1.1.1.1", "2606:4700::2", "2606:4700::3"]


async def test_an_address_that_does_not_answer_costs_one_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    reached = Stream()

    async def connect(address: str, port: int) -> Stream:
        if address == "1.1.1.1":
            await asyncio.sleep(60)
        return reached

    monkeypatch.setattr(Stream, "connect", connect)
    monkeypatch.setattr(network, "ATTEMPT", 0.05)
    backend = GuardedBackend(StubResolver(half_test=["1.1.1.1", "8.8.8.8"]), AddressRule(False), steered=False)
    assert await backend.connect_tcp("half.test", 80) is reached


async def test_idle_connections_are_closed_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "KEEP_ALIVE", 0.4)
    hosts = tuple(f"127.0.60.{at}" for at in range(1, 4))
    async with FeedServer(hosts=hosts) as server, fetching() as fetcher:
        server.on("/feed", Answer(200, [], rss("one")))
        for host in hosts:
            assert isinstance(await fetcher.fetch(a_feed(server.url("/feed", host=host))), Fetched)
        assert server.connected == 3
        await asyncio.sleep(0.2)
        assert isinstance(await fetcher.fetch(a_feed(server.url("/feed"))), Fetched)
        await asyncio.sleep(1.0)
        assert server.connected == 0


async def test_a_transport_in_use_while_everything_is_closed_is_closed_when_it_comes_out_of_use() -> None:
    pools = Pools(AddressRule(True), StubResolver(), "")
    async with FeedServer() as server:
        server.on("/feed", Answer(200, [], rss("one")))
        async with pools.transport("127.0.0.1", "http", steered=False) as transport:
            async with pools.transport("127.0.0.1", "http", steered=False) as again:
                assert again is transport
            async with pools.transport("127.0.0.1", "http", steered=True) as other:
                assert other is not transport
            response = await transport.handle_async_request(httpx.Request("GET", server.url("/feed")))
            assert response.status_code == 200
            await response.aread()
            await response.aclose()
            await pools.aclose()
            await asyncio.sleep(0.02)
            assert server.connected == 1
        await asyncio.sleep(0.02)
        assert server.connected == 0


async def test_a_kept_connection_serves_its_own_port_and_one_request_at_a_time() -> None:
    pools = Pools(AddressRule(True), StubResolver(), "")
    async with FeedServer() as one, FeedServer() as other:
        for server in (one, other):
            server.on("/feed", Answer(200, [], rss("one")))
        async with pools.transport("127.0.0.1", "http", steered=False) as transport:

            async def ask(server: FeedServer) -> None:
                response = await transport.handle_async_request(httpx.Request("GET", server.url("/feed")))
                await response.aread()
                await response.aclose()

            for server in (one, other, one, other):
                await ask(server)
            assert (one.connections, other.connections) == (1, 1)
            await asyncio.gather(ask(one), ask(one), ask(other))
            assert (one.connections, other.connections) == (2, 1)
            assert await transport.make_ready()
        await pools.aclose()
        await asyncio.sleep(0.02)
        assert (one.connected, other.connected) == (0, 0)


async def a_stream(server: asyncio.Server) -> Stream:
    host, port = server.sockets[0].getsockname()[:2]
    return await Stream.connect(host, port)


async def test_a_stream_reads_no_further_ahead_than_it_should() -> None:
    sent = 0

    async def pour(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.transport.set_write_buffer_limits(high=0)
        for _ in range(400):
            writer.write(bytes(100_000))
            await writer.drain()
            sent += 100_000
        writer.close()

    async with await asyncio.start_server(pour, "127.0.0.1", 0) as server:
        stream = await a_stream(server)
        await asyncio.sleep(0.3)
        assert stream.get_extra_info("is_readable")
        assert sent < 30_000_000  # what the system's own buffers take, and HIGH_WATER
        assert stream._size < 4 * HIGH_WATER
        got = 0
        while data := await stream.read(10_000):
            assert len(data) <= 10_000
            got += len(data)
        assert got == 40_000_000
        await stream.aclose()


async def test_a_stream_tells_a_broken_connection_from_a_closed_one() -> None:
    async def reset(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        sock = writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        writer.close()

    async with await asyncio.start_server(reset, "127.0.0.1", 0) as server:
        stream = await a_stream(server)
        assert stream.get_extra_info("server_addr")[0] == "127.0.0.1"
        await stream.write(b"x")
        with pytest.raises(httpcore.ReadError) as failure:
            await stream.read(10)
        assert isinstance(failure.value.__cause__, ConnectionResetError)
        with pytest.raises(httpcore.WriteError):
            await stream.write(b"x")
        await stream.aclose()


async def test_a_stream_that_was_never_connected_is_closed_without_ado() -> None:
    stream = Stream()
    await stream.aclose()
    assert stream.get_extra_info("ssl_object") is None


async def test_tls_does_not_begin_where_the_server_spoke_first() -> None:
    async def greet(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 ready\r\n")
        writer.close()

    async with await asyncio.start_server(greet, "127.0.0.1", 0) as server:
        stream = await a_stream(server)
        await asyncio.sleep(0.05)
        with pytest.raises(httpcore.ConnectError, match="before TLS"):
            await stream.start_tls(ssl.create_default_context(), "feeds.test")
        await stream.aclose()


async def test_requests_through_an_https_proxy_are_encrypted_to_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    monkeypatch.setattr(network, "_tls_context", lambda: context)
    async with FeedServer(tls=tls_server_context()) as proxy, fetching(proxy=proxy.url("")) as fetcher:
        proxy.on("http://feeds.test/feed", Answer(200, [], rss("one")))
        assert isinstance(await fetcher.fetch(a_feed("http://feeds.test/feed")), Fetched)
    assert proxy.requests[0].target == "http://feeds.test/feed"
