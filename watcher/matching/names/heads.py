"""Classes of things that a name may say what it is of: the strait, the airport, the ministry, the brigades.

Unlike a base or a camp, such a word is never left out: Baghdad airport is not Baghdad, nor Kataib Hezbollah
 Hezbollah.
But it may be any word of its class, in any language, before the rest of the name or after it, with or without a
particle: Strait of Hormuz, Hormuz Strait, détroit d'Ormuz, مضيق هرمز.
"""

from typing import Final

from watcher.matching.names.tables import ADJACENT_HEADS, PLANT_WORDS
from watcher.text.fold import fold_word

__all__ = ["CLASS_WORDS", "ORDINARY", "belongs_to_class", "class_words", "may_be_left_out", "needs_particle"]

_PLACES: Final = """
island isle île isla ilha isola insel adasi ada остров острова острове جزيره جزیره جزيرت אי νησι
islands isles îles islas ilhas isole inseln adalari острова островах جزر جزاير איי
strait straits détroit straße meerenge estrecho estreito stretto bogazi пролив пролива проливе протока مضيق
 تنگه מצר מצרי
mount mountain mountains jabal jebel djebel gebel cebel mont monts monte berg gebirge dagi daglari гора горы
 горах горе جبل جبال كوه הר הרי
river fleuve fluss rio río nehri река реки реке نهر رود نهری נהר
lake lac see lago golu озеро озера озере بحيره درياچه ימת
gulf golfe golf golfo korfezi залив залива заливе خليج מפרץ
sea mer meer mar mare denizi море моря بحر درياي ים
port harbour harbor hafen puerto porto limani порт порта порту ميناء بندر נמל
airport aéroport flughafen aeropuerto aeroporto havalimani havaalani havalimanında аэропорт аэропорта аэропорту
 аэропорте
 аеропорт مطار فرودگاه
corridor korridor couloir corredor koridoru коридор коридора коридоре ممر محور
crossing grenzübergang übergang пункт paso kapisi معبر מעבר
city ville stadt ciudad cidade città sehri kenti город города городе місто مدينه شهر pho
valley vallée tal valle vadisi долина долины долине وادي دره
canal kanal kanali канал канала قناه
dam barrage staudamm presa diga baraji плотина плотины سد سكر
bridge pont brücke puente ponte koprusu мост моста جسر پل
refinery raffinerie refinería rafinerisi нефтеперерабатывающий مصفاه مصفي پالايشگاه
prison gefängnis cárcel prisión prigione hapishanesi cezaevi тюрьма тюрьмы тюрьме سجن زندان כלא
mosque mosquée moschee mezquita moschea camii мечеть мечети مسجد جامع
square place platz plaza piazza meydani площадь площади ميدان ساحه
"""
_SITES: Final = """
field fields oilfield gasfield champ feld yacimiento месторождение месторождения حقل حقول
plant npp akw atomkraftwerk kernkraftwerk centrale santrali аэс аес محطه نيروگاه
university université universität universidad università universitesi университет университета جامعه دانشگاه
 אוניברסיטת
hospital hôpital krankenhaus ospedale hastanesi больница больницы больнице مستشفي مشفي بيمارستان
"""
_ORGANISATIONS: Final = """
ministry ministère ministerium ministerio ministero bakanligi министерство министерства وزاره وزارت משרד
brigades brigade brigaden brigate brigadas tugaylari kataib kata'ib kataeb ketaib كتائب كتايب катаиб бригады
 бригад saraya سرايا
 گردانهاي
agency agence agentur agencia agenzia ajansi агентство агентства агентству وكاله خبرگزاري
uss hms hmas hmcs carrier destroyer frigate warship ship vessel avions flugzeugträger авианосец авианосца эсминец
 ناو حامله المدمره
brigade division liwa tugayi tumeni لواء فرقه бригада бригады бригаду дивизия дивизии
"""


def _classes(table: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in table.strip().replace("\n ", " ").splitlines():
        words = frozenset(map(fold_word, line.split()))
        for word in words:
            found[word] = found.get(word, frozenset()) | words
    return found


_OF_PLACES: Final = _classes(_PLACES + _SITES.lstrip())
_OF_ORGANISATIONS: Final = _classes(_ORGANISATIONS + _SITES.lstrip())
CLASS_WORDS: Final = frozenset(_OF_PLACES) | frozenset(_OF_ORGANISATIONS)
"""All words of all classes, folded."""
ORDINARY: Final = frozenset(
    "long black white red green blue christmas easter virgin rocky canary solomon marshall cook bear snake rose holy "
    "table sugar south north east west great little lebanon carmel rushmore".split()
)
"""Words of which no island or mountain has its whole name."""
_DROPPABLE: Final = _OF_PLACES["island"] | _OF_PLACES["mount"] | _OF_PLACES["oilfield"]
_ONLY_BEFORE_PARTICLE: Final = frozenset(
    map(fold_word, "port puerto porto place see tal mar mer sea city ville".split())
)
"""What begins many a name of which it says nothing (Port Sudan), unless a particle follows (Port of Basra)."""


def class_words(folded: str, *, place: bool) -> frozenset[str]:
    """The words that may stand for a word of a class, of places or of organisations; none for any other word."""
    return (_OF_PLACES if place else _OF_ORGANISATIONS).get(folded, frozenset())


def belongs_to_class(folded: str, *, place: bool) -> bool:
    """Whether a word belongs to that which says what a name is of: the gas of a gas field, but not of a ministry."""
    return folded in ADJACENT_HEADS and (place or folded not in PLANT_WORDS)


def may_be_left_out(folded: str) -> bool:
    """Whether a name is the same without the word that says what it is of: an island's, a mountain's."""
    return folded in _DROPPABLE


def needs_particle(folded: str) -> bool:
    """Whether a name's first word says what the name is of only before a particle."""
    return folded in _ONLY_BEFORE_PARTICLE
