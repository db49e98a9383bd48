"""The protocols that the pipeline and the engines are written against. A protocol's docstrings are its contract.

`watcher.service` alone knows the classes behind them. Every implementation passes the same suite (`tests/contract/`).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Protocol

from watcher.types import (
    Document,
    FeedConfig,
    FeedForFetch,
    FeedUpdateIntent,
    FeedUpdateReceipt,
    FetchOutcome,
    Fingerprint,
    ItemMatch,
    KnownItem,
    MatchOutcome,
    MatchStored,
    Placement,
    StoryCandidate,
    StoryMember,
    WatchMatch,
)
from watcher.types.page import PageForFetch, PageIntent, PageReceipt
from watcher.types.rows import ItemRow, MatchStatus, ServiceState

__all__ = ["Clock", "Fetcher", "Matcher", "Reading", "StoryRules", "Triage", "Writing"]


class Clock(Protocol):
    """Where time comes from; tests inject their own."""

    def now(self) -> datetime:
        """The wall clock, aware, UTC. It may step."""

    def monotonic(self) -> float:
        """Seconds that never step: for durations only."""


class Fetcher(Protocol):
    """Fetches one feed or page politely and safely (rules 1 to 14)."""

    async def fetch(self, feed: FeedForFetch) -> FetchOutcome:
        """One conditional request with its redirects; never raises but for cancellation.

        The host's turn (concurrency, delay, Retry-After) is taken within; waiting for it does not count against the
        time limit. Everything in the outcome is free of secrets.
        """

    async def fetch_page(
        self, url: str, *, max_body: int | None = None, headers: tuple[tuple[str, str], ...] = (), foreign: bool = False
    ) -> FetchOutcome:
        """One page of any kind, if the site's robots.txt allows it; never raises but for cancellation.

        `headers` are sent to the URL's own origin only. A `foreign` URL comes from a stranger: `${NAME}` in it is text.
        """

    def hold_host(self, host: str, until: datetime) -> None:
        """Ask nothing of a host before then, redirects included."""

    async def aclose(self) -> None:
        """Close every connection."""


class Matcher(Protocol):
    """A set of watch lists, compiled. Immutable, picklable, safe to share between threads."""

    @property
    def version(self) -> str:
        """Hash of everything that decides a match: the watch lists in force and the default threshold."""

    @property
    def versions(self) -> tuple[tuple[str, str], ...]:
        """(watch id, version hash) of each enabled watch list, by id."""

    def match(self, document: Document, *, feeds: bool = True) -> MatchOutcome:
        """All hits and near-misses in one document. Never raises, whatever the text.

        `feeds=False` ignores the watch lists' `feeds` restrictions (`watcher scan`).
        """


class StoryRules(Protocol):
    """Grouping and ranking; pure: everything it needs is handed in."""

    def place(self, member: StoryMember, candidates: Sequence[StoryCandidate]) -> Placement:
        """Which of the candidates an item joins, or that it opens a story."""

    def priority(
        self,
        match: WatchMatch,
        *,
        sources: int,
        novelty: float,
        feedback: float = 0.0,
        feedback_why: Sequence[str] = (),
    ) -> tuple[int, tuple[str, ...]]:
        """At the time of publication, and the reasons; see `watcher.stories.ranking`.

        `novelty` 1: a new story, 0: a reprint. `feedback` -1..1: past verdicts' lean.
        """


class Writing(Protocol):
    """The store as the pipeline sees it. All calls block; each is one transaction (BEGIN IMMEDIATE on SQLite).

    Raises:
        StoreError: the database cannot be written (full disk, locked for longer than the busy timeout, gone). Nothing
            of the call was kept, and it may be tried again.
    """

    def sync_feeds(self, feeds: Sequence[FeedConfig], now: datetime) -> None:
        """Make the feed table say what the configuration says.

        New feeds are due at once. Feeds no longer configured are retired: kept with their history, never polled. A
        feed that comes back resumes. Changed fields are taken over; state (validators, failures, due time) stays.
        """

    def claim_due(
        self, now: datetime, limit: int, *, busy: Collection[int], max_interval: timedelta
    ) -> Sequence[FeedForFetch]:
        """The most overdue enabled feeds, at most `limit`, ordered so that hosts alternate.

        Left out are feeds in `busy` (in flight), gone ones, and those whose host is under Retry-After. A due time
        further ahead than now + max_interval is treated as a clock step and clamped to it.
        """

    def feeds_for_pass(
        self, now: datetime, urls: Sequence[str] | None = None
    ) -> tuple[Sequence[FeedForFetch], Sequence[tuple[str, str]]]:
        """For `watcher poll`: the enabled feeds whether due or not, and (url, why) of those skipped.

        Skipped are those under Retry-After, and gone ones unless named in `urls`. A url that is not configured raises
        NotFound.
        """

    def known_items(self, feed_id: int) -> Sequence[KnownItem]:
        """The items that the feed listed when it was last read, in that document's order."""

    def commit(
        self, intents: Sequence[FeedUpdateIntent], stories: StoryRules, now: datetime
    ) -> Sequence[FeedUpdateReceipt]:
        """Store what polls found, one receipt an intent, in order.

        Each intent is atomic (rule 21): items, matches, suppressed near-matches, story links, validators, next due
        time and coverage are kept together or not at all; several may share a transaction. It re-checks against the
        database: an item that is already there (same feed and key, or a unique link key) is not stored twice, a match
        (item × watch) is extended, never doubled. A term new to a match that is not `new` reopens it, with a line in
        its history. An edited item keeps its first version.
        """

    def commit_matches(
        self,
        found: Sequence[tuple[int, ItemMatch]],
        watch_versions: Sequence[tuple[str, str]],
        stories: StoryRules,
        now: datetime,
    ) -> Sequence[MatchStored]:
        """Matches of items that are stored already (item id, what it matched): after a watch list changed."""

    def claim_pages(self, now: datetime, limit: int, *, busy: Collection[int], per_host: int) -> Sequence[PageForFetch]:
        """Items' pages that are due, at most `limit` and `per_host` of each host (those in `busy` counted), the hosts
        alternating.

        A commit queues the pages of the new items of feeds with `full_text`, and again those of edited ones. Left out
        are those in `busy`, of hosts under Retry-After, and of feeds that are disabled, retired or no longer full_text.
        """

    def item_text(self, item_id: int) -> tuple[Document, str] | None:
        """An item as it reads now, and its text's hash; None where retention dropped it."""

    def commit_page(self, intent: PageIntent, stories: StoryRules, now: datetime) -> PageReceipt | None:
        """Store what one try at a page came to, atomically; None where the item was edited or dropped since.

        A read page becomes the item's content; the item's hash, and so the feed's next poll, are not touched. Matches
        are made and extended as by an edit, noted as `added by full text`.
        """

    def host_holds(self, now: datetime) -> Sequence[tuple[str, datetime]]:
        """The hosts that asked to be left alone (Retry-After), and until when."""

    def watch_versions(self) -> dict[str, str]:
        """Version hash by watch id, as stored items of the look-back were last matched against."""

    def set_watch_versions(self, versions: Sequence[tuple[str, str]], now: datetime) -> None:
        """Say that the look-back was matched against these versions."""

    def items_since(self, since: datetime, *, chunk: int = 500) -> Iterator[Sequence[tuple[int, Document]]]:
        """Stored items first seen since then, oldest first, in chunks; no transaction stays open between chunks."""

    def cleanup(self, now: datetime, *, items: timedelta, suppressed: timedelta) -> int:
        """Retention: drop unmatched items that no feed has listed for `items`, and old suppressed near-matches.

        Keys that a feed still lists are kept, so that an old item never becomes new. Returns rows dropped.
        """

    def heartbeat(self, state: ServiceState) -> None:
        """Say that the service lives."""

    def poller_lock(self) -> AbstractContextManager[None]:
        """Hold the database's one poller's place; a dead holder's is void.

        Raises:
            StoreBusy: another living process polls this database.
        """


class Reading(Protocol):
    """What the faces read; see `watcher.store.reading` for the full list of queries."""

    def item(self, item_id: int) -> ItemRow:
        """One stored item. Raises NotFound."""


class Triage(Protocol):
    """Changes that people make."""

    def mark(
        self,
        ids: Iterable[int],
        status: MatchStatus,
        *,
        who: str,
        now: datetime,
        note: str = "",
        assign: str | None = None,
    ) -> int:
        """Set status (and note, assignee) of matches; returns how many changed. Raises NotFound for an unknown id."""


Fingerprinter = Callable[[Document, MatchOutcome], Fingerprint]
"""Reduces a matched document to its story fingerprint; pure; runs in the worker."""
