"""One TCP or TLS connection, as httpcore wants it: the thinnest layer over asyncio's transports."""

import asyncio
import ssl
from collections import deque
from typing import Any

import httpcore

__all__ = ["Stream"]

HIGH_WATER = 262_144
"""Bytes that may wait to be read before the peer is told to pause."""


class Stream(asyncio.Protocol, httpcore.AsyncNetworkStream):
    """Reads and writes; time limits are the fetch's own, so the `timeout` arguments are not used."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._chunks: deque[bytes] = deque()
        self._size = 0
        self._paused = False
        self._ended = False
        self._error: Exception | None = None
        self._reader: asyncio.Future[None] | None = None

    @classmethod
    async def connect(cls, address: str, port: int) -> "Stream":
        """Dial an address. Raises OSError."""
        loop = asyncio.get_running_loop()
        _, stream = await loop.create_connection(cls, address, port)
        return stream

    # What asyncio calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._chunks.append(data)
        self._size += len(data)
        if self._size > HIGH_WATER and not self._paused and self._transport is not None:
            self._paused = True
            self._transport.pause_reading()
        self._wake()

    def eof_received(self) -> bool:
        self._ended = True
        self._wake()
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        self._ended = True
        self._error = exc
        self._wake()

    def _wake(self) -> None:
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)

    # What httpcore calls

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What is there, at most `max_bytes`; b"" at the end of the stream."""
        if self._chunks:
            await asyncio.sleep(0)  # a peer that pours faster than we read must not keep the loop from everybody else
        while not self._chunks:
            if self._error is not None:
                raise httpcore.ReadError(str(self._error)) from self._error
            if self._ended:
                return b""
            self._reader = asyncio.get_running_loop().create_future()
            await self._reader
        chunk = self._chunks.popleft()
        if len(chunk) > max_bytes:
            self._chunks.appendleft(chunk[max_bytes:])
            chunk = chunk[:max_bytes]
        self._size -= len(chunk)
        if self._paused and self._size <= HIGH_WATER // 2 and self._transport is not None:
            self._paused = False
            self._transport.resume_reading()
        return chunk

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Hand over to the transport, which buffers: requests are small."""
        if self._transport is None or self._transport.is_closing():
            raise httpcore.WriteError("the connection is closed")
        self._transport.write(buffer)

    async def aclose(self) -> None:
        """Drop the connection at once: nothing that we sent is still of interest."""
        if self._transport is not None:
            self._transport.abort()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> "Stream":
        """Begin TLS on this connection. Raises httpcore.ConnectError, whose cause says what was wrong."""
        assert self._transport is not None
        if self._chunks:
            raise httpcore.ConnectError("the server spoke before TLS began")
        loop = asyncio.get_running_loop()
        secure = Stream()
        try:
            transport = await loop.start_tls(self._transport, secure, ssl_context, server_hostname=server_hostname)
        except OSError as error:  # ssl.SSLError is one
            raise httpcore.ConnectError(str(error)) from error
        if transport is None:
            raise httpcore.ConnectError("the server closed the connection before TLS began")
        secure._transport = transport
        return secure

    def get_extra_info(self, info: str) -> Any:
        """`is_readable` on an idle connection means that it can not be used again: closed, or out of step."""
        if info == "is_readable":
            return bool(self._chunks) or self._ended
        if self._transport is None:
            return None
        return self._transport.get_extra_info({"server_addr": "peername", "client_addr": "sockname"}.get(info, info))
