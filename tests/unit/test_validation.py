"""From TOML text to a model, or to one error that says every fault."""

import enum
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, field_validator

from watcher.errors import ConfigError, WatchListError
from watcher.validation import (
    Duration,
    Size,
    format_duration,
    format_size,
    load_toml,
    nearest,
    parse_duration,
    parse_size,
    shown,
    validate,
)


class Kind(enum.StrEnum):
    PERSON = "person"
    PLACE = "place"


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    kind: Kind = Kind.PERSON
    not_: tuple[str, ...] = Field((), alias="not")
    score: float = Field(85, ge=0, le=100)
    context: tuple[str, ...] | tuple[tuple[str, ...], ...] = ()
    interval: Duration | None = None
    size: Size = 1
    flag: bool = True
    hosts: bool | tuple[str, ...] = False
    headers: dict[str, str] = {}
    text: str = ""

    @field_validator("name")
    @classmethod
    def _no_colon(cls, value: str) -> str:
        if ":" in value:
            raise ValueError("a name holds no colon")
        return value


class File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = ""
    entry: tuple[Entry, ...] = ()


def fault(text: str) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        validate(File, load_toml(text, where="f.toml"), where="f.toml", text=text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30s", 30),
        ("10m", 600),
        ("1h", 3600),
        ("2d", 172_800),
        ("0.5s", 0.5),
        ("90", 90),
        (90, 90),
        (1.5, 1.5),
        ("0s", 0),
    ],
)
def test_durations_are_read(text: object, seconds: float) -> None:
    assert parse_duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "10 minutes", "-5m", -1, "1h30m", "m", True, None, [], float("nan"), "99999999d"])
def test_what_is_no_duration_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match="no duration; accepted: 30s"):
        parse_duration(text)


@given(st.integers(0, 3_000_000_000))
@settings(max_examples=100)
def test_a_duration_that_is_shown_reads_back(seconds: int) -> None:
    value = timedelta(seconds=seconds)
    assert parse_duration(format_duration(value)) == value


@pytest.mark.parametrize(
    ("text", "size"),
    [("64KB", 65_536), ("15MB", 15_728_640), ("1gb", 1 << 30), ("10 B", 10), ("0.5MB", 524_288), (7, 7)],
)
def test_sizes_are_read(text: object, size: int) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "KB", "15 apples", -1, 1.5, True, None, "99999999999GB"])
def test_what_is_no_size_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match="no size; accepted: 64KB"):
        parse_size(text)


@given(st.integers(0, 1 << 50))
@settings(max_examples=100)
def test_a_size_that_is_shown_reads_back(size: int) -> None:
    assert parse_size(format_size(size)) == size


def test_a_byte_order_mark_is_accepted() -> None:
    assert load_toml(b'\xef\xbb\xbftitle = "x"', where="f.toml") == {"title": "x"}
    assert load_toml('\ufefftitle = "x"', where="f.toml") == {"title": "x"}


@pytest.mark.parametrize(
    ("data", "where", "what"),
    [
        (b"a = 1\nb = = 2", "f.toml:2", "invalid TOML, column 5"),
        (b"a = 1\nb = [1,\n", "f.toml:3", "the file ends here"),
        (b'a = 1\nb = "\xe9"', "f.toml:2", "not UTF-8: byte 0xe9"),
        (b"\xff\xfea\x00", "f.toml", "UTF-16"),
        (b"a = " + b"[" * 5000, "f.toml", "invalid TOML"),
    ],
)
def test_what_is_no_toml_is_told_with_its_place(data: bytes, where: str, what: str) -> None:
    with pytest.raises(WatchListError) as caught:
        load_toml(data, where="f.toml", error=WatchListError)
    assert caught.value.where.startswith(where)
    assert what in caught.value.problem


def test_a_sound_file_becomes_a_model() -> None:
    text = """
        title = "x"
        [[entry]]
        name = "a"
        kind = "place"
        not = ["b"]
        score = 90
        context = [["c"], ["d"]]
        interval = "10m"
        size = "2KB"
        hosts = ["h"]
    """
    entry = validate(File, load_toml(text, where="f"), where="f", text=text).entry[0]
    assert (entry.kind, entry.not_, entry.score, entry.context) == (Kind.PLACE, ("b",), 90, (("c",), ("d",)))
    assert (entry.interval, entry.size, entry.hosts) == (timedelta(minutes=10), 2048, ("h",))


