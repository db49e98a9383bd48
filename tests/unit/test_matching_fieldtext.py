"""Plain text and its offsets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.matching.fieldtext import DocumentText, FieldText, plain_text
from watcher.types import Document


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("a b", "a b"),
        ("a & b < c > d", "a & b < c > d"),
        ("AT&T; R&D", "AT&T; R&D"),
        ("al&#45;Asad", "al-Asad"),
        ("Kata&apos;ib &#x627;", "Kata'ib ا"),
        ("&amp;lt;", "&lt;"),
        ("&nosuch; &#0;", "&nosuch; \ufffd"),
        ("<b>Ain</b> al-<i class='x'>Asad</i>", "Ain al-Asad"),
        ("one<br/>two<p>three</p>", "one\ntwo\n\nthree\n\n"),
        ("<a href='x&amp;y'>z</a>", "z"),
        ("a<!-- b -->c", "a\n\nc"),
        ("1 <2 and 3>2", "1 <2 and 3>2"),
    ],
)
def test_plain_text(raw: str, plain: str) -> None:
    assert plain_text(raw)[0] == plain


@settings(max_examples=100)
@given(
    st.lists(st.sampled_from(["a", "é", " ", "&amp;", "&#45;", "<b>", "</b>", "<p>", "&", "<", ">", "&bad;"])).map(
        "".join
    )
)
def test_offsets_rise_and_spans_lie_within_the_raw_text(raw: str) -> None:
    field = FieldText("title", raw)
    plain, offsets = plain_text(raw)
    if offsets is None:
        assert plain == raw
    else:
        assert len(offsets) == len(plain) + 1
        assert list(offsets) == sorted(offsets)
        assert offsets[-1] == len(raw)
    for start in range(len(plain)):
        first, end = field.original(start, start + 1)
        assert 0 <= first < end <= len(raw)
        if plain[start] not in "\n":
            assert plain_text(raw[first:end])[0].endswith(plain[start])
    assert field.original(0, 0)[0] == field.original(0, 0)[1]


def test_positions_are_those_of_the_raw_words() -> None:
    field = FieldText("title", "the base, The base")
    assert field.positions(["base"]) == [1, 3]
    assert field.positions(["The", "the", "x"]) == [0, 2]
    assert field.languages == ("en", "fa", "ar")


def test_a_documents_words_are_those_of_all_its_fields() -> None:
    text = DocumentText(Document(title="one two", content="two three", summary=""))
    assert text.words == {"one", "two", "three"}
    assert [field.name for field in text.fields] == ["title", "content"]
