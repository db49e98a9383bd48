"""What is done to a document before any XML parser sees it: the traps are taken out, the content stays.

Every rule here answers something that was measured to hang, to blow up or to raise in feedparser or expat.
"""

import re
from html import entities
from typing import Final

__all__ = ["defuse"]

# What XML 1.0 forbids everywhere (section 2.2). A stray one makes a whole document ill-formed.
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_IMPOSSIBLE: Final = re.compile(r"&#(?:[xX]([0-9a-fA-F]++)|([0-9]++));")

_ROOT: Final = re.compile(r"<\w")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_DECLARATIONS: Final = re.compile(r"<!(?!--)[^>]*+>?")
_DOCTYPE: Final = re.compile(r"<!DOCTYPE[^\[<>]{0,1000}", re.IGNORECASE)
_BLANKS: Final = re.compile(r"\s{2,}")
_ENTITY: Final = re.compile(r"""<!ENTITY\s+([\w.-]{1,64})\s+(?:"([^"<>]*)"|'([^'<>]*)')\s*>""")
_MAX_PROLOG: Final = 20_000
"""Characters before the root element. feedparser's patterns take quadratic time over them."""
_MAX_ENTITY: Final = 200
_MAX_EXPANSION: Final = 1_000_000
"""Characters that a document's own entities may become in all."""

# Fields in which feedparser looks for an address with a pattern that takes quadratic time (8.7 s for 32 KB).
_PERSON: Final = re.compile(
    r"<((?:\w{1,40}:)?(?:author|creator|publisher|owner|name|email|managingEditor|webMaster))\b[^<>]{0,1000}>",
    re.IGNORECASE,
)
_MAX_PERSON: Final = 1_000
_MAX_RUN: Final = 200
_RUN: Final = re.compile(rf"[\w.+-]{{{_MAX_RUN},}}+")

# The standard library's SAX attributes take quadratic time: 25 s for 50,000 of them in one tag.
_HUGE_TAG: Final = re.compile(r"<([\w:.-]{1,64})\s[^<>]{20000,}+")
_MAX_ATTRIBUTES: Final = 500

# feedparser compares each category of an item with all before it: 12 s for 20,000 of them.
_CATEGORY: Final = (
    r"<(?:\w{1,40}:)?(?:category|subject)\b[^<>]{0,1000}+>(?:(?<=/>)|(?:[^<]|<!\[CDATA\[[^\]]*+\]\]>)*+"
    r"</(?:\w{1,40}:)?(?:category|subject)>)\s*+"
)
_MAX_CATEGORIES: Final = 200
_MANY_CATEGORIES: Final = re.compile(rf"((?:{_CATEGORY}){{{_MAX_CATEGORIES}}}+)(?:{_CATEGORY})++", re.IGNORECASE)
_LONG_KEYWORDS: Final = re.compile(r"(<(?:\w{1,40}:)?keywords\b[^<>]{0,1000}>[^<]{10000})[^<]++", re.IGNORECASE)

# Named references that HTML knows and XML does not: `&nbsp;` in a feed makes it ill-formed.
_NAMED: Final = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_OF_XML: Final = frozenset(("amp", "lt", "gt", "quot", "apos"))


def defuse(document: str) -> str:
    """The document without its traps.

    Out go control characters, impossible references, a bloated prolog, entity bombs, external entities, overlong names
    of people, thousands of attributes, categories and keywords, named references that XML does not know, and a
    byte-order mark.
    """
    document = _CONTROLS.sub("", document).lstrip("\ufeff \t\r\n")
    document = _IMPOSSIBLE.sub(_possible, document)
    root = _ROOT.search(document)
    start = root.start() if root else len(document)
    prolog, rest = document[:start], document[start:]
    own: dict[str, str] = {}
    if len(prolog) > _MAX_PROLOG:
        prolog = _BLANKS.sub("\n", prolog)[:_MAX_PROLOG]
    if "<!" in prolog:
        prolog = _COMMENT.sub("", prolog)
        own = _own_entities(prolog, rest)
        prolog = _without_declarations(prolog)
    rest = _NAMED.sub(lambda m: _named(m, own), rest)
    rest = _HUGE_TAG.sub(lambda m: m[0] if m[0].count("=") <= _MAX_ATTRIBUTES else f"<{m[1]}", rest)
    rest = _LONG_KEYWORDS.sub(r"\1", _MANY_CATEGORIES.sub(r"\1", rest))
    return _BLANKS.sub("\n", prolog) + _cap_people(rest)


def _possible(match: re.Match[str]) -> str:
    """A reference that names no character that XML allows becomes U+FFFD; one to a letter or digit becomes that."""
    digits = match[1] or match[2]
    code = int(digits, 16 if match[1] else 10) if len(digits) <= 10 else -1
    allowed = code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
    if not allowed:
        return "\ufffd"
    return chr(code) if code < 0x80 and chr(code).isalnum() else match[0]


def _own_entities(prolog: str, rest: str) -> dict[str, str]:
    """The harmless entities that the document declares: short, of plain text, and not so often used as to be a bomb."""
    budget = _MAX_EXPANSION
    own: dict[str, str] = {}
    for name, double, single in _ENTITY.findall(prolog[:_MAX_PROLOG]):
        value = double or single
        if len(value) > _MAX_ENTITY or ("&" in value and not _IMPOSSIBLE.fullmatch(value)):
            continue
        budget -= len(value) * rest.count(f"&{name};")
        if budget < 0:
            return {}
        own.setdefault(name, value)
    return own


def _without_declarations(prolog: str) -> str:
    """The prolog without an internal subset; the DOCTYPE's own name stays, feedparser tells RSS 0.91 by it."""
    start = prolog.upper().find("<!DOCTYPE")
    if start < 0:
        return _DECLARATIONS.sub("", prolog)
    doctype = _DOCTYPE.match(prolog, start)
    return _DECLARATIONS.sub("", prolog[:start]) + (doctype[0].rstrip() + ">" if doctype else "")


def _named(match: re.Match[str], own: dict[str, str]) -> str:
    name = match[1]
    if name in _OF_XML:
        return match[0]
    if name in own:
        return own[name].replace("<", "&lt;")
    known = entities.html5.get(f"{name};")
    return match[0] if known is None else known.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _cap_people(document: str) -> str:
    """Runs of letters and digits in people's elements cut to a length that no name and no address has."""
    out: list[str] = []
    position = 0
    for opening in _PERSON.finditer(document):
        start = opening.end()
        if start < position:
            continue
        end = document.find("</", start)
        end = len(document) if end < 0 else end
        if end - start > _MAX_PERSON:
            out += (document[position:start], _RUN.sub(_shorten, document[start:end]))
            position = end
    out.append(document[position:])
    return "".join(out)


def _shorten(match: re.Match[str]) -> str:
    return match[0][:_MAX_RUN]
