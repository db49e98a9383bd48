"""Wrapping for a terminal, and showing what repeats once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from watcher.cli.wrapping import wrap
from watcher.matching.hits import distinct


def lines(text: str, width: int, hang: int | None = None) -> list[str]:
    return [line.plain for line in wrap(Text(text), width, hang=hang)]


def test_lines_end_at_words_and_the_next_are_indented() -> None:
    assert lines("one two three", 8) == ["one two", "  three"]
    assert lines("   see   the three", 12) == ["   see   the", "   three"]
    assert lines("one two three four", 10, hang=4) == ["one two", "    three", "    four"]
    assert lines("one two three", 8, hang=0) == ["one two", "three"]


def test_paragraphs_stay_apart_each_with_its_own_indentation() -> None:
    assert lines("a b c\n\n  d e f", 4) == ["a b", "  c", "", "  d", "  e", "  f"]


def test_an_address_is_never_broken_in_two() -> None:
    url = "https://www.example.org/a/very/long/path"
    assert lines(f"failed: {url}: down", 20) == ["failed:", f"  {url}:", "  down"]


def test_east_asian_text_breaks_between_any_two_characters() -> None:
    assert lines("基地をイラクに引き渡し", 10) == ["基地をイラ", "  クに引き", "  渡し"]


def test_styles_stay_with_their_words() -> None:
    text = Text("one ").append("two three", style="bold")
    first, second = wrap(text, 8)
    assert [(span.start, span.end) for span in first.spans] == [(4, 7)]
    assert second.plain[second.spans[0].start : second.spans[0].end] == "three"


@settings(max_examples=60, deadline=None)
@given(st.text("ab عي語\n ", max_size=60), st.integers(4, 30), st.none() | st.integers(0, 8))
def test_nothing_is_lost_and_only_a_single_word_is_wider(text: str, width: int, hang: int | None) -> None:
    wrapped = lines(text, width, hang)
    assert "".join("".join(wrapped).split()) == "".join(text.split())
    for line in wrapped:
        assert cell_len(line) <= width or len(line.split()) == 1


def hit(term: str, text: str, why: str = "same") -> tuple[str, str, str]:
    return term, text, why


@pytest.mark.parametrize(
    ("hits", "shown"),
    [
        ([], []),
        ([hit("t", "Base"), hit("t", "base"), hit("u", "x"), hit("t", "BASE")], [("Base", 3, 0), ("x", 1, 0)]),
        ([hit("t", "a", "1"), hit("t", "a", "2")], [("a", 1, 0), ("a", 1, 0)]),
        ([hit("t", text) for text in "abcded"], [("a", 1, 0), ("b", 1, 0), ("c", 1, 3)]),
    ],
)
def test_each_wording_of_a_term_comes_once(hits: list[tuple[str, str, str]], shown: list[tuple[str, int, int]]) -> None:
    assert [(one[1], times, more) for one, times, more in distinct(hits, lambda one: one)] == shown
