"""Names in other orders, romanisations and scripts than the watch list's, shorter, longer, and by what they are of."""

import pytest

from tests.support.watching import fired
from watcher.matching.mention import Mention
from watcher.matching.names import NameKind, compile_name, match_name, other_forms, same_name
from watcher.matching.names.chinese import as_spoken, han_keys, in_pinyin, in_wade_giles, sounds_of, syllables_of
from watcher.matching.names.heads import class_words, may_be_left_out, needs_particle
from watcher.matching.names.japanese import as_in_russian, is_japanese
from watcher.text.fold import fold, tokenize
from watcher.text.han import SIMPLIFIED


def found(name: str, kind: NameKind, text: str) -> list[str]:
    """What of a text names it in full, in any of the name's forms."""
    patterns = [compile_name(name, kind), *(compile_name(form, kind, whole=True) for form in other_forms(name, kind))]
    mentions = {(m.start, m.end) for p in patterns for m in match_name(p, tokenize(text)) if not m.partial}
    return [text[start:end] for start, end in sorted(mentions)]


def one(name: str, kind: NameKind, text: str) -> Mention:
    [mention] = match_name(compile_name(name, kind), tokenize(text))
    return mention


# --- what a name is of ---


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("Strait of Hormuz", "place", "Hormuz Strait"),
        ("Strait of Hormuz", "place", "détroit d'Ormuz"),
        ("Strait of Hormuz", "place", "مضيق هرمز"),
        ("Strait of Hormuz", "place", "Straße von Hormus"),
        ("Erbil International Airport", "place", "Erbil airport"),
        ("Erbil International Airport", "place", "مطار أربيل الدولي"),
        ("Port of Umm Qasr", "place", "Umm Qasr port"),
        ("Mosul Dam", "place", "سد الموصل"),
        ("Bushehr nuclear power plant", "place", "АЭС Бушер"),
        ("Conoco gas field", "place", "حقل كونيكو"),
        ("Liwa Fatemiyoun", "organisation", "Fatemiyoun Division"),
        ("Iraqi Ministry of Oil", "organisation", "Iraqi Oil Ministry"),
        ("Ministry of Defence", "organisation", "Defense Ministry"),
        ("Kataib Imam Ali", "organisation", "Imam Ali Brigades"),
        ("Liwa Fatemiyoun", "organisation", "Лива Фатимиюн"),
        ("Tasnim News Agency", "organisation", "وكالة تسنيم"),
        ("USS Gerald R. Ford", "organisation", "USS Gerald Ford"),
        ("USS Abraham Lincoln", "organisation", "aircraft carrier Abraham Lincoln"),
    ],
)
def test_the_word_of_its_class_may_be_another_and_elsewhere(name: str, kind: NameKind, text: str) -> None:
    [mention] = found(name, kind, f"Reports say that {text} is closed")
    assert mention in text


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("Erbil International Airport", "place", "Erbil"),
        ("Erbil International Airport", "place", "Baghdad International Airport"),
        ("Strait of Hormuz", "place", "Hormuz"),
        ("Bushehr nuclear power plant", "place", "Bushehr"),
        ("Iraqi Ministry of Oil", "organisation", "Iraqi Ministry of Defence"),
        ("Kataib Hezbollah", "organisation", "Lebanese Hezbollah"),
        ("Long Island", "place", "Long"),
        ("USS Abraham Lincoln", "organisation", "Abraham Lincoln"),
        ("Democratic Party", "organisation", "Democratic"),
    ],
)
def test_without_it_the_name_is_of_something_else(name: str, kind: NameKind, text: str) -> None:
    assert found(name, kind, f"Reports say that {text} is closed") == []


@pytest.mark.parametrize("text", ["Kharg", "جزيرة خرج", "Île de Kharg", "Kharg Island"])
def test_an_island_does_without(text: str) -> None:
    assert found("Kharg Island", "place", f"Reports say that {text} is closed") == [text]


def test_a_port_at_the_beginning_of_a_name_is_part_of_it() -> None:
    assert needs_particle("port")
    assert not needs_particle("strait")
    assert found("Port Sudan", "place", "ships off Port Sudan, and off Sudan's port") == ["Port Sudan"]


def test_classes_are_of_places_or_of_organisations() -> None:
    assert "bogazi" in class_words("strait", place=True)
    assert not class_words("strait", place=False)
    assert may_be_left_out("island")
    assert not may_be_left_out("airport")


