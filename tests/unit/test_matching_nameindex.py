"""The index of names leads to all that a reading without it finds, over the whole corpus of names."""

import csv
from pathlib import Path

import pytest

from tests.support.watching import check_outcome, engine
from watcher.matching import nameindex
from watcher.matching.engine import Engine, compile_watches
from watcher.matching.models import Term, WatchList
from watcher.matching.nameindex import is_loose
from watcher.types import Document

CORPUS = Path(__file__).parents[1] / "corpus" / "names"


def rows() -> list[tuple[str, list[str]]]:
    """(kind, rival spellings of one name, confusables among them) of every name of the corpus."""
    found = []
    for path in sorted(CORPUS.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row and row[0] in {"person", "place", "organisation"}:
                    forms = [row[1], *(form for cell in row[2:4] for form in cell.split(" | "))]
                    found.append((row[0], [form.strip() for form in forms if form.strip()]))
    return found


ROWS = rows()


@pytest.fixture(scope="module")
def made() -> Engine:
    """An engine that watches for every name of the corpus at once, some of them beside context."""
    terms = [
        Term(
            name=f"{number}: {forms[0]}", kind=kind, aliases=(forms[0], forms[-1]), context=("war",) * (number % 3 == 0)
        )  # type: ignore[arg-type]  # the corpus' kinds are names' kinds
        for number, (kind, forms) in enumerate(ROWS)
    ]
    return compile_watches([WatchList(id="w", term=tuple(terms))])


def test_the_corpus_is_there() -> None:
    assert len(ROWS) > 200


def test_rival_spellings_are_found_with_the_index_as_without(made: Engine) -> None:
    differ = []
    for _, forms in ROWS[::31]:  # all of them take minutes, for each is asked of every name
        document = Document(
            title=f"Talks with {forms[-1]}", content=". ".join(f"Now {form} is in the news" for form in forms)
        )
        outcome = made.match(document)
        check_outcome(outcome, document)
        if outcome != made.match_unindexed(document):
            differ.append(forms[0])
    assert differ == []


@pytest.mark.parametrize("case", ["lower", "upper"])
def test_texts_without_capitals_or_in_capitals_too(made: Engine, case: str) -> None:
    for _, forms in ROWS[::67]:
        text = ", and ".join(forms)
        document = Document(content=text.lower() if case == "lower" else text.upper())
        assert made.match(document) == made.match_unindexed(document)


@pytest.mark.parametrize(
    ("name", "kind", "text", "found"),
    [
        ("Mark Savaya", "person", "mark savaya spoke", ["mark savaya"]),
        ("Mark Savaya", "person", "The mark savaya left", []),
        ("mark savaya", "person", "The mark savaya left", ["mark savaya"]),
        ("Joint Operations Command", "organisation", "The Joint operations command", ["Joint operations command"]),
        ("Mark J Savaya", "person", "Mark J. Savaya", ["Mark J. Savaya"]),
        ("Ursula von der Leyen", "person", "Ursula von der Leyen", ["Ursula von der Leyen"]),
        ("Abdel Fattah al-Burhan", "person", "Abdelfattah Burhan", ["Abdelfattah Burhan"]),
        ("Mark Savaya", "person", "قال Mark سافايا", ["Mark سافايا"]),
        ("Mark Savaya", "person", "Mark. Savaya", []),
        ("Bandar Abbas", "place", "بندرعباس", ["بندرعباس"]),
        ("Bandar Abbas", "place", "Bandarabbas", ["Bandarabbas"]),
    ],
)
def test_names_of_several_words(name: str, kind: str, text: str, found: list[str]) -> None:
    made = engine(f'[[term]]\nname = "{name}"\nkind = "{kind}"')
    outcome = made.match(Document(content=text))
    assert outcome == made.match_unindexed(Document(content=text))
    assert [hit.text for match in outcome.matches for hit in match.hits] == found


def test_a_short_form_is_found_wherever_it_stands_in_a_long_text() -> None:
    made = engine('[[term]]\nname = "Qais al-Muhammadawi"\nkind = "person"\naliases = ["Ali Karimi"]')
    document = Document(
        content="Karimi came. " + "More words of news. " * 60 + "Qais al-Muhammadawi. Muhammadawi spoke."
    )
    outcome = made.match(document)
    assert outcome == made.match_unindexed(document)
    assert [hit.text for hit in outcome.matches[0].hits] == ["Karimi", "Qais al-Muhammadawi", "Muhammadawi"]


def test_text_without_capitals_is_recognised() -> None:
    def loose(*fields: str) -> bool:
        return is_loose(fields, [word for field in fields for word in field.split()])

    assert loose("all small letters")
    assert loose("Some capitals", "and none here")
    assert loose("الأسد")
    assert not loose("Some capitals", "And here")
    assert not loose("AND here", "2026")
    assert loose("A capital, then " + "none " * 60)
    assert not loose("A capital, then " + "none " * 30 + "One " + "none " * 30)


def test_the_memory_is_bounded_and_starts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nameindex, "MAX_WORDS", 30)
    monkeypatch.setattr(nameindex, "MAX_PAIRS", 2)
    made = engine(
        '[[term]]\nname = "Mark Savaya"\nkind = "person"\n[[term]]\nname = "Ali Reza Karimi"\nkind = "person"'
    )
    for number in range(60):
        text = f"Mark Savaya{number} and Mark Savaya met Ali Reza Word{number}, ali reza"
        for document in (Document(title=text), Document(title=text.lower()), Document(title="Ali Reza Karimi")):
            assert made.match(document) == made.match_unindexed(document)
            assert made.match(document).matches
    long = Document(title=" ".join(f"Word{number}" for number in range(100)) + " Mark Savaya")
    assert made.match(long).matches
