"""Words among the words of many names: what is found by keys, tries and outlines is what trying each would find."""

import csv
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from watcher.matching.names import NamePattern, UnitWords, compile_name, unit_fits, whole_fits
from watcher.matching.names import sieve as sieve_module
from watcher.matching.names import trie as trie_module
from watcher.matching.names.align import ROW, distance
from watcher.matching.names.lexicon import Lexicon
from watcher.matching.names.outline import may_align, outline
from watcher.matching.names.pairs import Pairs
from watcher.matching.names.phonemes import CONSONANTS
from watcher.matching.names.sieve import Sieve
from watcher.matching.names.skeleton import (
    LOOSE_CLASSES,
    likeliest,
    loose_skeletons,
    skeletons,
    wide_skeletons,
)
from watcher.matching.names.trie import SkeletonTrie

CORPUS = Path(__file__).parents[1] / "corpus" / "names"
LATIN = "bpfvwtdTDszSZCJckgGxhmnlry"
sounds = st.text(LATIN + "aeiouEO" * 3, min_size=1, max_size=8)


def names() -> list[str]:
    """Every spelling in Latin letters of every name of the corpus."""
    found: dict[str, None] = {}
    for path in sorted(CORPUS.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row and row[0] in {"person", "place", "organisation"}:
                    forms = (form.strip() for cell in row[1:4] for form in cell.split(" | "))
                    found.update((form, None) for form in forms if form and ord(form[0]) < 0x250)
    return list(found)


NAMES = names()
WORDS = sorted({word for name in NAMES for word in name.replace("-", " ").split() if len(word) > 2})


@st.composite
def misspelt(draw: st.DrawFn) -> str:
    """A word of a name, with up to two letters changed for others that they are mistaken for, or for any."""
    word = draw(st.sampled_from(WORDS))
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(1, len(word) - 1))
        put = draw(st.sampled_from([*"aeiouyhkqgdtszjcnmlr", "kh", "gh", "ou", "ee", "sh", word[at] * 2, ""]))
        word = word[:at] + put + word[at + 1 :]
        if len(word) < 3:
            break
    return word


@st.composite
def neighbours(draw: st.DrawFn) -> tuple[str, str]:
    """Phonemes, and the same with up to three changes."""
    one = draw(sounds)
    other = list(one)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(other)))
        other[at : at + draw(st.integers(0, 1))] = draw(st.sampled_from([*LATIN, *"aeiouEO", ""]))
    return one, "".join(other) or "a"


@pytest.mark.parametrize(("one", "other"), [("suwEda", "suEda"), ("kuyuk", "kuuk"), ("salEman", "salEyman")])
def test_a_glide_falls_away_beside_any_vowel(one: str, other: str) -> None:
    assert may_align(outline(one), outline(other), distance(one, other) + 1e-9)


@settings(max_examples=400)
@example(("hongwung", "huangang"), 0.85)
@example(("ggesu", "ggeswu"), 0.06)  # a glide beside its vowel is next to nothing
@example(("kaxn", "kahan"), 0.46)
@given(neighbours() | st.tuples(sounds, sounds), st.sampled_from([0.06, 0.3, 0.46, 0.61, 0.7, 1.0, 2.0]))
def test_outlines_never_rule_out_what_aligns(words: tuple[str, str], most: float) -> None:
    if distance(*words) <= most:
        assert may_align(outline(words[0]), outline(words[1]), most + 1e-9)
        assert may_align(outline(words[1]), outline(words[0]), most + 1e-9)


@pytest.mark.parametrize(
    ("one", "other", "most", "may"),
    [
        ("karimi", "karimi", 0.1, True),
        ("karimi", "kerimi", 0.3, True),
        ("karimi", "kurumu", 0.46, False),
        ("karim", "karimi", 0.46, False),  # a final -i is another name
        ("masra", "masara", 0.1, False),
        ("kasta", "kasra", 0.5, False),
        ("karta", "kartal", 0.5, False),
        ("haniya", "xaniya", 0.1, True),  # an h is written for an x
        ("haniya", "kaniya", 0.46, False),  # but for no k
        ("masuh", "maksuh", 0.7, False),
        ("ahmarx", "axmar", 0.36, True),  # one of two may fall away at the end, the other is an h
        ("axmarx", "amar", 0.36, False),
        ("manbij", "mambej", 1.0, True),
    ],
)
def test_what_outlines_tell_apart(one: str, other: str, most: float, may: bool) -> None:
    assert may_align(outline(one), outline(other), most) is may


def test_sounds_that_align_cheaply_share_a_class() -> None:
    """Else a whole name might be spelt so, and its word led nowhere: no name of one word may differ by .7."""
    for a in LATIN:
        for b in LATIN:
            if a < b and ROW[a][b] < 0.7:
                classes = [set(LOOSE_CLASSES.get(sound, ("",))) for sound in (a, b)]
                assert classes[0] & classes[1], (a, b)
    assert set(LATIN) <= CONSONANTS


@settings(max_examples=200)
@example(["CcyD"], "C")
@given(st.lists(sounds, min_size=1, max_size=8), sounds | st.sampled_from(["konstantin", "Jak", "sanxes"]))
def test_a_walk_comes_by_every_skeleton_of_a_word(entered: list[str], word: str) -> None:
    trie = SkeletonTrie()
    wide = {one: trie.add(wide_skeletons(one)) for one in entered}
    loose = {one: trie.add({*loose_skeletons(one), *skeletons(one)}) for one in entered}
    found = set(trie.find(word))
    again = pickle.loads(pickle.dumps(trie))
    assert set(again.find(word)) == found
    for one in entered:
        if set(wide_skeletons(one)) & set(wide_skeletons(word)):
            assert wide[one] & found
        if set(skeletons(one)) & set(skeletons(word)):
            assert loose[one] & found


