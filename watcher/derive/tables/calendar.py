"""Words that stand in capitals and name nothing to watch: days, months, feasts, peoples' faiths, units, sections."""

from typing import Final

from watcher.derive.tables.lists import words

__all__ = ["CALENDAR", "NEVER_NAMES"]

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
    internet web covid covid-19 coronavirus aids hiv dna ai ceo cfo coo cto ipo gdp vat tv mr mrs ms dr prof sir
    madam lord lady democrat democrats republican republicans tory tories labour conservatives liberals socialist
    socialists communist communists marxist nazi nazis olympic olympics olympian north south east west percent
    euro euros dollar dollars ok okay yes no photo image picture video read watch listen follow share updated
    published copyright source credit ph.d m.d b.a m.a inc ltd co corp jr sr ii iii iv vi vii viii ix
    """
)
"""Capitalised words that alone are no name to watch (pronouns, faiths, peoples without a land, titles, chrome)."""
