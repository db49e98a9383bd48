"""Hostile text on its way to a terminal and to the database (rule 17)."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.text.clean import storable, terminal_safe


@pytest.mark.parametrize(
    ("hostile", "safe"),
    [
        ("plain", "plain"),
        ("قاعدة عين الأسد", "قاعدة عين الأسد"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;new title\x07text", "text"),
        ("\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b31mred", "red"),
        ("\x1bPq#0;2;0;0;0\x1b\\after", "after"),
        ("\x1bcreset", "reset"),
        ("\x1b(0lines", "lines"),
        ("over\u202ewrite\u202c", "overwrite"),
        ("\u2066isolated\u2069", "isolated"),
        ("a\rb\nc\td", "a b c d"),
        ("bell\x07 null\x00 del\x7f c1\x85", "bell null del c1 "),
        ("a\u2028b", "a b"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("\x1b", ""),
        ("\x1b]never ended", ""),
        ("\x1b]never ended\nnext line", " next line"),
    ],
)
def test_terminal_safe(hostile: str, safe: str) -> None:
    assert terminal_safe(hostile) == safe


def test_newlines_stay_where_they_are_wanted() -> None:
    assert terminal_safe("one\r\ntwo\x1b[2J", keep_newlines=True) == "one\ntwo"


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\x1b[]\x9b\x9d0;m\x07\\\u202e\x00\r\n"))))
@settings(max_examples=100, deadline=None)
def test_nothing_that_moves_a_cursor_is_left(text: str) -> None:
    safe = terminal_safe(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in safe)
    assert not set(safe) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert terminal_safe(safe) == safe


@given(st.text(alphabet=st.characters()))
@settings(max_examples=100, deadline=None)
def test_storable_text_can_be_encoded_and_holds_no_nul(text: str) -> None:
    kept = storable(text)
    kept.encode("utf-8")
    assert "\x00" not in kept
    assert storable(kept) == kept
