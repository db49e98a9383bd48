"""Which encoding a body really is in, whatever it and its server say.

The order: byte-order mark, valid UTF-8, the declarations (HTTP before XML, RFC 7303 section 3.2), then a guess over
the encodings of the scripts that news is written in. Valid UTF-8 beats a declared single-byte encoding: text in one of
those is never valid UTF-8 by chance but in the shortest of snippets, while servers declare Latin-1 by default.
"""

import codecs
import re
from collections import Counter
from typing import Final, NamedTuple

__all__ = ["Decoded", "decode"]


class Decoded(NamedTuple):
    """A body as text."""

    text: str
    encoding: str
    """Python's name of the encoding it was read in."""
    lossy: bool
    """Whether bytes had to be replaced."""


_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# `<` and what may follow it, as UTF-16 and UTF-32 write it without a byte-order mark (XML 1.0, appendix F).
_WIDE: Final = (
    (re.compile(rb"\0\0\0[<{\[]"), "utf-32-be"),
    (re.compile(rb"[<{\[]\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0[<{\[]\0[^\0]"), "utf-16-be"),
    (re.compile(rb"[<{\[]\0[^\0]\0"), "utf-16-le"),
    (re.compile(rb"\x4c\x6f\xa7\x94"), "cp037"),
)
_HEAD: Final = 1024
_XML_ENCODING: Final = re.compile(rb"""^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})["']""")
_HTTP_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)

