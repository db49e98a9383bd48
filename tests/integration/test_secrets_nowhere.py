"""Rule 19, end to end: what the environment fills in is in no log, no table, no export and nowhere in the database."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from tests.support.commands import Commands
from tests.support.program import running, write_config
from tests.support.server import Answer, FeedServer, Request, rss

SECRETS = {"FEED_KEY": "k3y-0f-the-feed", "TOKEN": "t0k3n-of-the-header", "PASSWORD": "p4ss%2Fw0rd"}
SPELLINGS = (*SECRETS.values(), "p4ss/w0rd", "p4ss%252F", "am9lOnA0c3MvdzByZA")
"""Also unescaped, escaped twice, and in base64 as `Authorization: Basic` carries user and password."""
WRITTEN_OUT = ("wr1tten-out", "n0t-hidden")
"""A password and a parameter that stand in the feeds file as they are: named in lists of feeds, and nowhere else."""

COMMANDS = (
    "poll -v", "status", "feeds health", "feeds health --json", "feeds list", "feeds export", "coverage",
    "coverage --json", "matches list", "matches list --json", "matches show 1", "matches show 1 --json",
    "matches suppressed", "stories list", "stories show 1", "search Zorbatron", "search Zorbatron --json", "db stats",
    "matches export --format csv", "matches export --format jsonl", "matches export --format md",
    "matches export --format atom", "matches export --format html", "report -o -",
)  # fmt: skip


async def _echo(request: Request, _: asyncio.StreamWriter) -> Answer:
    """A server that gives away all that it was sent: in a redirect, in headers, in an error's text."""
    sent = b" ".join(value for name, value in request.headers if name.lower() in (b"x-token", b"authorization"))
    said = [("X-Echo", sent), ("Server", request.target.encode()), ("ETag", b'"1"')]
    query = request.target.partition("?")[2]
    if request.path == "/redirects":
        return Answer(302, [*said, ("Location", f"/echo?{query}&token={sent.decode().split()[0]}")])
    if request.path == "/fails":
        return Answer(500, said, request.raw)
    return Answer(200, [*said, ("Content-Type", "application/rss+xml")], rss("Zorbatron"))


def _found(text: str | bytes, secrets: tuple[str, ...]) -> list[str]:
    return [s for s in secrets if (s.encode() if isinstance(text, bytes) else s) in text]


def _configure(folder: Path, server: FeedServer) -> None:
    write_config(folder, [])
    here = server.url("", host="127.0.74.1").removeprefix("http://")
    urls = [f"http://joe:${{PASSWORD}}@{here}{path}?key=${{FEED_KEY}}" for path in ("/redirects", "/fails", "/none")]
    urls += [f"http://ann:{WRITTEN_OUT[0]}@{here}/echo?api_key={WRITTEN_OUT[1]}"]
    entries = (f'[[feed]]\nurl = "{url}"\nheaders = {{ X-Token = "${{TOKEN}}" }}\n' for url in urls)
    (folder / "feeds.toml").write_text("\n".join(entries), encoding="utf-8")


async def test_secrets_of_the_environment_are_shown_and_stored_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    watcher = Commands(tmp_path, monkeypatch, capsys)
    async with FeedServer(hosts=("127.0.74.1",)) as server:
        for path in ("/redirects", "/echo", "/fails"):
            server.on(path, _echo)
        _configure(tmp_path, server)
        async with running(tmp_path, "--verbose", **SECRETS) as service:
            await service.until(lambda: len(server.of("/fails")) > 1 and len(server.of("/echo")) > 3)
            await service.ends_well()
        assert service.heard("HTTP 500"), "something was logged"
        assert _found(repr(service.said), SPELLINGS + WRITTEN_OUT) == []
        for path in ("/redirects", "/fails", "/none"):
            assert b"k3y-0f-the-feed" in server.of(path)[0].raw
            assert server.of(path)[0].header("X-Token") == b"t0k3n-of-the-header"
        for command in COMMANDS:
            ended = await watcher(*command.split())
            assert ended.out or ended.err, command
            assert _found(ended.out + ended.err, SPELLINGS) == [], command
            if "export --format" in command or command.startswith("report"):
                assert ended.code == 0
                assert _found(ended.out + ended.err, WRITTEN_OUT) == [], command
        url = server.url("/fails?key=${FEED_KEY}").replace("//", "//joe:${PASSWORD}@")
        checked = await watcher("feeds", "check", url)
        assert "HTTP 500" in checked.out
        assert _found(checked.out + checked.err, SPELLINGS) == []
    with sqlite3.connect(tmp_path / "w.db") as database:
        dump = "\n".join(database.iterdump())
        fetched = database.execute("SELECT url, headers FROM fetch_evidence").fetchall()
        errors = database.execute("SELECT error, moved_to, validators_url FROM feed").fetchall()
    assert _found(dump, SPELLINGS) == []
    assert fetched
    assert _found(repr([fetched, errors]), WRITTEN_OUT) == []
    assert _found((tmp_path / "w.db").read_bytes(), SPELLINGS) == []
