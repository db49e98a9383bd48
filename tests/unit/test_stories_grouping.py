"""Items on one event form one story; other events, and later developments, do not."""

from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.stories import CORPORA, START, Event, StoryIndex, b_cubed, f1, load, member, pairwise, replay
from watcher.ports import StoryRules
from watcher.stories import Stories, fingerprint
from watcher.stories.features import Features, read, write
from watcher.stories.fingerprint import extract
from watcher.stories.similarity import Likeness, compare, explain
from watcher.types import Document, Fingerprint, Hit, MatchOutcome, StoryCandidate, StoryMember, WatchMatch

HANDOVER = Document(
    title="Iraq takes over Ain al-Asad air base from US forces",
    summary="BAGHDAD (Reuters) - Iraqi forces took full control of the Ain al-Asad air base in Anbar province on "
    "Saturday after US troops withdrew, the army said.",
    language="en",
)
REWRITE = Document(
    title="US troops leave Iraq's Ain al-Asad base",
    summary="American troops completed their withdrawal from Ain al-Asad in western Anbar and handed it to the Iraqi "
    "army, the defence ministry said.",
    language="en",
)
ARABIC = Document(
    title="العراق يتسلم قاعدة عين الأسد الجوية من القوات الأمريكية",
    summary="أعلن الجيش العراقي السبت تسلم قاعدة عين الأسد في محافظة الأنبار بعد انسحاب القوات الأميركية",
    language="ar",
)
FLOOD = Document(
    title="Floods kill nine in Duhok",
    summary="Nine people drowned when flash floods swept through Duhok in northern Iraq on Saturday, rescuers said.",
    language="en",
)
NOTHING = MatchOutcome()


def candidate(story: int, *members: StoryMember, closed: tuple[int, ...] = ()) -> StoryCandidate:
    times = [m.at for m in members]
    return StoryCandidate(story, members, min(times), max(times), frozenset(closed))


def hours(n: float) -> timedelta:
    return timedelta(hours=n)


def outcome(*terms: str, text: str = "Kirkuk") -> MatchOutcome:
    hits = tuple(Hit(t, t, "title", 0, len(text), text, 95.0, "exact") for t in terms)
    return MatchOutcome(matches=(WatchMatch("w", 95.0, hits),))


def test_stories_implements_the_port() -> None:
    rules: StoryRules = Stories()
    assert rules.place(member(1, HANDOVER, START), []).story_id is None


def test_a_rewrite_joins_and_says_why() -> None:
    first = member(1, HANDOVER, START)
    placement = Stories().place(member(2, REWRITE, START + hours(3)), [candidate(7, first)])
    assert placement.story_id == 7
    assert placement.copy_of is None
    assert 0.3 < placement.similarity < 0.9
    assert "asad" in placement.why


def test_another_language_joins_by_places_names_and_happenings() -> None:
    first = member(1, HANDOVER, START)
    placement = Stories().place(member(2, ARABIC, START + hours(2)), [candidate(7, first)])
    assert placement.story_id == 7
    assert {"base", "handover", "iraq"} <= set(placement.why.removeprefix("shares ").split(", "))


def test_another_event_opens_its_own_story() -> None:
    placement = Stories().place(member(2, FLOOD, START + hours(1)), [candidate(7, member(1, HANDOVER, START))])
    assert placement.story_id is None
    assert placement.follows is None


@pytest.mark.parametrize("title", ["Base handed over", "Iraq: the last Americans are gone from Anbar", "عاجل"])
def test_an_exact_copy_with_an_edited_title_is_always_together(title: str) -> None:
    copy = Document(title=title, summary=HANDOVER.summary, language="en")
    placement = Stories().place(member(2, copy, START + timedelta(days=6)), [candidate(7, member(1, HANDOVER, START))])
    assert (placement.story_id, placement.copy_of) == (7, 1)


def test_a_copy_that_ends_in_a_credit_is_a_copy() -> None:
    copy = Document(
        title="Handover in Anbar", summary=HANDOVER.summary + " (Additional reporting by AFP)", language="en"
    )
    placement = Stories().place(member(2, copy, START + hours(5)), [candidate(7, member(1, HANDOVER, START))])
    assert (placement.story_id, placement.copy_of) == (7, 1)


def test_a_development_days_later_opens_a_story_that_follows() -> None:
    later = Document(
        title="Drones target Ain al-Asad air base days after Iraqi takeover",
        summary="Two drones were shot down near Ain al-Asad in Anbar province, the Iraqi army said.",
        language="en",
    )
    placement = Stories().place(member(2, later, START + timedelta(days=4)), [candidate(7, member(1, HANDOVER, START))])
    assert placement.story_id is None
    assert placement.follows == 7
    assert placement.why.startswith("later development: shares ")


