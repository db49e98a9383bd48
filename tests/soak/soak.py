"""Weeks of misbehaving feeds in minutes: are memory, files and threads flat, and is no poll missed? By hand:

    uv run python -m tests.soak.soak --minutes 6

The service's wall clock runs 6,000 times as fast as time, so that the twelve hours between two polls of a feed take
seven seconds; ticks and time-outs stay what they are. Each of 300 feeds behaves in one of twenty ways.
"""

import argparse
import asyncio
import gzip
import itertools
import json
import signal
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from tests.support.proc import descendants, open_files, rss, threads
from tests.support.program import environment, write_config
from tests.support.server import Answer, FeedServer, Request

SPEED = 6_000.0
INTERVAL = 12 * 3600 / SPEED
"""Seconds of real time between two polls of a feed."""

LATE = INTERVAL * 1.1 + 2.0 + 3.0
"""With jitter, a tick and a slow answer, a request that comes later than this after the one before was missed."""

WARM = 60.0
"""Seconds after which all is warm, and the wave of first polls is over: from then on it is measured."""

RSS = ("Content-Type", "application/rss+xml")


def _document(name: str, numbers: range, text: str = "", *, ids: bool = True) -> bytes:
    items = "".join(
        f"<item><title>Item {n} of {name}{' Zorbatron' if n % 7 == 0 else ''}</title>"
        f"<description>{text or 'word ' * 60}</description>{f'<guid>{name}-{n}</guid>' if ids else ''}</item>"
        for n in reversed(numbers)
    )
    head = f"<title>{name}</title><link>http://{name}.example/</link>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


