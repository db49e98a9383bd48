"""What language and script a document is in, as far as deriving cares."""

import re
import unicodedata
from collections import Counter
from typing import Final

from watcher.derive.tables.grammar import LANGUAGE_WORDS

__all__ = ["has_capitals", "language_of"]

_WORD: Final = re.compile(r"[^\W\d_]+")
_ARABIC: Final = {"fa": set("پچگژ"), "ur": set("ٹڈڑں"), "ku": set("ڵۆێڕ")}


def language_of(text: str) -> str:
    """BCP 47 language of a text, by script and by its frequent words; "" where it cannot be told."""
    sample = text[:20_000]
    scripts = Counter(unicodedata.name(char, "?").split()[0] for char in sample if char.isalpha())
    script = scripts.most_common(1)[0][0] if scripts else ""
    if script == "ARABIC":
        marks = {language: sum(sample.count(char) for char in chars) for language, chars in _ARABIC.items()}
        best = max(marks, key=lambda language: marks[language])
        return best if marks[best] > 0.01 * len(sample) else "ar"
    by_script = {
        "HEBREW": "he",
        "CYRILLIC": "ru",
        "GREEK": "el",
        "HANGUL": "ko",
        "CJK": "zh",
        "HIRAGANA": "ja",
        "KATAKANA": "ja",
    }
    if script in by_script:
        return by_script[script]
    counts = Counter(word.casefold() for word in _WORD.findall(sample))
    hits = {language: sum(counts[word] for word in words) for language, words in LANGUAGE_WORDS.items()}
    best = max(hits, key=lambda language: hits[language])
    return best if hits[best] else ""


def has_capitals(text: str) -> bool:
    """Whether the text's script knows capitals at all."""
    letters = [char for char in text[:20_000] if char.isalpha()]
    return sum(char.upper() != char.lower() for char in letters) > 0.5 * len(letters)
