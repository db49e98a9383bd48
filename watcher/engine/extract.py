"""A page's main text: by trafilatura where it is installed (the `fulltext` extra), else by simple means."""

import logging

from watcher.text.article import article_text
from watcher.text.html import plain_text

__all__ = ["main_text"]

LEAST = 100
"""Characters; an extractor that found less has mostly found the wrong place."""


def main_text(html: str, url: str) -> str:
    """The main text of a page; "" where it has none."""
    simple = article_text(html)
    try:
        import trafilatura
    except ImportError:
        return simple
    # What it complains of are the pages, which are nobody's here to repair.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(html, url=url or None, include_comments=False, favor_recall=True)
    except Exception:
        # A tree builder in C under a dozen heuristics: some page will always break it.
        return simple
    text = plain_text(found or "")
    return text if len(text) >= LEAST or len(text) >= len(simple) else simple
