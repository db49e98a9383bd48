"""A pass over many feeds, beside newsboat, sfeed and lemon24/reader, in one run on one machine.

    python -m tests.benchmarks.bench_poll [--feeds 1000] [--items 30] [--rounds 3] [--many 10000] [--reader PYTHON]

Feeds are served from eight loopback hosts; politeness is turned down by settings. Measured are a cold pass (every item
is stored and matched against 20 terms), a pass in which everything answers 304, and, for watcher, one over the same
bodies without validators; then, with `--many`, one cold pass over that many feeds. CPU time and memory are those of all
processes of a command, the server's left out.

newsboat and sfeed are Debian packages of these names. reader comes from PyPI, into an environment that is thrown away
afterwards (by uv), unless `--reader` names a Python that has it. What is missing is said.
"""

import argparse
import contextlib
import gzip
import importlib.util
import json
import multiprocessing
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from asyncio import IncompleteReadError, StreamReader, StreamWriter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from itertools import accumulate
from multiprocessing.queues import Queue
from pathlib import Path

from tests.benchmarks.measuring import Cost, cost_of

HOSTS = [f"127.0.0.{n}" for n in range(1, 9)]
READER = """
import sys
from reader import make_reader
reader = make_reader(sys.argv[1])
if sys.argv[2] == "add":
    for line in open(sys.argv[3]):
        reader.add_feed(line.strip(), exist_ok=True)
else:
    for _ in reader.update_feeds_iter(workers=8, scheduled=False):
        pass
"""
TERMS = ["Ismel Torvak", "Qarmat Dhulav", "Xelmir Air Base", "Brunsk Aldov", "Kestwyn Holdings", "Zhural Dam",
         "Omandra Peskay", "Tolbrek Corridor", "Nyamuv Ridge", "Halvorst Group"]  # fmt: skip
"""Names that every hundredth item holds; ten more terms are names of the text itself."""


class Text:
    """News-like text: words by Zipf's law, with names in them. Always the same."""

    def __init__(self, words: int = 25_000, names: int = 20_000) -> None:
        """Make a vocabulary."""
        self._random = rng = random.Random(11)
        onset = "b br d dr f g gr h j k kh l m n p pr r s sh st t tr v w z".split()
        coda = ["", "", "n", "r", "l", "s", "t", "m", "nd", "rk", "st"]

        def word() -> str:
            return "".join(rng.choice(onset) + rng.choice("aeiou") for _ in range(rng.randint(1, 3))) + rng.choice(coda)

        self._words = list(dict.fromkeys(word() for _ in range(words * 2)))[:words]
        self._weights = list(accumulate(1 / (n + 2.7) for n in range(len(self._words))))
        first = [word().title() for _ in range(700)]
        second = ["Province", "Ridge", "Bank", "Council", "Port", "Group"] * 100 + [
            word().title() for _ in range(4_000)
        ]
        self.names = [f"{rng.choice(first)} {rng.choice(second)}" for _ in range(names)]
        self._name_weights = list(accumulate((n + 20) ** -0.8 for n in range(names)))

    def sentence(self, length: int) -> str:
        """A sentence with a name or two."""
        rng = self._random
        words = rng.choices(self._words, cum_weights=self._weights, k=length)
        for name in rng.choices(self.names, cum_weights=self._name_weights, k=rng.randint(1, 2)):
            words.insert(rng.randrange(1, len(words)), name)
        text = " ".join(words)
        return text[0].upper() + text[1:]


