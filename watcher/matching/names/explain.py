"""The differences between a name and its mention, in plain words."""

import re
from collections.abc import Sequence
from typing import Final

from watcher.matching.names.align import edits
from watcher.matching.names.word import Reading

__all__ = ["differences"]

_WRITTEN: Final = {
    entry[0]: entry[1:]
    for entry in "Tth Ddh Ssh Zzh Cch Jj cts Ggh xkh Eai Oau Aa Ww Yy 3ʿ 2ʾ @a ~a Bb Pp Kk Xḥ $sh Qg".split()
}
_DOUBLED: Final = re.compile(r"([^\W\d_])\1")
_MOST: Final = 5


def _spelled(sound: str) -> str:
    return _WRITTEN.get(sound, sound)


def differences(pairs: Sequence[tuple[Reading, Reading, bool]], note: str = "") -> str:
    """What parts each word of the name (first) from the text's (second); the third says that it is a typing error."""
    alike = all(own.folded == other.folded for own, other, _ in pairs)
    said = ["the same letters"] if alike else _sounds_said(pairs)
    said += [reading.note for pair in pairs for reading in pair[:2] if reading.note]
    if note:
        said.append(note)
    return ", ".join(dict.fromkeys(said))


def _sounds_said(pairs: Sequence[tuple[Reading, Reading, bool]]) -> list[str]:
    changes: list[str] = []
    doubled = 0
    typos = 0
    for own, other, typo in pairs:
        if own.folded == other.folded:
            continue
        if typo:
            typos += 1
            continue
        crossing = own.unwritten != other.unwritten
        for a, b in edits(own.sounds, other.sounds, own.unwritten, other.unwritten):
            x, y = _spelled(a), _spelled(b)
            if x == y or (crossing and (not a or not b) and (a or b) in "aeiou32"):
                continue
            changes.append(f"{x}/{y}" if x and y else f"without {x}" if x else f"with {y}")
        if not crossing:
            doubled += abs(len(_DOUBLED.findall(own.folded)) - len(_DOUBLED.findall(other.folded)))
    said = ["the same sounds"] if not changes and not typos else []
    if changes and not any(c[0] not in "aeiouw" for c in changes):
        said.append("same consonants")
    changes = list(dict.fromkeys(changes))
    said += changes[:_MOST]
    if len(changes) > _MOST:
        said.append("and more")
    if doubled:
        said.append("one doubled letter" if doubled == 1 else f"{doubled} doubled letters")
    if typos:
        said.append("one typing error" if typos == 1 else f"{typos} typing errors")
    return said
