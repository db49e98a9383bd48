"""The demonstration, end to end: real service, real feeds on loopback, real database, and what the user is shown."""

import asyncio
import re
from pathlib import Path

import pytest

from tests.support.cli import Cli, Ended
from watcher.demo.material import FEEDS, DemoFeed
from watcher.demo.server import DemoServer
from watcher.service import demonstrating

SPELLED = {
    "Ain al-Assad air base": "the wire's spelling",
    "Ayn al-Asad Airbase": "another transliteration",
    "قاعدة عين الأسد": "Arabic",
    "базу Айн-эль-Асад": "Russian",
    "Ayn el-Esed": "Turkish, before its suffix",
    "Qays al-Mohammedawi": "a person's name",
    "Kata'ib Hizballah": "a militia's, in an edit",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def seen() -> dict[str, Ended]:
    """What the one run of this module has printed."""
    return {}


@pytest.fixture
def cli(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], seen: dict[str, Ended]
) -> Cli:
    """The command line after one demonstration of two rounds, kept in `kept`."""
    made = Cli(folder, monkeypatch, capsys)
    monkeypatch.setenv("COLUMNS", "80")
    if not seen:
        monkeypatch.setattr(demonstrating, "ROUNDS", 2)
        monkeypatch.setattr(demonstrating, "SETTLE", 1.0)
        seen["demo"] = made("demo", "--keep", "kept")
    return made


def test_every_spelling_is_found_live_and_explained_after(cli: Cli, seen: dict[str, Ended]) -> None:
    ended = seen["demo"]
    assert (ended.code, ended.err) == (0, "")
    live, account = ended.out.split("What was found: ")
    assert live.startswith(f"{len(FEEDS)} invented feeds")
    assert re.search(r"^ +\d+\.\ds  match +The Delta Post +Ayn al-Asad Airbase changes hands$", live, re.MULTILINE)
    assert re.search(r"^ +\d+\.\ds  edit +The Live Blog +Rocket fire", live, re.MULTILINE)
    assert re.search(r"^ +\d+\.\ds  failed +The Dark Daily ", live, re.MULTILINE)
    assert re.search(r"^ +\d+\.\ds  quiet .* answers of 304", live, re.MULTILINE)
    for text in SPELLED:
        assert text in account
    assert account.count("Kept in kept") == 1


def test_what_looks_alike_is_held_back_with_its_rule(cli: Cli, seen: dict[str, Ended]) -> None:
    held = seen["demo"].out.split("What was held back: ")[1].split("One story")[0]
    assert "Looters strip a Bashar al-Assad base" in held
    assert "not Ain al-Asad air base: it is Bashar al-Assad" in held
    assert "Taji tops the league" in held
    assert "not Camp Taji: nothing beside it says Iraq or Baghdad or coalition" in held
    rules = {row["text"]: row["rule"] for row in cli("matches", "suppressed", "--config", "kept", "--json").rows}
    assert rules == {"al-Assad base": "not: Bashar al-Assad", "Taji": "no context: Iraq, Baghdad, coalition"}
    titles = {row["title"] for row in cli("matches", "--config", "kept", "--json").rows}
    assert not [title for title in titles if re.search("Bashar|Savoy|Tajik|Lebanese|league|holiday", title)]


def test_no_term_fires_beside_another_on_the_same_words(cli: Cli, seen: dict[str, Ended]) -> None:
    for row in cli("matches", "--config", "kept", "--json").rows:
        (evidence,) = cli("matches", "show", str(row["id"]), "--config", "kept", "--json").rows
        places = [(h["field"], h["start"], h["end"], h["term"]) for h in evidence["hits"] if h["end"] is not None]
        for field, start, end, term in places:
            for other_field, other_start, other_end, other in places:
                apart = field != other_field or other_end <= start or other_start >= end
                assert apart or term == other, (row["title"], term, other)


