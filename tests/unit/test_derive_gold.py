"""Articles of many subjects, styles and languages against their gold."""

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.support.derive_gold import Score, articles, judge, load
from watcher.derive import DeriveOptions, derive, render_toml
from watcher.matching.engine import compile_watches
from watcher.matching.watchlist import parse_watch_list
from watcher.types.matching import Document

ROOM = DeriveOptions(max_terms=60)


@cache
def judged(path: Path) -> Score:
    """An article's score where there is room for all that it names."""
    document, gold = load(path)
    return judge(derive([document], ROOM).terms, gold)


@pytest.mark.parametrize("path", articles(), ids=lambda path: path.stem)
def test_each_article_gives_its_names_and_no_others(path: Path) -> None:
    score = judged(path)
    assert score.recall >= 0.9, score.missed
    assert score.precision >= 0.85, score.wrong
    assert score.kind_accuracy >= 0.75, score.mistyped
    assert not score.forbidden


def test_all_articles_together_meet_the_targets() -> None:
    total = Score()
    for path in articles():
        total.add(judged(path))
    assert total.recall >= 0.97
    assert total.precision >= 0.95
    assert total.kind_accuracy >= 0.92


@pytest.mark.parametrize("path", articles(), ids=lambda path: path.stem)
def test_what_is_rendered_is_a_valid_watch_list_whose_examples_pass(path: Path) -> None:
    document, _ = load(path)
    derivation = derive([document])
    watch_list = parse_watch_list(render_toml(derivation), id="derived", where="derived.toml")
    assert len(watch_list.terms) <= 30
    assert [term.name for term in watch_list.terms] == [term.name for term in derivation.all_terms]
    engine = compile_watches([watch_list])
    for example in watch_list.examples:
        assert bool(engine.match(Document(content=example.text)).matches) == example.match, example.text


def test_one_article_takes_little_memory() -> None:
    """In a process of its own. (`ru_maxrss` would begin with what this process has: Linux keeps it over an exec.)"""
    path = next(path for path in articles() if path.stem == "ship")
    script = (
        "import sys; from pathlib import Path; from watcher.derive import *;"
        "p = Path(sys.argv[1]); render_toml(derive([SeedDocument(p.name, p.read_text('utf-8'))]));"
        "print(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])"
    )
    ran = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert int(ran.stdout) < 250_000, "kilobytes"
