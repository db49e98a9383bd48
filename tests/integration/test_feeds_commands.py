"""`watcher feeds` end to end over loopback: moves, gone feeds, checks, finding feeds, lists of them."""

import asyncio
import json
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.cli import on_a_terminal
from tests.support.commands import Commands
from tests.support.program import write_config
from tests.support.server import Answer, FeedServer, Request, rss
from watcher.service.passing import poll_once
from watcher.settings import load_configuration
from watcher.settings.load import load_settings

ROOT = Path(__file__).resolve().parents[2]
RSS = [("Content-Type", "application/rss+xml")]
HTML = [("Content-Type", "text/html")]
LOGIN = Answer(200, HTML, b"<html><head><title>Sign in</title></head><body>Sign in</body></html>")


@pytest.fixture
def watcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Commands:
    """The commands over this test's folder."""
    return Commands(tmp_path, monkeypatch, capsys)


def feed(*titles: str) -> Answer:
    return Answer(200, RSS, rss(*titles))


def moved(target: str, status: int = 301) -> Answer:
    return Answer(status, [("Location", target)])


def configure(watcher: Commands, text: str) -> None:
    write_config(watcher.folder, [])
    (watcher.folder / "feeds.toml").write_text(text, encoding="utf-8")


def listing(watcher: Commands) -> str:
    return (watcher.folder / "feeds.toml").read_text(encoding="utf-8")


def one(url: str) -> str:
    return f'[[feed]]\nurl = "{url}"\n'


class Then:
    """The clock as it stood so many days ago."""

    def __init__(self, days: float) -> None:
        self._ago = timedelta(days=days)

    def now(self) -> datetime:
        return datetime.now(UTC) - self._ago

    def monotonic(self) -> float:
        return time.monotonic()


async def poll_then(watcher: Commands, days: float) -> None:
    configuration = load_configuration(load_settings(watcher.folder))
    await asyncio.to_thread(poll_once, configuration, clock=Then(days))


# --------------------------------------------------------------------------------------------------------------- moves


async def test_a_feed_that_moved_for_good_is_reported_then_written_and_nothing_is_announced_again(
    watcher: Commands,
) -> None:
    async with FeedServer() as server:
        old, new = server.url("/old"), server.url("/new")
        server.on("/old", moved("/middle", 308))
        server.on("/middle", moved("/new"))
        server.on("/new", feed("Zorbatron one", "Two"))
        configure(watcher, f'# The wire.\n[[feed]]\nurl = "{old}"  # since 2019\ntitle = "Wire"\ntags = ["x"]\n')
        await poll_then(watcher, 8)
        early = await watcher("feeds", "health")
        assert f"moving: {old} to {new}, seen once" in early.err
        assert (await watcher.rows("feeds", "health"))[0]["moved_for_good"] is False
        waits = await watcher("feeds", "health", "--apply-moves")
        assert "no feed has moved for good\n1 under observation" in waits.err

        await watcher.poll()
        [health] = await watcher.rows("feeds", "health")
        assert (health["state"], health["moved_to"], health["moved_for_good"]) == ("ok", new, True)
        said = (await watcher("feeds", "health")).err
        assert f"moved for good: {old} to {new}; `watcher feeds health --apply-moves` takes it over" in said
        before = listing(watcher)
        applied = await watcher("feeds", "health", "--apply-moves")
        assert (applied.code, f"replaced {old}\n    with {new}" in applied.err) == (0, True)
        assert listing(watcher) == before.replace("/old", "/new")

        asked = len(server.requests)
        summary = await watcher.poll()
        assert (summary["feeds"], summary["items_new"], summary["matches_new"]) == (1, 0, 0)
        assert [request.path for request in server.requests[asked:]] == ["/new"]
        [health] = await watcher.rows("feeds", "health")
        assert (health["url"], health["items"], health["moved_to"]) == (new, 2, None)
        assert [row["feed"] for row in await watcher.rows("matches", "list")] == [new]


