"""Folding: one form for all the ways in which the same letters are written, with offsets into the original kept.

Folded away are case, compatibility forms (ligatures, full-width and presentation forms; Unicode Standard Annex 15,
NFKD), the diacritics of Latin, Greek, Cyrillic, Arabic and Hebrew, characters without width, bidi controls, tatweel,
the variants of Arabic-script letters (Persian, Urdu and Sorani keyboards), traditional and Japanese forms of Han
letters, digits of other scripts, and the kinds of hyphen, apostrophe, quotation mark and white space. Vowel signs of
scripts that cannot do without (Devanagari, Thai…) stay. Every function takes any text, lone surrogates included.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from watcher.text.han import SIMPLIFIED

__all__ = ["APOSTROPHES", "WORD", "Folded", "Token", "fold", "fold_ascii", "fold_word", "raw_words", "tokenize"]

APOSTROPHES: Final = "'’ʼ‘ʿʾ`´ʹʻ′‛＇ꞌ"
"""Characters that stand for an apostrophe, the Arabic hamza or ayn, or the Cyrillic soft sign in romanised names."""

# The combining marks of the Basic Multilingual Plane (general categories Mn, Mc, Me), neighbouring ranges merged over
# unassigned code points. `\w` leaves them out, but they are part of the words that they stand in.
_MARKS: Final = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    r"\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u0816-\u0819"
    r"\u081b-\u0823\u0825-\u0827\u0829-\u082d\u0859-\u085b\u0898-\u089f\u08ca-\u08e1\u08e3-\u0903\u093a-\u093c"
    r"\u093e-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc\u09be-\u09cd\u09d7\u09e2\u09e3\u09fe-\u0a03"
    r"\u0a3c-\u0a51\u0a70\u0a71\u0a75\u0a81-\u0a83\u0abc\u0abe-\u0acd\u0ae2\u0ae3\u0afa-\u0b03\u0b3c\u0b3e-\u0b57"
    r"\u0b62\u0b63\u0b82\u0bbe-\u0bcd\u0bd7\u0c00-\u0c04\u0c3c\u0c3e-\u0c56\u0c62\u0c63\u0c81-\u0c83\u0cbc"
    r"\u0cbe-\u0cd6\u0ce2\u0ce3\u0d00-\u0d03\u0d3b\u0d3c\u0d3e-\u0d4d\u0d57\u0d62\u0d63\u0d81-\u0d83\u0dca-\u0ddf"
    r"\u0df2\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u0f18\u0f19\u0f35\u0f37\u0f39"
    r"\u0f3e\u0f3f\u0f71-\u0f84\u0f86\u0f87\u0f8d-\u0fbc\u0fc6\u102b-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064"
    r"\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d\u135d-\u135f\u1712-\u1715\u1732-\u1734\u1752\u1753"
    r"\u1772\u1773\u17b4-\u17d3\u17dd\u180b-\u180d\u180f\u1885\u1886\u18a9\u1920-\u193b\u1a17-\u1a1b\u1a55-\u1a7f"
    r"\u1ab0-\u1b04\u1b34-\u1b44\u1b6b-\u1b73\u1b80-\u1b82\u1ba1-\u1bad\u1be6-\u1bf3\u1c24-\u1c37\u1cd0-\u1cf9"
    r"\u1dc0-\u1dff\u20d0-\u20f0\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\ua672\ua674-\ua67d"
    r"\ua69e\ua69f\ua6f0\ua6f1\ua802\ua806\ua80b\ua823-\ua827\ua82c\ua880\ua881\ua8b4-\ua8c5\ua8e0-\ua8f1\ua8ff"
    r"\ua926-\ua92d\ua947-\ua953\ua980-\ua983\ua9b3-\ua9c0\ua9e5\uaa29-\uaa36\uaa43\uaa4c\uaa4d\uaa7b-\uaa7d\uaab0"
    r"\uaab2-\uaab4\uaab7\uaab8\uaabe\uaabf\uaac1\uaaeb-\uaaef\uaaf5\uaaf6\uabe3-\uabea\uabec\uabed\ufb1e"
    r"\ufe00-\ufe0f\ufe20-\ufe2f"
)
# No width, no letter: soft hyphen, grapheme joiner, Arabic letter mark, zero-width space/non-joiner/joiner and
# directional marks, embeddings and isolates, word joiner and invisible operators, byte-order mark.
_INVISIBLE: Final = r"\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_JOINS: Final = re.escape(APOSTROPHES) + _INVISIBLE + _MARKS

WORD: Final = re.compile(rf"[^\W_]+(?:[{_JOINS}]{{1,8}}[^\W_]+)*[{_MARKS}]*")
"""A word of raw text: letters, digits and their marks, with apostrophes and invisible characters inside it.

