"""Kill the service many times while feeds change; print what was lost and what is there twice. By hand:

uv run python -m tests.soak.kill --kills 60
"""

import argparse
import asyncio
import tempfile
import time
from pathlib import Path

from tests.support.killing import kill_again_and_again


def main() -> int:
    """Run, print the figures; 0 only where nothing was lost and nothing doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=600, help="stop after so long in any case")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        toll = asyncio.run(
            kill_again_and_again(Path(folder), kills=asked.kills, seconds=asked.seconds, seed=asked.seed)
        )
    print(f"seed {asked.seed}: {toll.kills} kills survived ({toll.ended} lives ended by themselves)")
    print(f"{toll.published} items published, {toll.claims} claims to have them")
    print(f"lost {len(toll.lost)} {toll.lost[:5]}, duplicated {len(toll.doubled)} {toll.doubled[:5]}")
    tracebacks = toll.said.count("Traceback (most recent call last)")
    print(f"tracebacks on stderr: {tracebacks}")
    if tracebacks:
        print(toll.said[toll.said.index("Traceback") :][:4000])
    return 1 if toll.lost or toll.doubled or tracebacks else 0


if __name__ == "__main__":
    raise SystemExit(main())