@pytest.mark.parametrize(
    "answers",
    [
        {"/old": moved("/new", 302)},
        {"/old": moved("/middle", 301), "/middle": moved("/new", 307)},
    ],
)
async def test_a_move_for_now_is_none(watcher: Commands, answers: dict[str, Answer]) -> None:
    async with FeedServer() as server:
        for path, answer in answers.items():
            server.on(path, answer)
        server.on("/new", feed("One"))
        configure(watcher, one(server.url("/old")))
        await poll_then(watcher, 8)
        await watcher.poll()
        [health] = await watcher.rows("feeds", "health")
        assert (health["state"], health["moved_to"]) == ("ok", None)


async def test_a_redirect_to_what_is_no_feed_is_a_failure_and_no_move(watcher: Commands) -> None:
    async with FeedServer() as server:
        server.on("/old", moved("/login"))
        server.on("/login", LOGIN)
        configure(watcher, one(server.url("/old")))
        await poll_then(watcher, 8)
        await watcher.poll()
        [health] = await watcher.rows("feeds", "health")
        assert (health["state"], health["failure"], health["moved_to"]) == ("failing", "not-a-feed", None)


async def test_a_move_that_cannot_be_written_holds_up_no_other(watcher: Commands) -> None:
    async with FeedServer() as server:
        for n in "abc":
            server.on(f"/{n}", moved(f"/{n}{n}"))
            server.on(f"/{n}{n}", feed(f"News {n}"))
        a, b, c = (server.url(f"/{n}") for n in "abc")
        opml = f'<opml version="2.0"><body><outline xmlUrl="{a}"/></body></opml>'
        (watcher.folder / "list.opml").write_text(opml, encoding="utf-8")
        configure(watcher, f'include = ["list.opml"]\n\n{one(b)}\n{one(server.url("/bb"))}\n{one(c)}')
        await poll_then(watcher, 8)
        await watcher.poll()
        ended = await watcher("feeds", "health", "--apply-moves")
        assert ended.code == 1
        assert f"not replaced: {a}" in ended.err
        assert "comes from" in ended.err
        assert f"not replaced: {b}" in ended.err
        assert "configured already" in ended.err
        assert f"replaced {c}\n    with {c}c" in ended.err
        assert f'url = "{c}c"' in listing(watcher)
        assert f'url = "{b}"' in listing(watcher)


# ------------------------------------------------------------------------------------------------- gone, retry, replace


async def test_a_feed_that_is_gone_is_told_left_alone_and_asked_again_on_demand(watcher: Commands) -> None:
    async with FeedServer() as server:
        url = server.url("/feed")
        server.on("/feed", Answer(410), feed("Zorbatron is back"))
        configure(watcher, one(url))
        ended = await watcher("poll")
        assert (ended.code, f"failed: {url}: " in ended.err) == (1, True)
        [health] = await watcher.rows("feeds", "health")
        assert (health["state"], health["failure"], health["next_poll"]) == ("gone", "gone", None)
        table = await watcher("feeds", "health")
        assert "`watcher feeds retry` asks again" in table.err
        assert "never" in table.out.split("\t"), "it is not due"
        skipped = await watcher.poll()
        assert (skipped["skipped"], len(server.requests)) == (1, 1)
        assert (await watcher.poll("--due"))["feeds"] == 0
        retried = await watcher("feeds", "retry", url)
        assert f"due now: {url}" in retried.err
        again = await watcher.poll("--due")
        assert (again["ok"], again["matches_new"]) == (1, 1)
        assert (await watcher.rows("feeds", "health"))[0]["state"] == "ok"


async def test_a_feed_in_back_off_is_due_again_on_demand(watcher: Commands) -> None:
    async with FeedServer() as server:
        server.on("/feed", Answer(500), Answer(500), feed("One"))
        write_config(watcher.folder, [server.url("/feed")], poll={"min_interval": "10m", "max_interval": "1d"})
        await watcher.poll()
        await watcher.poll()
        [health] = await watcher.rows("feeds", "health")
        assert (health["state"], health["consecutive_failures"]) == ("failing", 2)
        assert (await watcher.poll("--due"))["feeds"] == 0
        await watcher("feeds", "retry", "--failing")
        assert (await watcher.poll("--due"))["ok"] == 1
        assert "no feed fails" in (await watcher("feeds", "retry", "--failing")).err
        none = await watcher("feeds", "health", "--state", "quiet")
        assert (none.code, "`watcher feeds health` shows all" in none.err) == (0, True)
        unknown = await watcher("feeds", "health", "--state", "broken")
        assert (unknown.code, "the states are ok, new, failing" in unknown.err) == (2, True)


