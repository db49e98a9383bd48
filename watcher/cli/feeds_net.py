"""`watcher feeds`: what asks the network or the database."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from watcher.cli.feeds import edit_file_of, files_of, usable_url
from watcher.cli.frame import state_of
from watcher.cli.looking import maybe_reader, nothing
from watcher.cli.options import FeedOption, JsonOption, LimitOption, TagOption, now, row_limit
from watcher.cli.output import Cell, Column, age, note, print_json, print_table
from watcher.errors import UsageError, WatcherError
from watcher.text.clean import terminal_safe

if TYPE_CHECKING:
    from watcher.feeds.health import Health
    from watcher.service.checking import FeedCheck
    from watcher.settings import Configuration
    from watcher.types.rows import FeedRow, PageCounts

__all__ = ["check", "discover", "health", "replace", "retry"]

_STYLES = {"ok": "green", "new": "", "failing": "red", "quiet": "yellow", "gone": "red", "disabled": "dim"}


def check(
    ctx: typer.Context,
    urls: Annotated[list[str], typer.Argument(metavar="URL", help="Configured or not.")],
    as_json: JsonOption = False,
) -> None:
    """Fetch a feed once, storing nothing, and explain each step.

    A configured feed is asked with its own headers. Exit code 1 where one is no sound feed.

    Example:
      watcher feeds check https://www.example.org/rss.xml
    """
    from watcher.service.checking import check_feeds
    from watcher.settings import load_configuration
    from watcher.types import FeedConfig

    state = state_of(ctx)
    configuration = load_configuration(state.settings)
    known = {feed.url: feed for feed in configuration.feeds}
    for url in urls:
        usable_url(url)
    found = check_feeds(configuration, [known.get(url) or FeedConfig(url) for url in urls])
    for one in found:
        if as_json:
            print_json(_check_json(one))
        else:
            _show_check(one)
    if not all(one.ok for one in found):
        raise typer.Exit(1)


def _check_json(found: "FeedCheck") -> dict[str, Any]:
    return {
        "url": found.url,
        "ok": found.ok,
        "error": found.error,
        "title": found.title,
        "format": found.format,
        "language": found.language,
        "items": found.items,
        "newest": found.newest,
        "matching": found.matching,
        "next_poll": found.next_poll.due_at if found.next_poll else None,
        "next_poll_set_by": found.next_poll.set_by if found.next_poll else None,
        "steps": list(found.steps),
        "sample": list(found.sample),
    }


def _show_check(found: "FeedCheck") -> None:
    print(terminal_safe(found.url))
    for step in found.steps:
        print(terminal_safe(f"  {step}"))
    if not found.ok:
        print("  not a feed that can be polled")
        return
    if found.next_poll is not None and found.next_poll.due_at is not None:
        print(f"  it would be asked again in {age(now(), found.next_poll.due_at)}, by {found.next_poll.set_by}")
    for title in found.sample:
        print(terminal_safe(f"    - {title}"))


def retry(
    ctx: typer.Context,
    urls: Annotated[list[str] | None, typer.Argument(metavar="URL", help="As configured.")] = None,
    failing: Annotated[bool, typer.Option("--failing", help="All that fail or are gone.")] = False,
) -> None:
    """End back-off, and ask gone feeds again.

    They are due at once: a running service asks them, or `watcher poll --due`.

    Examples:
      watcher feeds retry https://www.example.org/rss.xml
      watcher feeds retry --failing
    """
    from watcher.service.opening import open_writer

    state = state_of(ctx)
    if bool(urls) == failing:
        raise UsageError("either URLs or --failing", hint="`watcher feeds health` shows which feeds fail")
    with open_writer(state.settings) as store:
        due = store.retry_feeds(None if failing else urls, now())
    for url in due:
        note(f"due now: {url}", quiet=state.quiet)
    if not due:
        note("no feed fails", quiet=state.quiet)


def replace(
    ctx: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="The URL as configured.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new one.")],
) -> None:
    """Change a feed's URL and keep its history.

    Items that are known under the old URL are not announced again.

    Example:
      watcher feeds replace http://www.example.org/rss https://www.example.org/rss
    """
    from watcher.settings import load_feeds

    state = state_of(ctx)
    _replace(load_feeds(state.settings), old, new)
    note(f"replaced {old}\n    with {new}", quiet=state.quiet)


def _replace(configuration: "Configuration", old: str, new: str) -> None:
    """The files' new texts are made first, then the database changes, then the files are written."""
    from watcher.errors import NoDatabase, NotFound
    from watcher.service.opening import open_writer
    from watcher.settings import said_path
    from watcher.settings.edit import replace_feed
    from watcher.settings.files import read_file

    paths = files_of(configuration, old)
    if any(feed.url == new for feed in configuration.feeds):
        raise UsageError(
            "this feed is configured already", where=new, hint=f"`watcher feeds remove {old}` drops the old"
        )
    for path in paths:
        replace_feed(read_file(path, where=said_path(path)).decode("utf-8-sig"), old, new, where=said_path(path))
    try:
        with open_writer(configuration.settings) as store:
            store.replace_feed(old, new, now())
    except (NoDatabase, NotFound):
        pass  # never polled: there is no history to keep
    for path in paths:
        edit_file_of(path, lambda text, path=path: replace_feed(text, old, new, where=said_path(path)))  # type: ignore[misc]


