"""One word of a text, analysed once: its parts, the ways to read each, and its index keys.

    word     Abdulrahman's
    parts    abd | rahman          a word written together falls into the parts that others write apart
    readings rahman, rahman's      with and without what may have been joined on: article, clitic, suffix, plural

Everything here depends on the word alone and is cached: news repeats its words.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from watcher.matching.names.chinese import han_keys
from watcher.matching.names.compounds import is_servant_of, may_fall_apart, split_at, tail_tag
from watcher.matching.names.phonemes import Script, phonemes, script_of, vowels_unwritten
from watcher.matching.names.running import has_running_script, run_keys
from watcher.matching.names.skeleton import shortened, skeletons, strength
from watcher.matching.names.tables import (
    APOSTROPHE_SUFFIXES,
    ARTICLES,
    CANONICAL,
    CYRILLIC_ENDINGS,
    DISTINCT,
    ENDINGS,
    PARTICLES,
)
from watcher.text.fold import APOSTROPHES, fold_word

__all__ = [
    "ADJECTIVE",
    "Part",
    "Reading",
    "Word",
    "analyse",
    "analysed_keys",
    "case_of",
    "known_key",
    "plain_forms",
    "plain_reading",
    "reading_keys",
    "sound_keys",
    "token_keys",
]

MIN_TYPO_LETTERS: Final = 7
"""Words of fewer letters take no typing error: see `shortened`."""
_MIN_TYPO_SKELETON: Final = 3
_LONGEST: Final = 60
"""Longer words are no names: they are compared as they stand, so that no word costs much."""


_MIN_STEM: Final = 3
_ARABIC_PLURAL: Final = frozenset({"يون", "يين"})
_SEPARABLE: Final = frozenset({"georgian", "armenian", "hangul"})
"""Scripts whose endings are no part of the name that they follow."""
_SHORT_STEM: Final = 2
"""Of a script that writes syllables."""
_KOREAN_NAME: Final = 3
"""Syllables of a Korean's name, the first of which is the family's."""
_SHORTEST_RUN: Final = 3
_LONGEST_RUN: Final = 12
"""Longer runs of a script without spaces are no name that stands alone; shorter ones sound like too much else."""


ADJECTIVE: Final = "as an adjective"
"""Marks a reading that is a place's name only."""


