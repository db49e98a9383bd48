"""The tables.

Revision: 0001
"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _time() -> sa.types.TypeEngine[datetime]:
    return sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create every table."""
    _feeds()
    _items()
    _stories()
    _matches()
    _service()


def _feeds() -> None:
    """Feeds, their evidence and coverage."""
    op.create_table(
        "feed",
        sa.Column("id", _id(), autoincrement=True, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("interval_s", sa.Float(), nullable=True),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("full_text", sa.Boolean(), nullable=False),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("final_host", sa.Text(), nullable=False),
        sa.Column("added_at", _time(), nullable=False),
        sa.Column("retired_at", _time(), nullable=True),
        sa.Column("document_title", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("document_language", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("hints", sa.Text(), nullable=False),
        sa.Column("validators_url", sa.Text(), nullable=True),
        sa.Column("etag", sa.LargeBinary(), nullable=True),
        sa.Column("last_modified", sa.LargeBinary(), nullable=True),
        sa.Column("body_hash", sa.Text(), nullable=True),
        sa.Column("next_due_at", _time(), nullable=True),
        sa.Column("due_set_by", sa.Text(), nullable=False),
        sa.Column("poll_interval_s", sa.Float(), nullable=True),
        sa.Column("last_attempt_at", _time(), nullable=True),
        sa.Column("last_success_at", _time(), nullable=True),
        sa.Column("last_new_item_at", _time(), nullable=True),
        sa.Column("last_status", sa.Integer(), nullable=True),
        sa.Column("elapsed_s", sa.Float(), nullable=True),
        sa.Column("consecutive_failures", sa.Integer(), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("polls", sa.Integer(), nullable=False),
        sa.Column("successes", sa.Integer(), nullable=False),
        sa.Column("items_per_day", sa.Float(), nullable=True),
        sa.Column("rhythm_s", sa.Float(), nullable=True),
        sa.Column("covered_until", _time(), nullable=True),
        sa.Column("coverage_id", _id(), nullable=True),
        sa.Column("coverage_same", sa.Text(), nullable=False),
        sa.Column("coverage_run", sa.Integer(), nullable=False),
        sa.Column("moved_to", sa.Text(), nullable=True),
        sa.Column("moved_since", _time(), nullable=True),
        sa.Column("moved_seen", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feed"),
        sa.UniqueConstraint("url", name="uq_feed_url"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feed_host", "feed", ["host"])
    op.create_index("ix_feed_next_due_at", "feed", ["next_due_at"])
    op.create_table(
        "feed_tag",
        sa.Column("feed_id", _id(), autoincrement=False, nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name="fk_feed_tag_feed_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("feed_id", "tag", name="pk_feed_tag"),
    )
    op.create_index("ix_feed_tag_tag", "feed_tag", ["tag"])
    op.create_table(
        "fetch_evidence",
        sa.Column("id", _id(), autoincrement=True, nullable=False),
        sa.Column("feed_id", _id(), autoincrement=False, nullable=False),
        sa.Column("at", _time(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("body_hash", sa.Text(), nullable=False),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name="fk_fetch_evidence_feed_id"),
        sa.PrimaryKeyConstraint("id", name="pk_fetch_evidence"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "coverage_record",
        sa.Column("id", _id(), autoincrement=True, nullable=False),
        sa.Column("feed_id", _id(), autoincrement=False, nullable=False),
        sa.Column("at", _time(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name="fk_coverage_record_feed_id"),
        sa.PrimaryKeyConstraint("id", name="pk_coverage_record"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_coverage_record_feed_id_at", "coverage_record", ["feed_id", "at"])
    op.create_table(
        "host_hold",
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("until", _time(), nullable=False),
        sa.PrimaryKeyConstraint("host", name="pk_host_hold"),
    )


def _items() -> None:
    """Items, their identities and versions, and what was held back."""
    op.create_table(
        "item",
        sa.Column("id", _id(), autoincrement=True, nullable=False),
        sa.Column("feed_id", _id(), autoincrement=False, nullable=False),
        sa.Column("fetch_id", _id(), autoincrement=False, nullable=True),
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("categories", sa.Text(), nullable=False),
        sa.Column("published", _time(), nullable=True),
        sa.Column("updated", _time(), nullable=True),
        sa.Column("first_seen", _time(), nullable=False),
        sa.Column("edited_at", _time(), nullable=True),
        sa.Column("cut", sa.Boolean(), nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name="fk_item_feed_id"),
        sa.ForeignKeyConstraint(["fetch_id"], ["fetch_evidence.id"], name="fk_item_fetch_id"),
        sa.PrimaryKeyConstraint("id", name="pk_item"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_item_feed_id_first_seen", "item", ["feed_id", "first_seen"])
    op.create_index("ix_item_fetch_id", "item", ["fetch_id"])
    op.create_index("ix_item_first_seen_id", "item", ["first_seen", "id"])
    op.create_table(
        "item_version",
        sa.Column("id", _id(), autoincrement=True, nullable=False),
        sa.Column("item_id", _id(), autoincrement=False, nullable=False),
        sa.Column("fetch_id", _id(), autoincrement=False, nullable=True),
        sa.Column("seen_at", _time(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["fetch_id"], ["fetch_evidence.id"], name="fk_item_version_fetch_id"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_item_version_item_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_item_version"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_item_version_fetch_id", "item_version", ["fetch_id"])
    op.create_index("ix_item_version_item_id", "item_version", ["item_id"])
    op.create_table(
        "item_key",
        sa.Column("feed_id", _id(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("item_id", _id(), nullable=False),
        sa.Column("link_key", sa.Text(), nullable=True),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("unlisted_at", _time(), nullable=True),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name="fk_item_key_feed_id"),
        sa.PrimaryKeyConstraint("feed_id", "key", name="pk_item_key"),
    )
    op.create_index("ix_item_key_feed_id_link_key", "item_key", ["feed_id", "link_key"])
    op.create_index("ix_item_key_feed_id_listed_position", "item_key", ["feed_id", "listed", "position"])
    op.create_index("ix_item_key_item_id", "item_key", ["item_id"])
    op.create_table(
        "suppressed",
        sa.Column("id", _id(), autoincrement=True, nullable=False),
        sa.Column("item_id", _id(), autoincrement=False, nullable=False),
        sa.Column("watch", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("start_offset", sa.Integer(), nullable=True),
        sa.Column("end_offset", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("seen_at", _time(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_suppressed_item_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_suppressed"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_suppressed_item_id", "suppressed", ["item_id"])
    op.create_index("ix_suppressed_seen_at_id", "suppressed", ["seen_at", "id"])
    op.create_index("ix_suppressed_watch_seen_at", "suppressed", ["watch", "seen_at"])


def _stories() -> None:
    """Stories and their items."""
    op.create_table(
        "story",
        sa.Column("id", _id(), autoincrement=True, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("first_at", _time(), nullable=False),
        sa.Column("last_at", _time(), nullable=False),
        sa.Column("first_seen", _time(), nullable=False),
        sa.Column("last_seen", _time(), nullable=False),
        sa.Column("follows", _id(), autoincrement=False, nullable=True),
        sa.Column("merged_into", _id(), autoincrement=False, nullable=True),
        sa.Column("muted_until", _time(), nullable=True),
        sa.ForeignKeyConstraint(["follows"], ["story.id"], name="fk_story_follows"),
        sa.ForeignKeyConstraint(["merged_into"], ["story.id"], name="fk_story_merged_into"),
        sa.PrimaryKeyConstraint("id", name="pk_story"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_story_last_seen", "story", ["last_seen"])
    op.create_table(
        "story_item",
        sa.Column("item_id", _id(), autoincrement=False, nullable=False),
        sa.Column("story_id", _id(), autoincrement=False, nullable=False),
        sa.Column("feed_id", _id(), autoincrement=False, nullable=False),
        sa.Column("at", _time(), nullable=False),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("copy_of", _id(), nullable=True),
        sa.Column("similarity", sa.Float(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name="fk_story_item_feed_id"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_story_item_item_id"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_story_item_story_id"),
        sa.PrimaryKeyConstraint("item_id", name="pk_story_item"),
    )
    op.create_index("ix_story_item_copy_of", "story_item", ["copy_of"])
    op.create_index("ix_story_item_story_id_item_id", "story_item", ["story_id", "item_id"])
    op.create_table(
        "story_key",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("story_id", _id(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_story_key_story_id"),
        sa.PrimaryKeyConstraint("key", "story_id", name="pk_story_key"),
    )
    op.create_index("ix_story_key_story_id", "story_key", ["story_id"])
    op.create_table(
        "story_block",
        sa.Column("item_id", _id(), autoincrement=False, nullable=False),
        sa.Column("story_id", _id(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_story_block_item_id"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_story_block_story_id"),
        sa.PrimaryKeyConstraint("item_id", "story_id", name="pk_story_block"),
    )


def _matches() -> None:
    """Matches and their history."""
    op.create_table(
        "match",
        sa.Column("id", _id(), autoincrement=True, nullable=False),
        sa.Column("item_id", _id(), autoincrement=False, nullable=False),
        sa.Column("watch", sa.Text(), nullable=False),
        sa.Column("watch_version", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("hits", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("priority_why", sa.Text(), nullable=False),
        sa.Column("novelty", sa.Float(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("assignee", sa.Text(), nullable=True),
        sa.Column("story_id", _id(), autoincrement=False, nullable=False),
        sa.Column("first_seen", _time(), nullable=False),
        sa.Column("created_at", _time(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_match_item_id"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_match_story_id"),
        sa.PrimaryKeyConstraint("id", name="pk_match"),
        sa.UniqueConstraint("item_id", "watch", name="uq_match_item_id_watch"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_match_assignee", "match", ["assignee"])
    op.create_index("ix_match_first_seen", "match", ["first_seen"])
    op.create_index("ix_match_priority_id", "match", ["priority", "id"])
    op.create_index("ix_match_status_priority_id", "match", ["status", "priority", "id"])
    op.create_index("ix_match_story_id", "match", ["story_id"])
    op.create_index("ix_match_watch_status_priority_id", "match", ["watch", "status", "priority", "id"])
    op.create_table(
        "match_term",
        sa.Column("match_id", _id(), autoincrement=False, nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("watch", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["match_id"], ["match.id"], name="fk_match_term_match_id"),
        sa.PrimaryKeyConstraint("match_id", "term", name="pk_match_term"),
    )
    op.create_index("ix_match_term_watch_term", "match_term", ["watch", "term"])
    op.create_table(
        "match_event",
        sa.Column("id", _id(), autoincrement=True, nullable=False),
        sa.Column("match_id", _id(), autoincrement=False, nullable=False),
        sa.Column("at", _time(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["match_id"], ["match.id"], name="fk_match_event_match_id"),
        sa.PrimaryKeyConstraint("id", name="pk_match_event"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_match_event_match_id_id", "match_event", ["match_id", "id"])


def _service() -> None:
    """The service's own state."""
    op.create_table(
        "watch_version",
        sa.Column("watch", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("at", _time(), nullable=False),
        sa.PrimaryKeyConstraint("watch", name="pk_watch_version"),
    )
    op.create_table(
        "service_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("started_at", _time(), nullable=False),
        sa.Column("last_tick_at", _time(), nullable=False),
        sa.Column("lag_seconds", sa.Float(), nullable=False),
        sa.Column("config", sa.Text(), nullable=False),
        sa.Column("problems", sa.Text(), nullable=False),
        sa.Column("stopped_at", _time(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_service_state"),
    )
