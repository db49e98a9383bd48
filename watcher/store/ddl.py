"""The statements that make an empty database, rendered once from the models and kept beside this module.

To render them takes the import of SQLAlchemy and SQLModel, which is half a second of every first start. After the
models have changed, `python -c 'import watcher.store.ddl as d; d.write()'` makes the files anew; a test compares them.
"""

from pathlib import Path

from watcher.store.url import Kind

__all__ = ["path", "render", "statements", "write"]

_END = ";\n\n"


def path(kind: Kind) -> Path:
    """The packaged statements for one kind of database."""
    return Path(__file__).with_name(f"tables.{kind}.sql")


def statements(kind: Kind) -> list[str]:
    """Every CREATE of an empty database, in order: tables that are referred to first."""
    return path(kind).read_text(encoding="utf-8").removesuffix(_END).split(_END)


def render(kind: Kind) -> str:
    """What the packaged file has to hold: the models as CREATE statements, then the full-text index."""
    from sqlalchemy.dialects import postgresql, sqlite
    from sqlalchemy.schema import CreateIndex, CreateTable

    from watcher.store.search import create_statements
    from watcher.store.tables import Base

    dialect = sqlite.dialect() if kind == "sqlite" else postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it bare
    made = []
    for table in Base.metadata.sorted_tables:
        made.append(CreateTable(table).compile(dialect=dialect))
        made += [CreateIndex(i).compile(dialect=dialect) for i in sorted(table.indexes, key=lambda i: str(i.name))]
    written = [*map(str, made), *create_statements(kind)]
    return "".join("\n".join(line.rstrip() for line in sql.strip().splitlines()) + _END for sql in written)


def write() -> None:
    """Make both files anew."""
    for kind in ("sqlite", "postgresql"):
        path(kind).write_text(render(kind), encoding="utf-8")