class Reading(NamedTuple):
    """One way to read a part. A tuple, for it is hashed and pickled by the ten thousand."""

    folded: str
    sounds: str
    script: Script
    unwritten: bool
    """Whether its script leaves short vowels out."""
    strength: int
    """Number of consonants."""
    lead: int = 0
    """Characters of the raw word before the name: a clitic's."""
    trail: int = 0
    """Characters after the name: a suffix's."""
    joined: bool = False
    """Whether a romanised article was taken off: `Alasad`."""
    article: bool = False
    """Whether an article of the script itself was taken off: `التاجي`."""
    bare: bool = False
    """Whether a clitic was taken off with no article after it: likely only where the rest is long."""
    note: str = ""
    """What was taken off, in words."""
    cost: float = 0.0
    distinct: tuple[tuple[int, int], ...] = ()
    """What the word is known to be, of things that sound alike (`tables.DISTINCT`)."""
    rival: bool = False
    """Whether it is a name's letters as another language reads them (`rivals`); it takes no typing error."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a word: the whole of it, or one half of a compound."""

    tag: str
    """Of a part with many spellings (`tables.CANONICAL`), else ""."""
    readings: tuple[Reading, ...]

    def __hash__(self) -> int:
        """Of as little as tells most parts apart: caches ask for it all the time."""
        return hash((self.tag, self.readings[0].folded))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text."""

    folded: str
    script: Script
    parts: tuple[Part, ...]
    skippable: bool
    """An article or particle: free between the parts of a name."""
    article: bool
    case: str
    """upper, title, lower, or none where the script has no case."""


_APOSTROPHE: Final = re.compile(f"[{re.escape(APOSTROPHES)}]")
_JOINED_BY_ZWNJ: Final = re.compile("\u200c(?=ال)")
"""Persian joins two Arabic words so: `جیش‌العدل`."""
_WIDTHLESS: Final = re.compile(
    "[\u00ad\u0307\u034f\u061c\u0640\u064b-\u0652\u0670\u180e\u200b-\u200f\u2060-\u2069\ufeff]"
)
_JOINED_ARTICLE: Final = re.compile(r"(?:[aeu]l(?=[^l]..)|[aeu]([rsznthd]|sh|dh)(?=\1..))")
_ELISION: Final = re.compile(f"(?:[cdjlmnst]|qu|un|(?:a|da|de|ne|su)ll)[{re.escape(APOSTROPHES)}](?=..)", re.IGNORECASE)
"""Little words that French and Italian cut and join on before a vowel: d'Ormuz, l'Irak, dell'Iran."""
_J: Final = re.compile("[jJ]")
"""A j is a y in German, Slavic and Scandinavian spellings (Jemen, Jahja)."""
_X: Final = re.compile("[xX]")
"""An x is a kh in Kurdish and Azeri spellings (Xamenei, Naxçıvan), and a breathed h in Somali ones."""
_W: Final = re.compile("[wW]")
_SLAVIC_W: Final = re.compile("[aeo]w(?![aeiou])")
"""A w that is a v in German and Polish spellings of Slavic names (Lawrow), half a diphthong in others (Tawfiq)."""
_GREEK_STOP: Final = re.compile("(?<=.)(?:ντ|μπ|γκ)")
"""Within a word these are b, d, g, or mb, nd, ng."""
_TWO_SOUNDS: Final = re.compile("(ت(?=[سش])|د(?=ج))")
_ARABIC_ARTICLE: Final = re.compile("^(?:ال|لل)(?=..)")
_ARABIC_CLITIC: Final = re.compile("^(?:[وف]?[بكل]|[وف])(?=..)")
_CYRILLIC_ADJECTIVE: Final = re.compile("(сь?к|ць?к)(?:ая|ую|[иіо]й|ою|ої|ое|ого|ому|им|ом|и[ехй]|ими|их|[аеуі])$")
"""What makes a place's name an adjective: Мосульская, Херсонської."""
_BEGINNING: Final = frozenset({"abd", "abu", "umm"})
"""What begins a name in two words."""
_AND: Final = re.compile("[وفו](?=...)")
_HEBREW_PREFIX: Final = re.compile("^(?:ו?[הבלמכש]|ו|וה|שה|מה)(?=...)")


@lru_cache(maxsize=131_072)
def case_of(raw: str) -> str:
    """How a raw word is written: upper, title, lower, or none where its script has no case."""
    if has_running_script(raw):
        return "none"
    elided = _ELISION.match(raw)
    for char in raw[elided.end() :] if elided else raw:
        if "\u10d0" <= char <= "\u10ff":
            return "none"  # Georgian letters are small to Unicode, but begin no word with a capital
        if char.isupper() or char.istitle():
            return "upper" if len(raw) > 1 and raw.isupper() else "title"
        if char.islower():
            return "lower"
    return "none"


def plain_reading(raw: str, script: Script, **how: object) -> Reading:
    """A word, or what is left of it, as it is written."""
    folded = fold_word(raw).replace("'", "")
    least, most = (_SHORTEST_RUN, _LONGEST_RUN) if script == "cjk" else (0, _LONGEST)
    sounds = phonemes(raw) if least <= len(raw) <= most else ""
    return Reading(
        folded=folded,
        sounds=sounds,
        script=script,
        unwritten=vowels_unwritten(script),
        strength=strength(sounds),
        distinct=DISTINCT.get(folded, ()),
        **how,  # type: ignore[arg-type]  # only the fields of Reading that the callers below name
    )


def _suffix_cut(raw: str) -> int:
    """How many characters at the end are an apostrophe and a suffix, or 0."""
    marks = list(_APOSTROPHE.finditer(raw))
    if not marks:
        return 0
    at = marks[-1].start()
    if at >= 2 and fold_word(raw[at + 1 :]) in APOSTROPHE_SUFFIXES:
        return len(raw) - at
    return 0


