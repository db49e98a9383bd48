"""Everything that can go wrong by somebody's doing. A bug is none of these: it raises what it raises, and is logged.

WatcherError                      exit 1   (the work failed)
├── UsageError                    exit 2
│   └── QueryError                         a query, with the column of its fault
├── ConfigError                   exit 3   a configuration file, or an input file that is read as one
│   └── WatchListError                     a watch list
├── InputError                    exit 3   a document, a seed, an OPML file
├── StoreError                    exit 1   the database
│   ├── NoDatabase
│   ├── NewerDatabase
│   └── StoreBusy                          another poller holds it
├── NotFound                      exit 1   an id that names nothing
└── FetchError                    exit 1   a URL that a command was told to read
"""

from collections.abc import Sequence

__all__ = [
    "ConfigError",
    "FetchError",
    "InputError",
    "NewerDatabase",
    "NoDatabase",
    "NotFound",
    "QueryError",
    "StoreBusy",
    "StoreError",
    "UsageError",
    "WatchListError",
    "WatcherError",
]


class WatcherError(Exception):
    """The work could not be done."""

    exit_code = 1

    def __init__(self, problem: str, *, where: str = "", hint: str = "") -> None:
        """Say what is wrong, where (`watches/base.toml:12, term[0].kind`), and what to do about it."""
        super().__init__(problem)
        self.problem = problem
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        text = f"{self.where}: {self.problem}" if self.where else self.problem
        return f"{text}\n  {self.hint}" if self.hint else text

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross process borders: keep every attribute."""
        return (_rebuild, (type(self), self.problem, self.__dict__))


def _rebuild(kind: type[WatcherError], problem: str, state: dict[str, object]) -> WatcherError:
    error = kind.__new__(kind)
    Exception.__init__(error, problem)
    error.__dict__.update(state)
    return error


class UsageError(WatcherError):
    """The command was called in a way that makes no sense."""

    exit_code = 2


class QueryError(UsageError):
    """A query cannot be read; `column` (from 1) is where, `correction` what to write instead."""

    def __init__(self, problem: str, *, column: int, correction: str = "") -> None:
        """Say what is wrong at that column, and what would be right."""
        said = f"column {column}: {problem}"
        super().__init__(f"{said}; {correction}" if correction else said)
        self.column = column
        self.correction = correction


class ConfigError(WatcherError):
    """A configuration file cannot be used; `problems` holds one (where, what) for each fault."""

    exit_code = 3

    def __init__(
        self, problem: str, *, where: str = "", hint: str = "", problems: Sequence[tuple[str, str]] = ()
    ) -> None:
        """As for WatcherError; `problems` are shown one a line."""
        super().__init__(problem, where=where, hint=hint)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        text = super().__str__()
        if len(self.problems) < 2:
            return text
        return "\n".join([text, *(f"  {where}: {what}" for where, what in self.problems)])


class WatchListError(ConfigError):
    """A watch list cannot be used."""


class InputError(WatcherError):
    """A file or document that was handed in cannot be used."""

    exit_code = 3


class StoreError(WatcherError):
    """The database cannot be used."""


class NoDatabase(StoreError):
    """There is no database yet."""


class NewerDatabase(StoreError):
    """The database was written by a newer version of watcher."""


class StoreBusy(StoreError):
    """Another poller holds this database."""


class NotFound(WatcherError):
    """No such match, story, feed or watch list."""


class FetchError(WatcherError):
    """A URL could not be read."""
