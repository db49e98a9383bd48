"""The engine as a whole: indexed = unindexed, offsets, bounds, copies between processes and threads."""

import copy
import pickle
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.watching import check_outcome, engine
from watcher.matching import index
from watcher.matching.engine import compile_watches
from watcher.matching.fieldtext import DocumentText
from watcher.matching.models import Term, WatchList
from watcher.matching.watchlist import parse_watch_list
from watcher.types import Document, MatchOutcome

LIST = """
languages = ["en", "ar"]
exclude = "content:football"

[[term]]
name = "Ain al-Asad air base"
kind = "place"
aliases = ["Assad base", "عين الأسد"]
not = ["Bashar al-Assad"]

[[term]]
name = "Qais al-Muhammadawi"
kind = "person"
role = "qualified"
context = [["Iraq", "army"], ["base"]]

[[term]]
name = "PDKI"
kind = "acronym"

[[term]]
name = "joint operations command"

[[term]]
name = "withdrawal"
kind = "topic"
near = [["coalition", "US forces"], ["withdraw"]]

[[term]]
name = "militia"
kind = "topic"
role = "context"

[[term]]
name = "envoy"
query = '"Mark Savaya" OR (title:Savaya AND envoy)'

[[term]]
name = "anything of the wire"
query = "tag:wire NOT envoy"
role = "qualified"
"""

WORDS = [
    "Ain", "al-Asad", "Ayn", "al-Assad", "Bashar", "base", "Air", "Base", "Qais", "Qays", "al-Muhammadawi",
    "Muhammadawi", "PDKI", "PDKI's", "pdki", "joint", "opertions", "operations", "command", "Joint-Operations",
    "coalition", "coalitions", "withdrew", "pull", "out", "pulled", "US", "U.S.", "forces", "us", "militia",
    "militias", "Mark", "Savaya", "envoy", "Iraq", "Iraqi", "army", "football", "عين", "الأسد", "بعين", "العراق",
    ".", "!", ",", "\n\n", "the", "a", "of", "al&#45;Asad", "<b>Asad</b>", "&amp;", "Айн-эль-Асад", "AIN",
    "AL-ASAD", "İstanbul", "\ud800", "\x00",
]  # fmt: skip
prose = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
documents = st.builds(
    Document,
    title=prose,
    summary=prose | st.text(max_size=40),
    content=prose,
    language=st.sampled_from(["", "en", "ar", "tr", "??"]),
    tags=st.sampled_from([(), ("wire",)]),
)
MADE = engine(LIST)


@settings(max_examples=100, deadline=None)
@given(documents)
def test_the_index_changes_nothing_and_offsets_slice_the_fields(document: Document) -> None:
    outcome = MADE.match(document)
    assert outcome == MADE.match_unindexed(document)
    check_outcome(outcome, document)


@st.composite
def terms(draw: st.DrawFn) -> list[Term]:
    """Random terms of every kind over the same words."""
    count = draw(st.integers(1, 4))
    made = []
    for number in range(count):
        words = st.lists(st.sampled_from([w for w in WORDS if w[0].isalpha() and len(w) > 1]), min_size=1, max_size=3)
        fields: dict[str, object] = {
            "name": f"t{number} " + " ".join(draw(words)),
            "kind": draw(st.sampled_from(["person", "organisation", "place", "topic", "acronym", "phrase"])),
            "aliases": tuple(" ".join(draw(words)) for _ in range(draw(st.integers(0, 2)))),
            "role": draw(st.sampled_from(["anchor", "anchor", "qualified", "context"])),
            "threshold": draw(st.sampled_from([None, 0, 90, 97])),
        }
        if draw(st.booleans()):
            fields["not"] = tuple(" ".join(draw(words)) for _ in range(draw(st.integers(0, 1))))
        if draw(st.integers(0, 3)) == 0:
            fields["near"] = (tuple(draw(words)), tuple(draw(words)))
            fields["within"] = draw(st.integers(2, 12))
        made.append(Term.model_validate(fields))
    return made


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(terms(), st.lists(documents, min_size=1, max_size=3))
def test_the_index_changes_nothing_whatever_is_watched_for(watched: list[Term], texts: list[Document]) -> None:
    made = compile_watches([WatchList(id="w", term=tuple(watched))])
    for document in texts:
        outcome = made.match(document)
        assert outcome == made.match_unindexed(document)
        check_outcome(outcome, document)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.text(max_size=50))
def test_no_text_raises(text: str, more: str) -> None:
    document = Document(title=more, content=text, language=more, url=more, author=text)
    check_outcome(MADE.match(document), document)


def test_an_engine_is_the_same_after_pickling_and_copying() -> None:
    document = Document(title="Ayn al-Asad", summary="Mark Savaya")
    assert MADE.match(document).matches
    for again in (pickle.loads(pickle.dumps(MADE)), copy.deepcopy(MADE)):
        assert again.match(document) == MADE.match(document)
        assert (again.version, again.versions) == (MADE.version, MADE.versions)


