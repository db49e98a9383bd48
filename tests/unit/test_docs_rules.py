"""The table of rules in docs/testing.md: whole, and every test that it names is there."""

import ast
import re
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
PAGE = (TESTS.parent / "docs" / "testing.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+) \| [^|]+ \| ([^|]+) \|$", PAGE, re.MULTILINE)


def _named(cell: str) -> list[tuple[str, str]]:
    """(file, test) for each test of one row."""
    groups = re.findall(r"`([\w/]+\.py)`: ((?:`\w+`(?:, )?)+)", cell)
    return [(file, test) for file, tests in groups for test in re.findall(r"`(\w+)`", tests)]


def _tests_in(file: str) -> set[str]:
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_rule_has_its_tests() -> None:
    assert [int(number) for number, _ in ROWS] == list(range(1, 28))
    assert all(_named(cell) for _, cell in ROWS)


def test_the_tests_that_are_named_exist() -> None:
    named = {pair for _, cell in ROWS for pair in _named(cell)}
    found = {file: _tests_in(file) for file in {file for file, _ in named}}
    assert sorted(pair for pair in named if pair[1] not in found[pair[0]]) == []


def test_nothing_in_the_table_is_passed_over() -> None:
    for _, cell in ROWS:
        assert len(_named(cell)) == len(re.findall(r"`test_\w+`", cell))
