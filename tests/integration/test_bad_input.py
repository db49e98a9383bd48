"""What careless users do, and bad luck does: each ends in a clear word, never in a traceback, and nothing is lost."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.careless import Done, interrupted, run, without_rights
from tests.support.cli import Cli, Ended
from tests.support.program import environment
from tests.support.server import rss
from tests.support.site import Page, Site
from watcher.service.opening import open_writer
from watcher.settings import load_settings

WATCH = '[[term]]\nname = "Zorbatron"\n'


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site() as made:
        made.pages = {
            "/feed": Page(rss("Zorbatron one", "Zorbatron two", "زورباترون")),
            "/page": Page(b"<html><head><title>Home</title></head><body>Hello</body></html>"),
            "/binary": Page(bytes(range(256)) * 20),
        }
        yield made


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], site: Site) -> Cli:
    """One feed, one watch list, and no database yet."""
    made = Cli(tmp_path, monkeypatch, capsys)
    made.write(
        "config/watcher.toml",
        '[database]\nurl = "sqlite:///w.db"\n[poll]\nallow_private_hosts = true\nhost_delay = 0\nparse_workers = 1\n',
    )
    made.write("config/feeds.toml", f'[[feed]]\nurl = "{site.url("/feed")}"\n')
    made.write("config/watches/zorb.toml", WATCH)
    return made


@pytest.fixture
def polled(cli: Cli) -> Cli:
    """The same with two matches."""
    assert cli("poll", "-q").code == 0
    return cli


def clear(ended: Ended | Done, code: int, *said: str) -> None:
    """It ended with that code and those words, and without a traceback."""
    assert ended.code == code, ended
    assert "Traceback" not in ended.err
    for words in said:
        assert words in ended.err, ended.err


# --------------------------------------------------------------------------------------------------------------- files


@pytest.mark.parametrize("name", ["watcher.toml", "feeds.toml", "watches/zorb.toml"])
def test_a_file_without_rights_is_named(cli: Cli, name: str) -> None:
    (cli.folder / "config" / name).chmod(0)
    clear(without_rights("poll", cwd=cli.folder), 3, f"config/{name}: cannot be read: Permission denied")


@pytest.mark.parametrize("name", ["watcher.toml", "feeds.toml", "watches/zorb.toml"])
@pytest.mark.parametrize("content", [bytes(range(128, 256)) * 9, b"\x00\x01", b"= = ="])
def test_a_file_of_rubbish_is_named_with_its_line(cli: Cli, name: str, content: bytes) -> None:
    (cli.folder / "config" / name).write_bytes(content)
    clear(cli("poll"), 3, f"config/{name}:1")


@pytest.mark.parametrize("name", ["watcher.toml", "feeds.toml", "watches/zorb.toml"])
def test_a_folder_in_a_files_place_is_named(cli: Cli, name: str) -> None:
    (cli.folder / "config" / name).unlink()
    (cli.folder / "config" / name).mkdir()
    clear(cli("poll"), 3, f"config/{name}: cannot be read: Is a directory")


def test_no_home_is_no_trouble(cli: Cli) -> None:
    bare = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ} | {"LANG": "C"}
    clear(run("poll", "-q", cwd=cli.folder, env=bare), 0)
    ended = run("matches", cwd=cli.folder, env=bare)
    assert (ended.code, len(ended.out.splitlines()), ended.err) == (0, 2, "")


def test_a_folder_that_is_not_there_is_named_with_who_named_it(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHER_CONFIG", "nowhere")
    clear(cli("poll"), 3, "nowhere: WATCHER_CONFIG names no folder", "`watcher init nowhere`")


# ------------------------------------------------------------------------------------------------------------ database


def rubbish(path: Path) -> None:
    path.write_bytes(os.urandom(4_096))


def of_another_program(path: Path) -> None:
    with sqlite3.connect(path) as c:
        c.execute("CREATE TABLE bookmarks (url)")
    c.close()


def of_a_newer_version(path: Path) -> None:
    with open_writer(load_settings(path.parent, environ={}), create=True):
        pass
    with sqlite3.connect(path) as c:
        c.execute("UPDATE alembic_version SET version_num = '9999'")
    c.close()


def a_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (rubbish, "not a watcher database"),
        (of_another_program, "belongs to another program"),
        (of_a_newer_version, "newer version"),
        (a_folder, "this is a folder"),
    ],
)
def test_a_database_that_cannot_be_used_is_left_as_it_is(cli: Cli, make: Callable[[Path], None], said: str) -> None:
    path = cli.folder / "config/w.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    for args in (("poll",), ("matches",), ("status",), ("matches", "mark", "1", "done"), ("stories",), ("db", "stats")):
        clear(cli(*args), 1, said)
    assert (path.read_bytes() if path.is_file() else b"") == before
    doctor = cli("doctor", "--offline")
    assert (doctor.code, said in doctor.out) == (1, True)


def test_a_folder_that_cannot_be_written_can_be_read_and_loses_nothing(polled: Cli) -> None:
    config = polled.folder / "config"
    before = {path: path.read_bytes() for path in config.rglob("*") if path.is_file()}
    for path in (config / "watches", config, *before):
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        shown = without_rights("matches", "--json", cwd=polled.folder)
        assert (shown.code, len(shown.out.splitlines())) == (0, 2)
        for args, code, said in (
            (("poll",), 1, "cannot be written"),
            (("matches", "mark", "1", "done"), 1, "cannot be written"),
            (("feeds", "add", "https://x.example/rss"), 3, "feeds.toml: cannot be written"),
            (("watches", "new", "other"), 3, "other.toml: cannot be written"),
            (("matches", "export", "--format", "csv", "-o", "config/x.csv"), 1, "x.csv: Permission denied"),
            (("init", "config/new"), 3, "cannot be written: Permission denied"),
        ):
            clear(without_rights(*args, cwd=polled.folder), code, said)
        assert {path: path.read_bytes() for path in config.rglob("*") if path.is_file()} == before
    finally:
        for path in (config, config / "watches"):
            path.chmod(0o755)


def test_a_backup_that_cannot_be_written_names_its_own_folder(polled: Cli) -> None:
    (polled.folder / "locked").mkdir(mode=0o555)
    clear(without_rights("db", "backup", "locked/x.db", cwd=polled.folder), 1, "locked: the folder cannot be written")
    clear(polled("db", "backup", "nowhere/x.db"), 1, "nowhere: there is no such folder")


def test_a_second_poller_is_told_who_polls_and_reading_goes_on(polled: Cli) -> None:
    with open_writer(load_settings(polled.folder / "config", environ={})) as store, store.poller_lock():
        for args in (("poll",), ("run",)):
            clear(run(*args, cwd=polled.folder), 1, f"process {os.getpid()} polls this database already")
        assert len(polled("matches", "--json").rows) == 2
        clear(polled("matches", "mark", "1", "done"), 0, "1 changed")


# --------------------------------------------------------------------------------------------------------------- feeds


@pytest.mark.parametrize(
    ("path", "said"), [("/page", "an HTML page “Home”"), ("/binary", "binary data"), ("/none", "HTTP 404")]
)
def test_what_is_no_feed_is_said_to_be_none(cli: Cli, site: Site, path: str, said: str) -> None:
    cli.write("config/feeds.toml", f'[[feed]]\nurl = "{site.url(path)}"\n')
    clear(cli("poll"), 1, f"failed: {site.url(path)}: ", said)
    checked = cli("feeds", "check", site.url(path))
    assert (checked.code, said in checked.out + checked.err) == (1, True)


@pytest.mark.parametrize(
    "url", ["nonsense", "ftp://a.example/", "file:///etc/passwd", "http://", "http://a.example:99999/"]
)
def test_what_could_never_be_fetched_is_refused(cli: Cli, url: str) -> None:
    before = (cli.folder / "config/feeds.toml").read_text()
    clear(cli("feeds", "add", url), 2, url)
    assert (cli.folder / "config/feeds.toml").read_text() == before


def test_a_filter_that_names_an_unknown_watch_list_says_which_was_meant(polled: Cli) -> None:
    for args in (("matches",), ("stories",), ("matches", "suppressed")):
        clear(polled(*args, "--watch", "zorp"), 0, 'no watch "zorp" is configured; did you mean "zorb"?')
    clear(polled("scan", "--watch", "zorp", "-"), 1, 'did you mean "zorb"?')
    clear(polled("coverage", "--watch", "zorp"), 1, 'did you mean "zorb"?')


# ------------------------------------------------------------------------------------------------------------- streams


@pytest.mark.parametrize(
    "args",
    [("matches",), ("matches", "--json"), ("matches", "export", "--format", "csv"), ("feeds", "export"), ("--help",)],
    ids=" ".join,
)
def test_a_full_disk_behind_the_output_is_said(polled: Cli, args: tuple[str, ...]) -> None:
    clear(run(*args, cwd=polled.folder, shell="> /dev/full"), 1, "the output cannot be written: No space left")


@pytest.mark.parametrize("args", [("matches", "--json"), ("scan", "many.jsonl", "--json")], ids=" ".join)
def test_a_reader_that_has_enough_is_no_trouble(polled: Cli, args: tuple[str, ...]) -> None:
    polled.write("many.jsonl", '{"title": "Zorbatron"}\n' * 3_000)
    ended = run(*args, cwd=polled.folder, shell="| head -c 5")
    assert (ended.out, ended.err) == ('{"id"', "")


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("matches", "--json"), 0),
        (("matches", "export"), 0),
        (("report",), 0),
        (("stories",), 0),
        (("search", "*:*"), 0),
        (("coverage",), 0),
        (("--help",), 0),
        (("matches", "show", "99"), 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_reader_that_has_gone_is_no_failure(polled: Cli, args: tuple[str, ...], code: int) -> None:
    """`true` reads nothing: all that is written finds nobody."""
    ended = run(*args, cwd=polled.folder, shell="> >(exec true)")
    assert ended.code == code
    assert "Traceback" not in ended.err
    assert bool(ended.err) == bool(code)


def test_closed_streams_are_no_trouble(polled: Cli) -> None:
    clear(run("matches", cwd=polled.folder, shell=">&-"), 0)
    clear(run("poll", cwd=polled.folder, shell=">&- 2>&-"), 0)
    assert len(run("matches", cwd=polled.folder, shell="<&-").out.splitlines()) == 2


def test_a_terminal_that_knows_only_ascii_gets_every_letter_spelled(cli: Cli) -> None:
    cli.write("config/watches/zorb.toml", WATCH + 'aliases = ["زورباترون"]\n')
    cli("poll", "-q")
    ended = run("matches", cwd=cli.folder, env=environment(PYTHONIOENCODING="ascii"))
    clear(ended, 0)
    assert "\\u0632\\u0648" in ended.out
    rows = run("matches", "--json", cwd=cli.folder, env=environment(PYTHONIOENCODING="ascii")).out.splitlines()
    assert "زورباترون" in {json.loads(row)["title"] for row in rows}


# ---------------------------------------------------------------------------------------------------------------- scan


def test_scan_of_nothing_is_one_empty_document_or_none(cli: Cli) -> None:
    clear(run("scan", "-", cwd=cli.folder), 0, "0 of ")


@pytest.mark.parametrize("name", ["a file.txt", "ملف عربي.txt", "-dash.txt", "new\nline.txt", "emoji 🎉.txt"])
def test_scan_takes_files_of_any_name(cli: Cli, name: str) -> None:
    cli.write(name, "Zorbatron was here")
    ended = cli("scan", "--json", "--", name)
    assert ended.code == 0, ended
    assert (ended.rows[0]["id"], len(ended.rows[0]["matches"])) == (name, 1)
    assert cli("scan", "--", name).out.count("Zorbatron") >= 1


def test_scan_of_a_file_whose_name_is_no_text(cli: Cli) -> None:
    Path(os.fsdecode(os.fsencode(cli.folder) + b"/bad\xff.txt")).write_text("Zorbatron")
    ended = run("scan", "--json", os.fsdecode(b"bad\xff.txt"), cwd=cli.folder)
    clear(ended, 0)
    assert json.loads(ended.out)["matches"]


@pytest.mark.parametrize("content", [os.urandom(4_096), b"\xff\xfe\x00", b"\x89PNG\r\n\x1a\n\x00\x00"])
def test_scan_of_binary_data_names_the_file(cli: Cli, content: bytes) -> None:
    (cli.folder / "thing").write_bytes(content)
    ended = cli("scan", "thing")
    assert ended.code in {0, 3}
    assert "Traceback" not in ended.err
    assert "thing" in ended.err or ended.code == 0


@pytest.mark.parametrize(
    "line", ['{"title": 3}', '{"title": ', "[1]", '"x"', '{"title": "\\ud800"}', "{}", "null", "[" * 9_000]
)
def test_scan_of_a_line_that_is_no_document_names_it(cli: Cli, line: str) -> None:
    cli.write("d.jsonl", '{"title": "Zorbatron"}\n' + line + "\n")
    ended = cli("scan", "d.jsonl", "--json")
    assert "Traceback" not in ended.err
    assert ended.code == 0 or (ended.code == 3 and "d.jsonl:2" in ended.err), ended


def test_scan_of_100_megabytes_holds_a_few_of_them_at_a_time(cli: Cli) -> None:
    line = json.dumps({"title": "nothing", "note": "quiet words " * 80_000}).encode() + b"\n"
    process = subprocess.Popen(
        [sys.executable, "-m", "watcher", "scan", "-", "--only-matching", "--json", "--workers", "1"],
        cwd=cli.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(),
    )  # fmt: skip
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(100_000_000 // len(line)):
            process.stdin.write(line)
        held = re.search(r"VmHWM:\s*(\d+) kB", Path(f"/proc/{process.pid}/status").read_text())
        process.stdin.write(b'{"id": "last", "title": "Zorbatron"}\n')
        process.stdin.close()
        out = process.stdout.read()
    assert process.returncode == 0
    assert [json.loads(row)["id"] for row in out.splitlines()] == ["last"]
    assert held is not None
    assert int(held[1]) < 150_000


# --------------------------------------------------------------------------------------------------------- interrupted


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_poll_keeps_what_it_has(cli: Cli, site: Site, number: int) -> None:
    with Hanging() as hanging:
        feeds = cli.folder / "config/feeds.toml"
        feeds.write_text(feeds.read_text() + f'[[feed]]\nurl = "{hanging.url}"\n')

        def one_is_stored() -> bool:
            return hanging.asked.is_set() and len(cli("matches", "--json").rows) == 2

        ended = interrupted("poll", cwd=cli.folder, when=one_is_stored, number=number)
    clear(ended, 130, "interrupted: what was polled is stored")
    assert ended.err.count("\n") == 1
    assert len(cli("matches", "--json").rows) == 2
    feeds.write_text(f'[[feed]]\nurl = "{site.url("/feed")}"\n')
    assert cli("poll", "-q").code == 0
    assert len(cli("matches", "--json").rows) == 2


def test_an_interrupted_scan_ends_at_once(cli: Cli) -> None:
    reader, writer = os.pipe()
    os.write(writer, b'{"title": "Zorbatron"}\n' * 100)
    ended = interrupted("scan", "-", "--json", cwd=cli.folder, when=lambda: drained(reader), stdin=reader)
    os.close(reader)
    os.close(writer)
    clear(ended, 130)
    assert ended.err == ""


def drained(reader: int) -> bool:
    """Whether the program has taken all that was written into the pipe."""
    import array
    import fcntl
    import termios

    waiting = array.array("i", [0])
    fcntl.ioctl(reader, termios.FIONREAD, waiting)
    return waiting[0] == 0


class Hanging:
    """A server that takes a connection and never answers, on a host of its own."""

    def __init__(self) -> None:
        import socket

        self.asked = threading.Event()
        self._socket = socket.create_server(("127.0.0.3", 0))
        self._held: list[object] = []
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self.url = f"http://127.0.0.3:{self._socket.getsockname()[1]}/"

    def _accept(self) -> None:
        try:
            while True:
                self._held.append(self._socket.accept())
                self.asked.set()
        except OSError:
            return

    def __enter__(self) -> "Hanging":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        import socket

        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()
        for connection, _ in self._held:  # type: ignore[misc]  # pairs, as accept gives them
            connection.close()
