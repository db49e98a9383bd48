"""Text whose capitals say nothing (ALL CAPS, Title Case headlines, German nouns): capitals by rarity instead.

A word keeps its capital if it is a name that is known beforehand, if the rest of the document has it in capitals, or if
the language's word list does not hold it, nor the parts that it is made of. Generic words (`DEFENCE FORCE`) go with
the name that they stand beside.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from watcher.derive.gazetteer import is_place
from watcher.derive.rarity import zipf
from watcher.derive.sentences import Sentence, Word
from watcher.derive.tables.calendar import CALENDAR, NEVER_NAMES
from watcher.derive.tables.countries import country_named, country_of_adjective
from watcher.derive.tables.german import ADJECTIVES, INSTITUTIONS, NOUN_ENDINGS, OFFICE_ENDINGS
from watcher.derive.tables.given_names import GIVEN_NAMES
from watcher.derive.tables.grammar import FUNCTION, PARTICLES
from watcher.derive.tables.heads import FIRM_SUFFIX, GENERIC, GROUP, ORGANISATION, PLACE
from watcher.derive.tables.organisations import KNOWN_ACRONYMS, KNOWN_ORGANISATIONS
from watcher.derive.tables.titles import OFFICE_NOUNS, TITLE_WORDS
from watcher.derive.vocabulary import Vocabulary
from watcher.matching.lemmas import lemma_keys
from watcher.matching.names import expand_aliases
from watcher.text.fold import fold_word

__all__ = ["truecase"]

_BARE: Final = frozenset("in nach aus bei zwischen und bis von über".split())
"""German prepositions that, without an article, come before names of places."""
_AFTER: Final = GENERIC | FIRM_SUFFIX | GIVEN_NAMES
_BEFORE: Final = GENERIC | TITLE_WORDS | GIVEN_NAMES | {"radio"}
_LOUD: Final = 5.0
"""Zipf frequency from which a word in capitals is a loud word sooner than an acronym."""
_KNOWN: Final = 4.6
"""Zipf frequency above which a word that is also a given name or a city is rather the word."""


def truecase(sentences: Sequence[Sentence], vocabulary: Vocabulary) -> list[Sentence]:
    """The sentences with capitals that mean names, where their own do not."""
    german = vocabulary.language == "de"
    found = []
    for sentence in sentences:
        if sentence.shouting:
            found.append(replace(sentence, words=_by_rarity(sentence, vocabulary, shouting=True), shouting=False))
        elif sentence.headline and not german:
            found.append(replace(sentence, words=_by_rarity(sentence, vocabulary, shouting=False), headline=False))
        elif german:
            found.append(replace(sentence, words=_german(sentence)))
        else:
            words = tuple(_calm(word, sentence, vocabulary) for word in _hushed(sentence.words, vocabulary))
            found.append(replace(sentence, words=words))
    return found


def _hushed(words: Sequence[Word], vocabulary: Vocabulary) -> Sequence[Word]:
    """Common words that stand in capitals side by side (`a COUNTRY HOUSE scam`), in small letters."""
    loud = [
        word.text.isupper()
        and word.text.isalpha()
        and len(word.text) > 2
        and vocabulary.is_common(word.text)
        and not word.gap.endswith("(")
        and country_named(word.text) is None
        and not expand_aliases(word.text)
        for word in words
    ]
    found = []
    for at, word in enumerate(words):
        beside = (at and loud[at - 1] and word.gap == " ") or (
            at + 1 < len(words) and loud[at + 1] and words[at + 1].gap == " "
        )
        found.append(replace(word, text=word.text.casefold()) if loud[at] and beside else word)
    return found


def _calm(word: Word, sentence: Sentence, vocabulary: Vocabulary) -> Word:
    """A common word that stands in capitals for its loudness (`he KNEW`), in small letters; acronyms as they are."""
    key = word.text.casefold()
    if not word.text.isupper() or not word.text.isalpha() or len(key) < 3 or "(" in word.gap:
        return word
    loud = key in FUNCTION | vocabulary.small or zipf(key) >= _LOUD or _inflects(key, vocabulary.language or "en")
    known = (
        bool(expand_aliases(word.text))
        or key in KNOWN_ORGANISATIONS | KNOWN_ACRONYMS
        or country_named(word.text) is not None
    )
    if not loud or known or key in vocabulary.bracketed:
        return word
    return replace(word, text=key)


def _inflects(key: str, language: str) -> bool:
    """Whether the language has a word in other forms, too (cash, cashed; knew, know), as it has of no acronym."""
    own = zipf(key, language)
    forms = {key + ending for ending in ("s", "es", "ed", "ing", "ly", "er")} | lemma_keys(fold_word(key), language)
    stems = (key.removesuffix(ending) for ending in ("s", "es", "ed", "d", "ing", "ors", "ers"))
    others = {form for form in (*forms, *stems) if form != key and len(form) > 2}
    return (own >= 4.0 or len(key) > 4) and any(zipf(form, language) >= 3.0 for form in others)


def _by_rarity(sentence: Sentence, vocabulary: Vocabulary, *, shouting: bool) -> tuple[Word, ...]:
    words = sentence.words
    named = [_is_name(word, vocabulary, shouting=shouting) for word in words]
    for step in (1, -1):
        for at in range(len(words)) if step == 1 else range(len(words) - 1, -1, -1):
            before = at - step
            if named[at] or not 0 <= before < len(words) or not named[before]:
                continue
            gap = words[max(at, before)].gap
            key = words[at].text.casefold()
            joins = key in (_AFTER if step == 1 else _BEFORE) and key not in FUNCTION
            named[at] = gap == " " and joins and not words[min(at, before)].possessive
    return tuple(_cased(word, name, shouting=shouting) for word, name in zip(words, named, strict=True))


def _is_name(word: Word, vocabulary: Vocabulary, *, shouting: bool) -> bool:
    key = word.text.casefold()
    if key in FUNCTION | CALENDAR | NEVER_NAMES | OFFICE_NOUNS | TITLE_WORDS or not word.capital:
        return False
    if not shouting and (word.acronym or key in vocabulary.inside):
        return True
    if (
        key in KNOWN_ACRONYMS
        or country_named(key.title())
        or country_of_adjective(key)
        or ("-" in key and key.split("-")[0] in PARTICLES)
    ):
        return True
    frequency = zipf(key, vocabulary.language or "en")
    if (key in GIVEN_NAMES or is_place(key)) and frequency < _KNOWN:
        return not vocabulary.is_common(key) or (key in GIVEN_NAMES and frequency < 4.2) or not shouting
    return not vocabulary.is_common(key) and frequency < 3.0


def _cased(word: Word, name: bool, *, shouting: bool) -> Word:
    if not name:
        return replace(word, text=word.text.casefold())
    if not shouting:
        return word
    key = word.text
    if key.casefold() in GENERIC:
        return replace(word, text=key.capitalize())
    if key.casefold() in KNOWN_ACRONYMS:
        return word
    vowels = sum(char in "AEIOUYÀÁÂÃÉÊÍÓÔÕÚ" for char in key)
    if len(key) <= 5 and vowels <= len(key) / 3.5 and key.casefold() not in GIVEN_NAMES and not is_place(key):
        return word
    first, _, rest = key.partition("-")
    if rest and first.casefold() in PARTICLES:
        return replace(word, text=f"{first.casefold()}-{rest.title()}")
    return replace(
        word, text=re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), key) if "'" not in key else key.capitalize()
    )


def _german(sentence: Sentence) -> tuple[Word, ...]:
    """German nouns in small letters, names as they are."""
    words = sentence.words
    named = [_german_name(words, at) for at in range(len(words))]
    for at, word in enumerate(words):
        if named[at] and word.text.casefold().endswith(OFFICE_ENDINGS):
            named[at] = False
    for at, word in enumerate(words):
        key = word.text.casefold()
        following = at + 1 < len(words) and named[at + 1] and not words[at + 1].parts
        head = key in (ORGANISATION | PLACE) - GROUP or key in ADJECTIVES
        if not named[at] and word.capital and following and (key in TITLE_WORDS or (head and key not in FUNCTION)):
            named[at] = True
        if (
            at
            and word.capital
            and words[at - 1].text.casefold() in ADJECTIVES
            and words[at - 1].capital
            and not word.parts
        ):
            named[at - 1] = named[at] = True
    for at, word in enumerate(words):
        if named[at] and word.text.casefold() in FIRM_SUFFIX:
            for before in range(at - 1, max(-1, at - 3), -1):
                if (
                    words[before + 1].gap != " "
                    or not words[before].capital
                    or words[before].text.casefold() in GROUP | FUNCTION
                ):
                    break
                named[before] = True
    return tuple(
        word if name or not word.capital else replace(word, text=word.text.casefold())
        for word, name in zip(words, named, strict=True)
    )


def _german_name(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    key = word.text.casefold()
    if not word.capital or key in FUNCTION | CALENDAR:
        return False
    before = words[at - 1] if at and not word.parts else None
    preposition = before is not None and before.text.casefold() in _BARE
    if word.acronym or re.search(r"[a-z][A-Z]", word.text) or key in INSTITUTIONS or (key in FIRM_SUFFIX and before):
        return True
    if (
        key in GIVEN_NAMES
        or country_named(word.text)
        or (before and before.text.casefold() in GIVEN_NAMES and before.capital)
    ):
        return True
    frequency = zipf(key, "de")
    if is_place(word.text) and (preposition or frequency < 3.8):
        return True
    if key in TITLE_WORDS | OFFICE_NOUNS or frequency >= 3.8:
        return False
    apposed = before is not None and before.capital and before.text.casefold() not in FUNCTION
    if apposed and not key.endswith(NOUN_ENDINGS):
        return True
    if preposition and frequency < 3.5 and not key.endswith(NOUN_ENDINGS):
        return True
    if frequency >= 3.0:
        return False
    return not _is_german_noun(key)


def _is_german_noun(key: str) -> bool:
    """Whether a rare word is a compound of common ones, or has a noun's ending."""
    if key.endswith(NOUN_ENDINGS):
        return True
    if "-" in key:
        return all(zipf(part, "de") >= 3.8 for part in key.split("-"))
    for cut in range(2, len(key) - 2):
        left, right = key[:cut], key[cut:]
        lefts = (left, left.removesuffix("s"), left + "e", left.removesuffix("n"))
        rights = (
            right,
            right.removesuffix("s"),
            right.removesuffix("n"),
            right.removesuffix("en"),
            right.removesuffix("in"),
        )
        if (
            max(zipf(one, "de") for one in lefts) >= 3.2
            and max(zipf(one, "de") for one in rights if len(one) > 2) >= 3.2
        ):
            return True
    return False
