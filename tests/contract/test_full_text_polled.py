"""A pass over a feed with `full_text`, through fetcher, workers and writer, into either database."""

import asyncio
import json
from pathlib import Path

from tests.support.program import write_config
from tests.support.server import Answer, FeedServer, rss
from watcher.service.passing import poll_once
from watcher.settings import load_configuration
from watcher.settings.load import load_settings
from watcher.store import Store
from watcher.types.page import PageState

WORDS = "Nothing but words about roads and water, and about what is to be built next year. " * 3


async def test_the_page_is_read_matched_and_found(store: Store, url: str, tmp_path: Path) -> None:
    async with FeedServer() as server:
        server.on("/feed", Answer(200, [("Content-Type", "application/rss+xml")], rss("One", base=server.url("/"))))
        page = f"<html><body><article><p>{WORDS}</p><p>Zorbatron came.</p><p>{WORDS}</p></article></body></html>"
        server.on("/0", Answer(200, [("Content-Type", "text/html")], page.encode()))
        config = write_config(tmp_path, [])
        text = f"[[feed]]\nurl = {json.dumps(server.url('/feed'))}\nfull_text = true\n"
        (config / "feeds.toml").write_text(text, encoding="utf-8")
        configuration = load_configuration(load_settings(config, database=url))
        first = await asyncio.to_thread(poll_once, configuration)
        assert (first.items_new, first.pages_read, first.pages_failed, first.matches_new) == (1, 1, 0, 1)
        again = await asyncio.to_thread(poll_once, configuration)
        assert (again.items_new, again.items_updated, again.pages_read, again.matches_new) == (0, 0, 0, 0)
    [match] = store.reader.matches()
    evidence = store.reader.evidence(match.id)
    [hit] = match.hits
    assert evidence.item.content[hit.start : hit.end] == "Zorbatron"
    assert [event.note for event in evidence.history] == ["added by full text"]
    assert evidence.page is not None
    assert evidence.page.state is PageState.READ
    assert [item.id for item in store.reader.search([["zorbatron"]])] == [match.item_id]
