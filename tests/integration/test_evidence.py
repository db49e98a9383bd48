"""Evidence, end to end over loopback: an item is polled, edited, polled again, triaged, shown and handed on."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from tests.support.program import Finished, run_watcher, write_config
from tests.support.server import Answer, FeedServer
from watcher.report import verify

WATCH = '[[term]]\nname = "Ain al-Asad"\nkind = "place"\n\n[[term]]\nname = "Camp Taji"\n'


def document(title: str, text: str) -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Example &amp; Sons</title><link>http://a.example/</link>'
        f"<item><guid>urn:one</guid><link>http://a.example/one</link><title>{title}</title><author>Dana</author>"
        f"<pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate><description>{text}</description></item></channel></rss>"
    ).encode()


FIRST = document("Iraq takes over Ain al-Asad", "Nine soldiers saw the flag rise.")
SECOND = document("Iraq takes over Ain al-Asad", "Twelve soldiers saw the flag rise, as at Camp Taji.")


def headers(etag: str) -> list[tuple[str | bytes, str | bytes]]:
    return [
        ("ETag", etag), ("Content-Type", "application/rss+xml"), ("Server", "loopback/1"), ("Set-Cookie", "id=secret"),
        ("Last-Modified", "Sun, 01 Mar 2026 10:00:00 GMT"),
    ]  # fmt: skip


async def tell(tmp_path: Path) -> dict[str, Any]:
    """What `matches show --json`, `matches show` and the bundle say after all of it."""
    async with FeedServer() as server:
        server.on("/feed", Answer(200, headers('"v1"'), FIRST), Answer(200, headers('"v2"'), SECOND))
        url = server.url("/feed")
        config = write_config(tmp_path / "config", [url], watches={"bases": WATCH})

        async def watcher(*args: str) -> Finished:
            done = await run_watcher(*args, config=config)
            assert done.code == 0, done.err
            return done

        await watcher("poll")
        await watcher("matches", "mark", "1", "done", "--as", "dana", "--note", "seen")
        await watcher("poll")
        await watcher("matches", "mark", "1", "follow-up", "--as", "lee", "--assign", "dana")
        bundle = tmp_path / "e.zip"
        await watcher("matches", "export", "1", "--format", "html", "--evidence", "-o", str(bundle))
        (record,) = (await watcher("matches", "show", "1", "--json")).json()
        return {
            "url": url,
            "record": record,
            "text": (await watcher("matches", "show", "1")).out,
            "bundle": bundle.read_bytes(),
        }


async def test_everything_that_is_kept_of_a_match_can_be_shown_and_handed_on(tmp_path: Path) -> None:
    told = await tell(tmp_path)
    shown(told)
    handed_on(told)


def shown(told: dict[str, Any]) -> None:
    record = told["record"]
    item = record["item"]
    assert (item["entry_id"], item["author"], item["published"]) == ("urn:one", "Dana", "2026-03-01T10:00:00Z")
    assert item["summary"] == "Twelve soldiers saw the flag rise, as at Camp Taji."
    assert record["url"] == "http://a.example/one"
    assert {hit["term"] for hit in record["hits"]} == {"Ain al-Asad", "Camp Taji"}
    assert all(hit["why"] for hit in record["hits"])
    assert len(record["watch_version"]) >= 8
    fetch, earlier = record["fetch"], record["versions"][0]["fetch"]
    assert (fetch["url"], fetch["status"]) == (told["url"], 200)
    assert dict(fetch["headers"])["etag"] == '"v2"'
    assert dict(fetch["headers"])["server"] == "loopback/1"
    assert dict(earlier["headers"])["etag"] == '"v1"'
    assert fetch["body_hash"] == record["body_hash"] != earlier["body_hash"]
    assert earlier["at"] <= item["first_seen"] <= fetch["at"]
    assert "secret" not in json.dumps(record)

    (version,) = record["versions"]
    assert version["summary"] == "Nine soldiers saw the flag rise."
    assert version["changes"] == [
        {"field": "summary", "removed": "Nine", "added": "Twelve"},
        {"field": "summary", "removed": "rise.", "added": "rise, as at Camp Taji."},
    ]
    history = [(e["who"], e["action"], e["old"], e["new"], e["note"]) for e in record["history"]]
    assert history == [
        ("dana", "status", "new", "done", "seen"),
        ("watcher", "extended", "", "Camp Taji", "added in an edit"),
        ("watcher", "reopened", "done", "new", "a new term: Camp Taji"),
        ("lee", "status", "new", "follow-up", ""),
        ("lee", "assign", "", "dana", ""),
    ]
    assert all(e["at"].endswith("Z") for e in record["history"])

    text = told["text"]
    for part in (
        "urn:one", f"from {told['url']} (HTTP 200)", fetch["body_hash"], record["watch_version"], 'etag: "v2"',
        "[-Nine-] {+Twelve+}", "dana  status new → done  “seen”", "lee  assign dana", "Camp Taji", "assigned to dana",
    ):  # fmt: skip
        assert part in text, part


def handed_on(told: dict[str, Any]) -> None:
    assert verify(told["bundle"]) == ()
    with zipfile.ZipFile(io.BytesIO(told["bundle"])) as archive:
        record = json.loads(archive.read("matches/1.json"))
        page = archive.read("index.html").decode()
    assert record == told["record"]
    for part in (
        record["body_hash"], record["versions"][0]["body_hash"], record["watch_version"], "<del>Nine</del>",
        "<ins>Twelve</ins>", "&quot;v1&quot;", "&quot;v2&quot;", "urn:one", "reopened", "lee", "2026-03-01T10:00:00Z",
    ):  # fmt: skip
        assert part in page, part
    assert "<script" not in page
