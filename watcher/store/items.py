"""Items, their identities and their versions: what of a poll's items is new, what is edited, and how it is kept."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from watcher.store.codec import dump
from watcher.store.connection import Connection, in_list, read_time
from watcher.store.search import index_edited, index_new
from watcher.types import FeedUpdateIntent, ItemMatch, ItemParsed

__all__ = ["FeedPlan", "StoredItem", "keep_listing", "load_items", "plan", "store_edits", "store_new"]

KEPT_VERSIONS = 20
"""Of an item that is edited all the time: the first version and the latest ones."""

_ITEM = """
INSERT INTO item (id, feed_id, fetch_id, entry_id, url, title, summary, content, author, language, categories,
    published, updated, first_seen, edited_at, cut, text_hash)
VALUES (:id, :feed, :fetch, :entry_id, :url, :title, :summary, :content, :author, :language, :categories,
    :published, :updated, :now, NULL, :cut, :text_hash)
"""
_EDIT = """
UPDATE item SET fetch_id = :fetch, entry_id = :entry_id, url = :url, title = :title, summary = :summary,
    content = :content, author = :author, language = :language, categories = :categories, published = :published,
    updated = :updated, edited_at = :now, cut = :cut, text_hash = :text_hash
WHERE id = :id
"""
_VERSION = """
INSERT INTO item_version (item_id, fetch_id, seen_at, url, title, summary, content, text_hash)
SELECT id, fetch_id, coalesce(edited_at, first_seen), url, title, summary, content, text_hash FROM item WHERE id = :id
"""
_KEY = """
INSERT INTO item_key (feed_id, key, item_id, link_key, text_hash, listed, position, unlisted_at)
VALUES (:feed, :key, :item, :link_key, :text_hash, :yes, :position, NULL)
"""


@dataclass(frozen=True, slots=True)
class StoredItem:
    """What matching and grouping need to know of an item that is in the database."""

    item_id: int
    feed_id: int
    title: str
    url: str
    published: datetime | None
    first_seen: datetime

    @property
    def at(self) -> datetime:
        """When it was published, or first seen where that is unknown or later than first seen."""
        return self.published if self.published and self.published < self.first_seen else self.first_seen


@dataclass(slots=True)
class FeedPlan:
    """One intent's items, checked against the database."""

    intent: FeedUpdateIntent
    new: list[tuple[ItemParsed, ItemMatch]] = field(default_factory=list)
    new_ids: list[int] = field(default_factory=list)
    edits: list[tuple[int, ItemParsed, ItemMatch]] = field(default_factory=list)
    known: list[tuple[int, ItemParsed]] = field(default_factory=list)
    """Said to be fresh, but stored already: (item id, item)."""
    forgotten: list[tuple[int, ItemParsed]] = field(default_factory=list)
    """Edited, but dropped by retention since: stored anew under the key that is there; (old item id, item)."""


def plan(c: Connection, intent: FeedUpdateIntent) -> FeedPlan:
    """Tell what is really new and what is really edited: another poll, or a crash before, may have stored it."""
    made = FeedPlan(intent)
    _plan_fresh(c, made)
    _plan_edited(c, made)
    return made


def _plan_fresh(c: Connection, made: FeedPlan) -> None:
    fresh = made.intent.fresh
    if not fresh:
        return
    feed = {"feed": made.intent.feed_id}
    by_key: dict[str, tuple[int, str]] = {}
    by_link: dict[str, list[tuple[int, str, bool]]] = {}
    for start in range(0, len(fresh), 400):
        part = fresh[start : start + 400]
        keys, params = in_list("k", [f.item.key for f in part])
        links, more = in_list("l", {f.item.link_key for f in part if f.item.link_key})
        for key, link_key, item_id, text_hash, listed in c.all(
            "SELECT key, link_key, item_id, text_hash, listed FROM item_key "
            f"WHERE feed_id = :feed AND (key IN {keys} OR link_key IN {links})",
            {**feed, **params, **more},
        ):
            by_key[key] = (item_id, text_hash)
            if link_key:
                by_link.setdefault(link_key, []).append((item_id, text_hash, bool(listed)))
    taken: set[str] = set()
    for candidate in fresh:
        item = candidate.item
        stored = by_key.get(item.key) or _by_link(item, by_link)
        if stored is not None:
            made.known.append((stored[0], item))
            if stored[1] != item.text_hash:
                made.edits.append((stored[0], item, candidate.match))
        elif item.key not in taken:
            taken.add(item.key)
            made.new.append((item, candidate.match))


