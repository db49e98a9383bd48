"""Commands over a database: matches, triage, search, status, coverage, health, upkeep."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.support import builders as b
from tests.support.cli import Cli, on_a_terminal
from tests.support.server import Answer, FeedServer, rss
from watcher.cli.people import who_am_i
from watcher.service.opening import open_writer
from watcher.settings import load_settings
from watcher.store import Store
from watcher.types import NextPoll
from watcher.types.rows import ServiceState

NOW = datetime.now(UTC).replace(microsecond=0)
URL_A, URL_B, URL_C = "https://a.example/rss", "https://b.example/rss", "https://c.example/rss"
WATCH = '[[term]]\nname = "Ain al-Asad"\nkind = "place"\n'


@pytest.fixture
def empty(tmp_path: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    """A configuration without a database."""
    made = Cli(tmp_path, monkeypatch, capsys)  # type: ignore[arg-type]  # a Path
    made.write("config/watcher.toml", '[database]\nurl = "sqlite:///w.db"\n')
    made.write("config/watches/base.toml", 'feeds = ["tag:iraq"]\n' + WATCH)
    made.write(
        "config/feeds.toml",
        f'[[feed]]\nurl = "{URL_A}"\ntitle = "Alpha"\ntags = ["iraq"]\n\n'
        + "".join(f'[[feed]]\nurl = "{url}"\n' for url in (URL_B, URL_C)),
    )
    return made


@contextmanager
def store_of(cli: Cli) -> Iterator[Store]:
    with open_writer(load_settings(cli.folder / "config", environ={}), create=True) as store:
        yield store


@pytest.fixture
def cli(empty: Cli) -> Cli:
    """Two feeds with items, one failing; three matches, one near-miss."""
    with store_of(empty) as store:
        store.sync_feeds(
            [
                b.feed(URL_A, title="Alpha", tags=("iraq",), language="en"),
                b.feed(URL_B, language="ar"),
                b.feed(URL_C),
            ],
            NOW - timedelta(hours=30),
        )
        ids = {row.url: row.id for row in store.reader.feeds()}
        found = b.an_outcome(terms=("Ain al-Asad", "Taji"), suppressed=[b.near_miss("Savaya")])
        items = [
            b.matching(b.an_item(1, title="Item one at Ain al-Asad", summary="The coalition left"), found),
            b.matching(b.an_item(2, title="عين الأسد"), b.an_outcome(keys=("k2",))),
            *b.fresh(b.an_item(3, title="Football results")),
        ]
        stories = b.PlainStories()
        next_poll = NextPoll(NOW + timedelta(minutes=30), "max-age", timedelta(minutes=30))
        for at, intent in (
            (
                3,
                b.failed(
                    ids[URL_C], moved_to="https://new.example/rss", moved_since=NOW - timedelta(days=8), moved_seen=4
                ),
            ),
            (
                2,
                b.changed(ids[URL_B], b.matching(b.an_item(9, title="=Item nine\x1b[31m"), b.an_outcome(keys=("k9",)))),
            ),
            (1, b.changed(ids[URL_A], *items, items_per_day=40.0)),
        ):
            then = NOW - timedelta(hours=at)
            covered = replace(intent.coverage, at=then) if intent.coverage else None
            store.commit([replace(intent, attempted_at=then, coverage=covered, next_poll=next_poll)], stories, then)
    return empty


def heartbeat(cli: Cli, **changes: object) -> None:
    state = ServiceState(4711, "host", "0.1.0", NOW, datetime.now(UTC), 0.0, "/etc/watcher", (), None)
    with store_of(cli) as store:
        store.heartbeat(replace(state, **changes))  # type: ignore[arg-type]  # the test's own words


# ------------------------------------------------------------------------------------------------------------- nothing


def test_without_a_configuration_either_it_says_how_to_begin(empty: Cli) -> None:
    (empty.folder / "config").rename(empty.folder / "elsewhere")
    for args in (("matches",), ("stories",), ("status",), ("report",)):
        assert "`watcher init` writes a starter configuration" in empty(*args).err


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (("matches",), 0, "no matches yet"),
        (("matches", "list", "--watch", "x"), 0, "no match passes the filter"),
        (("matches", "suppressed"), 0, "nothing was held back yet"),
        (("search", "x"), 0, "no stored item matches"),
        (("coverage",), 0, "no feed was polled yet"),
        (("status",), 1, "the service never ran"),
        (("matches", "show", "7"), 1, "there is no database yet"),
        (("matches", "mark", "7", "done"), 1, "there is no database yet"),
        (("matches", "promote", "7"), 1, "there is no database yet"),
        (("feeds", "retry", "--failing"), 1, "there is no database yet"),
        (("db", "stats"), 1, "there is no database yet"),
        (("db", "vacuum"), 1, "there is no database yet"),
        (("db", "upgrade"), 1, "there is no database yet"),
        (("db", "backup"), 1, "there is no database yet"),
    ],
)
def test_without_a_database_it_says_where_it_looked_and_makes_none(
    empty: Cli, args: tuple[str, ...], code: int, says: str
) -> None:
    for more in (
        ((), ("--json",)) if args[-1] not in {"done", "7", "--failing", "vacuum", "upgrade", "backup"} else ((),)
    ):
        ended = empty(*args, *more)
        assert (ended.code, ended.out) == (code, "")
        assert says in ended.err
        assert str(empty.folder / "config") in ended.err
        assert "w.db" in ended.err
        assert "`watcher " in ended.err
    assert not (empty.folder / "config" / "w.db").exists()


def test_an_empty_database_says_what_to_do_next(empty: Cli) -> None:
    with store_of(empty):
        pass
    assert "`watcher poll`" in empty("matches").err
    assert "there is none yet" not in empty("matches").err


# ------------------------------------------------------------------------------------------------------------- matches


def test_matches_are_listed_highest_priority_first_with_the_keys_of_the_contract(cli: Cli) -> None:
    rows = cli("matches", "list", "--json").rows
    assert len(rows) == 3
    assert [row["priority"] for row in rows] == sorted((row["priority"] for row in rows), reverse=True)
    row = next(row for row in rows if row["title"] == "Item one at Ain al-Asad")
    expected = {
        "watch": "base", "status": "new", "score": 96, "terms": ["Ain al-Asad", "Taji"], "url": "https://a.example/1",
        "feed": URL_A, "published": None, "first_seen": (NOW - timedelta(hours=1)).isoformat().replace("+00:00", "Z"),
        "assignee": None,
    }  # fmt: skip
    assert {key: row[key] for key in expected} == expected
    assert isinstance(row["id"], int)
    assert isinstance(row["story"], int)


@pytest.mark.parametrize(
    ("args", "count"),
    [
        (("--feed", URL_B), 1), (("--tag", "iraq"), 2), (("--language", "ar"), 1), (("--since", "90m"), 2),
        (("--until", "90m"), 1), (("--min-score", "97"), 0), (("--min-priority", "0"), 3), (("--status", "done"), 0),
        (("--status", "new,done"), 3), (("--watch", "base"), 3), (("--watch", "x"), 0), (("--limit", "1"), 1),
        (("--assignee", "dana"), 0),
    ],
)  # fmt: skip
def test_lists_are_filtered(cli: Cli, args: tuple[str, ...], count: int) -> None:
    assert len(cli("matches", "list", "--json", *args).rows) == count
    assert len(cli("matches", *args).out.splitlines()) == count


def test_on_a_terminal_the_table_marks_mentions_and_keeps_its_columns(cli: Cli) -> None:
    text = on_a_terminal(["matches", "--limit", "2"], columns=60, cwd=cli.folder)
    assert "\x1b[1;33mعين \x1b[0mالأسد\u2069" in text
    assert "2 of 3; --limit 3 shows all" in text
    whole = on_a_terminal(["matches"], columns=100, cwd=cli.folder, NO_COLOR="1")
    assert "\x1b[31m" not in whole
    assert "\x1b[3" not in whole
    assert "\u2068عين الأسد\u2069" in whole.replace("\x1b[0m", "").replace("\x1b[1m", "")


def test_a_match_is_shown_with_its_evidence(cli: Cli) -> None:
    (first,) = [row for row in cli("matches", "--json").rows if row["title"].startswith("Item one")]
    shown = cli("matches", "show", str(first["id"])).out
    for said in (
        "Item one at Ain al-Asad",
        "The coalition left",
        "Why it matched",
        "the same words",
        "Alpha",
        "priority",
    ):
        assert said in shown
    (evidence,) = cli("matches", "show", str(first["id"]), "--json").rows
    assert evidence["item"]["entry_id"] == "urn:item:1"
    assert evidence["watch_version"] == "v1"
    assert ["etag", '"v1"'] in evidence["headers"]
    assert [hit["term"] for hit in evidence["hits"]] == ["Ain al-Asad", "Taji"]
    assert cli("matches", "show", "999").code == 1
    assert cli("matches", "show", "x").code == 2


def test_an_edit_is_shown_with_what_changed(cli: Cli) -> None:
    with store_of(cli) as store:
        feed_id = next(row.id for row in store.reader.feeds() if row.url == URL_A)
        (item,) = [row for row in store.reader.search() if row.title.startswith("Item one")]
        edited = b.an_item(1, title="Item one at Ain al-Asad", summary="The coalition stayed")
        store.commit(
            [b.changed(feed_id, edited=(b.an_edit(item.id, edited, b.an_outcome()),), listed=None)],
            b.PlainStories(),
            NOW,
        )
    (first,) = [row for row in cli("matches", "--json").rows if row["title"].startswith("Item one")]
    shown = cli("matches", "show", str(first["id"])).out
    assert "Earlier versions" in shown
    assert "summary: [-left-] {+stayed+}" in shown


def test_matches_are_marked_by_id_and_the_history_says_who(cli: Cli) -> None:
    ids = sorted(row["id"] for row in cli("matches", "--json").rows)
    ended = cli(
        "matches", "mark", f"{ids[0]}-{ids[1]}", "dismissed", "--note", "football", "--as", "dana", "--assign", "lee"
    )
    assert (ended.code, ended.out, ended.err) == (0, "", "2 changed\n")
    assert {row["assignee"] for row in cli("matches", "--status", "dismissed", "--json").rows} == {"lee"}
    (evidence,) = cli("matches", "show", str(ids[0]), "--json").rows
    assert any(e["who"] == "dana" and e["new"] == "dismissed" and e["note"] == "football" for e in evidence["history"])
    assert "“football”" in cli("matches", "show", str(ids[0])).out
    cli("matches", "mark", str(ids[2]), "follow-up")
    (evidence,) = cli("matches", "show", str(ids[2]), "--json").rows
    assert evidence["history"][-1]["who"] == "tester"


def test_my_matches_and_stories_are_those_assigned_to_me(cli: Cli) -> None:
    rows = cli("matches", "--json").rows
    cli("matches", "mark", str(rows[0]["id"]), "follow-up", "--assign", "tester")
    cli("matches", "mark", str(rows[1]["id"]), "follow-up", "--assign", "dana")
    assert [row["id"] for row in cli("matches", "list", "--mine", "--json").rows] == [rows[0]["id"]]
    assert [row["id"] for row in cli("matches", "list", "--mine", "--as", "dana", "--json").rows] == [rows[1]["id"]]
    for args, mine in (
        (("--mine",), rows[0]),
        (("--mine", "--as", "dana"), rows[1]),
        (("--assignee", "dana"), rows[1]),
    ):
        assert [row["id"] for row in cli("stories", "list", *args, "--json").rows] == [mine["story"]]
    assert cli("matches", "list", "--mine", "--as", "nobody").err.startswith("no match passes the filter")
    for wrong in (("--mine", "--assignee", "dana"), ("--as", "dana")):
        for command in ("matches", "stories"):
            assert cli(command, "list", *wrong).code == 2


def test_matches_are_marked_by_filter_with_consent(cli: Cli) -> None:
    refused = cli("matches", "mark", "done", "--tag", "iraq")
    assert (refused.code, "2 matches are chosen by filters" in refused.err) == (2, True)
    assert cli("matches", "mark", "done", "--tag", "iraq", "--yes").err == "2 changed\n"
    assert len(cli("matches", "--status", "done", "--json").rows) == 2
    assert cli("matches", "mark", "done", "--watch", "nope", "-y").err == "0 changed\n"


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("done",), 2, "which matches?"),
        (("7", "9"), 2, "which status?"),
        (("1", "dnoe"), 2, 'did you mean "done"?'),
        (("999", "done"), 1, "no match has the id 999"),
    ],
)
def test_mistakes_in_marking_are_told(cli: Cli, args: tuple[str, ...], code: int, said: str) -> None:
    ended = cli("matches", "mark", *args)
    assert (ended.code, said in ended.err) == (code, True)


def test_what_was_held_back_is_listed_and_promoted(cli: Cli) -> None:
    (row,) = cli("matches", "suppressed", "--json").rows
    assert {"watch": "base", "term": "Savaya", "text": "Item", "rule": "no context", "score": 88}.items() <= row.items()
    assert "no context" in cli("matches", "suppressed", "--watch", "base").out
    assert "nothing held back passes" in cli("matches", "suppressed", "--watch", "x").err
    ended = cli("matches", "promote", str(row["id"]), "--as", "dana")
    assert ended.err.startswith("matches: ")
    assert cli("matches", "suppressed", "--json").rows == []
    assert any("Savaya" in match["terms"] for match in cli("matches", "--json").rows)
    assert cli("matches", "promote", "999").code == 1


# -------------------------------------------------------------------------------------------------------------- search


def test_stored_items_are_searched(cli: Cli) -> None:
    assert [row["title"] for row in cli("search", "football", "--json").rows] == ["Football results"]
    assert len(cli("search", "*:*", "--json").rows) == 4
    assert len(cli("search", "title:item", "--feed", URL_A, "--json").rows) == 1
    assert len(cli("search", "*:*", "--limit", "2", "--json").rows) == 2
    assert "the newest 2" in cli("search", "*:*", "--limit", "2").err
    assert "Football results" in cli("search", "foot*").out
    assert cli("search", "nothinglikeit").err.startswith("no stored item matches")


def test_a_bad_query_is_a_usage_error(cli: Cli) -> None:
    ended = cli("search", "a NEAR/5 b")
    assert ended.code == 2
    assert "~5" in ended.err


# ------------------------------------------------------------------------------------------------- service and feeds


def test_status_is_0_only_while_the_service_lives(cli: Cli) -> None:
    assert cli("status").code == 1
    heartbeat(cli, problems=("watches/x.toml: broken\n  its last version stays",), lag_seconds=3.0)
    ended = cli("status")
    assert ended.code == 0
    for said in (
        "service running (pid 4711 on host)",
        "3 s behind",
        "1 failing",
        "3 in base",
        "watches/x.toml: broken; its last version stays",
    ):
        assert said in ended.out
    (row,) = cli("status", "--json").rows
    assert (row["service"], row["matches_new"], row["feeds"]["failing"]) == ("running", {"base": 3}, 1)
    heartbeat(cli, last_tick_at=NOW - timedelta(hours=1))
    ended = cli("status")
    assert (ended.code, "stalled" in ended.out) == (1, True), ended
    heartbeat(cli, stopped_at=NOW)
    assert (cli("status").code, cli("status", "--json").rows[0]["service"]) == (1, "stopped")


def test_health_names_the_state_of_every_feed_the_worst_first(cli: Cli) -> None:
    rows = cli("feeds", "health", "--json").rows
    assert [(row["url"], row["state"]) for row in rows] == [(URL_C, "failing"), (URL_A, "ok"), (URL_B, "ok")]
    assert {
        "title": "Alpha", "reason": "", "next_poll_set_by": "max-age", "consecutive_failures": 0, "items_per_day": 40.0,
    }.items() <= rows[1].items()  # fmt: skip
    assert rows[0]["reason"] == "the server answered 503"
    ended = cli("feeds", "health", "--state", "failing")
    assert ended.out.startswith("failing\t")
    assert f"moved for good: {URL_C} to https://new.example/rss" in ended.err
    assert cli("feeds", "health", "--state", "gone").err.startswith("no feed passes the filter")
    assert len(cli("feeds", "health", "--tag", "iraq", "--json").rows) == 1


def test_a_feed_never_polled_is_new(empty: Cli) -> None:
    assert {row["state"] for row in empty("feeds", "health", "--json").rows} == {"new"}


def test_moves_for_good_are_written_to_the_file_and_history_stays(cli: Cli) -> None:
    ended = cli("feeds", "health", "--apply-moves")
    assert f"replaced {URL_C}\n    with https://new.example/rss" in ended.err
    assert [row["url"] for row in cli("feeds", "--json").rows] == [URL_A, URL_B, "https://new.example/rss"]
    with store_of(cli) as store:
        assert "https://new.example/rss" in {row.url for row in store.reader.feeds()}
    assert "no feed has moved for good" in cli("feeds", "health", "--apply-moves").err


def test_a_replaced_feed_keeps_its_items(cli: Cli) -> None:
    assert cli("feeds", "replace", URL_A, "https://a.example/new").code == 0
    assert {row["feed"] for row in cli("search", "football", "--json").rows} == {"https://a.example/new"}


def test_failing_feeds_are_tried_again(cli: Cli) -> None:
    assert cli("feeds", "retry", "--failing").err == f"due now: {URL_C}\n"
    assert cli("feeds", "retry", URL_A).err == f"due now: {URL_A}\n"
    assert cli("feeds", "retry", "https://nope.example/").code == 1


def test_coverage_names_every_gap(cli: Cli) -> None:
    rows = {row["feed"]: row for row in cli("coverage", "--json").rows}
    assert set(rows) == {URL_A, URL_B, URL_C}
    assert list(rows[URL_A]) == ["feed", "from", "to", "complete", "text", "gaps"]
    assert rows[URL_C]["complete"] is False
    assert "HTTP 503" in rows[URL_C]["gaps"][-1]["reason"]
    ended = cli("coverage", "--since", "6h")
    assert f"{URL_C}: " in ended.err
    assert "HTTP 503" in ended.err
    assert [row["feed"] for row in cli("coverage", "--watch", "base", "--json").rows] == [URL_A]
    assert [row["feed"] for row in cli("coverage", "--feed", URL_B, "--json").rows] == [URL_B]
    assert len(cli("coverage", "--tag", "iraq").out.splitlines()) == 1
    assert cli("coverage", "--watch", "nope").code == 1
    drawn = on_a_terminal(["coverage"], columns=100, cwd=cli.folder, NO_COLOR="1")
    assert "░" in drawn


# -------------------------------------------------------------------------------------------------------------- upkeep


def test_the_database_is_looked_after(cli: Cli) -> None:
    (row,) = cli("db", "stats", "--json").rows
    assert row["rows"]["match"] == 3
    assert "match" in cli("db", "stats").out
    assert cli("db", "upgrade").err == "the database is up to date\n"
    assert "MB now" in cli("db", "vacuum").err
    assert cli("db", "backup", "copy.db").code == 0
    assert len(cli("matches", "--database", "copy.db", "--json").rows) == 3
    assert cli("db", "backup", "copy.db").code == 1


def test_the_doctor_says_what_is_wrong_and_what_to_do(cli: Cli) -> None:
    ended = cli("doctor", "--offline")
    assert ended.code == 0
    assert "database: " in ended.out
    assert all({"about", "level", "what", "hint"} == set(row) for row in cli("doctor", "--offline", "--json").rows)
    cli.write("config/watches/bad.toml", "x")
    ended = cli("doctor", "--offline", "-q")
    assert ended.code == 1
    assert "bad.toml" in ended.out
    assert "\n     ok" not in ended.out


# ------------------------------------------------------------------------------------------------------- the network


async def test_feeds_are_checked_discovered_and_imported(empty: Cli) -> None:
    text = '[database]\nurl = "sqlite:///w.db"\n[poll]\nallow_private_hosts = true\nhost_delay = 0\nparse_workers = 1\n'
    empty.write("config/watcher.toml", text)
    async with FeedServer() as server:
        feed, page, bad = server.url("/feed.xml"), server.url("/"), server.url("/bad")
        server.on("/feed.xml", Answer(200, [("Content-Type", "application/rss+xml")], rss("Ain al-Asad falls silent")))
        link = b'<html><link rel="alternate" type="application/rss+xml" href="/feed.xml"></html>'
        server.on("/", Answer(200, [("Content-Type", "text/html")], link))
        server.on("/robots.txt", Answer(404))
        server.on("/bad", Answer(500))

        checked = await asyncio.to_thread(empty, "feeds", "check", feed, bad, "--json")
        assert checked.code == 1, checked.err
        good, broken = checked.rows
        assert (good["ok"], good["items"], good["sample"]) == (True, 1, ["Ain al-Asad falls silent"])
        assert (broken["ok"], broken["steps"][0]) == (False, f"asked {bad}: HTTP 500")
        shown = await asyncio.to_thread(empty, "feeds", "check", feed)
        assert shown.code == 0
        assert "it would be asked again in" in shown.out
        assert "- Ain al-Asad falls silent" in shown.out

        found = await asyncio.to_thread(empty, "feeds", "discover", page)
        assert (found.code, found.out.splitlines()[0]) == (0, feed)

        empty.write("l.opml", f'<opml><body><outline xmlUrl="{feed}"/><outline xmlUrl="{bad}"/></body></opml>')
        imported = await asyncio.to_thread(empty, "feeds", "import", "l.opml", "--check")
        assert imported.code == 0
        assert f"left out: {bad}" in imported.err
        assert "1 added, 0 configured already, 1 left out" in imported.err
        assert empty("feeds", "list", "--json").rows[-1]["url"] == feed


async def test_what_is_no_feed_is_not_found_and_not_added(empty: Cli) -> None:
    empty.write("config/watcher.toml", "[poll]\nallow_private_hosts = true\nhost_delay = 0\nparse_workers = 1\n")
    before = (empty.folder / "config/feeds.toml").read_text()
    async with FeedServer() as server:
        server.on("/", Answer(200, [("Content-Type", "text/html")], b"<html>nothing here</html>"))
        none = await asyncio.to_thread(empty, "feeds", "discover", server.url("/"), "--json")
        assert (none.code, none.out, "no feed found" in none.err) == (1, "", True)
        added = await asyncio.to_thread(empty, "feeds", "add", server.url("/"), "--check")
        assert (added.code, "without --check it is added all the same" in added.err) == (1, True)
        gone = server.url("/")
    lost = await asyncio.to_thread(empty, "feeds", "discover", gone)
    assert (lost.code, gone in lost.err) == (1, True)
    assert (empty.folder / "config/feeds.toml").read_text() == before


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists believe that they print on a terminal of 100 columns."""
    monkeypatch.setenv("COLUMNS", "100")
    for module in ("output", "options", "matches", "match_triage", "coverage"):
        monkeypatch.setattr(f"watcher.cli.{module}.on_terminal", lambda stream=None: True)


