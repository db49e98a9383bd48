"""What every command shares: the global options, before or after it, and loading it only when it is called."""

import enum
import importlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.completion import get_completion_inspect_parameters, install_callback, show_callback
from typer.core import TyperCommand, TyperGroup

import watcher
from watcher.cli.registry import COMMANDS, Entry

if TYPE_CHECKING:
    from watcher.settings import Settings

__all__ = ["GLOBAL_OPTIONS", "ReaderGone", "State", "build", "load", "state_of"]

GLOBAL_OPTIONS = frozenset({"config", "database", "verbose", "quiet"})
_PANEL = "Global options"
_TAKE_A_VALUE = ("--config", "--database")
_FLAGS = ("-v", "--verbose", "-q", "--quiet")


@dataclass(slots=True)
class State:
    """What the global options said, and what is made of it once it is needed."""

    config: Path | None = None
    database: str | None = None
    verbose: bool = False
    quiet: bool = False
    _settings: "Settings | None" = field(default=None, repr=False)

    @property
    def settings(self) -> "Settings":
        """The settings in force. Raises ConfigError."""
        if self._settings is None:
            from watcher.settings import load_settings

            self._settings = load_settings(self.config, database=self.database)
        return self._settings


class ReaderGone(Exception):
    """Whoever read stdout wants no more of it (`watcher matches | head`). Typer would take it for a failure."""


def state_of(ctx: typer.Context) -> State:
    """The State of a command's context."""
    state = ctx.obj
    assert isinstance(state, State)
    return state


def _record(ctx: typer.Context, param: typer.CallbackParam, value: Any) -> Any:
    """Given anywhere, an option counts; not given here, it leaves alone what was said before the command."""
    if value and isinstance(ctx.obj, State) and param.name:
        setattr(ctx.obj, param.name, value)
    return value


def _global_options(
    config: Annotated[
        Path | None,
        typer.Option(
            "--config", metavar="DIR", help="The configuration folder.", expose_value=False, callback=_record,
            show_default=False,
        ),
    ] = None,
    database: Annotated[
        str | None,
        typer.Option(
            "--database", metavar="URL", help="The database, instead of the configured one.", expose_value=False,
            callback=_record, show_default=False,
        ),
    ] = None,
    verbose: Annotated[
        bool,
        typer.Option("--verbose", "-v", help="Say more.", expose_value=False, callback=_record),
    ] = False,
    quiet: Annotated[
        bool,
        typer.Option(
            "--quiet", "-q", help="Say nothing but errors.", expose_value=False, callback=_record
        ),
    ] = False,
) -> None:  # fmt: skip
    """Only its parameters count."""


def _version(value: bool) -> None:
    if value:
        typer.echo(f"watcher {watcher.__version__}")
        raise typer.Exit


class Shell(enum.StrEnum):
    """Shells whose completion is known."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


def _show_completion(ctx: typer.Context, param: typer.CallbackParam, value: Shell | None) -> None:
    show_callback(ctx, param, value and value.value)


def _install_completion(ctx: typer.Context, param: typer.CallbackParam, value: Shell | None) -> None:
    install_callback(ctx, param, value and value.value)


def _root_options(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", is_eager=True, callback=_version, expose_value=False)
    ] = False,
    install_completion: Annotated[
        Shell | None,
        typer.Option(
            "--install-completion", metavar="SHELL", help="Install completion for bash, zsh or fish.",
            callback=_install_completion, expose_value=False,
        ),
    ] = None,
    show_completion: Annotated[
        Shell | None,
        typer.Option(
            "--show-completion", metavar="SHELL", help="Show the completion script of bash, zsh or fish.",
            callback=_show_completion, expose_value=False,
        ),
    ] = None,
) -> None:  # fmt: skip
    """Only its parameters count."""


def _params(function: Callable[..., None]) -> list[Any]:
    app = typer.Typer(add_completion=False)
    app.callback()(function)
    return list(typer.main.get_command(app).params)


def _write_options(command: TyperCommand | TyperGroup, ctx: Any, formatter: Any) -> None:
    """A command's own options, then the global ones, which are the same everywhere."""
    own: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": [], _PANEL: []}
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx)
        if record is not None:
            if param.param_type_name == "argument":
                own["Arguments"].append((_argument(param), record[1]))
            else:
                own[_PANEL if param.name in GLOBAL_OPTIONS else "Options"].append(record)
    for title, records in own.items():
        if records:
            with formatter.section(title):
                formatter.write_dl(records)


