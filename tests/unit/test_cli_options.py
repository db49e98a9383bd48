"""Options that commands share."""

import inspect
from datetime import timedelta

import pytest
import typer

from watcher.cli.options import FILTERS, filtered, is_filtered, now
from watcher.errors import UsageError
from watcher.types.rows import ListFilter, MatchStatus


def test_a_command_takes_the_filters_as_one() -> None:
    got: list[tuple[str, ListFilter, int | None]] = []

    @filtered("status", "watch", "since", since="7d")
    def command(word: str, *, asked: ListFilter, limit: int | None = None) -> None:
        """What help says."""
        got.append((word, asked, limit))

    assert list(inspect.signature(command).parameters) == ["word", "status", "watch", "since", "limit"]
    assert command.__doc__ == "What help says."
    command(word="x", status=["done,new"], watch=None, since="2d", limit=3)
    ((word, asked, limit),) = got
    assert (word, limit, asked.statuses, asked.watches) == ("x", 3, (MatchStatus.DONE, MatchStatus.NEW), ())
    assert asked.since is not None
    assert now() - asked.since == pytest.approx(timedelta(days=2), abs=timedelta(minutes=1))


def test_help_shows_every_filter_where_it_stands_and_its_default() -> None:
    @filtered(since="7d")
    def command(ctx: typer.Context, asked: ListFilter, *, json_lines: bool = False) -> None:
        """Nothing."""

    parameters = inspect.signature(command).parameters
    assert list(parameters) == ["ctx", *FILTERS, "json_lines"]
    assert parameters["since"].default == "7d"
    assert parameters["until"].default is None


def test_a_filter_that_makes_no_sense_is_the_users_mistake() -> None:
    @filtered("status")
    def command(asked: ListFilter) -> None:
        raise AssertionError

    with pytest.raises(UsageError, match='did you mean "done"'):
        command(status=["dnoe"])


def test_a_number_of_rows_is_no_filter() -> None:
    assert not is_filtered(ListFilter(limit=3))
    assert is_filtered(ListFilter(limit=3, tags=("iraq",)))
