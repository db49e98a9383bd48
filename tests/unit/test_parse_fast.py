"""The fast reader beside feedparser: the same outcome, or declined."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.feeds import FEED_URL, NOW, atom, item, rss
from watcher.feeds.parse import by_feedparser, fast
from watcher.feeds.parse.guard import defuse
from watcher.feeds.parse.items import build
from watcher.types import ParsedFeed, ParseLimits, PublishHints

DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
SLASH = 'xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'
ATOM = 'xmlns:atom="http://www.w3.org/2005/Atom"'
ITUNES = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
WORDPRESS = 'xmlns="com-wordpress:feed-additions:1"'
PAPER = 'xmlns:paper="https://paper.example/rss/2"'

RSS_FIELDS = [
    "<title>Second &lt;b&gt;title&lt;/b&gt;</title>",
    "<title><![CDATA[AT&T &#8217;]]></title>",
    "<title/>",
    "<link>http://x.example/?a=1&amp;b=2&amp;copy;=3</link>",
    "<link> /relative </link>",
    "<link/>",
    '<guid isPermaLink="false">g</guid>',
    "<guid>http://x.example/1</guid>",
    "<guid> 17 </guid>",
    '<guid ISPERMALINK="true">x</guid>',
    "<description>&lt;p&gt;one&amp;nbsp;two&lt;/p&gt;</description>",
    "<description>plain</description>",
    "<description/>",
    f"<content:encoded {CONTENT}><![CDATA[<p>long text</p>]]></content:encoded>",
    "<pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate>",
    "<pubDate>nonsense</pubDate>",
    "<pubDate>2026-01-05 오전 10:00:00</pubDate>",
    f"<dc:date {DC}>2026-01-04</dc:date>",
    f"<dc:creator {DC}>Bob</dc:creator>",
    "<author>desk@wire.example (The Desk)</author>",
    "<author>Bob &lt;b@wire.example&gt;</author>",
    "<author/>",
    "<category>c</category>",
    '<category domain="d">c</category>',
    "<category/>",
    f"<dc:subject {DC}>s</dc:subject>",
    f"<dc:language {DC}>ar</dc:language>",
    '<enclosure url="http://x.example/1.mp3"/>',
    f'<media:thumbnail {MEDIA} url="x"/>',
    f'<media:content {MEDIA} url="x"><media:title>mt</media:title></media:content>',
    f"<media:description {MEDIA}>md</media:description>",
    f"<media:keywords {MEDIA}>a, b</media:keywords>",
    f"<media:group {MEDIA}><media:content url='x'/></media:group>",
    f"<slash:comments {SLASH}>3</slash:comments>",
    '<source url="http://s.example/">S</source>',
    "<comments>http://x.example/c</comments>",
    "<unknown>x</unknown>",
    '<x:unknown xmlns:x="urn:x">x</x:unknown>',
    '<x:unknown xmlns:x="urn:x"><title>within</title></x:unknown>',
    f'<paper:desk {PAPER} id="1">Foreign<paper:page>3</paper:page></paper:desk>',
    f"<paper:title {PAPER}>not the title</paper:title>",
    '<media:title xmlns:media="https://paper.example/">foreign, but taken for media</media:title>',
    '<dc_x:y xmlns:dc_x="https://paper.example/">taken for dc</dc_x:y>',
    f"<post-id {WORDPRESS}>7</post-id>",
    f"<title {WORDPRESS}>taken for the title</title>",
    f"<atom:updated {ATOM}>2026-01-03T00:00:00Z</atom:updated>",
    f'<atom:link {ATOM} rel="standout" href="http://x.example/s"/>',
    f'<media:content {MEDIA} url="x"><media:description>a caption</media:description></media:content>',
    f'<media:content {MEDIA} url="x"><media:description type="plain">AT&amp;T</media:description></media:content>',
    f"<media:group {MEDIA}><media:title>mt</media:title><media:description>md &lt;i&gt;</media:description>"
    '<media:community><media:statistics views="3"/></media:community></media:group>',
    f"<media:title {MEDIA}>mt</media:title>",
    f"<itunes:duration {ITUNES}>10:00</itunes:duration>",
    f'<itunes:image {ITUNES} href="x"/>',
    f"<itunes:title {ITUNES}>it</itunes:title>",
    f"<itunes:author {ITUNES}>ia</itunes:author>",
    f"<itunes:summary {ITUNES}>is</itunes:summary>",
    f'<atom:link {ATOM} href="http://x.example/other"/>',
    "stray text",
    "<title>caf\u00c3\u00a9 \u0093q\u0094</title>",
    "<description>caf&#233; &#145;q&#146;</description>",
    "<summary>s</summary>",
]
ATOM_FIELDS = [
    "<title>t &amp;amp; u</title>",
    '<title type="html">&lt;i&gt;t&lt;/i&gt;</title>',
    f'<title type="xhtml"><div {XHTML}>x</div></title>',
    "<id>urn:1</id>",
    "<id> http://x.example/1 </id>",
    '<link href="http://x.example/1"/>',
    '<link rel="alternate" type="application/xhtml+xml" href="/2"/>',
    '<link rel="alternate" type="text/plain" href="/3"/>',
    '<link rel="enclosure" href="http://x.example/e"/>',
    '<link rel="SELF" href="/4"/>',
    "<link/>",
    '<summary type="html">&lt;p&gt;s&lt;/p&gt;</summary>',
    "<summary>plain</summary>",
    '<content type="text/html">&lt;p&gt;c&lt;/p&gt;</content>',
    "<content>plain &amp;lt;</content>",
    '<content type="application/xml"><x/></content>',
    '<content src="http://x.example/c"/>',
    "<published>2026-01-01T00:00:00Z</published>",
    "<updated>2026-01-02T00:00:00+03:00</updated>",
    "<updated>nonsense</updated>",
    "<author><name>N</name><email>n@x.example</email></author>",
    "<author><name>caf\u00c3\u00a9</name></author>",
    "<author/>",
    '<category term="t" label="L"/>',
    '<category term="t"/>',
    '<category domain="d">text</category>',
    f"<dc:creator {DC}>D</dc:creator>",
    '<title xml:lang="ar">عنوان</title>',
    "<source><title>s</title></source>",
    f'<media:thumbnail {MEDIA} url="x"/>',
    f"<media:group {MEDIA}><media:title>mt</media:title><media:description>md</media:description></media:group>",
    f"<paper:desk {PAPER}>Foreign</paper:desk>",
    f"<author><name>N</name><paper:image {PAPER} src='x'/></author>",
    "<rights>r</rights>",
]


def outcomes(document: str) -> tuple[ParsedFeed | None, ParsedFeed | None]:
    """What the fast reader and feedparser make of a document."""
    readings = fast.read(document), by_feedparser.read(defuse(document))
    fast_one, slow_one = (
        build(raw, base=FEED_URL, now=NOW, limits=ParseLimits(), hints=PublishHints()) if raw else None
        for raw in readings
    )
    return fast_one, slow_one


def agree(document: str) -> bool:
    """Whether the fast reader took it; it must then have made the same of it."""
    fast_one, slow_one = outcomes(document)
    if fast_one is not None:
        assert fast_one == slow_one
    return fast_one is not None


@given(st.lists(st.lists(st.sampled_from(RSS_FIELDS), max_size=5), max_size=3))
@settings(max_examples=100, deadline=None)
def test_rss_of_any_fields(items: list[list[str]]) -> None:
    agree(rss(*(f"<item>{''.join(fields)}</item>" for fields in items)))


@given(
    st.lists(st.lists(st.sampled_from(ATOM_FIELDS), max_size=5), max_size=3), st.sampled_from(["", ' xml:lang="ar-IQ"'])
)
@settings(max_examples=100, deadline=None)
def test_atom_of_any_fields(entries: list[list[str]], attributes: str) -> None:
    agree(atom(*(f"<entry>{''.join(fields)}</entry>" for fields in entries), attributes=attributes))


@pytest.mark.parametrize("field", RSS_FIELDS)
def test_each_rss_field_alone_and_in_an_item(field: str) -> None:
    agree(rss(f"<item>{field}</item>"))
    agree(rss(f"<item><title>T</title><link>http://x.example/</link>{field}</item>"))
    agree(rss(f"<item>{field}<title>T</title><description>d</description></item>"))


@pytest.mark.parametrize("field", ATOM_FIELDS)
def test_each_atom_field_alone_and_in_an_entry(field: str) -> None:
    agree(atom(f"<entry>{field}</entry>"))
    agree(atom(f"<entry><title>T</title><id>1</id>{field}</entry>"))
    agree(atom(f"<entry>{field}<summary>s</summary></entry>"))


@pytest.mark.parametrize(
    "head",
    [
        "<language>ar</language>",
        "<ttl>60</ttl><generator>g</generator>",
        "<image><url>u</url><title>t</title><link>l</link></image>",
        "<image><url>u</url><description>d</description></image>",
        "<skipHours><hour>1</hour></skipHours>",
        "<skipHours><title>x</title></skipHours>",
        f'<atom:link {ATOM} rel="self" href="http://x.example/rss"/>',
        f'<atom:link {ATOM} href="http://x.example/other"/>',
        "<title>Second</title>",
        '<title type="x">Second</title>',
        "<link>http://x.example/?a&amp;b</link>",
        "<category>c</category><managingEditor>e@x.example</managingEditor>",
        "<link>http://x.example/?a=1&amp;copy;=2&amp;amp;b</link>",
        f"<language>ar</language><dc:language {DC}>en</dc:language>",
        f"<dc:date {DC}>2026-01-05</dc:date><dc:rights {DC}>r</dc:rights>",
        f"<atom:id {ATOM}>urn:1</atom:id><atom:updated {ATOM}>2026-01-05T10:00:00Z</atom:updated>",
        f'<atom:link {ATOM} rel="search" href="http://x.example/s"/>',
        f"<site {WORDPRESS}>7</site>",
        f"<paper:desk {PAPER}>Foreign</paper:desk>",
        f'<itunes:author {ITUNES}>A</itunes:author><itunes:image {ITUNES} href="x"/><itunes:owner {ITUNES}>'
        "<itunes:name>N</itunes:name><itunes:email>n@x.example</itunes:email></itunes:owner>",
        f'<itunes:category {ITUNES} text="News"><itunes:category text="Daily"/></itunes:category>',
        f"<itunes:summary {ITUNES}>s</itunes:summary><itunes:subtitle {ITUNES}>t</itunes:subtitle>",
        "<unknown/>",
    ],
)
def test_channels_of_all_kinds(head: str) -> None:
    agree(rss(item(), head=head))


def test_plain_documents_are_not_declined() -> None:
    """The point of it: what newsrooms publish is read fast."""
    fields = (
        "<link>http://x.example/1</link><description>&lt;p&gt;x&lt;/p&gt;</description><category>c</category>"
        f"<pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate><dc:creator {DC}>Bob</dc:creator>"
        f'<media:content {MEDIA} url="x" medium="image"><media:credit>AP</media:credit></media:content>'
        f"<content:encoded {CONTENT}><![CDATA[<p>x</p>]]></content:encoded><slash:comments {SLASH}>0</slash:comments>"
    )
    assert agree('<?xml version="1.0" encoding="UTF-8"?>\n' + rss(item(fields), item(fields, guid="2")))
    entry = "".join(ATOM_FIELDS[n] for n in (0, 3, 5, 11, 13, 17, 18, 20, 23))
    assert agree('<?xml version="1.0"?>' + atom(f"<entry>{entry}</entry>", attributes=' xml:lang="en"'))


_FIELDS = (
    "<link>http://x.example/1</link><description><![CDATA[<p>x</p>]]></description>"
    "<pubDate>Mon, 05 Jan 2026 10:00:00 +0000</pubDate>"
)


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        pytest.param(f"<site {WORDPRESS}>7</site>", f"{_FIELDS}<post-id {WORDPRESS}>1</post-id>", id="WordPress"),
        pytest.param(
            "", f"{_FIELDS}<atom:updated {ATOM}>2026-01-05T10:00:00.000Z</atom:updated>", id="Medium, Blogger"
        ),
        pytest.param(
            f"<itunes:author {ITUNES}>A</itunes:author>",
            f'{_FIELDS}<enclosure url="http://x.example/1.mp3"/><itunes:duration {ITUNES}>9</itunes:duration>',
            id="podcast",
        ),
        pytest.param(
            f"<dc:language {DC}>en</dc:language><dc:date {DC}>2026-01-05T10:00:00Z</dc:date>",
            f"{_FIELDS}<media:content {MEDIA}><media:credit>AP</media:credit></media:content><dc:date {DC}>2026-01-05"
            "</dc:date>",
            id="Guardian",
        ),
        pytest.param(
            f"<paper:desk {PAPER}>World</paper:desk>",
            f'{_FIELDS}<atom:link {ATOM} rel="standout" href="x"/><media:description {MEDIA}>c</media:description>',
            id="New York Times",
        ),
    ],
)
def test_what_publishers_add_to_rss_is_no_reason_to_decline(head: str, fields: str) -> None:
    assert agree(rss(item(fields), head=head))


def test_a_page_with_parameters_is_no_reason_to_decline() -> None:
    assert agree(rss(item(_FIELDS)).replace("https://news.example/", "https://news.example/?hl=en&amp;gl=US"))


def test_what_publishers_add_to_atom_is_no_reason_to_decline() -> None:
    opening = f"<published>2010-01-01T00:00:00Z</published><paper:channel {PAPER}>C</paper:channel>"
    category = '<category term="worldnews" label="r/worldnews"/>'
    video = (
        f"<media:group {MEDIA}><media:title>T</media:title><media:description>a &amp; b http://x.example</media:description>"
        '<media:community><media:starRating count="1"/></media:community></media:group>'
    )
    entry = (
        '<entry><id>urn:1</id><title>T</title><link href="http://x.example/1"/><updated>2026-01-05T10:00:00Z</updated>'
        f"<author><name>N</name><paper:image {PAPER}/></author>{video}</entry>"
    )
    assert agree(atom(opening, category, entry))


@pytest.mark.parametrize(
    "document",
    [
        "",
        "text",
        "<html/>",
        '<rss version="0.91"><channel/></rss>',
        '<rss version="2.0"/>',
        '<rss version="2.0"><channel/><channel/></rss>',
        '<rss version="2.0" xml:lang="en"><channel/></rss>',
        '<rss version="2.0" xmlns="http://backend.userland.com/rss2"><channel/></rss>',
        '<rss version="2.0"><channel></rss>',
        '<!DOCTYPE rss><rss version="2.0"><channel/></rss>',
        '<feed xmlns="http://purl.org/atom/ns#"/>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://x.example/"/>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang=""/>',
        '<rss version="2.0"><channel><item a="b"/></channel></rss>',
        '<rss version="2.0"><channel><link>http:////x.example</link></channel></rss>',
        '<rss version="2.0" xmlns:x="http://white space"><channel/></rss>',
        '<rss version="2.0" xmlns:x="http://purl.org/dc/elements&#47;1.1/"><channel/></rss>',
        '<rss version="2.0" xmlns:x="HTTP://purl.org/dc/elements/1.1/"><channel/></rss>',
    ],
)
def test_anything_out_of_the_ordinary_is_declined(document: str) -> None:
    assert fast.read(document) is None
