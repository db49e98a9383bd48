"""Which item is which (rule 26): keys within a document, and a document against what is known."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.feeds import item, parsed, rss
from watcher.feeds.identity import Facts, diff, identify, link_identity, text_hash
from watcher.types import FeedDiff, ItemParsed, KnownItem, ParsedFeed


def entry(number: int, *, guid: str | None = "", link: str | None = "", title: str = "", more: str = "") -> str:
    """An item; guid and link are made from the number unless given, and left out where None."""
    parts = [f"<title>{title or f'Title of story {number}'}</title>"]
    if guid is not None:
        parts.append(f'<guid isPermaLink="false">{guid or f"id-{number}"}</guid>')
    if link is not None:
        parts.append(f"<link>{link or f'http://news.example/{number}'}</link>")
    return f"<item>{''.join(parts)}{more}</item>"


def known(feed: ParsedFeed, ids: Sequence[int] | None = None) -> list[KnownItem]:
    return [KnownItem(n, i.key, i.link_key, i.text_hash) for n, i in zip(ids or range(99), feed.items, strict=False)]


def compare(before: str, after: str, *, partial: bool = False) -> FeedDiff:
    return diff(parsed(after), known(parsed(before)), partial=partial)


def titles(found: FeedDiff) -> list[str]:
    return [f.item.title for f in found.fresh]


# Keys


def test_the_key_is_the_id_else_the_link_else_the_text() -> None:
    feed = parsed(rss(entry(1), entry(2, guid=None), entry(3, guid=None, link=None)))
    assert [i.key.partition(":")[0] for i in feed.items] == ["id", "link", "hash"]
    assert all(len(i.key) <= 80 for i in feed.items)


def test_an_id_repeated_with_other_content_counts_with_its_content() -> None:
    once = parsed(rss(entry(1, guid="x"))).items[0]
    twice = parsed(rss(entry(1, guid="x"), entry(2, guid="x"))).items
    assert len({once.key, *(i.key for i in twice)}) == 3


def test_exact_duplicates_are_stored_once() -> None:
    assert [i.title for i in parsed(rss(entry(1), entry(2), entry(1))).items] == [
        "Title of story 1",
        "Title of story 2",
    ]


def test_one_id_and_text_with_two_links_is_one_item() -> None:
    assert len(parsed(rss(entry(1), entry(1, link="http://news.example/amp/1"))).items) == 1


def test_a_link_is_a_key_only_where_it_is_unique_and_no_front_page() -> None:
    feed = parsed(
        rss(
            entry(1, link="http://news.example/live"),
            entry(2, link="https://www.news.example/live/"),
            entry(3, link="https://news.example/"),
            entry(4),
        )
    )
    assert [bool(i.link_key) for i in feed.items] == [False, False, False, True]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://a.example/x", "https://a.example/x", True),
        ("https://www.a.example/x/", "http://A.example/x", True),
        ("https://a.example/x?utm_source=rss&utm_medium=feed", "https://a.example/x", True),
        ("https://a.example/x?id=1&fbclid=9", "https://a.example/x?id=1", True),
        ("https://a.example/x?id=1", "https://a.example/x?id=2", False),
        ("https://a.example/log?v=1#one", "https://a.example/log?v=1#two", False),
        ("https://a.example/X", "https://a.example/x", False),
        ("https://a.example/x", "https://b.example/x", False),
        ("", "https://a.example/x", False),
    ],
)
def test_what_of_a_link_tells_items_apart(one: str, other: str, same: bool) -> None:
    assert (link_identity(one) == link_identity(other)) is same


def test_identity_follows_nothing_but_what_identifies() -> None:
    facts = Facts("1", "http://a.example/1", "Title", "Summary", "")
    assert text_hash(facts) == text_hash(facts._replace(entry_id="2", url="", title="TITLE", summary=" Súmmary "))
    assert text_hash(facts) != text_hash(facts._replace(summary="", content="Summary"))
    assert identify([]) == []


@given(st.text(st.characters(max_codepoint=127), max_size=60))
@settings(max_examples=100, deadline=None)
def test_one_accent_in_a_text_does_not_change_how_the_rest_is_folded(text: str) -> None:
    plain = Facts("1", "", f"{text} cafe {text}", "", "")
    assert text_hash(plain) == text_hash(plain._replace(title=f"{text} café {text}"))


# Against what is known


def test_the_same_document_again_is_no_news() -> None:
    document = rss(entry(1), entry(2, guid=None), entry(3, guid=None, link=None))
    found = compare(document, document)
    assert (found.fresh, found.edited, found.rekeyed) == ((), (), ())
    assert found.listed == (0, 1, 2)
    assert found.overlap


def test_new_items_are_fresh_and_dropped_ones_not_listed() -> None:
    found = compare(rss(entry(1), entry(2)), rss(entry(3), entry(1)))
    assert titles(found) == ["Title of story 3"]
    assert found.listed == (0,)


@pytest.mark.parametrize(
    ("change", "edited"),
    [
        ({"title": "TITLE OF STORY 1"}, False),
        ({"title": "Title  of &lt;b&gt;story&lt;/b&gt; 1"}, False),
        ({"link": "http://news.example/other"}, False),
        ({"more": "<pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate>"}, False),
        ({"more": "<category>new</category><author>New</author>"}, False),
        ({"title": "Title of story one"}, True),
        ({"more": "<description>now with a text</description>"}, True),
    ],
)
def test_edited_means_that_the_folded_plain_text_differs(change: dict[str, str], edited: bool) -> None:
    found = compare(rss(entry(1), entry(2)), rss(entry(1, **change), entry(2)))
    assert [e.item_id for e in found.edited] == ([0] if edited else [])
    assert found.fresh == ()
    assert found.listed == (0, 1)


def test_a_mass_change_of_ids_and_scheme_floods_nobody() -> None:
    before = [entry(n, guid=f"http://news.example/?p={n}") for n in range(30)]
    after = [entry(n, guid=f"https://news.example/?p={n}", link=f"https://www.news.example/{n}") for n in range(30)]
    found = compare(rss(*before), rss(*after))
    assert (found.fresh, found.edited) == ((), ())
    assert [item_id for item_id, _ in found.rekeyed] == list(range(30))
    assert {key for _, key in found.rekeyed} == {i.key for i in parsed(rss(*after)).items}
    assert found.overlap


def test_a_move_to_another_domain_floods_nobody_either() -> None:
    after = [entry(n, guid=f"new-{n}", link=f"https://new.example/{n}") for n in range(5)]
    found = compare(rss(*(entry(n) for n in range(5))), rss(*after))
    assert found.fresh == ()
    assert len(found.rekeyed) == 5


def test_an_unknown_id_with_a_known_link_is_an_edit_of_that_item() -> None:
    found = compare(rss(entry(1)), rss(entry(1, guid="other", title="Rewritten headline")))
    assert found.fresh == ()
    assert [e.item_id for e in found.edited] == [0]
    assert len(found.rekeyed) == 1


def test_a_known_item_is_claimed_once_and_by_its_key_first() -> None:
    before = rss(entry(1, link="http://news.example/live", title="Live: first"))
    after = rss(
        entry(2, link="http://news.example/live", title="Live: second"),
        entry(1, link="http://news.example/archive", title="Live: first"),
    )
    found = compare(before, after)
    assert titles(found) == ["Live: second"]
    assert found.listed == (0,)


def test_text_that_several_items_share_identifies_none() -> None:
    found = compare(
        rss(entry(1, title="Weather"), entry(2, title="Weather")),
        rss(entry(3, title="Weather"), entry(4, title="Weather")),
    )
    assert len(found.fresh) == 2


def test_items_without_text_are_not_taken_for_each_other() -> None:
    before, after = (
        f'<item><guid isPermaLink="false">{n}</guid><link>http://news.example/{n}</link></item>' for n in (1, 2)
    )
    assert len(compare(rss(before), rss(after)).fresh) == 1


def test_an_id_that_begins_to_be_repeated_announces_only_what_is_new() -> None:
    found = compare(rss(entry(1, guid="x")), rss(entry(2, guid="x"), entry(1, guid="x")))
    assert titles(found) == ["Title of story 2"]
    assert [item_id for item_id, _ in found.rekeyed] == [0]


def test_a_partial_answer_is_complete_by_definition() -> None:
    assert not compare(rss(entry(1), entry(2)), rss(entry(3), entry(4))).overlap
    assert compare(rss(entry(1), entry(2)), rss(entry(3), entry(4)), partial=True).overlap


def test_dates_are_the_rhythms_evidence_newest_first() -> None:
    dates = [f"<pubDate>0{day} Jan 2026 10:00:00 GMT</pubDate>" for day in (3, 5, 4)]
    found = diff(parsed(rss(*(entry(n, more=d) for n, d in enumerate(dates)), entry(9))), [])
    assert [d.day for d in found.dates] == [5, 4, 3]


NUMBERS = st.lists(st.integers(0, 30), max_size=12, unique=True)


@given(NUMBERS, NUMBERS, st.booleans())
@settings(max_examples=60, deadline=None)
def test_every_item_is_fresh_or_listed_never_both(before: list[int], after: list[int], rename: bool) -> None:
    first = parsed(rss(*map(entry, before)))
    second = parsed(rss(*(entry(n, guid=f"new-{n}" if rename else "") for n in after)))
    found = diff(second, known(first, before))
    assert set(found.listed) == set(before) & set(after)
    assert {f.item.title for f in found.fresh} == {f"Title of story {n}" for n in set(after) - set(before)}
    assert len(found.fresh) + len(found.listed) == len(second.items)
    assert {item_id for item_id, _ in found.rekeyed} == (set(found.listed) if rename else set())


@given(st.lists(st.tuples(*[st.sampled_from(["", "a", "b"])] * 3), max_size=8))
@settings(max_examples=100, deadline=None)
def test_keys_are_unique_in_a_document_and_stable(rows: list[tuple[str, str, str]]) -> None:
    facts = [Facts(i, f"http://x.example/{u}" if u else "", t, "", "") for i, u, t in rows]
    identities = identify(facts)
    keys = [i.key for i in identities if i]
    assert len(keys) == len(set(keys))
    links = [i.link_key for i in identities if i and i.link_key]
    assert len(links) == len(set(links))
    assert identify(facts) == identities
    for row in facts:
        assert any(i for f, i in zip(facts, identities, strict=True) if f.entry_id == row.entry_id)


def test_a_feed_of_one_item_that_changes_wholly_under_a_new_id_and_link_is_news() -> None:
    one: ItemParsed = parsed(rss(item(guid="1", title="First"))).items[0]
    feed = replace(parsed(rss(item(guid="2", title="Second"))), damage="")
    assert len(diff(feed, [KnownItem(1, one.key, one.link_key, one.text_hash)]).fresh) == 1
