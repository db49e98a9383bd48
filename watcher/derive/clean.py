"""A seed document → the blocks of text that are its own: no credits, captions, bylines, chrome.

Blocks keep the line on which they begin, so that every term can say where it comes from.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import pairwise
from typing import Final

from watcher.derive.gazetteer import is_place
from watcher.derive.model import SeedDocument

__all__ = ["BYLINE", "Block", "Cleaned", "clean"]

BYLINE: Final = "byline"
"""The reason for which lines that name the article's makers are taken out."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a heading: one line of running text."""

    document: str
    line: int
    text: str
    heading: bool = False
    dateline: bool = False
    """The place from which an agency's report begins, taken apart from the report."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is left of a document, and what was taken out (text, why)."""

    blocks: tuple[Block, ...]
    dropped: tuple[tuple[str, str], ...]


_CREDIT: Final = re.compile(
    r"""\(\s*(?:photo|image|picture|credit|illustration|video|screenshot|file\s+photo|foto|görsel)\b[^)]*\)
      | \((?:credit|photo|foto)[^)]*\)
      | \[(?:photo|image|picture|credit)[^\]]*\]""",
    re.IGNORECASE | re.VERBOSE,
)
_CREDIT_LINE: Final = re.compile(
    r"""^\W*(?:photo(?:graph)?s?|image|picture|credit|photo\s+credit|illustration|video|file\s+photo|caption|foto|bild|
        graphic|grafik|fotoğraf|الصورة|صورة)\s*(?:by|courtesy|credit|:|©|–|-)
      | (?:via|by|/|©|credit:?|photo:?|\()\s*(?:getty\s+images|shutterstock|alamy|epa-efe|wikimedia\s+commons)\b
      | [^\W\d_]{2}\s*/\s*(?:afp|reuters|ap|epa|getty|dpa|anadolu)\b | \bap\s+photo\b | \bgetty\s+images\s*/
      | ^\W*getty\s+images\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_BYLINE: Final = re.compile(
    r"""^\W*(?:(?:exclusive|interview|text|words|story|report|analysis|opinion|special)\s+)?(?:by|von|par|por)\s+[^\W\d_][\w.'’-]+(?:\s+[\w.'’-]+){0,3}(?:\s*(?:,|and|und|et|&|\|)\s*[^.!?]{0,80})?\W*$
      | ^\W*\(?(?:reporting|writing|editing|additional\s+reporting|compiled|edited|written)\s+by\b
      | ^\W*(?:published|updated|posted|last\s+(?:updated|modified)|first\s+published|
        veröffentlicht|stand)\b[^.!?]{0,80}$
      | ^\W*(?:opinion|comment|analysis|column|guest\s+column|essay|commentary|interview|meinung|kommentar)
        \s*[|·–—-]\s*[^.!?|]{4,60}$
      | ^\W*[^.!?]{2,60}\s+contributed\s+(?:reporting\b|to\s+this\s+(?:report|story|article|piece))
      | ^\W*[^.!?]{2,60}\s+(?:
        is\s+(?:a|the)\s+(?:staff\s+)?(?:reporter|correspondent)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_CHROME: Final = re.compile(
    r"""\b(?:all\s+rights\s+reserved|sign\s+up\s+(?:for|to)|subscribe\s+(?:to|now)|privacy\s+policy|terms\s+of\s+(?:use|service)|
        cookie\s+(?:policy|settings)|click\s+here|read\s+more\b|follow\s+(?:us|me|.{1,30}['’]s\s+coverage)|our\s+newsletter|advertisement|
        share\s+this|related\s+(?:articles|stories)|you\s+may\s+also\s+like|copyright\b|©|most\s+read|comments?\s+are\s+closed|
        our\s+standards:|this\s+material\s+may\s+not\s+be|help\s+us\s+improve|support\s+our\s+journalism|recommended\s+stories)""",
    re.IGNORECASE | re.VERBOSE,
)
_MADE_BY: Final = re.compile(
    r"""(?:^|(?<=[.!?]\s))(?:(?:(?:additional|live)\s+)?(?:questions|interview(?:ed)?|words|text|pictures?|photos?|photographs?|
        photography|reporting|editing|translat(?:ion|ed)|illustrations?|coverage|compiled|research|graphics|production|
        produced|edited|written|reported|ticker|live\s+ticker|authors?|reporters?|text\s+and\s+(?:photos|pictures))\s*(?:by|:)\s+)(?P<names>[^\W\d_][^.!?;:]{2,80})(?:[.;]|$)""",
    re.IGNORECASE | re.VERBOSE,
)
"""A sentence that says who made the article."""
_SLUG: Final = re.compile(
    r"^(?:(?:UPDATE|WRAPUP|EXCLUSIVE|CORRECTED|FACTBOX|ANALYSIS|BREAKING|FEATURE|INSIGHT|TIMELINE|REFILE)\s*\d*\s*[-–—:]\s*)+"
)
"""An agency's word for the sort of a report, before its headline."""
_WRITES_FROM: Final = re.compile(
    r"^(?:[A-ZÀ-ÞĀ-Ž][\w.'’-]+ ){2,4}(?:and (?:[A-ZÀ-ÞĀ-Ž][\w.'’-]+ ){2,4})?"
    r"in [A-ZÀ-ÞĀ-Ž][\w'’-]+(?: [A-ZÀ-ÞĀ-Ž][\w'’-]+)?$"
)
"""A line under the headline: who writes, and from where."""
_HOUR: Final = re.compile(
    r"^\s*\[?\d{1,2}[:.h]\d{2}\]?\s*(?:[ap]\.?m\.?|GMT|UTC|BST|CES?T|E[SD]T|uhr)?\s*(?:[-–—:|]\s*)?(?=[^\W\d_])",
    re.IGNORECASE,
)
"""The hour at which an entry of a live blog was written."""
_SOURCES: Final = re.compile(
    r"(?<=[.!?\"”])\s*(?:\((?:[^()\d]{2,60}|[A-ZÀ-Þ](?![^()]*\b(?:19|20)\d\d\b)[^()]{2,60})\)[\s.]*)+$"
)
"""Sources in brackets after a paragraph's last sentence."""
_URL: Final = re.compile(r"(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.[\w.]+")
_DATELINE: Final = re.compile(
    r"""^(?P<place>[A-ZÀ-ÞĀ-Ž][^\W\d_a-z]*(?:[\s/.'’-][^\W\d_]+){0,4}|[^\W\d_][\w.'’-]*(?:[\s/][A-ZÀ-ÞĀ-Ž][\w.'’-]*){0,3})
        (?P<region>,\s*[^\W\d_][\w.\s]{1,25}?)?
        (?:,\s*(?:\d{1,2}\s+)?[^\W\d_]{3,9}\.?\s*\d{0,2}(?:,?\s*\d{4})?)?
        \s*(?P<agency>\([^\W\d_][^()]{1,24}\))?
        \s*(?:[-–—]{1,2}|\.(?=\s+[A-Z]))\s+""",
    re.IGNORECASE | re.VERBOSE,
)
_MONTHS: Final = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
_HEADING_MARK: Final = re.compile(r"^\s{0,3}#{1,6}\s+")
_EMPHASIS: Final = re.compile(r"(\*\*|__|\*|(?<!\w)_|_(?!\w)|`+|~~)")
_MD_IMAGE: Final = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_MD_LINK: Final = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_MD_RULE: Final = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_MD_BULLET: Final = re.compile(r"^\s*(?:[-*+•]|\d{1,2}[.)]|>)\s+")
_SPACE: Final = re.compile(r"\s+")
_WRAPPED: Final = 140
"""Longest line of text that was wrapped by hand or by a mail program; in longer ones every line is a paragraph."""
_RAGGED: Final = 0.85
"""Share of the width that a wrapped line has at least: not every editor fills its lines."""
_END: Final = re.compile(r"[.!?…؟。:;»\"”’')\]]\s*$")


def clean(document: SeedDocument) -> Cleaned:
    """The document's own text, block by block."""
    raw = list(_html_blocks(document.text) if document.media == "html" else _text_blocks(document.text, document.media))
    blocks: list[Block] = []
    dropped: list[tuple[str, str]] = []
    texts = [text for _, text, _ in raw]
    opening = {text for text in texts[:4] if _WRITES_FROM.match(text)}
    main = _plain(document.main)
    for position, (line, text, heading) in enumerate(raw):
        reason = _unwanted(text, texts[position + 1] if position + 1 < len(texts) else "")
        if text in opening:
            reason = BYLINE
        if not reason and main and not heading and _plain(text)[:60] not in main:
            reason = "outside the page's main text"
        if reason:
            dropped.append((text, reason))
            continue
        dropped.extend((found["names"], BYLINE) for found in _MADE_BY.finditer(text))
        kept = _HOUR.sub("", text)
        kept = _SLUG.sub("", _MADE_BY.sub(" ", _SOURCES.sub("", kept)))
        kept = _URL.sub(" ", _CREDIT.sub(" ", kept))
        kept = _SPACE.sub(" ", kept).strip(" |\u200b")
        if any(char.isalpha() for char in kept):
            places, kept = _dateline(kept)
            blocks.extend(Block(document.name, line, place, dateline=True) for place in places)
            blocks.append(Block(document.name, line, kept, heading or _looks_like_heading(kept)))
    return Cleaned(tuple(blocks), tuple(dropped))


def _plain(text: str) -> str:
    """Letters and digits only, to compare texts whose white space and quotes differ."""
    return "".join(char for char in text.casefold() if char.isalnum())


def _unwanted(text: str, after: str) -> str:
    """Why a block is none of the document's own text, or ""."""
    if _CREDIT_LINE.search(text) and len(text) < 400:
        return "photo credit or caption"
    if after and len(text) > 20 and after.startswith(text.rstrip(". ")) and _CREDIT_LINE.search(after):
        return "caption"
    if _BYLINE.search(text) and len(text) < 200:
        return BYLINE
    if _CHROME.search(text) and len(text) < 250:
        return "page furniture"
    return ""


def _dateline(text: str) -> tuple[list[str], str]:
    """The places of an agency's dateline, and the text without it (the agency's name and the date go)."""
    found = _DATELINE.match(text[:120])
    if not found or (not found["agency"] and not _capitals(found["place"])):
        return [], text
    dated = found["agency"] or found["region"] or re.search(r"\d", found[0]) or is_place(found["place"])
    if found[0].rstrip().endswith(".") and not dated:
        return [], text
    places = [part.strip() for part in found["place"].split("/")]
    region = (found["region"] or "").strip(" ,.")
    if region and region[:3].casefold() not in _MONTHS:
        places.append(region)
    return [place.title() if place.isupper() and len(place) > 3 else place for place in places], text[found.end() :]


def _capitals(place: str) -> bool:
    return place.isupper() and len(place) > 2


def _looks_like_heading(text: str) -> bool:
    return len(text) < 120 and not _END.search(text)


def _text_blocks(text: str, media: str) -> Iterator[tuple[int, str, bool]]:
    """Paragraphs of plain text or Markdown: (line, text, whether marked as a heading)."""
    sizes = sorted(len(line) for line in text.splitlines() if line.strip())
    width = sizes[int(0.95 * len(sizes))] if sizes else 0
    lines: list[str] = []
    start = 0
    for number, raw in enumerate([*_without_front_matter(text.splitlines(), media), ""], 1):
        line = raw
        heading = bool(_HEADING_MARK.match(line))
        if media == "markdown" or heading:
            line = _MD_LINK.sub(r"\1", _MD_IMAGE.sub(" ", _HEADING_MARK.sub("", line)))
        bullet = bool(_MD_BULLET.match(line))
        line = _EMPHASIS.sub("", line) if not _MD_RULE.match(line) else ""
        ends = not line.strip() or heading or bullet
        if ends and lines:
            yield from _unwrapped(start, lines, 0 if media == "markdown" else width)
            lines = []
        if heading and line.strip():
            yield number, line.strip(), True
        elif line.strip():
            if not lines:
                start = number
            lines.append(_MD_BULLET.sub("", line).strip())


def _unwrapped(start: int, lines: Sequence[str], width: int) -> Iterator[tuple[int, str, bool]]:
    """Lines that only were wrapped at `width`, joined; where the next line's first word had fitted, a block ends.

    A width of 0 joins all of them, as Markdown does.
    """
    begun, parts = start, [lines[0]]
    for number, (before, line) in enumerate(pairwise(lines), start + 1):
        fitted = len(before) + 1 + len(line.split()[0]) <= _RAGGED * width
        if width and not line[0].islower() and (width > _WRAPPED or fitted):
            yield begun, " ".join(parts), False
            begun, parts = number, []
        parts.append(line)
    yield begun, " ".join(parts), False


def _without_front_matter(lines: list[str], media: str) -> Iterable[str]:
    """Markdown's front matter (between two lines of ---) blanked out, so that line numbers stay."""
    if media == "markdown" and lines and lines[0].strip() == "---":
        for number, line in enumerate(lines[1:], 1):
            if line.strip() in {"---", "..."}:
                return [""] * (number + 1) + lines[number + 1 :]
    return lines


_SKIP: Final = frozenset(
    """script style nav footer aside form figure figcaption button select svg noscript template iframe head menu
    dialog""".split()
)
_BLOCK: Final = frozenset(
    """p div section article main h1 h2 h3 h4 h5 h6 li ul ol td th tr table blockquote br hr header title dd dt
    pre""".split()
)
_VOID: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())


class _Reader(HTMLParser):
    """Collects the text of a page's own blocks, with the line on which each begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str, bool]] = []
        self._parts: list[str] = []
        self._line = 0
        self._skipped: list[str] = []
        self._heading = False

    def flush(self) -> None:
        text = _SPACE.sub(" ", "".join(self._parts)).strip()
        if text:
            self.found.append((self._line, text, self._heading))
        self._parts = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        hint = " ".join(value or "" for name, value in attrs if name in {"class", "id", "rel", "itemprop"}).casefold()
        if self._skipped:
            if tag not in _VOID and (tag == self._skipped[0] or tag in _SKIP):
                self._skipped.append(tag)
            return
        furniture = re.search(
            r"\b(?:byline|author|caption|credit|share|newsletter|related|comments?|cookie|breadcrumb|promo)\b", hint
        )
        if tag not in _VOID and (tag in _SKIP or furniture):
            self.flush()
            self._skipped = [tag]
            return
        if tag in _BLOCK:
            self.flush()
            self._heading = tag in {"h1", "h2", "h3", "h4", "h5", "h6"}

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            if tag in self._skipped:
                while self._skipped.pop() != tag:
                    pass
            return
        if tag in _BLOCK:
            self.flush()
            self._heading = False

    def handle_data(self, data: str) -> None:
        if self._skipped:
            return
        if not self._parts:
            blank = len(data) - len(data.lstrip())
            self._line = self.getpos()[0] + data[:blank].count("\n")
        self._parts.append(data)


def _html_blocks(text: str) -> Iterator[tuple[int, str, bool]]:
    """The page's blocks; links of navigation, scripts, captions and forms are no text of it."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.flush()
    for line, block, heading in reader.found:
        yield line, html.unescape(block), heading
