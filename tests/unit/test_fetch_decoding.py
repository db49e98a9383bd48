"""Bodies are decoded under bounds (rule 12)."""

import gzip
import zlib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.feeds.fetch.decoding import MAX_MEMBERS, PIECE, BadCoding, BodyDecoder


def decode(data: bytes, cuts: list[int], codings: bytes = b"gzip") -> bytes:
    decoder = BodyDecoder(codings)
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    out = b"".join(piece for a, b in pairwise(edges) for piece in decoder.pieces(data[a:b]))
    decoder.finish()
    return out


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.binary(max_size=200).map(lambda data: data * 20), min_size=1, max_size=4),
    st.lists(st.integers(0, 3000), max_size=6),
    st.binary(max_size=20).filter(lambda tail: not tail.startswith(b"\x1f")),
)
def test_members_are_decoded_wherever_the_wire_cuts_them(parts: list[bytes], cuts: list[int], tail: bytes) -> None:
    data = b"".join(gzip.compress(part, mtime=0) for part in parts) + tail
    assert decode(data, cuts) == b"".join(parts)


def test_no_piece_is_larger_than_a_piece() -> None:
    decoder = BodyDecoder(b"gzip")
    sizes = [len(piece) for piece in decoder.pieces(gzip.compress(bytes(10_000_000), mtime=0))]
    decoder.finish()
    assert sum(sizes) == 10_000_000
    assert max(sizes) <= PIECE


@pytest.mark.parametrize("codings", [b"", b"identity", b" Identity , ", b","])
def test_what_is_not_coded_passes_as_it_is(codings: bytes) -> None:
    assert decode(b"\x1f\x8bplain", [3], codings) == b"\x1f\x8bplain"


def test_a_coded_body_may_be_empty() -> None:
    assert decode(b"", []) == b""


@pytest.mark.parametrize("codings", [b"br", b"deflate", b"gzip,gzip", b"gzip, br", b"utf-8", b"\xff"])
def test_other_codings_are_refused(codings: bytes) -> None:
    with pytest.raises(BadCoding):
        BodyDecoder(codings)


@pytest.mark.parametrize(
    "data",
    [b"<rss/>", zlib.compress(b"x"), gzip.compress(b"x" * 99, mtime=0)[:-1], gzip.compress(b"x", mtime=0)[:5],
     gzip.compress(b"a", mtime=0) + b"\x1f\x8bgarbage......", gzip.compress(b"", mtime=0) * (MAX_MEMBERS + 1)],
)  # fmt: skip
def test_damaged_data_is_an_error(data: bytes) -> None:
    with pytest.raises(BadCoding):
        decode(data, [])


def test_a_tail_that_only_begins_like_a_member_is_no_error() -> None:
    assert decode(gzip.compress(b"a", mtime=0) + b"\x1f", []) == b"a"
