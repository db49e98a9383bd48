"""Which language a text is in: by its script, then by what was declared, then by its little words.

The script is certain and overrules a declaration. What is left unknown stays unknown: a filter lets it pass.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from watcher.matching.littlewords import by_little_words
from watcher.text.fold import WORD, fold_word

__all__ = ["COUNTRIES", "ISO_639_1", "TextLanguage", "inflecting_languages", "passes", "primary", "text_language"]

_SAMPLE: Final = 4_000
"""Characters looked at: more would not change the verdict."""
_HEADLINE: Final = 1_000
"""Characters looked at of a text whose language its little words do not tell: it is short, or of none."""
_FEWEST_LETTERS: Final = 2

_SAME: Final = {
    "iw": "he", "in": "id", "ji": "yi", "nb": "no", "nn": "no", "prs": "fa", "pes": "fa", "ckb": "ku", "kmr": "ku",
    "sdh": "ku", "arb": "ar", "arz": "ar", "apc": "ar", "acm": "ar", "ary": "ar", "aeb": "ar", "cmn": "zh", "yue": "zh",
    "azb": "az", "pnb": "pa", "pbu": "ps", "fil": "tl",
    "eng": "en", "ara": "ar", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "spa": "es", "ita": "it", "por": "pt",
    "nld": "nl", "dut": "nl", "rus": "ru", "ukr": "uk", "pol": "pl", "tur": "tr", "fas": "fa", "per": "fa", "kur": "ku",
    "heb": "he", "urd": "ur", "pus": "ps", "hin": "hi", "ben": "bn", "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko",
    "ell": "el", "gre": "el", "hye": "hy", "arm": "hy", "kat": "ka", "geo": "ka", "aze": "az", "uig": "ug", "amh": "am",
    "som": "so", "swa": "sw", "hau": "ha", "srp": "sr", "hrv": "hr", "bos": "bs", "bul": "bg", "ron": "ro", "rum": "ro",
    "hun": "hu", "ces": "cs", "cze": "cs", "slk": "sk", "slo": "sk", "swe": "sv", "dan": "da", "nor": "no", "fin": "fi",
    "ind": "id", "msa": "ms", "may": "ms", "vie": "vi", "tha": "th", "mya": "my", "bur": "my", "tam": "ta", "kaz": "kk",
}  # fmt: skip
"""Subtags that are one language to a reader: old codes, codes of three letters, and members of macrolanguages."""
ISO_639_1: Final = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee "
    "el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is "
    "it iu iw ja ji jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn "
    "mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se "
    "sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo "
    "wa wo xh yi yo za zh zu in".split()
)
"""Codes of two letters, old ones too."""
COUNTRIES: Final = {
    "gr": "el", "cz": "cs", "jp": "ja", "ua": "uk", "cn": "zh", "dk": "da", "iq": "ar", "sy": "ar", "eg": "ar",
    "ir": "fa", "il": "he", "pk": "ur", "us": "en", "gb": "en", "rs": "sr", "al": "sq", "vn": "vi",
}  # fmt: skip
"""Codes of countries that are no languages, and the language that is probably meant."""

_SCRIPTS: Final[dict[str, frozenset[str]]] = {
    "ARABIC": frozenset("ar fa ur ps ku sd ug az pa".split()),
    "CYRILLIC": frozenset("ru uk be bg sr mk kk ky tg mn tt ba uz az".split()),
    "GREEK": frozenset({"el"}),
    "HEBREW": frozenset({"he", "yi"}),
    "ARMENIAN": frozenset({"hy"}),
    "GEORGIAN": frozenset({"ka"}),
    "DEVANAGARI": frozenset("hi mr ne sa".split()),
    "BENGALI": frozenset({"bn", "as"}),
    "TAMIL": frozenset({"ta"}),
    "TELUGU": frozenset({"te"}),
    "THAI": frozenset({"th"}),
    "HANGUL": frozenset({"ko"}),
    "HIRAGANA": frozenset({"ja"}),
    "CJK": frozenset({"zh", "ja"}),
    "ETHIOPIC": frozenset({"am", "ti"}),
}
"""Languages that are written in a script. Latin has too many to list: it is whatever stands in none of these, and
`_ALSO_LATIN`."""
_ALSO_LATIN: Final = frozenset("sr az uz ku kk tt tk".split())

# Letters that only some of a script's languages write, the most telling first.
_TELLING: Final[tuple[tuple[str, re.Pattern[str], frozenset[str]], ...]] = (
    ("ARABIC", re.compile("[ٹڈڑےں]"), frozenset({"ur", "pa", "sd"})),
    ("ARABIC", re.compile("[ڕڵێۆ]"), frozenset({"ku"})),
    ("ARABIC", re.compile("[ټډړښږ]"), frozenset({"ps"})),
    ("ARABIC", re.compile("[پچژگ]"), frozenset("fa ur ps ku ug sd az pa".split())),
    ("CYRILLIC", re.compile("[ґєї]"), frozenset({"uk"})),
    ("CYRILLIC", re.compile("ў"), frozenset({"be"})),
    ("CYRILLIC", re.compile("[ђћџљњј]"), frozenset({"sr", "mk"})),
    ("CYRILLIC", re.compile("[әғқңөұүһ]"), frozenset("kk ky tt ba mn az tg uz".split())),
    ("CYRILLIC", re.compile("[ыэ]"), frozenset("ru be kk ky tt ba mn tg".split())),
)
_LIKELIEST: Final = {"ARABIC": ("ar", "fa", "ur"), "CYRILLIC": ("ru", "uk", "kk", "sr"), "CJK": ("zh", "ja")}
"""Of several that remain possible, which inflection to apply."""


_LATIN: Final = ("en", "fr", "de", "tr")
_TELLING_NOTHING: Final = ("en", "fr", "de")
"""Those that a headline may be in which holds no little word and no letter of one: Turkish seldom does without both."""
_DISTINCT: Final[dict[str, frozenset[str]]] = {
    language: frozenset(words.split())
    for language, words in {
    "en": "the of and to is that was for with his he it be by are from which has after were said their at as on over "
          "says amid out this have not who against new more than into its first year years people two say could would",
    "fr": "le la les du et est une dans que qui pour sur avec par pas aux ce il elle sont ont selon ete au leur leurs "
          "ses apres contre entre cette deux trois sera en l d qu",
    "de": "der die das und ist von den mit dem eine einen einer nicht auf fur sich wurde wurden nach bei im zu sind "
          "aus werden wird vom zum zur gegen uber ihre ihren seine seinen neue haben sie",
    "tr": "ve bir bu icin ile olarak olan daha cok gibi sonra kadar da oldu dedi oldugu ancak etti edildi "
          "iki yeni karsi tarafindan yarin ilan",
    }.items()
}  # fmt: skip
"""Little words by which even a headline says that it may be in one of the languages whose inflection is known."""
_LETTERS: Final = (
    ("de", re.compile("ß"), 2),
    ("de", re.compile("[äöüÄÖÜ]"), 1),
    ("tr", re.compile("[ışğİŞĞ]"), 2),
    ("tr", re.compile("[öüçÖÜÇ]"), 1),
    ("fr", re.compile("[éèêàùîôçœÉÈÊÀÇ]"), 1),
)
_TURKISH_ENDING: Final = re.compile(r"\w{3,}(?:[iu]yor|l[ae]r(?:[iae]|in|d[ae]n?)?)")
_ELISION: Final = re.compile(r"\b(?:[ldnsj]|qu)['’]\w", re.IGNORECASE)
_PERSIAN_LETTERS: Final = re.compile("[پچژگیک]")


@dataclass(frozen=True, slots=True)
class TextLanguage:
    """What is known of a text's language."""

    likely: str = ""
    """Its primary language subtag, or "" where there is no telling."""
    possible: frozenset[str] | None = None
    """Languages that it may be in; None: any (but see `latin`)."""
    latin: bool = False
    """Whether it is of Latin script."""


