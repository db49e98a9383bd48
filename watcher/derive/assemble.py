"""The whole way from seed documents to a derivation."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from watcher.derive.arabic import arabic_candidates
from watcher.derive.caseless import caseless_mentions
from watcher.derive.choosing import choose
from watcher.derive.clean import BYLINE, clean
from watcher.derive.entities import Entity, bare, core, entities
from watcher.derive.examples import confirmed_examples
from watcher.derive.gazetteer import airfields
from watcher.derive.kinds import Verdict, kinds_of
from watcher.derive.language import has_capitals, language_of
from watcher.derive.model import (
    MAX_CHARACTERS,
    READ_CHARACTERS,
    Derivation,
    DeriveOptions,
    LeftOut,
    Quote,
    SeedDocument,
    TermDerived,
)
from watcher.derive.ranking import rank, weight
from watcher.derive.rarity import zipf
from watcher.derive.roles import Ruling, Surroundings, is_telling, rule
from watcher.derive.sentences import Sentence, is_shouting, sentences
from watcher.derive.sources import is_source
from watcher.derive.spans import mentions
from watcher.derive.tables.heads import FACILITY
from watcher.derive.tables.homonyms import homonyms
from watcher.derive.topics import grounded, topics
from watcher.derive.truecase import truecase
from watcher.derive.vocabulary import Vocabulary
from watcher.errors import InputError
from watcher.matching.names import expand_aliases
from watcher.matching.watchlist import KINDS, NAME_KINDS, Kind, Role
from watcher.text.fold import fold

__all__ = ["derive"]

_QUOTES: Final = 2
_ALIASES: Final = 12
_TITLE_WITHIN: Final = 4
_TITLE_WORDS: Final = 3
"""A heading of fewer words is a masthead or a label (`Press release No. 7`)."""
_AREAS: Final = frozenset(
    "town city village province district region county governorate valley neighbourhood suburb".split()
)
"""Generic nouns that a place's name does well without."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """An entity with all that was decided about it."""

    entity: Entity
    verdict: Verdict
    ruling: Ruling
    score: float


def derive(documents: Sequence[SeedDocument], options: DeriveOptions | None = None) -> Derivation:
    """A watch list from one or several seed documents; pure, and the same for the same input.

    Raises:
        InputError: a document is empty, binary or too long, or nothing in them can be watched for.
    """
    options = options or DeriveOptions()
    text = "\n".join(document.text[:READ_CHARACTERS] for document in documents)
    language = language_of(text)
    read = [_read(document, language) for document in documents]
    all_sentences = [sentence for found, _ in read for sentence in found]
    left_out = [LeftOut(_shorten(dropped), reason) for _, dropped_all in read for dropped, reason in dropped_all]
    found, warnings = _entities(all_sentences, language, text)
    warnings += [
        f"only the first {READ_CHARACTERS:,} characters of {document.name} were read"
        for document in documents
        if len(document.text) > READ_CHARACTERS and document.media != "html"
    ]
    kept: list[Entity] = []
    makers = [fold(dropped).text for _, dropped_all in read for dropped, reason in dropped_all if reason == BYLINE]
    for entity in found:
        if is_source(entity) and not options.keep_sources:
            left_out.append(
                LeftOut(entity.name, "a medium that is quoted as a source", entity.mentions[0].sentence.quote)
            )
        elif len(entity.words) > 1 and any(_made_by(entity.name, line) for line in makers):
            left_out.append(LeftOut(entity.name, "wrote the document", entity.mentions[0].sentence.quote))
        else:
            kept.append(entity)
    derived_topics = topics(all_sentences, kept, language or "en")
    if not kept and not derived_topics:
        raise InputError(
            "nothing to watch for: the text names no person, organisation or place that stands out",
            where=", ".join(document.name for document in documents),
            hint="give a longer document, or write the watch list by hand: watcher watches new",
        )
    events = [form for topic in derived_topics for form in topic.near[-1][:2]]
    around = Surroundings.of(all_sentences, kept, events)
    judged = _judge(kept, around, _votes(options, text), len(all_sentences))
    terms = _terms(judged, around, len(documents), options)
    where = (*around.geographic, *(term.name for term in terms if term.role == "anchor"))
    topic_terms = [_bounded(grounded(topic, where), where, options) for topic in derived_topics]
    passing = {_display(one.entity) for one in judged if _in_passing(one.entity)}
    main = around.main.name if around.main else ""
    chosen, topic_terms, beyond = choose(terms, topic_terms, main, passing, options.max_terms)
    reason = f"beyond the {options.max_terms} best terms"
    left_out += [LeftOut(term.name, reason, term.quotes[0] if term.quotes else None) for term in beyond]
    title = options.title or _title(all_sentences, chosen, topic_terms)
    return Derivation(
        options.id or _slug(_foremost(chosen) or title),
        title,
        tuple(chosen),
        tuple(topic_terms),
        confirmed_examples((*chosen, *topic_terms), all_sentences),
        tuple(beyond),
        tuple(left_out),
        tuple(warnings),
    )


