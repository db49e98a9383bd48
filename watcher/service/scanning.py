"""`watcher scan`: files through the matcher, in order; large ones in chunks over processes.

The compiled engine reaches the workers by fork, before any thread exists: it need not be compiled or pickled again.
"""

import multiprocessing
import os
import select
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from watcher.clock import SystemClock
from watcher.engine.collector import spare_what_stays
from watcher.errors import InputError, WatcherError
from watcher.ports import Clock, Matcher
from watcher.scanning import (
    FEED_ENDINGS,
    Scanned,
    document_of_json,
    documents_of_feed,
    looks_like,
    scan_documents,
    scan_lines,
)
from watcher.types import Document, ParseFailed

__all__ = ["read_documents", "scan_files"]

CHUNK = 256 * 1024
"""Bytes handed to a worker at a time: some hundred documents, and some milliseconds."""
LARGE = 1024 * 1024
"""Bytes from which workers are worth starting."""
STDIN = "standard input"
MAX_DOCUMENT = 64 * 1024**2
"""Bytes of a feed file or a text, which are read whole."""

_in_worker_scan: "_Scan | None" = None
"""What forked workers inherit."""


def scan_files(
    matcher: Matcher,
    names: Sequence[str],
    *,
    only_matching: bool = False,
    around: bool = False,
    workers: int | None = None,
    clock: Clock | None = None,
) -> Iterator[Scanned]:
    """Match the documents of files (`-`: standard input), in order.

    Args:
        matcher: what to match against.
        names: paths; each is JSON lines, a feed, or plain text (one document).
        only_matching: leave out documents without a match.
        around: add the text around each hit.
        workers: processes for large files; None: one for each core, 1: none at all.
        clock: judges impossible dates in feeds.

    Raises:
        InputError: a file cannot be read, or is not what it looks like. What came before it was yielded.
    """
    spare_what_stays()  # the matcher above all, in this process as in the workers
    scan = _Scan(matcher, only_matching, around, workers or len(os.sched_getaffinity(0)), clock or SystemClock())
    try:
        for name in names:
            yield from scan.file(name)
    finally:
        scan.close()


def read_documents(names: Sequence[str], *, clock: Clock | None = None) -> Iterator[tuple[str | int, Document]]:
    """The documents of files, without matching them. Raises InputError."""
    for name in names:
        where = STDIN if name == "-" else name
        with _opened(name) as stream:
            body = _all(_blocks(stream.fileno()), where)
        kind = looks_like(body, "" if name == "-" else name)
        if kind == "lines":
            for number, line in enumerate(_text(body, where).split("\n"), 1):
                if line.strip():
                    yield document_of_json(line, where, number)
        else:
            yield from _whole(body, kind, name, where, clock or SystemClock())


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    """A file, or standard input for `-`; what the system says against it becomes an InputError."""
    try:
        if name == "-":
            yield sys.stdin.buffer
        else:
            with Path(name).open("rb", buffering=0) as stream:
                yield stream
    except BrokenPipeError:
        raise
    except OSError as exc:
        raise InputError(f"cannot be read: {exc.strerror or exc}", where=STDIN if name == "-" else name) from exc


