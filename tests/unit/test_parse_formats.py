"""Fields of all formats: texts, links, people, languages, and what a document is that is no feed."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from tests.support.feeds import atom, item, parse, parsed, rss
from watcher.types import FailureKind, ItemParsed, ParsedFeed, ParseFailed

CONTENT = ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'


def only(document: str) -> ItemParsed:
    (one,) = parsed(document).items
    return one


def json_feed(*items: object, **more: Any) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": items, **more})


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("AT&amp;amp;T", "AT&T"),
        ("&lt;b&gt;Bold&lt;/b&gt; move", "Bold move"),
        ("Profit &lt; 5% &gt; 3%", "Profit < 5% > 3%"),
        ("&lt;Reuters&gt; reports", "<Reuters> reports"),
        ("Tom &amp;amp; &lt;Jerry&gt;", "Tom & <Jerry>"),
        ("Line&lt;br&gt;break", "Line break"),
        ("Caf&amp;eacute; &amp;bogus; x", "Café &bogus; x"),
        ("  much \n  space ", "much space"),
    ],
)
def test_rss_titles_are_text_or_markup_as_they_look(title: str, text: str) -> None:
    assert only(rss(item(title=title))).title == text


def test_the_fullest_content_is_the_content() -> None:
    fields = (
        "<description>short</description><content:encoded>one</content:encoded>"
        "<content:encoded>&lt;p&gt;one two three&lt;/p&gt;</content:encoded>"
    )
    one = only(rss(item(fields), attributes=CONTENT))
    assert (one.summary, one.content) == ("short", "one two three")


def test_several_contents_lose_no_word() -> None:
    fields = "<content:encoded>One and two.</content:encoded><content:encoded>Three.</content:encoded>"
    assert only(rss(item(fields), attributes=CONTENT)).content == "One and two.\nThree."


def test_rule_15_the_answers_charset_is_heard() -> None:
    body = rss(item(title="阿薩德")).encode("big5")
    for charset in ("big5", "gb18030"):
        found = parse(body, content_type=f"text/xml; charset={charset}")
        assert isinstance(found, ParsedFeed)
        assert (found.items[0].title == "阿薩德") is (charset == "big5")


def test_a_text_given_twice_is_kept_once() -> None:
    html = "&lt;p&gt;same&lt;/p&gt;"
    same = f"<description>{html}</description><content:encoded>{html}</content:encoded>"
    one = only(rss(item(same), attributes=CONTENT))
    assert (one.summary, one.content) == ("", "same")
    assert only(rss(item("<description>A title</description>"))).summary == ""
    only_content = only(rss(item("<content:encoded>x</content:encoded>"), attributes=CONTENT))
    assert (only_content.summary, only_content.content) == ("", "x")


@pytest.mark.parametrize(
    ("mime", "value", "text"),
    [
        ("text", "a &lt;b&gt; &amp;amp;", "a <b> &"),
        ("html", "&lt;p&gt;a&lt;/p&gt;b", "a\nb"),
        ("xhtml", '<div xmlns="http://www.w3.org/1999/xhtml">a<br/>b</div>', "a\nb"),
        ("text/markdown", "# a", "# a"),
        ("image/png", "iVBORw0KGgo=", ""),
        ("application/octet-stream", "cGxhaW4=", ""),
    ],
)
def test_atom_content_is_read_by_its_type(mime: str, value: str, text: str) -> None:
    assert only(atom(f'<entry><id>1</id><content type="{mime}">{value}</content></entry>')).content == text


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://x.example/a?b=1&amp;c=2", "https://x.example/a?b=1&c=2"),
        ("/a", "https://news.example/a"),
        ("a/b", "https://news.example/a/b"),
        ("//x.example/a", "https://x.example/a"),
        ("?p=1", "https://news.example/?p=1"),
        ("HTTPS://X.example/A", "https://X.example/A"),
        (" https://x.example/a\n b ", "https://x.example/a%20b"),
        ("https://x.example:8443/a", "https://x.example:8443/a"),
        ("https://пример.example/путь", "https://пример.example/путь"),
        ("", ""),
        ("javascript:x", ""),
    ],
)
def test_links(link: str, url: str) -> None:
    assert only(rss(item(f"<link>{link}</link>"))).url == url


def test_relative_links_are_relative_to_page_or_document_or_base() -> None:
    no_page = '<rss version="2.0"><channel><item><title>t</title><link>a</link></item></channel></rss>'
    assert only(no_page).url == "https://news.example/dir/a"
    entry = '<entry><id>1</id><link href="a"/></entry>'
    assert only(atom('<link href="https://page.example/"/>', entry)).url == "https://news.example/dir/a"
    assert only(atom(entry, attributes=' xml:base="https://base.example/x/"')).url == "https://base.example/x/a"
    assert only(atom(entry, attributes=' xml:base="/y/"')).url == "https://news.example/y/a"


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ("<guid>https://x.example/1</guid>", "https://x.example/1"),
        ('<guid isPermaLink="false">https://x.example/1</guid>', "https://x.example/1"),
        ('<guid isPermaLink="false">1</guid><enclosure url="https://x.example/1.mp3"/>', "https://x.example/1.mp3"),
        ("<link>javascript:x</link><guid>https://x.example/1</guid>", "https://x.example/1"),
        ('<guid isPermaLink="false">urn:1</guid>', ""),
    ],
)
def test_what_stands_in_for_a_missing_link(fields: str, url: str) -> None:
    assert only(rss(f"<item><title>t</title>{fields}</item>")).url == url


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Huda Karim", "Huda Karim"),
        ("desk@wire.example (The Desk)", "The Desk"),
        ("The Desk &lt;desk@wire.example&gt;", "The Desk"),
        ("desk@wire.example", "desk@wire.example"),
        ("A &amp;amp; B", "A & B"),
        ("&lt;a href='x'&gt;Huda&lt;/a&gt;", "Huda"),
        ("", ""),
    ],
)
def test_authors(author: str, name: str) -> None:
    assert only(rss(item(f"<author>{author}</author>"))).author == name


def test_atom_entries_without_an_author_have_the_feeds() -> None:
    feed = atom("<author><name>Feed</name></author>", "<entry><id>1</id></entry>")
    assert only(feed).author == "Feed"
    editor = rss(item(), head="<managingEditor>Editor</managingEditor>")
    assert only(editor).author == ""


@pytest.mark.parametrize(
    ("declared", "language"),
    [("en_US", "en-us"), (" AR ", "ar"), ("zh-Hans-CN", "zh-hans-cn"), ("english", ""), ("x" * 50, ""), ("", "")],
)
def test_languages_are_tags_or_nothing(declared: str, language: str) -> None:
    feed = parsed(rss(item(), head=f"<language>{declared}</language>"))
    assert (feed.meta.language, feed.items[0].language) == (language, language)


def test_an_items_own_language_goes_first() -> None:
    own = '<d:language xmlns:d="http://purl.org/dc/elements/1.1/">ar</d:language>'
    assert only(rss(item(own), head="<language>en</language>")).language == "ar"
    entry = '<entry xml:lang="ku"><id>1</id><title>t</title></entry>'
    assert only(atom(entry, attributes=' xml:lang="en"')).language == "ku"
    titled = '<entry><id>1</id><title xml:lang="fa">t</title></entry>'
    assert only(atom(titled, attributes=' xml:lang="en"')).language == "fa"


def test_categories_are_kept_once_in_order() -> None:
    fields = "<category>b</category><category>a</category><category>b</category><category> </category>"
    assert only(rss(item(fields))).categories == ("b", "a")


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"id": 7}, {"entry_id": "7"}),
        ({"id": 1.5}, {"entry_id": "1.5"}),
        ({"id": True}, {"entry_id": ""}),
        ({"id": None, "title": "t"}, {"entry_id": "", "title": "t"}),
        (
            {"id": "a", "title": ["x"], "url": {}, "tags": "no", "authors": [1, {"name": 2}]},
            {"title": "", "author": ""},
        ),
        ({"id": "a", "title": "x\ud800\u0000y"}, {"title": "xy"}),
        ({"id": "a", "content_text": "short", "content_html": "<p>longer text</p>"}, {"content": "longer text\nshort"}),
        (
            {"id": "a", "content_text": "One and\nthe same", "content_html": "<p>One and <b>the</b> same.</p>"},
            {"content": "One and the same."},
        ),
        ({"id": "a", "attachments": "none"}, {"url": ""}),
    ],
)
def test_json_feeds_with_odd_types(entry: Mapping[str, object], expected: Mapping[str, object]) -> None:
    one = only(json_feed(entry))
    assert {name: getattr(one, name) for name in expected} == expected


def test_json_numbers_of_absurd_length_are_ids_like_others() -> None:
    digits = "9" * 5_000
    assert only(json_feed({"id": 1}).replace('"id": 1', f'"id": {digits}')).entry_id.startswith("999")


@pytest.mark.parametrize(
    "document",
    [
        "[]",
        "{}",
        "[1]",
        '{"version": "https://jsonfeed.org/version/1"}',
        '{"version": 1, "items": []}',
        "{nonsense",
        "[" * 100_000,
    ],
)
def test_json_that_is_no_json_feed(document: str) -> None:
    result = parse(document)
    assert isinstance(result, ParseFailed)
    assert result.kind is FailureKind.NOT_A_FEED
    assert "JSON" in result.message


def test_an_unknown_json_version_is_read_as_the_newest() -> None:
    feed = parsed(json_feed({"id": "1"}, version="https://jsonfeed.org/version/2"))
    assert feed.meta.format == "json11"


@pytest.mark.parametrize("content_type", ["text/html", "application/json", "text/plain; charset=utf-8", "", "nonsense"])
def test_the_declared_type_does_not_decide_what_is_a_feed(content_type: str) -> None:
    assert isinstance(parse(rss(item()), content_type=content_type), ParsedFeed)
    assert isinstance(parse(json_feed(), content_type=content_type), ParsedFeed)


def test_messages_hold_nothing_hostile_and_say_what_to_do() -> None:
    page = "<html><head><title>\x1b[31mFront\u202e page</title></head></html>"
    result = parse(page)
    assert isinstance(result, ParseFailed)
    assert result.message == (
        "The answer is an HTML page “[31mFront page”, not a feed; `watcher feeds discover URL` looks for its feeds."
    )
    assert "watcher feeds discover" in parse("<p>An error</p>").message  # type: ignore[union-attr]
    assert "page, not" in parse("<html><body>x</body></html>").message  # type: ignore[union-attr]
    long = parse("word " * 200)
    assert isinstance(long, ParseFailed)
    assert len(long.message) < 120


@pytest.mark.parametrize("body", [b"", b"\xef\xbb\xbf", b"\n \t", b"\0\0"])
def test_an_empty_body_is_said_to_be_empty(body: bytes) -> None:
    result = parse(body)
    assert isinstance(result, ParseFailed)
    assert "empty" in result.message