def _in_passing(entity: Entity) -> bool:
    """Whether the document names an entity in one sentence only, and in no heading."""
    return len(entity.sentences) == 1 and not any(mention.sentence.block.heading for mention in entity.mentions)


def _made_by(name: str, line: str) -> bool:
    """Whether a byline names somebody, and not as the place from which they write."""
    found = line.find(fold(name).text)
    return found >= 0 and not line[:found].rstrip().endswith((" in", " for", " at"))


def _read(document: SeedDocument, language: str) -> tuple[list[Sentence], tuple[tuple[str, str], ...]]:
    text = document.text
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            f"too long ({len(text):,} characters); a seed is an article or a brief of at most 10 MB",
            where=document.name,
        )
    if not text.strip():
        raise InputError(
            "the document is empty",
            where=document.name,
            hint="a seed is an article or a brief that names what to watch for",
        )
    if "\x00" in text[:10_000]:
        raise InputError("not a text (it holds binary data)", where=document.name, hint="give text, Markdown or HTML")
    cleaned = clean(document if document.media == "html" else replace(document, text=text[:READ_CHARACTERS]))
    blocks, room = [], READ_CHARACTERS
    for block in cleaned.blocks:
        if len(block.text) > room:
            break
        room -= len(block.text)
        blocks.append(block)
    return sentences(blocks, language), cleaned.dropped


def _entities(all_sentences: list[Sentence], language: str, text: str) -> tuple[list[Entity], list[str]]:
    if not has_capitals(text):
        warning = "the script has no capitals: names were found by the words before them, by repetition and rarity"
        return entities(caseless_mentions(all_sentences, language)), [warning]
    vocabulary = Vocabulary.of(all_sentences, language or "en")
    return entities(mentions(truecase(all_sentences, vocabulary), vocabulary)), []


def _votes(options: DeriveOptions, text: str) -> Mapping[str, Kind]:
    if options.vote is None:
        return {}
    accepted: dict[str, Kind] = {kind: kind for kind in KINDS}
    return {name.casefold(): accepted[kind] for name, kind in options.vote(text) if kind in accepted}


def _judge(kept: Sequence[Entity], around: Surroundings, votes: Mapping[str, Kind], size: int) -> list[_Judged]:
    judged = []
    for entity, verdict in zip(kept, kinds_of(kept, votes), strict=True):
        ruling = rule(entity, verdict, around)
        judged.append(_Judged(entity, _acronym(entity, verdict), ruling, rank(entity, verdict, ruling, size)))
    return sorted(judged, key=lambda one: (-one.score, one.entity.name))


def _acronym(entity: Entity, verdict: Verdict) -> Verdict:
    """A name in capitals of which no long form is known is matched as an acronym, exactly."""
    alone = not entity.acronyms and not expand_aliases(entity.name) and len(entity.words) == 1
    if alone and entity.name.replace(".", "").isupper() and verdict.kind == "organisation":
        return replace(verdict, kind="acronym")
    return verdict


def _terms(
    judged: Sequence[_Judged], around: Surroundings, documents: int, options: DeriveOptions
) -> list[TermDerived]:
    best = max((one.score for one in judged), default=1.0)
    found: list[TermDerived] = []
    names: set[str] = set()
    for one in judged:
        for term in _of_entity(one, around, documents, best):
            if term.name.casefold() in names:
                continue
            names.add(term.name.casefold())
            if options.arabic_candidates and term.kind in NAME_KINDS and term.role != "context":
                term = replace(term, candidates=_candidates(term))
            found.append(_loaded(term, options))
    return found


