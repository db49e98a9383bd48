"""Words that stand in capitals and name nothing to watch: days, months, feasts, peoples' faiths, units, sections."""

import re
from typing import Final

from watcher.derive.tables.lists import words

__all__ = ["CALENDAR", "CURRENCIES", "NEVER_NAMES", "is_amount", "is_date"]

CALENDAR: Final = words(
    """
    mondays tuesdays wednesdays thursdays fridays saturdays sundays
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun january
    february march april may june july august september october november december jan feb mar apr jun jul aug sep
    sept oct nov dec montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar märz mai
    juni juli oktober dezember pazartesi salı çarşamba perşembe cuma cumartesi pazar ocak şubat mart nisan mayıs
    haziran temmuz ağustos eylül ekim kasım aralık christmas easter ramadan eid diwali hanukkah thanksgiving
    halloween ashura muharram am pm a.m p.m gmt utc est edt cet cest bst ist pst pdt
    """
)
"""Days, months, feasts, hours and zones."""

NEVER_NAMES: Final = words(
    """
    mw sub-saharan wwi wwii i you he she it we they me him her us them my your his its our their this that these
    those who what which islam islamic islamist muslim muslims christian christians christianity jewish jew jews
    judaism hindu hindus buddhist buddhists catholic catholics protestant protestants orthodox evangelical sunni
    sunnis shia shias shiite shiites shi'ite shi'ites druze alawite alawites yazidi yazidis yezidi yezidis sikh
    sikhs salafi jihadist arab arabs arabic arabian english latin turkic slavic nordic baltic western eastern
    northern southern central westerner westerners hispanic latino latinos black white god bible quran koran
    x-ray x-rays
    internet web covid covid-19 coronavirus aids hiv dna ai ceo cfo coo cto ipo gdp vat tv mr mrs ms dr prof sir
    madam lord lady democrat democrats republican republicans tory tories labour conservatives liberals socialist
    socialists communist communists marxist nazi nazis olympic olympics olympian north south east west percent
    euro euros dollar dollars ok okay yes no photo image picture video read watch listen follow share updated
    published copyright source credit ph.d m.d b.a m.a inc ltd co corp jr sr ii iii iv vi vii viii ix cm rs section
    sections article act chapter clause annex vlcc ulcc lng lpg suezmax aframax panamax aaa bbb ccc cc
    """
)
"""Capitalised words that alone are no name to watch (pronouns, faiths, peoples without a land, titles, chrome)."""

CURRENCIES: Final = frozenset(
    """
    AED AFN ALL AMD AOA ARS AUD AZN BDT BHD BRL BWP CAD CHF CLP CNY COP CZK DKK DZD EGP ETB EUR GBP GEL GHS HKD HUF IDR
    ILS INR IQD IRR ISK JOD JPY KES KRW KWD KZT LBP LKR LYD MAD MMK MXN MYR MZN NGN NOK NPR NZD OMR PEN PHP PKR PLN QAR
    RON RSD RUB RWF SAR SDG SEK SGD SYP THB TND TRY TWD TZS UAH UGX USD UYU UZS VES VND XAF XOF YER ZAR ZMW
    """.split()
)
"""Codes of currencies: before a number they are no names."""

_AMOUNT: Final = re.compile(
    r"[A-Z][A-Za-z]{0,3}\d+(?:[.,]\d+)*(?:m|mn|bn|tn|k)|[KTU]?[Ss]h\d.*|(?:Rs|Tk|Rp|RM|Rm|Kc|Ft)\d.*"
)


def is_amount(word: str) -> bool:
    """Whether a word is a sum of money (`Sh680m`, `R12bn`, `Rs500`)."""
    return _AMOUNT.fullmatch(word) is not None


def is_date(word: str) -> bool:
    """Whether a word, in small letters, is a day, month or feast, or begins or halves one (`mid-January`)."""
    return re.sub(r"^(?:mid|late|early|end|pre|post)-", "", word) in CALENDAR
