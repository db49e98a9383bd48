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
        ("Israeli leader resigns", "", "en fr de"),
        ("Le ministre et les otages", "", "fr"),
        ("Die Polizei und der Minister", "", "de"),
        ("Minister tritt zurück", "", "en de tr"),
        ("Bakanın istifası", "", "tr"),
        ("L'accord signé", "", "fr"),
        ("Bakan istifa etti", "tr", "tr"),
        ("Depremler oldu", "", "tr"),
        ("Gemilere el koydu", "", "en tr"),
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


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The minister said on Monday that the talks with the neighbours were going to be long"),
        ("fr", "Le ministre a dit lundi que les pourparlers avec les voisins sont dans une impasse"),
        ("de", "Der Minister sagte am Montag, dass die Gespräche mit den Nachbarn in eine Sackgasse geraten sind"),
        (
            "tr",
            "Bakan pazartesi günü yaptığı konuşmada bu görüşmelerin çok uzun olarak ve bir ay kadar süreceğini dedi",
        ),
        ("es", "El ministro dijo el lunes que las conversaciones con los vecinos se han roto por una disputa"),
        ("it", "Il ministro ha detto che i colloqui con il paese vicino non sono ancora nella fase di una svolta"),
        ("pt", "O ministro disse na segunda-feira que as conversas com os vizinhos não foram um fracasso"),
        ("nl", "De minister zei maandag dat het overleg met de buren in een impasse is en niet voor de zomer eindigt"),
        ("sv", "Ministern sade på måndagen att samtalen med grannarna är i en återvändsgränd och inte kan fortsätta"),
        (
            "fi",
            "Ministeri sanoi että neuvottelut ovat jumissa ja että ne jatkuvat kun sopimus on myös valmis mutta ei nyt",
        ),
        ("hu", "A miniszter azt mondta hogy a tárgyalások nem haladnak és az ország már csak egy hetet vár"),
        (
            "pl",
            "Minister powiedział w poniedziałek, że rozmowy z sąsiadami nie są łatwe i do lata się nie skończą",
        ),
        ("ro", "Ministrul a spus că discuțiile cu vecinii sunt în impas și că nu mai este un acord la vedere"),
        ("lt", "Ministras sakė kad derybos su kaimynais yra sunkios ir kad jos iki vasaros nebus baigtos bet tęsis"),
        ("sq", "Ministri tha se bisedimet me fqinjët janë në një udhë pa krye dhe nuk do të mbarojnë para verës"),
        ("vi", "Bộ trưởng cho biết các cuộc đàm phán với nước láng giềng đã kéo dài và không có một kết quả"),
        ("sw", "Waziri alisema kwamba mazungumzo ya amani na jirani wa kaskazini ni magumu katika mwaka huu"),
        (
            "so",
            "Wasiirka ayaa sheegay in wadahadalka ay la yeelanayaan dalalka dariska ah uu ku socdo si wanaagsan",
        ),
        ("ku", "Wezîr got ku gotûbêjên bi cîranan re di rewşeke dijwar de ne û ew ê li havînê ji nû ve dest pê bikin"),
        ("vi", "Theo nguồn tin này, các bên đã ký và trong tháng tới sẽ có một cuộc họp cho người dân"),
    ],
)
def test_a_text_of_some_length_tells_its_language_by_its_little_words(language: str, text: str) -> None:
    assert text_language(text, "").likely == language
    assert passes([language], text_language(text, ""))
    other = "de" if language == "en" else "en"
    assert not passes([other], text_language(text, ""))


@pytest.mark.parametrize(
    ("languages", "text"),
    [
        ("da no", "Ministeren sagde at samtalerne med naboen er i en blindgyde og ikke har ført til noget for landet"),
        ("cs sk", "Ministr to na konferenci řekl a podle něj se o tom bude ve vládě od pondělí jednat po celý týden"),
        ("id ms", "Menteri itu mengatakan pembicaraan dengan negara tetangga tidak akan selesai pada tahun ini"),
        ("hr sr bs", "Ministar je rekao da su razgovori na kraju i da se ne zna kako će to za godinu dana biti"),
        ("tr az", "Bakan bu ve bir de daha sonra ile oldu ancak"),
    ],
)
def test_a_text_in_one_of_two_languages_that_are_all_but_alike_passes_for_both(languages: str, text: str) -> None:
    for language in languages.split():
        assert passes([language], text_language(text, "")), language
    assert not passes(["en"], text_language(text, ""))


def test_words_by_chance_tell_no_language() -> None:
    assert text_language("Nusrah " * 40 + "in the of and to", "").likely == ""
    assert text_language("", "").likely == ""
