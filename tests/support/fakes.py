"""Stand-ins for the ports, small enough to be read at a glance; the real ones pass the same contract suites."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from watcher.types import (
    Document,
    FailureKind,
    FeedForFetch,
    FeedUpdateIntent,
    FeedUpdateReceipt,
    Fetched,
    FetchFailed,
    FetchOutcome,
    ItemMatch,
    KnownItem,
    NotModified,
)
from watcher.types.job import ParseJob, ParseOutcome

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)


class ManualClock:
    """A clock that moves only when it is told to."""

    def __init__(self, now: datetime = NOW) -> None:
        self.wall = now
        self.seconds = 0.0

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.seconds

    def advance(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.seconds += seconds


def feed(feed_id: int = 1, url: str = "http://a.example/feed", **more: object) -> FeedForFetch:
    """A feed as a store would claim it."""
    return FeedForFetch(feed_id=feed_id, url=url, **more)  # type: ignore[arg-type]


def fetched(body: bytes = b"<rss/>", body_hash: str = "new", **more: object) -> Fetched:
    """An answer of 200."""
    values: dict[str, object] = {
        "status": 200,
        "url": "http://a.example/feed",
        "headers": ((b"etag", b'"1"'), (b"set-cookie", b"secret")),
        "body": body,
        "body_hash": body_hash,
        "validators": None,
        "hops": (),
        "at": NOW,
        "elapsed": timedelta(seconds=0.2),
        "wire_bytes": len(body),
    }
    return Fetched(**(values | more))  # type: ignore[arg-type]


def not_modified(**more: object) -> NotModified:
    """An answer of 304."""
    values: dict[str, object] = {
        "url": "http://a.example/feed",
        "headers": (),
        "validators": None,
        "hops": (),
        "at": NOW,
        "elapsed": timedelta(seconds=0.1),
    }
    return NotModified(**(values | more))  # type: ignore[arg-type]


def failed(kind: FailureKind = FailureKind.SERVER, **more: object) -> FetchFailed:
    """No usable answer."""
    values: dict[str, object] = {
        "kind": kind,
        "message": "HTTP 503: the server is overloaded; it is asked again later.",
        "at": NOW,
        "elapsed": timedelta(seconds=0.1),
        "status": 503,
    }
    return FetchFailed(**(values | more))  # type: ignore[arg-type]


class ScriptedFetcher:
    """Answers from a script: what each URL gives, in turn (the last one again and again)."""

    def __init__(self, script: dict[str, list[FetchOutcome | Exception]]) -> None:
        self.script = script
        self.asked: list[str] = []

    async def fetch(self, feed: FeedForFetch) -> FetchOutcome:
        self.asked.append(feed.url)
        answers = self.script[feed.url]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def aclose(self) -> None:
        pass


class ScriptedWorkers:
    """Gives one outcome for every document, or raises."""

    def __init__(self, outcome: ParseOutcome | Exception | Callable[[ParseJob], ParseOutcome]) -> None:
        self.outcome = outcome
        self.jobs: list[ParseJob] = []

    async def parse(self, job: ParseJob) -> ParseOutcome:
        self.jobs.append(job)
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome(job) if callable(self.outcome) else self.outcome

    async def match(self, documents: Sequence[tuple[int, Document]]) -> tuple[tuple[int, ItemMatch], ...]:
        return ()


class RecordingWriter:
    """Keeps what it is handed."""

    def __init__(self) -> None:
        self.intents: list[FeedUpdateIntent] = []
        self.known: dict[int, tuple[KnownItem, ...]] = {}

    async def commit(self, intent: FeedUpdateIntent) -> FeedUpdateReceipt:
        self.intents.append(intent)
        return FeedUpdateReceipt(intent.feed_id, items_new=len(intent.fresh))

    async def known_items(self, feed_id: int) -> Sequence[KnownItem]:
        return self.known.get(feed_id, ())
