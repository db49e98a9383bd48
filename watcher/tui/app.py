"""The triage screen (Textual). It holds no logic: keys go to `state.Desk`, what that hands out goes to the database.

All database work is done by one thread, in the order of the keys; the screen never waits for it.
"""

import asyncio
import webbrowser
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import ClassVar, Protocol, TypeVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input, Static

from watcher.errors import WatcherError
from watcher.service.reviewing import Dossier
from watcher.text.urls import safe_link
from watcher.tui.detail import detail, isolated
from watcher.tui.state import VIEWS, Action, Desk
from watcher.types.rows import ListFilter, MatchStatus, StoryRow

__all__ = ["Backend", "ReviewApp"]

REFRESH = 3.0
"""Seconds between two looks for what the service found."""
MUTED_FOR = timedelta(hours=12)
WIDE = 110
"""Columns from which list and text stand side by side."""

HELP = """\
j k ↓ ↑      next, previous story          g G   first, last
enter        read on in the text (esc: back to the list)
space        select, for a bulk action     *     select all shown
f            follow up                     x     done
d            dismiss                       D     dismiss with a reason
a            assign                        n     note
m            mute for 12 hours             u     undo
o            open in the browser
/            search title and text           esc   end the search
w            next watch list               s     next status
r            read again                    q     quit
?            close this page
"""

_T = TypeVar("_T")


class Backend(Protocol):
    """What the screen needs of the database (`watcher.service.reviewing.Review`)."""

    who: str
    """Who triages."""

    def stories(self, where: ListFilter) -> list[StoryRow]:
        """A page of stories."""

    def watches(self) -> list[str]:
        """Watch lists that have matches."""

    def pulse(self) -> object:
        """Something that differs once the list may."""

    def dossier(self, story_id: int) -> Dossier:
        """One story with its evidence. Raises NotFound."""

    def mark(
        self, match_ids: tuple[int, ...], status: MatchStatus | None, *, note: str = "", assign: str | None = None
    ) -> None:
        """Set status, add a note, assign."""

    def undo(self, match_ids: tuple[int, ...]) -> None:
        """Take back the last change."""

    def mute(self, story_ids: tuple[int, ...], length: timedelta | None) -> None:
        """Mute stories for a time."""


