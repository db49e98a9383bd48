"""`watcher feeds`: what is done with the files alone, without network or database."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from watcher.cli.frame import State, state_of
from watcher.cli.looking import nothing
from watcher.cli.options import JsonOption, LimitOption, TagOption, now, row_limit
from watcher.cli.output import Cell, Column, note, print_json, print_table
from watcher.errors import NotFound, UsageError

if TYPE_CHECKING:
    from watcher.settings import Configuration
    from watcher.types import FeedConfig

__all__ = [
    "add",
    "add_to_file",
    "edit_file_of",
    "export_opml",
    "files_of",
    "import_opml",
    "list_feeds",
    "remove",
    "usable_url",
]


def list_feeds(
    ctx: typer.Context,
    tag: TagOption = None,
    language: Annotated[
        list[str] | None, typer.Option("--language", metavar="LANG", help="Configured so (en, ar); may be repeated.")
    ] = None,
    limit: LimitOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the configured feeds.

    Example:
      watcher feeds list --tag iraq --language ar
    """
    from watcher.settings import load_feeds

    state = state_of(ctx)
    configuration = load_feeds(state.settings)
    feeds = [
        feed
        for feed in configuration.feeds
        if (not tag or set(tag) & set(feed.tags)) and (not language or feed.language in language)
    ]
    for warning in configuration.warnings:
        note(f"warning: {warning}", quiet=state.quiet)
    if not feeds:
        what = "no feed passes the filter" if configuration.feeds else "no feeds are configured"
        next_step = "`watcher feeds list` shows all" if configuration.feeds else "`watcher feeds add URL` adds one"
        nothing(state, what, has_database=True, next_step=next_step)
        return
    shown = feeds[: row_limit(limit, as_json=as_json)]
    if as_json:
        for feed in shown:
            print_json(_as_json(feed))
        return
    columns = (
        Column("feed", flexible=True),
        Column("lang", rank=2),
        Column("tags", rank=1, most=28),
        Column("every", right=True, rank=3),
        Column("url", most=60, rank=4),
    )
    print_table(columns, [_row(feed) for feed in shown])
    if len(shown) < len(feeds):
        note(f"{len(shown)} of {len(feeds)}; --limit {len(feeds)} shows all", quiet=state.quiet)


def _row(feed: "FeedConfig") -> list[str | Cell]:
    from watcher.validation import format_duration

    every = format_duration(feed.interval) if feed.interval else ""
    style = "" if feed.enabled else "dim"
    name = feed.title or feed.url
    cells = [name if feed.enabled else f"{name} (disabled)", feed.language, ", ".join(feed.tags), every, feed.url]
    return [Cell(cell, style) for cell in cells]


def _as_json(feed: "FeedConfig") -> dict[str, Any]:
    return {
        "url": feed.url,
        "title": feed.title,
        "tags": list(feed.tags),
        "language": feed.language,
        "interval": feed.interval.total_seconds() if feed.interval else None,
        "enabled": feed.enabled,
        "full_text": feed.full_text,
        "source": feed.source,
    }


def add(
    ctx: typer.Context,
    urls: Annotated[list[str], typer.Argument(metavar="URL", help="Where the feed is.")],
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="What to call it.")] = "",
    tag: Annotated[list[str] | None, typer.Option("--tag", metavar="TAG", help="A tag; may be repeated.")] = None,
    language: Annotated[str, typer.Option("--language", metavar="LANG", help="Its language (en, ar).")] = "",
    interval: Annotated[str, typer.Option("--interval", metavar="TIME", help="How often to ask, e.g. 15m.")] = "",
    full_text: Annotated[bool, typer.Option("--full-text", help="Fetch each new item's page too.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Fetch it first; add it only if it is a feed.")] = False,
) -> None:
    """Add a feed to feeds.toml.

    It goes to the end of the file; comments and order stay. A running service takes it up by itself.

    Examples:
      watcher feeds add https://www.example.org/rss.xml --tag iraq --tag wire
      watcher feeds add 'https://www.example.org/feed?key=${EXAMPLE_KEY}' --check
    """
    from watcher.settings import load_feeds

    state = state_of(ctx)
    if title and len(urls) > 1:
        raise UsageError("--title names one feed, but there are several URLs")
    configuration = load_feeds(state.settings)
    entries = [
        {
            "url": url,
            **({"title": title} if title else {}),
            **({"tags": list(tag)} if tag else {}),
            **({"language": language} if language else {}),
            **({"interval": interval} if interval else {}),
            **({"full_text": True} if full_text else {}),
        }
        for url in urls
    ]
    for url in urls:
        usable_url(url)
        _refuse_known(configuration, url)
    if check:
        _only_sound(configuration, entries)
    add_to_file(configuration, entries)
    for url in urls:
        note(f"added {url} to {_shown(configuration.settings.folder / 'feeds.toml')}", quiet=state.quiet)


