"""The triage screen (Textual). It holds no logic: keys go to `state.Desk`, what that hands out goes to the database.

What keys change and list is done by one thread, in the order of the keys; the screen never waits for it. Keys are taken
where they come in, one after the other, and no widget ever sees one: so what is typed ahead of a slow terminal goes
where it belongs, and none is lost.
"""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeVar, cast

from textual import events
from textual.app import App, ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.widgets import Static

from watcher.errors import WatcherError
from watcher.service.reviewing import Dossier
from watcher.text.urls import safe_link
from watcher.tui.backend import Backend
from watcher.tui.browser import Opener, open_link
from watcher.tui.clerk import Clerk
from watcher.tui.detail import detail, shown
from watcher.tui.keys import HELP, KEYS, NEXT_STEPS, READING
from watcher.tui.line import Line, Typed
from watcher.tui.listing import Heading, StoryList, fitted, typed_line
from watcher.tui.state import VIEWS, Action, Desk, Verb
from watcher.types.rows import ListFilter, MatchStatus, StoryRow

__all__ = ["ReviewApp"]

REFRESH = 3.0
"""Seconds between two looks for what the service found."""
MUTED_FOR = timedelta(hours=12)
WIDE = 110
"""Columns from which list and text stand side by side."""
SAID_FOR = 6.0
"""Seconds that a message stands in the last line."""

_VERBS = {MatchStatus.NEW: "new again", MatchStatus.FOLLOW_UP: "to follow up", MatchStatus.DONE: "done"}

_ALL = ListFilter()
_T = TypeVar("_T")


