"""Regular expressions by automaton: the same matches as `re` where both speak, and never a bomb."""

import pickle
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.matching.query.regex import LONGEST_MATCH, Regex, RegexError


def found(source: str, text: str) -> list[str]:
    return [text[start:end] for start, end in Regex(source).find(text)]


@pytest.mark.parametrize(
    ("source", "text", "matches"),
    [
        ("ass?ad", "Assad, asad; Hassad", ["Assad", "asad"]),
        ("ain al-?as+ad", "Ain al-Assad base, Ain alasad", ["Ain al-Assad", "Ain alasad"]),
        ("[mb]oat", "moat boats boat", ["moat", "boat"]),
        ("b[^o]at", "boat beat", ["beat"]),
        ("f-\\d{2}", "an F-35. An F-355", ["F-35"]),
        ("a{2,3}", "a aa aaa aaaa", ["aa", "aaa"]),
        ("a{2,}", "a aa aaaa", ["aa", "aaaa"]),
        ("(?:ab)+c?", "ab abab ababc abc", ["ab", "abab", "ababc", "abc"]),
        ("dron(e|es)", "drone drones droned", ["drone", "drones"]),
        ("dron(e|es)", "drone", ["drone"]),
        ("a.*?d", "a b c d e", ["a b c d"]),
        ("a.c", "a\nc abc", ["abc"]),
        ("[a-c\\d]+", "abc12 xyz", ["abc12"]),
        ("[\\]-]x", "]x -x", ["]x", "-x"]),
        ("\\w+@\\w+\\.org", "to x@y.org", ["x@y.org"]),
        ("[\\w.]+", "a.b", ["a.b"]),
        ("\\$\\d+", "for $500", ["$500"]),
        ("\\D\\W\\S", "a-b", ["a-b"]),
        ("[]a]+", "a]", ["a]"]),
        ("كتا?ئ?ب", "كتائب", ["كتائب"]),
        ("a{x}", "a{x}", ["a{x}"]),
    ],
)
def test_matches_are_whole_words_leftmost_and_longest(source: str, text: str, matches: list[str]) -> None:
    assert found(source, text) == matches


@pytest.mark.parametrize(
    ("source", "at", "said"),
    [
        ("(a", 0, "not closed"), ("a)", 1, "closes nothing"), ("[a", 0, "not closed"), ("a**", 2, "repetition of a"),
        ("a{2}{3}", 4, "repetition of a"), ("*a", 0, "repeats nothing"), ("(?=a)b", 0, "look-around"),
        ("(?i)a", 0, "look-around"), ("a\\1", 1, "back-references"), ("\\bA", 0, "not supported"),
        ("a\\", 1, "at the end"),
        ("^a", 0, "not needed"), ("a$", 1, "not needed"), ("a*", 0, "empty text"), ("a|", 0, "empty text"),
        ("a{3,2}", 1, "ends before"), ("[z-a]", 3, "ends before"), ("[a\\", 2, "at the end"),
        ("a{9999}", 0, "too large"),
        ("(" * 60 + "a" + ")" * 60, 51, "too deeply"),
    ],
)  # fmt: skip
def test_what_cannot_be_run_is_refused_with_its_place(source: str, at: int, said: str) -> None:
    with pytest.raises(RegexError, match=said) as caught:
        Regex(source)
    assert caught.value.at == at


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("(a+)+b", "a" * 20_000),
        ("(a|aa)+b", "a" * 20_000),
        ("(.*)*x", "ab " * 7_000),
        ("(a|b|ab)*c", "ab" * 10_000),
        ("(\\w+\\s?)+!", "word " * 4_000),
        ("(a|b)*a(a|b){12}x", "ab " * 7_000),
    ],
)
def test_no_expression_is_a_bomb(source: str, text: str) -> None:
    began = time.process_time()
    assert found(source, text) == []
    assert time.process_time() - began < 5


def test_a_match_is_bounded_in_length() -> None:
    assert found("a.*b", "a" + "x" * LONGEST_MATCH + "b") == []
    assert found("a.*b", "a" + "x" * (LONGEST_MATCH - 2) + "b") != []


def test_the_states_remembered_are_bounded() -> None:
    regex = Regex("(a|b)*a(a|b){11}")
    text = " ".join(format(number, "b").replace("0", "a").replace("1", "b") for number in range(6_000))
    assert found(regex.source, text)
    assert len(list(regex.find(text))) == len(found(regex.source, text))


def test_it_survives_pickling() -> None:
    assert list(pickle.loads(pickle.dumps(Regex("a+b"))).find("aab")) == [(0, 3)]


atoms = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", "(a|b)", "(ab)", "\\w"])
pieces = st.tuples(atoms, st.sampled_from(["", "", "?", "*", "+", "{2}", "{1,2}"])).map("".join)


@settings(max_examples=100)
@given(st.lists(pieces, min_size=1, max_size=5).map("".join), st.text(alphabet="ab -", max_size=14))
def test_it_agrees_with_re_on_whole_words(source: str, text: str) -> None:
    try:
        regex = Regex(source)
    except RegexError:
        assert re.fullmatch(source, "") is not None
        return
    word = re.compile(r"(?<!\w)\S")
    expected, done = [], 0
    for start in (match.start() for match in word.finditer(text)):
        ends = [
            end
            for end in range(start + 1, len(text) + 1)
            if re.fullmatch(source, text[start:end]) and not (text[end - 1].isalnum() and text[end : end + 1].isalnum())
        ]
        if start >= done and ends:
            done = max(ends)
            expected.append((start, done))
    assert list(regex.find(text)) == expected
