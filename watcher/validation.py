"""From text to validated data: TOML read, checked against a model, and every fault said in our own words.

Pure: it is handed text and a name for it (`where`), and gives back a model or raises one ConfigError that holds all
the faults, each with the file, the line where it can be told, the key, what is accepted, and the nearest valid key.
"""

import json
import math
import re
import tomllib
import typing
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Annotated, Any, TypeAlias, TypeVar

from pydantic import BaseModel, BeforeValidator, PlainSerializer, ValidationError, WithJsonSchema
from pydantic_core import ErrorDetails

from watcher.errors import ConfigError
from watcher.text.nearest import nearest
from watcher.toml_lines import Path, locate

__all__ = [
    "MULTILINE_KEYS",
    "Duration",
    "Size",
    "format_duration",
    "format_size",
    "load_toml",
    "parse_duration",
    "parse_size",
    "shown",
    "validate",
]

M = TypeVar("M", bound=BaseModel)

MULTILINE_KEYS = frozenset({"text", "source", "query", "exclude"})
"""Keys whose strings may hold tabs and line breaks; no other control character is accepted anywhere."""

SECRET_KEYS = frozenset({"headers", "proxy"})
"""Keys whose values are never repeated in a message."""

DURATION_FORMS = "30s, 10m, 1h, 2d or a number of seconds"
SIZE_FORMS = "64KB, 15MB, 1GB or a number of bytes"