async def test_a_feed_that_was_added_since_is_not_covered_and_says_so(watcher: Commands) -> None:
    async with FeedServer() as server:
        server.on("/feed", feed("One"))
        configure(watcher, one(server.url("/feed")))
        await watcher.poll()
        other = server.url("/other")
        configure(watcher, one(server.url("/feed")) + one(other))
        new, old = await watcher.rows("coverage")
        assert (new["feed"], new["complete"], [gap["reason"] for gap in new["gaps"]]) == (
            other,
            False,
            ["not polled yet"],
        )
        assert (old["feed"], old["complete"]) == (server.url("/feed"), True)
        configure(watcher, "broken")
        assert [row["feed"] for row in await watcher.rows("coverage")] == [server.url("/feed")]


async def test_a_page_that_is_not_there_says_where_else_to_look(watcher: Commands) -> None:
    async with FeedServer() as server:
        configure(watcher, "")
        ended = await watcher("feeds", "discover", server.url("/nothing"))
    assert ended.code == 1
    assert "try the site's front page" in ended.err


async def test_coverage_on_a_terminal_says_what_its_line_means(watcher: Commands) -> None:
    async with FeedServer() as server:
        server.on("/feed", feed("One"))
        configure(watcher, one(server.url("/feed")))
        await watcher.poll()
    args = ("coverage", "--since", "2h", "--config", str(watcher.folder))
    said = await asyncio.to_thread(on_a_terminal, args, columns=100, cwd=watcher.folder, PYTHONPATH=str(ROOT))
    assert "█ covered, ░ a gap; 20" in said
    assert "█" not in (await watcher("coverage")).out, "in a pipe there is no picture"


async def test_a_replaced_feed_keeps_its_history_and_announces_nothing_again(watcher: Commands) -> None:
    async with FeedServer() as server:
        server.on("/old", feed("Zorbatron one", "Two"))
        server.on("/new", feed("Zorbatron one", "Two", "Three"))
        old, new = server.url("/old"), server.url("/new")
        configure(watcher, f"# First.\n{one(old)}")
        assert (await watcher.poll())["matches_new"] == 1
        replaced = await watcher("feeds", "replace", old, new)
        assert replaced.code == 0, replaced.err
        assert listing(watcher) == f"# First.\n{one(new)}"
        summary = await watcher.poll()
        assert (summary["items_new"], summary["items_updated"], summary["matches_new"]) == (1, 0, 0)
        [row] = await watcher.rows("feeds", "health")
        assert (row["url"], row["items"], row["success_rate"]) == (new, 3, 1.0)


# --------------------------------------------------------------------------------------------------------------- check


