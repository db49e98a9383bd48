"""From a document's raw fields to items: plain text, safe links, plausible dates, capped lengths.

One way for all formats.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from html import entities
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from watcher.feeds.identity import Facts, Identity, identify
from watcher.feeds.parse.dates import plausible
from watcher.feeds.parse.document import Kind, RawFeed, RawItem, Text
from watcher.text.clean import storable
from watcher.text.html import html_to_text, plain_text
from watcher.types import CUT, FeedMeta, ItemParsed, ParsedFeed, ParseLimits, PublishHints

__all__ = ["build", "clean_link", "language_tag"]

_MAX_LINK: Final = 4_096
"""Characters; longer links exist only as attacks or as data."""

_MAX_NAME: Final = 300
_REMEMBERED: Final = 100
"""Characters of a name up to which it is worth remembering."""
_MAX_CATEGORIES: Final = 50
_MAX_AUTHORS: Final = 20
_MAX_CONTENTS: Final = 20

_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,4}", re.ASCII)
_PLAIN_LINK: Final = re.compile(r"https?://[a-z0-9.-]+/[!-;=?-\[\]_a-z|~]*", re.ASCII)
"""A link that resolving would not change: lower case, no white space, no dot segments looked for beyond the host."""

_CLOSED_TAG: Final = re.compile(r"</(\w{1,20})>")
_REFERENCE: Final = re.compile(r"&#?\w{1,32};")
_TAG: Final = re.compile(r"</?(\w{1,30})")
_NAMED_REFERENCE: Final = re.compile(r"&([a-zA-Z]\w{0,31});")
_HTML_ELEMENTS: Final = frozenset(
    "a abbr acronym address article aside audio b big blockquote br button caption center cite code col colgroup dd del"
    " details dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img input ins kbd label"
    " li main mark menu meter nav ol option p picture pre progress q rp rt ruby s samp section select small source span"
    " strike strong sub summary sup svg table tbody td textarea tfoot th thead time title tr tt u ul var video wbr"
    .split()
)  # fmt: skip


def build(raw: RawFeed, *, base: str, now: datetime, limits: ParseLimits, hints: PublishHints) -> ParsedFeed:
    """The document as the rest of the program sees it; exact duplicates are kept once.

    Relative links are resolved against xml:base (by the reader), else in RSS against the feed's page, as those who
    write them mean it, else against `base`, the document's own address (RFC 3986, section 5.1).
    """
    site = clean_link(raw.site, base)
    if site and not raw.format.startswith(("atom", "json")):
        base = site
    kept = [_read(item, raw, base, now, limits) for item in raw.items[: limits.max_items]]
    identities = identify([facts for facts, _ in kept], site=site)
    meta = FeedMeta(
        title=_cut(_plain(raw.title), limits.max_title)[0],
        site=site,
        language=language_tag(raw.language),
        format=raw.format,
        hints=hints,
    )
    items = tuple(
        _item(facts, identity, rest, meta.language)
        for (facts, rest), identity in zip(kept, identities, strict=True)
        if identity is not None
    )
    return ParsedFeed(meta, items, items_cut=len(raw.items) - len(kept), damage=raw.damage, incomplete=raw.incomplete)


class _Rest(NamedTuple):
    """What of an item does not decide which item it is."""

    author: str
    published: datetime | None
    updated: datetime | None
    language: str
    categories: tuple[str, ...]
    cut: bool
    unfinished: bool


def _read(raw: RawItem, feed: RawFeed, base: str, now: datetime, limits: ParseLimits) -> tuple[Facts, _Rest]:
    title, title_cut = _cut(_plain(raw.title).replace("\n", " "), limits.max_title)
    summary, summary_cut = _cut(_plain(raw.summary), limits.max_text)
    content, content_cut = _cut(_joined(raw.contents), limits.max_text)
    if summary in (content, title):
        # It says nothing that is not said elsewhere.
        summary, summary_cut = "", False
    entry_id = storable(raw.entry_id).strip()[:_MAX_LINK]
    url = clean_link(raw.link, base) or next(filter(None, (clean_link(link, base) for link in raw.other_links)), "")
    if not url and entry_id[:4].lower() == "http":
        url = clean_link(entry_id, base)
    updated = plausible(raw.updated, now)
    authors = dict.fromkeys(map(_name, (raw.authors or feed.authors)[:_MAX_AUTHORS]))
    categories = dict.fromkeys(map(_name, raw.categories[:_MAX_CATEGORIES]))
    return Facts(entry_id, url, title, summary, content), _Rest(
        author=", ".join(filter(None, authors)),
        published=plausible(raw.published, now) or updated,
        updated=updated,
        language=language_tag(raw.language),
        categories=tuple(filter(None, categories)),
        cut=title_cut or summary_cut or content_cut,
        unfinished=raw.unfinished,
    )


def _item(facts: Facts, identity: Identity, rest: _Rest, language: str) -> ItemParsed:
    return ItemParsed(
        key=identity.key,
        link_key=identity.link_key,
        text_hash=identity.text_hash,
        entry_id=facts.entry_id,
        url=facts.url,
        title=facts.title,
        summary=facts.summary,
        content=facts.content,
        author=rest.author,
        published=rest.published,
        updated=rest.updated,
        language=rest.language or language,
        categories=rest.categories,
        cut=rest.cut,
        unfinished=rest.unfinished,
    )


def _plain(text: Text | None) -> str:
    if text is None or not text.value:
        return ""
    kind = text.kind
    if kind is Kind.GUESS:
        kind = Kind.HTML if _looks_like_html(text.value) else Kind.PLAIN
    return html_to_text(text.value) if kind is Kind.HTML else plain_text(text.value)


def _joined(contents: Sequence[Text]) -> str:
    """An item's contents as one text: the longest, then those that say what it does not say already."""
    if len(contents) < 2:
        return _plain(contents[0]) if contents else ""
    first, *others = sorted(map(_plain, contents[:_MAX_CONTENTS]), key=len, reverse=True)
    said = _words(first)
    kept = [first]
    for other in others:
        if (words := _words(other)) not in said:
            kept.append(other)
            said = f"{said} {words}"
    return "\n".join(kept)


