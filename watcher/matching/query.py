"""Queries."""

from luqum.exceptions import ParseError
from luqum.thread import parse

from watcher.errors import QueryError

__all__ = ["compile_query"]


def compile_query(text: str) -> object:
    """Parse."""
    try:
        return parse(text)
    except ParseError as error:
        raise QueryError(str(error), column=1) from None
