"""The main text of a web page, by simple means: what a dedicated extractor falls back on, or what there is without one.

A page is cut into blocks (paragraphs, headings, list items). Blocks in parts that are never text (menus, forms, asides,
footers) go, as do blocks that are mostly links. Where the page marks its article, only that counts. It would rather
keep a teaser than lose a sentence: a mention in the margin does less harm than a missed one.
"""

from dataclasses import dataclass
from typing import Final

from watcher.text.html import html_to_text, tags

__all__ = ["article_text"]

_BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol p pre section select summary table"
    " tbody td tfoot th thead title tr ul".split()
)
_MARGINS: Final = frozenset("nav footer aside menu head title select button dialog noscript".split())
"""Elements that hold no part of an article. A form may: some site builders put one round the whole page."""

_BODIES: Final = frozenset(("article", "main"))
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TRACKED: Final = _MARGINS | _BODIES | _HEADINGS | {"a"}

LEAST_ARTICLE: Final = 250
"""Characters that a marked article must have to be taken for the whole of the text."""

LEAST_BLOCK: Final = 30
"""Characters of a block that stands for itself; shorter ones (dates, buttons, bylines) count within an article only."""

MOST_LINKED: Final = 0.5
"""Share of a block's characters that may be links."""


@dataclass(slots=True)
class _Block:
    text: str
    linked: int
    within: bool
    """In an article or main element."""
    margin: bool
    heading: bool

    @property
    def prose(self) -> bool:
        return not self.margin and self.linked <= MOST_LINKED * len(self.text)


def article_text(source: str) -> str:
    """The main text of an HTML page, a line for each block; "" where there is none. Linear in the input."""
    blocks = _blocks(source)
    marked = [b for b in blocks if b.within and b.prose]
    if sum(len(b.text) for b in marked) >= LEAST_ARTICLE:
        return "\n".join(b.text for b in marked)
    prose = [b for b in blocks if b.prose and (b.heading or len(b.text) >= LEAST_BLOCK)]
    # Where nothing is left, the page is built in no usual way (a menu that is never closed): all of it is better.
    return "\n".join(b.text for b in prose or blocks)


def _blocks(source: str) -> list[_Block]:
    """The page's blocks in order. An element that is never closed ends with the page, or at its kind's next end tag."""
    found: list[_Block] = []
    depth = dict.fromkeys(_TRACKED, 0)
    begin = 0
    link_at: int | None = None
    linked = 0

    def close(end: int) -> None:
        text = html_to_text(source[begin:end]).replace("\n", " ")
        if text:
            found.append(
                _Block(
                    text,
                    linked,
                    within=any(depth[name] for name in _BODIES),
                    margin=any(depth[name] for name in _MARGINS),
                    heading=any(depth[name] for name in _HEADINGS),
                )
            )

    for tag in tags(source):
        opening = source[tag.start + 1] != "/"
        if tag.name == "a":
            if link_at is not None:
                linked += len(html_to_text(source[link_at : tag.start]))
            link_at = tag.after if opening else None
        elif tag.name in _BLOCKS or tag.name in _TRACKED:
            if link_at is not None:
                linked += len(html_to_text(source[link_at : tag.start]))
                link_at = tag.after
            close(tag.start)
            begin, linked = tag.after, 0
            if tag.name in _TRACKED:
                depth[tag.name] = depth[tag.name] + 1 if opening else max(0, depth[tag.name] - 1)
        if tag.name == "body":
            depth["head"] = 0  # whose end tag is often left out
    if link_at is not None:
        linked += len(html_to_text(source[link_at:]))
    close(len(source))
    return found