Hyphens of every kind, underscores and full stops separate words. Matching takes time linear in the text: the two
classes that alternate have no character in common but modifier letters, which `[^\\W_]+` takes first.
"""

_ASCII_GAPS: Final = bytes(
    code if chr(code).isalnum() or chr(code) in APOSTROPHES else ord(" ") for code in range(128)
).ljust(256, b" ")
"""Made for `bytes.translate`, which takes a tenth of the time of `str.translate`."""


def raw_words(text: str) -> list[str]:
    """`WORD.findall(text)`, at a quarter of its cost where the text is ASCII."""
    if not text.isascii():
        return WORD.findall(text)
    words = text.encode("ascii").translate(_ASCII_GAPS).decode("ascii").split()
    if "'" in text or "`" in text:
        return [part for word in words for part in ((word,) if word.isalnum() else WORD.findall(word))]
    return words


_INVISIBLE_RE: Final = re.compile(rf"[{_INVISIBLE}]")
_SPECIAL: Final[dict[str, str]] = {
    # Latin letters that NFKD does not take apart.
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n",
    "ə": "e", "ɛ": "e", "ɔ": "o", "ɓ": "b", "ɗ": "d", "ƙ": "k",
    # Arabic script: Persian, Urdu, Sorani, Pashto and Maghrebi keyboards write the same letter otherwise.
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ێ": "ي", "ے": "ي", "ۍ": "ي", "ک": "ك", "ڪ": "ك", "ګ": "گ", "ة": "ه",
    "ە": "ه", "ہ": "ه", "ھ": "ه", "ۃ": "ه", "ۀ": "ه", "ۆ": "و", "ۇ": "و", "ۋ": "و", "ڕ": "ر", "ڵ": "ل", "ݢ": "گ",
    "ـ": "",
    # Hebrew final forms.
    "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
    # Quotation marks.
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"',
    "−": "-", "⁃": "-", "־": "-", "…": "...",
}  # fmt: skip
_SPECIAL.update(dict.fromkeys(APOSTROPHES, "'"))
_SPECIAL.update(SIMPLIFIED)
# Marks above this that are no mere diacritics: the vowel signs of Indic and South-East Asian scripts, kana voicing.
_FIRST_VOWEL_SIGN: Final = 0x0900
_DIACRITIC_BLOCKS: Final = ((0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0x2DE0, 0x2DFF), (0xFB1E, 0xFE2F))


def _is_diacritic(char: str) -> bool:
    if unicodedata.category(char)[0] != "M":
        return False
    code = ord(char)
    return code < _FIRST_VOWEL_SIGN or any(low <= code <= high for low, high in _DIACRITIC_BLOCKS)


def _fold_once(char: str) -> str:
    special = _SPECIAL.get(char)
    if special is not None:
        return special
    if _INVISIBLE_RE.match(char) or _is_diacritic(char):
        return ""
    category = unicodedata.category(char)
    if char.isspace() or category in ("Cc", "Zl", "Zp"):
        return " "
    if category == "Pd":
        return "-"
    if category == "Nd":
        return str(unicodedata.digit(char))
    code = ord(char)
    composed = 0x3040 <= code <= 0x30FF or 0xAC00 <= code <= 0xD7A3 or 0xFF66 <= code <= 0xFF9F
    return unicodedata.normalize("NFKC" if composed else "NFKD", char).casefold()


@lru_cache(maxsize=16_384)
def _fold_char(char: str) -> str:
    """The folded form of one character: the single step repeated until it changes nothing more."""
    before, after = "", char
    while after != before:
        before = after
        after = "".join(map(_fold_once, before))
    return after


# Control characters become spaces, so that ASCII text takes the same form on the fast path as elsewhere.
_ASCII: Final = "".join(map(_fold_char, map(chr, range(128)))).encode().ljust(256, b"\0")
"""For `bytes.translate`, as `_ASCII_GAPS`."""


def fold_ascii(text: str) -> bytes:
    """`fold(text).text` of a text that is ASCII, as bytes: each character becomes one character."""
    return text.encode("ascii").translate(_ASCII)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `offsets[i]` is where in the original the folded character `i` came from.

    `offsets` has one entry more than `text` has characters, never falls, and ends with the original's length.
    """

    text: str
    offsets: Sequence[int]


