"""How well, and how fast, items are grouped.

    python -m tests.benchmarks.bench_stories [--items 100000]

Prints pairwise F1 and B-cubed F1 on the labelled corpora, recall by kind of item, the spread over shuffled orders of
arrival, and the time of a placement among so many synthetic items of a fortnight.
"""

import argparse
import random
import time
from collections import Counter
from datetime import timedelta

from tests.support.stories import CORPORA, START, Event, StoryIndex, b_cubed, f1, load, member, pairwise, replay
from watcher.stories import fingerprint
from watcher.types import Document, MatchOutcome

TIMED = 2_000
"""Placements that are timed, after all other items were put into the stories that they belong to."""
PLACES = "Kirkuk Mosul Erbil Basra Tikrit Samarra Fallujah Ramadi Duhok Sinjar Najaf Karbala Kut Amara Hilla".split()
ACTS = (
    "gunmen attack checkpoint|police arrest suspects|court sentences officials|drone strikes warehouse|"
    "protesters block road|floods damage homes|minister opens hospital|fire destroys market|bus crash kills two|"
    "army launches operation|teachers strike over wages|pipeline leak halts pumping"
).split("|")


def report(name: str) -> None:
    """Quality on one corpus."""
    events = load(name)
    items = [member(i, e.document, e.at, feed=e.feed) for i, e in enumerate(events)]
    truth = [e.story for e in events]
    index = replay(items)
    found = [index.story_of[i] for i in range(len(items))]
    pairs, cubed = pairwise(truth, found), b_cubed(truth, found)
    print(
        f"{name:8} {len(events)} items, {len(set(truth))} stories: "
        f"pairwise P {pairs[0]:.3f} R {pairs[1]:.3f} F1 {f1(pairs):.3f}, "
        f"B-cubed P {cubed[0]:.3f} R {cubed[1]:.3f} F1 {f1(cubed):.3f}"
    )
    print("  apart from their story: ", _strays(events, found))
    print(
        "  mixed stories:          ",
        sum(len({truth[i] for i in range(len(truth)) if found[i] == s}) > 1 for s in set(found)),
    )
    scores = []
    for seed in range(10):
        rng = random.Random(seed)
        arrival = {m.item_id: m.at.timestamp() + rng.gauss(0, 4 * 3600) for m in items}
        other = replay(sorted(items, key=lambda m: arrival[m.item_id]))
        scores.append(f1(pairwise(truth, [other.story_of[i] for i in range(len(items))])))
    print(f"  pairwise F1 over 10 orders of arrival: {min(scores):.3f} to {max(scores):.3f}")


def _strays(events: list[Event], found: list[int]) -> str:
    first: dict[str, int] = {}
    total: Counter[str] = Counter()
    apart: Counter[str] = Counter()
    for i, event in enumerate(events):
        if event.story in first:
            total[event.kind] += 1
            apart[event.kind] += found[i] != first[event.story]
        first.setdefault(event.story, found[i])
    return ", ".join(f"{kind} {apart[kind]}/{n}" for kind, n in sorted(total.items()))


def synthetic(n: int, seed: int = 1) -> list[tuple[Document, timedelta, int]]:
    """Items of a fortnight on a few subjects: much in common, as a watch's items have."""
    rng = random.Random(seed)
    syllables = "ba ka ra sa ma na ta la da ha ja za qa sha kho mu ri du nu be".split()
    surnames = ["".join(rng.choices(syllables, k=3)).title() for _ in range(20_000)]
    events = [
        (rng.choice(PLACES), rng.choice(ACTS), rng.choice(surnames), rng.choice(surnames), rng.randint(3, 90))
        for _ in range(n // 3)
    ]
    out = []
    for _ in range(n):
        e = rng.randrange(len(events))
        place, act, who, whom, number = events[e]
        out.append(
            (
                Document(
                    title=f"{act.capitalize()} in {place}, {who} says",
                    summary=f"{number} people were affected when {act} near {place} in Iraq on day {e % 14}, {who} "
                    f"said. {whom}, a spokesman for the {rng.choice(surnames)} office, met {rng.choice(surnames)}.",
                    language="en",
                ),
                timedelta(hours=(e % 14) * 24 + rng.uniform(0, 10)),
                e + 1,
            )
        )
    return sorted(out, key=lambda pair: pair[1])


def speed(n: int) -> None:
    """Fingerprints and placements among `n` items, the look-up included."""
    documents = synthetic(n)
    fingerprint(documents[0][0], MatchOutcome())
    begun = time.perf_counter()
    items = [member(i, d, START + at, feed=f"f{i % 300}") for i, (d, at, _) in enumerate(documents)]
    each = (time.perf_counter() - begun) / n
    index = StoryIndex()
    times = []
    for item, (_, _, story) in zip(items[:-TIMED], documents, strict=False):
        index.put(item, story)
    for item in items[-TIMED:]:
        begun = time.perf_counter()
        placement = index.rules.place(item, index.candidates(item))
        times.append(time.perf_counter() - begun)
        index.put(item, placement.story_id or n + item.item_id)
    last = sorted(times)
    keys = sum(len(i.fingerprint.keys) for i in items) / n
    data = sum(len(i.fingerprint.data) for i in items) // n
    print(
        f"{n} synthetic items: fingerprint {each * 1e3:.2f} ms; the last {len(last)} placements: "
        f"median {last[len(last) // 2] * 1e3:.2f} ms, 99th {last[int(len(last) * 0.99)] * 1e3:.2f} ms, "
        f"worst {last[-1] * 1e3:.1f} ms; {len(index.members)} stories; "
        f"{keys:.1f} keys, {data} B an item"
    )


def main() -> None:
    """Run it all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    options = parser.parse_args()
    for name in CORPORA:
        report(name)
    if options.items:
        speed(options.items)


if __name__ == "__main__":
    main()
