"""Stories by hand: marking, muting, merging and splitting. What a person decided, no later item undoes."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from watcher.errors import NotFound, UsageError
from watcher.store.connection import Connection, in_list
from watcher.store.items import load_items
from watcher.store.matches import add_event
from watcher.store.placing import open_story
from watcher.store.reading_stories import resolve

__all__ = ["match_ids", "merge", "mute", "split"]


def match_ids(c: Connection, story_ids: Iterable[int]) -> list[int]:
    """Every match of these stories. Raises NotFound."""
    ids: list[int] = []
    for story_id in dict.fromkeys(resolve(c, story_id) for story_id in story_ids):
        ids += [row[0] for row in c.all("SELECT id FROM match WHERE story_id = :id ORDER BY id", {"id": story_id})]
    return ids


def mute(c: Connection, story_ids: Iterable[int], until: datetime | None, *, who: str, now: datetime) -> int:
    """Until then, later copies arrive done, unless they hold a term new to the story. None unmutes."""
    chosen = list(dict.fromkeys(resolve(c, story_id) for story_id in story_ids))
    for story_id in chosen:
        c.execute("UPDATE story SET muted_until = :until WHERE id = :id", {"id": story_id, "until": until})
        new = "" if until is None else until.isoformat(timespec="seconds").replace("+00:00", "Z")
        for match_id in match_ids(c, [story_id]):
            add_event(c, match_id, now, who, "mute", new=new)
    return len(chosen)


def merge(c: Connection, into: int, others: Sequence[int], *, who: str, now: datetime) -> int:
    """Make one story of several; the others' ids mean it from now on. Returns its id. Raises NotFound."""
    target = resolve(c, into)
    for story_id in dict.fromkeys(resolve(c, other) for other in others):
        if story_id == target:
            continue
        moved = [row[0] for row in c.all("SELECT item_id FROM story_item WHERE story_id = :id", {"id": story_id})]
        _move(c, moved, target, who=who, now=now)
        c.execute("UPDATE story SET merged_into = :target WHERE id = :id", {"id": story_id, "target": target})
        c.execute("UPDATE story SET follows = :target WHERE follows = :id AND id <> :target",
                  {"id": story_id, "target": target})  # fmt: skip
        c.execute("UPDATE story SET follows = NULL WHERE id = :target AND follows = :id",
                  {"id": story_id, "target": target})  # fmt: skip
        _drop_keys(c, story_id)
    _refresh(c, target)
    return target


def split(c: Connection, item_ids: Sequence[int], *, who: str, now: datetime) -> int:
    """Take items out of their story into a new one, whose id is returned.

    They are never placed in the old story again, nor the rest in theirs. Raises NotFound for an item without a
    story, UsageError where they are of several stories, or all that a story has.
    """
    wanted = list(dict.fromkeys(item_ids))
    inside, params = in_list("id", wanted)
    home: dict[int, int] = dict(c.all(f"SELECT item_id, story_id FROM story_item WHERE item_id IN {inside}", params))
    for item_id in wanted:
        if item_id not in home:
            raise NotFound(f"no item {item_id} is in a story", hint="see: watcher stories show ID")
    if len(set(home.values())) != 1:
        raise UsageError("these items are of several stories", hint="split one story at a time")
    (old,) = set(home.values())
    stay = [row[0] for row in c.all("SELECT item_id FROM story_item WHERE story_id = :id", {"id": old})
            if row[0] not in home]  # fmt: skip
    if not stay:
        raise UsageError(f"story {old} has no other items", hint="leave at least one of them out")
    stored = load_items(c, wanted)
    earliest = min(stored.values(), key=lambda item: (item.at, item.item_id))
    new = open_story(c, earliest)
    _move(c, wanted, new, who=who, now=now)
    c.many(
        "INSERT INTO story_block (item_id, story_id) VALUES (:item, :story) ON CONFLICT (item_id, story_id) DO NOTHING",
        [{"item": item_id, "story": old} for item_id in wanted] + [{"item": item_id, "story": new} for item_id in stay],
    )
    c.execute(
        "UPDATE story_item SET copy_of = NULL WHERE story_id IN (:old, :new) AND copy_of IS NOT NULL AND copy_of "
        "NOT IN (SELECT o.item_id FROM story_item o WHERE o.story_id = story_item.story_id)",
        {"old": old, "new": new},
    )
    _refresh(c, old)
    _refresh(c, new)
    return new


def _move(c: Connection, item_ids: Sequence[int], target: int, *, who: str, now: datetime) -> None:
    for item_id in item_ids:
        moved = {"item": item_id, "story": target, "yes": True}
        c.execute("UPDATE story_item SET story_id = :story, by_hand = :yes WHERE item_id = :item", moved)
        c.execute("DELETE FROM story_block WHERE item_id = :item AND story_id = :story", moved)
        for match_id, old in c.all("SELECT id, story_id FROM match WHERE item_id = :item ORDER BY id", moved):
            c.execute("UPDATE match SET story_id = :story WHERE id = :id", {"id": match_id, "story": target})
            add_event(c, match_id, now, who, "story", old=str(old), new=str(target))


def _drop_keys(c: Connection, story_id: int) -> None:
    c.execute("DELETE FROM story_key WHERE story_id = :id", {"id": story_id})


def _refresh(c: Connection, story_id: int) -> None:
    """A story's keys and times, from the items that it has now."""
    story = {"id": story_id}
    _drop_keys(c, story_id)
    keys = {
        key for row in c.all("SELECT keys FROM story_item WHERE story_id = :id", story) for key in json.loads(row[0])
    }
    c.many("INSERT INTO story_key (key, story_id) VALUES (:key, :id)", [{"key": key, **story} for key in sorted(keys)])
    c.execute(
        "UPDATE story SET first_at = (SELECT min(at) FROM story_item WHERE story_id = :id), "
        "last_at = (SELECT max(at) FROM story_item WHERE story_id = :id), "
        "first_seen = (SELECT min(i.first_seen) FROM item i JOIN story_item si ON si.item_id = i.id "
        "WHERE si.story_id = :id), "
        "last_seen = (SELECT max(i.first_seen) FROM item i JOIN story_item si ON si.item_id = i.id "
        "WHERE si.story_id = :id) WHERE id = :id",
        story,
    )
