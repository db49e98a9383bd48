"""What the demonstration serves: a dozen invented feeds that show what watcher is for. Pure data and its rendering.

The outlets and their stories are made up around the handover of an air base; each feed is there for a reason, given
beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape
from json import dumps

__all__ = ["FEEDS", "WATCH_LIST", "Answer", "DemoFeed", "Entry"]

WATCH_LIST = """\
title = "The base and its handover"

[[term]]
name = "Ain al-Asad air base"
kind = "place"
aliases = ["عين الأسد"]
not = ["Bashar al-Assad"]

[[term]]
name = "Camp Taji"
kind = "place"
role = "qualified"
context = ["Iraq", "Baghdad", "coalition"]

[[term]]
name = "coalition withdrawal"
kind = "topic"
near = [["coalition", "US forces", "American troops"], ["withdraw", "pull out", "hand over", "leave"]]

[[term]]
name = "Mark Savaya"
kind = "person"
weight = 1.5

[[term]]
name = "Qais al-Muhammadawi"
kind = "person"

[[term]]
name = "Kataib Hezbollah"
kind = "organisation"

[[example]]
text = "Iraq takes over Ayn al-Asad Air Base"
match = true

[[example]]
text = "Looters strip a Bashar al-Assad base near Latakia"
match = false
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item; `since` is the round in which it first appears, `edited` its later text and the round of the edit."""

    title: str
    text: str
    since: int = 1
    edited: tuple[int, str] | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server sends."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    delay: float = 0.0
    """Seconds before the first byte."""


@dataclass(frozen=True, slots=True)
class DemoFeed:
    """One feed: who publishes it, in which form, and why it is in the demonstration."""

    name: str
    title: str
    why: str
    entries: tuple[Entry, ...] = ()
    form: str = "rss"
    language: str = "en"
    tags: tuple[str, ...] = ()

    def answer(self, round_: int, now: datetime, if_none_match: str = "") -> Answer:
        """The answer in a round (from 1 on)."""
        if self.form == "down":
            return Answer(503, (("Content-Type", "text/plain"),), b"The presses are down.\n")
        shown = [e for e in self.entries if e.since <= round_]
        etag = f'"{self.name}-{len(shown)}-{sum(1 for e in shown if e.edited and e.edited[0] <= round_)}"'
        if if_none_match == etag:
            return Answer(304, (("ETag", etag),), b"")
        kind, render = _FORMS[self.form]
        headers = (("Content-Type", kind), ("ETag", etag), ("Cache-Control", "no-cache"))
        return Answer(200, headers, render(self, shown, round_, now), 2.5 if self.form == "slow" else 0.0)


def _text(entry: Entry, round_: int) -> str:
    return entry.edited[1] if entry.edited and entry.edited[0] <= round_ else entry.text


def _link(feed: DemoFeed, entry: Entry) -> str:
    return f"https://{feed.name}.example/{feed.entries.index(entry) + 1}"


def _when(entry: Entry, now: datetime) -> datetime:
    return now - timedelta(minutes=12 if entry.since > 1 else 55)


def _rss(feed: DemoFeed, entries: list[Entry], round_: int, now: datetime) -> bytes:
    items = "".join(
        f"<item><title>{escape(e.title)}</title><link>{_link(feed, e)}</link>"
        f'<guid isPermaLink="false">{feed.name}-{feed.entries.index(e)}</guid>'
        f"<pubDate>{format_datetime(_when(e, now))}</pubDate>"
        f"<description>{escape('<p>' + escape(_text(e, round_)) + '</p>')}</description></item>"
        for e in entries
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>{escape(feed.title)}</title>'
        f"<link>https://{feed.name}.example/</link><description>{escape(feed.title)}</description>"
        f"<language>{feed.language}</language>{items}</channel></rss>"
    ).encode()


def _broken(feed: DemoFeed, entries: list[Entry], round_: int, now: datetime) -> bytes:
    """An unescaped ampersand, and a tag that is never closed."""
    return _rss(feed, entries, round_, now).replace(b"&amp;", b"&", 1).replace(b"</item></channel>", b"</channel>", 1)


def _atom(feed: DemoFeed, entries: list[Entry], round_: int, now: datetime) -> bytes:
    items = "".join(
        f"<entry><title>{escape(e.title)}</title><id>tag:{feed.name}.example,2026:{feed.entries.index(e)}</id>"
        f'<link href="{_link(feed, e)}"/><updated>{_when(e, now).isoformat()}</updated>'
        f"<summary>{escape(_text(e, round_))}</summary></entry>"
        for e in entries
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{feed.language}">'
        f"<title>{escape(feed.title)}</title><id>tag:{feed.name}.example,2026:feed</id>"
        f"<updated>{now.isoformat()}</updated>{items}</feed>"
    ).encode()


def _json(feed: DemoFeed, entries: list[Entry], round_: int, now: datetime) -> bytes:
    items = [
        {
            "id": f"{feed.name}-{feed.entries.index(e)}",
            "url": _link(feed, e),
            "title": e.title,
            "content_text": _text(e, round_),
            "date_published": _when(e, now).isoformat(),
        }
        for e in entries
    ]
    document = {"version": "https://jsonfeed.org/version/1.1", "title": feed.title, "items": items}
    return dumps(document, ensure_ascii=False).encode()


_FORMS: dict[str, tuple[str, Callable[[DemoFeed, list[Entry], int, datetime], bytes]]] = {
    "rss": ("application/rss+xml; charset=utf-8", _rss),
    "slow": ("application/rss+xml; charset=utf-8", _rss),
    "broken": ("application/rss+xml; charset=utf-8", _broken),
    "atom": ("application/atom+xml; charset=utf-8", _atom),
    "json": ("application/feed+json", _json),
}

_WIRE = (
    "The last coalition convoy rolled out of the sprawling base in Anbar on Friday. Lieutenant General Qais "
    "al-Muhammadawi said the coalition would hand over every remaining hangar within the week."
)

FEEDS = (
    DemoFeed(
        "meridian-wire",
        "Meridian Wire",
        "a wire story, and a follow-up in the second round",
        (
            Entry("Coalition to hand over Ain al-Assad air base next week", _WIRE),
            Entry("Bank holiday traffic slows to a crawl", "Drivers were told to expect long delays on Sunday."),
            Entry(
                "Envoy Mark Savaya expected in Baghdad after base handover",
                "The visit follows the coalition's departure from Ayn al-Asad.",
                since=2,
            ),
        ),
        tags=("wire",),
    ),
    DemoFeed(
        "harbour-gazette",
        "Harbour Gazette",
        "prints the wire story under a headline of its own: the same story, shown once",
        (Entry("Western troops to leave Iraq's Ain al-Assad", _WIRE + " (Meridian Wire)"),),
    ),
    DemoFeed(
        "delta-post",
        "The Delta Post",
        "another spelling of every name",
        (
            Entry(
                "Ayn al-Asad Airbase changes hands",
                "Gen. Qays al-Mohammedawi toured the runway in western Iraq on Friday as the last crews packed up.",
            ),
        ),
        "atom",
    ),
    DemoFeed(
        "rafidain-akhbar",
        "أخبار الرافدين",
        "Arabic",
        (
            Entry(
                "القوات العراقية تتسلم قاعدة عين الأسد", "أعلن الفريق قيس المحمداوي اكتمال تسليم القاعدة في الأنبار."
            ),
            Entry("أسعار النفط ترتفع قليلا", "ارتفعت الأسعار في تعاملات الصباح."),
        ),
        language="ar",
        tags=("iraq", "arabic"),
    ),
    DemoFeed(
        "anadolu-sabah",
        "Sabah Postası",
        "Turkish, with a suffix behind the name",
        (Entry("Irak ordusu Ayn el-Esed'i devraldı", "Üs, koalisyon güçlerinin ayrılmasının ardından teslim edildi."),),
        language="tr",
    ),
    DemoFeed(
        "severny-kurier",
        "Северный курьер",
        "Russian",
        (Entry("Коалиция покинула базу Айн-эль-Асад", "Последняя колонна выехала из провинции Анбар в пятницу."),),
        "atom",
        "ru",
    ),
    DemoFeed(
        "levant-review",
        "Levant Review",
        "names that look alike: none of these is a match",
        (
            Entry("Bashar al-Assad's archives surface in Damascus", "Historians sift papers of the Assad regime."),
            Entry("Looters strip a Bashar al-Assad base near Latakia", "Scrap dealers drove away with the fuel tanks."),
            Entry("A weekend at the Savoy", "The hotel has reopened its river rooms."),
            Entry("Tajik climbers reach the summit", "The team from Dushanbe planted a flag."),
            Entry("Lebanese Hezbollah denies report", "A spokesman rejected the claim."),
        ),
    ),
    DemoFeed(
        "desk-notes",
        "Desk Notes",
        "a short name that needs its context: once with it, once without",
        (
            Entry("Soldiers return to Taji", "Drills begin again at the camp half an hour north of Baghdad."),
            Entry("Taji tops the league", "The club has not lost since the spring."),
        ),
        "json",
    ),
    DemoFeed(
        "live-blog",
        "The Live Blog",
        "an item that is edited: the second version names the militia",
        (
            Entry(
                "Rocket fire reported west of Baghdad",
                "No group has claimed the attack.",
                edited=(2, "Kata'ib Hizballah denied that it was behind the attack."),
            ),
        ),
    ),
    DemoFeed(
        "slow-herald",
        "The Slow Herald",
        "takes its time to answer, and holds up nobody",
        (Entry("US forces pull out of western Iraq", "American troops began to leave at dawn, residents said."),),
        "slow",
    ),
    DemoFeed(
        "tag-soup-times",
        "Tag Soup Times",
        "broken XML: what can be saved is saved",
        (Entry("Officers & guests at Ain al Asad ceremony", "The flag was lowered at noon."),),
        "broken",
    ),
    DemoFeed(
        "quiet-quarterly",
        "Quiet Quarterly",
        "never changes: it answers 304 and costs nothing",
        (Entry("On the patience of archivists", "An essay."),),
        "atom",
    ),
    DemoFeed("dark-daily", "The Dark Daily", "is down: an error, and a gap in the coverage", form="down"),
)
