"""Roles, context, `not`, overlaps, thresholds, filters: the contract's words, one test each."""

import pytest

from tests.support.watching import engine, fired, held, rules
from watcher.types import Document

ANCHOR = '[[term]]\nname = "Ain al-Asad"\nkind = "place"\n'
QUALIFIED = '[[term]]\nname = "Taji"\nkind = "place"\nrole = "qualified"\n'


def test_an_anchor_fires_alone() -> None:
    assert fired(ANCHOR, "at Ain al-Assad today") == [("Ain al-Asad", "Ain al-Assad")]


def test_a_context_term_never_fires() -> None:
    assert fired('[[term]]\nname = "Iraq"\nrole = "context"', "Iraq and Iraq") == []
    assert held('[[term]]\nname = "Iraq"\nrole = "context"\nthreshold = 100', "Iraqi and Iraq") == []


def test_a_qualified_term_needs_one_of_its_context_words_anywhere_in_the_item() -> None:
    toml = QUALIFIED + 'context = ["Iraq", "Anbar"]'
    assert fired(toml, "Taji was hit") == []
    assert held(toml, "Taji was hit") == [("Taji", "no context: Iraq, Anbar")]
    assert fired(toml, Document(title="Taji was hit", summary="Rockets in Anbar")) == [("Taji", "Taji")]
    assert fired(toml, "التاجي في العراق") == [("Taji", "التاجي")]


def test_a_list_of_lists_needs_one_of_each() -> None:
    toml = QUALIFIED + 'context = [["base", "airbase"], ["Iraq", "Anbar"]]'
    assert fired(toml, "Bases. Taji") == []
    assert held(toml, "Bases. Taji") == [("Taji", "no context: Iraq, Anbar")]
    assert fired(toml, "Bases. Taji, Anbar") == [("Taji", "Taji")]


def test_a_context_word_counts_in_any_form_but_not_within_another_word() -> None:
    toml = QUALIFIED + 'context = ["militia"]'
    assert fired(toml, "militias near Taji") == [("Taji", "Taji")]
    assert fired(toml, "paramilitias near Taji") == []


def test_a_mention_of_a_context_term_vouches() -> None:
    toml = QUALIFIED + '[[term]]\nname = "rocket attack"\nkind = "topic"\nrole = "context"'
    assert fired(toml, "Rockets attacked Taji") == [("Taji", "Taji")]
    assert fired(toml, "Taji celebrates") == []


def test_a_context_term_does_not_vouch_by_the_qualified_terms_own_words() -> None:
    toml = '[[term]]\nname = "Taji base"\nrole = "qualified"\n[[term]]\nname = "base"\nrole = "context"'
    assert fired(toml, "the Taji base") == []
    assert fired(toml, "the Taji base, a base") == [("Taji base", "Taji base")]


def test_an_anchor_that_fires_vouches_for_a_qualified_term() -> None:
    assert fired(ANCHOR + QUALIFIED, "Taji and Ain al-Asad") == [("Ain al-Asad", "Ain al-Asad"), ("Taji", "Taji")]


def test_an_anchor_that_is_vetoed_vouches_for_nobody() -> None:
    toml = ANCHOR + 'not = ["Ain al-Asad hospital"]\n' + QUALIFIED
    assert fired(toml, "Taji and the Ain al-Asad hospital") == []


def test_two_qualified_terms_never_vouch_for_each_other() -> None:
    toml = QUALIFIED + '[[term]]\nname = "Camp Victory"\nrole = "qualified"'
    assert fired(toml, "Taji and Camp Victory") == []
    assert set(held(toml, "Taji and Camp Victory")) == {("Taji", "no context"), ("Camp Victory", "no context")}
    vouched = QUALIFIED + 'context = ["Iraq"]\n[[term]]\nname = "Camp Victory"\nrole = "qualified"'
    assert fired(vouched, "Taji in Iraq and Camp Victory") == [("Taji", "Taji")]


def test_a_surname_counts_only_beside_the_full_name_or_the_context() -> None:
    toml = '[[term]]\nname = "Qais al-Muhammadawi"\nkind = "person"\n'
    assert fired(toml, "Al-Muhammadawi spoke") == []
    assert [text for _, text in fired(toml, "Qais al-Muhammadawi came; then Muhammadawi spoke")] == [
        "Qais al-Muhammadawi",
        "Muhammadawi",
    ]
    assert held(toml, "Muhammadawi spoke") == []
    toml += 'context = ["Iraq"]'
    assert fired(toml, "Muhammadawi spoke in Iraq") == [("Qais al-Muhammadawi", "Muhammadawi")]
    assert held(toml, "Muhammadawi spoke") == [("Muhammadawi", "no context: Iraq")]


def test_not_vetoes_only_the_mentions_that_it_lies_on() -> None:
    toml = '[[term]]\nname = "Asad"\nkind = "place"\naliases = ["Assad base"]\nnot = ["Bashar al-Assad"]'
    assert fired(toml, "Bashar al-Assad fled") == []
    assert held(toml, "Bashar al-Assad fled") == [("Assad", "not: Bashar al-Assad")]
    assert fired(toml, "Bashar al-Assad fled; Asad was hit") == [("Asad", "Asad")]
    assert fired(toml, "Bashar al-Assad base") == []


