"""Exports of matches: valid in their formats, whatever hostile text they carry."""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from html.parser import HTMLParser
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.errors import InputError
from watcher.report import MANIFEST, ExportFormat, bundle, export, match_record, verify
from watcher.report.export import COLUMNS, neutral
from watcher.report.markup import clean, difference, link, marked
from watcher.types import Hit
from watcher.types.page import PageState
from watcher.types.rows import EvidenceRow, ItemRow, ItemVersionRow, MatchRow, MatchStatus, PageRow, TriageEvent

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HIT = Hit("Ain al-Asad", "Ain al-Asad", "title", 11, 22, "Ayn al-Asad", 96.4, "same consonants")
ROW = MatchRow(
    id=7,
    watch="ain-al-asad",
    status=MatchStatus.NEW,
    score=96.4,
    priority=71,
    terms=("Ain al-Asad", "handover"),
    title="Iraq takes Ayn al-Asad",
    url="https://news.example/a?id=1&x=2",
    feed="https://news.example/rss?token=hunter2",
    feed_title="News",
    language="en",
    published=NOW - timedelta(hours=2),
    first_seen=NOW - timedelta(hours=1),
    story=3,
    assignee=None,
    item_id=41,
    hits=(HIT,),
)
HOSTILE = "<script>alert(1)</script> \x1b[31m ]]> & \u202egnp.exe \x00 \ud800"
BAD = replace(
    ROW,
    id=8,
    item_id=42,
    title=HOSTILE,
    url="javascript:alert(1)",
    feed_title=HOSTILE,
    terms=(HOSTILE,),
    hits=(replace(HIT, term=HOSTILE, text=HOSTILE, why=HOSTILE, start=0, end=8),),
    published=None,
    language='"><img src=x>',
)
EVERY = list(ExportFormat)


def text(form: ExportFormat, *rows: MatchRow) -> str:
    return export(rows, form, title="watcher: test", now=NOW).decode("utf-8-sig")


class Page(HTMLParser):
    """Collects the elements and links of a page, and whether every element is closed."""

    VOID = {"meta", "br", "link", "img"}

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [v or "" for k, v in attrs if k in {"href", "src"}]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_csv_has_a_mark_a_head_and_one_line_a_match() -> None:
    data = export([ROW], ExportFormat.CSV, title="t", now=NOW)
    assert data.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    assert tuple(row) == COLUMNS
    assert row["terms"] == "Ain al-Asad; handover"
    assert row["mentions"] == "Ayn al-Asad"
    assert row["published"] == "2026-03-01T10:00:00Z"
    assert row["assignee"] == ""
    assert row["score"] == "96.4"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝"])
def test_csv_neutralises_formulas(start: str) -> None:
    (row,) = csv.DictReader(io.StringIO(text(ExportFormat.CSV, replace(ROW, title=f"{start}HYPERLINK(1)"))))
    assert row["title"].startswith("'")


@given(st.text(max_size=40))
def test_no_cell_begins_with_a_formula(cell: str) -> None:
    assert not neutral(cell).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_jsonl_has_the_keys_of_the_list_and_the_mentions() -> None:
    (line,) = text(ExportFormat.JSONL, ROW).splitlines()
    row = json.loads(line)
    assert row == match_record(ROW)
    assert {"id", "watch", "status", "score", "priority", "terms", "title", "url", "feed", "published"} <= row.keys()
    assert row["hits"][0]["text"] == "Ayn al-Asad"


def test_markdown_escapes_what_means_something() -> None:
    page = text(ExportFormat.MARKDOWN, replace(ROW, title="*a* [b](c) <d> `e`", url="https://x.example/a(b)"))
    assert r"## [\*a\* \[b\](c) \<d\> \`e\`](https://x.example/a%28b%29)" in page
    assert "match 7" in page


