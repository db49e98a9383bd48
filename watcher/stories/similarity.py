"""How alike two items are, and in what."""

from typing import NamedTuple

from watcher.stories.copies import resemblance
from watcher.stories.features import Features
from watcher.stories.happenings import COMMON_KINDS
from watcher.stories.places import same_place
from watcher.stories.words import STEM_LENGTH

__all__ = ["UNRELATED", "Likeness", "boilerplate", "compare", "explain"]

COPY = 0.6
"""Resemblance of shingles from which one text reprints the other."""
OTHER_ACTORS = 0.7
"""Factor where both name people or bodies, but none in common: the same act in the same place, by others."""
SAME_TITLE = 0.5
"""The least likeness of texts under one title: of one day they are on one event, of a daily column they are not."""
TELLING_TITLE = 4
"""Shingles of a title from which items that are nothing but it are copies: `Morning briefing` comes every day."""
STRANGERS = 0.2
"""Factor where both titles name somebody, and neither text knows whom the other's title names: one form for two events,
such as quarterly results, results of matches, weather warnings."""
ELSEWHERE, PARTLY_ELSEWHERE = 0.5, 0.8
"""Factors where both name well-known places: none in common, or each some that the other lacks."""
OTHER_SCENE = 0.6
"""Factor where the cities that title or first sentence name are not the same: one war, two strikes."""
MANY_EVENTS = 0.5
"""Factor where one tells of many events at once: it is a little like the stories of all of them."""
OTHER_WORDS = 0.7
"""Factor for what texts in one language have in common whatever their words: words would tell more."""
FOREIGNERS = 0.7
"""The same across languages, by the sounds of names."""
VAGUE = 0.5
"""Factor across languages where nothing in common is more than what all reports from one war share."""
FAINT = 0.04
"""Cosine below which nothing else is looked at: that is most pairs."""
FORM = 0.55
"""Cosine from which two texts may be one form that was filled in twice."""
OTHER_FIGURES = 0.45
"""Factor where a form was filled in with figures that all differ."""
THING = 0.5
"""What a thing in common adds to the facts."""
ACROSS = 0.9
"""Factor across languages: what outlives translation is less sure."""
MAX_SIMILAR = 0.89
"""The most that texts which are no copies of each other can reach."""


class Likeness(NamedTuple):
    """The comparison of two items: `score` is 0 (unrelated) to 1 (the same text)."""

    score: float
    copy: bool = False


UNRELATED = Likeness(0.0)


def compare(one: Features, other: Features) -> Likeness:
    """Compare two items by their texts alone; time is the grouper's matter.

    A placement compares dozens of pairs and says why of one: that is `explain`'s.
    """
    same = _same_text(one, other)
    if same is not None:
        return same[0]
    if one.language != other.language:
        likeness = _across_languages(one, other)
    else:
        likeness = _same_language(one, other)
        if _same_scene_and_figure(one, other):
            likeness = max(likeness, Likeness(OTHER_WORDS * _across_languages(one, other).score))
    if one.digest or other.digest:
        return Likeness(MANY_EVENTS * likeness.score)
    return likeness


def boilerplate(one: Features, other: Features) -> bool:
    """Whether the equal text of two items of one feed is but its form: it has no word of either's title.

    `Subscribe to read the whole story` stands below every title of some feeds. A text that another feed reprints is
    no such form, whatever its new title.
    """
    return (
        one.body == other.body != ""
        and one.titled.isdisjoint(other.words)
        and other.titled.isdisjoint(one.words)
        and bool(one.titled and other.titled)
    )


def explain(one: Features, other: Features) -> str:
    """In what the two are alike, for a person."""
    same = _same_text(one, other)
    if same is not None:
        return same[1]
    if one.language != other.language:
        names = _names_in_both(one, other)
        shared = {
            *map(_shown, names or one.sounds & other.sounds),
            *(place.rpartition("/")[2].replace("-", " ") for place in one.places & other.places),
            *map(str, one.numbers & other.numbers),
            *(one.happenings & other.happenings),
        }
        return "shares " + ", ".join(sorted(shared)[:6])
    words = one.words.keys() & other.words.keys()
    top = sorted(words, key=lambda w: (-one.words[w] * other.words[w], w))[:4]
    return "shares " + ", ".join(dict.fromkeys(map(_shown, top)))


