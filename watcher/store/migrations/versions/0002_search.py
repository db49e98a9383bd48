"""Full-text search over stored items.

Revision: 0002
Follows: 0001
"""

from alembic import op

from watcher.store.connection import Connection
from watcher.store.search import reindex

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_DELETE = (
    "INSERT INTO item_text (item_text, rowid, title, summary, content) "
    "VALUES ('delete', old.id, old.title, old.summary, old.content)"
)
_INSERT = "INSERT INTO item_text (rowid, title, summary, content) VALUES (new.id, new.title, new.summary, new.content)"
_SQLITE = (
    "CREATE VIRTUAL TABLE item_text USING fts5(title, summary, content, content='item', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2')",
    f"CREATE TRIGGER item_text_delete AFTER DELETE ON item BEGIN {_DELETE}; END",
    f"CREATE TRIGGER item_text_update AFTER UPDATE OF title, summary, content ON item BEGIN {_DELETE}; {_INSERT}; END",
)
_POSTGRESQL = (
    "CREATE TABLE item_text (item_id BIGINT NOT NULL, words TSVECTOR NOT NULL, "
    "CONSTRAINT pk_item_text PRIMARY KEY (item_id), "
    "CONSTRAINT fk_item_text_item_id FOREIGN KEY(item_id) REFERENCES item (id) ON DELETE CASCADE)",
    "CREATE INDEX ix_item_text_words ON item_text USING gin (words)",
)


def upgrade() -> None:
    """Create the index, and fill it with the items that are there."""
    bind = op.get_bind()
    sqlite = bind.dialect.name == "sqlite"
    for statement in _SQLITE if sqlite else _POSTGRESQL:
        op.execute(statement)
    reindex(Connection("sqlite" if sqlite else "postgresql", bind.connection.driver_connection))
