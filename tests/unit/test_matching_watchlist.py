"""Watch lists: read with their defaults, written back, and refused with every fault named."""

import tomllib
from typing import Any

import pytest

from watcher.errors import WatchListError
from watcher.matching.watchlist import Term, WatchList, as_toml_dict, json_schema, parse_watch_list

FULL = """
title = "Ain al-Asad handover"
enabled = false
feeds = ["tag:iraq", "https://example.org/rss"]
languages = ["en", "ar"]
threshold = 85
exclude = 'title:football'

[[term]]
name = "Ain al-Asad air base"
kind = "place"
aliases = ["Assad base", "عين الأسد"]
role = "qualified"
context = ["Iraq", "Anbar"]
not = ["Bashar al-Assad"]
threshold = 90
weight = 2.5
language = "en"
source = 'seeds/x.md:3 "…"'

[[term]]
name = "coalition withdrawal"
kind = "topic"
near = [["coalition", "US forces"], ["withdraw", "pull out"]]
within = 12
across_sentences = true

[[term]]
name = "base"
context = [["base", "airbase"], ["Iraq"]]

[[term]]
name = "envoy"
query = '"Mark Savaya" OR (title:Savaya AND envoy)'

[[example]]
text = "Iraq takes over Ayn al-Asad Air Base"
match = ["envoy"]

[[example]]
text = "nothing"
match = false
"""


def parse(text: str | bytes) -> WatchList:
    return parse_watch_list(text, id="x", where="x.toml")


def problems(text: str) -> list[tuple[str, str]]:
    with pytest.raises(WatchListError) as caught:
        parse(text)
    assert caught.value.exit_code == 3
    return list(caught.value.problems)


def test_a_term_has_the_documented_defaults() -> None:
    term = parse('[[term]]\nname = "Ain al-Asad"').terms[0]
    assert term == Term(name="Ain al-Asad")
    assert (term.kind, term.role, term.within, term.across_sentences) == ("phrase", "anchor", 10, False)
    assert (term.threshold, term.weight, term.names) == (None, 1.0, ("Ain al-Asad",))


def test_a_watch_list_is_enabled_and_for_everything_unless_it_says_otherwise() -> None:
    watch_list = parse('[[term]]\nname = "x1"')
    assert watch_list.enabled
    assert (watch_list.feeds, watch_list.languages, watch_list.exclude, watch_list.threshold) == ((), (), None, None)
    assert watch_list.id == "x"


def test_every_key_is_read_and_written_back() -> None:
    watch_list = parse(FULL)
    assert as_toml_dict(watch_list) == tomllib.loads(FULL)
    assert watch_list.terms[0].not_ == ("Bashar al-Assad",)
    assert watch_list.terms[0].context_groups == (("Iraq", "Anbar"),)
    assert watch_list.terms[2].context_groups == (("base", "airbase"), ("Iraq",))
    assert watch_list.terms[1].names == ()
    assert watch_list.terms[3].names == ()


def test_bytes_with_a_byte_order_mark_are_read() -> None:
    assert parse(b"\xef\xbb\xbf" + FULL.encode()) == parse(FULL)


def test_the_version_depends_on_what_decides_and_on_nothing_else() -> None:
    version = parse(FULL).version
    same = [
        FULL.replace("Ain al-Asad handover", "Another title"),
        FULL.replace("weight = 2.5", "weight = 1"),
        FULL.replace("seeds/x.md:3", "seeds/y.md:9"),
        FULL.replace("match = false", "match = true"),
        FULL + "\n# a comment\n",
    ]
    assert {parse(text).version for text in same} == {version}
    different = [
        FULL.replace("threshold = 90", "threshold = 91"),
        FULL.replace("within = 12", "within = 13"),
        FULL.replace("title:football", "title:soccer"),
        FULL.replace('"Assad base"', '"Asad base"'),
        FULL.replace('"tag:iraq", ', ""),
    ]
    assert len({version, *(parse(text).version for text in different)}) == len(different) + 1
    assert parse_watch_list(FULL, id="y", where="x.toml").version != version