def test_a_head_beside_is_part_of_the_mention() -> None:
    assert found("Balochistan Liberation Army", "organisation", "The Balochistan Liberation Army attacks") == [
        "Balochistan Liberation Army"
    ]
    assert found("Kharkiv", "place", "districts in Kharkiv Oblast") == ["Kharkiv Oblast"]


# --- articles and little words ---


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("Iraq", "place", "l'Irak"),
        ("Iran", "place", "dell'Iran"),
        ("Iraq", "place", "d’Irak"),
        ("Hizb ut-Tahrir", "organisation", "Hizbut Tahrir"),
        ("Ansar al-Islam", "organisation", "Ansarul Islam"),
        ("Hizbul Mujahideen", "organisation", "Hizb ul Mujahidin"),
        ("La Paz", "place", "La Paz"),
        ("Da Nang", "place", "Danang"),
        ("Rostov-on-Don", "place", "Ростов-на-Дону"),
        ("Hanoi", "place", "Ha Noi"),
        ("Al-Hol camp", "place", "al-Hol"),
    ],
)
def test_articles_and_particles_are_joined_on_or_apart(name: str, kind: NameKind, text: str) -> None:
    mentions = found(name, kind, f"news of {text} today")
    assert len(mentions) == 1
    assert text.endswith(mentions[0])


def test_the_place_after_an_elision_is_the_names_own() -> None:
    text = "l'armée de l'Irak"
    mention = one("Iraq", "place", text)
    assert text[mention.start : mention.end] == "Irak"


@pytest.mark.parametrize(("name", "text"), [("La Paz", "Octavio Paz"), ("Da Nang", "Pa Nang"), ("Hanoi", "Ha Nui")])
def test_a_particle_that_begins_a_short_name_is_part_of_it(name: str, text: str) -> None:
    assert found(name, "place", f"news of {text} today") == []


def test_what_follows_a_servant_of_is_no_name_of_its_own() -> None:
    assert found("Fatah", "organisation", "Abdel Fattah, Abdul-Fatah, Abdelfatah and Umm Fatah") == []
    assert found("Qasem Soleimani", "person", "Abu Qasem Soleimani") == ["Qasem Soleimani"]
    assert found("Abdel Fattah al-Burhan", "person", "Abdel Fatah al-Burhan") == ["Abdel Fatah al-Burhan"]


# --- more names and fewer ---


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Nouri al-Maliki", "Nuri Kamil al-Maliki"),
        ("Nikolai Patrushev", "Николай Платонович Патрушев"),
        ("Gustavo Petro", "Gustavo Francisco Petro"),
        ("Ali al-Sistani", "علي حسين السيستاني"),
        ("José Raúl Mulino", "José Mulino"),
        ("Recep Tayyip Erdogan", "Recep Erdoğan"),
        ("Muhammad Yunus", "Md. Yunus"),
        ("Ali al-Sistani", "ALI HUSSEINI AL-SISTANI"),
        ("Khalifa Haftar", "خليفة بلقاسم حفتر"),
        ("Abdul Latif Rashid", "Abdul Latif Jamal Rashid"),
        ("Mohammad Javad Zarif", "Javad Zarif"),
        ("Muqtada al-Sadr", "Moqtada Mohammed al-Sadr"),
        ("Sahle-Work Zewde", "Sahlework Zewde"),
        ("JD Vance", "J.D. Vance"),
        ("J. D. Vance", "JD Vance"),
        ("K. P. Sharma Oli", "KP Sharma Oli"),
    ],
)
def test_a_person_has_more_names_than_are_written(name: str, text: str) -> None:
    assert found(name, "person", f"when {text} came") == [text]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Mohammed bin Salman", "Mohammed bin Zayed bin Salman"),
        ("Nouri al-Maliki", "Nouri and Riyad al-Maliki"),
        ("Nouri al-Maliki", "Nouri met President al-Maliki"),
        ("Ali Hassan", "Ali Mohammed Hassan"),
        ("Kim Jong Un", "Kim Un"),
        ("José Raúl Mulino", "José Luis Mulino"),
        ("Abu Bakr al-Baghdadi", "Abu al-Baghdadi"),
        ("Nouri al-Maliki", "نوري ورياض المالكي"),
        ("Abdul Rahim Dagalo", "Abdul Hamid Rahim Dagalo"),
        ("Ali al-Maliki", "علي رياض المالكي"),
        ("Mohammad Reza Pahlavi", "Reza Pahlavi"),
        ("Mohammed Hamdan Dagalo", "Abdelrahim Hamdan Dagalo"),
    ],
)
def test_other_names_between_may_be_another_person(name: str, text: str) -> None:
    assert found(name, "person", f"when {text} came") == []


