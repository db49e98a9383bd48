"""The store's small pure parts: URLs, values, statements, search words."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.builders import NOW, hit
from watcher.errors import StoreError
from watcher.store.codec import (
    dump,
    headers_to_json,
    hints_from_json,
    hints_to_json,
    hits_from_json,
    hits_to_json,
    host_of,
    pairs,
)
from watcher.store.connection import Connection, _clean, _pyformat, _time_as_text, in_list, read_time
from watcher.store.matches import EARLIER, merge_hits
from watcher.store.search import folded_words, match_clause
from watcher.store.standing import story_status
from watcher.store.url import parse_url
from watcher.store.verdicts import Verdicts
from watcher.types import FIELDS, PublishHints


@pytest.mark.parametrize(
    ("url", "kind", "path", "shown"),
    [
        ("sqlite:///watcher.db", "sqlite", "watcher.db", "sqlite:///watcher.db"),
        ("sqlite:////var/lib/w.db", "sqlite", "/var/lib/w.db", "sqlite:////var/lib/w.db"),
        ("postgresql+psycopg://ann:pw@h:5/db", "postgresql", None, "postgresql://ann:***@h:5/db"),
        ("postgresql://h/db", "postgresql", None, "postgresql://h/db"),
        ("postgres://ann@h/db", "postgresql", None, "postgresql://ann@h/db"),
        ("postgresql:///db?host=/run&password=pw", "postgresql", None, "postgresql:///db?host=/run&password=***"),
    ],
)
def test_urls(url: str, kind: str, path: str | None, shown: str) -> None:
    parsed = parse_url(url)
    assert (parsed.kind, parsed.path and str(parsed.path), parsed.shown) == (kind, path, shown)
    assert "+psycopg" not in parsed.dsn


@pytest.mark.parametrize(
    "url",
    ["", "watcher.db", "sqlite://", "sqlite:///", "sqlite:///:memory:", "mysql://ann:s3cret@h/db",
     "postgresql+asyncpg://ann:s3cret@h/db", "postgresql://ann:s3cret@[h/db", "sqlite:/x"],
)  # fmt: skip
def test_urls_that_name_no_database(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        parse_url(url)
    assert "s3cret" not in str(caught.value)
    assert caught.value.where == "database.url"


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))]),
                    min_value=datetime(2, 1, 1), max_value=datetime(9998, 1, 1)))  # fmt: skip
@settings(max_examples=100)
def test_times_survive_as_text_in_utc(moment: datetime) -> None:
    text = _time_as_text(moment)
    assert read_time(text) == moment
    assert len(text) == 26


@given(st.lists(st.datetimes(timezones=st.just(UTC)), min_size=2, max_size=2))
@settings(max_examples=100)
def test_times_as_text_sort_as_times_do(pair: list[datetime]) -> None:
    assert sorted(pair) == sorted(pair, key=_time_as_text)


@given(st.text(st.characters(exclude_categories=[]), max_size=50))
@settings(max_examples=100)
def test_cleaned_text_can_be_encoded_and_has_its_length(text: str) -> None:
    cleaned = _clean(text)
    assert len(cleaned) == len(text)
    assert "\0" not in cleaned
    assert cleaned.encode().decode() == cleaned


def test_parameters_are_spelt_for_psycopg() -> None:
    assert _pyformat("SELECT a::text, ':x' WHERE b LIKE '%' AND c = :name1") == (
        "SELECT a::text, '%(x)s' WHERE b LIKE '%%' AND c = %(name1)s"
    )


def test_lists_of_parameters() -> None:
    assert in_list("id", [7, 8]) == ("(:id0, :id1)", {"id0": 7, "id1": 8})
    assert in_list("id", []) == ("(NULL)", {})


def test_small_values_come_back_as_they_were() -> None:
    hints = PublishHints(timedelta(minutes=5), None, frozenset({3}), frozenset({0, 6}))
    assert hints_from_json(hints_to_json(hints)) == hints
    assert hints_to_json(PublishHints()) == ""
    hits = (hit(), hit("عين الأسد", text="عين"))
    assert hits_from_json(hits_to_json(hits)) == hits
    assert pairs(headers_to_json(((b"etag", b'"\xff"'), (b"date", "é".encode())))) == (("etag", '"ÿ"'), ("date", "é"))
    assert pairs("") == ()
    assert dump(("é", 1)) == '["é",1]'


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://A.Example:8080/x", "a.example"),
        ("https://${USER}:${PASS}@a.example/", "a.example"),
        ("${BASE}/feed", ""),
        ("http://[bad/", ""),
    ],
)
def test_hosts(url: str, host: str) -> None:
    assert host_of(url) == host


def test_words_lose_case_accents_and_forms() -> None:
    assert folded_words("Ｃａｆé_au-lait İ ﬁn") == ["cafe", "au", "lait", "i", "fin"]
    assert [len(word) for word in folded_words("x" * 500)] == [200]


def test_conditions_of_a_search() -> None:
    assert match_clause("sqlite", []) == ("", {})
    assert match_clause("sqlite", [["…"], []]) == ("", {})
    assert match_clause("sqlite", [['a "b"', "c*"], ["d"]])[1] == {"words": '("a ""b""" OR "c"*) AND ("d")'}
    assert match_clause("postgresql", [["Été x", "c*"], ["d'e"]])[1] == {
        "words0": "'ete' <-> 'x'",
        "words1": "'c':*",
        "words2": "'d' <-> 'e'",
    }


def test_hits_of_terms_that_fired_again_are_the_new_ones() -> None:
    old = (hit("a", score=80), hit("b"))
    new = (hit("a", score=90),)
    assert merge_hits(old, new, changed=()) == (new[0], old[1])
    assert merge_hits(old, new, changed=("content",)) == (new[0], old[1])
    merged = merge_hits(old, new, changed=FIELDS)
    assert merged[1].why.endswith(EARLIER)
    assert merge_hits(merged, (), changed=FIELDS)[1] == merged[1]


def test_a_story_is_as_finished_as_its_least_finished_match() -> None:
    assert story_status(["done", "new"]) == "new"
    assert story_status(["dismissed", "follow-up", "done"]) == "follow-up"
    assert story_status([]) == "new"


def test_verdicts_are_counted_anew_after_a_while_and_after_a_clock_step() -> None:
    verdicts = Verdicts({}, NOW)
    assert not verdicts.stale(NOW + timedelta(minutes=4))
    assert verdicts.stale(NOW + timedelta(minutes=5))
    assert verdicts.stale(NOW - timedelta(seconds=1))


def test_nothing_to_number_takes_no_statement() -> None:
    assert Connection("sqlite", None).new_ids("item", 0) == []
