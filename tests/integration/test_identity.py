"""Which item is which, edits, and damaged documents: end to end, over a running service."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tests.support.program import write_config
from tests.support.server import Answer, FeedServer
from tests.support.serving import Serving, SteppedClock, serving
from watcher.service.opening import open_reader, open_writer
from watcher.service.passing import poll_once
from watcher.settings import load_configuration
from watcher.settings.configuration import Configuration
from watcher.settings.load import load_settings
from watcher.store.reading import Reader
from watcher.types.rows import EvidenceRow

OFTEN = {"interval": 0.3, "min_interval": 0.3, "max_interval": "1s"}
WATCH = '[[term]]\nname = "Zorbatron"\n\n[[term]]\nname = "Quuxley"\n'


@dataclass
class World:
    """A feed, and a service that follows it."""

    config: Path
    server: FeedServer
    service: Serving
    new: int = 0
    """Matches announced so far as new."""

    async def publish(self, body: str, *headers: tuple[str, str], status: int = 200) -> None:
        """Have the feed answer so from now on, and wait until the service has read it."""
        before = len(self.service.polls)
        self.server.on("/f", Answer(status, [("Content-Type", "application/rss+xml"), *headers], body.encode()))
        await self.service.more(2)
        for polled in self.service.polls[before:]:
            assert polled.intent.failure is None, polled.intent.error
            assert polled.receipt is not None
            self.new += sum(match.new for match in polled.receipt.matches)

    def reader(self) -> Reader:
        return open_reader(load_settings(self.config))

    def titles(self) -> list[str]:
        """The stored items' titles, sorted."""
        with self.reader() as reader:
            return sorted(row.title for row in reader.search())

    def evidence(self) -> EvidenceRow:
        """All about the only match there is."""
        with self.reader() as reader:
            [match] = reader.matches()
            return reader.evidence(match.id)


@asynccontextmanager
async def _world(tmp_path: Path) -> AsyncIterator[World]:
    async with FeedServer() as server:
        server.on("/f", Answer(200, [], _rss([]).encode()))
        config = write_config(tmp_path, [server.url("/f")], poll=OFTEN, watches={"zorb": WATCH})
        async with serving(config) as service:
            yield World(config, server, service)


def _item(title: str, *, guid: str = "", link: str = "", text: str = "") -> str:
    fields = f"<title>{title}</title>"
    fields += f"<link>{link}</link>" if link else ""
    fields += f"<guid>{guid}</guid>" if guid else ""
    return f"<item>{fields}<description>{text}</description></item>"


def _rss(items: Sequence[str]) -> str:
    head = "<title>T</title><link>http://news.example/</link>"
    return f'<?xml version="1.0"?>\n<rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'


def _numbered(count: int, scheme: str = "http") -> list[str]:
    return [
        _item(f"Zorbatron item {n}", guid=f"{scheme}://news.example/?p={n}", link=f"{scheme}://news.example/{n}/")
        for n in range(count)
    ]


async def test_an_edit_is_matched_again_and_the_first_version_is_kept(tmp_path: Path) -> None:
    async with _world(tmp_path) as world:
        await world.publish(_rss([_item("A calm day", guid="1", text="Nothing happens.")]))
        assert world.new == 0
        await world.publish(_rss([_item("A calm day", guid="1", text="Nothing happens, but for Zorbatron.")]))
        assert world.new == 1
        assert "added in an edit" in str(world.evidence())
        await world.publish(_rss([_item("Quuxley comes", guid="1", text="Nothing happens, but for Zorbatron.")]))
        assert world.new == 1, "a second term extends the match"
        evidence = world.evidence()
        assert set(evidence.match.terms) == {"Zorbatron", "Quuxley"}
        assert evidence.versions[0].summary == "Nothing happens."
        assert [v.title for v in evidence.versions] == ["A calm day", "A calm day"]
        assert world.titles() == ["Quuxley comes"]