@pytest.mark.parametrize(
    ("name", "kind", "text", "mention"),
    [
        ("Kirill Dmitriev", "person", "ويتكوف وكيريل دميترييف", "كيريل دميترييف"),
        ("Abdul Rahim Dagalo", "person", "حميدتي وعبد الرحيم دقلو", "عبد الرحيم دقلو"),
        ("Abdel Fattah al-Burhan", "person", "اجتمع بعبدالفتاح البرهان", "عبدالفتاح البرهان"),
        ("Abu Mahdi al-Muhandis", "person", "سليماني وأبو مهدي المهندس", "أبو مهدي المهندس"),
        ("Kataib Hezbollah", "organisation", "النجباء وكتائب حزب الله", "وكتائب حزب الله"),
        ("Dawa Party", "organisation", "اجتمع بحزب الدعوة", "بحزب الدعوة"),
        ("Dawa Party", "organisation", "The Islamic Dawa Party's men", "Dawa Party's"),
        ("Shakhawan Abdullah", "person", "Shakhawan Abdulla's men", "Shakhawan Abdulla"),
        ("Hashem Safieddine", "person", "Hashim Safi al-Din's men", "Hashim Safi al-Din"),
        ("Hizb-e-Islami", "organisation", "HEZB-E ISLAMI VOWS REVENGE", "HEZB-E ISLAMI"),
    ],
)
def test_a_name_behind_and_or_before_what_is_joined_on(name: str, kind: NameKind, text: str, mention: str) -> None:
    assert [hit for _, hit in fired(f'[[term]]\nname = "{name}"\nkind = "{kind}"', text)] == [mention]


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("بندرعباس", "place", "Bandar Abbas"),
        ("تلعفر", "place", "Tal Afar"),
        ("حقل كونيكو", "place", "Conoco gas field"),
        ("赖清德", "person", "Lai Ching-te"),
        ("王毅", "person", "Wang Yi"),
        ("김정은", "person", "Kim Jong Un"),
        ("राजनाथ सिंह", "person", "Rajnath Singh"),
        ("Хавьер Милей", "person", "Javier Milei"),
        ("عبد الله أوجلان", "person", "Abdullah Ocalan"),
        ("خليل الحية", "person", "Khalil al-Hayya"),
        ("أهل البيت", "organisation", "Ahl al-Bayt"),
        ("دير الزور", "place", "Deir ez-Zor"),
        ("Ван И", "person", "Ван И"),
        ("Ся Ди", "person", "Ся Ди"),
        ("أصحاب الكهف", "organisation", "Ashab al-Kahf"),
        ("حزب وحدت", "organisation", "Hezb-e Wahdat"),
    ],
)
def test_a_name_that_is_watched_for_in_its_own_script(name: str, kind: NameKind, text: str) -> None:
    hits = [hit for _, hit in fired(f'[[term]]\nname = "{name}"\nkind = "{kind}"', f"Now {text} was met")]
    assert len(hits) == 1
    assert text.endswith(hits[0])


def test_other_names_after_a_given_name_in_two_words_are_found_with_the_index() -> None:
    toml = '[[term]]\nname = "Abdul Latif Rashid"\nkind = "person"'
    assert [hit for _, hit in fired(toml, "when Abdul Latif Jamal Rashid came")] == ["Abdul Latif Jamal Rashid"]


# --- the other order ---


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Viktor Orbán", "Orbán Viktor"),
        ("Magyar Péter", "Peter Magyar"),
        ("Shigeru Ishiba", "Ishiba Shigeru"),
        ("Lee Jae-myung", "Jae-myung Lee"),
        ("Kim Jong Un", "Kim Jong-un"),
        ("Xi Jinping", "Xi Jin-ping"),
        ("Zhang Youxia", "Chang Yu-hsia"),
        ("Lai Ching-te", "Lai Qingde"),
        ("Sanae Takaichi", "Санаэ Такаити"),
    ],
)
def test_the_family_first_or_last(name: str, text: str) -> None:
    assert found(name, "person", f"when {text} came") == [text]


def test_another_order_has_no_short_forms() -> None:
    pattern = compile_name("Orbán Viktor", "person", whole=True)
    assert match_name(pattern, tokenize("when Viktor came, and O. Viktor")) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Al-Nujaba Movement", "Harakat an-Nujaba"),
        ("Kurdistan24", "Kurdistan 24"),
        ("France 24", "France24"),
        ("Harakat Hezbollah al-Nujaba", "Hezbollah al-Nujaba"),
    ],
)
def test_an_organisation_by_another_form_of_its_name(name: str, text: str) -> None:
    toml = f'[[term]]\nname = "{name}"\nkind = "organisation"'
    assert [hit for _, hit in fired(toml, f"Now {text} says so")] == [text]


