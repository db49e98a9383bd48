"""Full-text search over stored items: the index's definition in either database, and queries of it.

The index finds candidates; what a query means exactly is decided above, on the items' text. In SQLite it is an FTS5
table over the item table itself. PostgreSQL's `simple` configuration would split words by the server's locale and keep
accents, so its text is folded here, alike for what is stored and for what is asked.
"""

import re
import unicodedata
from collections.abc import Sequence

from watcher.store.connection import Connection, Params
from watcher.store.url import Kind

__all__ = ["create_statements", "folded_words", "index_edited", "index_new", "match_clause", "reindex"]

_WORD = re.compile(r"[^\W_]+")
_MAX_WORD = 200
_MAX_TEXT = 180_000
"""Characters: a tsvector holds at most a megabyte, and a character makes at most 4.5 bytes of it."""

_COLUMNS = "title, summary, content"
_NEW = "new.title, new.summary, new.content"
_OLD = "old.title, old.summary, old.content"
_DELETE = f"INSERT INTO item_text (item_text, rowid, {_COLUMNS}) VALUES ('delete', old.id, {_OLD})"
_INSERT = f"INSERT INTO item_text (rowid, {_COLUMNS}) VALUES (new.id, {_NEW})"

_SQLITE = (
    f"CREATE VIRTUAL TABLE item_text USING fts5({_COLUMNS}, content='item', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2')",
    f"CREATE TRIGGER item_text_delete AFTER DELETE ON item BEGIN {_DELETE}; END",
    f"CREATE TRIGGER item_text_update AFTER UPDATE OF {_COLUMNS} ON item BEGIN {_DELETE}; {_INSERT}; END",
)
_POSTGRESQL = (
    "CREATE TABLE item_text (item_id BIGINT NOT NULL, words TSVECTOR NOT NULL, "
    "CONSTRAINT pk_item_text PRIMARY KEY (item_id), "
    "CONSTRAINT fk_item_text_item_id FOREIGN KEY(item_id) REFERENCES item (id) ON DELETE CASCADE)",
    "CREATE INDEX ix_item_text_words ON item_text USING gin (words)",
)


def create_statements(kind: Kind) -> tuple[str, ...]:
    """The statements that create the index over an item table, in order."""
    return _SQLITE if kind == "sqlite" else _POSTGRESQL


def folded_words(text: str) -> list[str]:
    """A text's words without case, accents and compatibility forms."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return [word[:_MAX_WORD] for word in _WORD.findall(bare)]


def index_new(connection: Connection, items: Sequence[Params]) -> None:
    """Index items just inserted (`id`, `title`, `summary`, `content`), whose ids are one `new_ids` block.

    SQLite has no trigger for it: FTS5 flushes at every statement within a trigger, which took six times as long.
    """
    if connection.kind == "postgresql":
        _index_postgresql(connection, items)
    elif items:
        connection.execute(
            f"INSERT INTO item_text (rowid, {_COLUMNS}) "
            f"SELECT id, {_COLUMNS} FROM item WHERE id BETWEEN :first AND :last",
            {"first": items[0]["id"], "last": items[-1]["id"]},
        )


def index_edited(connection: Connection, items: Sequence[Params]) -> None:
    """Index items whose text was just changed; in SQLite a trigger has done it, which knows the old text."""
    if connection.kind == "postgresql":
        _index_postgresql(connection, items)


def _index_postgresql(connection: Connection, items: Sequence[Params]) -> None:
    connection.many(
        "INSERT INTO item_text (item_id, words) VALUES (:id, to_tsvector('simple', :words)) "
        "ON CONFLICT (item_id) DO UPDATE SET words = excluded.words",
        [{"id": item["id"], "words": _search_text(item)} for item in items],
    )


def _search_text(item: Params) -> str:
    text = " ".join(folded_words(f"{item['title']} {item['summary']} {item['content']}"))
    return text[:_MAX_TEXT]


def reindex(connection: Connection) -> None:
    """Index every stored item anew."""
    if connection.kind == "sqlite":
        connection.execute("INSERT INTO item_text (item_text) VALUES ('rebuild')")
        return
    last = 0
    while rows := connection.all(
        "SELECT id, title, summary, content FROM item WHERE id > :last ORDER BY id LIMIT 500", {"last": last}
    ):
        _index_postgresql(
            connection, [dict(zip(("id", "title", "summary", "content"), row, strict=True)) for row in rows]
        )
        last = rows[-1][0]


def match_clause(kind: Kind, groups: Sequence[Sequence[str]]) -> tuple[str, dict[str, str]]:
    """A condition on item `i`: one alternative of each group occurs in it; and its parameters.

    An alternative is a word or a phrase; a `*` at its end asks for words that begin so. A group with an alternative
    that has no word in it (`…`) asks for nothing. "" where nothing is asked.
    """
    asked = [group for group in groups if group and all(folded_words(alternative) for alternative in group)]
    if not asked:
        return "", {}
    if kind == "sqlite":
        match = " AND ".join(f"({' OR '.join(map(_fts5_phrase, group))})" for group in asked)
        return "i.id IN (SELECT rowid FROM item_text WHERE item_text MATCH :words)", {"words": match}
    params: dict[str, str] = {}
    clauses = []
    for group in asked:
        alternatives = []
        for alternative in group:
            name = f"words{len(params)}"
            params[name] = _tsquery(alternative)
            alternatives.append(f"to_tsquery('simple', :{name})")
        clauses.append(f"({' || '.join(alternatives)})")
    return f"i.id IN (SELECT item_id FROM item_text WHERE words @@ ({' && '.join(clauses)}))", params


def _fts5_phrase(alternative: str) -> str:
    quoted = alternative.rstrip("*").replace('"', '""')
    return f'"{quoted}"' + ("*" if alternative.endswith("*") else "")


def _tsquery(alternative: str) -> str:
    """A phrase of quoted words; folded words hold no quote and no operator."""
    words = [f"'{word}'" for word in folded_words(alternative)]
    return " <-> ".join(words) + (":*" if alternative.endswith("*") else "")