def usable_url(url: str) -> None:
    """Raise UsageError where a URL could never be fetched."""
    from watcher.settings.feeds import check_url

    try:
        check_url(url)
    except ValueError as exc:
        raise UsageError(f"this is {exc}" if str(exc).startswith("no ") else str(exc), where=url) from None


def _refuse_known(configuration: "Configuration", url: str) -> None:
    for feed in configuration.feeds:
        if feed.url == url:
            raise UsageError(f"this feed is configured already, at {feed.source}", where=url)


def _only_sound(configuration: "Configuration", entries: Sequence[dict[str, Any]]) -> None:
    from watcher.errors import FetchError
    from watcher.service.checking import check_feeds
    from watcher.types import FeedConfig

    for found in check_feeds(configuration, [FeedConfig(entry["url"]) for entry in entries]):
        if not found.ok:
            raise FetchError(found.error, where=found.url, hint="without --check it is added all the same")


def add_to_file(configuration: "Configuration", entries: Sequence[dict[str, Any]]) -> None:
    """Write feeds to the end of feeds.toml, which is made where it is missing."""
    from watcher.settings.edit import add_feeds
    from watcher.settings.files import read_file, write_atomically

    path = configuration.settings.folder / "feeds.toml"
    where = _shown(path)
    text = read_file(path, where=where).decode("utf-8-sig") if path.exists() else "#:schema ./feeds.schema.json\n"
    write_atomically(path, add_feeds(text, entries, where=where))


def remove(
    ctx: typer.Context,
    urls: Annotated[list[str], typer.Argument(metavar="URL", help="As configured.")],
) -> None:
    """Take feeds out of feeds.toml.

    What was stored of them stays, and a feed that comes back goes on where it was. To pause one, set enabled = false.

    Example:
      watcher feeds remove https://www.example.org/rss.xml
    """
    from watcher.settings import load_feeds
    from watcher.settings.edit import remove_feeds

    state = state_of(ctx)
    configuration = load_feeds(state.settings)
    by_file: dict[Path, list[str]] = {}
    for url in dict.fromkeys(urls):
        for path in files_of(configuration, url):
            by_file.setdefault(path, []).append(url)
    for path, gone in by_file.items():
        edit_file_of(path, lambda text, gone=gone, path=path: remove_feeds(text, gone, where=_shown(path)))  # type: ignore[misc]
        for url in gone:
            note(f"removed {url} from {_shown(path)}", quiet=state.quiet)


def files_of(configuration: "Configuration", url: str) -> list[Path]:
    """The files in which a feed is written. Raises NotFound, and UsageError where one of them is OPML."""
    configuration.feed(url)
    paths = [path for path, file in configuration.feed_files.items() if any(feed.url == url for feed in file.feeds)]
    for path in paths:
        if path.suffix.lower() != ".toml":
            raise UsageError(f"{url} comes from {_shown(path)}, which is not edited here", hint="edit that file")
    return paths


def edit_file_of(path: Path, edit: Callable[[str], str]) -> None:
    """Change a TOML file's text, atomically."""
    from watcher.settings.files import read_file, write_atomically

    text = read_file(path, where=_shown(path)).decode("utf-8")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    write_atomically(path, mark + edit(text.removeprefix("\ufeff")))


