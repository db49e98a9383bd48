"""Watch lists for tests, written as a user writes them."""

from collections.abc import Iterable

from watcher.matching.engine import Engine, compile_watches
from watcher.matching.watchlist import parse_watch_list
from watcher.types import Document, MatchOutcome

__all__ = ["check_outcome", "engine", "fired", "held", "rules"]


def engine(*lists: str, threshold: float = 85.0) -> Engine:
    """An engine over watch lists given as TOML; their ids are `w0`, `w1`…"""
    return compile_watches(
        [parse_watch_list(text, id=f"w{number}", where=f"w{number}.toml") for number, text in enumerate(lists)],
        threshold=threshold,
    )


def _match(toml: str, text: str | Document) -> MatchOutcome:
    document = text if isinstance(text, Document) else Document(content=text)
    made = engine(toml)
    outcome = made.match(document)
    assert outcome == made.match_unindexed(document)
    check_outcome(outcome, document)
    return outcome


def fired(toml: str, text: str | Document) -> list[tuple[str, str]]:
    """(term, text) of every hit of one watch list in a text; also checks that the index changes nothing."""
    return [(hit.term, hit.text) for match in _match(toml, text).matches for hit in match.hits]


def held(toml: str, text: str | Document) -> list[tuple[str, str]]:
    """(text, rule) of every near-miss."""
    return [(near.text, near.rule) for near in _match(toml, text).suppressed]


def rules(outcome: MatchOutcome) -> list[str]:
    """The rules that held something back."""
    return [near.rule for near in outcome.suppressed]


def check_outcome(outcome: MatchOutcome, document: Document) -> None:
    """What holds of every outcome: offsets slice the fields as given, scores are scores, hits are in the match's."""
    found: Iterable[tuple[str | None, int | None, int | None, str, float]] = [
        (one.field, one.start, one.end, one.text, one.score)
        for one in (*(hit for match in outcome.matches for hit in match.hits), *outcome.suppressed)
    ]
    for field, start, end, text, score in found:
        assert 0 <= score <= 100
        if field is None:
            assert (start, end, text) == (None, None, "")
        else:
            assert getattr(document, field)[start:end] == text
            assert text
    for match in outcome.matches:
        assert match.score == max(hit.score for hit in match.hits)
    assert [match.watch for match in outcome.matches] == sorted(match.watch for match in outcome.matches)