def _argument(param: Any) -> str:
    """An argument as a manual writes it: `FILE...`, `[DIR]`; Typer adds braces and Python's types."""
    name: str = param.metavar or param.name.upper()
    dots = "..." if param.nargs == -1 and "..." not in name else ""
    return f"{name}{dots}" if param.required or name.startswith("[") else f"[{name}]{dots}"


class Command(TyperCommand):
    """A command with plain help: rich's would take three times as long to import as all the rest."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """What stands behind the command's name in its usage."""
        arguments = (param for param in self.get_params(ctx) if param.param_type_name == "argument")
        return ["[OPTIONS]", *map(_argument, arguments)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write them, in sections."""
        _write_options(self, ctx, formatter)


class Group(TyperGroup):
    """A group that prints its help, or runs its default command, where none is named."""

    default = ""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options, then the commands by what they are about."""
        panels: dict[str, list[tuple[str, str]]] = {}
        for name in self.list_commands(ctx):
            command: Any = self.commands[name]
            panels.setdefault(command.rich_help_panel or "Commands", []).append((name, command.help))
        for title, rows in panels.items():
            with formatter.section(title):
                formatter.write_dl(rows)
        _write_options(self, ctx, formatter)

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Read the options; help is written here. Raises ReaderGone."""
        try:
            return super().make_context(info_name, args, parent=parent, **extra)
        except BrokenPipeError as error:
            raise ReaderGone from error

    def invoke(self, ctx: Any) -> Any:
        """Run the command. Raises ReaderGone."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGone from error

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Global options may stand before the command's name; what else comes before it is the default command's."""
        named = _first_word(args)
        if not ctx.resilient_parsing and (named is None or named not in self.commands):
            if self.default and (named is None or named.startswith("-")) and not {"--help"} & set(args):
                args = [self.default, *args]
            elif named is None:
                super().parse_args(ctx, args)
                typer.echo(ctx.get_help())
                ctx.exit(0)
        return super().parse_args(ctx, args)


def _first_word(args: Sequence[str]) -> str | None:
    """The first argument that is no global option and no global option's value."""
    i = 0
    while i < len(args):
        if args[i] in _TAKE_A_VALUE:
            i += 2
        elif args[i] in _FLAGS or args[i].startswith(tuple(f"{name}=" for name in _TAKE_A_VALUE)):
            i += 1
        else:
            return args[i]
    return None


class _Lazy(Command):
    """A command's name and sentence; its module is imported when it is called (or asked for its own help)."""

    target = ""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """The context of the real command."""
        return load(self.target, self.name or "").make_context(info_name, args, parent=parent, **extra)


def load(target: str, name: str) -> Command:
    """The command whose function is at `module:function`, with the global options."""
    module, _, attribute = target.partition(":")
    function = getattr(importlib.import_module(module), attribute)
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, cls=Command)(function)
    command = typer.main.get_command(app)
    assert isinstance(command, Command)
    command.help = re.sub(r"\n\n(Examples?:\n)", "\n\n\b\n\\1", command.help or "")
    command.name = name
    command.params += _params(_global_options)
    return command


def build(entries: Iterable[Entry] = COMMANDS) -> Group:
    """The whole command line; no command is imported yet."""
    # Completion's own options would take the shell for a command: ours name it. What is asked for is the machinery.
    get_completion_inspect_parameters()
    shared = _params(_global_options)
    root = Group(
        name="watcher",
        help="Watch the news for what matters to you: poll feeds, match names and topics, keep and triage matches.",
        rich_markup_mode=None,
        params=[*_params(_root_options), *shared],
    )
    groups = {"": root}
    for entry in entries:
        parent, _, name = entry.name.rpartition(" ")
        if entry.target:
            lazy = _Lazy(name, help=entry.help, rich_markup_mode=None, rich_help_panel=entry.panel or None)
            lazy.target = entry.target
            groups[parent].add_command(lazy, name)
        else:
            meaning = f" Without a command: {entry.default}." if entry.default else ""
            group = Group(name=name, help=entry.help + meaning, params=shared, rich_markup_mode=None)
            group.rich_help_panel = entry.panel or None
            group.default = entry.default
            groups[entry.name] = group
            groups[parent].add_command(group, name)
    return root
