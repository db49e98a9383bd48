"""Why a term fires in a document, or does not: the engine's own steps, told one a line."""

from collections.abc import Iterator

from watcher.errors import NotFound
from watcher.matching.compiled import CompiledTerm, CompiledWatch, QueryUnit
from watcher.matching.engine import Engine, Reading, feed_allowed, overruled
from watcher.matching.roles import Placed, Verdict, judge_watch
from watcher.text.nearest import nearest
from watcher.types import Document

__all__ = ["explain_term"]


def explain_term(engine: Engine, watch_id: str, term_name: str, document: Document, *, feeds: bool = True) -> list[str]:
    """The steps by which a term came to fire in a document or not, one sentence a line; the last is the verdict.

    Raises:
        NotFound: the engine has no such watch list, or that one no such term.
    """
    watch = next((one for one in engine.watches if one.id == watch_id), None)
    if watch is None:
        raise NotFound(f'no enabled watch list "{watch_id}"', hint=_meant(watch_id, [one.id for one in engine.watches]))
    names = [term.name for term in watch.terms]
    if term_name not in names:
        raise NotFound(f'the watch list "{watch_id}" has no term "{term_name}"', hint=_meant(term_name, names))
    reading = Reading(document)
    found = engine.placed(watch_id, reading)
    verdicts = judge_watch(watch, found, reading.text.fields, reading.context)
    term = watch.terms[names.index(term_name)]
    verdict = next((one for one in verdicts if one.term.name == term_name), None)
    return [
        _asked(term),
        *_mentions(term, found.get(names.index(term_name), []), engine),
        *(_judged(verdict) if verdict else ()),
        _conclusion(watch, term, verdict, reading, feeds=feeds),
    ]


def _meant(word: str, choices: list[str]) -> str:
    best = nearest(word, choices)
    return f'did you mean "{best}"?' if best else f"there are: {', '.join(choices[:10])}"


def _asked(term: CompiledTerm) -> str:
    aliases = list(dict.fromkeys(alias for alias, _ in term.aliases))
    article = "an" if term.role == "anchor" else "a"
    return (
        f'"{term.name}" is {article} {term.role} term, counted from {term.threshold:g} on, '
        f"looked for as {', '.join(aliases[:8])}{'…' if len(aliases) > 8 else ''}."
    )


def _mentions(term: CompiledTerm, found: list[Placed], engine: Engine) -> Iterator[str]:
    if not found:
        queries = any(isinstance(engine.units[unit].pattern, QueryUnit) for _, unit in term.aliases)
        yield "The query does not match." if queries else "No words of the text are a mention of it."
    for placed in found[:20]:
        mention = placed.mention
        short = ", a short form" if mention.partial else ""
        if placed.field is None:
            yield f"Score {mention.score:g}: {mention.why}."
            continue
        start, end = placed.field.original(mention.start, mention.end)
        text = placed.field.raw[start:end]
        yield f'{placed.field.name} {start}-{end} "{text}", score {mention.score:g}{short}: {mention.why}.'
    if len(found) > 20:
        yield f"And {len(found) - 20} more mentions."


def _text(placed: Placed) -> str:
    return placed.field.plain[placed.mention.start : placed.mention.end] if placed.field else ""


def _judged(verdict: Verdict) -> Iterator[str]:
    lines = dict.fromkeys(f'"{_text(held.placed)}" is held back: {held.rule}.' for held in verdict.held)
    yield from list(lines)[:20]
    if verdict.term.context:
        groups = "; one of ".join(", ".join(word.text for word in group) for group in verdict.term.context)
        state = f"there is {verdict.context}" if verdict.context is not None else "not all of it is there"
        yield f"Its context is one of {groups}: {state}."
    if verdict.short and not verdict.full:
        yield "A short form counts only beside the full name, or the term's context."


def _conclusion(
    watch: CompiledWatch, term: CompiledTerm, verdict: Verdict | None, reading: Reading, *, feeds: bool
) -> str:
    if feeds and not feed_allowed(watch, reading.text.document):
        return f"It does not fire: the watch list is for other feeds ({', '.join(watch.feeds)})."
    if verdict is None or not (verdict.full or verdict.short):
        return "It does not fire: there is no mention that counts."
    if term.role == "context":
        return "It never fires, but vouches for qualified terms." if verdict.full else "It does not count as context."
    if not verdict.fires:
        return "It does not fire: it needs context, or a term that fires alone."
    rule = overruled(watch, reading)
    if rule is not None:
        return f"It fires, but the item is suppressed as a whole: {rule}."
    return f"It fires{', ' + verdict.vouched if verdict.vouched else ''}."