def test_an_earlier_item_never_follows() -> None:
    first = candidate(7, member(1, HANDOVER, START))
    assert Stories().place(member(2, REWRITE, START - timedelta(days=5)), [first]).follows is None


def test_items_split_off_by_hand_stay_out() -> None:
    closed = candidate(7, member(1, HANDOVER, START), closed=(2,))
    assert Stories().place(member(2, HANDOVER, START + hours(1)), [closed]).story_id is None


def test_the_order_of_candidates_does_not_matter() -> None:
    stories = [
        candidate(3, member(1, HANDOVER, START)),
        candidate(4, member(2, FLOOD, START)),
        candidate(5, member(3, REWRITE, START + hours(1))),
    ]
    item = member(9, REWRITE, START + hours(2))
    assert len({Stories().place(item, order) for order in permutations(stories)}) == 1


def test_a_large_story_costs_few_comparisons(monkeypatch: pytest.MonkeyPatch) -> None:
    members = [member(i, HANDOVER, START + timedelta(minutes=i)) for i in range(1, 200)]
    calls = []
    monkeypatch.setattr("watcher.stories.grouping.compare", lambda one, other: calls.append(1) or compare(one, other))
    assert Stories().place(member(999, REWRITE, START + hours(3)), [candidate(1, *members)]).story_id == 1
    near = len(calls)
    assert Stories().place(member(999, REWRITE, START + timedelta(days=9)), [candidate(1, *members)]).follows == 1
    assert (near, len(calls) - near) == (10, 2)


def test_a_candidate_without_members_or_with_foreign_data_is_passed_over() -> None:
    strange = StoryMember(5, "f", START, Fingerprint(("k",), '{"v":99}'))
    broken = StoryMember(6, "f", START, Fingerprint(("k",), "not json"))
    empty = StoryCandidate(1, (), START, START)
    placement = Stories().place(member(9, HANDOVER, START), [empty, candidate(2, strange, broken)])
    assert placement.story_id is None


@pytest.mark.parametrize(
    ("corpus", "pairs", "cubed"),
    [
        ("events", 0.94, 0.96),
        ("unseen", 0.92, 0.95),
        ("styles", 0.92, 0.95),
        ("dispatches", 0.80, 0.90),
        ("bulletins", 0.80, 0.90),
        ("frontpages", 0.92, 0.95),
        ("newsroom", 0.86, 0.91),
        ("evening", 0.84, 0.91),
        ("maydays", 0.70, 0.86),
        ("wartime", 0.70, 0.86),
        ("january", 0.83, 0.88),
        ("easter", 0.82, 0.88),
    ],
    ids=CORPORA,
)
def test_the_corpus_is_grouped_well(corpus: str, pairs: float, cubed: float) -> None:
    events = load(corpus)
    items = [member(i, e.document, e.at, feed=e.feed) for i, e in enumerate(events)]
    index = replay(items)
    truth = [e.story for e in events]
    found = [index.story_of[i] for i in range(len(items))]
    assert f1(pairwise(truth, found)) >= pairs
    assert f1(b_cubed(truth, found)) >= cubed
    copies = [i for i, e in enumerate(events) if e.kind == "copy"]
    assert all(index.placements[i].copy_of is not None for i in copies)


def test_shuffled_arrival_gives_nearly_the_same_stories() -> None:
    events = load("events")
    items = [member(i, e.document, e.at, feed=e.feed) for i, e in enumerate(events)]
    straight, backwards = replay(items), replay(reversed(items))
    one = [straight.story_of[i] for i in range(len(items))]
    other = [backwards.story_of[i] for i in range(len(items))]
    assert f1(b_cubed(one, other)) >= 0.9


def test_a_watched_name_alone_does_not_join() -> None:
    one = Document(title="Kirkuk court jails ex-mayor for graft", summary="A court jailed the former mayor for graft.")
    other = Document(
        title="Kirkuk hospital opens new cancer ward", summary="Doctors treated their first patients there."
    )
    items = [member(i, d, START, outcome=outcome("Kirkuk")) for i, d in enumerate((one, other))]
    assert len(set(replay(items).story_of.values())) == 2


