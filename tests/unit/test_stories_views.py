"""Origin and reprints, agencies, ranking, and what verdicts teach."""

import random
from datetime import timedelta

import pytest

from tests.support.stories import START, member
from watcher.stories import MIN_VERDICTS, Feedback, Stories, Verdict, features_of, learn, story_view
from watcher.stories.copies import agency, resemblance, sketch
from watcher.stories.features import Features
from watcher.types import Document, Hit, WatchMatch
from watcher.types.ageing import FRESH, priority_at, rank_of

WIRE = (
    "BAGHDAD (Reuters) - Iraqi forces took full control of the Ain al-Asad air base in Anbar province on Saturday "
    "after the last American troops withdrew, the defence ministry said in a statement."
)


def match(*terms: str, score: float = 95.0, weight: float = 1.0, field: str = "title") -> WatchMatch:
    return WatchMatch("w", score, tuple(Hit(t, t, field, 0, 3, "abc", score, "exact") for t in terms), weight)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BAGHDAD (Reuters) - Iraqi forces", "Reuters"),
        ("ANKARA, March 2 (AFP) — A quake", "AFP"),
        ("AP - The army", "AP"),
        ("بغداد (رويترز) - قال الجيش", "Reuters"),
        ("The army took the base. Source: dpa", "dpa"),
        ("The army took the base - Anadolu", "Anadolu"),
        ("Reuters reporters were at the scene when the base was taken over by the army", ""),
        ("The AP report was wrong, he said", ""),
        ("", ""),
    ],
)
def test_agency_credits(text: str, name: str) -> None:
    assert agency(text) == name


def test_resemblance_estimates_the_share_of_common_shingles() -> None:
    words = [f"w{i}" for i in range(400)]
    half = words[:200] + [f"x{i}" for i in range(200)]

    def features(text: list[str]) -> Features:
        hashes, length = sketch(text)
        return Features(sketch=hashes, length=length)

    assert resemblance(features(words), features(words)) == 1.0
    assert resemblance(features(words), features(half)) == pytest.approx(1 / 3, abs=0.2)
    assert resemblance(features(words), features([f"y{i}" for i in range(50)])) == 0.0
    assert resemblance(features([]), features(words)) == 0.0


def test_story_view_tells_origin_reprints_and_independent_sources() -> None:
    own = "American soldiers left the desert base that they had used since 2014, and local officials are glad."
    members = [
        member(1, Document(title="Iraq takes base", summary=WIRE), START, feed="wire"),
        member(2, Document(title="Base handed over", summary=WIRE), START + timedelta(hours=1), feed="paper"),
        member(3, Document(title="They are gone", summary=own), START + timedelta(hours=2), feed="local"),
        member(4, Document(title="Base", summary=WIRE + " More soon."), START + timedelta(hours=3), feed="other"),
    ]
    for order in range(4):
        view = story_view(random.Random(order).sample(members, 4))
        assert view.origin == 1
        assert view.sources == 4
        assert view.independent == 2
        assert view.copies == ((2, 1), (4, 1))
        assert view.agencies == ("Reuters",)


def test_two_reports_of_one_agency_are_one_voice() -> None:
    second = (
        "BAGHDAD (Reuters) - Residents of nearby towns celebrated in the streets as the convoy of lorries went home."
    )
    members = [
        member(1, Document(title="a", summary=WIRE), START, feed="one"),
        member(2, Document(title="b", summary=second), START, feed="two"),
    ]
    assert story_view(members).independent == 1


def test_a_feed_that_writes_twice_is_one_source() -> None:
    texts = ("The army took the base over on Saturday, and the flag was raised by its commander there.",) * 1 + (
        "Analysts doubt whether the handover will end the attacks of the militias on convoys in the west.",
    )
    members = [member(i, Document(title=str(i), summary=t), START, feed="same") for i, t in enumerate(texts)]
    view = story_view(members)
    assert (view.sources, view.independent) == (1, 1)


def test_an_empty_story_has_no_origin() -> None:
    view = story_view([])
    assert (view.origin, view.sources, view.independent, view.copies) == (None, 0, 0, ())


BASE = {"sources": 1, "novelty": 1.0}