def discover(
    ctx: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="A web page, or a site's name.")],
    as_json: JsonOption = False,
) -> None:
    """Find the feeds of a web page.

    Looks at the links that the page declares, at what is known of its kind of site, and at the usual paths; each find
    is fetched and checked.

    Example:
      watcher feeds discover https://www.example.org
    """
    from watcher.service.discovering import discover_feeds
    from watcher.settings import load_feeds
    from watcher.settings.configuration import Configuration

    state = state_of(ctx)
    configuration = load_feeds(state.settings) if state.settings.found else Configuration(settings=state.settings)
    found = discover_feeds(configuration, url if "://" in url else f"https://{url}")
    for feed in found:
        if as_json:
            print_json({"url": feed.url, "title": feed.title, "format": feed.format, "items": feed.items,
                        "newest": feed.newest})  # fmt: skip
        else:
            newest = f", newest {age(feed.newest, now())} ago" if feed.newest else ""
            print(terminal_safe(feed.url))
            print(terminal_safe(f"  {feed.title or 'untitled'} ({feed.format}, {feed.items} items{newest})"))
    if not found:
        note(f"no feed found at {url}", quiet=state.quiet)
        raise typer.Exit(1)
    note("`watcher feeds add URL` adds one", quiet=state.quiet or as_json)


