"""Worker processes: they parse and match, and whatever happens to them is an outcome, never an exception."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from tests.support.fakes import NOW
from tests.support.proc import workers
from watcher.engine import workers as workers_module
from watcher.engine.workers import WorkerPool
from watcher.matching.engine import compile_watches
from watcher.matching.watchlist import parse_watch_list
from watcher.ports import Matcher
from watcher.types import Document, FailureKind, MatchOutcome, ParseLimits
from watcher.types.job import FeedFacts, ParseJob

LIST = parse_watch_list('[[term]]\nname = "Zorbatron"\n', id="zorb", where="zorb.toml")
BODY = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><link>http://a.example/</link>
<item><title>Zorbatron arrives</title><guid>1</guid></item><item><title>Nothing</title><guid>2</guid></item>
</channel></rss>"""


@dataclass(frozen=True)
class Trouble:
    """A matcher that does what a document's title tells it to."""

    version: str = "trouble"
    versions: tuple[tuple[str, str], ...] = ()

    def match(self, document: Document, *, feeds: bool = True) -> MatchOutcome:
        if "die" in document.title:
            os.kill(os.getpid(), signal.SIGKILL)
        if "hang" in document.title:
            time.sleep(60)
        if "raise" in document.title:
            raise ZeroDivisionError("ours")
        if "memory" in document.title:
            bytearray(8 * 1024**3)
        return MatchOutcome()


def _job(title: str = "", body: bytes = BODY) -> ParseJob:
    if title:
        body = BODY.replace(b"Nothing", title.encode())
    return ParseJob(
        FeedFacts("http://a.example/feed", (), "en"), body, "http://a.example/feed", (), (), ParseLimits(), NOW
    )


async def _pool(matcher: Matcher, seconds: float = 10.0) -> WorkerPool:
    return WorkerPool(lambda: matcher, processes=1, parse_timeout=timedelta(seconds=seconds))


@pytest.fixture
async def pool() -> AsyncIterator[WorkerPool]:
    made = await _pool(compile_watches([LIST]))
    yield made
    await made.aclose()


@pytest.fixture
async def troubled() -> AsyncIterator[WorkerPool]:
    made = await _pool(Trouble(), seconds=3.0)  # a new worker imports this file, and pytest, in that time
    yield made
    await made.aclose()


async def test_a_document_comes_back_parsed_and_matched(pool: WorkerPool) -> None:
    outcome = await pool.parse(_job())
    assert outcome.failure is None
    assert [bool(i.match.outcome.matches) for i in outcome.fresh] == [True, False]
    assert outcome.fresh[0].match.fingerprint is not None
    assert outcome.fresh[1].match.fingerprint is None
    assert outcome.text == "titles"


async def test_new_watch_lists_hold_for_the_next_job(pool: WorkerPool) -> None:
    other = parse_watch_list('[[term]]\nname = "Nothing"\n', id="other", where="other.toml")
    await pool.parse(_job())
    pool.load(lambda: compile_watches([other]))
    outcome = await pool.parse(_job())
    assert [[m.watch for m in i.match.outcome.matches] for i in outcome.fresh] == [[], ["other"]]


async def test_stored_documents_are_matched_and_only_hits_come_back(pool: WorkerPool) -> None:
    found = await pool.match([(1, Document(title="Zorbatron")), (2, Document(title="calm"))])
    assert [i for i, _ in found] == [1]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("die", FailureKind.CRASH),
        ("hang", FailureKind.PARSE_TIMEOUT),
        ("raise", FailureKind.CRASH),
        ("memory", FailureKind.CRASH),
    ],
)
async def test_a_job_that_ends_badly_is_a_failure_and_the_next_one_works(
    troubled: WorkerPool, title: str, kind: FailureKind, caplog: pytest.LogCaptureFixture
) -> None:
    outcome = await troubled.parse(_job(title))
    assert outcome.failure is not None
    assert outcome.failure.kind is kind
    assert (await troubled.parse(_job("calm"))).failure is None
    if title == "raise":
        assert "ZeroDivisionError" in caplog.text
    if title == "memory":
        assert "too much memory" in outcome.failure.message


async def test_one_stored_document_that_kills_its_worker_loses_only_itself(
    troubled: WorkerPool, caplog: pytest.LogCaptureFixture
) -> None:
    titles = ["a", "b", "die", "d"]
    assert await troubled.match([(i, Document(title=t)) for i, t in enumerate(titles)]) == ()
    assert "stored item 2 could not be matched" in caplog.text


async def test_many_jobs_at_once_all_come_back(pool: WorkerPool) -> None:
    outcomes = await asyncio.gather(*[pool.parse(_job()) for _ in range(40)])
    assert all(o.failure is None for o in outcomes)


async def test_a_broken_pool_is_rebuilt(pool: WorkerPool) -> None:
    await pool.parse(_job())
    assert pool._pool is not None
    pool._pool._pool.stop()
    assert (await pool.parse(_job())).failure is None


async def test_a_body_that_is_no_feed_is_a_failure(pool: WorkerPool) -> None:
    outcome = await pool.parse(replace(_job(), body=b"<html><body>Log in</body></html>"))
    assert outcome.failure is not None
    assert outcome.failure.kind is FailureKind.NOT_A_FEED


async def test_workers_that_hang_before_they_take_a_job_are_given_up_and_replaced(
    pool: WorkerPool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await pool.parse(_job())
    monkeypatch.setattr(workers_module, "GRACE", 2.5)
    pool.parse_timeout = timedelta(seconds=0.5)
    [stuck] = workers(os.getpid())
    os.kill(stuck, signal.SIGSTOP)
    began = time.monotonic()
    outcomes = await asyncio.gather(*[pool.parse(_job()) for _ in range(3)])
    assert all(o.failure is None for o in outcomes)
    assert time.monotonic() - began < 20
    assert caplog.text.count("the worker processes broke down") == 1
    await asyncio.gather(*pool._retired)
    assert stuck not in workers(os.getpid())