def test_tables_on_a_terminal_have_headers_and_say_what_they_leave_out(
    cli: Cli, terminal: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("matches", "--limit", "1").out.splitlines()[0].split()[:4] == ["id", "pri", "age", "title"]
    assert "1 of 3; --limit 3 shows all" in cli("matches", "--limit", "1").err
    assert "mention" in cli("matches", "suppressed", "--limit", "1").out.splitlines()[0]
    assert "the newest 1" in cli("matches", "suppressed", "--limit", "1").err
    assert "1 of 3; --limit 3 shows all" in cli("feeds", "--limit", "1").err
    assert "1 of 3; --limit 3 shows all" in cli("feeds", "health", "--limit", "1").err
    assert "░" in cli("coverage", "--since", "48h").out
    assert cli("coverage", "--since", "48h").err.endswith("of 3 feeds covered completely\n")
    monkeypatch.setattr("typer.confirm", lambda *_, **__: True)
    assert cli("matches", "mark", "done", "--tag", "iraq").err == "2 changed\n"


def test_items_without_any_match_are_said_to_be_there(cli: Cli) -> None:
    with store_of(cli) as store:
        ids = [row.id for row in store.reader.matches()]
    assert ids
    cli.write("config/watcher.toml", '[database]\nurl = "sqlite:///other.db"\n')
    with store_of(cli) as store:
        store.sync_feeds([b.feed(URL_A)], NOW)
        (row,) = store.reader.feeds()
        store.commit([b.changed(row.id, *b.fresh(b.an_item(1)))], b.PlainStories(), NOW)
    assert "items are stored, but none of them matches yet" in cli("matches").err


def test_without_a_user_the_history_says_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: (_ for _ in ()).throw(OSError("no user")))
    assert (who_am_i(None), who_am_i("dana")) == ("unknown", "dana")
