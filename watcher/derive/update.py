"""A watch list that a person has edited, and a new derivation: propose what is new, and drop nothing.

The file's text stays as it is, comments and order included. New terms are appended, new aliases go into the lists
that are there; a term or alias that the file mentions in a comment counts as declined. The result is parsed and
compared with what was there before it is handed out.
"""

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from watcher.derive.model import Derivation, TermDerived
from watcher.derive.render import render_term, toml_string
from watcher.errors import WatchListError
from watcher.text.fold import fold
from watcher.toml_lines import locate

__all__ = ["propose_update"]

_NAMED: Final = re.compile(r"^\s*#.*?\bname\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"|'([^']*)')", re.MULTILINE)
_LEFT_OUT: Final = re.compile(r"^\s*#\s{3}(.+?): (?!beyond)", re.MULTILINE)


def propose_update(existing_toml: str, derivation: Derivation, *, where: str = "the watch list") -> tuple[str, str]:
    """The file's text with the derivation's additions, and the unified diff; both are unchanged/empty if none is new.

    Raises:
        WatchListError: the file is no TOML.
    """
    before = _parsed(existing_toml, where)
    terms = [term for term in before.get("term", []) if isinstance(term, dict)]
    declined = _declined(existing_toml)
    text = existing_toml
    fresh: list[TermDerived] = []
    for term in derivation.all_terms:
        known = _same(term, terms)
        if known is None:
            if _key(term.name) not in declined:
                fresh.append(_without_taken(term, terms, declined))
        elif term.kind != "topic":
            text = _with_aliases(text, known, terms[known], term, declined | _every_name(terms))
    text = _with_terms(text, fresh)
    _check(before, _parsed(text, where), where)
    return text, _diff(existing_toml, text, where)


def _parsed(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise WatchListError(f"not valid TOML: {error}", where=where) from error


def _key(name: str) -> str:
    return " ".join(re.sub(r"[-'’]", " ", fold(name).text).split())


def _names(term: Mapping[str, Any]) -> list[str]:
    aliases = term.get("aliases", [])
    return [str(term.get("name", "")), *(str(alias) for alias in aliases if isinstance(aliases, list))]


def _every_name(terms: Sequence[Mapping[str, Any]]) -> set[str]:
    return {_key(name) for term in terms for name in _names(term)}


def _declined(text: str) -> set[str]:
    """Names that stand in comments: terms that were commented out, or left out with a reason."""
    found = {first or second for first, second in _NAMED.findall(text)} | set(_LEFT_OUT.findall(text))
    return {_key(name) for name in found}


def _same(term: TermDerived, terms: Sequence[Mapping[str, Any]]) -> int | None:
    """The number of the term in the file that stands for the same thing: same name, else a shared name."""
    mine = _key(term.name)
    for number, other in enumerate(terms):
        if _key(str(other.get("name", ""))) == mine:
            return number
    if term.kind == "topic":
        return _same_topic(term, terms)
    aliases = set(map(_key, term.aliases))
    for number, other in enumerate(terms):
        alike = other.get("kind", "phrase") == term.kind and _key(str(other.get("name", ""))) in aliases
        if alike or mine in {_key(name) for name in _names(other)}:
            return number
    return None


def _same_topic(term: TermDerived, terms: Sequence[Mapping[str, Any]]) -> int | None:
    """A topic of the file whose groups share words with this one's, group by group."""
    for number, other in enumerate(terms):
        near = other.get("near")
        if isinstance(near, list) and len(near) == len(term.near):
            pairs = [
                ({_key(str(word)) for word in mine}, {_key(str(word)) for word in group})
                for mine, group in zip(term.near, near, strict=True)
            ]
            if all(mine & group for mine, group in pairs):
                return number
    return None


def _without_taken(term: TermDerived, terms: Sequence[Mapping[str, Any]], declined: set[str]) -> TermDerived:
    taken = _every_name(terms) | declined
    return replace(term, aliases=tuple(alias for alias in term.aliases if _key(alias) not in taken))


def _with_aliases(text: str, number: int, known: Mapping[str, Any], term: TermDerived, taken: set[str]) -> str:
    """The text with the term's new aliases written into its list (or a list made under its name)."""
    has = {_key(name) for name in _names(known)} | taken
    vetoed = {_key(str(word)) for word in known.get("not", [])}
    new = [name for name in (term.name, *term.aliases) if _key(name) not in has | vetoed]
    if not new or "query" in known or "near" in known:
        return text
    lines = text.split("\n")
    line = locate(text, ("term", number, "aliases"))
    quoted = [toml_string(name) for name in new]
    if line and re.match(r"\s*aliases\s*=", lines[line - 1]):
        start = sum(len(one) + 1 for one in lines[: line - 1])
        return _into_array(text, text.index("[", start), quoted)
    line = locate(text, ("term", number, "name"))
    if not line or not re.match(r"\s*name\s*=", lines[line - 1]):
        return text
    return "\n".join([*lines[:line], f"aliases = [{', '.join(quoted)}]", *lines[line:]])


_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|#[^\n]*|\]')


def _into_array(text: str, opening: int, quoted: Sequence[str]) -> str:
    """The text with strings added at the end of the array that opens at `opening`."""
    last, at = opening, opening + 1
    while (found := _TOKEN.search(text, at)) is not None and found[0] != "]":
        last = found.end() - 1 if not found[0].startswith("#") else last
        at = found.end()
    if found is None:
        return text
    body = text[last + 1 : found.start()]
    comma = "" if last == opening or re.match(r"\s*,", body) else ","
    if "\n" in text[opening : found.start()]:
        tail = text[: found.start()].rstrip()
        addition = "".join(f"\n  {one}," for one in quoted)
        head = text[: last + 1] + comma + text[last + 1 : len(tail)]
        return head + addition + text[len(tail) :]
    head = text[: found.start()].rstrip().rstrip(",")
    joiner = ", " if last != opening else ""
    return head + joiner + ", ".join(quoted) + text[found.start() :]


def _with_terms(text: str, fresh: Sequence[TermDerived]) -> str:
    """The text with new terms before the examples, or at its end."""
    if not fresh:
        return text
    block = "# Proposed by a later derivation:\n\n" + "\n\n".join(map(render_term, fresh)) + "\n"
    line = locate(text, ("example", 0))
    if not line:
        return text.rstrip("\n") + "\n\n" + block
    lines = text.split("\n")
    at = line - 1
    while at > 0 and lines[at - 1].lstrip().startswith("#"):
        at -= 1
    return "\n".join([*lines[:at], block, *lines[at:]])


def _check(before: Mapping[str, Any], after: Mapping[str, Any], where: str) -> None:
    """Make sure that all that was there is there, in place."""
    kept = {key: value for key, value in after.items() if key != "term"} == {
        k: v for k, v in before.items() if k != "term"
    }
    old, new = before.get("term", []), after.get("term", [])
    for one, other in zip(old, new, strict=False):
        same = {k: v for k, v in one.items() if k != "aliases"} == {k: v for k, v in other.items() if k != "aliases"}
        grown = other.get("aliases", [])[: len(one.get("aliases", []))] == one.get("aliases", [])
        kept = kept and same and grown
    if not kept or len(new) < len(old):
        raise WatchListError("cannot be extended without touching what is there; add the terms by hand", where=where)


def _diff(before: str, after: str, where: str) -> str:
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), where, f"{where} (proposed)"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
