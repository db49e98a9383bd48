"""How well items are grouped by the program itself: labelled items served as feeds, polled, listed.

    python -m tests.benchmarks.served_stories [CORPUS ...] [--without-dates] [--mixed-feeds] [--seed N]

Serves each corpus of `tests/corpus/stories/` on loopback, polls it with `watcher poll` under two watch lists (`*:*`,
which holds every item, and names of places, which holds some), reads `watcher stories list --json`, and prints pairwise
and B-cubed F1 of each: what a user gets, where `bench_stories` says what the rules give.
"""

import argparse
import asyncio
import random
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

from tests.support.program import run_watcher, write_config
from tests.support.site import Page, Site
from tests.support.stories import CORPORA, START, Event, b_cubed, f1, load, pairwise

EVERYTHING = '[[term]]\nname = "everything"\nquery = "*:*"\n'
PLACES = (
    "Israel Gaza Iraq Iran Syria Lebanon Russia Ukraine China Japan India France Germany Italy Spain Brazil Nigeria"
)
MIXED = 8
"""Feeds over which items are spread at random where they do not keep their own."""


def named() -> str:
    """A watch list of names."""
    return "\n".join(f'[[term]]\nname = "{place}"\nkind = "place"\n' for place in PLACES.split())


def document(items: Sequence[tuple[int, Event]], *, last: datetime, dated: bool) -> bytes:
    """An RSS document of these items; the latest of the corpus was published at `last`."""
    parts = []
    for number, event in items:
        date = f"<pubDate>{format_datetime(last + (event.at - START))}</pubDate>" if dated else ""
        parts.append(
            f"<item><title>{escape(event.document.title)}</title><link>http://news.example/{number}</link>"
            f"<guid>{number}</guid><description>{escape(event.document.summary)}</description>{date}</item>"
        )
    head = "<title>Served</title><link>http://news.example/</link><description>Labelled items</description>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{"".join(parts)}</channel></rss>'.encode()


def spread(events: Sequence[Event], rng: random.Random, *, mixed: bool) -> dict[str, list[tuple[int, Event]]]:
    """The items of each feed, in random order."""
    feeds: dict[str, list[tuple[int, Event]]] = defaultdict(list)
    for number, event in enumerate(events):
        feeds[str(rng.randrange(MIXED)) if mixed else event.feed].append((number, event))
    for items in feeds.values():
        rng.shuffle(items)
    return feeds


async def polled(folder: Path, site: Site, feeds: Mapping[str, bytes], watch: str) -> dict[int, int]:
    """Item number → story, as the program lists them after one poll."""
    site.pages = {f"/{name}.xml": Page(body) for name, body in feeds.items()}
    poll: dict[str, object] = {"parse_workers": 0}
    config = write_config(folder, [site.url(path) for path in site.pages], poll=poll, watches={"served": watch})
    (await run_watcher("poll", "--json", config=config, timeout=300)).json()
    listed = (await run_watcher("matches", "list", "--json", config=config, timeout=60)).json()
    number = {match["id"]: int(match["url"].rsplit("/", 1)[1]) for match in listed}
    stories = (await run_watcher("stories", "list", "--json", config=config, timeout=60)).json()
    return {number[match]: story["id"] for story in stories for match in story["matches"]}


def main() -> None:
    """Run it all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", default=list(CORPORA))
    parser.add_argument("--without-dates", action="store_true", help="serve items without their time of publication")
    parser.add_argument("--mixed-feeds", action="store_true", help=f"spread items over {MIXED} feeds at random")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with Site() as site:
        for corpus in options.corpora:
            events = load(corpus)
            last = datetime.now(UTC) - (max(e.at for e in events) - START) - timedelta(hours=1)
            feeds = {
                name: document(items, last=last, dated=not options.without_dates)
                for name, items in spread(events, random.Random(options.seed), mixed=options.mixed_feeds).items()
            }
            for label, watch in (("*:*", EVERYTHING), ("names", named())):
                with tempfile.TemporaryDirectory() as folder:
                    found = asyncio.run(polled(Path(folder), site, feeds, watch))
                truth = [events[number].story for number in found]
                told = list(found.values())
                print(
                    f"{corpus:11} {label:6} {len(found):3} of {len(events)} items: "
                    f"pairwise F1 {f1(pairwise(truth, told)):.3f}, B-cubed F1 {f1(b_cubed(truth, told)):.3f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
