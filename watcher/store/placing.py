"""Where a matched item belongs: the stories that it could join are looked up, and the story rules decide."""

import json
from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from watcher.ports import StoryRules
from watcher.store.backlog import Backlog
from watcher.store.codec import dump
from watcher.store.connection import Connection, in_list, read_time
from watcher.store.items import StoredItem
from watcher.store.standing import Standing
from watcher.types import Fingerprint, Placement, StoryCandidate, StoryMember

__all__ = ["PLACING", "Place", "StoryMemory", "StoryPlacer", "open_story"]

WINDOW = timedelta(days=14)
"""How far from a story's items another one may be published."""
MAX_CANDIDATES = 8
"""On the labelled items among three thousand others, the right story was never further back than third."""
MAX_OF_A_KEY = 64
"""A key that more stories share tells little: of these only the newest are looked at, so that the cost is bounded."""
MIN_SHARED = 0.5
"""What a candidate must share with an item, where a key that n stories hold counts for 1/sqrt(n): one key that no more
than four stories hold, or several of the commoner ones. The labelled items share 1.0 and more with their stories."""
FIRST_MEMBERS, LAST_MEMBERS = 8, 24
"""Of a large story the grouper is shown the earliest items (the origin is one of them) and the latest."""


_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Place:
    """An item's story."""

    story_id: int
    opened: bool
    """Whether this very item opened it, just now."""
    novelty: float


def novelty_of(copy_of: int | None, similarity: float, *, follows: bool = False) -> float:
    """1 for the first word on something, .8 for a later development, 0 for a reprint; between: what it adds."""
    if copy_of is not None:
        return 0.0
    return 0.8 if follows else max(0.2, 1.0 - similarity)


def _shifted(moment: datetime, by: timedelta) -> datetime:
    """A time moved, but not out of the calendar: dates are untrusted (rule 27)."""
    try:
        return moment + by
    except OverflowError:
        return _FIRST if by < timedelta(0) else _LAST


_STORY = """
INSERT INTO story (id, title, first_at, last_at, first_seen, last_seen, follows, merged_into, muted_until)
VALUES (:id, :title, :at, :at, :seen, :seen, :follows, NULL, NULL)
"""
_ITEM = """
INSERT INTO story_item (item_id, story_id, feed_id, at, keys, data, copy_of, similarity, why, by_hand)
VALUES (:item, :story, :feed, :at, :keys, :data, :copy_of, :similarity, :why, :no)
"""
_KEY = "INSERT INTO story_key (key, story_id) VALUES (:key, :story) ON CONFLICT (key, story_id) DO NOTHING"
_WIDEN = """
UPDATE story SET first_at = CASE WHEN :at < first_at THEN :at ELSE first_at END,
    last_at = CASE WHEN :at > last_at THEN :at ELSE last_at END,
    first_seen = CASE WHEN :seen < first_seen THEN :seen ELSE first_seen END,
    last_seen = CASE WHEN :seen > last_seen THEN :seen ELSE last_seen END
WHERE id = :id
"""
PLACING = (_STORY, _ITEM, _KEY, _WIDEN)
"""The statements whose rows a `StoryPlacer` keeps back."""


def _story_row(story_id: int, item: StoredItem, follows: int | None) -> dict[str, Any]:
    return {"id": story_id, "title": item.title or item.url, "at": item.at, "seen": item.first_seen, "follows": follows}


def open_story(c: Connection, item: StoredItem) -> int:
    """A new story with this item's title and times, and no items yet."""
    (story_id,) = c.new_ids("story", 1)
    c.execute(_STORY, _story_row(story_id, item, None))
    return story_id


