"""`watcher run` as a process: it starts, polls, says what it does, reloads, survives, and ends cleanly."""

import asyncio
import os
import signal
import time
from pathlib import Path

from tests.support.program import ZORB, run_watcher, running, write_config
from tests.support.server import Answer, FeedServer, Request

RSS = [("Content-Type", "application/rss+xml")]


def _rss(*titles: str) -> Answer:
    items = "".join(f"<item><title>{t}</title><guid>{t}</guid></item>" for t in titles)
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{items}</channel></rss>'
    return Answer(200, RSS, body.encode())


async def _matches(config: Path) -> list[str]:
    return [row["title"] for row in (await run_watcher("matches", "list", "--json", config=config)).json()]


async def test_it_polls_on_schedule_shows_matches_and_ends_on_sigterm(tmp_path: Path) -> None:
    async with FeedServer() as server:
        server.on("/feed", _rss("Zorbatron one"), _rss("Zorbatron one", "Zorbatron two"))
        config = write_config(tmp_path, [server.url("/feed")])
        async with running(config) as service:
            await service.hears("match 1  zorb  100  Zorbatron one")
            await service.hears("Zorbatron two")
            [shown] = [x for x in service.said if x.get("match") == 1]
            assert shown["terms"] == ["Zorbatron"]
            await service.ends_well()
            assert service.heard("stopped")
        assert sorted(await _matches(config)) == ["Zorbatron one", "Zorbatron two"]


async def test_sigint_ends_it_cleanly_too(tmp_path: Path) -> None:
    config = write_config(tmp_path, [])
    async with running(config) as service:
        await service.hears("watches 0 feeds")
        await service.hears("no feed is enabled")
        await service.ends_well(signal.SIGINT)


async def test_what_is_in_flight_is_finished_and_a_hanging_server_does_not_hold_up_the_end(tmp_path: Path) -> None:
    async with FeedServer() as server:
        asked = asyncio.Event()

        async def slow(request: Request, writer: asyncio.StreamWriter) -> Answer:
            asked.set()
            await asyncio.sleep(1.5)
            return _rss("Zorbatron late")

        server.on("/slow", slow)
        server.on("/hangs", Answer(delay=60))
        config = write_config(
            tmp_path, [server.url("/slow"), server.url("/hangs")], poll={"host_concurrency": 4, "timeout": "50s"}
        )
        async with running(config) as service:
            await asyncio.wait_for(asked.wait(), 15)
            began = time.monotonic()
            await service.ends_well()
            assert time.monotonic() - began < 9
        assert await _matches(config) == ["Zorbatron late"]


async def test_a_new_watch_list_is_matched_at_once_to_what_is_stored(tmp_path: Path) -> None:
    async with FeedServer() as server:
        server.on("/feed", _rss("Zorbatron one", "Quuxley two"))
        config = write_config(tmp_path, [server.url("/feed")])
        async with running(config) as service:
            await service.hears("Zorbatron one")
            (config / "watches" / "quux.toml").write_text('[[term]]\nname = "Quuxley"\n', encoding="utf-8")
            await service.hears("watch list quux added")
            await service.hears("Quuxley two")
            await service.ends_well()


async def test_a_broken_watch_list_leaves_its_last_valid_version_in_force(tmp_path: Path) -> None:
    titles = ["Zorbatron one"]
    async with FeedServer() as server:

        async def feed(request: Request, writer: asyncio.StreamWriter) -> Answer:
            return _rss(*titles)

        server.on("/feed", feed)
        config = write_config(tmp_path, [server.url("/feed")])
        async with running(config) as service:
            await service.hears("Zorbatron one")
            (config / "watches" / "zorb.toml").write_text("[[term]\n", encoding="utf-8")
            await service.hears("its last valid version stays in force")
            titles.append("Zorbatron two")
            await service.hears("Zorbatron two")
            status = await run_watcher("status", config=config)
            assert "zorb.toml" in status.out + status.err
            (config / "watches" / "zorb.toml").write_text(ZORB + "threshold = 90\n", encoding="utf-8")
            await service.hears("watch list zorb changed")
            await service.ends_well()