def _latin_readings(raw: str) -> list[Reading]:
    found = [plain_reading(raw, "latin")]
    cut = _suffix_cut(raw)
    stem = raw[: len(raw) - cut] if cut else raw
    if cut:
        found.append(plain_reading(stem, "latin", trail=cut, note="with a suffix after the apostrophe"))
    elided = _ELISION.match(stem)
    if elided:
        found.append(plain_reading(stem[elided.end() :], "latin", lead=elided.end(), trail=cut))
    folded = fold_word(stem)
    if _is_plural(folded):
        found.append(plain_reading(stem[:-1], "latin", trail=cut + 1, note="plural", cost=0.03))
    if "j" in folded and "dj" not in folded:
        found.append(plain_reading(_J.sub("y", stem), "latin", trail=cut, cost=0.08))
    if "x" in folded:
        found.append(plain_reading(_X.sub("kh", stem), "latin", trail=cut, cost=0.06))
    if _SLAVIC_W.search(folded):
        found.append(plain_reading(_W.sub("v", stem), "latin", trail=cut, cost=0.02))
        if "j" in folded and "dj" not in folded:  # in German and Polish both
            found.append(plain_reading(_W.sub("v", _J.sub("y", stem)), "latin", trail=cut, cost=0.08))
    if len(folded) == len(stem):  # else the place in the raw word is not that in the folded one
        article = _JOINED_ARTICLE.match(folded)
        if article and len(folded) - article.end() >= _MIN_STEM:
            found.append(
                plain_reading(stem[article.end() :], "latin", trail=cut, joined=True, note="article joined on")
            )
    return found


def _arabic_readings(raw: str) -> list[Reading]:
    found = [plain_reading(raw, "arabic")]
    if _TWO_SOUNDS.search(raw):  # a vowel may stand between the two: Tasnim تسنيم
        found.insert(0, plain_reading(_TWO_SOUNDS.sub("\\g<1>\u0652", raw), "arabic", cost=0.02))
    article = _ARABIC_ARTICLE.match(raw)
    if article:
        found.append(plain_reading(raw[article.end() :], "arabic", article=True))
        return found
    for lead in _prefixes(_ARABIC_CLITIC, raw):
        rest, note = raw[lead:], f"with {raw[:lead]} before it"
        article = _ARABIC_ARTICLE.match(rest)
        if article:
            found.append(plain_reading(rest[article.end() :], "arabic", lead=lead, article=True, note=note))
        found.append(plain_reading(rest, "arabic", lead=lead, bare=True, note=note, cost=0.02))
    return found


def _prefixes(clitic: re.Pattern[str], raw: str) -> list[int]:
    """The lengths of what may have been joined on before a word: of two letters, the second may be the word's own."""
    found = clitic.match(raw)
    if not found:
        return []
    return [found.end()] if found.end() == 1 or not _AND.match(raw) else [1, found.end()]


def _hebrew_readings(raw: str) -> list[Reading]:
    found = [plain_reading(raw, "hebrew")]
    for lead in _prefixes(_HEBREW_PREFIX, raw):
        note = f"with {raw[:lead]} before it"
        found.append(plain_reading(raw[lead:], "hebrew", lead=lead, bare=True, note=note, cost=0.03))
    return found


def _with_endings(found: list[Reading], raw: str, script: Script) -> list[Reading]:
    """The readings, and that without the ending of a case or a plural."""
    folded = fold_word(raw)
    if len(folded) != len(raw):
        folded = raw.lower()
    least = _SHORT_STEM if script == "hangul" else _MIN_STEM
    for ending in ENDINGS[script]:
        if not folded.endswith(ending) or len(folded) - len(ending) < least:
            continue
        rest = raw[: len(raw) - len(ending)] + ("ي" if ending in _ARABIC_PLURAL else "")
        trail = len(ending) if script in _SEPARABLE else 0
        lead = found[-1].lead if script == "arabic" else 0
        found.append(plain_reading(rest, script, trail=trail, lead=lead, note="declined", cost=0.05))
        if script == "georgian" and ending != "ი":  # before other endings the nominative's is left out
            found.append(plain_reading(rest + "ი", script, trail=trail, note="declined", cost=0.05))
        break
    return found