async def test_a_check_explains_each_step_and_stores_nothing(watcher: Commands) -> None:
    async with FeedServer() as server:
        server.on("/old", moved("/new"))
        headers = [*RSS, ("ETag", '"1"'), ("Cache-Control", "max-age=7300")]
        server.on("/new", Answer(200, headers, rss("Zorbatron one", "Two")))
        write_config(watcher.folder, [], poll={"min_interval": "10m", "max_interval": "1d"})
        ended = await watcher("feeds", "check", server.url("/old"))
        assert ended.code == 0, ended.err
        lines = [line.strip() for line in ended.out.splitlines()]
        assert lines[:4] == [
            server.url("/old"),
            f"asked {server.url('/old')}: HTTP 301, redirected for good",
            f"asked {server.url('/new')}: HTTP 200",
            f"it has moved to {server.url('/new')}: once that was seen for 7 days or 10 times, `watcher feeds health "
            "--apply-moves` takes it over; `watcher feeds replace OLD NEW` does so at once",
        ]
        assert "validators: ETag; an unchanged feed will answer 304" in lines
        assert "rss20, 2 items, giving titles" in lines
        assert "1 of its items match the enabled watch lists" in lines
        assert [x for x in lines if x.startswith("it would")] == ["it would be asked again in 2h, by max-age"]
        assert not (watcher.folder / "w.db").exists()


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (Answer(410), "gone"),
        (Answer(401), "401"),
        (Answer(403), "403"),
        (Answer(404), "404"),
        (Answer(503, [("Retry-After", "120")]), "503"),
        (LOGIN, "Sign in"),
        (Answer(200, RSS, b"Nothing but words."), "feed"),
        (moved("/loop"), "circle"),
        (moved("file:///etc/passwd"), "redirect"),
    ],
)
async def test_a_check_says_what_is_wrong(watcher: Commands, answer: Answer, says: str) -> None:
    async with FeedServer() as server:
        server.on("/loop", answer)
        write_config(watcher.folder, [])
        ended = await watcher("feeds", "check", server.url("/loop"), "--json")
        assert ended.code == 1
        [row] = ended.rows
        assert (row["ok"], row["steps"][-1]) == (False, row["error"])
        assert says.casefold() in row["error"].casefold()
        assert "Traceback" not in ended.err


# ------------------------------------------------------------------------------------------------------------- finding


async def discovered(watcher: Commands, url: str) -> list[str]:
    ended = await watcher("feeds", "discover", url, "--json")
    return [row["url"] for row in ended.rows]


async def test_declared_feeds_come_first_and_each_is_checked(watcher: Commands) -> None:
    async with FeedServer() as server:
        page = (
            b'<html><head><link rel="alternate" type="application/rss+xml" title="All" href="/all.xml">'
            b'<link rel="alternate" type="application/atom+xml" href="broken.xml"></head>'
            b'<body><a href="/iraq/rss">RSS: Iraq</a> <a href="/about">About</a></body></html>'
        )
        server.on("/news/", Answer(200, HTML, page))
        server.on("/all.xml", feed("One", "Two"))
        server.on("/news/broken.xml", Answer(500))
        server.on("/iraq/rss", feed("Three"))
        write_config(watcher.folder, [])
        found = await watcher.rows("feeds", "discover", server.url("/news/"))
        assert [(row["url"], row["items"], row["format"]) for row in found] == [
            (server.url("/all.xml"), 2, "rss20"),
            (server.url("/iraq/rss"), 1, "rss20"),
        ]
        assert server.of("/about") == []
        assert server.of("/feed") == []  # nothing is guessed where the page says


async def test_usual_paths_are_guessed_where_a_page_says_nothing(watcher: Commands) -> None:
    async with FeedServer() as server:
        server.on("/", Answer(200, HTML, b"<html><body>Welcome</body></html>"))
        server.on("/rss.xml", feed("One"))
        server.on("/feed", moved("/rss.xml"))
        write_config(watcher.folder, [])
        found = await discovered(watcher, server.url("/"))
        assert server.url("/rss.xml") in found
        assert len(found) == len(set(found))
        assert len(server.requests) < 60


async def test_a_feed_finds_itself(watcher: Commands) -> None:
    async with FeedServer() as server:
        server.on("/x", feed("One"))
        write_config(watcher.folder, [])
        assert await discovered(watcher, server.url("/x")) == [server.url("/x")]
        assert len(server.of("/x")) <= 2


async def test_robots_txt_keeps_us_from_the_page_but_not_from_feeds(watcher: Commands) -> None:
    async with FeedServer() as server:
        server.on("/robots.txt", Answer(200, [], b"User-agent: *\nDisallow: /"))
        server.on("/", Answer(200, HTML, b'<link rel="alternate" type="application/rss+xml" href="/secret.xml">'))
        write_config(watcher.folder, [])
        ended = await watcher("feeds", "discover", server.url("/"))
        assert ended.code == 1
        assert "robots.txt" in ended.err
        assert server.of("/secret.xml") == []


