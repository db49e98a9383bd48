"""`watcher derive`: where the list goes, what is asked first, what is refused."""

import asyncio
import json
import sys
import tomllib
from datetime import UTC, datetime
from io import BytesIO, TextIOWrapper
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from tests.support.cli import Cli, on_a_terminal
from tests.support.server import Answer, FeedServer
from watcher.matching.watchlist import parse_watch_list

SEED = (
    "The Joint Force shelled the Abu Shouk camp in Sudan on Tuesday, General Davit Lomsadze said."
    " According to Rudaw, it was empty.\n"
)


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    made = Cli(tmp_path, monkeypatch, capsys)
    made.write("config/watcher.toml", '[database]\nurl = "sqlite:///w.db"\n')
    made.write("brief.md", SEED)
    return made


def test_the_list_goes_to_stdout_as_toml(cli: Cli) -> None:
    ended = cli("derive", "brief.md")
    assert ended.code == 0
    names = {term.name for term in parse_watch_list(ended.out, id="x", where="stdout").terms}
    assert {"Davit Lomsadze", "Abu Shouk camp", "Sudan"} <= names
    assert not (cli.folder / "w.db").exists()


def test_json_is_one_object(cli: Cli) -> None:
    (row,) = cli("derive", "brief.md", "--json").rows
    assert {"kind", "role", "confidence", "source"} <= set(row["term"][0])
    assert row["term"][0]["source"].startswith("brief.md:1 ")


def test_save_puts_it_where_the_service_finds_it(cli: Cli) -> None:
    ended = cli("derive", "brief.md", "--save", "--name", "sudan")
    assert (ended.code, ended.out) == (0, "")
    assert "wrote config/watches/sudan.toml" in ended.err
    assert cli("watches", "check", "sudan").code == 0
    again = cli("derive", "brief.md", "--save", "--name", "sudan")
    assert again.code == 2
    assert "--update adds what is new to it, --force replaces it" in again.err
    assert cli("derive", "brief.md", "--save", "--name", "sudan", "--force").code == 0


def test_an_output_file_is_never_overwritten_unasked(cli: Cli) -> None:
    assert cli("derive", "brief.md", "-o", "x.toml").code == 0
    before = (cli.folder / "x.toml").read_text()
    assert cli("derive", "brief.md", "-o", "x.toml").code == 2
    assert (cli.folder / "x.toml").read_text() == before


def test_update_shows_the_diff_and_keeps_edits(cli: Cli) -> None:
    path = cli.write(
        "config/watches/sudan.toml", '# mine\n[[term]]\nname = "Lomsadze"\nkind = "person"\nweight = 3.0\n'
    )
    shown = cli("derive", "brief.md", "--save", "--name", "sudan", "--update")
    assert shown.code == 0
    assert '+name = "Abu Shouk camp"' in shown.err
    assert "is unchanged; --yes writes it" in shown.err
    assert path.read_text().startswith("# mine\n[[term]]\n") is True
    assert "Abu Shouk" not in path.read_text()
    assert cli("derive", "brief.md", "--save", "--name", "sudan", "--update", "--yes").code == 0
    term = tomllib.loads(path.read_text())["term"][0]
    assert (term["name"], term["weight"]) == ("Lomsadze", 3.0)
    assert "Abu Shouk camp" in path.read_text()
    assert "nothing to add" in cli("derive", "brief.md", "--save", "--name", "sudan", "--update").err


def test_update_of_a_file_that_is_not_there_writes_it(cli: Cli) -> None:
    assert cli("derive", "brief.md", "-o", "new.toml", "--update").code == 0
    assert (cli.folder / "new.toml").exists()


def test_explain_says_what_was_left_out(cli: Cli) -> None:
    assert "Rudaw: a medium that is quoted as a source (brief.md:1)" in cli("derive", "brief.md", "--explain").err


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("--force", "--update", "-o", "x"), "give one of them"),
        (("--save", "-o", "x"), "give one of them"),
        (("--force",), "need a file"),
        (("--save", "--name", "a/b"), "cannot be a watch list's id"),
    ],
)
def test_options_that_make_no_sense_are_refused(cli: Cli, args: tuple[str, ...], says: str) -> None:
    ended = cli("derive", "brief.md", *args)
    assert ended.code == 2
    assert says in ended.err


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02" * 50, "binary"),
        (b"no names here at all", "nothing to watch for"),
        (None, "cannot be read"),
    ],
)
def test_bad_seeds_are_refused_with_3(cli: Cli, content: bytes | None, says: str) -> None:
    if content is not None:
        (cli.folder / "bad.txt").write_bytes(content)
    ended = cli("derive", "bad.txt")
    assert ended.code == 3
    assert says in ended.err
    assert "bad.txt" in ended.err


