"""Rules 1 to 10 of docs/poller.md, as the servers see them."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from time import monotonic

import pytest

from tests.support.fetching import StubResolver, a_feed, fetching
from tests.support.server import Answer, FeedServer, Request, rss
from watcher.types import FailureKind, Fetched, FetchFailed, FetchOutcome, NotModified, Validators

LM = "Wed, 21 Oct 2015 07:28:00 GMT"


def fetched(outcome: FetchOutcome) -> Fetched:
    assert isinstance(outcome, Fetched), outcome
    return outcome


def failed(outcome: FetchOutcome) -> FetchFailed:
    assert isinstance(outcome, FetchFailed), outcome
    return outcome


def validators_of(request: Request) -> tuple[bytes | None, bytes | None]:
    return request.header("If-None-Match"), request.header("If-Modified-Since")


@pytest.mark.parametrize(
    ("etag", "modified"),
    [
        (b'"strong-1"', LM.encode()),
        (b'W/"weak/1:2"', None),
        (b'"5e1-9a-gzip"', None),
        (b"abc123", None),
        (b'"caf\xe9-\xc3\xa9\xff"', None),
        (None, b"Sun, 6 Nov 94 8:49:37 +0000"),
        (None, None),
    ],
)
async def test_rule_1_validators_come_back_byte_for_byte_and_none_is_invented(
    etag: bytes | None, modified: bytes | None
) -> None:
    given = [(name, value) for name, value in ((b"ETag", etag), (b"Last-Modified", modified)) if value is not None]
    async with FeedServer() as server, fetching() as fetcher:
        server.on("/feed", Answer(200, given, rss("one")))
        feed = a_feed(server.url("/feed"))
        first = fetched(await fetcher.fetch(feed))
        await fetcher.fetch(replace(feed, validators=first.validators))
    assert validators_of(server.requests[0]) == (None, None)
    assert validators_of(server.requests[1]) == (etag, modified)
    if not given:
        assert first.validators is None


async def test_rule_1_a_validator_that_happens_to_hold_a_secrets_letters_is_sent_back_as_it_came() -> None:
    async with FeedServer() as server, fetching(env={"KEY": "2026"}) as fetcher:
        modified = "Mon, 05 Jan 2026 10:00:00 GMT"
        server.on("/feed", Answer(200, [("ETag", '"2026-1"'), ("Last-Modified", modified)], rss("one")), Answer(304))
        url = server.url("/feed?key=${KEY}")
        first = fetched(await fetcher.fetch(a_feed(url)))
        await fetcher.fetch(a_feed(url, validators=first.validators))
    assert server.requests[1].header("If-None-Match") == b'"2026-1"'
    assert server.requests[1].header("If-Modified-Since") == modified.encode()


async def test_rule_1_an_empty_or_absurdly_long_validator_is_not_kept() -> None:
    async with FeedServer() as server, fetching() as fetcher:
        server.on("/feed", Answer(200, [("ETag", '"' + "x" * 8000 + '"'), ("Last-Modified", "")], rss("one")))
        assert fetched(await fetcher.fetch(a_feed(server.url("/feed")))).validators is None


async def test_rule_1_validators_go_to_the_url_that_gave_them_and_to_no_other() -> None:
    async with FeedServer(hosts=("127.0.40.1", "127.0.40.2")) as server, fetching() as fetcher:
        there = server.url("/there", host="127.0.40.2")
        server.on("/here", Answer(302, [("Location", there)]))
        server.on("/there", Answer(200, [("ETag", '"there"')], rss("one")))
        feed = a_feed(server.url("/here"))
        first = fetched(await fetcher.fetch(feed))
        assert first.validators == Validators(there, b'"there"')
        await fetcher.fetch(replace(feed, validators=first.validators))
        await fetcher.fetch(replace(feed, validators=Validators(feed.url, b'"here"')))
    assert [request.header("If-None-Match") for request in server.of("/here")] == [None, None, b'"here"']
    assert [request.header("If-None-Match") for request in server.of("/there")] == [None, b'"there"', None]


async def test_rule_2_a_304_updates_what_it_brings_and_keeps_the_rest() -> None:
    async with FeedServer() as server, fetching() as fetcher:
        server.on("/feed", Answer(304, [("ETag", '"new"'), ("Cache-Control", "max-age=60")]), Answer(304))
        feed = a_feed(server.url("/feed"), validators=Validators(server.url("/feed"), b'"old"', LM.encode()))
        first = await fetcher.fetch(feed)
        assert isinstance(first, NotModified)
        assert first.validators == Validators(feed.url, b'"new"', LM.encode())
        assert (b"cache-control", b"max-age=60") in first.headers
        second = await fetcher.fetch(replace(feed, validators=first.validators))
        assert isinstance(second, NotModified)
        assert second.validators == first.validators


async def test_rule_2_a_200_replaces_both_validators() -> None:
    async with FeedServer() as server, fetching() as fetcher:
        server.on("/feed", Answer(200, [("ETag", '"2"')], rss("one")), Answer(200, [], rss("one")))
        feed = a_feed(server.url("/feed"), validators=Validators(server.url("/feed"), b'"1"', LM.encode()))
        assert fetched(await fetcher.fetch(feed)).validators == Validators(feed.url, b'"2"')
        assert fetched(await fetcher.fetch(feed)).validators is None


async def test_a_304_that_nothing_was_compared_with_is_no_answer() -> None:
    async with FeedServer() as server, fetching() as fetcher:
        server.on("/feed", Answer(304))
        outcome = failed(await fetcher.fetch(a_feed(server.url("/feed"))))
    assert outcome.kind is FailureKind.PROTOCOL
    assert outcome.status == 304


@pytest.mark.parametrize("status", [429, 503])
async def test_rule_5_retry_after_is_told_and_holds_for_the_whole_host(status: int) -> None:
    async with FeedServer(hosts=("127.0.41.1", "127.0.41.2")) as server, fetching() as fetcher:
        server.on("/busy", Answer(status, [("Retry-After", "7200")]))
        server.on("/feed", Answer(200, [], rss("one")))
        outcome = failed(await fetcher.fetch(a_feed(server.url("/busy"))))
        assert outcome.retry_at is not None
        assert outcome.retry_at - outcome.at == timedelta(hours=2)
        assert outcome.retry_host == "127.0.41.1"
        held = failed(await fetcher.fetch(a_feed(server.url("/feed"))))
        assert held.kind is FailureKind.RATE_LIMITED
        assert held.retry_at == outcome.retry_at
        assert held.hops == ()
        fetched(await fetcher.fetch(a_feed(server.url("/feed", host="127.0.41.2"))))
    assert [request.host for request in server.of("/feed")] == ["127.0.41.2"]


async def test_rule_5_a_hold_of_an_earlier_process_is_kept_and_a_short_one_waited_for() -> None:
    async with FeedServer() as server, fetching() as fetcher:
        server.on("/feed", Answer(200, [], rss("one")))
        server.on("/busy", Answer(503, [("Retry-After", "1")]))
        await fetcher.fetch(a_feed(server.url("/busy")))
        fetched(await fetcher.fetch(a_feed(server.url("/feed"))))
        busy, feed = server.requests
        assert feed.started - busy.started >= 0.95
        now = failed(await fetcher.fetch(a_feed("http://127.0.0.1:0/"))).at
        fetcher.hold_host("127.0.0.1", now + timedelta(hours=1))
        assert failed(await fetcher.fetch(a_feed(server.url("/feed")))).retry_at == now + timedelta(hours=1)


async def test_rule_6_one_request_at_a_time_spaced_from_start_to_start_whatever_the_port() -> None:
    async with (
        FeedServer() as server,
        FeedServer() as other_port,
        fetching(host_delay=timedelta(seconds=0.15)) as fetcher,
    ):
        for each in (server, other_port):
            each.on("/feed*", Answer(200, [], rss("one"), delay=0.05))
        urls = [each.url(f"/feed{at}") for at in range(3) for each in (server, other_port)]
        await asyncio.gather(*(fetcher.fetch(a_feed(url)) for url in urls))
    requests = sorted(server.requests + other_port.requests, key=lambda request: request.started)
    assert len(requests) == 6
    gaps = [after.started - before.started for before, after in pairwise(requests)]
    assert min(gaps) >= 0.12
    assert all(
        before.ended is not None and before.ended <= after.started + 0.01 for before, after in pairwise(requests)
    )


async def test_rule_6_the_host_sees_the_delay_also_after_a_slow_look_up() -> None:
    class SlowAtFirst(StubResolver):
        async def __call__(self, host: str, port: int) -> list[str]:
            await asyncio.sleep(0 if self.asked else 0.25)
            return list(map(str, await super().__call__(host, port)))

    resolver = SlowAtFirst(feeds_test=["127.0.0.1"])
    async with FeedServer() as server, fetching(host_delay=timedelta(seconds=0.3), resolver=resolver) as fetcher:
        server.on("/feed*", Answer(200, [], rss("one")))
        port = server.url("/").rsplit(":", 1)[1].strip("/")
        await asyncio.gather(*(fetcher.fetch(a_feed(f"http://feeds.test:{port}/feed{at}")) for at in range(3)))
    first, second, third = sorted(request.started for request in server.requests)
    assert second - first >= 0.27
    assert third - second >= 0.27


async def test_rule_6_a_busy_host_holds_up_no_other_even_when_all_is_nearly_full() -> None:
    hosts = ("127.0.42.1", "127.0.42.2")
    async with FeedServer(hosts=hosts) as server, fetching(concurrency=2) as fetcher:
        server.on("/slow", Answer(200, [], rss("one"), delay=0.4))
        server.on("/quick", Answer(200, [], rss("one")))
        slow = [asyncio.create_task(fetcher.fetch(a_feed(server.url("/slow")))) for _ in range(3)]
        await asyncio.sleep(0.05)
        began = monotonic()
        await fetcher.fetch(a_feed(server.url("/quick", host=hosts[1])))
        assert monotonic() - began < 0.3
        await asyncio.gather(*slow)


async def test_rule_6_the_concurrency_of_a_host_and_of_all_is_bounded() -> None:
    hosts = tuple(f"127.0.43.{at}" for at in range(1, 5))
    async with FeedServer(hosts=hosts) as server, fetching(concurrency=5, host_concurrency=2) as fetcher:
        together = 0
        most = 0

        async def slow(_request: Request, _writer: asyncio.StreamWriter) -> Answer:
            nonlocal together, most
            together += 1
            most = max(most, together)
            await asyncio.sleep(0.03)
            together -= 1
            return Answer(200, [], rss("one"))

        server.on("/feed*", slow)
        urls = [server.url(f"/feed{at}", host=host) for at in range(6) for host in hosts]
        outcomes = await asyncio.gather(*(fetcher.fetch(a_feed(url)) for url in urls))
    assert all(isinstance(outcome, Fetched) for outcome in outcomes)
    assert max(server.open_most.values()) == 2
    assert most == 5


async def test_rule_6_redirect_hops_take_their_turn_too() -> None:
    hosts = tuple(f"127.0.44.{at}" for at in range(1, 6))
    async with FeedServer(hosts=hosts) as server, fetching() as fetcher:
        server.on("/to/*", Answer(302, [("Location", server.url("/common", host=hosts[0]))]))
        server.on("/common", Answer(200, [], rss("one"), delay=0.05))
        await asyncio.gather(*(fetcher.fetch(a_feed(server.url("/to/x", host=host))) for host in hosts[1:]))
    assert len(server.of("/common")) == 4
    assert server.open_most[hosts[0]] == 1


async def test_rule_6_hosts_that_redirect_to_each_other_do_not_block_each_other() -> None:
    hosts = ("127.0.45.1", "127.0.45.2")
    async with FeedServer(hosts=hosts) as server, fetching(concurrency=1) as fetcher:
        for here, there in (hosts, hosts[::-1]):
            server.on(f"/from{here}", Answer(302, [("Location", server.url("/feed", host=there))], delay=0.05))
        server.on("/feed", Answer(200, [], rss("one")))
        async with asyncio.timeout(3):
            outcomes = await asyncio.gather(
                *(fetcher.fetch(a_feed(server.url(f"/from{host}", host=host))) for host in hosts)
            )
    assert all(isinstance(outcome, Fetched) for outcome in outcomes)


async def test_rule_7_every_byte_of_a_request_is_accounted_for() -> None:
    async with (
        FeedServer() as server,
        fetching(contact="mailto:desk@example.org", version="1.2") as fetcher,
    ):
        server.on("/feed", Answer(200, [("Set-Cookie", "sid=1; Path=/"), ("ETag", '"1"')], rss("one")))
        feed = a_feed(server.url("/feed?b=2&a=%7e1"))
        first = fetched(await fetcher.fetch(feed))
        await fetcher.fetch(replace(feed, validators=first.validators))
    expected = (
        f"GET /feed?b=2&a=%7e1 HTTP/1.1\r\n"
        f"Host: 127.0.0.1:{server.port()}\r\n"
        "User-Agent: watcher/1.2 (feed monitor; mailto:desk@example.org)\r\n"
        "Accept-Encoding: gzip\r\n"
        "Accept: application/atom+xml, application/rss+xml, application/feed+json;q=0.9, application/rdf+xml;q=0.9, "
        "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.5\r\n"
    )
    assert server.requests[0].raw.decode() == expected + "\r\n"
    assert server.requests[1].raw.decode() == expected + 'If-None-Match: "1"\r\nA-IM: feed\r\n\r\n'
    assert not any(name == b"set-cookie" for name, _ in first.headers)


async def test_rule_7_a_contact_cannot_break_out_of_the_user_agent() -> None:
    async with FeedServer() as server, fetching(contact="Zoë (desk) <z@example.org>\\") as fetcher:
        await fetcher.fetch(a_feed(server.url("/feed")))
    agent = server.requests[0].header("User-Agent")
    assert agent == b"watcher (feed monitor; Zo%C3%AB desk %3Cz@example.org%3E)"


@pytest.mark.parametrize(
    ("statuses", "moved"), [((301,), True), ((308, 301), True), ((302,), False), ((301, 307), False), ((303,), False)]
)
async def test_rule_8_only_a_chain_of_permanent_redirects_reports_a_move(
    statuses: tuple[int, ...], moved: bool
) -> None:
    async with FeedServer() as server, fetching() as fetcher:
        for at, status in enumerate(statuses):
            server.on(f"/hop{at}", Answer(status, [("Location", f"/hop{at + 1}")]))
        last = f"/hop{len(statuses)}"
        server.on(last, Answer(200, [("ETag", '"1"')], rss("one")), Answer(304))
        feed = a_feed(server.url("/hop0"))
        first = fetched(await fetcher.fetch(feed))
        second = await fetcher.fetch(replace(feed, validators=first.validators))
    expected = server.url(last) if moved else None
    assert first.moved_to == expected
    assert isinstance(second, NotModified)
    assert second.moved_to == expected
    assert [hop.status for hop in first.hops] == [*statuses, 200]
    assert first.hops[0].permanent == (statuses[0] in (301, 308))
    assert first.url == server.url(last)


async def test_rule_8_a_move_that_would_lose_or_leak_credentials_is_not_reported() -> None:
    async with FeedServer(hosts=("127.0.46.1", "127.0.46.2")) as server, fetching(env={"T": "s3cr3t"}) as fetcher:
        server.on("/old", Answer(301, [("Location", "/new")]))
        server.on("/far", Answer(301, [("Location", server.url("/new", host="127.0.46.2"))]))
        server.on("/keyed", Answer(301, [("Location", "/new?token=abcdef")]))
        server.on("/filled", Answer(301, [("Location", "/new?q=s3cr3t")]))
        server.on("/new", Answer(200, [], rss("one")))
        with_user = server.url("/old").replace("//", "//joe:pw@")
        assert fetched(await fetcher.fetch(a_feed(with_user))).moved_to is None
        headers = (("Authorization", "Bearer ${T}"),)
        assert fetched(await fetcher.fetch(a_feed(server.url("/far"), headers=headers))).moved_to is None
        assert fetched(await fetcher.fetch(a_feed(server.url("/old"), headers=headers))).moved_to == server.url("/new")
        assert fetched(await fetcher.fetch(a_feed(server.url("/keyed")))).moved_to is None
        filled = fetched(await fetcher.fetch(a_feed(server.url("/filled?q=${T}"))))
        assert filled.moved_to == server.url("/new?q=${T}")


async def test_rule_8_an_address_with_a_mask_in_it_is_never_taken_over() -> None:
    async with FeedServer() as server, fetching() as fetcher:
        server.on("/old", Answer(301, [("Location", "/new/k3y-written-out")]))
        server.on("/new/k3y-written-out", Answer(200, [], rss("one")))
        outcome = fetched(await fetcher.fetch(a_feed(server.url("/old?api_key=k3y-written-out"))))
        assert (outcome.url, outcome.moved_to) == (server.url("/new/***"), None)
        server.on("/old", Answer(301, [("Location", "/politics")]))
        server.on("/politics", Answer(200, [], rss("one")))
        outcome = fetched(await fetcher.fetch(a_feed(server.url("/old?key=politics"))))
        assert outcome.moved_to == server.url("/politics"), "a word is no secret"


async def test_rule_9_a_410_is_the_feeds_own_only_where_no_temporary_redirect_led_there() -> None:
    async with FeedServer() as server, fetching() as fetcher:
        server.on("/gone", Answer(410))
        server.on("/301", Answer(301, [("Location", "/gone")]))
        server.on("/302", Answer(302, [("Location", "/gone")]))
        kinds = [failed(await fetcher.fetch(a_feed(server.url(path)))).kind for path in ("/gone", "/301", "/302")]
    assert kinds == [FailureKind.GONE, FailureKind.GONE, FailureKind.NOT_FOUND]


async def test_rule_10_a_delta_is_asked_for_with_an_etag_only_and_is_partial() -> None:
    async with FeedServer() as server, fetching() as fetcher:
        server.on("/feed", Answer(226, [("ETag", '"2"'), ("IM", "feed")], rss("new")))
        url = server.url("/feed")
        outcome = fetched(await fetcher.fetch(a_feed(url, validators=Validators(url, b'"1"'))))
        assert outcome.partial
        assert outcome.validators == Validators(url, b'"2"')
        unasked = failed(await fetcher.fetch(a_feed(url, validators=Validators(url, None, LM.encode()))))
        assert unasked.kind is FailureKind.PROTOCOL
    assert [request.header("A-IM") for request in server.requests] == [b"feed", None]


async def test_connections_are_kept_and_one_that_the_server_gave_up_is_replaced_silently() -> None:
    async with FeedServer() as server, fetching() as fetcher:

        async def hang_up(_request: Request, writer: asyncio.StreamWriter) -> None:
            writer.close()

        server.on("/feed", Answer(200, [], rss("one")))
        feed = a_feed(server.url("/feed"))
        for _ in range(3):
            fetched(await fetcher.fetch(feed))
        assert server.connections == 1
        server.on("/feed", hang_up, Answer(200, [], rss("one")))
        fetched(await fetcher.fetch(feed))
        assert server.connections == 2
        assert len(server.requests) == 5


async def test_a_fresh_connection_that_the_server_closes_is_a_failure_and_not_asked_twice() -> None:
    async with FeedServer() as server, fetching() as fetcher:

        async def hang_up(_request: Request, writer: asyncio.StreamWriter) -> None:
            writer.close()

        server.on("/feed", hang_up)
        outcome = failed(await fetcher.fetch(a_feed(server.url("/feed"))))
    assert outcome.kind is FailureKind.PROTOCOL
    assert "without an answer" in outcome.message
    assert len(server.requests) == 1


async def test_options_can_change_while_requests_wait() -> None:
    async with FeedServer() as server, fetching(host_concurrency=1, contact="old@example.org") as fetcher:
        server.on("/feed*", Answer(200, [], rss("one"), delay=0.2))
        waiting = [asyncio.create_task(fetcher.fetch(a_feed(server.url(f"/feed{at}")))) for at in range(4)]
        await asyncio.sleep(0.05)
        fetcher.reconfigure(
            replace(fetcher.options, host_concurrency=3, contact="new@example.org", allow_private_hosts=("127.0.0.1",))
        )
        began = monotonic()
        outcomes = await asyncio.gather(*waiting)
        assert monotonic() - began < 0.5
        fetcher.reconfigure(replace(fetcher.options, allow_private_hosts=False))
        refused = failed(await fetcher.fetch(a_feed(server.url("/feed9"))))
    assert all(isinstance(outcome, Fetched) for outcome in outcomes)
    assert refused.kind is FailureKind.REFUSED_ADDRESS
    agents = [request.header("User-Agent") for request in server.requests]
    assert b"old@example.org" in (agents[0] or b"")
    assert all(b"new@example.org" in (agent or b"") for agent in agents[1:])


async def test_a_name_with_several_addresses_is_reached_at_the_one_that_answers() -> None:
    resolver = StubResolver(feeds_test=["::1", "127.0.47.9", "127.0.47.1"])
    async with FeedServer(hosts=("127.0.47.1",)) as server, fetching(resolver=resolver) as fetcher:
        server.on("/feed", Answer(200, [], rss("one")))
        outcome = fetched(await fetcher.fetch(a_feed(server.url("/feed", name="feeds.test"))))
    assert outcome.body == rss("one")
    assert server.requests[0].header("Host") == f"feeds.test:{server.port()}".encode()


async def test_pages_are_fetched_as_robots_txt_allows() -> None:
    async with FeedServer(hosts=("127.0.48.1", "127.0.48.2", "127.0.48.3")) as server, fetching() as fetcher:

        async def robots(request: Request, _writer: asyncio.StreamWriter) -> Answer:
            return {
                "127.0.48.1": Answer(200, [], b"User-agent: watcher\nDisallow: /private/\n"),
                "127.0.48.2": Answer(404),
                "127.0.48.3": Answer(500),
            }[request.host]

        server.on("/robots.txt", robots)
        server.on("/private/page", Answer(200, [("Content-Type", "text/html")], b"<p>page"))
        server.on("/page", Answer(200, [("Content-Type", "text/html")], b"<p>page"))
        assert fetched(await fetcher.fetch_page(server.url("/page"))).body == b"<p>page"
        assert failed(await fetcher.fetch_page(server.url("/private/page"))).kind is FailureKind.FORBIDDEN
        fetched(await fetcher.fetch_page(server.url("/private/page"), robots=False))
        fetched(await fetcher.fetch_page(server.url("/private/page", host="127.0.48.2")))
        closed = failed(await fetcher.fetch_page(server.url("/page", host="127.0.48.3")))
        assert "robots.txt" in closed.message
        small = failed(await fetcher.fetch_page(server.url("/page"), max_body=3))
        assert small.kind is FailureKind.TOO_LARGE
    asked = [(request.host, request.path) for request in server.requests]
    assert asked.count(("127.0.48.1", "/robots.txt")) == 1
    assert ("127.0.48.3", "/page") not in asked
