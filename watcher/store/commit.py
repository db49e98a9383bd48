"""Storing what polls found: the one transaction of rule 21."""

from collections.abc import Sequence
from datetime import datetime

from watcher.errors import NotFound
from watcher.ports import StoryRules
from watcher.store.connection import Connection
from watcher.store.feeds import apply_state, store_evidence, unknown_feed
from watcher.store.items import FeedPlan, keep_listing, load_items, plan, store_edits, store_new
from watcher.store.matches import MatchWriter
from watcher.store.pages import enqueue
from watcher.store.placing import StoryMemory
from watcher.store.verdicts import Verdicts
from watcher.types import FeedUpdateIntent, FeedUpdateReceipt, ItemMatch, MatchStored

__all__ = ["commit_intents", "commit_matches"]


def commit_intents(
    c: Connection,
    intents: Sequence[FeedUpdateIntent],
    rules: StoryRules,
    now: datetime,
    verdicts: Verdicts | None,
    memory: StoryMemory,
) -> list[FeedUpdateReceipt]:
    """See `watcher.ports.Writing.commit`; within a write transaction."""
    unknown = unknown_feed(c, {intent.feed_id for intent in intents})
    if unknown is not None:
        raise NotFound(f"no feed has the id {unknown}")
    receipts: list[FeedUpdateReceipt] = []
    for batch in _each_feed_once(intents):
        receipts += _commit_batch(c, batch, rules, now, verdicts, memory)
    return receipts


def _each_feed_once(intents: Sequence[FeedUpdateIntent]) -> list[list[FeedUpdateIntent]]:
    """Runs of intents in which no feed comes twice: each is checked against what the ones before it stored."""
    batches: list[list[FeedUpdateIntent]] = []
    seen: set[int] = set()
    for intent in intents:
        if not batches or intent.feed_id in seen:
            batches.append([])
            seen = set()
        batches[-1].append(intent)
        seen.add(intent.feed_id)
    return batches


def _commit_batch(
    c: Connection,
    intents: Sequence[FeedUpdateIntent],
    rules: StoryRules,
    now: datetime,
    verdicts: Verdicts | None,
    memory: StoryMemory,
) -> list[FeedUpdateReceipt]:
    plans = [plan(c, intent) for intent in intents]
    evidence = store_evidence(c, [p.intent for p in plans if p.new or p.edits])
    store_new(c, plans, evidence, now)
    store_edits(c, plans, evidence, now)
    enqueue(c, plans, now)
    for p in plans:
        keep_listing(c, p)
    apply_state(c, intents, {p.intent.feed_id for p in plans if p.new}, now)
    writer = MatchWriter(c, rules, now, versions={}, verdicts=verdicts, memory=memory)
    items = load_items(c, _with_an_outcome(plans))
    writer.expect((match for p in plans for _, match in p.new), items.values())
    receipts = []
    for p in plans:
        writer.versions = dict(p.intent.watch_versions)
        writer.stories_new = 0
        matches: list[MatchStored] = []
        for item_id, (_item, match) in zip(p.new_ids, p.new, strict=True):
            if item_id in items:
                matches += writer.store(items[item_id], match, "new")
        for item_id, _edited, match in p.edits:
            matches += writer.store(items[item_id], match, "edit")
        receipts.append(
            FeedUpdateReceipt(
                feed_id=p.intent.feed_id,
                items_new=len(p.new),
                items_updated=len(p.edits),
                matches=tuple(matches),
                stories_new=writer.stories_new,
            )
        )
    writer.flush()
    return receipts


def _with_an_outcome(plans: Sequence[FeedPlan]) -> list[int]:
    """Items that matched, nearly matched or were edited: most items are none of these."""
    ids = [
        item_id
        for p in plans
        for item_id, (_item, match) in zip(p.new_ids, p.new, strict=True)
        if match.outcome.matches or match.outcome.suppressed
    ]
    return ids + [item_id for p in plans for item_id, _item, _match in p.edits]


def commit_matches(
    c: Connection,
    found: Sequence[tuple[int, ItemMatch]],
    watch_versions: Sequence[tuple[str, str]],
    rules: StoryRules,
    now: datetime,
    verdicts: Verdicts | None,
    memory: StoryMemory,
) -> list[MatchStored]:
    """See `watcher.ports.Writing.commit_matches`. Items that retention dropped in between are passed over."""
    writer = MatchWriter(c, rules, now, versions=dict(watch_versions), verdicts=verdicts, memory=memory)
    items = load_items(c, [item_id for item_id, _ in found])
    writer.expect((match for _, match in found), items.values())
    stored: list[MatchStored] = []
    for item_id, match in found:
        if item_id in items:
            stored += writer.store(items[item_id], match, "watch list")
    writer.flush()
    return stored
