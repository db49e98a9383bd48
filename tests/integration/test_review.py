"""The triage screen, driven by keys (Textual's pilot), over a backend in memory and over the real database."""

import asyncio
import io
import signal
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text
from textual import events
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Static

from tests.support import builders as b
from tests.support.screens import lines_of, same_as_kept
from watcher.errors import NotFound, StoreError
from watcher.service.opening import open_writer
from watcher.service.reviewing import Dossier, Review
from watcher.settings import load_settings
from watcher.stories import Stories
from watcher.tui.app import ReviewApp
from watcher.tui.backend import Backend
from watcher.tui.detail import MAX_EVENTS, MAX_SOURCES, MAX_TEXT, detail, marked
from watcher.tui.listing import StoryList
from watcher.tui.state import VIEWS
from watcher.types import Hit
from watcher.types.rows import (
    EvidenceRow,
    ItemRow,
    ListFilter,
    MatchRow,
    MatchStatus,
    StoryItemRow,
    StoryRow,
    TriageEvent,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HIT = Hit("Ain al-Asad", "Ain al-Asad", "title", 0, 5, "Story", 97.0, "the same letters")


def a_story(n: int, title: str = "") -> StoryRow:
    name = title or f"Story number {n}"
    return StoryRow(n, name, NOW, NOW, 2, 2, 1, ("base",), 97.0, 100_000 - n, (n,), MatchStatus.NEW, rank=100_000 - n)


def a_dossier(row: StoryRow, url: str = "https://a.example/1") -> Dossier:
    item = ItemRow(row.id, "https://a.example/rss", "Alpha", url, row.title, "Some text.", "", "", "en", NOW, NOW)
    match = MatchRow(
        row.id, "base", row.status, 97.0, 71, ("Ain al-Asad",), row.title, url, item.feed, "Alpha", "en", NOW, NOW,
        row.id, "dana", row.id, (HIT,),
    )  # fmt: skip
    event = TriageEvent(NOW, "dana", "status", "new", "done", "a note")
    evidence = EvidenceRow(match, item, "id", None, "hash", (), (), (event,), "v1", ("+20 score 97",), ())
    return Dossier(row, (StoryItemRow(item, NOW, None, 0.0, "", by_hand=False),), (match,), evidence, (event,))


class Memory:
    """A backend that keeps stories in a dict and writes down what it was told."""

    def __init__(self, n: int = 5) -> None:
        self.rows = {i: a_story(i) for i in range(1, n + 1)}
        self.who = "dana"
        self.calls: list[tuple[Any, ...]] = []
        self.url = "https://a.example/1"
        self.fail = False
        self.free = threading.Event()
        """Whether the database takes changes, or is locked."""
        self.free.set()
        self.others: set[int] = set()
        """What somebody else changed since."""

    def stories(self, where: ListFilter) -> list[StoryRow]:
        rows = [r for r in self.rows.values() if not where.statuses or r.status in where.statuses]
        rows = [r for r in rows if not where.watches or set(where.watches) & set(r.watches)]
        rows = [r for r in rows if all(f" {word.casefold()}" in f" {r.title.casefold()}" for word in where.words)]
        if where.after is not None:
            rows = [r for r in rows if (r.rank, r.id) < where.after]
        return rows[: where.limit]

    def watches(self) -> list[str]:
        return ["base", "other"]

    def pulse(self) -> object:
        return len(self.rows), sum(r.status is MatchStatus.NEW for r in self.rows.values())

    def dossier(self, story_id: int) -> Dossier:
        if story_id not in self.rows:
            raise NotFound(f"no story {story_id}")
        return a_dossier(self.rows[story_id], self.url)

    def mark(
        self, match_ids: tuple[int, ...], status: MatchStatus | None, *, note: str = "", assign: str | None = None
    ) -> datetime:
        self.free.wait(20)
        if self.fail:
            raise StoreError("the disk is full")
        self.calls.append(("mark", match_ids, status, note, assign))
        for n in match_ids:
            if status is not None:
                self.rows[n] = replace(self.rows[n], status=status)
            if assign is not None:
                self.rows[n] = replace(self.rows[n], assignees=(assign,))
        return NOW + timedelta(seconds=len(self.calls))

    def undo(self, match_ids: tuple[int, ...], of: datetime) -> int:
        self.calls.append(("undo", match_ids, of))
        mine = [n for n in match_ids if n not in self.others]
        for n in mine:
            self.rows[n] = replace(self.rows[n], status=MatchStatus.NEW)
        return len(mine)

    def mute(self, story_ids: tuple[int, ...], until: datetime | None) -> None:
        self.calls.append(("mute", story_ids, until and round((until - NOW) / timedelta(hours=1))))
        for n in story_ids:
            self.rows[n] = replace(self.rows[n], muted_until=until)


@asynccontextmanager
async def screen(backend: Backend, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[ReviewApp, Pilot[None]]]:
    opened: list[str] = []

    async def open_url(_: object, url: str) -> bool:
        opened.append(url)
        return "browser" not in url

    app = ReviewApp(backend, open_url=open_url, clock=lambda: NOW + timedelta(minutes=5))
    app.opened = opened  # type: ignore[attr-defined]  # for the test to look at
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot, lambda: app.desk.complete or bool(app.desk.stories))
        yield app, pilot