def _by_link(item: ItemParsed, by_link: dict[str, list[tuple[int, str, bool]]]) -> tuple[int, str] | None:
    """A stored item of the same link, where only one has it.

    One that fell off the list long ago must have the same text too: a live page's link comes back with other news.
    """
    found = by_link.get(item.link_key or "", [])
    if len(found) != 1:
        return None
    item_id, text_hash, listed = found[0]
    return (item_id, text_hash) if listed or text_hash == item.text_hash else None


def _plan_edited(c: Connection, made: FeedPlan) -> None:
    edited = made.intent.edited
    inside, params = in_list("id", {e.item_id for e in edited} | {item_id for item_id, _, _ in made.edits})
    stored: dict[int, str] = (
        dict(c.all(f"SELECT id, text_hash FROM item WHERE id IN {inside}", params)) if params else {}
    )
    claimed = [*made.edits, *((e.item_id, e.item, e.match) for e in edited)]
    made.edits = []
    for item_id, item, match in claimed:
        if item_id not in stored:
            made.forgotten.append((item_id, item))
            made.new.append((item, match))
        elif stored[item_id] != item.text_hash:
            stored[item_id] = item.text_hash
            made.edits.append((item_id, item, match))


def store_new(c: Connection, plans: Sequence[FeedPlan], evidence: dict[int, int], now: datetime) -> None:
    """Store the new items of several feeds; fills in `new_ids`."""
    ids = iter(c.new_ids("item", sum(len(p.new) for p in plans)))
    rows = []
    for p in plans:
        p.new_ids = [next(ids) for _ in p.new]
        for item_id, (item, _match) in zip(p.new_ids, p.new, strict=True):
            rows.append(_columns(item, item_id, p.intent.feed_id, evidence, now))
    c.many(_ITEM, rows)
    index_new(c, rows)


def store_edits(c: Connection, plans: Sequence[FeedPlan], evidence: dict[int, int], now: datetime) -> None:
    """Keep the versions that edited items had, and store the new ones."""
    rows = [
        _columns(item, item_id, p.intent.feed_id, evidence, now) for p in plans for item_id, item, _match in p.edits
    ]
    c.many(_VERSION, [{"id": row["id"]} for row in rows])
    c.many(_EDIT, rows)
    index_edited(c, rows)
    c.many(
        "DELETE FROM item_version WHERE item_id = :id "
        "AND id > (SELECT min(id) FROM item_version WHERE item_id = :id) AND id NOT IN ("
        "SELECT id FROM item_version WHERE item_id = :id ORDER BY id DESC LIMIT :kept)",
        [{"id": row["id"], "kept": KEPT_VERSIONS - 1} for row in rows],
    )


def _columns(item: ItemParsed, item_id: int, feed_id: int, evidence: dict[int, int], now: datetime) -> dict[str, Any]:
    return {
        "id": item_id,
        "feed": feed_id,
        "fetch": evidence.get(feed_id),
        "entry_id": item.entry_id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content": item.content,
        "author": item.author,
        "language": item.language,
        "categories": dump(item.categories) if item.categories else "",
        "published": item.published,
        "updated": item.updated,
        "now": now,
        "cut": item.cut,
        "text_hash": item.text_hash,
    }


