"""Rules 11 to 14 and 19 of docs/poller.md, against servers that mean harm."""

import asyncio
import gzip
import logging
import socket
import zlib
from dataclasses import asdict
from datetime import timedelta
from time import monotonic
from typing import Any

import pytest

from tests.support.fetching import CERTIFICATES, StubResolver, a_feed, fetching, tls_server_context
from tests.support.server import Answer, FeedServer, Request, rss
from watcher.feeds.fetch import FeedFetcher
from watcher.types import FailureKind, Fetched, FetchFailed, FetchOutcome, NotModified, Validators

SECOND = timedelta(seconds=1)


def failed(outcome: FetchOutcome, kind: FailureKind) -> FetchFailed:
    assert isinstance(outcome, FetchFailed), outcome
    assert outcome.kind is kind, outcome
    assert outcome.message.endswith(".")
    return outcome


async def fetch_bytes(head: bytes, body: bytes = b"", **options: Any) -> FetchOutcome:
    """What a fetcher makes of an answer that is these very bytes, after which the connection closes."""

    async def answer(_request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(head + body)

    async with FeedServer() as server, fetching(**options) as fetcher:
        server.on("/feed", answer)
        return await fetcher.fetch(a_feed(server.url("/feed")))


# Rule 11: one limit of time


async def test_rule_11_a_body_that_drips_is_cut_off() -> None:
    async def drip(_request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(1000):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.05)

    async with FeedServer() as server, fetching(timeout=SECOND * 0.4) as fetcher:
        server.on("/feed", drip)
        began = monotonic()
        outcome = failed(await fetcher.fetch(a_feed(server.url("/feed"))), FailureKind.TIMEOUT)
    assert 0.35 < monotonic() - began < 1.5
    assert 0.35 < outcome.elapsed.total_seconds() < 1.5


async def test_rule_11_headers_that_never_end_are_cut_off() -> None:
    async def drip(_request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            writer.write(b"X-A: b\r\n")
            await writer.drain()
            await asyncio.sleep(0.02)

    async with FeedServer() as server, fetching(timeout=SECOND * 0.3) as fetcher:
        server.on("/feed", drip)
        failed(await fetcher.fetch(a_feed(server.url("/feed"))), FailureKind.TIMEOUT)


async def test_rule_11_redirects_share_one_limit() -> None:
    async with FeedServer() as server, fetching(timeout=SECOND * 0.5) as fetcher:
        for at in range(9):
            server.on(f"/{at}", Answer(302, [("Location", f"/{at + 1}")], delay=0.15))
        began = monotonic()
        outcome = failed(await fetcher.fetch(a_feed(server.url("/0"))), FailureKind.TIMEOUT)
    assert monotonic() - began < 1.5
    assert 2 <= len(outcome.hops) <= 3


async def test_rule_11_waiting_for_the_hosts_turn_does_not_count() -> None:
    async with FeedServer() as server, fetching(timeout=SECOND * 0.4, host_delay=SECOND * 0.3) as fetcher:
        server.on("/feed", Answer(200, [], rss("one")))
        outcomes = await asyncio.gather(*(fetcher.fetch(a_feed(server.url("/feed"))) for _ in range(4)))
    assert all(isinstance(outcome, Fetched) for outcome in outcomes)
    assert max(outcome.elapsed for outcome in outcomes) < SECOND * 0.3


async def test_rule_11_a_look_up_that_hangs_is_cut_off() -> None:
    class Hanging(StubResolver):
        async def __call__(self, host: str, port: int) -> list[str]:
            await asyncio.sleep(60)
            return []

    async with fetching(timeout=SECOND * 0.2, resolver=Hanging()) as fetcher:
        failed(await fetcher.fetch(a_feed("http://slow.test/feed")), FailureKind.TIMEOUT)


async def test_a_cancelled_fetch_gives_its_turn_back() -> None:
    async with FeedServer() as server, fetching(concurrency=1) as fetcher:
        server.on("/slow", Answer(200, [], rss("one"), delay=30))
        server.on("/feed", Answer(200, [], rss("one")))
        slow = asyncio.create_task(fetcher.fetch(a_feed(server.url("/slow"))))
        waiting = asyncio.create_task(fetcher.fetch(a_feed(server.url("/slow"))))
        await asyncio.sleep(0.1)
        waiting.cancel()
        slow.cancel()
        for task in (slow, waiting):
            with pytest.raises(asyncio.CancelledError):
                await task
        assert isinstance(await fetcher.fetch(a_feed(server.url("/feed"))), Fetched)


# Rule 12: bounds on bytes


async def test_rule_12_gzip_is_decoded_member_after_member_and_padding_ignored() -> None:
    body = rss(*map(str, range(500)))
    coded = gzip.compress(body[:1000]) + gzip.compress(b"") + gzip.compress(body[1000:]) + b"\0" * 512
    async with FeedServer() as server, fetching() as fetcher:
        server.on("/feed", Answer(200, [("Content-Encoding", "GZip")], coded))
        server.on("/x", Answer(200, [("Content-Encoding", "x-gzip")], gzip.compress(body)))
        server.on("/plain", Answer(200, [("Content-Encoding", "identity")], body))
        outcomes = [await fetcher.fetch(a_feed(server.url(path))) for path in ("/feed", "/x", "/plain")]
    assert [outcome.body for outcome in outcomes if isinstance(outcome, Fetched)] == [body] * 3
    assert isinstance(outcomes[0], Fetched)
    assert outcomes[0].wire_bytes == len(coded)


async def test_rule_12_a_bomb_of_ten_gigabytes_is_noticed_at_once() -> None:
    """100 MB of zeros deflate to 100 KB; a hundred members of it are sent as long as somebody reads."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    member = b"".join(packer.compress(bytes(1_000_000)) for _ in range(100)) + packer.flush()

    async def bomb(_request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n")
        for _ in range(100):
            writer.write(member)
            await writer.drain()

    async with FeedServer() as server, fetching(max_body=2_000_000) as fetcher:
        server.on("/feed", bomb)
        began = monotonic()
        failed(await fetcher.fetch(a_feed(server.url("/feed"))), FailureKind.TOO_LARGE)
    assert monotonic() - began < 2


async def test_rule_12_a_bomb_within_a_bomb_is_decoded_once_only() -> None:
    inner = gzip.compress(bytes(10_000_000))
    async with FeedServer() as server, fetching(max_body=1_000_000) as fetcher:
        server.on("/feed", Answer(200, [("Content-Encoding", "gzip")], gzip.compress(inner)))
        outcome = await fetcher.fetch(a_feed(server.url("/feed")))
    assert isinstance(outcome, Fetched)
    assert outcome.body == inner


async def test_rule_12_endless_empty_members_come_to_an_end() -> None:
    async with FeedServer() as server, fetching() as fetcher:
        server.on("/feed", Answer(200, [("Content-Encoding", "gzip")], gzip.compress(b"") * 2000))
        outcome = failed(await fetcher.fetch(a_feed(server.url("/feed"))), FailureKind.CODING)
    assert "members" in outcome.message


async def test_rule_12_a_body_that_never_comes_to_its_first_byte_is_cut_off() -> None:
    """The name of the file in a gzip header may be of any length (RFC 1952, section 2.3.1), and decodes to nothing."""

    async def nameless(_request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n")
        writer.write(b"\x1f\x8b\x08\x08\0\0\0\0\0\xff")
        while True:
            writer.write(b"x" * 0x10000)
            await writer.drain()

    async with FeedServer() as server, fetching(max_body=1_000_000) as fetcher:
        server.on("/feed", nameless)
        failed(await fetcher.fetch(a_feed(server.url("/feed"))), FailureKind.TOO_LARGE)


@pytest.mark.parametrize("chunked", [True, False])
async def test_rule_12_an_endless_body_is_cut_off(chunked: bool) -> None:
    async def endless(_request: Request, writer: asyncio.StreamWriter) -> None:
        coding = b"Transfer-Encoding: chunked" if chunked else b"Connection: close"
        writer.write(b"HTTP/1.1 200 OK\r\n" + coding + b"\r\n\r\n")
        while True:
            writer.write(b"10000\r\n" + bytes(0x10000) + b"\r\n" if chunked else bytes(0x10000))
            await writer.drain()

    async with FeedServer() as server, fetching(max_body=1_000_000) as fetcher:
        server.on("/feed", endless)
        outcome = failed(await fetcher.fetch(a_feed(server.url("/feed"))), FailureKind.TOO_LARGE)
    assert "1,000,000" in outcome.message


async def test_rule_12_an_announced_length_is_believed_before_a_byte_is_read() -> None:
    outcome = await fetch_bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n", b"x")
    failed(outcome, FailureKind.TOO_LARGE)


@pytest.mark.parametrize("codings", ["br", "gzip, gzip", "deflate", "gzip, br", "zstd", "nonsense"])
async def test_rule_12_unasked_and_stacked_codings_are_refused(codings: str) -> None:
    async with FeedServer() as server, fetching() as fetcher:
        server.on("/feed", Answer(200, [("Content-Encoding", codings)], gzip.compress(gzip.compress(rss("one")))))
        failed(await fetcher.fetch(a_feed(server.url("/feed"))), FailureKind.CODING)


async def test_rule_12_stacked_codings_in_two_headers_are_refused() -> None:
    async with FeedServer() as server, fetching() as fetcher:
        headers = [("Content-Encoding", "gzip"), ("Content-Encoding", "gzip")]
        server.on("/feed", Answer(200, headers, gzip.compress(gzip.compress(rss("one")))))
        failed(await fetcher.fetch(a_feed(server.url("/feed"))), FailureKind.CODING)


@pytest.mark.parametrize("damage", ["cut", "corrupt", "plain"])
async def test_rule_12_damaged_gzip_is_a_failure(damage: str) -> None:
    coded = gzip.compress(rss("one"))
    body = {"cut": coded[:-9], "corrupt": coded[:30] + b"\xff\xff" + coded[32:], "plain": rss("one")}[damage]
    async with FeedServer() as server, fetching() as fetcher:
        server.on("/feed", Answer(200, [("Content-Encoding", "gzip")], body))
        failed(await fetcher.fetch(a_feed(server.url("/feed"))), FailureKind.CODING)


async def test_rule_12_all_bodies_together_stay_within_the_memory_given() -> None:
    """Twenty bodies of 100 KB with room for three: they wait for each other, and all arrive."""
    body = b"x" * 100_000
    hosts = tuple(f"127.0.50.{at}" for at in range(1, 21))
    async with FeedServer(hosts=hosts) as server, fetching(memory=300_000, max_body=100_000) as fetcher:

        async def slowly(_request: Request, writer: asyncio.StreamWriter) -> None:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\nConnection: close\r\n\r\n")
            for at in range(0, len(body), 20_000):
                writer.write(body[at : at + 20_000])
                await asyncio.sleep(0.01)

        server.on("/feed", slowly)
        most = 0

        async def watch() -> None:
            nonlocal most
            while True:
                most = max(most, fetcher.memory_in_use)
                await asyncio.sleep(0)

        watching = asyncio.create_task(watch())
        outcomes = await asyncio.gather(*(fetcher.fetch(a_feed(server.url("/feed", host=host))) for host in hosts))
        watching.cancel()
        assert fetcher.memory_in_use == 0
    assert all(isinstance(outcome, Fetched) and outcome.body == body for outcome in outcomes)
    assert 100_000 < most <= 300_000


# Answers that are no sound HTTP


@pytest.mark.parametrize(
    ("head", "body", "says"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", b"short", "before the end of the body"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"5\r\nhello\r\n", "before the end of the body"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", b"hello!", "malformed"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", b"0\r\n\r\n", "malformed"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 200_000 + b"\r\n\r\n", b"", "headers are too long"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 40_000 + b"\r\n", b"", "headers are too long"),
        (b"SSH-2.0-OpenSSH_9.9\r\n", b"", "without an answer"),
        (b"SSH-2.0-OpenSSH_9.9\r\n\r\n", b"", "malformed"),
        (b"\x00\x01\x02\r\n\r\n", b"", "malformed"),
        (b"", b"", "without an answer"),
    ],
)
async def test_an_answer_that_is_no_sound_http_is_a_failure_that_says_so(head: bytes, body: bytes, says: str) -> None:
    assert says in failed(await fetch_bytes(head, body), FailureKind.PROTOCOL).message


@pytest.mark.parametrize("pause", [0.0, 0.05])
@pytest.mark.parametrize("chunked", [True, False])
async def test_what_follows_a_body_is_never_taken_for_the_next_answer(pause: float, chunked: bool) -> None:
    length = (
        b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n" if chunked else b"Content-Length: 5\r\n\r\nhello"
    )

    async def smuggle(_request: Request, writer: asyncio.StreamWriter) -> Answer:
        forged = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"
        if pause:
            writer.write(b"HTTP/1.1 200 OK\r\n" + length)
            await writer.drain()
            await asyncio.sleep(pause)
            writer.write(forged)
        else:
            writer.write(b"HTTP/1.1 200 OK\r\n" + length + forged)
        await asyncio.sleep(0.5)
        return Answer(500)

    async with FeedServer() as server, fetching() as fetcher:
        server.on("/feed", smuggle)
        server.on("/next", Answer(200, [], b"sound"))
        first = await fetcher.fetch(a_feed(server.url("/feed")))
        await asyncio.sleep(2 * pause)
        second = await fetcher.fetch(a_feed(server.url("/next")))
    assert [outcome.body for outcome in (first, second) if isinstance(outcome, Fetched)] == [b"hello", b"sound"]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (204, FailureKind.HTTP),
        (206, FailureKind.HTTP),
        (300, FailureKind.HTTP),
        (400, FailureKind.HTTP),
        (401, FailureKind.UNAUTHORISED),
        (403, FailureKind.FORBIDDEN),
        (404, FailureKind.NOT_FOUND),
        (407, FailureKind.CONNECT),
        (410, FailureKind.GONE),
        (429, FailureKind.RATE_LIMITED),
        (451, FailureKind.FORBIDDEN),
        (500, FailureKind.SERVER),
        (503, FailureKind.SERVER),
        (511, FailureKind.FORBIDDEN),
        (599, FailureKind.SERVER),
    ],
)
async def test_every_status_is_a_kind_and_a_sentence(status: int, kind: FailureKind) -> None:
    async with FeedServer() as server, fetching() as fetcher:
        server.on("/feed", Answer(status, [("X-Seen", "1")], b"" if status == 204 else b"no" * 20_000))
        outcome = failed(await fetcher.fetch(a_feed(server.url("/feed"))), kind)
    assert outcome.status == status
    assert (b"x-seen", b"1") in outcome.headers
    assert outcome.retry_at is None


# Rule 13: addresses


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254", "10.0.0.1", "0.0.0.0", "2130706433",
     "0x7f.1", "127.1", "[64:ff9b::7f00:1]", "[fd00::1]"],
)  # fmt: skip
async def test_rule_13_private_addresses_are_refused_however_they_are_spelled(host: str) -> None:
    def spelled(name: str) -> list[str]:
        return [str(info[4][0]) for info in socket.getaddrinfo(name, 80, type=socket.SOCK_STREAM)]

    names = {"localhost": ["127.0.0.1"]} | {name: spelled(name) for name in ("2130706433", "0x7f.1", "127.1")}
    resolver = StubResolver(**names)
    resolver.names = {name: list(addresses) for name, addresses in names.items()}
    async with fetching(allow_private_hosts=False, resolver=resolver) as fetcher:
        outcome = failed(await fetcher.fetch(a_feed(f"http://{host}:1/feed")), FailureKind.REFUSED_ADDRESS)
    assert "poll.allow_private_hosts" in outcome.message


async def test_rule_13_one_private_answer_among_public_ones_refuses_the_name() -> None:
    resolver = StubResolver(mixed_test=["93.184.215.14", "127.0.0.1"])
    async with FeedServer() as server, fetching(allow_private_hosts=(), resolver=resolver) as fetcher:
        url = server.url("/feed", name="mixed.test")
        failed(await fetcher.fetch(a_feed(url)), FailureKind.REFUSED_ADDRESS)
    assert server.connections == 0


async def test_rule_13_a_name_that_is_bound_anew_is_checked_anew() -> None:
    """The first look-up gives a permitted address, the second another: what is dialled is what was checked."""
    resolver = StubResolver(rebind_test=[["127.0.51.1"], ["127.0.51.2"]])
    hosts = ("127.0.51.1", "127.0.51.2")
    async with (
        FeedServer(hosts=hosts) as server,
        fetching(allow_private_hosts=("127.0.51.1/32",), resolver=resolver) as fetcher,
    ):
        server.on("/feed", Answer(200, [], rss("one"), close=True))
        url = server.url("/feed", name="rebind.test")
        assert isinstance(await fetcher.fetch(a_feed(url)), Fetched)
        failed(await fetcher.fetch(a_feed(url)), FailureKind.REFUSED_ADDRESS)
    assert [request.host for request in server.requests] == ["127.0.51.1"]
    assert resolver.asked == ["rebind.test", "rebind.test"]


@pytest.mark.parametrize(
    "target",
    ["http://169.254.169.254/latest/meta-data/", "http://10.1.2.3/", "http://localhost/", "http://127.0.52.2:{port}/x",
     "http://[::1]/", "http://inside.test:{port}/x"],
)  # fmt: skip
async def test_rule_13_a_redirect_cannot_lead_inside(target: str) -> None:
    resolver = StubResolver(inside_test=["127.0.52.2"], localhost=["127.0.0.1"])
    hosts = ("127.0.52.1", "127.0.52.2")
    async with (
        FeedServer(hosts=hosts) as server,
        fetching(allow_private_hosts=("127.0.52.1",), resolver=resolver) as fetcher,
    ):
        server.on("/feed", Answer(302, [("Location", target.format(port=server.port("127.0.52.2")))]))
        failed(await fetcher.fetch(a_feed(server.url("/feed"))), FailureKind.REFUSED_ADDRESS)
    assert server.connections == 1


async def test_rule_13_what_is_listed_is_open_to_that_host_alone() -> None:
    resolver = StubResolver(mine_test=["127.0.53.1"], other_test=["127.0.53.1"])
    async with (
        FeedServer(hosts=("127.0.53.1",)) as server,
        fetching(allow_private_hosts=("Mine.Test",), resolver=resolver) as fetcher,
    ):
        server.on("/feed", Answer(200, [], rss("one")))
        assert isinstance(await fetcher.fetch(a_feed(server.url("/feed", name="mine.test"))), Fetched)
        for url in (server.url("/feed", name="other.test"), server.url("/feed")):
            failed(await fetcher.fetch(a_feed(url)), FailureKind.REFUSED_ADDRESS)
    assert len(server.requests) == 1


async def test_rule_13_listed_hosts_may_redirect_to_each_other() -> None:
    hosts = ("127.0.54.1", "127.0.54.2")
    async with FeedServer(hosts=hosts) as server, fetching(allow_private_hosts=("127.0.54.0/24",)) as fetcher:
        server.on("/feed", Answer(302, [("Location", server.url("/there", host=hosts[1]))]))
        server.on("/there", Answer(200, [], rss("one")))
        assert isinstance(await fetcher.fetch(a_feed(server.url("/feed"))), Fetched)


async def test_rule_13_behind_a_proxy_spelled_addresses_are_still_refused() -> None:
    async with FeedServer() as proxy, fetching(allow_private_hosts=(), proxy=proxy.url("")) as fetcher:
        spelled = ("127.1", "2130706433", "0x7f.0.0.1", "017700000001", "0xa9fea9fe")
        for host in ("10.0.0.1", "localhost", "a.localhost", "[::1]", *spelled):
            failed(await fetcher.fetch(a_feed(f"http://{host}/feed")), FailureKind.REFUSED_ADDRESS)
        assert proxy.connections == 0


# Rule 14: schemes


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://a.test/x", "gopher://a.test/", "feed", "//a.test/feed", "http://", "http://[::1",
     "http://a.test:99999/", "http://a b.test/", "http://\u2028/", "http://a.test\x00/", "http://a%00b.test/"],
)  # fmt: skip
async def test_rule_14_nothing_but_http_and_https_is_fetched(url: str) -> None:
    resolver = StubResolver()
    async with fetching(resolver=resolver) as fetcher:
        failed(await fetcher.fetch(a_feed(url)), FailureKind.BAD_URL)
    assert resolver.asked == []


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "ftp://127.0.0.1/x", "javascript:alert(1)", "http://[::1", "http://a\x01b/", "", "/feed",
     b"/caf\xe9", b"/caf\xc3\xa9"],
)  # fmt: skip
async def test_rule_14_redirects_that_lead_nowhere_are_refused(location: str | bytes) -> None:
    async with FeedServer() as server, fetching() as fetcher:
        server.on("/feed", Answer(302, [("Location", location)]))
        server.on("/caf*", Answer(302, [("Location", "/feed")]))
        failed(await fetcher.fetch(a_feed(server.url("/feed"))), FailureKind.REDIRECTS)
    assert len(server.of("/feed")) == 1


async def test_redirects_end_whether_they_circle_or_go_on_for_ever() -> None:
    async def onwards(request: Request, _writer: asyncio.StreamWriter) -> Answer:
        return Answer(302, [("Location", f"{request.target}x")])

    async with FeedServer() as server, fetching() as fetcher:
        server.on("/a", Answer(301, [("Location", "/b")]))
        server.on("/b", Answer(301, [("Location", "/a")]))
        server.on("/on*", onwards)
        circle = failed(await fetcher.fetch(a_feed(server.url("/a"))), FailureKind.REDIRECTS)
        assert "circle" in circle.message
        assert len(server.requests) == 2
        failed(await fetcher.fetch(a_feed(server.url("/on"))), FailureKind.REDIRECTS)
        assert len(server.requests) == 2 + 11


# TLS


async def test_tls_is_verified_by_name_and_authority(monkeypatch: pytest.MonkeyPatch) -> None:
    resolver = StubResolver(feeds_test=["127.0.0.1"], other_test=["127.0.0.1"])
    async with FeedServer(tls=tls_server_context()) as server:
        server.on("/feed", Answer(200, [("ETag", '"1"')], rss("one")), Answer(304))
        good, other = (server.url("/feed", name=name) for name in ("feeds.test", "other.test"))
        async with fetching(resolver=resolver) as fetcher:
            unknown = failed(await fetcher.fetch(a_feed(good)), FailureKind.TLS)
            assert "self-signed" in unknown.message
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "feeds.test.pem"))
        async with fetching(resolver=resolver) as fetcher:
            first = await fetcher.fetch(a_feed(good))
            assert isinstance(first, Fetched)
            second = await fetcher.fetch(a_feed(good, validators=first.validators))
            assert isinstance(second, NotModified)
            wrong = failed(await fetcher.fetch(a_feed(other)), FailureKind.TLS)
            assert "another host" in wrong.message
    assert len(server.requests) == 2


async def test_tls_a_server_that_speaks_no_tls_says_so() -> None:
    async def plainly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(plainly, "127.0.0.1", 0) as server, fetching() as fetcher:
        url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/feed"
        assert "speaks https" in failed(await fetcher.fetch(a_feed(url)), FailureKind.TLS).message


async def test_tls_an_expired_certificate_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "expired.feeds.test.pem"))
    resolver = StubResolver(feeds_test=["127.0.0.1"])
    async with (
        FeedServer(tls=tls_server_context("expired.feeds.test.pem")) as server,
        fetching(resolver=resolver) as fetcher,
    ):
        outcome = failed(await fetcher.fetch(a_feed(server.url("/feed", name="feeds.test"))), FailureKind.TLS)
    assert "expired" in outcome.message


# Rule 19: secrets


def leaks(fetched: object, log: pytest.LogCaptureFixture, *secrets: str) -> list[str]:
    seen = repr(fetched) + log.text + repr([record.__dict__ for record in log.records])
    return [secret for secret in secrets if secret in seen]


async def test_rule_19_user_and_password_are_sent_to_their_origin_and_shown_nowhere(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    async with FeedServer(hosts=("127.0.55.1", "127.0.55.2")) as server, fetching() as fetcher:
        away = server.url("/away", host="127.0.55.2")
        server.on("/feed", Answer(302, [("Location", "/near")]))
        server.on("/near", Answer(302, [("Location", away)]))
        server.on("/away", Answer(200, [("ETag", '"1"')], rss("one")))
        url = server.url("/feed").replace("//", "//joe:s3cr3t%2Fpw@")
        outcome = await fetcher.fetch(a_feed(url))
        missing = await fetcher.fetch(a_feed(url.replace("/feed", "/none")))
    basic = b"Basic am9lOnMzY3IzdC9wdw=="
    assert [request.header("Authorization") for request in server.requests[:3]] == [basic, basic, None]
    assert b"s3cr3t" not in b"".join(request.raw for request in server.requests)
    assert isinstance(outcome, Fetched)
    assert outcome.hops[0].url == server.url("/feed")
    assert leaks([asdict(outcome), asdict(missing)], caplog, "s3cr3t", "am9lOnMzY3I") == []


async def test_rule_19_what_the_environment_fills_in_comes_back_as_its_name(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    env = {"FEED_KEY": "k3y/with+odd chars", "TOKEN": "t0k3n-value\n"}
    async with FeedServer(hosts=("127.0.56.1", "127.0.56.2")) as server, fetching(env=env) as fetcher:

        async def echo(request: Request, _writer: asyncio.StreamWriter) -> Answer:
            seen = request.header("X-Api-Key") or b"none"
            return Answer(302, [("Location", f"/next?echo={seen.decode()}&{request.target.partition('?')[2]}")])

        server.on("/feed", echo)
        server.on("/next", Answer(200, [("Link", "</x?t0k3n-value>"), ("ETag", '"1"')], rss("one")), Answer(500))
        headers = (("X-Api-Key", "${TOKEN}"), ("Host", "evil.test"), ("Accept-Encoding", "br"), ("Accept", "text/x"))
        feed = a_feed(server.url("/feed?key=${FEED_KEY}"), headers=headers)
        outcome = await fetcher.fetch(feed)
        broken = await fetcher.fetch(feed)
    assert isinstance(outcome, Fetched), outcome
    first = server.requests[0]
    assert first.header("X-Api-Key") == b"t0k3n-value"
    assert first.all("Host") == [f"127.0.56.1:{server.port()}".encode()]
    assert first.all("Accept-Encoding") == [b"gzip"]
    assert first.all("Accept") == [b"text/x"]
    assert b"k3y" in first.raw
    assert outcome.hops[0].url == feed.url
    assert "echo=${TOKEN}" in outcome.url
    assert outcome.validators is not None
    assert leaks([asdict(outcome), asdict(broken)], caplog, "t0k3n", "k3y/", "k3y%2F", "odd") == []


async def test_rule_19_secret_parameters_written_out_are_masked() -> None:
    async with FeedServer() as server, fetching() as fetcher:
        server.on("/feed", Answer(200, [("ETag", '"1"')], rss("one")), Answer(304))
        feed = a_feed(server.url("/feed?lang=en&access_token=abcdef"))
        outcome = await fetcher.fetch(feed)
        assert isinstance(outcome, Fetched)
        assert outcome.url == server.url("/feed?lang=en&access_token=***")
        again = await fetcher.fetch(a_feed(feed.url, validators=outcome.validators))
        assert isinstance(again, NotModified)
    assert all(request.target == "/feed?lang=en&access_token=abcdef" for request in server.requests)


async def test_rule_19_a_variable_that_is_not_set_is_named_and_nothing_is_sent() -> None:
    async with FeedServer() as server, fetching(env={"EMPTY": ""}) as fetcher:
        for text in ("${NOT_SET}", "${EMPTY}"):
            by_url = failed(await fetcher.fetch(a_feed(server.url(f"/feed?k={text}"))), FailureKind.BAD_URL)
            by_header = await fetcher.fetch(a_feed(server.url("/feed"), headers=(("X-Key", text),)))
            assert text[2:-1] in by_url.message
            assert text[2:-1] in failed(by_header, FailureKind.BAD_URL).message
    assert server.requests == []


@pytest.mark.parametrize("name", ["", "A B", "A:B", "A\nB", "ключ"])
async def test_a_header_that_cannot_be_sent_is_named(name: str) -> None:
    async with FeedServer() as server, fetching(env={"V": "two\nlines"}) as fetcher:
        failed(await fetcher.fetch(a_feed(server.url("/feed"), headers=((name, "x"),))), FailureKind.BAD_URL)
        failed(await fetcher.fetch(a_feed(server.url("/feed"), headers=(("X", "${V}"),))), FailureKind.BAD_URL)
    assert server.requests == []


# Proxies


async def test_a_proxy_gets_the_requests_with_its_own_password(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with FeedServer() as proxy:
        address = proxy.url("").replace("//", "//joe:${PROXY_PW}@")
        async with fetching(
            allow_private_hosts=False, proxy=address, env={"PROXY_PW": "pr0xypw"}, resolver=StubResolver()
        ) as fetcher:
            proxy.on("http://feeds.test/feed", Answer(200, [], rss("one")))
            proxy.on("feeds.test:443", Answer(403))
            outcome = await fetcher.fetch(a_feed("http://feeds.test/feed"))
            tunnel = failed(await fetcher.fetch(a_feed("https://feeds.test/feed")), FailureKind.CONNECT)
    assert isinstance(outcome, Fetched)
    assert proxy.requests[0].header("Proxy-Authorization") == b"Basic am9lOnByMHh5cHc="
    assert proxy.requests[1].method == "CONNECT"
    assert "poll.proxy" in tunnel.message
    assert leaks([outcome, tunnel], caplog, "pr0xypw", "am9lOnBy") == []


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "nonsense", "http://[::1", "http://${NO_PROXY_SET}/"])
async def test_a_proxy_that_cannot_be_used_is_named(proxy: str) -> None:
    async with fetching(proxy=proxy) as fetcher:
        outcome = failed(await fetcher.fetch(a_feed("http://feeds.test/feed")), FailureKind.BAD_URL)
    assert "poll.proxy" in outcome.message or "NO_PROXY_SET" in outcome.message


# Connections do not pile up


async def test_connections_to_many_hosts_are_closed_again() -> None:
    hosts = tuple(f"127.0.57.{at}" for at in range(1, 101))
    async with FeedServer(hosts=hosts) as server, fetching() as fetcher:
        server.on("/feed", Answer(200, [], rss("one")))
        outcomes = [await fetcher.fetch(a_feed(server.url("/feed", host=host))) for host in hosts]
        await asyncio.sleep(0.05)
        assert all(isinstance(outcome, Fetched) for outcome in outcomes)
        assert server.connected <= 65


async def test_a_bug_in_watcher_is_a_failure_of_that_feed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "s3cr3t"

    async def broken(self: FeedFetcher, trip: object) -> None:
        raise ZeroDivisionError(secret)

    monkeypatch.setattr(FeedFetcher, "_walk", broken)
    async with fetching() as fetcher:
        outcome = failed(await fetcher.fetch(a_feed("http://joe:s3cr3t@a.test/")), FailureKind.CRASH)
    assert "ZeroDivisionError" in outcome.message
    assert "ZeroDivisionError" in caplog.text
    assert leaks(outcome, caplog, "s3cr3t") == []


async def test_validators_of_a_feed_with_secrets_match_across_restarts() -> None:
    async with FeedServer() as server, fetching(env={"K": "one-key"}) as fetcher:
        server.on("/one-key/feed", Answer(200, [("ETag", '"1"')], rss("one")), Answer(304))
        feed = a_feed(server.url("/${K}/feed"))
        first = await fetcher.fetch(feed)
        assert isinstance(first, Fetched)
        assert first.validators == Validators(feed.url, b'"1"')
        assert isinstance(await fetcher.fetch(a_feed(feed.url, validators=first.validators)), NotModified)