async def settled(app: ReviewApp, pilot: Pilot[None], until: Callable[[], bool]) -> None:
    """Wait until something holds."""
    for _ in range(200):
        await pilot.pause()
        if until():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"never came true: {[row.id for row in app.desk.stories][:5]}, {app.desk.cursor}")


async def settled_without(app: ReviewApp) -> None:
    """Wait until a screen has ended by itself."""
    for _ in range(500):
        if not app.is_running:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never ended")


def text_of(app: ReviewApp, name: str) -> str:
    return str(app.query_one(name, Static).content)


def words_of(app: ReviewApp) -> str:
    """The pane of text, as wide as it takes."""
    shown = app.query_one("#detail", Static).content
    return shown if isinstance(shown, str) else written(shown)


def written(what: Any) -> str:
    out = Console(width=300, file=io.StringIO(), legacy_windows=False)
    out.print(what)
    return out.file.getvalue()  # type: ignore[attr-defined]  # it is a StringIO


def line(app: ReviewApp, y: int) -> str:
    return app.query_one(StoryList).render_line(y).text


async def test_one_key_a_verdict_and_the_next_story_comes_up() -> None:
    memory = Memory()
    async with screen(memory) as (app, pilot):
        await pilot.press("j", "d", "f", "x")
        await settled(app, pilot, lambda: len(memory.calls) == 3)
        assert [call[1:3] for call in memory.calls] == [
            ((2,), MatchStatus.DISMISSED),
            ((3,), MatchStatus.FOLLOW_UP),
            ((4,), MatchStatus.DONE),
        ]
        await settled(app, pilot, lambda: "Story number 5" in words_of(app))
        assert "2/2" in text_of(app, "#top")
        assert "handled 3" in text_of(app, "#top")
        assert line(app, 1).startswith(">")
        await pilot.press("u")
        await settled(app, pilot, lambda: memory.calls[-1] == ("undo", (4,), NOW + timedelta(seconds=3)))
        assert [row.id for row in app.desk.stories] == [1, 4, 5]


async def test_reasons_notes_assignments_and_muting() -> None:
    memory = Memory()
    async with screen(memory) as (app, pilot):
        await pilot.press("n", *"hello", "enter", "a", "ctrl+u", *"lee", "enter", "D", *"goal", "enter", "m")
        await settled(app, pilot, lambda: len(memory.calls) == 4)
        assert memory.calls == [
            ("mark", (1,), None, "hello", None),
            ("mark", (1,), None, "", "lee"),
            ("mark", (1,), MatchStatus.DISMISSED, "goal", None),
            ("mute", (2,), 12),
        ]
        await settled(app, pilot, lambda: "[muted]" in line(app, 0))
        await pilot.press("n", "x", "escape")
        await pilot.press("m")
        await settled(app, pilot, lambda: len(memory.calls) == 5)
        assert memory.calls[-1] == ("mute", (2,), None)
        await pilot.press("u", "u", "u")
        await settled(app, pilot, lambda: len(memory.calls) == 8)
        assert [call[0] for call in memory.calls[5:]] == ["mute", "mute", "undo"]
        await pilot.press("u")
        await settled(app, pilot, lambda: memory.calls[-1][0] == "undo" and len(memory.calls) == 9)
        await pilot.press("u")
        assert "a note stays" in text_of(app, "#bottom")
        await pilot.press("u")
        assert "nothing to undo" in text_of(app, "#bottom")
        assert len(memory.calls) == 9


