"""A name of a watch list, compiled: what of it must be found, what may be left out, and under which keys to look."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, TypeAlias

from watcher.matching.names.chinese import heard_keys, sounds_of, syllables_of
from watcher.matching.names.heads import ORDINARY, belongs_to_class, class_words, may_be_left_out, needs_particle
from watcher.matching.names.phonemes import phonemes
from watcher.matching.names.readings import MIN_RIVAL_STRENGTH, NameKind, unit_readings
from watcher.matching.names.running import runs_of, segment_keys
from watcher.matching.names.skeleton import likeliest, skeletons
from watcher.matching.names.tables import (
    COMMON_PARTS,
    DESCENT,
    FAMILIES_FIRST,
    GEOGRAPHIC_GENERICS,
    HEADS,
    INSTALLATION_HEADS,
    LEADING,
    LONGER,
    ORGANISATION_HEADS,
    TITLES,
)
from watcher.matching.names.word import Part, Word, analyse, known_key, plain_reading, reading_keys
from watcher.text.fold import Token, fold_word, tokenize

__all__ = [
    "MIN_APART_RIVAL",
    "NameKind",
    "NamePattern",
    "Unit",
    "budget",
    "compile_name",
    "unit_keys",
]


_ACRONYM: Final = re.compile(r"[A-Z][A-Z0-9]{1,5}")
_BUDGETS: Final = (0.05, 0.15, 0.25, 0.45, 0.7, 0.9, 1.05)
"""The dearest alignment that still counts as the same word (score 85), by the number of its consonants.

A word of two consonants or fewer must be all but equal; a longer one may differ by what one sound is written as, and
only the longest by more."""
_LEEWAY: Final = 1.35
"""Within a name of several words, which vouch for each other, a word may differ by so much more."""
_LEAST_LEEWAY: Final = 0.3
_OTHER_SCRIPT: Final = 1.15
"""And a little more again where it crosses from script to script."""
_TWO_SCRIPTS: Final = 0.95
_ONE_SCRIPT: Final = 0.65
_SHORT: Final = 0.58
"""A name of one word may differ by so much less, in its own script above all, whose words are its confusables; one of
two consonants in one sound only."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A word of the name, or half of a compound, that must be found."""

    raw: str
    part: Part
    strength: int
    article: bool = False
    """Whether the name has an article before it."""
    generic: bool = False
    """Whether it is a first word like Ain (spring), which a military head may stand in for."""
    lower: bool = False
    """Whether the watch list writes it without a capital."""
    native: bool = False
    """Whether it is met in its own script only."""
    tight: bool = False
    """Whether it is a syllable of a Korean or Chinese name, of which there are few: each is another name."""

    def __hash__(self) -> int:
        """Of as little as tells most units apart: caches ask for it all the time."""
        return hash((self.raw, self.strength, self.part))


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A compiled name. Plain data: picklable, safe to share."""

    alias: str
    kind: NameKind
    keys: tuple[str, ...]
    """Index keys: where no word of a text has one of them (`token_keys`), `match_name` finds nothing."""
    units: tuple[Unit, ...]
    key_unit: int
    """Which unit the keys are of."""
    head: bool = False
    """Whether the name has a generic head (base, camp, movement), which a text may leave out."""
    of_class: frozenset[str] = frozenset()
    """Words of which one must stand beside the units, or among them, folded: what the name is of (`heads`)."""
    class_unit: Unit | None = None
    """The name's own such word, which may be under another spelling."""
    strict: bool = False
    """Whether it is one word of two consonants or fewer, which must be met all but exactly."""
    joined: Unit | None = None
    """The two words of the name written as one, where it has two."""
    longer: str = ""
    """The folded name, where it also stands within longer names of other things (`tables.LONGER`)."""
    acronym: bool = False
    """Whether it is written in capitals as an acronym: met exactly, and in capitals."""
    runs: tuple[str, ...] = ()
    """Its parts, folded, where it is of a script without spaces: met letter by letter (`running`)."""
    heard: tuple[frozenset[str], ...] = ()
    """Its syllables where it is a Chinese name in Latin letters, each as the pinyin that it may be (`chinese`)."""
    korean: bool = False
    """Whether its own script may write it as one word, syllable by syllable."""
    whole: bool = False
    """Whether it has no short forms, as it is another order or spelling of a name that has."""
    class_optional: bool = False
    """Whether it is the same without the word that says what it is of."""
    middle: bool = False
    """Whether a text may write other names between these, of which the person has more: Nouri Kamil al-Maliki."""
    halves: frozenset[str] = frozenset()
    """What a name of one long word may fall into where a text writes it apart: `Chah Bahar` for `Chabahar`."""


