"""The ways to read one word of a watched name: more than those of a text's word, of which there are many more."""

from typing import Final, Literal, TypeAlias

from watcher.matching.names.chinese import as_spoken
from watcher.matching.names.japanese import as_in_russian, is_japanese
from watcher.matching.names.korean import as_in_russian as korean_in_russian
from watcher.matching.names.phonemes import VOWELS, phonemes
from watcher.matching.names.rivals import GIVEN_NAMES, Rival, rival_sounds, turkish
from watcher.matching.names.word import Part, Reading, analyse

__all__ = ["DECLINED", "LITERAL", "MIN_RIVAL_STRENGTH", "NameKind", "unit_readings"]

NameKind: TypeAlias = Literal["place", "person", "organisation"]

_RIVAL_GIVEN_NAME: Final = 0.06
_PINYIN: Final = 0.05
_MIN_DECLINED: Final = 4
_POLISH: Final = ("ski", "cki", "zki")
LITERAL: Final = "-ien for -ia, as in German"
"""Marks a reading that is met in the same letters only."""
DECLINED: Final = "in another case"
"""Marks a reading that is one only where the name's other words are in that case too."""
MIN_RIVAL_STRENGTH: Final = 2
"""Names of fewer consonants have no rival readings: with them they would sound like anything."""


def _declined(main: Reading) -> list[Reading]:
    """A person's name in the cases of the Slavic languages that are written in Latin letters: Milorada Dodika."""
    if main.script == "latin" and main.folded.endswith(_POLISH):
        return [
            main._replace(sounds=main.sounds + ending, folded=main.folded + ending, note=DECLINED, cost=0.08)
            for ending in ("ego", "emu", "m")
        ]
    if main.script != "latin" or len(main.folded) < _MIN_DECLINED or main.sounds[-1:] in VOWELS | {""}:
        return []
    stems = [(main.sounds, main.folded)]
    if main.sounds.endswith("ar"):
        stems.append((main.sounds[:-2] + "r", main.folded[:-2] + "r"))  # Aleksandar, Aleksandra
    return [
        main._replace(sounds=sounds + ending, folded=folded + ending, note=DECLINED, cost=0.08)
        for sounds, folded in stems
        for ending in ("a", "u")
    ]


def unit_readings(
    part: Part,
    kind: NameKind,
    *,
    given: bool,
    vouched: bool = False,
    pinyin: bool = False,
    korean: bool = False,
    native: bool = False,
) -> Part:
    """A name is written without clitics or case endings: only an article may have been joined on.

    It may be read in rival ways, which a text's words are not; a `given` name in other languages' forms too. A word is
    `vouched` for by others of the name.
    """
    kept = [r for r in part.readings if not (r.bare or r.note == "declined" or r.lead)]
    if kind == "place":
        kept = [r for r in kept if r.note != "plural"]
    main = kept[0]
    if given:
        for other in GIVEN_NAMES.get(main.folded, ()):
            found = analyse(other).parts[0].readings[0]
            if found.sounds not in {reading.sounds for reading in kept}:
                kept.append(found._replace(cost=_RIVAL_GIVEN_NAME, note="a form of the name"))
    if kind == "person":
        kept += _declined(main)
    if kind == "place" and main.script == "latin" and main.folded.endswith("ia") and not main.distinct:
        folded = main.folded[:-2] + "ien"  # Armenien, letter for letter: an Armenian is no country
        kept.append(main._replace(folded=folded, sounds=phonemes(folded), note=LITERAL, cost=0.05))
    for rival in _rivals(main, vouched=vouched, pinyin=pinyin, korean=korean, native=native):
        kept.append(
            Reading(
                folded=main.folded,
                sounds=rival.sounds,
                script=main.script,
                unwritten=main.unwritten,
                strength=main.strength,
                note=rival.note,
                cost=rival.cost,
                distinct=main.distinct,
                rival=True,
            )
        )
    return Part(part.tag, tuple(kept))


def _rivals(main: Reading, *, vouched: bool, pinyin: bool, korean: bool, native: bool) -> list[Rival]:
    """The other ways to hear a word that is read so."""
    rivals: list[Rival] = []
    if korean and main.script == "latin":
        rivals.append(Rival(phonemes(korean_in_russian(main.folded)), _PINYIN, "as in Russian"))
    if main.strength >= MIN_RIVAL_STRENGTH and (main.script == "latin" or not native):
        rivals += rival_sounds(main.sounds)
    if main.script == "latin" and main.strength >= MIN_RIVAL_STRENGTH:
        if main.strength > MIN_RIVAL_STRENGTH and "c" in main.folded:
            rivals += turkish(main.folded)
        if "qu" in main.folded:
            rivals.append(Rival(phonemes(main.folded.replace("qu", "kw")), 0.03, "kw for qu"))
        if (vouched or main.strength > MIN_RIVAL_STRENGTH) and main.sounds[-1] == "e" and main.sounds[-2] not in VOWELS:
            rivals.append(Rival(main.sounds[:-1], 0.1 if vouched else 0.15, "a mute e"))
        if is_japanese(main.folded):
            rivals.append(Rival(phonemes(as_in_russian(main.folded)), _PINYIN, "as in Russian"))
        if pinyin:
            rivals += [Rival(phonemes(spelt), _PINYIN, "as Chinese") for spelt in as_spoken(main.folded)]
    return rivals
