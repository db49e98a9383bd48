"""What is no query says at which column, and what to write instead."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.errors import QueryError
from watcher.matching.query import compile_query
from watcher.types import Document

ERRORS: list[tuple[str, int, str]] = [
    ("", 1, "for every item write *:*"),
    ("   ", 1, "the query is empty"),
    ("a NEAR/5 b", 3, 'write "one two"~5'),
    ("a NEAR b", 3, "NEAR is no operator here"),
    ("a w/7 b", 3, 'write "one two"~7'),
    ("a ONEAR/3 b", 3, "no operator"),
    ("a ADJ b", 3, "no operator"),
    ("a adj3 b", 3, 'write "one two"~3'),
    ("a w/s b", 3, 'write "one two"~8'),
    ("a and b", 3, "for the operator write AND"),
    ("a or b", 3, "for the operator write OR"),
    ("not b", 1, "for the operator write NOT"),
    ("a Or b", 3, "for the operator write OR"),
    ("(a or b)", 4, "for the operator write OR"),
    ("a && b", 3, "write AND"),
    ("a || b", 3, "write OR"),
    ("a !b", 3, "write NOT"),
    ("“a b”", 1, "write a straight one"),
    ("a „b“", 3, "a curly quote „"),
    ("'a b'", 1, 'phrases stand in "double quotes"'),
    ("‘a b’", 1, "a single quote"),
    ("titel:x", 1, "did you mean title:?"),
    ("a intitle:x", 3, "did you mean title:?"),
    ("a -lang:x", 4, "did you mean language:?"),
    ("foo:bar", 1, 'for the text itself write "foo:…"'),
    ("http://example.org", 1, 'write url:"http:…"'),
    ("(a", 1, "a ( that is not closed"),
    ("((a)", 1, "a ( that is not closed"),
    ("a)", 2, "a ) that closes nothing"),
    ("()", 2, "parentheses with nothing in them"),
    ('a "b', 3, 'a " that is not closed'),
    ("a AND", 3, "AND has nothing after it"),
    ("AND a", 1, "AND has nothing before it"),
    ("a OR AND b", 6, "AND has nothing before it"),
    ("(a OR) b", 4, "OR has nothing after it"),
    ("NOT", 1, "NOT has nothing after it"),
    ("title:", 1, "for any value write title:*"),
    ("title: AND b", 1, "title: has nothing after it"),
    ("a \\", 3, "a \\ at the end"),
    ("a^2", 1, "give the term a weight"),
    ("[a TO b]", 1, "ranges are not supported"),
    ("title:>a", 7, "ranges are not supported"),
    ("a -", 3, "- by itself"),
    ("a - b", 3, "leave a dash out"),
    ("a – b", 3, "– by itself"),
    ("a & b", 3, "write AND"),
    ("a|b", 2, "write OR"),
    ("a AnD b", 3, "for the operator write AND"),
    ("a AND\u200b b", 3, "not the operator"),
    ("ＡＮＤ b", 1, "for the operator write AND"),
    ('"a bas*"', 7, "a * within a phrase is no wildcard"),
    ("text:a", 1, "leave it out"),
    ('"a b"~', 1, "~ without a number"),
    ("word~10", 1, "~10 edits"),
    ("a } b", 3, "} is not expected here"),
    ("*", 1, "for every item write *:*"),
    ("a ??", 3, "would match every word"),
    ("al-as*", 1, "several words with a wildcard"),
    ("word~7", 1, "write ~1 or ~2"),
    ("al-asad~1", 1, 'write "al asad"~8'),
    ('"a b c"~2', 1, "write ~3 or more"),
    ('a "…"', 3, "holds no word"),
    ("name:x*", 6, 'such as name:"Ain al-Assad"'),
    ("name:*", 6, "name: takes a name"),
    ("name:/x/", 6, "name: takes a name"),
    ('name:"?"', 6, "no letters"),
    ("title:(summary:x)", 8, "one field at a time"),
    ("tag:/x/", 5, "takes a word, a phrase or a wildcard"),
    ('tag:" "', 5, "for any value write tag:*"),
    ("a /b(/", 5, "in the regular expression: a ( that is not closed"),
    ("/(a+)+\\1/", 7, "back-references are not supported"),
    ("a" * 10_001, 10_001, "longer than 10,000"),
    ("(" * 150 + "a" + ")" * 150, 102, "too large"),
]


@pytest.mark.parametrize(("query", "column", "said"), ERRORS, ids=[query[:20] for query, _, _ in ERRORS])
def test_an_error_names_the_column_and_the_correction(query: str, column: int, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        compile_query(query)
    assert said in str(caught.value)
    assert caught.value.column == column
    assert str(caught.value).startswith(f"column {column}: ")
    assert caught.value.exit_code == 2


def test_operators_may_be_looked_for_in_quotes_or_alone() -> None:
    assert compile_query('"and"').matches(Document(title="this and that"))
    assert compile_query("near").matches(Document(title="near here"))
    assert compile_query("and").matches(Document(title="this and that"))


def test_escapes_take_a_characters_meaning_away() -> None:
    assert compile_query(r"a1\*").matches(Document(title="a1"))
    assert compile_query(r"a1\:b1").matches(Document(title="a1:b1"))
    assert compile_query(r'"say \"yes\""').matches(Document(title='say "yes"'))


def test_a_query_of_too_many_parts_is_refused() -> None:
    with pytest.raises(QueryError, match="too large"):
        compile_query(" ".join(["a1"] * 2_500))


@settings(max_examples=100)
@given(st.text(alphabet="ab\"()~*?/\\:+-!^[]{}<>&|' ANDORT1“éع", max_size=25))
def test_whatever_is_written_is_a_query_or_a_query_error(text: str) -> None:
    columns: list[int] = []
    try:
        compile_query(text).matches(Document(title="a b AND TO عa"))
    except QueryError as error:
        columns.append(error.column)
    assert all(1 <= column <= len(text) + 1 for column in columns)
