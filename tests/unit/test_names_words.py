"""Plain words: equal, or a typing error apart where they are long."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.matching.words import words_alike


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("coalition", "coalition"),
        ("coalition", "coaltion"),
        ("coalition", "coalitoin"),
        ("withdrawal", "withdrawl"),
        ("infrastructure", "infrastucturre"),
        ("airbase", "airbases"),
        ("don't", "dont"),
        ("us", "us"),
    ],
)
def test_alike(a: str, b: str) -> None:
    assert words_alike(a, b) >= 85
    assert words_alike(a, b) == words_alike(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("base", "bass"),
        ("later", "water"),
        ("house", "mouse"),
        ("12345", "12346"),
        ("coalition", "collision"),
        ("", "a"),
        ("envoy", "enjoyed"),
    ],
)
def test_different_words(a: str, b: str) -> None:
    assert words_alike(a, b) == 0


@given(st.text(max_size=12), st.text(max_size=12))
@settings(max_examples=100)
def test_symmetric_and_within_bounds(a: str, b: str) -> None:
    assert 0 <= words_alike(a, b) == words_alike(b, a) <= 100
    assert words_alike(a, a) == 100


@pytest.mark.parametrize(
    "pair",
    "protest/protect country/county coalition/collation evacuate/evaluate their/there quite/quiet".split(),
)
def test_two_common_words_are_never_one_misspelt(pair: str) -> None:
    a, b = pair.split("/")
    assert words_alike(a, b) == words_alike(b, a) == 0


@pytest.mark.parametrize(
    "pair",
    "operations/operation organisation/organization defence/defense centre/center labour/labor travelled/traveled "
    "village/villages analyse/analyze".split(),
)
def test_spellings_and_plurals_of_one_word_are_alike(pair: str) -> None:
    a, b = pair.split("/")
    assert words_alike(a, b) == words_alike(b, a) > 85
