"""`watcher init`."""

from pathlib import Path
from typing import Annotated

import typer

from watcher.cli.frame import state_of
from watcher.cli.output import note

__all__ = ["init"]


def init(
    ctx: typer.Context,
    directory: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Where to; ./config if not given.", show_default=False)
    ] = None,
) -> None:
    """Write a commented starter configuration.

    Settings with every key, some feeds, a watch list to start from, and JSON schemas for editors. Files that are there
    already are left alone.

    Examples:
      watcher init
      watcher init /etc/watcher
    """
    from watcher.settings.starting import write_starter

    state = state_of(ctx)
    folder = directory or state.config or Path("config")
    written, kept = write_starter(folder)
    for path in written:
        note(f"wrote {path}", quiet=state.quiet)
    for path in kept:
        note(f"kept {path}: it was there", quiet=state.quiet)
    where = "" if folder == Path("config") else f" --config {folder}"
    note(
        f"next: put your feeds into {folder / 'feeds.toml'} and your terms into {folder / 'watches'}, "
        f"then `watcher poll{where}` for one pass, or `watcher run{where}` for the service",
        quiet=state.quiet,
    )
