"""Topics: forms, events, nearness, in the languages whose inflection is known."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.watching import engine, fired
from watcher.matching.events import FAMILIES
from watcher.matching.lemmas import lemma_keys
from watcher.matching.topics import TopicPattern
from watcher.types import Document

AMBIGUOUS = {"quit"}
"""Words of two families: one quits an office and a country."""


def near(groups: list[list[str]], text: str, more: str = "", language: str = "") -> list[str]:
    toml = f'[[term]]\nname = "topic"\nkind = "topic"\nnear = {json.dumps(groups, ensure_ascii=False)}\n{more}'
    return [found for _, found in fired(toml, Document(content=text, language=language))]


def topic(alias: str, text: str, language: str = "") -> list[str]:
    toml = f'[[term]]\nname = "{alias}"\nkind = "topic"'
    return [found for _, found in fired(toml, Document(content=text, language=language))]


def alike(a: str, b: str, language: str) -> bool:
    return not lemma_keys(a, language).isdisjoint(lemma_keys(b, language))


@pytest.mark.parametrize(
    ("language", "pairs"),
    [
        ("en", "withdraw/withdrew stop/stopping strike/striking hit/hitting attack/attacked fire/fired force/forces "
               "agree/agreed fly/flies class/classes miss/missing travel/travelled occupy/occupied hope/hoped "
               "base/bases die/died die/dying stand/stood withhold/withheld overtake/overtook slay/slain "
               "sue/sued quit/quitting lie/lying flee/fleeing life/lives undertake/undertook "
               "crisis/crises man/men rule/ruling box/boxes echo/echoes panic/panics visit/visiting"),
        ("fr", "retrait/retraits retirer/retirent troupe/troupes attaque/attaques national/nationaux frapper/frappe "
               "militaire/militaires soldat/soldats prendre/pris prendre/prennent elire/elu detenir/detenue "
               "mourir/morts reprendre/reprise fermer/fermera quitter/quitte interdire/interdit "
               "saisir/saisissent voter/votee tirer/tire bateau/bateaux feu/feux"),
        ("de", "abzug/abzugs truppen/truppe angriff/angriffen greifen/greift ubergabe/ubergaben "
               "soldat/soldaten stadt/stadten journalist/journalistin festnehmen/festgenommen festnahme/festnehmen "
               "rucktritt/zurucktreten abzug/abgezogen verlassen/verliess schliessung/schloss angriff/angriffen "
               "festnehmen/festzunehmen vernehmen/vernommen raumung/raumen sterben/starb "
               "zug/zuges tag/tagen abschieben/abgeschoben streichen/strich absagen/abgesagt heben/hebt"),
        ("tr", "cekilme/cekildi asker/askerler askerlerini/asker saldiri/saldirilar operasyon/operasyonu "
               "anlasma/anlasmasi kuvvet/kuvvetleri cek/cekecek tutukla/tutuklandi tutukla/tutuklanmasi "
               "imza/imzalanmasi secim/secimlerin etmek/ediyor etmek/edildi gitmek/gitti elcilik/elciligine "
               "kitap/kitabi"),
        ("ar", "انسحاب/ينسحب انسحاب/وانسحبت الانسحاب/انسحاب القوات/قوات قوات/بقوات القاعده/قاعده مفاوضات/المفاوضات "
               "مدينه/مدن صاروخ/الصواريخ اطلاق/اطلقت اطلاق/تطلق اعتقال/المعتقلون سيطره/تسيطر "
               "استقاله/المستقيل هاجم/مهاجمه خرق/يخرق خرق/خروقات تدمير/دمرت تاجيل/توجل تاجيل/تاجلت انهيار/تنهار "
               "استعاده/تستعيد اغتيال/اغتالت اقاله/يقيل سد/السدود سفينه/سفينتين افراج/تفرج وقف/لوقف"),
        ("fa", "نيروها/نيروهاي خروج/خروجي پايگاه/پايگاهها نيرو/نيروهاي بستن/بسته گرفتن/گرفت"),
    ],
)  # fmt: skip
def test_forms_of_one_word_meet(language: str, pairs: str) -> None:
    assert [pair for pair in pairs.split() if not alike(*pair.split("/"), language)] == []


@pytest.mark.parametrize(
    ("language", "pairs"),
    [
        ("en", "leader/lead news/new planes/plan caring/car basis/base hoped/hop string/str thing/th bus/bu "
               "general/generic university/universe found/founder thing/thin bed/be"),
        ("de", "band/bandage stadt/staat zeitung/zeit regierung/regieren"),
        ("fr", "ville/village mer/mere"),
        ("ar", "كتاب/كتب حرب/حزب تعيين/عين مدينه/مدني سلام/تسليم امن/ومن عراق/يعرق"),
        ("tr", "etmek/etkili gelmek/gelir"),
        ("xx", "base/bases"),
    ],
)  # fmt: skip
def test_different_words_do_not(language: str, pairs: str) -> None:
    assert [pair for pair in pairs.split() if alike(*pair.split("/"), language)] == []


@pytest.mark.parametrize(
    "text",
    [
        "the coalition withdraws", "withdrew, said the coalition", "the coalition's withdrawal", "coalition pull-out",
        "pulling out the coalition", "coalition troops leave", "the Coaliton withdrew", "US forces exit",
        "US forces will pull all of their last men out",
        "the pullout of the coalition", "withdrawing coalitions",
    ],
)  # fmt: skip
def test_a_topic_is_found_in_any_form_and_order(text: str) -> None:
    assert near([["coalition", "US forces"], ["withdraw"]], text)


@pytest.mark.parametrize(
    "text",
    [
        "the coalition stays", "the withdrawal", "coalition. Withdrawal", "us forces withdraw",
        "US police forces withdraw",
        "the far-left of the coalition", "the left-wing coalition",
        "pull the coalition and a great many other men out", "coalition" + " word" * 9 + " withdraws",
    ],
)  # fmt: skip
def test_a_topic_is_not_found_in_less(text: str) -> None:
    assert near([["coalition", "US forces"], ["withdraw"]], text) == []


def test_within_counts_from_the_first_to_the_last_word() -> None:
    groups = [["alpha"], ["omega"]]
    assert near(groups, "alpha b c d omega", "within = 5") == ["alpha b c d omega"]
    assert near(groups, "alpha b c d omega", "within = 4") == []
    assert near(groups, "omega" + " x" * 8 + " alpha") != []
    assert near(groups, "omega" + " x" * 9 + " alpha") == []


def test_sentences_part_unless_told_otherwise() -> None:
    groups = [["alpha"], ["omega"]]
    assert near(groups, "An alpha. Then omega.") == []
    assert near(groups, "An alpha. Then omega.", "across_sentences = true") == ["alpha. Then omega"]


def test_one_word_never_serves_two_groups() -> None:
    assert near([["withdraw"], ["leave"]], "they withdraw") == []
    assert near([["withdraw"], ["leave"]], "they withdraw and leave") == ["withdraw and leave"]


@pytest.mark.parametrize(
    ("groups", "text", "found"),
    [
        ([["Truppen"], ["abziehen"]], "Truppenabzug bis Herbst", ["Truppenabzug"]),
        ([["Grenze"], ["Schließung"]], "Grenzschließungen drohen", ["Grenzschließungen"]),
        ([["Minister"], ["entlassen"]], "Ministerentlassung in Kiew", ["Ministerentlassung"]),
        ([["Truppen"], ["abziehen"]], "Truppenbesuch in Mali", []),
        ([["Truppen"], ["abziehen"]], "Truppenbesuch vor dem Abzug", []),
        ([["Truppen"]], "Truppenbesuch in Mali", []),
        ([["minister"], ["dismiss"]], "Ministerentlassung", []),
    ],
)
def test_a_german_compound_may_serve_two_groups(groups: list[list[str]], text: str, found: list[str]) -> None:
    assert near(groups, text, language="de") == found


def test_a_compound_says_that_it_is_one_word() -> None:
    watch = '[[term]]\nname = "Abzug"\nkind = "topic"\nnear = [["Truppen"], ["Abzug"]]'
    (match,) = engine(watch).match(Document(content="Der Truppenabzug beginnt", language="de")).matches
    assert match.hits[0].why == '"Truppenabzug" for "truppen", "Truppenabzug" for "abzug", in one word'


def test_mentions_do_not_overlap_and_the_narrowest_are_taken() -> None:
    groups = [["alpha"], ["omega"]]
    assert near(groups, "alpha x x alpha omega x x x alpha omega") == ["alpha omega", "alpha omega"]
    assert near(groups, "omega alpha omega") == ["omega alpha"]


def test_one_group_alone_is_any_of_its_words() -> None:
    assert near([["alpha", "omega"]], "alpha or omega") == ["alpha", "omega"]


def test_a_topic_without_near_is_its_own_words_near_each_other() -> None:
    assert topic("withdrawal of troops", "Troops were withdrawn") == ["Troops were withdrawn"]
    assert topic("withdrawal of troops", "of withdrawal") == []
    assert topic("drought", "droughts") == ["droughts"]
    assert topic("hand over", "they handed the old base over") == ["handed the old base over"]
    assert topic("of the", "of the") == ["of the"]


def test_scores_fall_with_other_forms_other_words_and_distance() -> None:
    made = engine('[[term]]\nname = "t"\nnear = [["coalition"], ["withdraw"]]')

    def score(text: str) -> float:
        return made.match(Document(title=text)).matches[0].score

    texts = [
        "coalition withdraw", "coalition withdraws", "coalition withdrawal",
        "coalition, said they, will by May withdraw",
    ]  # fmt: skip
    scores = [score(text) for text in texts]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 100
    assert scores[-1] >= 90


def test_every_hit_says_which_words_stand_for_which() -> None:
    made = engine('[[term]]\nname = "t"\nnear = [["coalition"], ["withdraw"]]')
    hit = made.match(Document(title="The coalitions pulled out")).matches[0].hits[0]
    assert hit.alias == "coalition ~ withdraw"
    assert hit.why == ('"coalitions" for "coalition", "pulled out" tells the same event as "withdraw", within 3 words')


@pytest.mark.parametrize(
    ("language", "groups", "text"),
    [
        ("fr", [["troupes"], ["retrait"]], "Les troupes françaises se retirent du pays"),
        ("fr", [["coalition"], ["retirer"]], "La coalition annonce son retrait"),
        ("de", [["Bundeswehr"], ["Abzug"]], "Die Bundeswehr zieht aus dem Land ab"),
        ("de", [["Truppen"], ["angreifen"]], "Die Truppe griff die Stadt an"),
        ("tr", [["askerler"], ["çekilme"]], "Askerlerin çekilmesi başladı"),
        ("tr", [["üs"], ["saldırı"]], "Üs saldırıya uğradı"),
        ("", [["القوات"], ["انسحاب"]], "القوات الأمريكية تنسحب من القاعدة"),
        ("", [["قاعدة"], ["تسليم"]], "تسلم العراق القاعدة"),
        ("fa", [["نیروها"], ["خروج"]], "خروج نیروهای آمریکایی از عراق"),
    ],
)
def test_topics_in_other_languages(language: str, groups: list[list[str]], text: str) -> None:
    assert near(groups, text, language=language)


def found_at_all(word: str, text: str, language: str = "") -> bool:
    return bool(near([[word]], text, language=language))


@pytest.mark.parametrize(
    ("language", "word", "texts"),
    [
        ("en", "withdrawal", "they quit|pulled its last men out|the departure|moves out|was withdrawn"),
        ("en", "resign", "he stood down|she quits|tendered his resignation|stepping down"),
        ("en", "appoint", "names Smith as|was reappointed|sworn in|the nominees"),
        ("en", "kill", "leaves ten dead|deadly floods|she dies|fatalities|were slain|a fatal fall"),
        ("en", "airstrike", "an air-strike|aerial bombardment|bombing raids|drone attacks"),
        ("en", "protest", "protesters|demonstrators rallied|marched on"),
        ("en", "lay off", "layoffs|laid off|lays 300 workers off|job cuts"),
        ("en", "impeach", "the impeachment|impeached"),
        ("en", "layoffs", "will cut 4,000 administrative positions|shed jobs"),
        ("en", "acquittal", "finds the soldier not guilty|acquits"),
        ("en", "kidnap", "took two tourists hostage|taken hostage"),
        ("en", "devaluation", "devalued|devalues"),
        ("en", "conscription", "conscripted|conscripts"),
        ("en", "imposition", "imposes|imposed"),
        ("en", "bribe", "bribery|bribed"),
        ("en", "notify", "a notification|notified"),
        ("en", "arrival", "arrived|arrives"),
        ("en", "raise", "a rate hike|raises the rate|increased"),
        ("en", "increase", "raised it|a rise"),
        ("en", "export", "oil shipments|exporting"),
        ("en", "mutiny", "the rebellion|mutinied|revolted"),
        ("fr", "évacuation", "ils évacuent|l'évacuation"),
        ("fr", "bloquer", "le blocage|bloquée"),
        ("fr", "élire", "réélu|l'élection"),
        ("fr", "grève", "les grévistes|en grève"),
        ("fr", "tirer", "des missiles tirés|elle tire|un tir"),
        ("en", "air base", "an airbase|air bases|the air-base"),
        ("ar", "انهيار", "انهار المبنى|ينهار"),
        ("fr", "signature", "sera signé|signent"),
        ("fr", "s'effondrer", "un toit effondré|l'effondrement|le pont s'effondre"),
        ("fr", "se retirer", "l'armée se retire|leur retrait"),
        ("fr", "rompre", "la rupture|rompu"),
        ("de", "aufheben", "hebt das Verbot auf|aufgehoben|die Aufhebung"),
        ("tr", "ihlal etmek", "ihlal ediyor|ihlal edildi|sınır ihlali"),
        ("tr", "bakan", "Bakan'ın|Bakanı'nın"),
        ("fa", "آتش‌بس", "آتش بس نقض شد|آتش‌بس|آتشبس"),
        ("de", "Festnahme", "nahm am Montag drei Männer fest|festgenommen|nimmt ihn fest, sagt er|wurden verhaftet"),
        ("de", "freilassen", "ließ die Geiseln frei|Freilassung|lässt sie frei und geht|freigelassen"),
        ("de", "Rücktritt", "tritt zurück|trat am Montag zurück|zurückgetreten|Rücktritts"),
        ("de", "Angriff", "Luftangriffe|Drohnenangriff|griff die Stadt an|US-Angriff|Raketenangriffen"),
        ("de", "Deportation", "deportiert|deportieren|Deportationen"),
        ("de", "Schließung", "schloss das Werk|geschlossen|Werksschließungen"),
        ("de", "wählen", "Parlamentswahlen|gewählt|die Wahl"),
        ("tr", "tutuklama", "tutuklandı|tutuklanması|gözaltına alındı"),
        ("ar", "توقيع", "وقعت الدولتان|يوقعون|التوقيع"),
        ("ar", "إطلاق", "أطلقت صواريخ|تطلق النار|إطلاقها"),
        ("fa", "شلیک", "شلیک‌شده|شلیک کرد|پرتاب موشک"),
    ],
)
def test_an_event_is_found_in_its_nouns_and_verbs(language: str, word: str, texts: str) -> None:
    assert [text for text in texts.split("|") if not found_at_all(word, text, language)] == []


@pytest.mark.parametrize(
    ("language", "word", "texts"),
    [
        ("en", "withdrawal", "leaves one dead and two wounded|he is on leave|the left wing|far left"),
        ("en", "protest", "on 3 March|March 20|in March"),
        ("en", "wildfire", "opened fire|under fire|the fire chief|fired a shot|they fire tear gas"),
        ("en", "protest", "to protect|protects|sitting in the hall is|he sat in"),
        ("en", "evacuate", "to evaluate"),
        ("en", "agree", "according to him"),
        ("en", "deploy", "the railway station"),
        ("en", "release", "Radio Free Europe"),
        ("en", "attack", "a hunger strike|went on strike|general strike"),
        ("en", "govern", "the government"),
        ("en", "miss", "a mission"),
        ("en", "increase", "raises concerns|raised alarms"),
        ("en", "bill", "a billion"),
        ("en", "nation", "national"),
        ("", "station", "State Department|United States"),
        ("", "centre", "Central Asia"),
        ("de", "Ausland", "in diesem Land ging das Licht aus"),
        ("de", "annehmen", "nahm an der Wahl teil|nahm das Geld an der Tür"),
        ("de", "Zeitung", "harte Zeiten"),
        ("de", "Urteil", "ein Vorurteil"),
    ],
)  # fmt: skip
def test_an_event_is_not_found_in_words_that_tell_of_something_else(language: str, word: str, texts: str) -> None:
    assert [text for text in texts.split("|") if found_at_all(word, text, language)] == []


def test_a_terms_own_word_counts_in_any_company() -> None:
    assert found_at_all("leave", "he is on leave")
    assert found_at_all("march", "on 3 March")


def test_an_elided_article_is_no_part_of_a_mention() -> None:
    assert near([["armée"]], "Retrait de l'armée") == ["armée"]
    assert near([["accord"]], "Pas d’accord signé", language="fr") == ["accord"]


def test_a_terms_language_says_whose_inflection_its_words_have() -> None:
    assert near([["band"], ["tour"]], "bands on tours", 'language = "en"')
    assert near([["band"], ["tour"]], "bands on tours", 'language = "tr"') == []


def test_a_text_in_an_unknown_language_is_read_as_english() -> None:
    assert near([["leader"], ["lead"]], "lead, lead", language="sw") == []
    assert near([["strike"], ["base"]], "strikes bases", language="sw")


def test_no_word_names_two_events_and_every_family_has_two() -> None:
    for language, families in FAMILIES.items():
        members = [member for family in families for member in family if member not in AMBIGUOUS]
        assert len(members) == len(set(members)), language
        assert all(len(family) > 1 for family in families), language
        assert all(member == member.strip() != "" for member in members), language


def test_what_holds_no_word_is_no_topic() -> None:
    with pytest.raises(ValueError, match="no word"):
        TopicPattern.of("…")


def test_a_topic_over_a_long_text_takes_little_time() -> None:
    text = "alpha beta " * 20_000 + "omega"
    found = near([["alpha"], ["beta"], ["omega"]], text, "within = 1000")
    assert len(found) == 1


WORDS = (
    "troops withdraw withdrawal withdrew pulled out base Truppen Abzug ziehen zog ab fest nahm Luftangriffe Angriff "
    "l'armée armée retrait retirée d'accord accord asker çekildi انسحاب القوات تنسحب نیروها خروج US U.S. . , ; und der "
    "les ve Truppenabzug Grenzschließung Grenze ihlal etmek edildi Başkanı'nın Başkan s'effondrer effondré آتش‌بس آتش بس"
).split()
GROUPS = st.lists(st.lists(st.sampled_from(WORDS).filter(str.isalpha), min_size=1, max_size=3), min_size=1, max_size=3)


@given(GROUPS, st.lists(st.sampled_from(WORDS), max_size=25), st.sampled_from(["", "de", "fr", "tr", "ar", "fa", "en"]))
@settings(max_examples=150, deadline=None)
def test_the_index_changes_nothing_in_any_language(groups: list[list[str]], words: list[str], language: str) -> None:
    near(groups, " ".join(words), "within = 10", language=language)  # which compares with the index and without
