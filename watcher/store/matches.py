"""Matches on their way in: new ones, ones that an edit or a watch list extends, and what was held back."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, TypeAlias

from watcher.ports import StoryRules
from watcher.store.backlog import Backlog
from watcher.store.codec import dump, hits_from_json, hits_to_json
from watcher.store.connection import Connection, in_list, read_time
from watcher.store.items import StoredItem
from watcher.store.placing import PLACING, Place, StoryMemory, StoryPlacer
from watcher.store.standing import Standing, read_standing
from watcher.store.verdicts import INHERITED, Verdicts
from watcher.types import FIELDS, Hit, ItemMatch, MatchOutcome, MatchStored, WatchMatch
from watcher.types.ageing import priority_at, rank_of
from watcher.types.rows import MatchStatus

__all__ = ["PROGRAM", "MatchWriter", "Origin", "add_event", "merge_hits"]

PROGRAM = "watcher"
"""Who the history names where no person did it."""
MAX_SUPPRESSED = 100
"""Near-matches kept of one item."""
EARLIER = " (in an earlier version)"

Origin: TypeAlias = Literal["new", "edit", "full text", "watch list", "promotion"]
_CHANGED: dict[Origin, frozenset[str]] = {"edit": frozenset(FIELDS), "full text": frozenset(("content",))}
"""The fields whose text is another than it was: offsets into them are void."""
_NOTES: dict[Origin, str] = {
    "edit": "added in an edit",
    "full text": "added by full text",
    "watch list": "found by a changed watch list",
    "promotion": "promoted by hand",
}

_INSERT = """
INSERT INTO match (id, item_id, watch, watch_version, score, weight, hits, terms, rank, priority_why, novelty,
    status, assignee, story_id, first_seen, created_at)
VALUES (:id, :item, :watch, :version, :score, :weight, :hits, :terms, :rank, :why, :novelty,
    :status, NULL, :story, :first_seen, :now)
"""
_TERM = """
INSERT INTO match_term (match_id, term, watch) VALUES (:match, :term, :watch) ON CONFLICT (match_id, term) DO NOTHING
"""
_EVENT = """
INSERT INTO match_event (match_id, at, who, action, old, new, note)
VALUES (:match, :at, :who, :action, :old, :new, :note)
"""
_SUPPRESSED = """
INSERT INTO suppressed (item_id, watch, term, alias, field, start_offset, end_offset, text, score, rule, seen_at)
VALUES (:item, :watch, :term, :alias, :field, :start, :end, :text, :score, :rule, :now)
"""


def merge_hits(old: Iterable[Hit], new: Iterable[Hit], *, changed: Collection[str]) -> tuple[Hit, ...]:
    """New hits, and the old ones of terms that did not fire again.

    In fields that changed these have no place any more: their offsets point into an earlier version.
    """
    now = tuple(new)
    fired = {hit.term for hit in now}
    return now + tuple(_unplaced(hit) if hit.field in changed else hit for hit in old if hit.term not in fired)


def _unplaced(hit: Hit) -> Hit:
    return replace(hit, field=None, start=None, end=None, why=hit.why + EARLIER)


def _event(match_id: int, now: datetime, who: str, action: str, old: str, new: str, note: str) -> dict[str, Any]:
    return {"match": match_id, "at": now, "who": who, "action": action, "old": old, "new": new, "note": note}


def add_event(
    c: Connection, match_id: int, now: datetime, who: str, action: str, *, old: str = "", new: str = "", note: str = ""
) -> None:
    """One line of a match's history."""
    c.execute(_EVENT, _event(match_id, now, who, action, old, new, note))


@dataclass(frozen=True, slots=True)
class _Known:
    """A match that is stored."""

    match_id: int
    found: WatchMatch
    status: MatchStatus
    novelty: float


