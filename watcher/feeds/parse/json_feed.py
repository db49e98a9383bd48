"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/), with the standard library."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from watcher.feeds.parse.dates import parse_date
from watcher.feeds.parse.document import Kind, RawFeed, RawItem, Text

__all__ = ["read"]

_VERSIONS: Final = {"1": "json1", "1.0": "json1", "1.1": "json11"}


def read(document: str) -> RawFeed | None:
    """The feed; None where the document is JSON but no JSON Feed. Items that are no objects are passed over.

    Raises:
        ValueError: it is no JSON, or nested too deeply.
    """
    try:
        # Control characters within strings are common, and harmless here.
        data = json.loads(document, strict=False, parse_int=_integer)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(data, dict):
        return None
    version = _string(data, "version")
    items = data.get("items")
    if "jsonfeed.org/version/" not in version or not isinstance(items, list):
        return None
    return RawFeed(
        format=_VERSIONS.get(version.rstrip("/").rpartition("/")[2], "json11"),
        items=[_item(item) for item in items if isinstance(item, dict)],
        title=_text(data, "title", Kind.PLAIN),
        site=_string(data, "home_page_url"),
        language=_string(data, "language"),
        authors=tuple(_authors(data)),
    )


def _integer(digits: str) -> int | str:
    """A number, or its digits where they are so many that Python refuses to convert them."""
    return int(digits) if len(digits) <= 64 else digits


def _item(item: dict[str, Any]) -> RawItem:
    contents = (_text(item, "content_html", Kind.HTML), _text(item, "content_text", Kind.PLAIN))
    attachments = item.get("attachments")
    return RawItem(
        entry_id=_id(item.get("id")),
        link=_string(item, "url"),
        other_links=(
            _string(item, "external_url"),
            *(_string(a, "url") for a in (attachments if isinstance(attachments, list) else ()) if isinstance(a, dict)),
        ),
        title=_text(item, "title", Kind.PLAIN),
        summary=_text(item, "summary", Kind.PLAIN),
        contents=tuple(filter(None, contents)),
        authors=tuple(_authors(item)),
        published=_date(item, "date_published"),
        updated=_date(item, "date_modified"),
        language=_string(item, "language"),
        categories=tuple(t for t in _list(item, "tags") if isinstance(t, str)),
    )


def _id(value: object) -> str:
    """Ids ought to be strings; numbers are to be taken as their text ("id": section "Items")."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _authors(of: dict[str, Any]) -> Iterator[str]:
    """1.1 has `authors`, 1.0 has `author`; both may be there."""
    for author in (*_list(of, "authors"), of.get("author")):
        if isinstance(author, dict) and (name := _string(author, "name")):
            yield name


def _date(of: dict[str, Any], name: str) -> datetime | None:
    return parse_date(_string(of, name))


def _text(of: dict[str, Any], name: str, kind: Kind) -> Text | None:
    value = _string(of, name)
    return Text(value, kind) if value else None


def _string(of: dict[str, Any], name: str) -> str:
    value = of.get(name)
    return value if isinstance(value, str) else ""


def _list(of: dict[str, Any], name: str) -> list[Any]:
    value = of.get(name)
    return value if isinstance(value, list) else []
