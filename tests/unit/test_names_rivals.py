"""Rival spellings of a watch list's names, each by its kind, and what they must not let in."""

import pytest

from watcher.matching.engine import compile_watches
from watcher.matching.names import NameKind, compile_name, expand_aliases, match_name
from watcher.matching.names.rivals import rival_sounds
from watcher.matching.watchlist import parse_watch_list
from watcher.text.fold import tokenize
from watcher.types import Document


def found(name: str, text: str, kind: NameKind = "place", *, native: bool = False) -> list[str]:
    mentions = match_name(compile_name(name, kind, native=native), tokenize(text))
    return [text[m.start : m.end] for m in mentions if not m.partial and m.score >= 85]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Khartoum", "La guerra llega a Jartum"),
        ("Najaf", "Necef'te gösteri"),
        ("Sinjar", "Sincar'da operasyon"),
        ("Kherson", "Kämpfe um Cherson"),
        ("Nakhchivan", "Naxçıvan Muxtar Respublikası"),
        ("Luhansk", "fighting near Lugansk"),
        ("Chernihiv", "strikes on Chernihov"),
        ("Nigeria", "Nijeria elections"),
        ("Quetta", "ein Anschlag in Kwetta"),
        ("Guinea", "la Guinée annonce"),
        ("Manbij", "im Norden von Membij"),
        ("Kandahar", "έκρηξη στην Κανταχάρ σήμερα"),
        ("Ouagadougou", "Zwischenfall in Wagadugu"),
        ("Mogadishu", "un attentato a Mogadiscio"),
        ("Chabahar", "the port of Chah Bahar"),
        ("Deir ez-Zor", "در استان دیرالزور"),
        ("Ramallah", "protesta en Ramala"),
        ("Tbilisi", "აქცია თბილისში"),
        ("Yerevan", "ցույց Երևանում"),
        ("Mosul", "Мосульская плотина держится"),
        ("Kursk", "бои в Курской области"),
        ("Kherson", "у Херсонській області"),
        ("Donetsk", "в Донецкой области"),
        ("Pahalgam", "पहलगाम में हमला"),
        ("Fallujah", "clashes in Falulujah"),
        ("Suwayda", "combats à Soueïda"),
        ("Izium", "fighting near Izyum"),
        ("Kandahar", "a blast in Kandahra"),
        ("Halabja", "Helebce'de anma"),
        ("Bartella", "churches in Bartalla"),
        ("Makhoul", "في جبال مكحول"),
        ("Myrhorod", "strikes on Mirgorod"),
        ("Nahariya", "rockets at Nahariyya"),
        ("Horlivka", "обстрел Горловки"),
        ("Krasnohorivka", "near Krasnogorovka"),
        ("Kurakhove", "бои за Курахово"),
        ("Nioro du Sahel", "атака на Ниоро-дю-Сахель"),
        ("Al-Asad Airbase", "rockets at al-Asad"),
    ],
)
def test_places_in_rival_spellings(name: str, text: str) -> None:
    assert found(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Kyrylo Budanov", "Kirill Budanov"),
        ("Yulia Svyrydenko", "уряд Юлії Свириденко"),
        ("Milorad Dodik", "presuda protiv Milorada Dodika"),
        ("Aleksandar Vučić", "ostavka Aleksandra Vučića"),
        ("Vladimir Putin", "selon Vladimir Poutine"),
        ("Narendra Modi", "प्रधानमंत्री नरेंद्र मोदी ने कहा"),
        ("Hamid Karzai", "हामिद करज़ई ने कहा"),
        ("Mohsen Rezaei", "general Mohsen Rezai"),
        ("Mohsen Rezaie", "Мохсен Резаи"),
        ("Rafik Hariri", "the Rafic Hariri Foundation"),
        ("Ishaq Dar", "Исхак Дар прибыл"),
        ("Vyacheslav Volodin", "спикер Вячеслав Володин"),
        ("Pete Hegseth", "قال بيت هيغسيث"),
        ("Moon Jae-in", "президент Мун Чжэ Ин"),
        ("Park Geun-hye", "Пак Кын Хе освободили"),
        ("Masoud Barzani", "Masoud Barzanni"),
        ("Abdelmadjid Tebboune", "Abdelmadjid Tebbuone"),
        ("Rustem Umerov", "Minister Rustem Umjerow"),
        ("Gholamali Rashid", "Gholam Ali Rashid"),
        ("Fathi Hammad", "فتحي حماد"),
        ("Amir Ali Hajizadeh", "امیرعلی حاجی‌زاده"),
        ("Ismail Omar Guelleh", "Ismail Omar Gelle"),
        ("Kim Yo Jong", "Ким Ё Чжон"),
        ("Javier Milei", "ο Χαβιέρ Μιλέι"),
        ("Lula da Silva", "قال لولا دا سيلفا"),
        ("Abdourahamane Tchiani", "عبد الرحمن تشياني"),
        ("Ahmed Aboul Gheit", "Ahmad Abu al-Gheit"),
        ("Abdullah Ocalan", "Abdullah Öcalan"),
        ("Abdullah Ocalan", "Абдулла Оджалан"),
        ("Kemal Kilicdaroglu", "Кемаль Кылычдароглу"),
        ("Abdullah Öcalan", "Abdullah Ocalan"),
        ("Lahur Talabany", "Lahur Sheikh Jangi Talabani"),
        ("Iyad Ag Ghaly", "Ияд аг Гали"),
        ("Lai Ching-te", "لاي تشينغ تي"),
        ("Mohammad Khatami", "Мохаммад Хатами"),
    ],
)
def test_persons_in_rival_forms(name: str, text: str) -> None:
    assert found(name, text, "person")


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("Daniel Ortega", "Daniela Ortega said", "person"),
        ("Juba", "a summit in Cuba", "place"),
        ("Homs", "their Homes burnt", "place"),
        ("Serbien", "a Serbian minister", "place"),
        ("March 23 Movement", "on March that week", "organisation"),
        ("Khalil", "Jalil said", "place"),
        ("Chabahar", "a Cha bahar", "place"),
        ("Mali", "a Malay dish", "place"),
        ("Tyre", "He says There are", "place"),
        ("Hassan Rouhani", "Sassan Rouhani", "person"),
        ("Genna", "from Ghana", "place"),
        ("Genna", "from Genoa", "place"),
        ("Mandali", "trains to Mandalay", "place"),
        ("Musa Mosul", "Муса Мосульский", "person"),
        ("Kandahar", "the Kandaharis", "place"),
        ("Kurdistan24", "in Kurdistan", "organisation"),
        ("Kamil Idris", "Kamal Idris", "person"),
        ("Mark Savaya", "Mark Sava", "person"),
        ("Amir Ali Hajizadeh", "Ali Hajizadeh", "person"),
        ("هادي العامري", "هادي الأميري", "person"),
        ("Dinder", "a Tinder match", "place"),
        ("Soran", "in Saran", "place"),
        ("Karaj", "a raid in Karak", "place"),
        ("Qusayr", "في القصر", "place"),
        ("al-Bab", "باب الهوى", "place"),
        ("دير الزور", "شهادة الزور", "place"),
        ("Al-Asad Airbase", "Bashar al-Asad", "place"),
        ("Nasiriyah", "كنيسة في الناصرة", "place"),
        ("Omar al-Bashir", "Omar Bashar", "person"),
        ("Samarra", "the Samara Oblast", "place"),
        ("Daraa", "raids in Dera Ismail Khan", "place"),
        ("al-Shabaab", "the leader, Yasser Abu Shabab", "organisation"),
    ],
)
def test_what_rival_readings_do_not_let_in(name: str, text: str, kind: NameKind) -> None:
    assert not found(name, text, kind)


