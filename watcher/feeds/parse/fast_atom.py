"""The fast reader of Atom 1.0."""

from typing import Final
from xml.etree.ElementTree import Element

from watcher.feeds.parse.document import Kind, RawFeed, RawItem, Text
from watcher.feeds.parse.fast_parts import (
    ATOM,
    MEDIA,
    Declined,
    check_described,
    check_foreign,
    check_silent_item,
    given,
    moment_of,
    once,
    read_media,
    text_of,
)
from watcher.feeds.parse.namespaces import is_foreign

__all__ = ["read_atom"]

_HTML_TYPES: Final = frozenset(("html", "text/html"))
_PAGE_TYPES: Final = _HTML_TYPES | {"xhtml", "application/xhtml+xml"}
_PLAIN_TYPES: Final = frozenset(("", "text", "text/plain"))


def read_atom(root: Element) -> RawFeed:
    """What a document says.

    Raises:
        Declined: it holds something that only feedparser is trusted with.
    """
    language = _lang(root)
    feed = RawFeed("atom10", [], language=language)
    seen: set[str] = set()
    authors: list[str] = []
    feed_id = ""
    for child in root:
        name = child.tag.removeprefix(ATOM)
        if name == "entry":
            feed.items.append(_entry(child, language))
        elif name == "title":
            feed.title = given(_atom_text(child, seen))
        elif name == "link":
            feed.site = _alternate(child) or feed.site
        elif name == "author":
            authors += _atom_person(child)
        elif name == "id":
            feed_id = once(child, seen)
        elif name in ("updated", "published", "subtitle", "generator", "icon", "logo", "rights"):
            once(child, seen, any_attributes=True)
        elif name == "category":
            _atom_category(child)
        elif is_foreign(name):
            check_foreign(child)
        else:
            raise Declined
    feed.site = feed.site or feed_id
    feed.authors = tuple(authors)
    return feed


def _entry(element: Element, language: str) -> RawItem:
    item = RawItem()
    own = _lang(element)
    seen: set[str] = set()
    links: list[tuple[str, str]] = []
    contents: list[Text] = []
    authors: list[str] = []
    categories: list[str] = []
    languages = {own or language}
    titled = False
    for child in element:
        name = child.tag.removeprefix(ATOM)
        if name in ("title", "summary", "content"):
            if name == "summary" and contents:
                raise Declined
            text = _atom_text(child, seen)
            languages.add(_lang(child) or own or language)
            if name == "title":
                item.title = given(text)
            elif name == "summary":
                item.summary = given(text)
            else:
                contents.append(text)
        elif name == "id":
            item.entry_id = once(child, seen)
        elif name == "link":
            item.link = _alternate(child) or item.link
            links.append((child.get("rel", "alternate").lower(), child.get("href", "")))
        elif name in ("published", "updated"):
            moment = moment_of(once(child, seen))
            item.published, item.updated = (moment, item.updated) if name == "published" else (item.published, moment)
        elif name == "author":
            authors += _atom_person(child)
        elif name == "category":
            categories.append(_atom_category(child))
        elif name.startswith(MEDIA):
            titled |= read_media(child, item, contents, seen)
        else:
            check_silent_item(child)
    check_described(seen)
    if titled and item.title is None:
        raise Declined
    if len(languages) > 1:
        raise Declined
    item.language = next(iter(languages))
    item.authors, item.categories = tuple(authors), tuple(categories)
    item.link = item.link or item.entry_id
    item.contents = tuple(c for c in contents if c.value)
    item.other_links = tuple(href for rel in ("alternate", "enclosure") for r, href in links if r == rel and href)
    return item


def _atom_text(element: Element, seen: set[str]) -> Text:
    kind = element.get("type", "").lower()
    if kind not in _HTML_TYPES and kind not in _PLAIN_TYPES:
        raise Declined
    value = once(element, seen, any_attributes=True)
    return Text(value, Kind.HTML if kind in _HTML_TYPES else Kind.PLAIN)


def _alternate(link: Element) -> str:
    """The address, where the link is the page itself."""
    if len(link) or not link.get("href"):
        raise Declined
    if link.get("rel", "alternate").lower() != "alternate":
        return ""
    return link.get("href", "") if link.get("type", "html").lower() in _PAGE_TYPES else ""


def _atom_category(element: Element) -> str:
    if len(element) or text_of(element).strip() or not element.get("term"):
        raise Declined
    return element.get("label", "") or element.get("term", "")


def _atom_person(element: Element) -> tuple[str, ...]:
    found = {}
    for child in element:
        name = child.tag.removeprefix(ATOM)
        if is_foreign(name):
            check_foreign(child)
            continue
        if name not in ("name", "uri", "email") or name in found:
            raise Declined
        if len(child) or child.attrib:
            raise Declined
        found[name] = text_of(child).strip()
    if not found.get("name"):
        raise Declined
    return (found["name"],)


def _lang(element: Element) -> str:
    lang = element.get("{http://www.w3.org/XML/1998/namespace}lang")
    if lang == "" or "lang" in element.attrib:
        raise Declined
    return (lang or "").replace("_", "-")
