"""The fast reader of RSS 2.0."""

import re
from typing import Final
from xml.etree.ElementTree import Element

from watcher.feeds.parse.document import Kind, RawFeed, RawItem, Text, person_name
from watcher.feeds.parse.fast_parts import (
    ATOM,
    ENCODED,
    ITUNES,
    MEDIA,
    Declined,
    check_described,
    check_foreign,
    check_silent_item,
    given,
    leaf,
    mended,
    moment_of,
    once,
    read_media,
    text_of,
)
from watcher.feeds.parse.namespaces import is_foreign

__all__ = ["read_rss"]

_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_ATOM_LINK: Final = ATOM + "link"
_UPDATES: Final = frozenset((_DC + "date", ATOM + "updated"))
_AUTHORS: Final = frozenset(("author", _DC + "creator"))
_CATEGORIES: Final = frozenset(("category", _DC + "subject"))
_MISREAD_PARAMETER: Final = re.compile("&([A-Za-z0-9_]+);")
_CHANNEL_SILENT: Final = frozenset(
    ("description", "lastBuildDate", "pubDate", "generator", "ttl", "docs", "copyright", "managingEditor", "webMaster",
     "category", "cloud", "rating", "skipHours", "skipDays", _DC + "date", _DC + "rights", ATOM + "id",
     ATOM + "updated")
)  # fmt: skip
_CHANNEL_SILENT_NAMESPACES: Final = (
    "{http://purl.org/rss/1.0/modules/syndication/}",
    "{http://rssnamespace.org/feedburner/ext/1.0}info",
    "{http://webns.net/mvcb/}",
    "{http://a9.com/-/spec/opensearch",
)


def read_rss(root: Element) -> RawFeed:
    """What a document says.

    Raises:
        Declined: it holds something that only feedparser is trusted with.
    """
    if not root.get("version", "").startswith("2.") or len(root) != 1 or root[0].tag != "channel":
        raise Declined
    if len(root.attrib) != 1 or root[0].attrib:
        raise Declined
    feed = RawFeed("rss20", [])
    seen: set[str] = set()
    for child in root[0]:
        tag = child.tag
        if tag == "item":
            feed.items.append(_rss_item(child))
        elif tag == "title":
            feed.title = Text(once(child, seen), Kind.GUESS)
        elif tag == "link":
            feed.site = _MISREAD_PARAMETER.sub(r"&\g<1>", once(child, seen))
        elif tag in ("language", _DC + "language"):
            feed.language = leaf(child)
        elif tag == _ATOM_LINK:
            _check_other_link(child)
        elif tag == "image":
            _check_image(child, seen)
        elif tag in _CHANNEL_SILENT or tag.startswith(_CHANNEL_SILENT_NAMESPACES):
            _check_silent(child)
        elif tag.startswith(ITUNES):
            _check_podcast(child)
        elif is_foreign(tag):
            check_foreign(child)
        else:
            raise Declined
    return feed


def _check_other_link(link: Element) -> None:
    """An Atom link in RSS: to anything but the page itself, or a file that could stand in for it."""
    if len(link) or not link.get("href") or link.get("rel", "").lower() in ("", "alternate", "enclosure"):
        raise Declined


def _check_podcast(element: Element) -> None:
    """What iTunes asks a channel for; its owner has a name and an address, its categories have categories."""
    for child in element:
        if not child.tag.startswith(ITUNES):
            raise Declined
        _check_podcast(child)


def _check_silent(element: Element) -> None:
    """Its children, if any, are leaves without a namespace that only it may have."""
    for child in element:
        if child.tag not in ("hour", "day") or len(child):
            raise Declined


def _check_image(image: Element, seen: set[str]) -> None:
    """feedparser mixes up a channel and its image where the image holds anything else, or stands before the title."""
    if "title" not in seen:
        raise Declined
    for child in image:
        if child.tag not in ("url", "title", "link", "width", "height") or len(child) or child.attrib:
            raise Declined


def _rss_item(element: Element) -> RawItem:
    item = RawItem()
    seen: set[str] = set()
    contents: list[Text] = []
    authors: list[str] = []
    categories: list[str] = []
    enclosures: list[str] = []
    guid_link = ""
    titled = False
    if element.attrib:
        raise Declined
    for child in element:
        tag = child.tag
        if tag == "title":
            item.title = given(Text(once(child, seen), Kind.GUESS))
        elif tag == "link":
            item.link = _link_text(once(child, seen))
        elif tag == "description":
            if contents:
                raise Declined
            item.summary = given(Text(once(child, seen), Kind.HTML))
        elif tag == ENCODED:
            contents.append(Text(once(child, seen), Kind.HTML))
        elif tag == "guid":
            item.entry_id, guid_link = _guid(child, seen)
        elif tag == "pubDate":
            item.published = moment_of(once(child, seen))
        elif tag in _UPDATES:
            if item.updated:
                raise Declined
            item.updated = moment_of(once(child, seen))
        elif tag in _AUTHORS:
            authors.append(leaf(child))
        elif tag in _CATEGORIES:
            categories.append(_category(child))
        elif tag == "enclosure":
            enclosures.append(_enclosure(child))
        elif tag == _ATOM_LINK:
            _check_other_link(child)
        elif tag.startswith(MEDIA):
            titled |= read_media(child, item, contents, seen)
        else:
            check_silent_item(child)
    check_described(seen)
    if titled and item.title is None:
        raise Declined  # feedparser takes a picture's title where there is no other
    item.contents = tuple(c for c in contents if c.value)
    if len(authors) > 1 and any("@" in author for author in authors):
        raise Declined
    item.authors = tuple(map(person_name, filter(None, authors)))
    item.categories = tuple(categories)
    item.other_links = tuple(filter(None, (item.link, *enclosures)))
    item.link = item.link if "link" in seen else guid_link
    return item


def _guid(element: Element, seen: set[str]) -> tuple[str, str]:
    """The id, and the link that it is unless it says that it is none."""
    if "guid" in seen or len(element):
        raise Declined
    seen.add("guid")
    value = mended((element.text or "").strip())
    if not element.attrib:
        return value, value
    attributes = {name.lower(): value for name, value in element.attrib.items()}
    if len(attributes) > 1 or "ispermalink" not in attributes:
        raise Declined
    return value, value if attributes["ispermalink"] == "true" else ""


def _category(element: Element) -> str:
    if len(element) or any(name != "domain" for name in element.keys()):  # noqa: SIM118 - an Element is no dict
        raise Declined
    value = mended(text_of(element).strip())
    if not value:
        raise Declined
    return value


def _enclosure(element: Element) -> str:
    if len(element):
        raise Declined
    return element.get("url", "")


def _link_text(text: str) -> str:
    """feedparser takes references in addresses for parameters: `&copy;=1` was meant as `&copy=1`."""
    if "&" not in text:
        return text
    return _MISREAD_PARAMETER.sub(r"&\g<1>", text.replace("&amp;", "&"))
