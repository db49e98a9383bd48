"""Feeds and items on their way from the network to the database."""

import enum
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeAlias

from watcher.types.pickling import pickled_by_values
from watcher.types.schedule import PublishHints

__all__ = [
    "CUT",
    "Body",
    "FailureKind",
    "FeedDiff",
    "FeedForFetch",
    "FeedMeta",
    "FetchFailed",
    "FetchOutcome",
    "Fetched",
    "Hop",
    "ItemEdited",
    "ItemFresh",
    "ItemParsed",
    "KnownItem",
    "NotModified",
    "ParseFailed",
    "ParseLimits",
    "ParsedFeed",
    "RawHeaders",
    "Validators",
]

RawHeaders: TypeAlias = tuple[tuple[bytes, bytes], ...]
"""Header names (lower case) and values as the server sent them: raw bytes, in order, repeated ones kept."""

Body: TypeAlias = bytes


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request sends back, verbatim (RFC 9110, sections 8.8 and 13.1).

    `url` is the URL whose answer gave them: they are sent to that URL and to no other.
    """

    url: str
    etag: bytes | None = None
    last_modified: bytes | None = None


@dataclass(frozen=True, slots=True)
class FeedForFetch:
    """A due feed that was claimed, with all that the fetcher, the parser and the scheduler need to know of it."""

    feed_id: int
    url: str
    """As configured; `${NAME}` unexpanded."""
    title: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    interval: timedelta | None = None
    full_text: bool = False
    headers: tuple[tuple[str, str], ...] = ()
    validators: Validators | None = None
    body_hash: str | None = None
    """Hash of the last accepted body, decoded: the same body is not parsed again."""
    next_due_at: datetime | None = None
    last_attempt_at: datetime | None = None
    last_success_at: datetime | None = None
    consecutive_failures: int = 0
    covered_until: datetime | None = None
    """Up to when coverage is known to be complete; None: never covered."""
    hints: PublishHints = PublishHints()
    """What the last accepted document said of its own schedule (a 304 says nothing, so it stays in force)."""
    rhythm_interval: timedelta | None = None
    """The interval that the feed's own rhythm asked for when it was last parsed."""
    moved_to: str | None = None
    """Target of the permanent redirect that is under observation (rule 8)."""
    moved_since: datetime | None = None
    moved_seen: int = 0


class FailureKind(enum.StrEnum):
    """Why a fetch, or the parse after it, gave nothing. The value is stored and shown."""

    DNS = "dns"
    CONNECT = "connect"
    TLS = "tls"
    TIMEOUT = "timeout"
    PROTOCOL = "protocol"
    REFUSED_ADDRESS = "refused-address"
    BAD_URL = "bad-url"
    REDIRECTS = "redirects"
    TOO_LARGE = "too-large"
    CODING = "coding"
    UNAUTHORISED = "unauthorised"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not-found"
    GONE = "gone"
    RATE_LIMITED = "rate-limited"
    SERVER = "server"
    HTTP = "http"
    NOT_A_FEED = "not-a-feed"
    PARSE = "parse"
    PARSE_TIMEOUT = "parse-timeout"
    CRASH = "crash"


@dataclass(frozen=True, slots=True)
class Hop:
    """One request of a fetch: the first one, or a redirect's."""

    url: str
    """Redacted: no user, password or filled-in secret."""
    status: int
    permanent: bool = False
    """301 or 308."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An accepted answer with a body: 200, or 226 where `A-IM: feed` was sent (`partial`)."""

    status: int
    url: str
    """The final URL, redacted of credentials; the base of relative links."""
    headers: RawHeaders
    body: Body
    body_hash: str
    validators: Validators | None
    """None where the answer gave none."""
    hops: tuple[Hop, ...]
    at: datetime
    elapsed: timedelta
    wire_bytes: int
    partial: bool = False
    moved_to: str | None = None
    """Where every hop was permanent and none went from https to http: the new URL."""


@dataclass(frozen=True, slots=True)
class NotModified:
    """304: nothing new. `validators` are those to keep (a 304 may bring new ones, RFC 9110 section 15.4.5)."""

    url: str
    headers: RawHeaders
    validators: Validators | None
    hops: tuple[Hop, ...]
    at: datetime
    elapsed: timedelta
    moved_to: str | None = None
    """As in `Fetched`."""