def test_atom_is_what_rfc_4287_asks_for() -> None:
    data = export([ROW, BAD], ExportFormat.ATOM, title="watcher: ain-al-asad", now=NOW)
    ns = {"a": "http://www.w3.org/2005/Atom"}
    root = ElementTree.fromstring(data)
    for element in (root, *root.findall("a:entry", ns)):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", ns)) == 1, name
            assert element.findtext(f"a:{name}", namespaces=ns)
        assert element.find("a:author/a:name", ns) is not None
    ids = [e.text for e in root.iterfind(".//a:id", ns)]
    assert len(set(ids)) == 3
    assert all(i and i.startswith("urn:uuid:") for i in ids)
    assert [link.get("href") for link in root.iterfind("a:entry/a:link", ns)] == ["https://news.example/a?id=1&x=2"]
    parsed = feedparser.parse(io.BytesIO(data))
    assert not parsed.bozo
    assert parsed.entries[0].title == ROW.title


def test_atom_keeps_the_rules_that_a_validator_checks() -> None:
    """RFC 4287, sections 3.3 (dates), 4.1.1 and 4.1.2 (what there must be, and how often), 4.2.6 (ids)."""
    rows = [replace(ROW, id=n, item_id=n, url=f"https://news.example/{n}?key=hunter2", published=None) for n in (1, 2)]
    data = export([ROW, BAD, *rows, replace(ROW, id=9, url="", title="")], ExportFormat.ATOM, title="w", now=NOW)
    assert b"hunter2" not in data
    atom = "{http://www.w3.org/2005/Atom}"
    root = ElementTree.fromstring(data)
    assert root.tag == f"{atom}feed"
    allowed = {"id", "title", "updated", "published", "author", "link", "category", "content", "generator", "entry"}
    for element in (root, *root.iter(f"{atom}entry")):
        names = [child.tag.removeprefix(atom) for child in element]
        assert set(names) <= allowed
        assert all(names.count(once) == 1 for once in ("id", "title", "updated", "author"))
        assert names.count("published") <= 1
        links = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in element.findall(f"{atom}link")]
        assert len(links) == len(set(links))
    for date in (*root.iter(f"{atom}updated"), *root.iter(f"{atom}published")):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", date.text or "")
    ids = [element.text for element in root.iter(f"{atom}id")]
    assert len(set(ids)) == len(ids)
    assert all(category.get("term") for category in root.iter(f"{atom}category"))
    assert not feedparser.parse(io.BytesIO(data)).bozo


def test_atom_names_where_it_is_served() -> None:
    parsed = feedparser.parse(export([ROW], ExportFormat.ATOM, title="W", now=NOW, address="https://n.example/w.atom"))
    assert [(link.rel, link.href) for link in parsed.feed.links] == [("self", "https://n.example/w.atom")]


def test_atom_entries_keep_their_ids_and_an_unchanged_list_its_bytes() -> None:
    one = export([ROW], ExportFormat.ATOM, title="t", now=NOW)
    other = export([replace(ROW, id=99)], ExportFormat.ATOM, title="t", now=NOW + timedelta(days=1))
    assert one == other


def test_atom_without_matches_is_a_feed() -> None:
    assert not feedparser.parse(io.BytesIO(export([], ExportFormat.ATOM, title="", now=NOW))).bozo


def test_html_is_well_formed_marks_mentions_and_links_only_to_the_web() -> None:
    page = Page(text(ExportFormat.HTML, ROW, BAD))
    assert page.open == []
    assert "mark" in page.tags
    assert page.links == ["https://news.example/a?id=1&x=2"]
    assert not {"script", "img", "iframe"} & set(page.tags)


@pytest.mark.parametrize("form", EVERY)
def test_no_format_carries_controls_or_secrets(form: ExportFormat) -> None:
    page = text(form, ROW, BAD)
    assert "hunter2" not in page
    if form is not ExportFormat.JSONL:
        assert not any(c in page for c in "\x1b\x00\u202e\ud800")


@pytest.mark.parametrize("form", EVERY)
def test_every_format_writes_an_empty_list(form: ExportFormat) -> None:
    data = export([], form, title="t", now=NOW)
    assert (data == b"") is (form is ExportFormat.JSONL)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=30), st.sampled_from(EVERY))
def test_any_title_gives_a_sound_document(title: str, form: ExportFormat) -> None:
    data = export([replace(ROW, title=title, hits=())], form, title=title, now=NOW)
    if form is ExportFormat.ATOM:
        ElementTree.fromstring(data)
    elif form is ExportFormat.HTML:
        assert Page(data.decode()).open == []
    elif form is ExportFormat.JSONL:
        assert json.loads(data)["id"] == 7
    elif form is ExportFormat.CSV:
        assert len(list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))) == 2