def test_reprints_are_one_story_and_an_edit_extends_what_is_there(cli: Cli, seen: dict[str, Ended]) -> None:
    stories = cli("stories", "--config", "kept", "--json").rows
    wire = max(stories, key=lambda story: story["sources"])
    assert wire["sources"] >= 2
    members = [row for row in cli("matches", "--config", "kept", "--json").rows if row["story"] == wire["id"]]
    assert {"Meridian Wire", "Harbour Gazette"} <= {row["feed_title"] for row in members}
    assert f"{wire['sources']} sources" in seen["demo"].out.split("One story, several sources")[1]
    (edited,) = [row for row in cli("matches", "--config", "kept", "--json").rows if "Rocket fire" in row["title"]]
    (evidence,) = cli("matches", "show", str(edited["id"]), "--config", "kept", "--json").rows
    assert [version["summary"] for version in evidence["versions"]] == ["No group has claimed the attack."]


def test_a_feed_that_is_down_stops_nothing_and_is_a_gap(cli: Cli, seen: dict[str, Ended]) -> None:
    assert "The Dark Daily: " in seen["demo"].out.split("What failed, and stopped nothing")[1]
    health = {row["title"]: row["state"] for row in cli("feeds", "health", "--config", "kept", "--json").rows}
    assert {title for title, state in health.items() if state == "failing"} == {"The Dark Daily"}
    assert {feed.title for feed in FEEDS} == set(health)
    covered = {row["feed"].rpartition("/")[2]: row for row in cli("coverage", "--config", "kept", "--json").rows}
    reasons = {name: {gap["reason"] for gap in row["gaps"]} - {"not running"} for name, row in covered.items()}
    assert {name: why for name, why in reasons.items() if why} == {"dark-daily": {"HTTP 503"}}
    assert cli("status", "--config", "kept", "--json").rows[0]["service"] == "stopped"


def test_its_watch_list_passes_its_own_examples(cli: Cli, seen: dict[str, Ended]) -> None:
    assert cli("watches", "check", "--config", "kept").code == 0


def test_on_80_columns_no_line_is_wider(cli: Cli, seen: dict[str, Ended]) -> None:
    from rich.cells import cell_len

    live = seen["demo"].out.split("What was found: ")[0].splitlines()
    assert max(cell_len(line) for line in live if re.match(r" +\d", line)) <= 80


def test_a_folder_in_use_is_left_alone(cli: Cli) -> None:
    ended = cli("demo", "--keep", "kept")
    assert (ended.code, "not empty" in ended.err) == (2, True)
    cli.write("a-file", "x")
    assert cli("demo", "--keep", "a-file").code == 2


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.name)
def test_every_feed_of_it_says_why_it_is_there(feed: DemoFeed) -> None:
    assert feed.why
    assert feed.entries or feed.form == "down"


async def test_the_server_answers_304_and_404(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    server = DemoServer(lambda: datetime(2026, 1, 17, tzinfo=UTC))
    port = await server.start()

    async def ask(path: str, etag: str = "") -> str:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET /{path} HTTP/1.1\r\nIf-None-Match: {etag}\r\n\r\n".encode())
        said = (await reader.read()).decode()
        writer.close()
        return said

    first = await ask("quiet-quarterly")
    (etag,) = re.findall(r"ETag: (\S+)", first)
    assert first.startswith("HTTP/1.1 200")
    assert (await ask("quiet-quarterly", etag)).startswith("HTTP/1.1 304")
    assert (await ask("nothing-here")).startswith("HTTP/1.1 404")
    assert server.rounds() == 0
    await server.aclose()


async def test_a_stopping_server_ends_the_connections_that_are_open() -> None:
    from datetime import UTC, datetime

    reported: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: reported.append(context))
    server = DemoServer(lambda: datetime(2026, 1, 17, tzinfo=UTC))
    port = await server.start()
    silent_reader, silent_writer = await asyncio.open_connection("127.0.0.1", port)
    waiting_reader, waiting_writer = await asyncio.open_connection("127.0.0.1", port)
    slow = next(feed for feed in FEEDS if feed.form == "slow")
    waiting_writer.write(f"GET /{slow.name} HTTP/1.1\r\n\r\n".encode())
    await server._asked.wait()
    await asyncio.wait_for(server.aclose(), 1)
    assert await silent_reader.read() == b""
    await waiting_reader.read()
    silent_writer.close()
    waiting_writer.close()
    await asyncio.sleep(0)
    assert [task for task in asyncio.all_tasks() if task is not asyncio.current_task()] == []
    assert reported == []
