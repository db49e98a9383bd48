"""The corpus of rival spellings and confusables: recall and false hits.

`names` is what the weights were set on. `later` was written after that, and its faults in kind were mended. `unseen`
was written after both; of its faults only two bugs were mended. `regions` (names of the news of 2025 and 2026 from 25
parts of the world) was written before the rival readings, for which its faults gave the reasons: recall was .900 then.
`fresh` was written at the same time and first measured after that, at a recall of .924 and a precision of .971; then
what it showed in kind was mended (words written apart, kw for qu, names known from a table).

`broad` and `held` are the halves, by a hash, of a set that was written to be wide (parts of names added and left out,
other orders, Han and Hangul, classes of places, near-namesakes): at first .77 and .76 of them were found. What `broad`
showed in kind was mended; `held` was then at a recall of .85 and a precision of .95, and was looked at in its turn.
`third` and `fourth` are the halves of a set written after that, at first at .89 and .92 (before all this .84 together);
only `third` has been looked at. Their confusables are harder than those of the older files: one letter off, or the
same sounds.

`fifth`, `sixth` and `seventh` were written one after the other, each after the faults of the one before had been mended
in kind: Iraq, its neighbours and their wars first, then the rest of the world, and names watched for in their own
script. At first .93, .90 and .93 of them were found; of `seventh` little has been mended since.
"""

from dataclasses import replace

import pytest
from anyascii import anyascii

from tests.support.names_corpus import load_pairs, missed_and_false
from watcher.matching.names import compile_name, match_name
from watcher.text.fold import tokenize


@pytest.mark.parametrize(
    ("file", "least", "most"),
    [
        ("names", 0.985, 0.02),
        ("later", 0.985, 0.02),
        ("unseen", 0.97, 0.03),
        ("regions", 0.97, 0.04),
        ("fresh", 0.96, 0.04),
        ("broad", 0.935, 0.04),
        ("held", 0.925, 0.045),
        ("third", 0.945, 0.075),
        ("fourth", 0.925, 0.06),
        ("fifth", 0.97, 0.04),
        ("sixth", 0.95, 0.04),
        ("seventh", 0.95, 0.07),
    ],
)
def test_recall_and_false_hits(file: str, least: float, most: float) -> None:
    pairs = load_pairs(file)
    same = [pair for pair in pairs if pair.same]
    different = [pair for pair in pairs if not pair.same]
    missed, false = missed_and_false(pairs)
    assert len(same) > 150
    assert len(different) > 40
    assert 1 - len(missed) / len(same) >= least, [(p.name, p.other) for p in missed]
    assert len(false) / len(different) <= most, [(p.name, p.other) for p in false]


@pytest.mark.parametrize(("file", "least"), [("names", 0.94), ("fifth", 0.95), ("seventh", 0.93)])
def test_the_other_spelling_is_watched_for(file: str, least: float) -> None:
    pairs = [replace(p, name=p.other, other=p.name) for p in load_pairs(file) if p.same]
    missed, _ = missed_and_false(pairs)
    assert 1 - len(missed) / len(pairs) >= least, [(p.name, p.other) for p in missed]


def test_a_name_is_found_without_its_diacritics_and_with_them() -> None:
    pairs = load_pairs("names") + load_pairs("regions")
    spelt = {(p.kind, n) for p in pairs if p.same for n in (p.name, p.other) if not n.isascii() and ord(n[0]) < 0x250}
    spelt |= {("person", n) for n in ("Abdullah Öcalan", "Łukasz Żak", "Đorđe Šijački", "Şükrü Saracoğlu")}
    assert len(spelt) > 150
    for kind, name in sorted(spelt):
        for watched, text in ((name, anyascii(name)), (anyascii(name), name)):
            found = match_name(compile_name(watched, kind), tokenize(f"Now {text} was met."))
            assert any(m.score == 100 and not m.partial for m in found), (watched, text)


def test_the_corpus_speaks_every_script_that_is_read_directly() -> None:
    letters = {ord(c) >> 8 for pair in load_pairs("names") for c in pair.other}
    assert {0x00, 0x03, 0x04, 0x05, 0x06} <= letters


def test_a_pair_reads_as_it_is_written() -> None:
    pairs = {(p.kind, p.name, p.other, p.same) for p in load_pairs("names")}
    assert ("place", "Baghdad", "Bagdad", True) in pairs
    assert ("place", "Baghdad", "Baghdadi", False) in pairs
