"""Opening a link: a browser with windows from a thread, one of the terminal's with the terminal, none at all."""

import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from watcher.tui.browser import open_link


class Screen:
    """As much of an app as is needed: what gives the terminal away for a while."""

    def __init__(self) -> None:
        self.suspended = 0

    @contextmanager
    def suspend(self) -> Iterator[None]:
        self.suspended += 1
        yield


class Windows(webbrowser.BaseBrowser):
    """A browser that opens a window."""

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        return url.startswith("https://")


def no_browser(using: Any = None) -> Any:
    raise webbrowser.Error("could not locate runnable browser")


async def test_windows_open_beside_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "get", lambda: Windows("w"))
    screen: Any = Screen()
    assert await open_link(screen, "https://a.example/")
    assert screen.suspended == 0


@pytest.mark.parametrize(("command", "works"), [("true", True), ("false", False)])
async def test_a_browser_of_the_terminals_gets_the_terminal(
    monkeypatch: pytest.MonkeyPatch, command: str, works: bool
) -> None:
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser([command, "%s"]))
    screen: Any = Screen()
    assert await open_link(screen, "https://a.example/") is works
    assert screen.suspended == 1


async def test_where_there_is_none_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "get", no_browser)
    screen: Any = Screen()
    assert not await open_link(screen, "https://a.example/")
