"""A store with three feeds, and short ways to fill it and to look at it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tests.support.builders import NOW, PlainStories, changed
from watcher.store import Reader, Store
from watcher.types import FeedForFetch, FeedUpdateIntent, FeedUpdateReceipt, ItemIntent, KnownItem
from watcher.types.rows import MatchRow

__all__ = ["RULES", "Filled"]

RULES = PlainStories()


class Filled:
    """Feeds `a`, `a2` (same host) and `b`, due at NOW."""

    def __init__(self, store: Store) -> None:
        self.store = store
        due = {f.url: f for f in store.feeds_for_pass(NOW)[0]}
        self.a = due["https://a.example/rss.xml"].feed_id
        self.a2 = due["https://a.example/other.xml"].feed_id
        self.b = due["https://b.example/rss.xml"].feed_id

    @property
    def reader(self) -> Reader:
        return self.store.reader

    def commit(self, *intents: FeedUpdateIntent, now: datetime = NOW) -> Sequence[FeedUpdateReceipt]:
        return self.store.commit(intents, RULES, now)

    def add(
        self, *items: ItemIntent, feed_id: int | None = None, now: datetime = NOW, **fields: object
    ) -> FeedUpdateReceipt:
        """Commit fresh items of a feed (`a` by default) that goes on listing what it lists."""
        feed_id = self.a if feed_id is None else feed_id
        fields.setdefault("listed", tuple(k.item_id for k in self.known(feed_id)))
        (receipt,) = self.commit(changed(feed_id, *items, at=now, **fields), now=now)
        return receipt

    def known(self, feed_id: int | None = None) -> Sequence[KnownItem]:
        return self.store.known_items(self.a if feed_id is None else feed_id)

    def feed(self, feed_id: int | None = None, now: datetime = NOW) -> FeedForFetch:
        """A feed's state, whether due or not."""
        feed_id = self.a if feed_id is None else feed_id
        url = next(row.url for row in self.reader.feeds(retired=True) if row.id == feed_id)
        return self.store.feeds_for_pass(now, [url])[0][0]

    def due(
        self, now: datetime = NOW, limit: int = 100, busy: Sequence[int] = (), longest: timedelta = timedelta(days=1)
    ) -> list[int]:
        return [f.feed_id for f in self.store.claim_due(now, limit, busy=busy, max_interval=longest)]

    def only_match(self) -> MatchRow:
        (row,) = self.reader.matches()
        return row