async def test_what_is_typed_ahead_goes_where_it_belongs() -> None:
    """All at once, as over a slow line or pasted: a reason full of keys, a verdict, a search, another verdict."""
    memory = Memory(12)
    async with screen(memory) as (app, pilot):
        for key in ("D", *"fsxu", "space", *"dq", "enter", "f", "slash", *"12", "enter", "d", "escape", "s", "u"):
            name = {" ": "space"}.get(key, key)
            app.post_message(events.Key(name, " " if key == "space" else key if len(key) == 1 else None))
        await settled(app, pilot, lambda: len(memory.calls) == 4)
        assert [call[:4] for call in memory.calls] == [
            ("mark", (1,), MatchStatus.DISMISSED, "fsxu dq"),
            ("mark", (2,), MatchStatus.FOLLOW_UP, ""),
            ("mark", (12,), MatchStatus.DISMISSED, ""),
            ("undo", (12,), NOW + timedelta(seconds=3)),
        ]
        assert VIEWS[app.desk.view][0] == "follow-up"


async def test_pasting_and_editing_an_answer() -> None:
    memory = Memory()
    async with screen(memory, (60, 14)) as (app, pilot):
        app.post_message(events.Paste("not asked for"))
        await pilot.press("n")
        app.post_message(events.Paste("two\nlines \x1b of عربي " + "long " * 20))
        await pilot.press("home", "X", "end", "backspace")
        await settled(app, pilot, lambda: "▏" in text_of(app, "#bottom"))
        assert cell_len(text_of(app, "#bottom")) <= 60
        await pilot.press("enter")
        await settled(app, pilot, lambda: bool(memory.calls))
        assert memory.calls[0][3] == "Xtwo lines  of عربي " + "long " * 19 + "long"


async def test_bulk_search_views_and_watches() -> None:
    memory = Memory(12)
    async with screen(memory) as (app, pilot):
        await pilot.press("slash", *"NUMBER", "space", "1", "enter")
        await settled(app, pilot, lambda: len(app.desk.stories) == 4)
        await pilot.press("asterisk", "x")
        await settled(app, pilot, lambda: bool(memory.calls))
        assert memory.calls[0][1] == (1, 10, 11, 12)
        await settled(app, pilot, lambda: "holds “NUMBER 1”" in text_of(app, "#detail"))
        await pilot.press("escape")
        await settled(app, pilot, lambda: len(app.desk.stories) == 8)
        await pilot.press("space", "space")
        assert "2 selected" in text_of(app, "#top")
        await pilot.press("escape")
        assert not app.desk.chosen
        await pilot.press("s", "s", "s")
        await settled(app, pilot, lambda: [r.id for r in app.desk.stories] == [1, 10, 11, 12])
        assert text_of(app, "#top").startswith("done  all watches")
        await pilot.press("w")
        await settled(app, pilot, lambda: "done  base" in text_of(app, "#top"))
        await pilot.press("w")
        await settled(app, pilot, lambda: "other watch lists than other" in text_of(app, "#detail"))
        await pilot.press("d", "u", "o", "m", "a", "enter", "r", "W", "S")
        await settled(app, pilot, lambda: "dismissed  base" not in text_of(app, "#top"))
        assert len(memory.calls) == 2  # the verdict, and taking it back


async def test_select_all_says_where_there_are_more() -> None:
    async with screen(Memory(300)) as (app, pilot):
        await pilot.press("asterisk")
        assert "the first 200 are selected" in text_of(app, "#bottom")


async def test_where_nothing_was_found_yet_it_says_what_finds_something() -> None:
    memory = Memory(0)
    memory.watches = list  # type: ignore[method-assign]  # of an empty database
    async with screen(memory) as (app, _):
        assert "No matches yet" in text_of(app, "#detail")


