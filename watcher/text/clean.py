"""Hostile text made harmless: what may be stored, and what may be printed on a terminal."""

import re
import unicodedata
from typing import Final

__all__ = ["isolated", "json_safe", "storable", "terminal_safe"]

# C0 and C1 controls but tab and line feed, lone surrogates, and the two code points that XML forbids besides.
_UNSTORABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

# CSI, OSC/DCS/PM/APC/SOS strings up to their end (or the line's, where that is missing), and two-byte escapes
# (ECMA-48, sections 5.4 and 5.6), in seven and eight bits. The bounds keep a lone introducer from eating a whole text.
_ESCAPES: Final = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]{0,16}[0-~]?"
)
# Embeddings, overrides and isolates (Unicode Standard Annex 9); the directional marks, which only order what is about
# them, stay: right-to-left titles need them.
_BIDI: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_STEERING: Final = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})
_FSI: Final = "\u2068"
_PDI: Final = "\u2069"
_LINE_ENDS: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def storable(text: str) -> str:
    """`text` without control characters (but tab and line feed) and without lone surrogates.

    A database may refuse those (PostgreSQL: NUL; every UTF-8 encoder: surrogates), and no reader misses them. Line
    ends of every kind become line feeds.
    """
    if text.isprintable():
        return text
    return _UNSTORABLE.sub("", _LINE_ENDS.sub("\n", text))


def terminal_safe(text: str, *, keep_newlines: bool = False) -> str:
    """`text` as it may be printed: no escape sequence, no control character, no bidi embedding or override (rule 17).

    White space that breaks or moves the line becomes one space, but line feeds stay with `keep_newlines`. Escape
    sequences go as a whole, so that no `[31m` is left of them. Done twice, it changes nothing more.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n", _ESCAPES.sub("", text))
    text = _BIDI.sub("", _UNSTORABLE.sub("", text)).replace("\t", " ")
    return text if keep_newlines else text.replace("\n", " ")


def json_safe(line: str) -> str:
    """A line of JSON with what its writer leaves as it is escaped, so that it means the same and does no harm.

    That is what a terminal obeys (C1 controls, bidi embeddings), what a reader of lines takes for a line's end, and
    what no encoder takes.
    """
    if line.isprintable():
        return line
    return _STEERING.sub(lambda found: f"\\u{ord(found.group()):04x}", line)


def isolated(text: str) -> str:
    """`text` within a directional isolate where it holds right-to-left letters (Unicode Standard Annex 9).

    For lines of a terminal: without it, such a title would pull what stands beside it out of order. The marks take no
    room. The text is cleaned before, as `terminal_safe` would take the marks out.
    """
    if not text.isascii() and any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text):
        return f"{_FSI}{text}{_PDI}"
    return text