@pytest.mark.parametrize("name", ["Ain al-Asad", "Qais al-Khazali", "Zorbatron"])
def test_a_rare_watched_name_in_both_titles_does_not_join_either(name: str) -> None:
    """Not even in a quiet week, in which no other story is anything like it."""
    one = Document(title=f"Wells run dry near {name}", summary="Farmers say that their sheep are dying of thirst.")
    other = Document(title=f"{name} handed to the army", summary="The last convoy of Western soldiers left on Sunday.")
    told = outcome(name, text=name)
    placed = Stories().place(
        member(2, one, START, feed="g", outcome=told), [candidate(1, member(1, other, START, outcome=told))]
    )
    assert placed.story_id is None


def test_mentions_weigh_less_than_the_same_words_unwatched() -> None:
    document = Document(title="Blast in Kirkuk", summary="A blast hit the centre of Kirkuk.")
    assert extract(document, outcome("Kirkuk")).words["kirkuk"] < extract(document, NOTHING).words["kirkuk"]
    assert extract(document, outcome("Kirkuk")).mentions == {"w/Kirkuk"}


def test_a_headline_in_capitals_makes_no_names() -> None:
    features = extract(Document(title="Army Takes Over Strategic Western Base", language="en"), NOTHING)
    assert not {"army", "takes", "base"} & features.names


def test_the_outlets_name_after_the_title_is_no_feature() -> None:
    plain = extract(Document(title="Army takes over base"), NOTHING)
    assert extract(Document(title="Army takes over base - Rudaw English"), NOTHING).title == plain.title


def test_the_summary_is_read_once_where_the_content_begins_with_it() -> None:
    summary = "Nine people drowned when flash floods swept through Duhok."
    once = extract(Document(title="t", summary=summary, content=summary + " Rescuers came."), NOTHING)
    alone = extract(Document(title="t", content=summary + " Rescuers came."), NOTHING)
    assert once == alone


def test_fingerprints_are_stable_bounded_and_read_back() -> None:
    made = fingerprint(HANDOVER, outcome("Ain al-Asad", text="Ain al-Asad"))
    assert made == fingerprint(HANDOVER, outcome("Ain al-Asad", text="Ain al-Asad"))
    assert 5 <= len(made.keys) <= 64
    assert all(len(key) <= 40 for key in made.keys)
    assert len(set(made.keys)) == len(made.keys)
    assert write(read(made.data)) == made.data
    assert read(made.data).agency == "Reuters"


@pytest.mark.parametrize("data", ["", "[]", "null", '{"v":0}', "{"])
def test_unreadable_features_are_empty(data: str) -> None:
    assert read(data) == Features()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=300), st.text(max_size=300))
def test_any_text_has_a_fingerprint_and_is_its_own_story(title: str, summary: str, content: str) -> None:
    document = Document(title=title, summary=summary, content=content)
    made = fingerprint(document, NOTHING)
    assert len(made.keys) <= 64
    assert read(made.data).language
    own, other = StoryMember(1, "a", START, made), StoryMember(2, "b", START, made)
    index = StoryIndex()
    index.add(own)
    index.add(other)
    telling = bool(read(made.data).title or read(made.data).body)
    assert (index.story_of[1] == index.story_of[2]) or not telling


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(load("events")), st.sampled_from(load("events")))
def test_likeness_is_symmetric_and_bounded(one: Event, other: Event) -> None:
    first, second = (extract(e.document, NOTHING) for e in (one, other))
    there, back = compare(first, second), compare(second, first)
    assert there.score == pytest.approx(back.score)
    assert there.copy == back.copy
    assert explain(first, second) == explain(second, first)
    assert 0.0 <= there.score <= 1.0


@pytest.mark.parametrize("corpus", ["events", "styles"])
def test_a_term_that_every_item_holds_is_no_evidence_within_a_language(corpus: str) -> None:
    every = Hit("all", "*:*", None, None, None, "", 100.0, "every item")
    broad = MatchOutcome((WatchMatch("w", 100.0, (every,)),))
    documents = [e.document for e in load(corpus) if e.document.language == "en"][:20]
    for one in documents:
        for other in documents:
            bare = compare(extract(one, MatchOutcome()), extract(other, MatchOutcome()))
            assert compare(extract(one, broad), extract(other, broad)) == bare


def test_the_same_act_by_others_is_another_event() -> None:
    """Local news comes in moulds: what differs is who."""

    def report(who: str, whom: str, spokesman: str) -> Document:
        return Document(
            title=f"Police arrest suspects in Kirkuk, {who} says",
            summary=f"Several people were held when police raided homes near Kirkuk in Iraq, {who} said. {whom}, a "
            f"spokesman for the {spokesman} office, confirmed it.",
            language="en",
        )

    first, second = report("Karimov", "Dushari", "Malbani"), report("Zalmani", "Bakhoto", "Rishumo")
    same = report("Karimov", "Dushari", "Tavrelo")
    likeness = compare(extract(first, MatchOutcome()), extract(second, MatchOutcome())).score
    assert likeness < 0.7 * compare(extract(first, MatchOutcome()), extract(same, MatchOutcome())).score


