"""`watcher feeds discover`: the feeds of a page, each fetched and found to be one."""

import asyncio

from watcher.clock import SystemClock
from watcher.errors import FetchError
from watcher.feeds.discovery import common_paths, feed_links, site_rules
from watcher.ports import Clock
from watcher.service.checking import Checker, FeedCheck
from watcher.settings.configuration import Configuration
from watcher.types import FailureKind, FeedConfig, Fetched, FetchFailed

__all__ = ["discover_feeds"]

LINKS = 20
"""Links of a page that are tried."""


def discover_feeds(configuration: Configuration, url: str, *, clock: Clock | None = None) -> list[FeedCheck]:
    """The feeds that belong to a page, declared ones first; the page itself where it is one.

    Usual paths are guessed only where neither the page nor what is known of its site gives any feed.

    Raises:
        FetchError: the page cannot be read, and nothing else was found.
    """
    return asyncio.run(_discover(configuration, url, clock or SystemClock()))


async def _discover(configuration: Configuration, url: str, clock: Clock) -> list[FeedCheck]:
    async with Checker(configuration, clock, processes=LINKS) as checker:
        page = await checker.fetcher.fetch_page(url)
        links = [link.url for link in feed_links(page.body, page.url)] if isinstance(page, Fetched) else []
        # A page's `${NAME}` would be filled in from our environment, and sent to wherever the page says.
        links = [link for link in links if "${" not in link]
        tried = list(dict.fromkeys([url, *site_rules(url), *links[:LINKS]]))
        found = await _sound(checker, tried)
        if not found:
            found = await _sound(checker, [guess for guess in common_paths(url) if guess not in tried])
    if not found and isinstance(page, FetchFailed):
        nothing = (
            "There is no page at this URL (HTTP 404), and no feed where feeds usually are; try the site's front page."
        )
        raise FetchError(nothing if page.kind is FailureKind.NOT_FOUND else page.message, where=url)
    return found


async def _sound(checker: Checker, urls: list[str]) -> list[FeedCheck]:
    return [found for found in await checker.check([FeedConfig(url) for url in urls]) if found.ok]
