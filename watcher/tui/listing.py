"""The list of stories, drawn line by line: only the lines on the screen cost anything."""

from datetime import datetime

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from watcher.text.clean import isolated, terminal_safe
from watcher.text.times import age
from watcher.tui.line import Line
from watcher.tui.state import Desk
from watcher.types.rows import MatchStatus, StoryRow

__all__ = ["Heading", "StoryList", "fitted", "heading", "typed_line"]

_SOURCES = 7
"""Cells for the sources and, of them, the independent ones."""
_FRONT = f"  {'pri':>3} {'age':>4}  "


class Heading(Widget):
    """What stands above a list, always as wide as it."""

    def __init__(self, listing: "StoryList") -> None:
        """Stand above a list."""
        super().__init__(id="head")
        self._listing = listing
        self._width = 0

    def show(self) -> None:
        """Draw it anew where the list's width is another."""
        if self._width != self._listing.scrollable_content_region.width:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The one line."""
        self._width = self._listing.scrollable_content_region.width
        return Strip([Segment(heading(self._width), self.rich_style)])


def heading(width: int) -> str:
    """What stands above the list, in so many cells."""
    return set_cell_size(_FRONT + "story", max(0, width - _SOURCES)) + f"{'sources':>{_SOURCES}}"


class StoryList(ScrollView):
    """The list."""

    class Clicked(Message):
        """A line was clicked on."""

        def __init__(self, index: int) -> None:
            """`index`: of the line in the list."""
            super().__init__()
            self.index = index

    def __init__(self, desk: Desk) -> None:
        """Show a desk's stories."""
        super().__init__(id="list")
        self.can_focus = False
        self.desk = desk
        self.keep_in_place = False
        """Whether the list is another: the line with the cursor then stays where it was on the screen."""
        self._rows: list[StoryRow] = []
        self._chosen: set[int] = set()
        self._cursor = 0
        self._now: datetime | None = None

    def show(self, now: datetime) -> None:
        """Draw the desk as it is now, the cursor in sight."""
        minute = now.replace(second=0, microsecond=0)
        drawn = (self._rows, self._chosen, self._now) == (self.desk.stories, self.desk.chosen, minute)
        self._rows, self._chosen, self._now = self.desk.stories, set(self.desk.chosen), minute
        self.virtual_size = Size(0, len(self._rows))
        top, height = round(self.scroll_offset.y), max(self.size.height, 1)
        wanted = top
        if self.keep_in_place and top:
            wanted = top + self.desk.cursor - self._cursor
        if not wanted <= self.desk.cursor < wanted + height:
            wanted = self.desk.cursor - height // 2
        if wanted != top:
            self.scroll_to(y=max(0, wanted), animate=False, force=True, immediate=True)
        if not drawn:
            self.refresh()
        elif wanted == top and self._cursor != self.desk.cursor:  # over a slow line, two lines are not the whole list
            self.refresh_lines(self._cursor, 1)
            self.refresh_lines(self.desk.cursor, 1)
        self.keep_in_place, self._cursor = False, self.desk.cursor

    def on_click(self, event: events.Click) -> None:
        """Say which line was clicked on."""
        self.post_message(self.Clicked(event.y + round(self.scroll_offset.y)))

    def render_line(self, y: int) -> Strip:
        """One story."""
        index = y + round(self.scroll_offset.y)
        width = self.scrollable_content_region.width
        if index >= len(self._rows) or self._now is None:
            return Strip.blank(width, Style())
        story = self._rows[index]
        here = index == self.desk.cursor
        front = (
            f"{'>' if here else ' '}{'*' if story.id in self.desk.chosen else ' '}{story.priority:>3} "
            f"{age(story.first_seen, self._now):>4}  "
        )
        back = f" {f'{story.sources} ({story.independent})':>{_SOURCES}}"
        room = max(4, width - cell_len(front) - cell_len(back))
        flags = self._flags(story)
        title = fitted(flags + terminal_safe(story.title), room)
        # Isolated after it was cut: else the end of the isolate might be cut off, and with it the line turned round.
        title = flags + isolated(title[len(flags) :]) if title.startswith(flags) else title
        space = " " * (room - cell_len(title))
        style = Style(reverse=here, bold=story.status is MatchStatus.NEW)
        return Strip([Segment(front + title + space + back, style)]).adjust_cell_length(width, style)

    def _flags(self, story: StoryRow) -> str:
        assert self._now is not None
        flags = [] if story.status is MatchStatus.NEW else [story.status.value]
        if story.muted_until is not None and story.muted_until > self._now:
            flags.append("muted")
        flags += [f"@{terminal_safe(name)}" for name in story.assignees]
        return "".join(f"[{flag}] " for flag in flags)


def fitted(text: str, width: int) -> str:
    """`text` in at most `width` cells, with an ellipsis where it was cut."""
    return text if cell_len(text) <= width else set_cell_size(text, max(0, width - 1)).rstrip() + "…"


def typed_line(line: Line, width: int) -> str:
    """A line that is being typed, with its caret, in at most `width` cells: of a long one, what stands at the caret."""
    before, after = f"{line.question} {line.text[: line.at]}", line.text[line.at :]
    while before and cell_len(before) > width - 2:
        before = "…" + before[2:] if len(before) > 1 else ""
    return set_cell_size(f"{isolated(before)}▏{isolated(after)}", width) if width > 0 else ""
