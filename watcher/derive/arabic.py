"""Arabic spellings of names in Latin letters, as candidates to be checked by hand.

Romanisation loses what Arabic writes (h is ه or ح, s is س or ص), so these are proposals and never aliases by
themselves. The rules are those of news (ISO 233 and the ALA-LC table without their diacritics).
"""

import re
from typing import Final

from watcher.text.fold import fold

__all__ = ["arabic_candidates"]


def _pairs(text: str) -> dict[str, str]:
    """Latin and Arabic, word by word; `-` stands for nothing."""
    parts = text.split()
    return {latin: "" if arabic == "-" else arabic for latin, arabic in zip(parts[::2], parts[1::2], strict=True)}


_DIGRAPHS: Final = _pairs("""
    sh ش kh خ gh غ th ث dh ذ aa ا ee ي oo و ou و ai ي ay ي aw و au و ei ي ch تش ph ف ck ك iy ي ia يا
""")
_LETTERS: Final = _pairs("""
    b ب c ك d د f ف g غ h ه j ج k ك l ل m م n ن p ب q ق r ر s س t ت v ف w و x كس y ي z ز i ي u و o و a ا e - ' ع
""")
_HEADS: Final = frozenset({"base", "airbase", "camp"})
"""Generic nouns that in Arabic come first."""
_WHOLE: Final = _pairs("""
    abu أبو abd عبد bin بن ibn بن ahmad أحمد ahmed أحمد muhammad محمد mohammed محمد mohamed محمد mohammad محمد ali علي
    hassan حسن hussein حسين hasan حسن ibrahim إبراهيم omar عمر
    khaled خالد saleh صالح ain عين ayn عين camp معسكر base قاعدة
    airbase قاعدة
    qais قيس qasem قاسم mahdi مهدي mark مارك assad الأسد asad الأسد taji التاجي mustafa مصطفى musa موسى
    saeed سعيد yusuf يوسف
""")


def arabic_candidates(name: str) -> tuple[str, ...]:
    """Likely Arabic spellings of a name in Latin letters: all inner vowels, `a` alone, no vowel; () where none."""
    parts = [part for part in re.split(r"[\s-]+", fold(name).text) if part]
    if not parts or not all(re.fullmatch(r"[a-z']+", part) for part in parts):
        return ()
    if parts[-1] in _HEADS and len(parts) > 1:
        parts = [parts[-1], *parts[:-1]]
    spelled = [_spell(parts, vowels=vowels) for vowels in ("aiou", "a", "")]
    return tuple(dict.fromkeys(spelled))


def _spell(parts: list[str], *, vowels: str) -> str:
    words: list[str] = []
    article = False
    for part in parts:
        if part in {"al", "el", "ul"}:
            article = True
            continue
        word = _WHOLE.get(part) or _word(part, vowels=vowels)
        words.append(f"ال{word}" if article and not word.startswith("ال") else word)
        article = False
    return " ".join(words)


def _word(part: str, *, vowels: str) -> str:
    letters: list[str] = []
    at = 0
    part = re.sub(r"([b-df-hj-np-tv-z])\1", r"\1", part)
    while at < len(part):
        pair = next((arabic for latin, arabic in _DIGRAPHS.items() if part.startswith(latin, at)), "")
        letter = part[at]
        inner = 0 < at < len(part) - 1
        if pair:
            letters.append(pair)
            at += 2
            continue
        if letter in "aiou" and letter not in vowels and inner:
            at += 1
            continue
        letters.append("أ" if letter in "aeiou" and at == 0 else _LETTERS.get(letter, ""))
        at += 1
    return "".join(letters)
