"""Explanations, and a watch list's own examples."""

import pytest

from tests.support.watching import engine
from watcher.errors import NotFound
from watcher.matching.examples import check_examples
from watcher.matching.explain import explain_term
from watcher.matching.watchlist import parse_watch_list
from watcher.types import Document

LIST = """
feeds = ["tag:iraq"]
languages = ["en"]

[[term]]
name = "Asad"
kind = "place"
not = ["Bashar al-Assad"]
aliases = ["one1", "two2", "three3", "four4", "five5", "six6", "seven7", "eight8"]

[[term]]
name = "Taji camp"
role = "qualified"
context = [["base"], ["Iraq", "Anbar"]]

[[term]]
name = "militia"
kind = "topic"
role = "context"

[[term]]
name = "envoy"
query = "Savaya AND envoy"

[[term]]
name = "wire"
query = "tag:iraq AND rain"

[[term]]
name = "Qais al-Muhammadawi"
kind = "person"
"""
MADE = engine(LIST)


def explain(term: str, text: str, **more: object) -> list[str]:
    document = Document(content=text, tags=("iraq",), **more)  # type: ignore[arg-type]  # fields of a document
    return explain_term(MADE, "w0", term, document)


def test_a_term_that_fires_says_on_what() -> None:
    lines = explain("Asad", "The Asad was hit")
    assert lines[0].startswith('"Asad" is an anchor term, counted from 85 on, looked for as Asad, one1,')
    assert lines[0].endswith("….")
    assert lines[1] == 'content 4-8 "Asad", score 100: "Asad" ~ "Asad": the same letters.'
    assert lines[-1] == "It fires."


@pytest.mark.parametrize(
    ("term", "text", "said", "verdict"),
    [
        ("Asad", "rain", "No words of the text are a mention of it.", "It does not fire: there is no mention"),
        ("Asad", "Bashar al-Assad", '"Assad" is held back: not: Bashar al-Assad.', "It does not fire"),
        ("Taji camp", "Taji camp", "not all of it is there", "It does not fire: it needs context"),
        ("Taji camp", "Taji camp base, Iraq", "there is base, Iraq", "It fires, beside base, Iraq."),
        ("militia", "militias", 'score 98', "It never fires, but vouches for qualified terms."),
        ("militia", "rain", "No words", "It does not fire: there is no mention that counts."),
        ("envoy", "rain", "The query does not match.", "It does not fire"),
        ("envoy", "envoy Savaya", "score 100", "It fires."),
        ("wire", "rain", 'content 0-4 "rain", score 100: the same word.', "It fires."),
        ("Qais al-Muhammadawi", "Muhammadawi", "A short form counts only beside", "It does not fire"),
        ("Asad", "Asad " * 25, "And 5 more mentions.", "It fires."),
    ],
)  # fmt: skip
def test_each_step_is_told(term: str, text: str, said: str, verdict: str) -> None:
    lines = explain(term, text)
    assert any(said in line for line in lines), lines
    assert lines[-1].startswith(verdict), lines


def test_a_query_without_a_place_says_so() -> None:
    made = engine('[[term]]\nname = "all"\nquery = "*:*"')
    assert "Score 100: the query matches." in explain_term(made, "w0", "all", Document(title="x"))


def test_filters_of_the_watch_list_are_told() -> None:
    assert (
        explain("Asad", "Asad", language="tr")[-1] == "It fires, but the item is suppressed as a whole: language: tr."
    )
    other = explain_term(MADE, "w0", "Asad", Document(content="Asad"))
    assert other[-1] == "It does not fire: the watch list is for other feeds (tag:iraq)."
    assert explain_term(MADE, "w0", "Asad", Document(content="Asad"), feeds=False)[-1] == "It fires."


def test_unknown_names_are_answered_with_the_nearest() -> None:
    with pytest.raises(NotFound, match='did you mean "w0"'):
        explain_term(MADE, "w00", "Asad", Document())
    with pytest.raises(NotFound, match='did you mean "Asad"'):
        explain_term(MADE, "w0", "Assad", Document())
    with pytest.raises(NotFound, match="there are: Asad"):
        explain_term(MADE, "w0", "zzzz", Document())


EXAMPLES = """
enabled = false
feeds = ["tag:iraq"]
[[term]]
name = "Asad"
not = ["Bashar al-Asad"]
[[term]]
name = "Taji"
"""


@pytest.mark.parametrize(
    ("example", "problem"),
    [
        ('text = "Asad"\nmatch = true', ""),
        ('text = "rain"\nmatch = false', ""),
        ('text = "Taji, Asad"\nmatch = ["Asad", "Taji"]', ""),
        ('text = "rain"', "should match, but no term fires"),
        ('text = "Bashar al-Asad"', 'no term fires: "Asad" of "Asad" was held back (not: Bashar al-Asad)'),
        ('text = "Asad"\nmatch = false', 'should not match, but "Asad" fired on "Asad"'),
        ('text = "Asad"\nmatch = ["Taji"]', 'Taji should fire and Asad should not; "Asad" fired'),
        ('text = "Asad, Taji"\nmatch = ["Taji"]', 'Asad should not; "Asad", "Taji" fired'),
        ('text = "Bashar al-Asad"\nmatch = ["Asad"]', "Asad should fire; no term fired;"),
    ],
)
def test_examples_are_checked(example: str, problem: str) -> None:
    watch_list = parse_watch_list(f"{EXAMPLES}[[example]]\n{example}", id="w", where="w.toml")
    result = check_examples(watch_list)[0]
    assert result.number == 1
    assert result.passed is (not problem)
    assert problem in result.problem
    assert bool(result.fired) is bool(result.outcome.matches)


def test_examples_use_the_default_threshold() -> None:
    watch_list = parse_watch_list(
        '[[term]]\nname = "operations"\n[[example]]\ntext = "opertions"', id="w", where="w.toml"
    )
    assert check_examples(watch_list)[0].passed
    assert not check_examples(watch_list, threshold=99)[0].passed
