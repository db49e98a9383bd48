"""Kill the program at random moments while feeds change, and count what is lost and what is there twice.

A `Growing` feed publishes its next items only to a client that came back with the ETag of the present version. Sending
it is the client's own claim to have stored that version, so a claim that was made too early loses items for good.
"""

import asyncio
import os
import random
import signal
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from tests.support.program import COMMAND, environment, run_watcher, write_config
from tests.support.server import Answer, FeedServer, Request

__all__ = ["Growing", "Toll", "kill_again_and_again"]

ITEMS = 2
"""Items that each version adds."""

HOLD = 0.05
"""Seconds for which a version stays the present one at least."""


@dataclass
class Growing:
    """A feed that grows with its reader; every title holds the word that is watched for."""

    name: str
    window: int
    """How many of the latest versions it lists."""
    ids: bool = True
    """Whether its items have ids and links; else only their text tells them apart."""
    dice: random.Random = field(default_factory=random.Random)
    ballast: int = 0
    """Items that are always there and hold no word of interest: they make a document slow to read."""
    versions: list[list[str]] = field(default_factory=list)
    claims: int = 0
    """Requests that named the present version."""
    frozen: bool = False
    _changed: float = 0.0

    def __post_init__(self) -> None:
        self._publish()

    @property
    def titles(self) -> list[str]:
        """Everything ever published."""
        return [title for version in self.versions for title in version]

    def _publish(self) -> None:
        first = len(self.versions) * ITEMS
        self.versions.append([f"Zorbatron {self.name} n{first + n}" for n in range(ITEMS)])
        self._changed = monotonic()

    def _etag(self) -> str:
        return f'"{self.name}-{len(self.versions)}"'

    def _body(self) -> bytes:
        listed = [title for version in reversed(self.versions[-self.window :]) for title in version]
        items = "".join(f"<item><title>{title}</title>{self._id(title)}</item>" for title in listed)
        items += "".join(f"<item><title>Calm {n}</title><guid>b{n}</guid></item>" for n in range(self.ballast))
        head = f"<title>{self.name}</title><link>http://{self.name}.example/</link>"
        if self.ballast:
            head += '<slow:reader xmlns:slow="urn:unknown"/>'
        return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()

    def _id(self, title: str) -> str:
        slug = title.replace(" ", "-")
        return f"<link>http://{self.name}.example/{slug}</link><guid>{slug}</guid>" if self.ids else ""

    async def __call__(self, request: Request, writer: asyncio.StreamWriter) -> Answer:
        claimed = request.header("If-None-Match") == self._etag().encode()
        self.claims += claimed
        if claimed and not self.frozen and monotonic() - self._changed > HOLD and self.dice.random() < 0.8:
            self._publish()
            claimed = False
        headers = [("ETag", self._etag()), ("Content-Type", "application/rss+xml")]
        return Answer(304, headers) if claimed else Answer(200, headers, self._body())


@dataclass(frozen=True)
class Toll:
    """What a series of kills came to."""

    kills: int
    ended: int
    """Lives that ended by themselves before they were killed."""
    published: int
    claims: int
    lost: tuple[str, ...]
    doubled: tuple[str, ...]
    said: str
    """All that the killed processes wrote to stderr."""


async def kill_again_and_again(folder: Path, *, kills: int, seconds: float, seed: int) -> Toll:
    """Run the service and kill its whole process group, up to so many times or for so long; then poll once in peace."""
    dice = random.Random(seed)
    async with FeedServer([f"127.0.31.{n}" for n in range(1, 7)]) as server:
        feeds, urls = [], []
        for n, host in enumerate(server.hosts):
            feed = Growing(f"k{n}", window=1 if n % 2 else 4, ids=n < 4, dice=dice)
            server.on(f"/k{n}", feed)
            feeds.append(feed)
            urls.append(server.url(f"/k{n}", host=host))
        config = write_config(folder, urls, poll={"timeout": "5s", "host_delay": 0})
        killed = ended = 0
        until = monotonic() + seconds
        stderr = folder / "stderr.txt"
        while killed < kills and monotonic() < until:
            if await _live_and_die(config, server, dice, stderr):
                killed += 1
            else:
                ended += 1
        for feed in feeds:
            feed.frozen = True
        last = await run_watcher("poll", "--json", config=config, timeout=60)
        assert last.code == 0, last.err
        assert last.json()[0]["failed"] == 0, last.out
        listed = await run_watcher("matches", "list", "--json", config=config, timeout=60)
        assert listed.code == 0, listed.err
    found = Counter(row["title"] for row in listed.json())
    published = [title for feed in feeds for title in feed.titles]
    assert not set(found) - set(published)
    return Toll(
        kills=killed,
        ended=ended,
        published=len(published),
        claims=sum(feed.claims for feed in feeds),
        lost=tuple(title for title in published if not found[title]),
        doubled=tuple(title for title in published if found[title] > 1),
        said=stderr.read_text(encoding="utf-8", errors="replace") + last.err + listed.err,
    )


async def _live_and_die(config: Path, server: FeedServer, dice: random.Random, stderr: Path) -> bool:
    """One life of the service, most often ended soon after some answer; False where it ended by itself."""
    before = len(server.requests)
    with stderr.open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            *COMMAND, "run", "--config", str(config), stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL, stderr=log, env=environment(), start_new_session=True,
        )  # fmt: skip
        try:
            if dice.random() < 0.8:
                answers, patience = dice.randint(1, 25), monotonic() + 6
                while process.returncode is None and monotonic() < patience:
                    await asyncio.sleep(0.002)
                    if len(server.requests) - before >= answers:
                        break
                await asyncio.sleep(dice.random() ** 2 * 0.2)
            else:
                await asyncio.sleep(dice.random() * 1.5)
            alive = process.returncode is None
        finally:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                alive = False
            await process.wait()
    return alive