class ReviewApp(App[int]):
    """Stories best first; one key a verdict. Its return value is the exit code."""

    TITLE = "watcher review"
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    CSS = """
    #top, #bottom, #head { height: 1; }
    #top { text-style: bold; }
    #head { color: $text-muted; }
    #body { layout: vertical; }
    #left { height: 42%; }
    #list { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }
    #text { height: 1fr; scrollbar-size-vertical: 1; border-top: solid $foreground 30%; padding: 0 1; }
    .reading #text { border-top: heavy $accent; }
    .wide #body { layout: horizontal; }
    .wide #left { height: 1fr; width: 48%; }
    .wide #text { border-top: none; border-left: solid $foreground 30%; }
    .wide.reading #text { border-left: heavy $accent; }
    #help { display: none; height: 1fr; padding: 0 1; }
    .help #help { display: block; }
    .help #body { display: none; }
    """

    def __init__(
        self,
        backend: Backend,
        base: ListFilter = _ALL,
        *,
        open_url: Opener = open_link,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`base` narrows the list; `open_url` shows a link, `clock` tells the time: tests hand in their own."""
        super().__init__()
        self.desk = Desk(base)
        self.line: Line | None = None
        self.unsaved: list[str] = []
        """What could not be written at the end, for whoever reads the terminal after the screen is gone."""
        self._answer: Callable[[str], Coroutine[Any, Any, None]] | None = None
        self._backend = backend
        self._open_url = open_url
        self._clock = clock
        self._clerk = Clerk(backend)
        self._watches: list[str] = []
        self._pulse: object = None
        self._dossier: Dossier | None = None
        self._wanted: StoryRow | None = None
        self._loading = False
        self._changes = 0
        self._said = self._failure = ""
        self._leaving = False
        self._code = 0

    def compose(self) -> ComposeResult:
        """A line on top, list and text, a line below."""
        yield Static("", id="top", markup=False)
        with Container(id="body"):
            with Vertical(id="left"):
                listing = StoryList(self.desk)
                yield Heading(listing)
                yield listing
            with VerticalScroll(id="text", can_focus=False):
                yield Static("", id="detail", markup=False)
        with VerticalScroll(id="help", can_focus=False):
            yield Static(HELP.rstrip(), markup=False)
        yield Static("", id="bottom", markup=False)

    async def on_mount(self) -> None:
        """Read the first page, and look again from time to time; be told to end."""
        for number in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, self._told_to_end, 128 + number)
        self._watches = await self._ask(self._backend.watches) or []
        await self._load(self.desk.first_page())
        self.set_interval(REFRESH, self._look_again)

    def on_resize(self, event: events.Resize) -> None:
        """Side by side where there is room."""
        self.screen.set_class(event.size.width >= WIDE, "wide")
        self.call_after_refresh(self._show)

    def on_unmount(self) -> None:
        """Everything that was decided is written before the end, but for what was given up."""
        lost = self._clerk.end()
        self._leaving = True
        for action, why in lost:
            self._lose(action, why)

    def _lose(self, action: Action, why: str) -> None:
        """A change was not written: at the end, when the screen no longer says so, it is told on the terminal."""
        if self._leaving:
            many = f"{len(action.stories)} {'story' if len(action.stories) == 1 else 'stories'}"
            self.unsaved.append(f"{action.verb} ({many}): {why}")

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """Take keys before any widget does."""
        if isinstance(event, events.Key):
            await self.press(event.key, event.character)
        elif isinstance(event, events.Paste):
            if self.line is not None:
                self.line.insert(event.text)
                self._show()
        else:
            await super().on_event(event)

    async def press(self, key: str, character: str | None) -> None:
        """One key, by Textual's name, and the character that it types, if any. The next one waits for its end."""
        if self._leaving:
            if key == "ctrl+c":
                self._give_up()
            return
        self._said = ""
        if self.line is not None:
            await self._type(key, character)
        elif self.screen.has_class("help"):
            self._turn_help(key)
        elif key in KEYS:
            name, args = KEYS[key]
            done = getattr(self, f"do_{name}")(*args)
            if done is not None:
                await done
        self._show()

    async def _type(self, key: str, character: str | None) -> None:
        assert self.line is not None
        typed = self.line.press(key, character)
        if typed is Typed.ON:
            return
        text, answer = self.line.text.strip(), self._answer
        self.line = self._answer = None
        if typed is Typed.ANSWERED and answer is not None:
            await answer(text)

    def _turn_help(self, key: str) -> None:
        page = self.query_one("#help", VerticalScroll)
        by = {"j": 1, "down": 1, "k": -1, "up": -1}.get(key, 0)
        if by and page.max_scroll_y:
            page.scroll_relative(y=by, animate=False)
        elif not by:
            self.screen.remove_class("help")

    # The database, in its own thread

    async def _ask(self, work: Callable[[], _T], *, beside: bool = False) -> _T | None:
        """The result of database work; None where it failed, which is said."""
        return await self._outcome(self._clerk.submit(work, beside=beside))

    async def _outcome(self, future: Future[_T]) -> _T | None:
        try:
            return await asyncio.shield(asyncio.wrap_future(future))  # what was asked for is done, whoever waits
        except WatcherError as error:
            self._failure = str(error)
            self.notify(str(error), severity="error", markup=False, timeout=10)
            return None

    async def _load(self, asked: ListFilter) -> None:
        """Read a page. What was read before the latest key took effect is out of date, and read again later."""
        before = self._changes
        read = await self._ask(lambda: (self._backend.pulse(), self._backend.stories(asked)))
        if read is not None and self._changes == before:
            self._pulse, rows = read
            self.desk.show(rows, asked)
            self.query_one(StoryList).keep_in_place = asked.after is None
            if self.desk.staying is not None:
                self._wanted = None
        self._show()

    async def _look_again(self) -> None:
        if self.line is not None:  # a question is open: what it is about must not change
            return
        pulse = await self._ask(self._backend.pulse)
        if pulse is not None and pulse != self._pulse and self.line is None:
            self._watches = await self._ask(self._backend.watches) or []
            await self._load(self.desk.first_page())

    async def _more(self, asked: ListFilter) -> None:
        try:
            await self._load(asked)
        finally:
            self._loading = False
        self._show()

    def _act(self, action: Action | None) -> None:
        """Hand a change to the thread at once: from here on, not even quitting loses it."""
        if action is None:
            return
        self._changes += 1
        self._begin(self._carried_out, action, self._clerk.carry_out(action))

    def _begin(self, work: Callable[..., Coroutine[Any, Any, None]], *args: object) -> None:
        """Have something done beside the keys; nothing is begun once the screen ends."""
        self.run_worker(cast(Any, partial(work, *args)))  # of whose type mypy makes Never

    async def _carried_out(self, action: Action, future: Future[int]) -> None:
        """Where a change failed, the list is read again: it shows what the database says."""
        took = await self._outcome(future)
        del self._clerk.pending[future]
        if took is None:
            self.desk.failed(action)
            self._lose(action, self._failure)
        if action.verb is Verb.UNDO and not took:
            self._say("nothing was taken back: somebody else has changed it since")
        if took is None or action.verb is Verb.UNDO:
            await self._load(self.desk.first_page())
        else:
            self._wanted = None if self._wanted is not None and self._wanted.id in action.stories else self._wanted
            self._show()
        if self._leaving and not self._clerk.pending:
            self.exit(self._code, return_code=self._code)

    async def _read(self, story: StoryRow) -> None:
        if self._wanted is not story:  # the cursor is elsewhere by now
            return
        before = self._changes
        dossier = await self._ask(
            lambda: self._backend.dossier(story.id) if self._wanted is story else None, beside=True
        )
        if dossier is None or self._wanted is not story:
            return
        other = self._dossier is None or self._dossier.story.id != dossier.story.id
        self._dossier = dossier
        self.query_one("#detail", Static).update(detail(dossier))
        if other:
            self.query_one("#text", VerticalScroll).scroll_home(animate=False)
        if self._changes == before and dossier.story.id == story.id:
            self.desk.update(dossier.story)
            self._wanted = self.desk.current
            self._show()

    # Drawing

    def _show(self) -> None:
        desk = self.desk
        if not self.is_running or self._leaving:
            return
        listing = self.query_one(StoryList)
        listing.show(self._clock())
        self.query_one(Heading).show()
        self._write("#top", self._top())
        self._write("#bottom", self._bottom())
        current = desk.current
        if current is None:
            self._wanted = self._dossier = None
            self.screen.remove_class("reading")
            self.query_one("#detail", Static).update(self._nothing())
        elif self._wanted != current:
            self._wanted = current
            self._begin(self._read, current)
        following = desk.next_page()
        if following is not None and not self._loading:
            self._loading = True
            self._begin(self._more, following)

    def _write(self, where: str, text: str) -> None:
        """A line of text, drawn only where it reads otherwise."""
        line = self.query_one(where, Static)
        if line.content != text:
            line.update(text)

    def _top(self) -> str:
        desk = self.desk
        rows = desk.stories
        place = f"{desk.cursor + 1}/{len(rows)}{'' if desk.complete else '+'}" if rows else "0"
        narrowed = len(desk.base.watches) > 0
        parts = [
            VIEWS[desk.view][0],
            desk.watch or (", ".join(desk.base.watches) if narrowed else "all watches"),
            place,
            *([f"{len(desk.chosen)} selected"] if desk.chosen else []),
            *([f"/{shown(desk.query)}"] if desk.query else []),
            f"handled {desk.handled}",
            *([f"saving {len(self._clerk.pending)}"] if len(self._clerk.pending) > 1 else []),
            shown(self._backend.who),
        ]
        return "  ".join(parts)

    def _bottom(self) -> str:
        if self.line is not None:
            return typed_line(self.line, self.size.width)
        if self._said:
            return fitted(self._said, self.size.width)
        return READING if self.screen.has_class("reading") else NEXT_STEPS

    def _nothing(self) -> str:
        """What to say where the list is empty."""
        desk = self.desk
        if desk.query:
            return f"No story here holds “{shown(desk.query)}”. Esc ends the search, s shows other statuses."
        if not self._watches:
            return "No matches yet. `watcher run` finds them; they appear here by themselves."
        other = f", w those of other watch lists than {desk.watch}" if desk.watch else ""
        return f"Nothing here: no {VIEWS[desk.view][0]} story is left. s shows other statuses{other}."

    def _say(self, text: str) -> None:
        """A message in the last line, until the next key or for some seconds."""
        self._said = text
        self.set_timer(SAID_FOR, lambda: self._unsay(text))
        self._show()

    def _unsay(self, text: str) -> None:
        if self._said == text:
            self._said = ""
            self._show()

    # What keys do

    def do_move(self, by: int) -> None:
        """Move the cursor; in the text, scroll."""
        if self.screen.has_class("reading"):
            self.query_one("#text", VerticalScroll).scroll_relative(y=by, animate=False)
        else:
            self.desk.move(by)

    def do_page(self, by: int) -> None:
        """A page on or back."""
        if self.screen.has_class("reading"):
            self.do_move(by * max(1, self.query_one("#text").size.height - 1))
        else:
            self.do_move(by * max(1, self.query_one(StoryList).size.height - 1))

    def do_read(self) -> None:
        """Into the text; there, a page on."""
        if self.screen.has_class("reading"):
            self.do_page(1)
        elif self.desk.current is not None:
            self.screen.add_class("reading")

    async def do_leave(self) -> None:
        """Back to the list; there, drop the selection, then the search."""
        if self.screen.has_class("reading"):
            self.screen.remove_class("reading")
        elif self.desk.chosen:
            self.desk.chosen.clear()
        else:
            await self._search("")

    def do_choose(self) -> None:
        """Select; in the text, a page on."""
        if self.screen.has_class("reading"):
            self.do_page(1)
        else:
            self.desk.toggle()

    def do_choose_all(self) -> None:
        """Select all that is shown."""
        self.desk.choose_all()
        if self.desk.chosen and not self.desk.complete:
            self._say(f"the first {len(self.desk.chosen)} are selected; there are more")

    def do_mark(self, status: MatchStatus, note: str = "") -> None:
        """Give a verdict."""
        rows = self.desk.targets()
        self._act(self.desk.mark(status, note))
        if rows:
            self._say(f"{_VERBS.get(status, status.value)}: {_named(rows)}  (u takes it back)")

    def do_dismiss_why(self) -> None:
        """Dismiss, with a reason."""

        async def answer(reason: str) -> None:
            self.do_mark(MatchStatus.DISMISSED, reason)

        self._prompt("Dismiss because:", answer)

    def do_assign(self) -> None:
        """Assign."""

        async def answer(name: str) -> None:
            self._act(self.desk.assign(name))

        assignees = {name for story in self.desk.targets() for name in story.assignees}
        self._prompt(
            "Assign to (empty: nobody):", answer, assignees.pop() if len(assignees) == 1 else self._backend.who
        )

    def do_note(self) -> None:
        """Add a note."""

        async def answer(text: str) -> None:
            self._act(self.desk.note(text))

        self._prompt("Note:", answer)

    def do_mute(self) -> None:
        """Mute; what is muted already is not any longer."""
        now = self._clock()
        rows = self.desk.targets()
        muted = all(story.muted_until is not None and story.muted_until > now for story in rows)
        self._act(self.desk.mute(None if muted else now + MUTED_FOR))
        if rows:
            self._say(f"{'no longer muted' if muted else 'muted for 12 hours'}: {_named(rows)}")

    def do_undo(self) -> None:
        """Take back."""
        action = self.desk.undo()
        if action is None:
            self._say("nothing to undo")
        elif action.verb is Verb.NOTE:
            self._say("a note stays in the history; u again takes back what was before it")
        else:
            self._act(action)

    async def do_open(self) -> None:
        """Open the item in the browser."""
        url = safe_link(self._dossier.evidence.item.url) if self._dossier else ""
        if not url:
            self._say("it has no link")
        elif not await self._open_url(self, url):
            self._say(f"no browser here: {url}")

    def do_search(self) -> None:
        """Search."""
        self.line = Line("Search (words, or how they begin; empty: all):", self.desk.query)
        self._answer = self._search

    async def _search(self, text: str) -> None:
        if self.desk.search(text):
            await self._other_list()

    async def do_watch(self, by: int) -> None:
        """The next watch list, or the one before."""
        self._watches = await self._ask(self._backend.watches) or []
        self.desk.turn_watch(self._watches, by)
        await self._other_list()

    async def do_status(self, by: int) -> None:
        """The next status, or the one before."""
        self.desk.turn_view(by)
        await self._other_list()

    async def _other_list(self) -> None:
        self._changes += 1
        self.screen.remove_class("reading")
        await self._load(self.desk.first_page())

    async def do_reload(self) -> None:
        """Read again."""
        self._wanted = None
        await self._load(self.desk.first_page())

    def do_help(self) -> None:
        """The keys."""
        self.screen.add_class("help")

    def do_leave_for_good(self, code: int) -> None:
        """Quit, once what was decided is written."""
        self._leaving, self._code = True, code
        pending = len(self._clerk.pending)
        if not pending:
            self.exit(code, return_code=code)
            return
        many = f"{pending} change{'' if pending == 1 else 's'}"
        self.query_one("#bottom", Static).update(f"saving {many}, then the end; ctrl+c gives them up")

    def _told_to_end(self, code: int) -> None:
        """By a signal, of which to die would leave the terminal as the screen has made it. Told twice, it gives up."""
        if self._leaving:
            self._give_up()
        else:
            self.do_leave_for_good(code)

    def _give_up(self) -> None:
        """Quit without what the database has not begun to take."""
        self._clerk.give_up()
        self.exit(130, return_code=130)

    def do_suspend(self) -> None:
        """To the shell; `fg` comes back."""
        self.action_suspend_process()

    def on_story_list_clicked(self, event: StoryList.Clicked) -> None:
        """A click moves the cursor."""
        self.desk.move(event.index - self.desk.cursor)
        self._show()

    def _prompt(self, question: str, answer: Callable[[str], Coroutine[Any, Any, None]], text: str = "") -> None:
        if self.desk.targets():
            several = f" ({len(self.desk.chosen)} stories)" if self.desk.chosen else ""
            self.line = Line(f"{question.rstrip(':')}{several}:", text)
            self._answer = answer


def _named(rows: list[StoryRow]) -> str:
    return shown(rows[0].title) if len(rows) == 1 else f"{len(rows)} stories"