def primary(tag: str) -> str:
    """The primary subtag of a BCP 47 tag, in lower case, old and narrower codes unified: `pt-BR` → `pt`."""
    subtag = re.split("[-_]", tag.strip().lower(), maxsplit=1)[0]
    return _SAME.get(subtag, subtag)


def text_language(text: str, declared: str) -> TextLanguage:
    """Script first, then the declaration where the script allows it, then telling letters or little words."""
    sample = text[:_SAMPLE]
    script = _dominant_script(sample)
    said = primary(declared)
    if script == "LATIN":
        if said and _in_latin(said):
            return TextLanguage(said, frozenset({said}), latin=True)
        guess, possible = by_little_words(map(fold_word, WORD.findall(sample)))
        return TextLanguage(guess, possible or None, latin=True)
    if script is None or script not in _SCRIPTS:
        return TextLanguage(said, frozenset({said}) if said else None)
    possible = _SCRIPTS[script]
    if said in possible:
        return TextLanguage(said, frozenset({said}))
    for where, letters, languages in _TELLING:
        if where == script and letters.search(sample):
            possible &= languages
            break
    likely = next((one for one in _LIKELIEST.get(script, ()) if one in possible), min(possible))
    return TextLanguage(likely, possible)


def passes(languages: Iterable[str], text: TextLanguage) -> bool:
    """Whether a text may be in one of these languages; where that cannot be told, it may."""
    wanted = {primary(tag) for tag in languages}
    if not wanted:
        return True
    if text.possible is not None:
        return bool(wanted & text.possible)
    return not text.latin or any(map(_in_latin, wanted))


