"""What the fetcher is told: the `[poll]` settings that concern it."""

from dataclasses import dataclass
from datetime import timedelta

__all__ = ["MAX_REDIRECTS", "MEMORY", "FetchOptions"]

MAX_REDIRECTS = 10
"""Hops behind the first request. RFC 9110, section 15.4, asks only that circles are noticed; browsers stop at 20."""

MEMORY = 128_000_000
"""Bytes that all bodies under way may take together."""


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """Limits and manners of fetching; the defaults are the settings' defaults."""

    concurrency: int = 64
    """Requests in flight in all."""
    host_concurrency: int = 1
    """Requests in flight to one host: its name, whatever the port."""
    host_delay: timedelta = timedelta(seconds=1)
    """From start to start of two requests to one host."""
    timeout: timedelta = timedelta(seconds=30)
    """Wall clock of one whole fetch; waiting for hosts' turns does not count."""
    max_body: int = 15_000_000
    """Bytes of a body, on the wire and decoded."""
    allow_private_hosts: bool | tuple[str, ...] = False
    """True, or host names, addresses and networks that may be reached although they are not public."""
    proxy: str = ""
    """`http://` or `https://`; `${NAME}` is filled in at use. None is taken from the environment."""
    contact: str = ""
    """Goes into the User-Agent."""
    version: str = ""
    """watcher's own, for the User-Agent."""
    memory: int = MEMORY
    max_redirects: int = MAX_REDIRECTS
