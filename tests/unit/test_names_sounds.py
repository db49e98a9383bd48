"""Letters become the same sounds in every script, and alignments weigh what tells names apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.matching.names.align import distance, edits
from watcher.matching.names.heard import heard
from watcher.matching.names.phonemes import phonemes, script_of
from watcher.matching.names.skeleton import shortened, skeletons, strength, wide_skeletons
from watcher.matching.names.units import is_compound
from watcher.matching.names.word import analyse, analysed_keys, plain_forms, token_keys


@pytest.mark.parametrize(
    ("word", "sounds"),
    [
        ("Soleimani", "solEmani"),
        ("Сулеймани", "sulEmani"),
        ("Σουλεϊμανί", "sulEmani"),
        ("سليماني", "slYmAnY"),
        ("سلیمانی", "slYmAnY"),
        ("Schoigu", "Soigu"),
        ("Шойгу", "SoiQu"),
        ("Dschihad", "Jihad"),
        ("Джихад", "Jixad"),
        ("Beşar", "beSar"),
        ("Cumhuriyet", "kumhuriet"),
        ("Yıldız", "yildiz"),
        ("Yılmacı", "yilmaJi"),
        ("Kata'ib", "katEb"),
        ("Xi", "Si"),
        ("Zhao", "Zao"),
        ("ג'יהאד", "JYhAd"),
        ("Μπασάρ", "basar"),
        ("إسماعيل", "AsmEl"),
        ("42", ""),
        ("", ""),
    ],
)
def test_sounds(word: str, sounds: str) -> None:
    assert phonemes(word) == sounds


@pytest.mark.parametrize(
    ("word", "script"),
    [
        ("Asad", "latin"),
        ("Асад", "cyrillic"),
        ("أسد", "arabic"),
        ("אסד", "hebrew"),
        ("Άσαντ", "greek"),
        ("阿萨德", "cjk"),
        ("असद", "indic"),
        ("ასად", "georgian"),
        ("Ասադ", "armenian"),
        ("ກຣຸງ", "other"),
        ("16", "digits"),
    ],
)
def test_script(word: str, script: str) -> None:
    assert script_of(word) == script


@pytest.mark.parametrize(
    ("near", "far"),
    [
        (("Gaddafi", "Khadafy"), ("Gaddafi", "Gadot")),
        (("Hussein", "Husayn"), ("Hussein", "Hassan")),
        (("Baghdad", "Bagdad"), ("Baghdad", "Baghdadi")),
        (("Ramadan", "Ramazan"), ("Ramadan", "Ramadi")),
        (("Ahmed", "Ahmet"), ("Ahmed", "Hamed")),
        (("Putin", "Poutine"), ("Putin", "Pétain")),
    ],
)
def test_rival_spellings_are_nearer_than_other_names(near: tuple[str, str], far: tuple[str, str]) -> None:
    assert distance(*map(phonemes, near)) < distance(*map(phonemes, far))


def test_a_vowel_that_a_script_leaves_out_costs_next_to_nothing() -> None:
    assert distance("muhamad", "mhmd", False, True) < 0.2 < distance("muhamad", "mhmd")


def test_a_limit_ends_the_alignment_early() -> None:
    assert distance("solEmani", "bagdad", limit=0.5) == float("inf")
    assert distance("solEmani", "sulEmani", limit=0.5) == distance("solEmani", "sulEmani")


SOUNDS = st.text(st.sampled_from("aeiouEObpfvwtdTDszSJkqgGxhmnlryAWY3@"), max_size=9)


@given(SOUNDS, SOUNDS, st.booleans(), st.booleans())
@settings(max_examples=100, deadline=None)
def test_distance_is_symmetric_and_its_edits_explain_it(a: str, b: str, x: bool, y: bool) -> None:
    assert distance(a, b, x, y) == pytest.approx(distance(b, a, y, x))
    assert distance(a, a, x, y) == 0
    found = edits(a, b, x, y)
    assert bool(found) == (a != b)
    kept = len(a) - sum(1 for left, _ in found if left)
    assert kept == len(b) - sum(1 for _, right in found if right)


@pytest.mark.parametrize(
    ("a", "b"),
    [("Gaddafi", "قذافي"), ("Vladimir", "Wladimir"), ("Ramadan", "Ramazan"), ("Khalid", "Halid"), ("Jamal", "Gamal")],
)
def test_rival_spellings_share_a_skeleton(a: str, b: str) -> None:
    assert set(skeletons(phonemes(a))) & set(skeletons(phonemes(b)))


def test_skeletons_are_few_and_strength_counts_consonants() -> None:
    assert len(skeletons("zDTcCJgGxv" * 3)) <= 8
    assert skeletons("aeiou") == ()
    assert shortened("SLMN") == ("SMN", "SLN", "SLM")
    assert [strength(phonemes(w)) for w in ("Taji", "Asad", "Soleimani", "Rudaw")] == [2, 2, 4, 2]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Abdulrahman", ["abd", ""]),
        ("Abdurrahman", ["abd", ""]),
        ("Hezbollah", ["", "allah"]),
        ("حزب\u200cالله", ["", "allah"]),
        ("Abdullah", ["abd", "allah"]),
        ("Хезболлы", ["", "allah"]),
        ("Salahuddin", ["", "din"]),
        ("Mohammadreza", ["", ""]),
        ("Abubakr", ["abu", ""]),
        ("Baghdad", [""]),
        ("abdul", ["abd"]),
    ],
)
def test_compounds_fall_into_the_parts_that_others_write_apart(word: str, parts: list[str]) -> None:
    assert [part.tag for part in analyse(word).parts] == parts


@pytest.mark.parametrize(
    ("word", "key_of"),
    [
        ("Asad's", "Asad"),
        ("Esed'in", "Esed"),
        ("والأسد", "أسد"),
        ("بالعراق", "عراق"),
        ("Alasad", "Asad"),
        ("Houthis", "Houthi"),
    ],
)
def test_what_is_joined_on_hides_no_key(word: str, key_of: str) -> None:
    assert set(skeletons(phonemes(key_of))) & set(token_keys(word))


@given(st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_word_has_keys(word: str) -> None:
    keys = token_keys(word)
    assert keys == token_keys(word)
    assert keys[0].startswith("=")
    assert len(keys) == len(set(keys)) <= 200


@given(
    st.one_of(
        st.from_regex(
            r"(?:Abd|abou?|umm?|al|Es)?[A-Za-z]{1,9}(?:ullah|uddin|abad|reza|s|ics?|ovs|aws)?", fullmatch=True
        ),
        st.sampled_from(["Omdurman", "Hyderabad", "Jaish", "Mexico", "Assad", "Abdulrahmans", "Mohd", "Gholamreza"]),
    )
)
@settings(max_examples=100, deadline=None)
def test_a_plain_word_has_the_same_keys_without_being_analysed(word: str) -> None:
    assert set(token_keys(word)) == set(analysed_keys(word))
    parts = analyse(word).parts
    if plain_forms(word):
        assert len(parts) == 1
        assert not is_compound(word)
        forms = {(reading.folded, reading.sounds) for reading in parts[0].readings}
        assert set(heard(word).forms) == forms


@given(st.text("bpfvtdTDszSZCJckqgGQxhmnlryBPKX$aeiouEOAWY32@~w", max_size=10))
@settings(max_examples=60, deadline=None)
def test_every_sound_has_a_place_in_skeletons(sounds: str) -> None:
    assert all(s.isupper() for s in skeletons(sounds))
    assert set(skeletons(sounds)) <= {*wide_skeletons(sounds), *skeletons(sounds)}
    assert len(wide_skeletons(sounds)) <= 16