class StoryList(ScrollView, can_focus=True):
    """The list, drawn line by line: only the lines on the screen cost anything."""

    def __init__(self, desk: Desk) -> None:
        """Show a desk's stories."""
        super().__init__(id="list")
        self.desk = desk
        self._rows: list[StoryRow] = []

    def show(self) -> None:
        """Draw the desk as it is now, the cursor in sight."""
        self._rows = self.desk.stories
        self.virtual_size = Size(0, len(self._rows))
        top, height = round(self.scroll_offset.y), max(self.size.height, 1)
        if not top <= self.desk.cursor < top + height:
            self.scroll_to(y=max(0, self.desk.cursor - height // 2), animate=False, force=True)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One story."""
        index = y + round(self.scroll_offset.y)
        width = self.scrollable_content_region.width
        if index >= len(self._rows):
            return Strip.blank(width, Style())
        story = self._rows[index]
        here = index == self.desk.cursor
        front = f"{'>' if here else ' '}{'*' if story.id in self.desk.chosen else ' '}{story.priority:>3} "
        back = f" {story.sources}/{story.independent}"
        flag = "" if story.status is MatchStatus.NEW else f"[{story.status.value}] "
        room = max(4, width - cell_len(front) - cell_len(back))
        title = set_cell_size(flag + isolated(story.title), room)
        style = Style(reverse=here, bold=story.status is MatchStatus.NEW)
        return Strip([Segment(front + title + back, style)]).adjust_cell_length(width, style)


class Prompt(ModalScreen[str | None]):
    """One line of text; escape gives it up."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", "cancel")]

    def __init__(self, question: str, value: str = "") -> None:
        """Ask; `value` stands there already."""
        super().__init__()
        self._question, self._value = question, value

    def compose(self) -> ComposeResult:
        """A question and a line to answer it."""
        yield Container(Static(self._question), Input(self._value, id="answer"), id="prompt")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: that is the answer."""
        _close(self, event.value)

    def action_give_up(self) -> None:
        """Escape."""
        _close(self, None)


class Help(ModalScreen[None]):
    """The keys."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,question_mark,q,enter", "close", "close")]

    def compose(self) -> ComposeResult:
        """The page."""
        yield Container(Static(HELP.rstrip(), markup=False), id="help")

    def action_close(self) -> None:
        """Back to the list."""
        _close(self, None)


def _close(screen: ModalScreen[_T], result: _T) -> None:
    """Close a screen once: a second key may already be under way."""
    if screen.is_current:
        screen.dismiss(result)


class ReviewApp(App[None]):
    """Stories best first; one key a verdict."""

    TITLE = "watcher review"
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #top, #bottom { height: 1; text-style: bold; }
    #bottom { text-style: none; }
    #body { layout: vertical; }
    #list { height: 40%; overflow-x: hidden; scrollbar-size-vertical: 1; }
    #text { height: 1fr; scrollbar-size-vertical: 1; border-top: solid $foreground 30%; padding: 0 1; }
    #text:focus { border-top: solid $accent; }
    .wide #body { layout: horizontal; }
    .wide #list { height: 1fr; width: 45%; }
    .wide #text { border-top: none; border-left: solid $foreground 30%; }
    .wide #text:focus { border-left: solid $accent; }
    Prompt, Help { align: center middle; }
    #prompt { width: 80%; max-width: 70; height: auto; border: round $accent; padding: 0 1; background: $surface; }
    #help { width: 78; max-width: 100%; height: auto; border: round $accent; padding: 0 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "next"),
        Binding("k,up", "move(-1)", "previous"),
        Binding("pagedown,ctrl+d", "move(10)", "ten on", show=False),
        Binding("pageup,ctrl+u", "move(-10)", "ten back", show=False),
        Binding("g,home", "move(-10000000)", "first", show=False),
        Binding("G,end", "move(10000000)", "last", show=False),
        Binding("enter", "read", "read on"),
        Binding("escape", "leave", "back", show=False),
        Binding("space", "choose", "select"),
        Binding("asterisk", "choose_all", "select all", show=False),
        Binding("f", "mark('follow-up')", "follow up"),
        Binding("x", "mark('done')", "done"),
        Binding("d", "mark('dismissed')", "dismiss"),
        Binding("D", "dismiss_why", "dismiss with a reason"),
        Binding("a", "assign", "assign"),
        Binding("n", "note", "note"),
        Binding("m", "mute", "mute"),
        Binding("u", "undo", "undo"),
        Binding("o", "open", "open"),
        Binding("slash", "search", "search"),
        Binding("w", "watch", "watch"),
        Binding("s", "status", "status"),
        Binding("r", "reload", "read again", show=False),
        Binding("question_mark", "help", "help"),
        Binding("q", "quit", "quit"),
    ]

    def __init__(self, backend: Backend, *, open_url: Callable[[str], object] = webbrowser.open) -> None:
        """`open_url` shows a link; tests hand in their own."""
        super().__init__()
        self.desk = Desk()
        self._backend = backend
        self._open_url = open_url
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="review")
        self._watches: list[str] = []
        self._pulse: object = None
        self._dossier: Dossier | None = None
        self._wanted: int | None = None
        self._loading = False
        self._changes = 0

    def compose(self) -> ComposeResult:
        """A line on top, list and text, a line below."""
        yield Static("", id="top", markup=False)
        with Container(id="body"):
            yield StoryList(self.desk)
            with VerticalScroll(id="text"):
                yield Static("", id="detail", markup=False)
        yield Static("", id="bottom", markup=False)

    async def on_mount(self) -> None:
        """Read the first page, and look again from time to time."""
        self.query_one(StoryList).focus()
        await self._load(self.desk.first_page())
        self.set_interval(REFRESH, self._look_again)

    def on_resize(self, event: events.Resize) -> None:
        """Side by side where there is room."""
        self.screen_stack[0].set_class(event.size.width >= WIDE, "wide")
        self.call_after_refresh(self._show)

    def on_unmount(self) -> None:
        """Everything that was decided is written before the end."""
        self._thread.shutdown(wait=True)

    # The database, in its own thread

    async def _ask(self, work: Callable[[], _T]) -> _T | None:
        """The result of database work; None where it failed, which is said."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except WatcherError as error:
            self.notify(str(error), severity="error", markup=False)
            return None

    async def _load(self, asked: ListFilter) -> None:
        """Read a page. What was read before the latest key took effect is out of date, and read again later."""
        before = self._changes
        pulse = await self._ask(self._backend.pulse)
        rows = await self._ask(lambda: self._backend.stories(asked))
        if rows is not None and self._changes == before:
            self.desk.show(rows, asked)
            self._pulse = pulse
        self._show()

    async def _look_again(self) -> None:
        if len(self.screen_stack) > 1:  # a question is open: what it is about must not change
            return
        pulse = await self._ask(self._backend.pulse)
        if pulse is not None and pulse != self._pulse and len(self.screen_stack) == 1:
            self._watches = await self._ask(self._backend.watches) or []
            await self._load(self.desk.first_page())

    async def _more(self, asked: ListFilter) -> None:
        self._loading = True
        try:
            await self._load(asked)
        finally:
            self._loading = False
        self._show()

    async def _carry_out(self, action: Action) -> None:
        """Write a change; where that fails, show what the database says."""

        def work() -> bool:
            if action.undo:
                self._backend.undo(action.matches)
            elif action.mute:
                self._backend.mute(action.stories, MUTED_FOR)
            else:
                self._backend.mark(action.matches, action.status, note=action.note, assign=action.assign)
            return True

        if await self._ask(work) is None or action.undo:
            await self._load(self.desk.first_page())
        elif action.status is None:
            self._wanted = None
            self._show()

    async def _read(self, story_id: int) -> None:
        if self._wanted != story_id:  # the cursor is elsewhere by now
            return
        dossier = await self._ask(lambda: self._backend.dossier(story_id) if self._wanted == story_id else None)
        if dossier is not None and self._wanted == story_id:
            self._dossier = dossier
            self.query_one("#detail", Static).update(detail(dossier))
            self.query_one("#text", VerticalScroll).scroll_home(animate=False)

    # Drawing

    def _show(self) -> None:
        desk = self.desk
        self.query_one(StoryList).show()
        rows = desk.stories
        place = f"{desk.cursor + 1}/{len(rows)}{'' if desk.complete else '+'}" if rows else "0"
        chosen = f"  {len(desk.chosen)} selected" if desk.chosen else ""
        search = f"  /{isolated(desk.query)}" if desk.query else ""
        self.query_one("#top", Static).update(
            f"{VIEWS[desk.view][0]}  {desk.watch or 'all watches'}  {place}{chosen}{search}  handled {desk.handled}"
        )
        self.query_one("#bottom", Static).update("f follow up  d dismiss  x done  u undo  / search  ? help  q quit")
        current = desk.current
        if current is None:
            self._wanted = self._dossier = None
            self.query_one("#detail", Static).update("Nothing here. `s` shows other statuses, `w` other watch lists.")
        elif self._wanted != current.id:
            self._wanted = current.id
            self.run_worker(self._read(current.id))
        following = desk.next_page()
        if following is not None and not self._loading:
            self.run_worker(self._more(following))

    def _act(self, action: Action | None) -> None:
        if action is not None:
            self._changes += 1
            self.run_worker(self._carry_out(action))
        self._show()

    # Keys

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        text = self.query_one("#text", VerticalScroll)
        if text.has_focus:
            text.scroll_relative(y=by, animate=False)
            return
        self.desk.move(by)
        self._show()

    def action_read(self) -> None:
        """Into the text."""
        self.query_one("#text", VerticalScroll).focus()

    async def action_leave(self) -> None:
        """Back to the list; there: end the search."""
        if self.query_one(StoryList).has_focus:
            await self._search("")
        self.query_one(StoryList).focus()

    def action_choose(self) -> None:
        """Select."""
        self.desk.toggle()
        self._show()

    def action_choose_all(self) -> None:
        """Select all that is shown."""
        self.desk.choose_all()
        self._show()

    def action_mark(self, status: str) -> None:
        """A verdict."""
        self._act(self.desk.mark(MatchStatus(status)))

    def action_dismiss_why(self) -> None:
        """Dismiss with a reason."""
        self._prompt("Why dismiss it?", lambda text: self.desk.mark(MatchStatus.DISMISSED, text))

    def action_assign(self) -> None:
        """Assign."""
        targets = self.desk.targets()
        evidence = self._dossier.evidence if self._dossier else None
        shown = self._dossier is not None and [story.id for story in targets] == [self._dossier.story.id]
        assignee = evidence.match.assignee if evidence is not None and shown else None
        self._prompt("Assign to whom? (empty: nobody)", self.desk.assign, assignee or self._backend.who)

    def action_note(self) -> None:
        """Add a note."""
        self._prompt("Note", self.desk.note)

    def action_mute(self) -> None:
        """Mute."""
        self._act(self.desk.mute())
        self.notify("muted for 12 hours", timeout=2)

    def action_undo(self) -> None:
        """Take back."""
        action = self.desk.undo()
        if action is None:
            self.notify("nothing to undo", timeout=2)
        self._act(action)

    def action_open(self) -> None:
        """Open the item in the browser."""
        url = safe_link(self._dossier.evidence.item.url) if self._dossier else ""
        if url:
            self._open_url(url)
        else:
            self.notify("it has no link", timeout=2)

    def action_search(self) -> None:
        """Search."""

        async def answer(text: str | None) -> None:
            if text is not None:
                await self._search(text)

        self.push_screen(Prompt("Words of title or text, or how they begin (empty: all)", self.desk.query), answer)

    async def _search(self, text: str) -> None:
        if self.desk.search(text):
            self._changes += 1
            await self._load(self.desk.first_page())

    async def action_watch(self) -> None:
        """The next watch list."""
        self._watches = await self._ask(self._backend.watches) or []
        self.desk.turn_watch(self._watches)
        self._changes += 1
        await self._load(self.desk.first_page())

    async def action_status(self) -> None:
        """The next status."""
        self.desk.turn_view()
        self._changes += 1
        await self._load(self.desk.first_page())

    async def action_reload(self) -> None:
        """Read again."""
        await self._load(self.desk.first_page())

    def action_help(self) -> None:
        """The keys."""
        self.push_screen(Help())

    def _prompt(self, question: str, change: Callable[[str], Action | None], value: str = "") -> None:
        if not self.desk.targets():
            return

        def answer(text: str | None) -> None:
            if text is not None:
                self._act(change(text.strip()))

        self.push_screen(Prompt(question, value), answer)
