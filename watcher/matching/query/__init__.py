"""Queries in Lucene's syntax over a document's fields.

text ─▶ lint (what other tools' queries would silently mean) ─▶ luqum's tree ─▶ nodes ─▶ find
"""

from watcher.matching.query.compiled import Found, Place, Query, compile_query

__all__ = ["Found", "Place", "Query", "compile_query"]
