"""How else a name of a watch list may be spelt where one letter stands for another sound in another language.

A j is a kh to Spaniards and a y to Germans, a c is a j to Turks, a g before e may be either. A text's word is read
once, as most of its readers would; the rival readings are the name's, of which there are few, so that they cost a text
nothing. Each rule works on the whole of one word's phonemes, and no two together: a name is romanised by one language.
"""

import re
from typing import Final, NamedTuple

from watcher.matching.names.phonemes import phonemes
from watcher.text.fold import fold_word

__all__ = ["GIVEN_NAMES", "Rival", "rival_sounds", "turkish"]


class Rival(NamedTuple):
    """Another way in which a name may sound to whoever reads its letters plainly."""

    sounds: str
    cost: float
    note: str


_TO_E: Final = ("a(?=.*a)|(?<=a.)a(?!$)|(?<=a..)a(?!$)|(?<=a...)a(?!$)", "e")
_H: Final = "(?<=[aeiouEO])h(?=[aeiounrld])"
_TO_C: Final = (("J(?=[aouO])", "k"), ("J", "c"))
_RULES: Final = tuple(
    (letters, tuple((re.compile(pattern), sounds) for pattern, sounds in steps), cost, note)
    for letters, steps, cost, note in (
        ("x", (("x", "J"),), 0.12, "j for kh, as in Spanish"),
        ("J", (("J", "x"),), 0.25, "j for kh, as in Spanish"),
        ("J", _TO_C, 0.17, "c for j, as in Turkish"),
        ("a", (_TO_E,), 0.12, "e for a, as in Turkish"),
        ("J", (_TO_E, ("Ja$", "ce"), *_TO_C), 0.2, "c for j and e for a, as in Turkish"),
        ("xh", (("x|(?<=[aeiouO])h(?=[^aeiouOE]|$)", "C"),), 0.05, "ch for kh, as in German"),
        ("C", (("(?<!i)C(?![ie])", "x"),), 0.1, "ch for kh, as in German"),
        ("C", (("^C(?=[ieE])", "k"),), 0.15, "ch for k, as in Italian"),
        ("k", (("^k(?=[ieE])", "C"),), 0.1, "ch for k, as in Italian"),
        ("t", (("(?<=a)t$", ""),), 0.08, "-a for -at"),
        ("h", ((f"{_H}|(?<=[rv])h(?=o)|^h(?=r|l|u[lr])", "g"),), 0.2, "g for h, as in Russian"),
        ("g", (("(?<=[aeiouEO])g(?=[aeiounrld])|^g(?=r|l|u[lr])", "h"),), 0.2, "h for g, as in Ukrainian"),
        ("g", (("g(?=[eiyE])", "J"),), 0.03, "soft g"),
        ("J", (("J(?=[eiyE])", "g"),), 0.06, "soft g"),
        ("h", (("[ae]h$", "a"),), 0.03, "-a for -eh"),
        ("S", (("(?<=^[aiu])S(?=a)", "sh"),), 0.05, "s and h"),
        ("sh", (("(?<=^[aAiYuW])sh", "S"),), 0.05, "s and h"),
        ("v", (("(?<=[^aeiou])ove$", "ovo"), ("(?<=..)eve$", "evo")), 0.05, "-ovo for -ove, as in Russian"),
        ("v", ((f"{_H}|^h(?=o|r|l|u[lr])", "g"), ("iv(?=k|$)", "ov")), 0.1, "as in Russian"),
        ("v", (("hiv$", "gov"),), 0.05, "-gov for -hiv, as in Russian"),
        ("h", (("^h(?=o)", "g"),), 0.2, "g for h, as in Russian"),
        ("g", (("^g(?=o)", "h"),), 0.2, "h for g, as in Ukrainian"),
        ("g", (("gu(?=[aeioE])", "gv"),), 0.03, "gv for gu, as in Russian"),
        ("g", (("gu(?=[eiE])", "g"),), 0.03, "gu for g, as in French"),
        ("x", (("(?<=[aeiou])x(?=[aou])", "kh"),), 0.05, "k and h"),
        ("T", (("(?<=[aeiou])T(?=[aeiou])", "th"),), 0.05, "t and h"),
        ("t", (("t(?=[ie])", "c"), ("v(?=$|s)", "u")), 0.1, "ts for t, as in Belarusian"),
        ("v", (("(?<=..)iv(?=$|k|sk)", "ov"),), 0.05, "-iv for -ov, as in Ukrainian"),
        ("v", (("(?<=..)ov(?=$|k|sk)", "iv"),), 0.05, "-ov for -iv, as in Russian"),
    )
)  # fmt: skip
"""(sounds of which it needs one, steps, cost, what it is)."""


