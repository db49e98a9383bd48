"""The database: SQLite or PostgreSQL behind one API.

`open_store` for what writes (`watcher.ports.Writing` and `Triage`), `open_reader` for what only reads. The schema is
declared in `tables`, with SQLModel; statements are SQL text over the DB-API (`connection`), because importing an ORM
takes longer than most commands may. docs/database.md tells what is stored, and why so.
"""

from watcher.store.reading import Reader, open_reader
from watcher.store.store import Store, open_store

__all__ = ["Reader", "Store", "open_reader", "open_store"]
