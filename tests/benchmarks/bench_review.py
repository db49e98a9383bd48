"""A database to triage, and how fast the triage screen's reads and writes are on it.

    python -m tests.benchmarks.bench_review DIR [--matches 300]

Makes DIR with a configuration and a database of so many new matches: the labelled items of `tests/corpus/stories/`
first, with reprints, then synthetic ones. `watcher review --config DIR` triages them by hand. What is printed: how many
stories, and the time of all that a key waits for behind the screen: a page, a story's evidence, a verdict, a look for
news.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.benchmarks.bench_stories import synthetic
from tests.support import builders as b
from tests.support.stories import load
from watcher.service.opening import open_writer
from watcher.service.reviewing import Review
from watcher.settings import load_settings
from watcher.stories import Stories, fingerprint
from watcher.types import Document, Hit, ItemMatch, MatchOutcome, WatchMatch
from watcher.types.rows import ListFilter, MatchStatus

BATCH = 500
PAPERS = 40
WATCHES = ("bases", "economy", "disasters")


def documents(count: int, now: datetime) -> Iterator[tuple[str, Document, datetime]]:
    """(feed, document, when), oldest first: the corpora and reprints of their items, then synthetic news."""
    events = sorted((e for name in ("events", "unseen", "styles") for e in load(name)), key=lambda e: e.at)
    shift = now - timedelta(hours=6) - events[-1].at
    given = 0
    for n, event in enumerate(events):
        for copy in range(2 if n % 4 == 0 else 1):
            if given == count:
                return
            given += 1
            yield f"https://{event.feed}{copy or ''}.example/rss", event.document, event.at + shift
    for n, (document, after, _) in enumerate(synthetic(max(3, count - given))):
        if given + n == count:
            return
        yield f"https://paper-{n % PAPERS}.example/rss", document, now - timedelta(days=14) + after


def fill(folder: Path, count: int, now: datetime) -> None:
    """Write configuration and database."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "watcher.toml").write_text('[database]\nurl = "sqlite:///w.db"\n', encoding="utf-8")
    found = list(documents(count, now))
    with open_writer(load_settings(folder, environ={}), create=True) as store:
        urls = sorted({feed for feed, _, _ in found})
        store.sync_feeds([b.feed(url, title=url.split("//")[1].split(".")[0].title()) for url in urls], now)
        ids = {row.url: row.id for row in store.reader.feeds()}
        by_feed: dict[str, list[object]] = {}
        for start in range(0, count, BATCH):
            by_feed.clear()
            for n, (feed, document, at) in enumerate(found[start : start + BATCH], start):
                outcome = _outcome(document, WATCHES[n % len(WATCHES)])
                item = b.an_item(
                    n, title=document.title, summary=document.summary, language=document.language, published=at,
                    url=f"{feed.removesuffix('rss')}{n}",
                )  # fmt: skip
                match = ItemMatch(outcome, fingerprint(document, outcome))
                by_feed.setdefault(feed, []).append(b.matching(item, match))
            intents = [b.changed(ids[feed], *items, at=now) for feed, items in by_feed.items()]  # type: ignore[arg-type]  # a builder's
            store.commit(intents, Stories(), now)


def _outcome(document: Document, watch: str) -> MatchOutcome:
    word = max(document.title.split(), key=len)
    start = document.title.index(word)
    hit = Hit(word, word, "title", start, start + len(word), word, 97.0, "the same letters")
    return MatchOutcome((WatchMatch(watch, 97.0, (hit,)),))


def timed(name: str, work: Callable[[], object], times: int = 5) -> None:
    """Print the fastest of some runs."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    print(f"  {name:34} {1000 * best:8.1f} ms")


def main() -> None:
    """Fill, then measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--matches", type=int, default=300)
    asked = parser.parse_args()
    now = datetime.now(UTC).replace(microsecond=0)
    start = time.perf_counter()
    fill(asked.folder, asked.matches, now)
    print(f"filled in {time.perf_counter() - start:.1f} s")
    review = Review(load_settings(asked.folder, environ={}), "bench")
    new = (MatchStatus.NEW,)
    page = review.stories(ListFilter(statuses=new, limit=200))
    print(f"{asked.matches} matches, {len(review.stories(ListFilter()))} stories")
    timed("first page (200 stories)", lambda: review.stories(ListFilter(statuses=new, limit=200)))
    last = page[-1]
    after = (last.priority, last.id)
    timed("next page", lambda: review.stories(ListFilter(statuses=new, limit=200, after=after)))
    timed("a story with its evidence", lambda: review.dossier(page[0].id))
    timed("look for news", review.pulse)
    made: list[datetime] = []
    timed("a verdict", lambda: made.append(review.mark(page[0].matches, MatchStatus.DONE)), 1)
    timed("taking it back", lambda: review.undo(page[0].matches, made[0]), 1)
    review.close()


if __name__ == "__main__":
    main()
