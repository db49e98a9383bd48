"""Names written together that others write apart: Abdulrahman, Ruhollah, Nureddin, Mohammadreza."""

import re
from typing import Final

from watcher.matching.names.phonemes import Script, vowels_unwritten
from watcher.matching.names.tables import COMPOUND_FIRST, COMPOUND_LAST
from watcher.text.fold import fold_word

__all__ = ["is_servant_of", "may_fall_apart", "split_at", "tail_tag"]

_LONGEST: Final = 60
"""Longer words are no names."""
_ABD: Final = re.compile(
    r"c?(?:abd|abt|ebd)(?:[aeoui]{1,2}(?:l|r(?=r)|s(?=s)|z(?=z)|n(?=n)|t(?=t)|d(?=d)|(?=rah))|al-?|(?=l?ah$)|e(?=sl))(?=.{3})"
    r"|абд(?:[уэаоеи]л?ь?|ур(?=р)|у(?=рах)|ус(?=с))(?=.{3})|(?:[وف]?[بكل]|[وف])?عبد(?=ال.{3})|עבדאל(?=.{2})|αμπντ(?:ου|ελ|αλ)λ?(?=.{3})"
)
_ABU: Final = re.compile(
    r"abou?(?=[bdfghjklmnqrstwyz].{3})|abu(?=[bdfghjklmnqrstwyz].{3})|абу(?=[^ш].{3})|[وفبكل]?ابو(?=.{3})"
)
_ALLAH: Final = re.compile(
    r"(?:(?:(?<=د)|^)وللا|(?:ou|[aou])llaa?hi?|[ou]lah|[aou]lla|[аоу]лл(?:ах?и?|ы|е|у|ой)|ال?له|אללה|ללה|(?:ου|[αο])λλ?αχ?)$"
)
_OF_ALLAH: Final = frozenset(
    "abd at att awad daf dafa fadl fath habib hamd jad jar khair khalaf kheir nasr nimat obeid rahmat saad".split()
)
"""What an `alla` that has lost its h follows: else it ends Mukalla and Bartalla."""
_DIN: Final = re.compile(
    r"(?:(?:[aeiou]d|[eiu]|(?<=.{4})o)d[iey]{1,2}ne?|[ae]ttin|[эеуи]д?дин|[аеэ]ттин|[αε]ττ?ιν|חטין|الدين|(?<![اي])دين|אלדין)$"
)
_UMM: Final = re.compile(r"[ou]mm?(?=[dfghklnqrstwz].{4})|ом(?=[дк].{4})|ομ(?=ντ.{4})|אומ(?=[דק].{3})|ام(?=در.{2})")
_ABAD: Final = re.compile(r"(?:aba[dt]|اباد|абад[аеу]?|ाबाद|াবাদ|ાબાદ)$")
_NUMBERED: Final = re.compile(r"[a-z]{4,}(?=\d{1,4}$)")
"""A name with a number joined on, as to a station's: Kurdistan24."""
_STARTS: Final = frozenset(
    {"abd", "abo", "abt", "abu", "cab", "ceb", "ebd", *(a + b for a in ("om", "um") for b in "dfghjklmnqrstwz")}
)
_ENDS: Final = frozenset(
    (ending + plural)[-3:]
    for ending in (
        *("lah", "ahi", "lla", "ola", "ula", "ala", "aah", "bad", "bat", "tin"),
        *(f"d{vowels}n{e}" for vowels in "i e y ii ie iy ei ee ey yi ye yy".split() for e in ("", "e")),
        *(word for word in COMPOUND_LAST if word.isascii()),
    )
    for plural in ("", "s")
)
"""What only words of ASCII letters begin or end with that may fall apart (see `split_at`), and some others."""


def may_fall_apart(folded: str) -> bool:
    """Whether `split_at` must be asked of a word of ASCII letters, or it may be one that others are run on to."""
    return folded[:3] in _STARTS or folded[-3:] in _ENDS


def split_at(folded: str, script: Script) -> int:
    """Where a word written together falls apart, as an index into it; 0: nowhere."""
    if not 5 <= len(folded) <= _LONGEST or script in ("digits", "other", "cjk", "hangul"):
        return 0
    if script == "latin" and (found := _NUMBERED.match(folded)):
        return found.end()
    found = _ALLAH.search(folded)
    if found and found.group() == "alla" and folded[: found.start()] not in _OF_ALLAH:
        found = None
    if found and found.start() >= (2 if vowels_unwritten(script) else 3):
        return found.start()
    found = _ABD.match(folded) or _ABU.match(folded) or _UMM.match(folded)
    if found:
        return found.end()
    for ending in (_DIN, _ABAD):
        found = ending.search(folded)
        if found and found.start() >= 2:
            return found.start()
    for first in range(3, min(9, len(folded) - 2)):
        if folded[:first] in COMPOUND_FIRST and folded[first:] in COMPOUND_LAST:
            return first
    return 0


def is_servant_of(folded: str) -> bool:
    """Whether a word begins with Abd, however it is run on."""
    return _ABD.match(folded) is not None


def tail_tag(half: str) -> str:
    """What a second half is, where its spelling has run into the first (`-ollah`, `-uddin`)."""
    folded = fold_word(half).replace("'", "")
    stem = folded[:-1] if folded.endswith("s") else folded
    return (
        "allah"
        if _ALLAH.fullmatch(stem)
        else "din"
        if _DIN.fullmatch(stem)
        else "abad"
        if _ABAD.fullmatch(stem)
        else ""
    )
