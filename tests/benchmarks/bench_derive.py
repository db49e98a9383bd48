"""Recall, precision and kind accuracy of deriving, an article a line.

Run by hand: `python -m tests.benchmarks.bench_derive [-v]`.
"""

import sys
import time

from tests.support.derive_gold import Score, articles, judge, load
from watcher.derive import DeriveOptions, derive

__all__ = ["main"]


ROOM = 60
"""Terms that hold all that an article names."""


def main(verbose: bool = False) -> None:
    """Print the table; with `verbose`, what was missed, wrong, mistyped or beyond the default as well."""
    totals = Score(), Score()
    print(f"{'':<12} {'at the default of 30 terms':^30} {f'with room for {ROOM}':^30}")
    print(f"{'article':<12} " + f"{'recall':>9} {'precision':>10} {'kinds':>8}  " * 2 + f" {'ms':>6}")
    for path in articles():
        document, gold = load(path)
        started = time.perf_counter()
        default = judge(derive([document]).terms, gold)
        spent = (time.perf_counter() - started) * 1000
        room = judge(derive([document], DeriveOptions(max_terms=ROOM)).terms, gold)
        for total, score in zip(totals, (default, room), strict=True):
            total.add(score)
        print(f"{path.stem:<12} {_figures(default)} {_figures(room)}  {spent:6.0f}")
        if verbose:
            crowded = [one for one in default.missed if one not in room.missed]
            missed = [one for one in default.missed if one in room.missed]
            labelled = (("missed", missed), ("no room", crowded), ("wrong", default.wrong), ("kind", default.mistyped))
            for label, found in labelled:
                for one in found:
                    print(f"    {label}: {one}")
    print(f"{'in all':<12} {_figures(totals[0])} {_figures(totals[1])}")


def _figures(score: Score) -> str:
    return f"{score.recall:9.3f} {score.precision:10.3f} {score.kind_accuracy:8.3f} "


if __name__ == "__main__":
    main("-v" in sys.argv)
