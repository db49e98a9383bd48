"""What looks like a query of other tools, but would silently mean something else here: errors with the correction."""

import re
from collections.abc import Iterator
from typing import Final

from watcher.errors import QueryError
from watcher.matching.query.nodes import METADATA, TEXT_FIELDS
from watcher.text.fold import fold_word
from watcher.text.nearest import nearest

__all__ = ["FIELD_NAMES", "lint"]

FIELD_NAMES: Final = (*TEXT_FIELDS, *METADATA, "name")

_PART: Final = re.compile(
    r"""(?P<phrase>"(?:[^"\\]|\\.)*")|(?P<regex>(?:(?<=[\s(:+-])|^)/(?:[^/\\]|\\.)*/)|(?P<open>["])|(?P<paren>[()])
    |(?P<word>(?:[^\s()"\\]|\\.)+)|(?P<escape>\\)""",
    re.VERBOSE | re.DOTALL,
)
_QUOTES: Final = "“”„‟«»‹›″＂"
_SINGLE: Final = "‘’‚‛'"
_PROXIMITY: Final = re.compile(
    r"(?:near|onear|next|pre|within|adj|same|w|n|p)[/~](?:\d+|s|p)|(?:adj|near|within)\d+|NEAR|ONEAR|ADJ|WITHIN",
    re.IGNORECASE,
)
_OPERATORS: Final = frozenset({"AND", "OR", "NOT"})
_SYMBOLS: Final = {"&&": "AND", "||": "OR", "|": "OR", "&": "AND"}
"""A single & is a word's own (`AT&T`) unless it stands alone."""
_WILD_IN_PHRASE: Final = re.compile(r"(?<!\\)(?:\w\*|\*\w)")
_FIELD: Final = re.compile(r"[+-]?!?([^\s:\\/]+):")


def lint(text: str) -> None:
    """Refuse what is no query of ours.

    Raises:
        QueryError: with the column (from 1) and what to write instead.
    """
    if not text.strip():
        raise QueryError("the query is empty", column=1, correction="for every item write *:*")
    opened: list[int] = []
    parts = list(_PART.finditer(text))
    for number, part in enumerate(parts):
        column = part.start() + 1
        if part["open"]:
            raise QueryError('a " that is not closed', column=column, correction='close it with "')
        if part["escape"]:
            raise QueryError("a \\ at the end", column=column, correction="write \\\\ for the character itself")
        if part["paren"] == "(":
            opened.append(column)
        elif part["paren"] == ")":
            if not opened:
                raise QueryError("a ) that closes nothing", column=column, correction="remove it, or open it with (")
            opened.pop()
        elif part["phrase"] and (wild := _WILD_IN_PHRASE.search(part["phrase"])):
            raise QueryError(
                "a * within a phrase is no wildcard",
                column=column + wild.start() + wild[0].index("*"),
                correction="write the words one by one: drone AND bas*; \\* for the character itself",
            )
        elif part["word"]:
            _lint_word(part["word"], column, first=number == 0, last=number == len(parts) - 1)
    if opened:
        raise QueryError("a ( that is not closed", column=opened[-1], correction="close it with )")
    for column, what, correction in _lint_operators(parts):
        raise QueryError(what, column=column, correction=correction)


def _lint_word(word: str, column: int, *, first: bool, last: bool) -> None:
    if word.strip("+-–—") == "":
        raise QueryError(
            f"{word} by itself", column=column, correction="write it right before a word, or NOT; leave a dash out"
        )
    for at, char in enumerate(word):
        if char in _QUOTES:
            raise QueryError(f"a curly quote {char}", column=column + at, correction='write a straight one: "')
    if word[0] in _SINGLE:
        raise QueryError(f"a single quote {word[0]}", column=column, correction='phrases stand in "double quotes"')
    operator = fold_word(word)
    if operator in {"and", "or", "not"} and word not in _OPERATORS and not (first and last):
        raise QueryError(
            f"{word} is a word to look for, not the operator"
            if operator != word
            else f"{word} in small letters is a word to look for",
            column=column,
            correction=f'for the operator write {operator.upper()}; for the word write "{operator}"',
        )
    if _PROXIMITY.fullmatch(word) and (word.isupper() or not word.isalpha()):
        count = re.search(r"\d+", word)
        raise QueryError(
            f"{word} is no operator here",
            column=column,
            correction=f"for two words within {count[0] if count else '8'} of each other write "
            f'"one two"~{count[0] if count else "8"}',
        )
    for symbol, right in _SYMBOLS.items():
        at = 0 if word == "&" == symbol else -1 if symbol == "&" else word.find(symbol)
        if at >= 0 and word[at - 1 : at] != "\\":
            raise QueryError(f"{symbol} is no operator here", column=column + at, correction=f"write {right}")
    if word[0] == "!" and len(word) > 1:
        raise QueryError("! is no operator here", column=column, correction="write NOT, or - before the word")
    found = _FIELD.match(word)
    if found and found[1] not in FIELD_NAMES and word != "*:*":
        _unknown_field(found, column)


def _unknown_field(found: re.Match[str], column: int) -> None:
    name = found[1]
    column += found.start(1)
    if name in {"http", "https", "ftp"}:
        raise QueryError("an address outside of quotes", column=column, correction=f'write url:"{name}:…"')
    if name.lower() in {"text", "all", "any", "allintext", "intext", "fulltext"}:
        raise QueryError(
            f"unknown field {name}:", column=column, correction="leave it out: a word is looked for in every text field"
        )
    best = {"intitle": "title", "inurl": "url", "lang": "language", "source": "site", "body": "content"}.get(
        name.lower()
    ) or nearest(name, FIELD_NAMES)
    correction = f"did you mean {best}:?" if best else f'for the text itself write "{name}:…"'
    raise QueryError(
        f"unknown field {name}:", column=column, correction=f"{correction} (fields: {', '.join(FIELD_NAMES)})"
    )


def _lint_operators(parts: list[re.Match[str]]) -> Iterator[tuple[int, str, str]]:
    """Operators that lack an operand."""
    previous = "("
    for number, part in enumerate(parts):
        text = part[0]
        if text in {"AND", "OR"} and previous in {"(", "AND", "OR", "NOT"}:
            yield part.start() + 1, f"{text} has nothing before it", "put a word before it"
        following = parts[number + 1][0] if number + 1 < len(parts) else ")"
        if text in {"AND", "OR", "NOT"} and following == ")":
            yield part.start() + 1, f"{text} has nothing after it", "put a word after it"
        if text == ")" and previous == "(":
            yield part.start() + 1, "parentheses with nothing in them", "remove them"
        if text.endswith(":") and following in {")", "AND", "OR", "NOT"}:
            yield part.start() + 1, f"{text} has nothing after it", f"for any value write {text}*"
        previous = text
