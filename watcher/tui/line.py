"""A line in which an answer is typed: keys in, text out; no widget.

A widget of its own would get its keys later than the list gets the ones that follow: what is typed fast would be lost,
or taken for commands.
"""

from dataclasses import dataclass
from enum import Enum, auto

__all__ = ["Line", "Typed"]

_MOVES = {"left": -1, "ctrl+b": -1, "right": 1, "ctrl+f": 1}
_FAR = 1_000_000


class Typed(Enum):
    """What a key did to the line."""

    ON = auto()
    """It is still being typed."""
    ANSWERED = auto()
    GIVEN_UP = auto()


@dataclass(slots=True)
class Line:
    """A question, the text so far, and where in it is typed."""

    question: str
    text: str = ""
    at: int = _FAR
    """Offset of the caret; at the end to begin with."""

    def __post_init__(self) -> None:
        """The caret stands within the text."""
        self.at = min(self.at, len(self.text))

    def press(self, key: str, character: str | None) -> Typed:
        """A key by Textual's name, and the character that it types, if any."""
        if key == "enter":
            return Typed.ANSWERED
        if key in {"escape", "ctrl+c"}:
            return Typed.GIVEN_UP
        if key in _MOVES:
            self.at = max(0, min(self.at + _MOVES[key], len(self.text)))
        elif key in {"home", "ctrl+a"}:
            self.at = 0
        elif key in {"end", "ctrl+e"}:
            self.at = len(self.text)
        elif key in {"backspace", "ctrl+h"}:
            self._cut(self.at - 1, self.at)
        elif key == "delete":
            self._cut(self.at, self.at + 1)
        elif key == "ctrl+u":
            self._cut(0, self.at)
        elif key == "ctrl+k":
            self._cut(self.at, len(self.text))
        elif key == "ctrl+w":
            kept = self.text[: self.at].rstrip()
            self._cut(kept.rfind(" ") + 1, self.at)
        elif character is not None:
            self.insert(character)
        return Typed.ON

    def insert(self, text: str) -> None:
        """Type or paste a text: its line ends become spaces, what cannot be printed is left out."""
        shown = "".join(c for c in " ".join(text.split("\n")) if c.isprintable() or c in "\u200c\u200d")
        self.text = self.text[: self.at] + shown + self.text[self.at :]
        self.at += len(shown)

    def _cut(self, start: int, end: int) -> None:
        start, end = max(start, 0), min(end, len(self.text))
        self.text = self.text[:start] + self.text[end:]
        self.at = start
