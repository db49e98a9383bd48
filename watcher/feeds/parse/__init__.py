"""Feed documents to items (rules 15, 17, 20, 22, 26, 27). Pure; it never raises, whatever the bytes.

    body ─▶ charset ─▶ text ┬─ begins with `{` ──▶ json_feed ───────────────────┐
                            └─ else ─▶ fast ──┬─ plain RSS 2.0 or Atom ─────────┼─▶ RawFeed ─▶ items ─▶ ParsedFeed
                                              └─ declined ─▶ guard ─▶ feedparser┘
                                                                     └─ no feed ─▶ looks ─▶ ParseFailed

Time and memory are bounded by the process that this runs in (rule 16); the guard takes out what is known to hang.
"""

from datetime import datetime

from watcher.feeds.parse import by_feedparser, fast, json_feed
from watcher.feeds.parse.charset import decode
from watcher.feeds.parse.document import RawFeed
from watcher.feeds.parse.ending import note_ending
from watcher.feeds.parse.guard import defuse
from watcher.feeds.parse.hints import publish_hints
from watcher.feeds.parse.items import build
from watcher.feeds.parse.looks import not_a_feed
from watcher.types import FailureKind, ParsedFeed, ParseFailed, ParseLimits, RawHeaders

__all__ = ["parse_feed"]


def parse_feed(
    body: bytes, *, url: str, headers: RawHeaders, now: datetime, limits: ParseLimits
) -> ParsedFeed | ParseFailed:
    """Parse the body of an answer. Never raises.

    Args:
        body: as decoded from the transfer, before any decoding of characters.
        url: the final URL, after redirects: what relative links are relative to.
        headers: the response's, raw; Content-Type counts for the encoding.
        now: when it was fetched, aware; dates more than a day ahead of it are not believed.
        limits: bounds on the number of items and on the length of texts.

    Returns:
        The feed, also where it is valid and empty; or what the body was instead.
    """
    try:
        return _parse(body, url=url, headers=headers, now=now, limits=limits)
    except RecursionError:
        return ParseFailed(FailureKind.PARSE, "The document is nested too deeply to be read.")
    except Exception as error:
        return ParseFailed(
            FailureKind.PARSE, f"The document cannot be read ({type(error).__name__}); if it is a feed, it is broken."
        )


def _parse(
    body: bytes, *, url: str, headers: RawHeaders, now: datetime, limits: ParseLimits
) -> ParsedFeed | ParseFailed:
    text = decode(body, _content_type(headers)).text
    if text.lstrip("\ufeff\0 \t\r\n").startswith(("{", "[")):
        try:
            raw = json_feed.read(text.lstrip("\ufeff\0 \t\r\n"))
        except ValueError as error:
            return not_a_feed(body, text, why=str(error))
    else:
        raw = _read_xml(text)
    if raw is None:
        return not_a_feed(body, text)
    return build(raw, base=url, now=now, limits=limits, hints=publish_hints(text))


def _read_xml(text: str) -> RawFeed | None:
    quick = fast.read(text)
    if quick is not None:
        return quick
    raw = by_feedparser.read(defuse(text))
    if raw is not None and raw.damage:
        note_ending(raw, text)
    return raw


def _content_type(headers: RawHeaders) -> str:
    return next((value.decode("latin-1") for name, value in headers if name.lower() == b"content-type"), "")
