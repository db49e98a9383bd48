"""Commands that need files only: init, watches, feeds; global options, help, errors."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support.cli import Cli, on_a_terminal
from tests.support.program import environment
from watcher.cli import frame
from watcher.cli.registry import COMMANDS
from watcher.errors import StoreError

WATCH = """\
title = "Bases"
[[term]]
name = "Taji"
kind = "place"
role = "qualified"
context = ["Iraq", "Baghdad"]
[[term]]
name = "PDKI"
kind = "acronym"
[[example]]
text = "PDKI says so"
match = ["PDKI"]
"""


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    made = Cli(tmp_path, monkeypatch, capsys)
    made.write("config/watcher.toml", '[database]\nurl = "sqlite:///w.db"\n')
    made.write("config/watches/bases.toml", WATCH)
    made.write("config/feeds.toml", '# mine\n[[feed]]\nurl = "https://a.example/rss"\ntags = ["iraq"]\n')
    return made


# --------------------------------------------------------------------------------------------------- help and options


@pytest.mark.parametrize("name", [entry.name for entry in COMMANDS if entry.target])
def test_every_command_has_help_with_an_example(cli: Cli, name: str) -> None:
    ended = cli(*name.split(), "--help")
    assert ended.code == 0
    assert f"watcher {name}" in ended.out.split("Example", 1)[1]
    assert "Global options" in ended.out
    entry = next(entry for entry in COMMANDS if entry.name == name)
    assert " ".join(entry.help.split()[:2]) in " ".join(ended.out.split())


def test_alone_it_prints_help_and_so_does_a_group(cli: Cli) -> None:
    for args in ((), ("--config", "config"), ("--help",), ("db",)):
        ended = cli(*args)
        assert (ended.code, ended.err) == (0, "")
        assert ended.out.startswith("Usage: watcher")


def test_help_imports_no_command() -> None:
    code = "import sys; from watcher.cli.app import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment(), check=True)
    heavy = {"rich", "pydantic", "tomlkit", "sqlalchemy", "httpx", "feedparser", "rapidfuzz", "watcher.settings"}
    assert not heavy & set(ended.stderr.split())


def test_the_version_is_printed(cli: Cli) -> None:
    assert cli("--version").out == "watcher 0.1.0\n"


@pytest.mark.parametrize(
    "args",
    [
        ("--config", "config", "watches", "list", "--json"),
        ("watches", "--config", "config", "list", "--json"),
        ("watches", "list", "--json", "--config", "config"),
        ("watches", "list", "--json", "--config=config"),
        ("watches", "--json"),
        ("watches", "--config", "config", "--json"),
        ("-v", "watches", "-q", "list", "--json"),
    ],
)
def test_global_options_stand_before_or_after_the_command(cli: Cli, args: tuple[str, ...]) -> None:
    assert [row["id"] for row in cli(*args).rows] == ["bases"]


def test_the_word_of_an_option_is_never_taken_for_a_global_option(cli: Cli) -> None:
    ended = cli("watches", "new", "n", "--title", "--config")
    assert ended.code == 0
    assert tomllib.loads((cli.folder / "config/watches/n.toml").read_text())["title"] == "--config"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("watchs",), "Did you mean 'watches'"),
        (("watches", "shw"), "Did you mean 'show'"),
        (("watches", "list", "--nope"), "No such option: --nope"),
        (("watches", "show"), "Missing argument 'ID'"),
        (("watches", "list", "--limit", "0"), "greater than or equal to 1"),
        (("watches", "--config"), "requires an argument"),
    ],
)
def test_wrong_usage_exits_2(cli: Cli, args: tuple[str, ...], said: str) -> None:
    ended = cli(*args)
    assert ended.code == 2
    assert said in ended.err
    assert "Traceback" not in ended.err


def test_a_missing_configuration_says_where_was_looked_and_what_to_do(tmp_path: Path, cli: Cli) -> None:
    os.chdir(tmp_path / "config" / "watches")
    ended = cli("watches")
    assert ended.code == 3
    assert "no configuration found; looked in config, " in ended.err
    assert "watcher init" in ended.err


def test_a_bug_is_logged_with_its_traceback_and_told_in_a_sentence(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(frame, "load", broken)
    ended = cli("watches", "list")
    assert ended.code == 1
    assert "a fault in watcher itself" in ended.err


@pytest.mark.parametrize(
    ("error", "code"), [(KeyboardInterrupt(), 130), (StoreError("full disk", hint="free some"), 1)]
)
def test_other_ends(cli: Cli, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(frame, "load", fails)
    ended = cli("watches", "list")
    assert ended.code == code
    assert code == 130 or ended.err == "watcher: full disk\n  free some\n"


def test_a_reader_that_goes_away_is_no_error(cli: Cli) -> None:
    feeds = "".join(f'[[feed]]\nurl = "https://{n}.example/"\n' for n in range(5000))
    cli.write("config/feeds.toml", feeds)
    command = f"{sys.executable} -m watcher feeds list --json | head -n 1"
    ended = subprocess.run(
        command, shell=True, cwd=cli.folder, env=environment(), capture_output=True, text=True, check=True
    )
    assert json.loads(ended.stdout)["url"] == "https://0.example/"
    assert ended.stderr == ""


def test_completion_knows_commands_and_options(cli: Cli) -> None:
    env = environment(_WATCHER_COMPLETE="complete_bash", COMP_WORDS="watcher feeds ", COMP_CWORD="2")
    ended = subprocess.run([sys.executable, "-m", "watcher"], env=env, capture_output=True, text=True, check=False)
    assert {"list", "add", "health"} <= set(ended.stdout.split())
    shown = subprocess.run(
        [sys.executable, "-m", "watcher", "--show-completion", "bash"],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert shown.returncode in {0, 2}


# ---------------------------------------------------------------------------------------------------------------- init


def test_init_writes_a_configuration_that_works_and_keeps_what_is_there(cli: Cli) -> None:
    ended = cli("init", "new")
    assert (ended.code, ended.out) == (0, "")
    assert "wrote new/watcher.toml" in ended.err
    assert "watcher poll --config new" in ended.err
    assert cli("watches", "check", "--config", "new").code == 0
    again = cli("init", "new")
    assert "kept new/watcher.toml" in again.err
    assert cli("init", "--config", "other", "-q").err == ""
    assert (cli.folder / "other/feeds.schema.json").is_file()


def test_init_that_cannot_write_says_so(cli: Cli) -> None:
    cli.write("file", "x")
    ended = cli("init", "file/below")
    assert ended.code == 3
    assert "cannot be written" in ended.err


# ------------------------------------------------------------------------------------------------------------- watches


def test_watches_are_listed_shown_and_checked(cli: Cli) -> None:
    (row,) = cli("watches", "list", "--json").rows
    assert {key: row[key] for key in ("id", "title", "enabled", "terms", "examples")} == {
        "id": "bases", "title": "Bases", "enabled": True, "terms": 2, "examples": 1,
    }  # fmt: skip
    assert cli("watches").out == "bases\tBases\t2\t1\tall\n"
    shown = cli("watches", "show", "bases").out
    assert "Taji  place, qualified\n    context: Iraq | Baghdad" in shown
    (as_json,) = cli("watches", "show", "bases", "--json").rows
    assert [term["name"] for term in as_json["term"]] == ["Taji", "PDKI"]
    checked = cli("watches", "check")
    assert (checked.code, checked.out) == (0, "bases: 1 example passes\n")


def test_a_failing_example_exits_1_and_says_what_fired(cli: Cli) -> None:
    cli.write("config/watches/bases.toml", WATCH.replace('match = ["PDKI"]', "match = false"))
    ended = cli("watches", "check", "bases")
    assert ended.code == 1
    assert '1 of 1 example fails\n  PDKI says so\n    should not match, but "PDKI" fired' in ended.out
    (row,) = cli("watches", "check", "--json").rows
    assert (row["ok"], row["examples"][0]["fired"]) == (False, ["PDKI"])


def test_an_invalid_watch_list_exits_3_and_the_others_are_checked_all_the_same(cli: Cli) -> None:
    cli.write("config/watches/aaa.toml", '[[term]]\nname = "x"\nkind = "plase"\nnott = []\n')
    ended = cli("watches", "check")
    assert ended.code == 3
    assert 'aaa.toml:3, term[0].kind: "plase" is not accepted' in ended.err
    assert 'did you mean "not"?' in ended.err
    assert "bases: 1 example passes" in ended.out
    rows = cli("watches", "check", "--json").rows
    assert [row["ok"] for row in rows] == [False, True]
    assert rows[0]["problems"][0]["where"] == "config/watches/aaa.toml:3, term[0].kind"
    listed = cli("watches", "list")
    assert listed.code == 0
    assert "aaa.toml" in listed.err
    assert "bases" in listed.out


def test_an_unknown_watch_list_is_named_with_the_nearest(cli: Cli) -> None:
    for args in (("watches", "show", "base"), ("watches", "check", "base"), ("scan", "x", "--watch", "base")):
        ended = cli(*args)
        assert ended.code == 1
        assert 'no watch "base" is configured\n  did you mean "bases"?' in ended.err


def test_no_watch_lists_say_how_to_make_one(cli: Cli) -> None:
    (cli.folder / "config/watches/bases.toml").unlink()
    listed = cli("watches")
    assert (listed.code, listed.out) == (0, "")
    assert "watcher derive" in listed.err
    assert cli("watches", "check").code == 3
    assert cli("scan", "-").code == 3


def test_a_new_watch_list_is_valid_and_never_overwrites(cli: Cli) -> None:
    assert cli("watches", "new", "red-sea", "--title", "Red Sea").code == 0
    assert cli("watches", "check", "red-sea").code == 0
    assert tomllib.loads((cli.folder / "config/watches/red-sea.toml").read_text())["title"] == "Red Sea"
    again = cli("watches", "new", "red-sea")
    assert (again.code, "exists" in again.err) == (2, True)
    assert cli("watches", "new", "../evil").code == 2


def test_edit_opens_the_editor_and_checks_what_was_written(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    script = cli.write(
        "edit.py",
        "import sys; p = sys.argv[-1]; t = open(p).read(); open(p, 'w').write(t.replace('says', sys.argv[1]))",
    )
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script} wrote")
    ended = cli("watches", "edit", "bases")
    assert (ended.code, ended.out) == (0, "bases: 1 example passes\n")
    assert "PDKI wrote so" in (cli.folder / "config/watches/bases.toml").read_text()
    monkeypatch.setenv("EDITOR", f'{sys.executable} -c \'import sys; open(sys.argv[1], "w").write("x")\'')
    assert cli("watches", "edit", "bases").code == 3
    cli.write("config/watches/bases.toml", WATCH.replace('match = ["PDKI"]', "match = false"))
    monkeypatch.setenv("EDITOR", "true")
    assert cli("watches", "edit", "bases").code == 1
    for editor, said in (
        ("false", "ended with 1"),
        ("/no/such/editor", "cannot be started"),
        ("'", "cannot be started"),
    ):
        monkeypatch.setenv("VISUAL", editor)
        ended = cli("watches", "edit", "bases")
        assert (ended.code, said in ended.err) == (1, True)


# --------------------------------------------------------------------------------------------------------------- feeds


def test_feeds_are_listed_with_filters(cli: Cli) -> None:
    cli("feeds", "add", "https://b.example/rss", "--title", "B", "--language", "ar", "--interval", "15m", "--full-text")
    rows = cli("feeds", "list", "--json").rows
    assert [row["url"] for row in rows] == ["https://a.example/rss", "https://b.example/rss"]
    assert {key: rows[1][key] for key in ("title", "language", "interval", "full_text", "enabled", "tags")} == {
        "title": "B", "language": "ar", "interval": 900.0, "full_text": True, "enabled": True, "tags": [],
    }  # fmt: skip
    assert [row["url"] for row in cli("feeds", "--tag", "iraq", "--json").rows] == ["https://a.example/rss"]
    assert cli("feeds", "list", "--language", "ar").out == "B\tar\t\t15m\thttps://b.example/rss\n"
    assert [row["url"] for row in cli("feeds", "--json", "--limit", "1").rows] == ["https://a.example/rss"]
    none = cli("feeds", "list", "--tag", "nope")
    assert (none.code, none.out, "no feed passes the filter" in none.err) == (0, "", True)


def test_feeds_are_added_and_removed_and_comments_stay(cli: Cli) -> None:
    before = (cli.folder / "config/feeds.toml").read_text()
    assert cli("feeds", "add", "https://b.example/?k=${K}", "--tag", "x", "--tag", "y").code == 0
    assert 'url = "https://b.example/?k=${K}"\ntags = ["x", "y"]' in (cli.folder / "config/feeds.toml").read_text()
    assert cli("feeds", "remove", "https://b.example/?k=${K}").code == 0
    assert (cli.folder / "config/feeds.toml").read_text().rstrip() == before.rstrip()


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("feeds", "add", "https://a.example/rss"), 2, "configured already, at config/feeds.toml:2"),
        (("feeds", "add", "a.example"), 2, "no web address"),
        (("feeds", "add", "https://n.example/", "--interval", "soon"), 3, "no duration"),
        (("feeds", "add", "https://n.example/", "https://m.example/", "--title", "x"), 2, "--title names one feed"),
        (("feeds", "remove", "https://a.example/rs"), 1, 'did you mean "https://a.example/rss"'),
        (("feeds", "replace", "https://a.example/rss", "https://a.example/rss"), 2, "configured already"),
        (("feeds", "replace", "https://a.example/rss", "b"), 3, "no web address"),
        (
            (
                "feeds",
                "retry",
            ),
            2,
            "either URLs or --failing",
        ),
        (("feeds", "check", "ftp://a/"), 2, "no web address"),
        (("feeds", "import", "nope.opml"), 3, "cannot be read"),
        (("feeds", "export", "--tag", "nope"), 1, "no feed to export"),
    ],
)
def test_mistakes_with_feeds_are_told(cli: Cli, args: tuple[str, ...], code: int, said: str) -> None:
    before = (cli.folder / "config/feeds.toml").read_text()
    ended = cli(*args)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err
    assert (cli.folder / "config/feeds.toml").read_text() == before


def test_a_feeds_file_is_made_where_there_is_none(cli: Cli) -> None:
    (cli.folder / "config/feeds.toml").unlink()
    none = cli("feeds")
    assert (none.code, "no feeds are configured" in none.err) == (0, True)
    cli("feeds", "add", "https://b.example/rss")
    text = (cli.folder / "config/feeds.toml").read_text()
    assert text == '#:schema ./feeds.schema.json\n\n[[feed]]\nurl = "https://b.example/rss"\n'


def test_what_comes_from_an_opml_file_is_edited_there(cli: Cli) -> None:
    cli.write("config/o.opml", '<opml><body><outline xmlUrl="https://o.example/rss"/></body></opml>')
    cli.write("config/feeds.toml", 'include = ["o.opml"]\n')
    for args in (("remove", "https://o.example/rss"), ("replace", "https://o.example/rss", "https://p.example/")):
        ended = cli("feeds", *args)
        assert (ended.code, "comes from config/o.opml" in ended.err) == (2, True)


def test_a_url_is_replaced_also_without_a_database(cli: Cli) -> None:
    assert cli("feeds", "replace", "https://a.example/rss", "https://new.example/rss").code == 0
    assert [row["url"] for row in cli("feeds", "--json").rows] == ["https://new.example/rss"]
    assert not (cli.folder / "config/w.db").exists()


def test_opml_goes_out_and_comes_back(cli: Cli) -> None:
    cli("feeds", "add", "https://b.example/rss", "--tag", "wire", "--language", "ar", "--title", "B & Co")
    exported = cli("feeds", "export", "-o", "out.opml")
    assert "2 feeds written to out.opml" in exported.err
    written = (cli.folder / "out.opml").read_text()
    undated = re.compile("<dateCreated>[^<]+</dateCreated>")
    assert undated.subn("", cli("feeds", "export").out) == undated.subn("", written) != (written, 0)
    cli.write("config/feeds.toml", '[[feed]]\nurl = "https://a.example/rss"\ntags = ["iraq"]\n')
    ended = cli("feeds", "import", "out.opml", "--tag", "imported")
    assert "1 added, 1 configured already" in ended.err
    rows = cli("feeds", "--json").rows
    assert rows[0]["tags"] == ["iraq"]
    assert (rows[1]["url"], rows[1]["title"], rows[1]["language"]) == ("https://b.example/rss", "B & Co", "ar")
    assert set(rows[1]["tags"]) == {"wire", "imported"}
    assert "0 added, 2 configured already" in cli("feeds", "import", "out.opml").err


# ------------------------------------------------------------------------------------------------------- on a terminal


def test_a_terminal_gets_a_table_in_its_width_and_colour_unless_it_wants_none(cli: Cli) -> None:
    cli("feeds", "add", "https://b.example/rss", "--title", "أخبار الرافدين " * 8, "--language", "ar")
    plain = on_a_terminal(["feeds"], columns=60, cwd=cli.folder, NO_COLOR="1")
    assert "feed" in plain.splitlines()[0]
    assert all(len(line) < 120 for line in plain.splitlines())
    assert "…\u2069" in plain
    coloured = on_a_terminal(["status"], columns=60, cwd=cli.folder)
    assert "the service never ran" in coloured
    assert "\x1b[3" not in on_a_terminal(["watches", "show", "bases"], columns=60, cwd=cli.folder, NO_COLOR="1")
