"""The lines of an item that stand beside its title in what people read."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.test_report_exports import HIT, HOSTILE, NOW, ROW
from watcher.report import ExportFormat, export
from watcher.report.excerpt import LONGEST, excerpt
from watcher.types.rows import MatchRow

LONG = "The convoy left at dawn. " * 40


def said(text: str, *, field: str = "summary", word: str = "Asad") -> MatchRow:
    """A match with this text, which mentions a word in it."""
    start = text.find(word)
    hit = replace(HIT, field=field, start=start, end=start + len(word), text=word)
    return replace(ROW, hits=(hit,) if start >= 0 else (), **{field: text})  # type: ignore[arg-type]


def test_a_short_text_is_shown_as_it_is() -> None:
    text, hits = excerpt(said("At dawn Asad base was empty."))
    assert text == "At dawn Asad base was empty."
    assert [text[h.start : h.end] for h in hits] == ["Asad"]


def test_a_long_text_is_cut_around_its_first_mention() -> None:
    text, hits = excerpt(said(f"{LONG}Then Asad base was empty. {LONG}"))
    assert text[0] == text[-1] == "…"
    assert len(text) <= LONGEST + 2
    assert [text[h.start : h.end] for h in hits] == ["Asad"]


def test_a_mention_at_the_end_is_shown_with_what_leads_to_it() -> None:
    text, hits = excerpt(said(f"{LONG}Then Asad base was empty."))
    assert text[0] == "…"
    assert text.endswith("Then Asad base was empty.")
    assert [text[h.start : h.end] for h in hits] == ["Asad"]


def test_without_a_mention_in_it_the_text_begins_at_its_beginning() -> None:
    text, hits = excerpt(said(LONG))
    assert text.startswith("The convoy left at dawn.")
    assert hits == ()


def test_the_content_is_shown_where_only_it_mentions_anything() -> None:
    row = replace(said("Asad is in the content.", field="content"), summary="A summary of something else.")
    assert excerpt(row)[0] == "Asad is in the content."
    assert excerpt(replace(row, hits=()))[0] == "A summary of something else."


def test_nothing_is_shown_of_an_item_that_says_nothing() -> None:
    assert excerpt(ROW) == ("", ())


@given(st.text(max_size=900), st.lists(st.tuples(st.integers(0, 900), st.integers(0, 40)), max_size=5))
def test_marks_lie_where_the_mentions_are_whatever_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    hits = tuple(replace(HIT, field="summary", start=at, end=at + length) for at, length in spans)
    shown, marks = excerpt(replace(ROW, summary=text, hits=hits))
    assert len(shown) <= LONGEST + 2
    assert shown.strip("…").strip() in text
    wanted = {text[h.start : h.end] for h in hits}
    assert {shown[m.start : m.end] for m in marks} <= wanted | {word.rstrip() for word in wanted}


@pytest.mark.parametrize("form", [ExportFormat.HTML, ExportFormat.MARKDOWN, ExportFormat.ATOM])
def test_what_people_read_shows_it(form: ExportFormat) -> None:
    made = export([said("At dawn Asad base was empty.")], form, title="t", now=NOW).decode()
    if form is ExportFormat.HTML:
        assert '<p class=text dir="auto" lang="en">At dawn <mark title="Ain al-Asad">Asad</mark> base' in made
    elif form is ExportFormat.MARKDOWN:
        assert "\n> At dawn Asad base was empty.\n" in made
    else:
        entry = ElementTree.fromstring(made).find("{http://www.w3.org/2005/Atom}entry")
        assert entry is not None
        assert entry.findtext("{http://www.w3.org/2005/Atom}summary") == "At dawn Asad base was empty."


def test_a_hostile_text_breaks_out_of_nothing() -> None:
    made = export([said(f"Asad {HOSTILE}")], ExportFormat.HTML, title="t", now=NOW).decode()
    assert "<script" not in made
    assert "onerror=" not in made.replace("&quot;", '"').split("<style>")[0]
