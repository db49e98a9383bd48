"""What parsing costs: documents of 30 items, by the fast reader and by feedparser, whole and stage by stage.

Run by hand: `python -m tests.benchmarks.bench_parse [documents]`. It prints milliseconds a document.
"""

import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

from watcher.feeds.identity import diff
from watcher.feeds.parse import by_feedparser, fast, parse_feed
from watcher.feeds.parse.charset import decode
from watcher.feeds.parse.guard import defuse
from watcher.types import KnownItem, ParsedFeed, ParseLimits

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
ITEMS = 30
WORDS = (
    "officials said the base would be handed over to local forces within weeks after talks between the two sides "
    "air strike ministry spokesman denied reports that fighters had crossed the border near the town on Sunday night "
    "قال مسؤولون إن القوات ستنسحب من القاعدة"
).split()


def make_document(seed: int, items: int = ITEMS) -> bytes:
    """An RSS 2.0 document such as newsrooms publish: escaped HTML, 60 to 120 words an item."""
    rng = random.Random(seed)
    parts = []
    for number in range(items):
        words = " ".join(rng.choices(WORDS, k=rng.randint(60, 120)))
        when = format_datetime(NOW - timedelta(minutes=7 * number))
        parts.append(
            f"<item><title>{' '.join(rng.choices(WORDS, k=9))}</title><link>https://news{seed}.example/{number}</link>"
            f'<guid isPermaLink="false">{seed}-{number}</guid><pubDate>{when}</pubDate>'
            f"<description>{escape(f'<p>{words}</p>')}</description><category>World</category></item>"
        )
    head = f"<title>News {seed}</title><link>https://news{seed}.example/</link><description>News</description>"
    channel = f"<channel>{head}{''.join(parts)}</channel>"
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0">{channel}</rss>'.encode()


def parse(body: bytes) -> ParsedFeed:
    """One document, as the worker parses it."""
    parsed = parse_feed(body, url="https://news.example/rss", headers=(), now=NOW, limits=ParseLimits())
    assert isinstance(parsed, ParsedFeed)
    return parsed


def measure(name: str, work: Callable[[bytes], object], bodies: list[bytes]) -> None:
    """Print what `work` costs a document, in CPU time."""
    start = time.process_time()
    for body in bodies:
        work(body)
    print(f"{name:<34} {(time.process_time() - start) / len(bodies) * 1000:7.3f} ms")


def main(documents: int) -> None:
    """Measure every stage over that many documents."""
    bodies = [make_document(seed) for seed in range(documents)]
    size = sum(map(len, bodies)) / documents / 1000
    print(f"{documents} documents of {ITEMS} items, {size:.1f} KB each; CPU a document:")
    measure("charset", lambda b: decode(b, ""), bodies)
    measure("fast reader", lambda b: fast.read(b.decode()), bodies)
    measure("parse_feed (fast)", parse, bodies)
    measure("guard", lambda b: defuse(b.decode()), bodies[: documents // 5])
    measure("feedparser reader", lambda b: by_feedparser.read(b.decode()), bodies[: documents // 5])
    parsed = parse(bodies[0])
    known = [KnownItem(n, i.key, i.link_key, i.text_hash) for n, i in enumerate(parsed.items)]
    measure("diff, all known", lambda _: diff(parsed, known), bodies)
    assert all(fast.read(body.decode()) is not None for body in bodies)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
