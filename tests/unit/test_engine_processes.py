"""What a process leaves behind when it is killed, and what its fork server has to say about it."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from watcher.engine.folders import PrivateFolder

DIE_WHILE_STARTING_A_PROCESS = """
import multiprocessing, os, signal, sys
import multiprocessing.popen_forkserver as popen

def never():
    pass

def die(*_):
    print("dying", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(sys.argv[1:])
    popen.io.BytesIO = type("Dying", (popen.io.BytesIO,), {"getbuffer": die})
    context.Process(target=never).start()
"""


def _stderr_of(tmp_path: Path, *preload: str) -> str:
    script = tmp_path / "dies.py"
    script.write_text(DIE_WHILE_STARTING_A_PROCESS, encoding="utf-8")
    died = subprocess.run([sys.executable, str(script), *preload], capture_output=True, text=True, check=False)
    assert (died.returncode, died.stdout) == (-signal.SIGKILL, "dying\n")
    return died.stderr


def test_the_fork_server_prints_no_traceback_for_a_service_that_was_killed(tmp_path: Path) -> None:
    assert "EOFError" in _stderr_of(tmp_path)
    assert _stderr_of(tmp_path, "watcher.engine.forkserver") == ""


def test_other_errors_of_the_fork_server_are_still_shown() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import watcher.engine.forkserver; 1 / 0"], capture_output=True, text=True, check=False
    )
    assert "ZeroDivisionError" in done.stderr


def test_a_folder_is_private_and_goes_with_its_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = PrivateFolder()
    assert folder.path.stat().st_mode & 0o077 == 0
    (folder.path / "x").write_text("x", encoding="utf-8")
    folder.remove()
    folder.remove()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_is_swept_away_and_what_a_living_one_uses_is_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    living = PrivateFolder()
    code = "from watcher.engine.folders import PrivateFolder; import os; PrivateFolder(); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", code], env=os.environ | {"TMPDIR": str(tmp_path)}, check=False)
    (tmp_path / "watcher-notes").mkdir()
    assert len(list(tmp_path.iterdir())) == 3
    another = PrivateFolder()
    assert set(tmp_path.iterdir()) == {living.path, another.path, tmp_path / "watcher-notes"}
    living.remove()
    another.remove()
