"""Names: quality on the corpus, and what names cost. Run: `python -m tests.benchmarks.bench_names [--wrong]`."""

import argparse
import random
import time
from collections import defaultdict

from tests.support.names_corpus import FILES, NamePair, load_pairs, missed_and_false
from watcher.matching.names import NamePattern, compile_name, match_name, may_match, token_keys
from watcher.text.fold import WORD, tokenize

_SYLLABLES = (
    "ka ma sha li ro bar zan dul khal had mir tov ski ben gor ev al qas sul min din far ez hor tan wi nak cher os ulla"
).split()


def quality(title: str, pairs: list[NamePair], *, wrong: bool) -> None:
    """Print recall, precision and the share of false hits."""
    same = sum(p.same for p in pairs)
    missed, false = missed_and_false(pairs)
    hit = same - len(missed)
    print(
        f"{title:<14} {len(pairs):>5} pairs  recall {hit / same:.3f}  precision {hit / (hit + len(false)):.3f}  "
        f"false hits {len(false) / (len(pairs) - same):.3f}"
    )
    if wrong:
        for pair in (*missed, *false):
            print(f"    {'missed' if pair.same else 'false '} {pair.name} | {pair.other}")


def _name(rng: random.Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 4))).capitalize()


def _index(patterns: list[NamePattern]) -> dict[str, list[NamePattern]]:
    found: dict[str, list[NamePattern]] = defaultdict(list)
    for pattern in patterns:
        for key in pattern.keys:
            found[key].append(pattern)
    return found


def cost(count: int) -> None:
    """Print what compiling, a word seen for the first time, and a document cost."""
    rng = random.Random(7)
    start = time.process_time()
    patterns = [compile_name(f"{_name(rng)} {_name(rng)}", "person") for _ in range(count)]
    compiled = time.process_time() - start
    index = _index(patterns)
    token_keys.cache_clear()
    words = list({_name(rng) for _ in range(2_000)})
    start = time.process_time()
    for word in words:
        token_keys(word)
    keyed = (time.process_time() - start) / len(words)
    start = time.process_time()
    for word in words:
        token_keys(word)
    cached = (time.process_time() - start) / len(words)
    candidates: dict[str, list[NamePattern]] = {}
    start = time.process_time()
    for word in words:
        near = {id(p): p for key in token_keys(word) for p in index.get(key, ())}
        candidates[word] = [p for p in near.values() if may_match(p, word)]
    first = (time.process_time() - start) / len(words)
    documents = [" ".join(rng.choice(words) for _ in range(45)) for _ in range(500)]
    start = time.process_time()
    for document in documents:
        chosen = {id(p): p for word in set(WORD.findall(document)) for p in candidates[word]}
        tokens = tokenize(document) if chosen else []
        for pattern in chosen.values():
            match_name(pattern, tokens)
    each = (time.process_time() - start) / len(documents)
    print(
        f"{count:>6} names  compile {compiled:.2f} s  keys of a new word {keyed * 1e6:.0f} µs, of a known one "
        f"{cached * 1e6:.2f} µs, its names {first * 1e6:.0f} µs  a document of 45 names "
        f"{each * 1e6:.0f} µs"
    )


def main() -> None:
    """Print quality, then cost."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("-v", "--wrong", action="store_true", help="list what is missed or falsely found")
    wrong = arguments.parse_args().wrong
    for name in FILES:
        quality(name, load_pairs(name), wrong=wrong)
    for count in (100, 1_000, 10_000):
        cost(count)


if __name__ == "__main__":
    main()
