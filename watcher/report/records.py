"""Rows as plain objects: the keys of JSON lines and of the evidence."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from watcher.text.urls import redact
from watcher.types.rows import EvidenceRow, MatchRow

__all__ = ["evidence_record", "iso", "match_record"]


def iso(at: datetime | None) -> str | None:
    """UTC, ISO 8601 to the second, with `Z`."""
    return None if at is None else at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def _number(value: float) -> float | int:
    return int(value) if value == int(value) else round(value, 1)


def match_record(row: MatchRow) -> dict[str, Any]:
    """A match under the keys of `watcher matches list --json`, and its mentions. No key in a URL leaves with it."""
    return {
        "id": row.id,
        "watch": row.watch,
        "status": row.status.value,
        "score": _number(row.score),
        "priority": row.priority,
        "terms": list(row.terms),
        "title": row.title,
        "url": redact(row.url),
        "feed": redact(row.feed),
        "feed_title": row.feed_title,
        "language": row.language,
        "published": iso(row.published),
        "first_seen": iso(row.first_seen),
        "story": row.story,
        "assignee": row.assignee,
        "hits": [{**asdict(hit), "score": _number(hit.score)} for hit in row.hits],
    }


def evidence_record(evidence: EvidenceRow) -> dict[str, Any]:
    """All that is kept about a match."""
    item = evidence.item
    return {
        **match_record(evidence.match),
        "priority_why": list(evidence.priority_why),
        "watch_version": evidence.watch_version,
        "item": {
            "id": item.id,
            "entry_id": evidence.entry_id,
            "url": redact(item.url),
            "title": item.title,
            "summary": item.summary,
            "content": item.content,
            "author": item.author,
            "published": iso(item.published),
            "updated": iso(evidence.updated),
            "first_seen": iso(item.first_seen),
            "tags": list(item.tags),
        },
        "body_hash": evidence.body_hash,
        "headers": [list(pair) for pair in evidence.headers],
        "versions": [
            {
                "seen_at": iso(v.seen_at),
                "title": v.title,
                "summary": v.summary,
                "content": v.content,
                "url": redact(v.url),
                "body_hash": v.body_hash,
            }
            for v in evidence.versions
        ],
        "history": [
            {"at": iso(e.at), "who": e.who, "action": e.action, "old": e.old, "new": e.new, "note": e.note}
            for e in evidence.history
        ],
        "others": [{k: v for k, v in match_record(o).items() if k != "hits"} for o in evidence.others],
    }