@dataclass(frozen=True, slots=True)
class FetchFailed:
    """No usable answer. `message` is one sentence that says what happened and what to do; it holds no secret."""

    kind: FailureKind
    message: str
    at: datetime
    elapsed: timedelta
    status: int | None = None
    headers: RawHeaders = ()
    hops: tuple[Hop, ...] = ()
    retry_at: datetime | None = None
    """From Retry-After on 429 and 503 (RFC 9110, section 10.2.3): not before this, for the whole host."""
    retry_host: str | None = None
    """The host that asked for it (the last hop's)."""


FetchOutcome: TypeAlias = Fetched | NotModified | FetchFailed

CUT = "…"
"""Marks text that was cut at a limit."""


@pickled_by_values
@dataclass(frozen=True, slots=True)
class ItemParsed:
    """One item of a feed document, as plain text with safe links; lengths are capped."""

    key: str
    """Identity within the feed: `id:…`, else `link:…`, else `hash:…` (rule 26); a digest, at most 80 characters."""
    link_key: str | None
    """`link:…` where the link is unique in its document and could identify the item; else None."""
    text_hash: str
    """Hash of the folded plain text: items whose `text_hash` differs were edited."""
    entry_id: str
    """As the feed gives it, or ""."""
    url: str
    """Absolute http(s) link, or ""."""
    title: str
    summary: str
    content: str
    author: str = ""
    published: datetime | None = None
    """None where missing or impossible (before 1990, or more than a day ahead)."""
    updated: datetime | None = None
    language: str = ""
    """The item's own declared language, else the document's, else ""."""
    categories: tuple[str, ...] = ()
    cut: bool = False
    """Whether any of its text was cut at a limit."""
    unfinished: bool = False
    """Whether the document breaks off within it, so that its id too may be half of one."""


@pickled_by_values
@dataclass(frozen=True, slots=True)
class FeedMeta:
    """What a document says of its feed."""

    title: str = ""
    site: str = ""
    """The feed's web page, or ""."""
    language: str = ""
    format: str = ""
    """feedparser's version string (`rss20`, `atom10`…) or `json1`, `json11`."""
    hints: PublishHints = PublishHints()


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed document, parsed. Items stand in document order."""

    meta: FeedMeta
    items: tuple[ItemParsed, ...]
    items_cut: int = 0
    """How many items were left out at `max_items`."""
    damage: str = ""
    """What was wrong with the document where the items could only be salvaged; "" where it was sound."""
    incomplete: bool = False
    """Whether a damaged document breaks off, or opens more items than could be read."""


@dataclass(frozen=True, slots=True)
class ParseFailed:
    """A body of which nothing could be made. `message` is one sentence that says what it was and what to do."""

    kind: FailureKind
    message: str


@dataclass(frozen=True, slots=True)
class ParseLimits:
    """Bounds on one document (rule 20); lengths are in characters."""

    max_items: int = 2000
    max_title: int = 1_000
    max_text: int = 200_000
    """Of summary and of content."""


@pickled_by_values
@dataclass(frozen=True, slots=True)
class KnownItem:
    """What the database knows of an item that its feed listed when it was last read."""

    item_id: int
    key: str
    link_key: str | None
    text_hash: str


@dataclass(frozen=True, slots=True)
class ItemFresh:
    """An item that the feed was not known to list."""

    item: ItemParsed


@dataclass(frozen=True, slots=True)
class ItemEdited:
    """A known item whose folded plain text differs from what is stored."""

    item_id: int
    item: ItemParsed


@dataclass(frozen=True, slots=True)
class FeedDiff:
    """A document's items against the known ones (rule 26)."""

    fresh: tuple[ItemFresh, ...]
    edited: tuple[ItemEdited, ...]
    listed: tuple[int, ...]
    """Ids of the known items that the document still lists, edited ones included, in document order."""
    rekeyed: tuple[tuple[int, str], ...] = ()
    """(item id, new key): the same item under a new entry id (http→https, a new guid scheme): stored, not announced."""
    overlap: bool = True
    """Whether coverage between the two polls is complete by the document itself (see `watcher.feeds.coverage`)."""
    dates: tuple[datetime, ...] = field(default=())
    """Publication dates of the listed items that have one, newest first: the rhythm's evidence."""
