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


@given(
    st.lists(
        st.lists(st.sampled_from(["ab", "a", "ab's", "Ab", "a\u0301", "-", "'", ". ", " ", "_", "\u200b", "b"])),
        max_size=2,
    )
)
def test_words_have_the_places_that_tokens_have(fields: list[list[str]]) -> None:
    text = DocumentText(Document(**dict(zip(("title", "summary"), map("".join, fields), strict=False))))
    tokens = [token for field in text.fields for token in field.tokens]
    assert text.sequence == [token.text for token in tokens]
    for number, token in enumerate(tokens):
        field = text.field_of(number)
        assert number in text.places(token.text)
        assert text.start_of(number, field) == token.start
        low, high = max(number - 2, text.firsts[field]), min(number + 2, text.firsts[field + 1] - 1)
        assert text.around(low, number, high, field) == (tokens[low].start, token.start, tokens[high].end)


def test_a_word_is_small_where_all_around_write_capitals_and_no_hyphen_stands_before_it() -> None:
    text = DocumentText(Document(title="Kim Jong-un met", summary="The others met un"))
    assert text.is_small("met")
    assert not text.is_small("Kim")
    assert not text.is_small("un")
    for title in ("kim met him", "Élan met him", "The " + "met " * 61, "L'irak met him"):
        assert not DocumentText(Document(title=title, summary="The others")).is_small("met")


def test_a_long_text_is_not_looked_through_for_each_word() -> None:
    text = DocumentText(Document(title="an envoy", content="the envoy " * 400))
    assert text.places("envoy") == [1, *range(3, 802, 2)]
    assert text.start_of(803 - 2, 1) == 10 * 399 + 4
    assert text.around(798, 799, 801, 1) == (10 * 398, 10 * 398 + 4, 10 * 399 + 9)
