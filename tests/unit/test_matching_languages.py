"""Which language a text may be in."""

import pytest

from watcher.matching.languages import inflecting_languages, passes, primary, text_language

ENGLISH = "The base was handed over to the army, and it is said that they were of the view that it has been in use"


@pytest.mark.parametrize(
    ("text", "declared", "likely"),
    [
        ("Iraq takes over", "en-GB", "en"),
        ("Iraq takes over", "", ""),
        ("Iraq takes over", "ar", ""),
        (ENGLISH, "", "en"),
        (ENGLISH, "fr", "fr"),
        (ENGLISH, "ar", "en"),
        ("Les troupes se retirent de la base et le gouvernement est dans une impasse sur les accords", "", "fr"),
        ("Die Truppen ziehen ab und der Minister ist nicht auf dem Weg zu den Verhandlungen", "", "de"),
        ("Askerler ve polisler bir anlasma icin geldi ile bu gun daha cok gibi", "", "tr"),
        ("قاعدة عين الأسد", "", "ar"),
        ("قاعدة عين الأسد", "en", "ar"),
        ("پایگاه عین الاسد", "", "fa"),
        ("پایگاه عین الاسد", "ar", "ar"),
        ("بنکەی عەین ئەسەد لە ڕۆژئاوا", "", "ku"),
        ("عراق میں فوجی اڈے پر حملہ", "", "ur"),
        ("База Айн-эль-Асад", "", "ru"),
        ("База в Україні", "", "uk"),
        ("База", "bg", "bg"),
        ("Βάση", "", "el"),
        ("בסיס", "iw", "he"),
        ("基地の移転", "", "ja"),
        ("美军基地", "", "zh"),
        ("기지", "", "ko"),
        ("12 34", "", ""),
        ("12 34", "tr", "tr"),
        ("ᚠᚢᚦᚨᚱᚲ", "non", "non"),
        ("", "", ""),
    ],
)
def test_the_likely_language(text: str, declared: str, likely: str) -> None:
    assert text_language(text, declared).likely == likely


@pytest.mark.parametrize(
    ("languages", "text", "declared", "let"),
    [
        ([], "База", "", True),
        (["en"], "База", "en", False),
        (["en"], "Base", "ar", True),
        (["ar"], "Base", "", False),
        (["ar"], "Base", "en", False),
        (["en", "ar"], "قاعدة", "", True),
        (["fa"], "قاعدة", "", True),
        (["fa"], "قاعدة", "ar", False),
        (["ar"], "پایگاه", "", False),
        (["fa"], "پایگاه", "", True),
        (["ckb"], "بنکەی ڕۆژئاوا", "", True),
        (["uk"], "База", "", True),
        (["uk"], "Базы эти", "", False),
        (["de"], ENGLISH, "", False),
        (["de"], "Iraq", "", True),
        (["sr"], "Baza", "", True),
        (["pt-BR"], "Base", "pt", True),
        (["no"], "Base", "nb", True),
        (["en"], "2026", "", True),
        (["en"], "2026", "de", False),
        (["en"], "ᚠᚢᚦᚨᚱᚲ", "", True),
    ],
)
def test_a_text_passes_where_it_may_be_in_one_of_the_languages(
    languages: list[str], text: str, declared: str, let: bool
) -> None:
    assert passes(languages, text_language(text, declared)) is let


def test_primary_subtags_are_unified() -> None:
    assert [primary(tag) for tag in ("pt-BR", "EN_us", "iw", "ckb", " arz ", "ger", "")] == [
        "pt", "en", "he", "ku", "ar", "de", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "declared", "languages"),
    [
        ("Ten die in crash", "", "en de"),
        ("The base falls", "", "en"),
        ("Israeli leader resigns", "", "en fr de tr"),
        ("Le ministre et les otages", "", "fr"),
        ("Die Polizei und der Minister", "", "de"),
        ("Minister tritt zurück", "", "en de tr"),
        ("Bakanın istifası", "", "tr"),
        ("L'accord signé", "", "fr"),
        ("Bakan istifa etti", "tr", "tr"),
        ("Bases strike", "sw", "en"),
        ("База", "", "en"),
        ("", "", "en"),
    ],
)
def test_whose_inflection_a_text_may_have(text: str, declared: str, languages: str) -> None:
    found = inflecting_languages(text_language(text, declared), text)
    assert sorted(found) == sorted([*languages.split(), "ar", "fa"])


def test_arabic_has_persian_forms_only_where_its_letters_allow_them() -> None:
    assert inflecting_languages(text_language("القوات تنسحب", ""), "القوات تنسحب") == ("en", "ar")
    assert inflecting_languages(text_language("خروج نیروها", ""), "خروج نیروها") == ("en", "fa", "ar")
    assert inflecting_languages(text_language("خروج نيروها", "fa"), "خروج نيروها") == ("en", "fa", "ar")
