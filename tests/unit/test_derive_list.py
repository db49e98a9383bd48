"""Roles, topics, ranking, provenance, examples: the list as a whole."""

import tomllib
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.derive import DeriveOptions, SeedDocument, as_json, derive, render_toml
from watcher.derive.render import toml_string
from watcher.derive.topics import topics
from watcher.errors import InputError
from watcher.matching.watchlist import parse_watch_list

SEED = """Troops leave Khalvari

The coalition will hand over the Khalvari airbase in Georgia to the army, General Davit Lomsadze said in Tbilisi.

US forces withdraw on Sunday. The withdrawal of the coalition from Khalvari ends a mission of ten years. After the
handover, the base will hold Georgian soldiers. Lomsadze thanked the European Union. The Supreme Court must agree.
"""


def of(text: str = SEED, *more: SeedDocument, **options: object):  # type: ignore[no-untyped-def]
    return derive([SeedDocument("seed.txt", text), *more], DeriveOptions(**options))  # type: ignore[arg-type]


def test_roles_follow_rarity() -> None:
    roles = {term.name: term.role for term in of().terms}
    assert roles["Khalvari"] == "anchor"
    assert roles["Davit Lomsadze"] == "anchor"
    assert roles["Georgia"] == "context"
    assert roles["European Union"] == "qualified"
    assert roles["Supreme Court"] == "qualified"


def test_qualified_terms_ask_for_the_documents_own_places() -> None:
    court = next(term for term in of().terms if term.name == "Supreme Court")
    assert {"Georgia", "Georgian", "Tbilisi"} <= set(court.context[0])


def test_topics_join_nouns_and_verbs_with_who_takes_part() -> None:
    found = {term.name: term for term in of().topics}
    withdrawal = next(term for name, term in found.items() if "withdrawal" in name)
    assert {"coalition", "US forces"} <= set(withdrawal.near[0])
    assert {"withdraw", "withdrawal", "leave"} <= set(withdrawal.near[1])
    handover = next(term for name, term in found.items() if "handover" in name)
    assert {"airbase", "base"} <= set(handover.near[0])
    assert {"hand over", "handover", "transfer"} <= set(handover.near[1])


def test_without_sentences_there_are_no_topics() -> None:
    assert topics([], [], "en") == []


def test_every_term_quotes_document_line_and_sentence() -> None:
    lomsadze = next(term for term in of().terms if term.name == "Davit Lomsadze")
    assert lomsadze.source.startswith('seed.txt:3 "The coalition will hand over the Khalvari airbase')
    assert all(term.quotes for term in of().all_terms)


def test_long_sentences_are_quoted_in_part() -> None:
    text = "In Zugdidi " + "the rain fell and " * 30 + "stopped."
    (quote,) = of(text).terms[0].quotes
    assert len(quote.text) <= 160
    assert quote.text.endswith("…")


def test_at_most_so_many_terms_and_the_rest_is_said() -> None:
    found = of(max_terms=5)
    assert len(found.all_terms) == 5
    assert {one.reason for one in found.left_out} == {"beyond the 5 best terms"}
    assert len(of(max_terms=1).all_terms) == 1


def test_seeds_merge_and_agreement_raises_confidence() -> None:
    other = SeedDocument(
        "b.md", "General Davit Lomsadze spoke of the Khalvari airbase. He left for Kutaisi.", "markdown"
    )
    one, both = of(), of(SEED, other)
    before = next(term for term in one.terms if term.name == "Davit Lomsadze")
    after = next(term for term in both.terms if term.name == "Davit Lomsadze")
    assert after.confidence > before.confidence - 0.01
    assert {quote.document for quote in after.quotes} == {"seed.txt", "b.md"}
    assert "Kutaisi" in {term.name for term in both.terms}


def test_load_is_told_and_floods_are_demoted() -> None:
    load = {"Davit Lomsadze": 0.1, "Khalvari": 55.0, "Georgia": 80.0}
    found = {term.name: term for term in of(load=load).terms}
    assert found["Davit Lomsadze"].load == 0.1
    assert found["Davit Lomsadze"].role == "anchor"
    assert found["Khalvari"].role != "anchor"
    assert "would have fired 55.0 times a day" in found["Khalvari"].notes[-1]
    assert found["Georgia"].role == "context"
    assert "would have fired 0.1 times a day" in render_toml(of(load=load))


def test_a_topic_that_would_flood_asks_for_the_documents_own_names() -> None:
    plain = {topic.name: topic for topic in of().topics}
    handover = plain["airbase handover"]
    assert len(handover.near) == 2
    flooding = {topic.name: topic for topic in of(load={"airbase handover": 30.0}).topics}["airbase handover"]
    assert flooding.near[:2] == handover.near
    assert "Georgia" in flooding.near[2]
    assert "would have fired 30.0 times a day; so one of" in flooding.notes[-1]
    vague = "Two people died in Peru. People were killed near Tambrek."
    (killed,) = of(vague).topics
    (flooded,) = of(vague, load={killed.name: 30.0}).topics
    assert flooded.near == killed.near
    assert flooded.notes[-1].endswith("narrow it by hand")
    assert {topic.load for topic in of(load={"airbase handover": 1.0}).topics} == {1.0, None}