async def test_what_is_no_edit_announces_nothing(tmp_path: Path) -> None:
    async with _world(tmp_path) as world:
        items = _numbered(20)
        await world.publish(_rss(items))
        assert world.new == 20
        for body in (
            _rss(items[::-1]),
            _rss([*items, items[3], items[3]]),
            _rss([i.replace("Zorbatron item", "<![CDATA[<b>Zorbatron</b>  item]]>") for i in items]),
            _rss(_numbered(20, "https")),
            _rss([i.replace("?p=", "item-") for i in _numbered(20, "https")]),
            _rss(items[:10]),
            _rss(items),
        ):
            await world.publish(body)
            assert (world.new, len(world.titles())) == (20, 20)
        with world.reader() as reader:
            assert len(reader.matches()) == 20


async def test_a_feed_without_ids_and_then_without_links_repeats_nothing(tmp_path: Path) -> None:
    async with _world(tmp_path) as world:
        linked = [_item(f"Zorbatron {n}", link=f"http://news.example/{n}") for n in range(6)]
        bare = [_item(f"Zorbatron {n}") for n in range(6)]
        await world.publish(_rss(linked))
        await world.publish(_rss(bare))
        await world.publish(_rss([_item("Zorbatron 6"), *bare[:5]]))
        assert world.new == 7
        assert len(world.titles()) == 7


async def test_a_delta_adds_what_is_new_and_takes_nothing_away(tmp_path: Path) -> None:
    async with _world(tmp_path) as world:
        items = _numbered(4)
        await world.publish(_rss(items[1:]), ("ETag", '"1"'))
        await world.publish(_rss(items[:1]), ("ETag", '"2"'), ("IM", "feed"), status=226)
        assert world.server.requests[-1].header("A-IM") == b"feed"
        assert world.server.requests[-1].header("If-None-Match") == b'"2"'
        assert world.new == 4
        await world.publish(_rss(items), ("ETag", '"3"'))
        assert (world.new, len(world.titles())) == (4, 4)


async def test_of_a_document_that_broke_off_the_rest_comes_later_and_nothing_twice(tmp_path: Path) -> None:
    async with _world(tmp_path) as world:
        items = [_item(f"Zorbatron {n}", guid=f"http://news.example/?p={n}", text="word " * 20) for n in range(8)]
        whole = _rss(items)
        for share in (0.4, 0.55, 0.7):
            cut = whole[: int(len(whole) * share)]
            await world.publish(cut, ("ETag", f'"cut-{share}"'))
            assert world.new == cut.count("</item>")
            assert world.server.requests[-1].header("If-None-Match") is None, "its validators are not believed"
        await world.publish(whole, ("ETag", '"whole"'))
        assert world.new == 8
        assert world.titles() == sorted(f"Zorbatron {n}" for n in range(8))
        assert world.server.requests[-1].header("If-None-Match") == b'"whole"'


async def test_a_feed_that_is_ill_formed_and_whole_is_asked_conditionally(tmp_path: Path) -> None:
    async with _world(tmp_path) as world:
        body = _rss([_item("Zorbatron & Sons <br>", guid="1"), _item("AT&T and Quuxley", guid="2")])
        await world.publish(body, ("ETag", '"ill"'))
        assert world.new == 2
        assert world.server.requests[-1].header("If-None-Match") == b'"ill"'


async def test_retention_never_makes_an_old_item_new(tmp_path: Path) -> None:
    async with FeedServer() as server:
        server.on("/f", Answer(200, [], _rss([_item(f"Calm {n}", guid=str(n)) for n in range(5)]).encode()))
        config = write_config(tmp_path, [server.url("/f")])
        configuration = load_configuration(load_settings(config))
        clock = SteppedClock()
        assert await _new_items_of_a_pass(configuration, clock) == 5
        clock.offset += timedelta(days=200)
        with open_writer(configuration.settings) as store:
            assert store.cleanup(clock.now(), items=timedelta(days=90), suppressed=timedelta(days=30)) >= 5
        with open_reader(configuration.settings) as reader:
            assert list(reader.search()) == []
        assert await _new_items_of_a_pass(configuration, clock) == 0


async def _new_items_of_a_pass(configuration: Configuration, clock: SteppedClock) -> int:
    return (await asyncio.to_thread(poll_once, configuration, clock=clock)).items_new
