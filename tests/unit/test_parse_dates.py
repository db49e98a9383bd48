"""Dates as feeds write them, and which of them are believed (rule 27)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.feeds import NOW, item, parsed, rss
from watcher.feeds.parse.dates import parse_date, plausible


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Mon, 05 Jan 2026 10:00:00 GMT", "2026-01-05T10:00:00"),
        ("Mon, 05 Jan 2026 10:00:00 -0000", "2026-01-05T10:00:00"),
        ("Mon, 05 Jan 2026 10:00:60 GMT", "2026-01-05T10:00:59"),
        ("Mon, 05 Jan 2026 10:00:00 +0300", "2026-01-05T07:00:00"),
        ("Mon, 05 Jan 2026 10:00:00 -0330", "2026-01-05T13:30:00"),
        ("mon,5 JAN 2026 10:00 est", "2026-01-05T15:00:00"),
        ("Monday, 05-Jan-26 10:00:00 GMT", "2026-01-05T10:00:00"),
        ("5 January 2026", "2026-01-05T00:00:00"),
        ("January 5, 2026 3:04 pm", "2026-01-05T15:04:00"),
        ("Jan 5, 2026 12:30 a.m.", "2026-01-05T00:30:00"),
        ("Mon, 05 Jan 2026 10:00:00 GMT+03:00", "2026-01-05T07:00:00"),
        ("Mon, 05 Jan 2026 10:00:00 +03:00 (AST)", "2026-01-05T07:00:00"),
        ("Mon, 05 Jan 2026 10:00:00 +3", "2026-01-05T07:00:00"),
        ("Mon, 05 Jan 2026 10:00:00 XYZ", "2026-01-05T10:00:00"),
        ("Mon, 05 Jan 99 10:00:00 GMT", "1999-01-05T10:00:00"),
        ("lun., 05 Jan 2026 10:00:00 +0100", "2026-01-05T09:00:00"),
        ("Wed, 31 Dec 2025 23:59:60 GMT", "2025-12-31T23:59:59"),
        ("2026-01-05T10:00:00Z", "2026-01-05T10:00:00"),
        ("2026-01-05T10:00:00.123456+03:00", "2026-01-05T07:00:00"),
        ("2026-01-05T10:00:00+0300", "2026-01-05T07:00:00"),
        ("2026-01-05 10:00:00", "2026-01-05T10:00:00"),
        ("2026-01-05T10:00", "2026-01-05T10:00:00"),
        ("20260105", "2026-01-05T00:00:00"),
        ("20260105T100000Z", "2026-01-05T10:00:00"),
        ("2026-01-05T1000+0300", "2026-01-05T07:00:00"),
        ("2026-01", "2026-01-01T00:00:00"),
        ("Mon Jan  5 10:00:00 2026", "2026-01-05T10:00:00"),
        ("Mon Jan 5 10:00:00 PST 2026", "2026-01-05T18:00:00"),
    ],
)
def test_known_formats(text: str, moment: str) -> None:
    assert parse_date(text) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "yesterday", "32 Jan 2026", "2026-13-01", "2026-02-30T00:00:00Z", "0000-01-01", "Mon, 05 Foo 2026",
     "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00", "10:00", "1767600000", "1" * 500, "5 Jan 2026 99:99",
     "Mon, 31 Feb 2026 10:00:00 GMT", "Mon, 05 Jan 2026 25:00:00 GMT"],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2099, 1, 1)), st.integers(-14 * 60, 14 * 60))
@settings(max_examples=100, deadline=None)
def test_both_standards_come_back_whatever_the_zone(moment: datetime, minutes: int) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    local = moment + timedelta(minutes=minutes)
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    assert parse_date(f"{local:%Y-%m-%dT%H:%M:%S}{sign}{hours:02}:{rest:02}") == moment
    assert parse_date(f"{local:%a, %d %b %Y %H:%M:%S} {sign}{hours:02}{rest:02}") == moment


@given(st.text(alphabet="0123456789-:+TZ ,.ajnmoapGMT()", max_size=60))
@settings(max_examples=100, deadline=None)
def test_no_text_raises(text: str) -> None:
    moment = parse_date(text)
    assert moment is None or moment.tzinfo is UTC


def test_impossible_dates_are_not_believed() -> None:
    assert plausible(datetime(1989, 12, 31, tzinfo=UTC), NOW) is None
    assert plausible(NOW + timedelta(days=1, seconds=1), NOW) is None
    assert plausible(NOW + timedelta(hours=23), NOW) == NOW + timedelta(hours=23)
    assert plausible(None, NOW) is None


def test_an_update_date_stands_in_for_a_missing_publication_date() -> None:
    date = '<d:date xmlns:d="http://purl.org/dc/elements/1.1/">2026-01-04</d:date>'
    (one,) = parsed(rss(item(date))).items
    assert one.published == one.updated == datetime(2026, 1, 4, tzinfo=UTC)


def test_formats_that_only_feedparser_knows_are_read_too() -> None:
    (one,) = parsed(rss(item("<pubDate>2026-01-05 오전 10:00:00</pubDate>"))).items
    assert one.published is not None
    assert one.published.year == 2026


@pytest.mark.parametrize("text", ["-0001-01-01T00:00:00Z", "99", "10:00", "--01", "Jan 5"])
def test_no_part_of_a_date_is_made_up(text: str) -> None:
    (one,) = parsed(rss(item(f"<pubDate>{text}</pubDate>"))).items
    assert one.published is None
