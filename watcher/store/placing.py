"""Where a matched item belongs: the stories that it could join are looked up, and the story rules decide."""

import json
from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from watcher.ports import StoryRules
from watcher.store.codec import dump
from watcher.store.connection import Connection, in_list, read_time
from watcher.store.items import StoredItem
from watcher.types import Fingerprint, Placement, StoryCandidate, StoryMember

__all__ = ["Place", "StoryPlacer", "open_story"]

WINDOW = timedelta(days=14)
"""How far from a story's items another one may be published."""
MAX_CANDIDATES = 12
MAX_OF_A_KEY = 64
"""A key that more stories share tells little: of these only the newest are looked at, so that the cost is bounded."""
MIN_SHARED = 0.25
"""What a candidate must share with an item, where a key that n stories hold counts for 1/sqrt(n): one key that no more
than 16 stories hold, or several of the commoner ones."""
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


def open_story(c: Connection, item: StoredItem, follows: int | None = None) -> int:
    """A new story with this item's title and times, and no items yet."""
    (story_id,) = c.new_ids("story", 1)
    c.execute(
        "INSERT INTO story (id, title, first_at, last_at, first_seen, last_seen, follows, merged_into, muted_until) "
        "VALUES (:id, :title, :at, :at, :seen, :seen, :follows, NULL, NULL)",
        {"id": story_id, "title": item.title or item.url, "at": item.at, "seen": item.first_seen, "follows": follows},
    )
    return story_id


class StoryPlacer:
    """Places items within one write transaction; what it read of a story it keeps until the transaction ends.

    Which stories hold a key is kept in memory, and the keys of placed items are written only by `flush`.
    """

    def __init__(self, c: Connection, rules: StoryRules) -> None:
        """`c` is within a write transaction, so that nobody else changes a story."""
        self._c = c
        self._rules = rules
        self._candidates: dict[int, StoryCandidate] = {}
        self._spans: dict[int, tuple[datetime, datetime]] = {}
        self._holders: dict[str, list[int]] = {}
        self._feeds: dict[int, str] = {}
        self._new_keys: list[tuple[str, int]] = []

    def expect(self, fingerprints: Iterable[Fingerprint | None]) -> None:
        """Read at once what placing items with these fingerprints will ask for."""
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
        if placement.story_id is None:
            story_id = open_story(self._c, item, placement.follows)
            self._candidates[story_id] = StoryCandidate(story_id, (), item.at, item.at)
        else:
            story_id = placement.story_id
            self._widen(story_id, item)
        self._join(story_id, item, member, placement)
        opened = placement.story_id is None
        return Place(
            story_id, opened, novelty_of(placement.copy_of, placement.similarity, follows=placement.follows is not None)
        )

    def flush(self) -> None:
        """Write what was kept back."""
        self._c.many(
            "INSERT INTO story_key (key, story_id) VALUES (:key, :story) ON CONFLICT (key, story_id) DO NOTHING",
            [{"key": key, "story": story_id} for key, story_id in self._new_keys],
        )
        self._new_keys.clear()

    def _feed(self, feed_id: int) -> str:
        if feed_id not in self._feeds:
            row = self._c.one("SELECT url FROM feed WHERE id = :id", {"id": feed_id})
            self._feeds[feed_id] = row[0] if row else ""
        return self._feeds[feed_id]

    def _look_up(self, at: datetime, keys: Sequence[str]) -> list[StoryCandidate]:
        """Stories that share telling keys and lie near in time: those that share most first, then the newest."""
        self._read_holders(keys)
        shared: dict[int, float] = {}
        for key in dict.fromkeys(keys):
            holders = self._holders[key]
            telling = len(holders) ** -0.5 if holders else 0.0
            for story_id in holders:
                shared[story_id] = shared.get(story_id, 0.0) + telling
        likely = sorted((s for s in shared if shared[s] >= MIN_SHARED), key=lambda s: (-shared[s], -s))
        self._read_spans(likely)
        since, until = _shifted(at, -WINDOW), _shifted(at, WINDOW)
        near = [s for s in likely if self._spans[s][1] >= since and self._spans[s][0] <= until][:MAX_CANDIDATES]
        self._load([story_id for story_id in near if story_id not in self._candidates])
        return [self._candidates[story_id] for story_id in near]

    def _read_holders(self, keys: Iterable[str]) -> None:
        """The newest stories that hold each of these keys."""
        unread = [key for key in dict.fromkeys(keys) if key not in self._holders]
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
            self._holders[key] = sorted(map(int, ids.split(","))) if ids else []

    def _read_spans(self, ids: Iterable[int]) -> None:
        unread = [story_id for story_id in ids if story_id not in self._spans]
        for start in range(0, len(unread), 500):
            inside, params = in_list("id", unread[start : start + 500])
            for story_id, first, last in self._c.all(
                f"SELECT id, first_at, last_at FROM story WHERE id IN {inside}", params
            ):
                first_at, last_at = read_time(first), read_time(last)
                assert first_at is not None
                assert last_at is not None
                self._spans[story_id] = (first_at, last_at)

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
            fingerprint = Fingerprint(keys=tuple(json.loads(keys)), data=data)
            members[story_id].append(StoryMember(item_id, feed, moment, fingerprint))
        closed: dict[int, set[int]] = {}
        for story_id, item_id in self._c.all(
            f"SELECT story_id, item_id FROM story_block WHERE story_id IN {inside}",
            params,
        ):
            closed.setdefault(story_id, set()).add(item_id)
        for story_id in ids:
            self._candidates[story_id] = StoryCandidate(
                story_id, tuple(members[story_id]), *self._spans[story_id], frozenset(closed.get(story_id, ()))
            )

    def _widen(self, story_id: int, item: StoredItem) -> None:
        self._c.execute(
            "UPDATE story SET first_at = CASE WHEN :at < first_at THEN :at ELSE first_at END, "
            "last_at = CASE WHEN :at > last_at THEN :at ELSE last_at END, "
            "first_seen = CASE WHEN :seen < first_seen THEN :seen ELSE first_seen END, "
            "last_seen = CASE WHEN :seen > last_seen THEN :seen ELSE last_seen END WHERE id = :id",
            {"id": story_id, "at": item.at, "seen": item.first_seen},
        )

    def _join(self, story_id: int, item: StoredItem, member: StoryMember, placement: Placement) -> None:
        keys = list(dict.fromkeys(member.fingerprint.keys))
        self._c.execute(
            "INSERT INTO story_item (item_id, story_id, feed_id, at, keys, data, copy_of, similarity, why, by_hand) "
            "VALUES (:item, :story, :feed, :at, :keys, :data, :copy_of, :similarity, :why, :no)",
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
        self._hold(story_id, keys)
        known = self._candidates[story_id]
        first_at, last_at = self._spans[story_id] = (min(known.first_at, item.at), max(known.last_at, item.at))
        members = (*known.members, member)
        if len(members) > FIRST_MEMBERS + 2 * LAST_MEMBERS:
            del self._candidates[story_id]
        else:
            self._candidates[story_id] = replace(known, members=members, first_at=first_at, last_at=last_at)

    def _hold(self, story_id: int, keys: Iterable[str]) -> None:
        """Note that a story holds these keys from now on."""
        for key in keys:
            holders = self._holders[key]
            if story_id not in holders:
                insort(holders, story_id)
                del holders[:-MAX_OF_A_KEY]
                self._new_keys.append((key, story_id))
