"""A query read once and asked of many documents."""

import re
from dataclasses import dataclass
from typing import Any, Final

from luqum import tree
from luqum.exceptions import ParseError

from watcher.errors import QueryError
from watcher.matching.fieldtext import DocumentText
from watcher.matching.names import compile_name
from watcher.matching.query.grammar import parse
from watcher.matching.query.lint import lint
from watcher.matching.query.nodes import (
    METADATA,
    NAME_KEY,
    AllOf,
    AnyOf,
    Clauses,
    Everything,
    Expression,
    Found,
    Fuzzy,
    Metadata,
    Name,
    Near,
    Node,
    NotEmpty,
    Place,
    Unless,
    Wild,
    Words,
)
from watcher.matching.query.regex import Regex, RegexError
from watcher.text.fold import WORD, fold, fold_word
from watcher.types import Document, Hit

__all__ = ["Found", "Place", "Query", "compile_query"]

_LONGEST: Final = 10_000
_MOST_NODES: Final = 2_000
_DEEPEST: Final = 100
_WILD: Final = re.compile(r"(?<!\\)[*?]")
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Query:
    """A compiled query; picklable."""

    text: str
    root: Node

    def find(self, document: DocumentText) -> Found | None:
        """What it finds in a document that was read; None: it does not match."""
        return self.root.find(document)

    def matches(self, document: Document) -> tuple[Hit, ...]:
        """Its hits in a document; one without a place where it has none to show; () where it does not match."""
        text = DocumentText(document)
        found = self.find(text)
        if found is None:
            return ()
        hits = []
        for place in found.places:
            start, end = place.field.original(place.start, place.end)
            raw = place.field.raw[start:end]
            hits.append(Hit(self.text, self.text, place.field.name, start, end, raw, place.score, place.why))
        return tuple(hits) or (Hit(self.text, self.text, None, None, None, "", found.score, "the query matches"),)

    def clauses(self) -> Clauses:
        """What every matching document's words hold, as index keys, where no name is among them."""
        return tuple(clause for clause in self.root.clauses() if not _names(clause))

    def names(self) -> tuple[frozenset[str], frozenset[str]]:
        """Names, and index keys of words, one of which every matching document holds; none: nothing can be said."""
        clause = next((one for one in self.root.clauses() if _names(one)), frozenset[str]())
        names = _names(clause)
        return frozenset(name.removeprefix(NAME_KEY) for name in names), clause - names

    def words(self) -> tuple[frozenset[str], ...]:
        """Folded words of each set of which every matching document's text holds one; (): nothing can be said.

        For a search over stored items: what to ask the full-text index before this query decides.
        """
        return tuple(
            frozenset(key[2:] for key in clause)
            for clause in self.clauses()
            if all(key.startswith("w:") for key in clause)
        )


def _names(clause: frozenset[str]) -> frozenset[str]:
    return frozenset(key for key in clause if key.startswith(NAME_KEY))


def compile_query(text: str) -> Query:
    """Read a query.

    Raises:
        QueryError: with the column (from 1) of what is wrong, and what to write instead.
    """
    if len(text) > _LONGEST:
        raise QueryError(f"the query is longer than {_LONGEST:,} characters", column=_LONGEST + 1)
    lint(text)
    try:
        parsed = parse(text)
    except ParseError as error:
        raise _syntax_error(text, str(error)) from None
    except RecursionError:
        raise QueryError("nested too deeply", column=1) from None
    return Query(text, _Compiler(text).node(parsed, None, 0))


def _syntax_error(text: str, said: str) -> QueryError:
    at = re.search(r"position (\d+)", said)
    column = int(at[1]) + 1 if at else len(text.rstrip()) + 1
    what = text[column - 1 : column + 19].split()
    problem = f"{what[0]} is not expected here" if what else "the query ends too early"
    return QueryError(
        problem, column=column, correction="a word with signs in it stands in quotes, or a \\ before each"
    )


