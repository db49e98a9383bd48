"""Credentials: filled in where a request is made, and taken out of everything that comes back (rule 19)."""

import base64
import re
from collections.abc import Mapping
from urllib.parse import quote, quote_plus

from watcher.text.urls import MASK, redact

__all__ = ["MissingVariable", "Secrets"]

_PLACEHOLDER = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")

SHORTEST = 4
"""Shorter values are not searched for in what comes back: they occur by chance."""


class MissingVariable(Exception):
    """A `${NAME}` that the environment does not have; `args[0]` is the name."""


class Secrets:
    """The secrets of one fetch. Learns them as they are filled in, and hides them in text and headers."""

    def __init__(self, env: Mapping[str, str]) -> None:
        """`env`: where `${NAME}` is looked up, at each use."""
        self._env = env
        self._shown: dict[str, str] = {}

    def fill(self, text: str) -> str:
        """Put the environment's values in place of every `${NAME}`.

        Raises:
            MissingVariable: a name that is not set, or empty.
        """
        if "${" not in text:
            return text
        return _PLACEHOLDER.sub(self._value, text)

    def _value(self, found: re.Match[str]) -> str:
        name = found.group(1)
        # A value read from a file often ends in a newline, which no header or URL may hold.
        value = self._env.get(name, "").strip()
        if not value:
            raise MissingVariable(name)
        self.learn(value, found.group())
        return value

    def learn(self, value: str, shown: str = MASK) -> None:
        """Hide this value from now on, in the spellings in which it can come back."""
        for spelling in (value, quote(value, safe=""), quote_plus(value), quote(value)):
            if len(spelling) >= SHORTEST:
                self._shown.setdefault(spelling, shown)

    def basic(self, user: str, password: str) -> bytes:
        """The Authorization for a URL's user and password (RFC 7617); both are learnt."""
        token = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
        self.learn(token)
        if password:
            self.learn(password)
        return b"Basic " + token.encode("ascii")

    def hide(self, text: str) -> str:
        """The text with every learnt secret replaced by the name that it came by."""
        for value in sorted(self._shown, key=len, reverse=True):
            if value in text:
                text = text.replace(value, self._shown[value])
        return text

    def hide_url(self, url: str) -> str:
        """A URL as it may be shown and stored."""
        return redact(self.hide(url))

    def hide_bytes(self, value: bytes) -> bytes:
        """A header's value likewise."""
        if not self._shown:
            return value
        text = value.decode("latin-1")
        hidden = self.hide(text)
        return value if hidden == text else hidden.encode("latin-1", "replace")
