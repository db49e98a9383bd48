"""A watch list's own tests: each example matched by the watch list alone, and compared with what it says."""

from dataclasses import dataclass

from watcher.matching.engine import compile_watches
from watcher.matching.models import Example, WatchList
from watcher.types import Document, MatchOutcome

__all__ = ["ExampleResult", "check_examples"]


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What became of one example."""

    number: int
    """Its place in the file, from 1."""
    example: Example
    passed: bool
    fired: tuple[str, ...]
    """Names of the terms that fired, surest first."""
    outcome: MatchOutcome
    problem: str = ""
    """What is not as it should be, in words; "" where it passed."""


def check_examples(watch_list: WatchList, *, threshold: float = 85.0) -> list[ExampleResult]:
    """Match every example of a watch list, enabled or not; `feeds` does not apply to them.

    `match = true` asks for a match, `false` for none, and a list of names for exactly these terms to fire.
    """
    engine = compile_watches([watch_list.model_copy(update={"enabled": True})], threshold=threshold)
    results = []
    for number, example in enumerate(watch_list.examples, 1):
        outcome = engine.match(Document(content=example.text), feeds=False)
        fired = outcome.matches[0].terms if outcome.matches else ()
        problem = _problem(example, fired, outcome)
        results.append(ExampleResult(number, example, not problem, fired, outcome, problem))
    return results


def _problem(example: Example, fired: tuple[str, ...], outcome: MatchOutcome) -> str:
    said = ", ".join(f'"{name}"' for name in fired) or "no term"
    held = "; ".join(f'"{near.text}" of "{near.term}" was held back ({near.rule})' for near in outcome.suppressed)
    if example.match is True and not fired:
        return f"should match, but no term fires{': ' + held if held else ''}"
    if example.match is False and fired:
        return f"should not match, but {said} fired on " + ", ".join(
            f'"{hit.text}"' for match in outcome.matches for hit in match.hits[:3]
        )
    if isinstance(example.match, tuple) and set(example.match) != set(fired):
        missing = [name for name in example.match if name not in fired]
        extra = [name for name in fired if name not in example.match]
        parts = [f"{', '.join(missing)} should fire"] if missing else []
        parts += [f"{', '.join(extra)} should not"] if extra else []
        return f"{' and '.join(parts)}; {said} fired{'; ' + held if held else ''}"
    return ""
