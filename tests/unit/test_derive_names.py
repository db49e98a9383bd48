"""Names within a text: where they begin and end, what is joined to what, and what kind each is."""

import pytest

from watcher.derive import DeriveOptions, SeedDocument, TermDerived, derive
from watcher.errors import InputError

BASE = "US forces will leave the Ain al-Assad base in Iraq. The Assad airbase is large. Troops may redeploy from Assad."
ROOM = DeriveOptions(max_terms=99)


def terms(text: str, **options: object) -> dict[str, TermDerived]:
    found = derive([SeedDocument("seed", text)], DeriveOptions(max_terms=99, **options))  # type: ignore[arg-type]
    return {term.name: term for term in found.terms}


def names(text: str) -> set[str]:
    return set(terms(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iraqi Prime Minister Mohammed Shia al-Sudani spoke.", {"Mohammed Shia al-Sudani"}),
        ("The plan of Lt. Gen. Abdul Wahab al-Saadi failed.", {"Abdul Wahab al-Saadi"}),
        ("The court heard Director of Public Prosecutions Renson Ingonga.", {"Renson Ingonga"}),
        ("The choir of Bishop of London Sarah Mullally sang.", {"Sarah Mullally", "London"}),
        ("A word from Goldman Sachs CEO David Solomon moved it.", {"Goldman Sachs", "David Solomon"}),
        ("United States envoy to Iraq Mark Savaya wrote it.", {"United States", "Iraq", "Mark Savaya"}),
        ("It was IRGC Quds Force commander Esmail Qaani.", {"IRGC", "Quds Force", "Esmail Qaani"}),
        ("The border of Iraq-Saudi Arabia is long.", {"Iraq", "Saudi Arabia"}),
        ("An RSF-led force entered the Zalingei market.", {"RSF", "Zalingei market"}),
        ("The Marshall Islands-flagged tanker left.", {"Marshall Islands"}),
        (
            "She joined the Bank of England and the Ministry of Health and Welfare.",
            {"Bank of England", "Ministry of Health and Welfare"},
        ),
        (
            "He runs the Committee on Foreign Investment in the United States.",
            {"Committee on Foreign Investment in the United States"},
        ),
        (
            "An aide of Marieke van den Berg met Abu Mahdi al-Muhandis.",
            {"Marieke van den Berg", "Abu Mahdi al-Muhandis"},
        ),
        ("The talk at Vera C. Rubin Observatory was long.", {"Vera C. Rubin Observatory"}),
        ("It is held in Lang'ata Women's Prison.", {"Lang'ata Women's Prison"}),
        ("We met Turkish Airlines staff in Bishkek.", {"Turkish Airlines", "Bishkek"}),
        ("They sued Marks & Spencer in Leeds.", {"Marks & Spencer", "Leeds"}),
        ("The Volga—Don shippers of Lukoil's rival Zenta AG wrote.", {"Volga", "Don", "Lukoil", "Zenta AG"}),
    ],
)
def test_a_name_is_cut_where_it_ends(text: str, expected: set[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "However, the Muslim minister spoke on Monday in March about Christmas.",
        "Investigators said that the Iraqis were Sunni.",
        "The President met the Prime Minister. Parliament sat.",
        "nothing here is a name at all",
    ],
)
def test_capitals_that_are_no_names_give_nothing(text: str) -> None:
    with pytest.raises(InputError, match="nothing to watch for"):
        derive([SeedDocument("seed", text)], ROOM)


def test_an_acronym_and_its_long_form_are_one() -> None:
    found = terms("The Economic Community of West African States (ECOWAS) met. Later ECOWAS voted.")
    assert set(found) == {"Economic Community of West African States"}
    assert "ECOWAS" in found["Economic Community of West African States"].aliases
    by_initials = terms("The National Transport Safety Bureau flew in. The NTSB found a bolt.")
    assert "NTSB" in by_initials["National Transport Safety Bureau"].aliases
    foreign = terms("Work of Doctors Without Borders (MSF) goes on in Mueda.")
    assert "MSF" in foreign["Doctors Without Borders"].aliases


def test_a_surname_is_the_full_name() -> None:
    found = terms("Annegret Hollweck resigned on Friday. Hollweck told the board so. The lawyer of Hollweck agreed.")
    assert set(found) == {"Annegret Hollweck"}
    assert found["Annegret Hollweck"].aliases == ("Hollweck",)


def test_a_common_surname_is_joined_but_no_alias() -> None:
    found = terms("Margaret Jackson resigned on Friday. Later Jackson told the board so.")
    assert set(found) == {"Margaret Jackson"}
    assert found["Margaret Jackson"].aliases == ()
    assert "Michael Jackson" in found["Margaret Jackson"].not_


def test_a_name_with_and_without_its_head_is_one() -> None:
    found = terms(BASE)
    base = found["Ain al-Assad base"]
    assert {"Ain al-Assad", "Assad airbase", "Al Asad Air Base"} <= set(base.aliases)
    assert "Assad" not in base.aliases
    assert base.role == "anchor"
    assert base.kind == "place"


