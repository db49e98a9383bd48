"""Opening a link, without spoiling the screen."""

import asyncio
import webbrowser
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from textual.app import App

__all__ = ["Opener", "open_link"]

Opener: TypeAlias = Callable[[App[Any], str], Awaitable[bool]]
"""Shows a link beside, or instead of, an app's screen; whether a browser could."""


async def open_link(app: App[Any], url: str) -> bool:
    """Open a link in the user's browser.

    One with windows is started from a thread, as it may take seconds. One that runs in the terminal gets the terminal
    until it ends.
    """
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    if type(browser) is webbrowser.GenericBrowser:
        with app.suspend():
            return browser.open(url)
    return await asyncio.to_thread(browser.open, url)
