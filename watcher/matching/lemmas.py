"""Inflection: the forms of one word brought together, language by language, with rules small enough to read.

`lemma_keys` gives every form under which a word may meet another; two words of a language are forms of one where they
share a key. The rules strip inflection (plural, case, tense, person), never derivation: what joins `withdrawal` to
`withdraw` is the table in `watcher.matching.events`.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

__all__ = ["LATIN", "lemma_keys", "word_languages"]

LATIN: Final = ("en", "fr", "de", "tr")
"""Languages in Latin script whose inflection is known here."""

_ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
_MAX_STEMS: Final = 12
"""Of one word, in one round: a bound, not a tuning."""
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
    return frozenset({folded, *rules(folded)}) if rules and len(folded) > 2 else frozenset({folded})


# ------------------------------------------------------------------------------------------------------------- English

_IRREGULAR: Final[dict[str, str]] = {
    form: lemma
    for lemma, forms in {
        "withdraw": "withdrew withdrawn", "draw": "drew drawn", "take": "took taken", "give": "gave given",
        "leave": "left", "strike": "struck stricken", "fight": "fought", "hold": "held", "meet": "met", "say": "said",
        "shoot": "shot", "bring": "brought", "send": "sent", "begin": "began begun", "fly": "flew flown",
        "fall": "fell fallen", "go": "went gone", "come": "came", "sell": "sold", "buy": "bought", "win": "won",
        "lose": "lost", "flee": "fled", "seek": "sought", "speak": "spoke spoken", "steal": "stole stolen",
        "break": "broke broken", "freeze": "froze frozen", "rise": "rose risen", "throw": "threw thrown", "pay": "paid",
        "lay": "laid", "lead": "led", "overthrow": "overthrew overthrown", "overtake": "overtook overtaken",
        "undergo": "underwent undergone", "blow": "blew blown", "sink": "sank sunk", "build": "built", "find": "found",
        "make": "made", "catch": "caught", "teach": "taught", "think": "thought", "choose": "chose chosen",
        "forbid": "forbade forbidden", "swear": "swore sworn", "tear": "tore torn", "bear": "bore borne",
        "write": "wrote written", "drive": "drove driven", "ride": "rode ridden", "hide": "hid hidden",
        "run": "ran", "man": "men", "woman": "women", "child": "children", "person": "people", "crisis": "crises",
    }.items()
    for form in forms.split()
}  # fmt: skip


_NO_PLURAL: Final = frozenset(
    "news series species politics economics ethics physics always perhaps thus gas bias".split()
)
_CLOSED: Final = re.compile(r"[^aeiouy]+[aeiou][^aeiouwxy]")


def _english(word: str) -> Iterable[str]:
    if word in _IRREGULAR:
        return (_IRREGULAR[word],)
    if word in _NO_PLURAL:
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
    endings = sorted(suffixes.split(), key=len, reverse=True)

    def strip(word: str) -> Iterable[str]:
        out: dict[str, None] = {}
        stems = [word]
        for _ in range(rounds):
            stems = [
                stem[: -len(ending)]
                for stem in stems
                for ending in endings
                if stem.endswith(ending) and len(stem) - len(ending) >= shortest
            ]
            out |= dict.fromkeys(stems)
            stems = list(dict.fromkeys(stems))[:_MAX_STEMS]
        return out

    return strip


_french_endings: Final = _stripper(
    "issaient issons issant erons eront aient erait erez erai eras ions ant ent ees ee er es ez ai as it is ons ir "
    "e s t a",
    shortest=4,
)


def _french(word: str) -> Iterable[str]:
    """Endings of nouns, adjectives and the verbs in -er and -ir; -al/-aux, -if/-ive."""
    if word.endswith("aux") and len(word) > 5:
        return (word[:-3] + "al", *_french_endings(word[:-3] + "al"))
    stems = list(_french_endings(word)) or [word]
    return [*stems, *(stem[:-1] for stem in stems if stem.endswith("e") and len(stem) > 4)]


_german_endings: Final = _stripper(
    "etest eten ungen erin ten est tem tes ern end et em en er es te st e n s t", shortest=4
)


def _german(word: str) -> Iterable[str]:
    """Endings of nouns, adjectives and verbs; the participle's ge- after a prefix or at the start (`abgezogen`)."""
    stems = [word, *_german_endings(word)]
    out = list(stems)
    for stem in stems:
        inner = re.fullmatch(
            r"(ab|an|auf|aus|bei|ein|heraus|los|mit|nach|vor|weg|zu|zuruck|zusammen|uber)?(?:ge|zu)(\w{4,})", stem
        )
        if inner:
            out.append((inner[1] or "") + inner[2])
    return out


_turkish: Final = _stripper(
    "larindan lerinden larinda lerinde larinin lerinin lariyla leriyle larini lerini larina lerine larin lerin lari "
    "leri lardan lerden larda lerde lara lere lar ler nin nun dan den tan ten dir dur tir tur yor iyor uyor di du ti "
    "tu mis mus ecek acak mesi masi mek mak me ma nda nde ya ye yi yu na ne ni nu in un im um si su "
    "da de ta te la le i u a e",
    shortest=4,
    rounds=3,
)

_persian_endings: Final = _stripper(
    "هايشان هايش هاي ها يان ان ات ترين تر يم يد ند ام اش شان ي م د", shortest=3, rounds=2
)


def _persian(word: str) -> Iterable[str]:
    """Plurals, ezafe, verb endings, the prefixes mi- and ne- (zero-width non-joiners are folded away)."""
    stems = [word, *_persian_endings(word)]
    return [
        *stems,
        *(s[len(p) :] for s in stems for p in ("نمي", "مي", "ب") if s.startswith(p) and len(s) > len(p) + 3),
    ]


# -------------------------------------------------------------------------------------------------------------- Arabic

_ARTICLES: Final = ("وال", "فال", "بال", "كال", "ولل", "ال", "لل")
_CLITICS: Final = ("و", "ف", "ب", "ل", "ك", "س")
_ARABIC_ENDINGS: Final = (
    "هما",
    "كما",
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
    """Article, clitics and endings off (as in Larkey's light stemmers, SIGIR 2002), then the skeleton of long stems.

    The skeleton, the stem without its weak letters and without a verb's person prefix, joins a verb to its noun
    (`ينسحب`, `انسحاب`); it is only taken where four consonants remain, since three-letter roots join too much.
    """
    stems = {word}
    for prefix in _ARTICLES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            stems.add(word[len(prefix) :])
            break
    else:
        stems |= {word[1:] for clitic in _CLITICS if word.startswith(clitic) and len(word) > 4}
    for stem in list(stems):
        stems |= {stem[: -len(end)] for end in _ARABIC_ENDINGS if stem.endswith(end) and len(stem) - len(end) >= 3}
    out = set(stems)
    for stem in stems:
        core = stem[1:] if len(stem) > 4 and stem[0] in "يتن" else stem
        skeleton = core.translate(_WEAK)
        if len(skeleton) >= 4:
            out.add(f"{skeleton}*")
    return out


_RULES: Final[dict[str, Callable[[str], Iterable[str]]]] = {
    "en": _english,
    "fr": _french,
    "de": _german,
    "tr": _turkish,
    "ar": _arabic,
    "fa": _persian,
}
