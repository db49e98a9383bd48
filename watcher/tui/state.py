"""What the triage screen shows, and what a key does to it; no widget, no database.

Every change is made here at once and handed out as an `Action` for the database, so that the screen never waits for it
and no keystroke is lost: actions are carried out in order, and where one fails the list is read again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from watcher.types.rows import ListFilter, MatchStatus, StoryRow

__all__ = ["PAGE", "VIEWS", "Action", "Desk", "Verb"]

PAGE = 200
"""Stories that are read at a time."""

VIEWS: tuple[tuple[str, tuple[MatchStatus, ...]], ...] = (
    ("new", (MatchStatus.NEW,)),
    ("follow-up", (MatchStatus.FOLLOW_UP,)),
    ("open", (MatchStatus.NEW, MatchStatus.FOLLOW_UP)),
    ("done", (MatchStatus.DONE,)),
    ("dismissed", (MatchStatus.DISMISSED,)),
    ("all", ()),
)
"""What `s` goes through."""


class Verb(StrEnum):
    """What an action does."""

    MARK = "mark"
    NOTE = "note"
    ASSIGN = "assign"
    MUTE = "mute"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Action:
    """A change for the database."""

    verb: Verb
    number: int
    """Actions are numbered as they come; one that takes another back bears that one's number."""
    stories: tuple[int, ...]
    matches: tuple[int, ...]
    status: MatchStatus | None = None
    note: str = ""
    assign: str | None = None
    until: datetime | None = None
    """Muted until; None ends it."""


@dataclass(slots=True)
class _Done:
    """What can be taken back: the action, and the rows as they were with their places in the list."""

    action: Action
    rows: list[tuple[int, StoryRow]]
    cursor: int
    where: tuple[int, str, str]
    """View, watch and search of that list."""


