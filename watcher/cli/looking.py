"""Opening the database to look at it, and what to say where there is nothing to see."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from watcher.cli.frame import State
from watcher.cli.output import note
from watcher.errors import NoDatabase

if TYPE_CHECKING:
    from watcher.service.opening import Reader
    from watcher.types.rows import ListFilter

__all__ = ["maybe_reader", "nothing", "unknown_watch"]


@contextmanager
def maybe_reader(state: State) -> "Iterator[Reader | None]":
    """The database for reading, or None where there is none yet: then a list is empty, and says why."""
    from watcher.service.opening import open_reader

    try:
        reader = open_reader(state.settings)
    except NoDatabase:
        yield None
        return
    with reader:
        yield reader


def nothing(state: State, what: str, *, has_database: bool, next_step: str) -> None:
    """Say on stderr that a list is empty, where was looked, and what to do next."""
    settings = state.settings
    folder = str(settings.folder)
    if not settings.found:
        folder = f"none found; looked in {', '.join(str(path) for path in settings.looked_in)}"
    there = "" if has_database else "  (there is none yet)"
    note(
        f"{what}\n  configuration: {folder}\n  database: {settings.database_shown}{there}\n  {next_step}",
        quiet=state.quiet,
    )


def unknown_watch(state: State, asked: "ListFilter") -> str:
    """What to say of a watch list that a filter names and the configuration does not; "" where there is none."""
    from watcher.text.nearest import nearest

    folder = state.settings.folder / "watches"
    known = sorted(path.stem for path in folder.glob("*.toml"))
    for name in asked.watches:
        if name not in known:
            best = nearest(name, known)
            return f'no watch "{name}" is configured; ' + (
                f'did you mean "{best}"?' if best else "see `watcher watches`"
            )
    return ""
