"""Pages: whose robots.txt is kept to, and what a stranger's URL never gets; moves that are none."""

import pytest

from tests.support.fetching import CERTIFICATES, StubResolver, a_feed, fetching, tls_server_context
from tests.support.server import Answer, FeedServer, rss
from watcher.types import FailureKind, Fetched, FetchFailed, FetchOutcome

HTML = [("Content-Type", "text/html")]
ENV = {"TOKEN": "s3cret-t0ken"}


def why(outcome: FetchOutcome) -> FailureKind:
    assert isinstance(outcome, FetchFailed), outcome
    return outcome.kind


@pytest.mark.parametrize("path", ["/page/${TOKEN}", "/page?x=${TOKEN}"])
async def test_names_in_a_foreign_url_are_text(path: str) -> None:
    async with FeedServer() as server, fetching(env=ENV) as fetcher:
        server.on("/page*", Answer(200, HTML, b"<p>x"))
        assert isinstance(await fetcher.fetch_page(server.url(path), foreign=True), Fetched)
        assert isinstance(await fetcher.fetch_page(server.url(path)), Fetched)
    stranger, own = [request for request in server.requests if request.path.startswith("/page")]
    assert b"s3cret" not in stranger.raw
    assert b"s3cret" in own.raw


async def test_a_names_value_never_becomes_part_of_a_strangers_host() -> None:
    async with fetching(env={"TOKEN": "127.0.0.1"}) as fetcher:
        outcome = await fetcher.fetch_page("http://${TOKEN}:9/page", foreign=True)
    assert why(outcome) is FailureKind.BAD_URL


@pytest.mark.parametrize("target", ["/new?x=${TOKEN}", "/new/${TOKEN}", "/new?${TOKEN}"])
async def test_a_redirects_target_with_a_name_in_it_is_never_written_to_the_configuration(target: str) -> None:
    """Taken over as the feed's URL, the name would be filled in at the next poll, and its value sent."""
    async with FeedServer() as server, fetching(env=ENV) as fetcher:
        server.on("/old", Answer(301, [("Location", target)]))
        server.on("/new*", Answer(200, [], rss("one")))
        outcome = await fetcher.fetch(a_feed(server.url("/old")))
        assert isinstance(outcome, Fetched)
        assert "${" not in (outcome.moved_to or "")
    assert all(b"s3cret" not in request.raw for request in server.requests)


@pytest.mark.parametrize(("middle", "moved"), [("secure", True), ("plain", False)])
async def test_a_move_that_passes_by_plain_http_is_none(
    monkeypatch: pytest.MonkeyPatch, middle: str, moved: bool
) -> None:
    """Followed it is, reported it is not: nothing goes from https to http (rule 8)."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "feeds.test.pem"))
    resolver = StubResolver(feeds_test=["127.0.52.1"])
    async with (
        FeedServer(hosts=("127.0.52.1",), tls=tls_server_context()) as secure,
        FeedServer(hosts=("127.0.52.1",)) as plain,
        fetching(resolver=resolver) as fetcher,
    ):
        servers = {"secure": secure, "plain": plain}
        new = secure.url("/new", name="feeds.test")
        secure.on("/old", Answer(301, [("Location", servers[middle].url("/middle", name="feeds.test"))]))
        servers[middle].on("/middle", Answer(301, [("Location", new)]))
        secure.on("/new", Answer(200, [], rss("one")))
        outcome = await fetcher.fetch(a_feed(secure.url("/old", name="feeds.test")))
    assert isinstance(outcome, Fetched)
    assert outcome.url == new
    assert outcome.moved_to == (new if moved else None)


async def test_what_robots_txt_forbids_is_told_from_what_it_could_not_say() -> None:
    async with FeedServer() as server, fetching() as fetcher:
        server.on("/robots.txt", Answer(200, [], b"User-agent: *\nDisallow: /a"))
        assert why(await fetcher.fetch_page(server.url("/a"))) is FailureKind.FORBIDDEN
    async with FeedServer() as server, fetching() as fetcher:
        server.on("/robots.txt", Answer(503))
        outcome = await fetcher.fetch_page(server.url("/a"))
        assert why(outcome) is FailureKind.SERVER
        assert isinstance(outcome, FetchFailed)
        assert "could not be read, so its pages are left alone: 127.0.0.1 has a fault" in outcome.message
    async with fetching() as fetcher:
        assert why(await fetcher.fetch_page("http://127.0.0.1:9/a")) is FailureKind.CONNECT


@pytest.mark.parametrize("url", ["", "/page", "ftp://a.example/", "http://"])
async def test_what_is_no_web_page_asks_for_no_robots_txt(url: str) -> None:
    async with fetching() as fetcher:
        assert why(await fetcher.fetch_page(url)) is FailureKind.BAD_URL
