"""The corpus of names: reads `tests/corpus/names/*.tsv` and says what the matcher makes of it.

A row holds a kind, a name, its other spellings, and names that it must not be taken for, parted by `|`. The name is
looked for, with its well-known aliases, in a sentence that holds the other one.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from watcher.matching.names import NameKind, compile_name, expand_aliases, match_name
from watcher.text.fold import tokenize

__all__ = ["THRESHOLD", "NamePair", "is_found", "load_pairs", "missed_and_false"]

CORPUS = Path(__file__).parents[1] / "corpus" / "names"
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
    """All pairs of one file of the corpus (`names`, `later`, `unseen`, `regions`, `fresh`)."""
    with (CORPUS / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        NamePair(cast(NameKind, row["kind"]), row["name"], other.strip(), column == "same")
        for row in rows
        for column in ("same", "different")
        for other in (row[column] or "").split("|")
        if other.strip()
    ]


def is_found(pair: NamePair) -> bool:
    """Whether the name is mentioned in full where the other one stands."""
    tokens = tokenize(f"Officials said on Tuesday that {pair.other} was mentioned in the report.")
    return any(
        not mention.partial and mention.score >= THRESHOLD
        for alias in (pair.name, *expand_aliases(pair.name))
        for mention in match_name(compile_name(alias, pair.kind, native=alias != pair.name), tokens)
    )


def missed_and_false(pairs: Sequence[NamePair]) -> tuple[list[NamePair], list[NamePair]]:
    """The pairs that should have been found and were not, and those that were and should not have been."""
    wrong = [pair for pair in pairs if is_found(pair) != pair.same]
    return [p for p in wrong if p.same], [p for p in wrong if not p.same]
