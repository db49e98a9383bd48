"""Words, numbers and names, folded so that they compare."""

import pytest
from wordfreq import get_frequency_dict

from watcher.stories.digests import is_digest
from watcher.stories.happenings import happening
from watcher.stories.places import city_of, place_of, same_place
from watcher.stories.rarity import frequencies, rarity
from watcher.stories.sounds import skeleton
from watcher.stories.things import thing
from watcher.stories.words import bare, fold, guess_language, stem, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Erdoğan", "erdogan"),
        ("KÜTAHYA", "kutahya"),
        ("Straße", "strasse"),
        ("الأنبار", "الانبار"),
        ("آسيا", "اسيا"),
        ("قاعدة", "قاعده"),
        ("Łódź", "lodz"),
    ],
)
def test_fold_makes_spellings_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("withdrawal", "withdrew"), ("attacks", "attack"), ("الأنبار", "أنبار"), ("والقاعدة", "قاعدة")]
)
def test_stem_keeps_what_inflections_share(one: str, other: str) -> None:
    same = stem(fold(one))[:5] == stem(fold(other))[:5]
    assert same


def test_stem_keeps_short_words_and_double_s() -> None:
    assert stem("gas") == "gas"
    assert stem("press") == "press"


def test_bare_takes_no_article_that_leaves_too_little() -> None:
    assert bare(fold("الى")) == fold("الى")
    assert bare("alamo") == "alamo"


def test_tokens_tell_names_from_sentence_beginnings() -> None:
    found = {t.text: t for t in tokens("Troops left. Rockets hit Kirkuk's base")}
    assert found["kirkuk"].capital
    assert not found["kirkuk"].initial
    assert found["rockets"].initial
    assert not found["rockets"].capital
    assert not found["base"].capital


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,200", 1200),
        ("1.200", 1200),
        ("6.1", 6.1),
        ("6,1", 6.1),
        ("7.0", 7),
        ("9,701.37", 9701),
        ("1.200.000,50", 1200000),
        ("1" * 16, None),
        ("seventeen", 17),
        ("أربعة", 4),
        ("zwanzig", 20),
        ("٤٢", 42),
    ],
)
def test_tokens_read_numbers_in_figures_and_words(text: str, number: float | None) -> None:
    assert [t.number for t in tokens(text)] == ([] if number is None else [number])


def test_tokens_leave_out_impossibly_long_numbers() -> None:
    assert tokens("9" * 40) == []


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("the army said that it was in control of the base", "de", "en"),
        ("die armee hat die kontrolle uber den stutzpunkt", "", "de"),
        ("el ejercito dijo que las tropas se han retirado de la base", "en", "es"),
        ("العراق يتسلم القاعده من القوات", "en", "ar"),
        ("ايران گفت که پاسخ می دهد", "", "fa"),
        ("ايران و امريكا", "fa", "fa"),
        ("армия взяла базу под контроль", "", "ru"),
        ("армія взяла базу під контроль", "uk", "uk"),
        ("צבא השתלט על הבסיס", "", "he"),
        ("ο στρατος ανελαβε τον ελεγχο", "", "el"),
        ("kirkuk", "tr", "tr"),
        ("kirkuk", "", "en"),
        ("", "", "en"),
    ],
)
def test_guess_language_believes_the_text_before_the_feed(text: str, declared: str, language: str) -> None:
    assert guess_language(text.split(), declared) == language


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("baghdad", "بغداد"),
        ("savaya", "سافايا"),
        ("witkoff", "ويتكوف"),
        ("araghchi", "araqchi"),
        ("klitschko", "кличко"),
        ("lalazar", "لالزار"),
    ],
)
def test_skeleton_is_the_same_across_spellings_and_scripts(one: str, other: str) -> None:
    assert skeleton(fold(one)) == skeleton(fold(other))


def test_skeleton_keeps_different_names_apart() -> None:
    assert skeleton("kirkuk") != skeleton("mosul")


