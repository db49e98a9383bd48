"""What tests of fetching share: a fetcher with quick manners, feeds to fetch, a resolver that knows what it is told."""

import socket
import ssl
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from watcher.clock import SystemClock
from watcher.feeds.fetch import FeedFetcher, FetchOptions
from watcher.types import FeedForFetch

__all__ = ["CERTIFICATES", "StubResolver", "a_feed", "fetching", "tls_server_context"]

CERTIFICATES = Path(__file__).resolve().parents[1] / "corpus" / "fetch"


class StubResolver:
    """Answers from a table; every look-up is noted. A list of lists is answered one after the other (rebinding)."""

    def __init__(self, **names: Sequence[str] | Sequence[Sequence[str]]) -> None:
        """Keyword `feeds_test` stands for the name `feeds.test`."""
        self.names = {name.replace("_", "."): list(answers) for name, answers in names.items()}
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        answers = self.names.get(host)
        if answers is None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if answers and isinstance(answers[0], list | tuple):
            return list(answers.pop(0) if len(answers) > 1 else answers[0])
        return [str(answer) for answer in answers]


@asynccontextmanager
async def fetching(
    *, env: Mapping[str, str] | None = None, resolver: StubResolver | None = None, **options: Any
) -> AsyncIterator[FeedFetcher]:
    """A fetcher that may reach loopback and does not space its requests, unless told otherwise."""
    chosen: dict[str, Any] = {
        "allow_private_hosts": True,
        "host_delay": timedelta(0),
        "timeout": timedelta(seconds=5),
    } | options
    fetcher = FeedFetcher(
        FetchOptions(**chosen), clock=SystemClock(), env=env or {}, resolver=resolver or StubResolver()
    )
    try:
        yield fetcher
    finally:
        await fetcher.aclose()


def a_feed(url: str, **more: Any) -> FeedForFetch:
    """A feed that was never fetched."""
    return FeedForFetch(feed_id=1, url=url, **more)


def tls_server_context(certificate: str = "feeds.test.pem") -> ssl.SSLContext:
    """A server's side of TLS, with one of the test certificates."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / certificate)
    return context
