"""A derivation as the watch list's TOML, with comments, and as JSON."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from watcher.derive.model import Derivation, LeftOut, TermDerived

__all__ = ["as_json", "render_term", "render_toml", "toml_string"]

_SCHEMA: Final = "#:schema ../watch.schema.json"
_INVISIBLE: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]+"
)
"""Control characters, line separators, bidi controls and lone surrogates: no part of a file that people review."""
_WIDTH: Final = 110
_LEFT_OUT_SHOWN: Final = 40


def as_json(derivation: Derivation) -> dict[str, Any]:
    """The watch list as one object with the keys of the file; terms carry `confidence` (0 to 1) and `source` too."""
    return {
        "title": derivation.title,
        "enabled": True,
        "term": [_as_dict(term) for term in derivation.all_terms],
        "example": [{"text": example.text, "match": example.match} for example in derivation.examples],
    }


def _as_dict(term: TermDerived) -> dict[str, Any]:
    found = dict(_keys(term))
    found["role"] = term.role
    found["confidence"] = term.confidence
    found["source"] = term.source
    if term.load is not None:
        found["hits_a_day"] = term.load
    if term.candidates:
        found["candidates"] = list(term.candidates)
    return found


def _keys(term: TermDerived) -> Iterable[tuple[str, Any]]:
    """The file's keys of a term, those at their default left out (but for kind)."""
    yield "name", term.name
    yield "kind", term.kind
    if term.aliases:
        yield "aliases", list(term.aliases)
    if term.role != "anchor":
        yield "role", term.role
    if term.context and term.role == "qualified":
        yield "context", list(term.context[0]) if len(term.context) == 1 else [list(group) for group in term.context]
    if term.not_:
        yield "not", list(term.not_)
    if term.near:
        yield "near", [list(group) for group in term.near]
        yield "within", term.within
    if term.weight != 1.0:
        yield "weight", term.weight
    if term.language:
        yield "language", term.language
    if term.quotes:
        yield "source", term.source


def render_toml(derivation: Derivation) -> str:
    """The file: ready to run, each term under a comment that says how sure it is and what to look at."""
    blocks = [
        "\n".join(
            [
                _SCHEMA,
                f"# Derived from {_and(sorted({q.document for t in derivation.all_terms for q in t.quotes}))}.",
                "# Every term names the sentence that it comes from; read it, change what is wrong, then:",
                "#   watcher watches check",
                *_comment(f"Warning: {warning}" for warning in derivation.warnings),
                f"title = {toml_string(derivation.title)}",
                "enabled = true",
            ]
        )
    ]
    blocks += [render_term(term) for term in derivation.terms]
    if derivation.topics:
        blocks.append(
            "# Topics: one word of each group, in any order, within so many words.\n\n"
            + "\n\n".join(map(render_term, derivation.topics))
        )
    if derivation.examples:
        blocks.append("# The list's own tests.")
        blocks += [
            f"[[example]]\ntext = {toml_string(one.text)}\nmatch = {str(one.match).lower()}"
            for one in derivation.examples
        ]
    if derivation.beyond:
        blocks.append("# Beyond the best terms; take the # off those that you want.")
        blocks += ["\n".join(f"# {line}" for line in _table(term)) for term in derivation.beyond]
    said = {term.name for term in derivation.beyond}
    left_out = [one for one in derivation.left_out if one.name not in said]
    if left_out:
        blocks.append("\n".join(["# Left out:", *_left_out(left_out)]))
    return "\n\n".join(blocks) + "\n"


def render_term(term: TermDerived) -> str:
    """One [[term]] table under its comment."""
    says = [f"confidence {term.confidence:.2f}"]
    if term.load is not None:
        says.append(f"would have fired {term.load:.1f} times a day")
    lines = [*_comment(["; ".join(says)]), *_comment(term.notes)]
    if term.candidates:
        lines.append(
            "# Candidates, made and not found; add those that are right to aliases: "
            + ", ".join(map(_inline, term.candidates))
        )
    return "\n".join([*lines, *_table(term)])


def _table(term: TermDerived) -> list[str]:
    lines = ["[[term]]", *(f"{key} = {_value(value)}" for key, value in _keys(term))]
    return [part for line in lines for part in line.split("\n")]


def _left_out(left_out: Sequence[LeftOut]) -> list[str]:
    lines = []
    for one in left_out[:_LEFT_OUT_SHOWN]:
        where = f" ({one.quote.document}:{one.quote.line})" if one.quote else ""
        lines.append(f"#   {_inline(one.name)}: {_inline(one.reason)}{_inline(where)}")
    if len(left_out) > _LEFT_OUT_SHOWN:
        lines.append(f"#   and {len(left_out) - _LEFT_OUT_SHOWN} more; see watcher derive --explain")
    return lines


def _value(value: Any) -> str:
    if isinstance(value, str):
        return toml_string(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return _array(value)
    return str(value)


def _array(values: list[Any], indent: str = "") -> str:
    line = "[" + ", ".join(_value(value) for value in values) + "]"
    if len(line) <= _WIDTH or not values:
        return line
    if isinstance(values[0], list):
        return "[\n" + "".join(f"  {_array(value, indent='  ')},\n" for value in values) + f"{indent}]"
    rows = [""]
    for value in values:
        item = f"{_value(value)}, "
        if len(rows[-1]) + len(item) > _WIDTH:
            rows.append("")
        rows[-1] += item
    return "[\n" + "".join(f"{indent}  {row.rstrip()}\n" for row in rows) + f"{indent}]"


def toml_string(text: str) -> str:
    """A TOML string: literal where that is easier to read, else basic and escaped; control characters go."""
    clean = _inline(text)
    if "'" not in clean and ('"' in clean or "\\" in clean):
        return f"'{clean}'"
    return '"' + clean.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _comment(lines: Iterable[str]) -> list[str]:
    return [f"# {_inline(line)}" for line in lines]


def _inline(text: str) -> str:
    return _INVISIBLE.sub(" ", text)


def _and(names: Sequence[str]) -> str:
    return ", ".join(map(_inline, names)) or "a seed document"