def rank(m: WatchMatch, **change: object) -> int:
    return Stories().priority(m, **{**BASE, **change})[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("higher", "lower"),
    [
        (rank(match("a", "b")), rank(match("a"))),
        (rank(match("a", weight=3)), rank(match("a"))),
        (rank(match("a")), rank(match("a", field="content"))),
        (rank(match("a")), rank(match("a", score=60))),
        (rank(match("a"), novelty=1.0), rank(match("a"), novelty=0.0)),
        (rank(match("a"), sources=5), rank(match("a"))),
        (rank(match("a"), feedback=0.8), rank(match("a"))),
        (rank(match("a")), rank(match("a"), feedback=-0.8)),
    ],
    ids=["terms", "weight", "title", "score", "novelty", "sources", "liked", "disliked"],
)
def test_priority_rises_with_each_reason(higher: int, lower: int) -> None:
    assert higher > lower


def test_priority_stays_within_bounds_and_hides_nothing() -> None:
    best = match(*"abcdefgh", weight=1e9, score=100)
    worst = match("a", weight=-1, score=0, field="content")
    assert priority_at(rank_of(rank(best, sources=50, feedback=9.0), START), START) == 100
    low = rank_of(rank(worst, novelty=0.0, feedback=-9.0), START)
    assert (priority_at(low, START), priority_at(low, START + timedelta(days=400))) == (FRESH, 0)


def test_priority_explains_itself_and_adds_up() -> None:
    total, why = Stories().priority(match("a", "b"), sources=3, novelty=0.0)
    assert {w.split(" ", 1)[1] for w in why} >= {"score 95", "in the title", "2 terms", "3 sources"}
    assert FRESH + sum(int(w.split()[0]) for w in why) == pytest.approx(total, abs=3)
    assert "a reprint" not in " ".join(why)


def test_priority_names_what_makes_past_verdicts_lean() -> None:
    because = ("term a -2.0", "feed f +1.0", "x", "y")
    why = Stories().priority(match("a"), sources=1, novelty=1.0, feedback=-0.5, feedback_why=because)[1]
    assert "-8 like matches that were dismissed (term a -2.0, feed f +1.0, x)" in why


def verdicts(n: int) -> list[Verdict]:
    """Matches of `Good` in the title are followed up, those of `Bad` dismissed."""
    good = features_of(match("Good"), feed="https://good/", language="en")
    bad = features_of(match("Bad", field="content"), feed="https://bad/", language="en")
    return [Verdict(good, useful=True) if i % 2 else Verdict(bad, useful=False) for i in range(n)]


def test_feedback_is_off_below_thirty_verdicts() -> None:
    assert learn(verdicts(MIN_VERDICTS - 1)) == Feedback(verdicts=MIN_VERDICTS - 1)
    assert learn(verdicts(10)).score(("term Good",)) == 0.0
    assert learn(verdicts(10)).why(("term Good",)) == ()


@pytest.mark.parametrize(("useful", "why"), [(True, "+1.7"), (False, "-1.7")])
def test_where_all_verdicts_agree_only_the_watch_as_a_whole_leans(useful: bool, why: str) -> None:
    learnt = learn([Verdict(("term a",), useful=useful)] * 30)
    assert 0.5 < abs(learnt.score(())) < 0.9
    assert (learnt.score(("term a",)) > 0) is useful
    assert learnt.why(("term a",)) == (f"watch list as a whole {why}",)


def test_a_feature_of_every_match_tells_nothing() -> None:
    learnt = learn([Verdict(("term a",), useful=i == 0) for i in range(40)])
    assert learnt.leans["term a"] == pytest.approx(0.0)
    assert learnt.score(("term a",)) < -0.5


def test_a_key_in_a_feeds_address_is_no_feature() -> None:
    (feed, *_) = features_of(match("a"), feed="https://f.example/rss?api_key=hunter2secret", language="")
    assert "hunter2secret" not in feed


def test_feedback_leans_to_what_was_followed_up_and_says_why() -> None:
    learnt = learn(verdicts(40))
    good = features_of(match("Good"), feed="https://good/", language="en")
    bad = features_of(match("Bad", field="content"), feed="https://bad/", language="en")
    assert learnt.score(good) > 0.9
    assert learnt.score(bad) < -0.9
    assert abs(learnt.score(("term unseen",))) < 0.05
    assert any(reason.startswith("feed https://good/ +") for reason in learnt.why(good))
    assert not any(reason.startswith("language") for reason in learnt.why(good))


def test_one_verdict_on_a_feature_leans_little() -> None:
    rare = [Verdict(("term rare",), useful=True)]
    learnt = learn(verdicts(40) + rare)
    assert 0 < learnt.score(("term rare",)) < 0.3
    assert features_of(match("a"), feed="f", language="") == ("feed f", "mention in the title", "term a")