def test_a_rare_word_of_a_title_case_headline_is_a_name() -> None:
    title = "Maria Corina Machado Wins Nobel Peace Prize"
    names = extract(Document(title=title, language="en"), MatchOutcome()).names
    assert "machad" in names
    assert "prize" not in names
    assert "wins" not in names


FORMS = {
    "results": (
        Document(
            title="Lanvexa beats estimates as cloud sales rise",
            summary="Lanvexa reported third-quarter revenue of $51.2 billion on Wednesday, above analysts' estimates.",
            language="en",
        ),
        Document(
            title="Torbeck beats estimates as cloud sales rise",
            summary="Torbeck reported third-quarter revenue of $77.7 billion on Wednesday, above analysts' estimates.",
            language="en",
        ),
    ),
    "quakes": (
        Document(
            title="M 5.8 - 47 km SSE of Sand Point, Alaska",
            summary="Preliminary magnitude 5.8, depth 32.5 km, 08:11 UTC. No tsunami is expected from this earthquake.",
            language="en",
        ),
        Document(
            title="M 5.3 - 88 km W of Neiafu, Tonga",
            summary="Preliminary magnitude 5.3, depth 210.1 km, 09:02 UTC. No tsunami is expected from this quake.",
            language="en",
        ),
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_filled_in_twice_is_two_stories(form: str) -> None:
    one, other = FORMS[form]
    first = member(1, one, START, feed="bulletins")
    second = member(2, other, START + hours(1), feed="bulletins")
    assert Stories().place(second, [candidate(7, first)]).story_id is None


def test_figures_tell_forms_of_one_name_apart() -> None:
    def closing(points: str, change: str) -> Features:
        return extract(
            Document(
                title="Zurich close: SMI moves with banks",
                summary=f"The SMI moved by {change}% to {points} points in Zurich trade, led by UBS and Swiss Re.",
                language="en",
            ),
            MatchOutcome(),
        )

    monday = closing("12301.5", "0.4")
    other_day = compare(monday, closing("12188.2", "0.9")).score
    assert other_day < 0.6 * compare(monday, closing("12301.5", "0.9")).score


def test_one_feeds_bulletins_are_held_apart_more_than_two_feeds_reports() -> None:
    first = candidate(7, member(1, HANDOVER, START, feed="one"))
    alike = Stories().place(member(2, REWRITE, START, feed="one"), [first]).similarity
    assert alike < Stories().place(member(2, REWRITE, START, feed="two"), [first]).similarity


@pytest.mark.parametrize(
    ("likenesses", "story"),
    [((0.12,), 7), ((0.12, 0.05), 7), ((0.12, 0.11), None), ((0.2, 0.19), 7), ((0.05,), None)],
    ids=["alone", "stands out", "in a crowd", "sure", "too faint"],
)
def test_a_faint_likeness_joins_only_where_it_stands_out(
    likenesses: tuple[float, ...], story: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is remarkable in a quiet week is not amid many reports that are all a little alike."""
    told = iter(likenesses)
    monkeypatch.setattr("watcher.stories.grouping.compare", lambda one, other: Likeness(next(told)))
    stories = [candidate(7 + i, member(1 + i, FLOOD, START)) for i in range(len(likenesses))]
    assert Stories().place(member(99, HANDOVER, START, feed="other"), stories).story_id == story


LIVE = Document(
    title="Ukraine war live: superstore bombed in Kharkiv, four killed in Belgorod", summary="Rolling coverage."
)
BOMBED = Document(
    title="Bombs hit superstore in Kharkiv",
    summary="Guided bombs killed six shoppers in the Ukrainian city, police said.",
)
SHELLED = Document(
    title="Shelling kills four in Belgorod", summary="Four people died in the Russian village, the governor said."
)


def test_what_tells_of_many_events_is_held_apart_from_each() -> None:
    plain = Document(title=LIVE.title.replace(" live", ""), summary=LIVE.summary)
    for event in (BOMBED, SHELLED):
        whole = compare(extract(plain, NOTHING), extract(event, NOTHING)).score
        assert compare(extract(LIVE, NOTHING), extract(event, NOTHING)).score < 0.7 * whole


FORM = (
    "Subscribe now to read the whole story, and get all our reports, videos and podcasts without advertising every day."
)


@pytest.mark.parametrize(
    ("title", "feed", "together"),
    [
        ("Erbil airport halts flights after drone", "f", False),  # the form below every title of a feed
        ("Erbil airport halts flights after drone", "g", True),  # another feed's reprint, under a title of its own
        (
            "Kirkuk: oil output restored, Basra follows",
            "f",
            True,
        ),  # the same feed's, under a title that knows its subject
    ],
)
def test_a_form_below_every_title_of_a_feed_makes_no_copies(title: str, feed: str, *, together: bool) -> None:
    first = Document(title="Kirkuk oil output back to normal", summary=FORM, language="en")
    later = Document(title=title, summary=FORM, language="en")
    placed = Stories().place(member(2, later, START, feed=feed), [candidate(1, member(1, first, START, feed="f"))])
    assert (placed.story_id == 1) is together


@pytest.mark.parametrize("place", ["Odesa", "Kherson", "Tel Aviv", "Rafah"])
def test_strikes_on_two_cities_are_two_events(place: str) -> None:
    there = Document(
        title=f"Drone strike on {place} kills four", summary="Four people died when drones hit houses, police said."
    )
    here = Document(title=there.title.replace(place, "Kharkiv"), summary="At least four people were killed on Friday.")
    same = Document(title=there.title, summary=here.summary)
    apart = compare(extract(there, NOTHING), extract(here, NOTHING)).score
    assert apart < 0.6 * compare(extract(there, NOTHING), extract(same, NOTHING)).score


def test_one_city_and_one_figure_tell_an_event_in_quite_other_words() -> None:
    one = Document(title="Russian missiles kill 12 in Kyiv", summary="A ballistic missile flattened a house.")
    other = Document(title="Neighbours dig through the rubble", summary="At least 12 died and 90 were hurt in Kyiv.")
    elsewhere = Document(title=other.title, summary=other.summary.replace("Kyiv", "Odesa"))
    more = Document(title=other.title, summary=other.summary.replace("12", "31"))
    likeness = compare(extract(one, NOTHING), extract(other, NOTHING)).score
    assert likeness >= 0.13
    assert compare(extract(one, NOTHING), extract(elsewhere, NOTHING)).score < 0.2 * likeness
    assert compare(extract(one, NOTHING), extract(more, NOTHING)).score < 0.85 * likeness


def test_across_languages_what_every_report_from_a_war_shares_is_no_evidence() -> None:
    one = extract(
        Document(title="Israeli attack kills Larijani", summary="Iran vowed revenge.", language="en"), NOTHING
    )
    other = extract(Document(title="Un ataque mata a Jatib en Irán", summary="Israel calla.", language="es"), NOTHING)
    same = extract(Document(title="Un ataque mata a Lariyani en Irán", summary="Larijani.", language="es"), NOTHING)
    assert compare(one, other).score < 0.09 < compare(one, same).score


def test_a_storys_members_count_in_whatever_language() -> None:
    """An item that shares nothing with the English report does with the German one beside it."""
    english = Document(title="Superstore hit in Kharkiv", summary="Guided bombs killed six people.", language="en")
    german = Document(
        title="Bomben auf Baumarkt in Charkiw", summary="Im Epicentr brach Feuer aus, sechs Tote.", language="de"
    )
    later = Document(title="Survivors recall Epicentr fire", summary="Ukraine mourns.", language="en")
    first, second = member(1, english, START), member(2, german, START, feed="g")
    assert compare(extract(later, NOTHING), extract(english, NOTHING)).score < 0.05
    assert Stories().place(member(3, later, START, feed="h"), [candidate(7, first, second)]).story_id == 7


def test_a_daily_column_is_no_story() -> None:
    one = Document(title="Morning briefing", summary="Grain ships leave Odesa; a bank fails in Oslo; rain in Lima.")
    two = Document(title="Morning briefing", summary="Voters go to the polls in Kenya; a comet passes; tea is dearer.")
    bare = Document(title="Morning briefing today")
    day = timedelta(days=1)
    assert Stories().place(member(2, two, START + day), [candidate(7, member(1, one, START))]).story_id is None
    later = Stories().place(member(2, bare, START + 3 * day), [candidate(7, member(1, bare, START))])
    assert (later.story_id, later.copy_of) == (None, None)


def test_a_query_without_a_place_is_no_mention() -> None:
    everything = Hit("all", "*:*", None, None, None, "", 100.0, "every item")
    match = WatchMatch("w", 100.0, (everything,))
    assert extract(FLOOD, MatchOutcome(matches=(match,))).mentions == frozenset()