async def test_reading_on_opening_and_help() -> None:
    memory = Memory()
    async with screen(memory, (80, 12)) as (app, pilot):
        await settled(app, pilot, lambda: "Story number 1" in words_of(app))
        await pilot.press("o")
        assert app.opened == ["https://a.example/1"]  # type: ignore[attr-defined]
        await pilot.press("enter", "j", "k", "space", "enter", "pageup", "g", "j")
        assert app.desk.cursor == 0
        text = app.query_one("#text", VerticalScroll)
        assert text.scroll_offset.y == 1
        assert "esc back to the list" in text_of(app, "#bottom")
        await pilot.press("x")  # a verdict while reading: the next story is read on, from its beginning
        await settled(app, pilot, lambda: "Story number 2" in words_of(app) and text.scroll_offset.y == 0)
        await pilot.press("escape", "G")
        assert app.desk.cursor == 3
        await pilot.press("g", "pagedown", "question_mark")
        await settled(app, pilot, lambda: any("these keys" in line for line in lines_of(app)) or app.size.height == 12)
        await pilot.press("j", "j", "k", "d", "q")
        assert [call[0] for call in memory.calls] == ["mark"]
        assert app.return_code == 0


@pytest.mark.parametrize(("key", "code"), [("q", 0), ("ctrl+c", 130)])
async def test_quitting_writes_what_was_decided(key: str, code: int) -> None:
    memory = Memory()
    async with screen(memory) as (app, pilot):
        await pilot.press("d", "d", key)
    assert app.return_code == code
    assert len(memory.calls) == 2
    assert app.unsaved == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
async def test_a_signal_ends_it_as_a_key_does(number: int, code: int) -> None:
    """By a signal's own death the terminal would be left as the screen has made it."""
    memory = Memory()
    async with screen(memory) as (app, pilot):
        await pilot.press("d", "d")
        signal.raise_signal(number)
        await settled_without(app)
    assert app.return_code == code
    assert len(memory.calls) == 2
    assert app.unsaved == []


async def test_a_second_signal_waits_for_nothing() -> None:
    memory = Memory()
    memory.free.clear()
    async with screen(memory) as (app, pilot):
        await pilot.press("d", "f")
        signal.raise_signal(signal.SIGTERM)
        await settled(app, pilot, lambda: "saving 2 changes" in text_of(app, "#bottom"))
        signal.raise_signal(signal.SIGTERM)
        await pilot.pause(0.1)
        memory.free.set()
        await settled_without(app)
    assert app.return_code == 130
    assert app.unsaved == ["mark (1 story): given up"]


async def test_what_cannot_be_written_at_the_end_is_told() -> None:
    memory = Memory()
    memory.fail = True
    async with screen(memory) as (app, _):
        for key in ("space", "space", "d", "q"):
            app.post_message(events.Key(key, None))
        await settled_without(app)
    assert app.unsaved == ["mark (2 stories): the disk is full"]


async def test_with_the_database_locked_stories_are_read_and_the_end_waits() -> None:
    memory = Memory()
    memory.free.clear()
    async with screen(memory) as (app, pilot):
        await pilot.press("d", "f")
        await settled(app, pilot, lambda: "Story number 3" in words_of(app))
        assert "saving 2" in text_of(app, "#top")
        await pilot.press("q", "d")  # what is typed after the end counts for nothing
        assert "saving 2 changes, then the end; ctrl+c gives them up" in text_of(app, "#bottom")
        memory.free.set()
        await settled_without(app)
    assert app.return_code == 0
    assert [call[1] for call in memory.calls] == [(1,), (2,)]


async def test_changes_may_be_given_up_and_are_named() -> None:
    memory = Memory()
    memory.free.clear()
    async with screen(memory) as (app, pilot):
        await pilot.press("d", "space", "space", "f", "q", "x", "ctrl+c")
        memory.free.set()  # the first was under way
        await settled_without(app)
    assert app.return_code == 130
    assert [call[1] for call in memory.calls] == [(1,)]
    assert app.unsaved == ["mark (2 stories): given up"]


