"""The query parser is loaded without a word on standard error and without a file written."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

FOREIGN_TABLES = """
import sys, types
tables = types.ModuleType("luqum.parsetab")
tables._tabversion, tables._lr_method, tables._lr_signature = "3.10", "LALR", "of another Python"
tables._lr_action, tables._lr_goto, tables._lr_productions = {}, {}, []
sys.modules["luqum.parsetab"] = tables
from watcher.matching.query.grammar import parse
import ply.yacc
print(repr(parse("base AND (handover OR exit)")), type(ply.yacc.yacc).__name__)
"""


def test_tables_that_do_not_fit_are_built_in_memory_and_in_silence() -> None:
    spec = find_spec("luqum")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir() if path.is_file()}
    ended = subprocess.run([sys.executable, "-c", FOREIGN_TABLES], capture_output=True, text=True, check=True)
    assert ended.stderr == ""
    assert ended.stdout == "AndOperation(Word('base'), Group(OrOperation(Word('handover'), Word('exit')))) function\n"
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir() if path.is_file()} == before
