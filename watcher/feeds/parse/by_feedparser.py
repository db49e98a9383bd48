"""Reading a document with feedparser: any RSS, RDF, Atom or CDF, sound or broken."""

import io
import re
import time
from datetime import UTC, datetime
from typing import Any, Final

import feedparser

from watcher.feeds.parse.dates import parse_date
from watcher.feeds.parse.document import Kind, RawFeed, RawItem, Text, person_name

__all__ = ["read"]

_PLAIN: Final = frozenset(("text/plain", "text/markdown", "text/x-markdown", "text"))
_STUMBLING_BLOCKS: Final = re.compile(
    r"<(/?)(?:(?:gml|georss|geo|psc|cc|creativeCommons):\w+|(?:textinput|image|width|height|cloud)\b"
    r"|media:(?:player|credit|thumbnail|rating|license|restriction)\b)",
    re.IGNORECASE,
)
"""Elements that hold nothing that we keep. Out of place they raise KeyError, TypeError and the like in feedparser."""

_CONTENT_TYPE: Final = "application/xml; charset=utf-8"


def read(document: str) -> RawFeed | None:
    """The document as feedparser understands it; None where it finds no trace of a feed.

    The document goes in as UTF-8 through a BytesIO (bytes would be taken for a file name), with a header that says so
    (rule 15). It is not told the document's address: it would resolve entry ids against it too, and a feed's ids must
    not change with its address.

    Where feedparser raises, on an element out of place, it gets the document a second time without the elements that
    it is known to stumble over; what it raises then, this raises.
    """
    try:
        return _read(document)
    except (LookupError, TypeError, ValueError, AttributeError):
        return _read(_STUMBLING_BLOCKS.sub(r"<\1ignored", document))


def _read(document: str) -> RawFeed | None:
    found = feedparser.parse(
        io.BytesIO(document.encode("utf-8", "replace")),
        response_headers={"content-type": _CONTENT_TYPE},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    version = _string(found, "version")
    entries = dict.get(found, "entries") or []
    if not version and not entries:
        return None
    feed = dict.get(found, "feed") or {}
    return RawFeed(
        format=version,
        items=[_item(entry, version) for entry in entries],
        title=_text(feed, "title", version),
        site=_string(feed, "link"),
        language=_string(feed, "language"),
        authors=_authors(feed, version) if version.startswith("atom") else (),
        damage=_damage(found),
    )


def _damage(found: dict[str, Any]) -> str:
    if not dict.get(found, "bozo"):
        return ""
    error = dict.get(found, "bozo_exception")
    line = getattr(error, "getLineNumber", lambda: None)()
    message = getattr(error, "getMessage", lambda: str(error))()
    return f"not well-formed XML (line {line}: {message})" if line else f"not well-formed XML ({message})"


def _item(entry: dict[str, Any], version: str) -> RawItem:
    links = [x for x in _list(entry, "links") if isinstance(x, dict)]
    details = [_dict(entry, "title_detail"), *_list(entry, "content"), _dict(entry, "summary_detail")]
    published = _date(entry, "published") or _date(entry, "created")
    return RawItem(
        entry_id=_string(entry, "id"),
        link=_string(entry, "link"),
        other_links=tuple(
            href
            for rel in ("alternate", "enclosure")
            for x in links
            if dict.get(x, "rel") == rel and (href := _string(x, "href"))
        ),
        title=_text(entry, "title", version),
        # Without a detail it is a copy of the content, made by feedparser.
        summary=_text(entry, "summary", version) if _dict(entry, "summary_detail") else None,
        contents=tuple(filter(None, (_content(c, version) for c in _list(entry, "content")))),
        authors=_authors(entry, version),
        published=published,
        updated=_date(entry, "updated"),
        language=_string(entry, "language")
        or next(filter(None, (_string(d, "language") for d in details if isinstance(d, dict))), ""),
        categories=tuple(
            _string(tag, "label") or _string(tag, "term") for tag in _list(entry, "tags") if isinstance(tag, dict)
        ),
    )


def _text(of: dict[str, Any], name: str, version: str) -> Text | None:
    value = _string(of, name)
    if not value:
        return None
    return Text(value, _kind(name, _string(_dict(of, f"{name}_detail"), "type"), version))


def _content(content: object, version: str) -> Text | None:
    if not isinstance(content, dict):
        return None
    value, mime = _string(content, "value"), _string(content, "type")
    if not value or not _readable(mime):
        return None
    return Text(value, _kind("content", mime, version))


def _readable(mime: str) -> bool:
    """Whether content of this type is text: Atom may carry pictures and archives in base64."""
    return not mime or mime.startswith("text") or "html" in mime or mime.endswith("xml")


def _kind(name: str, mime: str, version: str) -> Kind:
    """Atom says what a text is; RSS says nothing, so descriptions are HTML and titles are to be guessed."""
    if mime not in _PLAIN and mime:
        return Kind.HTML
    if version.startswith("atom"):
        return Kind.PLAIN if mime or name == "title" else Kind.HTML
    return Kind.GUESS if name == "title" or mime else Kind.HTML


def _authors(of: dict[str, Any], version: str) -> tuple[str, ...]:
    people = [a for a in _list(of, "authors") if isinstance(a, dict)]
    named = tuple(filter(None, (_string(a, "name") or _string(a, "email") for a in people)))
    lone = _string(of, "author")
    if lone and len(people) < 2 and not version.startswith("atom"):
        # feedparser takes `desk@wire.example (Desk)` apart wrongly where the domain's last label is long.
        return (person_name(lone),)
    return named or ((lone,) if lone else ())


def _date(of: dict[str, Any], name: str) -> datetime | None:
    """Our own reading, else feedparser's where the date is Korean, Greek or Hungarian.

    Of other texts that we cannot read it makes dates too, with parts taken from today's.
    """
    text = _string(of, name)
    own = parse_date(text)
    parsed = dict.get(of, f"{name}_parsed")
    if own is not None or text.isascii() or not isinstance(parsed, time.struct_time):
        return own
    return datetime(*parsed[:6], tzinfo=UTC)


# feedparser's dictionaries warn, alias and guess; these look at what is really there, and trust no type: an unknown
# element may have taken any name.


def _string(of: dict[str, Any], name: str) -> str:
    value = dict.get(of, name)
    return value if isinstance(value, str) else ""


def _dict(of: dict[str, Any], name: str) -> dict[str, Any]:
    value = dict.get(of, name)
    return value if isinstance(value, dict) else {}


def _list(of: dict[str, Any], name: str) -> list[Any]:
    value = dict.get(of, name)
    return value if isinstance(value, list) else []
