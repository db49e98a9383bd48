"""`watcher stories`, `matches export` and `report`, over a database with real stories in it."""

import io
import json
import os
import stat
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support import builders as b
from tests.support.cli import Cli
from watcher.cli.files import write_atomically
from watcher.errors import WatcherError
from watcher.report import verify
from watcher.service.opening import open_writer
from watcher.settings import load_settings
from watcher.stories import Stories, fingerprint
from watcher.types import Document, Hit, ItemMatch, MatchOutcome, WatchMatch
from watcher.types.rows import MatchStatus

NOW = datetime.now(UTC).replace(microsecond=0)
URLS = [f"https://{name}.example/rss" for name in "abc"]
WIRE = (
    "BAGHDAD (Reuters) - Iraqi forces took full control of the Ain al-Asad air base in Anbar province on Saturday "
    "after US troops withdrew, the army said."
)
ITEMS = [
    (0, "Iraq takes over Ain al-Asad air base from US forces", WIRE),
    (1, "US forces gone: Ain al-Asad is Iraqi", WIRE),
    (2, "Drought empties reservoirs near Ain al-Asad", "Farmers in Hit say that their wells have run dry this summer."),
]


def matched(title: str, summary: str) -> ItemMatch:
    start = title.index("Ain al-Asad")
    hit = Hit("base", "Ain al-Asad", "title", start, start + 11, "Ain al-Asad", 98.0, "the same letters")
    outcome = MatchOutcome((WatchMatch("base", 98.0, (hit,)),))
    return ItemMatch(outcome, fingerprint(Document(title=title, summary=summary, language="en"), outcome))


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    made = Cli(tmp_path, monkeypatch, capsys)
    made.write("config/watcher.toml", '[database]\nurl = "sqlite:///w.db"\n')
    made.write("config/watches/base.toml", '[[term]]\nname = "Ain al-Asad"\n')
    made.write("config/feeds.toml", "".join(f'[[feed]]\nurl = "{url}"\n' for url in URLS))
    return made


@pytest.fixture
def cli(empty: Cli) -> Cli:
    """One event told by two feeds (one reprints the other), and another event told by a third."""
    with open_writer(load_settings(empty.folder / "config", environ={}), create=True) as store:
        store.sync_feeds([b.feed(url, language="en") for url in URLS], NOW - timedelta(hours=5))
        ids = {row.url: row.id for row in store.reader.feeds()}
        for n, (feed, title, summary) in enumerate(ITEMS):
            at = NOW - timedelta(hours=3 - n)
            item = b.an_item(n + 1, title=title, summary=summary, published=at)
            store.commit([b.changed(ids[URLS[feed]], b.matching(item, matched(title, summary)), at=at)], Stories(), at)
    return empty


def test_list_shows_stories_with_sources(cli: Cli) -> None:
    rows = cli("stories", "list", "--json").rows
    assert sorted((row["items"], row["sources"], row["independent"]) for row in rows) == [(1, 1, 1), (2, 2, 1)]
    first = next(row for row in rows if row["items"] == 2)
    assert {"id", "title", "first_seen", "last_seen", "watches", "score", "priority", "matches"} <= first.keys()
    assert first["title"] == ITEMS[0][1]
    assert len(first["matches"]) == 2
    assert "2 (1)" in cli("stories").out


def test_show_tells_reprints(cli: Cli) -> None:
    shown = cli("stories", "show", "1", "--json").rows[0]
    assert [m["copy_of"] for m in shown["members"]] == [None, 1]
    assert len(shown["matched"]) == 2
    assert "reprints 1" in cli("stories", "show", "1").out
    assert cli("stories", "show", "99").code == 1


def test_mark_mute_merge_and_split_stick(cli: Cli) -> None:
    assert cli("stories", "mark", "1", "done", "--as", "dana").code == 0
    assert {m["status"] for m in cli("matches", "--json").rows} == {"done", "new"}
    assert "muted until" in cli("stories", "mute", "1", "--for", "2h").err
    assert cli("stories", "--json").rows[-1]["muted_until"] or cli("stories", "--json").rows[0]["muted_until"]
    assert "no longer muted" in cli("stories", "mute", "1", "--for", "0").err
    assert cli("stories", "merge", "1", "2").code == 0
    assert [row["items"] for row in cli("stories", "--json").rows] == [3]
    assert cli("stories", "split", "3").code == 0
    assert sorted(row["items"] for row in cli("stories", "--json").rows) == [1, 2]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("mark", "1"), 2),
        (("mark", "done"), 2),
        (("mute", "1", "--for", "soon"), 2),
        (("merge", "1"), 2),
        (("show", "x"), 2),
        (("mark", "77", "done"), 1),
        (("list", "--status", "nwe"), 2),
    ],
)
def test_wrong_use_is_said(cli: Cli, words: tuple[str, ...], code: int) -> None:
    done = cli("stories", *words)
    assert done.code == code
    assert "Traceback" not in done.err


@pytest.mark.parametrize("words", [("stories",), ("matches", "export"), ("report",), ("stories", "show", "1")])
def test_without_a_database_none_is_made(empty: Cli, words: tuple[str, ...]) -> None:
    done = empty(*words)
    assert done.code in {0, 1}
    assert "database" in done.err
    assert not (empty.folder / "config" / "w.db").exists()


def test_a_filter_that_nothing_passes_says_so(cli: Cli) -> None:
    assert "no story passes the filter" in cli("stories", "--min-priority", "100").err