def test_a_book_is_read_in_part_and_said_to_be() -> None:
    long = SEED + "\n\nThe rain fell on the road and on the river. " * 7000 + "\n\nZurab Lomidze left.\n"
    found = of(long)
    assert found.warnings == ("only the first 300,000 characters of seed.txt were read",)
    assert "Zurab Lomidze" not in {term.name for term in found.terms}
    page = SeedDocument("page.html", f"<p>{long.replace(chr(10) * 2, '</p><p>')}</p>", "html")
    assert "Davit Lomsadze" in {term.name for term in derive([page]).terms}
    assert "Zurab Lomidze" not in {term.name for term in derive([page]).terms}


def test_the_title_and_the_id_come_from_the_document_or_the_user() -> None:
    assert of().title == "Troops leave Khalvari"
    assert of().id == "khalvari"
    assert of(id="x", title="Y").title == "Y"
    assert of(id="x", title="Y").id == "x"
    without = of(SEED.partition("\n\n")[2])
    assert without.title == "Davit Lomsadze: airbase handover, coalition withdrawal"


def test_examples_are_the_seeds_sentences_and_namesakes() -> None:
    text = "US forces leave the Ain al-Assad base in Iraq. Iraq takes the Assad base over from the US forces."
    found = of(text)
    assert any(example.match for example in found.examples)
    assert any(not example.match and "Bashar al-Assad" in example.text for example in found.examples)


def test_arabic_candidates_are_comments_and_never_aliases() -> None:
    found = of("General Qais al-Muhammadawi spoke at Camp Taji.", arabic_candidates=True)
    term = next(term for term in found.terms if term.name == "Qais al-Muhammadawi")
    assert term.candidates[0].startswith("قيس ال")
    text = render_toml(found)
    assert "Candidates, made and not found" in text
    assert not any("\u0600" <= char <= "\u06ff" for term in tomllib.loads(text)["term"] for char in term["name"])
    assert as_json(found)["term"][0]["candidates"]
    assert of("General Qais al-Muhammadawi spoke at Camp Taji.").terms[0].candidates == ()


def test_names_in_other_letters_get_no_candidates() -> None:
    found = of("The writer José Núñez-Ýrì met Qais al-Muhammadawi, قيس.", arabic_candidates=True)
    assert all(len(term.candidates) <= 3 for term in found.terms)


def test_json_has_the_files_keys_and_the_evidence() -> None:
    data = as_json(of(load={"Davit Lomsadze": 0.5}))
    assert list(data) == ["title", "enabled", "term", "example"]
    for term in data["term"]:
        assert {"name", "kind", "role", "confidence", "source"} <= set(term)
        assert 0 <= term["confidence"] <= 1
    assert [term["hits_a_day"] for term in data["term"] if term["name"] == "Davit Lomsadze"] == [0.5]


def test_the_file_names_its_schema_first_and_says_what_was_left_out() -> None:
    found = of("According to Rudaw, Davit Lomsadze spoke.")
    text = render_toml(replace(found, warnings=("look\nout",)))
    assert text.splitlines()[0] == "#:schema ../watch.schema.json"
    assert "# Warning: look out" in text
    assert "#   Rudaw: a medium that is quoted as a source (seed.txt:1)" in text
    many = replace(found, left_out=found.left_out * 60)
    assert "#   and 20 more; see watcher derive --explain" in render_toml(many)


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_string_survives_toml(text: str) -> None:
    read = tomllib.loads(f"x = {toml_string(text)}")["x"]
    assert [char for char in read if char.isalnum()] == [char for char in text if char.isalnum()]
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} for char in read)


@given(st.text(max_size=300), st.sampled_from(["text", "markdown", "html"]))
@settings(max_examples=100, deadline=None)
def test_any_text_gives_a_valid_list_or_a_clear_refusal(text: str, media: str) -> None:
    try:
        found = derive([SeedDocument("seed", text, media)])
    except InputError:
        return
    parse_watch_list(render_toml(found), id="x", where="x.toml")


TELLING = (
    "Al of the Kabul (NATO) Gen. Ali - said Bank Iraq-Iran US-led X. and 's IRGC Camp \n\n AL base President for".split(
        " "
    )
)


@given(st.lists(st.sampled_from(TELLING), max_size=25))
@settings(max_examples=100, deadline=None)
def test_any_order_of_telling_words_gives_a_valid_list_or_a_clear_refusal(words: list[str]) -> None:
    try:
        found = derive([SeedDocument("seed", " ".join(words))])
    except InputError:
        return
    parse_watch_list(render_toml(found), id="x", where="x.toml")


@pytest.mark.parametrize(
    ("text", "says"), [("", "empty"), (" \n", "empty"), ("a\x00b", "binary"), ("x" * 10_000_001, "too long")]
)
def test_unusable_documents_are_refused(text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        derive([SeedDocument("seed", text)])
