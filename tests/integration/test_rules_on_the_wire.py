"""The rules of a polite client as servers see them: each pass is a process's whole life, the clock is handed in.

Between two passes everything but the database is forgotten, so what is kept here is kept over restarts too (rule 3).
"""

import asyncio
import itertools
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.support.commands import Commands
from tests.support.fetching import tls_server_context
from tests.support.program import write_config
from tests.support.server import Answer, FeedServer, Request, rss
from watcher.service.passing import poll_once
from watcher.settings import load_configuration
from watcher.settings.load import load_settings

BEGIN = datetime(2026, 1, 5, 10, 15, tzinfo=UTC)
"""A Monday."""
POLL = {"interval": "30m", "min_interval": "10m", "max_interval": "1d"}
RSS = [("Content-Type", "application/rss+xml")]


@dataclass
class ManualTime:
    """A wall clock that stands still; waiting is real."""

    at: datetime = BEGIN
    _ticks: "itertools.count[int]" = field(default_factory=itertools.count)

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return float(next(self._ticks))


async def a_pass(config: Path, minutes: float = 0.0, *, due: bool = True) -> Any:
    """One pass of a process that knows nothing but what is stored, so many minutes after the beginning."""
    configuration = load_configuration(load_settings(config))
    clock = ManualTime(BEGIN + timedelta(minutes=minutes))
    return await asyncio.to_thread(poll_once, configuration, due=due, clock=clock)


# --------------------------------------------------------------------------------------------------- When it is asked


class Plan(NamedTuple):
    """What a server says, and how many minutes later it may be asked again at the soonest."""

    answers: Sequence[Answer]
    waits: Sequence[float]
    """One a poll; what happens after the last is of no interest."""
    interval: str = ""


def _said(*headers: tuple[str, str], status: int = 200, channel: str = "") -> Answer:
    return Answer(status, [*RSS, *headers], rss("One", "Two", channel=channel) if status == 200 else b"no")


def _date(minutes: float) -> str:
    return format_datetime(BEGIN + timedelta(minutes=minutes), usegmt=True)


WRONG = 36_000.0
"""Minutes by which a server's clock is wrong: 25 days."""
TTL = "<ttl>120</ttl>"
EVERY_TWO_HOURS = "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>12</sy:updateFrequency>"
SKIPPED = "<skipHours><hour>11</hour><hour>12</hour></skipHours>"
ETAG = ("ETag", '"1"')
TWO_HOURS = ("Cache-Control", "max-age=7200")
WEEK = 7 * 1440.0

