"""Folding keeps offsets and is idempotent; words and sentences are cut where readers would cut them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.text.fold import WORD, fold, fold_ascii, fold_word, raw_words, tokenize

ANY_TEXT = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=("Cs", "Cf", "Mn", "Mc")),
        st.sampled_from(list("'’ـ\u200c\u200d\u00ad-‑ .!?\n؟。كکيیىةهAZaz09١۲")),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("AÏN", "ain"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("ISPARTA ısırgan", "isparta isirgan"),
        ("ﬁn", "fin"),
        ("Ｂａｓｅ", "base"),
        ("Ἀθῆναι", "αθηναι"),
        ("Ёлка", "елка"),
        ("קָאסֵם", "קאסמ"),
        ("عَيْنُ الأَسَد", "عين الاسد"),
        ("عـــيـن", "عين"),
        ("کتائب", "كتايب"),
        ("قاعدة", "قاعده"),
        ("إيران آسيا ٱلله", "ايران اسيا الله"),
        ("۱۴۰۳ ١٩٨٨", "1403 1988"),
        ("هەولێر", "ههولير"),
        ("حزب\u200cالله", "حزبالله"),
        ("al\u2011Asad al\u2013Asad al−Asad", "al-asad al-asad al-asad"),
        ("Kata’ib Kataʾib Kata`ib", "kata'ib kata'ib kata'ib"),
        ("\u202bعين\u202c", "عين"),
        ("so\u00adft", "soft"),
        ("a\u00a0b\tc\x00d", "a b c d"),
        ("हिन्दी", "हिन्दी"),
        ("がぎ 한국", "がぎ 한국"),
        ("\ud800", "\ud800"),
    ],
)
def test_one_form_for_all_ways_to_write_it(raw: str, folded: str) -> None:
    assert fold(raw).text == folded
    assert fold_word(raw) == folded


@given(ANY_TEXT)
@settings(max_examples=100)
def test_folding_keeps_offsets_and_changes_nothing_twice(text: str) -> None:
    folded = fold(text)
    offsets = list(folded.offsets)
    assert len(offsets) == len(folded.text) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)
    assert all(0 <= offset <= len(text) for offset in offsets)
    assert fold(folded.text).text == folded.text
    assert fold_word(text) == folded.text
    for at, char in enumerate(folded.text):
        assert char in fold(text[offsets[at]]).text


@given(st.text(st.characters(max_codepoint=127)))
@settings(max_examples=50, deadline=None)
def test_ascii_folds_alike_as_a_whole_and_by_character(text: str) -> None:
    # What is not ASCII is folded character by character.
    assert fold_ascii(text).decode() == fold(text).text == fold(text + "é").text[:-1]


@given(ANY_TEXT)
@settings(max_examples=100)
def test_tokens_slice_the_original(text: str) -> None:
    tokens = tokenize(text)
    assert [t.text for t in tokens] == WORD.findall(text) == raw_words(text)
    rebuilt = "".join(t.before + t.text for t in tokens)
    assert text.startswith(rebuilt)
    for token in tokens:
        assert text[token.start : token.end] == token.text
        assert token.folded == fold_word(token.text)
    sentences = [t.sentence for t in tokens]
    assert sentences == sorted(sentences)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kata'ib’s al-Asad", ["Kata'ib’s", "al", "Asad"]),
        ("al‑Asad, Айн-эль-Асад", ["al", "Asad", "Айн", "эль", "Асад"]),
        ("حزب\u200cالله وـعين", ["حزب\u200cالله", "وـعين"]),
        ("‘quoted’ 'words'", ["quoted", "words"]),
        ("ʿAyn Esed'in", ["ʿAyn", "Esed'in"]),
        ("snake_case #Ain_al_Asad", ["snake", "case", "Ain", "al", "Asad"]),
        ("e\u0301te\u0301 हिन्दी", ["e\u0301te\u0301", "हिन्दी"]),
        ("F-16 3.5", ["F", "16", "3", "5"]),
        ("\ud800 -- ...", []),
    ],
)
def test_what_a_word_is(text: str, words: list[str]) -> None:
    assert WORD.findall(text) == raw_words(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. base in Iraq",
        "Lt. Gen. Qais al-Muhammadawi spoke",
        "Camp No. 5 was hit",
        "J. Smith and W. H. Auden",
        "at 10 a.m. on Monday",
        "It cost 3.5 million",
        "see example.org for more",
        "Smith et al. found it",
        "ген. Шойгу сказал",
        "one line\nand the next",
        "Is it... perhaps so",
    ],
)
def test_no_sentence_ends_here(text: str) -> None:
    assert {t.sentence for t in tokenize(text)} == {0}


@pytest.mark.parametrize(
    "text",
    [
        "It fell. They left",
        "Did it fall? Yes",
        "It fell! They left",
        'He said "it fell." They left',
        "سقطت؟ نعم",
        "سقطت القاعدة. غادروا",
        "基地。他们",
        "Title\n\nText",
        "It fell… They left",
        "No. They left",
    ],
)
def test_one_sentence_ends_here(text: str) -> None:
    assert {t.sentence for t in tokenize(text)} == {0, 1}


def test_a_megabyte_is_cut_in_linear_time() -> None:
    text = "a'" * 500_000
    assert len(tokenize(text)) == 1
    assert len(tokenize("a " * 300_000)) == 300_000


@given(st.text("aB9'`_-. \x00\x1c\n", max_size=40))
def test_words_of_ascii_text_are_cut_the_short_way_as_the_long_one(text: str) -> None:
    assert raw_words(text) == WORD.findall(text)