async def test_the_number_of_requests_is_bounded_and_names_in_links_are_never_filled_in(
    watcher: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/zaphod")
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="/{n}.xml">' for n in range(500))
    leak = '<link rel="alternate" type="application/rss+xml" href="/leak.xml?x=${HOME}">'
    async with FeedServer() as server:
        server.on("/", Answer(200, HTML, f"<html>{leak}{links}</html>".encode()))
        write_config(watcher.folder, [])
        ended = await watcher("feeds", "discover", server.url("/"))
        assert (ended.code, "no feed found" in ended.err) == (1, True)
        assert len(server.requests) < 80
        assert b"zaphod" not in b"".join(request.raw for request in server.requests)


# -------------------------------------------------------------------------------------------------------- OPML, in bulk


def opml_of(urls: Sequence[str]) -> str:
    lines = "".join(f'<outline text="f" xmlUrl="{url}"/>' for url in urls)
    return f'<opml version="2.0"><body><outline text="Iraq">{lines}</outline></body></opml>'


async def test_an_import_checks_hundreds_and_adds_those_that_are_feeds(watcher: Commands) -> None:
    async with FeedServer() as server:

        async def answer(request: Request, _writer: asyncio.StreamWriter) -> Answer:
            number = int(request.path[3:])
            return Answer(500) if number % 10 == 0 else LOGIN if number % 10 == 1 else feed(f"News {number}")

        server.on("/f/*", answer)
        write_config(watcher.folder, [server.url("/f/2")], poll={"host_concurrency": 64, "parse_workers": 2})
        urls = [server.url(f"/f/{n}") for n in range(150)]
        (watcher.folder / "list.opml").write_text(opml_of(urls), encoding="utf-8")
        ended = await watcher("feeds", "import", str(watcher.folder / "list.opml"), "--check")
        assert ended.code == 0, ended.err
        assert "119 added, 1 configured already, 30 left out: they failed the check" in ended.err
        assert ended.err.count("left out: http") == 30
        assert len(server.requests) == 149
        rows = await watcher.rows("feeds", "list")
        assert len(rows) == 120
        assert all(row["tags"] == ["Iraq"] for row in rows[1:])


async def test_an_import_on_a_terminal_shows_how_far_it_is(watcher: Commands) -> None:
    async with FeedServer() as server:
        server.on("/f/*", feed("News"))
        write_config(watcher.folder, [], poll={"host_concurrency": 8})
        urls = [server.url(f"/f/{n}") for n in range(20)]
        (watcher.folder / "list.opml").write_text(opml_of(urls), encoding="utf-8")
        args = ("feeds", "import", "list.opml", "--check", "--config", str(watcher.folder))
        said = await asyncio.to_thread(on_a_terminal, args, columns=100, cwd=watcher.folder, PYTHONPATH=str(ROOT))
    assert "checking" in said
    assert "100%" in said
    assert "20 added, 0 configured already" in said


async def test_what_is_exported_is_imported_again(watcher: Commands) -> None:
    text = "".join(
        f"[[feed]]\nurl = {json.dumps(url)}\ntitle = {json.dumps(title)}\ntags = {json.dumps(tags)}\n"
        f'language = "{language}"\n'
        for url, title, tags, language in (
            ("https://a.example/rss?a=1&b=2", 'A & "B" <C>', ["iraq", "wire"], "en"),
            ("https://b.example/عربي", "أخبار", ["iraq"], "ar"),
            ("https://c.example/${KEY}", "", [], ""),
        )
    )
    configure(watcher, text.replace('title = ""\n', "").replace('language = ""\n', ""))
    before = {row["url"]: row | {"source": ""} for row in await watcher.rows("feeds")}
    out = watcher.folder / "out.opml"
    assert (await watcher("feeds", "export", "-o", str(out))).code == 0
    configure(watcher, "")
    assert (await watcher("feeds", "import", str(out))).code == 0
    after = {row["url"]: row | {"source": ""} for row in await watcher.rows("feeds")}
    assert after == before
    assert len(after) == 3
