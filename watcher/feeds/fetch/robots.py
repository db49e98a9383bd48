"""robots.txt (RFC 9309), for pages: feeds are there to be polled, the pages that they link to are another matter."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from watcher.types import FailureKind, Fetched, FetchFailed, FetchOutcome

__all__ = ["ROBOTS_MAX", "Robots"]

ROBOTS_MAX = 1_000_000
"""Bytes; RFC 9309, section 2.5, wants 500 KiB at least."""

KEPT = 86_400.0
"""Seconds that an answer is used for (RFC 9309, section 2.4)."""

KEPT_FAILURE = 3_600.0

_MAX_SITES = 1_000


class _Site:
    __slots__ = ("expires", "failure", "lock", "rules")

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.expires = float("-inf")
        self.rules: RobotFileParser | None = None
        """None: everything is disallowed."""
        self.failure: FetchFailed | None = None
        """Why there are none."""


class Robots:
    """What each site's robots.txt allows, fetched once a day."""

    def __init__(
        self, read: Callable[[str], Awaitable[FetchOutcome]], monotonic: Callable[[], float], *, agent: str
    ) -> None:
        """`read` fetches a URL; `agent` is the product token that rules name."""
        self._read = read
        self._monotonic = monotonic
        self._agent = agent
        self._sites: OrderedDict[str, _Site] = OrderedDict()

    async def allows(self, url: str) -> bool:
        """Whether this page may be fetched. A site whose rules cannot be read (5xx, no connection) allows nothing."""
        origin = _origin(url)
        site = self._sites.setdefault(origin, _Site())
        self._sites.move_to_end(origin)
        while len(self._sites) > _MAX_SITES:
            self._sites.popitem(last=False)
        async with site.lock:
            if site.expires <= self._monotonic():
                outcome = await self._read(f"{origin}/robots.txt")
                site.rules = _rules(outcome)
                site.failure = outcome if isinstance(outcome, FetchFailed) else None
                site.expires = self._monotonic() + _kept(outcome, site.rules)
        return site.rules is not None and site.rules.can_fetch(self._agent, url)

    def unreadable(self, url: str) -> FetchFailed | None:
        """Why the rules of a page's site could not be read when it was last asked; None where they could."""
        site = self._sites.get(_origin(url))
        return site.failure if site is not None and site.rules is None else None


def _kept(outcome: FetchOutcome, rules: RobotFileParser | None) -> float:
    """Seconds. A host that could not be asked, because its Retry-After runs, has answered nothing worth keeping."""
    if rules is not None:
        return KEPT
    held = isinstance(outcome, FetchFailed) and outcome.status is None and outcome.retry_at is not None
    return 0.0 if held else KEPT_FAILURE


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _rules(outcome: FetchOutcome) -> RobotFileParser | None:
    rules = RobotFileParser()
    if isinstance(outcome, Fetched):
        rules.parse(outcome.body.decode("utf-8", "replace").lstrip("\ufeff").splitlines())
        return rules
    if isinstance(outcome, FetchFailed) and 400 <= (outcome.status or 0) < 500:
        # "Unavailable": there are no rules (section 2.3.1.3). 429 is no such answer, but a plea.
        if outcome.kind is FailureKind.RATE_LIMITED:
            return None
        rules.parse([])
        return rules
    return None