# What is declared as the first is in practice the superset (WHATWG Encoding, section 4.2).
_SUPERSETS: Final = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
_MULTIBYTE: Final = frozenset(("gb18030", "cp932", "euc_jp", "cp949", "big5hkscs", "iso2022_jp", "hz", "johab"))
# Codecs that turn bytes into something else than text, or that read an attacker's escapes.
_REFUSED: Final = frozenset(("utf-7", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined"))

_GUESSES: Final = (
    "cp1252",
    "cp1256",
    "cp1251",
    "koi8-r",
    "iso8859-5",
    "iso8859-6",
    "cp1255",
    "cp1253",
    "cp1254",
    "cp1250",
)
_SAMPLE: Final = 20_000

# The ten most frequent letters of the languages that the encodings serve (in Latin script: the usual accented ones).
# They make up two thirds of a text; read in a wrong encoding, it has other letters, with other frequencies.
_FREQUENT: Final = {
    "cp1256": "اليمونرتبعدة",
    "cp1251": "оеаинтсрвл",
    "cp1255": "יוהלאתרבםמ",
    "cp1253": "αοιετσνηυς",
    "cp1254": "ğşıİçöüâ",
    "cp1250": "ąęłśźżáčďěíňřšťúůýžőűöüäß",
    "cp1252": "éèàùâêîôûçëïüöäßñáíóúìòåøæãõœ",
}
_FREQUENT["koi8-r"] = _FREQUENT["iso8859-5"] = _FREQUENT["cp1251"]
_FREQUENT["iso8859-6"] = _FREQUENT["cp1256"]
_PUNCTUATION: Final = frozenset("«»“”„‘’‚–—…•·°§©®™€£№،؛؟\u00a0\u200c\u200d")
_SCRIPTS_ALONE: Final = frozenset(("cp1256", "cp1251", "cp1255", "cp1253", "koi8-r", "iso8859-5", "iso8859-6"))
"""Encodings of scripts whose words hold no ASCII letters."""


def decode(body: bytes, content_type: str) -> Decoded:
    """`body` as text, without its byte-order mark. `content_type` is the response's header, or ""."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return _read(body[len(mark) :], encoding)
    for pattern, encoding in _WIDE:
        if pattern.match(body):
            return _read(body, encoding)
    declared = _declared(body, content_type)
    if declared in _MULTIBYTE:
        try:
            return Decoded(body.decode(declared), declared, lossy=False)
        except UnicodeDecodeError:
            pass
    try:
        return Decoded(body.decode("utf-8"), "utf-8", lossy=False)
    except UnicodeDecodeError as error:
        if declared == "utf-8" and _is_stray(body, error):
            return Decoded(body.decode("utf-8", "replace"), "utf-8", lossy=True)
    return _read(body, _plausible(body, declared))


def _read(body: bytes, encoding: str) -> Decoded:
    text = body.decode(encoding, "replace")
    return Decoded(text, encoding, lossy="\ufffd" in text)


def _declared(body: bytes, content_type: str) -> str:
    """The declared encoding as Python calls it, widened to what is meant; "" where none, or none that exists."""
    http = _HTTP_CHARSET.search(content_type)
    xml = _XML_ENCODING.match(body[:_HEAD])
    for name in (http[1] if http else "", xml[1].decode("ascii") if xml else ""):
        try:
            found = codecs.lookup(name).name if name else ""
        except (LookupError, ValueError):
            continue
        # The document was found to be no UTF-16 or UTF-32 already.
        if found and found not in _REFUSED and not found.startswith(("utf-16", "utf-32")) and _is_text(found):
            return _SUPERSETS.get(found, found)
    return ""


def _is_text(encoding: str) -> bool:
    try:
        return b"<a>".decode(encoding) == "<a>"
    except (LookupError, ValueError, UnicodeError):
        return False


def _is_stray(body: bytes, error: UnicodeDecodeError) -> bool:
    """Whether the body is UTF-8 but for a few bad bytes: a cut sequence, a byte pasted in from elsewhere."""
    high = len(body) - len(body.translate(None, bytes(range(128, 256))))
    text = body.decode("utf-8", "ignore")
    kept = sum(len(c.encode("utf-8")) for c in text if c >= "\x80") if high < 200_000 else _high_bytes(text)
    return high - kept <= max(4, high // 20) and kept > high - kept


def _high_bytes(text: str) -> int:
    return len(text.encode("utf-8")) - sum(1 for c in text if c < "\x80")


def _plausible(body: bytes, declared: str) -> str:
    """The single-byte encoding in which the body reads most like text; the declared one if nearly as good."""
    sample = b" ".join(re.findall(rb"[^\s<>]*[\x80-\xff][^\s<>]*", body)[:2_000])[:_SAMPLE]
    scores = {encoding: _score(sample, encoding) for encoding in dict.fromkeys((declared, *_GUESSES)) if encoding}
    best = max(scores, key=lambda e: scores[e])
    if declared and declared != "utf-8" and scores[declared] >= scores[best] - 0.15:
        return declared
    return best


def _score(sample: bytes, encoding: str) -> float:
    """How much the sample reads like text in this encoding: the share of its non-ASCII characters that are usual.

    Frequent letters count in full, others little, symbols and controls count against; so do capitals within words
    (KOI8-R read as windows-1251, and the other way round) and words that mix scripts.
    """
    text = sample.decode(encoding, "replace")
    frequent = _FREQUENT.get(encoding, "")
    total = good = 0.0
    previous = " "
    for char, count in Counter(zip(" " + text, text, strict=False)).items():
        previous, current = char
        if current < "\x80":
            continue
        total += count
        good += count * _character(previous, current, frequent, alone=encoding in _SCRIPTS_ALONE)
    return good / total if total else 0.0


def _character(previous: str, current: str, frequent: str, *, alone: bool) -> float:
    if current in _PUNCTUATION:
        return 0.5
    if not current.isalpha():
        return -1.0
    if alone and previous.isascii() and previous.isalpha():
        return -0.5  # no word mixes these letters with Latin ones
    if not alone and previous >= "\x80" and previous.isalpha():
        return -0.2  # in Latin script accented letters seldom stand side by side
    if current.isupper() and previous.islower():
        return -0.5
    lower = current.lower()
    if lower in frequent or current in frequent:
        return 1.0
    return 0.3
