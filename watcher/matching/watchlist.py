"""Watch lists: read from TOML and checked as a whole, so that every fault is reported at once with its line and key."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from watcher.errors import WatchListError
from watcher.matching.checks import faults
from watcher.matching.models import KINDS, NAME_KINDS, ROLES, Example, Kind, Role, Term, WatchList, WatchListFile
from watcher.toml_lines import locate
from watcher.validation import load_toml, validate

__all__ = [
    "KINDS",
    "NAME_KINDS",
    "ROLES",
    "Example",
    "Kind",
    "Role",
    "Term",
    "WatchList",
    "as_toml_dict",
    "json_schema",
    "parse_watch_list",
]


def parse_watch_list(text: str | bytes, *, id: str, where: str) -> WatchList:
    """Read and check one watch list.

    Args:
        text: the file's text or bytes; a byte-order mark is accepted.
        id: the watch's id: the file's stem.
        where: the file, for messages.

    Raises:
        WatchListError: with every fault in `problems`, each naming file, line and key.
    """
    data = load_toml(text, where=where, error=WatchListError)
    file = validate(WatchListFile, data, where=where, text=text, error=WatchListError)
    problems = [(_place(where, text, path), what) for path, what in faults(file)]
    if len(problems) == 1:
        raise WatchListError(problems[0][1], where=problems[0][0], problems=problems)
    if problems:
        raise WatchListError(f"{len(problems)} faults", where=where, problems=problems)
    return WatchList.model_validate({"id": id, **file.model_dump(by_alias=True)})


def _place(where: str, text: str | bytes, path: tuple[str | int, ...]) -> str:
    source = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    line = locate(source, path)
    key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
    place = f"{where}:{line}" if line else where
    return f"{place}, {key}" if key else place


def as_toml_dict(watch_list: WatchListFile) -> dict[str, Any]:
    """The watch list under the keys of its file, without what has its default, ready for any TOML or JSON writer."""
    data = {key: _plain(value) for key, value in _changed(watch_list)}
    for key, items in (("term", watch_list.terms), ("example", watch_list.examples)):
        if items:
            data[key] = [{k: _plain(v) for k, v in _changed(item)} for item in items]
    return data


def _changed(model: BaseModel) -> Iterator[tuple[str, Any]]:
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if name in {"id", "terms", "examples"}:
            continue
        if field.is_required() or value != field.default or (name == "match"):
            yield field.alias or name, value


def _plain(value: object) -> object:
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def json_schema() -> dict[str, Any]:
    """The JSON schema of a watch-list file, for editors."""
    schema = WatchListFile.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "watcher: watch list"}
