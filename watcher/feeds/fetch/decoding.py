"""Bodies, decoded under bounds (rule 12): gzip alone, member after member, never more at once than a piece."""

import zlib
from collections.abc import Generator, Iterator

__all__ = ["BadCoding", "BodyDecoder"]

PIECE = 65_536
"""Bytes that are inflated at a time: a bomb is noticed after one piece too many."""

MAX_MEMBERS = 1_000
"""Gzip members of one body; real ones have one."""

_GZIP = 16 + zlib.MAX_WBITS
_MAGIC = b"\x1f\x8b"


class BadCoding(Exception):
    """A coding that was not asked for, or coded data that is damaged or cut short. The message is for the user."""


class BodyDecoder:
    """Turns a body's chunks as they come over the wire into pieces of the body.

    Raises:
        BadCoding: from every method; what came out before may not be used.
    """

    def __init__(self, codings: bytes) -> None:
        """`codings`: all of the answer's Content-Encoding, joined by commas (RFC 9110, section 8.4)."""
        named = [coding.strip().lower() for coding in codings.split(b",")]
        asked = [coding for coding in named if coding not in (b"", b"identity")]
        if len(asked) > 1:
            raise BadCoding("the server stacked several content codings, although only gzip was asked for")
        if asked and asked[0] not in (b"gzip", b"x-gzip"):
            shown = asked[0][:40].decode("ascii", "replace")
            raise BadCoding(f"the server sent content coding {shown!r}, although only gzip was asked for")
        self.coded = bool(asked)
        self._member: zlib._Decompress | None = None
        self._members = 0
        self._held = b""
        self._over = False

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """The body's next pieces, each at most PIECE bytes long where the body is coded."""
        if not self.coded:
            yield data
            return
        data = self._held + data
        self._held = b""
        while data and not self._over:
            if self._member is None and not self._begin(data):
                return
            data = yield from self._inflate(data)

    def _begin(self, data: bytes) -> bool:
        """Whether a member begins here. What follows the last one and is none (padding) is left alone, as gzip does."""
        if self._members:
            if len(data) < len(_MAGIC) and _MAGIC.startswith(data):
                self._held = data
                return False
            if not data.startswith(_MAGIC):
                self._over = True
                return False
        if self._members >= MAX_MEMBERS:
            raise BadCoding("the gzip data has too many members")
        self._member = zlib.decompressobj(_GZIP)
        return True

    def _inflate(self, data: bytes) -> Generator[bytes, None, bytes]:
        """Inflate to the end of the data or of the member; returns the data behind it."""
        member = self._member
        assert member is not None
        while True:
            try:
                piece = member.decompress(data, PIECE)
            except zlib.error:
                raise BadCoding("the gzip data is damaged") from None
            if piece:
                yield piece
            if member.eof:
                self._member = None
                self._members += 1
                return member.unused_data
            data = member.unconsumed_tail
            # A full piece may leave output behind although all input is used up.
            if not data and len(piece) < PIECE:
                return b""

    def finish(self) -> None:
        """Say that the wire is done."""
        if self._member is not None:
            raise BadCoding("the gzip data was cut short")