async def test_a_broken_settings_file_under_way_changes_nothing_and_sighup_reads_again(tmp_path: Path) -> None:
    async with FeedServer() as server:
        server.on("/one", _rss("Zorbatron one"))
        server.on("/two", _rss("Zorbatron two"))
        config = write_config(tmp_path, [server.url("/one")])
        good = (config / "watcher.toml").read_text(encoding="utf-8")
        async with running(config) as service:
            await service.hears("Zorbatron one")
            (config / "watcher.toml").write_text("[poll]\nintervall = 3\n", encoding="utf-8")
            await service.hears("the settings in force stay")
            (config / "watcher.toml").write_text(good, encoding="utf-8")
            await service.hears("configuration read again")
            heard = len(service.said)
            os.utime(config / "feeds.toml")
            service.process.send_signal(signal.SIGHUP)
            await service.hears("configuration read again", since=heard)
            text = (config / "feeds.toml").read_text(encoding="utf-8")
            (config / "feeds.toml").write_text(f'{text}\n[[feed]]\nurl = "{server.url("/two")}"\n', encoding="utf-8")
            await service.hears("Zorbatron two")
            await service.ends_well()


async def test_feeds_that_fail_stop_nothing_and_are_said_once(tmp_path: Path) -> None:
    async with FeedServer() as server:
        server.on("/down", Answer(500))
        server.on("/page", Answer(200, [("Content-Type", "text/html")], b"<html><title>Log in</title></html>"))
        server.on("/feed", _rss("Zorbatron one"), _rss("Zorbatron one", "Zorbatron two"))
        config = write_config(
            tmp_path, [server.url("/down"), server.url("/page"), server.url("/feed")], poll={"host_concurrency": 3}
        )
        async with running(config) as service:
            await service.hears("Zorbatron two")
            warnings = [x["message"] for x in service.said if x["level"] == "warning"]
            assert len([w for w in warnings if "/down" in w]) == 1
            assert len([w for w in warnings if "/page" in w]) == 1
            await service.ends_well()


async def test_one_poller_a_database(tmp_path: Path) -> None:
    config = write_config(tmp_path, [])
    async with running(config) as service:
        await service.hears("watches 0 feeds")
        for command in ("run", "poll"):
            second = await run_watcher(command, config=config)
            assert second.code == 1
            assert str(service.process.pid) in second.err
            assert "Traceback" not in second.err
        await service.ends_well()
    assert (await run_watcher("poll", config=config)).code == 0


async def test_status_tells_a_living_service_from_a_dead_one(tmp_path: Path) -> None:
    config = write_config(tmp_path, [])
    async with running(config) as service:
        await service.hears("watches 0 feeds")
        assert (await run_watcher("status", config=config)).code == 0
        await service.stop(signal.SIGKILL)
    dead = await run_watcher("status", config=config)
    assert dead.code == 1
    assert "killed" in dead.out


async def test_it_refuses_to_start_without_a_valid_watch_list_or_settings(tmp_path: Path) -> None:
    config = write_config(tmp_path, [], watches={"bad": "[[term]\n"})
    ended = await run_watcher("run", config=config)
    assert ended.code == 3
    assert "bad.toml" in ended.err
    (config / "watcher.toml").write_text("[poll]\ninterval = -3\n", encoding="utf-8")
    ended = await run_watcher("run", config=config)
    assert ended.code == 3
    assert "poll.interval" in ended.err
    assert "Traceback" not in ended.err


async def test_restarts_make_no_extra_requests(tmp_path: Path) -> None:
    async with FeedServer() as server:
        server.on("/feed", _rss("Zorbatron one"))
        slow = {"interval": "30m", "min_interval": "10m", "max_interval": "1d"}
        config = write_config(tmp_path, [server.url("/feed")], poll=slow)
        for _ in range(3):
            async with running(config) as service:
                await service.hears("watches 1 feed for 1 term")
                await service.until(lambda: len(server.requests) == 1)
                await asyncio.sleep(0.8)
                await service.ends_well()
        assert len(server.requests) == 1
