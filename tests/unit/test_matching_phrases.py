"""Phrases and acronyms as the contract words them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.watching import engine, fired
from watcher.matching.phrases import AcronymPattern, PhrasePattern, acronym_key, bare, possessive_length
from watcher.matching.spelling import Spellings
from watcher.matching.words import words_alike
from watcher.types import Document


def phrase(alias: str, text: str) -> list[str]:
    return [found for _, found in fired(f"[[term]]\nname = '''{alias}'''", text)]


def acronym(alias: str, text: str) -> list[str]:
    return [found for _, found in fired(f'[[term]]\nname = "{alias}"\nkind = "acronym"', text)]


@pytest.mark.parametrize(
    ("alias", "text", "found"),
    [
        ("air base", "the Air Base", ["Air Base"]),
        ("air base", "the air-base and the air‑base", ["air-base", "air‑base"]),
        ("air-base", "the air base", ["air base"]),
        ("air base", "the airbase", []),
        ("air base", "base air", []),
        ("آتش‌بس", "نقض آتش بس در مرز", ["آتش بس"]),
        ("آتش بس", "نقض آتش‌بس در مرز", ["آتش‌بس"]),
        ("جهاد اسلامی", "جنبش جهاد‌اسلامی", ["جهاد‌اسلامی"]),
        ("air base", "air bases and air bare", ["air bases"]),
        ("air base", "air\n base", ["air\n base"]),
        ("air base", "by air. Base pay", []),
        ("Joint Operations Command", "joint opertions comand", ["joint opertions comand"]),
        ("Joint Operations Command", "Joint Operatoins Command's", ["Joint Operatoins Command"]),
        ("Joint Operations Command", "Joint Command", []),
        ("café society", "CAFE SOCIÉTY", ["CAFE SOCIÉTY"]),
        ("Taji", "Tajo Taj", []),
        ("later", "water", []),
        ("resolution 2231", "resolution 2232", []),
        ("Macy's parade", "the Macy’s parade's end", ["Macy’s parade"]),
        ("Yahoo! Finance", "says Yahoo! Finance today", ["Yahoo! Finance"]),
        ("U.S. forces", "with U.S. Forces", ["U.S. Forces"]),
        ("قوات الحشد", "وقال قوات الحشد", ["قوات الحشد"]),
        ("base", "database base-line", ["base"]),
    ],
)
def test_a_phrase_is_these_words_in_this_order(alias: str, text: str, found: list[str]) -> None:
    assert phrase(alias, text) == found


def test_a_phrase_scores_by_how_much_is_spelled_otherwise() -> None:
    made = engine('[[term]]\nname = "coalition forces"')
    exact = made.match(Document(title="Coalition forces")).matches[0].hits[0]
    wrong = made.match(Document(title="Coaliton forces")).matches[0].hits[0]
    assert (exact.score, exact.why) == (100.0, "the same words")
    assert 95 < wrong.score < 100
    assert wrong.why == "the same words but for spelling: Coaliton/coalition"


@pytest.mark.parametrize(
    ("alias", "text", "found"),
    [
        ("PDKI", "PDKI, PDKI's PDKIs PDKI-led pdki Pdki APDKI", ["PDKI", "PDKI", "PDKI", "PDKI"]),
        ("US", "US, U.S. and u.s. or us", ["US", "U.S."]),
        ("US", "U. S. or U S", []),
        ("U.S.", "the US and the U.S.'s", ["US", "U.S."]),
        ("UN", "U.N.-backed", ["U.N."]),
        ("ISIS", "ISI S", []),
        ("F-35", "F-35s and the F-35 and f-35 F-355 F 35", ["F-35", "F-35", "F 35"]),
        ("IoT", "IoT IOT iot", ["IoT"]),
        ("nato", "NATO nato Nato", ["NATO"]),
        ("JOC", "(JOC)", ["JOC"]),
        ("AS", "AS's", ["AS"]),
        ("OTAN", "l'OTAN, d’OTAN", ["OTAN", "OTAN"]),
        ("PMF Energy", "PMF ENERGY OPENS, PMF energy", ["PMF ENERGY"]),
    ],
)
def test_an_acronym_is_exact_and_in_capitals(alias: str, text: str, found: list[str]) -> None:
    assert acronym(alias, text) == found


def test_endings_are_no_part_of_a_word() -> None:
    assert bare("savaya's") == "savaya"
    assert bare("states'") == "states"
    assert bare("kata'ib") == "kata'ib"
    assert (possessive_length("Savaya’s"), possessive_length("States'"), possessive_length("Savaya")) == (2, 1, 0)
    assert [acronym_key(word) for word in ("PDKI's", "PDKIs", "IS", "ISs", "Gas")] == [
        "PDKI",
        "PDKI",
        "IS",
        "IS",
        "Gas",
    ]


def test_what_holds_no_word_is_no_pattern() -> None:
    for pattern in (PhrasePattern, AcronymPattern):
        with pytest.raises(ValueError, match="no word"):
            pattern.of("…")


letters = st.text(alphabet="abcdeé'", min_size=1, max_size=12)


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """A word, and the word after one to three slips of the keys."""
    word = draw(st.text(alphabet="abcdefg", min_size=4, max_size=30))
    slipped = list(word)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(slipped) - 1))
        slip = draw(st.sampled_from(["drop", "add", "swap", "change"]))
        if slip == "drop" and len(slipped) > 2:
            del slipped[at]
        elif slip == "add":
            slipped.insert(at, draw(st.sampled_from("abcdefg'")))
        elif slip == "change":
            slipped[at] = draw(st.sampled_from("abcdefg"))
        elif at:
            slipped[at - 1], slipped[at] = slipped[at], slipped[at - 1]
    return word, "".join(slipped)


@settings(max_examples=100)
@given(slips() | st.tuples(letters, letters))
def test_spellings_lead_to_the_words_that_are_alike_and_to_no_others(words: tuple[str, str]) -> None:
    known = Spellings([(words[0], 1), ("entirely", 2)])
    assert (1 in known.alike(words[1])) == (words_alike(words[0], words[1]) > 0)
    assert (2 in known.alike(words[1])) == (words_alike("entirely", words[1]) > 0)


@settings(max_examples=100)
@given(st.text("abcde", min_size=10, max_size=14), st.data())
def test_two_errors_in_a_long_word_are_found_too(word: str, data: st.DataObject) -> None:
    slipped = word
    for _ in range(2):
        at = data.draw(st.integers(1, len(slipped) - 1))
        slipped = slipped[:at] + data.draw(st.sampled_from(["", "f", slipped[at] * 2])) + slipped[at + 1 :]
    assert (Spellings([(word, 1)]).alike(slipped) == {1}) == (words_alike(word, slipped) > 0)


def test_spellings_of_nothing_and_of_the_same_word_twice() -> None:
    assert not Spellings([])
    known = Spellings([("savaya", 1), ("savaya's", 2), ("savaya", 3), ("'", 4)])
    assert known.alike("savaya") == {1, 2, 3}
    assert known.same("savaya's") == {2}
    assert known.alike("'") == {4} == known.alike("")
