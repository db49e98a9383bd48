"""The line in which an answer is typed, and the lines of the list: keys and rows in, text out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from watcher.tui.line import Line, Typed
from watcher.tui.listing import fitted, heading, typed_line


def typed(keys: str, text: str = "") -> Line:
    """A line after keys, parted by spaces; one letter types itself."""
    line = Line("Note:", text)
    for key in keys.split():
        assert line.press(key, key if len(key) == 1 else None) is Typed.ON
    return line


@pytest.mark.parametrize(
    ("keys", "before", "after"),
    [
        ("a b c", "", "abc"),
        ("backspace", "abc", "ab"),
        ("home delete", "abc", "bc"),
        ("home backspace", "abc", "abc"),
        ("delete", "abc", "abc"),
        ("left left X", "abc", "aXbc"),
        ("left left left left left X", "abc", "Xabc"),
        ("home right right right right X", "abc", "abcX"),
        ("ctrl+a X ctrl+e Y", "abc", "XabcY"),
        ("left ctrl+u", "abc", "c"),
        ("home right ctrl+k", "abc", "a"),
        ("ctrl+w", "one two  ", "one "),
        ("ctrl+w ctrl+w ctrl+w", "one two", ""),
        ("f5 ctrl+x up tab", "abc", "abc"),
        ("م ر ح", "", "مرح"),
    ],
)
def test_keys_edit_as_in_a_shell(keys: str, before: str, after: str) -> None:
    assert typed(keys, before).text == after


def test_enter_answers_and_escape_gives_up() -> None:
    assert Line("?").press("enter", "\r") is Typed.ANSWERED
    assert Line("?").press("escape", "\x1b") is Typed.GIVEN_UP
    assert Line("?").press("ctrl+c", "\x03") is Typed.GIVEN_UP


def test_what_is_pasted_is_one_printable_line() -> None:
    line = Line("?", "[]")
    line.at = 1
    line.insert("two\nlines\x1b[31m می‌خواهم")
    assert line.text == "[two lines[31m می‌خواهم]"
    assert line.at == len(line.text) - 1


@given(
    st.text(max_size=40),
    st.lists(st.sampled_from(["left", "right", "home", "end", "backspace", "delete", "ctrl+w", "ctrl+u", "x"])),
    st.integers(0, 90),
)
def test_the_caret_stays_in_the_text_and_the_line_in_its_width(text: str, keys: list[str], width: int) -> None:
    line = Line("Note:", "")
    line.insert(text)
    for key in keys:
        line.press(key, "x" if key == "x" else None)
        assert 0 <= line.at <= len(line.text)
        assert cell_len(typed_line(line, width)) == width
        assert width < 3 or "▏" in typed_line(line, width)


def test_a_cut_title_ends_in_an_ellipsis_and_fits() -> None:
    assert fitted("short", 5) == "short"
    assert fitted("日本の首相", 6) == "日本…"
    assert fitted("longer", 1) == "…"
    assert cell_len(heading(60)) == 60
