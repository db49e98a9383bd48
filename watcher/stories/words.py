"""Text → tokens that compare across spellings: folded, light-stemmed, with numbers and names told apart."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from watcher.stories.vocabulary import NUMBER_WORDS, STOP_WORDS

__all__ = ["CACHED", "HEBREW_PREFIXES", "STEM_LENGTH", "Token", "bare", "fold", "guess_language", "stem", "tokens"]

_WORD_OR_NUMBER = r"[^\W\d_]{1,4}-?\d+(?![\d.,]*[^\W\d_])|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*"
_WITH_GAPS = re.compile(f"({_WORD_OR_NUMBER})", re.UNICODE)
_SENTENCE_END = re.compile(r"[.!?:;\n|\"“”«»؟。]\s*$")
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": None})
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})
_POSSESSIVE = re.compile(r"['’](?:s|nin|nın|nun|nün|[a-zıçşğüö]{1,5})?$")
_GROUPED = re.compile(r"^\d{1,3}(?:[.,]\d{3})+$")
_ARABIC_PREFIXES = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل")
HEBREW_PREFIXES = "בהוכלמש"
"""Article and particles that are written before a Hebrew word."""
_STOPS_OF = {
    word: tuple(language for language, words in STOP_WORDS.items() if word in words)
    for word in frozenset().union(*STOP_WORDS.values())
}
"""Stop word → the languages that have it."""
CACHED = 1 << 15
"""Words that each look-up remembers: news repeats its vocabulary, so that nearly all are found there."""
STEM_LENGTH = 6
"""Words are compared by their first letters: in European languages, truncation at five to six letters conflates about
what light stemmers do (McNamee and Mayfield, "Character n-gram tokenization for European language text retrieval",
2004)."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number of a text."""

    text: str
    """Folded: lower case, without marks."""
    capital: bool
    """Written with a capital where the language does not ask for one: likely a name."""
    initial: bool = False
    """Written with a capital at the beginning of a sentence."""
    number: float | None = None


@lru_cache(maxsize=CACHED)
def fold(text: str) -> str:
    """Lower case without accents; Arabic letters that are written alike made one."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text.translate(_ARABIC)).casefold().translate(_LETTERS)
    return "".join(c for c in folded if not unicodedata.combining(c))


def bare(word: str) -> str:
    """A folded word without an Arabic article or the particle written before it."""
    if "\u0600" <= word[:1] <= "\u06ff":
        for prefix in _ARABIC_PREFIXES:
            if word.startswith(prefix) and len(word) - len(prefix) >= (3 if len(prefix) > 1 else 5):
                return word.removeprefix(prefix)
    return word


@lru_cache(maxsize=CACHED)
def stem(word: str) -> str:
    """A folded word, cut to what its inflections share."""
    if "\u0600" <= word[:1] <= "\u06ff":
        return bare(word)[:STEM_LENGTH]
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:STEM_LENGTH]


def _number(word: str) -> float | None:
    """The number that a numeral says: `1,200` is 1200, `6,9` and `6.9` are 6.9; large ones are rounded down."""
    if _GROUPED.match(word):
        word = re.sub(r"[.,]", "", word)
    whole, *rest = re.split(r"[.,]", word)
    if len(whole) > 15:
        return None
    if len(rest) == 1 and len(whole) <= 3 and int(rest[0]):
        return float(f"{whole}.{rest[0][:4]}")
    return int("".join((whole, *rest[:-1]))) if len(rest) > 1 else int(whole)


def tokens(text: str) -> list[Token]:
    """The words and numbers of a text in order. Number words of several languages count as numbers too."""
    parts: list[str] = _WITH_GAPS.split(text)
    parts[0] = "\n"  # whatever stands before it, the first word begins a sentence
    found = [_token(raw, gap != " " and _ends(gap)) for gap, raw in zip(parts[0::2], parts[1::2], strict=False)]
    return [token for token in found if token is not None]


@lru_cache(maxsize=1_024)
def _ends(gap: str) -> bool:
    """Whether a sentence ends in what stands between two words."""
    return _SENTENCE_END.search(gap) is not None


@lru_cache(maxsize=CACHED)
def _token(raw: str, first: bool) -> Token | None:
    """One word or numeral, at the beginning of a sentence or within; None where nothing is left of it."""
    if raw[0].isdecimal():
        number = _number(raw)
        return None if number is None else Token(str(number), capital=False, number=number)
    if "'" in raw or "’" in raw:
        raw = _POSSESSIVE.sub("", raw)
    word = (raw.lower() if raw.isascii() else fold(raw)).replace("-", "")
    if not word:
        return None
    capital = raw[0].isupper()
    return Token(word, capital=capital and not first, initial=capital and first, number=NUMBER_WORDS.get(word))


def guess_language(words: list[str], declared: str) -> str:
    """Two-letter language of a text: what its script or its commonest words say, else what was declared.

    The declared language of a feed is often wrong for its items, so that the text has the first word.
    """
    sample = words[:120]
    joined = "".join(sample[:40])
    for low, high, default, others in (
        ("\u0590", "\u05ff", "he", ()),
        ("\u0400", "\u04ff", "ru", ("uk", "bg", "sr", "mk", "be", "kk")),
        ("\u0370", "\u03ff", "el", ()),
        ("\u0600", "\u06ff", "ar", ("fa", "ur", "ckb", "ps", "ku")),
    ):
        if not joined.isascii() and sum(low <= c <= high for c in joined) * 2 > len(joined):
            if default == "ar" and declared[:2] not in others and any(c in "پچژگ" for c in joined):
                return "fa"
            return declared[:2] if declared[:2] in others else default
    counts = dict.fromkeys(STOP_WORDS, 0)
    counts.setdefault(declared[:2], 0)
    for languages in [_STOPS_OF[word] for word in sample if word in _STOPS_OF]:
        for language in languages:
            counts[language] += 1
    best = max(STOP_WORDS, key=lambda lang: (counts[lang], lang == declared[:2]))
    if counts[best] >= 2 and counts[best] > counts[declared[:2]]:
        return best
    return declared[:2].casefold() or (best if counts[best] else "en")
