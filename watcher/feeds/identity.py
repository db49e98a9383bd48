"""Which item is which (rule 26): keys within a document, and a document's items against the known ones. Pure.

An item's key is its entry id, else its link, else the hash of its text. Links and texts are second keys: an item that
comes under an id never seen, but with the link or the text of a known one, is that item. So a feed that changes all of
its ids, as on the way from http to https, announces nothing twice.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from watcher.feeds.coverage import overlaps
from watcher.text.fold import fold_ascii, fold_word
from watcher.text.urls import without_tracking
from watcher.types import FeedDiff, ItemEdited, ItemFresh, ItemParsed, KnownItem, ParsedFeed

__all__ = ["Facts", "Identity", "diff", "identify", "link_identity", "text_hash"]

_DIGEST: Final = 16
"""Bytes: 2^64 items until two keys collide."""

_SCHEME: Final = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)


class Facts(NamedTuple):
    """What of an item decides which item it is."""

    entry_id: str
    url: str
    title: str
    summary: str
    content: str


class Identity(NamedTuple):
    """The keys of an item, as in `ItemParsed`."""

    key: str
    link_key: str | None
    text_hash: str


def identify(items: Sequence[Facts], *, site: str = "") -> list[Identity | None]:
    """The keys of one document's items, by position; None for an exact duplicate (same id, link and text).

    `site` is the feed's own page: a link to it identifies no item.
    """
    hashes = [text_hash(item) for item in items]
    whole = [(item.entry_id, item.url, digest) for item, digest in zip(items, hashes, strict=True)]
    first = {facts: position for position, facts in reversed(list(enumerate(whole)))}
    kept = sorted(first.values())
    ids = Counter(items[position].entry_id for position in kept)
    home = link_identity(site)
    links = {position: link_identity(items[position].url) for position in kept}
    link_counts = Counter(links.values())
    out: list[Identity | None] = [None] * len(items)
    for position in kept:
        item, digest, link = items[position], hashes[position], links[position]
        link_key = f"link:{_digest(link)}" if link and link_counts[link] == 1 and link != home else None
        out[position] = Identity(_key(item, digest, link_key, repeated=ids[item.entry_id] > 1), link_key, digest)
    return _each_key_once(out)


def _key(item: Facts, digest: str, link_key: str | None, *, repeated: bool) -> str:
    if item.entry_id:
        # Different content under one id: the id alone names none of them.
        return f"id:{_digest(item.entry_id, digest)}" if repeated else f"id:{_digest(item.entry_id)}"
    return link_key or f"hash:{_digest(digest, item.url)}"


def _each_key_once(identities: Sequence[Identity | None]) -> list[Identity | None]:
    """Of items with one id and one text, but several links, the first."""
    taken: set[str] = set()
    out: list[Identity | None] = []
    for identity in identities:
        fresh = identity is not None and identity.key not in taken
        out.append(identity if fresh else None)
        if identity is not None:
            taken.add(identity.key)
    return out


def text_hash(item: Facts) -> str:
    """Hash of the folded plain text: markup, links, dates, case, accents and spacing do not count."""
    return _hash(b"\x1f".join(map(_folded, (item.title, item.summary, item.content))))


def _folded(part: str) -> bytes:
    """Folded, words parted by one space. Both ways give the same: the first is faster where all is ASCII."""
    if not part:
        return b""
    if part.isascii():
        return b" ".join(fold_ascii(part).split())
    folded = " ".join(map(fold_word, part.split()))
    return " ".join(folded.split()).encode("utf-8", "surrogatepass")


def link_identity(url: str) -> str:
    """What of a link tells items apart: not the scheme, a leading `www.`, a final slash, nor tracking parameters."""
    if "?" in url:
        # A fragment may tell the entries of one page apart.
        address, mark, fragment = url.partition("#")
        url = without_tracking(address) + mark + fragment
    host, slash, path = _SCHEME.sub("", url, count=1).partition("/")
    return (host.lower() + slash + path).rstrip("/")


def _digest(*parts: str) -> str:
    return _hash("\x1f".join(parts).encode("utf-8", "surrogatepass"))


def _hash(text: bytes) -> str:
    return hashlib.blake2b(text, digest_size=_DIGEST).hexdigest()


def diff(parsed: ParsedFeed, known: Sequence[KnownItem], *, partial: bool = False) -> FeedDiff:
    """Tell fresh, edited and unchanged items apart (rule 26).

    `known` are the items that the feed listed when it was last read, in that order. A known item is recognised by its
    key, else by its link, else by its text, and by one item of the document only. `partial` (226): the document is
    the news alone and leaves the rest out, so it says all there is to say.
    """
    claims = _claims(parsed.items, known)
    fresh: list[ItemFresh] = []
    edited: list[ItemEdited] = []
    rekeyed: list[tuple[int, str]] = []
    for item, old in zip(parsed.items, claims, strict=True):
        if old is None:
            fresh.append(ItemFresh(item))
            continue
        if old.key != item.key:
            rekeyed.append((old.item_id, item.key))
        if old.text_hash != item.text_hash:
            edited.append(ItemEdited(old.item_id, item))
    dates = sorted((i.published for i in parsed.items if i.published), reverse=True)
    return FeedDiff(
        fresh=tuple(fresh),
        edited=tuple(edited),
        listed=tuple(old.item_id for old in claims if old),
        rekeyed=tuple(rekeyed),
        overlap=partial or overlaps(parsed.items, [old.item_id if old else None for old in claims], known),
        dates=tuple(dates),
    )


def _claims(items: Sequence[ItemParsed], known: Sequence[KnownItem]) -> list[KnownItem | None]:
    """For each item the known one that it is, or None. Keys go first for all items, then links, then texts."""
    free = {old.item_id: old for old in known}
    claims: list[KnownItem | None] = [None] * len(items)

    def claim(names: Sequence[str | None], old_names: Sequence[str | None]) -> None:
        counts, old_counts = Counter(names), Counter(old_names)
        by_name = {name: old for name, old in zip(old_names, known, strict=True) if name and old_counts[name] == 1}
        for position, name in enumerate(names):
            if name is None or claims[position] is not None or counts[name] > 1:
                continue
            old = by_name.get(name)
            if old is not None and old.item_id in free:
                claims[position] = free.pop(old.item_id)

    claim([i.key for i in items], [old.key for old in known])
    claim([i.link_key for i in items], [old.link_key for old in known])
    empty = _digest("", "", "")
    claim(
        [i.text_hash if i.text_hash != empty else None for i in items],
        [old.text_hash for old in known],
    )
    return claims