async def test_a_click_moves_the_cursor() -> None:
    async with screen(Memory()) as (app, pilot):
        await pilot.click(StoryList, offset=(10, 2))
        await settled(app, pilot, lambda: app.desk.cursor == 2)
        assert line(app, 2).startswith(">")
        await pilot.click(StoryList, offset=(10, 7))
        await settled(app, pilot, lambda: app.desk.cursor == 4)


async def test_without_a_browser_the_link_is_said() -> None:
    memory = Memory()
    memory.url = "https://no-browser.example/1"
    async with screen(memory) as (app, pilot):
        await settled(app, pilot, lambda: "Story number 1" in words_of(app))
        await pilot.press("o")
        assert "no browser here: https://no-browser.example/1" in text_of(app, "#bottom")


async def test_what_somebody_else_changed_since_is_not_taken_back() -> None:
    memory = Memory()
    async with screen(memory) as (app, pilot):
        await pilot.press("d")
        await settled(app, pilot, lambda: len(memory.calls) == 1)
        memory.others = {1}
        await pilot.press("u")
        await settled(app, pilot, lambda: "somebody else" in text_of(app, "#bottom"))
        await settled(app, pilot, lambda: "[dismissed]" in line(app, 0))  # as it is, until the cursor leaves it
        await pilot.press("j")
        assert [row.id for row in app.desk.stories] == [2, 3, 4, 5]


async def test_a_story_that_somebody_else_handles_stays_under_the_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("watcher.tui.app.REFRESH", 0.05)
    memory = Memory()
    async with screen(memory) as (app, pilot):
        await pilot.press("j")
        memory.rows[2] = replace(memory.rows[2], status=MatchStatus.DONE)
        await settled(app, pilot, lambda: "[done]" in line(app, 1))
        assert line(app, 1).startswith(">")
        await pilot.press("j")
        assert [row.id for row in app.desk.stories] == [1, 3, 4, 5]
        assert app.desk.current is not None
        assert app.desk.current.id == 3


async def test_new_stories_above_leave_the_line_under_the_cursor_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("watcher.tui.app.REFRESH", 0.05)
    memory = Memory(60)
    async with screen(memory) as (app, pilot):
        await pilot.press(*["j"] * 30)
        listing = app.query_one(StoryList)
        before = app.desk.cursor - round(listing.scroll_offset.y)
        memory.rows = {100 + n: replace(a_story(100 + n), rank=200_000 + n) for n in range(5)} | memory.rows
        await settled(app, pilot, lambda: app.desk.cursor == 35)
        await settled(app, pilot, lambda: app.desk.cursor - round(listing.scroll_offset.y) == before)


async def test_a_link_that_is_none_is_not_opened() -> None:
    memory = Memory()
    memory.url = "javascript:alert(1)"
    async with screen(memory) as (app, pilot):
        await settled(app, pilot, lambda: "Story number 1" in words_of(app))
        await pilot.press("o")
        assert app.opened == []  # type: ignore[attr-defined]


async def test_a_failed_change_is_said_and_the_story_returns() -> None:
    memory = Memory()
    memory.fail = True
    async with screen(memory) as (app, pilot):
        await pilot.press("d")
        await settled(app, pilot, lambda: [r.id for r in app.desk.stories] == [1, 2, 3, 4, 5])


async def test_what_the_service_finds_appears_and_the_cursor_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("watcher.tui.app.REFRESH", 0.05)
    memory = Memory()
    async with screen(memory) as (app, pilot):
        await pilot.press("j")
        memory.rows = {99: replace(a_story(99), rank=200_000), **memory.rows}
        await settled(app, pilot, lambda: app.desk.stories[0].id == 99)
        assert app.desk.current is not None
        assert app.desk.current.id == 2


async def test_fifty_thousand_stories_lose_no_key() -> None:
    memory = Memory(50_000)
    async with screen(memory) as (app, pilot):
        await pilot.press(*["j"] * 10, *["d", "x"] * 20)
        await settled(app, pilot, lambda: len(memory.calls) == 40)
        assert [call[1][0] for call in memory.calls] == list(range(11, 51))
        assert app.desk.handled == 40
        await settled(app, pilot, lambda: len(app.desk.stories) > app.desk.cursor + 100)