FAULTS: list[tuple[str, str, str]] = [
    ('title = "no terms"', "x.toml", "holds no term; add at least one [[term]] with a name"),
    ('[[term]]\nname = ""', "term[0].name", "is empty"),
    ('[[term]]\nkind = "place"', "term[0].name", "is missing"),
    ('[[term]]\nname = "x1"\nkindd = "place"', "x.toml:3, term[0].kindd", 'unknown key; did you mean "kind"?'),
    ('[[term]]\nname = "x1"\nkind = "plase"', "term[0].kind", '"plase" is not accepted: one of person,'),
    ('[[term]]\nname = "x1"\nwithin = 0', "term[0].within", "0 is out of range: accepted is at least 1"),
    ('[[term]]\nname = "x1"\nthreshold = 101', "term[0].threshold", "101 is out of range"),
    ('[[term]]\nname = "x1"\nthreshold = "90"', "term[0].threshold", '"90" is not a number'),
    ('[[term]]\nname = "x1\\u0007"', "term[0].name", "holds the control character U+0007"),
    ('[[term]]\nname = "?!"', "term[0].name", '"?!" holds no word (the name is an alias too)'),
    ('[[term]]\nname = "x1"\naliases = ["…"]', "term[0].aliases[0]", '"…" holds no word'),
    ('[[term]]\nname = "x"', "term[0].name", '"x" is a single letter, which is everywhere'),
    ('[[term]]\nname = "x1"\naliases = [""]', "term[0].aliases[0]", "is empty"),
    ('[[term]]\nname = "x1"\nnear = [[], ["a"]]', "term[0].near[0]", "is empty"),
    ('[[term]]\nname = "x1"\nnear = [["a"], ["-"]]', "term[0].near[1][0]", '"-" holds no word'),
    ('[[term]]\nname = "…"\nnear = [["a"], ["b"]]', "term[0].name", '"…" holds no word'),
    (
        '[[term]]\nname = "x1"\nnear = [["a"], ["b"]]\nwithin = 1',
        "term[0].within",
        "1 words cannot hold one of each of 2",
    ),
    ('[[term]]\nname = "x1"\nnear = [["a"], ["b"]]\nquery = "c"', "term[0].query", "either near or query, not both"),
    ('[[term]]\nname = "x1"\nquery = "a NEAR/5 b"', "term[0].query", "column 3: NEAR/5 is no operator here"),
    ('exclude = "(a"\n[[term]]\nname = "x1"', "x.toml:1, exclude", "column 1: a ( that is not closed"),
    ('[[term]]\nname = "Asad"\nnot = ["football"]', "term[0].not[0]", "shares no word with any alias"),
    ('[[term]]\nname = "Asad"\nnot = ["football"]', "term[0].not[0]", "use `exclude`"),
    ('[[term]]\nname = "the base"\nnot = ["the cat"]', "term[0].not[0]", "shares no word with any alias"),
    ('[[term]]\nname = "Asad"\nnot = ["…"]', "term[0].not[0]", "holds no word"),
    ('[[term]]\nname = "x1"\nquery = "a"\nnot = ["a b"]', "term[0].not[0]", "use NOT in it"),
    ('[[term]]\nname = "x1"\ncontext = ["-"]', "term[0].context[0]", '"-" holds no word'),
    ('[[term]]\nname = "x1"\ncontext = [["a"], ["-"]]', "term[0].context[1][0]", '"-" holds no word'),
    ('[[term]]\nname = "x1"\ncontext = [["a"], []]', "term[0].context[1]", "is an empty list"),
    ('[[term]]\nname = "x1"\nrole = "context"\ncontext = ["a"]', "term[0].context", "takes no context of its own"),
    ('[[term]]\nname = "x1"\n[[term]]\nname = "x1"', "x.toml:4, term[1].name", "names another term already"),
    ('languages = ["english"]\n[[term]]\nname = "x1"', "languages[0]", "is no language tag"),
    ('[[term]]\nname = "x1"\nlanguage = "e"', "term[0].language", "is no language tag"),
    ('feeds = ["iraq"]\n[[term]]\nname = "x1"', "feeds[0]", 'did you mean "tag:iraq"?'),
    ('feeds = ["tag:"]\n[[term]]\nname = "x1"', "feeds[0]", "names no tag"),
    ('[[term]]\nname = "base"\n[[example]]\ntext = "a"\nmatch = ["bas"]', "match[0]", 'did you mean "base"?'),
    (
        '[[term]]\nname = "x1"\n[[example]]\ntext = "a"\nmatch = ["zzz"]',
        "example[0].match[0]",
        "is the name of no term",
    ),
    ('[[term]]\nname = "x1"\n[[example]]\nmatch = true', "example[0].text", "is missing"),
    ('id = "y"\n[[term]]\nname = "x1"', "x.toml:1, id", "unknown key"),
    ('[[terms]]\nname = "x1"', "terms", 'did you mean "term"?'),
    ('[[term]]\nname = "x1"\nexclude = "a"', "x.toml:3, term[0].exclude", "write it above the first [[term]]"),
    ('title = 2026-01-01\n[[term]]\nname = "x1"', "x.toml:1, title", "is a date or time; write a text in quotes"),
    ('[[term]]\nname = "x1"\naliases = ["withdr*"]', "term[0].aliases[0]", "a * is no wildcard here"),
    ('[[term]]\nname = "x1"\naliases = ["/dr(ew|aw)/"]', "term[0].aliases[0]", "no regular expression here"),
    ('[[term]]\nname = "x1"\naliases = ["drone AND base"]', "term[0].aliases[0]", "this is no query here"),
    ('[[term]]\nname = "drone NEAR/5 base"', "term[0].name", "write a term with `query`"),
    ('[[term]]\nname = "x1"\nnear = [["a"], ["pull*"]]', "term[0].near[1][0]", "no wildcard here"),
    ('[[term]]\nname = "x1"\ncontext = ["bas*"]', "term[0].context[0]", "no wildcard here"),
    ('[[term]]\nname = "x1"\nkind = "person"\nnear = [["a"], ["b"]]', "term[0].kind", 'near is for kind "topic"'),
    ('[[term]]\nname = "x1"\nwithin = 5', "x.toml:3, term[0].within", "is for topics"),
    ('[[term]]\nname = "x1"\nacross_sentences = true', "term[0].across_sentences", "is for topics"),
    ('languages = ["gr"]\n[[term]]\nname = "x1"', "languages[0]", 'did you mean "el"?'),
    ('languages = ["en_US"]\n[[term]]\nname = "x1"', "languages[0]", 'did you mean "en-US"?'),
    ('languages = ["xx"]\n[[term]]\nname = "x1"', "languages[0]", "is no language tag"),
]