@pytest.mark.parametrize(
    ("word", "language", "kind"),
    [
        ("killed", "en", "kill"),
        ("Tote", "de", "kill"),
        ("muertos", "es", "kill"),
        ("مقتل", "ar", "kill"),
        ("والانسحاب", "ar", "withdraw"),
        ("depremde", "tr", "quake"),
        ("взрыва", "ru", "bomb"),
        ("table", "en", None),
        ("killed", "xx", None),
        ("eletricidade", "pt", "power"),
        ("terremoto", "gl", "quake"),
        ("پناهنده", "ur", None),
        ("انفجار", "ur", "bomb"),
    ],
)
def test_happening_names_the_kind_in_any_language(word: str, language: str, kind: str | None) -> None:
    assert happening(fold(word), language) == kind


@pytest.mark.parametrize(
    ("word", "place"),
    [("Iraqi", "iraq"), ("العراقية", "iraq"), ("Türkiye", "turkey"), ("Киеву", "ukraine/kyiv"), ("inside", None)],
)
def test_place_of_knows_places_under_many_names(word: str, place: str | None) -> None:
    assert place_of(fold(word)) == place


@pytest.mark.parametrize(
    ("word", "city"),
    [
        ("Charkiw", "ukraine/kharkiv"),
        ("Херсоном", "ukraine/kherson"),
        ("רפיח", "palestine/rafah"),
        ("ברפיח", "palestine/rafah"),
        ("بالفاشر", "sudan/el-fasher"),
        ("Nice", None),
        ("Reading", None),
    ],
)
def test_cities_are_places_within_their_country(word: str, city: str | None) -> None:
    assert place_of(fold(word)) == city


def test_cities_have_names_of_two_words() -> None:
    assert city_of("tel aviv") == "israel/tel-aviv"
    assert city_of("aviv") is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ukraine", "ukraine", True),
        ("ukraine/kyiv", "ukraine", True),
        ("ukraine", "ukraine/kyiv", True),
        ("ukraine/kyiv", "ukraine/odesa", False),
        ("niger", "nigeria", False),
    ],
)
def test_a_city_may_be_its_country_but_not_another_city(one: str, other: str, *, same: bool) -> None:
    assert same_place(one, other) is same


@pytest.mark.parametrize(
    ("word", "language", "known"),
    [
        ("hypermarket", "en", "market"),
        ("Baumarkt", "de", "market"),
        ("гіпермаркет", "uk", "market"),
        ("المستشفى", "ar", "hospital"),
        ("hello", "en", None),
    ],
)
def test_thing_is_one_name_for_synonyms_in_any_language(word: str, language: str, known: str | None) -> None:
    assert thing(fold(word), language) == known


@pytest.mark.parametrize(
    "title",
    [
        "Russia-Ukraine war live: latest updates",
        "Morning briefing: polls open",
        "Liveticker: Krieg in Nahost",
        "Guerre en Ukraine, en direct",
        "مباشر | غزة",
        "Онлайн: что известно",
    ],
)
def test_titles_of_items_on_many_events_are_known(title: str) -> None:
    assert is_digest(title)


@pytest.mark.parametrize("title", ["People who live here", "Live music returns", "Court hears brief", ""])
def test_titles_of_items_on_one_event_are_none_of_them(title: str) -> None:
    assert not is_digest(title)


@pytest.mark.parametrize("text", ["Flight SQ321 lands", "an F-16 down", "COP30 ends"])
def test_designations_are_one_word(text: str) -> None:
    assert {"sq321", "f16", "cop30"} & {token.text for token in tokens(text)}


def test_rarity_runs_from_common_to_rare() -> None:
    assert rarity("the", "en") == 0.0
    assert rarity("government", "en") < rarity("withdrawal", "en") < rarity("kirkuk", "en") <= 1.0
    assert rarity("xyzzyx", "en") == 1.0
    assert rarity("anything", "tlh") == 1.0


@pytest.mark.parametrize("language", ["en", "de", "ar", "ru"])
def test_word_frequencies_are_those_that_wordfreq_itself_reads(language: str) -> None:
    ours, theirs = frequencies(language), get_frequency_dict(language, "small")
    assert ours == pytest.approx(theirs)
    assert len(ours) > 10_000


@pytest.mark.parametrize("language", ["tlh", "", "../data/small_en"])
def test_a_language_without_a_table_has_no_frequencies(language: str) -> None:
    assert frequencies(language) == {}
