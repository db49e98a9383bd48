"""What styles of writing ask of the name finder: live blogs, tabloids, court reports, press releases, wires."""

import os
import subprocess
import sys

import pytest

from watcher.derive import Derivation, DeriveOptions, SeedDocument, derive, render_toml
from watcher.derive.clean import clean
from watcher.matching.engine import compile_watches
from watcher.matching.watchlist import parse_watch_list
from watcher.types.matching import Document


def of(text: str, **options: object) -> Derivation:
    return derive([SeedDocument("seed.txt", text)], DeriveOptions(**options))  # type: ignore[arg-type]


def names(text: str) -> set[str]:
    return {name for term in of(text).terms for name in (term.name, *term.aliases)}


def kinds(text: str) -> dict[str, str]:
    return {term.name: term.kind for term in of(text).terms}


def blocks(text: str, media: str = "text") -> list[str]:
    return [block.text for block in clean(SeedDocument("seed.txt", text, media)).blocks]


def test_a_line_that_no_width_wrapped_is_a_block_of_its_own() -> None:
    wrapped = (
        "The first line of a paragraph, wrapped by hand,\nruns on into the second and the third, which\nends here."
    )
    assert blocks(wrapped) == [wrapped.replace("\n", " ")]
    entries = "22:41 Trouble in Kutaisi\nThe count has stopped, and nobody in the hall can say why it did."
    assert blocks(entries) == [
        "Trouble in Kutaisi",
        "The count has stopped, and nobody in the hall can say why it did.",
    ]
    assert blocks("One line\nof Markdown", "markdown") == ["One line of Markdown"]