def document(text: Text, feed: int, items: int) -> bytes:
    """One RSS feed."""
    now = datetime.now(UTC)
    parts = []
    for n in range(items):
        summary = f"{text.sentence(14)}. {text.sentence(12)}."
        if (feed * items + n) % 100 == 7:
            summary += f" {TERMS[feed % len(TERMS)]} was named."
        published = format_datetime(now - timedelta(minutes=1 + (feed * 7 + n * 53) % 2_000))
        parts.append(
            f"<item><title>{text.sentence(7)}</title><link>http://news.example/{feed}/{n}</link>"
            f'<guid isPermaLink="false">g-{feed}-{n}</guid><pubDate>{published}</pubDate>'
            f"<description>{escape(f'<p>{summary}</p>')}</description></item>"
        )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Feed {feed}</title>'
        f"<link>http://news.example/{feed}</link><description>Feed</description>{''.join(parts)}</channel></rss>"
    ).encode()


def _serve(bodies: list[bytes], ports: "Queue[int]") -> None:
    """Answer `/v/N` with an ETag, and 304 to who sends it back; `/b/N` without."""
    import asyncio

    def answers(validator: bytes) -> list[bytes]:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Encoding: gzip\r\n" + validator
        return [b"%sContent-Length: %d\r\n\r\n%s" % (head, len(body), body) for body in bodies]

    bodies = [gzip.compress(body, 5) for body in bodies]
    tagged, bare = answers(b'ETag: "1"\r\n'), answers(b"")
    unchanged = b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n'

    async def answer(reader: StreamReader, writer: StreamWriter) -> None:
        with contextlib.suppress(IncompleteReadError, ConnectionError):
            while True:
                request = await reader.readuntil(b"\r\n\r\n")
                _, kind, number = request.split(b" ", 2)[1].split(b"/")
                if kind == b"b":
                    writer.write(bare[int(number)])
                else:
                    writer.write(unchanged if b"if-none-match" in request.lower() else tagged[int(number)])
                if b"connection: close" in request.lower():
                    break
        writer.close()

    async def serve() -> None:
        first = await asyncio.start_server(answer, HOSTS[0], 0, backlog=1024)
        port = first.sockets[0].getsockname()[1]
        others = await asyncio.start_server(answer, HOSTS[1:], port, backlog=1024)
        ports.put(port)
        await others.serve_forever()

    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve())


@contextlib.contextmanager
def served(bodies: list[bytes]) -> Iterator[int]:
    """A server process; its port."""
    context = multiprocessing.get_context("spawn")
    ports = context.Queue()
    process = context.Process(target=_serve, args=(bodies, ports), daemon=True)
    process.start()
    try:
        yield ports.get(timeout=60)
    finally:
        process.terminate()
        process.join()