def health(
    ctx: typer.Context,
    state_word: Annotated[
        str | None, typer.Option("--state", metavar="STATE", help="ok, new, failing, quiet, gone or disabled.")
    ] = None,
    feed: FeedOption = None,
    tag: TagOption = None,
    apply_moves: Annotated[
        bool, typer.Option("--apply-moves", help="Write the new URLs of feeds that moved for good to their files.")
    ] = False,
    limit: LimitOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show how each feed is doing, and when it is asked next.

    The worst stand first. `quiet` is a feed that answers well but has been silent for far longer than is usual for it.

    Examples:
      watcher feeds health
      watcher feeds health --state failing --json
    """
    from watcher.settings import load_feeds

    if state_word is not None and state_word not in _STYLES:
        raise UsageError(f"no state is called {state_word!r}", hint=f"the states are {', '.join(_STYLES)}")
    state = state_of(ctx)
    configuration = load_feeds(state.settings)
    at = now()
    with maybe_reader(state) as reader:
        stored = {row.url: row for row in reader.feeds()} if reader else {}
    if apply_moves:
        _apply_moves(configuration, stored, at, quiet=state.quiet)
        return
    rows = _judged(configuration, stored, at)
    chosen = [
        (row, health)
        for row, health in rows
        if (not state_word or health.state == state_word)
        and (not feed or row.url in feed)
        and (not tag or set(tag) & set(row.tags))
    ]
    if not chosen:
        what = "no feed passes the filter" if rows else "no feeds are configured"
        next_step = "`watcher feeds health` shows all" if rows else "`watcher feeds add URL` adds one"
        nothing(state, what, has_database=bool(stored), next_step=next_step)
        return
    shown = chosen[: row_limit(limit, as_json=as_json)]
    if as_json:
        for row, judged in shown:
            print_json(_health_json(row, judged, at))
        return
    _health_table(shown, at)
    if len(shown) < len(chosen):
        note(f"{len(shown)} of {len(chosen)}; --limit {len(chosen)} shows all", quiet=state.quiet)


_ORDER = ("gone", "failing", "quiet", "new", "ok", "disabled")


def _judged(
    configuration: "Configuration", stored: "dict[str, FeedRow]", at: datetime
) -> "list[tuple[FeedRow, Health]]":
    """Every configured feed with its state, the worst first; those never polled included."""
    from dataclasses import replace as replaced

    from watcher.feeds.health import health_of

    rows = []
    for feed in configuration.feeds:
        row = stored.get(feed.url) or _unknown(feed.url)
        row = replaced(row, title=feed.title or row.title, tags=feed.tags, enabled=feed.enabled)
        rows.append((row, health_of(row, at)))
    return sorted(rows, key=lambda pair: (_ORDER.index(pair[1].state), pair[0].title.casefold(), pair[0].url))


def _unknown(url: str) -> "FeedRow":
    from watcher.types.rows import FeedRow

    return FeedRow(
        id=0, url=url, title="", tags=(), language="", enabled=True, last_success=None, last_attempt=None,
        last_new_item=None, next_poll=None, next_poll_set_by="new", consecutive_failures=0, failure="", error="",
        gone=False, items_per_day=None, items=0, polls=0, successes=0, moved_to=None, moved_since=None, moved_seen=0,
        retry_at=None,
    )  # fmt: skip


def _health_json(row: "FeedRow", judged: "Health", at: datetime) -> dict[str, Any]:
    from dataclasses import asdict

    from watcher.feeds.health import moved_for_good, success_rate

    rate = success_rate(row)
    return {
        "url": row.url,
        "title": row.title,
        "state": judged.state.value,
        "reason": judged.reason,
        "last_success": row.last_success,
        "last_attempt": row.last_attempt,
        "next_poll": row.next_poll,
        "next_poll_set_by": row.next_poll_set_by,
        "consecutive_failures": row.consecutive_failures,
        "items_per_day": round(row.items_per_day, 2) if row.items_per_day is not None else None,
        "last_new_item": row.last_new_item,
        "error": row.error,
        "failure": row.failure,
        "success_rate": round(rate, 4) if rate is not None else None,
        "items": row.items,
        "moved_to": row.moved_to,
        "moved_for_good": moved_for_good(row, at),
        "retry_at": row.retry_at,
        "tags": list(row.tags),
        "pages": asdict(row.pages) if row.pages else None,
    }


def _health_table(rows: "list[tuple[FeedRow, Health]]", at: datetime) -> None:
    from watcher.feeds.health import moved_for_good, success_rate

    columns = (
        Column("state"),
        Column("feed", flexible=True),
        Column("ok", right=True, rank=4),
        Column("a day", right=True, rank=3),
        Column("last", right=True, rank=1),
        Column("next", right=True, rank=2, most=9),
        Column("set by", rank=5, most=14),
    )
    cells: list[list[str | Cell]] = []
    for row, judged in rows:
        rate = success_rate(row)
        cells.append(
            [
                Cell(judged.state.value, _STYLES[judged.state]),
                row.title or row.url,
                f"{rate:.0%}" if rate is not None else "",
                f"{row.items_per_day:.1f}" if row.items_per_day is not None else "",
                age(row.last_success, at),
                _next(row, judged, at),
                row.next_poll_set_by,
            ]
        )
    print_table(columns, cells)
    for row, judged in rows:
        if judged.reason and judged.state in {"failing", "gone", "quiet"}:
            note(f"{judged.state}: {row.title or row.url}: {judged.reason}")
        if row.full_text and row.pages and (said := _pages_said(row.pages)):
            note(f"full text: {row.title or row.url}: {said}")
        if moved_for_good(row, at):
            note(f"moved for good: {row.url} to {row.moved_to}; `watcher feeds health --apply-moves` takes it over")
        elif row.moved_to:
            seen = "once" if row.moved_seen == 1 else f"{row.moved_seen} times in a row"
            note(f"moving: {row.url} to {row.moved_to}, seen {seen}; it counts after 7 days or 10 answers")


def _next(row: "FeedRow", judged: "Health", at: datetime) -> str:
    """When it is asked next, as an age; "never" where it is not."""
    if judged.state in {"gone", "disabled"}:
        return "never"
    return age(row.next_poll, at).removeprefix("in ") if row.next_poll and row.next_poll > at else "due"


def _pages_said(pages: "PageCounts") -> str:
    """What of a feed's pages could not be read, or waits; "" where all is read."""
    parts = [f"{pages.failed} could not be read (the last: {pages.error.rstrip('.')})"] if pages.failed else []
    parts += [f"{pages.waiting} wait to be read"] if pages.waiting else []
    return f"of {pages.read + pages.waiting + pages.failed} pages {', '.join(parts)}" if parts else ""


def _apply_moves(configuration: "Configuration", stored: "dict[str, FeedRow]", at: datetime, *, quiet: bool) -> None:
    """Take over every move that is settled; what cannot be written is said, and the others go on."""
    from watcher.feeds.health import moved_for_good
    from watcher.settings import load_feeds

    rows = [row for feed in configuration.feeds if (row := stored.get(feed.url)) and row.moved_to]
    settled = [(row.url, row.moved_to) for row in rows if row.moved_to and moved_for_good(row, at)]
    failed = 0
    for old, new in settled:
        try:
            _replace(configuration, old, new)
        except WatcherError as error:
            failed += 1
            note(f"not replaced: {old}\n    with {new}: {error}")
            continue
        note(f"replaced {old}\n    with {new}", quiet=quiet)
        configuration = load_feeds(configuration.settings)
    if not settled:
        note("no feed has moved for good", quiet=quiet)
    if waiting := len(rows) - len(settled):
        note(f"{waiting} under observation: a move counts after 7 days or 10 answers", quiet=quiet)
    if failed:
        raise typer.Exit(1)
