"""What past verdicts say of a new match: a small model whose every step can be shown.

Each verdict (a match that was followed up or done, or one that was dismissed) counts for the features of its match: the
terms that fired, the feed, the language, whether the title held a mention. A feature's lean is its smoothed log-odds
against the watch's own share of useful matches (a naive Bayes classifier with Laplace smoothing); that share has a lean
of its own, half its log-odds. A match's feedback is their sum, squashed to -1..1. It shifts the ranking by at most 15
points of 100 and hides nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log, tanh

from watcher.text.urls import redact
from watcher.types import WatchMatch

__all__ = ["MIN_VERDICTS", "Feedback", "Verdict", "features_of", "learn"]

MIN_VERDICTS = 30
"""Verdicts on a watch's matches below which there is no feedback at all."""
_SMOOTHING = 3.0
"""Verdicts that each feature is credited with at the watch's own rate: few verdicts lean little."""
_WATCH = "watch list as a whole"
_LEANS = 0.05
"""Log-odds below which a feature does not lean."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One triaged match: its features, and whether it was worth the attention (followed up or done)."""

    features: tuple[str, ...]
    useful: bool


@dataclass(frozen=True, slots=True)
class Feedback:
    """What was learnt of one watch's verdicts."""

    verdicts: int = 0
    leans: Mapping[str, float] = field(default_factory=dict)
    """Feature → log-odds against the watch's average: above 0, matches that have it are worth more."""

    def score(self, features: Iterable[str]) -> float:
        """-1 (like those dismissed) to 1 (like those followed up); 0 where nothing is known."""
        return tanh(sum(self.leans.get(feature, 0.0) for feature in {*features, _WATCH}) / 2)

    def why(self, features: Iterable[str]) -> tuple[str, ...]:
        """The features that lean at all, the strongest first: `feed https://… +1.2`."""
        leaning = [(f, self.leans[f]) for f in {*features, _WATCH} if abs(self.leans.get(f, 0.0)) >= _LEANS]
        return tuple(f"{f} {lean:+.1f}" for f, lean in sorted(leaning, key=lambda pair: (-abs(pair[1]), pair[0])))


def features_of(match: WatchMatch, *, feed: str, language: str) -> tuple[str, ...]:
    """The features of a match that a verdict on it counts for."""
    place = "title" if any(hit.field == "title" for hit in match.hits) else "text"
    known = [f"feed {redact(feed)}", f"mention in the {place}"]
    if language:
        known.append(f"language {language}")
    return (*known, *(f"term {term}" for term in match.terms))


def learn(verdicts: Iterable[Verdict]) -> Feedback:
    """Learn from the verdicts on one watch's matches; nothing below `MIN_VERDICTS`.

    Where all of them agree no feature tells anything: only the watch list as a whole leans.
    """
    seen = list(verdicts)
    if len(seen) < MIN_VERDICTS:
        return Feedback(verdicts=len(seen))
    useful = sum(v.useful for v in seen)
    whole = {_WATCH: log((useful + 1) / (len(seen) - useful + 1)) / 2}
    if useful in (0, len(seen)):
        return Feedback(verdicts=len(seen), leans=whole)
    rate = useful / len(seen)
    good: dict[str, int] = {}
    bad: dict[str, int] = {}
    for verdict in seen:
        counts = good if verdict.useful else bad
        for feature in set(verdict.features):
            counts[feature] = counts.get(feature, 0) + 1
    prior = log(rate / (1 - rate))
    leans = {
        feature: log((good.get(feature, 0) + _SMOOTHING * rate) / (bad.get(feature, 0) + _SMOOTHING * (1 - rate)))
        - prior
        for feature in good.keys() | bad.keys()
    }
    return Feedback(verdicts=len(seen), leans={**leans, **whole})