class StoryMemory:
    """What placing has read of stories, kept from one transaction to the next for as long as nobody else writes.

    Most items of a pass are compared with the same recent stories. SQLite tells whether another connection has
    committed since; where that cannot be told (PostgreSQL), each transaction starts with nothing.
    """

    STORIES, KEYS = 4_000, 40_000
    """How many are kept: some 20 MB."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.candidates: dict[int, StoryCandidate] = {}
        self.spans: dict[int, tuple[datetime, datetime]] = {}
        """First and last publication time of every story that was asked for."""
        self.holders: dict[str, list[int]] = {}
        """The newest stories that hold a key, the oldest of them first."""
        self.standings: dict[int, Standing] = {}
        self._version: int | None = None

    def refresh(self, c: Connection) -> None:
        """Forget what may be out of date; at the beginning of a write transaction."""
        version = c.data_version()
        if version is None or version != self._version or len(self.spans) > self.STORIES:
            self.forget()
        if len(self.holders) > self.KEYS:
            self.holders.clear()
        self._version = version

    def forget(self) -> None:
        """Start anew: after a transaction that was rolled back, or changed stories in another way."""
        self.candidates.clear()
        self.standings.clear()
        self.spans.clear()
        self.holders.clear()


class StoryPlacer:
    """Places items within one write transaction. Rows are kept back; what reads stories writes them first."""

    def __init__(self, c: Connection, rules: StoryRules, backlog: Backlog, memory: StoryMemory) -> None:
        """`c` is within a write transaction, so that nobody else changes a story."""
        self._c = c
        self._rules = rules
        self._backlog = backlog
        self._memory = memory
        self._ids = c.ids("story")
        self._feeds: dict[int, str] = {}

    def expect(self, fingerprints: Iterable[Fingerprint | None], feeds: Mapping[int, str]) -> None:
        """Read at once what placing items with these fingerprints will ask for; `feeds` are URLs that are known."""
        self._feeds.update(feeds)
        self._read_holders(key for fingerprint in fingerprints if fingerprint for key in fingerprint.keys)

    def place(self, item: StoredItem, fingerprint: Fingerprint | None, *, known: bool = True) -> Place:
        """The item's story: where it is already (unless it is not `known`), else where the rules put it."""
        row = known and self._c.one(
            "SELECT si.story_id, si.copy_of, si.similarity, s.follows FROM story_item si "
            "JOIN story s ON s.id = si.story_id WHERE si.item_id = :item",
            {"item": item.item_id},
        )
        if row:
            return Place(row[0], opened=False, novelty=novelty_of(row[1], row[2], follows=row[3] is not None))
        if fingerprint is None:
            fingerprint = Fingerprint(keys=(), data="")
        member = StoryMember(item.item_id, self._feed(item.feed_id), item.at, fingerprint)
        placement = self._rules.place(member, self._look_up(item.at, fingerprint.keys))
        opened = placement.story_id is None
        if placement.story_id is None:
            story_id = next(self._ids)
            self._backlog.add(_STORY, _story_row(story_id, item, placement.follows))
            self._memory.candidates[story_id] = StoryCandidate(story_id, (), item.at, item.at)
        else:
            story_id = placement.story_id
            self._backlog.add(_WIDEN, {"id": story_id, "at": item.at, "seen": item.first_seen})
        self._join(story_id, item, member, placement)
        return Place(
            story_id, opened, novelty_of(placement.copy_of, placement.similarity, follows=placement.follows is not None)
        )

    def _feed(self, feed_id: int) -> str:
        if feed_id not in self._feeds:
            row = self._c.one("SELECT url FROM feed WHERE id = :id", {"id": feed_id})
            self._feeds[feed_id] = row[0] if row else ""
        return self._feeds[feed_id]

    def _look_up(self, at: datetime, keys: Sequence[str]) -> list[StoryCandidate]:
        """Stories that share telling keys and lie near in time: those that share most first, then the newest."""
        self._read_holders(keys)
        known, spans = self._memory.candidates, self._memory.spans
        shared: dict[int, float] = {}
        for key in dict.fromkeys(keys):
            holders = self._memory.holders[key]
            telling = len(holders) ** -0.5 if holders else 0.0
            for story_id in holders:
                shared[story_id] = shared.get(story_id, 0.0) + telling
        ranked = sorted([(much, story_id) for story_id, much in shared.items() if much >= MIN_SHARED], reverse=True)
        likely = [story_id for _, story_id in ranked]
        self._read_spans(likely)
        since, until = _shifted(at, -WINDOW), _shifted(at, WINDOW)
        near = [s for s in likely if spans[s][1] >= since and spans[s][0] <= until][:MAX_CANDIDATES]
        self._load([story_id for story_id in near if story_id not in known])
        return [known[story_id] for story_id in near]

    def _read_holders(self, keys: Iterable[str]) -> None:
        """The newest stories that hold each of these keys."""
        holders = self._memory.holders
        unread = [key for key in dict.fromkeys(keys) if key not in holders]
        if not unread:
            return
        sqlite = self._c.kind == "sqlite"
        joined = "group_concat(story_id)" if sqlite else "string_agg(CAST(story_id AS TEXT), ',')"
        each = "json_each(:keys) k" if sqlite else "json_array_elements_text(CAST(:keys AS JSON)) AS k(value)"
        for key, ids in self._c.all(
            f"SELECT k.value, (SELECT {joined} FROM (SELECT story_id FROM story_key WHERE key = k.value "
            f"ORDER BY story_id DESC LIMIT :newest) AS newest) FROM {each}",
            {"keys": dump(unread), "newest": MAX_OF_A_KEY},
        ):
            holders[key] = sorted(map(int, ids.split(","))) if ids else []

    def _read_spans(self, ids: Iterable[int]) -> None:
        unread = [story_id for story_id in ids if story_id not in self._memory.spans]
        for start in range(0, len(unread), 500):
            inside, params = in_list("id", unread[start : start + 500])
            for story_id, first, last in self._c.all(
                f"SELECT id, first_at, last_at FROM story WHERE id IN {inside}", params
            ):
                first_at, last_at = read_time(first), read_time(last)
                assert first_at is not None
                assert last_at is not None
                self._memory.spans[story_id] = (first_at, last_at)

    def _load(self, ids: list[int]) -> None:
        if not ids:
            return
        inside, params = in_list("id", ids)
        members: dict[int, list[StoryMember]] = {story_id: [] for story_id in ids}
        for story_id, item_id, feed, at, keys, data in self._c.all(
            f"""
            SELECT m.story_id, m.item_id, f.url, m.at, m.keys, m.data FROM (
                SELECT si.*, ROW_NUMBER() OVER (PARTITION BY story_id ORDER BY at, item_id) AS nth,
                    ROW_NUMBER() OVER (PARTITION BY story_id ORDER BY at DESC, item_id DESC) AS nth_last
                FROM story_item si WHERE si.story_id IN {inside}
            ) m JOIN feed f ON f.id = m.feed_id
            WHERE m.nth <= :first OR m.nth_last <= :last ORDER BY m.story_id, m.nth
            """,
            {**params, "first": FIRST_MEMBERS, "last": LAST_MEMBERS},
        ):
            moment = read_time(at)
            assert moment is not None
            fingerprint = Fingerprint(tuple(json.loads(keys)), data)
            members[story_id].append(StoryMember(item_id, feed, moment, fingerprint))
        closed: dict[int, set[int]] = {}
        for story_id, item_id in self._c.all(
            f"SELECT story_id, item_id FROM story_block WHERE story_id IN {inside}",
            params,
        ):
            closed.setdefault(story_id, set()).add(item_id)
        for story_id in ids:
            self._memory.candidates[story_id] = StoryCandidate(
                story_id, tuple(members[story_id]), *self._memory.spans[story_id], frozenset(closed.get(story_id, ()))
            )

    def _join(self, story_id: int, item: StoredItem, member: StoryMember, placement: Placement) -> None:
        keys = list(dict.fromkeys(member.fingerprint.keys))
        self._backlog.add(
            _ITEM,
            {
                "item": item.item_id,
                "story": story_id,
                "feed": item.feed_id,
                "at": item.at,
                "keys": dump(keys),
                "data": member.fingerprint.data,
                "copy_of": placement.copy_of,
                "similarity": placement.similarity,
                "why": placement.why,
                "no": False,
            },
        )
        for key in keys:
            holders = self._memory.holders[key]
            if story_id not in holders:
                insort(holders, story_id)
                del holders[:-MAX_OF_A_KEY]
                self._backlog.add(_KEY, {"key": key, "story": story_id})
        self._remember(story_id, member)

    def _remember(self, story_id: int, member: StoryMember) -> None:
        """The story with one more member; where there are many, it is read anew the next time."""
        known = self._memory.candidates.pop(story_id)
        first_at, last_at = min(known.first_at, member.at), max(known.last_at, member.at)
        self._memory.spans[story_id] = (first_at, last_at)
        if len(known.members) < FIRST_MEMBERS + 2 * LAST_MEMBERS:
            self._memory.candidates[story_id] = replace(
                known, members=(*known.members, member), first_at=first_at, last_at=last_at
            )
        else:
            self._backlog.write()
