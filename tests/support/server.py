"""A raw HTTP/1.1 server on loopback: what it was sent can be asserted byte for byte, what it answers is scripted.

    async with FeedServer() as server:
        server.on("/feed", Answer(200, [("ETag", '"1"')], b"<rss/>"), Answer(304))
        outcome = await fetcher.fetch(feed(server.url("/feed")))
        assert server.requests[0].header("If-None-Match") is None

The answers of a path are given in turn, the last one for ever. An answer may also be a coroutine function that gets
the request and the stream writer: it returns an Answer, or None where it wrote the bytes itself.
"""

import asyncio
import contextlib
import ssl
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic
from types import TracebackType
from typing import TypeAlias

__all__ = ["Answer", "FeedServer", "Request", "Scripted", "rss"]

_REASONS = {200: "OK", 226: "IM Used", 301: "Moved Permanently", 302: "Found", 304: "Not Modified", 404: "Not Found"}


@dataclass
class Request:
    """One request as it came over the wire."""

    raw: bytes
    host: str
    """The loopback address that it reached."""
    method: str
    target: str
    headers: tuple[tuple[bytes, bytes], ...]
    started: float
    """Monotonic seconds."""
    ended: float | None = None

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    def all(self, name: str) -> list[bytes]:
        """Every value of a header, as raw bytes."""
        return [value for key, value in self.headers if key.lower() == name.lower().encode()]

    def header(self, name: str) -> bytes | None:
        """The first value of a header, as raw bytes; None where it was not sent."""
        return next(iter(self.all(name)), None)


@dataclass(frozen=True)
class Answer:
    """A scripted answer. A Content-Length is added where none is given and `close` is not set."""

    status: int = 200
    headers: Sequence[tuple[str | bytes, str | bytes]] = ()
    body: bytes = b""
    close: bool = False
    """Close the connection behind the body, and leave Content-Length to the script."""
    delay: float = 0.0

    def head(self) -> bytes:
        lines = [f"HTTP/1.1 {self.status} {_REASONS.get(self.status, 'X')}".encode()]
        named = {_raw(key).lower() for key, _ in self.headers}
        lines += [_raw(key) + b": " + _raw(value) for key, value in self.headers]
        if not self.close and self.status not in (204, 304) and not named & {b"content-length", b"transfer-encoding"}:
            lines.append(b"Content-Length: %d" % len(self.body))
        if self.close:
            lines.append(b"Connection: close")
        return b"\r\n".join([*lines, b"", b""])


Scripted: TypeAlias = Answer | Callable[[Request, asyncio.StreamWriter], Awaitable[Answer | None]]


def _raw(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("latin-1")


@dataclass
class FeedServer:
    """Listens on any number of 127.x addresses with one routing table; counts what is open at one time."""

    hosts: Sequence[str] = ("127.0.0.1",)
    tls: ssl.SSLContext | None = None
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    """Accepted so far."""
    open_now: dict[str, int] = field(default_factory=dict)
    open_most: dict[str, int] = field(default_factory=dict)
    """The most requests that were open at one time, by address."""
    _routes: dict[str, list[Scripted]] = field(default_factory=dict)
    _servers: dict[str, asyncio.Server] = field(default_factory=dict)
    _ports: dict[str, int] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def __aenter__(self) -> "FeedServer":
        for host in self.hosts:
            await self.listen(host)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._servers.values():
            server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for server in self._servers.values():
            await server.wait_closed()

    async def listen(self, host: str, port: int = 0) -> int:
        """Listen on one more loopback address; returns the port."""
        assert host.startswith("127.") or host == "::1"
        self._servers[host] = await asyncio.start_server(self._connected, host, port, ssl=self.tls, backlog=1024)
        self._ports[host] = self._servers[host].sockets[0].getsockname()[1]
        return self._ports[host]

    def port(self, host: str | None = None) -> int:
        """The port on one of the addresses; still known once the server is closed."""
        return self._ports[host or self.hosts[0]]

    def url(self, path: str = "/", *, host: str | None = None, name: str | None = None) -> str:
        """A URL of this server; `name` is a host name that a stub resolver leads to `host`."""
        shown = name or host or self.hosts[0]
        shown = f"[{shown}]" if ":" in shown else shown
        return f"{'https' if self.tls else 'http'}://{shown}:{self.port(host)}{path}"

    def on(self, path: str, *answers: Scripted) -> None:
        """Script a path, whatever its query; a path that ends in `*` matches what begins so."""
        assert answers
        self._routes[path] = list(answers)

    @property
    def connected(self) -> int:
        """Connections that are open now."""
        return len(self._tasks)

    def of(self, path: str) -> list[Request]:
        """The requests that a path got, in order."""
        return [request for request in self.requests if request.path == path]

    def _next(self, path: str) -> Scripted:
        script = self._routes.get(path)
        if script is None:
            patterns = sorted((p for p in self._routes if p.endswith("*")), key=len, reverse=True)
            script = next((self._routes[p] for p in patterns if path.startswith(p[:-1])), None)
        if script is None:
            return Answer(404)
        return script.pop(0) if len(script) > 1 else script[0]

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.connections += 1
        host = writer.get_extra_info("sockname")[0]
        try:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
                while await self._serve(host, reader, writer):
                    pass
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _serve(self, host: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; False where the connection ends with it."""
        raw = await reader.readuntil(b"\r\n\r\n")
        request = _parse(raw, host)
        self.requests.append(request)
        self.open_now[host] = self.open_now.get(host, 0) + 1
        self.open_most[host] = max(self.open_most.get(host, 0), self.open_now[host])
        try:
            scripted = self._next(request.path)
            answer = scripted if isinstance(scripted, Answer) else await scripted(request, writer)
            if answer is None:
                await writer.drain()
                return False
            if answer.delay:
                await asyncio.sleep(answer.delay)
            writer.write(answer.head() + (b"" if answer.status in (204, 304) else answer.body))
        finally:
            self.open_now[host] -= 1
            request.ended = monotonic()
        await writer.drain()
        return not answer.close


def _parse(raw: bytes, host: str) -> Request:
    lines = raw[:-4].split(b"\r\n")
    method, target, _ = lines[0].decode("latin-1").split(" ", 2)
    pairs = (line.partition(b":") for line in lines[1:])
    headers = tuple((key, value.strip(b" \t")) for key, _, value in pairs)
    return Request(raw, host, method, target, headers, started=monotonic())


def rss(*titles: str, channel: str = "", base: str = "http://news.example/") -> bytes:
    """A small RSS 2.0 document with one item a title."""
    items = "".join(
        f"<item><title>{title}</title><link>{base}{at}</link><guid>{base}{title}</guid></item>"
        for at, title in enumerate(titles)
    )
    head = f"<title>t</title><link>{base}</link><description>d</description>{channel}"
    return f'<?xml version="1.0"?>\n<rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()