@dataclass
class Bench:
    """What all runs share."""

    work: Path
    port: int
    feeds: int
    items: int
    reader: str | None

    def urls(self, kind: str) -> list[str]:
        """The feeds' URLs, hosts in turn."""
        return [f"http://{HOSTS[n % len(HOSTS)]}:{self.port}/{kind}/{n}" for n in range(self.feeds)]

    def run(self, *command: str) -> Cost:
        """Measure a command in a home of its own; it must end well."""
        env = {**os.environ, "HOME": str(self.work), "NO_COLOR": "1", "TERM": "dumb"}
        env = {name: value for name, value in env.items() if not name.startswith(("WATCHER_", "XDG_"))}
        cost = cost_of(command, env=env, output=self.work / "output")
        if cost.status != 0:
            raise SystemExit(f"{command[0]} ended with {cost.status}: {cost.output[-500:]}")
        return cost

    def configure(self, kind: str, text: Text) -> None:
        """Write watcher's configuration for the feeds of one kind."""
        folder = self.work / kind
        (folder / "watches").mkdir(parents=True)
        (folder / "watcher.toml").write_text(
            f'[database]\nurl = "sqlite:///{folder}/watcher.db"\n[poll]\nhost_delay = 0\nhost_concurrency = 32\n'
            "allow_private_hosts = true\n"
        )
        (folder / "feeds.toml").write_text(
            "".join(f'[[feed]]\nurl = "{url}"\nlanguage = "en"\n' for url in self.urls(kind))
        )
        kinds = ("person", "organisation", "place")
        (folder / "watches" / "names.toml").write_text(
            "".join(
                f'[[term]]\nname = "{name}"\nkind = "{kinds[n % 3]}"\n'
                for n, name in enumerate([*TERMS, *text.names[5:15]])
            )
        )

    def watcher(self, kind: str, *, cold: bool) -> Cost:
        """One pass of ours; what it says must be true."""
        folder = self.work / kind
        if cold:
            for left in folder.glob("watcher.db*"):
                left.unlink()
        cost = self.run(sys.executable, "-m", "watcher", "poll", "--json", "--config", str(folder))
        said = json.loads(cost.output)
        new = self.feeds * self.items if cold else 0
        if (said["items_new"], said["failed"]) != (new, 0):
            raise SystemExit(f"not what was served: {said}")
        return cost

    def newsboat(self, *, cold: bool) -> Cost:
        """One reload."""
        if cold:
            (self.work / "newsboat.db").unlink(missing_ok=True)
        return self.run("newsboat", "-x", "reload", "-u", f"{self.work}/urls", "-c", f"{self.work}/newsboat.db",
                        "-C", f"{self.work}/newsboat.conf")  # fmt: skip

    def sfeed(self, *, cold: bool) -> Cost:
        """One update."""
        if cold:
            shutil.rmtree(self.work / "sfeed", ignore_errors=True)
        return self.run("sfeed_update", f"{self.work}/sfeedrc")

    def lemon(self, *, cold: bool) -> Cost:
        """One update of reader's."""
        assert self.reader is not None
        database = self.work / "reader.db"
        if cold:
            for left in self.work.glob("reader.db*"):
                left.unlink()
            subprocess.run([self.reader, "-c", READER, database, "add", self.work / "urls"], check=True)
        return self.run(self.reader, "-c", READER, str(database), "update")

    def prepare_peers(self) -> dict[str, Callable[..., Cost]]:
        """The peers that are installed; says which are missing."""
        urls = self.urls("v")
        (self.work / "urls").write_text("\n".join(urls) + "\n")
        (self.work / "newsboat.conf").write_text("reload-threads 20\nmax-items 0\n")
        calls = "".join(f"  feed 'f{n}' '{url}'\n" for n, url in enumerate(urls))
        (self.work / "sfeedrc").write_text(f'feeds() {{\n{calls}}}\nsfeedpath="{self.work}/sfeed"\nmaxjobs=16\n')
        peers: dict[str, Callable[..., Cost]] = {}
        for name, there, peer in (
            ("newsboat", shutil.which("newsboat"), self.newsboat),
            ("sfeed", shutil.which("sfeed_update"), self.sfeed),
            ("reader", self.reader, self.lemon),
        ):
            if there:
                peers[name] = peer
            else:
                print(f"missing: {name}")
        return peers


def line(what: str, costs: list[Cost], feeds: int) -> None:
    """One row of the table: medians."""
    wall, cpu = (statistics.median(getattr(c, name) for c in costs) for name in ("wall", "cpu"))
    memory = max(c.memory for c in costs) / 1e6
    each = wall / feeds * 1e3
    print(f"{what:<34}{wall:>8.2f} s {cpu:>8.2f} s {memory:>7.0f} MB {each:>8.2f} ms   {len(costs)}×", flush=True)


def ratios(ours: list[Cost], theirs: dict[str, list[Cost]]) -> None:
    """Our wall and CPU time as shares of the peers'."""
    for name, costs in theirs.items():
        wall, cpu = (
            statistics.median(getattr(c, key) for c in ours) / statistics.median(getattr(c, key) for c in costs)
            for key in ("wall", "cpu")
        )
        print(f"  {wall:.2f} × the wall time of {name}, {cpu:.2f} × its CPU time")


