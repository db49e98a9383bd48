"""Completion as the shells really run it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.program import environment

PROGRAM = Path(sys.executable).with_name("watcher")

_IN_BASH = """\
eval "$("$1" --show-completion bash)"
shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_watcher_completion watcher
printf '%s\\n' "${COMPREPLY[@]}"
"""


def completed(*words: str) -> list[str]:
    ended = subprocess.run(
        ["bash", "-c", _IN_BASH, "bash", str(PROGRAM), *words], capture_output=True, text=True, check=True,
        env=environment() | {"PATH": f"{PROGRAM.parent}:/usr/bin:/bin"},
    )  # fmt: skip
    assert ended.stderr == ""
    return ended.stdout.split()


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("watcher", "ma"), {"matches"}),
        (("watcher", "matches", "s"), {"show", "suppressed"}),
        (("watcher", "--config", "somewhere", "feeds", "he"), {"health"}),
        (("watcher", "matches", "list", "--mi"), {"--min-score", "--min-priority", "--mine"}),
        (("watcher", "derive", "--conf"), {"--config"}),
    ],
)
def test_bash_completes_commands_and_options(words: tuple[str, ...], found: set[str]) -> None:
    assert set(completed(*words)) == found


@pytest.mark.parametrize(
    ("shell", "mark"), [("bash", "complete -o"), ("zsh", "#compdef watcher"), ("fish", "complete ")]
)
def test_every_shell_has_its_script(shell: str, mark: str) -> None:
    ended = subprocess.run(
        [str(PROGRAM), "--show-completion", shell], capture_output=True, text=True, check=True, env=environment()
    )
    assert mark in ended.stdout
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=ended.stdout, text=True, check=True)
