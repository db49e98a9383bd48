"""From mentions to a verdict: `not`, thresholds, overlaps, short forms, roles and context, as the contract words them.

    anchor      fires alone
    qualified   fires where the item also holds one of its context words (one of each list), a mention of a context-role
                term, or an anchor that fires; two qualified terms never vouch for each other
    context     never fires

What was nearly a mention is held back under the rule that did it.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from watcher.matching.compiled import CompiledTerm, CompiledWatch, ContextWord
from watcher.matching.fieldtext import FieldText
from watcher.matching.mention import Mention

__all__ = ["MAX_MENTIONS", "NEARLY", "Held", "Placed", "Verdict", "judge_term", "judge_watch"]

NEARLY: Final = 10.0
"""A mention under the threshold by less than this is a near-miss."""
MAX_MENTIONS: Final = 200
"""Mentions of one term in one document that are looked at, the first in reading order."""


class Placed(NamedTuple):
    """A mention in its field, under the alias that found it."""

    alias: str
    field: FieldText | None
    """None: a hit without a place, such as that of `*:*`."""
    mention: Mention

    def overlaps(self, other: "Placed") -> bool:
        """Whether two mentions share a character."""
        return (
            self.field is not None
            and self.field is other.field
            and self.mention.start < other.mention.end
            and other.mention.start < self.mention.end
        )


class Held(NamedTuple):
    """A mention that was held back, and the rule that did it."""

    placed: Placed
    rule: str


@dataclass(slots=True)
class Verdict:
    """What became of a term in a document."""

    term: CompiledTerm
    full: list[Placed] = field(default_factory=list)
    """Mentions that count by themselves, longest of overlapping ones."""
    short: list[Placed] = field(default_factory=list)
    """Surnames and short forms: count beside a full one, or the term's context."""
    held: list[Held] = field(default_factory=list)
    context: str | None = None
    """What satisfies the term's own context; None: nothing does."""
    fires: bool = False
    vouched: str = ""
    """Why a qualified term fires."""

    @property
    def hits(self) -> list[Placed]:
        """The mentions that count, if it fires."""
        if not self.fires:
            return []
        return _longest([*self.full, *self.short]) if self.short else self.full  # which are the longest already


ContextHeld = Callable[[ContextWord], str | None]
"""The words of the document that are a context word, or None; asked once for each distinct word."""


def judge_term(
    term: CompiledTerm, found: Iterable[Placed], fields: Sequence[FieldText], context: ContextHeld
) -> Verdict:
    """What of a term's mentions counts by itself: `not`, threshold, overlaps, and its own context."""
    verdict = Verdict(term)
    vetoes = _Vetoes(term, fields) if term.nots else None
    full: list[Placed] = []
    for placed in found:
        score = placed.mention.score
        if score <= term.threshold - NEARLY:
            continue
        veto = vetoes.on(placed) if vetoes is not None else None
        if veto is not None:
            if score >= term.threshold:
                verdict.held.append(Held(placed, f"not: {veto}"))
        elif score < term.threshold:
            if not placed.mention.partial:
                verdict.held.append(Held(placed, f"threshold {term.threshold:g}"))
        elif placed.mention.partial:
            verdict.short.append(placed)
        else:
            full.append(placed)
    verdict.full = _longest(full)
    if term.context and (full or verdict.short):
        verdict.context = _own_context(term, context)
    return verdict


class _Vetoes:
    """The mentions of a term's `not`, found when they are first asked for."""

    def __init__(self, term: CompiledTerm, fields: Sequence[FieldText]) -> None:
        self.term = term
        self.fields = fields
        self.found: dict[int, list[tuple[int, int, str]]] = {}

    def on(self, placed: Placed) -> str | None:
        """The `not` of which a mention overlaps this one."""
        if placed.field is None:
            return None
        key = id(placed.field)
        if key not in self.found:
            self.found[key] = [
                (mention.start, mention.end, text)
                for text, pattern in self.term.nots
                for mention in pattern.find(placed.field)
                if not mention.partial and mention.score >= self.term.threshold
            ]
        mention = placed.mention
        return next((text for start, end, text in self.found[key] if start < mention.end and mention.start < end), None)