class _Scan:
    def __init__(self, matcher: Matcher, only_matching: bool, around: bool, workers: int, clock: Clock) -> None:
        self._matcher = matcher
        self._only_matching = only_matching
        self._around = around
        self._workers = workers
        self._clock = clock
        self._pool: ProcessPoolExecutor | None = None

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def file(self, name: str) -> Iterator[Scanned]:
        with _opened(name) as stream:
            yield from self._stream(stream, name, STDIN if name == "-" else name)

    def _stream(self, stream: BinaryIO, name: str, where: str) -> Iterator[Scanned]:
        blocks = _blocks(stream.fileno())
        first = _beginning(blocks)
        kind = looks_like(first[0], "" if name == "-" else name)
        if kind == "lines":
            yield from self._lines(chain([first], blocks), where)
        else:
            documents = _whole(_all(chain([first], blocks), where), kind, name, where, self._clock)
            yield scan_documents(self._matcher, documents, only_matching=self._only_matching, around=self._around)

    def _lines(self, blocks: Iterator[tuple[bytes, bool]], where: str) -> Iterator[Scanned]:
        """Chunks of lines: here while they are few, then by the workers; results in the order of the chunks."""
        pending: deque[Future[Scanned]] = deque()
        line, seen, rest = 1, 0, b""
        for block, idle in blocks:
            seen += len(block)
            cut = block.rfind(b"\n") + 1
            if not cut:
                rest += block
                continue
            chunk, rest = rest + block[:cut], block[cut:]
            if self._workers > 1 and seen > LARGE:
                pending.append(self._submitted(chunk, where, line))
            else:
                yield from _until_error(self.here(chunk, where, line))
            line += chunk.count(b"\n")
            while pending and (idle or len(pending) > 2 * self._workers + 2):
                yield from _until_error(_result(pending.popleft()))
        while pending:
            yield from _until_error(_result(pending.popleft()))
        if rest:
            yield from _until_error(self.here(rest, where, line))

    def here(self, chunk: bytes, where: str, line: int) -> Scanned:
        """Match one chunk in this process."""
        return scan_lines(
            self._matcher,
            chunk,
            where=where,
            first_line=line,
            only_matching=self._only_matching,
            around=self._around,
        )

    def _submitted(self, chunk: bytes, where: str, line: int) -> Future[Scanned]:
        try:
            return self._executor().submit(_in_worker, chunk, where, line)
        except BrokenProcessPool as exc:
            raise _worker_died() from exc

    def _executor(self) -> ProcessPoolExecutor:
        if self._pool is None:
            global _in_worker_scan
            _in_worker_scan = self
            context = multiprocessing.get_context("fork")
            self._pool = ProcessPoolExecutor(self._workers, mp_context=context, initializer=_begin_work)
        return self._pool


def _begin_work() -> None:
    """In a worker: interrupts are the parent's, and what was inherited need not be looked at for cycles."""
    spare_what_stays()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _in_worker(chunk: bytes, where: str, line: int) -> Scanned:
    assert _in_worker_scan is not None
    return _in_worker_scan.here(chunk, where, line)


def _result(future: Future[Scanned]) -> Scanned:
    try:
        return future.result()
    except BrokenProcessPool as exc:
        raise _worker_died() from exc


def _worker_died() -> WatcherError:
    return WatcherError("a worker process died: out of memory?", hint="--workers 1 scans without worker processes")


def _until_error(scanned: Scanned) -> Iterator[Scanned]:
    """What was found up to an error, then the error."""
    yield scanned
    if scanned.error is not None:
        raise scanned.error


def _blocks(descriptor: int) -> Iterator[tuple[bytes, bool]]:
    """What there is to read, a chunk at a time, and whether nothing more is ready yet: then results must not wait."""
    gathered = bytearray()
    while block := os.read(descriptor, CHUNK):
        gathered += block
        idle = not select.select([descriptor], [], [], 0)[0]
        if idle or len(gathered) >= CHUNK:
            yield bytes(gathered), idle
            gathered.clear()
    if gathered:
        yield bytes(gathered), True


def _beginning(blocks: Iterator[tuple[bytes, bool]]) -> tuple[bytes, bool]:
    """As much as tells what a file is: a pipe may hand over its first line in pieces of any size."""
    start, idle = next(blocks, (b"", True))
    while b"\n" not in start and len(start) < CHUNK and (more := next(blocks, None)) is not None:
        start, idle = start + more[0], more[1]
    return start, idle


def _text(body: bytes, where: str) -> str:
    try:
        return body.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as exc:
        raise InputError(f"not UTF-8: byte 0x{body[exc.start]:02x} at byte {exc.start + 1}", where=where) from None


def _all(blocks: Iterator[tuple[bytes, bool]], where: str) -> bytes:
    body = bytearray()
    for block, _ in blocks:
        body += block
        if len(body) > MAX_DOCUMENT:
            raise InputError(f"larger than {MAX_DOCUMENT // 1024**2} MB: too large for one document", where=where)
    return bytes(body)


def _whole(body: bytes, kind: str, name: str, where: str, clock: Clock) -> Sequence[tuple[str | int, Document]]:
    """A feed's items, or the text as one document. What only looks like a feed is a text, unless its name says feed."""
    if kind == "gzip":
        raise InputError("compressed: `gzip -dc FILE | watcher scan -` scans it", where=where)
    if kind == "array":
        raise InputError("a JSON array; one object a line is expected: `jq -c '.[]'` makes such lines", where=where)
    if kind == "feed":
        documents = documents_of_feed(body, where=where, now=clock.now())
        if not isinstance(documents, ParseFailed):
            return documents
        if name.rpartition(".")[2].lower() in FEED_ENDINGS:
            raise InputError(documents.message, where=where)
    return [(name, Document(content=_text(body, where)))]
