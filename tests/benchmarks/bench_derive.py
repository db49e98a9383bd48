"""Recall, precision and kind accuracy of deriving, an article a line.

Run by hand: `python -m tests.benchmarks.bench_derive [-v]`.
"""

import sys
import time

from tests.support.derive_gold import Score, articles, judge, load
from watcher.derive import DeriveOptions, derive

__all__ = ["main"]


def main(verbose: bool = False) -> None:
    """Print the table; with `verbose`, what was missed, wrong and mistyped."""
    total = Score()
    total_default = Score()
    print(f"{'article':<12} {'recall':>7} {'precision':>9} {'kinds':>6} {'ms':>6} {'recall of 30':>13}")
    for path in articles():
        document, gold = load(path)
        started = time.perf_counter()
        derivation = derive([document], DeriveOptions(max_terms=60))
        spent = (time.perf_counter() - started) * 1000
        score = judge(derivation.terms, gold)
        total.add(score)
        default = judge(derive([document]).terms, gold)
        total_default.add(default)
        told = (
            f"{score.recall:7.3f} {score.precision:9.3f} {score.kind_accuracy:6.3f} {spent:6.0f} {default.recall:13.3f}"
        )
        print(f"{path.stem:<12} {told}")
        if verbose:
            for label, found in (("missed", score.missed), ("wrong", score.wrong), ("kind", score.mistyped)):
                for one in found:
                    print(f"    {label}: {one}")
    told = f"{total.recall:7.3f} {total.precision:9.3f} {total.kind_accuracy:6.3f} {'':>6} {total_default.recall:13.3f}"
    print(f"{'in all':<12} {told}")


if __name__ == "__main__":
    main("-v" in sys.argv)