_Contents: TypeAlias = list[tuple[Token, Word, bool]]


def _contents(alias: str, kind: NameKind) -> tuple[_Contents, bool, Token | None]:
    """(words that count, each with whether an article precedes it; whether a head was left out; the class word)."""
    words = [(token, analyse(token.text)) for token in tokenize(alias)]
    named: list[tuple[Token, Word, bool]] = []
    article = False
    for number, (token, word) in enumerate(words):
        if word.skippable and _is_free(words, number):
            article = article or word.article
            continue
        named.append((token, word, article))
        article = False
    if kind != "person" and sum(len(entry[1].folded) > 1 for entry in named) > 1:
        named = [entry for entry in named if len(entry[1].folded) > 1 or not entry[0].text.isascii()]
    if not named or (len(words) > 1 and sum(len(entry[1].folded) for entry in named) < _MIN_LETTERS):
        return [(token, word, False) for token, word in words], False, None
    if len(named) == 1 and len(words) == 2 and words[0][1].folded in LEADING:
        return [(token, word, False) for token, word in words], False, None
    if kind == "person":
        lead = next((n for n, entry in enumerate(named) if entry[1].folded not in TITLES), 0)
        # A title is all that tells King Abdullah from any Abdullah; and within a name, Amir is a name.
        return (named[lead:], True, None) if lead and len(named) - lead > 1 else (named, False, None)
    named, class_word = _without_class(named, words, place=kind == "place")
    droppable = HEADS if kind == "place" else ORGANISATION_HEADS
    kept = [
        entry
        for entry in named
        if entry[1].folded not in droppable and not (kind == "place" and _is_air(entry[1].folded, named))
    ]
    if kind == "organisation" and all(word.folded in COMMON_PARTS for _, word, _ in kept):
        kept = []  # the Democratic Party is not whatever is democratic
    return (kept, len(kept) < len(named), class_word) if kept else (named, False, class_word)


def _without_class(
    named: list[tuple[Token, Word, bool]], words: list[tuple[Token, Word]], *, place: bool
) -> tuple[list[tuple[Token, Word, bool]], Token | None]:
    """The name without the word that says what it is of, and that word."""
    last = len(named) - 1
    # The Iraqi Ministry of Oil says what it is in the middle.
    for at in (last, 0) if place or last < 2 else (last, 0, 1):
        folded = named[at][1].folded
        if not last or not class_words(folded, place=place) or (at == last and named[at][2]):
            continue
        if at == 0 and needs_particle(folded) and not (words[1][1].skippable and not words[1][1].article):
            continue
        rest = [entry for number, entry in enumerate(named) if number != at]
        telling = [entry for entry in rest if not belongs_to_class(entry[1].folded, place=place)]
        return telling or rest, named[at][0]
    return named, None


def _tells_without(class_word: Token, unit: Unit) -> bool:
    """Whether a name's one other word does without the class: Kharg Island, not Long Island."""
    return (
        may_be_left_out(class_word.folded)
        and unit.strength > MIN_RIVAL_STRENGTH
        and unit.part.readings[0].folded not in ORDINARY
    )


def _class_unit(token: Token) -> Unit:
    part = unit_readings(analyse(token.text).parts[0], "organisation", given=False)
    return Unit(raw=token.text, part=part, strength=_strength(part))


def _is_free(words: list[tuple[Token, Word]], number: int) -> bool:
    """Whether an article or particle is one here: never as the last word, and assimilated only before its sound."""
    if number == len(words) - 1:
        return False
    word, following = words[number][1], words[number + 1]
    if not word.article or word.folded[-1] in "lльאλ" or following[0].before == "-" or not word.folded.isascii():
        return True
    return following[1].folded.startswith(word.folded[1:])


