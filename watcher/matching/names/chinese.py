"""Chinese names in Latin letters: which syllables they are, however romanised, and how else they are spelt.

A name of three syllables or more (Zhang Youxia) is also found in Han letters, by how these are read; fewer say too
little: Shanghai sounds like harm, Beijing like background. The tables are those of Hanyu Pinyin (ISO 7098, without
tones) and of the Wade-Giles system, without its apostrophes, which news leaves out.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, product
from math import prod
from typing import Final

from anyascii import anyascii

from watcher.text.fold import fold_word

__all__ = ["as_spoken", "han_keys", "heard_keys", "in_pinyin", "in_wade_giles", "readings", "sounds_of", "syllables_of"]

_INITIALS: Final = "b p m f d t n l g k h j q x zh ch sh r z c s".split()
_FINALS: Final = (
    "a o e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un uang ue"
).split()
_WITHOUT_INITIAL: Final = (
    "a o e ai ei ao ou an en ang eng er ya yo ye yao you yan yin yang ying yong wa wo wai wei wan wen wang weng wu yi "
    "yu yue yuan yun"
).split()


def _goes_with(initial: str, final: str) -> bool:
    if initial in ("j", "q", "x"):
        return final[0] == "i" or final in ("u", "ue", "uan", "un")
    if initial in ("zh", "ch", "sh", "r", "z", "c", "s"):
        return (final[0] != "i" or final == "i") and final != "ue"
    return not (initial in ("g", "k", "h") and (final[0] == "i" or final == "ue"))


_SYLLABLES: Final = frozenset(
    [initial + final for initial in _INITIALS for final in _FINALS if _goes_with(initial, final)] + _WITHOUT_INITIAL
)
_LONGEST: Final = 6
_LEAST_SYLLABLES: Final = 3
_MOST_SYLLABLES: Final = 6
_MOST_FORMS: Final = 8

_ENGLISH: Final = {"x": "sh", "q": "ch", "z": "dz", "c": "ts"}
"""How else pinyin's letters are spelt; those before an h aside."""
_WADE_INITIALS: Final = {
    "b": "p", "d": "t", "g": "k", "zh": "ch", "j": "ch", "q": "ch", "x": "hs", "z": "ts", "c": "ts", "r": "j",
}  # fmt: skip
_WADE_WHOLE: Final = {
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "ssu", "yi": "i",
    "ye": "yeh", "yan": "yen", "yong": "yung", "you": "yu", "yue": "yueh", "er": "erh", "ge": "ko", "ke": "ko",
    "he": "ho",
    "guo": "kuo", "kuo": "kuo", "huo": "huo", "shuo": "shuo", "gui": "kuei", "kui": "kuei",
}  # fmt: skip
_WADE_FINALS: Final = {"ian": "ien", "ie": "ieh", "ong": "ung", "iong": "iung", "ue": "ueh", "uo": "o"}


@lru_cache(maxsize=512)
def _wade(syllable: str) -> str:
    """A pinyin syllable in Wade-Giles, without apostrophes."""
    if syllable in _WADE_WHOLE:
        return _WADE_WHOLE[syllable]
    if syllable in _WITHOUT_INITIAL:
        return syllable
    initial = syllable[:2] if syllable[1:2] == "h" else syllable[:1]
    final = syllable[len(initial) :]
    return _WADE_INITIALS.get(initial, initial) + _WADE_FINALS.get(final, final)


@lru_cache(maxsize=1)
def _by_wade() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for syllable in sorted(_SYLLABLES):
        wade = _wade(syllable)
        found[wade] = found.get(wade, frozenset()) | {syllable}
    return found | {"ing": frozenset({"ying"}), "i": frozenset({"yi"})}


def _cut(word: str) -> list[str]:
    """A word in pinyin cut into syllables, the longest first where there is a choice; [] for what is no pinyin."""
    if not word:
        return []
    for length in range(min(_LONGEST, len(word)), 0, -1):
        if word[:length] in _SYLLABLES:
            if length == len(word):
                return [word]
            rest = _cut(word[length:])
            if rest:
                return [word[:length], *rest]
    return []


def syllables_of(words: Sequence[str]) -> list[str]:
    """The pinyin syllables of a name, given its words; [] where some word is none."""
    found: list[str] = []
    for word in words:
        cut = _cut(fold_word(word).replace("'", "")) if len(word) <= _LONGEST * _LEAST_SYLLABLES else []
        if not cut:
            return []
        found += cut
    return found


def sounds_of(words: Sequence[str]) -> tuple[frozenset[str], ...]:
    """The pinyin that each syllable of a name may be, in pinyin or Wade-Giles; () where it is too short or neither."""
    found: list[frozenset[str]] = []
    for word in words:
        folded = fold_word(word).replace("'", "")
        wade = _by_wade().get(folded)
        if folded in _SYLLABLES or wade:
            found.append((wade or frozenset()) | ({folded} & _SYLLABLES))
            continue
        cut = syllables_of([word])
        if not cut:
            return ()
        found += [frozenset({syllable}) for syllable in cut]
    return tuple(found) if _LEAST_SYLLABLES <= len(found) <= _MOST_SYLLABLES else ()


def heard_keys(sounds: Sequence[frozenset[str]]) -> tuple[str, ...]:
    """Index keys of a name by its first two syllables."""
    return tuple(f"&{first}.{second}" for first in sorted(sounds[0]) for second in sorted(sounds[1]))


def readings(folded: str) -> list[str]:
    """How each letter of a run is read in Mandarin, without tones; other letters read as themselves."""
    return [anyascii(char).lower() if "\u4e00" <= char <= "\u9fff" else char for char in folded]


def han_keys(folded: str) -> list[str]:
    """Index keys of a run of Han letters, by how they are read."""
    return [f"&{a}.{b}" for a, b in pairwise(readings(folded)) if len(a) + len(b) > 2]


def as_spoken(folded: str) -> tuple[str, str]:
    """A word in pinyin respelt as English would: x is sh, q is ch; and without final g, as Russian carries it over."""
    respelt = "".join(_ENGLISH.get(s[0], s[0]) + s[1:] if s[1:2] != "h" else s for s in _cut(folded))
    return respelt, respelt.replace("ng", "n")


def in_pinyin(words: Sequence[str]) -> list[str]:
    """A name in Wade-Giles, given its syllables, in pinyin; as apostrophes are left out, it may be several."""
    options = [sorted(_by_wade().get(fold_word(word).replace("'", ""), ())) for word in words]
    if len(words) != _LEAST_SYLLABLES or not all(options) or prod(map(len, options)) > _MOST_FORMS:
        return []
    return [f"{family.capitalize()} {first.capitalize()}{second}" for family, first, second in product(*options)]


def in_wade_giles(words: Sequence[str]) -> str:
    """A name in pinyin as Wade-Giles spells it (`Chang Yu-hsia`); "" for any other, or where it is spelt alike."""
    cut = [syllables_of([word]) for word in words]
    if not all(cut) or not _LEAST_SYLLABLES <= sum(map(len, cut)) <= _MOST_SYLLABLES:
        return ""
    spelt = " ".join("-".join(map(_wade, part)).capitalize() for part in cut)
    return spelt if spelt.replace("-", "").lower() != " ".join(words).replace("-", "").lower() else ""
