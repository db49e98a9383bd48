"""Python in a process of its own: for what an import, a lock or a death in this one would blur."""

import subprocess
import sys
from pathlib import Path

__all__ = ["run_python"]

ROOT = Path(__file__).resolve().parents[2]


def run_python(code: str, *, timeout: float = 60.0) -> str:
    """Run code from the repository's root; what it printed, stripped. It must end well."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=timeout, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