def _candidates(term: TermDerived) -> tuple[str, ...]:
    """Arabic spellings to check by hand, where the term has none yet."""
    if any("\u0600" <= char <= "\u06ff" for name in (term.name, *term.aliases) for char in name):
        return ()
    return arabic_candidates(term.name)


def _of_entity(one: _Judged, around: Surroundings, documents: int, best: float) -> list[TermDerived]:
    """The term of an entity; and where the document also uses a short form that has namesakes, one for that."""
    entity, verdict, ruling = one.entity, one.verdict, one.ruling
    name = _display(entity)
    unsafe = _unsafe_forms(entity, ruling)
    aliases = _aliases(entity, name, unsafe, verdict.kind, around)
    quotes = _quotes(entity)
    seeds = len({quote.document for quote in (mention.sentence.quote for mention in entity.mentions)})
    confidence = min(0.99, verdict.confidence + 0.05 * (seeds - 1))
    notes = [ruling.reason] if ruling.role != "anchor" or "by hand" in ruling.reason else []
    if verdict.confidence < 0.55:
        notes.append(f"kind is a guess: {verdict.kind}?")
    term = TermDerived(
        name,
        verdict.kind,
        ruling.role,
        tuple(aliases),
        ruling.context,
        ruling.not_,
        weight=weight(one.score, best),
        quotes=quotes,
        confidence=round(confidence, 2),
        notes=tuple(notes),
    )
    if not unsafe or verdict.kind == "person" or ruling.role != "anchor":
        return [term]
    return [term, *_short_terms(one, unsafe, around, best)]


def _unsafe_forms(entity: Entity, ruling: Ruling) -> list[str]:
    """Forms of an anchor that alone would fire on namesakes: bare short or common words."""
    if ruling.role != "anchor":
        return []
    return [
        form
        for form in entity.forms
        if len(core(form)) == 1
        and form not in entity.acronyms
        and form.casefold() != entity.name.casefold()
        and not _stands_for(form, entity)
        and not _headed(form)
    ]


def _headed(form: str) -> bool:
    return any(form.endswith(f" {head}") for head in FACILITY)


def _short_terms(one: _Judged, unsafe: Sequence[str], around: Surroundings, best: float) -> list[TermDerived]:
    found = []
    for form in unsafe:
        homonym = homonyms(core(form)[0])
        own = {part.casefold() for part in core(form)}
        geographic = tuple(word for word in around.geographic if word.casefold() not in own)
        heads = tuple(one.entity.heads)
        topical = tuple(dict.fromkeys((*heads, *(word for word in around.topical if word.casefold() not in own))))[:10]
        groups = tuple(group for group in (topical, geographic) if group)
        if not groups:
            continue
        quotes = (
            tuple(m.sentence.quote for m in one.entity.mentions if m.text == form and not m.head)[:1]
            or _quotes(one.entity)[:1]
        )
        found.append(
            TermDerived(
                form,
                one.verdict.kind,
                "qualified",
                context=groups,
                not_=homonym.others if homonym else (),
                weight=round(weight(one.score, best) / 2, 1),
                quotes=quotes,
                confidence=round(one.verdict.confidence * 0.8, 2),
                notes=(f"short for {_display(one.entity)}; it has namesakes, so it needs one word of each list",),
            )
        )
    return found


def _display(entity: Entity) -> str:
    """The name as a person would write it: with its generic head where the document mostly has one."""
    heads = Counter({head: count for head, count in entity.heads.items() if head not in _AREAS})
    if heads and sum(heads.values()) * 2 >= len(entity.mentions):
        own = [m.head for m in entity.mentions if m.head and m.text == entity.name]
        return f"{entity.name} {own[0] if own else heads.most_common(1)[0][0]}"
    return entity.name


