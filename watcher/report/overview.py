"""One self-contained HTML page on a period: stories, timeline, terms, sources, gaps, and what was dismissed."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations

from watcher.report.charts import Interval, bars, grid, strips
from watcher.report.data import FeedGaps, ReportData
from watcher.report.export import match_article
from watcher.report.markup import esc, link, page, table, when
from watcher.report.records import iso
from watcher.text.urls import redact
from watcher.types.rows import MatchRow, MatchStatus, StoryRow

__all__ = ["report"]

MAX_STORIES = 60
MAX_TERMS = 20
MAX_TOGETHER = 12
MAX_FEEDS = 20
MAX_ITEMS = 20
"""Of one story, in its table."""
MAX_DISMISSED = 200
MAX_DAYS = 92
"""Days of the timeline; a longer period is drawn by its last days, and says so."""


def report(data: ReportData) -> str:
    """The page. Every number in a chart also stands in a table; nothing is loaded from anywhere."""
    live = [m for m in data.matches if m.status is not MatchStatus.DISMISSED]
    sections = (
        ("stories", "Stories", _stories(data, live)),
        ("timeline", "Matches by term and day", _timeline(data, live)),
        ("together", "Terms together", _together(live)),
        ("sources", "Watch lists, feeds and languages", _sources(live)),
        ("coverage", "Coverage gaps", _coverage(data)),
        ("dismissed", "Dismissed", _dismissed(data)),
    )
    menu = "".join(f'<li><a href="#{key}">{name}</a></li>' for key, name, _ in sections)
    body = "".join(f'<section id="{key}"><h2>{name}</h2>{html}</section>' for key, name, html in sections)
    head = (
        f"<header><h1>{esc(data.title)}</h1><p class=soft>{when(data.since)} to {when(data.until)}, "
        f"made {when(data.made_at)}; times are UTC</p>{_figures(data, live)}</header>"
        f"<nav aria-label=Sections><ul>{menu}</ul></nav>"
    )
    return page(data.title, f"{head}<main>{body}</main>")


def _figures(data: ReportData, live: Sequence[MatchRow]) -> str:
    gaps = sum(not feed.complete for feed in data.coverage)
    figures = (
        (len(data.stories), "stories"),
        (len(live), "matches"),
        (sum(m.status is MatchStatus.NEW for m in live), "still new"),
        (len({m.feed for m in live}), "feeds with matches"),
        (len(data.matches) - len(live), "dismissed"),
        (gaps, f"of {len(data.coverage)} feeds with gaps"),
    )
    return "<ul class=figures>" + "".join(f"<li><b>{n}</b>{esc(what)}</li>" for n, what in figures) + "</ul>"


def _none(text: str) -> str:
    return f"<p class=soft>{esc(text)}</p>"


def _stories(data: ReportData, live: Sequence[MatchRow]) -> str:
    members: dict[int, list[MatchRow]] = defaultdict(list)
    for match in live:
        if match.story is not None:
            members[match.story].append(match)
    shown = [story for story in data.stories if members[story.id]][:MAX_STORIES]
    if not shown:
        return _none("No story in this period.")
    rest = sum(bool(members[story.id]) for story in data.stories) - len(shown)
    more = _none(f"{rest} more stories of lower priority are not shown.") if rest else ""
    return "".join(_story(story, members[story.id]) for story in shown) + more


def _story(story: StoryRow, matches: Sequence[MatchRow]) -> str:
    ordered = sorted(matches, key=lambda m: (m.published or m.first_seen, m.id))
    first, others = ordered[0], ordered[1:]
    sources = "source" if story.sources == 1 else "sources"
    independent = f", {story.independent} independent" if story.sources > 1 else ""
    follows = f' · follows <a href="#s{story.follows}">story {story.follows}</a>' if story.follows is not None else ""
    rows = [
        (
            when(m.published or m.first_seen),
            link(m.url, m.title or m.url),
            f'<bdi dir="auto">{esc(m.feed_title or redact(m.feed))}</bdi>',
            esc(m.language),
            esc(", ".join(m.terms)),
            m.status.value,
        )
        for m in others[:MAX_ITEMS]
    ]
    also = table(("time", "item", "feed", "language", "terms", "status"), rows) if rows else ""
    more = f"{len(others)} more {'item' if len(others) == 1 else 'items'}"
    rest = _none(f"and {len(others) - len(rows)} more") if len(others) > len(rows) else ""
    items = f"<details class=items><summary>{more}</summary>{also}{rest}</details>" if rows else ""
    return (
        f'<div class=card id="s{story.id}"><p class=soft>Story {story.id} · {story.sources} {sources}'
        f"{independent} · priority {story.priority} · {story.status.value}{follows}</p>"
        f"{match_article(first, heading='h3')}{items}</div>"
    )


def _timeline(data: ReportData, live: Sequence[MatchRow]) -> str:
    if not live:
        return _none("No match in this period.")
    totals = Counter(term for match in live for term in match.terms)
    cells = Counter((term, match.first_seen.date().isoformat()) for match in live for term in match.terms)
    first = max(data.since, data.until - timedelta(days=MAX_DAYS - 1)).date()
    days = [(first + timedelta(days=n)).isoformat() for n in range((data.until.date() - first).days + 1)]
    terms = [term for term, _ in totals.most_common(MAX_TERMS)]
    left = len(totals) - len(terms)
    note = f"The {len(terms)} most frequent of {len(totals)} terms. " if left else ""
    note += f"The last {MAX_DAYS} days. " if first > data.since.date() else ""
    return (_none(note) if note else "") + grid("Matches by term and day", terms, days, cells)


def _together(live: Sequence[MatchRow]) -> str:
    """How often two terms stood in one item, whatever watch lists they belong to."""
    by_item: dict[int, set[str]] = defaultdict(set)
    for match in live:
        by_item[match.item_id] |= set(match.terms)
    pairs = Counter(pair for terms in by_item.values() for pair in combinations(sorted(terms), 2))
    if not pairs:
        return _none("No two terms stood in one item.")
    weight: Counter[str] = Counter()
    for (one, other), count in pairs.items():
        weight[one] += count
        weight[other] += count
    terms = [term for term, _ in weight.most_common(MAX_TOGETHER)]
    cells = {(a, b): pairs[min(a, b), max(a, b)] for a in terms for b in terms if a != b}
    return grid("Terms together in one item", terms, terms, cells)


def _sources(live: Sequence[MatchRow]) -> str:
    if not live:
        return _none("No match in this period.")
    names = {m.feed: m.feed_title or redact(m.feed) for m in live}
    feeds = Counter(m.feed for m in live).most_common(MAX_FEEDS)
    languages = Counter(m.language.split("-")[0] or "unknown" for m in live).most_common()
    watches = Counter(m.watch for m in live).most_common()
    several = bars("Matches by watch list", watches, unit="watch list") if len(watches) > 1 else ""
    return (
        several
        + bars("Matches by feed", [(names[feed], n) for feed, n in feeds], unit="feed")
        + bars("Matches by language", languages, unit="language")
    )


def _coverage(data: ReportData) -> str:
    if not data.coverage:
        return _none("No feed was configured.")
    gapped = sorted((f for f in data.coverage if f.gaps), key=lambda f: (-_lost(f), f.feed))
    if not gapped:
        return _none(f"All {len(data.coverage)} feeds were covered completely.")
    shown = gapped[:MAX_FEEDS]
    begin = min(feed.start or data.since for feed in shown)
    length = max((data.until - begin) / timedelta(seconds=1), 1.0)

    def share(seconds: float) -> float:
        return min(1.0, max(0.0, seconds / length))

    rows = [
        (
            feed.title or redact(feed.feed),
            share((feed.start - begin).total_seconds()) if feed.start is not None else 0.0,
            [
                Interval(
                    share((gap.start - begin).total_seconds()),
                    share((gap.end - begin).total_seconds()),
                    f"{iso(gap.start)} to {iso(gap.end)}: {gap.reason}",
                )
                for gap in feed.gaps
            ],
        )
        for feed in shown
    ]
    note = f"{len(gapped)} of {len(data.coverage)} feeds have gaps, in which something may have been missed."
    note += f" The {len(shown)} worst are drawn." if len(shown) < len(gapped) else ""
    note += " Hatched is a gap; a line begins where its feed was first watched."
    return f"<p>{esc(note)}</p>" + strips("Coverage gaps", rows, start=_minute(begin), end=_minute(data.until))


def _minute(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M}"


def _lost(feed: FeedGaps) -> float:
    return sum((gap.end - gap.start).total_seconds() for gap in feed.gaps)


def _dismissed(data: ReportData) -> str:
    rows = [m for m in data.matches if m.status is MatchStatus.DISMISSED]
    if not rows:
        return _none("Nothing was dismissed.")
    rest = f"{len(rows) - MAX_DISMISSED} more of lower priority are not shown."
    return table(
        ("match", "item", "feed", "terms", "reason"),
        [
            (
                str(m.id),
                link(m.url, m.title or m.url),
                f'<bdi dir="auto">{esc(m.feed_title or redact(m.feed))}</bdi>',
                esc(", ".join(m.terms)),
                esc(data.notes.get(m.id, "")),
            )
            for m in rows[:MAX_DISMISSED]
        ],
    ) + (_none(rest) if len(rows) > MAX_DISMISSED else "")