def _shown(word: str) -> str:
    """A feature as a person reads it: of long words only the beginning is kept."""
    return word[1:] if word[0] in "#@" else f"{word}…" if len(word) == STEM_LENGTH else word


def _same_text(one: Features, other: Features) -> tuple[Likeness, str] | None:
    """The likeness of copies and of equal titles, and why; None for all others."""
    if one.body and one.body == other.body:
        return Likeness(1.0, copy=True), "same text"
    if (
        one.length >= 12
        and other.length >= 12
        and not one.sketch.isdisjoint(other.sketch)
        and (one.title == other.title or _acquaintance(one, other) > 0.0)
    ):
        share = resemblance(one, other)
        if share >= COPY:
            return Likeness(max(0.9, share), copy=True), f"{share:.0%} of the text is the same"
    if one.title and one.title == other.title:
        if one.body and other.body:
            return Likeness(max(SAME_TITLE, _same_language(one, other).score)), "same title"
        return Likeness(0.9, copy=min(one.length, other.length) >= TELLING_TITLE), "same title"
    return None


def _same_language(one: Features, other: Features) -> Likeness:
    """Cosine of the weighted words, tempered by what sets events apart, plus names and facts in common."""
    mine, theirs = one.words, other.words
    both = mine.keys() & theirs.keys()
    if not both:
        return UNRELATED
    parts = [mine[word] * theirs[word] for word in both]
    total = sum(parts)
    cosine = total / (one.norm * other.norm)
    if cosine < FAINT:
        return Likeness(cosine)
    breadth = total * total / sum([part * part for part in parts])
    actors, others = one.actors, other.actors
    named = sum([min(mine[word], theirs[word]) for word in both if word in actors or word in others])
    score = cosine * min(1.0, 0.4 + 0.15 * breadth)
    score *= _agreement(one.names, other.names, apart=0.7, unknown=0.9)
    if len(actors) > 1 and len(others) > 1 and actors.isdisjoint(others):
        score *= OTHER_ACTORS
    score *= _agreement(one.happenings, other.happenings, apart=0.75, unknown=1.0)
    score *= _whereabouts(one, other)
    other_figures = bool(one.numbers and other.numbers) and one.numbers.isdisjoint(other.numbers)
    if other_figures:
        score *= 0.92
    facts = _facts(one, other)  # not the watched terms: every item of a watch holds them
    if facts:
        score += 0.1 * facts * _agreement(one.names, other.names, apart=0.4, unknown=1.0)
    score += 0.06 * max(0.0, min(named, 4.0) - 0.8)
    score *= STRANGERS + (1.0 - STRANGERS) * _acquaintance(one, other)
    if other_figures and cosine > FORM and min(len(one.numbers), len(other.numbers)) > 1:
        score *= OTHER_FIGURES
    score *= _scene(one, other)
    return Likeness(min(score, MAX_SIMILAR))


def _same_scene_and_figure(one: Features, other: Features) -> bool:
    """Whether the texts have a city and a figure in common: then they may be on one event in quite other words."""
    return not one.numbers.isdisjoint(other.numbers) and any("/" in place for place in one.places & other.places)


def _scene(one: Features, other: Features) -> float:
    """A factor: less than 1 where the two happen in different cities."""
    if not one.scenes or not other.scenes or not one.scenes.isdisjoint(other.scenes):
        return 1.0
    return OTHER_SCENE


def _whereabouts(one: Features, other: Features) -> float:
    """A factor: 1 where the places of one are among the other's; less where both name some that the other does not."""
    mine, theirs = one.places, other.places
    if not mine or not theirs or mine == theirs:
        return 1.0
    strange = sum(not any(same_place(place, other) for other in theirs) for place in mine)
    if not strange or all(any(same_place(place, other) for other in mine) for place in theirs):
        return 1.0
    return ELSEWHERE if strange == len(mine) else PARTLY_ELSEWHERE


