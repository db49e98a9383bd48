"""What is generated is current, and says everything."""

import importlib.util
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from watcher.cli.registry import COMMANDS
from watcher.settings.feeds import FeedEntry, FeedsFile
from watcher.settings.model import SettingsFile
from watcher.validation import validate

ROOT = Path(__file__).resolve().parents[2]


def _generate() -> Any:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


OUTPUTS: dict[Path, str] = _generate().outputs()


@pytest.mark.parametrize("path", OUTPUTS, ids=lambda path: path.name)
def test_generated_files_are_current(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == OUTPUTS[path], "run: uv run python docs/generate.py"


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert re.findall(r"^## watcher (.+)$", page, re.MULTILINE) == [entry.name for entry in COMMANDS if entry.target]
    assert page.count("\nExample") + page.count("\n  Example") >= sum(1 for entry in COMMANDS if entry.target)


def test_every_key_is_documented_with_what_it_means() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    keys = [
        f"{name}.{key}" for name, field in SettingsFile.model_fields.items() for key in field.annotation.model_fields
    ]  # type: ignore[union-attr]
    for key in [*keys, *FeedEntry.model_fields]:
        assert re.search(rf"^\| `{re.escape(key)}` \| .+ \| \S.* \|$", page, re.MULTILINE), key


def test_the_pages_examples_are_valid() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert validate(FeedsFile, tomllib.loads(example), where="docs").feed[0].title == "Example"


def test_help_is_written_as_a_manual_is() -> None:
    """No type of Python's, and in a usage no braces about what has to be given."""
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    usages = re.findall(r"Usage: (watcher .+)", page)
    assert len(usages) > len(COMMANDS) // 2
    assert [usage for usage in usages if re.search(r"[{}<>]", usage)] == []
    assert re.findall(r"<(?:list|str|path|int)\b[^>]*>", page) == []
    assert "Usage: watcher matches mark [OPTIONS] [ID...] STATUS" in page
    assert "Usage: watcher init [OPTIONS] [DIR]" in page
