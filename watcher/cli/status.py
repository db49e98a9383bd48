"""`watcher status` and `watcher doctor`."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from watcher.cli.frame import state_of
from watcher.cli.looking import maybe_reader, nothing
from watcher.cli.options import JsonOption, now
from watcher.cli.output import age, console, iso, print_json, say
from watcher.text.clean import terminal_safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from watcher.service.opening import Reader
    from watcher.settings import Settings
    from watcher.types.rows import FeedRow

__all__ = ["doctor", "status"]


def status(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """Say whether the service is alive and what it found.

    Exit code 1 where the service is down or stalled, so that it serves as a health check.

    Example:
      watcher status --json
    """
    state = state_of(ctx)
    at = now()
    with maybe_reader(state) as reader:
        if reader is None:
            nothing(state, "the service never ran", has_database=False, next_step="`watcher run` starts it")
            raise typer.Exit(1)
        said = _status(reader, at, state.settings)
    if as_json:
        print_json(said)
    else:
        _show_status(said, at)
    if said["service"] != "running":
        raise typer.Exit(1)


def _status(reader: "Reader", at: datetime, settings: "Settings") -> dict[str, Any]:
    from watcher.service.liveness import liveness

    service = reader.service_state()
    feeds = reader.feeds()
    new: dict[str, int] = {}
    for watch, word, count in reader.status_counts():
        new[watch] = new.get(watch, 0) + (count if word == "new" else 0)
    return {
        "service": liveness(service, at).value,
        "pid": service.pid if service else None,
        "host": service.host if service else None,
        "version": service.version if service else None,
        "started": service.started_at if service else None,
        "stopped": service.stopped_at if service else None,
        "last_tick": service.last_tick_at if service else None,
        "lag_seconds": round(service.lag_seconds, 1) if service else None,
        "config": service.config if service else str(settings.folder),
        "database": settings.database_shown,
        "problems": list(service.problems) if service else [],
        "feeds": _feed_counts(feeds, at),
        "matches_new": new,
    }


def _feed_counts(feeds: "Sequence[FeedRow]", at: datetime) -> dict[str, int]:
    from watcher.feeds.health import FeedState, health_of

    counts = dict.fromkeys((word.value for word in FeedState), 0)
    for feed in feeds:
        counts[health_of(feed, at).state.value] += 1
    return counts


def _show_status(said: dict[str, Any], at: datetime) -> None:
    out = console()
    alive = said["service"] == "running"
    out.print(f"service {said['service']}", style="green" if alive else "red", end="")
    if alive:
        lag = f", {said['lag_seconds']:.0f} s behind" if said["lag_seconds"] >= 1 else ""
        out.print(
            f" (pid {said['pid']} on {said['host']}), last tick {age(said['last_tick'], at)} ago{lag}", soft_wrap=True
        )
    elif said["last_tick"]:
        out.print(f", last tick {iso(said['last_tick'])}", soft_wrap=True)
    else:
        out.print()
    counts = [f"{count} {word}" for word, count in said["feeds"].items() if count]
    lines = [
        ("feeds", ", ".join(counts) or "none yet"),
        (
            "new",
            ", ".join(f"{count} in {watch}" for watch, count in said["matches_new"].items() if count)
            or "no new matches",
        ),
        ("config", said["config"]),
        ("database", said["database"]),
    ]
    lines += [("problem", "; ".join(map(str.strip, problem.splitlines()))) for problem in said["problems"]]
    if said["feeds"]["failing"] or said["feeds"]["quiet"] or said["feeds"]["gone"]:
        lines.insert(1, ("", "`watcher feeds health` says why"))
    if not alive:
        stuck = said["service"] == "stalled"
        lines.append(
            ("", f"end its process ({said['pid']}), then `watcher run`" if stuck else "`watcher run` starts it")
        )
    for label, value in lines:
        say(out, Text(f"{label:>9}  {terminal_safe(value)}"), hang=11)


def doctor(
    ctx: typer.Context,
    offline: Annotated[bool, typer.Option("--offline", help="Ask no feed.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Check configuration, database, network and clock.

    Each finding says what to do about it. Nothing is changed; at most one feed is asked, once. Exit code 1 where
    something keeps the service from its work.

    Example:
      watcher doctor
    """
    from watcher.service.diagnosing import Level, diagnose

    state = state_of(ctx)
    findings = diagnose(state.settings, network=not offline)
    out = console()
    styles = {Level.OK: "green", Level.WARNING: "yellow", Level.FAILURE: "red"}
    for finding in findings:
        if as_json:
            print_json(
                {"about": finding.about, "level": finding.level.value, "what": finding.what, "hint": finding.hint}
            )
            continue
        if state.quiet and finding.level is Level.OK:
            continue
        line = Text(f"{finding.level.value:>7}", style=styles[finding.level])
        line.append(f"  {finding.about}: {terminal_safe(finding.what, keep_newlines=True)}", style="default")
        say(out, line, hang=9)
        if finding.hint:
            say(out, Text(f"         {terminal_safe(finding.hint)}", style="dim"))
    if any(finding.level is Level.FAILURE for finding in findings):
        raise typer.Exit(1)
