"""A later derivation proposes additions to a file that people have edited, and drops nothing of it."""

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.derive import Derivation, TermDerived, derive, propose_update, render_toml
from watcher.derive.model import LeftOut, SeedDocument
from watcher.errors import WatchListError

MINE = """# mine
title = "Bases"

[[term]]
name = "Camp Taji"   # the big one
kind = "place"
aliases = ["Taji base"]

[[term]]
name = "Savaya"
kind = "person"

[[term]]
name = "withdrawal"
kind = "topic"
near = [["coalition"], ["withdraw", "leave"]]

# not wanted here:
# [[term]]
# name = "Baghdad"

# the tests
[[example]]
text = "Camp Taji"
match = true
"""


def derived(*terms: TermDerived, topics: tuple[TermDerived, ...] = ()) -> Derivation:
    return Derivation("x", "X", terms, topics)


def test_nothing_new_changes_nothing() -> None:
    same = derived(TermDerived("Camp Taji", "place", aliases=("Taji base",)))
    assert propose_update(MINE, same) == (MINE, "")


def test_new_terms_go_before_the_examples() -> None:
    text, diff = propose_update(MINE, derived(TermDerived("Kataib Hezbollah", "organisation")), where="bases.toml")
    data = tomllib.loads(text)
    assert [term["name"] for term in data["term"]] == ["Camp Taji", "Savaya", "withdrawal", "Kataib Hezbollah"]
    assert text.index("Kataib") < text.index("# the tests")
    assert "--- bases.toml\n+++ bases.toml (proposed)\n" in diff
    assert all(not line.startswith("-") or line.startswith("---") for line in diff.splitlines())
    assert propose_update(text, derived(TermDerived("Kataib Hezbollah", "organisation"))) == (text, "")


def test_new_terms_go_at_the_end_where_there_are_no_examples() -> None:
    text, _ = propose_update('title = "X"\n', derived(TermDerived("Mark Savaya", "person")))
    assert tomllib.loads(text)["term"][0]["name"] == "Mark Savaya"


def test_new_aliases_go_into_the_list_that_is_there() -> None:
    text, _ = propose_update(MINE, derived(TermDerived("Taji base", "place", aliases=("Camp Taji", "Taji airfield"))))
    assert tomllib.loads(text)["term"][0]["aliases"] == ["Taji base", "Taji airfield"]
    assert "# the big one" in text


def test_aliases_make_a_list_where_there_is_none() -> None:
    text, _ = propose_update(MINE, derived(TermDerived("Mark Savaya", "person", aliases=("Savaya",))))
    assert tomllib.loads(text)["term"][1]["aliases"] == ["Mark Savaya"]


@pytest.mark.parametrize(
    "array",
    [
        '[]',
        '["a"]',
        '["a",]',
        '[\n  "a",   # one\n  \'b]\',\n]',
        '[\n  "a", # ] not the end\n  "b"\n]',
        '[ "a]\\"", \'x\' ]',
    ],
)  # fmt: skip
def test_every_way_of_writing_a_list_is_extended(array: str) -> None:
    mine = f'[[term]]\nname = "Camp Taji"\nkind = "place"\naliases = {array}\nweight = 2.0\n'
    before = tomllib.loads(mine)["term"][0]["aliases"]
    text, _ = propose_update(mine, derived(TermDerived("Camp Taji", "place", aliases=("New [one]", "Two"))))
    term = tomllib.loads(text)["term"][0]
    assert term["aliases"] == [*before, "New [one]", "Two"]
    assert term["weight"] == 2.0


def test_what_was_commented_out_or_left_out_is_not_proposed_again() -> None:
    once = replace(derived(TermDerived("Camp Taji", "place")), left_out=(LeftOut("Rudaw", "a medium that is quoted"),))
    assert propose_update(MINE, derived(TermDerived("Baghdad", "place"))) == (MINE, "")
    rendered = render_toml(once)
    assert propose_update(rendered, derived(TermDerived("Rudaw", "organisation"))) == (rendered, "")


def test_vetoed_words_and_others_names_become_no_aliases() -> None:
    mine = MINE.replace('aliases = ["Taji base"]', 'aliases = ["Taji base"]\nnot = ["Taji Khan"]')
    proposed = derived(TermDerived("Camp Taji", "place", aliases=("Taji Khan", "Savaya")))
    assert propose_update(mine, proposed) == (mine, "")
    fresh, _ = propose_update(mine, derived(TermDerived("Quds Force", "organisation", aliases=("Savaya", "Qods"))))
    assert tomllib.loads(fresh)["term"][-1]["aliases"] == ["Qods"]


def test_a_topic_that_is_there_under_another_name_is_known() -> None:
    known = TermDerived("coalition exit", "topic", near=(("coalition", "US forces"), ("leave", "exit")))
    other = TermDerived("handover", "topic", near=(("base",), ("hand over",)))
    text, _ = propose_update(MINE, derived(topics=(known, other)))
    assert [term["name"] for term in tomllib.loads(text)["term"]][-1] == "handover"
    assert "coalition exit" not in text


def test_a_term_with_a_query_is_left_alone() -> None:
    mine = '[[term]]\nname = "Savaya"\nquery = "Savaya AND envoy"\n'
    assert propose_update(mine, derived(TermDerived("Savaya", "person", aliases=("Mark Savaya",)))) == (mine, "")


def test_inline_tables_are_extended_by_terms_only_or_refused() -> None:
    mine = 'term = [{ name = "Savaya", kind = "person" }]\n'
    assert propose_update(mine, derived(TermDerived("Savaya", "person", aliases=("Mark Savaya",)))) == (mine, "")
    with pytest.raises(WatchListError):
        propose_update(mine, derived(TermDerived("Camp Taji", "place")))


def test_a_file_that_is_no_toml_is_refused() -> None:
    with pytest.raises(WatchListError, match="not valid TOML"):
        propose_update("title = ", derived(TermDerived("Camp Taji", "place")))


WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\n\0"), min_size=1, max_size=12)


@given(st.lists(WORDS, min_size=1, max_size=4, unique=True), st.lists(WORDS, max_size=4))
@settings(max_examples=100, deadline=None)
def test_no_edit_is_ever_lost(names: list[str], aliases: list[str]) -> None:
    first = derived(*(TermDerived(name, "place", aliases=tuple(aliases)) for name in names))
    mine = render_toml(first)
    before = tomllib.loads(mine)
    second = derive([SeedDocument("s", "Troops left Camp Taji for Nasiriyah, Mark Savaya said.")])
    after = tomllib.loads(propose_update(mine, second)[0])
    assert after["title"] == before["title"]
    for old, new in zip(before["term"], after["term"], strict=False):
        assert {**new, "aliases": None} == {**old, "aliases": None} or "aliases" not in old
        assert new.get("aliases", [])[: len(old.get("aliases", []))] == old.get("aliases", [])
