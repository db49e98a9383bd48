"""The seed and the watch list that ship with the program."""

from pathlib import Path

import pytest

from watcher.derive import SeedDocument, derive
from watcher.matching.engine import compile_watches
from watcher.matching.watchlist import parse_watch_list
from watcher.types.matching import Document

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "seeds" / "ain-al-asad.md"
LIST = ROOT / "config" / "watches" / "ain-al-asad.toml"


@pytest.fixture(scope="module")
def derivation():  # type: ignore[no-untyped-def]
    return derive([SeedDocument("seeds/ain-al-asad.md", SEED.read_text("utf-8"), "markdown")])


@pytest.mark.parametrize(
    "name",
    [
        "Ain al-Assad", "Assad base", "Assad airbase", "Camp Taji", "Qais al-Muhammadawi", "Muhammadawi", "Mark Savaya",
        "Qasem Soleimani", "Abu Mahdi al-Muhandis", "Kataib Hezbollah", "Quds Force", "IRGC", "JOC",
        "Joint Operations Command", "PDKI", "ISIS", "Islamic State", "Kurdistan Region", "Baghdad", "Iraq", "Iran",
        "Turkey", "United States", "American Consulate", "Anbar", "Erbil",
    ],
)  # fmt: skip
def test_the_seed_gives_every_name_that_matters(derivation, name: str) -> None:  # type: ignore[no-untyped-def]
    names = {alias for term in derivation.terms for alias in (term.name, *term.aliases)}
    assert name in names


def test_assad_alone_is_never_an_anchor(derivation) -> None:  # type: ignore[no-untyped-def]
    anchors = [term for term in derivation.all_terms if term.role == "anchor" and not term.near]
    assert all("Assad" not in (term.name, *term.aliases) for term in anchors)
    assad = next(term for term in derivation.terms if term.name == "Assad")
    assert assad.role == "qualified"
    assert "Bashar al-Assad" in assad.not_
    assert len(assad.context) == 2


def test_both_topics_are_found_and_sources_are_not(derivation) -> None:  # type: ignore[no-untyped-def]
    topics = {term.name for term in derivation.topics}
    assert {"coalition withdrawal", "airbase handover"} <= topics
    names = {alias for term in derivation.terms for alias in (term.name, *term.aliases)}
    assert not {"Rudaw", "Press TV"} & names


def test_the_shipped_list_is_valid_and_its_examples_pass() -> None:
    watch_list = parse_watch_list(LIST.read_bytes(), id="ain-al-asad", where=str(LIST))
    assert len(watch_list.examples) >= 25
    engine = compile_watches([watch_list])
    for example in watch_list.examples:
        matches = engine.match(Document(content=example.text)).matches
        fired = set(matches[0].terms) if matches else set()
        assert fired == set(example.match) if isinstance(example.match, tuple) else bool(fired) == example.match, (
            example.text
        )


def test_the_shipped_list_quotes_the_seed_where_it_says() -> None:
    lines = SEED.read_text("utf-8").splitlines()
    watch_list = parse_watch_list(LIST.read_bytes(), id="ain-al-asad", where=str(LIST))
    for term in watch_list.terms:
        if term.source.startswith("seeds/"):
            place, _, quote = term.source.partition(' "')
            line = int(place.rpartition(":")[2])
            paragraph = " ".join(lines[line - 1 : line + 9])
            assert quote.rstrip('"').rstrip("…") in paragraph, term.name
