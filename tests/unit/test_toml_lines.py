"""On which line a key stands."""

import tomllib

import pytest

from watcher.toml_lines import Path, extent, locate

TEXT = '''\
include = ["a.opml"]
title = """
[[feed]]
url = "not a key"
"""
[[feed]]
url = "https://a/"
tags = [
  "x", # ] "
  "y",
]

# about b
[[feed]]
url = 'https://b/'
headers = { a = "1" }
"quoted key" = 1

[feed.more]
deep.er = 2
# tail

[other]  # comment
x = 1
'''


def test_the_sample_is_toml() -> None:
    assert tomllib.loads(TEXT)["feed"][1]["more"] == {"deep": {"er": 2}}


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("include",), 1),
        (("include", 0), 1),
        (("title",), 2),
        (("feed", 0), 6),
        (("feed", 0, "url"), 7),
        (("feed", 0, "tags", 1), 8),
        (("feed", 1, "url"), 15),
        (("feed", 1, "headers", "a"), 16),
        (("feed", 1, "quoted key"), 17),
        (("feed", 1, "more"), 19),
        (("feed", 1, "more", "deep", "er"), 20),
        (("feed", 1, "missing"), 14),
        (("other", "x"), 24),
        (("nowhere",), None),
        (("feed", 7, "url"), None),
    ],
)
def test_a_key_is_found_or_what_is_around_it(path: Path, line: int | None) -> None:
    assert locate(TEXT, path) == line


@pytest.mark.parametrize(
    ("path", "lines"), [(("feed", 0), (6, 11)), (("feed", 1), (14, 20)), (("other",), (23, 24)), (("feed", 2), None)]
)
def test_a_table_ends_before_the_comments_of_the_next(path: Path, lines: tuple[int, int] | None) -> None:
    assert extent(TEXT, path) == lines


def test_a_byte_order_mark_and_crlf_are_no_hindrance() -> None:
    text = "\ufeff[a]\r\nb = 1\r\n"
    assert locate(text, ("a", "b")) == 2
    assert extent(text, ("a",)) == (1, 2)
