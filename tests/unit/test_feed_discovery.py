"""Finding feeds: what a page says, what an address says, and where they usually are."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.feeds.discovery import FoundLink, common_paths, feed_links, site_rules

PAGE = """<!DOCTYPE html><html><head>
<base href="https://cdn.example/news/">
<link rel="stylesheet" href="/feed.css">
<LINK REL="alternate" TYPE="application/rss+xml" TITLE="All &amp; more" HREF="../rss.xml">
<link rel=alternate type='application/atom+xml; charset=utf-8' href=atom>
<link rel="alternate" type="application/feed+json" href="https://json.example/feed.json#top">
<link rel="alternate" type="text/xml" href="/index.xml"><link rel="alternate" type="text/xml" href="/page">
<link rel="alternate" hreflang="ar" href="/ar/"><link rel="alternate" type="application/json" href="/wp-json/1">
<link rel="alternate" type="application/rss+xml" href="/comments/feed/">
<link rel="feed" href="/home-feed"><link rel="alternate" type="application/rss+xml" href="javascript:x">
</head><body>
<a href="/rss/iraq">Iraq</a><a href="feed://old.example/feed">old</a><a href="/about">About</a>
<a href="/subscribe"><img src=x alt=""> RSS feeds </a><a href="rss.xml">again</a><a href="">RSS</a><a>RSS</a>
<a href="https://feeds.example/world">World</a><a href="/photo/feed.png">p</a>
</body></html>"""


def test_what_a_page_declares_comes_first_and_is_sure() -> None:
    found = feed_links(PAGE, "https://www.example/start")
    assert [link for link in found if link.sure] == [
        FoundLink("https://cdn.example/rss.xml", "All & more", sure=True),
        FoundLink("https://cdn.example/news/atom", "", sure=True),
        FoundLink("https://json.example/feed.json", "", sure=True),
        FoundLink("https://cdn.example/index.xml", "", sure=True),
        FoundLink("https://cdn.example/home-feed", "", sure=True),
    ]
    assert [link.url for link in found if not link.sure] == [
        "https://cdn.example/rss/iraq",
        "http://old.example/feed",
        "https://cdn.example/subscribe",
        "https://cdn.example/news/rss.xml",
        "https://feeds.example/world",
    ]


def test_bytes_are_decoded_as_they_declare() -> None:
    page = '<link rel="alternate" type="application/rss+xml" title="Новости" href="/rss">'.encode("cp1251")
    assert feed_links(page, "https://r.example/")[0].title == "Новости"


@pytest.mark.parametrize(
    ("url", "feeds"),
    [
        ("https://www.youtube.com/channel/UC123", ["https://www.youtube.com/feeds/videos.xml?channel_id=UC123"]),
        ("https://youtube.com/user/name", ["https://www.youtube.com/feeds/videos.xml?user=name"]),
        (
            "https://www.youtube.com/playlist?list=PL0123456789",
            ["https://www.youtube.com/feeds/videos.xml?playlist_id=PL0123456789"],
        ),
        ("https://www.youtube.com/@handle", []),
        ("https://old.reddit.com/r/iraq/top", ["https://www.reddit.com/r/iraq/.rss"]),
        ("https://www.reddit.com/u/someone", ["https://www.reddit.com/user/someone/.rss"]),
        ("https://medium.com/@writer/story", ["https://medium.com/feed/@writer"]),
        ("https://writer.substack.com/p/x", ["https://writer.substack.com/feed"]),
        (
            "https://github.com/owner/project",
            [f"https://github.com/owner/project/{kind}.atom" for kind in ("releases", "tags", "commits")],
        ),
        ("https://github.com/owner", ["https://github.com/owner.atom"]),
        ("https://gitlab.com/owner/project", ["https://gitlab.com/owner/project/-/tags?format=atom"]),
        ("https://name.wordpress.com/2026/", ["https://name.wordpress.com/feed/"]),
        ("https://name.tumblr.com/", ["https://name.tumblr.com/rss"]),
        ("https://name.blogspot.com/", ["https://name.blogspot.com/feeds/posts/default?alt=rss"]),
        ("https://bsky.app/profile/a.example", ["https://bsky.app/profile/a.example/rss"]),
        ("https://social.example/@name", ["https://social.example/@name.rss"]),
        ("https://news.google.com/search?q=iraq&hl=en", ["https://news.google.com/rss/search?q=iraq&hl=en"]),
        ("https://vimeo.com/name", ["https://vimeo.com/name/videos/rss"]),
        ("plain.example/path", []),
        ("http://[::1", []),
    ],
)
def test_sites_that_hide_their_feeds(url: str, feeds: list[str]) -> None:
    assert site_rules(url) == feeds


def test_common_paths_begin_in_the_folder_that_was_named() -> None:
    paths = common_paths("https://x.example/blog/post.html")
    assert paths[0] == "https://x.example/blog/feed"
    assert "https://x.example/feed" in paths
    assert len(paths) == len(set(paths))
    assert common_paths("x.example")[0] == "https://x.example/feed"
    assert common_paths("https://") == common_paths("http://[::1") == []


@given(st.text(alphabet="<>/ a='\"link rel=alternate href=rss#?", max_size=150))
@settings(max_examples=80, deadline=None)
def test_no_page_raises(page: str) -> None:
    for link in feed_links(page, "https://x.example/"):
        assert link.url.startswith(("https://", "http://"))


@pytest.mark.parametrize("piece", ["<a href=/rss>", "<link ", "<!--", '<a href="', "<a href=x>rss"])
def test_a_megabyte_of_rubbish_takes_no_time(piece: str) -> None:
    start = time.process_time()
    assert len(feed_links(piece * (1_000_000 // len(piece)), "https://x.example/")) <= 200
    assert time.process_time() - start < 5
