"""The keys of `watcher.toml`, with their meaning, defaults and bounds: the one place where they are written.

The shipped file, its JSON schema and the reference page are generated from these models.
"""

import ipaddress
import re
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from watcher.validation import Duration, Size, format_duration

__all__ = [
    "Database",
    "Log",
    "Matching",
    "Poll",
    "Retention",
    "Section",
    "Settings",
    "SettingsFile",
]

_SCHEMES = ("sqlite", "postgresql", "postgresql+psycopg")
_HOST = re.compile(r"(?:\*\.)?(?:[\w-]+\.)*[\w-]+\.?", re.ASCII)


class Section(BaseModel):
    """What every table of ours has in common: frozen, and unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


def _positive(value: timedelta) -> timedelta:
    if value <= timedelta(0):
        raise ValueError(f"{format_duration(value)} is out of range: accepted is more than 0s")
    return value


def _database_url(value: str) -> str:
    if value:
        scheme, separator, rest = value.partition("://")
        if not separator or scheme not in _SCHEMES:
            raise ValueError('no database; accepted: "sqlite:///watcher.db" or "postgresql+psycopg://user@host/name"')
        if scheme == "sqlite" and (not rest.startswith("/") or rest in {"/", "/:memory:"}):
            raise ValueError('no database that lasts; accepted: "sqlite:///" and a file, e.g. "sqlite:///watcher.db"')
    return value


def _proxy_url(value: str) -> str:
    if value and not re.match(r"(https?://|\$\{\w+\})\S+$|\$\{\w+\}$", value):
        raise ValueError('no proxy; accepted: "http://host:port", "https://host:port" or ""')
    return value


def _host_or_network(value: str) -> str:
    try:
        ipaddress.ip_network(value.strip("[]"), strict=False)
    except ValueError:
        if not _HOST.fullmatch(value) or "/" in value:
            raise ValueError('no host; accepted: "intranet.example", "192.168.1.5" or "10.0.0.0/8"') from None
    return value


PositiveDuration: TypeAlias = Annotated[Duration, AfterValidator(_positive)]
Host: TypeAlias = Annotated[str, AfterValidator(_host_or_network)]


class Database(Section):
    """Where state is kept."""

    url: Annotated[str, AfterValidator(_database_url)] = ""
    """SQLite (`sqlite:///watcher.db`, relative to this folder) or PostgreSQL (`postgresql+psycopg://user@host/name`).
    Empty: `watcher.db` in the user's data folder."""


class Poll(Section):
    """How feeds are asked."""

    interval: PositiveDuration = timedelta(minutes=30)
    """How often a feed is asked where feed, server and rhythm say nothing."""
    min_interval: PositiveDuration = timedelta(minutes=10)
    """Never more often than this, whatever a feed says of itself."""
    max_interval: PositiveDuration = timedelta(days=1)
    """Never less often than this, whatever a server says."""
    concurrency: int = Field(default=64, ge=1, le=10_000)
    """Requests in flight in all."""
    host_concurrency: int = Field(default=1, ge=1, le=1_000)
    """Requests in flight to one host (its name, whatever the port)."""
    host_delay: Duration = timedelta(seconds=1)
    """From start to start of two requests to one host."""
    timeout: PositiveDuration = timedelta(seconds=30)
    """Wall clock for one whole fetch, redirects and body included; waiting for the host's turn is not."""
    max_body: Size = Field(default=15 * 1024**2, ge=1024)
    """The largest document, decoded."""
    max_items: int = Field(default=2000, ge=1)
    """The most items taken of one document; what was cut is said."""
    parse_timeout: PositiveDuration = timedelta(seconds=10)
    """For parsing and matching one document; then its worker is killed."""
    parse_workers: int = Field(default=0, ge=0, le=256)
    """Worker processes; 0: one for each core."""
    allow_private_hosts: bool | tuple[Host, ...] = False
    """Whether loopback, private and link-local addresses may be asked: true, or a list of hosts and CIDRs."""
    proxy: Annotated[str, AfterValidator(_proxy_url)] = ""
    """HTTP proxy for all requests; none is taken from the environment. `${NAME}` is filled from it."""
    contact: str = Field(default="", max_length=200, pattern=r"^[\x20-\x7e]*$")
    """A page or mail address that goes into the User-Agent, so that a server's owner can reach you."""

    @model_validator(mode="after")
    def _ordered(self) -> "Poll":
        if self.min_interval > self.max_interval:
            low, high = format_duration(self.min_interval), format_duration(self.max_interval)
            raise ValueError(f"min_interval ({low}) is longer than max_interval ({high})")
        return self


class Matching(Section):
    """How sure a mention must be."""

    threshold: float = Field(default=85, ge=0, le=100)
    """Score (0 to 100) from which a mention counts, where term and watch list say nothing."""
    lookback: Duration = timedelta(days=7)
    """A new or changed watch list is matched at once to stored items this recent."""


class Retention(Section):
    """What is kept, and for how long. Matched items are always kept."""

    items: PositiveDuration = timedelta(days=90)
    """Unmatched items, since their feed last listed them."""
    suppressed: PositiveDuration = timedelta(days=30)
    """Near-matches and the rule that held them back."""


class Log(Section):
    """What the service says of itself."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    """The least important lines that are shown."""
    format: Literal["auto", "console", "json"] = "auto"
    """`console`, `json` (one object a line), or `auto`: console on a terminal, JSON elsewhere."""


class SettingsFile(Section):
    """`watcher.toml`: how the service works. Every key is optional."""

    database: Database = Database()
    poll: Poll = Poll()
    matching: Matching = Matching()
    retention: Retention = Retention()
    log: Log = Log()


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force, and where they came from."""

    folder: Path
    """The configuration folder, absolute; relative paths in its files resolve against it."""
    found: bool
    """Whether the folder exists. Where it does not, these are the defaults."""
    looked_in: tuple[Path, ...]
    """Where a folder was looked for, in order."""
    database_url: str = field(repr=False)
    """Absolute, `${NAME}` filled in: for opening, never for showing (see `database_shown`)."""
    database_shown: str
    """As `database_url`, without a password."""
    database: Database = Database()
    poll: Poll = Poll()
    matching: Matching = Matching()
    retention: Retention = Retention()
    log: Log = Log()