_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}
_BYTES = {"": 1, "B": 1, "KB": 1024, "MB": 1024**2, "GB": 1024**3}
_LONGEST = timedelta(days=36_500)
_DURATION = re.compile(r"(\d{1,12}(?:\.\d{1,6})?)\s?([smhd]?)")
_SIZE = re.compile(r"(\d{1,18})(\.\d{1,6})?\s?(|B|KB|MB|GB)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CONTROL_BUT_LAYOUT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_USERINFO = re.compile(r"(://)[^/@\s]*@")


# ------------------------------------------------------------------------------------------------ durations and sizes


def parse_duration(value: object) -> timedelta:
    """`30s`, `10m`, `1h`, `2d`, or a number of seconds.

    Raises:
        ValueError: anything else, a negative one, or one of more than a hundred years.
    """
    if isinstance(value, timedelta):
        return value
    seconds = math.nan
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = float(value)
    elif isinstance(value, str) and (found := _DURATION.fullmatch(value.strip())):
        seconds = float(found[1]) * _SECONDS[found[2]]
    if not 0 <= seconds <= _LONGEST.total_seconds():
        raise ValueError(f"no duration; accepted: {DURATION_FORMS}")
    return timedelta(seconds=seconds)


def format_duration(value: timedelta) -> str:
    """The shortest form that `parse_duration` reads back: `90m` for an hour and a half."""
    seconds = value.total_seconds()
    if seconds and seconds == int(seconds):
        for unit in ("d", "h", "m"):
            if seconds % _SECONDS[unit] == 0:
                return f"{int(seconds) // _SECONDS[unit]}{unit}"
    return f"{seconds:g}s" if seconds < 1e5 else f"{int(seconds)}s"


def parse_size(value: object) -> int:
    """Bytes from `64KB`, `15MB`, `1GB` (of 1024) or a number.

    Raises:
        ValueError: anything else, a negative one, or more than 2**63 bytes.
    """
    size = -1
    if isinstance(value, int) and not isinstance(value, bool):
        size = value
    elif isinstance(value, str) and (found := _SIZE.fullmatch(value.strip())):
        unit = _BYTES[found[3].upper()]
        size = int(found[1]) * unit + int(float(found[2] or 0) * unit)
    if not 0 <= size < 2**63:
        raise ValueError(f"no size; accepted: {SIZE_FORMS}")
    return size


def format_size(value: int) -> str:
    """The largest unit that divides it: `15MB`; plain bytes where none does."""
    for unit in ("GB", "MB", "KB"):
        if value and value % _BYTES[unit] == 0:
            return f"{value // _BYTES[unit]}{unit}"
    return str(value)


Duration: TypeAlias = Annotated[
    timedelta,
    BeforeValidator(parse_duration),
    PlainSerializer(format_duration, return_type=str),
    WithJsonSchema({"type": ["string", "number"], "pattern": r"^\d+(\.\d+)?\s?[smhd]?$", "minimum": 0}),
]
"""A model's field that reads `10m` into a timedelta."""

Size: TypeAlias = Annotated[
    int,
    BeforeValidator(parse_size),
    PlainSerializer(format_size, return_type=str),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^\d+(\.\d+)?\s?([KMGkmg]?[Bb])?$", "minimum": 0}),
]
"""A model's field that reads `15MB` into bytes."""


# ------------------------------------------------------------------------------------------------------------- reading


def load_toml(data: bytes | str, *, where: str, error: type[ConfigError] = ConfigError) -> dict[str, Any]:
    """The tables of a TOML document; a byte-order mark is accepted.

    Raises:
        ConfigError: it is not UTF-8 (says at which byte), or not TOML (says line and column).
    """
    if isinstance(data, bytes):
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise error("this is UTF-16; TOML is UTF-8", where=where, hint="save the file as UTF-8")
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as exc:
            line = data.count(b"\n", 0, exc.start) + 1
            raise error(
                f"not UTF-8: byte 0x{data[exc.start]:02x} at byte {exc.start + 1}",
                where=f"{where}:{line}",
                hint="save the file as UTF-8",
            ) from None
    else:
        text = data
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as exc:
        what, line_no, column = _syntax_fault(str(exc), text)
        raise error(f"invalid TOML, column {column}: {what}", where=f"{where}:{line_no}") from None
    except RecursionError:
        raise error("invalid TOML: nested too deeply", where=where) from None


def _syntax_fault(message: str, text: str) -> tuple[str, int, int]:
    """tomllib says the place only in its message: `Expected … (at line 3, column 7)`."""
    found = re.fullmatch(r"(.*?)\s*\(at (?:line (\d+), column (\d+)|end of document)\)", message, re.DOTALL)
    if not found:
        return message, 1, 1
    if found[2]:
        return found[1], int(found[2]), int(found[3])
    lines = text.split("\n")
    return f"{found[1]} (the file ends here)", len(lines), len(lines[-1]) + 1


# ---------------------------------------------------------------------------------------------------------- validating


def validate(
    model: type[M],
    data: Mapping[str, Any],
    *,
    where: str,
    text: str | bytes | None = None,
    error: type[ConfigError] = ConfigError,
) -> M:
    """`data` as a `model`, strictly: no string passes for a number, no number for a string.

    Args:
        model: with `extra="forbid"`, so that unknown keys are found.
        data: what was read from a file, e.g. by `load_toml`.
        where: the file, for messages.
        text: the file's text; with it, messages name the line.
        error: what to raise.

    Raises:
        ConfigError: (or `error`) with all faults in `problems`.
    """
    faults: dict[Path, list[str]] = {}
    for path, what in _unfit(data):
        faults.setdefault(path, []).append(what)
    made: M | None = None
    try:
        # JSON mode is strict on scalars, and lets a list be a tuple and a string an enum's value.
        made = model.model_validate_json(json.dumps(data, default=_no_json), strict=True)
    except ValidationError as exc:
        for path, what in _explained(exc, model, data):
            faults.setdefault(path, []).append(what)
    if made is not None and not faults:
        return made
    source = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    placed = [(locate(source, path) or 0 if source else 0, path, whats) for path, whats in faults.items()]
    problems = [(_where(where, line, path), _joined(whats)) for line, path, whats in sorted(placed, key=_reading_order)]
    if len(problems) == 1:
        raise error(problems[0][1], where=problems[0][0], problems=problems)
    raise error(f"{len(problems)} faults", where=where, problems=problems)


def _reading_order(fault: tuple[int, Path, list[str]]) -> tuple[int, list[tuple[int, str]]]:
    return fault[0], [(part, "") if isinstance(part, int) else (-1, part) for part in fault[1]]


def _no_json(value: object) -> str:
    """Dates and times are the only TOML values that JSON lacks; `_unfit` says so."""
    return str(value)


def _unfit(data: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Control characters, and dates, which no key takes."""
    if isinstance(data, date | time):
        yield path, f"{data} is a date or time; write a text in quotes"
    elif isinstance(data, str):
        key = next((part for part in reversed(path) if isinstance(part, str)), "")
        found = (_CONTROL_BUT_LAYOUT if key in MULTILINE_KEYS else _CONTROL).search(data)
        if found:
            yield path, f"holds the control character U+{ord(found[0]):04X}; only visible text is accepted"
    elif isinstance(data, Mapping):
        for key, value in data.items():
            if _CONTROL.search(key):
                yield (*path, key), "the key holds a control character"
            yield from _unfit(value, (*path, key))
    elif isinstance(data, list | tuple):
        for i, value in enumerate(data):
            yield from _unfit(value, (*path, i))


_EXPECTED = {
    "string_type": "a string",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "list_type": "a list",
    "tuple_type": "a list",
    "set_type": "a list",
    "frozen_set_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "string_too_short": "a string that is not empty",
    "too_short": "a list that is not empty",
}


def _explained(exc: ValidationError, model: type[BaseModel], data: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    for fault in exc.errors(include_url=False):
        path = _data_path(fault["loc"], data)
        yield path, _sentence(fault, path, model, data)


def _sentence(fault: ErrorDetails, path: Path, model: type[BaseModel], data: Mapping[str, Any]) -> str:
    kind, ctx = fault["type"], fault.get("ctx", {})
    if kind == "extra_forbidden":
        known = _keys_at(model, path[:-1])
        key = str(path[-1])
        if len(path) > 1 and key not in known and key in _keys_at(model, ()):
            return f"unknown key; {key} is a key of the whole file: write it above the first [[{path[0]}]]"
        best = nearest(str(path[-1]), known)
        said = f'; did you mean "{best}"?' if best else ""
        return f"unknown key{said} (known: {', '.join(known)})"
    if kind == "missing":
        return "is missing"
    value = _at(data, path)
    got = "the value" if any(part in SECRET_KEYS for part in path) else shown(value)
    if kind in {"value_error", "assertion_error"}:
        said = str(ctx.get("error", fault["msg"]))
        return f"{got} is {said}" if said.startswith("no ") else said
    if kind in {"literal_error", "enum"}:
        choices = re.findall(r"'([^']*)'", str(ctx.get("expected", "")))
        best = nearest(value, choices) if isinstance(value, str) else None
        hint = f'; did you mean "{best}"?' if best else ""
        return f"{got} is not accepted: one of {', '.join(choices)}{hint}"
    bounds = {"greater_than_equal": ("ge", "at least"), "greater_than": ("gt", "more than")}
    bounds |= {"less_than_equal": ("le", "at most"), "less_than": ("lt", "less than")}
    if kind in bounds:
        name, words = bounds[kind]
        return f"{got} is out of range: accepted is {words} {shown(ctx.get(name))}"
    if kind in _EXPECTED:
        if not value and kind.endswith("too_short"):
            return "is empty"
        return f"{got} is not {_EXPECTED[kind]}"
    return f"{got}: {fault['msg']}"


def _data_path(loc: Sequence[int | str], data: Any) -> Path:
    """pydantic's location, without the names of union members that it mixes in."""
    path: list[int | str] = []
    at = data
    for i, part in enumerate(loc):
        in_list = isinstance(at, list | tuple) and isinstance(part, int) and part < len(at)
        if in_list or (isinstance(at, Mapping) and part in at):
            at = at[part]
        elif not (isinstance(at, Mapping) and isinstance(part, str) and i == len(loc) - 1):
            continue  # a union member's name; what remains is a key that is missing
        path.append(part)
    return tuple(path)


def _at(data: object, path: Path) -> object:
    for part in path:
        try:
            data = data[part]  # type: ignore[index]  # a Mapping or list by construction of the path
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """Keys that the model accepts at that place."""
    models = [model]
    for part in path:
        if isinstance(part, int):
            continue
        found: list[type[BaseModel]] = []
        for one in models:
            for name, field in one.model_fields.items():
                if part == (field.alias or name):
                    found += _models_in(field.annotation)
        models = found
    return [field.alias or name for one in models for name, field in one.model_fields.items()]


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _models_in(part)


def _joined(whats: list[str]) -> str:
    """Several complaints about one value (each member of a union has its own): said once, joined."""
    whats = list(dict.fromkeys(whats))
    if len(whats) == 1:
        return whats[0]
    heads = {what.split(" is not ")[0] for what in whats}
    if len(heads) == 1 and all(" is not " in what for what in whats):
        return f"{heads.pop()} is not {' or '.join(what.split(' is not ', 1)[1] for what in whats)}"
    return "; ".join(whats)


def _where(where: str, line: int, path: Path) -> str:
    key = ""
    for part in path:
        key += f"[{part}]" if isinstance(part, int) else f".{part}" if key else str(part)
    place = f"{where}:{line}" if line else where
    return f"{place}, {key}" if key else place


def shown(value: object) -> str:
    """A value as it is written in TOML, shortened, without the password of a URL."""
    if isinstance(value, str):
        text = _USERINFO.sub(r"\1…@", value)
        return json.dumps(text if len(text) <= 60 else text[:59] + "…", ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, timedelta):
        return format_duration(value)
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    return f"{value:g}" if isinstance(value, float) else str(value)