class MatchWriter:
    """Stores matches within one write transaction."""

    def __init__(
        self,
        c: Connection,
        rules: StoryRules,
        now: datetime,
        *,
        versions: Mapping[str, str],
        verdicts: Verdicts | None = None,
        memory: StoryMemory | None = None,
    ) -> None:
        """`versions`: version hash by watch id, as evidence. Without verdicts, past ones have no say.

        `memory` was refreshed in this transaction; without one, everything is read anew.
        """
        self._c = c
        self._rules = rules
        self._now = now
        self.versions = versions
        self._verdicts = verdicts or Verdicts({}, now)
        self._backlog = Backlog(c, (*PLACING, _INSERT, _TERM, _EVENT, _SUPPRESSED))
        self._memory = memory or StoryMemory()
        self._placer = StoryPlacer(c, rules, self._backlog, self._memory)
        self._raised: set[int] = set()
        """Stories that got another item since `flush`."""
        self._ids = c.ids("match")
        self._feeds: dict[int, tuple[str, str]] = {}
        self.stories_new = 0
        """How many stories were opened since it was last set to 0."""

    def expect(self, found: Iterable[ItemMatch], items: Iterable[StoredItem]) -> None:
        """Read at once what storing these outcomes, of these items, will ask for."""
        inside, params = in_list("id", {item.feed_id for item in items})
        for feed_id, url, title, of_document in self._c.all(
            f"SELECT id, url, title, document_title FROM feed WHERE id IN {inside}", params
        ):
            self._feeds[feed_id] = (url, title or of_document)
        self._placer.expect(
            (match.fingerprint for match in found), {feed_id: url for feed_id, (url, _) in self._feeds.items()}
        )

    def flush(self) -> None:
        """Write what was kept back: after the last `store`, and before anything else reads or changes matches."""
        self._backlog.write()
        self._rank_again()

    def store(self, item: StoredItem, found: ItemMatch, origin: Origin) -> list[MatchStored]:
        """One item's outcome. Returns matches that are new, or that a term was added to."""
        if origin != "new":
            self.flush()
        known = {} if origin == "new" else self._known(item)
        self._suppress(item, found.outcome, known, origin)
        if origin in _CHANGED:
            self._lose_places(known, {match.watch for match in found.outcome.matches}, _CHANGED[origin])
        if not found.outcome.matches:
            return []
        place = self._placer.place(item, found.fingerprint, known=origin != "new")
        self.stories_new += place.opened
        story = self._standing(place.story_id, opened=place.opened)
        story.feeds.add(item.feed_id)
        stored = []
        for match in found.outcome.matches:
            before = known.get(match.watch)
            if before is None:
                stored.append(self._insert(item, match, place, story, origin))
            elif (extended := self._extend(item, before, match, place, story, origin)) is not None:
                stored.append(extended)
        if not place.opened:
            self._raised.add(place.story_id)
        if not all(match.new for match in stored):
            # One that was extended may have been reopened: which statuses are left, the database knows.
            self.flush()
            del self._memory.standings[place.story_id]
        return stored

    def _known(self, item: StoredItem) -> dict[str, _Known]:
        rows = self._c.all(
            "SELECT id, watch, score, hits, weight, status, novelty FROM match WHERE item_id = :item",
            {"item": item.item_id},
        )
        return {
            watch: _Known(
                match_id, WatchMatch(watch, score, hits_from_json(hits), weight), MatchStatus(status), novelty
            )
            for match_id, watch, score, hits, weight, status, novelty in rows
        }

    def _suppress(self, item: StoredItem, outcome: MatchOutcome, known: Mapping[str, _Known], origin: Origin) -> None:
        """The ledger holds what is held back now; what fired, in this version or before, is not held back."""
        if origin in _CHANGED:
            self._c.execute("DELETE FROM suppressed WHERE item_id = :item", {"item": item.item_id})
        elif origin == "watch list":
            watches, params = in_list("watch", self.versions)
            self._c.execute(
                f"DELETE FROM suppressed WHERE item_id = :item AND watch IN {watches}",
                {"item": item.item_id, **params},
            )
        fired = {(m.watch, term) for m in outcome.matches for term in m.terms}
        fired |= {(watch, term) for watch, match in known.items() for term in match.found.terms}
        held = [miss for miss in dict.fromkeys(outcome.suppressed) if (miss.watch, miss.term) not in fired]
        self._backlog.add(
            _SUPPRESSED,
            *(
                {
                    "item": item.item_id,
                    "watch": miss.watch,
                    "term": miss.term,
                    "alias": miss.alias,
                    "field": miss.field,
                    "start": miss.start,
                    "end": miss.end,
                    "text": miss.text,
                    "score": miss.score,
                    "rule": miss.rule,
                    "now": self._now,
                }
                for miss in held[:MAX_SUPPRESSED]
            ),
        )

    def _lose_places(self, known: Mapping[str, _Known], again: set[str], changed: Collection[str]) -> None:
        """Hits of a match that the new version does not have: the match stays, its offsets do not."""
        self._c.many(
            "UPDATE match SET hits = :hits WHERE id = :id",
            [
                {"id": match.match_id, "hits": hits_to_json(merge_hits(match.found.hits, (), changed=changed))}
                for watch, match in known.items()
                if watch not in again
            ],
        )

    def _standing(self, story_id: int, *, opened: bool = False) -> Standing:
        known = self._memory.standings
        if story_id not in known:
            known[story_id] = Standing() if opened else read_standing(self._c, story_id)
        return known[story_id]

    def _rank(
        self, item_id: int, item_at: datetime, match: WatchMatch, story: Standing, novelty: float
    ) -> tuple[int, tuple[str, ...]]:
        """The match's rank, and what makes it."""
        lean, because = self._verdicts.lean(self._c, item_id, match)
        priority, why = self._rules.priority(
            match, sources=story.sources, novelty=novelty, feedback=lean, feedback_why=because
        )
        return rank_of(priority, min(item_at, self._now)), why

    def _insert(
        self, item: StoredItem, match: WatchMatch, place: Place, story: Standing, origin: Origin
    ) -> MatchStored:
        """A new match. A later copy takes its story's status, unless it holds a term that the story lacks."""
        terms = match.terms
        adds = any((match.watch, term) not in story.terms for term in terms)
        novelty = max(place.novelty, 0.7) if adds else place.novelty
        rank, why = self._rank(item.item_id, item.at, match, story, novelty)
        status = MatchStatus.NEW if adds else story.status(self._now)
        match_id = next(self._ids)
        self._backlog.add(
            _INSERT,
            {
                "id": match_id,
                "item": item.item_id,
                "watch": match.watch,
                "version": self.versions.get(match.watch, ""),
                "score": match.score,
                "weight": match.weight,
                "hits": hits_to_json(match.hits),
                "terms": dump(terms),
                "rank": rank,
                "why": dump(why),
                "novelty": novelty,
                "status": status.value,
                "story": place.story_id,
                "first_seen": item.first_seen,
                "now": self._now,
            },
        )
        self._add_terms(match_id, match.watch, terms)
        if origin in _CHANGED:
            self._add_event(match_id, "found", new=", ".join(terms), note=_NOTES[origin])
        if status is not MatchStatus.NEW:
            self._add_event(match_id, "status", old="new", new=status.value, note=f"{INHERITED} {place.story_id}")
        story.terms |= {(match.watch, term) for term in terms}
        story.statuses.add(status.value)
        note = _NOTES[origin] if origin in _CHANGED else ""
        return self._receipt(match_id, item, match, rank, place, new=True, note=note)

    def _extend(
        self, item: StoredItem, before: _Known, match: WatchMatch, place: Place, story: Standing, origin: Origin
    ) -> MatchStored | None:
        """A stored match with what fired now. A term new to it reopens it."""
        hits = merge_hits(before.found.hits, match.hits, changed=_CHANGED.get(origin, ()))
        merged = WatchMatch(
            match.watch, max(h.score for h in hits), hits, weight=max(before.found.weight, match.weight)
        )
        if hits == before.found.hits and merged.weight == before.found.weight:
            return None
        added = [term for term in merged.terms if term not in before.found.terms]
        novelty = max(before.novelty, 0.7) if added else before.novelty
        rank, why = self._rank(item.item_id, item.at, merged, story, novelty)
        status = MatchStatus.NEW if added else before.status
        self._c.execute(
            "UPDATE match SET score = :score, weight = :weight, hits = :hits, terms = :terms, rank = :rank, "
            "priority_why = :why, novelty = :novelty, status = :status, watch_version = :version WHERE id = :id",
            {
                "id": before.match_id,
                "score": merged.score,
                "weight": merged.weight,
                "hits": hits_to_json(hits),
                "terms": dump(merged.terms),
                "rank": rank,
                "why": dump(why),
                "novelty": novelty,
                "status": status.value,
                "version": self.versions.get(match.watch, ""),
            },
        )
        if not added:
            return None
        self._add_terms(before.match_id, match.watch, added)
        note = _NOTES[origin]
        self._add_event(before.match_id, "extended", new=", ".join(added), note=note)
        if before.status is not MatchStatus.NEW:
            reason = f"a new term: {', '.join(added)}"
            self._add_event(before.match_id, "reopened", old=before.status.value, new="new", note=reason)
        return self._receipt(before.match_id, item, merged, rank, place, new=False, note=note)

    def _add_terms(self, match_id: int, watch: str, terms: Iterable[str]) -> None:
        self._backlog.add(_TERM, *({"match": match_id, "term": term, "watch": watch} for term in terms))

    def _add_event(self, match_id: int, action: str, *, old: str = "", new: str = "", note: str = "") -> None:
        self._backlog.add(_EVENT, _event(match_id, self._now, PROGRAM, action, old, new, note))

    def _rank_again(self) -> None:
        """More sources raise a story: its lead match, the first of each watch, is ranked anew."""
        raised = sorted(self._raised)
        self._raised.clear()
        for start in range(0, len(raised), 500):
            inside, params = in_list("id", raised[start : start + 500])
            leads = self._c.all(
                "SELECT m.story_id, m.id, m.item_id, m.watch, m.score, m.hits, m.weight, m.novelty, m.rank, si.at "
                "FROM match m JOIN story_item si ON si.item_id = m.item_id WHERE m.id IN "
                f"(SELECT min(id) FROM match WHERE story_id IN {inside} GROUP BY story_id, watch)",
                params,
            )
            self._c.many(
                "UPDATE match SET rank = :rank, priority_why = :why WHERE id = :id",
                [changed for lead in leads if (changed := self._lead(*lead))],
            )

    def _lead(
        self,
        story_id: int,
        match_id: int,
        item_id: int,
        watch: str,
        score: float,
        hits: str,
        weight: float,
        novelty: float,
        rank: int,
        at: Any,
    ) -> dict[str, Any] | None:
        """A lead match's new rank, where it is another."""
        item_at = read_time(at)
        assert item_at is not None
        match = WatchMatch(watch, score, hits_from_json(hits), weight)
        ranked, why = self._rank(item_id, item_at, match, self._standing(story_id), novelty)
        return {"id": match_id, "rank": ranked, "why": dump(why)} if ranked != rank else None

    def _receipt(
        self, match_id: int, item: StoredItem, match: WatchMatch, rank: int, place: Place, *, new: bool, note: str
    ) -> MatchStored:
        feed, feed_title = self._feed(item.feed_id)
        return MatchStored(
            match_id=match_id,
            watch=match.watch,
            item_id=item.item_id,
            title=item.title,
            url=item.url,
            feed=feed,
            feed_title=feed_title,
            match=match,
            priority=priority_at(rank, self._now),
            story_id=place.story_id,
            story_new=place.opened,
            new=new,
            note=note,
        )

    def _feed(self, feed_id: int) -> tuple[str, str]:
        if feed_id not in self._feeds:
            row = self._c.one("SELECT url, title, document_title FROM feed WHERE id = :id", {"id": feed_id})
            assert row is not None
            self._feeds[feed_id] = (row[0], row[1] or row[2])
        return self._feeds[feed_id]
