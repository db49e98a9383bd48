"""Rows as plain objects: the keys of `--json`, of JSON lines and of the evidence."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from watcher.report.edits import Edit, changes, edits_of
from watcher.text.urls import redact
from watcher.types.rows import EvidenceRow, FetchRow, MatchRow, PageRow

__all__ = ["evidence_record", "iso", "match_record"]


def iso(at: datetime | None) -> str | None:
    """UTC, ISO 8601 to the second, with `Z`."""
    return None if at is None else at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def _number(value: float) -> float | int:
    """To one decimal, whole numbers without one."""
    short = round(value, 1)
    return int(short) if short == int(short) else short


def match_record(row: MatchRow, *, address: Callable[[str], str] = redact, hits: bool = True) -> dict[str, Any]:
    """A match under the keys of `watcher matches list --json`, and its mentions (`hits`).

    `address` is applied to every URL: what leaves the program holds no key or password.
    """
    record: dict[str, Any] = {
        "id": row.id,
        "watch": row.watch,
        "status": row.status.value,
        "score": _number(row.score),
        "priority": row.priority,
        "terms": list(row.terms),
        "title": row.title,
        "url": address(row.url),
        "feed": address(row.feed),
        "feed_title": row.feed_title,
        "language": row.language,
        "published": iso(row.published),
        "first_seen": iso(row.first_seen),
        "story": row.story,
        "assignee": row.assignee,
    }
    if hits:
        record["hits"] = [{**asdict(hit), "score": _number(hit.score)} for hit in row.hits]
    return record


def evidence_record(evidence: EvidenceRow, *, address: Callable[[str], str] = redact) -> dict[str, Any]:
    """All that is kept about a match."""
    item = evidence.item
    return {
        **match_record(evidence.match, address=address),
        "priority_why": list(evidence.priority_why),
        "watch_version": evidence.watch_version,
        "item": {
            "id": item.id,
            "entry_id": evidence.entry_id,
            "url": address(item.url),
            "title": item.title,
            "summary": item.summary,
            "content": item.content,
            "author": item.author,
            "published": iso(item.published),
            "updated": iso(evidence.updated),
            "first_seen": iso(item.first_seen),
            "tags": list(item.tags),
        },
        "page": _page(evidence.page, address),
        "body_hash": evidence.body_hash,
        "headers": [list(pair) for pair in evidence.headers],
        "fetch": _fetch(evidence.fetch, address),
        "versions": [_version(edit, address) for edit in edits_of(evidence)],
        "history": [
            {"at": iso(e.at), "who": e.who, "action": e.action, "old": e.old, "new": e.new, "note": e.note}
            for e in evidence.history
        ],
        "others": [match_record(other, address=address, hits=False) for other in evidence.others],
    }


def _fetch(fetch: FetchRow | None, address: Callable[[str], str]) -> dict[str, Any] | None:
    if fetch is None:
        return None
    return {
        "at": iso(fetch.at),
        "url": address(fetch.url),
        "status": fetch.status,
        "body_hash": fetch.body_hash,
        "headers": [list(pair) for pair in fetch.headers],
    }


def _page(page: PageRow | None, address: Callable[[str], str]) -> dict[str, Any] | None:
    if page is None:
        return None
    return {
        "url": address(page.url),
        "state": page.state.value,
        "error": page.error,
        "attempted_at": iso(page.attempted_at),
        "next_try": iso(page.due_at) if page.state == "due" else None,
        "body_hash": page.body_hash,
    }


def _version(edit: Edit, address: Callable[[str], str]) -> dict[str, Any]:
    version = edit.version
    return {
        "seen_at": iso(version.seen_at),
        "title": version.title,
        "summary": version.summary,
        "content": version.content,
        "url": address(version.url),
        "body_hash": version.body_hash,
        "fetch": _fetch(version.fetch, address),
        "changes": [
            {"field": name, "removed": removed, "added": added}
            for name, was, became in edit.fields
            for removed, added in changes(*((address(was), address(became)) if name == "link" else (was, became)))
        ],
    }