def test_a_rival_reading_says_which_it_is() -> None:
    [mention] = match_name(compile_name("Khartoum", "place"), tokenize("en Jartum"))
    assert mention.why == '"Jartum" ~ "Khartoum": the same sounds, j for kh, as in Spanish'


def test_rivals_differ_from_the_name_and_from_each_other() -> None:
    sounds = [rival.sounds for rival in rival_sounds("xarJagiv")]
    assert "xarJagiv" not in sounds
    assert len(sounds) == len(set(sounds)) > 3
    assert rival_sounds("oslo") == []


def test_a_name_from_a_table_is_met_in_its_own_script_only() -> None:
    assert found("شنگال", "in Shengal today")
    assert not found("شنگال", "in Shengal today", native=True)
    assert found("شنگال", "در شنگال", native=True)
    assert found("Shingal", "در شنگال", native=True)


def test_peoples_are_known_in_singular_and_plural() -> None:
    assert "Ansar Allah" in expand_aliases("Houthi")
    assert "Ansar Allah" in expand_aliases("Houthis")


def test_the_index_leads_to_names_written_apart_and_inside_runs() -> None:
    text = """
    [[term]]
    name = "Chabahar"
    kind = "place"
    [[term]]
    name = "Iraq"
    kind = "place"
    """
    engine = compile_watches([parse_watch_list(text, id="x", where="x.toml")])
    for content, term in (("At Chah Bahar port, and Chabahar", "Chabahar"), ("米国と伊拉克は", "Iraq")):
        document = Document(content=content)
        outcome = engine.match(document)
        assert outcome == engine.match_unindexed(document)
        assert next(hit.term for match in outcome.matches for hit in match.hits) == term
