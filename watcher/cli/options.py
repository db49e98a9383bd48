"""Options that many commands share, and what becomes of them."""

import functools
import inspect
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Annotated, Any, TypeAlias

import typer

from watcher.cli.output import on_terminal
from watcher.errors import UsageError
from watcher.text.nearest import nearest
from watcher.types.rows import ListFilter, MatchStatus
from watcher.validation import parse_duration

__all__ = [
    "TERMINAL_LIMIT",
    "FeedOption",
    "JsonOption",
    "LanguageOption",
    "LimitOption",
    "MinPriorityOption",
    "MinScoreOption",
    "SinceOption",
    "StatusOption",
    "TagOption",
    "UntilOption",
    "WatchOption",
    "filtered",
    "is_filtered",
    "make_filter",
    "now",
    "parse_ids",
    "parse_status",
    "parse_when",
    "row_limit",
]

TERMINAL_LIMIT = 50
"""Rows of a list on a terminal, where --limit says nothing; in a pipe there is no limit."""

JsonOption: TypeAlias = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
LimitOption: TypeAlias = Annotated[
    int | None,
    typer.Option("--limit", metavar="N", min=1, show_default=False, help="At most so many (50 on a terminal)."),
]
StatusOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--status", metavar="STATUS", help="new, follow-up, done or dismissed; may be repeated."),
]
WatchOption: TypeAlias = Annotated[
    list[str] | None, typer.Option("--watch", metavar="ID", help="Of this watch list; may be repeated.")
]
FeedOption: TypeAlias = Annotated[
    list[str] | None, typer.Option("--feed", metavar="URL", help="From this feed; may be repeated.")
]
TagOption: TypeAlias = Annotated[
    list[str] | None, typer.Option("--tag", metavar="TAG", help="From feeds with this tag; may be repeated.")
]
LanguageOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--language", metavar="LANG", help="In this language (en, ar) or an unknown one; may be repeated."),
]
SinceOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--since", metavar="TIME", help="First seen since: 24h, 7d, 2026-01-17, 2026-01-17T08:00Z."),
]
UntilOption: TypeAlias = Annotated[str | None, typer.Option("--until", metavar="TIME", help="First seen before.")]
MinScoreOption: TypeAlias = Annotated[
    float | None, typer.Option("--min-score", metavar="N", min=0, max=100, help="At least this sure (0 to 100).")
]
MinPriorityOption: TypeAlias = Annotated[
    int | None, typer.Option("--min-priority", metavar="N", min=0, max=100, help="At least this priority (0 to 100).")
]


def now() -> datetime:
    """The time at which a command runs."""
    return datetime.now(UTC)


def make_filter(
    *,
    ids: Iterable[int] = (),
    status: list[str] | None = None,
    watch: list[str] | None = None,
    feed: list[str] | None = None,
    tag: list[str] | None = None,
    language: list[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    min_score: float | None = None,
    min_priority: int | None = None,
    assignee: str | None = None,
    limit: int | None = None,
) -> ListFilter:
    """The options as a filter. Raises UsageError."""
    return ListFilter(
        ids=tuple(ids),
        statuses=tuple(parse_status(word) for word in _words(status)),
        watches=tuple(_words(watch)),
        feeds=tuple(feed or ()),
        tags=tuple(_words(tag)),
        languages=tuple(word.lower() for word in _words(language)),
        since=parse_when(since, "--since"),
        until=parse_when(until, "--until"),
        min_score=min_score,
        min_priority=min_priority,
        assignee=assignee,
        limit=limit,
    )


FILTERS: dict[str, Any] = {
    "status": StatusOption,
    "watch": WatchOption,
    "feed": FeedOption,
    "tag": TagOption,
    "language": LanguageOption,
    "since": SinceOption,
    "until": UntilOption,
    "min_score": MinScoreOption,
    "min_priority": MinPriorityOption,
}
"""The options by which every list is narrowed, in the order in which help shows them."""


def filtered(*names: str, **defaults: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A command whose parameter `asked: ListFilter` becomes these options of `FILTERS` (all of them, if none is named).

    `defaults` says what an option is where it is not given.
    """
    chosen = names or tuple(FILTERS)
    options = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=defaults.get(name), annotation=FILTERS[name])
        for name in chosen
    ]

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(function)
        def command(**given: Any) -> None:
            function(asked=make_filter(**{name: given.pop(name) for name in chosen}), **given)

        parameters: list[inspect.Parameter] = []
        for parameter in inspect.signature(function).parameters.values():
            own = parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            parameters += options if parameter.name == "asked" else [own]
        command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what Typer reads
        command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return command

    return decorate


def is_filtered(asked: ListFilter) -> bool:
    """Whether it asks for anything but a number of rows."""
    return asked != ListFilter(limit=asked.limit)


def row_limit(limit: int | None, *, as_json: bool = False) -> int | None:
    """The limit in force."""
    return limit if limit or as_json or not on_terminal() else TERMINAL_LIMIT


def _words(values: list[str] | None) -> list[str]:
    """`--status new,done` is `--status new --status done`."""
    return [word.strip() for value in values or () for word in value.split(",") if word.strip()]


def parse_status(word: str) -> MatchStatus:
    """A triage status. Raises UsageError."""
    try:
        return MatchStatus(word.lower().replace("_", "-"))
    except ValueError:
        known = [status.value for status in MatchStatus]
        best = nearest(word, known)
        raise UsageError(
            f'"{word}" is no status; accepted: {", ".join(known)}', hint=f'did you mean "{best}"?' if best else ""
        ) from None


def parse_when(text: str | None, option: str) -> datetime | None:
    """A time: so long ago (`24h`), a day, or an ISO 8601 time (UTC where it names no zone). Raises UsageError."""
    if text is None:
        return None
    try:
        if re.fullmatch(r"\d+(\.\d+)?\s?[smhd]", text.strip()):
            return now() - parse_duration(text)
        at = datetime.fromisoformat(text.strip())
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise UsageError(
            f'"{text}" is no time for {option}', hint="accepted: 24h, 7d, 2026-01-17, 2026-01-17T08:00Z"
        ) from None


def parse_ids(words: Iterable[str]) -> tuple[int, ...]:
    """`7 9 12-15` (or `7,9`) as numbers, each once, in order. Raises UsageError."""
    ids: dict[int, None] = {}
    for word in _words(list(words)):
        found = re.fullmatch(r"#?(\d{1,18})(?:-(\d{1,18}))?", word)
        first = int(found[1]) if found else 0
        last = int(found[2]) if found and found[2] else first
        if not found or last < first or last - first > 100_000:
            raise UsageError(f'"{word}" is no id', hint="ids are given as 7 9 12-15")
        ids |= dict.fromkeys(range(first, last + 1))
    return tuple(ids)