def _cyrillic_readings(raw: str) -> list[Reading]:
    found = [plain_reading(raw, "cyrillic")]
    cut = _suffix_cut(raw)
    stem = raw[: len(raw) - cut] if cut else raw
    if cut:
        found.append(plain_reading(stem, "cyrillic", trail=cut, note="with a suffix after the apostrophe"))
    lower = stem.lower()
    adjective = _CYRILLIC_ADJECTIVE.search(lower)
    if adjective and adjective.start() >= _MIN_STEM:
        # Of Mosul, or of Kursk.
        cuts = (adjective.start(), adjective.end(1))
        found += [plain_reading(stem[:cut], "cyrillic", note=ADJECTIVE, cost=0.06) for cut in cuts]
    for ending in CYRILLIC_ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= 3:
            rest = stem[: -len(ending)]
            found.append(plain_reading(rest, "cyrillic", note="declined", cost=0.04))
            if ending in ("ого", "ому", "ым", "ом", "его", "ему", "ем"):
                found.append(plain_reading(rest + "ий", "cyrillic", note="declined", cost=0.04))
            if ending in ("у", "е", "ой", "ою"):
                found.append(plain_reading(rest + "а", "cyrillic", note="declined", cost=0.04))
            break
    else:
        if lower.endswith(("ии", "ії")) and len(lower) >= 4:
            found.append(plain_reading(stem[:-1] + "я", "cyrillic", note="declined", cost=0.04))
        elif lower.endswith(("ы", "и")) and len(lower) > 4:
            found.append(plain_reading(stem[:-1] + "а", "cyrillic", note="declined", cost=0.04))
    return found


def _readings(raw: str, script: Script) -> tuple[Reading, ...]:
    if len(raw) > _LONGEST:
        found = [plain_reading(raw, script)]
    elif script == "latin":
        found = _latin_readings(raw)
    elif script == "arabic":
        found = _arabic_readings(raw)
        rest = raw[len(raw) - len(found[-1].folded) :] if len(found) > 1 else raw
        found = _with_endings(found, rest, script)
    elif script == "hebrew":
        found = _with_endings(_hebrew_readings(raw), raw, script)
    elif script == "cyrillic":
        found = _cyrillic_readings(raw)
    elif script == "greek":
        found = _with_endings([plain_reading(raw, script)], raw, script)
        if _GREEK_STOP.search(raw):
            found.append(plain_reading(_GREEK_STOP.sub(r"ν\g<0>", raw), script, cost=0.03))
    elif script in ENDINGS:
        found = _with_endings([plain_reading(raw, script)], raw, script)
    else:
        found = [plain_reading(raw, script)]
    return tuple(found)


def reading_keys(reading: Reading) -> frozenset[str]:
    """The keys of one reading: its skeletons, and each likely one shortened where the word is long.

    Readings that share none are not the same word.
    """
    long = len(reading.folded) >= MIN_TYPO_LETTERS and not reading.rival
    keys = sound_keys(reading.sounds, long)
    if reading.script == "latin" and not reading.rival and (bare := phonemes(reading.folded)) != reading.sounds:
        return keys | sound_keys(bare, long)  # Öcalan is Ocalan to most
    return keys


@lru_cache(maxsize=131_072)
def sound_keys(sounds: str, long: bool) -> frozenset[str]:
    """The keys of phonemes; those of a typing error too where the word is `long`."""
    found = skeletons(sounds)
    if long and found and len(found[0]) >= _MIN_TYPO_SKELETON:
        return frozenset(found).union("~" + s for s in (found[0], *shortened(found[0])))
    return frozenset(found)


def known_key(distinct: tuple[int, int]) -> str:
    """The key of a word that is known to be one of several things (`tables.DISTINCT`)."""
    return f"%{distinct[0]}.{distinct[1]}"


def _parts(raw: str, folded: str, script: Script) -> tuple[Part, ...]:
    tag = CANONICAL.get(folded, "")
    at = 0
    if not tag:
        cut = _suffix_cut(raw)
        stem = fold_word(raw[: len(raw) - cut]) if cut else folded
        tag = CANONICAL.get(stem, "") if cut else _after_clitic(raw, script)
        # A ta marbuta ends no Allah: Nakhala.
        if not tag and len(stem) == len(raw) - cut and not raw.endswith("ة"):
            at = split_at(stem, script)
    if not at:
        return (_tagged(raw, script, tag) if tag else Part("", _readings(raw, script)),)
    first, second = raw[:at], raw[at:]
    head = "abd" if is_servant_of(folded) and not CANONICAL.get(fold_word(first)) else ""
    return (*_half(first, script, head), *_half(second, script, tail_tag(second)))


def _tagged(raw: str, script: Script, tag: str) -> Part:
    """A part with many spellings, its first reading the one that knows what was joined on."""
    return Part(tag, tuple(sorted(_readings(raw, script), key=lambda reading: -max(reading.lead, reading.trail))))


def _after_clitic(raw: str, script: Script) -> str:
    """What an Arabic word is whose clitic aside it has many spellings: and Abd, to Abu."""
    if script != "arabic":
        return ""
    tags = (CANONICAL.get(fold_word(raw[lead:]), "") for lead in _prefixes(_ARABIC_CLITIC, raw))
    return next((tag for tag in tags if tag in _BEGINNING), "")


