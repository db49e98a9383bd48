"""Letters to sounds: each script straight to one small alphabet of phonemes, a character each.

Consonants: b p f v w t d T(th) D(dh) s z S(sh) Z(zh) C(ch) J(j) c(ts) k q g G(gh) x(kh) h m n l r y.
Vowels: a e i o u, E (ai, ay, ei), O (aw, au).
Written ambiguously: Q (Cyrillic ghe: g, or h in Ukrainian and Belarusian), A (alif: a long a, or the carrier of any
first vowel), W (waw: w, u, o), Y (ya: y, i, e), 3 (ayn), 2 (hamza), @ (ta marbuta, final he: a, ah, at), ~ (alif
maqsura: a or i), and in Hebrew B (b or v), P (p or f), K (k or kh), X (het), $ (s or sh).

Doubled sounds count once: romanisations double letters as they like. The tables follow how names are romanised in
news (the BGN/PCGN systems and their newspaper variants, French, German and Turkish ones), not any one standard.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final, Literal

from anyascii import anyascii

from watcher.text.fold import APOSTROPHES, fold_word

__all__ = ["CONSONANTS", "VOWELS", "Script", "phonemes", "plain_phonemes", "script_of", "vowels_unwritten"]

Script = Literal[
    "latin",
    "cyrillic",
    "greek",
    "arabic",
    "hebrew",
    "indic",
    "georgian",
    "armenian",
    "hangul",
    "cjk",
    "other",
    "digits",
]

VOWELS: Final = frozenset("aeiouEO")
"""Phonemes that are vowels and nothing else."""
CONSONANTS: Final = frozenset("bpfvwtdTDszSZCJckqgGQxhmnlryBPKX$")
"""Phonemes that are consonants and nothing else."""


def _letters(table: str) -> dict[str, str]:
    """A table of letters, each followed by what it stands for."""
    return {entry[0]: entry[1:] for entry in table.split()}


_APOSTROPHE = re.compile(f"[{re.escape(APOSTROPHES)}]")
_RUNS = re.compile(r"(.)\1+")
_LONG = re.compile(r"([^bpfvwtdTDszSZCJckqgGxXhmnlrBPK$])\1+")
"""Arabic and Hebrew write a doubled consonant once: what is written twice is two syllables' (אבבה, Ababa)."""
_AY = re.compile("A[32]Y|hAY$")
"""A long a, a stop and a long i: what romanisation writes ai (Ismail, Qaida); in Persian he, a, i (Khamenei)."""


_FINAL_AY: Final = re.compile("(?<=.)AYY?$")
"""At the end of a word a long a and a long i are ai: Tigray."""


def script_of(word: str) -> Script:
    """The script of a word: that of its first letter."""
    for char in word:
        code = ord(char)
        if code < 0x0250 or 0x1E00 <= code <= 0x1EFF:
            if char.isalpha():
                return "latin"
            continue
        if 0x0370 <= code <= 0x03FF or 0x1F00 <= code <= 0x1FFF:
            return "greek"
        if 0x0400 <= code <= 0x052F:
            return "cyrillic"
        if 0x0590 <= code <= 0x05FF:
            return "hebrew"
        if 0x0600 <= code <= 0x06FF or 0x0750 <= code <= 0x077F or 0xFB50 <= code <= 0xFEFC:
            return "arabic"
        if 0x0900 <= code <= 0x0DFF:
            return "indic"
        if 0x0530 <= code <= 0x058F:
            return "armenian"
        if 0x10A0 <= code <= 0x10FF:
            return "georgian"
        if 0xAC00 <= code <= 0xD7A3 or 0x1100 <= code <= 0x11FF:
            return "hangul"
        if 0x3040 <= code <= 0x30FF or 0x3400 <= code <= 0x9FFF or 0x20000 <= code <= 0x3FFFF:
            return "cjk"
        if char.isalpha():
            return "latin" if 0xFF21 <= code <= 0xFF5A or 0x0250 <= code <= 0x02AF else "other"
    return "digits"


def vowels_unwritten(script: Script) -> bool:
    """Whether the script leaves short vowels out."""
    return script in ("arabic", "hebrew", "indic")


@lru_cache(maxsize=65_536)
def phonemes(word: str) -> str:
    """The phonemes of one raw word (not folded: folding loses ş, й, ة), "" where it has none."""
    script = "latin" if word.isascii() and word.isalpha() else script_of(word)
    if script == "latin":
        return _squeeze(_latin(word))
    if script == "arabic":
        return _squeeze(_arabic(word), _LONG)
    if script == "cyrillic":
        return _squeeze(_cyrillic(word))
    if script == "hebrew":
        return _squeeze(_hebrew(word), _LONG)
    if script == "greek":
        return _squeeze(_greek(word))
    if script == "digits":
        return ""
    if script == "indic":
        return _squeeze(_indic(word))
    if script == "hangul":
        return _squeeze(_latin(anyascii(word).lower().replace("eo", "o").replace("eu", "u")))
    return _squeeze(_latin(anyascii(word)))