@pytest.mark.parametrize(
    "byline",
    [
        "EXCLUSIVE by Joanna Marlowe, Chief Reporter",
        "Questions by Joanna Marlowe.",
        "Live coverage by Tom Pell, Ana Ruiz and Joanna Marlowe. Pictures: Golli.",
        "Joanna Marlowe in Port Moresby",
        "(Reporting by Ana Ruiz; Editing by Joanna Marlowe)",
        "Opinion | Joanna Marlowe",
        "Gazette reporter Joanna Marlowe contributed to this story.",
        "Ticker: Joanna Marlowe, Tom Pell",
    ],
)
def test_who_made_the_article_is_not_its_subject(byline: str) -> None:
    story = "Zurab Lomidze resigned, as Joanna Marlowe hears from Port Moresby."
    text = f"Mayor Zurab Lomidze resigned\n\n{byline}\n\n{story}"
    found = names(text)
    assert "Zurab Lomidze" in found
    assert "Port Moresby" in found
    assert not any("Marlowe" in name for name in found)


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        (
            "She runs the Institute of Epidemiology, Disease Control and Research (IEDCR) there.",
            "Institute of Epidemiology, Disease Control and Research",
            "IEDCR",
        ),
        (
            "Ash alarmed the Philippine Institute of Volcanology and Seismology (Phivolcs) there.",
            "Philippine Institute of Volcanology and Seismology",
            "Phivolcs",
        ),
        ("He met the Peace, Bread Union (PPP) there.", "Bread Union", "Bread Union"),
    ],
)
def test_brackets_spell_out_a_long_name(text: str, long: str, short: str) -> None:
    assert {long, short} <= names(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Police seek Zlatko "Ziggy" Babukić, a fixer. Ziggy was last seen in Split.', "Zlatko Babukić"),
        ("Counsel Rotimi Alakija SAN rose.", "Rotimi Alakija"),
        ("The chief, Mano ag Intallou, spoke.", "Mano ag Intallou"),
        ("Rivals Dat Phuong Land fell.", "Dat Phuong Land"),
        ("They drove to Cox's Bazar in the rain.", "Cox's Bazar"),
        ("He stayed at the Sultan's Cove hotel.", "Sultan's Cove"),
        ("The Economic and Financial Crimes Commission sued.", "Economic and Financial Crimes Commission"),
        ("They work for the East African Crude Oil Pipeline now.", "East African Crude Oil Pipeline"),
        ("The South Korean Constitutional Court Foundation sat.", "Constitutional Court Foundation"),
        ("The South Korean President Yoon Suk-yeol spoke.", "Yoon Suk-yeol"),
        ("In Nairobi the Director of Public Prosecutions Renson Ingonga rose.", "Renson Ingonga"),
        ("The Marshall Islands-flagged tanker sank.", "Marshall Islands"),
        ("The Kremlin-backed Zorvan Party won.", "Zorvan Party"),
        ("They fled over the Iraq-Saudi Arabia border.", "Saudi Arabia"),
        ("The force of IRGC Quds Force leader Qasem Soleimani came.", "Quds Force"),
        ("The envoy to Iraq Mark Savaya spoke.", "Mark Savaya"),
        ("The Secretary of State Marco Rubio spoke.", "Marco Rubio"),
        ("The mayor of Ankara Mansur Yavaş spoke.", "Mansur Yavaş"),
        ("The mayor of Ankara Mansur Yavaş spoke.", "Ankara"),
        ("He joined Goldman Sachs CEO David Solomon there.", "David Solomon"),
        ("Standard Chartered left.", "Standard Chartered"),
        ("The Committee to Protect Journalists wrote.", "Committee to Protect Journalists"),
        ("Neighbour Doreen Pybus waved.", "Doreen Pybus"),
        (
            "They asked the Ministry of Agriculture, Livestock and Fisheries.",
            "Ministry of Agriculture, Livestock and Fisheries",
        ),
        ("It belongs to the Electrical, Mechanical and Services Agency.", "Electrical, Mechanical and Services Agency"),
        ("The Water Resources and Energy Directorate knew.", "Water Resources and Energy Directorate"),
        ("It is the Seismic Centre of the University of Kelmu.", "Seismic Centre"),
        ("It is the Seismic Centre of the University of Kelmu.", "University of Kelmu"),
        ("The Public Prosecutor's Office knew.", "Public Prosecutor's Office"),
        ("Lloyd's List Intelligence counts it.", "Lloyd's List Intelligence"),
        ("Former Queensland police officer jailed", "Queensland"),
        ("They asked Kelmu Fire Chief Anna Zorvski.", "Anna Zorvski"),
        ("The vicar, Canon Basil Thirkett, sang.", "Basil Thirkett"),
        ("She hired ex-MI5 man Piers Dunmore.", "MI5"),
        ("It met EOS Risk Group there.", "EOS Risk Group"),
        ("Ash fell below the Volcano of Fire.", "Volcano of Fire"),
        ("The Zorvair and Kelmu Airlines jets stood.", "Kelmu Airlines"),
        ("Air Zorvan left.", "Air Zorvan"),
        ("They tried Marcus Lim Jun Jie.", "Marcus Lim Jun Jie"),
        ("The United Nations Office on Drugs and Crime wrote.", "United Nations Office on Drugs and Crime"),
        ("It went to the European Court of Human Rights.", "European Court of Human Rights"),
        ("The Joint Task Force on Drug Interdiction led.", "Joint Task Force on Drug Interdiction"),
        ("The Maritime Analysis and Operations Centre knew.", "Maritime Analysis and Operations Centre"),
        ("District Collector Anna Zorvski came.", "Anna Zorvski"),
    ],
)
def test_a_name_is_found_whole_and_alone(text: str, name: str) -> None:
    assert name in names(text)


def test_a_nickname_is_an_alias() -> None:
    found = names('Police seek Zlatko "Ziggy" Babukić, a fixer. Ziggy was last seen in Split.')
    assert {"Zlatko Ziggy Babukić", "Ziggy"} <= found
    assert "Sam" not in names('He said "Sam" and Zlatko Babukić left.')
    assert not any("Lion" in name for name in names('Zlatko "the lion" roared at Babukić.'))


@pytest.mark.parametrize("loud", ["KNEW", "TWO", "CASH", "SHAMED"])
def test_a_loud_word_is_no_acronym(loud: str) -> None:
    assert loud not in names(f"Zlatko Babukić said that he {loud} it when UEFA called.")


def test_words_in_capitals_side_by_side_are_loud_and_no_names() -> None:
    found = names("Bridge queen in COUNTRY HOUSE card scam, says Zlatko Babukić of the BBC and the USA TODAY desk.")
    assert not {"COUNTRY HOUSE", "COUNTRY", "HOUSE", "Country House"} & found


