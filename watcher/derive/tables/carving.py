"""Where a run of words in capitals is parted into names."""

from typing import Final

from watcher.derive.tables.lists import words

__all__ = ["AMBIGUOUS_TITLES", "COMMITTEES", "COMPOUND", "LISTING_HEADS", "POSTNOMINALS", "STRONG_TITLES"]

AMBIGUOUS_TITLES: Final = words(
    """
    general field grand first king queen prince sultan saint lord count marshal justice union energy health
    education trade transport environment agriculture finance defence defense culture economy oil interior foreign
    cabinet staff crown pa lola lolo opposition lady canon senior junior assistant head chief former late then
    """
)
"""Title words that also begin other names (General Electric): they go only before a person."""

STRONG_TITLES: Final = words(
    """
    president minister secretary-general ceo governor senator chancellor ambassador chairman chairwoman chief
    prime bakanı başkanı müdürü komutanı valisi sözcüsü avukatı king spokesman colonel captain gen lt col judge
    prosecutor secretary lawmaker mp commander leader analyst spokeswoman director collector
    """
)
"""Titles that part two names when they stand inside a run (`Goldman Sachs CEO David Solomon`)."""

POSTNOMINALS: Final = frozenset("SAN QC KC SC MP MEP MPP MLA MHA MNA PhD Ph.D MD OBE CBE MBE KBE Esq Jr Sr RN".split())
"""Letters after a person's name that are no part of it."""

COMPOUND: Final = words(
    """
    led backed based linked owned run flagged born controlled held trained aligned brokered sponsored made funded
    listed built allied supported dominated affiliated educated registered style occupied era sanctioned designed
    developed mediated administered annexed bound speaking
    """
)
"""Participles that make an adjective of a name (`RSF-led`): the name ends before them."""

LISTING_HEADS: Final = words(
    """
    ministry department office committee commission agency bureau society center centre institute council ethics
    """
)
"""First words of names that go on after `and` (`Ministry of Health and Welfare`)."""

COMMITTEES: Final = words(
    """
    committee commission conference council office mission
    """
)
"""First words of names that go on after `in` and `on` (`Committee on Foreign Investment`)."""