def test_a_page_that_cannot_be_fetched_is_a_failure(cli: Cli) -> None:
    ended = cli("derive", "http://127.0.0.1:9/article")
    assert ended.code == 1
    assert "http://127.0.0.1:9/article" in ended.err


@pytest.mark.parametrize("extractor", [True, False])
@pytest.mark.parametrize("declared", ["text/html; charset=windows-1251", "text/html"])
async def test_a_page_is_read_from_its_url(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, extractor: bool, declared: str
) -> None:
    if not extractor:
        monkeypatch.setitem(sys.modules, "trafilatura", None)
    cli.write("config/watcher.toml", "[poll]\nallow_private_hosts = true\nhost_delay = 0\n")
    told = "".join(f"<p>{SEED.strip()} The camp lies far off, and day {n} was hot.</p>" for n in range(6))
    page = f"<html><nav>Zanzibar Tours</nav><article><h1>Раздел о положении в Судане</h1>{told}</article></html>"
    charset = "cp1251" if "1251" in declared else "utf-8"
    async with FeedServer() as server:
        server.on("/robots.txt", Answer(404))
        server.on("/moved", Answer(302, [("Location", "/article")]))
        server.on("/article", Answer(200, [("Content-Type", declared)], page.encode(charset)))
        ended = await asyncio.to_thread(cli, "derive", server.url("/moved"), "--json")
        assert ended.code == 0, ended.err
        terms = {term["name"]: term for term in ended.rows[0]["term"]}
        assert "Davit Lomsadze" in terms
        assert "Zanzibar Tours" not in terms
        assert terms["Davit Lomsadze"]["source"].startswith(server.url("/article") + ":1 ")
        assert ended.rows[0]["title"] == "Раздел о положении в Судане"


async def test_text_and_failures_from_urls(cli: Cli) -> None:
    cli.write("config/watcher.toml", "[poll]\nallow_private_hosts = true\nhost_delay = 0\n")
    async with FeedServer() as server:
        server.on("/robots.txt", Answer(404))
        server.on("/plain", Answer(200, [("Content-Type", "text/plain")], SEED.encode()))
        server.on("/gone", Answer(404))
        server.on("/untyped", Answer(200, [], f"<!DOCTYPE html><p>{SEED}</p>".encode()))
        for path in ("/plain", "/untyped"):
            ended = await asyncio.to_thread(cli, "derive", server.url(path), "--json")
            assert ended.code == 0, ended.err
            assert "Davit Lomsadze" in {term["name"] for term in ended.rows[0]["term"]}
        gone = await asyncio.to_thread(cli, "derive", server.url("/gone"))
        assert gone.code == 1
        assert server.url("/gone") in gone.err
        assert "404" in gone.err


def test_standard_input_is_a_seed(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(SEED.encode())))
    assert json.loads(cli("derive", "-", "--json").out)["term"][0]["source"].startswith("standard input:1 ")


def test_html_is_read_by_its_main_text(cli: Cli) -> None:
    body = "".join(f"<p>{SEED.strip()} The camp lies in the desert, and day {n} was hot.</p>" for n in range(6))
    cli.write(
        "page.html",
        f"<html><body><div class='menu'>Zanzibar Tours</div><article><h1>Camp</h1>{body}</article></body></html>",
    )
    names = {term["name"] for term in cli("derive", "page.html", "--json").rows[0]["term"]}
    assert "Davit Lomsadze" in names
    assert "Zanzibar Tours" not in names


