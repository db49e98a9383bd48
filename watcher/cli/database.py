"""`watcher db`."""

from pathlib import Path
from typing import Annotated

import typer

from watcher.cli.frame import state_of
from watcher.cli.options import JsonOption, now
from watcher.cli.output import note, print_json

__all__ = ["backup", "stats", "upgrade", "vacuum"]


def upgrade(ctx: typer.Context) -> None:
    """Bring the database to this version, after a backup.

    `watcher run` does it by itself. The backup of an SQLite database lies beside it.

    Example:
      watcher db upgrade
    """
    from watcher.service.opening import open_writer

    state = state_of(ctx)
    with open_writer(state.settings) as store:
        done = store.upgrade()
    for line in done or ["the database is up to date"]:
        note(line, quiet=state.quiet)


def stats(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """Show size and row counts.

    Example:
      watcher db stats --json
    """
    from watcher.service.opening import open_reader

    state = state_of(ctx)
    with open_reader(state.settings) as reader:
        found = reader.stats()
    if as_json:
        print_json({"url": found.url, "bytes": found.bytes, "revision": found.revision, "rows": dict(found.rows)})
        return
    print(f"{found.url}\n{found.bytes / 1e6:.1f} MB, revision {found.revision}")
    for name, count in found.rows:
        print(f"{count:>12,}  {name}")


def vacuum(ctx: typer.Context) -> None:
    """Give free space back to the disk.

    Rebuilds the file: it takes as much free space again while it works. Others may read meanwhile.

    Example:
      watcher db vacuum
    """
    from watcher.service.opening import open_reader, open_writer

    state = state_of(ctx)
    with open_writer(state.settings) as store:
        with open_reader(state.settings) as reader:
            before = reader.stats().bytes
        store.vacuum()
        with open_reader(state.settings) as reader:
            after = reader.stats().bytes
    note(f"{before / 1e6:.1f} MB before, {after / 1e6:.1f} MB now", quiet=state.quiet)


def backup(
    ctx: typer.Context,
    target: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="Where to; watcher-DATE.db if not given.")
    ] = None,
) -> None:
    """Copy the database while it is in use.

    The copy is consistent, and complete as of its beginning. A PostgreSQL database is copied by pg_dump.

    Example:
      watcher db backup /var/backups/watcher.db
    """
    from watcher.service.opening import open_writer

    state = state_of(ctx)
    path = target or Path(f"watcher-{now():%Y%m%dT%H%M%SZ}.db")
    with open_writer(state.settings) as store:
        store.backup(path)
    note(f"copied {state.settings.database_shown}\n    to {path}", quiet=state.quiet)
