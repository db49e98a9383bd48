"""The demonstration's feed server: HTTP/1.1 on loopback, standard library only."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

from watcher.demo.material import FEEDS, Answer

__all__ = ["DemoServer"]


class DemoServer:
    """Serves the demonstration's feeds; each feed counts its own rounds, one a request."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        """`now` dates the items."""
        self._now = now
        self._rounds: dict[str, int] = {}
        self._feeds = {f.name: f for f in FEEDS}
        self._server: asyncio.Server | None = None
        self._asked = asyncio.Event()
        self._closing = asyncio.Event()
        self._open: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        """The connections being served."""

    async def start(self) -> int:
        """Listen on a free port of 127.0.0.1, and say which."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    def rounds(self) -> int:
        """How often the feed that was asked least has been asked; a feed that is down backs off and does not count."""
        return min(self._rounds.get(f.name, 0) for f in FEEDS if f.form != "down")

    async def wait_for_rounds(self, rounds: int) -> None:
        """Come back once every feed was asked that often."""
        while self.rounds() < rounds:
            self._asked.clear()
            await self._asked.wait()

    async def aclose(self) -> None:
        """Stop listening, and end the connections that are open.

        None may be left to be cancelled with the loop: asyncio before 3.12 reports a cancelled handler as an error.
        """
        if self._server is None:
            return
        self._server.close()
        self._closing.set()
        for writer in self._open.values():
            writer.close()
        await asyncio.gather(*self._open)
        await self._server.wait_closed()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._open[task] = writer
        task.add_done_callback(self._open.pop)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            path = head[0].split(" ")[1]
            wanted = next((h.partition(":")[2].strip() for h in head if h.lower().startswith("if-none-match:")), "")
            await self._send(writer, self._answer(path.strip("/"), wanted))
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()

    def _answer(self, name: str, if_none_match: str) -> Answer:
        feed = self._feeds.get(name)
        if feed is None:
            return Answer(404, (), b"")
        self._rounds[name] = self._rounds.get(name, 0) + 1
        self._asked.set()
        return feed.answer(self._rounds[name], self._now(), if_none_match)

    async def _send(self, writer: asyncio.StreamWriter, answer: Answer) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), answer.delay)
        lines = [f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}"]
        lines += [f"{name}: {value}" for name, value in answer.headers]
        if answer.status != HTTPStatus.NOT_MODIFIED:
            lines.append(f"Content-Length: {len(answer.body)}")
        lines += ["Connection: close", "", ""]
        writer.write("\r\n".join(lines).encode("latin-1") + answer.body)
        await writer.drain()
