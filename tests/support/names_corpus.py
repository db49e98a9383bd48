"""The corpus of names: reads `tests/corpus/names/*.tsv` and says what the matcher makes of it.

A row holds a kind, a name, its other spellings, and names that it must not be taken for, parted by `|`. The name is
looked for, with its other orders and well-known aliases, in a sentence that holds the other one. Newer files have a
column of translations too, which only a table could know: they are not counted.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from watcher.matching.names import NameKind, compile_name, expand_aliases, match_name, other_forms
from watcher.text.fold import tokenize

__all__ = ["FILES", "THRESHOLD", "NamePair", "is_found", "load_pairs", "missed_and_false"]

CORPUS = Path(__file__).parents[1] / "corpus" / "names"
FILES = (
    "names",
    "later",
    "unseen",
    "regions",
    "fresh",
    "broad",
    "held",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
)
THRESHOLD = 85
"""The default score from which a mention counts."""


@dataclass(frozen=True, slots=True)
class NamePair:
    """Two names, and whether they are one."""

    kind: NameKind
    name: str
    other: str
    same: bool


def load_pairs(name: str) -> list[NamePair]:
    """All pairs of one file of the corpus (`FILES`)."""
    with (CORPUS / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        NamePair(cast(NameKind, row["kind"]), row["name"], other.strip(), column == "same")
        for row in rows
        for column in ("same", "different")
        for other in (row[column] or "").split("|")
        if other.strip()
    ]


def _aliases(pair: NamePair) -> list[tuple[str, bool]]:
    """What a watch list of that name looks for, and whether it is met in its own script only."""
    orders = other_forms(pair.name, pair.kind)
    return [(name, False) for name in (pair.name, *orders)] + [(name, True) for name in expand_aliases(pair.name)]


def is_found(pair: NamePair) -> bool:
    """Whether the name is mentioned in full where the other one stands."""
    tokens = tokenize(f"Officials said on Tuesday that {pair.other} was mentioned in the report.")
    return any(
        not mention.partial and mention.score >= THRESHOLD
        for alias, native in _aliases(pair)
        for mention in match_name(compile_name(alias, pair.kind, native=native), tokens)
    )


def missed_and_false(pairs: Sequence[NamePair]) -> tuple[list[NamePair], list[NamePair]]:
    """The pairs that should have been found and were not, and those that were and should not have been."""
    wrong = [pair for pair in pairs if is_found(pair) != pair.same]
    return [p for p in wrong if p.same], [p for p in wrong if not p.same]