def _half(half: str, script: Script, tag: str) -> tuple[Part, ...]:
    if tag:
        return (_tagged(half, script, tag),)
    return _parts(half, fold_word(half), script)


@lru_cache(maxsize=262_144)
def analyse(raw: str) -> Word:
    """Analyse a word as it is written."""
    folded = fold_word(raw)
    script = script_of(raw)
    if raw.isascii():
        parts = _parts(raw, folded, script)
    else:
        # What has no width would stand between the letters that the rules below look at side by side.
        parts = tuple(
            part
            for piece in _JOINED_BY_ZWNJ.split(unicodedata.normalize("NFC", raw))
            for clean in (_WIDTHLESS.sub("", piece),)
            for part in _parts(clean, fold_word(clean), script)
        )
    return Word(
        folded=folded,
        script=script,
        parts=parts,
        skippable=folded in ARTICLES or folded in PARTICLES,
        article=folded in ARTICLES,
        case=case_of(raw),
    )


@lru_cache(maxsize=262_144)
def token_keys(word: str) -> tuple[str, ...]:
    """The index keys of a raw text word; depends on the word alone.

    A pattern can only match where some word of the text has a key that is among the pattern's.
    """
    if word.isascii() and word.isalpha():
        return _plain_keys(word)
    return analysed_keys(word)


def analysed_keys(raw: str) -> tuple[str, ...]:
    """The index keys of a word by its analysis."""
    found = analyse(raw)
    folded = found.folded
    keys: dict[str, None] = {"=" + folded: None}
    for part in found.parts:
        if part.tag:
            keys["#" + part.tag] = None
        for reading in part.readings:
            keys["=" + reading.folded] = None
            keys.update(dict.fromkeys(map(known_key, reading.distinct)))
            keys.update(dict.fromkeys(reading_keys(reading)))
    if has_running_script(raw):
        keys.update(dict.fromkeys(run_keys(folded)))
        keys.update(dict.fromkeys(han_keys(folded)))
    if found.script == "hangul" and len(folded) >= _KOREAN_NAME:
        given = skeletons(phonemes(folded[1:_KOREAN_NAME]))
        keys.update((f"^{skeleton}", None) for skeleton in given)
    return tuple(keys)


def _plain_keys(word: str) -> tuple[str, ...]:
    """The keys of a word of ASCII letters, without analysing it: most words of a text are no part of any name.

    The same keys as `analyse` gives it.
    """
    forms = plain_forms(word)
    if not forms:
        return analysed_keys(word)
    keys = {"=" + forms[0]}
    tag = CANONICAL.get(forms[0])
    if tag:
        keys.add("#" + tag)
    for form in forms:
        keys.add("=" + form)
        keys.update(map(known_key, DISTINCT.get(form, ())))
        keys |= sound_keys(phonemes(form), len(form) >= MIN_TYPO_LETTERS)
    return ("=" + forms[0], *(key for key in keys if key != "=" + forms[0]))


def plain_forms(word: str) -> list[str]:
    """A word of one part and of ASCII letters, in every form in which `analyse` reads it, folded; [] for any other."""
    folded = word.lower()
    if not (word.isascii() and word.isalpha()) or len(folded) > _LONGEST:
        return []
    if may_fall_apart(folded) and (folded in CANONICAL or split_at(folded, "latin")):
        return []
    forms = [folded]
    if folded[-1] == "s" and _is_plural(folded):
        forms.append(folded[:-1])
    if "j" in folded and "dj" not in folded:
        forms.append(folded.replace("j", "y"))
    if "x" in folded:
        forms.append(folded.replace("x", "kh"))
    if "w" in folded and _SLAVIC_W.search(folded):
        forms.append(folded.replace("w", "v"))
        if "j" in folded and "dj" not in folded:
            forms.append(folded.replace("w", "v").replace("j", "y"))
    if folded[0] in "aeu":
        article = _JOINED_ARTICLE.match(folded)
        if article and len(folded) - article.end() >= _MIN_STEM:
            forms.append(folded[article.end() :])
    return forms


def _is_plural(folded: str) -> bool:
    return len(folded) >= 5 and folded[-1] == "s" and folded[-2] not in ("aous'" if len(folded) > 5 else "aeous'")
