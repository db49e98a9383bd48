"""The engine: watch lists compiled once, asked of many documents.

    words of the document ─▶ index: candidates ─▶ patterns: mentions ─▶ roles: verdicts ─▶ filters ─▶ hits, near-misses

`match_unindexed` tries every pattern instead of asking the index; both give the same, which tests hold them to.
"""

import gc
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Final

from watcher.matching.chains import Chains, needs_beside
from watcher.matching.compiled import (
    CompiledTerm,
    CompiledWatch,
    ContextWord,
    NameUnit,
    QueryUnit,
    Unit,
    Units,
    compile_watch,
)
from watcher.matching.fieldtext import DocumentText
from watcher.matching.index import Candidates, Index
from watcher.matching.languages import passes
from watcher.matching.mention import Mention
from watcher.matching.nameindex import NameIndex
from watcher.matching.names import NamePattern, has_short_forms, needs_one_word_only
from watcher.matching.phrases import PhrasePattern
from watcher.matching.roles import MAX_MENTIONS, Held, Placed, Verdict, judge_watch
from watcher.matching.window import PhraseWindows, Windows, is_decided_nearby
from watcher.types import Document, Hit, MatchOutcome, NearMiss, WatchMatch

if TYPE_CHECKING:
    from watcher.matching.models import WatchList

__all__ = ["MAX_NEAR_MISSES", "Engine", "Reading", "compile_watches", "feed_allowed", "overruled"]

MAX_NEAR_MISSES: Final = 20
"""Near-misses that one watch list reports of one document, the surest first."""
_NOTHING: Final = MatchOutcome()


class Reading:
    """One document being read: what was found in it so far, so that nothing is looked for twice."""

    def __init__(self, document: Document) -> None:
        """Begin to read a document."""
        self.text = DocumentText(document)
        self._context: dict[tuple[str, str], str | None] = {}

    def mentions(self, unit: Unit, triggers: Sequence[str] | None) -> list[tuple[int | None, Mention]]:
        """(number of the field, mention) of all that a unit finds; the field None for a query without a place."""
        if isinstance(unit.pattern, QueryUnit):
            return self._of_query(unit.pattern)
        found = (
            (number, mention)
            for number, field in enumerate(self.text.fields)
            for mention in unit.pattern.find(field, triggers)
        )
        return list(islice(found, MAX_MENTIONS))

    def _of_query(self, unit: QueryUnit) -> list[tuple[int | None, Mention]]:
        found = unit.query.find(self.text)
        if found is None:
            return []
        if not found.places:
            return [(None, Mention(0, 0, 0, 0, found.score, "the query matches"))]
        numbers = {id(field): number for number, field in enumerate(self.text.fields)}
        return [
            (numbers[id(place.field)], Mention(0, 0, place.start, place.end, min(place.score, found.score), place.why))
            for place in found.places[:MAX_MENTIONS]
        ]

    def context(self, word: ContextWord) -> str | None:
        """The words of the document that are a context word, or None."""
        key = (word.text, word.language)
        if key not in self._context:
            held = (word.held_by(field) for field in self.text.fields)
            self._context[key] = next((one for one in held if one is not None), None)
        return self._context[key]