@pytest.mark.parametrize("size", [(80, 24), (60, 12), (140, 40)])
async def test_it_fits_the_terminal(size: tuple[int, int]) -> None:
    memory = Memory()
    memory.rows[1] = replace(memory.rows[1], title="القوات العراقية تتسلم قاعدة عين الأسد \x1b[31m" + "طويل " * 40)
    async with screen(memory, size) as (app, pilot):
        await settled(app, pilot, lambda: app.query_one(StoryList).size.width > 0)
        assert app.screen_stack[0].has_class("wide") is (size[0] >= 110)
        listing = app.query_one(StoryList)
        for y in range(listing.size.height):
            assert listing.render_line(y).cell_length == listing.scrollable_content_region.width
            assert "\x1b" not in listing.render_line(y).text


async def test_after_a_change_of_size_everything_fits_again() -> None:
    async with screen(Memory(40), (120, 30)) as (app, pilot):
        for width, height in ((60, 14), (140, 40), (80, 24)):
            await pilot.resize_terminal(width, height)
            await settled(app, pilot, lambda: lines_of(app)[1].split()[:3] == ["pri", "age", "story"])
            listing = app.query_one(StoryList)
            await settled(app, pilot, lambda listing=listing: "sources" in lines_of(app)[1][: listing.size.width])  # type: ignore[misc]  # a default for the loop's value
            assert lines_of(app)[2].startswith(">")


@pytest.mark.parametrize(("name", "size"), [("narrow", (80, 24)), ("small", (60, 14)), ("wide", (120, 30))])
async def test_the_screen_looks_as_it_did(name: str, size: tuple[int, int]) -> None:
    memory = Memory(30)
    memory.rows[5] = replace(memory.rows[5], title="القوات العراقية تتسلم قاعدة عين الأسد", sources=7, independent=2)
    memory.rows[3] = replace(memory.rows[3], title="A headline that is far too long for any terminal: " + "more " * 40)
    memory.rows[4] = replace(memory.rows[4], title="日本の首相が辞任を表明 🇯🇵 \x1b[31mred")
    async with screen(memory, size) as (app, pilot):
        await pilot.press("j", "space", "f")
        await settled(app, pilot, lambda: len(memory.calls) == 1)
        await settled(app, pilot, lambda: "A headline" in words_of(app))
        await pilot.pause()
        same_as_kept(app, name)


async def test_without_colour_the_cursor_is_still_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with screen(Memory(2)) as (app, pilot):
        await settled(app, pilot, lambda: "Story number 1" in words_of(app))
        assert lines_of(app)[2].startswith("> 99999")
        await pilot.press("d", "d")
        await settled(app, pilot, lambda: "Nothing here" in text_of(app, "#detail"))


async def test_the_page_of_keys_looks_as_it_did_and_names_every_key() -> None:
    async with screen(Memory()) as (app, pilot):
        await settled(app, pilot, lambda: "Story number 1" in words_of(app))
        await pilot.press("question_mark")
        await settled(app, pilot, lambda: any("these keys" in line for line in lines_of(app)))
        same_as_kept(app, "keys")
        shown = " ".join(f" {line} " for line in lines_of(app))
        for key in "j k enter o f d D x a m n u / w W s S ? g G space * r q esc".split():
            assert f" {key} " in shown, key


def test_detail_says_all_that_a_verdict_needs() -> None:
    base = a_dossier(a_story(1))
    story = replace(base.story, follows=7, sources=1, assignees=("dana",), muted_until=NOW)
    (match,) = base.matches
    besides = replace(
        match, id=2, item_id=2, feed_title="Beta", title="Elsewhere", terms=("Taji",),
        hits=(replace(HIT, term="Taji", text="Camp Taji"), replace(HIT, term="Taji", text="Taji")),
    )  # fmt: skip
    query = replace(match, watch="all", hits=(Hit("every", "every", None, None, None, "", 100.0, "the query matches"),))
    events = tuple(TriageEvent(NOW, "lee", "note", "", "", f"note {n}") for n in range(MAX_EVENTS))
    many = replace(
        base, items=base.items * (MAX_SOURCES + 2), story=story, matches=(match, besides, query),
        history=(*base.history, *events, TriageEvent(NOW, "watcher", "found", "", "Taji", "")),
    )  # fmt: skip
    words = written(detail(many))
    for part in (
        "Story number 1", "Alpha, 2026-03-01 12:00", "1 source, 1 independent", "for dana", "follows story 7",
        "muted until 2026-03-01 12:00", "Some text.", "Ain al-Asad: Story (97; the same letters)", "+20 score 97",
        "… and 2 more", "Taji: Camp Taji (97; the same letters), watch base, title of Beta: Elsewhere",
        "every (100; the query matches), watch all", "2 earlier lines, then …", "lee note: note 19",
        "watcher found Taji",
    ):  # fmt: skip
        assert part in words, part
    assert words.count("Camp Taji") == 1
    assert "dana status new → done: a note" in written(detail(base))
    title = next(part for part in detail(base).renderables if isinstance(part, Text))
    assert any(str(span.style) == "bold reverse" for span in title.spans)


