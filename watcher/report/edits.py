"""What an edit changed, word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from watcher.types.rows import EvidenceRow, ItemRow, ItemVersionRow

__all__ = ["Edit", "changes", "edits_of", "runs"]

MANY_WORDS = 2_000
"""Texts longer than this are compared by their rarer words, so that the time stays within seconds."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What became of one version: the fields that read otherwise in the next one, (field, before, after)."""

    version: ItemVersionRow
    fields: tuple[tuple[str, str, str], ...]


def runs(old: str, new: str) -> Iterator[tuple[str, str, bool]]:
    """Runs of words in order: (as they were, as they became, whether that is the same)."""
    before, after = old.split(), new.split()
    many = max(len(before), len(after)) > MANY_WORDS
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=many).get_opcodes():
        yield " ".join(before[a:b]), " ".join(after[c:d]), kind == "equal"


def changes(old: str, new: str) -> list[tuple[str, str]]:
    """(removed, added), place by place."""
    return [(was, became) for was, became, same in runs(old, new) if not same]


def edits_of(evidence: EvidenceRow) -> tuple[Edit, ...]:
    """Each earlier version against the one after it, oldest first."""
    texts: Sequence[ItemVersionRow | ItemRow] = [*evidence.versions, evidence.item]
    return tuple(
        Edit(
            old,
            tuple(
                (name, was, became)
                for name, was, became in (
                    ("title", old.title, new.title),
                    ("summary", old.summary, new.summary),
                    ("content", old.content, new.content),
                    ("link", old.url, new.url),
                )
                if was != became
            ),
        )
        for old, new in zip(evidence.versions, texts[1:], strict=True)
    )
