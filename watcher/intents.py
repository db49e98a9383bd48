"""What one poll of one feed changes, decided: outcome in, intent out. Pure.

The rules that live here: validators, body hash and coverage move on only with an accepted answer (2, 22), and
validators are forgotten where a server chokes on them; a failure counts and backs off, an outage of our own does not
(9); a permanent redirect is observed before it is believed (8).
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from watcher.feeds.coverage import HELD, NOT_RUNNING, OVERFLOWED
from watcher.feeds.schedule import estimate_rhythm, next_poll
from watcher.types import (
    CoverageRecord,
    FailureKind,
    FeedForFetch,
    FeedUpdateIntent,
    Fetched,
    FetchFailed,
    NotModified,
    ParseFailed,
    PollEvent,
    RawHeaders,
    ScheduleLimits,
    ScheduleState,
)
from watcher.types.job import ParseOutcome

__all__ = ["Deciding", "after_document", "after_failure", "after_unchanged"]

EVIDENCE_HEADERS = frozenset(
    (b"date", b"etag", b"last-modified", b"content-type", b"content-language", b"server", b"age", b"expires",
     b"cache-control", b"via", b"x-cache")
)  # fmt: skip
"""Response headers that say what was seen and how old it was; none of them can hold a secret of ours."""

CHOKED = frozenset((400, 412, 431))
"""What servers answer that cannot take their own validators back (a condition that failed, a header too long)."""

BROKEN_OFF = (
    "The document breaks off, or hides items; what could be read was stored, and it is asked for in full until it is "
    "whole."
)

START = timedelta(minutes=1)
"""A feed that fell due so shortly before the start is polled no later for it."""


@dataclass(frozen=True, slots=True)
class Deciding:
    """What a decision needs beside the outcome itself."""

    limits: ScheduleLimits
    now: datetime
    jitter: float
    """0..1, drawn by the caller."""
    watch_versions: tuple[tuple[str, str], ...] = ()
    running_since: datetime | None = None
    """Since when there has been somebody to poll; None: unknown."""


def after_failure(
    feed: FeedForFetch, failed: FetchFailed, deciding: Deciding, *, outage: bool = False
) -> FeedUpdateIntent:
    """The feed gave nothing. During an outage of our own no back-off grows, nor where its host was not even asked."""
    gone = failed.kind is FailureKind.GONE
    held = failed.kind is FailureKind.RATE_LIMITED and failed.status is None
    failures = feed.consecutive_failures + (0 if outage or held else 1)
    event = PollEvent.GONE if gone else PollEvent.OUTAGE if outage else PollEvent.FAILED
    return FeedUpdateIntent(
        feed_id=feed.feed_id,
        attempted_at=failed.at,
        elapsed=failed.elapsed,
        status=failed.status,
        next_poll=next_poll(
            _state(feed, failures),
            event,
            headers=failed.headers,
            retry_at=failed.retry_at,
            limits=deciding.limits,
            now=deciding.now,
            jitter=deciding.jitter,
        ),
        failure=failed.kind,
        error=failed.message,
        forget_validators=failed.status in CHOKED and feed.validators is not None,
        consecutive_failures=failures,
        headers=_evidence(failed.headers),
        coverage=CoverageRecord(failed.at, complete=False, reason=_reason(failed)),
        retry_host=failed.retry_host,
        retry_at=failed.retry_at,
        moved_to=feed.moved_to,
        moved_since=feed.moved_since,
        moved_seen=feed.moved_seen,
        gone=gone,
    )


def after_unchanged(feed: FeedForFetch, answer: NotModified | Fetched, deciding: Deciding) -> FeedUpdateIntent:
    """304, or the same body as before: nothing was missed, and validators may have moved on."""
    moved_to, moved_since, moved_seen = _moved(feed, answer, deciding.now)
    return FeedUpdateIntent(
        feed_id=feed.feed_id,
        attempted_at=answer.at,
        elapsed=answer.elapsed,
        status=304 if isinstance(answer, NotModified) else answer.status,
        next_poll=next_poll(
            _state(feed, 0),
            PollEvent.UNCHANGED,
            headers=answer.headers,
            retry_at=None,
            limits=deciding.limits,
            now=deciding.now,
            jitter=deciding.jitter,
        ),
        not_modified=isinstance(answer, NotModified),
        accepted=True,
        validators=answer.validators,
        body_hash=answer.body_hash if isinstance(answer, Fetched) else None,
        final_url=answer.url,
        rhythm_interval=feed.rhythm_interval,
        coverage=CoverageRecord(answer.at, complete=True),
        moved_to=moved_to,
        moved_since=moved_since,
        moved_seen=moved_seen,
    )


def after_document(feed: FeedForFetch, answer: Fetched, parsed: ParseOutcome, deciding: Deciding) -> FeedUpdateIntent:
    """A body that was parsed, soundly or not."""
    if parsed.failure is not None:
        return _after_bad_document(feed, answer, parsed.failure, deciding)
    assert parsed.meta is not None
    # One that breaks off is stored as far as it goes, but neither validators nor hash: it is asked for again (rule 22).
    sound = not parsed.incomplete
    # Of a part of the items nothing can be said of how often the feed publishes.
    whole = sound and not answer.partial
    rhythm = estimate_rhythm(parsed.dates, (), deciding.now, deciding.limits) if whole else None
    feed = replace(
        feed,
        hints=parsed.meta.hints,
        rhythm_interval=rhythm.interval if rhythm else feed.rhythm_interval,
    )
    first = feed.covered_until is None
    complete = sound and not parsed.items_cut and not parsed.text_cut and (parsed.overlap or first)
    event = PollEvent.CHANGED if parsed.fresh or parsed.edited else PollEvent.UNCHANGED
    if sound and not first and not parsed.overlap:
        event = PollEvent.OVERFLOW
    moved_to, moved_since, moved_seen = _moved(feed, answer, deciding.now)
    return FeedUpdateIntent(
        feed_id=feed.feed_id,
        attempted_at=answer.at,
        elapsed=answer.elapsed,
        status=answer.status,
        next_poll=next_poll(
            _state(feed, 0),
            event,
            headers=answer.headers,
            retry_at=None,
            limits=deciding.limits,
            now=deciding.now,
            jitter=deciding.jitter,
        ),
        error="" if sound else BROKEN_OFF,
        accepted=sound,
        validators=answer.validators if sound else None,
        body_hash=answer.body_hash if whole else None,
        headers=_evidence(answer.headers),
        final_url=answer.url,
        meta=parsed.meta,
        rhythm_interval=feed.rhythm_interval,
        items_per_day=rhythm.items_per_day if rhythm else None,
        fresh=parsed.fresh,
        edited=parsed.edited,
        listed=parsed.listed if whole else None,
        rekeyed=parsed.rekeyed,
        coverage=CoverageRecord(
            answer.at, complete=complete, reason=_gap(feed, parsed, complete, deciding), text=parsed.text
        ),
        moved_to=moved_to,
        moved_since=moved_since,
        moved_seen=moved_seen,
        watch_versions=deciding.watch_versions,
    )


def _after_bad_document(
    feed: FeedForFetch, answer: Fetched, failure: ParseFailed, deciding: Deciding
) -> FeedUpdateIntent:
    failed = FetchFailed(
        kind=failure.kind,
        message=failure.message,
        at=answer.at,
        elapsed=answer.elapsed,
        status=answer.status,
        headers=answer.headers,
        hops=answer.hops,
    )
    return after_failure(feed, failed, deciding)


def _state(feed: FeedForFetch, failures: int) -> ScheduleState:
    return ScheduleState(
        own_interval=feed.interval,
        hints=feed.hints,
        rhythm_interval=feed.rhythm_interval,
        consecutive_failures=failures,
    )


def _moved(feed: FeedForFetch, answer: NotModified | Fetched, now: datetime) -> tuple[str | None, datetime | None, int]:
    """The permanent redirect under observation after this answer: target, since when, how often in a row."""
    target = answer.moved_to
    if target is None:
        return None, None, 0
    if target == feed.moved_to and feed.moved_since is not None:
        return target, feed.moved_since, feed.moved_seen + 1
    return target, now, 1


def _evidence(headers: RawHeaders) -> RawHeaders:
    return tuple((k, v) for k, v in headers if k.lower() in EVIDENCE_HEADERS)


_REASONS = {
    FailureKind.TIMEOUT: "timed out",
    FailureKind.DNS: "no such host",
    FailureKind.CONNECT: "could not connect",
    FailureKind.TLS: "certificate or TLS error",
    FailureKind.PROTOCOL: "no sound HTTP",
    FailureKind.REFUSED_ADDRESS: "address refused",
    FailureKind.BAD_URL: "URL cannot be asked for",
    FailureKind.REDIRECTS: "redirected to nowhere",
    FailureKind.CODING: "could not be decoded",
    FailureKind.NOT_A_FEED: "no feed in the answer",
    FailureKind.PARSE: "could not be parsed",
    FailureKind.PARSE_TIMEOUT: "parsing took too long",
    FailureKind.CRASH: "processing failed",
}


def _reason(failed: FetchFailed) -> str:
    """A failure in the few words of a coverage gap."""
    if failed.kind is FailureKind.RATE_LIMITED and failed.status is None:
        return HELD
    if failed.kind in _REASONS:
        return _REASONS[failed.kind]
    return f"HTTP {failed.status}" if failed.status and failed.status >= 400 else failed.kind.replace("-", " ")


def _gap(feed: FeedForFetch, parsed: ParseOutcome, complete: bool, deciding: Deciding) -> str:
    if complete:
        return ""
    if parsed.incomplete:
        return "damaged document"
    if parsed.items_cut:
        return "items cut at poll.max_items"
    if parsed.text_cut:
        return "text cut"
    since, due = deciding.running_since, feed.next_due_at
    if since is not None and due is not None and since - due > START:
        return f"{NOT_RUNNING}, then {OVERFLOWED}"
    return OVERFLOWED
