"""Who carries out what keys decide: one thread, in the order of the keys. Nothing that was decided is lost silently."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import TypeVar

from watcher.errors import WatcherError
from watcher.tui.backend import Backend
from watcher.tui.state import Action, Verb

__all__ = ["Clerk"]

_T = TypeVar("_T")


class Clerk:
    """Changes on their way to the database, and reads that must come after them."""

    def __init__(self, backend: Backend) -> None:
        """The threads start with their first work."""
        self._backend = backend
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="review")
        # What a story says is read beside: it does not wait until a locked database takes a verdict.
        self._texts = ThreadPoolExecutor(1, thread_name_prefix="texts")
        self._made: dict[int, datetime] = {}
        """Action's number → when the database took it. Only the thread uses it."""
        self.pending: dict[Future[int], Action] = {}
        """What is not written yet."""

    def submit(self, work: Callable[[], _T], *, beside: bool = False) -> Future[_T]:
        """Have something done after all that was handed in before, or `beside` it."""
        return (self._texts if beside else self._thread).submit(work)

    def carry_out(self, action: Action) -> Future[int]:
        """Hand a change to the thread at once; in how many matches it takes effect, as far as that is told."""
        future = self._thread.submit(self._write, action)
        self.pending[future] = action
        return future

    def _write(self, action: Action) -> int:
        if action.verb is Verb.UNDO:
            of = self._made.pop(action.number, None)
            return self._backend.undo(action.matches, of) if of is not None else 0
        if action.verb is Verb.MUTE:
            self._backend.mute(action.stories, action.until)
        else:
            self._made[action.number] = self._backend.mark(
                action.matches, action.status, note=action.note, assign=action.assign
            )
        return len(action.matches)

    def give_up(self) -> None:
        """Leave what the database has not begun to take."""
        for future in self.pending:
            future.cancel()

    def end(self) -> list[tuple[Action, str]]:
        """Wait until all is written; what was not, and why."""
        self._thread.shutdown(wait=True)
        self._texts.shutdown(wait=True)
        lost = []
        for future, action in self.pending.items():
            if future.cancelled():
                lost.append((action, "given up"))
            elif isinstance(error := future.exception(), WatcherError):
                lost.append((action, str(error)))
        return lost