def _words(text: str) -> str:
    return " ".join(text.split()).casefold()


def _looks_like_html(text: str) -> bool:
    """Whether nominally plain text is markup: it has an end tag or a reference, and none that HTML does not know.

    In doubt it is plain text: taken for markup, `<Reuters>` would be lost.
    """
    if "<" not in text and "&" not in text:
        return False
    if not (_CLOSED_TAG.search(text) or _REFERENCE.search(text) or "<br" in text):
        return False
    if any(tag.lower() not in _HTML_ELEMENTS for tag in _TAG.findall(text)):
        return False
    return all(f"{name};" in entities.html5 for name in _NAMED_REFERENCE.findall(text))


def _cut(text: str, limit: int) -> tuple[str, bool]:
    return (text[: max(0, limit - len(CUT))].rstrip() + CUT, True) if len(text) > limit else (text, False)


def _name(text: str) -> str:
    return _remembered_name(text) if len(text) <= _REMEMBERED else _plain_name(text[:_MAX_LINK])


def _plain_name(text: str) -> str:
    return _cut(html_to_text(text) if "<" in text or "&" in text else plain_text(text), _MAX_NAME)[0].replace("\n", " ")


@lru_cache(maxsize=1_024)
def _remembered_name(text: str) -> str:
    """Authors and categories: a feed's few come again with every item."""
    return _plain_name(text)


def language_tag(text: str) -> str:
    """A BCP 47 tag in lower case, or "" for what is none."""
    tag = text.strip().replace("_", "-").lower()
    return tag if _LANGUAGE.fullmatch(tag) else ""


def clean_link(link: str, base: str) -> str:
    """`link` as an absolute http(s) URL, or "" where it is none (rule 17): `javascript:`, `data:`, files, rubbish.

    White space at the ends and line breaks within go, as in browsers (WHATWG URL, section 4.4); spaces are encoded.
    """
    if _PLAIN_LINK.fullmatch(link) and len(link) <= _MAX_LINK:
        return link
    link = storable(link).strip().replace("\n", "").replace("\t", "").replace(" ", "%20")
    if not link or len(link) > _MAX_LINK:
        return ""
    try:
        absolute = urljoin(base, link)
        parts = urlsplit(absolute)
        # Reading the port checks it.
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return ""
    return absolute if usable else ""