def import_opml(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An OPML file.")],
    tag: Annotated[list[str] | None, typer.Option("--tag", metavar="TAG", help="Tag all of them; repeatable.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Fetch each first; add only those that are feeds.")] = False,
) -> None:
    """Add the feeds of an OPML file to feeds.toml.

    Folders become tags. Feeds that are configured already are left as they are. To keep reading an OPML file that
    another program writes, name it in `include` instead.

    Examples:
      watcher feeds import subscriptions.opml --tag imported
      watcher feeds import subscriptions.opml --check
    """
    from watcher.feeds.opml import read_opml
    from watcher.settings import load_feeds
    from watcher.settings.files import read_file

    state = state_of(ctx)
    configuration = load_feeds(state.settings)
    opml = read_opml(read_file(file, where=str(file)), where=str(file))
    known = {feed.url for feed in configuration.feeds}
    new = [feed for feed in opml.feeds if feed.url not in known]
    for warning in opml.warnings:
        note(f"warning: {warning}", quiet=state.quiet)
    failed = 0
    if check and new:
        sound = _checked(configuration, new, state)
        failed, new = len(new) - len(sound), sound
    if new:
        add_to_file(configuration, [_entry(feed, tuple(tag or ())) for feed in new])
    left = f", {failed} left out: they failed the check" if failed else ""
    note(f"{len(new)} added, {len(opml.feeds) - len(new) - failed} configured already{left}", quiet=state.quiet)


def _checked(configuration: "Configuration", feeds: "Sequence[FeedConfig]", state: State) -> "list[FeedConfig]":
    """Those of the feeds that answer as feeds; a progress bar on a terminal, a line for each that does not."""
    from rich.progress import Progress

    from watcher.cli.output import console
    from watcher.service.checking import check_feeds

    hidden = state.quiet or not sys.stderr.isatty()
    with Progress(console=console(stderr=True), transient=True, disable=hidden) as bar:
        task = bar.add_task("checking", total=len(feeds))
        checked = check_feeds(configuration, feeds, on_checked=lambda _: bar.advance(task))
    for found in checked:
        if not found.ok:
            note(f"left out: {found.url}: {found.error}", quiet=state.quiet)
    return [feed for feed, found in zip(feeds, checked, strict=True) if found.ok]


def _entry(feed: "FeedConfig", tags: tuple[str, ...]) -> dict[str, Any]:
    from watcher.validation import format_duration

    entry: dict[str, Any] = {"url": feed.url}
    if feed.title:
        entry["title"] = feed.title
    if feed.tags or tags:
        entry["tags"] = list(dict.fromkeys((*feed.tags, *tags)))
    if feed.language:
        entry["language"] = feed.language
    if feed.interval is not None:
        entry["interval"] = format_duration(feed.interval)
    if not feed.enabled:
        entry["enabled"] = False
    if feed.full_text:
        entry["full_text"] = True
    return entry


def export_opml(
    ctx: typer.Context,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write there instead of to stdout.")
    ] = None,
    tag: TagOption = None,
) -> None:
    """Write the feeds as OPML.

    Tags become categories and folders, so that `watcher feeds import` reads the same feeds back, their intervals and
    switches included. Headers are left out: they hold credentials.

    Example:
      watcher feeds export -o feeds.opml --tag iraq
    """
    from watcher.feeds.opml import write_opml
    from watcher.settings import load_feeds
    from watcher.settings.files import write_atomically

    state = state_of(ctx)
    feeds = [feed for feed in load_feeds(state.settings).feeds if not tag or set(tag) & set(feed.tags)]
    if not feeds:
        raise NotFound("no feed to export", hint="`watcher feeds list` shows what is configured")
    text = write_opml(feeds, title="watcher", now=now())
    if output is None:
        sys.stdout.write(text)
    else:
        write_atomically(output, text)
        note(f"{len(feeds)} feeds written to {output}", quiet=state.quiet)


def _shown(path: Path) -> str:
    from watcher.settings import said_path

    return said_path(path)
