"""The promises to users and outside programs, seen from outside: shapes, exit codes, options, files, times.

One world is polled for real over loopback; every command is then asked of its database.
"""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.cli import Cli, Ended, on_a_terminal
from tests.support.server import rss
from tests.support.site import Page, Site

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
WATCH = """\
[[term]]
name = "Ain al-Asad air base"
kind = "place"
not = ["Bashar al-Assad"]

[[term]]
name = "Camp Taji"
kind = "place"
role = "qualified"
context = ["Iraq"]

[[example]]
text = "Ain al-Asad"
match = true
"""
LONG_AGO = "Sat, 01 Jan 1972 00:00:00 GMT"


def dated(title: str, date: str, text: str = "More will be known in the evening.") -> str:
    named = f"<title>{title}</title><guid>{title}</guid><pubDate>{date}</pubDate>"
    return f"<item>{named}<description>{text}</description></item>"


def wire(now: datetime) -> bytes:
    """Dates that can be, and dates that cannot."""
    items = [
        dated("Ain al-Asad changes hands", format_datetime(now - timedelta(hours=1)), "It is in Iraq."),
        dated("Long ago at Ain al-Asad", LONG_AGO),
        dated("Tomorrow at Ain al-Asad", format_datetime(now + timedelta(days=3))),
        dated("Taji league", format_datetime(now)),
        dated("Looters in a Bashar al-Assad base", format_datetime(now)),
    ]
    return rss().replace(b"</channel>", "".join(items).encode() + b"</channel>")


def later(site: Site) -> str:
    """The feed that says when to come back: it speaks for its whole host."""
    return site.url("/later", host=2)


def write_world(cli: Cli, site: Site) -> None:
    cli.write(
        "config/watcher.toml",
        '[database]\nurl = "sqlite:///w.db"\n[poll]\nallow_private_hosts = true\nhost_delay = 0\nhost_concurrency = 8\n'
        "parse_workers = 1\n",
    )
    cli.write("config/watches/base.toml", WATCH)
    urls = {"/wire": ["iraq", "wire"], "/etag": ["wire"], "/down": [], "/gone": []}
    feeds = "".join(f'[[feed]]\nurl = "{site.url(path)}"\ntags = {json.dumps(urls[path])}\n' for path in urls)
    feeds += f'[[feed]]\nurl = "{later(site)}"\n'
    cli.write("config/feeds.toml", feeds + f'[[feed]]\nurl = "{site.url("/off")}"\nenabled = false\n')


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site() as made:
        made.pages = {
            "/wire": Page(wire(datetime.now(UTC))),
            "/etag": Page(rss("Ain al-Asad again"), etag='"1"'),
            "/down": Page(b"", 500),
            "/gone": Page(b"", 410),
            "/later": Page(b"", 429, {"Retry-After": "3600"}),
        }
        yield made


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Where the one world lies that the module's first poll fills, and what the polls said."""
    return {"folder": tmp_path_factory.mktemp("world")}


