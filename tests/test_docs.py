"""Documentation is executed: every command line in it parses, every link leads somewhere, the README's day works."""

import io
import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from tests.support.cli import Ended
from watcher.cli.app import main
from watcher.cli.frame import State, load
from watcher.cli.registry import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
BY_NAME = {entry.name: entry for entry in COMMANDS}
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`(watcher [^`\n]+)`")


def _lines(page: Path) -> Iterator[str]:
    """Every command line of watcher's on a page, in fenced blocks and inline."""
    text = page.read_text(encoding="utf-8")
    for kind, block in _FENCE.findall(text):
        if kind in {"sh", "console", ""}:
            for line in block.replace("\\\n", " ").splitlines():
                for part in re.split(r"&&|\|(?!\|)|;", line.split("  #")[0]):
                    found = re.search(r"(?:^|\s)(?:uv run )?(watcher(?:\s.*)?)$", part.strip().removeprefix("$ "))
                    if found and not re.match(r"^(docker|systemctl|journalctl|sudo)", part.strip()):
                        yield found[1]
    prose = _FENCE.sub("", text)
    yield from _INLINE.findall(prose)


LINES = sorted({(page.name, line) for page in PAGES for line in _lines(page)})


def _split(line: str) -> tuple[str, list[str]] | None:
    """The command that a line names, and its arguments; None for a line that only shows a form (`feeds list|add`)."""
    if "…" in line or re.search(r"\w\|\w", line) or "[" in line:
        return None
    words = shlex.split(line)[1:]
    for length in (2, 1):
        name = " ".join(words[:length])
        if name in BY_NAME:
            entry = BY_NAME[name]
            rest = words[length:]
            if not entry.target:
                if rest and not rest[0].startswith("-"):
                    return name, ["no such command", *rest]
                entry = BY_NAME[f"{name} {entry.default}"] if entry.default else entry
            return entry.name, rest
    return (words[0], ["no such command"]) if words and not words[0].startswith("-") else None


@pytest.mark.parametrize(("page", "line"), LINES, ids=[f"{p}: {line[:60]}" for p, line in LINES])
def test_every_command_line_is_one_that_the_program_takes(page: str, line: str) -> None:
    split = _split(line)
    if split is None:
        return
    name, arguments = split
    entry = BY_NAME.get(name)
    assert entry is not None, f"{page}: no command `{name}`"
    if not entry.target:
        assert arguments == [], f"{page}: {line}"
        return
    if not arguments:
        return  # named in passing
    command: Any = load(entry.target, name.rpartition(" ")[2])
    if re.search(r"\b[A-Z]{2,}\b", " ".join(arguments)):
        # A form with placeholders: its options must exist, its values cannot be checked.
        known = {option for param in command.params for option in (*param.opts, *param.secondary_opts)}
        for word in arguments:
            if word.startswith("-"):
                assert word.partition("=")[0] in known, f"{page}: {line}: no option {word}"
        return
    command.make_context(name, list(arguments), obj=State())


def test_the_pages_hold_command_lines() -> None:
    assert len(LINES) > 40


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?://|mailto:", target):
            continue
        path, _, anchor = target.partition("#")
        place = (page.parent / path).resolve() if path else page
        assert place.exists(), f"{page.name}: {target}"
        if anchor:
            heads = re.findall(r"^#+ (.+)$", place.read_text(encoding="utf-8"), re.MULTILINE)
            slugs = {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in heads}
            assert anchor in slugs, f"{page.name}: {target}"


def test_every_page_is_reached_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for page in PAGES[2:]:
        assert f"(docs/{page.name})" in readme, page.name


class TestAFirstDay:
    """The README's walk through a first day, on the shipped configuration without its feeds."""

    @pytest.fixture(scope="class")
    @classmethod
    def config(cls, tmp_path_factory: pytest.TempPathFactory) -> Path:
        folder = tmp_path_factory.mktemp("day") / "config"
        shutil.copytree(ROOT / "config", folder)
        (folder / "feeds.toml").write_text("", encoding="utf-8")
        return folder

    def _run(self, config: Path, *args: str) -> Ended:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main([*args, "--config", str(config), "--database", str(config / "day.db")])
        return Ended(code, out.getvalue(), err.getvalue())

    def test_before_anything_was_polled_it_says_what_to_do(self, config: Path) -> None:
        result = self._run(config, "matches")
        assert result.code == 0
        assert "watcher run" in result.err

    def test_poll_makes_the_database(self, config: Path) -> None:
        assert self._run(config, "poll").code == 0
        assert (config / "day.db").exists()

    def test_the_shipped_watch_lists_pass_their_own_tests(self, config: Path) -> None:
        result = self._run(config, "watches", "check")
        assert result.code == 0, result.out + result.err

    def test_the_seed_gives_a_watch_list(self, config: Path) -> None:
        seed = str(ROOT / "seeds" / "ain-al-asad.md")
        shown = self._run(config, "derive", seed)
        assert shown.code == 0
        assert "[[term]]" in shown.out
        assert self._run(config, "derive", seed, "--save", "--name", "my-subject").code == 0
        checked = self._run(config, "watches", "check", "my-subject")
        assert checked.code == 0, checked.out + checked.err

    def test_scan_says_what_would_match(self, config: Path) -> None:
        result = self._run(config, "scan", str(ROOT / "seeds" / "ain-al-asad.md"))
        assert result.code == 0
        assert "ain-al-asad" in result.out

    def test_a_feed_is_added(self, config: Path) -> None:
        assert self._run(config, "feeds", "add", "https://www.example.org/rss.xml", "--tag", "wire").code == 0
        assert "example.org" in self._run(config, "feeds", "list").out

    @pytest.mark.parametrize(
        "args",
        [
            ("matches", "suppressed"),
            ("stories",),
            ("coverage",),
            ("feeds", "health"),
            ("search", "envoy AND site:rudaw.net"),
            ("db", "stats"),
        ],
    )
    def test_day_to_day_commands_work_on_an_empty_database(self, config: Path, args: tuple[str, ...]) -> None:
        result = self._run(config, *args)
        assert result.code == 0, result.err
        assert "Traceback" not in result.err
