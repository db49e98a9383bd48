"""Bytes of a seed → text, by byte-order mark, by what the page declares, and by what the bytes can be."""

import codecs
import re
from typing import Final

from watcher.derive.model import MAX_CHARACTERS, SeedDocument
from watcher.errors import InputError

__all__ = ["decode", "seed_document"]

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED: Final = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")
_HTML: Final = re.compile(r"^\s*(?:<!doctype\s+html|<html|<\?xml[^>]*>\s*<(?:!doctype\s+)?html)", re.IGNORECASE)
_MIXED: Final = 0.35
"""Share of bytes above 127 from which a text in no declared coding is taken for one in another alphabet."""


def decode(data: bytes, *, name: str, declared: str = "") -> str:
    """The text of a document.

    Args:
        data: the document as it was read.
        name: what messages call it.
        declared: the charset that came with it (HTTP), or "".

    Raises:
        InputError: it is too large, binary, empty, or in a coding that cannot be told safely.
    """
    if len(data) > MAX_CHARACTERS:
        size = f"{len(data) / 1_000_000:.0f} MB"
        raise InputError(f"too large ({size}); a seed is an article or a brief of at most 10 MB", where=name)
    text = _decoded(data, declared)
    if text is None:
        raise InputError(
            "not in UTF-8, and its coding cannot be told", where=name, hint="save it as UTF-8 and try again"
        )
    if len(_CONTROL.findall(text[:100_000])) > len(text[:100_000]) / 500 + 2 or "\x00" in text:
        raise InputError("not a text (it holds binary data)", where=name, hint="give text, Markdown or HTML")
    if not text.strip():
        hint = "a seed is an article or a brief that names what to watch for"
        raise InputError("the document is empty", where=name, hint=hint)
    return text


def _decoded(data: bytes, declared: str) -> str | None:
    for mark, coding in _MARKS:
        if data.startswith(mark):
            return _try(data, coding)
    found = _DECLARED.search(data[:4096])
    for coding in ("utf-8", declared, found[1].decode("ascii") if found else ""):
        text = _try(data, coding) if coding else None
        if text is not None:
            return text
    return _guess(data)


def _try(data: bytes, coding: str) -> str | None:
    try:
        return data.decode(coding)
    except (UnicodeDecodeError, LookupError):
        return None


def _guess(data: bytes) -> str | None:
    """Windows' codings, where the result is what such a text looks like; None rather than mojibake."""
    if b"\x00" in data:
        return None
    high = sum(byte > 127 for byte in data) / len(data)
    if high < _MIXED:
        text = _try(data, "cp1252")
        accented = sum(char.isalpha() and ord(char) > 127 for char in text) if text else 0
        odd = sum(char in "Ã¢€™œ¤¶¼±" for char in text) if text else 1
        return text if text is not None and odd <= accented / 2 + 2 and high < 0.15 else None
    for coding, low, top in (("cp1256", "\u0600", "\u06ff"), ("cp1251", "\u0400", "\u04ff")):
        text = _try(data, coding)
        letters = [char for char in text or "" if char.isalpha() and ord(char) > 127]
        common = sum(char in "اليمنوتبرعسدفهكقحأجشطصخضغذةثظى" for char in letters)
        cyrillic = sum(char in "оеаинтсрвлкмдпуяызбгчйхжшюцщэф" for char in letters)
        fits = common if coding == "cp1256" else cyrillic
        if letters and all(low <= char <= top for char in letters) and fits > 0.85 * len(letters):
            return text
    return None


def seed_document(data: bytes, *, name: str, media: str = "", declared: str = "") -> SeedDocument:
    """A seed from its bytes; `media` by the name's ending, or by how the text begins, where it is not given.

    Raises:
        InputError: as `decode`.
    """
    text = decode(data, name=name, declared=declared)
    if not media:
        ending = name.rpartition(".")[2].casefold()
        media = {"html": "html", "htm": "html", "xhtml": "html", "md": "markdown", "markdown": "markdown"}.get(
            ending, "text"
        )
        if media == "text" and _HTML.match(text):
            media = "html"
    return SeedDocument(name, text, media)
