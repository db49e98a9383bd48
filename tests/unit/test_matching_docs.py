"""docs/matching.md is executed: every watch list in it passes its own examples, every query error is what it says."""

import re
from pathlib import Path

import pytest

from watcher.errors import QueryError
from watcher.matching.examples import check_examples
from watcher.matching.models import KINDS
from watcher.matching.query import compile_query
from watcher.matching.watchlist import parse_watch_list

PAGE = (Path(__file__).parents[2] / "docs" / "matching.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```toml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
ERRORS = re.findall(r"^\| `(.*?)` \| (column \d+: .*) \|$", PAGE, re.MULTILINE)
TABLE = PAGE.split("| written | means |")[1].split("\n\n")[0]
QUERIES = [query.replace("\\|", "|") for query in re.findall(r"`([^`]+)`", TABLE) if query not in {"~", "~2", "( )"}]


@pytest.mark.parametrize("block", BLOCKS)
def test_every_watch_list_passes_its_own_examples(block: str) -> None:
    watch_list = parse_watch_list(block, id="documented", where="docs/matching.md")
    assert watch_list.examples
    assert [result.problem for result in check_examples(watch_list) if not result.passed] == []


@pytest.mark.parametrize(("query", "said"), ERRORS)
def test_every_query_error_is_said_as_documented(query: str, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        compile_query(query.replace("\\|", "|"))
    assert str(caught.value) == said.replace("\\|", "|")


@pytest.mark.parametrize("query", QUERIES)
def test_every_documented_query_is_one(query: str) -> None:
    compile_query(f"{query}word" if query.endswith(":") else query)


def test_nothing_is_left_out() -> None:
    assert len(BLOCKS) >= 9
    assert len(ERRORS) >= 6
    assert len(QUERIES) >= 20
    assert all(f"`{kind}`" in PAGE for kind in KINDS)
