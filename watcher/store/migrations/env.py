"""Alembic's entry: `watcher.store.schema` hands in an open connection, inside its transaction."""

from alembic import context

from watcher.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
