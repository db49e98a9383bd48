"""The corpus of rival spellings and confusables: recall and false hits, as a whole and on the half not tuned on."""

import pytest

from tests.support.names_corpus import load_pairs, missed_and_false

PAIRS = load_pairs()


@pytest.mark.parametrize("half", [0, 1], ids=["tuned", "held-out"])
def test_recall_and_false_hits(half: int) -> None:
    pairs = [pair for pair in PAIRS if pair.row % 2 == half]
    same = [pair for pair in pairs if pair.same]
    different = [pair for pair in pairs if not pair.same]
    missed, false = missed_and_false(pairs)
    assert len(same) > 250
    assert len(different) > 100
    assert len(missed) / len(same) <= 0.03, [(p.name, p.other) for p in missed]
    assert len(false) / len(different) <= 0.05, [(p.name, p.other) for p in false]


def test_the_corpus_speaks_every_script_that_is_read_directly() -> None:
    letters = {ord(c) >> 8 for pair in PAIRS for c in pair.other}
    assert {0x00, 0x03, 0x04, 0x05, 0x06} <= letters


def test_a_pair_reads_as_it_is_written() -> None:
    pairs = {(p.kind, p.name, p.other, p.same) for p in PAIRS}
    assert ("place", "Baghdad", "Bagdad", True) in pairs
    assert ("place", "Baghdad", "Baghdadi", False) in pairs
