"""Names read in the words around them give what a reading of the whole field gives."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.matching import window
from watcher.matching.chains import Chains, needs_beside
from watcher.matching.engine import Engine, compile_watches
from watcher.matching.fieldtext import DocumentText
from watcher.matching.models import Term, WatchList
from watcher.matching.names import NameKind, compile_name, match_name
from watcher.matching.phrases import PhrasePattern
from watcher.matching.window import Anchors, PhraseWindows, Windows, is_decided_nearby
from watcher.text.fold import tokenize
from watcher.types import Document

NAMES = {
    "Mark Savaya": "person",
    "Ali Ali": "person",
    "Port Sudan": "place",
    "Erbil": "place",
    "Camp Taji": "place",
    "Taji Brigade": "organisation",
    "Liwa al-Taji": "organisation",
    "al-Taji": "place",
    "Nasr Movement": "organisation",
    "Amal Nasr": "organisation",
    "port of sudan": "phrase",
    "talks talks": "phrase",
    "Minister": "phrase",
    "Mark Omar Savaya": "person",
    "Ali Brigade Sudan": "organisation",
    "Jong-un Omar": "person",
    "Port al-Omar Camp Nasr": "place",
    "Chabahar": "place",
}
WORDS = (
    "Mark Savaya Savaia SAVAYA Ali Port Sudan Erbil Arbil Camp Taji al al- the The Brigade Movement Nasr Amal base "
    "Air Base of J. talks Minister Omar, Omar. &amp; — Nasrallah's x Liwaa vom Abdel Abu Chah Bahar Cha Jong-un Jong un"
).split()


def _engine() -> Engine:
    terms = tuple(Term(name=name, kind=kind) for name, kind in NAMES.items())  # type: ignore[arg-type]  # literals
    return compile_watches([WatchList(id="w", term=terms)])


FAST, SLOW = _engine(), _engine()
SLOW._windows = Windows({})
SLOW._chains = Chains({})
SLOW._phrases = PhraseWindows({})


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14), st.lists(st.sampled_from(WORDS), max_size=14))
def test_a_window_finds_what_the_field_holds(title: list[str], summary: list[str]) -> None:
    document = Document(title=" ".join(title), summary=" ".join(summary))
    assert FAST.match(document) == SLOW.match(document)
    assert FAST.match(document) == SLOW.match(document), "remembered"


def test_a_class_word_under_another_spelling_has_a_say() -> None:
    document = Document(title="The Liwaa al-Taji left")
    hits = [hit.text for match in FAST.match(document).matches for hit in match.hits if hit.term == "Liwa al-Taji"]
    assert hits == ["Liwaa al-Taji"]


def _text(title: str, summary: str = "") -> DocumentText:
    return DocumentText(Document(title=title, summary=summary))


def test_mentions_have_their_places_in_their_own_fields() -> None:
    made = Windows({7: compile_name("Mark Savaya", "person")})
    text = _text("Envoy Mark Savaya", "Then <b>Mark</b> Savaya left")
    found = made.find(7, text, ["Mark"])
    assert found is not None
    assert [(field, m.first, m.last, m.start, m.end) for field, m in found] == [(0, 1, 2, 6, 17), (1, 1, 2, 5, 16)]
    assert made.are_all(7, text, found)


def test_a_surname_elsewhere_is_not_among_the_full_mentions() -> None:
    made = Windows({7: compile_name("Mark Savaya", "person")})
    text = _text("Mark Savaya", "Savaya left")
    found = made.find(7, text, ["Mark"])
    assert found is not None
    assert len(found) == 1
    assert not made.are_all(7, text, found)


@pytest.mark.parametrize(
    ("name", "kind", "trigger"),
    [
        ("Mark Savaya", "person", "Mark"),
        ("Port Sudan", "place", "Port"),
        ("Касем Сулеймани", "person", "Сулеймани"),
        ("Ali Ali", "person", "Ali"),
        ("Taji Nasr Movement", "organisation", "Taji"),
        ("Kim Jong-un", "person", "Kim"),
    ],
)
def test_a_name_as_the_watch_list_spells_it_is_read_as_any_other(name: str, kind: NameKind, trigger: str) -> None:
    pattern = compile_name(name, kind)
    found = Windows({7: pattern}).find(7, _text(f"Here {name} was"), [trigger])
    assert found is not None
    tokens = tokenize(f"Here {name} was")
    near = [number for number, token in enumerate(tokens) if token.text == trigger]
    read = {(m.first, m.last): m for at in near for m in match_name(pattern, tokens, at)}
    assert [(m.first, m.last, m.start, m.end, m.score, m.why, m.partial) for _, m in found] == [
        (m.first, m.last, m.start, m.end, m.score, m.why, m.partial) for _, m in sorted(read.items())
    ]


def test_a_name_of_three_words_has_its_places() -> None:
    made = Windows({7: compile_name("Ras al-Khair Sadd", "place")})
    found = made.find(7, _text("Near Ras al-Khair Sadd now"), ["Ras"])
    assert found is not None
    assert [(field, m.first, m.last, m.start, m.end, m.score) for field, m in found] == [(0, 1, 4, 5, 22, 100.0)]
    assert made.find(7, _text("Near Ras al-Khair now"), ["Ras"]) == []


def test_a_half_of_a_name_that_may_be_written_as_two_is_asked_with_its_neighbours() -> None:
    made = Windows({7: compile_name("Chabahar", "place")})
    assert made.find(7, _text("Then Bahar of Persia", "Bahar"), ["Bahar"]) == []
    assert made.find(7, _text("Then Bahar", "Cha Bahar fell"), ["Bahar"]) is None, "the field is read"


def test_words_anchor_names_as_they_are_met(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Anchors({7: compile_name("Mark Savaya", "person"), 8: compile_name("Ali Nasr", "person")})
    assert made.among(7, _text("Mark Savaya and Savaia with savaya")) in (["Savaya", "Savaia"], ["Savaia", "Savaya"])
    assert made.among(7, _text("Soviet Savaya")) == ["Savaya"]
    assert made.among(8, _text("Soviet Savaya")) == []
    assert sorted(made.among(7, _text("savaya in small letters"))) == ["savaya"], "which begin names here"
    monkeypatch.setattr(window, "MOST", 4)
    for words in ("Nasr one two", "three Nasr four", "five Nasr six"):
        assert made.among(8, _text(words)) == ["Nasr"]
        assert len(made._words.met) <= 6


@pytest.mark.parametrize(
    "title",
    ["MARK SAVAYA", "mark savaya", "Mark " + "the " * 14 + "Savaya"],
    ids=["capitals", "small letters", "a long chain"],
)
def test_what_depends_on_more_is_left_to_the_field(title: str) -> None:
    made = Windows({7: compile_name("Mark Savaya", "person")})
    assert made.find(7, _text(title), [title.split()[0]]) is None


def test_acronyms_and_running_scripts_are_not_decided_nearby() -> None:
    assert is_decided_nearby(compile_name("Mark Savaya", "person"))
    assert is_decided_nearby(compile_name("Abu Mahdi Muhandis Amiri", "person"))
    assert not is_decided_nearby(compile_name("PDKI", "organisation"))
    assert not is_decided_nearby(compile_name("巴格达", "place"))


def test_the_memory_is_bounded_and_stays_behind_when_pickled(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Windows({7: compile_name("Erbil", "place")})
    monkeypatch.setattr(window, "MOST", 3)
    for neighbour in ("Air Base", "Airport", "Province", "Camp", "District"):
        assert made.find(7, _text(f"Erbil {neighbour}"), ["Erbil"])
        assert len(made._known) <= 3
    again = pickle.loads(pickle.dumps(made))
    assert 7 in again
    assert not again._known
    assert again.find(7, _text("Erbil"), ["Erbil"]) == made.find(7, _text("Erbil"), ["Erbil"])


def test_phrases_have_their_places_and_their_possessives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "MOST", 2)
    made = PhraseWindows({3: PhrasePattern.of("the envoy"), 4: PhrasePattern.of("envoy")})
    assert 3 in made
    assert 5 not in made
    text = _text("Then the envoy's", "the <b>envoy</b>. Envoi. the" + " " * 400 + "envoy. The. Envoy")
    for _ in range(2):
        found = made.find(3, text, ["envoy's", "envoy", "Envoy"])
        assert [(field, m.first, m.last, m.start, m.end) for field, m in found] == [
            (0, 1, 2, 5, 14),
            (1, 0, 1, 0, 9),
            (1, 3, 4, 18, 426),
        ]
        assert len(made.find(4, text, ["Envoi", "envoy's"])) == 2
    assert pickle.loads(pickle.dumps(made)).find(3, text, ["envoy"]) == found[1:]


SAI = compile_name("Sai Ko-hai", "person")


def test_a_name_that_one_word_led_to_is_read_where_the_next_one_stands_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert SAI.key_unit == 0
    assert needs_beside(SAI)
    made = pickle.loads(pickle.dumps(Chains({7: SAI})))
    assert 7 in made
    assert 8 not in made
    monkeypatch.setattr("watcher.matching.chains.MOST", 3)
    assert made.may_hold(7, _text("Then Sai Ko-hai spoke"), ["Sai"])
    assert made.may_hold(7, _text("Then Sai al-Ko"), ["Sai"]), "an article between"
    assert not made.may_hold(7, _text("Then Sai spoke", "Ko-hai"), ["Sai"]), "another field"
    assert not made.may_hold(7, _text("The Sai, in the end"), ["Sai"])
    assert made.may_hold(7, _text("김정은"), ["김정은"]), "other scripts may write it as one"
    assert len(made._known) <= 3


def test_the_word_before_the_most_telling_one_is_asked_where_that_is_the_last() -> None:
    pattern = compile_name("Latru Ministry Hetorkan", "organisation")
    assert pattern.key_unit == 1
    assert needs_beside(pattern)
    made = Chains({7: pattern})
    assert made.may_hold(7, _text("The Latru Ministry of Hetorkan"), ["Hetorkan"]), "its class between"
    assert not made.may_hold(7, _text("The Ministry of Hetorkan"), ["Hetorkan"])


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Erbil", "place"),
        ("NATO", "organisation"),
        ("Mark Savaya", "person"),
        ("Ain al-Assad", "place"),
        ("巴格达", "place"),
    ],
)
def test_a_name_that_may_do_without_the_word_beside_its_most_telling_one_is_always_read(name: str, kind: str) -> None:
    assert not needs_beside(compile_name(name, kind))  # type: ignore[arg-type]  # a literal
