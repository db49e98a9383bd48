"""The queue of items' pages, for feeds with `full_text`.

Revision: 0003
Follows: 0002
"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _time() -> sa.types.TypeEngine[datetime]:
    return sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the queue. It begins empty: the pages of items that are there already are not asked for."""
    op.create_table(
        "page",
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due_at", _time(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("attempted_at", _time(), nullable=True),
        sa.Column("body_hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_page_item_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("item_id", name="pk_page"),
    )
    op.create_index("ix_page_state_due_at", "page", ["state", "due_at"])
