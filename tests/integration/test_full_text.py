"""Feeds with `full_text`, end to end over loopback: teasers in the feed, the mention on the page alone."""

import asyncio
import json
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.commands import Commands
from tests.support.program import running, write_config
from tests.support.server import Answer, FeedServer, Request
from watcher.engine import local

RSS = [("Content-Type", "application/rss+xml")]
HTML = [("Content-Type", "text/html; charset=utf-8")]
FILLER = "The ministry spoke at length about roads and water, and about what is to be built next year. " * 4


def page(words: str) -> Answer:
    body = (
        "<html><head><title>News</title></head><body>"
        "<nav><a href='/'>Home</a> <a href='/zorb'>Zorbatron special</a></nav>"
        f"<article><h1>News</h1><p>{FILLER}</p><p>{words}</p><p>{FILLER}</p></article>"
        "<footer>All rights reserved, and none of them waived.</footer></body></html>"
    )
    return Answer(200, HTML, body.encode())


def feed_of(server: FeedServer, *paths: str, edits: str = "", host: str | None = None) -> Answer:
    items = "".join(
        f"<item><title>News {n}{edits}</title><link>{server.url(path, host=host)}</link><guid>{path}</guid>"
        f"<description>A teaser.</description></item>"
        for n, path in enumerate(paths)
    )
    head = "<title>Teasers</title><link>http://news.example/</link><description>d</description>"
    body = f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'
    return Answer(200, RSS, body.encode())


def configure(folder: Path, urls: Sequence[str], **poll: object) -> Path:
    config = write_config(folder, [], poll=dict(poll))
    text = "\n".join(f"[[feed]]\nurl = {json.dumps(url)}\nfull_text = true\n" for url in urls)
    (config / "feeds.toml").write_text(text, encoding="utf-8")
    return config


@pytest.fixture
def watcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Commands:
    """The commands over this test's folder."""
    return Commands(tmp_path, monkeypatch, capsys)


async def test_a_mention_on_the_page_is_a_match_and_the_next_poll_is_no_edit(watcher: Commands, tmp_path: Path) -> None:
    async with FeedServer() as server:
        server.on("/feed", feed_of(server, "/a", "/b"))
        server.on("/a", page("Zorbatron was handed over at noon."))
        server.on("/b", page("Nothing of note."))
        configure(tmp_path, [server.url("/feed")])
        summary = await watcher.poll()
        assert (summary["items_new"], summary["matches_new"], summary["stories_new"]) == (2, 1, 1)
        shown = await watcher.the_match()
        assert shown["terms"] == ["Zorbatron"]
        [hit] = shown["hits"]
        assert hit["field"] == "content"
        content = shown["item"]["content"]
        assert content[hit["start"] : hit["end"]] == "Zorbatron"
        assert "Zorbatron special" not in content
        assert "waived" not in content
        assert [(e["action"], e["note"]) for e in shown["history"]] == [("found", "added by full text")]
        assert shown["versions"] == []
        assert (shown["page"]["state"], shown["page"]["url"]) == ("read", server.url("/a"))
        again = await watcher.poll()
        assert (again["items_new"], again["items_updated"], again["matches_new"]) == (0, 0, 0)
        assert len(server.of("/a")) == len(server.of("/b")) == 1
        [covered] = await watcher.rows("coverage")
        assert covered["text"] == "full"
        found = await watcher("search", "handed", "--json")
        assert len(found.rows) == 1
        text = (await watcher("matches", "show", str(shown["id"]))).out
        assert "the whole page, read 20" in text


async def test_robots_txt_is_kept_to_for_good_and_said(watcher: Commands, tmp_path: Path) -> None:
    async with FeedServer() as server:
        server.on("/robots.txt", Answer(200, [], b"User-agent: *\nDisallow: /a"))
        server.on("/feed", feed_of(server, "/a", "/Zorbatron"))
        server.on("/a", page("Zorbatron."))
        server.on("/Zorbatron", page("About Zorbatron."))
        configure(tmp_path, [server.url("/feed")])
        ended = await watcher("poll")
        assert "1 page read, 1 could not be" in ended.out
        assert server.of("/a") == []
        assert len(server.of("/robots.txt")) == 1
        await watcher("poll")
        assert server.of("/a") == []
        [health] = await watcher.rows("feeds", "health")
        assert (health["state"], health["pages"]["failed"], health["pages"]["waiting"]) == ("ok", 1, 0)
        assert "robots.txt" in health["pages"]["error"]
        teaser = '[[term]]\nname = "teaser"\n'
        (tmp_path / "watches" / "zorb.toml").write_text(teaser, encoding="utf-8")
        await watcher.poll()
        ids = [str(row["id"]) for row in await watcher.rows("matches", "list") if row["url"] == server.url("/a")]
        assert (
            "the feed's own; the page could not be read: The robots.txt" in (await watcher("matches", "show", *ids)).out
        )
        table = await watcher("feeds", "health")
        assert "of 2 pages 1 could not be read (the last: The robots.txt of 127.0.0.1 does not allow" in table.err