@pytest.mark.parametrize(
    "text",
    ["He paid Sh680m.", "He paid Rs500.", "He paid SAR 400 million.", "He paid NT$212 billion.", "It came in mid-May.",
             "They closed for Labour Day.", "It was cut to CCC."],
)  # fmt: skip
def test_sums_dates_and_ratings_are_no_names(text: str) -> None:
    assert names(f"{text} Zlatko Babukić saw it.") == {"Zlatko Babukić"}


def test_an_agency_in_a_dateline_is_no_name() -> None:
    found = names("TIRANA, Feb 11 (Norra) - Zlatko Babukić spoke.")
    assert "Tirana" in found
    assert "Norra" not in found


def test_a_place_is_no_short_form_of_what_is_named_after_it() -> None:
    assert {"Kelmu", "Kelmu University"} <= {
        term.name for term in of("Floods in Kelmu. Kelmu University closed.").terms
    }


def test_acronyms_stay_though_they_are_words_or_frequent() -> None:
    found = names("FIFA and the Ministry of Production (PRODUCE) wrote to NATO, and PRODUCE answered.")
    assert {"FIFA", "PRODUCE", "NATO"} <= found


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("It owns land in Zorvan, Kelmu and Tambrek.", "Tambrek", "place"),
        ("Its owner, Radol Vestik, fled.", "Radol Vestik", "person"),
        ("The Kelmu Galaxy coach left, and Kelmu Galaxy fans sang.", "Kelmu Galaxy", "organisation"),
        ("The Zorvan virus spreads. The Zorvan virus kills.", "Zorvan", "phrase"),
        ("The operation, code-named Kelmu Libre, went on.", "Kelmu Libre", "phrase"),
        ("The ship, the Zorvan Kelmu, sank.", "Zorvan Kelmu", "phrase"),
        ("It burned in the South Kelmu.", "South Kelmu", "place"),
        ("It came from Sikkur, in India, by rail.", "Sikkur", "place"),
        ("They sold it to Gatur Ocean for a song.", "Gatur Ocean", "organisation"),
        ("It lies in Ogun State, they say.", "Ogun State", "place"),
        ("State Bank of Zorvan fell.", "State Bank of Zorvan", "organisation"),
        ("It was led by Le Hoang Yen Vy.", "Le Hoang Yen Vy", "person"),
        ("Kelmu Systems closed. Kelmu had ten clerks.", "Kelmu Systems", "organisation"),
        ("The Federal Republic of Nigeria sued.", "Federal Republic of Nigeria", "place"),
        ("A tunnel called Kelmu Siete fell in.", "Kelmu Siete", "place"),
        ("A former manager of KCB Bank in Mbita, Radol Kipkem, denied it.", "Radol Kipkem", "person"),
        ("NATO's Kelmu Sentry operation began.", "Kelmu Sentry", "phrase"),
        ("They were held under Operation Zorvan.", "Operation Zorvan", "phrase"),
        ("They went to the District Court of Kelmu.", "District Court of Kelmu", "organisation"),
        ("The sludge ran into the Bregalka.", "Bregalka", "place"),
        ("Tambrek (44,000 people) is dry.", "Tambrek", "place"),
        ("The vicar Basil Thirkett, 76, of Nether Wallop, sang.", "Nether Wallop", "place"),
        ("The corvette HSwMS Kelmu sailed.", "HSwMS Kelmu", "phrase"),
        ("They fled San Kelmu Los Zorves.", "San Kelmu Los Zorves", "place"),
        ("Its former owner, Pepko, knew.", "Pepko", "organisation"),
        ("They held its owner Radol Vestik.", "Radol Vestik", "person"),
        ("They held a Zorvan man.", "Zorvan", "place"),
        ("It sailed west of the Zorvans.", "Zorvans", "place"),
        ("The VLCC Zorvan Kelmu sailed.", "Zorvan Kelmu", "phrase"),
        ("The tanker Clara Boris sailed.", "Clara Boris", "phrase"),
        ("The Zorvan Cup of Nations began.", "Zorvan Cup of Nations", "phrase"),
    ],
)
def test_what_stands_around_a_name_tells_its_kind(text: str, name: str, kind: str) -> None:
    found = kinds(text)
    assert found.get(name) == kind, found


