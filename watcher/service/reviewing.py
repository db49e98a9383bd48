"""`watcher review`: what the triage screen reads and changes. One thread lists and changes, one may read a story."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from watcher.service.opening import open_reader, open_writer
from watcher.settings.model import Settings
from watcher.types.rows import EvidenceRow, ListFilter, MatchRow, MatchStatus, StoryItemRow, StoryRow, TriageEvent

if TYPE_CHECKING:
    from watcher.store import Store

__all__ = ["Dossier", "Review"]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A story with all that a verdict on it needs."""

    story: StoryRow
    items: tuple[StoryItemRow, ...]
    matches: tuple[MatchRow, ...]
    evidence: EvidenceRow
    """Of the match whose item the list names; else that of the highest priority."""
    history: tuple[TriageEvent, ...]
    """Of all its matches."""


class Review:
    """The database as the triage screen uses it: reading at once, opened for changes at the first change."""

    def __init__(self, settings: Settings, who: str) -> None:
        """`who` is named in the history.

        Raises:
            NoDatabase: there is none yet.
        """
        self._settings = settings
        self.who = who
        self._open = ExitStack()
        self._reader = self._open.enter_context(open_reader(settings))
        self._store: Store | None = None

    def close(self) -> None:
        """Close the database."""
        self._open.close()

    def stories(self, where: ListFilter) -> list[StoryRow]:
        """A page of stories, highest priority first."""
        return self._reader.stories(where)

    def watches(self) -> list[str]:
        """Ids of the watch lists that have matches."""
        return sorted({watch for watch, _, _ in self._reader.status_counts()})

    def pulse(self) -> object:
        """Something that differs once the list may."""
        return self._reader.triage_pulse()

    def dossier(self, story_id: int) -> Dossier:
        """One story with its evidence. Raises NotFound."""
        with self._reader.at_one_moment():
            story = self._reader.story(story_id)
            matches = sorted(
                self._reader.story_matches(story_id), key=lambda m: (m.title != story.title, -m.priority, m.id)
            )
            return Dossier(
                story,
                tuple(self._reader.story_items(story_id)),
                tuple(matches),
                self._reader.evidence(matches[0].id),
                tuple(self._reader.story_history(story_id)),
            )

    def mark(
        self, match_ids: Sequence[int], status: MatchStatus | None, *, note: str = "", assign: str | None = None
    ) -> datetime:
        """Set the status of matches, or only add a note or assign them; when that was. Raises NotFound, StoreError."""
        at = _now()
        self._writing().mark(match_ids, status, who=self.who, now=at, note=note, assign=assign)
        return at

    def undo(self, match_ids: Sequence[int], of: datetime) -> int:
        """Take back what was changed at that time, where nobody changed more since; in how many matches."""
        return self._writing().undo(match_ids, who=self.who, now=_now(), of=of)

    def mute(self, story_ids: Sequence[int], until: datetime | None) -> None:
        """Keep later copies of stories from showing as new; None ends it."""
        self._writing().mute_stories(story_ids, until, who=self.who, now=_now())

    def _writing(self) -> "Store":
        if self._store is None:
            self._store = self._open.enter_context(open_writer(self._settings))
        return self._store


def _now() -> datetime:
    return datetime.now(UTC)