def _is_air(folded: str, named: list[tuple[Token, Word, bool]]) -> bool:
    return folded in ("air", "military") and any(word.folded in INSTALLATION_HEADS for _, word, _ in named)


_MIN_LETTERS: Final = 2
"""Of what is left of a name without articles and particles: those of Ван И are its words."""
_JOINED_ON: Final = 0.05
_ONLY_FATTAH: Final = frozenset({"fattah", "fatah", "فتاح", "الفتاح"})
_MIN_WITH_ARTICLE: Final = 5
_MOST_WITH_MIDDLE: Final = 4
"""Words of a name that may lack some of the person's."""
_LONGEST_GIVEN: Final = 11
"""Letters of two Korean syllables: Myeongseok."""
_MIN_APART: Final = 5
MIN_APART_RIVAL: Final = 7
"""Shorter names are found apart in the same letters only: Ha Noi."""
_MIN_HALF_SAME: Final = 2
_MIN_HEARD_RUN: Final = 4
"""A name of so many letters in a script without spaces is also heard, syllable by syllable: 苏莱曼尼, Soleimani."""
_MIN_HALF: Final = 3
_MIN_TELLING_HALF: Final = 4


def budget(strength: int, *, alone: bool, one_script: bool) -> float:
    """The dearest alignment allowed for a word of so many consonants."""
    most = _BUDGETS[min(strength, len(_BUDGETS) - 1)]
    if alone:
        factor = (_SHORT if strength <= MIN_RIVAL_STRENGTH else _ONE_SCRIPT) if one_script else _TWO_SCRIPTS
        return most * factor
    return max(_LEAST_LEEWAY, most * _LEEWAY) * (1.0 if one_script else _OTHER_SCRIPT)


def _strength(part: Part) -> int:
    return part.readings[0].strength


def _telling(unit: Unit, position: int, count: int, kind: NameKind) -> float:
    """How much a unit tells: the greatest is the key. A person's is the surname, if it is no common one."""
    main = next((reading for reading in unit.part.readings if reading.article), unit.part.readings[0])
    worth = float(unit.strength)
    if unit.part.tag or not likeliest(main.sounds):
        worth -= 20
    if main.folded in COMMON_PARTS:
        worth -= 8
    if unit.generic:
        worth -= 10
    if kind == "person" and position == count - 1:
        worth += 6
    return worth


def unit_keys(unit: Unit) -> tuple[str, ...]:
    """Index keys of one word of a name: where no word of a text has one of them, none is that word."""
    keys: dict[str, None] = {}
    if unit.part.tag:
        keys["#" + unit.part.tag] = None
    for reading in unit.part.readings:
        if reading.distinct:
            keys.update(dict.fromkeys(map(known_key, reading.distinct)))
        keys.update(dict.fromkeys(sorted(reading_keys(reading)) or ["=" + reading.folded]))
    return tuple(keys)


_SUN_SOUNDS: Final = frozenset("tdTDszSrn")