def plain_phonemes(lower: str) -> str:
    """`phonemes` of a word of small ASCII letters, not remembered: most words are asked for once."""
    return _squeeze(_in_ascii(lower))


def _squeeze(sounds: str, doubled: re.Pattern[str] = _RUNS) -> str:
    sounds = sounds.replace("au", "O").replace("ai", "E")
    return doubled.sub(r"\1", sounds) if doubled.search(sounds) else sounds


# --- Latin -----------------------------------------------------------------------------------------------------------

_LATIN_LETTERS: Final = _letters(
    "şsh șsh šsh śsh ŝsh çch čch ćch ĉch ğgh ǧj žzh żzh źz ñny ńn ňny ţts țts ßss əa äa åo ḫkh ẖkh ġgh "
    "ḏdh ṯth ĵzh đd ľl"
)
_TURKISH: Final = frozenset("şğıöüîû")
"""Letters of Turkish and Kurdish: beside them c is j."""
_LATIN_GROUPS: Final = {
    "tsch": "C", "dsch": "J", "tch": "C", "sch": "S", "dzh": "J", "dj": "J", "zh": "Z", "sh": "S", "ch": "C", "kh": "x",
    "gh": "G", "dh": "D", "th": "T", "ph": "f", "ck": "k", "ts": "c", "tz": "c", "cz": "C", "sz": "S", "oo": "u",
    "ou": "u", "ee": "i", "aa": "a", "iy": "i", "sci": "S",
    "zk": "ck",
}  # fmt: skip
_LATIN_PARTS: Final = re.compile(
    r"a(?:[aeiu]|y(?![aeiou])|w(?=[b-df-hj-np-tvxz]))|c[hkz]?|d(?:sch|zh|[jh])|e(?:[ei]|y(?![aeiou]))|gh|i[ey]|kh"
    r"|o(?:[ou]|w(?![aeiouy]))|ph|qu(?=[eiéy])|s(?:ci(?=[aou])|ch|[hz])|t(?:sch|ch|[hsz])|z[hk]|[jxy]|[^a-z]"
)
"""What is heard otherwise than it is written; any other letter is its own sound."""
_FEMININE: Final = ("iyah", "iyeh", "iah", "ieh", "yyah", "yyeh")
"""Endings that are heard as -iya: Sulaymaniyah, Dahiyeh."""
_PERSIAN: Final = ("aei", "aee", "aie")
"""Endings that are heard as -ai, of which Persian speaks both vowels: Rezaei."""
_SLAVIC_CK: Final = re.compile("(?<=...)ck(?=[iy]$|a$)")
"""In -cki, -cka, -cký the c is heard (Morawiecki), as it is not elsewhere."""
_LATIN_HEARD: Final = {
    **_LATIN_GROUPS,
    **dict.fromkeys(("ai", "ae", "ay", "ei", "ey"), "E"),
    **dict.fromkeys(("au", "aw", "ow"), "O"),
    "qu": "k",
    "j": "J",
}


def _latin(word: str) -> str:
    if word.isascii():
        lower = word.lower()
        if not lower.isalpha():
            lower = _APOSTROPHE.sub("", lower)
        return _in_ascii(lower)
    lower = _respelt(_APOSTROPHE.sub("", unicodedata.normalize("NFC", word)).replace("İ", "i").lower())
    if lower.isascii():
        return _LATIN_PARTS.sub(_heard, lower)
    lower = lower.replace("ée", "é")
    turkish = not _TURKISH.isdisjoint(lower)
    lower = fold_word("".join(_LATIN_LETTERS.get(c, c) for c in lower))
    return _LATIN_PARTS.sub(_heard_in_turkish if turkish else _heard, lower)


def _in_ascii(lower: str) -> str:
    return _LATIN_PARTS.sub(_heard, _respelt(lower))


def _respelt(lower: str) -> str:
    """With what the end of a word tells of its sounds."""
    if "ck" in lower:
        lower = _SLAVIC_CK.sub("tsk", lower)
    if lower[-2:] == "ic" and len(lower) > 4:
        lower = lower[:-1] + "ts"  # between Slavic -ić (ch) and English -ic (k), at little cost to both
    if lower.endswith(_FEMININE):
        return lower[:-2] + "a"
    return lower[:-3] + "ai" if lower.endswith(_PERSIAN) else lower


