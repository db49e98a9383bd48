"""Lists, filters, search, and what the service says of itself."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.contract.helpers import Filled
from tests.support.builders import NOW, an_item, an_outcome, fresh, matching, near_miss
from watcher.store.schema import HEAD
from watcher.types.ageing import rank_of
from watcher.types.rows import ListFilter, MatchStatus, ServiceState, TermCount

DAY = timedelta(days=1)
A, B = "https://a.example/rss.xml", "https://b.example/rss.xml"


@pytest.fixture
def mixed(filled: Filled) -> Filled:
    """Four matches of two watches, two feeds, three languages, two days; ids 1 to 4."""
    filled.add(matching(an_item(1, language="en-GB"), an_outcome("base", keys=("1",), score=90)))
    filled.add(matching(an_item(2), an_outcome("camp", ("Camp Taji",), keys=("2",), score=99)), feed_id=filled.b)
    filled.add(matching(an_item(3), an_outcome("base", ("Ain al-Asad", "Camp Taji"), keys=("3",))), now=NOW + DAY)
    filled.add(matching(an_item(4, language="fr"), an_outcome("base", keys=("2",))), now=NOW + DAY)
    filled.store.mark([1], MatchStatus.DONE, who="ann", now=NOW, assign="ann")
    return filled


@pytest.mark.parametrize(
    ("where", "ids"),
    [
        (ListFilter(), [2, 3, 1, 4]),
        (ListFilter(ids=(1, 4, 99)), [1, 4]),
        (ListFilter(statuses=(MatchStatus.DONE,)), [1]),
        (ListFilter(statuses=(MatchStatus.NEW, MatchStatus.DONE)), [2, 3, 1, 4]),
        (ListFilter(watches=("camp",)), [2]),
        (ListFilter(feeds=(A,)), [3, 1, 4]),
        (ListFilter(tags=("iraq", "nothing")), [3, 1, 4]),
        (ListFilter(languages=("en",)), [3, 1]),
        (ListFilter(languages=("AR", "fr")), [2, 4]),
        (ListFilter(since=NOW + DAY), [3, 4]),
        (ListFilter(until=NOW + DAY), [2, 1]),
        (ListFilter(min_score=97), [2]),
        (ListFilter(min_priority=68), [2]),
        (ListFilter(min_priority=0), [2, 3, 1, 4]),
        (ListFilter(assignee="ann"), [1]),
        (ListFilter(limit=2), [2, 3]),
        (ListFilter(limit=0), []),
        (ListFilter(after=(rank_of(65, NOW + DAY), 3)), [1, 4]),
        (ListFilter(watches=("base",), feeds=(A,), languages=("en",), since=NOW + DAY, limit=1), [3]),
    ],
)
def test_every_filter_of_matches(mixed: Filled, where: ListFilter, ids: list[int]) -> None:
    assert [row.id for row in mixed.reader.matches(where)] == ids


def test_texts_are_read_where_they_are_asked_for(filled: Filled) -> None:
    filled.add(matching(an_item(1, summary="S" * 5_000, content="inner"), an_outcome("base")))
    (row,) = filled.reader.matches()
    assert (row.summary, row.content) == ("", "")
    (told,) = filled.reader.with_texts([row])
    assert (told.summary, told.content, told.title) == ("S" * 4_000, "inner", row.title)
    assert filled.reader.with_texts([]) == []


def test_what_is_in_an_unknown_language_passes_every_language(mixed: Filled) -> None:
    """A feed that says nothing of its language hides nothing from who asks for one."""
    mixed.add(matching(an_item(5), an_outcome("base", keys=("5",))), feed_id=mixed.a2)
    for languages, ids in ((("fr",), {4, 5}), (("ar",), {2, 5}), (("zh",), {5})):
        where = ListFilter(languages=languages)
        assert {row.id for row in mixed.reader.matches(where)} == ids
        assert mixed.reader.count_matches(where) == len(ids)
        assert {row.matches[0] for row in mixed.reader.stories(where)} >= {5}
        assert "Item 5" in [item.title for item in mixed.reader.search(where=where)]


def test_counting_ignores_pages(mixed: Filled) -> None:
    assert mixed.reader.count_matches() == 4
    assert mixed.reader.count_matches(ListFilter(watches=("base",), limit=1, after=(65, 3))) == 3
    assert mixed.reader.status_counts() == [
        ("base", MatchStatus.DONE, 1),
        ("base", MatchStatus.NEW, 2),
        ("camp", MatchStatus.NEW, 1),
    ]


def test_matches_have_a_language_even_where_the_item_has_none(mixed: Filled) -> None:
    assert {row.id: row.language for row in mixed.reader.matches()} == {1: "en-GB", 2: "ar", 3: "en", 4: "fr"}


def test_terms_are_counted_by_day(mixed: Filled) -> None:
    counts = mixed.reader.term_counts()
    assert counts == [
        TermCount("2026-03-01", "base", "Ain al-Asad", 1),
        TermCount("2026-03-01", "camp", "Camp Taji", 1),
        TermCount("2026-03-02", "base", "Ain al-Asad", 2),
        TermCount("2026-03-02", "base", "Camp Taji", 1),
    ]
    assert mixed.reader.term_counts(since=NOW + DAY, watches=["base"]) == counts[2:]
    assert mixed.reader.term_counts(until=NOW) == []
    assert mixed.reader.items_per_day(NOW, NOW + 2 * DAY) == 2.0


def test_the_suppression_ledger_and_its_filters(filled: Filled) -> None:
    filled.add(matching(an_item(1), an_outcome(terms=(), suppressed=[near_miss("x", score=70), near_miss("y")])))
    held = an_outcome(terms=(), suppressed=[near_miss("z", watch="camp")])
    filled.add(matching(an_item(2), held), feed_id=filled.b, now=NOW + DAY)
    rows = filled.reader.suppressed()
    assert [row.miss.term for row in rows] == ["z", "y", "x"]
    assert (rows[0].feed, rows[0].url, rows[0].seen_at) == (B, "https://a.example/2", NOW + DAY)

    def terms(**asked: object) -> list[str]:
        return [row.miss.term for row in filled.reader.suppressed(ListFilter(**asked))]  # type: ignore[arg-type]

    assert terms(watches=("base",)) == ["y", "x"]
    assert terms(feeds=(B,)) == ["z"]
    assert terms(min_score=80) == ["z", "y"]
    assert terms(since=NOW + DAY) == ["z"]
    assert terms(limit=1) == ["z"]
    assert terms(ids=(rows[1].id,)) == ["y"]


@pytest.mark.parametrize(
    ("groups", "found"),
    [
        ([], [4, 3, 2, 1]),
        ([["handover"]], [2, 1]),
        ([["HANDOVER"], ["café"]], [2]),
        ([["cafe"]], [2]),
        ([["handover", "expose"]], [3, 2, 1]),
        ([["handover"], ["expose"]], []),
        ([["Ain al-Asad"]], [1]),
        ([["al ain asad"]], []),
        ([["hand*"]], [2, 1]),
        ([["hand"]], []),
        ([["الأسد"]], [4]),
        ([["война*"]], [4]),
        ([["…"]], [4, 3, 2, 1]),
        ([["handover"], ["…", "expose"]], [2, 1]),
        ([['"quoted" OR NEAR(']], []),
        ([["quoted"]], [3]),
        ([["https example org"]], [3]),
    ],
)
def test_search_finds_words_phrases_and_prefixes_without_case_or_accents(
    filled: Filled, groups: list[list[str]], found: list[int]
) -> None:
    filled.add(
        *fresh(
            an_item(1, title="Handover of Ain al-Asad"),
            an_item(2, title="x", summary="A HANDOVER at the Café"),
            an_item(3, title="y", content='Exposé, "quoted" at https://example.org/a_b'),
            an_item(4, title="قاعدة عين الأسد", summary="Война"),
        )
    )
    assert [item.id for item in filled.reader.search(groups)] == found


def test_an_edit_is_found_by_its_new_words_only(filled: Filled) -> None:
    from tests.support.builders import an_edit

    filled.add(*fresh(an_item(1, title="before")))
    filled.add(edited=(an_edit(filled.known()[0].item_id, an_item(1, title="after")),))
    assert [i.title for i in filled.reader.search([["after"]])] == ["after"]
    assert list(filled.reader.search([["before"]])) == []


def test_rule_27_items_stand_by_when_they_were_first_seen_whatever_their_dates_say(filled: Filled) -> None:
    for hours, days_back in ((0, 0), (1, 30), (2, 3)):
        dated = replace(an_item(hours), title=f"Number {hours}", published=NOW - days_back * DAY)
        filled.add(*fresh(dated), now=NOW + timedelta(hours=hours))
    assert [row.title for row in filled.reader.search()] == ["Number 2", "Number 1", "Number 0"]
    assert [row.title for row in filled.reader.search((), ListFilter(limit=1))] == ["Number 2"]


def test_search_obeys_filters_and_comes_in_chunks(filled: Filled) -> None:
    for n in range(3):
        filled.add(*fresh(*(an_item(10 * n + k, title="word") for k in range(4))), now=NOW + n * DAY)
    every = [item.id for item in filled.reader.search([["word"]], chunk=5)]
    assert every == list(range(12, 0, -1))
    assert [i.id for i in filled.reader.search([["word"]], ListFilter(limit=7), chunk=3)] == every[:7]
    assert [i.id for i in filled.reader.search((), ListFilter(since=NOW + DAY, until=NOW + 2 * DAY))] == [8, 7, 6, 5]
    assert list(filled.reader.search([["word"]], ListFilter(feeds=(B,)))) == []


def test_items_since_come_oldest_first_in_chunks_as_documents(filled: Filled) -> None:
    filled.add(*fresh(an_item(1)), now=NOW - DAY)
    filled.add(*fresh(*(an_item(n, author="W") for n in range(2, 8))))
    filled.add(*fresh(an_item(9, summary="s", content="c")), now=NOW + DAY, feed_id=filled.b)
    chunks = list(filled.store.items_since(NOW, chunk=3))
    assert [[item_id for item_id, _ in chunk] for chunk in chunks] == [[2, 3, 4], [5, 6, 7], [8]]
    document = chunks[0][0][1]
    assert (document.title, document.author, document.feed, document.language) == ("Item 2", "W", A, "en")
    assert (document.tags, document.url) == (("iraq", "wire"), "https://a.example/2")
    assert (chunks[2][0][1].summary, chunks[2][0][1].content) == ("s", "c")


def test_a_reader_that_stops_half_way_blocks_nobody(filled: Filled) -> None:
    filled.add(*fresh(*(an_item(n) for n in range(6))))
    pages = filled.store.items_since(NOW, chunk=2)
    next(iter(pages))
    filled.add(*fresh(an_item(77)))
    assert filled.store.cleanup(NOW + 400 * DAY, items=DAY, suppressed=DAY) >= 7


def test_the_service_state_is_what_it_last_said(filled: Filled) -> None:
    assert filled.reader.service_state() is None
    state = ServiceState(
        pid=7, host="h", version="0.1.0", started_at=NOW, last_tick_at=NOW, lag_seconds=0.5, config="/etc/watcher",
        problems=("watches/x.toml: broken",), stopped_at=None,
    )  # fmt: skip
    filled.store.heartbeat(state)
    assert filled.reader.service_state() == state
    later = ServiceState(
        pid=8, host="h", version="0.2.0", started_at=NOW, last_tick_at=NOW + DAY, lag_seconds=0.0, config="",
        problems=(), stopped_at=NOW + DAY,
    )  # fmt: skip
    filled.store.heartbeat(later)
    assert filled.reader.service_state() == later


@pytest.mark.parametrize(
    "text", ["NUL \0 inside", "lone \ud800 surrogate", "emoji 👩‍🚀 and ZWJ", "‮rtl‬ \x1b[31m", "%s :name ''"]
)
def test_every_text_is_stored_and_keeps_its_offsets(filled: Filled, text: str) -> None:
    filled.add(matching(an_item(1, title=text, summary=text, content=text, author=text, entry_id=text)))
    row = filled.only_match()
    expected = text.replace("\0", "\ufffd").replace("\ud800", "\ufffd")
    assert row.title == expected
    assert len(row.title) == len(text)
    filled.store.mark([row.id], MatchStatus.DONE, who=text, now=NOW, note=text, assign=text)
    assert filled.reader.history(row.id)[0].note == expected
    assert filled.reader.matches(ListFilter(assignee=text))[0].id == row.id
    assert [item.title for item in filled.reader.search([[text]])] == [expected]


@pytest.mark.parametrize("year", [1, 1899, 9999])
def test_far_dates_are_kept(filled: Filled, year: int) -> None:
    far = datetime(year, 12, 31, 23, 59, 59, 999_999, tzinfo=NOW.tzinfo)
    filled.add(matching(an_item(1, published=far, updated=far)))
    assert [item.published for item in filled.reader.search()] == [far]


def test_stats_count_rows(mixed: Filled) -> None:
    stats = mixed.reader.stats()
    rows = dict(stats.rows)
    assert (rows["feed"], rows["item"], rows["match"], rows["story"]) == (3, 4, 4, 3)
    assert stats.bytes > 10_000
    assert stats.revision == HEAD
