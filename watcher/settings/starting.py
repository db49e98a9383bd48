"""The files that `watcher init` and `watcher watches new` write."""

from importlib import resources
from pathlib import Path

import tomlkit

from watcher.settings.files import write_atomically
from watcher.settings.schema import SCHEMAS, schema_text, settings_text

__all__ = ["blank_watch_list", "write_starter"]


def write_starter(folder: Path) -> tuple[list[Path], list[Path]]:
    """Write a starter configuration; what exists is never touched. Returns (written, kept).

    Raises:
        ConfigError: a file cannot be written.
    """
    files = {
        "watcher.toml": settings_text(),
        "feeds.toml": _text("feeds.toml"),
        "watches/example.toml": blank_watch_list("A watch list to start from"),
        **{name: schema_text(name) for name in SCHEMAS},
    }
    written, kept = [], []
    for name, text in files.items():
        path = folder / name
        # A folder with watch lists of its own needs no example.
        if path.exists() or (name.startswith("watches/") and any(path.parent.glob("*.toml"))):
            kept.append(path)
            continue
        write_atomically(path, text)
        written.append(path)
    return written, kept


def blank_watch_list(title: str) -> str:
    """A watch list to fill in, with every kind of term once; it is valid, and its examples pass."""
    return _text("watch.toml").replace('"TITLE"', tomlkit.item(title).as_string(), 1)


def _text(name: str) -> str:
    return (resources.files("watcher.settings") / "starter" / name).read_text(encoding="utf-8")
