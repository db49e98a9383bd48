"""What the triage screen needs of the database."""

from datetime import datetime
from typing import Protocol

from watcher.service.reviewing import Dossier
from watcher.types.rows import ListFilter, MatchStatus, StoryRow

__all__ = ["Backend"]


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
    ) -> datetime:
        """Set status, add a note, assign; when that was."""

    def undo(self, match_ids: tuple[int, ...], of: datetime) -> int:
        """Take back what was changed then, where nobody changed more since; in how many matches."""

    def mute(self, story_ids: tuple[int, ...], until: datetime | None) -> None:
        """Mute stories until then; None ends it."""
