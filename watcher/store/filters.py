"""Which rows a list shows: a `ListFilter` as conditions on match `m`, item `i` and feed `f`."""

from datetime import datetime
from typing import Any

from watcher.store.connection import in_list
from watcher.types.ageing import least_rank
from watcher.types.rows import ListFilter

__all__ = ["LANGUAGE", "Conditions", "item_conditions", "match_conditions", "suppressed_conditions"]

LANGUAGE = "coalesce(nullif(i.language, ''), f.language)"
"""What an item is taken to be written in: its own word for it, else the feed's."""


class Conditions:
    """Conditions that must all hold, and their parameters."""

    def __init__(self) -> None:
        """None yet: everything passes."""
        self._clauses: list[str] = []
        self.params: dict[str, Any] = {}

    def add(self, clause: str, **params: Any) -> None:
        """One more condition; parameter names are unique in a query."""
        self._clauses.append(clause)
        self.params.update(params)

    def one_of(self, column: str, name: str, values: tuple[Any, ...]) -> None:
        """The column has one of these values; no restriction for none."""
        if values:
            inside, params = in_list(name, values)
            self.add(f"{column} IN {inside}", **params)

    @property
    def where(self) -> str:
        """`WHERE …`, or "" where everything passes."""
        return f"WHERE {' AND '.join(self._clauses)}" if self._clauses else ""


def _common(conditions: Conditions, where: ListFilter, seen: str) -> None:
    """What can be asked of any item; `seen` is the column of the time that since and until are about."""
    conditions.one_of("f.url", "feed", where.feeds)
    if where.tags:
        inside, params = in_list("tag", where.tags)
        conditions.add(f"EXISTS (SELECT 1 FROM feed_tag t WHERE t.feed_id = f.id AND t.tag IN {inside})", **params)
    if where.languages:
        clauses, params = [f"coalesce({LANGUAGE}, '') = ''"], {}  # what may be in any language is not hidden
        for n, language in enumerate(where.languages):
            clauses.append(f"lower({LANGUAGE}) = :language{n} OR lower({LANGUAGE}) LIKE :regional{n}")
            params |= {f"language{n}": language.lower(), f"regional{n}": f"{language.lower()}-%"}
        conditions.add(f"({' OR '.join(clauses)})", **params)
    if where.since is not None:
        conditions.add(f"{seen} >= :since", since=where.since)
    if where.until is not None:
        conditions.add(f"{seen} < :until", until=where.until)


def match_conditions(where: ListFilter, now: datetime) -> Conditions:
    """For lists of matches, as they are at a time."""
    conditions = Conditions()
    conditions.one_of("m.id", "id", where.ids)
    conditions.one_of("m.status", "status", tuple(status.value for status in where.statuses))
    conditions.one_of("m.watch", "watch", where.watches)
    _common(conditions, where, "m.first_seen")
    if where.min_score is not None:
        conditions.add("m.score >= :min_score", min_score=where.min_score)
    least = None if where.min_priority is None else least_rank(where.min_priority, now)
    if least is not None:
        conditions.add("m.rank >= :least_rank", least_rank=least)
    if where.assignee is not None:
        conditions.add("m.assignee = :assignee", assignee=where.assignee)
    if where.after is not None:
        conditions.add(
            "(m.rank < :after_rank OR (m.rank = :after_rank AND m.id < :after_id))",
            after_rank=where.after[0],
            after_id=where.after[1],
        )
    return conditions


def item_conditions(where: ListFilter) -> Conditions:
    """For lists of items: what only matches have is not asked."""
    conditions = Conditions()
    conditions.one_of("i.id", "id", where.ids)
    _common(conditions, where, "i.first_seen")
    return conditions


def suppressed_conditions(where: ListFilter) -> Conditions:
    """For the suppression ledger."""
    conditions = Conditions()
    conditions.one_of("s.id", "id", where.ids)
    conditions.one_of("s.watch", "watch", where.watches)
    _common(conditions, where, "s.seen_at")
    if where.min_score is not None:
        conditions.add("s.score >= :min_score", min_score=where.min_score)
    return conditions
