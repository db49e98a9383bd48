"""Who works with the matches: who does something, and whose matches are asked for."""

import getpass
from typing import Annotated, TypeAlias

import typer

from watcher.errors import UsageError

__all__ = ["AsOption", "AssigneeOption", "MeOption", "MineOption", "asked_assignee", "who_am_i"]

AsOption: TypeAlias = Annotated[
    str | None, typer.Option("--as", metavar="NAME", help="Who does it (default: the system's user).")
]
AssigneeOption: TypeAlias = Annotated[
    str | None, typer.Option("--assignee", metavar="NAME", help="Assigned to this person.")
]
MineOption: TypeAlias = Annotated[bool, typer.Option("--mine", help="Assigned to me.")]
MeOption: TypeAlias = Annotated[
    str | None, typer.Option("--as", metavar="NAME", help="Who I am, for --mine (default: the system's user).")
]


def who_am_i(given: str | None) -> str:
    """Who the history names."""
    if given:
        return given
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def asked_assignee(assignee: str | None, mine: bool, who: str | None) -> str | None:
    """Whose matches are asked for; None: anybody's.

    Raises:
        UsageError: the options contradict each other.
    """
    if mine and assignee is not None:
        raise UsageError("--mine and --assignee ask for two people", hint="give one of them")
    if who is not None and not mine:
        raise UsageError("--as says who --mine is, but there is no --mine", hint="--assignee NAME asks for another's")
    return who_am_i(who) if mine else assignee
