"""OPML in and out: folders as tags, bad files refused with their line."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.errors import ConfigError
from watcher.feeds.opml import parse_opml, read_opml, write_opml
from watcher.types import FeedConfig

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)

NESTED = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0"><head><title>T</title></head><body>
<outline text="Middle East">
  <outline title="Iraq" text="ignored">
    <outline type="rss" text="Rudaw &amp; more" xmlUrl="https://a.example/rss?x=1&amp;y=2"
      category="/Kurdistan/Wire,press"/>
    <outline XMLURL="https://b.example/feed" title="https://b.example/feed"/>
  </outline>
  <outline text="A file" xmlUrl="file:///etc/passwd"/>
</outline>
<outline text="Secret" xmlUrl="https://${USER}:${TOKEN}@c.example/feed" language="ar"/>
<outline text="Again" xmlUrl="https://b.example/feed"/>
<outline text="No feed" url="https://d.example/"/>
</body></opml>"""


def test_folders_and_categories_are_tags() -> None:
    feeds = parse_opml(NESTED.encode(), where="a.opml")
    assert [(f.url, f.title, f.tags) for f in feeds] == [
        ("https://a.example/rss?x=1&y=2", "Rudaw & more", ("Middle East", "Iraq", "Kurdistan", "Wire", "press")),
        ("https://b.example/feed", "Again", ("Middle East", "Iraq")),
        ("https://${USER}:${TOKEN}@c.example/feed", "Secret", ()),
    ]
    assert [f.source for f in feeds] == ["a.opml:5", "a.opml:7", "a.opml:11"]
    assert feeds[2].language == "ar"


def test_what_is_left_out_or_merged_is_said() -> None:
    assert read_opml(NESTED.encode(), where="a.opml").warnings == (
        "a.opml:9: 'file:///etc/passwd' is no http(s) address and was left out",
        "a.opml:12: https://b.example/feed is listed twice; its tags were merged",
    )


def test_encodings_and_marks() -> None:
    outline = '<outline text="Новости" xmlUrl="http://r.example/"/>'
    body = f'<?xml version="1.0" encoding="windows-1251"?><opml><body>{outline}</body></opml>'
    for encoding in ("cp1251", "utf-16", "utf-8-sig"):
        assert parse_opml(body.encode(encoding), where="x")[0].title == "Новости"


@pytest.mark.parametrize(
    ("data", "said", "where"),
    [
        (b"<opml><body>\n<outline></body></opml>", "well-formed", "x.opml:2"),
        (b"", "well-formed", "x.opml:1"),
        (b"not xml", "well-formed", "x.opml:1"),
        (b"<rss><channel/></rss>", "no OPML", "x.opml"),
        (b'<!DOCTYPE o [<!ENTITY a "b">]>\n<opml/>', "entity declarations", "x.opml:1"),
        (b"<opml>" + b"<outline>" * 200, "too deeply", "x.opml:1"),
    ],
)
def test_bad_files_are_refused_with_their_line(data: bytes, said: str, where: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_opml(data, where="x.opml")
    assert said in caught.value.problem
    assert caught.value.where == where


def test_what_is_written_is_opml_2() -> None:
    text = write_opml([FeedConfig("https://a.example/", tags=("iraq", "wire"))], title="Mine & yours", now=NOW)
    assert '<opml version="2.0" ' in text
    assert "<title>Mine &amp; yours</title>" in text
    assert "<dateCreated>Mon, 05 Jan 2026 12:00:00 +0000</dateCreated>" in text
    assert '<outline text="iraq">' in text


def test_what_opml_has_no_attribute_for_comes_back_too() -> None:
    feeds = [
        FeedConfig("https://a.example/", tags=("iraq, north", "b/c", "wire"), interval=timedelta(minutes=90)),
        FeedConfig("https://b.example/", enabled=False, full_text=True),
        FeedConfig("https://c.example/", tags=("wire", "iraq, north"), headers=(("Authorization", "Bearer x"),)),
    ]
    text = write_opml(feeds, title="T", now=NOW)
    assert "Bearer" not in text
    back = parse_opml(text.encode(), where="x")
    assert [replace(f, source="", headers=()) for f in back] == [replace(feeds[n], headers=()) for n in (0, 2, 1)]


def test_a_feed_without_a_title_has_none_when_it_comes_back() -> None:
    text = write_opml([FeedConfig("https://a.example/?x=1&y=2")], title="T", now=NOW)
    assert 'text="https://a.example/?x=1&amp;y=2"' in text, "OPML wants a text"
    assert parse_opml(text.encode(), where="x")[0].title == ""


def test_one_bad_entry_does_not_spoil_a_list() -> None:
    outlines = (
        '<outline xmlUrl="http://white space.example/"/><outline xmlUrl="http://a.example/${"/>'
        '<outline xmlUrl="http://b.example/" language="English (US)" watcher:interval="soon"/>'
        '<outline xmlUrl="http://c.example/" watcher:interval="0"/>'
    )
    read = read_opml(f"<opml><body>{outlines}</body></opml>".encode(), where="x")
    assert [(f.url, f.language, f.interval) for f in read.feeds] == [
        ("http://b.example/", "", None),
        ("http://c.example/", "", None),
    ]
    assert [w.partition(": ")[2] for w in read.warnings] == [
        "'http://white space.example/' is no http(s) address and was left out",
        "'http://a.example/${' is no http(s) address and was left out",
        "'English (US)' is no language tag and was passed over",
        "'soon' is no duration and was passed over",
    ]


WORD = st.text(alphabet=st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=12)
FEEDS = st.lists(
    st.builds(
        FeedConfig,
        url=WORD.map(lambda w: "https://x.example/?q=" + w),
        title=WORD,
        tags=st.lists(WORD, max_size=4, unique=True).map(tuple),
        language=st.sampled_from(["", "ar", "en-gb"]),
        interval=st.none() | st.integers(1, 10**6).map(lambda s: timedelta(seconds=s)),
        enabled=st.booleans(),
        full_text=st.booleans(),
    ),
    max_size=6,
    unique_by=lambda f: f.url,
)


@given(FEEDS)
@settings(max_examples=80, deadline=None)
def test_round_trip(feeds: list[FeedConfig]) -> None:
    back = parse_opml(write_opml(feeds, title="T", now=NOW).encode(), where="x")
    assert {replace(f, source="") for f in back} == set(feeds)


@given(st.binary(max_size=200))
@settings(max_examples=50, deadline=None)
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    with pytest.raises(ConfigError):
        parse_opml(data, where="x")