def test_a_short_form_with_namesakes_is_qualified_by_topic_and_place() -> None:
    short = terms(BASE)["Assad"]
    assert short.role == "qualified"
    assert len(short.context) == 2
    topical, geographic = short.context
    assert "base" in topical
    assert {"Iraq", "Iraqi"} <= set(geographic)
    assert "Bashar al-Assad" in short.not_


def test_the_documents_own_people_are_no_namesakes() -> None:
    found = terms("Hafez al-Assad ruled Syria. The Assad family left Damascus. Nothing of Assad stayed.")
    assert all("Hafez al-Assad" not in term.not_ for term in found.values())


def test_names_of_a_country_and_known_aliases_are_joined() -> None:
    found = terms("The United States spoke. Then the US left Mosul. ISIS fled; the Islamic State group lost.")
    assert "US" in found["United States"].aliases
    assert "ISIS" in found["Islamic State"].aliases
    assert "Daesh" in found["Islamic State"].aliases


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The tanker Aegean Harmony was boarded.", "Aegean Harmony", "phrase"),
        ("The destroyer USS Laboon turned.", "USS Laboon", "phrase"),
        ("He won the Wuhan Open.", "Wuhan Open", "phrase"),
        ("Shares of Rusal fell.", "Rusal", "organisation"),
        ("The insurer Belmonda paid.", "Belmonda", "organisation"),
        ("Brokers at Braemar said so.", "Braemar", "organisation"),
        ("The Piraeus-based owner denied it.", "Piraeus", "place"),
        ("It lies in Vrelnoye.", "Vrelnoye", "place"),
        ("Residents of Kaloum, the peninsula, fled.", "Kaloum", "place"),
        ("The lawyer Ortwin Zagermann spoke.", "Ortwin Zagermann", "person"),
        ("Zagermann, 54, spoke.", "Zagermann", "person"),
        ("Kataib Hezbollah denied it.", "Kataib Hezbollah", "organisation"),
        ("The group XQRT denied it.", "XQRT", "acronym"),
        ("It was hit near Palma, Zuvadda and Pemba.", "Zuvadda", "place"),
    ],
)
def test_cues_tell_the_kind(text: str, name: str, kind: str) -> None:
    assert terms(text)[name].kind == kind


def test_a_second_opinion_decides_only_what_the_cues_leave_open() -> None:
    text = "Then Zevula came up. The lawyer Ortwin Zagermann spoke."
    vote = [("Zevula", "place"), ("Ortwin Zagermann", "organisation"), ("Zevula", "nonsense")]
    found = terms(text, vote=lambda text: vote)
    assert found["Zevula"].kind == "place"
    assert found["Ortwin Zagermann"].kind == "person"


@pytest.mark.parametrize(
    "text",
    [
        "According to Rudaw, the talks in Erbil failed.",
        "The talks in Erbil failed, the Shafaq news agency reported.",
        "An aide told Radio Zefira that the talks in Erbil failed.",
    ],
)
def test_media_that_are_only_quoted_are_left_out_unless_wanted(text: str) -> None:
    found = derive([SeedDocument("seed", text)], ROOM)
    assert [term.name for term in found.terms] == ["Erbil"]
    assert any("medium" in one.reason for one in found.left_out)
    kept = derive([SeedDocument("seed", text)], DeriveOptions(keep_sources=True))
    assert len(kept.terms) == 2


def test_a_medium_that_is_the_subject_is_watched() -> None:
    assert "Al Jazeera" in names("The cabinet banned Al Jazeera. Offices of Al Jazeera in Nazareth were searched.")


def test_all_capitals_are_read_by_rarity() -> None:
    found = terms(
        "GUNMEN ATTACKED THE TOWN OF MUIDUMBE. THE COMMANDER, GENERAL EMMANUEL RUGAZORA, SAID SO."
        " THE RWANDA DEFENCE FORCE MOVED."
    )
    assert set(found) == {"Muidumbe", "Emmanuel Rugazora", "Rwanda Defence Force"}


def test_title_case_headlines_do_not_make_names_of_words() -> None:
    found = names(
        "Police Seize Ancient Gold Coins Near Plovdiv\n\nThe coins were found in Plovdiv by a farmer, Ivo Dragomirov."
    )
    assert found == {"Plovdiv", "Ivo Dragomirov"}


def test_scripts_without_capitals_warn() -> None:
    found = derive(
        [SeedDocument("seed", "قال المتحدث باسم القوات العميد صالح الحريري إن السفينة وصلت إلى ميناء المخا.")]
    )
    assert {term.name for term in found.terms} == {"صالح الحريري", "المخا"}
    assert found.warnings == (
        "the script has no capitals: names were found by the words before them, by repetition and rarity",
    )


def test_other_scripts_are_read_by_repetition_and_by_what_is_known() -> None:
    text = "שר הביטחון ביקר בבסיס רמותיה. מפקד רמותיה אמר כי רמותיה תיסגר."
    assert "רמותיה" in {term.name for term in derive([SeedDocument("seed", text)]).terms}
