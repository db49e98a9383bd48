"""The schema: one SQLModel class a table. This is the only place that says what columns there are.

Importing it costs a second, so only creating and migrating a database does. Statements at run time are SQL text over
the DB-API (see `watcher.store.connection`); the contract tests read what they wrote back through these models.

    feed ─┬─▶ item ─┬─▶ item_version      item_key: identities, also of items that retention has dropped
          │         ├─▶ suppressed, page
          │         ├─▶ match ─┬─▶ match_term
          │         │          └─▶ match_event
          │         └─▶ story_item ─▶ story ◀─ story_key, story_block
          ├─▶ fetch_evidence, coverage_record
          └─▶ feed_tag                    host_hold, watch_version, service_state stand alone
"""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

__all__ = ["Base"]

_BIG = BigInteger().with_variant(Integer(), "sqlite")
"""64 bits on both; SQLite numbers rows by itself only where the type is spelt INTEGER."""


def _id() -> Any:
    return Field(default=None, sa_column=Column(_BIG, primary_key=True, autoincrement=True))


def _ref(target: str, *, nullable: bool = False, primary_key: bool = False, cascade: bool = False) -> Any:
    column: Column[int] = Column(
        _BIG,
        ForeignKey(target, ondelete="CASCADE" if cascade else None),
        nullable=nullable,
        primary_key=primary_key,
        autoincrement=False,
    )
    return Field(default=None, sa_column=column)


def _blob() -> Any:
    return Field(default=None, sa_column=Column(LargeBinary, nullable=True))


def _text() -> Any:
    return Field(sa_type=Text)