def _before_articles(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """With the article of the following word joined on, as South Asia writes it, or apart: Hizbut Tahrir."""
    made = list(units)
    for number, (unit, following) in enumerate(pairwise(units)):
        main, sounds = unit.part.readings[0], following.part.readings[0].sounds
        if len(main.folded) >= _MIN_WITH_ARTICLE and main.folded.endswith("ul") and main.script == "latin":
            apart = main._replace(sounds=main.sounds[:-2], note="article apart", cost=_JOINED_ON, rival=True)
            made[number] = replace(unit, part=Part(unit.part.tag, (*unit.part.readings, apart)))
        if not following.article or unit.part.tag or main.script != "latin" or not main.sounds:
            continue
        ends = ["l", sounds[0]] if sounds[:1] in _SUN_SOUNDS else ["l"]
        joined = [
            main._replace(sounds=main.sounds + "u" + end, note="article joined on", cost=_JOINED_ON, rival=True)
            for end in ends
        ]
        made[number] = replace(unit, part=Part(unit.part.tag, (*unit.part.readings, *joined)))
    return tuple(made)


def _after_servant(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """With no set of things that sound alike for what follows an Abd: Abdel Fatah is Abdel Fattah."""
    made = list(units)
    for number, (unit, following) in enumerate(pairwise(units), start=1):
        if unit.part.tag == "abd" and following.part.readings[0].folded in _ONLY_FATTAH:
            readings = tuple(reading._replace(distinct=()) for reading in following.part.readings)
            made[number] = replace(following, part=Part(following.part.tag, readings))
    return tuple(made)


def _joined(units: tuple[Unit, ...], kind: NameKind) -> Unit | None:
    """Persian above all writes names of two words as one, with the article between them or without: `بندرعباس`."""
    if kind == "person" or len(units) != 2 or units[1].raw[-1:].isdigit():
        return None
    if units[0].raw == units[1].raw:  # two parts of one word, which a text's spelling may not show
        whole = Part("", (plain_reading(units[0].raw, units[0].part.readings[0].script),))
        return Unit(raw=units[0].raw, part=whole, strength=_strength(whole), lower=units[0].lower)
    if any(unit.part.tag or not unit.part.readings[0].folded.isalpha() for unit in units):
        return None
    parts = analyse(units[0].raw + units[1].raw.lower()).parts
    if len(parts) != 1:
        return None
    readings = parts[0].readings[:1]
    if units[1].article:
        readings += analyse(units[0].raw + "al" + units[1].raw.lower()).parts[0].readings[:1]
    part = Part("", readings)
    return Unit(raw=units[0].raw + units[1].raw, part=part, strength=_strength(part), lower=units[0].lower)


def _is_korean(units: tuple[Unit, ...], kind: NameKind) -> bool:
    """Whether it may be the name of a Korean, which its own script writes as one word of three syllables: 김정은."""
    family = units[0].part.readings[0].folded
    given = [len(unit.part.readings[0].folded) for unit in units[1:]]
    return kind == "person" and family in FAMILIES_FIRST and len(given) in (1, 2) and sum(given) <= _LONGEST_GIVEN


def _hangul_keys(units: tuple[Unit, ...]) -> list[str]:
    given = phonemes("".join(unit.part.readings[0].folded for unit in units[1:]))
    return [f"^{skeleton}" for skeleton in skeletons(given)]


def _may_have_middle_names(alias: str, units: tuple[Unit, ...]) -> bool:
    """Whether given name and surname tell enough; where descent is named, another father is another person."""
    surname = units[-1].part
    is_common = surname.readings[0].folded in COMMON_PARTS
    return (
        2 <= len(units) <= _MOST_WITH_MIDDLE
        and not surname.tag
        and (not units[0].part.tag or (units[0].part.tag == "abd" and len(units) > 2))
        and (not is_common or (len(units) == 2 and units[0].part.readings[0].folded not in COMMON_PARTS))
        and units[-1].strength >= MIN_RIVAL_STRENGTH
        and not any(token.folded in DESCENT for token in tokenize(alias))
    )


def _halves(units: tuple[Unit, ...], kind: NameKind) -> frozenset[str]:
    """The beginnings and ends of a name of one word, folded: one of two words written apart is spelt as here."""
    folded = units[0].part.readings[0].folded
    if kind == "person" or len(units) > 1 or len(folded) < _MIN_APART or not folded.isalpha():
        return frozenset()
    short = len(folded) < MIN_APART_RIVAL
    least, telling = (_MIN_HALF_SAME, _MIN_HALF) if short else (_MIN_HALF, _MIN_TELLING_HALF)
    cuts = range(least, len(folded) - least + 1)
    halves = {half for cut in cuts for half in (folded[:cut], folded[cut:])}
    return frozenset(half for half in halves if len(half) >= telling)


def _require_a_name(alias: str, contents: _Contents) -> None:
    """Raise ValueError for what cannot be a name; see `compile_name`."""
    letters = sum(len(word.folded.replace("'", "")) for _, word, _ in contents)
    if not contents or not letters:
        raise ValueError(f"no letters in the name {alias!r}")
    if letters < _MIN_LETTERS and contents[0][1].script not in ("cjk", "other"):
        raise ValueError(f"a name of one letter would match everywhere: {alias!r}")
    if len(contents) > 12:
        raise ValueError(f"a name of more than twelve words is a phrase: {alias[:60]!r}…")


def _units(contents: _Contents, kind: NameKind, *, native: bool) -> tuple[Unit, ...]:
    """The words of a name that must be found, each in all the ways in which a text may write it."""
    entries = [
        (part, word, article and number == 0, token.text)
        for token, word, article in contents
        for number, part in enumerate(word.parts)
    ]
    alone = len(entries) == 1
    eastern = kind == "person" and contents[0][1].folded in FAMILIES_FIRST and len(entries) > 2
    pinyin = len(syllables_of([token.text for token, _, _ in contents])) > 1
    units = tuple(
        Unit(
            raw=raw,
            part=unit_readings(
                part,
                kind,
                given=kind == "person" and (alone or number < len(entries) - 1),
                vouched=kind == "person" and not alone,
                pinyin=pinyin,
                korean=eastern and number > 0 and not pinyin,
                native=native,
            ),
            strength=_strength(part),
            article=article,
            generic=kind == "place" and not alone and word.folded in GEOGRAPHIC_GENERICS,
            lower=word.case == "lower",
            native=native and word.script != "latin",
            tight=eastern and number > 0,
        )
        for number, (part, word, article, raw) in enumerate(entries)
    )
    return _after_servant(_before_articles(units))


def compile_name(alias: str, kind: NameKind, *, native: bool = False, whole: bool = False) -> NamePattern:
    """Compile a name or alias; a `whole` one has no short forms.

    A `native` one that is not in Latin letters is met in its own script only: where it comes from a table of names of
    one thing, its neighbours there serve the other scripts, and romanising it would only add confusables.

    Raises:
        ValueError: what cannot be a name: nothing, punctuation only, a single letter, or more than twelve words.
    """
    contents, head, class_word = _contents(alias, kind)
    _require_a_name(alias, contents)
    units = _units(contents, kind, native=native)
    alone = len(units) == 1
    key_unit = max(range(len(units)), key=lambda n: _telling(units[n], n, len(units), kind))
    joined = _joined(units, kind) if not class_word else None
    keys = dict.fromkeys(unit_keys(units[key_unit]))
    if joined is not None:
        keys.update(dict.fromkeys(unit_keys(joined)))
    halves = _halves(units, kind) if not class_word else frozenset()
    keys.update((f"={half}", None) for half in sorted(halves))
    runs = runs_of(alias)
    if runs:
        sounds = keys if len(runs) == 1 and len(runs[0]) >= _MIN_HEARD_RUN and alone and not native else {}
        units, key_unit, joined, keys = units[:1], 0, None, dict.fromkeys((*segment_keys(runs), *sounds))
    heard = () if runs else sounds_of([token.text for token, _, _ in contents])
    keys.update((key, None) for key in (heard_keys(heard) if heard else ()))
    korean = not runs and _is_korean(units, kind)
    keys.update((key, None) for key in (_hangul_keys(units) if korean else ()))
    acronym = alone and not class_word and kind != "person" and _ACRONYM.fullmatch(alias.strip()) is not None
    return NamePattern(
        alias=alias,
        kind=kind,
        keys=("=" + fold_word(contents[0][0].text),) if acronym else tuple(keys),
        joined=joined,
        units=units,
        key_unit=key_unit,
        head=head,
        of_class=class_words(class_word.folded, place=kind == "place") if class_word else frozenset(),
        class_unit=_class_unit(class_word) if class_word else None,
        strict=alone and not class_word and units[0].strength <= 2,
        longer=contents[0][1].folded
        if contents[0][1].folded in LONGER and len(contents) == 1 and not class_word
        else "",
        acronym=acronym,
        runs=runs,
        heard=heard,
        korean=korean,
        whole=whole,
        class_optional=class_word is not None and alone and _tells_without(class_word, units[0]),
        middle=kind == "person" and not (runs or whole) and _may_have_middle_names(alias, units),
        halves=halves if not (runs or acronym) else frozenset(),
    )