def test_the_version_depends_on_the_lists_and_the_default_threshold() -> None:
    lists = [parse_watch_list(LIST, id="w0", where="w0.toml")]
    assert compile_watches(lists).version == MADE.version
    assert compile_watches(lists, threshold=86).version != MADE.version
    assert compile_watches([]).version != MADE.version
    assert MADE.versions == (("w0", lists[0].version),)


def test_matches_stand_in_the_order_of_ids() -> None:
    term = '[[term]]\nname = "base"'
    lists = [parse_watch_list(term, id=name, where=name) for name in ("b", "c", "a")]
    made = compile_watches(lists)
    assert [match.watch for match in made.match(Document(title="base")).matches] == ["a", "b", "c"]
    assert made.match(Document(title="other")) == MatchOutcome()
    assert compile_watches([]).match(Document(title="base")) == MatchOutcome()


def test_threads_share_an_engine_even_while_its_memory_starts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "MAX_WORDS", 60)
    made = engine(LIST)
    texts = [Document(title=f"word{n} Ayn al-Asad other{n} coalition withdrew more{n}") for n in range(300)]
    expected = [MADE.match(document) for document in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(made.match, texts)) == expected


def test_a_text_of_more_words_than_are_remembered_is_matched_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "MAX_WORDS", 20)
    made = engine(LIST)
    document = Document(content=" ".join(f"w{n}" for n in range(100)) + " Ayn al-Asad")
    assert made.match(document).matches
    assert made.match(Document(title="Ayn al-Asad")).matches


def test_ten_thousand_terms_with_the_same_alias_are_one_pattern() -> None:
    watched = tuple(Term(name=f"t{n}", kind="topic", near=(("coalition",), ("withdraw",))) for n in range(10_000))
    began = time.process_time()
    made = compile_watches([WatchList(id="w", term=watched)])
    assert len(made.units) == 1
    outcome = made.match(Document(title="The coalition withdraws"))
    assert len(outcome.matches[0].hits) == 10_000
    assert time.process_time() - began < 10


def test_what_no_document_word_could_be_is_never_tried() -> None:
    def tried(text: str) -> set[str]:
        candidates = MADE._index.candidates(DocumentText(Document(title=text)))
        return {type(MADE.units[unit].pattern).__name__ for unit in candidates}

    assert tried("the rain in Spain") == {"QueryUnit"}
    assert tried("the Ayn Asad") == {"QueryUnit", "NameUnit"}


@pytest.mark.parametrize(
    "text",
    [
        "Ain al-Asad " * 80_000,
        "a" * 1_000_000,
        "x " * 1_000_000,
        "coalition withdraws " * 50_000,
        "U.S." * 250_000,
        "&#45;" * 200_000,
        "<a " * 300_000,
        "'" * 1_000_000,
        "قاعدة " * 150_000,
        "\ud800" * 500_000,
    ],
    ids=[
        "names",
        "one word",
        "a million words",
        "topics",
        "stops",
        "entities",
        "tags",
        "apostrophes",
        "Arabic",
        "surrogates",
    ],
)
def test_a_megabyte_takes_bounded_time(text: str) -> None:
    began = time.process_time()
    outcome = MADE.match(Document(content=text))
    assert time.process_time() - began < 20
    assert all(len(match.hits) <= 1_000 for match in outcome.matches)


NAME_QUERIES = [
    'name:"Ain al-Asad"', 'name:Hamas OR drone', '(name:Kyiv OR name:Odesa) -drone', 'name:Gaza AND drone',
    "NOT name:Gaza", "*:* AND name:Basra", 'title:x OR name:"Qasem Soleimani"',
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Ayn al-Asad base", "a drone", "Hamas", "Kiev", "Odessa, a drone", "Gaza drone", "Basra", "Kasim Sulaimani", "",
        "Соледар", "Ain", "Qasem",
    ],
)  # fmt: skip
def test_names_in_queries_are_found_by_the_index_as_without_it(text: str) -> None:
    toml = "".join(f"[[term]]\nname = 't{n}'\nquery = '{query}'\n" for n, query in enumerate(NAME_QUERIES))
    made = pickle.loads(pickle.dumps(engine(toml)))
    document = Document(content=text)
    assert made.match(document) == made.match_unindexed(document)


def test_queries_for_names_are_not_asked_of_every_document() -> None:
    toml = "".join(f"[[term]]\nname = 't{n}'\nquery = 'name:\"Ain al-Asad {n}x\"'\n" for n in range(5))
    made = engine(toml + '[[term]]\nname = "own"\nquery = "name:Basra"\n[[term]]\nname = "Basra"\nkind = "place"')
    assert made._index.always == ()
    outcome = made.match(Document(content="Basrah"))
    assert sorted(hit.term for hit in outcome.matches[0].hits) == ["Basra", "own"]