def fold(text: str) -> Folded:
    """Fold a text, keeping offsets. Folding what is folded changes nothing."""
    if text.isascii():
        return Folded(fold_ascii(text).decode("ascii"), range(len(text) + 1))
    out: list[str] = []
    offsets: list[int] = []
    for position, char in enumerate(text):
        folded = _fold_char(char)
        out.append(folded)
        offsets.extend([position] * len(folded))
    offsets.append(len(text))
    return Folded("".join(out), offsets)


@lru_cache(maxsize=131_072)
def fold_word(raw: str) -> str:
    """`fold(raw).text`, cached: news repeats its words."""
    if raw.isascii():
        return fold_ascii(raw).decode("ascii")
    return "".join(map(_fold_char, raw))


class Token(NamedTuple):
    """A word of a text, as `WORD` finds it. A tuple, because a text makes thousands."""

    text: str
    """As written: `original[start:end]`."""
    folded: str
    start: int
    end: int
    sentence: int
    """The number of its sentence, from 0."""
    before: str = ""
    """What stands between it and the word before it (or the start of the text)."""


_ENDS: Final = re.compile(r"[.!?…؟。！？۔।॥]|\n[ \t\r]*\n|\r[ \t]*\r|\u2029")
_SURE_END: Final = re.compile(r"[؟。！？۔।॥]|\n[ \t\r]*\n|\r[ \t]*\r|\u2029|[!?…](?=\W|$)")
_FULL_STOP: Final = re.compile(r"\.(?=[\s\"'”’»)\]])")
_ABBREVIATIONS: Final = frozenset(
    "adm al approx art assn ave bn brig capt cf cmdr co col corp cpl dept dir dr ed eng esq est etc fig fr gen gens "
    "gov govs hon inc insp jr lt ltd maj md messrs mgr mlle mme mmes mohd mr mrs ms msgr mt mts nr op pfc pp pres prof "
    "pvt rep reps rev rt sec sen sens sgt spc sr st ste supt vol vs jan feb mar apr jun jul aug sep sept oct nov dec "
    "usw bzw ca bd str hr dipl ing доц проф ген им г гг ул др тыс млн млрд руб стр см".split()
)
"""Words after which a full stop ends no sentence: titles, months, company forms (English, German, French, Russian)."""
_NUMBERED: Final = frozenset({"no", "nos", "art", "fig", "p", "pp", "vol", "ch", "sec", "nr", "para"})
"""Words after which a full stop ends no sentence where a number follows: `No. 5`."""


def _sentence_ends(gap: str, before: str, after: str) -> bool:
    """Whether a sentence ends in the gap between two words (`before` folded, `after` raw)."""
    if _SURE_END.search(gap):
        return True
    stop = _FULL_STOP.search(gap)
    if stop is None or stop.start() > 2:  # a stop that is not the word's own is a bullet, a leader, an ellipsis
        return stop is not None
    if len(before) == 1 and before.isalpha():
        return False
    if before in _ABBREVIATIONS or (before in _NUMBERED and after[:1].isdigit()):
        return False
    return not after[:1].islower()


def tokenize(text: str) -> list[Token]:
    """The words of a text, in order, with their offsets and the number of their sentence.

    A sentence ends at a blank line and at `. ! ? … ؟ 。`; a full stop does not end one after an initial or an
    abbreviation (`U.S.`, `Lt. Gen.`, `No. 5`, `J. Smith`, `a.m.`), within a number or address, or before a lower-case
    letter.
    """
    tokens: list[Token] = []
    sentence = 0
    end = 0
    folded = ""
    for found in WORD.finditer(text):
        start = found.start()
        raw = found.group()
        gap = text[end:start]
        if gap != " " and tokens and _ENDS.search(gap) and _sentence_ends(gap, folded, raw):
            sentence += 1
        end = found.end()
        folded = fold_word(raw)
        tokens.append(Token(raw, folded, start, end, sentence, gap))
    return tokens
