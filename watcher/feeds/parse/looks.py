"""What a body is that is no feed, in one sentence that says what to do."""

import re
from typing import Final

from watcher.text.html import html_to_text
from watcher.types import FailureKind, ParseFailed

__all__ = ["not_a_feed"]

_HTML: Final = re.compile(
    r"<!doctype html|<(?:html|head|body|div|p|br|title|meta|script|link|table|center|h[1-6]|a|form|frameset)[\s/>]",
    re.IGNORECASE,
)
_TITLE: Final = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_LOGIN: Final = re.compile(r"""<input[^>]{0,300}type\s*=\s*["']?password""", re.IGNORECASE)
_CHALLENGE: Final = re.compile(
    r"cf-browser-verification|challenge-platform|just a moment\.\.\.|captcha|attention required|ddos protection"
    r"|enable javascript and cookies",
    re.IGNORECASE,
)
_ROOT: Final = re.compile(r"<([A-Za-z_][\w.:-]{0,60})")
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
_SEEN: Final = 100_000
_BINARIES: Final = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "compressed data"),
)


def not_a_feed(body: bytes, text: str, why: str = "") -> ParseFailed:
    """The failure that describes this body; `why` is what a parser had to say."""
    return ParseFailed(FailureKind.NOT_A_FEED, _describe(body, text[:_SEEN], why))


def _describe(body: bytes, text: str, why: str) -> str:
    bare = text.strip()
    if not bare.strip("\0\ufeff"):
        return "The answer is empty: no feed is there (any more); check the address."
    binary = next((what for magic, what in _BINARIES if body.startswith(magic)), None)
    if binary:
        return f"The answer is {binary}, not a feed; check the address."
    root = _ROOT.search(text)
    html = _HTML.search(text)
    if html and (root is None or html.start() <= root.start()):
        return _describe_page(text)
    if bare[0] in "{[":
        return "The answer is JSON but no JSON Feed" + (f" ({why})" if why else "") + "; check the address."
    if bare[0] == "<" and root:
        return f"The answer is XML (<{root[1]}>) but no RSS, RDF or Atom; check the address."
    if len(_CONTROLS.findall(text[:1_000])) > 10:
        return "The answer is binary data, not a feed; check the address."
    return f"The answer is no feed: it begins with “{_snippet(bare)}”; check the address."


def _describe_page(text: str) -> str:
    title = _TITLE.search(text)
    named = f" “{_snippet(html_to_text(title[1]))}”" if title and title[1].strip() else ""
    if _CHALLENGE.search(text):
        return (
            f"The answer is a page{named} that asks for a browser (a bot check), not a feed; "
            "ask the site to let feed readers in, or look for another address of the feed."
        )
    if _LOGIN.search(text):
        return f"The answer is a login page{named}, not a feed; set the credentials that the feed needs."
    return f"The answer is an HTML page{named}, not a feed; `watcher feeds discover URL` looks for its feeds."


def _snippet(text: str) -> str:
    line = " ".join(text[:300].split())
    safe = "".join(c for c in line if c.isprintable())
    return safe[:57] + "…" if len(safe) > 60 else safe
