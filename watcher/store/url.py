"""Which database a URL names. Passwords stay out of everything that is shown."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from watcher.errors import StoreError

__all__ = ["DatabaseUrl", "Kind", "parse_url"]

Kind = Literal["sqlite", "postgresql"]

_ACCEPTED = "sqlite:///relative.db, sqlite:////absolute.db and postgresql+psycopg://user@host/name are accepted"


@dataclass(frozen=True, slots=True)
class DatabaseUrl:
    """A database, named."""

    kind: Kind
    path: Path | None
    """The file of an SQLite database."""
    dsn: str
    """What libpq takes, for PostgreSQL; it may hold a password."""
    shown: str
    """The URL without a password, for messages."""


def parse_url(url: str) -> DatabaseUrl:
    """Read a database URL in SQLAlchemy's form; libpq's `postgresql://` is taken too.

    Raises:
        StoreError: the URL names no database that is supported.
    """
    scheme, colon, rest = url.partition("://")
    dialect = scheme.lower().partition("+")[0]
    if colon and dialect == "sqlite":
        return _sqlite(rest)
    if colon and dialect in {"postgresql", "postgres"}:
        return _postgresql(scheme.lower(), rest)
    raise StoreError(f"{_shown_scheme(scheme, colon)!r} names no database", where="database.url", hint=_ACCEPTED)


def _shown_scheme(scheme: str, colon: str) -> str:
    """Only the scheme of what could not be read: the rest may hold a password."""
    return f"{scheme}://…" if colon else "…"


def _sqlite(rest: str) -> DatabaseUrl:
    name = rest[1:] if rest.startswith("/") else ""
    if not name or name == ":memory:":
        raise StoreError(
            "an SQLite database is a file: memory alone keeps nothing", where="database.url", hint=_ACCEPTED
        )
    return DatabaseUrl(kind="sqlite", path=Path(name), dsn="", shown=f"sqlite:///{name}")


def _postgresql(scheme: str, rest: str) -> DatabaseUrl:
    if scheme not in {"postgresql", "postgres", "postgresql+psycopg"}:
        driver = scheme.partition("+")[2]
        raise StoreError(f"PostgreSQL is spoken by psycopg, not {driver}", where="database.url", hint=_ACCEPTED)
    dsn = f"postgresql://{rest}"
    try:
        parts = urlsplit(dsn)
        password = parts.password
    except ValueError as error:
        raise StoreError("this PostgreSQL URL cannot be read", where="database.url", hint=_ACCEPTED) from error
    netloc = parts.netloc
    if password is not None:
        user, _, host = netloc.rpartition("@")
        netloc = f"{user.partition(':')[0]}:***@{host}"
    query = [(k, "***" if "password" in k.lower() else v) for k, v in parse_qsl(parts.query, keep_blank_values=True)]
    shown = f"postgresql://{netloc}{parts.path}"
    if query:
        shown += "?" + urlencode(query, safe="/*", quote_via=quote)
    return DatabaseUrl(kind="postgresql", path=None, dsn=dsn, shown=shown)
