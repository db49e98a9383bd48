"""XML namespaces in feeds: those that are read, and those that feedparser does not know, so that nobody asks it."""

from functools import lru_cache
from typing import Final

from feedparser.api import StrictFeedParser

__all__ = ["is_foreign", "is_harmless"]

_WORDPRESS: Final = "com-wordpress:feed-additions:1"

_KNOWN_NAMESPACES: Final = frozenset(
    (
        "http://www.w3.org/2005/Atom",
        "http://purl.org/rss/1.0/modules/content/",
        "http://purl.org/dc/elements/1.1/",
        "http://purl.org/dc/terms/",
        "http://search.yahoo.com/mrss/",
        "http://search.yahoo.com/mrss",
        "http://purl.org/rss/1.0/modules/syndication/",
        "http://purl.org/rss/1.0/modules/slash/",
        "http://wellformedweb.org/CommentAPI/",
        "http://www.georss.org/georss",
        "http://www.w3.org/2003/01/geo/wgs84_pos#",
        "http://purl.org/syndication/thread/1.0",
        "http://rssnamespace.org/feedburner/ext/1.0",
        "http://webns.net/mvcb/",
        "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "http://www.itunes.com/DTDs/PodCast-1.0.dtd",
        "http://www.w3.org/1999/xhtml",
        "http://www.w3.org/1999/xlink",
        "http://creativecommons.org/ns#",
        "http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html",
        "http://a9.com/-/spec/opensearch/1.1/",
        "http://a9.com/-/spec/opensearchrss/1.0/",
        "http://schemas.google.com/g/2005",
    )
)
"""Namespaces whose elements here are either read or known to say nothing that we keep."""

_FEEDPARSERS: Final = frozenset(uri.lower() for uri in StrictFeedParser.namespaces)
_HEARD: Final = frozenset(
    name.split("_")[2]
    for name in dir(StrictFeedParser)
    if name.startswith(("_start_", "_end_")) and name.count("_") > 1
)
"""Beginnings of the names that feedparser heeds. A namespace that neither it nor we know is called by the prefix that
the document gives it; where that prefix is none of these, its elements are kept under names that nobody asks for."""

_DEFAULTS: Final = frozenset(("http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml", _WORDPRESS))


def is_harmless(prefix: str, uri: str) -> bool:
    """Whether a declared namespace's elements are known here, or are nothing to feedparser either.

    `prefix` is "" for a default namespace; `uri` is as it is written.
    """
    if not prefix:
        return uri in _DEFAULTS
    if uri in _KNOWN_NAMESPACES:
        return True
    if "&" in uri or uri != "".join(uri.split()):
        return False  # written in references it may be any; with white space in it, feedparser's reader fails
    folded = uri.lower()
    known = folded in _FEEDPARSERS or "backend.userland.com/rss" in folded or folded == _WORDPRESS
    return not known and prefix.lower().split("_")[0] not in _HEARD


@lru_cache(maxsize=4_096)
def is_foreign(tag: str) -> bool:
    """Whether an element is of a namespace that feedparser does not know, but no element that passes for one of ours.

    WordPress declares its own as the default where it uses it, so that feedparser sees no namespace at all.
    """
    uri, brace, name = tag[1:].partition("}")
    if not brace:
        return False
    return name in ("site", "post-id") if uri == _WORDPRESS else uri.lower() not in _FEEDPARSERS