def test_marked_survives_overlaps_and_places_past_the_end() -> None:
    hits = [replace(HIT, start=a, end=b) for a, b in ((0, 3), (2, 5), (4, 99))]
    out = marked("abcdefg", hits, "title")
    assert clean(out.replace("</mark>", "")).count("<mark") == 2
    assert "".join(Page(out).words) == "abcdefg"
    assert marked("abc", [replace(HIT, start=None, end=None, field=None)], "title") == "abc"


def test_link_shows_no_credentials() -> None:
    assert "pw" not in link("https://user:pw@x.example/", "x")
    assert link("data:text/html,x", "<b>") == '<bdi dir="auto">&lt;b&gt;</bdi>'


def test_difference_shows_what_went_and_what_came() -> None:
    assert difference("nine people died", "twelve people died <b>") == (
        "<del>nine</del> <ins>twelve</ins> people died <ins>&lt;b&gt;</ins>"
    )


def evidence() -> EvidenceRow:
    item = ItemRow(
        41,
        ROW.feed,
        "News",
        ROW.url,
        ROW.title,
        "The army said twelve.",
        "",
        "",
        "en",
        ROW.published,
        ROW.first_seen,
        (),
    )
    first = ItemVersionRow(NOW - timedelta(hours=1), ROW.title, "The army said nine.", "", ROW.url, "aa" * 32)
    event = TriageEvent(NOW, "dana", "status", "new", "follow-up", HOSTILE)
    return EvidenceRow(
        ROW, item, "tag:1", None, "bb" * 32, (("etag", '"x"'),), (first,), (event,), "v1", ("+20 score 96",), (BAD,)
    )


def test_bundle_stands_alone_and_verifies() -> None:
    data = bundle([evidence()], title="Evidence", now=NOW)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        assert names == ["index.html", "matches/7.json", MANIFEST]
        for line in archive.read(MANIFEST).decode().splitlines():
            digest, name = line.split("  ")
            assert sha256(archive.read(name)).hexdigest() == digest
        record = json.loads(archive.read("matches/7.json"))
        page = archive.read("index.html").decode()
    assert record["versions"][0]["summary"] == "The army said nine."
    assert record["history"][0]["who"] == "dana"
    assert record["others"][0]["id"] == 8
    assert Page(page).open == []
    assert "<del>nine.</del> <ins>twelve.</ins>" in page
    assert "hunter2" not in page + json.dumps(record)
    assert verify(data) == ()
    assert data == bundle([evidence()], title="Evidence", now=NOW)


def test_the_page_of_a_bundle_tells_all_that_its_json_does() -> None:
    whole = PageRow("https://news.example/1?token=hunter2", PageState.FAILED, 2, f"HTTP 404 {HOSTILE}", NOW, None, "cc")
    data = bundle([replace(evidence(), page=whole)], title="Evidence", now=NOW)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        page = archive.read("index.html").decode()
    assert "The whole page" in page
    assert "failed HTTP 404" in page
    assert "The same story elsewhere" in page
    assert Page(page).open == []
    assert "hunter2" not in page
    bare = bundle([replace(evidence(), others=())], title="Evidence", now=NOW)
    with zipfile.ZipFile(io.BytesIO(bare)) as archive:
        assert "elsewhere" not in archive.read("index.html").decode()


def test_bundle_of_an_item_never_edited_nor_triaged() -> None:
    data = bundle([replace(evidence(), versions=(), history=())], title="Evidence", now=NOW)
    assert verify(data) == ()


def test_verify_finds_what_was_changed_added_and_left_out() -> None:
    with zipfile.ZipFile(io.BytesIO(bundle([evidence()], title="E", now=NOW))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["index.html"] += b" "
    files["more.txt"] = b""
    del files["matches/7.json"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    assert verify(out.getvalue()) == (
        "matches/7.json is missing",
        "more.txt is not in the manifest",
        "index.html was changed",
    )


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all"])
def test_verify_refuses_what_is_no_bundle(data: bytes) -> None:
    with pytest.raises(InputError, match="not an evidence bundle"):
        verify(data)
