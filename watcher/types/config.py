"""What the user wrote about feeds, validated."""

from dataclasses import dataclass
from datetime import timedelta

__all__ = ["FeedConfig"]


@dataclass(frozen=True, slots=True)
class FeedConfig:
    """One feed as it is configured.

    `url` is the feed's identity everywhere, exactly as written: `${NAME}` in it is filled from the environment only
    where a request is made.
    """

    url: str
    title: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    interval: timedelta | None = None
    enabled: bool = True
    full_text: bool = False
    headers: tuple[tuple[str, str], ...] = ()
    source: str = ""
    """Where it is written, for messages: `feeds.toml:12` or `middle-east.opml:7`."""