@pytest.mark.parametrize(
    ("line", "key", "what"),
    [
        ("score = 900", "score", "900 is out of range: accepted is at most 100"),
        ("score = -1", "score", "-1 is out of range: accepted is at least 0"),
        ('score = "9"', "score", '"9" is not a number'),
        ("zzzz = 1", "zzzz", "unknown key (known: name, kind, not, score"),
        ("title = 1", "title", "unknown key; title is a key of the whole file: write it above the first [[entry]]"),
        ("nott = []", "nott", 'unknown key; did you mean "not"?'),
        ('kind = "pers0n"', "kind", 'is not accepted: one of person, place; did you mean "person"?'),
        ("kind = 7", "kind", "7 is not accepted: one of person, place"),
        ("not = [1]", "not[0]", "1 is not a string"),
        ('not = "x"', "not", '"x" is not a list'),
        ("context = [1]", "context[0]", "1 is not a string or a list"),
        ('interval = "soon"', "interval", '"soon" is no duration; accepted: 30s, 10m'),
        ("interval = 2020-01-01", "interval", "is no duration"),
        ('size = "big"', "size", '"big" is no size; accepted: 64KB'),
        ('flag = "yes"', "flag", '"yes" is not true or false'),
        ("flag = 1", "flag", "1 is not true or false"),
        ('hosts = "h"', "hosts", '"h" is not true or false or a list'),
        ("headers = 1", "headers", "the value is not a table"),
        ('not = ["a\\u0007"]', "not[0]", "control character U+0007"),
        ('not = ["a\\nb"]', "not[0]", "control character U+000A"),
        ('headers = { "a\\u0000" = "b" }', "headers.a\x00", "the key holds a control character"),
    ],
)
def test_a_fault_names_file_line_and_key_and_what_is_accepted(line: str, key: str, what: str) -> None:
    error = fault(f'title = "x"\n\n[[entry]]\nname = "a"\n{line}\n')
    assert error.where == f"f.toml:5, entry[0].{key}"
    assert what in error.problem
    assert error.exit_code == 3


def test_a_missing_key_is_told_where_its_table_begins() -> None:
    error = fault('[[entry]]\nname = "a"\n[[entry]]\nscore = 1\n')
    assert (error.where, error.problem) == ("f.toml:3, entry[1].name", "is missing")


def test_an_empty_string_is_called_empty() -> None:
    assert fault('[[entry]]\nname = ""\n').problem == "is empty"


def test_a_rule_of_the_models_own_is_told_in_its_words() -> None:
    assert fault('[[entry]]\nname = "a:b"\n').problem == "a name holds no colon"


def test_all_faults_are_told_at_once_in_the_order_of_the_lines() -> None:
    error = fault('title = 1\n[[entry]]\nscore = 900\nname = "a"\n[[entry]]\nkind = "x"\n')
    assert error.problem == "4 faults"
    assert [where for where, _ in error.problems] == [
        "f.toml:1, title",
        "f.toml:3, entry[0].score",
        "f.toml:5, entry[1].name",
        "f.toml:6, entry[1].kind",
    ]
    assert all(f"  {where}: {what}" in str(error) for where, what in error.problems)


def test_text_may_hold_line_breaks_but_no_other_control_character() -> None:
    assert validate(File, {"entry": [{"name": "a", "text": "b\n\tc"}]}, where="f").entry[0].text == "b\n\tc"
    with pytest.raises(ConfigError, match=r"U\+001B"):
        validate(File, {"entry": [{"name": "a", "text": "b\x1b[31m"}]}, where="f")


def test_a_secret_is_never_repeated() -> None:
    with pytest.raises(ConfigError) as caught:
        validate(File, {"entry": [{"name": "a", "headers": {"Authorization": ["hunter2"]}}]}, where="f")
    assert "hunter2" not in str(caught.value)
    assert "hunter2" not in shown("https://me:hunter2@example.org/feed")


def test_without_the_text_the_key_is_named_alone() -> None:
    with pytest.raises(WatchListError) as caught:
        validate(File, {"titel": "x"}, where="f.toml", error=WatchListError)
    assert caught.value.where == "f.toml, titel"


@pytest.mark.parametrize(
    ("value", "text"),
    [("x" * 80, '"' + "x" * 59 + '…"'), (True, "true"), (2.5, "2.5"), ([1], "a list"), ({}, "a table"),
     (timedelta(hours=1), "1h"), (None, "None")],
)  # fmt: skip
def test_values_are_shown_as_in_toml_and_shortened(value: object, text: str) -> None:
    assert shown(value) == text


def test_the_nearest_key_is_found_whatever_its_case_and_hyphens() -> None:
    assert nearest("Max-Items", ["max_body", "max_items"]) == "max_items"
    assert nearest("zebra", ["max_body", "max_items"]) is None


_JSON: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "not", "score", "zz"]), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["title", "entry", "other"]), _JSON, max_size=3))
@settings(max_examples=100, deadline=None)
def test_whatever_the_data_it_is_a_model_or_an_error_that_names_the_file(data: dict[str, Any]) -> None:
    problems: tuple[tuple[str, str], ...] = ()
    made: File | None = None
    try:
        made = validate(File, data, where="f.toml")
    except ConfigError as error:
        problems = error.problems
    assert (made is None) == bool(problems)
    assert all(where.startswith("f.toml") and what for where, what in problems)