def compare(bench: Bench, rounds: int) -> float:
    """The table. Returns the seconds of our cold pass."""
    peers = bench.prepare_peers()
    print(f"{'':<34}{'wall':>10} {'CPU':>10} {'memory':>10} {'a feed':>11}")
    cold: dict[str, list[Cost]] = {name: [] for name in ("watcher", *peers)}
    again: dict[str, list[Cost]] = {name: [] for name in cold}
    for turn in range(rounds):
        runs: dict[str, Callable[..., Cost]] = {"watcher": lambda *, cold: bench.watcher("v", cold=cold), **peers}
        for name in list(runs)[:: -1 if turn % 2 else 1]:
            cold[name].append(runs[name](cold=True))
            again[name].append(runs[name](cold=False))
    for name, costs in cold.items():
        line(f"cold, {name}", costs, bench.feeds)
    ratios(cold["watcher"], {name: costs for name, costs in cold.items() if name != "watcher"})
    for name, costs in again.items():
        line(f"unchanged, {name}", costs, bench.feeds)
    ratios(again["watcher"], {name: costs for name, costs in again.items() if name != "watcher"})
    first = [bench.watcher("b", cold=True) for _ in range(rounds)]
    bare = [bench.watcher("b", cold=False) for _ in range(rounds)]
    line("cold, no validators, watcher", first, bench.feeds)
    line("unchanged, no validators, watcher", bare, bench.feeds)
    share = statistics.median(c.cpu for c in bare) / statistics.median(c.cpu for c in first)
    print(f"  {share:.2f} × the CPU time of the cold pass")
    return statistics.median(c.wall for c in cold["watcher"])


def many(bench: Bench, text: Text, before: float) -> None:
    """A cold pass over many feeds: its memory, and what a feed takes beside `before`, its time among fewer."""
    bench.configure("v", text)
    cost = bench.watcher("v", cold=True)
    line(f"cold, {bench.feeds} feeds, watcher", [cost], bench.feeds)
    print(f"  {cost.wall / bench.feeds / before:.2f} × the time of a feed among fewer")


def python_with_reader(named: str | None, folder: Path) -> str | None:
    """A Python interpreter that has reader; None where there is none and none can be made."""
    if named:
        return named
    if importlib.util.find_spec("reader"):
        return sys.executable
    python = folder / "peers" / "bin" / "python"
    commands = (["uv", "venv", "--quiet", folder / "peers"],
                ["uv", "pip", "install", "--quiet", "--python", python, "reader", "sgmllib3k"])  # fmt: skip
    try:
        for command in commands:
            subprocess.run(command, check=True, stderr=subprocess.PIPE)
    except (OSError, subprocess.CalledProcessError):
        return None
    return str(python)


def main() -> None:
    """Run it all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=1_000)
    parser.add_argument("--items", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--many", type=int, default=0, help="feeds of one more pass, of ours alone")
    parser.add_argument("--reader", metavar="PYTHON", help="a Python interpreter that has reader")
    options = parser.parse_args()
    text = Text()
    bodies = [document(text, feed, options.items) for feed in range(options.feeds)]
    load = os.getloadavg()[0]
    print(
        f"{options.feeds} feeds × {options.items} items, {sum(map(len, bodies)) / 1e6:.1f} MB; "
        f"{os.cpu_count()} cores, load {load:.1f}"
    )
    with tempfile.TemporaryDirectory(prefix="bench-poll-") as folder:
        work = Path(folder)
        with served(bodies) as port:
            reader = python_with_reader(options.reader, work)
            bench = Bench(work, port, options.feeds, options.items, reader)
            for kind in ("v", "b"):
                bench.configure(kind, text)
            cold = compare(bench, options.rounds)
        if options.many:
            bodies += [document(text, feed, options.items) for feed in range(options.feeds, options.many)]
            (work / "many").mkdir()
            with served(bodies) as port:
                many(Bench(work / "many", port, options.many, options.items, None), text, cold / options.feeds)


if __name__ == "__main__":
    main()