def test_the_memory_of_walks_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    trie = SkeletonTrie()
    known = {name: trie.add(wide_skeletons(name)) for name in ("karim", "masud", "Jalal", "konstantin")}
    expected = {name: trie.find(name) for name in known}
    monkeypatch.setattr(trie_module, "_MOST_STOPS", 3)
    for name, places in known.items():
        assert trie.find(name) == expected[name]
        assert places & set(trie.find(name))
    assert trie.find("aeiou") == ()


def test_threads_share_a_trie() -> None:
    trie = SkeletonTrie()
    made = [a + v + b + w + c for a in "ktdb" for v in "ai" for b in "rlmnsJ" for w in "ou" for c in "kcCg"]
    for word in made:
        trie.add(wide_skeletons(word))
    alone = [pickle.loads(pickle.dumps(trie)).find(word) for word in made]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(trie.find, made)) == alone


@given(sounds)
def test_the_likeliest_skeleton_is_the_first(word: str) -> None:
    found = skeletons(word)
    if len(likeliest(word)) > 1:
        assert likeliest(word) == found[0]


def _patterns() -> list[NamePattern]:
    return [compile_name(name, ("person", "place", "organisation")[n % 3]) for n, name in enumerate(NAMES)]  # type: ignore[arg-type]  # a literal of each kind


PATTERNS = [one for one in _patterns() if not one.acronym]
UNITS = list(dict.fromkeys(unit for one in PATTERNS for unit in one.units))
UNIT_WORDS = UnitWords(UNITS)
PAIRS = Pairs(UNIT_WORDS, {n: one for n, one in enumerate(PATTERNS) if len(one.units) > 1})
WHOLE = Lexicon(UNIT_WORDS, UNITS, whole_fits, alone=True)


@settings(max_examples=60, deadline=None)
@given(misspelt())
def test_a_word_leads_to_the_names_that_it_can_be(word: str) -> None:
    found = set(WHOLE.fits(UNIT_WORDS.find(word)))
    assert found == {WHOLE.number(unit) for unit in UNITS if whole_fits(unit, word)}


@settings(max_examples=60, deadline=None)
@example("Abd", "Fattah", 0, False)
@example("Fattah", "Sahin", 0, False)
@given(misspelt(), misspelt() | st.none(), st.sampled_from(sorted(PAIRS.first.keys)), st.booleans())
def test_two_words_lead_to_the_names_that_they_can_begin(
    first: str, second: str | None, name: int, of_name: bool
) -> None:
    if of_name:
        first = PATTERNS[name].units[0].raw
    if second is None:
        second = PATTERNS[name].units[1].raw
    asked = PAIRS.first.asked(UNIT_WORDS.find(first)), PAIRS.second.asked(UNIT_WORDS.find(second))
    found = set(PAIRS.names(*asked)) if asked[0] and asked[1] else set()
    assert found == {
        n
        for n in PAIRS.first.keys
        if unit_fits(PATTERNS[n].units[0], first) and unit_fits(PATTERNS[n].units[1], second)
    }


@settings(max_examples=60, deadline=None)
@given(misspelt(), st.sampled_from(sorted(PAIRS.first.keys)))
def test_a_small_second_word_leads_to_its_own_names(word: str, name: int) -> None:
    small = PATTERNS[name].units[1].raw.lower()
    exactly = PAIRS.second.exactly(small)
    assert exactly is not None
    assert name in exactly.near
    other = PAIRS.second.exactly(word.lower())
    same = {n for n in PAIRS.first.keys if PATTERNS[n].units[1].raw.lower() == word.lower()}
    assert same <= (other.near if other else set())


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("soleimani", "soleimain"),  # the last two letters exchanged
        ("soleimani", "soleimanin"),
        ("baikasia", "baikasai"),
        ("crossing", "crosing"),
        ("crossing", "corssing"),
        ("refinery", "refinory"),
    ],
)
def test_a_slip_of_the_keys_leads_to_the_name(name: str, word: str) -> None:
    words = UnitWords(compile_name(name.title(), "place").units)
    assert words.find(word.title()).near == (name,)


@settings(max_examples=100, deadline=None)
@example("Alasad", ["Asad"])
@example("Slimani", ["Soleimani"])
@given(misspelt(), st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
def test_a_sieve_lets_through_whatever_may_be_found(word: str, few: list[str]) -> None:
    units = [unit for one in few for unit in compile_name(one, "organisation").units]
    sieved, whole = UnitWords(units, sieved=True), UnitWords(units)
    for words in (sieved, whole):
        for unit in units:
            words.keys(unit, alone=False)
            words.keys(unit, alone=True)
    for form in (word, word.lower(), f"al{word.lower()}"):
        assert sieved.find(form) == whole.find(form)


def test_a_sieve_tells_most_words_from_a_few_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sieve_module, "_MOST", 2)
    sieve = Sieve(["karimi", "membij"])
    told = [word for word in ("president", "minister", "oil", "rally", "talks", "summer") if sieve.passes(word)]
    assert told == []
    assert [word for word in ("karim", "korimy", "manbij", "alkarimi") if not sieve.passes(word)] == []
    assert sieve
    assert not Sieve("rl" * count + "m" for count in range(100))  # so many that it would be asked in vain