class Base(SQLModel):
    """Keeps watcher's tables apart from any others in the process, and names every constraint alike."""

    metadata: ClassVar[MetaData] = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Feed(Base, table=True):
    """A feed: what the configuration says, then what polling learnt. JSON where a value is a list."""

    __tablename__ = "feed"
    __table_args__ = (
        UniqueConstraint("url"),
        Index(None, "next_due_at"),
        Index(None, "host"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = _id()
    url: str = _text()
    title: str = _text()
    language: str = _text()
    interval_s: float | None
    enabled: bool
    full_text: bool
    headers: str = _text()
    source: str = _text()
    host: str = _text()
    final_host: str = _text()
    added_at: datetime
    retired_at: datetime | None
    document_title: str = _text()
    site: str = _text()
    document_language: str = _text()
    format: str = _text()
    hints: str = _text()
    validators_url: str | None = _text()
    etag: bytes | None = _blob()
    last_modified: bytes | None = _blob()
    body_hash: str | None = _text()
    next_due_at: datetime | None
    due_set_by: str = _text()
    poll_interval_s: float | None
    last_attempt_at: datetime | None
    last_success_at: datetime | None
    last_new_item_at: datetime | None
    last_status: int | None
    elapsed_s: float | None
    consecutive_failures: int
    failure: str = _text()
    error: str = _text()
    gone: bool
    polls: int
    successes: int
    items_per_day: float | None
    rhythm_s: float | None
    covered_until: datetime | None
    coverage_id: int | None = Field(default=None, sa_column=Column(_BIG, nullable=True))
    coverage_same: str = _text()
    coverage_run: int
    moved_to: str | None = _text()
    moved_since: datetime | None
    moved_seen: int


class FeedTag(Base, table=True):
    """A tag of a feed; `position` keeps the order in which they were written."""

    __tablename__ = "feed_tag"
    __table_args__ = (Index(None, "tag"),)
    feed_id: int = _ref("feed.id", primary_key=True, cascade=True)
    tag: str = Field(sa_type=Text, primary_key=True)
    position: int


class FetchEvidence(Base, table=True):
    """Evidence of one fetch that brought an item or a new version: kept once, however many items it brought."""

    __tablename__ = "fetch_evidence"
    __table_args__ = ({"sqlite_autoincrement": True},)
    id: int | None = _id()
    feed_id: int = _ref("feed.id")
    at: datetime
    status: int | None
    url: str = _text()
    body_hash: str = _text()
    headers: str = _text()


class Item(Base, table=True):
    """An item as it reads now; what it read before is in item_version."""

    __tablename__ = "item"
    __table_args__ = (
        Index(None, "feed_id", "first_seen"),
        Index(None, "first_seen", "id"),
        Index(None, "fetch_id"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = _id()
    feed_id: int = _ref("feed.id")
    fetch_id: int | None = _ref("fetch_evidence.id", nullable=True)
    entry_id: str = _text()
    url: str = _text()
    title: str = _text()
    summary: str = _text()
    content: str = _text()
    author: str = _text()
    language: str = _text()
    categories: str = _text()
    published: datetime | None
    updated: datetime | None
    first_seen: datetime
    edited_at: datetime | None
    cut: bool
    text_hash: str = _text()


class ItemVersion(Base, table=True):
    """What an edited item read before, from `seen_at` on. The first one is never dropped."""

    __tablename__ = "item_version"
    __table_args__ = (Index(None, "item_id"), Index(None, "fetch_id"), {"sqlite_autoincrement": True})
    id: int | None = _id()
    item_id: int = _ref("item.id", cascade=True)
    fetch_id: int | None = _ref("fetch_evidence.id", nullable=True)
    seen_at: datetime
    url: str = _text()
    title: str = _text()
    summary: str = _text()
    content: str = _text()
    text_hash: str = _text()


class ItemKey(Base, table=True):
    """An item's identity in its feed. It outlives the item for as long as the feed lists it: no foreign key."""

    __tablename__ = "item_key"
    __table_args__ = (
        Index(None, "feed_id", "listed", "position"),
        Index(None, "feed_id", "link_key"),
        Index(None, "item_id"),
    )
    feed_id: int = _ref("feed.id", primary_key=True)
    key: str = Field(sa_type=Text, primary_key=True)
    item_id: int = Field(sa_column=Column(_BIG, nullable=False))
    link_key: str | None = _text()
    text_hash: str = _text()
    listed: bool
    position: int
    unlisted_at: datetime | None


class Page(Base, table=True):
    """An item's page, where its feed has `full_text`: waiting, read, or given up."""

    __tablename__ = "page"
    __table_args__ = (Index(None, "state", "due_at"),)
    item_id: int = _ref("item.id", primary_key=True, cascade=True)
    url: str = _text()
    host: str = _text()
    state: str = _text()
    due_at: datetime | None
    tries: int
    error: str = _text()
    attempted_at: datetime | None
    body_hash: str = _text()


class Match(Base, table=True):
    """One item × one watch. Never deleted. `first_seen` is the item's; `rank`: see `watcher.types.ageing`."""

    __tablename__ = "match"
    __table_args__ = (
        UniqueConstraint("item_id", "watch"),
        Index(None, "rank", "id"),
        Index(None, "status", "rank", "id"),
        Index(None, "watch", "status", "rank", "id"),
        Index(None, "first_seen"),
        Index(None, "story_id"),
        Index(None, "assignee"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = _id()
    item_id: int = _ref("item.id")
    watch: str = _text()
    watch_version: str = _text()
    score: float
    weight: float
    hits: str = _text()
    terms: str = _text()
    rank: int
    priority_why: str = _text()
    novelty: float
    status: str = _text()
    assignee: str | None = _text()
    story_id: int = _ref("story.id")
    first_seen: datetime
    created_at: datetime


class MatchTerm(Base, table=True):
    """A term that fired in a match: for counts a term and a day, and for what past verdicts say of a term."""

    __tablename__ = "match_term"
    __table_args__ = (Index(None, "watch", "term"),)
    match_id: int = _ref("match.id", primary_key=True)
    term: str = Field(sa_type=Text, primary_key=True)
    watch: str = _text()


class MatchEvent(Base, table=True):
    """One line of a match's history."""

    __tablename__ = "match_event"
    __table_args__ = (Index(None, "match_id", "id"), {"sqlite_autoincrement": True})
    id: int | None = _id()
    match_id: int = _ref("match.id")
    at: datetime
    who: str = _text()
    action: str = _text()
    old: str = _text()
    new: str = _text()
    note: str = _text()


class Suppressed(Base, table=True):
    """A mention that a rule held back."""

    __tablename__ = "suppressed"
    __table_args__ = (
        Index(None, "item_id"),
        Index(None, "seen_at", "id"),
        Index(None, "watch", "seen_at"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = _id()
    item_id: int = _ref("item.id", cascade=True)
    watch: str = _text()
    term: str = _text()
    alias: str = _text()
    field: str | None = _text()
    start_offset: int | None
    end_offset: int | None
    text: str = _text()
    score: float
    rule: str = _text()
    seen_at: datetime


class Story(Base, table=True):
    """A group of items on one event. `first_at`/`last_at` are publication times, `…_seen` when we saw them."""

    __tablename__ = "story"
    __table_args__ = (Index(None, "last_seen"), {"sqlite_autoincrement": True})
    id: int | None = _id()
    title: str = _text()
    first_at: datetime
    last_at: datetime
    first_seen: datetime
    last_seen: datetime
    follows: int | None = _ref("story.id", nullable=True)
    merged_into: int | None = _ref("story.id", nullable=True)
    muted_until: datetime | None


class StoryItem(Base, table=True):
    """An item's place: an item is in one story. The fingerprint is that of its first matched version."""

    __tablename__ = "story_item"
    __table_args__ = (Index(None, "story_id", "item_id"), Index(None, "copy_of"))
    item_id: int = _ref("item.id", primary_key=True)
    story_id: int = _ref("story.id")
    feed_id: int = _ref("feed.id")
    at: datetime
    keys: str = _text()
    data: str = _text()
    copy_of: int | None = Field(default=None, sa_column=Column(_BIG, nullable=True))
    similarity: float
    why: str = _text()
    by_hand: bool


class StoryKey(Base, table=True):
    """A look-up key that some item of a story has."""

    __tablename__ = "story_key"
    __table_args__ = (Index(None, "story_id"),)
    key: str = Field(sa_type=Text, primary_key=True)
    story_id: int = _ref("story.id", primary_key=True)


class StoryBlock(Base, table=True):
    """An item that was split off a story by hand: it is never placed there again."""

    __tablename__ = "story_block"
    item_id: int = _ref("item.id", primary_key=True)
    story_id: int = _ref("story.id", primary_key=True)


class Coverage(Base, table=True):
    """What one poll said of a feed's coverage. Of a run of equal records only the first and the last are kept."""

    __tablename__ = "coverage_record"
    __table_args__ = (Index(None, "feed_id", "at"), {"sqlite_autoincrement": True})
    id: int | None = _id()
    feed_id: int = _ref("feed.id")
    at: datetime
    complete: bool
    reason: str = _text()
    text: str = _text()


class HostHold(Base, table=True):
    """No request to this host before `until` (Retry-After)."""

    __tablename__ = "host_hold"
    host: str = Field(sa_type=Text, primary_key=True)
    until: datetime


class WatchVersion(Base, table=True):
    """The version of a watch list against which the look-back was last matched."""

    __tablename__ = "watch_version"
    watch: str = Field(sa_type=Text, primary_key=True)
    version: str = _text()
    at: datetime


class Service(Base, table=True):
    """What the service last said of itself: one row."""

    __tablename__ = "service_state"
    id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    pid: int
    host: str = _text()
    version: str = _text()
    started_at: datetime
    last_tick_at: datetime
    lag_seconds: float
    config: str = _text()
    problems: str = _text()
    stopped_at: datetime | None
