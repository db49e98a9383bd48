"""Matches are sorted by a rank that stays, from which their priority at any time follows.

Revision: 0004
Follows: 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_SORTED = ("", "status_", "watch_status_")
_HOUR = {
    "sqlite": "CAST(strftime('%s', {at}) AS INTEGER) / 3600",
    "postgresql": "CAST(floor(EXTRACT(EPOCH FROM {at}) / 3600) AS INTEGER)",
}


def upgrade() -> None:
    """What stands as priority is what it was when the match was stored: mostly soon after its item was published."""
    bind = op.get_bind()
    for columns in _SORTED:
        op.drop_index(f"ix_match_{columns}priority_id", table_name="match")
    op.execute("ALTER TABLE match RENAME COLUMN priority TO rank")
    named = "SELECT 1 FROM pg_constraint WHERE conname = 'match_priority_not_null'"  # from PostgreSQL 18 on
    if bind.dialect.name == "postgresql" and bind.exec_driver_sql(named).first():
        op.execute("ALTER TABLE match RENAME CONSTRAINT match_priority_not_null TO match_rank_not_null")
    at = "coalesce((SELECT si.at FROM story_item si WHERE si.item_id = match.item_id), match.first_seen)"
    op.execute(f"UPDATE match SET rank = rank * 12 + {_HOUR[bind.dialect.name].format(at=at)}")
    for columns in _SORTED:
        names = [*columns.removesuffix("_").split("_"), "rank", "id"] if columns else ["rank", "id"]
        op.create_index(f"ix_match_{columns}rank_id", "match", names)