def keep_listing(c: Connection, made: FeedPlan) -> None:
    """Store keys, and what the feed lists now, in the document's order: fresh items stand before known ones.

    Positions only ever fall (the newest item has the least), so that a feed with three new items writes three rows.
    """
    intent = made.intent
    if not (made.new or made.known or made.edits or intent.rekeyed) and intent.listed is None:
        return
    feed = {"feed": intent.feed_id}
    _rekey(c, intent)
    replaced = dict(zip((item.key for item, _ in made.new), made.new_ids, strict=True))
    for old_id, item in made.forgotten:
        c.execute("UPDATE item_key SET item_id = :new WHERE feed_id = :feed AND item_id = :old",
                  {**feed, "new": replaced[item.key], "old": old_id})  # fmt: skip
    listed = c.all(
        "SELECT item_id, position FROM item_key WHERE feed_id = :feed AND listed = :yes ORDER BY position, item_id",
        {**feed, "yes": True},
    )
    position: dict[int, int] = dict(listed)
    forgotten = {old_id: replaced[item.key] for old_id, item in made.forgotten}
    known_again = list(dict.fromkeys(item_id for item_id, _ in made.known))
    tail: list[int] = []
    if intent.listed is not None:
        still = [forgotten.get(item_id, item_id) for item_id in intent.listed]
        tail = [item_id for item_id in dict.fromkeys(still) if item_id not in set(known_again)]
        listed_now = {*tail, *known_again}
        _unlist(c, intent, [item_id for item_id in position if item_id not in listed_now])
    anew = set(forgotten.values())
    head = [(item, item_id) for (item, _), item_id in zip(made.new, made.new_ids, strict=True) if item_id not in anew]
    in_order = all(i in position for i in tail) and _rising([position[i] for i in tail if i in position])
    relist = known_again if in_order else [*known_again, *tail]
    first = min(position.values(), default=0) - len(head) - len(relist)
    c.many(_KEY, [_key_row(intent.feed_id, item, item_id, first + n) for n, (item, item_id) in enumerate(head)])
    c.many(
        "UPDATE item_key SET listed = :yes, unlisted_at = NULL, position = :position "
        "WHERE feed_id = :feed AND item_id = :item",
        [{**feed, "yes": True, "item": item_id, "position": first + len(head) + n} for n, item_id in enumerate(relist)],
    )
    c.many(
        "UPDATE item_key SET text_hash = :hash, link_key = :link WHERE feed_id = :feed AND item_id = :item",
        [
            {**feed, "hash": item.text_hash, "link": item.link_key, "item": item_id}
            for item_id, item in [
                *((item_id, item) for item_id, item, _ in made.edits),
                *((forgotten[old_id], item) for old_id, item in made.forgotten),
            ]
        ],
    )


def _rekey(c: Connection, intent: FeedUpdateIntent) -> None:
    """The same item under another entry id; a key that is taken already stays with its item."""
    c.many(
        "UPDATE item_key SET key = :key WHERE feed_id = :feed AND item_id = :item "
        "AND NOT EXISTS (SELECT 1 FROM item_key k WHERE k.feed_id = :feed AND k.key = :key)",
        [{"feed": intent.feed_id, "item": item_id, "key": key} for item_id, key in intent.rekeyed],
    )


def _unlist(c: Connection, intent: FeedUpdateIntent, item_ids: Iterable[int]) -> None:
    c.many(
        "UPDATE item_key SET listed = :no, unlisted_at = :at WHERE feed_id = :feed AND item_id = :item",
        [{"feed": intent.feed_id, "item": item_id, "no": False, "at": intent.attempted_at} for item_id in item_ids],
    )


def _rising(numbers: Sequence[int]) -> bool:
    return all(a < b for a, b in itertools.pairwise(numbers))


def _key_row(feed_id: int, item: ItemParsed, item_id: int, position: int) -> dict[str, Any]:
    return {
        "feed": feed_id,
        "key": item.key,
        "item": item_id,
        "link_key": item.link_key,
        "text_hash": item.text_hash,
        "yes": True,
        "position": position,
    }


def load_items(c: Connection, item_ids: Iterable[int]) -> dict[int, StoredItem]:
    """Items by id; ids that name nothing are left out."""
    found = {}
    wanted = list(dict.fromkeys(item_ids))
    for start in range(0, len(wanted), 500):
        inside, params = in_list("id", wanted[start : start + 500])
        for row in c.all(
            f"SELECT id, feed_id, title, url, published, first_seen FROM item WHERE id IN {inside}",
            params,
        ):
            first_seen = read_time(row[5])
            assert first_seen is not None
            found[row[0]] = StoredItem(row[0], row[1], row[2], row[3], read_time(row[4]), first_seen)
    return found