class Engine:
    """A set of watch lists, compiled; implements `watcher.ports.Matcher`. Picklable; safe to share between threads."""

    def __init__(
        self,
        watches: Sequence[CompiledWatch],
        units: Sequence[Unit],
        versions: Sequence[tuple[str, str]],
        threshold: float,
    ) -> None:
        """Put compiled parts together; see `compile_watches`."""
        self.watches = tuple(watches)
        self.units = tuple(units)
        self._versions = tuple(versions)
        self._version = hashlib.sha256(repr((self._versions, float(threshold))).encode()).hexdigest()[:16]
        short = {
            unit for watch in self.watches for term in watch.terms if term.heeds_short_forms for _, unit in term.aliases
        }
        self._index = Index([unit.clauses for unit in self.units], self._names(short))
        self._surnamed = frozenset(
            unit for unit in self._index.names.by_pair if has_short_forms(self._index.names.pattern(unit))
        )
        by_word = {unit: self._index.names.pattern(unit) for unit in self._index.names.by_word}
        by_pair = {unit: self._index.names.pattern(unit) for unit in self._index.names.by_pair}
        single = {unit: one for unit, one in by_word.items() if len(one.units) == 1}
        self._windows = Windows({unit: one for unit, one in (single | by_pair).items() if is_decided_nearby(one)})
        self._chains = Chains({unit: one for unit, one in by_word.items() if unit not in short and needs_beside(one)})
        self._phrases = PhraseWindows(
            {number: unit.pattern for number, unit in enumerate(self.units) if isinstance(unit.pattern, PhrasePattern)}
        )
        owners: list[list[tuple[int, int, str]]] = [[] for _ in self.units]
        for watch_number, watch in enumerate(self.watches):
            for term_number, term in enumerate(watch.terms):
                for alias, unit in term.aliases:
                    owners[unit].append((watch_number, term_number, alias))
        self._owners = tuple(map(tuple, owners))
        led: dict[int, list[int]] = {}
        for number, one in enumerate(self.units):
            for name in one.names:
                led.setdefault(name, []).append(number)
        self._led = {name: tuple(queries) for name, queries in led.items()}
        """By unit of a name: the queries that want it."""
        self._beside = self._other_aliases()

    def _other_aliases(self) -> dict[int, tuple[int, ...]]:
        """By unit, the other aliases of its terms that have short forms."""
        beside: dict[int, dict[int, None]] = {}
        for watch in self.watches:
            for term in watch.terms:
                short = [unit for _, unit in term.aliases if unit in self._surnamed]
                for _, unit in term.aliases if short else ():
                    beside.setdefault(unit, {}).update((other, None) for other in short if other != unit)
        return {unit: tuple(others) for unit, others in beside.items() if others}

    def _names(self, short: set[int]) -> NameIndex:
        """Names by their first two words, but for those of which a single word matters, as in `short` ones."""
        by_word: dict[int, NamePattern] = {}
        by_pair: dict[int, NamePattern] = {}
        for number, unit in enumerate(self.units):
            if isinstance(unit.pattern, NameUnit):
                pattern = unit.pattern.pattern
                (by_word if number in short or needs_one_word_only(pattern) else by_pair)[number] = pattern
        return NameIndex(by_word, by_pair)

    @property
    def version(self) -> str:
        """Hash of everything that decides a match: the watch lists in force and the default threshold."""
        return self._version

    @property
    def versions(self) -> tuple[tuple[str, str], ...]:
        """(watch id, version hash) of each enabled watch list, by id."""
        return self._versions

    def match(self, document: Document, *, feeds: bool = True) -> MatchOutcome:
        """All hits and near-misses in one document. Never raises, whatever the text.

        `feeds=False` ignores the watch lists' `feeds` restrictions (`watcher scan`).
        """
        reading = Reading(document)
        candidates = self._index.candidates(reading.text)
        if self._led and candidates:
            self._add_led(candidates)
        return self._outcome(reading, candidates, feeds) if candidates else _NOTHING

    def _add_led(self, candidates: Candidates) -> None:
        """Add the queries to which names lead; names that are no term's own are only good for that."""
        for name in self._led.keys() & candidates.keys():
            for query in self._led[name]:
                candidates.setdefault(query, [])
            if not self._owners[name]:
                del candidates[name]

    def match_unindexed(self, document: Document, *, feeds: bool = True) -> MatchOutcome:
        """The same without the index, which it is tested against: every pattern is tried on every field."""
        return self._outcome(Reading(document), dict.fromkeys(range(len(self.units))), feeds)

    def _placed(self, reading: Reading, candidates: Candidates | dict[int, None]) -> dict[int, dict[int, list[Placed]]]:
        """Mentions of the candidates by number of watch list and term."""
        mentions: dict[int, list[tuple[int | None, Mention]]] = {}
        for unit, triggers in candidates.items():
            nearby = self._nearby(unit, reading, triggers) if triggers else None
            some = reading.mentions(self.units[unit], triggers) if nearby is None else nearby[:MAX_MENTIONS]
            if not some:
                continue
            if triggers is not None and unit in self._surnamed and not self._is_all(unit, reading, nearby):
                # A full mention was come to by its first two words: now its short forms count too, wherever they are.
                some = reading.mentions(self.units[unit], None)
            mentions[unit] = some
        self._add_short_forms(reading, mentions)
        found: dict[int, dict[int, list[Placed]]] = {}
        for unit in sorted(mentions):
            for watch, term, alias in self._owners[unit]:
                placed = found.setdefault(watch, {}).setdefault(term, [])
                for number, mention in mentions[unit]:
                    placed.append(Placed(alias, None if number is None else reading.text.fields[number], mention))
        return found

    def _nearby(self, unit: int, reading: Reading, triggers: Sequence[str]) -> list[tuple[int | None, Mention]] | None:
        """The mentions of a pattern by the words around its triggers, where those decide; else None."""
        if unit in self._windows:
            return self._windows.find(unit, reading.text, triggers)
        if unit in self._chains and not self._chains.may_hold(unit, reading.text, triggers):
            return []
        return self._phrases.find(unit, reading.text, triggers) if unit in self._phrases else None

    def _is_all(self, unit: int, reading: Reading, nearby: list[tuple[int | None, Mention]] | None) -> bool:
        """Whether what was found near the triggers is all that there is, short forms included."""
        return nearby is not None and self._windows.are_all(unit, reading.text, nearby)

    def _add_short_forms(self, reading: Reading, mentions: dict[int, list[tuple[int | None, Mention]]]) -> None:
        """Mentions of the other aliases of terms that were found: the index does not lead to their short forms."""
        for unit in list(mentions):
            for other in self._beside.get(unit, ()):
                if other not in mentions:
                    mentions[other] = reading.mentions(self.units[other], None)

    def placed(self, watch_id: str, reading: Reading) -> dict[int, list[Placed]]:
        """Every mention of a watch list's terms, by term number, found without the index: for explanations."""
        for watch in self.watches:
            if watch.id == watch_id:
                wanted = dict.fromkeys(unit for term in watch.terms for _, unit in term.aliases)
                found = self._placed(reading, wanted)
                return found.get(self.watches.index(watch), {})
        return {}

    def _outcome(self, reading: Reading, candidates: Candidates | dict[int, None], feeds: bool) -> MatchOutcome:
        found = self._placed(reading, candidates)
        matches: list[WatchMatch] = []
        suppressed: list[NearMiss] = []
        for watch in sorted(found):
            compiled = self.watches[watch]
            if not feeds or feed_allowed(compiled, reading.text.document):
                match, near = _settle(compiled, found[watch], reading)
                matches += match
                suppressed += near
        return MatchOutcome(tuple(matches), tuple(suppressed)) if matches or suppressed else _NOTHING


