"""Documents that are meant to hang, blow up, break out or raise (rules 15 to 17, 20)."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.feeds import NOW, atom, item, parse, parsed, rss
from watcher.feeds.parse import by_feedparser, parse_feed
from watcher.feeds.parse.guard import defuse
from watcher.types import FailureKind, ParsedFeed, ParseFailed, ParseLimits

CORPUS = sorted(
    p for p in (Path(__file__).parents[1] / "corpus" / "feeds").iterdir() if not p.name.endswith(".expected.json")
)
K = 1000


def bomb(levels: int = 9) -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels + 1))
    return f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{entities}]>' + rss(
        item(f"<description>&l{levels};</description>")
    )


def declaring(value: str) -> str:
    return f'<!DOCTYPE rss [<!ENTITY a "{value}">]>'


DC = ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
MANY_ATTRIBUTES = " ".join(f"a{n}='x'" for n in range(20 * K))
HOSTILE = {
    "quadratic author": rss(item(f"<author>{'a' * 64 * K}</author>")),
    "quadratic creator in CDATA": rss(item(f"<dc:creator><![CDATA[{'a' * 64 * K}]]></dc:creator>"), attributes=DC),
    "quadratic author in references": rss(item(f"<author>{'&#97;' * 32 * K}</author>")),
    "quadratic author of addresses": rss(item(f"<author>{'a' * 150}@{('a' * 150 + '@') * 500}</author>")),
    "quadratic editor": rss(item(), head=f"<managingEditor>{'a' * 64 * K}</managingEditor>"),
    "quadratic prolog": '<?xml version="1.0"?>' + "\n" * 500 * K + rss(item()),
    "quadratic declarations": '<?xml version="1.0"?><!DOCTYPE x [\n' + "<!ENTITY\n" * 50 * K + rss(item()),
    "thousands of attributes": rss(f"<item {MANY_ATTRIBUTES}><title>A title</title></item>"),
    "billion laughs": bomb(),
    "quadratic blow-up": declaring("A" * 100 * K) + rss(item(f"<category>{'&a;' * 10 * K}</category>")),
    "many small entities": declaring("A" * 150) + rss(item(f"<category>{'&a;' * 50 * K}</category>")),
    "deep nesting": rss(item("<b>" * 20 * K)),
    "deep content": atom(f"<entry><title>A title</title><content type='xhtml'>{'<div>' * 5 * K}</content></entry>"),
    "tags never closed": rss(item("<description>" + "<a " * 50 * K)),
    "quotes never closed": rss(item("<description>" + '<a b="' * 20 * K)),
    "comments never closed": rss(item("<description>" + "<!--" * 50 * K)),
    "CDATA never closed": rss(item("<description>" + "<![CDATA[" * 20 * K)),
    "ampersands": rss(item(f"<description>{'&' * 100 * K}</description>")),
    "a huge link": rss(item(f"<link>http://x.example/{'a' * 200 * K}</link>")),
    "a huge date": rss(item(f"<pubDate>{'Mon, ' * 20 * K}</pubDate>")),
    "a huge number": rss(item(f"<description>&#{'9' * 10 * K};</description>")),
    "many categories": rss(item("".join(f"<category>c{n}</category>" for n in range(50 * K)))),
    "many categories of Atom": atom(
        "<entry><title>A title</title>" + "".join(f"<category term='c{n}'/>" for n in range(50 * K)) + "</entry>"
    ),
    "many subjects in CDATA": rss(
        item("".join(f"<dc:subject><![CDATA[c{n}]]></dc:subject>\n" for n in range(20 * K))), attributes=DC
    ),
    "many keywords": rss(
        item(f"<media:keywords>{','.join(map(str, range(20 * K)))}</media:keywords>"),
        attributes=' xmlns:media="http://search.yahoo.com/mrss/"',
    ),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_documents_are_read_in_time(name: str) -> None:
    start = time.process_time()
    result = parsed(HOSTILE[name])
    assert time.process_time() - start < 4
    if name != "tags never closed":
        assert result.items[0].title == "A title"
    assert len(result.items[0].author) <= 10_000


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_with_its_traps_taken_out_feedparser_reads_them_in_time_too(name: str) -> None:
    start = time.process_time()
    assert by_feedparser.read(defuse(HOSTILE[name])) is not None
    assert time.process_time() - start < 4


def test_entity_bombs_expand_to_nothing() -> None:
    (one,) = parsed(bomb()).items
    assert len(one.summary) < 100
    (one,) = parsed(HOSTILE["many small entities"]).items
    assert sum(map(len, one.categories)) < 1_000


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;',
        '<!ENTITY x PUBLIC "p" "file:///etc/passwd">',
    ],
)
def test_external_entities_are_never_read(declaration: str) -> None:
    document = f'<?xml version="1.0"?><!DOCTYPE rss [{declaration}]>' + rss(item("<description>[&x;]</description>"))
    (one,) = parsed(document).items
    assert one.summary == "[&x;]"


@pytest.mark.parametrize("body", ["/etc/passwd", "/dev/zero", "http://127.0.0.1:9/", "file:///etc/passwd", "."])
def test_a_body_that_names_a_file_or_address_is_text(body: str) -> None:
    result = parse(body)
    assert isinstance(result, ParseFailed)
    assert result.kind is FailureKind.NOT_A_FEED


@pytest.mark.parametrize("reference", ["&#x110000;", "&#xD800;", "&#0;", "&#xFFFFFFFFFFFF;", "&#8;", "&#xFFFE;"])
def test_impossible_references_stand_for_the_replacement_character(reference: str) -> None:
    for document in (
        rss(item(f"<description>a{reference}b</description>")),
        rss(item(f"<description>a{reference}b & c</description>")),
    ):
        (one,) = parsed(document).items
        assert one.summary.startswith("a\ufffdb")


def test_control_characters_in_the_document_do_no_harm() -> None:
    feed = parsed(rss(item("<description>a\x00b\x08c\x1bd</description>")))
    assert feed.items[0].summary == "abcd"
    assert feed.damage == ""


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "ftp://x.example/",
     "http://", "http://[::1", "http://x.example:99999/", "mailto:a@b.example", "java\nscript:x"],
)  # fmt: skip
def test_only_http_links_are_kept(link: str) -> None:
    (one,) = parsed(rss(item(f"<link>{link}</link>"), attributes="")).items
    assert one.url in ("", "https://news.example/javascript:x")
    assert not one.url or link == "java\nscript:x"


def test_secrets_of_size_are_cut_and_it_is_said() -> None:
    limits = ParseLimits(max_items=2, max_title=10, max_text=20)
    fields = "<description>word word word word word word</description>"
    feed = parsed(rss(*(item(fields, guid=str(n), title="A very long title") for n in range(5))), limits=limits)
    assert (len(feed.items), feed.items_cut) == (2, 3)
    assert feed.items[0].title == "A very lo…"
    assert feed.items[0].summary == "word word word word…"
    assert feed.items[0].cut
    short = parsed(rss(item("<description>word</description>", title="Short")), limits=limits)
    assert (short.items[0].cut, short.items_cut) == (False, 0)


def test_what_feedparser_raises_is_an_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    for error, said in ((ValueError("x"), "ValueError"), (RecursionError("x"), "too deeply")):

        def fail(_: str, error: Exception = error) -> None:
            raise error

        monkeypatch.setattr(by_feedparser, "read", fail)
        result = parse(rss(item()).replace("2.0", "0.91"))
        assert isinstance(result, ParseFailed)
        assert result.kind is FailureKind.PARSE
        assert said in result.message


def test_the_guard_leaves_harmless_documents_alone() -> None:
    document = '<?xml version="1.0"?>' + rss(
        item("<author>Bob</author><description>a &amp; &lt;b&gt; &#160;</description>")
    )
    assert defuse(document) == document


def test_the_guard_keeps_the_doctype_that_tells_a_version() -> None:
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://x.example/rss.dtd">'
    feed = parsed('<?xml version="1.0"?>\n' + doctype + rss(item()).replace("2.0", "0.91"))
    assert feed.meta.format == "rss091n"


@pytest.mark.parametrize(
    "prolog", ["<!ENTITY x 'y'>", "<!-- <!ENTITY --> <!ELEMENT a>", "<!DOCTYPE", "<!DOCTYPE [", "<!"]
)
def test_broken_prologs_do_no_harm(prolog: str) -> None:
    assert parsed(prolog + rss(item())).items[0].title == "A title"


@given(st.binary(max_size=400), st.sampled_from([b"text/xml", b"text/html; charset=koi8-r", b"\xff", b""]))
@settings(max_examples=100, deadline=None)
def test_no_bytes_raise(body: bytes, content_type: bytes) -> None:
    result = parse_feed(
        body, url="http://x.example/", headers=((b"Content-Type", content_type),), now=NOW, limits=ParseLimits()
    )
    assert isinstance(result, ParsedFeed | ParseFailed)


TOKENS = st.lists(
    st.sampled_from(
        [
            *("<rss version='2.0'>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<channel>", "<item>", "</item>"),
            *("<title>", "</title>", "<entry>", "</entry>", "<content type='xhtml'>", "<div>", "</div>", "<link/>"),
            *("<link href='x'/>", "<link>", "<guid>", "<author>", "<name>", "<source>", "<image>", "<textinput>"),
            *("<tags>", "<media:keywords>", "<media:credit a='b'>", "</media:credit>", "<itunes:category text='x'>"),
            *("<authors>", "<links>", "<updated>", "<published_parsed>", "<summary_detail a='b'/>", "<category>"),
            *("text", "&amp;", "&", "<![CDATA[", "]]>", "<!--", "-->", "<?xml", "\x00", "é", "http://x.example/"),
        ]
    ),
    max_size=40,
)


@given(TOKENS)
@settings(max_examples=100, deadline=None)
def test_no_heap_of_tags_raises(tokens: list[str]) -> None:
    assert isinstance(parse("".join(tokens)), ParsedFeed | ParseFailed)


@pytest.mark.parametrize(
    "stumbling",
    [
        "<gml:pos>1 2</gml:pos>",
        "<textinput><link/></textinput>",
        "<image><width/></image>",
        "<title><media:player url='x'/></title>",
        "<psc:chapters><psc:chapter start='x'/></psc:chapters><psc:chapter/>",
    ],
)
def test_an_element_that_feedparser_stumbles_over_costs_no_item(stumbling: str) -> None:
    feed = parsed(rss(item(guid="1"), f"<item>{stumbling}</item>", item(guid="2", title="Another")))
    assert {"A title", "Another"} <= {i.title for i in feed.items}


@given(st.sampled_from(CORPUS), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_no_mutilated_feed_raises(path: Path, rng: random.Random) -> None:
    body = bytearray(path.read_bytes())
    for _ in range(rng.randint(1, 5)):
        start = rng.randrange(len(body) + 1)
        end = min(len(body), start + rng.randrange(40))
        body[start:end] = rng.choice(
            [b"", b"<", b"&", b"\xff", b"]]>", b"<!--", body[end : end + 30], bytes(rng.randbytes(3))]
        )
    result = parse(bytes(body))
    assert isinstance(result, ParsedFeed) or result.kind is FailureKind.NOT_A_FEED, result