def _heard(found: re.Match[str]) -> str:
    part = found.group()
    if part in ("c", "y", "x", "ie", "ou", "ai"):
        follows = found.string[found.end() : found.end() + 1]
        if part == "ai":
            return "ay" if follows and follows in "aou" else "E"  # Maia is Maya
        if part == "c":
            return "c" if follows and follows in "eiy" else "k"
        if part == "y":
            return "y" if follows and follows in "aeiou" else "i"
        if part == "x":
            return "ks" if found.start() else "S"
        if part == "ie":
            return "ie" if follows in ("", "h") else "i"
        between = not found.start() or found.string[found.start() - 1] == "a"
        return "w" if between and follows and follows in "aei" else "u"  # Ouagadougou, Zaouia
    return _LATIN_HEARD.get(part, "")


def _heard_in_turkish(found: re.Match[str]) -> str:
    return "J" if found.group() == "c" else _heard(found)


# --- Arabic script ---------------------------------------------------------------------------------------------------

_ARABIC: Final = _letters(
    "اA أA إA آA ٱA بb پp تt ٹt ثT جJ چC حh خx دd ڈd ذD رr ڑr ڕr زz ژZ سs شS صs ضD طt ظD ع3 غG فf ڤv قq "
    "ڨg كk کk ڪk گg ݣg ڭg لl ڵl مm نn ںn هh ہh ھh ة@ ۃ@ ەe وW ۆo ۇu ۋv يY یY ېY ێE ےE ى~ ئ2 ؤ2 ء2 ړr ټt "
    "ډd ښS ږZ ځz څc ڼn َa ِi ُu"
)


_ARABIC_PAIRS: Final = (("تش", "چ"), ("تس", "څ"), ("دج", "ج"))
"""How Arabic writes sounds that it has no letter for; a mark between the two keeps them apart."""


def _arabic(word: str) -> str:
    text = unicodedata.normalize("NFKC", word)
    for pair, one in _ARABIC_PAIRS:
        text = text.replace(pair, one)
    sounds = "".join(_ARABIC.get(c, "") for c in text).replace("WW", "u")
    sounds = sounds[:1] + _AY.sub("E", sounds[1:])
    sounds = _FINAL_AY.sub("E", sounds)
    if sounds.endswith("h") and len(sounds) > 2 and text.rstrip()[-1] in "هہھ":
        sounds = sounds[:-1] + "@"
    if sounds.startswith("2") and len(sounds) > 1:
        sounds = "A" + sounds[1:].removeprefix("e") if sounds[1] not in "EouWY" else sounds[1:]
    return sounds


# --- Cyrillic --------------------------------------------------------------------------------------------------------

_CYRILLIC: Final = _letters(
    "аa бb вv гQ ґg дd ђJ ѓg еe ёo єe жZ зz ѕz иi іi їi йi јy кk ќk қq лl љl мm нn њn ңn оo өo пp рr сs "
    "тt ћC уu үu ұu ӯu ўw фf хx ҳh һh цc чC ҷJ џJ шS щS ыi эe әa ғG ӣi"
)
_CYRILLIC_PARTS: Final = re.compile(r"дж|кс|цз|чж|тс(?=к)|[аеэ]й(?![аеёиоуыэюя])|[аеэ]и|ау|[юяйъь]|.")
_CYRILLIC_VOWELS: Final = frozenset("аеёиоуыэюяіїє")


def _cyrillic(word: str) -> str:
    lower = _APOSTROPHE.sub("", unicodedata.normalize("NFC", word).lower())
    out: list[str] = []
    for found in _CYRILLIC_PARTS.finditer(lower):
        part = found.group()
        start = found.start()
        if part == "дж":
            out.append("J")
        elif part == "тс":
            out.append("c")  # as ts is in Latin letters
        elif part in ("цз", "чж"):  # the Russian spelling of Chinese: Jinping, Zhang
            front = part == "цз" and lower[start + 2 : start + 3] in ("и", "я", "ю")
            out.append("J" if front else "z" if part == "цз" else "Z")
        elif part == "кс":
            out.append("ks")
        elif len(part) == 2:
            out.append("O" if part == "ау" else "E")
        elif part in "юя":
            soft = start > 0 and lower[start - 1] not in _CYRILLIC_VOWELS and lower[start - 1] not in "ьъ"
            out.append(("" if soft else "y") + ("u" if part == "ю" else "a"))
        elif part == "й":
            out.append("y" if lower[start + 1 : start + 2] in _CYRILLIC_VOWELS else "i")
        elif part == "ё":
            out.append("yo" if not start or lower[start - 1] in _CYRILLIC_VOWELS else "o")
        else:
            out.append(_CYRILLIC.get(part, ""))
    return "".join(out)


