"""Names in another order, in another romanisation, or shorter: what a watch list need not write itself.

Hungarian, Japanese, Korean and Chinese write the family's name first; news follows them, or does not. Which names do so
is told by the given name, by the family's, or by their syllables. A name in pinyin is also looked for in
Wade-Giles, and
the other way about. Of three names the middle one may be left out. The Patriotic Union of Kurdistan is the Kurdistan
Patriotic Union. Such forms have no short forms of their own.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from watcher.matching.names.chinese import in_pinyin, in_wade_giles, readings, syllables_of
from watcher.matching.names.japanese import is_japanese
from watcher.matching.names.pattern import NameKind
from watcher.matching.names.phonemes import script_of
from watcher.matching.names.tables import (
    ARTICLES,
    CANONICAL,
    COMMON_PARTS,
    COMPOUND_LAST,
    FAMILIES_FIRST,
    MOHAMMEDS,
    MOVEMENT,
    PARTICLES,
    TITLES,
)
from watcher.text.fold import Token, fold_word, tokenize

__all__ = ["other_forms"]

_HUNGARIAN_GIVEN: Final = frozenset(
    map(
        fold_word,
        "viktor péter gábor ferenc gyula jános istván lászló józsef zoltán tamás attila andrás katalin orsolya judit "
        "gergely balázs antal tibor sándor imre bálint krisztina ágnes klára zsolt csaba levente ildikó máté dávid "
        "kinga lajos miklós béla árpád mihály pál ákos szabolcs bence zsuzsa zsuzsanna erzsébet éva katinka tünde "
        "barnabás norbert györgy károly ernő elemér dezső géza kálmán mária anikó nóra réka".split(),
    )
)
_SYLLABLES: Final = 3
"""Of most Chinese and Korean names, the family's first."""
_LONGEST: Final = 8
_LEAST_HALF: Final = 3
_INITIALS: Final = (2, 3)
_GOES_BY: Final = COMPOUND_LAST - COMMON_PARTS - frozenset({"reza", "riza"})
"""Second halves of given names that do without the first; but Mohammad Reza Pahlavi's son is Reza Pahlavi."""
_NEEDED: Final = frozenset(CANONICAL) | FAMILIES_FIRST | PARTICLES | TITLES | frozenset({"nguyen", "pham", "tran"})
"""Words of names of which the middle one cannot be left out."""


_OF: Final = re.compile(
    r"(.+ (?:party|union|front|movement|army|council|forces?|federation|league|authority|government|alliance)) of "
    r"(?:the )?(.+)",
    re.IGNORECASE,
)


@lru_cache(maxsize=16_384)
def other_forms(name: str, kind: NameKind) -> tuple[str, ...]:
    """A name as it may also be written, in another order or romanisation, or shorter; () for most."""
    tokens = tokenize(name)
    if not name[:1].isalpha():
        return ()
    if script_of(name) != "latin":
        return tuple(_of_another_script(name, tokens, kind)) if len(tokens) == 1 else ()
    if not 2 <= len(tokens) <= _LONGEST:
        return ()
    if kind == "organisation":
        found = _OF.fullmatch(name)
        if found:
            return (f"{found[2]} {found[1]}",)
        named = sum(token.folded not in ARTICLES for token in tokens)
        return (name[tokens[1].start :],) if tokens[0].folded in MOVEMENT and named >= _SYLLABLES else ()
    if kind != "person":
        return ()
    forms = (
        *_orders(name, tokens), *_chinese(tokens), *_shorter(name, tokens), *_without_first(name, tokens),
        *_written_as_one(name, tokens), *_initials(name, tokens),
    )  # fmt: skip
    return tuple(dict.fromkeys(forms))


_GENERIC: Final = re.compile("(?:بندر|بورت|تل|كفر|خور|ر[أا]س|دير|بيت|عين|وادي|طوز)(?=...)")
"""First words of places that Arabic and Persian also write together with the second: بندرعباس."""
_HAN_PERSON: Final = re.compile("[\u4e00-\u9fff]{2,3}")
_HANGUL_PERSON: Final = re.compile("[\uac00-\ud7a3]{3}")


