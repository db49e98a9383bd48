"""`watcher search`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from watcher.cli.frame import state_of
from watcher.cli.looking import maybe_reader, nothing, unknown_name
from watcher.cli.options import (
    JsonOption,
    LimitOption,
    filtered,
    now,
    row_limit,
)
from watcher.cli.output import Cell, Column, age, note, print_json, print_table

if TYPE_CHECKING:
    from watcher.matching.query import Query
    from watcher.service.opening import Reader
    from watcher.types import Hit
    from watcher.types.rows import ItemRow, ListFilter

__all__ = ["search"]


@filtered("feed", "tag", "language", "since", "until")
def search(
    ctx: typer.Context,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="In Lucene's syntax; *:* is every item.")],
    asked: "ListFilter",
    limit: LimitOption = None,
    json_lines: JsonOption = False,
) -> None:
    """Search the stored items.

    The newest first. Words side by side must all be there; "phrases", AND OR NOT, fields (title:, feed:, tag:…),
    name:"Ain al-Assad" for any spelling, word~1, "a b"~8, wild* and /regex/ are understood, as in watch lists.

    Examples:
      watcher search 'coalition AND (withdraw* OR handover)' --since 7d
      watcher search 'name:"Ain al-Assad"' --json
    """
    from watcher.matching.query import compile_query

    state = state_of(ctx)
    compiled = compile_query(query)
    most = row_limit(limit, as_json=json_lines)
    rows: list[list[str | Cell]] = []
    found = 0
    more = False
    at = now()
    with maybe_reader(state) as reader:
        unknown = unknown_name(state, asked, reader)
        for item, hits in _found(reader, compiled, asked) if reader else ():
            if found == most:
                more = True
                break
            found += 1
            if json_lines:
                print_json(_as_json(item, hits))
            else:
                spans = tuple((h.start, h.end) for h in hits if h.field == "title" and h.start is not None and h.end)
                title = Cell(item.title or item.url or "(untitled)", spans=spans if item.title else ())
                rows.append(
                    [str(item.id), age(item.first_seen, at), title, item.feed_title or item.feed, item.language]
                )
    if not found:
        nothing(
            state, "no stored item matches", has_database=reader is not None,
            next_step=unknown or "`watcher search '*:*'` shows all that is stored",
        )  # fmt: skip
    elif not json_lines:
        columns = (
            Column("item", right=True, rank=3),
            Column("age", right=True, rank=1),
            Column("title", flexible=True),
            Column("feed", most=20, rank=2),
            Column("lang", rank=4),
        )
        print_table(columns, rows)
    if more:
        note(f"the newest {found}; --limit N shows more", quiet=state.quiet)


def _found(reader: "Reader", query: "Query", asked: "ListFilter") -> "Iterator[tuple[ItemRow, tuple[Hit, ...]]]":
    """The full-text index gives candidates; the query itself decides on their text."""
    from watcher.matching.languages import passes, text_language
    from watcher.types import Document

    for item in reader.search([sorted(words) for words in query.words()], asked):
        document = Document(
            item.title, item.summary, item.content, item.language, item.url, item.author, item.feed, item.tags
        )
        if not passes(asked.languages, text_language(f"{item.title}\n{item.summary}", item.language)):
            continue
        if hits := query.matches(document):
            yield item, hits


def _as_json(item: "ItemRow", hits: "tuple[Hit, ...]") -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title,
        "url": item.url,
        "feed": item.feed,
        "feed_title": item.feed_title,
        "summary": item.summary,
        "content": item.content,
        "author": item.author,
        "language": item.language,
        "tags": list(item.tags),
        "published": item.published,
        "first_seen": item.first_seen,
        "hits": [{"field": h.field, "start": h.start, "end": h.end, "text": h.text} for h in hits],
    }