PLANS = {
    "nothing": Plan([_said()], [30, 30]),
    "hurry": Plan([_said(("Cache-Control", "max-age=1"), channel="<ttl>1</ttl>")], [30]),
    "max-age": Plan([_said(TWO_HOURS)], [120]),
    "max-age quoted": Plan([_said(("Cache-Control", 'public, Max-Age="7200"'))], [120]),
    "max-age less age": Plan([_said(TWO_HOURS, ("Age", "3600"))], [60]),
    "max-age beats expires": Plan([_said(TWO_HOURS, ("Expires", _date(5)))], [120]),
    "max-age of no sense": Plan([_said(("Cache-Control", "max-age=later"), ("Expires", _date(120)))], [30]),
    "max-age of a year": Plan([_said(("Cache-Control", "max-age=31536000"))], [1440]),
    "max-age beyond numbers": Plan([_said(("Cache-Control", "max-age=" + "9" * 5000))], [1440]),
    "expires by the server's clock": Plan([_said(("Date", _date(WRONG)), ("Expires", _date(WRONG + 120)))], [120]),
    "expires of no sense": Plan([_said(("Expires", "0"))], [30]),
    "max-age on a 304": Plan([_said(ETAG), Answer(304, [ETAG, TWO_HOURS])], [30, 120]),
    "max-age on a 404": Plan([_said(TWO_HOURS, status=404)], [120]),
    "ttl": Plan([_said(channel=TTL)], [120]),
    "ttl, still after a 304": Plan([_said(ETAG, channel=TTL), Answer(304, [ETAG])], [120, 120]),
    "sy": Plan([_said(channel=EVERY_TWO_HOURS)], [120]),
    "ttl against the feed's interval": Plan([_said(channel=TTL)], [20], "20m"),
    "max-age against the feed's interval": Plan([_said(TWO_HOURS)], [120], "20m"),
    "retry-after against the feed's interval": Plan([_said(("Retry-After", "7200"), status=503)], [120], "20m"),
    "skipped hours": Plan([_said(channel=SKIPPED)], [30, 129]),
    "skipped hours behind max-age": Plan([_said(TWO_HOURS, channel=SKIPPED)], [165]),
    "429": Plan([_said(("Retry-After", "7200"), status=429)], [120]),
    "503": Plan([_said(("Retry-After", "7200"), status=503)], [120]),
    "503 until a date": Plan([_said(("Date", _date(0)), ("Retry-After", _date(120)), status=503)], [120]),
    "503 until a date by the server's clock": Plan(
        [_said(("Date", _date(-WRONG)), ("Retry-After", _date(120 - WRONG)), status=503)], [120]
    ),
    "503 until a date that is past": Plan([_said(("Retry-After", _date(-60)), status=503)], [30]),
    "503 and no sense": Plan([_said(("Retry-After", "soon"), status=503)], [30]),
    "503 and a negative wait": Plan([_said(("Retry-After", "-7200"), status=503)], [30]),
    "429 for ever": Plan([_said(("Retry-After", "999999999999999"), status=429)], [WEEK]),
    "429 for a day and a half": Plan([_said(("Retry-After", "129600"), status=429)], [2160]),
    "retry-after on a 200": Plan([_said(("Retry-After", "7200"))], [30]),
    "retry-after on a 500": Plan([_said(("Retry-After", "7200"), status=500)], [30, 60, 120, 240]),
    "redirect with retry-after": Plan([Answer(301, [("Retry-After", "7200"), ("Location", "/target")])], [30]),
}  # fmt: skip
STEPS = (0, 14, 26, 29, 36, 59, 70, 119, 126, 164, 171, 238, 252, 1439, 1446, 2159, 2166, WEEK - 1, WEEK + 6)
"""Minutes at which passes are made: just before something may be due, and once it surely is."""


def _expected(waits: Sequence[float]) -> list[float]:
    """The steps at which a feed is asked. Jitter may add a tenth and five minutes at most."""
    asked: list[float] = [0]
    for wait in waits:
        soonest, latest = asked[-1] + wait, asked[-1] + wait + min(wait / 10, 5)
        asked.append(next(step for step in STEPS if step >= soonest))
        assert asked[-1] > latest, f"no step tells whether {wait} minutes were waited for"
    return asked


async def test_rules_3_4_and_5_servers_are_asked_when_they_may_be_and_not_before(tmp_path: Path) -> None:
    hosts = {name: f"127.0.71.{number}" for number, name in enumerate(PLANS, start=1)}
    asked: dict[str, list[float]] = {name: [] for name in PLANS}
    async with FeedServer(hosts=tuple(hosts.values())) as server:
        server.on("/target", Answer(200, RSS, rss("One")))
        for name, plan in PLANS.items():
            server.on(f"/{hosts[name]}", *plan.answers)
        write_config(tmp_path, [], poll=POLL)
        feeds = [(server.url(f"/{host}", host=host), PLANS[name].interval) for name, host in hosts.items()]
        entries = (f'[[feed]]\nurl = "{url}"\n' + (f'interval = "{own}"\n' if own else "") for url, own in feeds)
        (tmp_path / "feeds.toml").write_text("\n".join(entries), encoding="utf-8")
        for step in STEPS:
            before = len(server.requests)
            await a_pass(tmp_path, step)
            for request in server.requests[before:]:
                name = next((n for n, host in hosts.items() if request.path == f"/{host}"), None)
                if name is not None:
                    asked[name].append(step)
    for name, plan in PLANS.items():
        wanted = _expected(plan.waits)
        assert asked[name][: len(wanted)] == wanted, name


# --------------------------------------------------------------------------------------------------- What is sent back


