"""Triage from poll to poll, over loopback: what people decided holds, whatever arrives later."""

from pathlib import Path
from typing import Any

from tests.support.program import run_watcher, write_config
from tests.support.server import Answer, FeedServer

WATCH = '[[term]]\nname = "Ain al-Asad"\nkind = "place"\n\n[[term]]\nname = "Camp Taji"\n'
WIRE = (
    "BAGHDAD (Reuters) - Iraqi forces took full control of the Ain al-Asad air base in Anbar province on Saturday "
    "after US troops withdrew, the army said."
)
DROUGHT = (
    "Farmers near Ain al-Asad in Hit say that their wells ran dry this summer and their sheep are dying of thirst."
)
ITEMS = {
    "first": ("Iraq takes over Ain al-Asad air base from US forces", WIRE),
    "copy": ("US forces gone: Ain al-Asad is Iraqi", WIRE),
    "adds": ("Iraq takes over Ain al-Asad air base, Camp Taji is next", WIRE + " Camp Taji will follow in spring."),
    "other": ("Wells run dry near Ain al-Asad", DROUGHT),
    "late": ("Ain al-Asad air base is in Iraqi hands", WIRE),
    "later": ("Base of Ain al-Asad handed over", WIRE),
}


def document(*names: str) -> Answer:
    items = "".join(
        f"<item><guid>urn:{name}</guid><title>{ITEMS[name][0]}</title><description>{ITEMS[name][1]}</description></item>"
        for name in names
    )
    return Answer(200, body=f'<rss version="2.0"><channel><title>N</title>{items}</channel></rss>'.encode())


async def test_what_people_decided_holds_from_poll_to_poll(tmp_path: Path) -> None:
    async with FeedServer() as server:
        stages = (
            ("first",), ("first", "copy"), ("first", "copy", "adds", "other"),
            ("copy", "adds", "other", "late"), ("adds", "other", "late", "later"),
        )  # fmt: skip
        server.on("/feed", *(document(*stage) for stage in stages))
        config = write_config(tmp_path / "config", [server.url("/feed")], watches={"bases": WATCH})

        async def watcher(*args: str) -> list[dict[str, Any]]:
            done = await run_watcher(*args, config=config)
            assert done.code == 0, done.err
            return done.json() if "--json" in args else []

        async def poll() -> dict[str, dict[str, Any]]:
            await watcher("poll")
            return {row["title"]: row for row in await watcher("matches", "list", "--json")}

        def of(rows: dict[str, dict[str, Any]], name: str) -> dict[str, Any]:
            return rows[ITEMS[name][0]]

        await poll()
        await watcher("matches", "mark", "1", "dismissed", "--as", "dana", "--assign", "lee", "--note", "exercise")

        rows = await poll()  # a later copy inherits its story's status
        assert of(rows, "copy")["status"] == "dismissed"
        assert of(rows, "copy")["story"] == of(rows, "first")["story"]

        rows = await poll()  # but not where it adds a watched mention
        assert of(rows, "adds")["story"] == of(rows, "first")["story"]
        assert of(rows, "adds")["status"] == "new"
        assert of(rows, "first")["status"] == "dismissed"
        assert of(rows, "first")["assignee"] == "lee"
        assert of(rows, "other")["story"] != of(rows, "first")["story"]

        story = str(of(rows, "first")["story"])
        (shown,) = await watcher("stories", "show", story, "--json")
        by_title = {member["title"]: member["item"] for member in shown["members"]}
        await watcher("stories", "split", str(by_title[ITEMS["adds"][0]]))
        await watcher("stories", "merge", story, str(of(rows, "other")["story"]))
        await watcher("stories", "mark", story, "new", "--as", "dana")
        await watcher("stories", "mute", story, "--for", "12h")

        rows = await poll()  # split and merged it stays, and what is muted arrives as done
        assert of(rows, "adds")["story"] != int(story)
        assert of(rows, "other")["story"] == int(story)
        assert (of(rows, "late")["story"], of(rows, "late")["status"]) == (int(story), "done")

        await watcher("stories", "mute", story, "--for", "0")
        rows = await poll()
        assert of(rows, "later")["status"] == "new"
        assert len(rows) == len(ITEMS)  # matches never vanish
        assert of(rows, "adds")["story"] != int(story)
        (record,) = await watcher("matches", "show", "1", "--json")
        told = [(e["who"], e["action"], e["new"], e["note"]) for e in record["history"]]
        assert told[:2] == [("dana", "status", "dismissed", "exercise"), ("dana", "assign", "lee", "")]
        assert ("dana", "status", "new", "") in told
