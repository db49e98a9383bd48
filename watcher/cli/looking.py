"""Opening the database to look at it, and what to say where there is nothing to see."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from watcher.cli.frame import State
from watcher.cli.output import note
from watcher.errors import NoDatabase

if TYPE_CHECKING:
    from watcher.service.opening import Reader
    from watcher.types.rows import ListFilter

__all__ = ["maybe_reader", "nothing", "unknown_name"]


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
    if not settings.found and not has_database:
        next_step = "`watcher init` writes a starter configuration into ./config; `watcher demo` needs none"
    folder = str(settings.folder)
    if not settings.found:
        folder = f"none found; looked in {', '.join(str(path) for path in settings.looked_in)}"
    there = "" if has_database else "  (there is none yet)"
    note(
        f"{what}\n  configuration: {folder}\n  database: {settings.database_shown}{there}\n  {next_step}",
        quiet=state.quiet,
    )


def unknown_name(state: State, asked: "ListFilter", reader: "Reader | None") -> str:
    """What to say of a watch list, feed or tag that a filter names and that there is none of; "" where all exist."""
    known = sorted(path.stem for path in (state.settings.folder / "watches").glob("*.toml"))
    if said := _unknown("watch", "is configured", asked.watches, known, "watcher watches"):
        return said
    if reader is None or not (asked.feeds or asked.tags):
        return ""
    feeds = reader.feeds(retired=True)
    tags = sorted({tag for feed in feeds for tag in feed.tags})
    return _unknown("feed", "is known", asked.feeds, [feed.url for feed in feeds], "watcher feeds") or _unknown(
        "tag", "is on any feed", asked.tags, tags, "watcher feeds"
    )


def _unknown(kind: str, where: str, asked: Iterable[str], known: Sequence[str], command: str) -> str:
    from watcher.text.nearest import nearest

    for name in asked:
        if name not in known:
            best = nearest(name, known)
            return f'no {kind} "{name}" {where}; ' + (f'did you mean "{best}"?' if best else f"see `{command}`")
    return ""
