"""What matching costs: run by hand, `python -m tests.benchmarks.bench_matching [documents]`.

News-like text with names in it, watched for by 100, 1,000 and 10,000 aliases of four kinds, half of them with a vowel
changed. Printed for each: the time to compile; the mean cost of a document over samples of growing size, in which ever
fewer words are new; the cost once all words are known; and how many times an exact Aho-Corasick scan
(`ahocorasick_rs`) that is, and a loop over `rapidfuzz.fuzz.partial_ratio` is either. CPU time of one process.
"""

import random
import sys
import time
from collections.abc import Iterator

import ahocorasick_rs
from rapidfuzz import fuzz

from watcher.matching.engine import Engine, compile_watches
from watcher.matching.models import KINDS, Term, WatchList
from watcher.types import Document

SYLLABLES = [
    first + vowel + last
    for first in (
        "b",
        "d",
        "f",
        "g",
        "h",
        "k",
        "l",
        "m",
        "n",
        "p",
        "r",
        "s",
        "sh",
        "t",
        "v",
        "z",
        "kh",
        "dr",
        "st",
    )
    for vowel in ("a", "e", "i", "o", "u", "ai", "ou")
    for last in ("", "", "r", "n", "l", "s", "m", "t")
]
COMMON = (
    "the of to and a in for on that with is said as at by was from has it its will be an have are not after his he but "
    "minister president army police court talks deal peace attack troops base border forces oil prices market company"
).split()
KINDS_USED = [kind for kind in KINDS if kind not in {"topic", "acronym"}]


class News:
    """Text whose words and names repeat as those of news do (Zipf), always the same."""

    def __init__(self, seed: int = 5) -> None:
        self.random = random.Random(seed)
        self.words = COMMON + [
            "".join(self.random.choices(SYLLABLES, k=self.random.randint(1, 3))) for _ in range(20_000)
        ]
        self.word_weights = [1 / (rank + 3) for rank in range(len(self.words))]
        self.names = [self._name() for _ in range(20_000)]
        self.name_weights = [1 / (rank + 20) ** 0.8 for rank in range(len(self.names))]

    def _name(self) -> str:
        return " ".join(
            "".join(self.random.choices(SYLLABLES, k=self.random.randint(1, 3))).capitalize()
            for _ in range(self.random.choice((2, 2, 2, 3)))
        )

    def sentence(self, length: int) -> str:
        words = self.random.choices(self.words, self.word_weights, k=length)
        words.insert(
            self.random.randrange(1, length),
            self.random.choices(self.names, self.name_weights)[0],
        )
        text = " ".join(words)
        return text[0].upper() + text[1:] + "."

    def documents(self, count: int) -> Iterator[Document]:
        for _ in range(count):
            summary = " ".join(self.sentence(self.random.randint(9, 16)) for _ in range(2))
            yield Document(
                title=self.sentence(self.random.randint(5, 9)),
                summary=summary,
                language="en",
            )

    def aliases(self, count: int) -> list[str]:
        picked = self.random.sample(self.names, count)
        return [name if number % 2 else self._misspelled(name) for number, name in enumerate(picked)]

    def _misspelled(self, name: str) -> str:
        at = self.random.choice([i for i, char in enumerate(name) if char in "aeiou"])
        return name[:at] + self.random.choice("aeiou") + name[at + 1 :]


def cost(engine: Engine, documents: list[Document]) -> float:
    """Microseconds a document."""
    began = time.process_time()
    for document in documents:
        engine.match(document)
    return (time.process_time() - began) / len(documents) * 1e6


def growing(engine: Engine, documents: list[Document], sizes: list[int]) -> list[float]:
    """Microseconds a document over the first so many, for each size; every word is new at first."""
    means, spent, done = list[float](), 0.0, 0
    for size in sizes:
        some = documents[done:size]
        spent += cost(engine, some) * len(some)
        done = size
        means.append(spent / size)
    return means


def naive(aliases: list[str], documents: list[Document]) -> float:
    """The same by a loop over the aliases, as most would write it."""
    began = time.process_time()
    for document in documents:
        text = f"{document.title} {document.summary}"
        for alias in aliases:
            fuzz.partial_ratio(alias, text)
    return (time.process_time() - began) / len(documents) * 1e6


def exact(aliases: list[str], documents: list[Document]) -> float:
    """An exact scan for the same aliases."""
    automaton = ahocorasick_rs.AhoCorasick([alias.lower() for alias in aliases])
    began = time.process_time()
    for document in documents:
        automaton.find_matches_as_indexes(f"{document.title} {document.summary}".lower())
    return (time.process_time() - began) / len(documents) * 1e6


def main(count: int) -> None:
    """Print a line for each number of aliases."""
    news = News()
    documents = list(news.documents(count))
    sizes = sorted({max(1, count // part) for part in (25, 5, 1)})
    print(f"{count:,} documents; µs a document, CPU of one process; × of the largest sample, × of known words")
    samples = " ".join(f"{f'first {size:,}':>13}" for size in sizes)
    print(
        f"{'aliases':>8} {'compile s':>10} {samples} "
        f"{'known':>7} {'loop':>9} {'loop ×':>13} {'exact':>6} {'× exact':>9}"
    )
    for number in (100, 1_000, 10_000):
        aliases = news.aliases(number)
        terms = [Term(name=alias, kind=KINDS_USED[n % 4]) for n, alias in enumerate(dict.fromkeys(aliases))]
        began = time.process_time()
        engine = compile_watches([WatchList(id="names", term=tuple(terms))])
        compiled = time.process_time() - began
        means = growing(engine, documents, sizes)
        known = cost(engine, documents)
        loop = naive(aliases, documents[: max(3, 20_000 // number)])
        scan = exact(aliases, documents)
        shown = " ".join(f"{mean:>13.0f}" for mean in means)
        print(
            f"{number:>8,} {compiled:>10.2f} {shown} {known:>7.0f} {loop:>9.0f} "
            f"{loop / means[-1]:>6.0f} {loop / known:>6.0f} {scan:>6.1f} {means[-1] / scan:>4.0f} {known / scan:>4.0f}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