@pytest.fixture
def cli(
    world: dict[str, Any],
    site: Site,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Cli:
    """The command line over a copy of the world, polled twice."""
    if "polls" not in world:
        first = Cli(world["folder"], monkeypatch, capsys)
        write_world(first, site)
        world["polls"] = [first("poll", "--json"), first("poll", "--json")]
    shutil.copytree(world["folder"], tmp_path / "world")
    return Cli(tmp_path / "world", monkeypatch, capsys)


def keys(row: dict[str, Any], **types: type | tuple[type, ...]) -> None:
    """The row has these keys, with values of these types."""
    for key, kind in types.items():
        assert key in row, key
        assert isinstance(row[key], kind), (key, row[key])
        if kind is int:
            assert not isinstance(row[key], bool)


def times(row: dict[str, Any], *names: str) -> None:
    for name in names:
        assert TIME.fullmatch(row[name]), (name, row[name])


# ---------------------------------------------------------------------------------------------------------------- poll


def test_a_poll_counts_every_feed_once(cli: Cli, site: Site, world: dict[str, Any]) -> None:
    first, second = (ended.rows for ended in world["polls"])
    assert [ended.code for ended in world["polls"]] == [0, 0]
    (one,), (two,) = first, second
    assert set(one) == {
        "feeds", "ok", "not_modified", "failed", "skipped", "items_new", "items_updated", "matches_new", "stories_new",
        "seconds", "failures",
    }  # fmt: skip
    for said in (one, two):
        assert said["feeds"] == said["ok"] + said["not_modified"] + said["failed"] + said["skipped"]
        assert len(said["failures"]) == said["failed"]
        keys(said, seconds=(int, float), failures=list)
    counts = ("feeds", "ok", "not_modified", "failed", "skipped", "items_new", "matches_new")
    assert [one[key] for key in counts] == [5, 2, 0, 3, 0, 6, 4]
    # A gone feed, and one that said when to come back, are not asked again; one that is down is.
    assert [two[key] for key in counts] == [5, 1, 1, 1, 2, 0, 0]
    assert [failure["url"] for failure in two["failures"]] == [site.url("/down")]
    assert {type(value) for failure in one["failures"] for value in failure.values()} == {str}
    assert one["stories_new"] >= 1


def test_a_gone_feed_is_asked_when_it_is_named(cli: Cli, site: Site) -> None:
    before = site.asked.count("/gone")
    (said,) = cli("poll", "--feed", site.url("/gone"), "--json").rows
    assert (said["feeds"], said["failed"], said["skipped"]) == (1, 1, 0)
    assert site.asked.count("/gone") == before + 1


def test_a_feed_under_retry_after_is_left_alone_even_when_it_is_named(cli: Cli, site: Site) -> None:
    before = site.asked.count("/later")
    ended = cli("poll", "--feed", later(site), "--json")
    assert (ended.code, ended.rows[0]["skipped"], ended.rows[0]["failures"]) == (0, 1, [])
    assert site.asked.count("/later") == before


def test_poll_fails_only_where_every_feed_asked_failed(cli: Cli, site: Site) -> None:
    assert cli("poll", "--feed", site.url("/down")).code == 1
    assert cli("poll", "--feed", site.url("/down"), "--feed", site.url("/wire"), "-q").code == 0
    nothing_due = cli("poll", "--due", "--json")
    assert (nothing_due.code, nothing_due.rows[0]["feeds"]) == (0, 0)
    switched_off = cli("poll", "--feed", site.url("/off"))
    assert (switched_off.code, f"skipped: {site.url('/off')}: disabled" in switched_off.err) == (0, True)
    assert cli("poll", "--feed", "https://unknown.example/").code == 1


def test_a_poll_of_feeds_shows_what_it_found_and_what_failed(cli: Cli, site: Site) -> None:
    (cli.folder / "config/w.db").unlink()
    ended = cli("poll")
    assert ended.out.startswith("5 feeds in ")
    assert "2 read, 3 failed" in ended.out
    assert "6 new items, 0 edited, 4 new matches" in ended.out
    assert "Ain al-Asad changes hands" in ended.out
    assert f"failed: {site.url('/down')}: " in ended.err


# ------------------------------------------------------------------------------------------------------- lists as JSON


def test_matches_have_their_keys_and_only_possible_dates(cli: Cli, site: Site) -> None:
    rows = cli("matches", "list", "--json").rows
    assert len(rows) == 4
    for row in rows:
        keys(
            row, id=int, watch=str, status=str, score=(int, float), priority=int, terms=list, title=str, url=str,
            feed=str, first_seen=str, story=int,
        )  # fmt: skip
        assert row["assignee"] is None
        times(row, "first_seen")
        assert 0 <= row["score"] <= 100
        assert 0 <= row["priority"] <= 100
    assert [row["priority"] for row in rows] == sorted((row["priority"] for row in rows), reverse=True)
    published = {row["title"]: row["published"] for row in rows}
    assert TIME.fullmatch(published.pop("Ain al-Asad changes hands"))
    assert set(published.values()) == {None}


def test_stories_have_their_keys(cli: Cli) -> None:
    rows = cli("stories", "list", "--json").rows
    for row in rows:
        keys(
            row, id=int, title=str, items=int, sources=int, watches=list, score=(int, float), priority=int, matches=list
        )  # fmt: skip
        times(row, "first_seen", "last_seen")
    matches = {row["id"]: row["story"] for row in cli("matches", "--json").rows}
    assert {match: row["id"] for row in rows for match in row["matches"]} == matches


def test_coverage_has_its_keys_and_names_each_gap(cli: Cli, site: Site) -> None:
    rows = {row["feed"]: row for row in cli("coverage", "--json").rows}
    assert [gap["reason"] for gap in rows[site.url("/off")]["gaps"]] == ["disabled"]
    for row in rows.values():
        assert set(row) == {"feed", "from", "to", "complete", "text", "gaps"}
        times(row, "from", "to")
        assert row["complete"] is (not row["gaps"])
        for gap in row["gaps"]:
            assert set(gap) == {"from", "to", "reason"}
            times(gap, "from", "to")
    assert rows[site.url("/etag")]["complete"] is True
    assert rows[site.url("/wire")]["text"] == "summary"
    assert rows[site.url("/down")]["gaps"][-1]["reason"] == "HTTP 500"
    assert len(cli("coverage", "--feed", site.url("/wire"), "--since", "24h", "--json").rows) == 1


def test_health_has_its_keys_and_states(cli: Cli, site: Site) -> None:
    rows = {row["url"]: row for row in cli("feeds", "health", "--json").rows}
    for row in rows.values():
        keys(
            row, url=str, title=str, state=str, reason=str, next_poll_set_by=str, consecutive_failures=int,
            last_success=(str, type(None)), last_attempt=(str, type(None)), next_poll=(str, type(None)),
            items_per_day=(int, float, type(None)),
        )  # fmt: skip
        times(row, *(key for key in ("last_success", "last_attempt", "next_poll") if row[key]))
    states = {url.rpartition("/")[2]: row["state"] for url, row in rows.items()}
    assert states == {
        "wire": "ok", "etag": "ok", "down": "failing", "gone": "gone", "later": "failing", "off": "disabled"
    }  # fmt: skip
    assert rows[site.url("/gone")]["next_poll"] is None
    assert rows[site.url("/down")]["consecutive_failures"] == 2
    assert rows[site.url("/down")]["reason"]


def test_a_feed_never_polled_is_new(cli: Cli, site: Site) -> None:
    cli("feeds", "add", site.url("/fresh"))
    rows = {row["url"]: row for row in cli("feeds", "health", "--json").rows}
    fresh = rows[site.url("/fresh")]
    assert (fresh["state"], fresh["last_success"], fresh["consecutive_failures"]) == ("new", None, 0)


# ---------------------------------------------------------------------------------------------------- scan and derive


def scan(cli: Cli, *documents: dict[str, Any], flags: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    cli.write("d.jsonl", "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in documents))
    ended = cli("scan", "d.jsonl", "--json", *flags)
    assert ended.code == 0, ended.err
    return ended.rows


def test_scan_prints_an_object_for_every_document_in_order(cli: Cli) -> None:
    title = "🎉 Iraq takes over Ayn al-Asad Air Base"
    rows = scan(
        cli,
        {"id": "a", "title": title, "language": "en", "url": "https://x.example/"},
        {"id": "b", "summary": "nothing of note"},
        {"id": "c", "content": "Looters in a Bashar al-Assad base"},
        {"content": "Ain al-Asad"},
    )
    assert [row["id"] for row in rows[:3]] == ["a", "b", "c"]
    for row in rows:
        assert set(row) == {"id", "matches", "suppressed"}
    (match,) = rows[0]["matches"]
    assert set(match) == {"watch", "score", "hits"}
    assert match["watch"] == "base"
    hit = match["hits"][0]
    assert set(hit) == {"term", "alias", "field", "start", "end", "text", "score", "why"}
    assert hit["field"] == "title"
    assert title[hit["start"] : hit["end"]] == hit["text"] == "Ayn al-Asad Air Base"
    assert rows[1] == {"id": "b", "matches": [], "suppressed": []}
    (miss,) = rows[2]["suppressed"]
    assert {"watch", "term", "text", "score", "rule"} <= set(miss)
    assert miss["rule"] == "not: Bashar al-Assad"
    assert rows[3]["matches"]


def test_scan_leaves_out_what_does_not_match_only_when_asked(cli: Cli) -> None:
    documents = ({"id": "a", "title": "nothing"}, {"id": "b", "title": "Ain al-Asad"})
    assert [row["id"] for row in scan(cli, *documents, flags=("--only-matching",))] == ["b"]
    assert scan(cli, documents[0], flags=("--only-matching",)) == []


def test_a_hit_without_a_place_has_neither_field_nor_offsets(cli: Cli) -> None:
    cli.write("config/watches/all.toml", '[[term]]\nname = "all"\nquery = "*:*"\n')
    (row,) = scan(cli, {"id": "a", "title": "anything"}, flags=("--watch", "all"))
    (hit,) = row["matches"][0]["hits"]
    assert (hit["field"], hit["start"], hit["end"]) == (None, None, None)


def test_scan_ignores_the_feeds_of_a_watch_list_and_reads_text_as_content(cli: Cli) -> None:
    cli.write("config/watches/base.toml", 'feeds = ["tag:nowhere"]\n' + WATCH)
    path = cli.write("a text.txt", "The last convoy left Ain al-Asad.")
    (row,) = cli("scan", str(path), "--json").rows
    assert row["id"] == str(path)
    assert row["matches"][0]["hits"][0]["field"] == "content"


def test_derive_prints_the_watch_list_with_the_keys_of_its_file(cli: Cli) -> None:
    seed = cli.write(
        "seed.md", "# Handover\n\nIraq took over Ain al-Asad air base in Anbar. Envoy Mark Savaya was there."
    )
    ended = cli("derive", str(seed), "--json")
    assert ended.code == 0
    (watch,) = ended.rows
    assert watch["term"]
    for term in watch["term"]:
        keys(term, name=str, kind=str, role=str, confidence=(int, float), source=str)
        assert term["kind"] in {"person", "organisation", "place", "topic", "acronym", "phrase"}
        assert term["role"] in {"anchor", "qualified", "context"}
        assert 0 <= term["confidence"] <= 1
    assert not (cli.folder / "config/watches/handover.toml").exists()


# ------------------------------------------------------------------------------------------------ options and filters


@pytest.mark.parametrize(
    "args",
    [
        ("--config", "config", "matches", "list", "--json"),
        ("matches", "--config", "config", "list", "--json"),
        ("matches", "list", "--json", "--config", "config"),
        ("matches", "list", "--json", "--config=config"),
        ("-q", "matches", "--json", "-v", "--config", "config"),
    ],
)
def test_global_options_stand_before_or_after_the_command(
    cli: Cli, args: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHER_CONFIG", str(cli.folder / "nowhere"))
    assert len(cli(*args).rows) == 4


def test_the_database_may_be_named_on_the_command_line(cli: Cli) -> None:
    shutil.move(cli.folder / "config/w.db", cli.folder / "elsewhere.db")
    assert len(cli("matches", "--database", "sqlite:///elsewhere.db", "--json").rows) == 4
    assert len(cli("--database", "elsewhere.db", "matches", "--json").rows) == 4
    assert cli("matches", "--json").rows == []


def test_quiet_leaves_the_data_alone_and_says_nothing_else(cli: Cli) -> None:
    ended = cli("matches", "--watch", "none", "-q")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert cli("poll", "--due", "-q").out == ""
    assert len(cli("matches", "--json", "-q").rows) == 4


def test_ids_are_given_singly_and_as_ranges(cli: Cli) -> None:
    ids = sorted(row["id"] for row in cli("matches", "--json").rows)
    assert ids == [1, 2, 3, 4]
    assert cli("matches", "mark", "1", "3-4", "done").err == "3 changed\n"
    assert {row["id"] for row in cli("matches", "--status", "done", "--json").rows} == {1, 3, 4}
    shown = cli("matches", "show", "1-2", "4", "--json").rows
    assert [row["id"] for row in shown] == [1, 2, 4]
    assert cli("matches", "mark", "4-1", "done").code == 2


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (("--status", "new"), 4), (("--status", "done"), 0), (("--watch", "base"), 4), (("--watch", "other"), 0),
        (("--tag", "iraq"), 3), (("--tag", "wire"), 4), (("--since", "1h"), 4),
        (("--since", "2020-01-01", "--until", "2020-01-02"), 0), (("--until", "1h"), 0), (("--min-score", "100"), 4),
        (("--min-priority", "100"), 0), (("--limit", "3"), 3),
    ],
)  # fmt: skip
def test_every_list_of_matches_takes_the_same_filters(cli: Cli, filters: tuple[str, ...], count: int) -> None:
    assert len(cli("matches", "list", *filters, "--json").rows) == count
    assert len(cli("matches", *filters).out.splitlines()) == count
    exported = cli("matches", "export", "--format", "jsonl", *filters)
    assert len(exported.rows) == count
    assert len({row["story"] for row in exported.rows}) == len(cli("stories", *filters, "--json").rows)


def test_a_language_is_told_where_no_feed_declares_it_and_hides_nothing_that_is_in_none(cli: Cli, site: Site) -> None:
    titles = (
        "Ain al-Asad",
        "Les soldats ont quitté la base de Ain al-Asad, dans le désert, et ils ne sont plus que dans le nord du pays",
        "القوات العراقية تتسلم قاعدة عين الأسد",
    )
    site.pages["/tongues"] = Page(rss(*titles))
    cli("feeds", "add", site.url("/tongues"))
    cli("poll", "--feed", site.url("/tongues"), "-q")
    asked = ("--feed", site.url("/tongues"), "--language")
    for command in (("matches",), ("search", "*:*"), ("matches", "export", "--format", "jsonl")):
        for language, seen in (("fr", titles[:2]), ("ar", (titles[0], titles[2])), ("zh", titles[:1])):
            rows = cli(*command, *asked, language, *(() if "export" in command else ("--json",))).rows
            found = {row["title"] for row in rows}
            # a search reads the texts, and leaves out what is of another script
            script = titles[:1] if command[0] == "search" and language != "fr" else ()
            assert found == {*seen} - {*script}, (command, language)


def test_a_list_is_cut_at_50_on_a_terminal_and_never_in_a_pipe(cli: Cli, site: Site) -> None:
    titles = [f"Ain al-Asad, part {number}" for number in range(60)]
    site.pages["/many"] = Page(rss(*titles))
    cli("feeds", "add", site.url("/many"))
    cli("poll", "--feed", site.url("/many"), "-q")
    assert len(cli("matches").out.splitlines()) == 64
    assert len(cli("matches", "--json").rows) == 64
    shown = on_a_terminal(["matches"], columns=100, cwd=cli.folder, NO_COLOR="1")
    assert sum("Ain al-Asad" in line for line in shown.splitlines()) == 50
    assert "50 of 64" in shown


def test_marking_by_filter_takes_consent(cli: Cli) -> None:
    refused = cli("matches", "mark", "dismissed", "--tag", "iraq")
    assert (refused.code, "--yes" in refused.err) == (2, True)
    assert cli("matches", "mark", "dismissed", "--tag", "iraq", "--yes", "--note", "drill").err == "3 changed\n"
    assert {row["status"] for row in cli("matches", "--tag", "iraq", "--json").rows} == {"dismissed"}


def test_a_suppressed_mention_is_promoted_to_a_match(cli: Cli) -> None:
    held = {row["rule"]: row for row in cli("matches", "suppressed", "--json").rows}
    assert set(held) == {"not: Bashar al-Assad", "no context: Iraq"}
    assert cli("matches", "promote", str(held["no context: Iraq"]["id"])).code == 0
    assert "Taji league" in {row["title"] for row in cli("matches", "--json").rows}


# ------------------------------------------------------------------------------------------------------------ terminal


def test_no_color_and_a_pipe_are_respected(cli: Cli) -> None:
    coloured = on_a_terminal(["matches"], columns=80, cwd=cli.folder)
    assert "\x1b[1;33m" in coloured
    plain = on_a_terminal(["matches"], columns=80, cwd=cli.folder, NO_COLOR="1")
    assert "\x1b[1;33m" not in plain
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", plain)
    for args in (("matches",), ("stories",), ("coverage",), ("feeds", "health"), ("matches", "show", "1"), ("status",)):
        assert "\x1b" not in cli(*args).out


def test_data_goes_to_stdout_and_talk_to_stderr(cli: Cli) -> None:
    for args in (("matches", "--watch", "x"), ("search", "zorb"), ("matches", "suppressed", "--watch", "x")):
        ended = cli(*args)
        assert (ended.out, bool(ended.err)) == ("", True)


# -------------------------------------------------------------------------------------- configuration and environment


def test_the_folder_is_looked_for_in_the_promised_order(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def folder_in_force() -> str:
        return str(cli("status", "--json").rows[0]["config"])

    for name in ("flag", "variable", "xdg-config/watcher"):
        (cli.folder / name / "watches").mkdir(parents=True)
        shutil.copy(cli.folder / "config/w.db", cli.folder / "w.db")
        cli.write(f"{name}/watcher.toml", f'[database]\nurl = "sqlite:///{cli.folder}/w.db"\n')
    assert folder_in_force().endswith("/world/config")
    (cli.folder / "config").rename(cli.folder / "put-aside")
    assert folder_in_force().endswith("/xdg-config/watcher")
    monkeypatch.setenv("WATCHER_CONFIG", "variable")
    assert folder_in_force().endswith("/world/variable")
    assert str(cli("status", "--json", "--config", "flag").rows[0]["config"]).endswith("/world/flag")


def test_relative_paths_resolve_against_the_folder(cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (row,) = cli("status", "--json", "--config", "world/config").rows
    assert row["database"] == f"sqlite:///{cli.folder}/config/w.db"


def test_every_setting_can_come_from_the_environment(cli: Cli, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHER_POLL__ALLOW_PRIVATE_HOSTS", "false")
    ended = cli("poll", "--feed", site.url("/wire"), "--json")
    assert (ended.code, "private" in ended.rows[0]["failures"][0]["error"]) == (1, True), ended
    monkeypatch.setenv("WATCHER_POLL__ALLOW_PRIVATE_HOSTS", "true")
    monkeypatch.setenv("WATCHER_SOMETHING_ELSE", "x")
    monkeypatch.setenv("WATCHER_DATABASE_URL", "sqlite:///second.db")
    assert cli("poll", "--feed", site.url("/wire"), "--json").rows[0]["items_new"] == 5
    assert (cli.folder / "second.db").exists()
    monkeypatch.setenv("WATCHER_POLL__INTERVAL", "soon")
    refused = cli("matches")
    assert (refused.code, "WATCHER_POLL__INTERVAL" in refused.err) == (3, True)


@pytest.mark.parametrize(
    "line",
    [
        'interval = "90s"', 'interval = "10m"', 'interval = "1h"', 'interval = "2d"', "interval = 600",
        'max_body = "64KB"', 'max_body = "15MB"',
    ],
)  # fmt: skip
def test_durations_and_sizes_are_written_as_people_do(cli: Cli, line: str) -> None:
    cli.write("config/watcher.toml", f"[poll]\n{line}\n")
    assert cli("feeds", "list").code == 0


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("watcher.toml", '[poll]\nintervall = "1m"\n', r"watcher\.toml:2, poll\.intervall: .*\"interval\""),
        ("watcher.toml", '[poll]\ninterval = "1x"\n', r"watcher\.toml:2, poll\.interval: .*accepted"),
        ("watcher.toml", '[poll]\nconcurrency = "a"\n', r"watcher\.toml:2, poll\.concurrency"),
        ("watcher.toml", "[poll]\nconcurrency = 0\n", r"watcher\.toml:2, poll\.concurrency"),
        ("watcher.toml", '[poll]\ncontact = "a\\u0007"\n', r"watcher\.toml:2, poll\.contact"),
        ("watcher.toml", "[poll\n", r"watcher\.toml:1"),
        ("feeds.toml", '[[feed]]\nurl = "https://a.example/"\ntag = ["x"]\n', r"feeds\.toml:3, feed\[0\]\.tag: .*tags"),
        ("feeds.toml", '[[feed]]\nurl = "gopher://a/"\n', r"feeds\.toml:2, feed\[0\]\.url: .*https?://"),
        ("watches/base.toml", '[[term]]\nname = "x"\nkind = "plac"\n', r"base\.toml:3, term\[0\]\.kind: .*\"place\""),
    ],
)
def test_a_fault_names_file_line_and_key_and_what_is_accepted(cli: Cli, file: str, text: str, said: str) -> None:
    cli.write(f"config/{file}", text)
    for args in (("poll",), ("poll", "--json")):
        ended = cli(*args)
        assert ended.code == 3
        assert re.search(said, ended.err, re.DOTALL), ended.err
        assert "Traceback" not in ended.err


def test_a_byte_order_mark_is_accepted(cli: Cli) -> None:
    for name in ("watcher.toml", "feeds.toml", "watches/base.toml"):
        path = cli.folder / "config" / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert cli("watches", "check").code == 0
    assert cli("poll", "--due").code == 0


def test_secrets_are_filled_in_when_used_and_shown_unexpanded(
    cli: Cli, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/paid?key=hush"] = Page(rss("Ain al-Asad, for subscribers"))
    written = site.url("/paid?key=${PAID_KEY}")
    cli("feeds", "add", written)
    missing = cli("poll", "--feed", written, "--json")
    assert (missing.code, "PAID_KEY" in missing.rows[0]["failures"][0]["error"]) == (1, True)
    monkeypatch.setenv("PAID_KEY", "hush")
    assert cli("poll", "--feed", written, "--json").rows[0]["ok"] == 1
    assert site.asked[-1] == "/paid?key=hush"
    (match,) = cli("matches", "--feed", written, "--json").rows
    assert match["feed"] == written
    for args in (("feeds", "list"), ("feeds", "health"), ("matches", "show", str(match["id"])), ("coverage",)):
        for more in ((), ("--json",)):
            said = cli(*args, *more)
            assert "hush" not in said.out + said.err
    assert b"hush" not in (cli.folder / "config/w.db").read_bytes()


def test_a_feed_listed_twice_merges_its_tags_with_a_warning(cli: Cli, site: Site) -> None:
    path = cli.folder / "config/feeds.toml"
    path.write_text(path.read_text() + f'[[feed]]\nurl = "{site.url("/wire")}"\ntags = ["more"]\n')
    ended = cli("feeds", "list", "--json")
    (row,) = [row for row in ended.rows if row["url"] == site.url("/wire")]
    assert row["tags"] == ["iraq", "wire", "more"]
    assert "listed already" in ended.err


# ------------------------------------------------------------------------------------------- exit codes and databases


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("matches",), 0), (("watches", "check"), 0), (("matches", "show", "999"), 1), (("status",), 1),
        (("watches", "show", "none"), 1), (("feeds", "remove", "https://none.example/"), 1), (("nonsense",), 2),
        (("matches", "--since", "whenever"), 2), (("search", "a NEAR/5 b"), 2), (("matches", "--limit", "x"), 2),
        (("scan", "no-such-file"), 3), (("--config", "nowhere", "matches"), 3), (("derive", "no-such-file"), 3),
    ],
)  # fmt: skip
def test_exit_codes_say_what_kind_of_trouble_it_is(cli: Cli, args: tuple[str, ...], code: int) -> None:
    ended = cli(*args)
    assert ended.code == code, ended
    assert "Traceback" not in ended.err
    assert bool(ended.err) is (code not in {0} and args != ("status",))


def test_a_failing_example_fails_the_check(cli: Cli) -> None:
    cli.write("config/watches/base.toml", WATCH.replace("match = true", "match = false"))
    assert cli("watches", "check").code == 1
    cli.write("config/watches/base.toml", WATCH.replace("kind", "knid", 1))
    assert cli("watches", "check").code == 3


READING = [
    ("matches",), ("matches", "show", "1"), ("matches", "suppressed"), ("matches", "export", "--format", "csv"),
    ("stories",), ("stories", "show", "1"), ("search", "x"), ("coverage",), ("status",), ("feeds", "list"),
    ("feeds", "health"), ("watches",), ("watches", "check"), ("doctor", "--offline"), ("db", "stats"), ("report",),
]  # fmt: skip


@pytest.mark.parametrize("args", READING, ids=" ".join)
def test_a_command_that_only_reads_never_creates_a_database(cli: Cli, args: tuple[str, ...]) -> None:
    (cli.folder / "config/w.db").unlink()
    before = sorted(cli.folder.rglob("*"))
    ended = cli(*args)
    assert "Traceback" not in ended.err
    assert sorted(cli.folder.rglob("*")) == before
    if not ended.out:
        assert str(cli.folder / "config") in ended.err
        assert "w.db" in ended.err
        assert "`watcher " in ended.err


def ended_well(ended: Ended) -> bool:
    return ended.code == 0 and "Traceback" not in ended.err


def test_after_a_command_the_database_file_alone_is_the_whole_database(cli: Cli, site: Site) -> None:
    assert ended_well(cli("matches", "mark", "1", "done", "--note", "seen"))
    shutil.copy(cli.folder / "config/w.db", cli.folder / "copy.db")
    (row,) = cli("matches", "show", "1", "--database", "copy.db", "--json").rows
    assert row["status"] == "done"
