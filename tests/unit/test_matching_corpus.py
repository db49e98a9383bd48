"""Watch lists with the expectation beside each text: every example passes, with the index and without."""

from pathlib import Path

import pytest

from watcher.matching.engine import compile_watches
from watcher.matching.examples import check_examples
from watcher.matching.watchlist import parse_watch_list
from watcher.types import Document

FILES = sorted((Path(__file__).parents[1] / "corpus" / "matching").glob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_example_passes(path: Path) -> None:
    watch_list = parse_watch_list(path.read_bytes(), id=path.stem, where=path.name)
    results = check_examples(watch_list)
    assert [f"{one.example.text}: {one.problem}" for one in results if not one.passed] == []
    assert len(results) > 10
    engine = compile_watches([watch_list])
    for result in results:
        assert engine.match_unindexed(Document(content=result.example.text)) == result.outcome


def test_the_corpus_is_there() -> None:
    assert len(FILES) >= 2
