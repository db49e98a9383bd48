"""The report: one page that stands alone, with every chart's numbers in a table."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from tests.unit.test_report_exports import BAD, HOSTILE, NOW, ROW, Page
from watcher.feeds.coverage import Gap
from watcher.report import FeedGaps, ReportData, report
from watcher.types.rows import MatchStatus, StoryRow

STORY = StoryRow(3, ROW.title, ROW.first_seen, NOW, 3, 3, 2, ("w",), 96.4, 71, (7, 9, 8), MatchStatus.NEW, follows=1)
SECOND = replace(
    ROW, id=9, item_id=43, feed="https://b.example/", feed_title="", language="ar", title="العراق يتسلم", hits=()
)
SINCE = NOW - timedelta(days=7)


def data(**change: object) -> ReportData:
    base = ReportData(
        title="Week",
        since=SINCE,
        until=NOW,
        made_at=NOW,
        matches=(ROW, SECOND, replace(BAD, status=MatchStatus.DISMISSED)),
        stories=(STORY,),
        coverage=(
            FeedGaps("https://a.example/", "A", complete=True),
            FeedGaps(
                "https://b.example/", "", False, (Gap(NOW - timedelta(days=2), NOW - timedelta(days=1), "HTTP 503"),)
            ),
        ),
        notes={8: f"football {HOSTILE}"},
    )
    return replace(base, **change)  # type: ignore[arg-type]  # the test's own words


def section(page: str, name: str) -> str:
    found = re.search(rf'<section id="{name}">(.*?)</section>', page, re.DOTALL)
    assert found
    return found[1]


def test_the_page_stands_alone_and_is_well_formed() -> None:
    page = report(data())
    parsed = Page(page)
    assert parsed.open == []
    assert not {"script", "img", "link", "iframe"} & set(parsed.tags)
    assert all(href.startswith(("#", "https://news.example/")) for href in parsed.links)
    assert "url(http" not in page
    assert "default-src &#x27;none&#x27;" in page or "default-src 'none'" in page
    assert "hunter2" not in page
    assert not any(c in page for c in "\x1b\x00\u202e\ud800")


def test_headings_descend_by_one_and_charts_have_tables() -> None:
    page = report(data())
    levels = [int(tag[1]) for tag in Page(page).tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.count("<svg") == page.count('role="img" aria-label="') == page.count("as a table</summary>")


def test_stories_show_origin_sources_and_the_rest() -> None:
    html = section(report(data()), "stories")
    assert "3 sources, 2 independent" in html
    assert 'follows <a href="#s1">story 1</a>' in html
    assert "1 more item<" in html
    assert "العراق يتسلم" in html


def test_a_storys_card_shows_what_its_first_item_says() -> None:
    told = replace(ROW, summary="The last convoy left the base at dawn.")
    html = section(report(data(matches=(told,))), "stories")
    assert ">The last convoy left the base at dawn.</p>" in html
    assert "The last convoy" not in section(report(data()), "stories")


def test_one_source_is_not_counted_twice() -> None:
    alone = replace(STORY, sources=1, independent=1)
    assert "1 source · priority" in section(report(data(stories=(alone,))), "stories")


def test_the_timeline_counts_by_term_and_day() -> None:
    html = section(report(data()), "timeline")
    assert "<td>handover</td>" in html
    row = html[html.index("<td>handover</td>") :].split("</tr>")[0]
    assert row.count("<td>2</td>") == 1
    assert HOSTILE[:8] not in html


def test_terms_together_are_symmetric() -> None:
    html = section(report(data()), "together")
    assert html.count("<td>2</td>") == 2


def test_coverage_draws_gaps_and_names_them() -> None:
    html = section(report(data()), "coverage")
    assert "1 of 2 feeds have gaps" in html
    assert "HTTP 503" in html
    assert 'x="751.4"' in html


def test_dismissed_are_listed_with_their_reason() -> None:
    html = section(report(data()), "dismissed")
    assert "football" in html
    assert "<script" not in html


def test_an_empty_period_says_so_everywhere() -> None:
    page = report(data(matches=(), stories=(), coverage=(), notes={}))
    assert Page(page).open == []
    for words in ("No story", "No match", "No two terms", "No feed", "Nothing was dismissed"):
        assert words in page
    assert "covered completely" in report(data(coverage=(FeedGaps("https://a.example/", "A", complete=True),)))


def test_long_lists_are_cut_and_say_so() -> None:
    many = tuple(
        replace(ROW, id=i, item_id=i, story=i, terms=(f"term {i % 30}", "other"), feed=f"https://f{i}.example/")
        for i in range(1, 90)
    )
    stories = tuple(replace(STORY, id=i) for i in range(1, 90))
    gaps = tuple(
        FeedGaps(f"https://f{i}.example/", "", False, (Gap(SINCE, NOW - timedelta(hours=i), "not running"),))
        for i in range(30)
    )
    page = report(data(matches=many, stories=stories, coverage=gaps, since=NOW - timedelta(days=400)))
    assert "29 more stories of lower priority are not shown" in page
    assert "The 20 most frequent of 31 terms. The last 92 days." in page
    assert "The 20 worst are drawn." in page


def test_a_story_of_many_items_and_many_dismissed_are_cut_and_say_so() -> None:
    many = tuple(replace(ROW, id=i, item_id=i, story=3) for i in range(1, 32))
    dismissed = tuple(replace(BAD, id=100 + i, status=MatchStatus.DISMISSED) for i in range(203))
    page = report(data(matches=(*many, *dismissed)))
    assert "30 more items" in page
    assert "and 10 more" in page
    assert section(page, "dismissed").count("<tr>") == 201
    assert "3 more of lower priority are not shown." in page


def test_a_line_of_coverage_begins_where_its_feed_was_first_watched() -> None:
    gap = Gap(NOW - timedelta(days=1), NOW, "not running")
    late = FeedGaps("https://b.example/", "Late", False, (gap,), NOW - timedelta(days=3.5))
    always = replace(late, feed="https://c.example/", start=None)
    html = section(report(data(coverage=(late, always))), "coverage")
    assert '<rect class="ok" x="595.0" y="9" width="365.0" height="5"/>' in html
    alone = section(report(data(coverage=(late,))), "coverage")  # what nobody watched takes no room
    assert '<rect class="ok" x="230.0" y="9" width="730.0" height="5"/>' in alone
    assert f">{NOW - timedelta(days=3.5):%Y-%m-%d %H:%M}</text>" in alone
    assert "first watched" in html


def test_several_watch_lists_are_counted() -> None:
    html = section(report(data(matches=(ROW, replace(SECOND, watch="other")))), "sources")
    assert "Matches by watch list as a table" in html
    assert "Matches by watch list" not in section(report(data(matches=(ROW,))), "sources")


def test_a_mention_that_is_repeated_is_told_once() -> None:
    (hit, *_) = ROW.hits
    html = section(report(data(matches=(replace(ROW, hits=(hit, hit, hit)),))), "stories")
    assert html.count("<li>") == 1
    assert ", 3 times)" in html


def test_a_thousand_matches_take_no_more_than_a_few_megabytes() -> None:
    many = tuple(replace(ROW, id=i, item_id=i, story=3) for i in range(1, 1001))
    assert len(report(data(matches=many))) < 3_000_000


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    digits = colour.removeprefix("#")
    digits = "".join(2 * d for d in digits) if len(digits) == 3 else digits
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_every_pair_of_colours_has_the_contrast_of_wcag_aa(theme: str) -> None:
    """Success criteria 1.4.3 (text, 4.5 to 1) and 1.4.11 (what is drawn, 3 to 1)."""
    style = report(data()).partition("<style>")[2].partition("</style>")[0]
    palettes = [dict(re.findall(r"--(\w+):(#[0-9a-f]+)", block)) for block in re.findall(r":root{(.*?)}", style, re.S)]
    light, dark, printed = palettes
    colours = {"light": light, "dark": light | dark, "print": light | printed}[theme]
    for text, ground in (
        ("fg", "bg"), ("soft", "bg"), ("link", "bg"), ("fg", "panel"), ("soft", "panel"), ("markfg", "mark"),
        ("fg", "ins"), ("fg", "del"), ("bg", "bar"),
    ):  # fmt: skip
        assert _contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    for drawn in ("bar", "gap", "ok"):
        assert _contrast(colours[drawn], colours["bg"]) >= 3, drawn