def _aliases(entity: Entity, name: str, unsafe: Sequence[str], kind: Kind, around: Surroundings) -> list[str]:
    """What the document also calls it, then what is well known; short forms of persons only where they are rare."""
    found: list[str] = []
    for form in (entity.name, *(form for form, _ in entity.forms.most_common()), *entity.acronyms):
        single = len(core(form)) == 1 and len(core(entity.name)) > 1
        if form in unsafe or (kind == "person" and single and not _stands_for(form, entity)):
            continue
        if kind != "person" and single and not _headed(form) and form not in entity.acronyms and not is_telling(form):
            continue
        found.append(form)
    for form in list(dict.fromkeys((name, *found))):
        found += expand_aliases(form)
    found += _airfields(entity, around)
    seen = {fold(name).text}
    kept = []
    for form in found:
        key = fold(form).text
        if key not in seen:
            seen.add(key)
            kept.append(form)
    return kept[:_ALIASES]


def _stands_for(form: str, entity: Entity) -> bool:
    """Whether a single word may stand for the name: a rare one without known namesakes, or a nickname."""
    if form in entity.nicknames:
        return zipf(core(form)[0]) < 3.0
    return is_telling(form) and homonyms(core(form)[0]) is None


def _airfields(entity: Entity, around: Surroundings) -> list[str]:
    """The official name of an air base that the document calls by a short one, in the country that it speaks of."""
    if around.main is None or not any(re.search(r"air|base", head) for head in entity.heads):
        return []
    mine = {bare(part) for part in core(entity.name)}
    found = []
    for field in airfields():
        if field.country == around.main.code and re.search(r"\b(?:base|airfield|AFB)\b", field.name, re.IGNORECASE):
            own = [
                part
                for part in core(field.name)
                if part not in {"air", "base", "airbase", "airport", "al", "airfield", "new"}
            ]
            if own and all(any(_alike(part, word) for word in mine) for part in own):
                found.append(field.name)
    return found


def _alike(one: str, other: str) -> bool:
    return re.sub(r"(.)\1", r"\1", one) == re.sub(r"(.)\1", r"\1", other)


def _quotes(entity: Entity) -> tuple[Quote, ...]:
    """The first sentences that name it, one a document first."""
    seen: dict[str, Quote] = {}
    rest: list[Quote] = []
    for mention in entity.mentions:
        quote = mention.sentence.quote
        if quote.document not in seen:
            seen[quote.document] = quote
        elif quote not in rest and quote not in seen.values():
            rest.append(quote)
    return (*seen.values(), *rest)[: max(_QUOTES, len(seen))]


def _loaded(term: TermDerived, options: DeriveOptions) -> TermDerived:
    """The term with its predicted load; one that would flood is demoted."""
    load = options.load.get(term.name)
    if load is None:
        return term
    if load <= options.flood or term.role == "context":
        return replace(term, load=load)
    role: Role = "qualified" if term.role == "anchor" and term.context else "context"
    note = f"demoted from {term.role}: it would have fired {load:.1f} times a day"
    return replace(term, load=load, role=role, notes=(*term.notes, note))


def _bounded(topic: TermDerived, where: Sequence[str], options: DeriveOptions) -> TermDerived:
    """The topic with its predicted load; one that would flood asks for the document's own names, too."""
    load = options.load.get(topic.name)
    if load is None or load <= options.flood:
        return _loaded(topic, options)
    narrower = grounded(topic, where, anyway=True)
    does = (
        "so one of the document's own names is asked for, too" if narrower.near != topic.near else "narrow it by hand"
    )
    note = f"it would have fired {load:.1f} times a day; {does}"
    return replace(narrower, load=load, notes=(*topic.notes, note))


def _title(all_sentences: Sequence[Sentence], terms: Sequence[TermDerived], found: Sequence[TermDerived]) -> str:
    """The document's own heading, else the foremost name and what happens to it."""
    for sentence in all_sentences[:_TITLE_WITHIN]:
        if sentence.block.heading and len(sentence.words) >= _TITLE_WORDS and not is_shouting(sentence.text):
            return sentence.text
    happens = ", ".join(topic.name for topic in found[:2])
    name = _foremost(terms)
    return f"{name}: {happens}" if name and happens else name or happens


def _foremost(terms: Sequence[TermDerived]) -> str:
    """The first term that fires alone."""
    return next((term.name for term in terms if term.role == "anchor"), terms[0].name if terms else "")


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name).text).strip("-")[:40] or "watch"


def _shorten(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "…"
