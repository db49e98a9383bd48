"""Titles of items that tell of many events at once: live blogs, briefings, round-ups."""

import re

from watcher.stories.words import fold

__all__ = ["is_digest"]

_EDGE = r"(?:^|[\s:|–—-])"
_DIGEST = re.compile(
    rf"{_EDGE}live\s*(?:[:|–—]|$|updates?\b|blog\b|coverage\b|ticker)"
    r"|\b(?:morning|midday|afternoon|evening|daily|weekly|weekend|news|world|market)\s+(?:news\s+)?"
    r"(?:briefing|brief|digest|round-?up|wrap|summary|newsletter|bulletin)\b|\bbriefing\s*[:|]"
    r"|\b(?:round-?up|newsletter|as it happened|at a glance|in brief|the week in|week in review)\b"
    r"|\btop (?:stories|headlines)\b"
    r"|\b(?:liveticker|live-?blog|newsblog|newsticker|nachrichten(?:uberblick|am)|die lage am|tagesuberblick)\b"
    r"|\b(?:en direct|direct\s*[:|]|revue de presse|l.essentiel de l.actu|a retenir)"
    r"|\b(?:en directo|en vivo|minuto a minuto|resumen del dia|las noticias (?:del|de la))\b"
    r"|\b(?:in diretta|la diretta|diretta\s*[:|]|ao vivo|resumo do dia|rassegna stampa)"
    r"|\b(?:canli (?:yayin|blog|anlatim)|gunun ozeti|dakika dakika)\b"
    r"|(?:تغطيه مباشره|مباشر\s*[:|]|^مباشر|لحظه بلحظه|موجز|نشره الاخبار|ابرز الاخبار|زنده\s*[:|])"
    r"|(?:онлаин[- ]трансляц|онлаин\s*[:|]|хроника\b|главное за|итоги дня|головне за|текстовая трансляция)"
    r"|(?:עדכונים שוטפים|דיווח שוטף|כל העדכונים)"
)


def is_digest(title: str) -> bool:
    """Whether a title is that of an item on many events."""
    return (
        _DIGEST.search(fold.__wrapped__(title)) is not None
    )  # a title comes once: remembered, it would displace words