@pytest.mark.parametrize(("text", "where", "what"), FAULTS)
def test_a_fault_is_named_with_file_key_and_remedy(text: str, where: str, what: str) -> None:
    assert any(where in place and what in said for place, said in problems(text)), problems(text)


def test_all_faults_are_reported_at_once_in_the_order_of_the_file() -> None:
    text = '[[term]]\nname = "x"\n[[term]]\nname = "x1"\nnot = ["y1"]\nquery = "("\n'
    assert [place for place, _ in problems(text)] == [
        "x.toml:2, term[0].name",
        "x.toml:6, term[1].query",
        "x.toml:5, term[1].not[0]",
    ]


def test_invalid_toml_is_placed_by_line() -> None:
    with pytest.raises(WatchListError) as caught:
        parse('[[term]]\nname = "x1')
    assert caught.value.where == "x.toml:2"


def test_too_many_terms_are_refused() -> None:
    text = "".join(f'[[term]]\nname = "name {number}"\n' for number in range(50_001))
    assert problems(text)[0][1].startswith("holds 50001 terms")


def test_a_not_that_shares_a_word_in_another_spelling_or_a_near_word_is_accepted() -> None:
    parse('[[term]]\nname = "Muhammadawi"\nnot = ["Ali Muhammadavi"]')
    parse('[[term]]\nname = "x1"\nnear = [["coalition"], ["withdraw"]]\nnot = ["coalition government"]')
    parse('[[term]]\nname = "US"\nkind = "acronym"\nnot = ["US OPEN"]')


def test_the_schema_knows_exactly_the_keys_of_the_file() -> None:
    schema: dict[str, Any] = json_schema()
    assert set(schema["properties"]) == {
        "title", "enabled", "feeds", "languages", "threshold", "exclude", "term", "example",
    }  # fmt: skip
    assert set(schema["$defs"]["Term"]["properties"]) == {
        "name", "kind", "aliases", "role", "context", "not", "near", "within", "across_sentences", "threshold",
        "weight", "language", "source", "query",
    }  # fmt: skip
    assert schema["additionalProperties"] is False
    assert schema["$schema"].startswith("https://json-schema.org/")


@pytest.mark.parametrize(
    "text",
    [
        'name = "M*A*S*H"',
        'name = "E*TRADE"',
        'name = "AC/DC"',
        'name = "BLACK OR WHITE"',
        'name = "/e/ OS"',
        'name = "crimes and punishment"',
        'name = "x1"\nkind = "topic"\nwithin = 5',
        'name = "x1"\nnear = [["a"], ["b"]]\nwithin = 5',
        'name = "x1"\nquery = "withdr*"',
    ],
)
def test_what_only_looks_like_a_query_is_accepted(text: str) -> None:
    assert parse(f"[[term]]\n{text}").terms


@pytest.mark.parametrize(
    "text",
    [
        'name = "t"\nnear = [["troops"], ["withdraw"]]\nnot = ["sick leave"]',
        'name = "troop withdrawal"\nkind = "topic"\nnot = ["withdraw money", "pulled out all the stops"]',
        'name = "troops left"\nkind = "topic"\nnot = ["leaves of absence"]',
        'name = "Erbil"\nkind = "place"\nnot = ["Hawler Stadium"]',
        'name = "Ain al-Asad"\nkind = "place"\nnot = ["بشار الأسد"]',
    ],
)
def test_a_not_may_share_a_word_in_any_form_under_which_it_is_met(text: str) -> None:
    assert parse(f"[[term]]\n{text}").terms
