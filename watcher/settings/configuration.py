"""Settings, feeds and watch lists together: what is in force.

A service must not go dark for one bad file. So a watch list or feeds file that cannot be used leaves its last valid
version in force, or is left out where there is none, and is named in `problems`; a one-shot command reads strictly.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from watcher.errors import ConfigError, NotFound
from watcher.settings.feeds import FeedFile, merge_feeds, read_feed_files
from watcher.settings.files import read_file
from watcher.settings.load import require_found
from watcher.settings.locate import said_path
from watcher.settings.model import Settings
from watcher.text.nearest import nearest
from watcher.types import FeedConfig

if TYPE_CHECKING:
    from watcher.matching.watchlist import WatchList

__all__ = [
    "WATCH_ID",
    "Configuration",
    "Problem",
    "load_configuration",
    "load_feeds",
    "load_watches",
    "read_watch",
    "watch_files",
    "watch_path",
]

WATCH_ID = re.compile(r"\w[\w.-]{0,99}")
"""A watch list's id, which is its file's stem."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that is not in force as it is written."""

    where: str
    what: str
    kept: bool
    """Whether its last valid version is in force; else it is left out."""

    def __str__(self) -> str:
        return f"{self.what}\n  {'its last valid version stays in force' if self.kept else 'it is left out'}"


@dataclass(frozen=True, slots=True)
class Configuration:
    """Everything that the user wrote, validated."""

    settings: Settings
    feeds: tuple[FeedConfig, ...] = ()
    """Each URL once, enabled or not, in the order of the files."""
    watches: "tuple[WatchList, ...]" = ()
    """By id, enabled or not."""
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()
    feed_files: Mapping[Path, FeedFile] = field(default_factory=lambda: MappingProxyType({}))
    """The feeds as each file has them: where an edit goes."""

    def feed(self, url: str) -> FeedConfig:
        """The feed with that URL, exactly as configured. Raises NotFound."""
        for one in self.feeds:
            if one.url == url:
                return one
        raise _not_found("feed", url, [f.url for f in self.feeds], "`watcher feeds list` shows all")

    def watch(self, watch_id: str) -> "WatchList":
        """The watch list with that id. Raises NotFound."""
        for one in self.watches:
            if one.id == watch_id:
                return one
        raise _not_found("watch", watch_id, [w.id for w in self.watches], "`watcher watches list` shows all")

    def require_watches(self) -> None:
        """Raise ConfigError where not one watch list is valid: there is nothing to look for."""
        if self.watches:
            return
        broken = "\n  ".join(problem.what for problem in self.problems)
        blank = "`watcher derive SEED --save` writes one from a document, `watcher watches new ID` a blank one"
        raise ConfigError(
            "no valid watch list", where=said_path(self.settings.folder / "watches"), hint=broken or blank
        )


def _not_found(kind: str, asked: str, known: list[str], hint: str) -> NotFound:
    best = nearest(asked, known)
    return NotFound(f'no {kind} "{asked}" is configured', hint=f'did you mean "{best}"?' if best else hint)


def load_configuration(
    settings: Settings, *, previous: Configuration | None = None, strict: bool = False
) -> Configuration:
    """Read feeds and watch lists.

    Args:
        settings: says in which folder.
        previous: what was in force until now; its versions of files that are broken now stay.
        strict: raise at the first broken file: for commands that are run once.

    Raises:
        ConfigError: there is no configuration folder, or a file is broken and `strict` is set.
    """
    require_found(settings)
    feeds, feed_files, problems, warnings = _feeds(settings, previous, strict)
    watches, more = _watches(settings, previous, strict)
    return Configuration(
        settings=settings,
        feeds=feeds,
        watches=watches,
        problems=(*problems, *more),
        warnings=warnings,
        feed_files=MappingProxyType(feed_files),
    )


def load_feeds(settings: Settings) -> Configuration:
    """The feeds alone, strictly: for commands that have no use for watch lists."""
    require_found(settings)
    feeds, feed_files, _, warnings = _feeds(settings, None, True)
    return Configuration(settings=settings, feeds=feeds, warnings=warnings, feed_files=MappingProxyType(feed_files))


def load_watches(settings: Settings, *, strict: bool = True) -> Configuration:
    """The watch lists alone: for commands that have no use for feeds."""
    require_found(settings)
    watches, problems = _watches(settings, None, strict)
    return Configuration(settings=settings, watches=watches, problems=problems)


def watch_path(settings: Settings, watch_id: str) -> Path:
    """The file of a watch list, there or not."""
    return settings.folder / "watches" / f"{watch_id}.toml"


def _feeds(
    settings: Settings, previous: Configuration | None, strict: bool
) -> tuple[tuple[FeedConfig, ...], dict[Path, FeedFile], tuple[Problem, ...], tuple[str, ...]]:
    problems: list[Problem] = []
    warnings: list[str] = []
    known = previous.feed_files if previous else {}

    def problem(exc: ConfigError, kept: bool) -> None:
        if strict:
            raise exc
        problems.append(Problem(exc.where, str(exc), kept))

    files = read_feed_files(settings.folder / "feeds.toml", previous=known, problem=problem)
    feeds = tuple(merge_feeds(_all_feeds(files), warnings.append))
    return feeds, files, tuple(problems), (*(w for f in files.values() for w in f.warnings), *warnings)


def _all_feeds(files: Mapping[Path, FeedFile]) -> Iterator[FeedConfig]:
    for file in files.values():
        yield from file.feeds


def _watches(
    settings: Settings, previous: Configuration | None, strict: bool
) -> "tuple[tuple[WatchList, ...], tuple[Problem, ...]]":
    found: list[WatchList] = []
    problems: list[Problem] = []
    last = {watch.id: watch for watch in previous.watches} if previous else {}
    for path in watch_files(settings.folder / "watches"):
        where = said_path(path)
        try:
            found.append(read_watch(path))
        except ConfigError as exc:
            if strict:
                raise
            if path.stem in last:
                found.append(last[path.stem])
            problems.append(Problem(exc.where or where, str(exc), path.stem in last))
    return tuple(sorted(found, key=lambda watch: watch.id)), tuple(problems)


def read_watch(path: Path) -> "WatchList":
    """One watch list. Raises ConfigError."""
    from watcher.matching.watchlist import parse_watch_list

    where = said_path(path)
    if not WATCH_ID.fullmatch(path.stem):
        raise ConfigError(
            f'"{path.stem}" cannot be a watch list\'s id', where=where, hint="letters, digits, . - and _ are accepted"
        )
    return parse_watch_list(read_file(path, where=where), id=path.stem, where=where)


def watch_files(folder: Path) -> list[Path]:
    """The files of the watch lists, by name; none where there is no folder. Raises ConfigError."""
    if not folder.exists():
        return []
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".toml" and not path.name.startswith("."))
    except OSError as exc:
        raise ConfigError(f"cannot be read: {exc.strerror or exc}", where=said_path(folder)) from exc
