"""Inflection: the forms of one word brought together, language by language, with rules small enough to read.

`lemma_keys` gives every form under which a word may meet another; two words of a language are forms of one where they
share a key. The rules strip inflection (plural, case, tense, person), never derivation: what joins `withdrawal` to
`withdraw` is the table in `watcher.matching.events`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final

from watcher.matching.irregular import ARABIC_PLURALS, ENGLISH, FRENCH, GERMAN, GERMAN_NOUNS

__all__ = [
    "LATIN",
    "german_compound_heads",
    "german_compound_modifiers",
    "lemma_keys",
    "separable_parts",
    "word_languages",
]

LATIN: Final = ("en", "fr", "de", "tr")
"""Languages in Latin script whose inflection is known here."""

_ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
_MAX_STEMS: Final = 12
"""Of one word, in one round: a bound, not a tuning."""
_LONGEST: Final = 60
"""Letters of a word that may be inflected: what is longer is no word of a language."""
_VOWELS: Final = frozenset("aeiouy")


def word_languages(folded: str) -> tuple[str, ...]:
    """Whose rules may apply to a word, by its script."""
    if _ARABIC.search(folded):
        return ("ar", "fa")
    return LATIN if folded[:1].isascii() and folded[:1].isalpha() else ()


@lru_cache(maxsize=65_536)
def lemma_keys(folded: str, language: str) -> frozenset[str]:
    """The forms under which a folded word may meet other forms of itself, its own among them."""
    rules = _RULES.get(language)
    return frozenset({folded, *rules(folded)}) if rules and 2 < len(folded) <= _LONGEST else frozenset({folded})


def _by_length(affixes: Iterable[str]) -> dict[int, frozenset[str]]:
    """Prefixes or endings by how long they are: a word is asked once a length, not once an affix."""
    found: dict[int, set[str]] = {}
    for affix in affixes:
        found.setdefault(len(affix), set()).add(affix)
    return {length: frozenset(found[length]) for length in sorted(found, reverse=True)}


def _prefixed(word: str, prefixes: dict[int, frozenset[str]]) -> Iterator[tuple[str, str]]:
    """(prefix, rest) of a word, in every way it can be parted, the longest prefix first."""
    for length, some in prefixes.items():
        if word[:length] in some and len(word) > length:
            yield word[:length], word[length:]


# ------------------------------------------------------------------------------------------------------------- English

_ENGLISH_PREFIXES: Final = _by_length("re over under with out up fore mis inter off".split())


_UNINFLECTED: Final = frozenset(
    "news series species politics economics ethics physics always perhaps thus gas bias according including regarding "
    "concerning during morning evening wedding something nothing anything everything".split()
)
_CLOSED: Final = re.compile(r"[^aeiouy]+[aeiou][^aeiouwxy]")


def _irregular_english(word: str) -> tuple[str, ...]:
    """Base forms, by the table; a prefix may stand before them (`withheld`)."""
    if word in ENGLISH:
        return ENGLISH[word]
    for prefix, rest in _prefixed(word, _ENGLISH_PREFIXES):
        if rest in ENGLISH:
            return tuple(prefix + base for base in ENGLISH[rest])
    return ()


def _english(word: str) -> Iterable[str]:
    if bases := _irregular_english(word):
        return bases
    if word in _UNINFLECTED:
        return ()
    word = word.removesuffix("'s").removesuffix("'")
    out = [word]
    if word.endswith("ies") and len(word) > 4:
        out.append(word[:-3] + "y")
    elif word.endswith(("ches", "shes", "sses", "xes", "zes", "oes")):
        out += [word[:-2], word[:-1]]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        out.append(word[:-1])
    elif word.endswith("ied") and len(word) > 4:
        out.append(word[:-3] + "y")
    elif word.endswith("ed") and len(word) > 4:
        out += _english_stems(word[:-2])
    elif word.endswith("ing") and len(word) > 5:
        out += _english_stems(word[:-3])
    return out


def _english_stems(stem: str) -> list[str]:
    """What a stem before -ed or -ing may be: `fir` → fir, fire; `stopp` → stop."""
    if not _VOWELS.intersection(stem):
        return []
    if _CLOSED.fullmatch(stem):  # a short vowel would have doubled its consonant: `hoping` is of hope, not of hop
        return [stem + "e"]
    out = [stem, stem + "e"]
    if len(stem) > 3 and stem[-1] == stem[-2]:
        out.append(stem[:-1])
    return out


# ------------------------------------------------------------------------------------- French, German, Turkish, Persian


def _stripper(suffixes: str, *, shortest: int, rounds: int = 1) -> Callable[[str], Iterable[str]]:
    """Rules that take an ending off in every way it can be (several, one a round), leaving at least so many letters."""
    endings = _by_length(suffixes.split())

    def strip(word: str) -> Iterable[str]:
        out: dict[str, None] = {}
        stems = [word]
        for _ in range(rounds):
            stems = [
                stem[:-length]
                for stem in stems
                for length, some in endings.items()
                if len(stem) - length >= shortest and stem[-length:] in some
            ]
            if not stems:
                break
            out |= dict.fromkeys(stems)
            stems = list(dict.fromkeys(stems))[:_MAX_STEMS]
        return out

    return strip


_french_endings: Final = _stripper(
    "issaient issent issons issant issait "
    "erons eront aient erait erez erai eras ions ant ent ees ee er es ez ai as it is ons ir "
    "e s t a",
    shortest=4,
)


_FRENCH_PREFIXES: Final = _by_length(
    "re r de des dis main entre sur sous com con contre inter ob par pour pre pro ap at e ex".split()
)


_SHORT_FRENCH: Final = re.compile(r"(\w{3})(?:er|e|es|ee|ees|ent|ant|ait|aient|era|eront|erait|ons|ez)")


def _irregular_french(word: str) -> Iterator[str]:
    """Infinitives, by the table; a prefix may stand before them (`reprise`, `détenue`)."""
    yield from FRENCH.get(word, ())
    for prefix, rest in _prefixed(word, _FRENCH_PREFIXES):
        if len(rest) > 2 and rest in FRENCH:
            yield from (prefix + base for base in FRENCH[rest])


def _french(word: str) -> Iterable[str]:
    """Endings of nouns, adjectives and the verbs in -er and -ir; -al/-aux, -if/-ive; irregular verbs."""
    if irregular := list(_irregular_french(word)):
        return [*irregular, word.removesuffix("s")]
    if word.endswith(("eaux", "eux", "oux")):
        return (word[:-1],)
    if word.endswith("aux") and len(word) > 5:
        return (word[:-3] + "al", *_french_endings(word[:-3] + "al"))
    stems = list(_french_endings(word)) or [word]
    short = _SHORT_FRENCH.fullmatch(word)  # voter, vote, votées: told from a word of three letters (mer, mère)
    return [
        *stems,
        *(stem[:-1] for stem in stems if stem.endswith("e") and len(stem) > 4),
        *([f"{short[1]}~"] if short else ()),
    ]


_german_endings: Final = _stripper(
    "etest eten ungen erinnen erin innen in ten est tem tes ern end et em en er es te st e n s t", shortest=4
)


SEPARABLE: Final = tuple(
    "zusammen zuruck herunter heraus wieder nieder durch fest frei fort nach statt hoch raus runter ruck ein aus auf "
    "ab an bei los mit vor weg zu um her hin".split()
)
"""German prefixes that stand apart in a main clause: `nahm … fest`."""
_INSEPARABLE: Final = tuple("ver be er ent zer ge miss uber unter wider".split())
_GERMAN_PREFIXES: Final = _by_length((*SEPARABLE, *_INSEPARABLE))
_IGNORED_UNG: Final = frozenset("zeitung regierung wohnung richtung".split())


_SHORT_GERMAN: Final = re.compile(r"(\w{3})(?:es|en|e|s|st|t|te|ten)?")
_GE_ZU: Final = re.compile(rf"({'|'.join(SEPARABLE)})?(?:ge|zu)(\w{{4,}})")


def _german_stems(word: str) -> Iterator[str]:
    """Stems of the verb that a word is a form or an action noun of: `festgenommen`, `Festnahme` → festnehm."""
    yield from GERMAN.get(word, ())
    for prefix, rest in _prefixed(word, _GERMAN_PREFIXES):
        if len(rest) < 3:
            continue
        whole = "zuruck" if prefix == "ruck" else prefix
        bases = {*GERMAN.get(rest, ()), *GERMAN_NOUNS.get(rest, ())}
        if prefix in _INSEPARABLE:  # whose participle has no ge-: `vernommen`
            bases.update(GERMAN.get(f"ge{rest}", ()))
        yield from (whole + base for base in sorted(bases))
        if whole != prefix:
            yield whole + rest


def separable_parts(folded: str, *, is_verb: bool) -> Iterator[tuple[str, str]]:
    """(prefix, stem) of the separable verb that a word is, or is the action noun of: `Festnahme` → fest, nehm."""
    forms = [folded, *_german_endings(folded)]
    stems = dict.fromkeys(stem for form in forms for stem in _german_stems(form))
    if is_verb:
        stems |= dict.fromkeys(form for form in forms if folded.endswith("n"))
    stems |= dict.fromkeys(form[:-3] for form in forms if form.endswith("ung") and form not in _IGNORED_UNG)
    seen: set[tuple[str, str]] = set()
    for stem in stems:
        prefix = next((one for one in SEPARABLE if stem.startswith(one)), "")
        parts = prefix, stem.removeprefix(prefix)
        if prefix and len(parts[1]) >= 3 and parts not in seen:
            seen.add(parts)
            yield parts


def _german(word: str) -> Iterable[str]:
    """Endings of nouns, adjectives and verbs; participles (`abgezogen`, `festzunehmen`); irregular verbs; -ung."""
    stems = [word, *_german_endings(word)]
    out = list(stems)
    for stem in stems:
        inner = _GE_ZU.fullmatch(stem)
        if inner:
            whole = (inner[1] or "") + inner[2]
            out += [whole, *_german_endings(whole)]
        if stem.endswith("ung") and len(stem) > 6 and stem not in _IGNORED_UNG:
            out.append(stem[:-3])
    for form in list(out):
        out += _german_stems(form)
    if short := _SHORT_GERMAN.fullmatch(word):  # Zug, Zuges, Zügen
        out.append(f"{short[1]}~")
    return dict.fromkeys(out)


_turkish_endings: Final = _stripper(
    "larindan lerinden larinda lerinde larinin lerinin lariyla leriyle larini lerini larina lerine larin lerin lari "
    "leri lardan lerden larda lerde lara lere lar ler nin nun dan den tan ten dir dur tir tur yor iyor uyor "
    "uyorlar iyorlar diler dilar tilar tiler "
    "di du ti tu mis mus ecek acak ecekler acaklar mesi masi mek mak me ma nda nde ya ye yi yu na ne ni nu in un im um "
    "si su "
    "da de ta te la le il ul l n i u a e",
    shortest=3,
    rounds=4,
)

_VOICED: Final = re.compile(r"(e|gi)d(?:er|en|ec|e|il|iyor|is)\w*")
_UNVOICED: Final = re.compile(r"(e|gi)t(?:me|ti|mis|se)\w*")
_HARD: Final = {"g": "k", "b": "p", "d": "t"}


def _turkish(word: str) -> Iterable[str]:
    """Endings of nouns and verbs; consonants that soften before a vowel (`elçilik`, `elçiliği`; `etmek`, `ediyor`)."""
    stems = list(_turkish_endings(word))
    stems += [stem[:-1] + _HARD[stem[-1]] for stem in stems if len(stem) > 4 and stem[-1] in _HARD]
    short = _VOICED.fullmatch(word) or _UNVOICED.fullmatch(word)
    return [*stems, f"{short[1]}t~"] if short else stems


_persian_endings: Final = _stripper(
    "هايشان هايش هاي ها شده كننده يان ان ات ترين تر يم يد ند ام اش شان ي م د", shortest=3, rounds=2
)


def _persian(word: str) -> Iterable[str]:
    """Plurals, ezafe, verb endings, infinitive and participle, mi- and ne- (zero-width non-joiners are folded away)."""
    stems = [word, *_persian_endings(word)]
    stems += [stem[:-1] for stem in stems if stem.endswith(("تن", "دن", "ته", "ده")) and len(stem) > 3]
    return [
        *stems,
        *(s[len(p) :] for s in stems for p in ("نمي", "مي", "ب") if s.startswith(p) and len(s) > len(p) + 3),
    ]


@lru_cache(maxsize=16_384)
def german_compound_heads(folded: str) -> tuple[str, ...]:
    """What may be the last part of a German compound, in any form: `luftangriffe` → angriffe, angriff and others."""
    heads: dict[str, None] = {}
    for form in (folded, *_german_endings(folded)) if _may_be_compound(folded) else ():
        heads |= dict.fromkeys(form[at:] for at in _seams(form))
    return tuple(heads)


@lru_cache(maxsize=16_384)
def german_compound_modifiers(folded: str) -> tuple[str, ...]:
    """What may be the first part of a German compound, as it stands there: `truppenabzug` → trupp, truppe, truppen…"""
    return tuple(folded[:at] for at in _seams(folded)) if _may_be_compound(folded) else ()


def _may_be_compound(folded: str) -> bool:
    return 8 <= len(folded) <= _LONGEST and folded.isascii() and folded.isalpha()


def _seams(form: str) -> Iterator[int]:
    return (at for at in range(4, len(form) - 3) if len(form) - at > 4 or at > 4)


# -------------------------------------------------------------------------------------------------------------- Arabic

_ARTICLES: Final = ("وال", "فال", "بال", "كال", "ولل", "ال", "لل")
_CLITICS: Final = ("و", "ف", "ب", "ل", "ك", "س")
_ARABIC_ENDINGS: Final = (
    "هما",
    "كما",
    "تين",
    "تان",
    "تها",
    "ته",
    "هم",
    "ها",
    "ات",
    "ون",
    "ين",
    "ان",
    "وا",
    "نا",
    "يه",
    "ه",
    "ي",
    "ت",
    "ا",
)
_WEAK: Final = str.maketrans("", "", "اوي")


def _arabic(word: str) -> Iterable[str]:
    """Article, clitics and endings off (as in Larkey's light stemmers, SIGIR 2002), then what joins a verb to its noun.

    The skeleton, the stem without its weak letters and without the prefix of a person or participle, joins `ينسحب`,
    `انسحاب` and `منسحب`; it is only taken where four consonants remain, since three-letter roots join too much. Of
    those, the forms of the verb are told by their shapes (`_ARABIC_FORMS`); plurals that change within are a table's
    matter.
    """
    stems = {word}
    for prefix in _ARTICLES:
        if word.startswith(prefix) and len(word) - len(prefix) >= (2 if prefix == "ال" else 3):
            stems.add(word[len(prefix) :])
            break
    else:
        stems |= {word[1:] for clitic in _CLITICS if word.startswith(clitic) and len(word) > 4}
        if word[0] == "ل" and len(word) == 4:  # لوقف
            stems.add(word[1:])
    bare = list(stems)
    for stem in bare:
        stems |= {stem[: -len(end)] for end in _ARABIC_ENDINGS if stem.endswith(end) and len(stem) - len(end) >= 3}
    out = set(stems)
    for whole in bare:
        for stem in (whole, whole.removesuffix("ها"), whole.removesuffix("هم")):
            out.update(ARABIC_PLURALS.get(stem, ()))
    for stem in stems:
        core = stem[1:] if len(stem) > 4 and stem[0] in "يتنم" else stem
        skeleton = core.translate(_WEAK)
        if len(skeleton) >= 4:
            out.add(f"{skeleton}*")
        if len(core) >= 4:
            out.add(core)
        for shape, form in _ARABIC_FORMS:
            if found := shape.fullmatch(stem):
                out.add("".join(found.groups()) + form)
    return out


_X: Final = "([^اوي])"
"""A firm consonant of a root."""
_ARABIC_FORMS: Final = tuple(
    (re.compile(shape), form)
    for shape, form in (
        (f"{_X}{_X}{_X}", "^1"),  # خرق
        (f"[يت]{_X}{_X}{_X}", "^1"),  # يخرق, تخرق
        (f"{_X}{_X}و{_X}", "^1"),  # خروق
        (f"ت{_X}{_X}ي{_X}", "^1"),  # تدمير of دمر
        (f"(?:ا|[يت][او]){_X}{_X}", "^2"),  # أجل, يؤجل, تأجلت
        (f"تا{_X}ي{_X}", "^2"),  # تأجيل
        (f"ا([^اويءه]){_X}ا{_X}", "^4"),  # إطلاق
        (f"[ايتن]([^اويءه]){_X}{_X}", "^4"),  # أطلق, يطلق
        (f"{_X}ا{_X}{_X}", "^3"),  # هاجم
        (f"[يتنم]{_X}ا{_X}{_X}ه?", "^3"),  # يهاجم, مهاجمة
        (f"ا{_X}ا{_X}ه?", "^4h"),  # أقال, إقالة
        (f"[يت]{_X}ي{_X}", "^4h"),  # يقيل
        (f"ان{_X}ي?ا{_X}", "^7h"),  # انهار, انهيار
        (f"[يت]ن{_X}ا{_X}", "^7h"),  # ينهار
        (f"ا{_X}تي?ا{_X}", "^8h"),  # اغتال, اغتيال
        (f"[يت]{_X}تا{_X}", "^8h"),  # يغتال
        (f"است{_X}ا{_X}ه?", "^10h"),  # استعاد, استعادة
        (f"[يت]ست{_X}ي{_X}", "^10h"),  # يستعيد
    )
)
"""Shapes of verbs and their nouns with a three-letter root, and the mark under which they meet."""


_RULES: Final[dict[str, Callable[[str], Iterable[str]]]] = {
    "en": _english,
    "fr": _french,
    "de": _german,
    "tr": _turkish,
    "ar": _arabic,
    "fa": _persian,
}
