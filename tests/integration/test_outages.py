"""Waits that hosts asked for, over restarts and redirects; an outage of our own, from its first line to its last."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.support.commands import Commands
from tests.support.program import running, write_config
from tests.support.server import Answer, FeedServer, rss

RSS = [("Content-Type", "application/rss+xml")]
HERE, THERE = "127.0.0.1", "127.0.61.2"
HOUR = Answer(503, [("Retry-After", "3600")])


@pytest.fixture
def watcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Commands:
    """The commands over this test's folder."""
    return Commands(tmp_path, monkeypatch, capsys)


# --------------------------------------------------------------------------------------------------------- Retry-After


async def test_a_host_that_asked_to_wait_is_not_asked_by_way_of_a_redirect_either(watcher: Commands) -> None:
    """The wait was stored by one process; the next one meets the host behind a redirect of another."""
    async with FeedServer(hosts=(HERE, THERE)) as server:
        server.on("/busy", HOUR)
        server.on("/redirects", Answer(302, [("Location", server.url("/feed", host=THERE))]))
        server.on("/feed", Answer(200, RSS, rss("One")))
        write_config(watcher.folder, [server.url("/busy", host=THERE)])
        assert (await watcher.poll())["failed"] == 1
        write_config(watcher.folder, [server.url("/redirects")])
        summary = await watcher.poll()
        assert summary["failed"] == 1
        assert f"{THERE} asked not to be contacted before" in summary["failures"][0]["error"]
        assert len(server.of("/redirects")) == 1
        assert server.of("/feed") == []
        [health] = await watcher.rows("feeds", "health")
        assert (health["consecutive_failures"], health["failure"]) == (0, "rate-limited")


async def test_a_service_knows_the_waits_of_the_one_before_it(watcher: Commands) -> None:
    async with FeedServer(hosts=(HERE, THERE)) as server:
        server.on("/busy", HOUR)
        server.on("/redirects", Answer(302, [("Location", server.url("/feed", host=THERE))]))
        server.on("/feed", Answer(200, RSS, rss("One")))
        config = write_config(watcher.folder, [server.url("/busy", host=THERE)])
        await watcher.poll()
        write_config(watcher.folder, [server.url("/redirects")])
        async with running(config) as service:
            await service.hears(f"{THERE} asked not to be contacted before")
            await service.ends_well()
        assert server.of("/feed") == []


async def test_a_page_on_a_host_that_asked_to_wait_waits(watcher: Commands) -> None:
    async with FeedServer(hosts=(HERE, THERE)) as server:
        server.on("/busy", HOUR)
        link = server.url("/page", host=THERE)
        item = f"<item><title>One</title><link>{link}</link></item>".encode()
        server.on("/feed", Answer(200, RSS, rss().replace(b"</channel>", item + b"</channel>")))
        write_config(watcher.folder, [])
        text = "".join(
            f'[[feed]]\nurl = "{url}"\nfull_text = true\n'
            for url in (server.url("/busy", host=THERE), server.url("/feed"))
        )
        (watcher.folder / "feeds.toml").write_text(text, encoding="utf-8")
        await watcher.poll()
        assert server.of("/page") == server.of("/robots.txt") == []
        pages = [row["pages"] for row in await watcher.rows("feeds", "health") if row["pages"]]
        assert [(page["waiting"], page["failed"]) for page in pages] == [(1, 0)]


# -------------------------------------------------------------------------------------------------- our own network


async def test_an_outage_of_our_own_grows_no_back_off_and_ends_in_a_spread(watcher: Commands) -> None:
    hosts = [f"127.0.62.{n}" for n in range(1, 13)]
    urls = [f"http://{host}:9/feed" for host in hosts]
    slow = {"interval": "30m", "min_interval": "10m", "max_interval": "1d"}
    write_config(watcher.folder, urls, poll=slow)
    for _ in range(3):
        assert (await watcher.poll())["failed"] == 12
    rows = await watcher.rows("feeds", "health")
    assert max(row["consecutive_failures"] for row in rows) <= 2
    # Until three hosts were asked, nothing tells our own outage from theirs.
    assert {row["next_poll_set_by"] for row in rows} <= {"outage", "interval", "back-off"}
    due = sorted(datetime.fromisoformat(row["next_poll"]) for row in rows if row["next_poll_set_by"] == "outage")
    assert len(due) >= 8
    assert due[-1] - due[0] > timedelta(minutes=5)
    assert due[-1] - due[0] < timedelta(minutes=31)
    again = await watcher.poll("--due")
    assert again["feeds"] == 0


class Pluggable(FeedServer):
    """A server whose cable can be pulled and put back."""

    async def unplug(self) -> None:
        for server in self._servers.values():
            server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def plug_in(self) -> None:
        for host in self.hosts:
            await self.listen(host, self.port(host))


async def test_an_outage_is_one_line_and_its_end_another_however_many_feeds(watcher: Commands) -> None:
    hosts = tuple(f"127.0.63.{n}" for n in range(1, 7))
    async with Pluggable(hosts=hosts) as server:
        server.on("/feed", Answer(200, RSS, rss("One")))
        config = write_config(watcher.folder, [server.url("/feed", host=host) for host in hosts])
        async with running(config) as service:
            await service.until(lambda: {request.host for request in server.requests} == set(hosts))
            await server.unplug()
            await service.hears("most hosts cannot be reached")
            lost = len(server.requests)
            failing = await watcher.rows("feeds", "health")
            await server.plug_in()
            await service.hears("most hosts can be reached again")
            await service.until(lambda: {request.host for request in server.requests[lost:]} == set(hosts))
            await service.ends_well()
        said = [line["message"] for line in service.said]
        assert len([line for line in said if "most hosts cannot be reached" in line]) == 1
        assert len([line for line in said if "most hosts can be reached again" in line]) == 1
        # Those that were asked before the third host failed are told as any feed that fails.
        warned = [line for line in service.said if line["level"] == "warning"]
        assert len(warned) <= len(hosts) // 2, warned
        assert max(row["consecutive_failures"] for row in failing) <= 1