@pytest.mark.parametrize("words", [("stories",), ("matches",), ("matches", "suppressed"), ("search", "*:*")])
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--feed", URLS[0].replace("rss", "rs")), f'no feed "{URLS[0][:-1]}" is known; did you mean "{URLS[0]}"?'),
        (("--tag", "iraq"), 'no tag "iraq" is on any feed; see `watcher feeds`'),
    ],
)
def test_an_unknown_feed_or_tag_is_named(cli: Cli, words: tuple[str, ...], asked: tuple[str, ...], said: str) -> None:
    done = cli(*words, *asked)
    assert done.code == 0
    assert said in done.err


def test_who_has_a_story_is_told_in_every_list(cli: Cli) -> None:
    assert all(row["assignees"] == [] for row in cli("stories", "--json").rows)
    cli("matches", "mark", "1", "follow-up", "--assign", "dana")
    (mine,) = cli("stories", "--mine", "--as", "dana", "--json").rows
    assert mine["assignees"] == ["dana"]
    assert cli("stories", "--assignee", "dana").out.rstrip("\n").endswith("\tdana")
    assert cli("matches", "--assignee", "dana").out.rstrip("\n").endswith("\tdana")


def test_a_muted_story_says_so_beside_its_status(cli: Cli) -> None:
    assert cli("stories", "mute", "1", "--for", "2h").err.startswith("1 story muted until ")
    assert "new, muted" in cli("stories").out
    assert cli("stories", "mute", "1", "--for", "0").err == "1 story no longer muted\n"
    assert "muted" not in cli("stories").out


def test_atom_may_name_where_it_is_served(cli: Cli) -> None:
    served = "https://news.example/base.atom"
    done = cli("matches", "export", "--format", "atom", "--self-url", served)
    assert f'<link rel="self" type="application/atom+xml" href="{served}" />' in done.out
    assert cli("matches", "export", "--format", "atom", "--self-url", "base.atom").code == 2
    assert cli("matches", "export", "--format", "csv", "--self-url", served).code == 2


def test_export_writes_every_format_to_stdout_and_to_files(cli: Cli) -> None:
    assert cli("matches", "export").out.startswith("\ufeffid,watch")
    assert len(cli("matches", "export", "--format", "jsonl", "1", "3").rows) == 2
    assert ElementTree.fromstring(cli("matches", "export", "--format", "atom").out.encode()).tag.endswith("feed")
    target = cli.folder / "out.html"
    assert "3 matches in" in cli("matches", "export", "--format", "html", "-o", str(target)).err
    assert "<mark" in target.read_text(encoding="utf-8")
    assert cli("matches", "export", "--format", "md", "--status", "dismissed").err.startswith("no matches to export")


def test_export_of_evidence_verifies(cli: Cli) -> None:
    target = cli.folder / "e.zip"
    assert cli("matches", "export", "1", "--format", "html", "--evidence", "-o", str(target)).code == 0
    assert verify(target.read_bytes()) == ()
    with zipfile.ZipFile(io.BytesIO(target.read_bytes())) as archive:
        record = json.loads(archive.read("matches/1.json"))
    assert record["body_hash"] == "hash-1"
    assert ["etag", '"v1"'] in record["headers"]


@pytest.mark.parametrize(
    ("words", "code"),
    [(("--format", "xls"), 2), (("--format", "csv", "--evidence"), 2), (("99",), 1), (("-o", "/no/such/folder/x"), 1)],
)
def test_export_refuses_what_makes_no_sense(cli: Cli, words: tuple[str, ...], code: int) -> None:
    assert cli("matches", "export", *words).code == code


def test_report_is_one_page_of_the_period(cli: Cli) -> None:
    with open_writer(load_settings(cli.folder / "config", environ={})) as store:
        store.mark([3], MatchStatus.DISMISSED, who="dana", now=NOW, note="not the base")
    target = cli.folder / "r.html"
    assert "2 stories, 3 matches in" in cli("report", "-o", str(target)).err
    page = target.read_text(encoding="utf-8")
    assert "2 sources, 1 independent" in page
    assert "not the base" in page
    assert "feeds with gaps" in page
    assert "<h1>Report: base</h1>" in cli("report", "--watch", "base", "--since", "2d").out
    assert "<h1>Mine</h1>" in cli("report", "--title", "Mine", "--tag", "none").out
    assert cli("report", "--since", "2026-01-02", "--until", "2026-01-01").code == 2


def test_a_report_on_a_time_before_the_feeds_were_watched_certifies_nothing(cli: Cli) -> None:
    page = cli("report", "--since", "2020-01-01", "--until", "2020-01-08").out
    assert "covered completely" not in page
    assert "3 of 3 feeds have gaps" in page
    assert f'made <time datetime="{NOW:%Y-%m-%d}' in page
    asked = ("coverage", "--since", "2020-01-01", "--until", "2020-01-08", "--json")
    assert {(row["complete"], row["gaps"][0]["reason"]) for row in cli(*asked).rows} == {(False, "not watched yet")}


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    write_atomically(target, b"one")
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~_umask()
    target.chmod(0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(target)
    write_atomically(link, b"two")
    assert link.is_symlink()
    assert target.read_bytes() == b"two"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.csv", "link.csv"]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_failed_write_leaves_the_old_file_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.csv"
    write_atomically(target, b"one")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("watcher.cli.files.os.fsync", full)
    with pytest.raises(WatcherError, match="No space left"):
        write_atomically(target, b"two")
    assert target.read_bytes() == b"one"
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]