def test_marked_text_is_clean_cut_and_survives_overlaps() -> None:
    hits = [replace(HIT, start=a, end=z) for a, z in ((0, 3), (2, 5), (1, 2), (4, 9_999))]
    out = marked("abc\x07defgh" + "x" * MAX_TEXT, hits, "title")
    assert "\x07" not in out.plain
    assert out.plain.endswith(" …")
    assert len(out.spans) == 2


@pytest.fixture
def database(tmp_path: Path) -> Path:
    (tmp_path / "watcher.toml").write_text('[database]\nurl = "sqlite:///w.db"\n')
    with open_writer(load_settings(tmp_path, environ={}), create=True) as store:
        store.sync_feeds([b.feed("https://a.example/rss")], NOW)
        feed = store.reader.feeds()[0].id
        items = [b.matching(b.an_item(n, title=f"Item {n}"), b.an_outcome(keys=(f"k{n}",))) for n in (1, 2)]
        store.commit([b.changed(feed, *items)], Stories(), NOW)
    return tmp_path


@pytest.fixture
def real(database: Path) -> Callable[[], Review]:
    return lambda: Review(load_settings(database, environ={}), "dana")


async def test_assigning_begins_with_who_has_it_or_with_oneself() -> None:
    memory = Memory()
    memory.rows[1] = replace(memory.rows[1], assignees=("dana",))
    memory.who = "lee"
    async with screen(memory) as (app, pilot):
        await pilot.press("a")
        assert app.line is not None
        assert app.line.text == "dana"  # it is hers
        await pilot.press("escape", "j", "space", "space", "a")
        assert app.line is not None
        assert (app.line.question, app.line.text) == ("Assign to (empty: nobody) (2 stories):", "lee")
        await pilot.press("enter")
        await settled(app, pilot, lambda: len(memory.calls) == 1)
        assert memory.calls == [("mark", (2, 3), None, "", "lee")]
        await settled(app, pilot, lambda: "[@lee] Story number 2" in line(app, 1))


async def test_a_key_right_after_a_search_never_hits_the_list_before_it() -> None:
    memory = Memory(12)
    async with screen(memory) as (app, pilot):
        await pilot.press("slash", *"12", "enter", "d", "d")
        await settled(app, pilot, lambda: app.desk.query == "12" and app.desk.complete)
        await settled(app, pilot, lambda: not app.desk.stories or bool(memory.calls) or app.desk.current is not None)
        assert {call[1] for call in memory.calls} <= {(12,)}


async def test_over_the_real_database(real: Callable[[], Awaitable[None]] | Callable[[], Review]) -> None:
    backend = real()
    assert isinstance(backend, Review)
    try:
        async with screen(backend) as (app, pilot):
            first = app.desk.stories[0]
            await pilot.press("f", "m", "u", "u")
            await settled(app, pilot, lambda: len(app.desk.stories) == 2)
            await pilot.press("d")
        history = backend.dossier(first.id).evidence.history
        found = [backend.stories(ListFilter(words=words)) for words in ((), ("item",), ("ITE", "2"), ("tem",))]
        assert [len(rows) for rows in found] == [2, 2, 1, 0]
    finally:
        backend.close()
    assert [(e.action, e.new) for e in history][:2] == [("status", "follow-up"), ("undo", "new")]
    assert history[-1].who == "dana"
