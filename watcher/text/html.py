"""HTML to plain text, losing no word, in time linear in the input, whatever the input.

It reads tags as a browser's tokeniser does (WHATWG HTML, section 13.2.5), as far as that decides what is text: a `<`
that opens no tag is text, a `>` in a quoted attribute ends nothing, scripts and styles hold no text.
"""

import html
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from watcher.text.clean import storable

__all__ = ["Tag", "attributes", "html_to_text", "plain_text", "tags", "unescape"]

_BLOCKS: Final = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup option p"
    " pre section select summary table tbody tfoot thead title tr ul".split()
)
"""Elements that begin and end a line."""

_SPACED: Final = frozenset(
    ("td", "th", "img", "input", "button", "textarea", "rt", "video", "audio", "svg", "text", "tspan")
)
"""Elements that part words without ending the line."""

_RAW: Final = frozenset(("script", "style", "iframe", "noembed", "noframes", "template"))
"""Elements whose content is no text of the page."""

_UNSEEN_IN_SVG: Final = frozenset(("title", "desc", "metadata"))
"""What a drawing says of itself (icons: "Facebook logo"); its other text is there to be read."""

_HIDING: Final = _RAW | {"svg"}
"""Elements in which text may be hidden."""

_RAW_ENDS: Final = {element: re.compile(f"</{element}", re.IGNORECASE) for element in _RAW | _UNSEEN_IN_SVG}

_NAME: Final = re.compile(r"/?([a-zA-Z][^\s/>]{0,63})")
# The rest of a tag: quoted values (which may hold `>`) only after an equals sign. Possessive, so never quadratic.
_REST: Final = re.compile(r"""(?>[^>="']++|=\s*+(?:"[^"]*+"|'[^']*+')|[="'])*+>""")
# A tag that ends at its first `>`, whatever one thinks of quotes. Possessive, and no further than the next `<`.
_PLAIN_TAG: Final = re.compile(
    r"""</?([a-zA-Z][a-zA-Z0-9:_-]{0,31})(?:[\s/](?:[^<>="']++|=\s*+(?:"[^"<>]*+"|'[^'<>]*+')?+)*+)?>"""
)
_ATTRIBUTE: Final = re.compile(r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++)))?""")
_HUGE_REFERENCE: Final = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")
_REFERENCE: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_LINE_ENDS: Final = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


class Tag(NamedTuple):
    """A tag and where it stands: `source[start:end]`; the text goes on at `after`."""

    name: str
    """In lower case; "" for comments and declarations. End tags are told by the slash at `start + 1`."""
    start: int
    end: int
    after: int


def unescape(text: str) -> str:
    """Character references decoded; impossible ones (`&#x110000;`, thousands of digits) become U+FFFD."""
    if "&" not in text:
        return text
    return html.unescape(_HUGE_REFERENCE.sub("\ufffd", text))


def plain_text(text: str) -> str:
    """Plain text with its white space in order: every run of it one space, line ends kept, no empty lines.

    Complete character references are decoded here too: where plain text holds `&amp;` or `&#8217;`, somebody escaped
    it once too often, and a name would be missed.
    """
    if "&" in text:
        text = _REFERENCE.sub(lambda m: unescape(m[0]), text)
    return _tidy(text)


def html_to_text(source: str) -> str:
    """The text of an HTML fragment or page: blocks on lines of their own, references decoded, white space in order."""
    if "<" not in source:
        # White space does not break lines in HTML.
        return _tidy_line(storable(unescape(source)))
    return _tidy("".join(_plain_pieces(source) or _pieces(source)))


def _tidy(text: str) -> str:
    text = text.strip()
    if text.isprintable():  # then it is one line
        return " ".join(text.split())
    return "\n".join(filter(None, map(_tidy_line, text.splitlines())))


def _tidy_line(line: str) -> str:
    line = " ".join(line.split())
    return line if line.isprintable() else " ".join(storable(line).split())


def tags(source: str) -> Iterator[Tag]:
    """The tags, comments and declarations of an HTML source, in order; what lies between them is text.

    The content of scripts, styles and their like belongs to their start tag. Attributes of broken tags are read as far
    as can be.
    """
    trusting_quotes = True
    # Past the last `>` no tag ends: the rest is text. Looked up once, so that no search fails twice over the same text.
    last_end, last_comment_end = source.rfind(">"), source.rfind("-->")
    position = 0
    in_svg = False
    while 0 <= (opening := source.find("<", position)) < last_end:
        position = opening + 1
        name = _NAME.match(source, position)
        if name is None:
            end = _after_markup(source, opening, last_comment_end)
            if end > opening:  # else a lone `<`: text
                yield Tag("", opening, end, end)
                position = end
            continue
        element = name[1].lower()
        rest = _REST.match(source, name.end()) if trusting_quotes else None
        # A quote that is never closed: from here on the next `>` ends a tag, whatever quotes say.
        trusting_quotes = rest is not None
        end = position = rest.end() if rest else source.find(">", name.end()) + 1
        opens = source[opening + 1] != "/" and source[end - 2] != "/"
        if element == "svg":
            in_svg = opens
        if opens and (element in _RAW or (in_svg and element in _UNSEEN_IN_SVG)):
            position = _after_raw(source, element, end)
        yield Tag(element, opening, end, position)


def attributes(source: str, tag: Tag) -> dict[str, str]:
    """The attributes of a tag, names in lower case, values unescaped; of a repeated one the first counts."""
    inside = source[tag.start + 1 + len(tag.name) : tag.end - 1]
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(inside):
        value = next(filter(None, match.groups()[1:]), "")
        found.setdefault(match[1].lower(), unescape(value))
    return found


def _plain_pieces(source: str) -> list[str] | None:
    """As `_pieces`, in a third of the time; None where some `<` is not the beginning of a plain tag, or hides text."""
    pieces: list[str] = _PLAIN_TAG.split(source)
    if source.count("<") != len(pieces) // 2:
        return None
    elements = [name.lower() for name in pieces[1::2]]
    if not _HIDING.isdisjoint(elements):
        return None
    pieces[::2] = map(_text, pieces[::2])
    pieces[1::2] = ["\n" if element in _BLOCKS else " " if element in _SPACED else "" for element in elements]
    return pieces


def _pieces(source: str) -> list[str]:
    """Text between the tags, unescaped; `\\n` for the edges of blocks."""
    if "<![CDATA[" in source:
        source = source.replace("<![CDATA[", "").replace("]]>", "")
    out: list[str] = []
    position = 0
    for element, start, _, after in tags(source):
        out.append(_text(source[position:start]))
        if element in _BLOCKS:
            out.append("\n")
        elif element in _SPACED:
            out.append(" ")
        position = after
    out.append(_text(source[position:]))
    return out


def _text(piece: str) -> str:
    """White space in HTML breaks no line; what a reference stands for does neither."""
    if "&" in piece:
        piece = unescape(piece)
    return piece if piece.isprintable() else _LINE_ENDS.sub(" ", piece)


def _after_markup(source: str, opening: int, last_comment_end: int) -> int:
    """Where a comment, declaration or bogus comment ends that starts at `opening`; `opening` where it is none."""
    if source.startswith("<!--", opening) and opening + 2 <= last_comment_end:
        return source.find("-->", opening + 2) + 3
    if source[opening + 1] in "!?/":
        return source.find(">", opening) + 1
    return opening


def _after_raw(source: str, element: str, start: int) -> int:
    """Where the end tag of `element` begins; the source's end where there is none."""
    closing = _RAW_ENDS[element].search(source, start)
    return closing.start() if closing else len(source)
