"""One fetch under way: where it is, what it sends there, and what its answers are worth."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urldefrag, urljoin

import httpx

from watcher.feeds.fetch.failures import Refusal
from watcher.feeds.fetch.secrets import Secrets
from watcher.text.urls import MASK, credentials_of, redact, secrets_in
from watcher.types import FailureKind, Fetched, Hop, NotModified, RawHeaders, Validators

__all__ = ["FEED_ACCEPT", "PAGE_ACCEPT", "Ask", "Place", "Trip", "header"]

FEED_ACCEPT = (
    b"application/atom+xml, application/rss+xml, application/feed+json;q=0.9, application/rdf+xml;q=0.9, "
    b"application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.5"
)
PAGE_ACCEPT = b"text/html, application/xhtml+xml;q=0.9, */*;q=0.5"

LONGEST_VALIDATOR = 8_000
"""Bytes; no common server takes a longer line of a header than 8 KB."""

_PERMANENT = frozenset((301, 308))

_OURS = frozenset(
    (b"host", b"connection", b"keep-alive", b"proxy-connection", b"proxy-authorization", b"te", b"trailer",
     b"transfer-encoding", b"upgrade", b"content-length", b"content-type", b"expect", b"range", b"if-range",
     b"if-none-match", b"if-modified-since", b"if-match", b"if-unmodified-since", b"accept-encoding", b"a-im",
     b"referer")
)  # fmt: skip
"""Headers that a feed's `headers` cannot set: they would break the connection, the validators or the decoding."""

_SECRET_HEADER = re.compile(r"(?i)auth|cookie|key|token|secret|pass")
"""Names of headers whose value, written out, is a secret; one filled in from the environment always is."""

_WRITTEN_SECRET = re.compile(r"(?=.*\d).{8,}|.{16,}")
"""Values of secret parameters that are looked for in what comes back: `key=politics` may be in any address."""

_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")
"""A name in ASCII (underscores occur), or an address."""

_CONTROLS = frozenset(map(chr, (*range(32), 127)))


def header(headers: RawHeaders, name: bytes) -> bytes | None:
    """The first value of a header (names are in lower case); None where it was not sent."""
    return next((value for key, value in headers if key == name), None)


@dataclass(frozen=True, slots=True)
class Ask:
    """What is to be fetched, as the caller gave it."""

    url: str
    max_body: int
    accept: bytes
    headers: tuple[tuple[str, str], ...] = ()
    validators: Validators | None = None
    foreign: bool = False
    """The URL comes from a stranger (a link in a feed, in a page): `${NAME}` in it is text. Filled in, it would hand
    our environment to whoever wrote it."""


@dataclass(frozen=True, slots=True)
class Place:
    """One URL that is asked, and the names that it goes by."""

    url: httpx.URL
    """Secrets filled in; no user, password or fragment."""
    host: str
    """As politeness counts it."""
    origin: tuple[str, str, int | None]

    @classmethod
    def of(cls, text: str) -> "Place":
        """Take a URL apart. Raises Refusal where it is none that may be asked (rule 14)."""
        try:
            url = httpx.URL(urldefrag(text.strip()).url)
        except (httpx.InvalidURL, ValueError):
            raise Refusal(FailureKind.BAD_URL, "The URL is malformed; check its spelling.") from None
        if url.scheme not in ("http", "https"):
            scheme = url.scheme[:20] or "none"
            raise Refusal(FailureKind.BAD_URL, f"Only http and https are fetched, and the URL's scheme is {scheme}.")
        host = url.raw_host.decode("ascii").rstrip(".")
        if not _HOST.fullmatch(host) or not 0 < (url.port or 80) < 65536:
            raise Refusal(FailureKind.BAD_URL, "The URL names no host, or an impossible port; check its spelling.")
        if url.userinfo:
            url = url.copy_with(userinfo=b"")
        return cls(url, host, (url.scheme, host, url.port))