def rival_sounds(sounds: str) -> list[Rival]:
    """The other ways to hear a romanised name, with what each costs; [] for most."""
    found: dict[str, Rival] = {}
    heard = frozenset(sounds)
    for letters, steps, cost, note in _RULES:
        if heard.isdisjoint(letters):
            continue
        other = sounds
        for pattern, replacement in steps:
            other = pattern.sub(replacement, other)
        if other != sounds and other not in found:
            found[other] = Rival(other, cost, note)
    return list(found.values())


_TURKISH_C: Final = re.compile("(?<=[aeiourlnmz])c(?=[aoud])")


def turkish(folded: str) -> list[Rival]:
    """A folded name as it sounds where its c has lost a cedilla, or is a Turkish one: Ocalan, Kilicdaroglu."""
    if not _TURKISH_C.search(folded):
        return []
    return [
        Rival(phonemes(_TURKISH_C.sub(letter, folded)), 0.1, f"{letter} for c, as in Turkish") for letter in ("j", "ch")
    ]


GIVEN_NAMES: Final[dict[str, tuple[str, ...]]] = {
    fold_word(name): tuple(fold_word(n) for n in group.split() if n != name)
    for group in (
        "oleksandr aleksandr alexander alexandre aleksander aleksandar aliaksandr aleksandrs iskander",
        "volodymyr vladimir uladzimir wladimir włodzimierz",
        "mykhailo mikhail mihail mihailo michail mychajlo mikhailo",
        "mykola nikolai nikolay nikola mikalai nikolaj",
        "kyrylo kirill kiril kirilo kyryl",
        "serhii sergei sergey siarhei serhiy sergiy",
        "dmytro dmitry dmitri dmitrii dzmitry dmitriy",
        "yevhen evgeny yevgeny evgeni evhen yevgeni evgenii jewgeni yauhen",
        "andrii andrei andrey andriy andrej andrzej",
        "oleksii aleksei alexei alexey oleksiy aleksey aliaksei",
        "vasyl vasily vasyli wassili vasilii",
        "pavlo pavel pawel",
        "petro pyotr petr piotr",
        "ihor igor",
        "oleh oleg",
        "kostiantyn konstantin kostyantyn konstantyn",
        "mykyta nikita mikita",
        "hryhorii grigory grigori hryhoriy grigorii",
        "yurii yuri yuriy iurii juri jurij",
        "viktor victor wiktor",
        "bohdan bogdan",
        "stepan stefan",
        "maksym maxim maksim",
        "illia ilya iliya ilja",
        "ruslan rouslan",
        "olena elena yelena alena",
        "olha olga volha",
        "iryna irina",
        "tetiana tatiana tatyana tetyana",
        "hanna anna ganna",
        "nataliia natalia natalya nataliya",
        "kateryna ekaterina yekaterina katsiaryna",
        "yuliia yulia julia yuliya iuliia",
        "svitlana svetlana sviatlana",
        "ibrahim ibragim ibrahima",
        "mohammed magomed mohamed muhammad mohammad mahamat mamadou md mohd mhd",
        "yosef joseph josef yusuf youssef yuusuf",
        "binyamin benjamin benyamin",
        "samvel samuel samuil",
        "lee yi rhee",
        "park pak bak",
        "choi choe",
        "jung jeong chung",
        "roh noh no",
        "lim im rim",
        "yoo yu ryu",
    )
    for name in group.split()
}
"""Given names that neighbouring languages write each in its own way, and news in either."""
