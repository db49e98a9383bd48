"""Matches as an Atom feed (RFC 4287), so that any reader can subscribe to a watch list."""

from collections.abc import Sequence
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from watcher.report.excerpt import excerpt
from watcher.report.markup import clean
from watcher.report.records import iso
from watcher.text.urls import redact, safe_link
from watcher.types.rows import MatchRow

__all__ = ["atom"]

_ATOM = "http://www.w3.org/2005/Atom"
_UNTITLED = "(untitled)"


def atom(rows: Sequence[MatchRow], title: str, now: datetime, address: str = "") -> bytes:
    """The feed. Entry ids depend on item and watch alone: a later export of the same match is the same entry.

    Its `updated` is that of its newest entry (RFC 4287, section 4.2.15): an unchanged list gives an unchanged document.
    `address` is where it will be served, if that is known (section 4.1.1 asks for such a link).
    """
    register_namespace("", _ATOM)
    feed = Element(f"{{{_ATOM}}}feed")
    _text(feed, "id", uuid5(NAMESPACE_URL, f"watcher:{title}").urn)
    _text(feed, "title", title or _UNTITLED)
    _text(feed, "updated", iso(max((row.first_seen for row in rows), default=now)) or "")
    if address:
        SubElement(feed, f"{{{_ATOM}}}link", rel="self", type="application/atom+xml", href=address)
    _text(SubElement(feed, f"{{{_ATOM}}}author"), "name", "watcher")
    _text(feed, "generator", "watcher")
    for row in rows:
        _entry(feed, row)
    document: str = tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{document}\n'.encode()


def _entry(feed: Element, row: MatchRow) -> None:
    entry = SubElement(feed, f"{{{_ATOM}}}entry")
    _text(entry, "id", uuid5(NAMESPACE_URL, f"watcher:{row.watch}:{row.url or f'{row.feed}#{row.item_id}'}").urn)
    _text(entry, "title", row.title or _UNTITLED)
    _text(entry, "updated", iso(row.first_seen) or "")
    if row.published is not None:
        _text(entry, "published", iso(row.published) or "")
    target = safe_link(redact(row.url))
    if target:
        SubElement(entry, f"{{{_ATOM}}}link", rel="alternate", href=target)
    _text(SubElement(entry, f"{{{_ATOM}}}author"), "name", row.feed_title or redact(row.feed) or "unknown")
    SubElement(entry, f"{{{_ATOM}}}category", term=clean(row.watch))
    for term in row.terms:
        SubElement(entry, f"{{{_ATOM}}}category", term=clean(term))
    lines, _ = excerpt(row)
    if lines:
        _text(entry, "summary", lines)
    mentions = "; ".join(dict.fromkeys(f"{hit.term}: {hit.text}" for hit in row.hits))
    _text(entry, "content", f"{mentions} (score {row.score:.0f}, priority {row.priority})")


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, f"{{{_ATOM}}}{name}").text = clean(text)