@dataclass
class Feed:
    """One misbehaving feed; the method of its kind answers."""

    name: str
    kind: str
    count: int = 0
    times: list[float] = field(default_factory=list)

    async def __call__(self, request: Request, writer: asyncio.StreamWriter) -> Answer | None:
        self.times.append(monotonic())
        self.count += 1
        return await getattr(self, f"_{self.kind}")(request, writer)

    def _growing(self, more: int = 2, window: int = 30) -> bytes:
        last = 30 + self.count * more
        return _document(self.name, range(last - window, last))

    async def _plain(self, request: Request, writer: asyncio.StreamWriter) -> Answer:
        return Answer(200, [RSS], self._growing())

    async def _polite(self, request: Request, writer: asyncio.StreamWriter) -> Answer:
        etag = f'"{self.count // 3}"'
        if request.header("If-None-Match") == etag.encode():
            return Answer(304, [("ETag", etag)])
        return Answer(200, [RSS, ("ETag", etag)], _document(self.name, range(self.count // 3, self.count // 3 + 30)))

    async def _restless_etag(self, request: Request, writer: asyncio.StreamWriter) -> Answer:
        return Answer(200, [RSS, ("ETag", f'"{self.count}"')], _document(self.name, range(30)))

    async def _gzip(self, request: Request, writer: asyncio.StreamWriter) -> Answer:
        return Answer(200, [RSS, ("Content-Encoding", "gzip")], gzip.compress(self._growing()))

    async def _edits(self, request: Request, writer: asyncio.StreamWriter) -> Answer:
        return Answer(200, [RSS], _document(self.name, range(10), f"edited {self.count} times"))

    async def _without_ids(self, request: Request, writer: asyncio.StreamWriter) -> Answer:
        last = self.count * 2
        return Answer(200, [RSS], _document(self.name, range(last, last + 20), ids=False))

    async def _turns_over(self, request: Request, writer: asyncio.StreamWriter) -> Answer:
        return Answer(200, [RSS], self._growing(more=40))

    async def _large(self, request: Request, writer: asyncio.StreamWriter) -> Answer:
        return Answer(200, [RSS], self._growing(more=5, window=400))

    async def _huge(self, request: Request, writer: asyncio.StreamWriter) -> Answer:
        return Answer(200, [RSS], b"<rss>" + b" " * 3_000_000)

    async def _bomb(self, request: Request, writer: asyncio.StreamWriter) -> Answer:
        return Answer(200, [RSS, ("Content-Encoding", "gzip")], BOMB)

    async def _slow(self, request: Request, writer: asyncio.StreamWriter) -> Answer:
        return Answer(200, [RSS], self._growing(), delay=1.5)

    async def _drip(self, request: Request, writer: asyncio.StreamWriter) -> Answer | None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(100):
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.2)
        return None

    async def _reset(self, request: Request, writer: asyncio.StreamWriter) -> Answer | None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n<rss")
        writer.transport.abort()
        return None

    async def _flapping(self, request: Request, writer: asyncio.StreamWriter) -> Answer:
        return Answer(503, [("Retry-After", "1")]) if self.count % 2 else Answer(200, [RSS], self._growing())

    async def _broken(self, request: Request, writer: asyncio.StreamWriter) -> Answer:
        return Answer(500)

    async def _page(self, request: Request, writer: asyncio.StreamWriter) -> Answer:
        return Answer(200, [("Content-Type", "text/html")], b"<html><title>Log in</title><body>please</body></html>")

    async def _moves(self, request: Request, writer: asyncio.StreamWriter) -> Answer:
        if request.target.endswith("?there"):
            self.times.pop()
            return Answer(200, [RSS], self._growing())
        return Answer(302, [("Location", request.target + "?there")])

    async def _gone(self, request: Request, writer: asyncio.StreamWriter) -> Answer:
        return Answer(410) if self.count > 3 else Answer(200, [RSS], self._growing())

    async def _breaks_off(self, request: Request, writer: asyncio.StreamWriter) -> Answer:
        body = self._growing()
        return Answer(200, [RSS], body[: len(body) // 2] if self.count % 2 else body)

    async def _json(self, request: Request, writer: asyncio.StreamWriter) -> Answer:
        items = [{"id": str(n), "title": f"Item {n}"} for n in range(self.count, self.count + 20)]
        feed = {"version": "https://jsonfeed.org/version/1.1", "title": self.name, "items": items}
        return Answer(200, [("Content-Type", "application/feed+json")], json.dumps(feed).encode())


BOMB = gzip.compress(b" " * 50_000_000)

KINDS = [name[1:] for name in vars(Feed) if name.startswith("_") and not name.startswith(("__", "_growing"))]
BACKING_OFF = {"huge", "bomb", "drip", "reset", "broken", "page", "gone", "flapping"}
"""Kinds that fail, so that the service leaves them alone for longer and longer, as it should."""


@dataclass(frozen=True)
class Reading:
    """What all processes of the service hold together."""

    megabytes: float
    files: int
    threads: int
    processes: int
    each: tuple[int, ...]
    """Megabytes of each process, the service itself first."""

    @classmethod
    def of(cls, pid: int) -> "Reading":
        pids = [pid, *descendants(pid)]
        held = [rss(pid) / 1e6 for pid in pids]
        return cls(
            megabytes=sum(held),
            files=sum(map(open_files, pids)),
            threads=sum(map(threads, pids)),
            processes=len(pids),
            each=tuple(map(round, held)),
        )

    def __str__(self) -> str:
        held = f"{self.megabytes:.0f} MB, {self.files} open files, {self.threads} threads"
        return f"{held} in {self.processes} processes ({', '.join(map(str, self.each))} MB)"


async def soak(folder: Path, minutes: float, feeds: int) -> bool:
    """Run; print what was held at the start and at the end, and the polls missed. Whether all is well."""
    kinds = itertools.islice(itertools.cycle(KINDS), feeds)
    watched = [Feed(f"f{n}", kind) for n, kind in enumerate(kinds)]
    hosts = [f"127.0.{40 + n // 200}.{n % 200 + 1}" for n in range(feeds)]
    async with FeedServer(hosts) as server:
        for feed in watched:
            server.on(f"/{feed.name}", feed)
        _configure(folder, [server.url(f"/{f.name}", host=h) for f, h in zip(watched, hosts, strict=True)])
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.soak.service", str(folder), str(SPEED),
            env=environment(), stdin=asyncio.subprocess.DEVNULL, stderr=(folder / "log").open("wb"),
        )  # fmt: skip
        began = monotonic()
        try:
            start = await _watch(process.pid, server, began, minutes)
            end, finished = Reading.of(process.pid), monotonic()
        finally:
            process.send_signal(signal.SIGTERM)
            code = await asyncio.wait_for(process.wait(), 20)
    by_kind = Counter({f.kind: 0 for f in watched})
    for feed in watched:
        by_kind[feed.kind] += _missed(feed, began + WARM, finished) if feed.kind not in BACKING_OFF else 0
    missed = by_kind.total()
    polls = sum(len(feed.times) for feed in watched)
    said = (folder / "log").read_text(encoding="utf-8").splitlines()
    failures = [line for line in said if '"traceback"' in line or "Traceback" in line]
    print(f"start  {start}\nend    {end}")
    print(f"{polls} polls of {feeds} feeds in {minutes * 60 * SPEED / 86400:.1f} days, {missed} missed; ", end="")
    print(f"exit code {code}, {len(failures)} tracebacks in the log", *failures[:3], sep="\n")
    if missed:
        print("missed by kind:", dict(by_kind.most_common(8)))
    flat = end.megabytes <= start.megabytes * 1.1 + 10 and end.files <= start.files + 30
    return flat and end.threads <= start.threads + 2 and not missed and not failures and code == 0


def _configure(folder: Path, urls: list[str]) -> None:
    poll = {
        "interval": "12h", "min_interval": "12h", "max_interval": "2d", "timeout": "3s", "max_body": "2MB",
        "parse_workers": 2,
    }  # fmt: skip
    write_config(folder, [], poll=poll)
    with (folder / "watcher.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[retention]\nitems = "3d"\nsuppressed = "3d"\n')
    feeds = "\n".join(f'[[feed]]\nurl = "{url}"\ninterval = "12h"\n' for url in urls)
    (folder / "feeds.toml").write_text(feeds, encoding="utf-8")


async def _watch(pid: int, server: FeedServer, began: float, minutes: float) -> Reading:
    """Wait, and print what is held; returns the reading of the first full minute, when all is warm."""
    start: Reading | None = None
    while (passed := monotonic() - began) < minutes * 60:
        await asyncio.sleep(15)
        reading = Reading.of(pid)
        server.requests.clear()
        print(f"{passed + 15:5.0f} s  {reading}", flush=True)
        if start is None and passed > WARM:
            start = reading
    assert start is not None, "a soak takes two minutes at least"
    return start


def _missed(feed: Feed, since: float, finished: float) -> int:
    times = [at for at in feed.times if at >= since]
    gaps = [b - a for a, b in itertools.pairwise([since, *times, finished])]
    return sum(max(1, round(gap / INTERVAL) - 1) for gap in gaps if gap > LATE)


def main() -> int:
    """Parse the command line; 0 where all is well."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=6.0)
    parser.add_argument("--feeds", type=int, default=300)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        well = asyncio.run(soak(Path(folder), asked.minutes, asked.feeds))
        print("all is well" if well else "NOT WELL")
    return 0 if well else 1


if __name__ == "__main__":
    raise SystemExit(main())