@dataclass(slots=True)
class Trip:
    """The state of one fetch; lives from the first request to the outcome."""

    ask: Ask
    secrets: Secrets
    place: Place
    shown: str
    """The present URL without secrets."""
    own: list[tuple[bytes, bytes]]
    """Headers and credentials for the first URL's origin, and for no other."""
    home: tuple[str, str, int | None]
    hops: list[Hop] = field(default_factory=list)
    visited: set[str] = field(default_factory=set)
    settled: bool = True
    """Every redirect so far was permanent, and none went from https to http."""
    steered: bool = False
    spent: float = 0.0
    """Seconds of the time limit that are used up."""
    headers: RawHeaders = ()
    """Of the last answer, without secrets."""
    location: bytes | None = None
    """Where the last answer points, as it was sent."""
    etag: bytes | None = None
    last_modified: bytes | None = None
    """The last answer's validators as they were sent: to be sent back, and never shown."""
    conditional: bool = False
    delta: bool = False

    @classmethod
    def begin(cls, ask: Ask, env: Mapping[str, str]) -> "Trip":
        """Fill in secrets and check the URL. Raises Refusal and MissingVariable."""
        secrets = Secrets(env)
        filled = ask.url if ask.foreign else secrets.fill(ask.url)
        place = Place.of(filled)
        for value in filter(_WRITTEN_SECRET.fullmatch, secrets_in(ask.url)):
            secrets.learn(value)
        own = _own_headers(ask.headers, secrets)
        credentials = credentials_of(filled)
        if credentials is not None and any(credentials):
            basic = secrets.basic(*credentials)
            if not any(name.lower() == b"authorization" for name, _ in own):
                own.append((b"Authorization", basic))
        trip = cls(ask, secrets, place, "", own, place.origin)
        # As it is written in the configuration, if that is a URL as it stands.
        trip.shown = redact(ask.url) if "${" not in ask.url.split("?")[0] else secrets.hide_url(filled)
        trip.visited.add(str(place.url))
        return trip

    def request(self, common: list[tuple[bytes, bytes]]) -> httpx.Request:
        """The request for the present URL. `common`: what every request carries."""
        out = [*common, (b"Accept", self.ask.accept)]
        if self.at_home and self.own:
            named = {name.lower() for name, _ in self.own}
            out = [pair for pair in out if pair[0].lower() not in named] + self.own
        validators = self.ask.validators
        self.conditional = self.delta = False
        if validators is not None and validators.url == self.shown:
            if validators.etag is not None:
                out += [(b"If-None-Match", validators.etag), (b"A-IM", b"feed")]
                self.conditional = self.delta = True
            if validators.last_modified is not None:
                out.append((b"If-Modified-Since", validators.last_modified))
                self.conditional = True
        return httpx.Request("GET", self.place.url, headers=out)

    @property
    def at_home(self) -> bool:
        """Whether the present URL is of the first one's origin."""
        return self.place.origin == self.home

    def answered(self, status: int, headers: RawHeaders) -> None:
        """Take down an answer. `headers` have names in lower case."""
        self.location = header(headers, b"location")
        self.etag, self.last_modified = header(headers, b"etag"), header(headers, b"last-modified")
        self.headers = tuple((name, self.secrets.hide_bytes(value)) for name, value in headers if name != b"set-cookie")
        self.hops.append(Hop(self.shown, status, permanent=status in _PERMANENT))

    def follow(self, limit: int) -> None:
        """Go where a redirect points. Raises Refusal where that is nowhere, or not allowed."""
        status = self.hops[-1].status
        if not self.location:
            raise Refusal(FailureKind.REDIRECTS, f"{self.place.host} redirects, but does not say where to.")
        if len(self.hops) > limit:
            raise Refusal(FailureKind.REDIRECTS, f"More than {limit} redirects in a row; check the feed's URL.")
        try:
            text = self.location.decode("utf-8")
        except UnicodeDecodeError:
            text = self.location.decode("latin-1")
        if _CONTROLS & set(text):
            raise Refusal(FailureKind.REDIRECTS, f"{self.place.host} redirects to what is no URL.")
        try:
            place = Place.of(urljoin(str(self.place.url), text.strip()))
        except ValueError:
            raise Refusal(FailureKind.REDIRECTS, f"{self.place.host} redirects to what is no URL.") from None
        except Refusal as refusal:
            raise Refusal(FailureKind.REDIRECTS, f"A redirect cannot be followed: {refusal.message}") from None
        if str(place.url) in self.visited:
            raise Refusal(FailureKind.REDIRECTS, "The redirects go round in a circle; the server has to be repaired.")
        self.visited.add(str(place.url))
        downgrade = self.place.url.scheme == "https" and place.url.scheme == "http"
        self.settled = self.settled and status in _PERMANENT and not downgrade
        self.place = place
        self.shown = self.secrets.hide_url(str(place.url))

    def moved_to(self) -> str | None:
        """The new address, where it may one day replace the configured one (rule 8).

        Not where something secret belonged to the old one: it would be lost, or sent to another host.
        """
        if len(self.hops) < 2 or not self.settled:
            return None
        # Written to the configuration, a server's `${NAME}` would be filled in at the next poll, and sent to it.
        if "${" in str(self.place.url):
            return None
        if self.own and (not self.at_home or credentials_of(self.secrets.fill(self.ask.url)) is not None):
            return None
        plain = str(self.place.url)
        target = self.secrets.hide(plain)
        return target if redact(target) == target and target.count(MASK) == plain.count(MASK) else None

    def validators(self, *, keep: bool) -> Validators | None:
        """What the last answer gives to send next time; with `keep`, what it leaves out stays (a 304)."""
        old = self.ask.validators if keep else None
        etag = _usable(self.etag) or (old.etag if old else None)
        modified = _usable(self.last_modified) or (old.last_modified if old else None)
        if etag is None and modified is None:
            return None
        return Validators(self.shown, etag, modified)

    def not_modified(self, at: datetime) -> NotModified:
        """The outcome of a 304."""
        return NotModified(
            url=self.shown,
            headers=self.headers,
            validators=self.validators(keep=True),
            hops=tuple(self.hops),
            at=at,
            elapsed=timedelta(seconds=self.spent),
            moved_to=self.moved_to(),
        )

    def fetched(self, status: int, body: bytes, wire_bytes: int, at: datetime) -> Fetched:
        """The outcome of an answer with a body."""
        return Fetched(
            status=status,
            url=self.shown,
            headers=self.headers,
            body=body,
            body_hash=hashlib.sha256(body).hexdigest(),
            validators=self.validators(keep=False),
            hops=tuple(self.hops),
            at=at,
            elapsed=timedelta(seconds=self.spent),
            wire_bytes=wire_bytes,
            partial=status == 226,
            moved_to=self.moved_to(),
        )


def _usable(validator: bytes | None) -> bytes | None:
    return validator if validator and len(validator) <= LONGEST_VALIDATOR else None


def _own_headers(headers: tuple[tuple[str, str], ...], secrets: Secrets) -> list[tuple[bytes, bytes]]:
    own = []
    for name, value in headers:
        filled = secrets.fill(value).strip()
        key = name.strip().encode("ascii", "replace")
        if key.lower() in _OURS:
            continue
        if _CONTROLS & set(filled) or not key or b" " in key or b":" in key or _CONTROLS & set(name):
            raise Refusal(FailureKind.BAD_URL, f"The feed's header {name!r} cannot be sent; check its name and value.")
        if _SECRET_HEADER.search(name):
            for part in (filled, filled.rpartition(" ")[2]):
                secrets.learn(part)
        own.append((key, filled.encode("utf-8")))
    return own
