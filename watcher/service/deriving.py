"""`watcher derive`: seeds read from files, standard input or the network, and what the database says of the result."""

import asyncio
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from watcher.clock import SystemClock
from watcher.derive import Derivation, DeriveOptions, SeedDocument, TermDerived, derive, seed_document
from watcher.derive.examples import as_watch_list
from watcher.derive.model import Vote
from watcher.errors import FetchError, InputError, StoreError
from watcher.matching.engine import compile_watches
from watcher.ports import Clock
from watcher.service.opening import build_fetcher, open_reader
from watcher.settings import Settings
from watcher.types import Fetched

__all__ = ["derive_seeds", "read_seed"]

LOOK_BACK = timedelta(days=30)
MOST_ITEMS = 50_000
"""Stored items that the predicted load is measured on, oldest first."""
STDIN = "standard input"


def derive_seeds(
    settings: Settings, seeds: Sequence[str], options: DeriveOptions, *, clock: Clock | None = None
) -> Derivation:
    """The derivation of seeds: paths, `-`, or http(s) URLs; with its predicted load where the database holds items.

    Raises:
        InputError: a seed cannot be used, or nothing can be derived.
        FetchError: a URL cannot be read.
    """
    clock = clock or SystemClock()
    documents = [read_seed(settings, seed, clock=clock) for seed in seeds]
    if options.vote is None:
        options = replace(options, vote=_tagger())
    derivation = derive(documents, options)
    load = _load(settings, derivation.all_terms, clock)
    return derive(documents, replace(options, load=load)) if load else derivation


def read_seed(settings: Settings, seed: str, *, clock: Clock | None = None) -> SeedDocument:
    """One seed, decoded; a page's main text marked where the extractor is installed."""
    if seed.startswith(("http://", "https://")):
        return _with_main_text(_fetched(settings, seed, clock or SystemClock()))
    try:
        data = sys.stdin.buffer.read() if seed == "-" else Path(seed).read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", where=seed) from error
    return _with_main_text(seed_document(data, name=STDIN if seed == "-" else seed))


def _fetched(settings: Settings, url: str, clock: Clock) -> SeedDocument:
    outcome = asyncio.run(_page(settings, url, clock))
    if not isinstance(outcome, Fetched):
        raise FetchError(getattr(outcome, "message", "the page cannot be read"), where=url)
    content = next((value.decode("latin-1") for name, value in outcome.headers if name == b"content-type"), "")
    charset = content.partition("charset=")[2].strip(" \"';") if "charset=" in content else ""
    media = "html" if "html" in content else ""
    return seed_document(outcome.body, name=outcome.url, media=media, declared=charset)


async def _page(settings: Settings, url: str, clock: Clock) -> object:
    fetcher = build_fetcher(settings, clock)
    try:
        return await fetcher.fetch_page(url)
    finally:
        await fetcher.aclose()


def _with_main_text(document: SeedDocument) -> SeedDocument:
    """A page with its main text as trafilatura finds it, where that extra is installed."""
    if document.media != "html":
        return document
    try:
        import trafilatura
    except ImportError:
        return document
    main = trafilatura.extract(document.text, include_comments=False, include_tables=True, favor_recall=True)
    return replace(document, main=main or "")


def _tagger() -> Vote | None:
    """spaCy's small English model as a second opinion on kinds, where the extra and the model are installed."""
    try:
        import spacy

        model: Callable[[str], object] = spacy.load("en_core_web_sm")
    except (ImportError, OSError):
        return None
    kinds = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place"}

    def vote(text: str) -> list[tuple[str, str]]:
        found = model(text[:100_000])
        return [(span.text, kinds[span.label_]) for span in getattr(found, "ents", ()) if span.label_ in kinds]

    return vote


def _load(settings: Settings, terms: Sequence[TermDerived], clock: Clock) -> dict[str, float]:
    """How often a day each term would have fired on the stored items of the look-back; empty where there are none."""
    now = clock.now()
    try:
        with open_reader(settings) as reader:
            a_day = reader.items_per_day(now - LOOK_BACK, now)
            if not a_day:
                return {}
            engine = compile_watches([as_watch_list(terms)], threshold=settings.matching.threshold)
            fired: Counter[str] = Counter()
            items = 0
            for chunk in reader.items_since(now - LOOK_BACK):
                for _, document in chunk:
                    items += 1
                    fired.update(term for match in engine.match(document).matches for term in match.terms)
                if items >= MOST_ITEMS:
                    break
    except StoreError:
        return {}
    return {term.name: round(fired[term.name] / items * a_day, 2) for term in terms} if items else {}
