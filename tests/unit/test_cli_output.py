"""How rows are laid out and marked."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from watcher.cli import output
from watcher.cli.options import is_filtered, make_filter, parse_ids, parse_status, parse_when, row_limit
from watcher.cli.output import Cell, Column, age, fitted, iso, isolated, marked, minute, print_json, print_table
from watcher.errors import UsageError
from watcher.text.clean import terminal_safe
from watcher.types.rows import MatchStatus

NOW = datetime(2026, 1, 17, 12, 30, 15, 999, tzinfo=UTC)
COLUMNS = (
    Column("id", right=True),
    Column("age", right=True, rank=1),
    Column("title", flexible=True),
    Column("feed", most=10, rank=2),
)
ROWS: list[list[str | Cell]] = [
    ["7", "3h", "Iraq takes over Ayn al-Asad Air Base from the coalition", "Example News Agency"],
    ["12", "10m", "القوات العراقية تتسلم قاعدة عين الأسد الجوية", "واع"],
    ["123", "", "日本語の見出しは幅が広い日本語の見出しは幅が広い", "共同"],
]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(output, "on_terminal", lambda stream=None: True)
    return monkeypatch


def table(capsys: pytest.CaptureFixture[str], rows: list[list[str | Cell]] = ROWS) -> list[str]:
    print_table(COLUMNS, rows)
    return capsys.readouterr().out.splitlines()


def test_a_table_fits_the_terminal_and_its_columns_stay_in_line(
    terminal: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.setenv("COLUMNS", "60")
    lines = table(capsys)
    assert [cell_len(line) <= 60 for line in lines] == [True] * 4
    assert lines[0] == " id  age  title                                   feed"
    assert lines[1].startswith("  7   3h  Iraq takes over Ayn al-Asad Air Base")
    assert lines[1].endswith("  Example N…")
    feeds = [
        cell_len(line[: line.index(name)])
        for line, name in zip(lines, ("feed", "Example", "\u2068واع", "共同"), strict=True)
    ]
    assert len(set(feeds)) == 1


def test_where_it_is_narrow_the_highest_rank_is_left_out_first(
    terminal: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.setenv("COLUMNS", "30")
    assert table(capsys)[0].split() == ["id", "age", "title"]
    terminal.setenv("COLUMNS", "22")
    assert table(capsys)[0].split() == ["id", "title"]
    terminal.setenv("COLUMNS", "5")
    assert table(capsys)[1].split()[0] == "7"


def test_in_a_pipe_nothing_is_cut_and_cells_stand_between_tabs(capsys: pytest.CaptureFixture[str]) -> None:
    lines = table(capsys, [["1", "", "a\tb\n\x1b[31mc\u202e", "x" * 200]])
    assert lines == ["1\t\ta b c\t" + "x" * 200]


def test_mentions_are_marked_where_they_stand_also_in_a_cut_title(
    terminal: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cell = output._cell_text(Cell("Iraq takes over Ayn al-Asad Air Base", spans=((16, 36), (0, 4))), 20)
    assert cell.plain == "Iraq takes over Ayn…"
    assert [(span.start, span.end) for span in cell.spans if span.style] == [(0, 4), (16, 19)]


def test_a_title_of_nothing_but_escapes_is_harmless(
    terminal: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.setenv("COLUMNS", "60")
    text = "\n".join(table(capsys, [["1", "", "\x1b]0;owned\x07\x1b[2J", "\u202efdp.exe"]]))
    assert "\x1b" not in text
    assert "owned" not in text
    assert "\u202e" not in text


_SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4)


@given(st.text(st.characters(categories=("L", "Nd", "Zs", "Po")), max_size=60), _SPANS)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_marking_never_changes_what_is_said(text: str, spans: list[tuple[int, int]]) -> None:
    made = marked(text, spans)
    assert made.plain == text
    covered = {i for start, end in spans for i in range(start, min(end, len(text)))}
    assert {i for span in made.spans for i in range(span.start, span.end)} == covered


@given(st.text(max_size=60), _SPANS)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_marked_text_is_always_harmless(text: str, spans: list[tuple[int, int]]) -> None:
    assert not set(marked(text, spans).plain) & set("\x1b\x07\x08\x9b\u202e\u2066")


def test_overlapping_mentions_are_one_mark() -> None:
    spans = marked("abcdefgh", [(1, 4), (3, 6), (7, 99)]).spans
    assert [(span.start, span.end) for span in spans] == [(1, 6), (7, 8)]


@given(st.text(max_size=40), st.integers(1, 30))
@settings(max_examples=100)
def test_what_is_fitted_fits(text: str, width: int) -> None:
    assert cell_len(fitted(text, width)) <= max(width, 1)
    assert fitted("abc", 3) == "abc"
    assert fitted("abc", 0) == ""


def test_only_right_to_left_text_is_isolated() -> None:
    assert isolated("plain") == "plain"
    assert isolated("base عين") == "\u2068base عين\u2069"


@pytest.mark.parametrize(
    ("ago", "said"),
    [(0, "0s"), (59, "59s"), (61, "1m"), (3 * 3600, "3h"), (49 * 3600, "2d"), (-90, "in 1m"), (-0.5, "0s")],
)
def test_ages(ago: float, said: str) -> None:
    assert age(NOW - timedelta(seconds=ago), NOW) == said
    assert age(None, NOW) == ""


def test_times_are_utc_with_z() -> None:
    there = NOW.astimezone(timezone(timedelta(hours=3)))
    assert iso(there) == "2026-01-17T12:30:15Z"
    assert minute(there) == "2026-01-17T12:30Z"
    assert iso(None) is None


def test_json_is_one_line_readable_and_knows_times(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"title": "عين\nb", "at": NOW, "tags": frozenset({"b", "a"}), "none": None})
    assert (
        capsys.readouterr().out
        == '{"title": "عين\\nb", "at": "2026-01-17T12:30:15Z", "tags": ["a", "b"], "none": null}\n'
    )
    with pytest.raises(TypeError):
        print_json({"x": object()})


# ------------------------------------------------------------------------------------------------------------ options


def test_json_steers_no_terminal_and_breaks_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    row = {"title": "a\x1b[31m\x9b31m\x7f\u202eb\u2066\u2028c\x85d\ud800 الأسد \u200f"}
    print_json(row)
    (line,) = capsys.readouterr().out.splitlines()
    assert terminal_safe(line) == line
    assert "الأسد \u200f" in line, "readable, and what orders its own surroundings stays"
    assert json.loads(line) == row


@pytest.mark.parametrize(
    ("words", "ids"), [(["7", "9", "12-15"], (7, 9, 12, 13, 14, 15)), (["7,9", "#7"], (7, 9)), ([], ())]
)
def test_ids_are_numbers_and_ranges(words: list[str], ids: tuple[int, ...]) -> None:
    assert parse_ids(words) == ids


@pytest.mark.parametrize("word", ["x", "7-", "9-7", "1-999999", "-3", "1.5", "٣x"])
def test_what_is_no_id_is_a_usage_error(word: str) -> None:
    with pytest.raises(UsageError, match="is no id"):
        parse_ids([word])


def test_times_are_ago_or_iso() -> None:
    before = datetime.now(UTC) - timedelta(hours=24)
    found = parse_when("24h", "--since")
    assert found is not None
    assert abs(found - before) < timedelta(seconds=5)
    assert parse_when("2026-01-17", "--since") == datetime(2026, 1, 17, tzinfo=UTC)
    assert parse_when("2026-01-17T10:00+02:00", "--since") == datetime(2026, 1, 17, 8, tzinfo=UTC)
    assert parse_when("2026-01-17T08:00Z", "--since") == datetime(2026, 1, 17, 8, tzinfo=UTC)
    assert parse_when(None, "--since") is None


@pytest.mark.parametrize("text", ["yesterday", "24", "2026-13-01", "99999999999d", ""])
def test_what_is_no_time_is_a_usage_error(text: str) -> None:
    with pytest.raises(UsageError, match="is no time for --since"):
        parse_when(text, "--since")


def test_filters_take_repeats_and_commas() -> None:
    asked = make_filter(status=["new,done", "Follow_Up"], watch=["a", "b,c"], language=["AR"], feed=["https://x/,y"])
    assert asked.statuses == (MatchStatus.NEW, MatchStatus.DONE, MatchStatus.FOLLOW_UP)
    assert (asked.watches, asked.languages, asked.feeds) == (("a", "b", "c"), ("ar",), ("https://x/,y",))
    assert is_filtered(asked)
    assert not is_filtered(make_filter(limit=5))
    with pytest.raises(UsageError, match='did you mean "dismissed"'):
        parse_status("dismised")


def test_a_list_is_limited_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("watcher.cli.options.on_terminal", lambda: True)
    assert (row_limit(None), row_limit(7), row_limit(None, as_json=True)) == (50, 7, None)
    monkeypatch.setattr("watcher.cli.options.on_terminal", lambda: False)
    assert row_limit(None) is None