def test_not_is_matched_as_its_term_is() -> None:
    assert fired('[[term]]\nname = "Asad"\nkind = "place"\nnot = ["Bashar al-Assad"]', "Baschar el-Asad") == []
    phrase = '[[term]]\nname = "pulled back"\nnot = ["pulled back hair"]'
    assert fired(phrase, "troops pulled back") == [("pulled back", "pulled back")]
    assert fired(phrase, "with pulled-back hair") == []
    acronym = '[[term]]\nname = "US"\nkind = "acronym"\nnot = ["US OPEN"]'
    assert fired(acronym, "the US OPEN") == []
    assert fired(acronym, "the US open") == [("US", "US")]
    topic = '[[term]]\nname = "t"\nnear = [["coalition"], ["withdraw"]]\nnot = ["coalition government"]'
    assert fired(topic, "the coalition withdraws") == [("t", "coalition withdraws")]
    assert fired(topic, "the coalition government withdraws") == []


def test_of_overlapping_mentions_the_longest_wins() -> None:
    toml = '[[term]]\nname = "Joint Operations Command"\naliases = ["operations", "operations command"]'
    assert fired(toml, "the Joint Operations Command plans operations") == [
        ("Joint Operations Command", "Joint Operations Command"),
        ("Joint Operations Command", "operations"),
    ]


def test_different_terms_do_not_compete() -> None:
    toml = '[[term]]\nname = "Joint Operations Command"\n[[term]]\nname = "operations"'
    assert [term for term, _ in fired(toml, "Joint Operations Command")] == ["Joint Operations Command", "operations"]


@pytest.mark.parametrize(
    ("lists", "terms", "default", "counts"),
    [
        ("", "", 85, True),
        ("", "", 96, False),
        ("threshold = 96", "", 85, False),
        ("threshold = 96", "threshold = 90", 97, True),
    ],
)
def test_the_terms_threshold_beats_the_watch_lists_which_beats_the_default(
    lists: str, terms: str, default: float, counts: bool
) -> None:
    made = engine(f'{lists}\n[[term]]\nname = "operations"\n{terms}', threshold=default)
    outcome = made.match(Document(title="opertions"))
    assert bool(outcome.matches) is counts
    assert rules(outcome) == ([] if counts else ["threshold 96"])


def test_far_below_the_threshold_is_no_near_miss() -> None:
    outcome = engine('threshold = 100\n[[term]]\nname = "about"').match(Document(title="abuot"))
    assert (outcome.matches, outcome.suppressed) == ((), ())


def test_exclude_suppresses_the_item_as_a_whole() -> None:
    toml = "exclude = 'title:football'\n" + ANCHOR
    document = Document(title="Football at Ain al-Asad", summary="Ain al-Asad")
    assert fired(toml, document) == []
    assert held(toml, document) == [("Ain al-Asad", "exclude: title:football")]
    assert fired(toml, Document(title="Ain al-Asad", summary="football")) == [("Ain al-Asad", "Ain al-Asad")]


def test_languages_let_pass_what_may_be_in_one_of_them() -> None:
    toml = 'languages = ["en"]\n' + ANCHOR
    assert fired(toml, Document(title="Ain al-Asad", language="en-GB")) == [("Ain al-Asad", "Ain al-Asad")]
    assert fired(toml, Document(title="Ain al-Asad")) == [("Ain al-Asad", "Ain al-Asad")]
    assert held(toml, Document(title="Ain al-Asad", language="tr")) == [("Ain al-Asad", "language: tr")]
    assert [rule for _, rule in held(toml, Document(title="عين الأسد", language="en"))] == ["language: ar"]


def test_feeds_restrict_by_tag_or_url_and_scan_ignores_them() -> None:
    made = engine('feeds = ["tag:iraq", "https://example.org/rss"]\n' + ANCHOR)
    text = "Ain al-Asad"
    assert made.match(Document(title=text, tags=("wire", "iraq"))).matches
    assert made.match(Document(title=text, feed="https://example.org/rss")).matches
    assert not made.match(Document(title=text, tags=("tag:iraq",), feed="https://example.org/rss2")).matches
    assert made.match(Document(title=text), feeds=False).matches


def test_weights_rank_and_never_decide() -> None:
    made = engine('[[term]]\nname = "operations"\nweight = 0\n[[term]]\nname = "command"\nweight = 7')
    match = made.match(Document(title="command of operations")).matches[0]
    assert (match.weight, match.score) == (7.0, 100.0)
    assert made.match(Document(title="operations")).matches[0].weight == 0


def test_a_disabled_watch_list_is_left_out() -> None:
    made = engine("enabled = false\n" + ANCHOR, ANCHOR)
    assert [watch for watch, _ in made.versions] == ["w1"]
    assert [match.watch for match in made.match(Document(title="Ain al-Asad")).matches] == ["w1"]


def test_every_hit_says_why_it_fires() -> None:
    made = engine(QUALIFIED + 'context = ["Iraq"]')
    hit = made.match(Document(title="Taji, Iraq")).matches[0].hits[0]
    assert hit.why.endswith("; beside Iraq")
    made = engine(ANCHOR + QUALIFIED)
    assert (
        made.match(Document(title="Taji, Ain al-Asad"))
        .matches[0]
        .hits[1]
        .why.endswith('beside "Ain al-Asad", which fires alone')
    )


def test_near_misses_are_one_for_each_term_and_rule_and_bounded() -> None:
    text = " and ".join(["Taji"] * 50)
    assert held(QUALIFIED, text) == [("Taji", "no context")]
    many = "".join(f'[[term]]\nname = "word{n}"\nrole = "qualified"\n' for n in range(30))
    assert len(held(many, " ".join(f"word{n}" for n in range(30)))) == 20


def test_a_near_miss_that_a_hit_of_its_term_overlaps_is_none() -> None:
    toml = '[[term]]\nname = "operations"\naliases = ["opertions"]\nthreshold = 99'
    assert fired(toml, "opertions") == [("operations", "opertions")]
    assert held(toml, "opertions") == []
