"""HTML and plain text to the text that is matched: no word lost, whatever the markup."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.text.html import attributes, html_to_text, plain_text, tags, unescape


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("Ain al-<b>Asad</b>", "Ain al-Asad"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("one\ntwo\r\n three", "one two three"),
        ("<b>one\n</b>two", "one two"),
        ("a&#10;b", "a b"),
        ("AT&amp;T &eacute;&nbsp;&#8211; x", "AT&T é – x"),
        ("a &lt;b&gt; c", "a <b> c"),
        ("x < y and y > z <3", "x < y and y > z <3"),
        ("before<script>if (a < b) { c() }</script>after", "beforeafter"),
        ("a<style>p { color: red }</style><STYLE>x</StYlE>b", "ab"),
        ("a<!-- hidden > -->b", "ab"),
        ("a<!-->b", "ab"),
        ("<![CDATA[kept]]>", "kept"),
        ("<!DOCTYPE html><html><head><title>T</title></head><body>B</body></html>", "T\nB"),
        ('<a title="x > y">link</a>', "link"),
        ("<a title='never closed>text</a> and more", "text and more"),
        ("<script>never closed", ""),
        ("a<svg><title>icon</title></svg>b", "a\nb"),
        ("<svg><desc>a drawing</desc><text>Ain al-Asad</text><text>Taji</text></svg>b", "Ain al-Asad Taji b"),
        ("<svg><title>never closed<text>a", ""),
        ("<svg/><title>Seen</title>", "Seen"),
        ("a<script/>b", "ab"),
        ("</p>a</nonsense>b", "a\nb".replace("\n", "")),
        ("cut off <a href='x", "cut off <a href='x"),
        ("<p", "<p"),
        ("", ""),
        ("&#x110000; &#0; &#xD800; &#99999999999999999999;", "� � � �"),
        ("&#" + "9" * 5000 + ";", "�"),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("<p>قاعدة <b>عين</b> الأسد</p>", "قاعدة عين الأسد"),
    ],
)
def test_html_to_text(source: str, text: str) -> None:
    assert html_to_text(source) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("  one  two \n\n three ", "one two\nthree"),
        ("Camp &amp; base &#8217;s", "Camp & base ’s"),
        ("a & b &nbsp c", "a & b &nbsp c"),
        ("<Reuters> says 1 < 2", "<Reuters> says 1 < 2"),
        ("one\u2028two\x85three", "one\ntwo\nthree"),
    ],
)
def test_plain_text_keeps_lines_and_angle_brackets(source: str, text: str) -> None:
    assert plain_text(source) == text


def test_attributes_are_read_as_browsers_do() -> None:
    source = """<link REL=alternate href='a?b=1&amp;c' title="x > &quot;y&quot;" rel=other disabled>"""
    (tag,) = tags(source)
    assert attributes(source, tag) == {
        "rel": "alternate", "href": "a?b=1&c", "title": 'x > "y"', "disabled": "",
    }  # fmt: skip


WORDS = st.lists(
    st.text(alphabet=st.characters(categories=("Ll", "Lu", "Lo", "Nd")), min_size=1), min_size=1, max_size=8
)
MARKUP = st.sampled_from(
    ["<p>", "</p>", "<br>", "<b>", "</b>", "<a href='x>y'>", "</a>", "<!-- c -->", "<td>", "<img alt=q>", "<o:p>", " "]
)


@given(WORDS, st.lists(MARKUP, min_size=9, max_size=9))
@settings(max_examples=100, deadline=None)
def test_every_word_survives_in_order_whatever_stands_between(words: list[str], markup: list[str]) -> None:
    source = markup[0] + "".join(f"{word} {mark}" for word, mark in zip(words, markup[1:], strict=False))
    assert html_to_text(source).split() == " ".join(words).split()


FRAGMENTS = st.sampled_from(
    ["<p>", "</P>", "<br/>", "<a href='x' title = \"y z\">", "<img alt=q/>", "<td\nb>", "<o:p>", "<style>", "</style>",
     "<svg>", "</svg>", "<title>", "<b =''>", "<i title='>'>", "<", ">", "a < b", "&amp;lt;", "one", " ", "\n",
     "\u2028", "é"]
)  # fmt: skip


@given(st.lists(FRAGMENTS, max_size=12).map("".join))
@settings(max_examples=200, deadline=None)
def test_plain_tags_are_read_as_all_others_are(source: str) -> None:
    """A comment at the end says nothing, and keeps the source from being taken for plain."""
    end = "</style></title></svg>|"
    assert html_to_text(source + end) == html_to_text(source + end + "<!-- -->")


@given(st.text(alphabet="<>/!-'\"= abp&#;x1[]C\n\x00é", max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_gives_clean_text(source: str) -> None:
    for text in (html_to_text(source), plain_text(source)):
        assert not re.search("[\x00-\x09\x0b-\x1f]", text)
        assert text == text.strip()
        assert "\n\n" not in text
        assert "  " not in text


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",))))
@settings(max_examples=50, deadline=None)
def test_text_without_markup_is_kept_whole(text: str) -> None:
    plain = re.sub("[<&\x00-\x1f\x7f-\x9f\ufffe\uffff]", " ", text)
    assert html_to_text(plain) == " ".join(plain.split())


@pytest.mark.parametrize(
    "piece",
    [
        "<a ",
        '<a b="',
        "<!--",
        "<!--a>",
        "<script>",
        "<",
        "</",
        "<a ='",
        "&",
        "<a/",
        "<a>",
        "&#",
        "<![CDATA[",
        "<p>x</p>",
    ],
)
def test_a_megabyte_of_rubbish_takes_no_time(piece: str) -> None:
    source = piece * (1_000_000 // len(piece))
    start = time.process_time()
    html_to_text(source)
    html_to_text(source + ">")
    assert time.process_time() - start < 5


def test_unescape_takes_what_the_standard_library_refuses() -> None:
    assert unescape("&#x41;&#66;&hearts;") == "AB♥"
    assert unescape("&#" + "1" * 10_000 + ";") == "\ufffd"