class _Compiler:
    """luqum's tree to ours."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.count = 0

    def fail(self, node: Any, problem: str, correction: str = "") -> QueryError:
        return QueryError(problem, column=(node.pos or 0) + 1, correction=correction)

    def node(self, given: Any, field: str | None, depth: int) -> Node:
        """Compile a node; `field` is the one that it stands under."""
        self.count += 1
        if self.count > _MOST_NODES or depth > _DEEPEST:
            raise self.fail(given, "the query is too large", "split it into several terms")
        if isinstance(given, tree.UnknownOperation | tree.AndOperation | tree.OrOperation):
            return self._operation(given, field, depth)
        if isinstance(given, tree.Group | tree.FieldGroup | tree.Plus):
            return self.node(given.children[0], field, depth + 1)
        if isinstance(given, tree.Not | tree.Prohibit):
            return Unless(self.node(given.children[0], field, depth + 1))
        if isinstance(given, tree.SearchField):
            return self._search_field(given, field, depth)
        return self._leaf(given, field)

    def _operation(self, given: Any, field: str | None, depth: int) -> Node:
        """AND, OR, and words side by side, which mean AND and bind as it does: `a b OR c` is `(a b) OR c`."""
        if isinstance(given, tree.AndOperation):
            return self._all([*given.children], field, depth)
        options: list[list[Any]] = [[]]
        for child in given.children if isinstance(given, tree.UnknownOperation) else [given]:
            if isinstance(child, tree.OrOperation):
                first, *others = child.children
                options[-1].append(first)
                options += [[other] for other in others]
            else:
                options[-1].append(child)
        if len(options) == 1:
            return self._all(options[0], field, depth)
        return self._any(options, field, depth)

    def _all(self, children: list[Any], field: str | None, depth: int) -> Node:
        made = tuple(self.node(child, field, depth + 1) for child in children)
        return made[0] if len(made) == 1 else AllOf(made)

    def _any(self, options: list[list[Any]], field: str | None, depth: int) -> Node:
        """OR. As in Lucene, `+` and `-` before an alternative bind all: what must, and what must not be there."""
        must, never, may = list[Node](), list[Node](), list[Node]()
        for option in options:
            only = option[0] if len(option) == 1 else None
            node = self._all(option, field, depth)
            (must if isinstance(only, tree.Plus) else never if isinstance(only, tree.Prohibit) else may).append(node)
        required: list[Node] = [*must, *never]
        if may and not must:
            required.append(may[0] if len(may) == 1 else AnyOf(tuple(may)))
        return required[0] if len(required) == 1 else AllOf(tuple(required))

    def _search_field(self, given: Any, field: str | None, depth: int) -> Node:
        inner = given.children[0]
        if given.name == "*" and isinstance(inner, tree.Word) and inner.value == "*":
            return Everything()
        if field is not None and field != given.name:
            raise self.fail(given, f"{given.name}: within {field}:", "one field at a time")
        if isinstance(inner, tree.Word) and inner.value == "*":
            if given.name == "name":
                raise self.fail(inner, "name: takes a name", 'such as name:"Ain al-Assad"')
            return NotEmpty(given.name)
        return self.node(inner, given.name, depth + 1)

    def _leaf(self, given: Any, field: str | None) -> Node:
        if isinstance(given, tree.Boost):
            raise self.fail(given, "^ has no meaning here: a query matches or does not", "give the term a weight")
        if isinstance(given, tree.Range | tree.From | tree.To):
            raise self.fail(given, "ranges are not supported", "the lists take --since and --until")
        if field == "name":
            return self._name(given)
        if field in METADATA:
            return self._metadata(given, field)
        if isinstance(given, tree.Regex):
            return self._regex(given, field)
        if isinstance(given, tree.Fuzzy):
            return self._fuzzy(given, field)
        if isinstance(given, tree.Proximity):
            words = self._words(given, given.term.value)
            at = (given.pos or 0) + len(str(given.term).strip())
            if not re.match(r"~[0-9]", self.text[at : at + 2]):
                raise self.fail(given, "~ without a number", f"write ~{max(8, len(words))} for within that many words")
            within = int(given.degree)
            if within < len(words):
                raise self.fail(given, f"{len(words)} words do not fit within {within}", f"write ~{len(words)} or more")
            return Near(field, words, within)
        if isinstance(given, tree.Word) and _WILD.search(given.value):
            return self._wild(given, field)
        return Words(field, self._words(given, given.value))

    def _words(self, given: Any, written: str) -> tuple[str, ...]:
        words = tuple(word for word in map(fold_word, WORD.findall(_plain(written))) if word)
        if not words:
            raise self.fail(given, f"{written} holds no word", "put letters or digits in it")
        return words

    def _name(self, given: Any) -> Node:
        wild = isinstance(given, tree.Word) and _WILD.search(given.value)
        if wild or not isinstance(given, tree.Word | tree.Phrase):
            raise self.fail(given, "name: takes a name as it is written", 'such as name:"Ain al-Assad"')
        try:
            written = _plain(given.value)
            return Name(None, compile_name(written, "place"), written)
        except ValueError as error:
            raise self.fail(given, str(error)) from None

    def _metadata(self, given: Any, field: str) -> Node:
        if not isinstance(given, tree.Word | tree.Phrase):
            raise self.fail(given, f"{field}: takes a word, a phrase or a wildcard")
        wild = isinstance(given, tree.Word) and bool(_WILD.search(given.value))
        value = _plain(given.value)
        if not value.strip():
            raise self.fail(given, f"{field}: has an empty value", f"for any value write {field}:*")
        return Metadata(field, value, wild)

    def _regex(self, given: Any, field: str | None) -> Node:
        try:
            return Expression(field, Regex(given.value[1:-1].replace("\\/", "/")))
        except RegexError as error:
            column = (given.pos or 0) + 2 + error.at
            raise QueryError(f"in the regular expression: {error}", column=column) from None

    def _fuzzy(self, given: Any, field: str | None) -> Node:
        words = self._words(given, given.term.value)
        at = (given.pos or 0) + len(str(given.term).strip())
        bare_tilde = not re.match(r"~[0-9.]", self.text[at : at + 2])
        edits = 2 if bare_tilde else int(given.degree) if given.degree in (0, 1, 2) else -1
        if edits < 0:
            raise self.fail(given, f"~{given.degree:f} edits", "write ~1 or ~2")
        if len(words) > 1:
            raise self.fail(
                given, f"{given.term} is several words", f'for words near each other write "{" ".join(words)}"~8'
            )
        return Fuzzy(field, words[0], edits)

    def _wild(self, given: Any, field: str | None) -> Node:
        value = fold(given.value).text
        letters = [char for char in value if char.isalnum()]
        if not letters:
            raise self.fail(given, f"{given.value} would match every word", "for every item write *:*")
        if re.search(r"[^\w*?\\']", value):
            raise self.fail(given, f"{given.value} is several words with a wildcard", "write each word by itself")
        return Wild(field, value)


def _plain(written: str) -> str:
    """A word or phrase without its quotes and escapes."""
    text = written[1:-1] if len(written) > 1 and written[0] == written[-1] == '"' else written
    return _ESCAPED.sub(r"\1", text)
