"""How far two phoneme strings are apart: an alignment with weighted edits (Needleman and Wunsch, 1970).

The weights say how readily one sound is written for another when names are romanised or carried into another script:
0 for what no reader would call a difference (doubled letters are gone before), 0.05 to 0.3 for rival spellings of one
sound, about 1 for different sounds. A short vowel costs next to nothing where the other side's script leaves vowels
out. A final -i costs most: it makes another word (`Baghdad`, `Baghdadi`).
"""

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from watcher.matching.names.phonemes import CONSONANTS, VOWELS

__all__ = ["REST", "ROW", "distance", "drops", "edge", "edits", "spoken", "table"]

_DIFFERENT: Final = 1.2
_NO_MATCH: Final = 3.0
"""A consonant against a vowel: dearer than dropping both."""


def _weights(table: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for entry in table.split():
        pair, cost = entry.split("=")
        weights[pair] = weights[pair[::-1]] = float(cost)
    return weights


_SUBSTITUTE: Final = _weights(
    """
    ae=.1 ao=.3 ai=.65 au=.55 ei=.1 eo=.35 eu=.4 io=.5 iu=.5 ou=.05
    Ea=.25 Ee=.1 Ei=.1 Eo=.5 Eu=.5 Oa=.2 Oo=.05 Ou=.1 OE=.6 Oe=.4 Oi=.6
    Aa=0 Ae=.08 Ao=.15 Ai=.6 Au=.6 AE=.15 AO=.15 A@=.1 A~=.1 A3=.1 A2=.1
    Wu=0 Wo=.05 WO=.05 Ww=0 Wv=.05 We=.4 Wa=.55 WA=.5 Wf=.5 WY=.8 W2=.2 Wb=.9
    Yi=0 Yy=0 YE=.03 Ye=.1 Ya=.55 YA=.4 Y2=.15 Y~=.05 Yu=.4 Yo=.6 YJ=.6 Y@=.5
    3a=.05 3e=.05 3i=.08 3o=.1 3u=.1 3E=.15 3O=.15 32=.1 3G=.6
    2a=.08 2e=.08 2i=.08 2u=.1 2o=.1 2E=.1 2y=.1 2w=.2
    @a=0 @e=.05 @A=.1 @t=.15 @h=.05 @i=.5 @E=.4 @3=.2 @o=.25 @~=.15 @2=.2
    ~a=0 ~i=.05 ~e=.1 ~E=.1 ~y=.2
    wu=.2 wo=.25 wO=.1 yi=.1 ye=.25 yE=.1
    Qg=0 Qh=.05 QG=.03 Qx=.15 Qk=.2 Qq=.1 Qw=.4 QJ=.2
    kq=.05 kg=.2 qg=.1 qG=.1 qx=.2 gx=.35 kx=.15 gG=.05 Gx=.3 kG=.3 xh=.05 kh=.9 Gh=.5 gh=.45 qh=.8
    td=.3 tT=.1 dD=.05 Dz=.1 dz=.3 Ts=.15 sz=.15 TD=.2 dT=.25 Tz=.3 tD=.35 ts=.9
    sS=.25 SC=.15 JC=.25 JZ=.1 Jy=.3 Jg=.4 Jz=.4 JS=.6 Cx=.25 Ck=.9 Ch=.3 cs=.15 cz=.2 cC=.15 ct=.5 ck=.15 cJ=.2 cq=.2
    ZS=.3 Zz=.1 Cs=.35 JG=.3 Jd=.6 JD=.6 Jk=.8 Ty=1 Zs=.5
    bp=.15 bv=.3 pf=.4 fv=.15 vw=.05 wb=.7 wf=.4 mn=.4 lr=.9 pv=.6 bf=.9
    Bb=0 Bv=.03 Bp=.2 Bw=.1 Bf=.5 Pp=0 Pf=.03 Pb=.15 Pv=.3 Kk=0 Kx=.05 Kq=.05 Kg=.3 Xx=.03 Xh=.03 Xk=.3 $S=0 $s=.05
    $C=.15 $z=.4 Bu=.3 XK=.1
    """
)

_DROP_FIRST: Final = {"A": 0.4, "y": 0.25, "3": 0.05, "2": 0.05, "h": 0.6, "X": 0.7}
_DROP_INSIDE: Final = {
    "A": 0.4, "W": 0.4, "Y": 0.4, "3": 0.04, "2": 0.04, "@": 0.3, "~": 0.4, "h": 0.25, "X": 0.5, "w": 0.35, "y": 0.3,
    "G": 0.6, "e": 0.25,
}  # fmt: skip
_DROP_LAST: Final = {
    "A": 0.7, "W": 0.8, "Y": 1.5, "3": 0.04, "2": 0.04, "@": 0.7, "~": 0.8, "h": 0.08, "X": 0.3, "x": 0.3, "w": 0.6,
    "y": 0.6, "i": 1.5, "E": 1.3, "a": 0.8, "e": 0.37, "o": 0.9, "u": 0.9, "O": 1.0,
}  # fmt: skip
_UNWRITTEN: Final = 0.04
_TAIL: Final = re.compile("[aeiouEOyhwAY@]+$")
_GLIDES: Final = {"w": frozenset("uOW"), "y": frozenset("iuEOYW")}
"""Vowels beside which a glide is written or not."""
_WEAK: Final = frozenset("aeiouEOAWYyw23")


def _drop(sounds: str, at: int, other_unwritten: bool) -> float:
    sound = sounds[at]
    last = len(sounds) - 1
    if at == last and last > 0:
        return _DROP_LAST.get(sound, 1.0)
    if at == 0:
        if sound == "A" and sounds[1:2] in ("Y", "W"):
            return _UNWRITTEN  # the carrier of a long first vowel
        if sound in VOWELS:
            return 0.4 if other_unwritten else 0.6
        return _DROP_FIRST.get(sound, 1.0)
    if not other_unwritten and at == last - 1 and sound == "a" and sounds[last] == "h":
        return 0.15 if sounds[at - 1] in "td" else 0.5  # as a final -a, or in a cluster: Fatah, Fath
    if not other_unwritten and sound in "iE" and _TAIL.match(sounds, at + 1):
        return 0.25  # of the last syllable: Sulaymaniyah, Suleiman
    if sound in "aeiou":
        if other_unwritten:
            return _UNWRITTEN
        if (
            sounds[at - 1] in _WEAK
            or sounds[at + 1] in _WEAK
            or (at == last - 1 and sound in "aei" and sounds[last] != "s")
        ):
            return 0.15  # in the last syllable: Fahd, Fahad
        return 0.3
    if sound in "EO":
        return 0.45
    if sound in "wy" and not {sounds[at - 1], sounds[at + 1]}.isdisjoint(_GLIDES[sound]):
        return 0.05  # the glide between two vowels, written or not: Suleimania, Suleimaniya
    if sound == "y" and sounds[at - 1] in "ao" and sounds[at + 1] in "ao":
        return 0.6  # no glide between these, but a consonant: Savaya
    if sound == "y" and sounds[at + 1] in "eE":
        return 0.12  # a soft consonant's: Homyel
    if sound in "YW" and sounds[at - 1] == "A":
        return 0.1  # ai or au, of which a vowel stands for the whole
    if at == last - 1 and sounds[at:] == "A@":
        return 0.08
    if sound == "Y" and sounds[at + 1] == "@":
        return 0.1  # a final -e in Arabic letters
    if sound == "n" and sounds[at + 1] in "kgqGs":
        return 0.6
    return _DROP_INSIDE.get(sound, 1.0)


@lru_cache(maxsize=65_536)
def drops(sounds: str, other_unwritten: bool) -> tuple[float, ...]:
    """What dropping each sound costs, by whether the other side's script leaves short vowels out."""
    return tuple(_drop(sounds, at, other_unwritten) for at in range(len(sounds)))


def _is_vowel(sound: str) -> bool:
    return sound in "aeiouEOA3@~2"


_ALPHABET: Final = "".join(sorted(CONSONANTS | VOWELS)) + "AWY32@~"


def _substitute(a: str, b: str) -> float:
    if a == b:
        return 0.0
    known = _SUBSTITUTE.get(a + b)
    if known is not None:
        return known
    return _NO_MATCH if _is_vowel(a) != _is_vowel(b) else 0.7 if _is_vowel(a) else _DIFFERENT


REST: Final = "-"
"""Stands for sounds that are left out of an alignment (`floor`); meets nothing but itself."""
ROW: Final = {
    **{a: {**{b: _substitute(a, b) for b in _ALPHABET}, REST: math.inf} for a in _ALPHABET},
    REST: {**dict.fromkeys(_ALPHABET, math.inf), REST: 0.0},
}
"""What it costs to write one sound for another."""


def edge(a: str, b: str, i: int, j: int) -> float:
    """What a difference weighs more, or less, for its place: vowels at the ends tell more, final t and d less."""
    if i == len(a) - 1 and j == len(b) - 1:
        if a[i] + b[j] in ("td", "dt", "kg", "gk"):
            return 0.5  # final devoicing: Ahmed, Ahmet
        if a[i] in VOWELS and b[j] in VOWELS:
            return 1.6 if a[i] + b[j] in ("ae", "ea") else 5.0 if a[i] + b[j] in ("Ei", "iE") else 2.0
        if (a[i] in "23" and b[j] in "iE") or (a[i] in "iE" and b[j] in "23"):
            return 12.0  # a final -i is another name
    if i == 0 and j == 0:
        if "A" in (a[0], b[0]):
            return 0.1  # a mere carrier of whatever vowel
        if a[0] in "aou" and b[0] in "aou":
            return 1.3
        if a[0] + b[0] in ("td", "dt"):
            return 1.6  # devoicing is of the end
    return 1.0


def table(
    a: str, b: str, drop_a: Sequence[float], drop_b: Sequence[float], limit: float = math.inf
) -> list[list[float]]:
    """The costs of all pairs of beginnings, given what dropping each sound costs.

    It ends early, incomplete, where every way on costs more than `limit`.
    """
    first = [0.0]
    for cost in drop_b:
        first.append(first[-1] + cost)
    rows = [first]
    last_i, last_j = len(a) - 1, len(b) - 1
    above = first
    for i, sound in enumerate(a):
        weights = ROW[sound]
        drop = drop_a[i]
        left = above[0] + drop
        row = [left]
        append = row.append
        at_edge = i in (0, last_i)
        for j, other in enumerate(b):
            weight = weights[other]
            if at_edge and weight and ((i == 0 and j == 0) or (i == last_i and j == last_j)):
                weight *= edge(a, b, i, j)
            best = above[j] + weight
            without = above[j + 1] + drop
            if without < best:
                best = without
            left += drop_b[j]
            if left > best:
                left = best
            append(left)
        if min(row) > limit:
            break
        rows.append(row)
        above = row
    return rows


def spoken(sounds: str) -> str:
    """Phonemes with every n before b or p as the m that is heard: Manbij, Membij."""
    return sounds.replace("nb", "mb").replace("np", "mp")


@lru_cache(maxsize=262_144)
def distance(a: str, b: str, a_unwritten: bool = False, b_unwritten: bool = False, limit: float = math.inf) -> float:
    """The cost of turning one phoneme string into the other; symmetric; infinite where it is greater than `limit`.

    `a_unwritten` and `b_unwritten` say whose script leaves short vowels out.
    """
    if a == b:
        return 0.0
    for spoken in ("mb", "mp"):  # Manbij, Membij
        if spoken in a or spoken in b:
            a, b = a.replace("n" + spoken[1], spoken), b.replace("n" + spoken[1], spoken)
    rows = table(a, b, drops(a, b_unwritten), drops(b, a_unwritten), limit)
    if len(rows) <= len(a) or rows[-1][-1] > limit:
        return math.inf
    return rows[-1][-1]


def edits(a: str, b: str, a_unwritten: bool = False, b_unwritten: bool = False) -> list[tuple[str, str]]:
    """The differences along the cheapest alignment, in order: (sound, sound), with "" for one that is dropped."""
    drop_a = drops(a, b_unwritten)
    rows = table(a, b, drop_a, drops(b, a_unwritten))
    i, j = len(a), len(b)
    found: list[tuple[str, str]] = []
    while i or j:
        here = rows[i][j]
        if i and j:
            same = a[i - 1] == b[j - 1]
            step = 0.0 if same else _substitute(a[i - 1], b[j - 1]) * edge(a, b, i - 1, j - 1)
            if abs(rows[i - 1][j - 1] + step - here) < 1e-9:
                if not same:
                    found.append((a[i - 1], b[j - 1]))
                i, j = i - 1, j - 1
                continue
        if i and abs(rows[i - 1][j] + drop_a[i - 1] - here) < 1e-9:
            found.append((a[i - 1], ""))
            i -= 1
        else:
            found.append(("", b[j - 1]))
            j -= 1
    return found[::-1]
