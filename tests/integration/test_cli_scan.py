"""`watcher scan`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.cli import Cli, on_a_terminal
from tests.support.program import environment

WATCH = """\
feeds = ["tag:nothing-has-this-tag"]
[[term]]
name = "Ain al-Asad air base"
kind = "place"
aliases = ["Al Asad Airbase"]
not = ["Bashar al-Assad"]
"""
DOCUMENTS = [
    {"id": "1", "title": "Iraq takes over Ayn al-Asad Air Base", "summary": "Convoys left on Friday"},
    {"id": "2", "title": "Football results"},
    {"id": "3", "title": "Bashar al-Assad fled"},
    {"id": "4", "content": "القوات تتسلم قاعدة عين الأسد \x1b[31m"},
]


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Cli:
    class Decoded:
        def readouterr(self) -> tuple[str, str]:
            out, err = capsysbinary.readouterr()
            return out.decode(), err.decode()

    made = Cli(tmp_path, monkeypatch, Decoded())  # type: ignore[arg-type]  # all that is used of a CaptureFixture
    made.write("config/watches/bases.toml", WATCH)
    made.write("config/watches/off.toml", 'enabled = false\n[[term]]\nname = "Football"\nkind = "phrase"\n')
    made.write("d.jsonl", "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in DOCUMENTS))
    return made


def test_every_document_is_answered_and_feeds_do_not_apply(cli: Cli) -> None:
    ended = cli("scan", "d.jsonl", "--json")
    assert (ended.code, ended.err) == (0, "")
    assert [row["id"] for row in ended.rows] == ["1", "2", "3", "4"]
    assert [[match["watch"] for match in row["matches"]] for row in ended.rows] == [["bases"], [], [], ["bases"]]
    assert [miss["rule"] for miss in ended.rows[2]["suppressed"]] == ["not: Bashar al-Assad"]


def test_only_what_matches_and_only_some_watch_lists(cli: Cli) -> None:
    assert [row["id"] for row in cli("scan", "d.jsonl", "--json", "--only-matching").rows] == ["1", "4"]
    assert [row["id"] for row in cli("scan", "d.jsonl", "--json", "--only-matching", "--watch", "off").rows] == ["2"]


def test_nothing_that_matches_is_a_success(cli: Cli) -> None:
    cli.write("t.txt", "nothing")
    assert cli("scan", "t.txt").code == 0
    assert cli("scan", "t.txt").err == "0 of 1 documents match\n"


def test_for_people_it_shows_what_matched_and_why(cli: Cli) -> None:
    ended = cli("scan", "d.jsonl")
    assert ended.err == "2 of 4 documents match\n"
    assert "1  Iraq takes over Ayn al-Asad Air Base\n  bases  100\n" in ended.out
    assert "the same sounds" in ended.out
    assert "Football" not in ended.out
    assert "\x1b" not in ended.out
    coloured = on_a_terminal(["scan", "d.jsonl"], columns=80, cwd=cli.folder)
    assert "\x1b[1;33mAyn al-Asad Air Base\x1b[0m" in coloured
    assert "\u2068" in coloured


def test_standard_input_is_read(cli: Cli) -> None:
    for body in (json.dumps(DOCUMENTS[0]), "The base at Ayn al-Asad Air Base"):
        ended = subprocess.run(
            [sys.executable, "-m", "watcher", "scan", "-", "--json", "--config", str(cli.folder / "config")],
            input=body, capture_output=True, text=True, env=environment(), check=False,
        )  # fmt: skip
        assert ended.returncode == 0, ended.stderr
        assert len(json.loads(ended.stdout)["matches"]) == 1


def test_a_term_is_explained(cli: Cli) -> None:
    ended = cli("scan", "d.jsonl", "--explain", "Ain al-Asad air base")
    assert ended.code == 0
    assert ended.out.count("bases/Ain al-Asad air base") == 4
    assert "not: Bashar al-Assad" in ended.out or "Bashar al-Assad" in ended.out
    assert cli("scan", "d.jsonl", "--explain", "bases/Ain al-Asad air base").out == ended.out
    missing = cli("scan", "d.jsonl", "--explain", "Ain al-Asad air bse")
    assert (missing.code, 'did you mean "Ain al-Asad air base"?' in missing.err) == (1, True)


def test_a_bad_line_exits_3_after_what_came_before_it(cli: Cli) -> None:
    cli.write("e.jsonl", '{"id": "1", "title": "x"}\noops\n')
    ended = cli("scan", "e.jsonl", "--json")
    assert ended.code == 3
    assert [row["id"] for row in ended.rows] == ["1"]
    assert "e.jsonl:2: no JSON, column 1" in ended.err
    assert cli("scan", "nope.jsonl").code == 3