def _of_another_script(name: str, tokens: list[Token], kind: NameKind) -> Iterator[str]:
    """A name of one word as Latin letters part it: Bandar Abbas; Lai Qingde and Lai Ching-te."""
    if kind == "place" and (generic := _GENERIC.match(name)):
        yield f"{generic.group()} {name[generic.end() :]}"
    if kind == "person" and _HAN_PERSON.fullmatch(name):
        family, *given = (sound.capitalize() for sound in readings(tokens[0].folded))
        words = [family, "".join(given).capitalize()]
        yield " ".join(words)
        if wade := in_wade_giles(words):
            yield wade
    if kind == "person" and _HANGUL_PERSON.fullmatch(name):
        yield " ".join(name)


def _orders(name: str, tokens: list[Token]) -> Iterator[str]:
    """Given name and family's in the other order."""
    first, last = tokens[0].folded, tokens[-1].folded
    given_first = first in _HUNGARIAN_GIVEN or last in FAMILIES_FIRST
    family_first = last in _HUNGARIAN_GIVEN or first in FAMILIES_FIRST
    if len(tokens) == 2 and is_japanese(first) and is_japanese(last):
        given_first = True
    if given_first and tokens[-1].before == " ":
        yield f"{tokens[-1].text} {name[: tokens[-2].end]}"
    if family_first and tokens[1].before == " " and first != last:
        yield f"{name[tokens[1].start :]} {tokens[0].text}"


def _chinese(tokens: list[Token]) -> Iterator[str]:
    """In pinyin and in Wade-Giles; the given name's two syllables with a hyphen."""
    words = [token.text for token in tokens]
    family = tokens[0]
    wade = in_wade_giles(words)
    if wade:
        yield wade
    yield from in_pinyin(words)
    if len(words) == 2 and len(syllables_of(words[1:])) == 2 and len(syllables_of(words)) == _SYLLABLES:
        yield f"{family.text} {'-'.join(syllables_of(words[1:])).capitalize()}"


def _shorter(name: str, tokens: list[Token]) -> Iterator[str]:
    """Without the middle one of three names: José Raúl Mulino, José Mulino."""
    named = [token for token in tokens if token.folded not in ARTICLES]
    if len(named) != _SYLLABLES or any(t.folded in _NEEDED or "-" in t.before[:1] for t in tokens if t in named):
        return
    first, _, last = named
    article = tokens[tokens.index(last) - 1]
    if last.folded not in COMMON_PARTS and tokens[-1] is last:
        yield f"{first.text} {name[(article if article.folded in ARTICLES else last).start :]}"


def _without_first(name: str, tokens: list[Token]) -> Iterator[str]:
    """Without a leading Mohammed before the name that a Persian goes by: Mohammad Javad Zarif, Javad Zarif."""
    first, second, *rest = tokens
    if rest and first.folded in MOHAMMEDS and second.folded in _GOES_BY and rest[-1].folded not in COMMON_PARTS:
        yield name[second.start :]


def _initials(name: str, tokens: list[Token]) -> Iterator[str]:
    """With the initials that stand for the given names as one word, or as several: J.D. Vance, JD Vance."""
    count = next((n for n, token in enumerate(tokens) if len(token.text) > 1), 0)
    if count > 1:
        yield f"{''.join(token.text for token in tokens[:count])} {name[tokens[count].start :]}"
    first = tokens[0].text
    if len(first) in _INITIALS and first.isupper() and not name.isupper():
        yield f"{' '.join(first)}{name[tokens[0].end :]}"


def _written_as_one(name: str, tokens: list[Token]) -> Iterator[str]:
    """With the two halves of a given name that a hyphen joins written as one word: Sahle-Work, Sahlework."""
    first, second = tokens[:2]
    if len(tokens) > 2 and second.before == "-" and min(len(first.text), len(second.text)) >= _LEAST_HALF:
        yield f"{first.text}{second.text.lower()}{name[second.end :]}"