@dataclass(slots=True)
class Desk:
    """Stories best first, a cursor, a selection, filters, and what was done."""

    base: ListFilter = ListFilter()
    """What the list is narrowed to from the beginning; views, watch lists and searches narrow it further."""
    stories: list[StoryRow] = field(default_factory=list)
    cursor: int = 0
    chosen: set[int] = field(default_factory=set)
    view: int = 0
    watch: str = ""
    query: str = ""
    complete: bool = False
    """Whether every story of the filter was read."""
    handled: int = 0
    staying: int | None = None
    """A story that the list no longer holds (somebody else gave a verdict), shown as long as the cursor is on it."""
    _numbered: int = 0
    _done: list[_Done] = field(default_factory=list)

    # What to read

    def first_page(self) -> ListFilter:
        """The list from its beginning, at least as far as it was read before."""
        return replace(
            self.base,
            statuses=VIEWS[self.view][1],
            watches=(self.watch,) if self.watch else self.base.watches,
            words=tuple(self.query.split()),
            limit=max(PAGE, -(-len(self.stories) // PAGE) * PAGE),
        )

    def next_page(self) -> ListFilter | None:
        """What follows, if the cursor comes near the end of what was read; None: nothing."""
        if self.complete or not self.stories or len(self.stories) - self.cursor > PAGE // 2:
            return None
        last = self.stories[-1]
        return replace(self.first_page(), limit=PAGE, after=(last.rank, last.id))

    def show(self, rows: Sequence[StoryRow], asked: ListFilter) -> None:
        """Take over a page: a first one replaces the list, a next one extends it.

        The cursor stays on its story. Where that is no longer in the list, because somebody else gave a verdict, it
        is kept until the cursor leaves it: else the next key would hit a story that nobody has looked at.
        """
        self.complete = asked.limit is not None and len(rows) < asked.limit
        if asked.after is not None:
            known = {story.id for story in self.stories}
            self.stories += [row for row in rows if row.id not in known]
            return
        current, before = self.current, self.cursor
        self.stories = list(rows)
        self.staying = None
        ids = [row.id for row in self.stories]
        self.chosen &= set(ids)
        if current is not None and current.id in ids:
            self.cursor = ids.index(current.id)
        elif current is not None:
            self.cursor = min(before, len(self.stories))
            self.stories.insert(self.cursor, current)
            self.staying = current.id
        self._clamp()

    def update(self, row: StoryRow) -> None:
        """A story as it is by now, read anew by itself."""
        for place, story in enumerate(self.stories):
            if story.id == row.id and story != row:
                self.stories = [*self.stories[:place], row, *self.stories[place + 1 :]]
                return

    # What is shown

    @property
    def current(self) -> StoryRow | None:
        """The story under the cursor."""
        return self.stories[self.cursor] if 0 <= self.cursor < len(self.stories) else None

    def targets(self) -> list[StoryRow]:
        """What a key acts on: the selection, else the story under the cursor."""
        if self.chosen:
            return [story for story in self.stories if story.id in self.chosen]
        return [self.current] if self.current is not None else []

    # Keys

    def move(self, by: int) -> None:
        """Move the cursor; it stops at the ends."""
        here = self.current
        self.cursor += by
        self._clamp()
        if self.staying is not None and here is not None and here is not self.current:
            left = [story.id for story in self.stories].index(self.staying)
            del self.stories[left]
            self.chosen.discard(self.staying)
            self.cursor -= left < self.cursor
            self.staying = None

    def toggle(self) -> None:
        """Select or unselect the story under the cursor, and go on."""
        if self.current is not None:
            self.chosen ^= {self.current.id}
            self.move(1)

    def choose_all(self) -> None:
        """Select all that is shown, or nothing where all is selected."""
        ids = {story.id for story in self.stories}
        self.chosen = set() if ids <= self.chosen else ids

    def search(self, text: str) -> bool:
        """Ask only for stories that hold these words; "" asks for all. Returns whether the list is another now."""
        if text.strip() == self.query:
            return False
        self.query = text.strip()
        self._restart()
        return True

    def turn_view(self, by: int = 1) -> None:
        """The next of the statuses' views, or the one before."""
        self.view = (self.view + by) % len(VIEWS)
        self._restart()

    def turn_watch(self, watches: Sequence[str], by: int = 1) -> None:
        """The next watch list, or the one before; after the last one all of them."""
        order = ["", *(watch for watch in watches if not self.base.watches or watch in self.base.watches)]
        self.watch = order[(order.index(self.watch) + by) % len(order)] if self.watch in order else ""
        self._restart()

    def mark(self, status: MatchStatus, note: str = "") -> Action | None:
        """Give a verdict. The story leaves the list where the view leaves out its new status."""
        rows = self.targets()
        action = self._act(Verb.MARK, status=status, note=note)
        if action is None:
            return None
        ids = set(action.stories)
        wanted = VIEWS[self.view][1]
        stays = not wanted or status in wanted
        before = sum(story.id in ids for story in self.stories[: self.cursor])
        self.stories = [
            replace(story, status=status) if story.id in ids else story
            for story in self.stories
            if stays or story.id not in ids
        ]
        self.handled += len(rows)
        self.cursor -= 0 if stays else before
        if self.staying in ids:
            self.staying = None
        if stays and not self.chosen:
            self.cursor += 1
        self._end()
        return action

    def note(self, text: str) -> Action | None:
        """Add a note."""
        if not text:
            return None
        action = self._act(Verb.NOTE, note=text)
        self._end()
        return action

    def assign(self, name: str) -> Action | None:
        """Assign to somebody; "" to nobody."""
        action = self._act(Verb.ASSIGN, assign=name)
        self._change(action, assignees=(name,) if name else ())
        return action

    def mute(self, until: datetime | None) -> Action | None:
        """Mute: what arrives later on the story comes as done. None ends it."""
        action = self._act(Verb.MUTE, until=until)
        self._change(action, muted_until=until)
        return action

    def undo(self) -> Action | None:
        """Take back the last verdict, assignment or muting: its stories return to their places, as they were.

        A note stays; asked to take one back, it answers with that note's own action, and goes on to what was before
        it the next time.
        """
        if not self._done:
            return None
        last = self._done.pop()
        if last.action.verb is Verb.NOTE:
            return last.action
        ids = {row.id for _, row in last.rows}
        if last.where == (self.view, self.watch, self.query):
            self.stories = [story for story in self.stories if story.id not in ids]
            for place, row in last.rows:
                self.stories.insert(place, row)
            self.cursor = last.cursor
            self.staying = None
        self.handled -= len(ids) if last.action.verb is Verb.MARK else 0
        self._clamp()
        if last.action.verb is Verb.MUTE:
            return replace(last.action, until=last.rows[0][1].muted_until)
        return replace(last.action, verb=Verb.UNDO)

    def failed(self, action: Action) -> None:
        """An action was not written: it is no more to be taken back."""
        kept = [done for done in self._done if done.action.number != action.number]
        if len(kept) < len(self._done) and action.verb is Verb.MARK:
            self.handled -= len(action.stories)
        self._done = kept

    def _act(
        self,
        verb: Verb,
        *,
        status: MatchStatus | None = None,
        note: str = "",
        assign: str | None = None,
        until: datetime | None = None,
    ) -> Action | None:
        rows = self.targets()
        if not rows:
            return None
        self._numbered += 1
        stories, matches = tuple(row.id for row in rows), tuple(match for row in rows for match in row.matches)
        action = Action(verb, self._numbered, stories, matches, status, note, assign, until)
        places = [(i, story) for i, story in enumerate(self.stories) if story.id in set(stories)]
        self._done.append(_Done(action, places, self.cursor, (self.view, self.watch, self.query)))
        return action

    def _change(self, action: Action | None, **change: Any) -> None:
        """The rows that an action is about read otherwise from now on."""
        ids = set(action.stories) if action is not None else set()
        self.stories = [replace(story, **change) if story.id in ids else story for story in self.stories]
        self._end()

    def _end(self) -> None:
        self.chosen.clear()
        self._clamp()

    def _restart(self) -> None:
        self.stories, self.cursor, self.complete, self.staying = [], 0, False, None
        self.chosen.clear()

    def _clamp(self) -> None:
        self.cursor = max(0, min(self.cursor, len(self.stories) - 1))
