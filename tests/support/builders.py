"""Builders of feeds, items, outcomes and intents: each has a sound default for everything that a test does not say."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from watcher.types import (
    CoverageRecord,
    FailureKind,
    FeedConfig,
    FeedMeta,
    FeedUpdateIntent,
    Fingerprint,
    Hit,
    ItemEditIntent,
    ItemIntent,
    ItemMatch,
    ItemParsed,
    MatchOutcome,
    NearMiss,
    NextPoll,
    Placement,
    Validators,
    WatchMatch,
)

__all__ = [
    "NOW",
    "PlainStories",
    "an_edit",
    "an_item",
    "an_outcome",
    "changed",
    "failed",
    "feed",
    "fresh",
    "hit",
    "matching",
    "near_miss",
    "unchanged",
]

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
"""When the tests' stories begin."""

NOTHING = ItemMatch(MatchOutcome())


def feed(url: str = "https://a.example/rss.xml", **fields: object) -> FeedConfig:
    """A configured feed."""
    return FeedConfig(url=url, **fields)  # type: ignore[arg-type]  # the test's own words


def an_item(n: int = 1, *, title: str | None = None, summary: str = "", **fields: object) -> ItemParsed:
    """Item number `n` of a feed: its own id and link; hash and key follow from what is given."""
    title = f"Item {n}" if title is None else title
    text = f"{title}\n{summary}\n{fields.get('content', '')}"
    given = {
        "key": f"id:{n}",
        "link_key": f"link:{n}",
        "text_hash": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        "entry_id": f"urn:item:{n}",
        "url": f"https://a.example/{n}",
        "title": title,
        "summary": summary,
        "content": "",
        **fields,
    }
    return ItemParsed(**given)  # type: ignore[arg-type]  # the test's own words


def hit(term: str = "Ain al-Asad", *, score: float = 96.0, start: int = 0, text: str = "Item") -> Hit:
    """A mention in the title."""
    return Hit(term, term, "title", start, start + len(text), text, score, "the same words")


def near_miss(
    term: str = "Ain al-Asad", *, watch: str = "base", rule: str = "no context", score: float = 88.0
) -> NearMiss:
    """A mention in the title that a rule held back."""
    return NearMiss(watch, term, term, "title", 0, 4, "Item", score, rule)


def an_outcome(
    watch: str = "base",
    terms: Sequence[str] = ("Ain al-Asad",),
    *,
    keys: Sequence[str] | None = None,
    suppressed: Iterable[NearMiss] = (),
    weight: float = 1.0,
    score: float = 96.0,
) -> ItemMatch:
    """An outcome in which these terms of one watch fired. `keys`: the story keys, the terms by default."""
    hits = tuple(hit(term, score=score) for term in terms)
    matches = (WatchMatch(watch, score, hits, weight),) if hits else ()
    fingerprint = Fingerprint(tuple(terms if keys is None else keys), "{}") if hits else None
    return ItemMatch(MatchOutcome(matches, tuple(suppressed)), fingerprint)


def fresh(*items: ItemParsed) -> tuple[ItemIntent, ...]:
    """Fresh items that match nothing."""
    return tuple(ItemIntent(item, NOTHING) for item in items)


def matching(item: ItemParsed, match: ItemMatch | None = None) -> ItemIntent:
    """A fresh item that matches."""
    return ItemIntent(item, an_outcome() if match is None else match)


def an_edit(item_id: int, item: ItemParsed, match: ItemMatch = NOTHING) -> ItemEditIntent:
    """A known item's new version."""
    return ItemEditIntent(item_id, item, match)


def changed(feed_id: int, *items: ItemIntent, at: datetime = NOW, **fields: object) -> FeedUpdateIntent:
    """A poll that was answered 200, with a sound document."""
    given = {
        "feed_id": feed_id,
        "attempted_at": at,
        "elapsed": timedelta(seconds=0.2),
        "status": 200,
        "next_poll": NextPoll(at + timedelta(minutes=30), "interval", timedelta(minutes=30)),
        "accepted": True,
        "validators": Validators("https://a.example/rss.xml", b'"v1"', b"Sun, 01 Mar 2026 12:00:00 GMT"),
        "body_hash": "hash-1",
        "headers": ((b"etag", b'"v1"'), (b"server", b"example")),
        "final_url": "https://a.example/rss.xml",
        "meta": FeedMeta(title="Example", site="https://a.example/", language="en", format="rss20"),
        "fresh": items,
        "listed": (),
        "coverage": CoverageRecord(at, complete=True, text="summary"),
        "watch_versions": (("base", "v1"),),
        **fields,
    }
    return FeedUpdateIntent(**given)  # type: ignore[arg-type]  # the test's own words


def unchanged(feed_id: int, *, at: datetime = NOW, **fields: object) -> FeedUpdateIntent:
    """A poll that was answered 304."""
    given = {
        "status": 304,
        "not_modified": True,
        "body_hash": None,
        "meta": None,
        "listed": None,
        "watch_versions": (),
        **fields,
    }
    return changed(feed_id, at=at, **given)


def failed(feed_id: int, *, at: datetime = NOW, **fields: object) -> FeedUpdateIntent:
    """A poll that was answered 503."""
    given = {
        "status": 503,
        "accepted": False,
        "failure": FailureKind.SERVER,
        "error": "the server answered 503",
        "consecutive_failures": 1,
        "validators": None,
        "body_hash": None,
        "meta": None,
        "listed": None,
        "coverage": CoverageRecord(at, complete=False, reason="HTTP 503"),
        "next_poll": NextPoll(at + timedelta(hours=1), "back-off", timedelta(hours=1)),
        **fields,
    }
    return changed(feed_id, at=at, **given)


class PlainStories:
    """Story rules that a test can foresee: an item joins the first story that shares a key with it.

    An item with the same keys as a member is its copy. Priority: 50, plus 30 × novelty, plus 5 for each source.
    """

    def place(self, member, candidates):  # type: ignore[no-untyped-def]  # as in watcher.ports.StoryRules
        """See `watcher.ports.StoryRules.place`."""
        for candidate in candidates:
            if member.item_id in candidate.closed_to:
                continue
            for other in candidate.members:
                if set(other.fingerprint.keys) & set(member.fingerprint.keys):
                    same = other.fingerprint.keys == member.fingerprint.keys
                    return Placement(
                        candidate.story_id, similarity=0.5, copy_of=other.item_id if same else None, why="shares a key"
                    )
        return Placement(None)

    def priority(self, match, *, sources, novelty, feedback=0.0, feedback_why=()):  # type: ignore[no-untyped-def]  # as above
        """See `watcher.ports.StoryRules.priority`."""
        assert 0.0 <= novelty <= 1.0
        assert -1.0 <= feedback <= 1.0
        return round(30 + 30 * novelty + 5 * sources + 10 * feedback), (
            f"{sources} sources",
            f"novelty {novelty:.1f}",
            *feedback_why,
        )