def _conditions(requests: Sequence[Request]) -> list[tuple[list[bytes], list[bytes]]]:
    return [(request.all("If-None-Match"), request.all("If-Modified-Since")) for request in requests]


@pytest.mark.parametrize(
    ("etag", "modified"),
    [
        (b'W/"weak"', None),
        (b'"caf\xe9-\xc3\xa9\xff"', None),
        (b"unquoted, with a comma", b"Sun, 6 Nov 94 8:49:37 +0000"),
        (b'"' + b"long" * 1_950 + b'"', None),
        (None, b"not a date at all \xfe"),
        (b"*", b"Thu, 01 Jan 1970 00:00:00 GMT"),
    ],
    ids=("weak", "bytes", "unquoted", "long", "no date", "star"),
)
async def test_rules_1_and_2_validators_come_back_byte_for_byte_from_the_database(
    tmp_path: Path, etag: bytes | None, modified: bytes | None
) -> None:
    given: list[tuple[str | bytes, str | bytes]] = []
    given += [("ETag", etag)] if etag is not None else []
    given += [("Last-Modified", modified)] if modified is not None else []
    async with FeedServer() as server:
        # The 304 brings nothing, so that what is known stays; the last 200 brings nothing, so that nothing stays.
        server.on("/f", Answer(200, [*RSS, *given], rss("One")), Answer(304), Answer(200, RSS, rss("One", "Two")))
        config = write_config(tmp_path, [server.url("/f")], poll=POLL)
        for _ in range(4):
            await a_pass(config, due=False)
        wanted = ([etag] if etag is not None else [], [modified] if modified is not None else [])
        assert _conditions(server.requests) == [([], []), wanted, wanted, ([], [])]


async def test_rule_2_the_validators_of_a_304_and_of_an_unchanged_body_are_the_next_ones(tmp_path: Path) -> None:
    async with FeedServer() as server:
        server.on(
            "/f",
            Answer(200, [*RSS, ("ETag", '"1"')], rss("One")),
            Answer(304, [("ETag", 'W/"2"')]),
            Answer(200, [*RSS, ("ETag", '"3"')], rss("One")),
            Answer(304),
        )
        config = write_config(tmp_path, [server.url("/f")], poll=POLL)
        new = [(await a_pass(config, due=False)).items_new for _ in range(5)]
        assert [tags for tags, _ in _conditions(server.requests)] == [[], [b'"1"'], [b'W/"2"'], [b'"3"'], [b'"3"']]
        assert new == [1, 0, 0, 0, 0]


async def test_rules_1_and_8_validators_and_credentials_stay_where_they_belong(tmp_path: Path) -> None:
    """A feed behind a redirect that turns from one host to another."""
    here, there, elsewhere = "127.0.72.1", "127.0.72.2", "127.0.72.3"
    async with FeedServer(hosts=(here, there, elsewhere)) as server:
        answer = Answer(200, [*RSS, ("ETag", '"theirs"')], rss("One"))
        server.on("/a", answer)
        server.on("/b", answer)
        to_a, to_b = (("Location", server.url(path, host=host)) for path, host in (("/a", there), ("/b", elsewhere)))
        server.on("/f", Answer(302, [to_a]), Answer(302, [to_a]), Answer(302, [to_b]))
        config = write_config(tmp_path, [], poll=POLL)
        url = server.url("/f", host=here).replace("//", "//joe:s3cr3tpw@")
        (tmp_path / "feeds.toml").write_text(
            f'[[feed]]\nurl = "{url}"\nheaders = {{ X-Api-Key = "k3y-of-mine" }}\n', encoding="utf-8"
        )
        for _ in range(3):
            await a_pass(config, due=False)
        assert _conditions(server.of("/f")) == [([], [])] * 3
        assert _conditions(server.of("/a")) == [([], []), ([b'"theirs"'], [])]
        assert _conditions(server.of("/b")) == [([], [])], "an ETag is worth nothing at another URL"
        for request in (*server.of("/a"), *server.of("/b")):
            assert b"k3y-of-mine" not in request.raw
            assert request.header("Authorization") is None
        assert all(r.header("Authorization") and r.header("X-Api-Key") for r in server.of("/f"))


