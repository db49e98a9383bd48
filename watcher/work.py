"""What a worker process does with one job: parse, tell new from known, match. Pure.

A job carries everything that decides its outcome, the watch lists aside: those are compiled once
and handed in.
"""

from dataclasses import replace

from watcher.feeds.identity import diff
from watcher.feeds.parse import parse_feed
from watcher.matching.languages import primary, text_language
from watcher.ports import Fingerprinter, Matcher
from watcher.types import Document, ItemEditIntent, ItemIntent, ItemMatch, ItemParsed, MatchOutcome, ParseFailed
from watcher.types.job import FeedFacts, MatchedDocuments, MatchJob, ParseJob, ParseOutcome

__all__ = ["document_of", "match_documents", "work"]


def document_of(item: ItemParsed, feed: FeedFacts) -> Document:
    """The item as the engine sees it; the item's own language goes before its feed's."""
    return Document(
        title=item.title,
        summary=item.summary,
        content=item.content,
        language=item.language or feed.language,
        url=item.url,
        author=item.author,
        feed=feed.url,
        tags=feed.tags,
    )


def work(job: ParseJob, matcher: Matcher, fingerprint: Fingerprinter) -> ParseOutcome:
    """Parse a feed's answer, compare it with what is known, and match what is new."""
    parsed = parse_feed(job.body, url=job.url, headers=job.headers, now=job.now, limits=job.limits)
    if isinstance(parsed, ParseFailed):
        return ParseOutcome(failure=parsed)
    if parsed.incomplete:
        # An item that breaks off would come again whole under another identity; it is asked for again anyhow.
        parsed = replace(parsed, items=tuple(item for item in parsed.items if not item.unfinished))
    found = diff(parsed, job.known, partial=job.partial)
    fresh = tuple(ItemIntent(*_matched(f.item, job.feed, matcher, fingerprint)) for f in found.fresh)
    edited = tuple(ItemEditIntent(e.item_id, *_matched(e.item, job.feed, matcher, fingerprint)) for e in found.edited)
    cut = any(f.item.cut for f in fresh) or any(e.item.cut for e in edited)
    return ParseOutcome(
        meta=parsed.meta,
        damage=parsed.damage,
        incomplete=parsed.incomplete,
        items_cut=parsed.items_cut,
        text_cut=cut,
        text=_text_given(parsed.items),
        fresh=fresh,
        edited=edited,
        listed=found.listed,
        rekeyed=found.rekeyed,
        overlap=found.overlap,
        dates=found.dates,
        items=len(parsed.items),
    )


def match_documents(job: MatchJob, matcher: Matcher, fingerprint: Fingerprinter) -> MatchedDocuments:
    """Match stored documents; those that neither matched nor nearly did are left out."""
    found = ((item_id, _match(document, matcher, fingerprint)) for item_id, document in job.documents)
    return MatchedDocuments(tuple((i, m) for i, m in found if m.outcome.matches or m.outcome.suppressed))


def _matched(
    item: ItemParsed, feed: FeedFacts, matcher: Matcher, fingerprint: Fingerprinter
) -> tuple[ItemParsed, ItemMatch]:
    """An item that matched, or nearly did, says what language it is in, where nobody declared it or its script belies
    what was declared: lists of matches are filtered by it."""
    document = document_of(item, feed)
    match = _match(document, matcher, fingerprint)
    if match.outcome.matches or match.outcome.suppressed:
        told = text_language(f"{item.title}\n{item.summary}\n{item.content}", document.language).likely
        if told != primary(document.language):
            item = replace(item, language=told)
    return item, match


_NOTHING = ItemMatch(MatchOutcome())
"""What most items come to: one object for all of them, which an outcome's pickle holds once."""


def _match(document: Document, matcher: Matcher, fingerprint: Fingerprinter) -> ItemMatch:
    outcome = matcher.match(document)
    if not (outcome.matches or outcome.suppressed):
        return _NOTHING
    return ItemMatch(outcome, fingerprint(document, outcome) if outcome.matches else None)


FULL_TEXT = 1_500
"""Characters of content from which most items must have it for a feed to count as giving full text."""


def _text_given(items: tuple[ItemParsed, ...]) -> str:
    """What of its items a feed gives, by the majority of them; "" where there are none."""
    if not items:
        return ""
    longest = sorted(max(len(i.content), len(i.summary)) for i in items)
    median = longest[len(longest) // 2]
    if median >= FULL_TEXT:
        return "full"
    return "summary" if median > 0 else "titles"
