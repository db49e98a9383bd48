"""What the triage screen shows, and what a key does to it; no widget, no database.

Every change is made here at once and handed out as an `Action` for the database, so that the screen never waits for it
and no keystroke is lost: actions are carried out in order, and where one fails the list is read again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from watcher.types.rows import ListFilter, MatchStatus, StoryRow

__all__ = ["PAGE", "VIEWS", "Action", "Desk"]

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


@dataclass(frozen=True, slots=True)
class Action:
    """A change for the database."""

    stories: tuple[int, ...]
    matches: tuple[int, ...]
    status: MatchStatus | None = None
    note: str = ""
    assign: str | None = None
    mute: bool = False
    undo: bool = False


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

    stories: list[StoryRow] = field(default_factory=list)
    cursor: int = 0
    chosen: set[int] = field(default_factory=set)
    view: int = 0
    watch: str = ""
    query: str = ""
    complete: bool = False
    """Whether every story of the filter was read."""
    handled: int = 0
    _done: list[_Done] = field(default_factory=list)

    # What to read

    def first_page(self) -> ListFilter:
        """The list from its beginning, at least as far as it was read before."""
        return ListFilter(
            statuses=VIEWS[self.view][1],
            watches=(self.watch,) if self.watch else (),
            words=tuple(self.query.split()),
            limit=max(PAGE, -(-len(self.stories) // PAGE) * PAGE),
        )

    def next_page(self) -> ListFilter | None:
        """What follows, if the cursor comes near the end of what was read; None: nothing."""
        if self.complete or not self.stories or len(self.stories) - self.cursor > PAGE // 2:
            return None
        last = self.stories[-1]
        return replace(self.first_page(), limit=PAGE, after=(last.priority, last.id))

    def show(self, rows: Sequence[StoryRow], asked: ListFilter) -> None:
        """Take over a page: a first one replaces the list, the cursor stays on its story; a next one extends it."""
        self.complete = asked.limit is not None and len(rows) < asked.limit
        if asked.after is not None:
            known = {story.id for story in self.stories}
            self.stories += [row for row in rows if row.id not in known]
            return
        current = self.current
        self.stories = list(rows)
        ids = [row.id for row in self.stories]
        self.chosen &= {row.id for row in self.stories}
        if current is not None and current.id in ids:
            self.cursor = ids.index(current.id)
        self._clamp()

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
        self.cursor += by
        self._clamp()

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

    def turn_view(self) -> None:
        """The next of the statuses' views."""
        self.view = (self.view + 1) % len(VIEWS)
        self._restart()

    def turn_watch(self, watches: Sequence[str]) -> None:
        """The next watch list, after the last one all of them."""
        order = ["", *watches]
        self.watch = order[(order.index(self.watch) + 1) % len(order)] if self.watch in order else ""
        self._restart()

    def mark(self, status: MatchStatus, note: str = "") -> Action | None:
        """Give a verdict. The story leaves the list where the view leaves out its new status."""
        return self._act(status=status, note=note)

    def note(self, text: str) -> Action | None:
        """Add a note."""
        return self._act(note=text) if text else None

    def assign(self, name: str) -> Action | None:
        """Assign to somebody; "" to nobody."""
        return self._act(assign=name)

    def mute(self) -> Action | None:
        """Mute: what arrives later on the story comes as done."""
        return self._act(mute=True)

    def undo(self) -> Action | None:
        """Take back the last verdict or assignment: its stories return to their places."""
        if not self._done:
            return None
        last = self._done.pop()
        ids = {row.id for _, row in last.rows}
        if last.where == (self.view, self.watch, self.query):
            self.stories = [story for story in self.stories if story.id not in ids]
            for place, row in last.rows:
                self.stories.insert(place, row)
            self.cursor = last.cursor
        self.handled -= len(ids) if last.action.status is not None else 0
        self._clamp()
        return Action(last.action.stories, last.action.matches, undo=True)

    def _act(
        self, *, status: MatchStatus | None = None, note: str = "", assign: str | None = None, mute: bool = False
    ) -> Action | None:
        rows = self.targets()
        if not rows:
            return None
        ids = {row.id for row in rows}
        action = Action(tuple(row.id for row in rows), _flat(row.matches for row in rows), status, note, assign, mute)
        if status is not None or assign is not None:
            places = [(i, story) for i, story in enumerate(self.stories) if story.id in ids]
            self._done.append(_Done(action, places, self.cursor, (self.view, self.watch, self.query)))
        if status is not None:
            wanted = VIEWS[self.view][1]
            stays = not wanted or status in wanted
            gone = 0 if stays else sum(story.id in ids for story in self.stories[: self.cursor])
            self.stories = [
                replace(story, status=status) if story.id in ids else story
                for story in self.stories
                if stays or story.id not in ids
            ]
            self.handled += len(ids)
            self.cursor -= gone
            if stays and not self.chosen:
                self.cursor += 1
        self.chosen.clear()
        self._clamp()
        return action

    def _restart(self) -> None:
        self.stories, self.cursor, self.complete = [], 0, False
        self.chosen.clear()

    def _clamp(self) -> None:
        self.cursor = max(0, min(self.cursor, len(self.stories) - 1))


def _flat(ids: Iterable[Sequence[int]]) -> tuple[int, ...]:
    return tuple(i for some in ids for i in some)
