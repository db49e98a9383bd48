"""Mentions of names: what counts, what does not, where they begin and end, and what they say of themselves."""

import pickle

import pytest

from watcher.matching.mention import Mention
from watcher.matching.names import (
    NameKind,
    compile_name,
    expand_aliases,
    match_name,
    may_match,
    same_name,
    token_keys,
)
from watcher.text.fold import tokenize


def mentions(alias: str, text: str, kind: NameKind = "place") -> list[Mention]:
    return match_name(compile_name(alias, kind), tokenize(text))


def found(alias: str, text: str, kind: NameKind = "place") -> list[str]:
    return [text[m.start : m.end] for m in mentions(alias, text, kind) if not m.partial]


@pytest.mark.parametrize(
    ("alias", "text", "mention"),
    [
        ("Ain al-Asad air base", "Iraq takes over Ayn al-Asad Air Base today", "Ayn al-Asad Air Base"),
        ("Ain al-Asad", "the strategic Al Asad Airbase fell", "Al Asad Airbase"),
        ("Ain al-Asad", "at Ain Alasad, in Anbar", "Ain Alasad"),
        ("Ain al-Asad", "at Ain\nal\u2011Assad", "Ain\nal\u2011Assad"),
        ("Ain al-Asad", "ROCKETS HIT AIN AL-ASAD BASE", "AIN AL-ASAD BASE"),
        ("Ain al-Asad", "rockets hit ain al asad again", "ain al asad"),
        ("Ain al-Asad", "Ayn el-Esed'in çevresi", "Ayn el-Esed"),
        ("Ain al-Asad", "هجوم على قاعدة عين الأسد الجوية", "قاعدة عين الأسد الجوية"),
        ("Ain al-Asad", "انفجار بعين الأسد", "عين الأسد"),
        ("Ain al-Asad", "عَيْن الأَسَـد", "عَيْن الأَسَـد"),
        ("Beit Hanoun", "غزة وبيت حانون", "بيت حانون"),
        ("Kirkuk", "الموصل وكركوك", "كركوك"),
        ("Baghdad", "أربيل وبغداد", "بغداد"),
        ("Baghdad", "وببغداد أيضا", "بغداد"),
        ("Beit Hanoun", "עזה ובית חאנון", "בית חאנון"),
        ("Ain al-Asad", "удар по авиабазе Айн-эль-Асад", "авиабазе Айн-эль-Асад"),
        ("Iraq", "Iraq's parliament", "Iraq"),
        ("Iraq", "Irak’ta seçim", "Irak"),
        ("Iraq", "القوات بالعراق", "العراق"),
        ("Bandar Abbas", "انفجار در بندرعباس", "بندرعباس"),
        ("al-Raqqa", "in al-Raqqa today", "al-Raqqa"),
        ("Erbil province", "in Erbil today", "Erbil"),
    ],
)
def test_a_place_is_found_whole_without_what_is_joined_on(alias: str, text: str, mention: str) -> None:
    assert found(alias, text) == [mention]


@pytest.mark.parametrize(
    ("alias", "text", "kind"),
    [
        ("Ain al-Asad", "Bashar al-Assad fled", "place"),
        ("Ain al-Asad", "Ain, al-Asad", "place"),
        ("Ain al-Asad", "in Ain. Al-Asad said", "place"),
        ("Assad base", "the Assad regime", "place"),
        ("Taji", "Tajik forces", "place"),
        ("Tripoli", "a triple win", "place"),
        ("Tehran", "the Tren de Aragua", "place"),
        ("Sudan", "South Sudan votes", "place"),
        ("Gaza", "the Giza pyramids", "place"),
        ("Homs", "the HMS Queen and other ships", "place"),
        ("Rudaw", "rude awakening", "organisation"),
        ("Hezbollah", "Kataib Hezbollah fired", "organisation"),
        ("Hezbollah", "Nasrallah spoke", "organisation"),
        ("Joint Operations Command", "the Joint Special Operations Command", "organisation"),
        ("Islamic State", "the Islamic Republic", "organisation"),
        ("Masoud Barzani", "Masrour Barzani met Nechirvan Barzani", "person"),
        ("Hassan Rouhani", "Hussein Rouhani", "person"),
        ("Mohammed bin Salman", "Mohammed bin Zayed", "person"),
        ("Mark Savaya", "the mark, Savaya", "person"),
        ("Qais al-Khazali", "quays al-khazali and Others", "person"),
        ("Nasr Hamid", "Nasrallah Hamid", "person"),
    ],
)
def test_what_is_no_mention(alias: str, text: str, kind: NameKind) -> None:
    assert found(alias, text, kind) == []


