"""Grouping outside a database: an in-memory twin of the store's key index, the corpus, and the usual measures."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations
from math import sqrt
from pathlib import Path

from watcher.stories import Stories, fingerprint
from watcher.types import Document, MatchOutcome, Placement, StoryCandidate, StoryMember

__all__ = ["CORPORA", "CORPUS", "Event", "StoryIndex", "b_cubed", "f1", "load", "member", "pairwise", "replay"]

CORPUS = Path(__file__).parents[1] / "corpus" / "stories"
CORPORA = (
    "events", "unseen", "styles", "dispatches", "bulletins", "frontpages", "newsroom", "evening", "maydays", "wartime",
    "january", "easter",
)  # fmt: skip
START = datetime(2026, 3, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Event:
    """One labelled item of the corpus."""

    story: str
    kind: str
    feed: str
    at: datetime
    document: Document


def load(name: str) -> list[Event]:
    """The items of `tests/corpus/stories/NAME.tsv`, in the order in which they were published."""
    with (CORPUS / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    events = [
        Event(
            row["story"],
            row["kind"],
            row["feed"],
            START + timedelta(hours=float(row["hours"])),
            Document(title=row["title"], summary=row["summary"], language=row["language"]),
        )
        for row in rows
    ]
    return sorted(events, key=lambda e: e.at)


def member(
    item_id: int, document: Document, at: datetime, *, feed: str = "feed", outcome: MatchOutcome | None = None
) -> StoryMember:
    """An item ready to be placed."""
    return StoryMember(item_id, feed, at, fingerprint(document, outcome or MatchOutcome()))


class StoryIndex:
    """Stories by key, as the store keeps them: at most `limit` candidates, most telling keys in common first.

    Of the stories that hold one key only the newest `newest` are read, which bounds the work however common a key is.
    """

    def __init__(self, *, limit: int = 8, newest: int = 64, window: timedelta = timedelta(days=14)) -> None:
        self.limit, self.newest, self.window = limit, newest, window
        self.rules = Stories()
        self.members: dict[int, list[StoryMember]] = {}
        self.placements: dict[int, Placement] = {}
        self.story_of: dict[int, int] = {}
        self._span: dict[int, tuple[datetime, datetime]] = {}
        self._by_key: dict[str, list[int]] = defaultdict(list)

    def candidates(self, item: StoryMember) -> list[StoryCandidate]:
        """The stories within the window that share enough with an item: a key that n stories hold counts 1/sqrt(n)."""
        shared: dict[int, float] = defaultdict(float)
        for key in item.fingerprint.keys:
            holders = self._by_key.get(key, ())[-self.newest :]
            for story in holders:
                shared[story] += 1 / sqrt(len(holders))
        near = [s for s in shared if shared[s] >= 0.5 and self._near(s, item.at)]
        near.sort(key=lambda s: (-shared[s], -s))
        return [StoryCandidate(s, tuple(self.members[s]), *self._span[s]) for s in near[: self.limit]]

    def _near(self, story: int, at: datetime) -> bool:
        first, last = self._span[story]
        return first - self.window <= at <= last + self.window

    def add(self, item: StoryMember) -> Placement:
        """Place an item and remember it."""
        placement = self.rules.place(item, self.candidates(item))
        story = placement.story_id if placement.story_id is not None else len(self.members) + 1
        self.placements[item.item_id] = placement
        self.put(item, story)
        return placement

    def put(self, item: StoryMember, story: int) -> None:
        """Remember an item in a story."""
        self.members.setdefault(story, []).append(item)
        first, last = self._span.get(story, (item.at, item.at))
        self._span[story] = (min(first, item.at), max(last, item.at))
        for key in item.fingerprint.keys:
            if story not in self._by_key[key][-self.newest :]:
                self._by_key[key].append(story)
        self.story_of[item.item_id] = story


def replay(items: Iterable[StoryMember]) -> StoryIndex:
    """Place items in the order given."""
    index = StoryIndex()
    for item in items:
        index.add(item)
    return index


def pairwise(truth: Sequence[object], found: Sequence[object]) -> tuple[float, float]:
    """(precision, recall) over pairs of items: together in the answer, together in the truth."""
    both = said = true = 0
    for i, j in combinations(range(len(truth)), 2):
        together, same = found[i] == found[j], truth[i] == truth[j]
        both += together and same
        said += together
        true += same
    return (both / said if said else 1.0), (both / true if true else 1.0)


def b_cubed(truth: Sequence[object], found: Sequence[object]) -> tuple[float, float]:
    """(precision, recall) averaged over items (Bagga and Baldwin, 1998)."""
    classes: Mapping[object, int] = Counter(truth)
    clusters: Mapping[object, int] = Counter(found)
    cells: Mapping[tuple[object, object], int] = Counter(zip(truth, found, strict=True))
    pairs = list(zip(truth, found, strict=True))
    precision = sum(cells[p] / clusters[p[1]] for p in pairs) / len(pairs)
    recall = sum(cells[p] / classes[p[0]] for p in pairs) / len(pairs)
    return precision, recall


def f1(measure: tuple[float, float]) -> float:
    """The harmonic mean of precision and recall."""
    precision, recall = measure
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
