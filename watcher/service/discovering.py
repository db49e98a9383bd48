"""`watcher feeds discover`: the feeds of a page, each fetched and found to be one."""

import asyncio
from typing import TYPE_CHECKING

from watcher.clock import SystemClock
from watcher.errors import FetchError
from watcher.feeds.discovery import common_paths, feed_links, site_rules
from watcher.ports import Clock
from watcher.service.checking import FeedCheck, check_feeds
from watcher.service.opening import build_fetcher
from watcher.settings.configuration import Configuration
from watcher.types import FeedConfig, Fetched, FetchFailed

if TYPE_CHECKING:
    from watcher.types import FetchOutcome

__all__ = ["discover_feeds"]

LINKS = 20
"""Links of a page that are tried."""


def discover_feeds(configuration: Configuration, url: str, *, clock: Clock | None = None) -> list[FeedCheck]:
    """The feeds that belong to a page, declared ones first; the page itself where it is one.

    Usual paths are guessed only where neither the page nor what is known of its site gives any feed.

    Raises:
        FetchError: the page cannot be read, and nothing else was found.
    """
    clock = clock or SystemClock()
    page = asyncio.run(_page(configuration, url, clock))
    links = [link.url for link in feed_links(page.body, page.url)] if isinstance(page, Fetched) else []
    # A page's `${NAME}` would be filled in from our environment, and sent to wherever the page says.
    links = [link for link in links if "${" not in link]
    tried = list(dict.fromkeys([url, *site_rules(url), *links[:LINKS]]))
    found = _sound(configuration, tried, clock)
    if not found:
        guesses = [guess for guess in common_paths(url) if guess not in tried]
        found = _sound(configuration, guesses, clock)
    if not found and isinstance(page, FetchFailed):
        raise FetchError(page.message, where=url)
    return found


async def _page(configuration: Configuration, url: str, clock: Clock) -> "FetchOutcome":
    fetcher = build_fetcher(configuration.settings, clock)
    try:
        return await fetcher.fetch_page(url)
    finally:
        await fetcher.aclose()


def _sound(configuration: Configuration, urls: list[str], clock: Clock) -> list[FeedCheck]:
    return [found for found in check_feeds(configuration, [FeedConfig(url) for url in urls], clock=clock) if found.ok]