@pytest.mark.parametrize(
    ("alias", "text", "kind"),
    [
        ("Qasem Soleimani", "Qassem Soleimnai was killed", "person"),
        ("Nechirvan Barzani", "Nechirvan Barzzani", "person"),
        ("Abdul Rahman", "Abdurrahman arrived", "person"),
        ("Abdulrahman Aref", "Abd al-Rahman Arif arrived", "person"),
        ("Osama bin Laden", "Usama Ladin", "person"),
        ("George Bush", "George W. Bush spoke", "person"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan", "person"),
        ("Kim Jong Un", "Kim Jong Un met", "person"),
        ("Popular Mobilization Forces", "the popular mobilisation forces. it said", "organisation"),
        ("Democratic Union Party", "Democratic union party members", "organisation"),
        ("NATO", "NATO's chief", "organisation"),
        ("OPEC", "said Opec in London", "organisation"),
    ],
)
def test_more_that_counts(alias: str, text: str, kind: NameKind) -> None:
    assert len(found(alias, text, kind)) == 1


@pytest.mark.parametrize(
    ("text", "kind"), [("the isis river", "organisation"), ("said Isi in", "organisation"), ("ISISI", "organisation")]
)
def test_an_acronym_is_met_in_capitals_only(text: str, kind: NameKind) -> None:
    assert found("ISIS", text, kind) == []


@pytest.mark.parametrize(
    ("alias", "text", "kind", "mention", "says"),
    [
        ("Qasem Soleimani", "Then Soleimani left", "person", "Soleimani", "surname alone"),
        ("Qasem Soleimani", "said General Soleimani", "person", "Soleimani", "surname alone"),
        ("Qasem Soleimani", "said Q. Soleimani", "person", "Q. Soleimani", "initial"),
        ("Assad base", "near Assad today", "place", "Assad", "without its head"),
        ("Wagner Group", "said Wagner today", "organisation", "Wagner", "without its head"),
    ],
)
def test_short_forms_are_partial(alias: str, text: str, kind: NameKind, mention: str, says: str) -> None:
    [only] = mentions(alias, text, kind)
    assert only.partial
    assert text[only.start : only.end] == mention
    assert says in only.why
    assert only.score <= 90


@pytest.mark.parametrize(
    "text",
    ["Gholamreza Soleimani spoke", "Qasem al-Kaabi of Reuters", "the Ali, soleimani and Others", "Suleiman left"],
)
def test_another_person_of_the_family_is_not_even_partial(text: str) -> None:
    assert mentions("Qasem Soleimani", text, "person") == []


def test_a_common_surname_stands_for_nobody() -> None:
    assert mentions("Abiy Ahmed", "Ahmed left", "person") == []
    assert mentions("Hassan Abdul Rahman", "Rahman left", "person") == []


def test_mentions_explain_themselves() -> None:
    [m] = mentions("Ain al-Assad", "near Ayn al-Asad today")
    assert m.why == '"Ayn al-Asad" ~ "Ain al-Assad": the same sounds, one doubled letter'
    [m] = mentions("Gaddafi", "said Khadafy", "person")
    assert "g/kh" in m.why
    [m] = mentions("Volodymyr Zelensky", "Volodymyr Zelenksy", "person")
    assert "one typing error" in m.why
    [m] = mentions("Iraq", "Iraq's war")
    assert "the same letters" in m.why
    assert m.score == 100


def test_scores_fall_with_distance() -> None:
    [same] = mentions("Muammar Gaddafi", "Muammar Gaddafi", "person")
    [near] = mentions("Muammar Gaddafi", "Moammar Kadafi", "person")
    assert 100 == same.score > near.score >= 85


def test_heads_without_end_are_not_followed_without_end() -> None:
    text = "base " * 20_000
    assert len(mentions("Base", text)) == 20_000
    [m] = mentions("Ain al-Asad base", "base " * 3_000 + "Ain Asad " + "base " * 3_000)
    assert m.last - m.first < 12


def test_near_gives_only_mentions_around_a_token() -> None:
    pattern = compile_name("Iraq", "place")
    tokens = tokenize("Iraq and more " + "words " * 40 + "Irak")
    assert len(match_name(pattern, tokens)) == 2
    assert [m.first for m in match_name(pattern, tokens, near=0)] == [0]
    assert match_name(pattern, tokens, near=1) == []


@pytest.mark.parametrize(
    "alias",
    [
        "",
        "  ",
        "...",
        "-–—",
        "a",
        "\u200c",
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
    ],
)
def test_what_cannot_be_a_name_is_refused(alias: str) -> None:
    with pytest.raises(ValueError, match=r"name"):
        compile_name(alias, "place")


@pytest.mark.parametrize("alias", ["the", "Air Base", "King Abdullah", "Abu Bakr", "42", "习近平", "Io", "Allah"])
def test_odd_names_are_found_as_they_stand(alias: str) -> None:
    assert found(alias, f"near {alias} today", "person")


def test_a_pattern_survives_pickling() -> None:
    pattern = compile_name("Ain al-Asad air base", "place")
    assert pickle.loads(pickle.dumps(pattern)) == pattern
    assert may_match(pattern, "Assad")
    assert not may_match(pattern, "Baghdad")
    assert may_match(compile_name("ISIS", "organisation"), "ISIS")
    assert set(pattern.keys) & set(token_keys("الأسد"))


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("PDKI", "KDPI", "organisation"),
        ("ISIS", "Daesh", "organisation"),
        ("Erbil", "هەولێر", "place"),
        ("Hemedti", "Mohamed Hamdan Daglo", "person"),
        ("Quds Force", "Jerusalem Force", "organisation"),
        ("Ain al-Asad", "Ayn al-Assad Air Base", "place"),
    ],
)
def test_same_name(a: str, b: str, kind: NameKind) -> None:
    assert same_name(a, b, kind)[0] >= 85
    assert same_name(b, a, kind)[0] >= 85


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("Hezbollah", "Hezbollah Cyber Unit", "organisation"),
        ("Bashar al-Assad", "Ain al-Asad", "person"),
        ("Soleimani", "Qasem Soleimani", "person"),
        ("", "Baghdad", "place"),
        ("PDKI", "PJAK", "organisation"),
    ],
)
def test_not_the_same_name(a: str, b: str, kind: NameKind) -> None:
    assert same_name(a, b, kind)[0] < 85


def test_aliases_are_looked_up_however_they_are_spelled() -> None:
    assert "KDPI" in expand_aliases("pdki")
    assert "Hemedti" in expand_aliases("Mohammed  Hamdan Dagalo")
    assert expand_aliases("nobody in particular") == ()
