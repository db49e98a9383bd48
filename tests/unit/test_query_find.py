"""What queries match, and where."""

import pickle

import pytest

from watcher.matching.query import compile_query
from watcher.types import Document

DOCUMENT = Document(
    title="Mark Savaya's envoy visits Ayn al-Asad Air Base",
    summary="Coalition troops withdraw from the bâse. Football!",
    content="F-35 jets; l'État",
    url="https://www.rudaw.net/english/iraq/2026-3",
    author="Jane Doe",
    feed="https://feeds.example.org/rss",
    tags=("Iraq", "wire"),
    language="en-GB",
)

FINDS: list[tuple[str, list[str]]] = [
    ("envoy", ["envoy"]),
    ("ENVOY", ["envoy"]),
    ("savaya", ["Savaya"]),
    ("base", ["Base", "bâse"]),
    ("etat", ["État"]),
    ("l'etat", ["l'État"]),
    ('"mark savaya"', ["Mark Savaya"]),
    ('"savaya mark"', []),
    ("al-asad", ["al-Asad"]),
    ("f-35", ["F-35"]),
    ("envoy football", ["envoy", "Football"]),
    ("envoy rugby", []),
    ("envoy AND football", ["envoy", "Football"]),
    ("envoy OR rugby", ["envoy"]),
    ("rugby OR envoy football", ["envoy", "Football"]),
    ("envoy rugby OR football", ["Football"]),
    ("envoy (rugby OR football)", ["envoy", "Football"]),
    ("envoy NOT football", []),
    ("envoy -rugby", ["envoy"]),
    ("+envoy -rugby", ["envoy"]),
    ("+envoy OR rugby", ["envoy"]),
    ("+rugby OR envoy", []),
    ("envoy OR football -football", ["envoy"]),
    ("envoy OR -football", []),
    ("title:football", []),
    ("summary:football", ["Football"]),
    ("title:(envoy AND savaya)", ["envoy", "Savaya"]),
    ("title:(envoy OR football)", ["envoy"]),
    ("content:jets", ["jets"]),
    ('"troops coalition"~2', ["Coalition troops"]),
    ('"coalition base"~5', []),
    ('"coalition base"~6', ["Coalition troops withdraw from the bâse"]),
    ('"base base"~9', []),
    ("savya~1", ["Savaya"]),
    ("svya~1", []),
    ("svya~", ["Savaya"]),
    ("envoy~0", ["envoy"]),
    ("coal*", ["Coalition"]),
    ("f??tball", ["Football"]),
    ("*ball", ["Football"]),
    ("ball*", []),
    ("/as+ad/", ["Asad"]),
    ("/sad/", []),
    ("/al-as+ad/", ["al-Asad"]),
    ("title:/vis.{2}/", []),
    ("title:/vis.{3}/", ["visits"]),
    ('name:"Ain al-Assad"', ["Ayn al-Asad Air Base"]),
    ("name:Savaja", ["Savaya"]),
    ('name:"Ain al-Assad" AND football', ["Ayn al-Asad Air Base", "Football"]),
]


@pytest.mark.parametrize(("query", "texts"), FINDS)
def test_a_query_finds_these_places(query: str, texts: list[str]) -> None:
    hits = compile_query(query).matches(DOCUMENT)
    assert [hit.text for hit in hits] == texts
    for hit in hits:
        assert hit.field is not None
        assert getattr(DOCUMENT, hit.field)[hit.start : hit.end] == hit.text
        assert 85 <= hit.score <= 100


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("*:*", True), ("NOT rugby", True), ("-football", False), ("title:*", True), ("author:*", True),
        ("site:rudaw.net", True), ("site:www.rudaw.net", True), ("site:daw.net", False), ("site:*daw.net", True),
        ("tag:iraq", True), ("tag:ira", False), ("tag:ir*", True), ("tag:(syria OR wire)", True),
        ("language:en", True), ("language:en-GB", True), ("language:ar", False),
        ("url:iraq", True), ("url:ira", False), ("url:english", True), ('url:"english/iraq"', True),
        ('url:"iraq english"', False), ("url:*/english/*", True),
        ('author:"jane doe"', True), ("author:jane", True), ("author:jan", False), ("author:d?e", True),
        ('feed:"https://feeds.example.org/rss"', True), ("feed:example", True), ("feed:rudaw", False),
        ("tag:iraq NOT language:ar", True), ("NOT (football OR rugby)", False),
    ],
)  # fmt: skip
def test_a_query_without_a_place_matches_or_not(query: str, matches: bool) -> None:
    hits = compile_query(query).matches(DOCUMENT)
    assert bool(hits) is matches
    for hit in hits:
        assert (hit.field, hit.start, hit.end, hit.text) == (None, None, None, "")


def test_metadata_that_is_not_there_is_not_found() -> None:
    empty = Document(title="x")
    for query in (
        "author:*",
        "author:jane",
        "site:example.org",
        "tag:x",
        "language:en",
        "url:*",
        "summary:*",
        "site:*",
    ):
        assert compile_query(query).matches(empty) == ()
    assert compile_query("site:example.org").matches(Document(feed="https://example.org/rss"))
    assert compile_query("site:x").matches(Document(url="http://[bad")) == ()


def test_clauses_say_what_every_matching_document_holds() -> None:
    assert compile_query("a1 b1").words() == (frozenset({"a1"}), frozenset({"b1"}))
    assert compile_query('"a1 b1" OR ccc').words() in (
        (frozenset({"a1", "ccc"}),),
        (frozenset({"b1", "ccc"}),),
    )
    assert compile_query("a1 NOT b1").words() == (frozenset({"a1"}),)
    assert compile_query('"a1 b1"~9 title:ccc').words() == tuple(map(frozenset, (["a1"], ["b1"], ["ccc"])))
    for query in ("*:*", "NOT a1", "a* OR b1", "/a+/", "a1~1", "tag:x", 'name:"Ain al-Asad"', "a1 OR tag:x"):
        assert compile_query(query).words() == ()
    assert compile_query('name:"Ain al-Asad" a1').words() == (frozenset({"a1"}),)


def test_a_query_survives_pickling() -> None:
    query = compile_query('("a b"~3 OR /f-[0-9]+/ OR en*) AND name:"Ain al-Asad" NOT title:x~1')
    assert pickle.loads(pickle.dumps(query)).matches(DOCUMENT) == query.matches(DOCUMENT) != ()


def test_places_are_bounded() -> None:
    assert len(compile_query("a1").matches(Document(title="a1 " * 1000))) == 200
    assert len(compile_query("a1 OR a*").matches(Document(title="a1 " * 1000))) == 400


def test_entities_are_read_and_offsets_point_into_the_original() -> None:
    document = Document(title="The Kata&apos;ib &amp; <b>Hezb</b>ollah")
    hits = compile_query('"kata\'ib" hezbollah').matches(document)
    assert [hit.text for hit in hits] == ["Kata&apos;ib", "Hezb</b>ollah"]