MANY = " ".join(
    f"Mayor {given} Zorvan{last}ski of Kelmu{last}grad resigned. France and Peru said nothing."
    for given, last in zip("Anna Boris Clara David Elena Felix".split(), "bdfgkl", strict=True)
)


def test_what_there_is_no_room_for_stands_as_comments_countries_first() -> None:
    found = of(MANY + " Georgia rules Kelmubgrad. Georgia rules Kelmudgrad.", max_terms=9)
    assert len(found.all_terms) == 9
    beyond = {term.name for term in found.beyond}
    assert {"Georgia", "Peru"} <= beyond
    assert {term.name for term in found.terms if term.role == "context"} <= {"France"}
    text = render_toml(found)
    assert "# Beyond the best terms; take the # off those that you want." in text
    head, _, tail = text.partition("# Beyond the best terms")
    assert len(parse_watch_list(head, id="x", where="x").terms) == 9
    commented = tail.partition("\n\n")[2].partition("\n\n# Left out")[0]
    taken = head + "\n" + "\n".join(line.removeprefix("# ") for line in commented.splitlines())
    assert len(parse_watch_list(taken, id="x", where="x").terms) == 9 + len(found.beyond)
    assert all(f"# name = {name!r}".replace("'", '"') in tail for name in beyond)


TOWNS = "Zorvan, Tambrek, Sikkur, Gatur and Brelin"
FULL = (
    "Anna Zorvski sued Boris Kelmski and Clara Tamski in Peru. Peru waits."
    " David Brelski and Elena Gatski fled to Bolivia."
    f" Felix Siski and Gregor Vanski wept in Chile. Henry Limski and Julia Nopski were seen in {TOWNS}."
)


def test_places_in_passing_share_a_term_where_the_list_is_full() -> None:
    found = of(FULL, max_terms=12)
    assert len(found.all_terms) == 12
    assert not found.beyond
    *alone, shared = found.terms
    assert shared.name == "places in passing"
    assert (shared.role, shared.kind) == ("context", "place")
    assert {"Bolivia", "Chile", "Zorvan", "Tambrek"} <= set(shared.aliases)
    assert sum(term.kind == "person" for term in alone) == 9
    assert "Peru" in {term.name for term in alone}, "the document's own country stands for itself"
    assert {quote.text[:5] for quote in shared.quotes} == {"David", "Felix", "Henry"}
    assert "share" not in render_toml(of(FULL, max_terms=40))


def test_no_more_places_share_than_it_takes() -> None:
    found = of(FULL, max_terms=16)
    assert len(found.all_terms) == 16
    shared = next(term for term in found.terms if term.name == "places in passing")
    assert len({"Bolivia", "Chile", *TOWNS.replace(" and", ",").split(", ")} & set(shared.aliases)) == 2


def test_a_short_list_holds_what_fires() -> None:
    found = of(FULL, max_terms=9)
    assert {term.role for term in found.all_terms} == {"anchor"}
    assert {"Bolivia", "Zorvan"} <= {term.name for term in found.beyond}


def test_a_shared_term_vouches_and_never_fires() -> None:
    text = FULL + " The Supreme Court sat. The Supreme Court rose."
    engine = compile_watches([parse_watch_list(render_toml(of(text, max_terms=13)), id="x", where="x.toml")])
    assert not engine.match(
        Document(content="Snow fell in Zorvan and Tambrek; trains stood in passing places.")
    ).matches
    assert not engine.match(Document(content="Snow fell on the Supreme Court.")).matches
    assert engine.match(Document(content="Snow fell on the Supreme Court and in Tambrek.")).matches


def test_a_topic_whose_people_could_be_anyones_asks_for_the_documents_own_names() -> None:
    killed = next(topic for topic in of("Two people died in Peru. People were killed near Tambrek.").topics)
    people, died, where = killed.near
    assert "people" in people
    assert {"kill", "die"} <= set(died)
    assert {"Peru", "Tambrek"} <= set(where)
    left = of("US forces leave the Kelmu base in Peru. The coalition and its people will withdraw from Peru.").topics
    assert all(len(topic.near) == 2 and "people" not in topic.near[0] for topic in left if "withdraw" in topic.near[1])