def test_an_organisation_of_something() -> None:
    assert other_forms("Patriotic Union of Kurdistan", "organisation") == ("Kurdistan Patriotic Union",)
    assert other_forms("Bank of Israel", "organisation") == ()
    assert other_forms("Viktor Orbán", "place") == ()
    assert same_name("Patriotic Union of Kurdistan", "Kurdistan Patriotic Union", "organisation")[0] > 90


@pytest.mark.parametrize("name", ["Hassan Nasrallah", "Erbil", "علي السيستاني", "Qais al-Khazali"])
def test_most_names_have_no_other_form(name: str) -> None:
    assert other_forms(name, "person") == ()


# --- Chinese, Japanese, Korean ---


@pytest.mark.parametrize("text", ["中央军委副主席张又侠会见", "張又俠"])
def test_a_chinese_name_is_heard_in_han_letters(text: str) -> None:
    mention = one("Zhang Youxia", "person", text)
    assert fold(text[mention.start : mention.end]).text == "张又侠"
    assert "zhang you xia" in mention.why


@pytest.mark.parametrize(("name", "text"), [("Shanghai", "伤害"), ("Beijing", "背景"), ("Zhang Youxia", "张又晓")])
def test_two_syllables_say_too_little(name: str, text: str) -> None:
    assert match_name(compile_name(name, "person"), tokenize(text)) == []


@pytest.mark.parametrize(
    ("name", "text"), [("Kim Jong Un", "김정은이"), ("Yoon Suk Yeol", "윤석열 대통령"), ("Lee Jae-myung", "이재명은")]
)
def test_a_korean_name_is_heard_by_its_syllables(name: str, text: str) -> None:
    mention = one(name, "person", text)
    assert (mention.start, mention.end) == (0, 3)


@pytest.mark.parametrize(
    ("name", "text"),
    [("Kim Jong Un", "김정일"), ("Kim Yo Jong", "김정은"), ("Lee Jae-myung", "이재용"), ("Kim Jong Un", "김정")],
)
def test_another_syllable_is_another_korean(name: str, text: str) -> None:
    assert match_name(compile_name(name, "person"), tokenize(text)) == []


def test_syllables() -> None:
    assert syllables_of(["Zhang", "Youxia"]) == ["zhang", "you", "xia"]
    assert syllables_of(["Trump"]) == []
    assert syllables_of([]) == []
    assert {"jing", "qing"} <= sounds_of(["Lai", "Ching", "te"])[1]
    assert sounds_of(["Wang", "Yi"]) == ()
    assert sounds_of(["Donald", "Trump"]) == ()
    assert as_spoken("youxia") == ("youshia", "youshia")
    assert as_spoken("zhang") == ("zhang", "zhan")
    assert in_wade_giles(["Mao", "Zedong"]) == "Mao Tse-tung"
    assert in_wade_giles(["Donald", "Trump"]) == ""
    assert "Lai Qingde" in in_pinyin(["Lai", "Ching", "te"])
    assert in_pinyin(["Xi", "Jinping"]) == []
    assert han_keys("abc") == []
    assert is_japanese("takaichi")
    assert not is_japanese("abe" + "l")
    assert as_in_russian("takaichi") == "takaiti"


# --- one letter in several forms ---


@pytest.mark.parametrize(("a", "b"), [("臺灣", "台湾"), ("毛沢東", "毛泽东"), ("賴清德", "赖清德"), ("関東", "关东")])
def test_han_letters_fold_together(a: str, b: str) -> None:
    assert fold(a).text == fold(b).text
    assert list(fold(a).offsets) == [0, *range(1, len(a) + 1)]


def test_the_table_of_han_letters_leads_nowhere_twice() -> None:
    assert len(SIMPLIFIED) > 2000
    assert SIMPLIFIED.keys().isdisjoint(SIMPLIFIED.values())
    assert all(len(a) == len(b) == 1 for a, b in SIMPLIFIED.items())


def test_a_name_in_traditional_letters_is_found_in_simplified_ones() -> None:
    assert found("蔡英文", "person", "总统蔡英文说") == ["蔡英文"]
    assert found("賴清德", "person", "赖清德会见") == ["赖清德"]