def _own_context(term: CompiledTerm, context: ContextHeld) -> str | None:
    """The words that satisfy the term's context: one of each list."""
    words = []
    for group in term.context:
        held = next((found for word in group if (found := context(word)) is not None), None)
        if held is None:
            return None
        words.append(held)
    return ", ".join(words)


def _missing_context(term: CompiledTerm, context: ContextHeld) -> str:
    for group in term.context:
        if all(context(word) is None for word in group):
            some = [word.text for word in group]
            return "no context: " + ", ".join(some[:5]) + ("…" if len(some) > 5 else "")
    return "no context"


def _longest(found: Iterable[Placed]) -> list[Placed]:
    """Of overlapping mentions the longest, then the surest, then the first; by field, in reading order."""
    found = list(found)
    if len(found) < 2:  # as in most documents
        return found
    best: dict[tuple[int, int, int], Placed] = {}
    for placed in found:
        key = (id(placed.field), placed.mention.start, placed.mention.end)
        if key not in best or placed.mention.score > best[key].mention.score:
            best[key] = placed
    by_field: dict[int, list[Placed]] = {}
    for placed in best.values():
        by_field.setdefault(id(placed.field), []).append(placed)
    out = []
    for some in by_field.values():
        taken: list[tuple[int, int]] = []
        kept = []
        for placed in sorted(some, key=lambda p: (p.mention.start - p.mention.end, -p.mention.score, p.mention.start)):
            span = (placed.mention.start, placed.mention.end)
            at = bisect_left(taken, span)
            if (at == 0 or taken[at - 1][1] <= span[0]) and (at == len(taken) or taken[at][0] >= span[1]):
                taken.insert(at, span)
                kept.append(placed)
        out += sorted(kept, key=lambda p: p.mention.start)
    return out


def judge_watch(
    watch: CompiledWatch,
    found: Mapping[int, Sequence[Placed]],
    fields: Sequence[FieldText],
    context: ContextHeld,
) -> list[Verdict]:
    """The verdict on each term that has a mention (`found` is by term number), in the watch list's order."""
    verdicts = [judge_term(watch.terms[number], found[number], fields, context) for number in sorted(found)]
    for verdict in verdicts:
        if verdict.term.role == "anchor":
            _settle_anchor(verdict, context)
    anchors = [v for v in verdicts if v.fires]
    supports = [v for v in verdicts if v.term.role == "context" and v.full]
    for verdict in verdicts:
        if verdict.term.role == "qualified":
            _settle_qualified(verdict, anchors, supports, context)
    return verdicts


def _settle_anchor(verdict: Verdict, context: ContextHeld) -> None:
    verdict.fires = bool(verdict.full) or bool(verdict.short and verdict.context is not None)
    if not verdict.fires and verdict.term.context:
        rule = _missing_context(verdict.term, context)
        verdict.held += [Held(placed, rule) for placed in verdict.short]


def _settle_qualified(
    verdict: Verdict, anchors: Sequence[Verdict], supports: Sequence[Verdict], context: ContextHeld
) -> None:
    """A qualified term needs one voucher; its short forms need a full one, or the term's context."""
    mine = verdict.full or verdict.short
    if not mine:
        return
    support = next(
        (
            f'the context term "{other.term.name}"'
            for other in supports
            if any(not any(placed.overlaps(own) for own in mine) for placed in other.full)
        ),
        None,
    )
    if verdict.context is not None:
        verdict.vouched = f"beside {verdict.context}"
    elif support is not None:
        verdict.vouched = f"beside {support}"
    elif verdict.full and anchors:
        verdict.vouched = f'beside "{anchors[0].term.name}", which fires alone'
    verdict.fires = bool(verdict.vouched)
    if not verdict.fires:
        rule = _missing_context(verdict.term, context)
        verdict.held += [Held(placed, rule) for placed in mine]