def _shared_places(one: Features, other: Features) -> float:
    """Places in common; a city of one in a country that the other names counts for half a place."""
    both = one.places & other.places
    mine, theirs = one.places - both, other.places - both
    within = sum(any(same_place(a, b) for b in other.places) for a in mine)
    within += sum(any(same_place(a, b) for a in one.places) for b in theirs)
    return len(both) + 0.25 * within


def _acquaintance(one: Features, other: Features) -> float:
    """How well the texts know whom the other's title names: 0 (none) to 1 (half of them, or nobody is named)."""
    mine, theirs = one.subjects, other.subjects
    if not mine or not theirs:
        return 1.0
    known = max(
        sum(map(other.words.__contains__, mine)) / len(mine), sum(map(one.words.__contains__, theirs)) / len(theirs)
    )
    return min(1.0, 2.0 * known)


def _agreement(one: frozenset[str], other: frozenset[str], *, apart: float, unknown: float) -> float:
    """A factor from `apart` (nothing in common) to 1 (the smaller set lies within the larger)."""
    smaller = min(len(one), len(other))
    if smaller == 0:
        return unknown
    return apart + (1.0 - apart) * len(one & other) / smaller


def _facts(one: Features, other: Features, more: float = 0.0) -> float:
    """What two items share whatever their words: places, numbers, kinds of happening (and `more`, in like units)."""
    numbers = one.numbers & other.numbers
    places = _shared_places(one, other)
    evidence = (
        more
        + 0.5 * min(3.0, places)
        + THING * min(3, len(one.things & other.things))
        + 0.45 * min(4.0, sum(0.5 if kind in COMMON_KINDS else 1.0 for kind in one.happenings & other.happenings))
    )
    if numbers:
        evidence += sum(1.2 if n > 99 else 0.9 if n > 12 or n % 1 else 0.6 for n in numbers)
    if not evidence:
        return 0.0
    score = 0.18 * evidence
    score *= _agreement(one.happenings, other.happenings, apart=0.6, unknown=0.9)
    fewer = min(len(one.places), len(other.places))
    score *= 0.5 + 0.5 * min(1.0, places / fewer) if fewer else 0.9
    if one.numbers and other.numbers and not numbers:
        score *= 0.85
    return score


def _across_languages(one: Features, other: Features) -> Likeness:
    """Names, by spelling or by sound, facts and watched terms: what outlives translation."""
    names = _names_in_both(one, other)
    sounds = one.sounds & other.sounds
    heard = sum(1.25 if len(s) > 3 else 0.75 for s in sounds)
    watched = 0.2 * min(3, len(one.mentions & other.mentions))
    score = ACROSS * _scene(one, other) * _facts(one, other, min(4.0, max(float(len(names)), heard)) + watched)
    if not names and one.headline and other.headline and _unheard(one, other) and _unheard(other, one):
        score *= FOREIGNERS
    if not names and not sounds and not _particular(one, other):
        score *= VAGUE
    return Likeness(min(score, MAX_SIMILAR))


def _unheard(one: Features, other: Features) -> bool:
    """Whether the other's text has none of the names in one's title."""
    return one.headline.isdisjoint(other.sounds)


def _particular(one: Features, other: Features) -> bool:
    """Whether the facts in common are more than what all reports from one war share: countries, attacks, deaths."""
    return not (
        one.numbers.isdisjoint(other.numbers)
        and one.things.isdisjoint(other.things)
        and (one.happenings & other.happenings) <= COMMON_KINDS
        and not any("/" in place for place in one.places & other.places)
    )


def _names_in_both(one: Features, other: Features) -> frozenset[str]:
    """Names of one that the other has as a word; places aside, which count as facts."""
    shared = (one.names & other.words.keys()) | (other.names & one.words.keys())
    return shared - one.located - other.located
