"""What the fast readers of RSS and Atom share: leaves, media, what says nothing, and how a document is declined."""

from contextlib import suppress
from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element

from watcher.feeds.parse.dates import parse_date
from watcher.feeds.parse.document import Kind, RawItem, Text
from watcher.feeds.parse.namespaces import is_foreign

__all__ = [
    "ATOM",
    "ENCODED",
    "ITUNES",
    "MEDIA",
    "Declined",
    "check_described",
    "check_foreign",
    "check_silent_item",
    "given",
    "leaf",
    "mended",
    "moment_of",
    "once",
    "read_media",
    "text_of",
]

ATOM: Final = "{http://www.w3.org/2005/Atom}"
_CONTENT: Final = "{http://purl.org/rss/1.0/modules/content/}"
MEDIA: Final = ("{http://search.yahoo.com/mrss/}", "{http://search.yahoo.com/mrss}")
ITUNES: Final = ("{http://www.itunes.com/dtds/podcast-1.0.dtd}", "{http://www.itunes.com/DTDs/PodCast-1.0.dtd}")
_SILENT_NAMESPACES: Final = (
    "{http://purl.org/rss/1.0/modules/slash/}",
    "{http://wellformedweb.org/CommentAPI/}",
    "{http://purl.org/syndication/thread/1.0}",
    "{http://rssnamespace.org/feedburner/ext/1.0}origLink",
)
"""Of these an item may have any leaf: feedparser keeps it under a name that nobody asks for."""
ENCODED: Final = _CONTENT + "encoded"
_SILENT_RSS: Final = frozenset(("comments", "source"))
_MEDIA_LEAVES: Final = frozenset(
    "group thumbnail content credit text copyright player hash rating community starRating statistics".split()
)
_PODCAST_LEAVES: Final = frozenset(
    "title duration episode season episodeType explicit block image order isClosedCaptioned".split()
)
_DESCRIBED: Final = "media:description"
_DESCRIPTIONS: Final = frozenset(("description", ENCODED, ATOM + "summary", ATOM + "content"))
# feedparser's, for text that was encoded twice and for windows-1252's characters in Latin-1's control range.
_CP1252: Final = {
    code: bytes((code,)).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}  # fmt: skip


class Declined(Exception):
    """The document holds something that only feedparser is trusted with."""


def check_foreign(element: Element) -> None:
    """All that is within a foreign element must be foreign too: feedparser reads on as if it were not there."""
    for child in element:
        if not is_foreign(child.tag):
            raise Declined
        check_foreign(child)


def check_silent_item(child: Element) -> None:
    """What of an item says nothing that is asked for; all that is not known to is declined."""
    tag = child.tag
    if tag in _SILENT_RSS or tag.startswith(_SILENT_NAMESPACES):
        if len(child):
            raise Declined
    elif tag.startswith(ITUNES):
        if len(child) or tag.partition("}")[2] not in _PODCAST_LEAVES:
            raise Declined
    elif is_foreign(tag):
        check_foreign(child)
    else:
        raise Declined


def read_media(element: Element, item: RawItem, contents: list[Text], seen: set[str], *, within: bool = False) -> bool:
    """Pictures and players say nothing; a description of one is a text of the item's. Whether there is a title."""
    name = element.tag.partition("}")[2]
    if name == "title" and within:
        if len(element):
            raise Declined
        return True
    if name == "description":
        _describe(element, item, contents, seen)
    elif name not in _MEDIA_LEAVES:
        raise Declined
    titled = False
    for child in element:
        if not child.tag.startswith(MEDIA):
            raise Declined
        titled |= read_media(child, item, contents, seen, within=True)
    return titled


def _describe(element: Element, item: RawItem, contents: list[Text], seen: set[str]) -> None:
    """A picture's description is a second content where the item has a description, and stands for it where not."""
    text = leaf(element, any_attributes=True)
    if contents or element.get("type", "plain") != "plain":
        raise Declined
    if item.summary is None:
        if element.attrib or not text:
            raise Declined
        seen.add(_DESCRIBED)
        item.summary = Text(text, Kind.HTML)
    elif "<" in text or "&" in text or _DESCRIBED in seen:
        raise Declined
    else:
        contents.append(Text(text, Kind.GUESS))


def check_described(seen: set[str]) -> None:
    """Beside a picture's description that stands for it, an item may have no description of its own."""
    if _DESCRIBED in seen and not _DESCRIPTIONS.isdisjoint(seen):
        raise Declined


def once(element: Element, seen: set[str], *, any_attributes: bool = False) -> str:
    """The text of an element that may stand once; feedparser has rules of its own for more."""
    tag = element.tag
    if tag in seen:
        raise Declined
    seen.add(tag)
    return leaf(element, any_attributes=any_attributes)


def leaf(element: Element, *, any_attributes: bool = False) -> str:
    """The text of an element that holds no other."""
    if len(element) or (element.attrib and not any_attributes):
        raise Declined
    text = (element.text or "").strip()
    return text if text.isascii() else mended(text)


def text_of(element: Element) -> str:
    """An element's text, as it stands."""
    return element.text or ""


def mended(text: str) -> str:
    """Text without the faults of encoding that feedparser mends."""
    if text.isascii():
        return text
    with suppress(UnicodeError):
        text = text.encode("iso-8859-1").decode("utf-8")
    return text if text.isprintable() else text.translate(_CP1252)


def given(text: Text) -> Text | None:
    """A text, if there is any."""
    return text if text.value else None


def moment_of(text: str) -> datetime | None:
    """The moment that a date names, or None where it names none."""
    moment = parse_date(text)
    if moment is None and not text.isascii():
        raise Declined  # feedparser knows dates in other scripts
    return moment
