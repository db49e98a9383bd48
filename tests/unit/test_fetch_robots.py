"""robots.txt for pages (RFC 9309)."""

from datetime import UTC, datetime, timedelta

import pytest

from watcher.feeds.fetch import robots as robots_module
from watcher.feeds.fetch.robots import KEPT, KEPT_FAILURE, Robots
from watcher.types import FailureKind, Fetched, FetchFailed, FetchOutcome, NotModified

NOW = datetime(2026, 1, 1, tzinfo=UTC)
NONE = timedelta(0)


def rules(text: bytes) -> Fetched:
    return Fetched(200, "http://a.test/robots.txt", (), text, "", None, (), NOW, NONE, len(text))


def failure(kind: FailureKind, status: int | None) -> FetchFailed:
    return FetchFailed(kind, "No.", NOW, NONE, status)


class Site:
    def __init__(self, outcome: FetchOutcome) -> None:
        self.outcome = outcome
        self.asked: list[str] = []
        self.seconds = 0.0
        self.robots = Robots(self.read, lambda: self.seconds, agent="watcher")

    async def read(self, url: str) -> FetchOutcome:
        self.asked.append(url)
        return self.outcome


@pytest.mark.parametrize(
    ("outcome", "allowed"),
    [
        (rules(b""), True),
        (rules(b"User-agent: *\nDisallow: /"), False),
        (rules(b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /page"), False),
        (rules(b"User-agent: watcher\nAllow: /page\nDisallow: /\n\nUser-agent: *\nDisallow: /"), True),
        (rules(b"User-agent: other\nDisallow: /"), True),
        (rules(b"\xff\xfe<html>no rules</html>"), True),
        (failure(FailureKind.NOT_FOUND, 404), True),
        (failure(FailureKind.FORBIDDEN, 403), True),
        (failure(FailureKind.RATE_LIMITED, 429), False),
        (failure(FailureKind.SERVER, 500), False),
        (failure(FailureKind.DNS, None), False),
        (NotModified("", (), None, (), NOW, NONE), False),
    ],
)
async def test_what_a_sites_answer_allows(outcome: FetchOutcome, allowed: bool) -> None:
    site = Site(outcome)
    assert await site.robots.allows("https://joe:pw@a.test:8443/page?x=1") is allowed
    assert site.asked == ["https://a.test:8443/robots.txt"]


@pytest.mark.parametrize(("outcome", "kept"), [(rules(b""), KEPT), (failure(FailureKind.SERVER, 500), KEPT_FAILURE)])
async def test_an_answer_is_used_for_a_while(outcome: FetchOutcome, kept: float) -> None:
    site = Site(outcome)
    for seconds in (0, kept - 1, kept, kept + 1):
        site.seconds = seconds
        await site.robots.allows("https://a.test/page")
    assert len(site.asked) == 2


async def test_only_so_many_sites_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(robots_module, "_MAX_SITES", 2)
    site = Site(rules(b""))
    for host in ("a", "b", "a", "c", "b"):
        await site.robots.allows(f"https://{host}.test/page")
    assert [url[8] for url in site.asked] == ["a", "b", "c", "b"]


async def test_what_could_not_be_read_says_why_and_what_forbids_says_nothing() -> None:
    down = failure(FailureKind.SERVER, 500)
    site = Site(down)
    assert site.robots.unreadable("https://a.test/page") is None
    assert not await site.robots.allows("https://a.test/page")
    assert site.robots.unreadable("https://a.test/other") == down
    site = Site(rules(b"User-agent: *\nDisallow: /"))
    assert not await site.robots.allows("https://a.test/page")
    assert site.robots.unreadable("https://a.test/page") is None


async def test_a_host_that_was_not_asked_is_asked_as_soon_as_it_may_be() -> None:
    until = NOW + timedelta(minutes=1)
    site = Site(FetchFailed(FailureKind.RATE_LIMITED, "Wait.", NOW, NONE, retry_at=until, retry_host="a.test"))
    assert not await site.robots.allows("https://a.test/page")
    unreadable = site.robots.unreadable("https://a.test/page")
    assert unreadable is not None
    assert unreadable.retry_at == until
    site.outcome = rules(b"")
    assert await site.robots.allows("https://a.test/page")
