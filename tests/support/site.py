"""A web site on loopback that runs in a thread: for commands that are run within the test's own thread."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

__all__ = ["Page", "Site"]


@dataclass(frozen=True)
class Page:
    """What a path answers; with an ETag, 304 to who sends it back."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str = ""


class Site:
    """It has two hosts. `pages` may be changed at any time; `asked` lists the paths that were asked for, in order."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                page = site.pages.get(self.path, Page(status=404))
                unchanged = bool(page.etag) and self.headers.get("If-None-Match") == page.etag
                self.send_response(304 if unchanged else page.status)
                for name, value in page.headers.items():
                    self.send_header(name, value)
                if page.etag:
                    self.send_header("ETag", page.etag)
                if not unchanged:
                    self.send_header("Content-Length", str(len(page.body)))
                self.end_headers()
                if not unchanged:
                    self.wfile.write(page.body)

            def log_message(self, format: str, *args: object) -> None:
                """Nothing: a test's output is its own."""

        self._servers = [ThreadingHTTPServer((f"127.0.0.{n}", 0), Handler) for n in (1, 2)]
        self._threads = [threading.Thread(target=server.serve_forever, args=(0.05,)) for server in self._servers]

    def url(self, path: str, *, host: int = 1) -> str:
        """The address of a path on the first or the second host."""
        return f"http://127.0.0.{host}:{self._servers[host - 1].server_address[1]}{path}"

    def __enter__(self) -> "Site":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server, thread in zip(self._servers, self._threads, strict=True):
            server.shutdown()
            server.server_close()
            thread.join()
