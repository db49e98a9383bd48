"""On which line of a TOML document a key stands: no TOML library says it. Pure."""

import functools
import re
from typing import TypeAlias

__all__ = ["Path", "extent", "locate"]

Path: TypeAlias = tuple[str | int, ...]
"""Keys and list positions (from 0) from the document's top: `("feed", 3, "interval")`."""

_BARE = r"[A-Za-z0-9_-]+|\"(?:[^\"\\]|\\.)*\"|'[^']*'"
_DOTTED = rf"(?:{_BARE})(?:\s*\.\s*(?:{_BARE}))*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(rf"\s*({_DOTTED})\s*=")
_PART = re.compile(_BARE)
_STRING = re.compile(r'"""|\'\'\'|"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*|[\[\]{}]')


def locate(text: str, path: Path) -> int | None:
    """The line (from 1) of the key at `path`, or of the nearest thing around it; None where nothing of it is found.

    A key inside an inline table or list is found as the key that holds it.
    """
    lines, _ = _scan(text)
    for length in range(len(path), 0, -1):
        if line := lines.get(path[:length]):
            return line
    return None


def extent(text: str, path: Path) -> tuple[int, int] | None:
    """First and last line (from 1) of the table at `path`: its header, its keys and its sub-tables.

    Blank and comment lines at its end are not counted in: they belong to what follows. None where it has no header.
    """
    _, headers = _scan(text)
    first = next((line for header, line in headers if header == path), None)
    if first is None:
        return None
    lines = text.split("\n")
    after = (line for header, line in headers if line > first and header[: len(path)] != path)
    last = next(after, len(lines) + 1) - 1
    while last > first and (not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")):
        last -= 1
    return first, last


@functools.lru_cache(maxsize=2)
def _scan(text: str) -> tuple[dict[Path, int], list[tuple[Path, int]]]:
    """The line of every header and of every key that begins a line, outside of strings and lists; and the headers."""
    keys: dict[Path, int] = {}
    headers: list[tuple[Path, int]] = []
    counts: dict[Path, int] = {}
    table: Path = ()
    depth, quote = 0, ""
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if not depth and not quote:
            if header := _HEADER.match(line):
                table = _resolved(_parts(header[2]), counts)
                if header[1] == "[[":
                    counts[table] = counts.get(table, -1) + 1
                    table = (*table, counts[table])
                keys.setdefault(table, number)
                headers.append((table, number))
                continue
            if key := _KEY.match(line):
                keys.setdefault((*table, *_parts(key[1])), number)
        depth, quote = _state_after(line, depth, quote)
    return keys, headers


def _parts(dotted: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _resolved(parts: Path, counts: dict[Path, int]) -> Path:
    """A header below an array of tables means that array's last element."""
    path: Path = ()
    for i, part in enumerate(parts):
        path = (*path, part)
        if i < len(parts) - 1 and path in counts:
            path = (*path, counts[path])
    return path


def _state_after(line: str, depth: int, quote: str) -> tuple[int, str]:
    """Nesting depth of brackets, and the open multi-line quote, after a line."""
    at = 0
    while at < len(line):
        if quote:
            end = line.find(quote, at)
            if end < 0:
                return depth, quote
            at, quote = end + 3, ""
            continue
        found = _STRING.search(line, at)
        if not found:
            break
        mark, at = found[0], found.end()
        if mark in {'"""', "'''"}:
            quote = mark
        elif mark in "[{":
            depth += 1
        elif mark in "]}":
            depth = max(0, depth - 1)
    return depth, quote