def feed_allowed(watch: CompiledWatch, document: Document) -> bool:
    """Whether the watch list is for items of the document's feed."""
    return not watch.feeds or any(
        feed.removeprefix("tag:") in document.tags if feed.startswith("tag:") else feed == document.feed
        for feed in watch.feeds
    )


def _settle(
    watch: CompiledWatch, found: dict[int, list[Placed]], reading: Reading
) -> tuple[list[WatchMatch], list[NearMiss]]:
    """The watch list's match, if it has one, and its near-misses: roles first, then language and `exclude`."""
    verdicts = judge_watch(watch, found, reading.text.fields, reading.context)
    fired = [(verdict, verdict.hits) for verdict in verdicts if verdict.fires]
    hits = [_hit(verdict, placed) for verdict, some in fired for placed in some[:MAX_MENTIONS]]
    rule = overruled(watch, reading) if hits else None
    if rule is not None:
        held = [(verdict.term, Held(placed, rule)) for verdict, some in fired for placed in some]
        return [], _near_misses(watch, held)
    held = [(verdict.term, one) for verdict in verdicts if verdict.held for one in _still_held(verdict)]
    near = _near_misses(watch, held) if held else []
    if not hits:
        return [], near
    best = max(hit.score for hit in hits)
    weight = max(verdict.term.weight for verdict, _ in fired)
    return [WatchMatch(watch.id, best, tuple(hits), weight)], near


def overruled(watch: CompiledWatch, reading: Reading) -> str | None:
    """The rule of the watch list that suppresses a matching item as a whole, or None."""
    if watch.languages and not passes(watch.languages, reading.text.evidence):
        evidence = reading.text.evidence
        return f"language: {evidence.likely or 'another script'}"
    if watch.exclude is not None and watch.exclude.find(reading.text) is not None:
        return f"exclude: {watch.exclude.text}"
    return None


def _still_held(verdict: Verdict) -> Iterator[Held]:
    """Near-misses that no hit of the same term overlaps; none of a term that never fires."""
    if verdict.term.role == "context":
        return
    hits = verdict.hits
    for held in verdict.held:
        if not any(held.placed.overlaps(hit) for hit in hits):
            yield held


def _hit(verdict: Verdict, placed: Placed) -> Hit:
    name, start, end, text = _where(placed)
    why = placed.mention.why
    if verdict.vouched:
        why = f"{why}; {verdict.vouched}"
    elif placed.mention.partial:
        why = f"{why}; beside {'the full name' if verdict.full else verdict.context}"
    return Hit(verdict.term.name, placed.alias, name, start, end, text, placed.mention.score, why)


def _where(placed: Placed) -> tuple[str | None, int | None, int | None, str]:
    if placed.field is None:
        return None, None, None, ""
    start, end = placed.field.original(placed.mention.start, placed.mention.end)
    return placed.field.name, start, end, placed.field.raw[start:end]


def _near_misses(watch: CompiledWatch, held: Iterable[tuple[CompiledTerm, Held]]) -> list[NearMiss]:
    """The surest of each term and rule, at most `MAX_NEAR_MISSES`."""
    best: dict[tuple[str, str], tuple[Placed, str]] = {}
    for term, (placed, rule) in held:
        known = best.get((term.name, rule))
        if known is None or placed.mention.score > known[0].mention.score:
            best[term.name, rule] = (placed, rule)
    surest = sorted(best.items(), key=lambda one: -one[1][0].mention.score)[:MAX_NEAR_MISSES]
    return [
        NearMiss(watch.id, term, placed.alias, *_where(placed), placed.mention.score, rule)
        for (term, _), (placed, rule) in surest
    ]


def compile_watches(lists: "Sequence[WatchList]", *, threshold: float = 85.0) -> Engine:
    """Compile the enabled watch lists; `threshold` is for those that name none."""
    enabled = sorted((one for one in lists if one.enabled), key=lambda one: one.id)
    units = Units()
    with _uncollected():
        watches = [compile_watch(one, units, threshold) for one in enabled]
        return Engine(watches, units.made, [(one.id, one.version) for one in enabled], threshold)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the cycle collector, which would look again and again at what is made to stay: a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
