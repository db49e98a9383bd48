"""How long the store takes for a cold pass, an unchanged one, and the lists over what is stored.

Run by hand: `python -m tests.benchmarks.store_throughput [--alone] [postgresql URL]`. `--alone` leaves the story rules
out (every item opens a story), which is the store's own share.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import timedelta

from tests.support.builders import NOW, an_item, an_outcome, changed, feed, fresh, matching, unchanged
from watcher.store import open_reader, open_store
from watcher.stories import Stories, fingerprint
from watcher.types import Document, FeedUpdateIntent, ItemIntent, ItemMatch, Placement, StoryCandidate, StoryMember
from watcher.types.rows import ListFilter

FEEDS, ITEMS, BATCH = 1_000, 30, 50
WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in ("a", "e", "io", "ou") for c in ("n", "rt", "l", "sk", "mb", "")]


def _text(words: random.Random, length: int) -> str:
    return " ".join(words.choices(WORDS, k=length))


def _intent(feed_id: int, rng: random.Random) -> FeedUpdateIntent:
    items: list[ItemIntent] = []
    for n in range(ITEMS):
        item = an_item(
            n,
            title=_text(rng, 9).title(),
            summary=_text(rng, 45),
            published=NOW - timedelta(minutes=rng.randrange(2000)),
        )
        if n % 15:
            items += fresh(item)
            continue
        outcome = an_outcome(terms=rng.sample(["Ain al-Asad", "Camp Taji", "Kataib Hezbollah"], k=rng.randint(1, 2)))
        document = Document(title=item.title, summary=item.summary, language="en")
        items.append(matching(item, ItemMatch(outcome.outcome, fingerprint(document, outcome.outcome))))
    return changed(feed_id, *items)


def _timed(what: str, work: Callable[[], object]) -> None:
    start, spent = time.perf_counter(), time.process_time()
    work()
    print(f"{what:<58} {time.perf_counter() - start:7.3f} s, CPU {time.process_time() - spent:7.3f} s")


class Alone(Stories):
    """Never groups."""

    def place(self, member: StoryMember, candidates: Sequence[StoryCandidate]) -> Placement:
        """A story of its own."""
        return Placement(None)


def main() -> None:
    """Print one line for each thing measured."""
    folder = tempfile.TemporaryDirectory()
    arguments = [a for a in sys.argv[1:] if a != "--alone"]
    url = arguments[0] if arguments else f"sqlite:///{folder.name}/watcher.db"
    rng = random.Random(7)
    _timed("create (imports SQLModel)", lambda: open_store(url).close())
    store = open_store(url)
    _timed(
        f"sync {FEEDS} feeds",
        lambda: store.sync_feeds([feed(f"https://h{n}.example/rss", tags=("t",)) for n in range(FEEDS)], NOW),
    )
    claimed = list(store.claim_due(NOW, FEEDS, busy=(), max_interval=timedelta(days=1)))
    _timed("claim them", lambda: store.claim_due(NOW, FEEDS, busy=(), max_interval=timedelta(days=1)))
    intents = [_intent(f.feed_id, rng) for f in claimed]
    rules = Alone() if "--alone" in sys.argv else Stories()
    times: list[float] = []

    def commit(batch: list[FeedUpdateIntent]) -> None:
        for start in range(0, len(batch), BATCH):
            began = time.perf_counter()
            store.commit(batch[start : start + BATCH], rules, NOW)
            times.append(time.perf_counter() - began)

    _timed(f"commit {FEEDS * ITEMS} items, {FEEDS * (ITEMS // 15)} matches, in {FEEDS // BATCH} transactions",
           lambda: commit(intents))  # fmt: skip
    print(f"{'  median transaction':<58} {statistics.median(times):7.3f} s")
    _timed("known items of every feed", lambda: [store.known_items(f.feed_id) for f in claimed])
    quiet = [unchanged(f.feed_id) for f in claimed]
    _timed(f"commit {FEEDS} answers of 304", lambda: commit(quiet))
    _timed("the same again", lambda: commit(quiet))
    with open_reader(url) as reader:
        _timed("list 50 matches", lambda: reader.matches(ListFilter(limit=50)))
        _timed("list all matches", lambda: reader.matches())
        _timed("list all stories", lambda: reader.stories())
        _timed("search two words, 50 items", lambda: list(reader.search([["ban"], ["kart"]], ListFilter(limit=50))))
        _timed("read every item", lambda: sum(len(c) for c in reader.items_since(NOW - timedelta(days=1))))
        print(f"{'size':<58} {reader.stats().bytes / 1e6:7.1f} MB, {len(reader.stories())} stories")
    store.close()


if __name__ == "__main__":
    main()