def test_words_of_another_sense_make_no_topic() -> None:
    assert not of("The radio station of Tambrek burned. The company of the police station left.").topics
    assert not of("She left Tambrek a judge. The civilian left for Tambrek, and civilians leave their boots.").topics


def test_the_same_text_gives_the_same_list_in_every_process() -> None:
    script = (
        "import sys; from watcher.derive import *;print(render_toml(derive([SeedDocument('s', sys.stdin.read())])))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", script], input=FULL, env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert runs[0] == runs[1]


def test_topics_stay_where_names_alone_would_fill_the_list() -> None:
    text = "US forces leave the Kelmu base. The coalition will hand over the base. " + MANY
    found = of(text, max_terms=10)
    assert 1 <= len(found.topics) <= 2
    assert len(found.all_terms) == 10
    assert len(of(text, max_terms=2).all_terms) == 2


def test_a_topic_knows_the_namesakes_of_its_words() -> None:
    text = "The US will hand over the Ain al-Assad base in Iraq. The handover of the Assad base is near. Assad waits."
    handed = next(topic for topic in of(text).topics if "handover" in topic.name)
    assert "Assad" in handed.near[0]
    assert "Bashar al-Assad" in handed.not_


def test_guests_leave_and_hosts_stay() -> None:
    text = "US forces withdraw from Iraq as Iraqi forces arrive. Iraq waits. US forces leave Iraq. Iraqi forces stay."
    leaving = next(topic for topic in of(text).topics if "withdraw" in topic.near[1])
    assert {"US forces", "American troops"} <= set(leaving.near[0])
    assert not any("Iraqi" in word for word in leaving.near[0])
    own = of("Iraqi forces withdraw from Tikrit. Iraq waits. Iraqi forces leave Tikrit.")
    assert any("Iraqi forces" in topic.near[0] for topic in own.topics)


def test_a_masthead_is_no_title() -> None:
    heads = "PRESS RELEASE No. 7\n\nAlert\n\nNavy seizes a trawler off Kelmu\n\n"
    text = heads + "The navy of Peru seized the Zorvan off Kelmu."
    assert of(text).title == "Navy seizes a trawler off Kelmu"


def test_in_capitals_generic_words_are_words_and_known_acronyms_stay() -> None:
    found = names("SHOTS WERE HEARD NEAR CAMP TONDIBIAH. NATO CONDEMNED THE COUP OF GENERAL ABDOU SIDIKOU THERE.")
    assert {"Camp Tondibiah", "NATO", "Abdou Sidikou"} <= found


def test_german_offices_and_articles_are_no_part_of_a_name() -> None:
    text = (
        "Der Umweltminister Christian Meyer warnte vor einer Ölpest. Die Seenotretter der DGzRS und die Helfer aus"
        " Greetsiel fuhren nach Emden. Das Schiff ist auf Grund gelaufen und nicht mehr zu sehen."
    )
    assert {"Christian Meyer", "DGzRS", "Greetsiel", "Emden"} <= names(text)
    assert not {"Ölpest", "Umweltminister", "Seenotretter"} & names(text)


def test_turkish_titles_prisons_and_quoted_ships() -> None:
    text = (
        'Togo bayraklı "Lady Amal" gemisine el konuldu. Kaptan Vasil Dimitrov ve beşi Tarsus Cezaevi\'ne gönderildi.'
        " Gemi Guayakil'den yola çıkmıştı ve bir daha dönmedi."
    )
    found = kinds(text)
    assert found["Lady Amal"] == "phrase"
    assert found["Vasil Dimitrov"] == "person"
    assert found["Tarsus Cezaevi"] == "place"
    assert "Guayakil" in found


def test_arabic_names_begin_after_the_office_and_agencies_are_sources() -> None:
    text = (
        "أعلن العقيد أمادو عبد الرحمن، المتحدث باسم الحرس الرئاسي، عزل الرئيس محمد بازوم."
        " ودعا الأمين العام للأمم المتحدة أنطونيو غوتيريش إلى الإفراج عن بازوم. وأفادت وكالة الأناضول بذلك."
    )
    found = names(text)
    assert {"أمادو عبد الرحمن", "محمد بازوم", "أنطونيو غوتيريش"} <= found
    assert not {"عزل الرئيس", "للأمم المتحدة", "وكالة الأناضول"} & found
