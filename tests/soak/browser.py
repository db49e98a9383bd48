"""Look at a report in a real browser: pictures of it in light, dark, narrow and in print.

    python -m tests.soak.browser REPORT.html FOLDER

Needs `chromium` on the PATH (`apt-get install chromium`). Writes light.png, dark.png, narrow.png and print.pdf into
FOLDER, to be looked at, and fails where the page holds what loads anything, or its DOM lacks a section.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip
SECTIONS = ("stories", "timeline", "together", "sources", "coverage", "dismissed")
DARK = "--blink-settings=preferredColorScheme=0"


def chromium(*args: str, page: Path) -> str:
    """Run the browser once, with a profile of its own."""
    with tempfile.TemporaryDirectory() as profile:
        command = ["chromium", *FLAGS, f"--user-data-dir={profile}", *args, page.resolve().as_uri()]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


def main() -> int:
    """Take the pictures, then read the DOM."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=Path)
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    if shutil.which("chromium") is None:
        print("chromium is not installed", file=sys.stderr)
        return 2
    asked.folder.mkdir(parents=True, exist_ok=True)
    folder = asked.folder.resolve()
    chromium("--window-size=1100,6000", f"--screenshot={folder / 'light.png'}", page=asked.report)
    chromium("--window-size=1100,6000", DARK, f"--screenshot={folder / 'dark.png'}", page=asked.report)
    chromium("--window-size=400,6000", f"--screenshot={folder / 'narrow.png'}", page=asked.report)
    chromium("--no-pdf-header-footer", f"--print-to-pdf={folder / 'print.pdf'}", page=asked.report)
    dom = chromium("--dump-dom", page=asked.report)
    missing = [name for name in SECTIONS if f'<section id="{name}">' not in dom]
    loads = [word for word in ("<script", "<link", "<img", "@import", "url(http") if word in dom]
    for problem in (*(f"no section {name}" for name in missing), *(f"the page holds {word}" for word in loads)):
        print(problem, file=sys.stderr)
    return 1 if missing or loads else 0


if __name__ == "__main__":
    raise SystemExit(main())
