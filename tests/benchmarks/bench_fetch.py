"""What fetching costs, on loopback. Run by hand: `python -m tests.benchmarks.bench_fetch`.

Three lines: 1,000 answers of 304 from 8 hosts, 1,000 bodies of 30 items from 8 hosts, 10,000 bodies from 500 hosts.
The server is a process of its own; CPU seconds, memory and open files are the fetcher's.
"""

import asyncio
import contextlib
import multiprocessing
import time
from datetime import timedelta
from multiprocessing.queues import Queue
from pathlib import Path

from tests.support.server import rss
from watcher.clock import SystemClock
from watcher.feeds.fetch import FeedFetcher, FetchOptions
from watcher.types import FeedForFetch, FetchFailed, Validators

BODY = rss(*(f"title {at} with some words in it" for at in range(30)))
ANSWER = b'HTTP/1.1 200 OK\r\nETag: "1"\r\nContent-Length: %d\r\n\r\n%s' % (len(BODY), BODY)
UNCHANGED = b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\nCache-Control: max-age=60\r\n\r\n'


HOSTS = 500


def _host(at: int) -> str:
    return f"127.{1 + at // 200}.{at % 200}.1"


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
        while True:
            request = await reader.readuntil(b"\r\n\r\n")
            writer.write(UNCHANGED if b"If-None-Match" in request else ANSWER)
    writer.close()


def _serve(ports: "Queue[int]") -> None:
    async def serve() -> None:
        first = await asyncio.start_server(_answer, _host(0), 0, backlog=1024)
        port = first.sockets[0].getsockname()[1]
        others = [_host(at) for at in range(1, HOSTS)]
        server = await asyncio.start_server(_answer, others, port, backlog=1024)
        ports.put(port)
        await server.serve_forever()

    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve())


def _feed(at: int, hosts: int, port: int, *, known: bool) -> FeedForFetch:
    url = f"http://{_host(at % hosts)}:{port}/feed/{at}"
    return FeedForFetch(at, url, validators=Validators(url, b'"1"') if known else None)


def _usage() -> tuple[float, int]:
    """Resident megabytes, open files."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6, len(list(Path("/proc/self/fd").iterdir()))


async def _measure(title: str, count: int, hosts: int, port: int, *, known: bool) -> None:
    options = FetchOptions(allow_private_hosts=True, host_delay=timedelta(0), host_concurrency=8)
    fetcher = FeedFetcher(options, clock=SystemClock(), env={})
    cpu, wall, failed = time.process_time(), time.monotonic(), 0
    for first in range(0, count, 1000):
        feeds = (_feed(at, hosts, port, known=known) for at in range(first, first + 1000))
        outcomes = await asyncio.gather(*(fetcher.fetch(feed) for feed in feeds))
        failed += sum(isinstance(outcome, FetchFailed) for outcome in outcomes)
    cpu, wall = time.process_time() - cpu, time.monotonic() - wall
    memory, files = _usage()
    print(
        f"{title:<34} {cpu:6.2f} s CPU  {wall:6.2f} s  {1000 * cpu / count:5.2f} ms a feed  "
        f"{memory:4.0f} MB  {files:3} files  {failed} failed"
    )
    await fetcher.aclose()


def main() -> None:
    """Measure and print."""
    ports: Queue[int] = multiprocessing.get_context("spawn").Queue()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(ports,), daemon=True)
    server.start()
    port = ports.get(timeout=20)
    asyncio.run(_measure("1,000 unchanged, 8 hosts", 1000, 8, port, known=True))
    asyncio.run(_measure("1,000 bodies, 8 hosts", 1000, 8, port, known=False))
    asyncio.run(_measure("10,000 bodies, 500 hosts", 10_000, HOSTS, port, known=False))
    server.terminate()


if __name__ == "__main__":
    main()