@pytest.mark.parametrize("status", [400, 412, 431])
async def test_a_server_that_chokes_on_its_validators_is_asked_without_them(tmp_path: Path, status: int) -> None:
    async def choosy(request: Request, _: asyncio.StreamWriter) -> Answer:
        choked = request.header("If-None-Match") is not None
        return Answer(status) if choked else Answer(200, [*RSS, ("ETag", '"poison"')], rss("One", "Two"))

    async with FeedServer() as server:
        server.on("/f", choosy)
        config = write_config(tmp_path, [server.url("/f")], poll=POLL)
        failed = [(await a_pass(config, due=False)).failed for _ in range(3)]
        assert failed == [0, 1, 0]


# ---------------------------------------------------------------------------------------------- What goes on meanwhile


async def test_rule_23_no_transaction_is_open_while_a_server_is_waited_for(tmp_path: Path) -> None:
    """Another process may write at once, whatever hangs."""
    asked = asyncio.Event()
    released = asyncio.Event()

    async def hanging(_: Request, __: asyncio.StreamWriter) -> Answer:
        asked.set()
        await released.wait()
        return Answer(200, RSS, rss("One"))

    async with FeedServer() as server:
        server.on("/f", hanging)
        config = write_config(tmp_path, [server.url("/f")], poll=POLL)
        polling = asyncio.create_task(a_pass(config))
        await asyncio.wait_for(asked.wait(), 10)
        with sqlite3.connect(tmp_path / "w.db", timeout=0, isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("COMMIT")
            assert other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0, "no reader holds it up either"
        released.set()
        assert (await polling).items_new == 1


# ------------------------------------------------------------------------------------------------------ What went wrong


async def test_rule_9_each_kind_of_failure_has_its_name_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    login = b"<html><form><input type='password'></form></html>"
    answers = {
        "unauthorised": Answer(401), "forbidden": Answer(403), "not-found": Answer(404), "gone": Answer(410),
        "rate-limited": Answer(429), "server": Answer(500), "not-a-feed": Answer(200, [], login),
        "coding": Answer(200, [("Content-Encoding", "br")], b"x"),
        "redirects": Answer(302, [("Location", "/redirects")]),
        "parse": Answer(200, RSS, b"<rss><channel><item><title>x</title>"),
    }  # fmt: skip
    says = {
        "unauthorised": "give them in the URL or in headers", "forbidden": "set poll.contact",
        "not-found": "feeds discover", "gone": "feeds retry", "rate-limited": "longer poll.host_delay",
        "server": "asked again later", "not-a-feed": "set the credentials", "coding": "only gzip was asked for",
        "redirects": "go round in a circle", "tls": "SSL_CERT_FILE", "connect": "the port is wrong",
    }  # fmt: skip
    watcher = Commands(tmp_path, monkeypatch, capsys)
    hosts = {kind: f"127.0.73.{number}" for number, kind in enumerate(answers, start=1)}
    async with (
        FeedServer(hosts=tuple(hosts.values())) as server,
        FeedServer(hosts=("127.0.73.99",), tls=tls_server_context()) as secure,
    ):
        for kind, answer in answers.items():
            server.on(f"/{kind}", answer)
        urls = [server.url(f"/{kind}", host=host) for kind, host in hosts.items()]
        write_config(tmp_path, [*urls, secure.url("/tls"), "http://127.0.73.98:9/connect"], poll=POLL)
        summary = await watcher.poll()
    rows = {row["url"].rpartition("/")[2]: row for row in await watcher.rows("feeds", "health")}
    broken = rows.pop("parse")
    assert (broken["state"], broken["failure"]) == ("failing", ""), "what could be read is stored, and yet it is broken"
    assert "breaks off" in broken["reason"]
    assert summary["failed"] == len(rows) == len(says)
    for kind, row in rows.items():
        assert row["failure"] == kind
        assert row["state"] == ("gone" if kind == "gone" else "failing")
        assert says[kind] in row["reason"], row["reason"]
