"""How values that are no column of their own are written: small JSON texts, the same in both databases."""

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from watcher.types import Hit, PublishHints, RawHeaders

__all__ = [
    "dump",
    "headers_to_json",
    "hints_from_json",
    "hints_to_json",
    "hits_from_json",
    "hits_to_json",
    "host_of",
    "pairs",
    "seconds",
    "span",
    "strings",
]


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dump(value: Any) -> str:
    """Compact JSON, readable in every script."""
    return _encode(value)


def strings(text: str) -> tuple[str, ...]:
    """A stored list of strings."""
    return tuple(json.loads(text)) if text else ()


def seconds(length: timedelta | None) -> float | None:
    """A duration as a column holds it."""
    return None if length is None else length.total_seconds()


def span(length: float | None) -> timedelta | None:
    """The inverse of `seconds`."""
    return None if length is None else timedelta(seconds=length)


_HIT = tuple(field.name for field in fields(Hit))


def hits_to_json(hits: Iterable[Hit]) -> str:
    """Hits, each an object with the type's own names."""
    return dump([{name: getattr(hit, name) for name in _HIT} for hit in hits])


def hits_from_json(text: str) -> tuple[Hit, ...]:
    """The inverse of `hits_to_json`."""
    return tuple(Hit(**fields) for fields in json.loads(text))


def headers_to_json(headers: RawHeaders) -> str:
    """Response headers as evidence; bytes that are no UTF-8 are read as Latin-1, as RFC 9110 (5.5) lets one do."""
    return dump([[_readable(name), _readable(value)] for name, value in headers])


def _readable(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def hints_to_json(hints: PublishHints) -> str:
    """A feed's own schedule; "" where it says nothing."""
    if hints == PublishHints():
        return ""
    return dump(
        {
            "ttl": seconds(hints.ttl),
            "update_period": seconds(hints.update_period),
            "skip_hours": sorted(hints.skip_hours),
            "skip_days": sorted(hints.skip_days),
        }
    )


def hints_from_json(text: str) -> PublishHints:
    """The inverse of `hints_to_json`."""
    if not text:
        return PublishHints()
    stored = json.loads(text)
    return PublishHints(
        ttl=span(stored["ttl"]),
        update_period=span(stored["update_period"]),
        skip_hours=frozenset(stored["skip_hours"]),
        skip_days=frozenset(stored["skip_days"]),
    )


def host_of(url: str) -> str:
    """The host whose turn a feed waits for: its name in lower case, whatever the port; "" where it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def pairs(text: str) -> tuple[tuple[str, str], ...]:
    """A stored list of (name, value)."""
    return tuple((name, value) for name, value in json.loads(text)) if text else ()