def _in_latin(language: str) -> bool:
    return language in _ALSO_LATIN or not any(language in known for known in _SCRIPTS.values())


def inflecting_languages(known: TextLanguage, text: str) -> tuple[str, ...]:
    """Languages whose inflection is applied to a text's words.

    Its own where that is known and has rules here. A headline is too short for its language to be known; but what words
    and letters it holds says which of the languages it may be in, and what says nothing may be in any of them. Words in
    Arabic letters have those of Arabic, and those of Persian where letters or language allow it.
    """
    arabic = ("ar",) if known.likely == "ar" and not _PERSIAN_LETTERS.search(text) else ("fa", "ar")
    if known.likely in _LATIN:
        return (known.likely, *arabic)
    if known.likely or not known.latin:
        return ("en", *arabic)
    return (*_perhaps(text[:_HEADLINE]), *arabic)


def _perhaps(sample: str) -> tuple[str, ...]:
    """Which Latin languages with inflection rules a text may be in, by distinct little words and letters."""
    words = set(map(fold_word, WORD.findall(sample)))
    counts = {language: len(words & little) for language, little in _DISTINCT.items()}
    if not sample.isascii():
        for language, letters, weight in _LETTERS:
            counts[language] += weight * bool(letters.search(sample))
    counts["fr"] += bool(_ELISION.search(sample))
    counts["tr"] += any(map(_TURKISH_ENDING.fullmatch, words))
    foreign = max((language for language in _LATIN if language != "en"), key=counts.__getitem__)
    if counts[foreign] >= 2 and counts[foreign] > counts["en"]:
        return (foreign,)
    if not counts[foreign]:
        return ("en",) if counts["en"] else _TELLING_NOTHING
    return ("en", *(language for language in _LATIN if language != "en" and counts[language]))


def _dominant_script(sample: str) -> str | None:
    if sample.isascii():
        return "LATIN" if sum(map(str.isalpha, sample)) >= _FEWEST_LETTERS else None
    counts: Counter[str] = Counter()
    for char, count in Counter(sample).items():
        if char.isalpha():
            counts[_script(char)] += count
    if counts.total() < _FEWEST_LETTERS:
        return None
    if counts["HIRAGANA"] + counts["KATAKANA"] > counts.total() // 10:
        return "HIRAGANA"
    return counts.most_common(1)[0][0]


@lru_cache(maxsize=8_192)
def _script(char: str) -> str:
    """The script, as the first word of the character's Unicode name says it."""
    return unicodedata.name(char, "").split(" ", 1)[0]
