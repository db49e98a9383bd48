"""Regular expressions that take time linear in the text, whatever the expression: no back-tracking, so no bombs.

The expression becomes a non-deterministic automaton (K. Thompson, CACM 11(6), 1968), run as a deterministic one whose
states are made as they are met (as in RE2). What no automaton can do, back-references and look-around, is refused.

Accepted: characters, `.`, `[a-z]`, `[^…]`, `\\d \\w \\s` and their capitals, `\\` before punctuation, `( )`, `(?: )`,
`|`, `? * + {m} {m,} {m,n}`. Case is ignored. A match begins and ends at the border of a word, within one line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

__all__ = ["LONGEST_MATCH", "Regex", "RegexError"]

LONGEST_MATCH: Final = 150
"""Characters of a match; longer ones are not found. It bounds the time for each word of a text."""
_MOST_STATES: Final = 2_000
_MOST_CACHED: Final = 2_000
_DEEPEST: Final = 50


class RegexError(ValueError):
    """An expression that cannot be read or would be too large; `at` is the offset of the fault in it."""

    def __init__(self, problem: str, at: int) -> None:
        """Say what and where."""
        super().__init__(problem)
        self.at = at


# -------------------------------------------------------------------------------------------------- parsing into nodes


@dataclass(frozen=True, slots=True)
class _One:
    """One character that passes a test; `source` tells equal tests apart from others."""

    source: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class _Sequence:
    parts: tuple["_Node", ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    options: tuple["_Node", ...]


@dataclass(frozen=True, slots=True)
class _Repeat:
    part: "_Node"
    least: int
    most: int | None


_Node: TypeAlias = _One | _Sequence | _Choice | _Repeat
_COUNT: Final = re.compile(r"\{(\d{1,4})(,(\d{0,4}))?\}")


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def parse(self) -> _Node:
        node = self._choice(0)
        if self.at < len(self.text):
            raise RegexError("a ) that closes nothing", self.at)
        return node

    def _choice(self, depth: int) -> _Node:
        if depth > _DEEPEST:
            raise RegexError("nested too deeply", self.at)
        options = [self._sequence(depth)]
        while self.text[self.at : self.at + 1] == "|":
            self.at += 1
            options.append(self._sequence(depth))
        return options[0] if len(options) == 1 else _Choice(tuple(options))

    def _sequence(self, depth: int) -> _Node:
        parts: list[_Node] = []
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            parts.append(self._repeated(depth))
        return _Sequence(tuple(parts))

    def _repeated(self, depth: int) -> _Node:
        node = self._atom(depth)
        begin = self.at
        while self.at < len(self.text):
            char = self.text[self.at]
            count = _COUNT.match(self.text, self.at)
            if char in "?*+":
                if self.at > begin and char == "?":  # lazy: the same words match
                    self.at += 1
                    break
                if self.at > begin:
                    raise RegexError("a repetition of a repetition; put the inner one in parentheses", self.at)
                node = _Repeat(node, 1 if char == "+" else 0, 1 if char == "?" else None)
                self.at += 1
            elif count:
                if self.at > begin:
                    raise RegexError("a repetition of a repetition; put the inner one in parentheses", self.at)
                least = int(count[1])
                most = least if count[2] is None else (int(count[3]) if count[3] else None)
                if most is not None and most < least:
                    raise RegexError(f"{{{least},{most}}} ends before it begins", self.at)
                node = _Repeat(node, least, most)
                self.at = count.end()
            else:
                break
        return node

    def _atom(self, depth: int) -> _Node:
        char = self.text[self.at]
        start = self.at
        self.at += 1
        if char == "(":
            if self.text.startswith("?", self.at):
                if not self.text.startswith("?:", self.at):
                    raise RegexError("look-around, names and flags are not supported", start)
                self.at += 2
            node = self._choice(depth + 1)
            if self.text[self.at : self.at + 1] != ")":
                raise RegexError("a ( that is not closed", start)
            self.at += 1
            return node
        if char == "[":
            return self._class(start)
        if char == "\\":
            return self._escape(start)
        if char in "*+?":
            raise RegexError(f"{char} repeats nothing", start)
        if char in "^$":
            raise RegexError(f"{char} is not needed: a match begins and ends at the border of a word", start)
        if char == ".":
            return _One(".")
        return _One(re.escape(char))

    def _escape(self, start: int) -> _One:
        char = self.text[self.at : self.at + 1]
        self.at += 1
        if not char:
            raise RegexError("a \\ at the end", start)
        if char in "dDwWsS":
            return _One(f"\\{char}")
        if char.isdigit():
            raise RegexError("back-references are not supported", start)
        if char.isalpha():
            raise RegexError(f"\\{char} is not supported", start)
        return _One(re.escape(char))

    def _class(self, start: int) -> _One:
        negated = self.text[self.at : self.at + 1] == "^"
        self.at += negated
        pieces: list[str] = []
        first = self.at
        while self.at < len(self.text) and (self.text[self.at] != "]" or self.at == first):
            low = self._class_char()
            if self.text[self.at : self.at + 1] == "-" and self.text[self.at + 1 : self.at + 2] not in ("]", ""):
                self.at += 1
                high = self._class_char()
                if len(low) > 1 or len(high) > 1 or low > high:
                    raise RegexError("a range that ends before it begins", self.at - 1)
                pieces.append(f"{re.escape(low)}-{re.escape(high)}")
            else:
                pieces.append(low if len(low) > 1 else re.escape(low))
        if self.at >= len(self.text):
            raise RegexError("a [ that is not closed", start)
        self.at += 1
        return _One("".join(pieces), negated)

    def _class_char(self) -> str:
        char = self.text[self.at]
        self.at += 1
        if char != "\\":
            return char
        if self.at >= len(self.text):
            raise RegexError("a \\ at the end", self.at - 1)
        escaped = self.text[self.at]
        self.at += 1
        return f"\\{escaped}" if escaped in "dDwWsS" else escaped


# ---------------------------------------------------------------------------------------------------------- automaton


@dataclass(slots=True)
class _Machine:
    """States with, each, either a test and the state after it, or states to go to at once."""

    tests: list[str | None] = field(default_factory=list)
    after: list[tuple[int, ...]] = field(default_factory=list)

    def add(self, test: str | None, after: tuple[int, ...]) -> int:
        if len(self.tests) >= _MOST_STATES:
            raise RegexError(f"too large: counted repetitions are written out, to {_MOST_STATES} states at most", 0)
        self.tests.append(test)
        self.after.append(after)
        return len(self.tests) - 1

    def build(self, node: _Node, then: int) -> int:
        """The state from which `node` leads to `then`."""
        if isinstance(node, _One):
            if node.source == ".":
                return self.add(r"[^\n\r]", (then,))
            return self.add(f"[{'^' if node.negated else ''}{node.source}]", (then,))
        if isinstance(node, _Sequence):
            for part in reversed(node.parts):
                then = self.build(part, then)
            return then
        if isinstance(node, _Choice):
            return self.add(None, tuple(self.build(option, then) for option in node.options))
        if node.most is None:
            loop = self.add(None, ())
            self.after[loop] = (self.build(node.part, loop), then)
            then = loop
        else:
            end = then
            for _ in range(node.most - node.least):
                then = self.add(None, (self.build(node.part, then), end))
        for _ in range(node.least):
            then = self.build(node.part, then)
        return then


class _State(dict[str, "_State"]):
    """A state of the deterministic automaton, and the states after it by character, made as they are met."""

    __slots__ = ("accepts", "inner", "regex")

    def __init__(self, regex: "Regex", inner: frozenset[int]) -> None:
        super().__init__()
        self.regex = regex
        self.inner = inner
        self.accepts = _END in inner

    def __missing__(self, char: str) -> "_State":
        return self.regex._after(self, char)


class Regex:
    """A compiled expression; picklable, as its source; safe to share between threads."""

    __slots__ = ("_machine", "_start", "_states", "_tests", "source")

    def __init__(self, source: str) -> None:
        """Compile.

        Raises:
            RegexError: it cannot be read, is too large, or matches the empty text.
        """
        self.source = source
        node = _Parser(source).parse()
        machine = _Machine()
        machine.add(None, ())  # _END
        begin = machine.build(node, _END)
        self._machine = machine
        self._tests = [re.compile(test, re.IGNORECASE) if test else None for test in machine.tests]
        self._states: dict[frozenset[int], _State] = {}
        self._start = _State(self, self._closed([begin]))
        if self._start.accepts:
            raise RegexError("it matches the empty text, so it would match everywhere", 0)

    def __reduce__(self) -> tuple[type["Regex"], tuple[str]]:
        return Regex, (self.source,)

    def _closed(self, states: list[int]) -> frozenset[int]:
        """These states and those to which they lead at once."""
        seen: set[int] = set()
        while states:
            state = states.pop()
            if state not in seen:
                seen.add(state)
                if self._machine.tests[state] is None:
                    states += self._machine.after[state]
        return frozenset(seen)

    def _after(self, state: _State, char: str) -> _State:
        ahead: list[int] = []
        for inner in state.inner:
            test = self._tests[inner]
            if test is not None and test.match(char):
                ahead += self._machine.after[inner]
        closed = self._closed(ahead)
        found = self._states.get(closed)
        if found is None:
            if len(self._states) >= _MOST_CACHED:
                self._states = {}
            found = self._states[closed] = _State(self, closed)
        if len(state) < _MOST_CACHED:
            state[char] = found
        return found

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Leftmost, then longest matches that do not overlap, as (start, end)."""
        done = 0
        for word in _WORD_START.finditer(text):
            if word.start() >= done:
                end = self._longest(text, word.start())
                if end:
                    done = end
                    yield word.start(), end

    def _longest(self, text: str, start: int) -> int:
        """Where the longest match from `start` ends; 0 where none does."""
        state, best = self._start, 0
        for at in range(start, min(len(text), start + LONGEST_MATCH)):
            state = state[text[at]]
            if not state.inner:
                break
            if state.accepts and not (text[at].isalnum() and text[at + 1 : at + 2].isalnum()):
                best = at + 1
        return best


_END: Final = 0
"""The state that accepts."""
_WORD_START: Final = re.compile(r"(?<!\w)\S")