# --- Hebrew ----------------------------------------------------------------------------------------------------------

_HEBREW: Final = _letters("אA בB גg דd הh וW זz חX טt יY כK ךK לl מm םm נn ןn סs ע3 פP ףP צc ץc קk רr ש$ תt")
_HEBREW_GERESH: Final = _letters("גJ זZ צC ץC חx דD תT עG רG")


def _hebrew(word: str) -> str:
    text = unicodedata.normalize("NFKC", word)
    out: list[str] = []
    for position, char in enumerate(text):
        follows = text[position + 1 : position + 2]
        if follows and follows in "'׳’" and char in _HEBREW_GERESH:
            out.append(_HEBREW_GERESH[char])
        else:
            out.append(_HEBREW.get(char, ""))
    sounds = "".join(out).replace("WW", "w").replace("YY", "Y")
    sounds = sounds[:1] + _AY.sub("E", sounds[1:])
    sounds = _FINAL_AY.sub("E", sounds)
    return sounds[:-1] + "@" if sounds.endswith("h") and len(sounds) > 2 else sounds


# --- Greek -----------------------------------------------------------------------------------------------------------

_GREEK: Final = _letters("αa βv γg δD εe ζz ηi θT ιi κk λl μm νn ξks οo πp ρr σs τt υi φf χx ψps ωo")
_GREEK_GROUPS: Final = {
    "μπ": "b", "ντ": "d", "ντζ": "J", "ντσ": "J", "γκ": "g", "γγ": "ng", "τζ": "J", "τσ": "c",
    "ου": "u", "ει": "i", "οι": "i", "υι": "i",
    "αη": "E",
}  # fmt: skip
_GREEK_HIATUS: Final = re.compile("([άέό])ι")
_GREEK_PARTS: Final = re.compile(
    "|".join(
        [
            *sorted(_GREEK_GROUPS, key=len, reverse=True),
            "γι(?=[αεου])",
            "γ(?=[εηιυ])",
            "α[ιϊΐ]",
            "ε[ϊΐ]",
            "αυ",
            "ευ",
            ".",
        ]
    )
)


def _greek(word: str) -> str:
    lower = _APOSTROPHE.sub("", unicodedata.normalize("NFC", word).lower())
    # A dieresis parts two vowels that would otherwise be one, as a stress on the first does; else that mark says where
    # the stress is, and no more.
    lower = _GREEK_HIATUS.sub(r"\g<1>ϊ", lower)
    plain = "".join(c if c in "ϊΐ" else fold_word(c) for c in lower)
    out: list[str] = []
    for found in _GREEK_PARTS.finditer(plain):
        part = found.group()
        if part in _GREEK_GROUPS:
            out.append(_GREEK_GROUPS[part])
        elif part in ("γι", "γ"):
            # Before a front vowel gamma is a y: Greek writes Yunis Γιούνις, Yevgeni Γεβγκένι; but Georgia stays.
            out.append("y" if part == "γι" else _GREEK["γ"] if found.start() else "Y")
        elif part == "αυ":
            out.append("O")
        elif part == "ευ":
            out.append("ev")
        elif len(part) == 2:
            out.append("E")
        else:
            out.append(_GREEK.get(fold_word(part), ""))
    return "".join(out)


# --- Indic scripts ---------------------------------------------------------------------------------------------------

_SINGH: Final = re.compile("\u0902(?=\u0939)")
"""A nasal before an h is spoken ng: Singh."""
_HIATUS: Final = re.compile("(?<=[\u0915-\u0939\u093c])(?=[\u0904-\u0914])")
"""A consonant of Devanagari before a vowel that is a letter of its own."""
_HA: Final = re.compile("[\u0939\u09b9\u0a39\u0ab9\u0b39\u0bb9\u0c39\u0cb9\u0d39]")
_ANUSVARA: Final = re.compile("[\u0902\u0982\u0a02\u0a82\u0b02\u0c02\u0c82\u0d02]")


def _indic(word: str) -> str:
    """Devanagari, Bengali, Tamil…: the vowel that every consonant carries is not written but before another vowel
    (Karzai), the sign for a nasal is an n, or before b and p an m, and an h of its own is none that the letter before
    it is breathed with (Pahalgam)."""
    return _latin(anyascii(_HIATUS.sub("a", _HA.sub(r"-\g<0>", _ANUSVARA.sub("n", _SINGH.sub("\u0902ग", word))))))
