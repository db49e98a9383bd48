"""Laws of name matching on any text: keys, offsets, neighbourhoods, and no exceptions."""

from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.matching.names import NameKind, NamePattern, compile_name, match_name, may_match, same_name, token_keys
from watcher.text.fold import tokenize

KINDS: list[NameKind] = ["place", "person", "organisation"]
NAMES = [
    "Ain al-Asad air base", "Qasem Soleimani", "Qais al-Muhammadawi", "Kataib Hezbollah", "Abdul Rahman",
    "Taji", "Iraq", "Sulaymaniyah", "ISIS", "Bandar Abbas", "al-Qaeda", "قيس الخزعلي", "عين الأسد",
    "Айн-эль-Асад", "חזבאללה", "Σουλεϊμανί", "Wagner Group", "Deir ez-Zor", "Mohammad Reza", "习近平", "Allah",
    "King Abdullah", "South Sudan",
]  # fmt: skip
PIECES = [
    "Ain", "Ayn", "al-", "al", "Asad", "Alasad", "Assad's", "Airbase", "air base", "Qassem", "Q.", "Soleimani",
    "Suleiman", "SOLEIMANI", "soleimani", "Qays", "Mohammedawi", "Kata'ib", "Hizb", "Allah", "Hizballah",
    "Abdurrahman", "abd", "Rahman", "Taji", "Irak", "Irak’ta", "ISIS", "Isis", "بندرعباس", "القاعدة", "بعين",
    "الأسد", "والأسد", "عين", "قاعدة", "حزب‌الله", "Айн", "эль", "Асад", "Сулеймани", "חזבאללה", "习近平", "of",
    "the", ",", ".", "\n", "-", "\u200c", "Wagner", "group", "South", "Sudan", "Deir", "Ezzor", "\ud800", "أبو",
    "King", "Mohammadreza",
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=14).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=10).map("".join),
)
PATTERNS = [compile_name(name, kind) for name in NAMES for kind in KINDS]


@given(st.sampled_from(PATTERNS), TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_mention_holds_a_word_that_the_index_finds(pattern: NamePattern, text: str) -> None:
    tokens = tokenize(text)
    keys = set(pattern.keys)
    for mention in match_name(pattern, tokens):
        words = [t.text for t in tokens[mention.first : mention.last + 1]]
        hits = [w for w in words if keys & set(token_keys(w))]
        assert hits
        assert any(may_match(pattern, w) for w in hits)


@given(st.sampled_from(PATTERNS), TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_mention_is_a_place_in_the_text_and_the_same_from_near(pattern: NamePattern, text: str) -> None:
    tokens = tokenize(text)
    for mention in match_name(pattern, tokens):
        assert 0 <= mention.first <= mention.last < len(tokens)
        assert tokens[mention.first].start <= mention.start < mention.end <= tokens[mention.last].end
        assert 0 < mention.score <= 100
        assert mention.why
        assert mention in match_name(pattern, tokens, near=mention.last)
        assert mention in match_name(pattern, tokens, near=mention.first)


@given(st.text(max_size=40), st.sampled_from(KINDS), TEXTS)
@settings(max_examples=100, deadline=None)
def test_any_alias_compiles_or_says_why_not_and_finds_itself(alias: str, kind: NameKind, text: str) -> None:
    try:
        pattern = compile_name(alias, kind)
    except ValueError as error:
        said = str(error)
    else:
        said = ""
    if said:
        assert "name" in said
        return
    match_name(pattern, tokenize(text))
    assert pattern.keys
    assert pattern.units[pattern.key_unit]


@given(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(KINDS))
@settings(max_examples=60, deadline=None)
def test_sameness_is_symmetric_and_every_name_is_itself(a: str, b: str, kind: NameKind) -> None:
    assert same_name(a, b, kind)[0] == same_name(b, a, kind)[0]
    assert same_name(a, a, kind)[0] >= 96
