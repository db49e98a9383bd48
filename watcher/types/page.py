"""Items' pages, for feeds with `full_text`: from the queue to the item's text."""

import enum
from dataclasses import dataclass
from datetime import datetime

from watcher.types.feed import Body, RawHeaders
from watcher.types.matching import ItemMatch
from watcher.types.store import MatchStored

__all__ = ["PageForFetch", "PageIntent", "PageJob", "PageReceipt", "PageState", "PageText"]


class PageState(enum.StrEnum):
    """Where an item's page stands. The value is stored and shown."""

    DUE = "due"
    READ = "read"
    FAILED = "failed"
    """Given up."""


@dataclass(frozen=True, slots=True)
class PageForFetch:
    """A page that is due."""

    item_id: int
    url: str
    """The item's link: from a stranger, so `${NAME}` in it means nothing."""
    tries: int
    """How often it was tried in vain."""
    feed_url: str
    """As configured."""
    headers: tuple[tuple[str, str], ...] = ()
    """Set on the feed; for pages of its own origin only."""


@dataclass(frozen=True, slots=True)
class PageJob:
    """A page's answer, whose text is wanted."""

    body: Body
    url: str
    headers: RawHeaders
    max_text: int
    """Characters."""


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page says, without its menus and margins."""

    text: str = ""
    problem: str = ""
    """Why there is no text, in one sentence; "" where there is."""
    transient: bool = False
    """Whether the problem is not the page's: another try may read it."""


@dataclass(frozen=True, slots=True)
class PageIntent:
    """Everything that one try at a page changes; committed atomically."""

    item_id: int
    attempted_at: datetime
    state: PageState
    tries: int
    """After this one."""
    due_at: datetime | None = None
    """When it is tried again; None: never by itself."""
    error: str = ""
    """One sentence without secrets; "" where it was read."""
    content: str | None = None
    """The item's content from now on."""
    text_hash: str = ""
    """The item's own, when it was matched with this content: where it was edited since, nothing is stored, and the
    page stays due."""
    body_hash: str = ""
    match: ItemMatch | None = None
    watch_versions: tuple[tuple[str, str], ...] = ()
    retry_host: str | None = None
    retry_at: datetime | None = None
    """No request to `retry_host` before this."""


@dataclass(frozen=True, slots=True)
class PageReceipt:
    """What one try at a page came to."""

    item_id: int
    state: PageState
    error: str = ""
    matches: tuple[MatchStored, ...] = ()
    stories_new: int = 0
