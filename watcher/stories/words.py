"""Text → tokens that compare across spellings: folded, light-stemmed, with numbers and names told apart."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from watcher.stories.vocabulary import NUMBER_WORDS, STOP_WORDS

__all__ = ["Token", "bare", "fold", "guess_language", "stem", "tokens"]

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*", re.UNICODE)
_SENTENCE_END = re.compile(r"[.!?:;\n|\"“”«»؟。]\s*$")
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": None})
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})
_POSSESSIVE = re.compile(r"['’](?:s|nin|nın|nun|nün|[a-zıçşğüö]{1,5})?$")
_GROUPED = re.compile(r"^\d{1,3}(?:[.,]\d{3})+$")
_ARABIC_PREFIXES = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل")
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
    number: int | None = None


def fold(text: str) -> str:
    """Lower case without accents; Arabic letters that are written alike made one."""
    folded = unicodedata.normalize("NFKD", text.translate(_ARABIC)).casefold().translate(_LETTERS)
    return "".join(c for c in folded if not unicodedata.combining(c))


def bare(word: str) -> str:
    """A folded word without an Arabic article or the particle written before it."""
    if "\u0600" <= word[:1] <= "\u06ff":
        for prefix in _ARABIC_PREFIXES:
            if word.startswith(prefix) and len(word) - len(prefix) >= (3 if len(prefix) > 1 else 5):
                return word.removeprefix(prefix)
    return word


def stem(word: str) -> str:
    """A folded word, cut to what its inflections share."""
    if "\u0600" <= word[:1] <= "\u06ff":
        return bare(word)[:STEM_LENGTH]
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:STEM_LENGTH]


def _number(word: str) -> int | None:
    """The whole number that a numeral says: `1,200` is 1200; fractions keep their whole part."""
    if _GROUPED.match(word):
        word = re.sub(r"[.,]", "", word)
    whole = re.split(r"[.,]", word)[0]
    return int(whole) if len(whole) <= 15 else None


def tokens(text: str) -> Iterator[Token]:
    """The words and numbers of a text in order. Number words of several languages count as numbers too."""
    end = 0
    first = True
    for found in _TOKEN.finditer(text):
        gap = text[end : found.start()]
        first = first or _SENTENCE_END.search(gap) is not None
        end = found.end()
        raw = found.group()
        if raw[0].isdecimal():
            number = _number(raw)
            if number is not None:
                yield Token(str(number), capital=False, number=number)
            first = False
            continue
        word = fold(_POSSESSIVE.sub("", raw))
        if word:
            yield Token(
                word,
                capital=raw[0].isupper() and not first,
                initial=raw[0].isupper() and first,
                number=NUMBER_WORDS.get(word),
            )
        first = False


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
        if sum(low <= c <= high for c in joined) * 2 > len(joined) > 0:
            if default == "ar" and declared[:2] not in others and any(c in "پچژگ" for c in joined):
                return "fa"
            return declared[:2] if declared[:2] in others else default
    counts = {lang: sum(word in stops for word in sample) for lang, stops in STOP_WORDS.items()}
    best = max(counts, key=lambda lang: (counts[lang], lang == declared[:2]))
    if counts[best] >= 2 and counts[best] > counts.get(declared[:2], 0):
        return best
    return declared[:2].casefold() or (best if counts[best] else "en")
