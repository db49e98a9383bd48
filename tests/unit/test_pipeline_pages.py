"""An item's page on its way through the pipeline."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from tests.support.fakes import ManualClock, RecordingWriter, ScriptedFetcher, ScriptedWorkers, failed, feed, fetched
from watcher.pages import MAX_PAGE
from watcher.pipeline import Pipeline, Rules
from watcher.types import Document, FailureKind, FetchOutcome, ItemMatch, MatchOutcome, ParseLimits
from watcher.types import ScheduleLimits as Limits
from watcher.types.job import ParseOutcome
from watcher.types.page import PageForFetch, PageIntent, PageJob, PageReceipt, PageState, PageText

PAGE = PageForFetch(7, "http://a.example/1", 1, "http://a.example/feed", (("X-Key", "${KEY}"),))
RULES = Rules(Limits(timedelta(minutes=30), timedelta(minutes=10), timedelta(days=1)), ParseLimits(), (("w", "v1"),))
MATCH = ItemMatch(MatchOutcome())


class Fetcher(ScriptedFetcher):
    """Gives one answer to every page."""

    def __init__(self, answer: FetchOutcome | Exception) -> None:
        down = failed(FailureKind.CONNECT, status=None)
        super().__init__({f"http://{n}.example/feed": [down] for n in "abcd"})
        self.answer = answer
        self.pages: list[tuple[str, object, object, object]] = []

    async def fetch_page(
        self, url: str, *, max_body: int | None = None, headers: object = (), foreign: bool = False
    ) -> FetchOutcome:
        self.pages.append((url, max_body, headers, foreign))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def hold_host(self, host: str, until: datetime) -> None: ...


class Workers(ScriptedWorkers):
    """Reads every page alike, and matches everything."""

    def __init__(self, read: PageText) -> None:
        super().__init__(ParseOutcome())
        self.read = read
        self.pages: list[PageJob] = []
        self.matched: list[Document] = []

    async def read_page(self, job: PageJob) -> PageText:
        self.pages.append(job)
        return self.read

    async def match(self, documents: Sequence[tuple[int, Document]]) -> tuple[tuple[int, ItemMatch], ...]:
        self.matched += [document for _, document in documents]
        return tuple((item_id, MATCH) for item_id, document in documents if "base" in document.content)


class Store(RecordingWriter):
    """One item, unless it was dropped."""

    def __init__(self, document: Document | None) -> None:
        super().__init__()
        self.document = document
        self.pages: list[PageIntent] = []

    async def item_text(self, item_id: int) -> tuple[Document, str] | None:
        return None if self.document is None else (self.document, "text-hash")

    async def commit_page(self, intent: PageIntent) -> PageReceipt:
        self.pages.append(intent)
        return PageReceipt(intent.item_id, intent.state, intent.error)


class Room:
    """A pipeline of fakes."""

    def __init__(
        self,
        answer: FetchOutcome | Exception,
        read: PageText | None = None,
        document: Document | None = Document(title="T", content="Own."),  # noqa: B008 - frozen
    ) -> None:
        self.fetcher, self.workers, self.store = (
            Fetcher(answer),
            Workers(read or PageText("The base.")),
            Store(document),
        )
        self.clock = ManualClock()
        self.pipeline = Pipeline(
            fetcher=self.fetcher, workers=self.workers, knowledge=self.store, writer=self.store, clock=self.clock,
            rules=RULES, draw=lambda: 0.0,
        )  # fmt: skip

    async def intent(self) -> PageIntent:
        receipt = await self.pipeline.read_page(PAGE)
        (intent,) = self.store.pages
        assert receipt == PageReceipt(7, intent.state, intent.error)
        return intent


async def test_a_page_is_fetched_as_a_strangers_read_matched_and_stored() -> None:
    room = Room(fetched(b"<p>The base.", body_hash="h"))
    intent = await room.intent()
    assert room.fetcher.pages == [(PAGE.url, MAX_PAGE, PAGE.headers, True)]
    assert room.workers.pages[0].max_text == ParseLimits().max_text
    assert room.workers.matched == [Document(title="T", content="The base.\nOwn.")]
    assert (intent.state, intent.content, intent.text_hash) == (PageState.READ, "The base.\nOwn.", "text-hash")
    assert (intent.match, intent.watch_versions) == (MATCH, RULES.watch_versions)


async def test_a_page_that_matches_nothing_is_stored_too() -> None:
    intent = await Room(fetched(), PageText("Nothing.")).intent()
    assert (intent.state, intent.match) == (PageState.READ, ItemMatch(MatchOutcome()))


async def test_a_page_without_text_is_given_up() -> None:
    intent = await Room(fetched(), PageText(problem="No text.")).intent()
    assert (intent.state, intent.error) == (PageState.FAILED, "No text.")


async def test_an_item_that_was_dropped_meanwhile_is_left_alone() -> None:
    room = Room(fetched(), document=None)
    assert await room.pipeline.read_page(PAGE) is None
    assert room.store.pages == []


async def test_a_failure_is_tried_again_later() -> None:
    room = Room(failed(FailureKind.CONNECT, status=None))
    intent = await room.intent()
    assert (intent.state, intent.tries, intent.due_at) == (PageState.DUE, 2, room.clock.now() + timedelta(minutes=20))


async def test_during_an_outage_of_our_own_a_failure_counts_for_nothing() -> None:
    room = Room(failed(FailureKind.CONNECT, status=None))
    for n in "abcd":
        await room.pipeline.poll(feed(url=f"http://{n}.example/feed"))
    intent = await room.intent()
    assert intent.tries == PAGE.tries


async def test_a_bug_of_ours_is_logged_and_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    intent = await Room(ZeroDivisionError()).intent()
    assert intent.state is PageState.DUE
    assert "ZeroDivisionError" in intent.error
    assert "http://a.example/1" in caplog.text