def test_without_the_extractor_a_page_is_read_plainly(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    cli.write("page.html", f"<p>{SEED}</p>")
    assert cli("derive", "page.html").code == 0


def test_an_installed_tagger_votes(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    spans = [SimpleNamespace(text="Zevula", label_="GPE"), SimpleNamespace(text="1990", label_="DATE")]
    spacy = ModuleType("spacy")
    spacy.load = lambda name: lambda text: SimpleNamespace(ents=spans)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "spacy", spacy)
    cli.write("zevula.txt", "Then Zevula came up.")
    assert cli("derive", "zevula.txt", "--json").rows[0]["term"][0]["kind"] == "place"


def test_load_is_predicted_where_the_database_holds_items(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    from watcher.service import deriving
    from watcher.types.matching import Document

    class Stored:
        def __enter__(self) -> "Stored":
            return self

        def __exit__(self, *error: object) -> None:
            return None

        def items_per_day(self, since: datetime, until: datetime) -> float:
            return 100.0

        def items_since(self, since: datetime):  # type: ignore[no-untyped-def]
            assert since < datetime.now(UTC)
            yield [(1, Document(title="Davit Lomsadze resigns")), (2, Document(title="Nothing"))]

    monkeypatch.setattr(deriving, "open_reader", lambda settings: Stored())
    terms = {term["name"]: term for term in cli("derive", "brief.md", "--json").rows[0]["term"]}
    assert terms["Davit Lomsadze"]["hits_a_day"] == 50.0
    assert terms["Davit Lomsadze"]["role"] == "context"
    assert terms["Abu Shouk camp"]["hits_a_day"] == 0.0


def test_an_empty_database_predicts_nothing(cli: Cli) -> None:
    from watcher.store import open_store

    open_store(f"sqlite:///{cli.folder}/config/w.db", create=True).close()
    assert "hits_a_day" not in cli("derive", "brief.md", "--json").out


def test_a_terminal_gets_a_summary_in_colour_and_what_to_look_at(cli: Cli) -> None:
    args = ["derive", "brief.md", "--save", "--name", "sudan"]
    drawn = on_a_terminal(args, columns=80, cwd=cli.folder)
    assert "wrote config/watches/sudan.toml" in drawn
    assert "Davit Lomsadze" in drawn
    assert "\x1b[32m" in drawn
    plain = on_a_terminal([*args, "--force"], columns=80, cwd=cli.folder, NO_COLOR="1")
    assert "\x1b[32m" not in plain
    assert "anchor" in plain


def test_on_a_terminal_the_summary_says_what_is_doubtful(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("watcher.cli.derive.on_terminal", lambda stream=None: True)
    cli.write(
        "doubt.md", f"{SEED}\nThen Zevula came up. The coalition will leave the base. The coalition left the base."
    )
    ended = cli("derive", "doubt.md", "-o", "doubt.toml")
    assert ended.code == 0
    assert "anchor    Davit Lomsadze" in ended.err
    assert "Look at by hand: " in ended.err
    assert "Zevula" in ended.err.partition("Look at by hand: ")[2]
    assert "Davit Lomsadze" not in cli("derive", "doubt.md", "-o", "doubt.toml", "--force", "--quiet").err
    cli.write("sure.md", "General Davit Lomsadze spoke. President Anna Berg spoke.")
    assert "Look at by hand" not in cli("derive", "sure.md", "-o", "sure.toml").err
    cli.write("ar.txt", "قال المتحدث باسم القوات العميد صالح الحريري إن السفينة وصلت إلى ميناء المخا.")
    assert "Note: the script has no capitals" in cli("derive", "ar.txt", "-o", "ar.toml").err


def test_update_of_a_file_that_is_no_text_is_refused(cli: Cli) -> None:
    (cli.folder / "x.toml").write_bytes(b"\xff\xfe\x00title")
    ended = cli("derive", "brief.md", "-o", "x.toml", "--update")
    assert ended.code == 3
    assert "x.toml: cannot be read" in ended.err


def test_nothing_left_out_is_said(cli: Cli) -> None:
    cli.write("sure.md", "General Davit Lomsadze spoke.")
    assert "Nothing was left out." in cli("derive", "sure.md", "--explain").err


def test_a_database_that_cannot_be_read_predicts_nothing(cli: Cli) -> None:
    (cli.folder / "config/w.db").write_bytes(b"no database at all, only text" * 100)
    ended = cli("derive", "brief.md", "--json")
    assert ended.code == 0
    assert "hits_a_day" not in ended.out
