"""`python -m watcher`, and the script `watcher`.

Worker processes import this module anew as their own main module: it must cost them nothing.
"""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit with its code."""
    from watcher.cli.app import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