async def test_a_page_that_fails_is_tried_again_later_and_the_match_says_so(watcher: Commands, tmp_path: Path) -> None:
    async with FeedServer() as server:
        server.on("/feed", feed_of(server, "/Zorbatron"))
        server.on("/Zorbatron", Answer(503), page("Zorbatron."))
        config = configure(tmp_path, [server.url("/feed")])
        (config / "watches" / "zorb.toml").write_text('[[term]]\nname = "teaser"\n', encoding="utf-8")
        ended = await watcher("poll")
        assert "0 pages read, 1 could not be" in ended.out
        shown = await watcher.the_match()
        assert shown["page"]["state"] == "due"
        assert "503" in shown["page"]["error"]
        assert shown["page"]["next_try"] > shown["page"]["attempted_at"]
        await watcher("poll")
        assert len(server.of("/Zorbatron")) == 1
        text = (await watcher("matches", "show", str(shown["id"]))).out
        assert "the page is still to be read (" in text


@pytest.mark.parametrize("link", ["/${HOME}", "/?x=${HOME}"])
async def test_a_link_of_a_stranger_never_gets_to_see_the_environment(
    watcher: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: str
) -> None:
    async with FeedServer() as server:
        server.on("/feed", feed_of(server, link))
        server.on("/*", page("Zorbatron."))
        configure(tmp_path, [server.url("/feed")])
        monkeypatch.setenv("HOME", "/home/zaphod")
        await watcher.poll()
        asked = b"".join(request.raw for request in server.requests)
        assert b"zaphod" not in asked
        assert b"HOME" in asked


async def test_a_feeds_headers_go_to_pages_of_its_own_origin_alone(
    watcher: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with FeedServer(hosts=("127.0.0.1", "127.0.51.2")) as server:
        server.on("/feed", feed_of(server, "/a"))
        server.on("/other", feed_of(server, "/b", host="127.0.51.2"))
        server.on("/a", page("Zorbatron."))
        server.on("/b", page("Zorbatron."))
        config = configure(tmp_path, [server.url("/feed"), server.url("/other")])
        feeds = config / "feeds.toml"
        feeds.write_text(
            feeds.read_text(encoding="utf-8").replace("full_text", 'headers = { X-Key = "${KEY}" }\nfull_text'), "utf-8"
        )
        monkeypatch.setenv("KEY", "s3cret")
        await watcher.poll()
        assert server.of("/a")[0].header("X-Key") == b"s3cret"
        assert server.of("/b")[0].header("X-Key") is None


async def test_what_was_killed_while_it_read_pages_reads_them_after(watcher: Commands, tmp_path: Path) -> None:
    """SIGKILL between the feed's transaction and the page's: the queue is in the database."""
    async with FeedServer() as server:
        asked = asyncio.Event()

        async def hangs(request: Request, writer: asyncio.StreamWriter) -> Answer:
            asked.set()
            await asyncio.sleep(60)
            return Answer(500)

        server.on("/feed", feed_of(server, "/a"))
        server.on("/a", hangs, page("Zorbatron was handed over."))
        config = configure(tmp_path, [server.url("/feed")], host_concurrency=2)
        async with running(config) as service:
            await asyncio.wait_for(asked.wait(), 20)
            await service.stop(signal.SIGKILL)
        assert await watcher.rows("matches", "list") == []
        async with running(config) as service:
            await service.hears("News 0 — Teasers  (Zorbatron)  added by full text")
            await service.ends_well()
        shown = await watcher.the_match()
        assert [e["note"] for e in shown["history"]] == ["added by full text"]
        assert len(server.of("/a")) == 2


async def test_an_edited_item_is_read_again_and_a_new_watch_list_sees_pages(watcher: Commands, tmp_path: Path) -> None:
    async with FeedServer() as server:
        server.on("/feed", feed_of(server, "/a"), feed_of(server, "/a", edits=" (updated)"))
        server.on("/a", page("Zorbatron was handed over."), page("Zorbatron was handed over, then Quuxley came."))
        config = configure(tmp_path, [server.url("/feed")])
        async with running(config) as service:
            await service.hears("added by full text")
            await service.until(lambda: len(server.of("/a")) == 2)
            (config / "watches" / "quux.toml").write_text('[[term]]\nname = "Quuxley"\n', encoding="utf-8")
            await service.hears("quux  100  News 0 (updated)")
            await service.ends_well()
        rows = await watcher.rows("matches", "list")
        assert {row["watch"] for row in rows} == {"zorb", "quux"}
        zorb = next(row["id"] for row in rows if row["watch"] == "zorb")
        [shown] = (await watcher("matches", "show", str(zorb), "--json")).rows
        [hit] = shown["hits"]
        assert shown["item"]["content"][hit["start"] : hit["end"]] == "Zorbatron"
        assert "Quuxley" in shown["item"]["content"]
        assert ["Quuxley" in version["content"] for version in shown["versions"]] == [False]


async def test_a_pass_does_not_wait_for_ever_for_pages(
    watcher: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with FeedServer() as server:
        server.on("/feed", feed_of(server, "/a", "/b"))
        server.on("/a", Answer(delay=60))
        server.on("/b", page("Zorbatron."))
        configure(tmp_path, [server.url("/feed")], host_concurrency=2)
        monkeypatch.setattr(local, "PASS_PAGES", 3.0)
        assert (await watcher.poll())["matches_new"] == 1
        server.on("/a", page("Zorbatron again."))
        assert (await watcher.poll())["matches_new"] == 1
