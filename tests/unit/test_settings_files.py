"""Feeds, watch lists, what stays in force where a file is broken, and edits that keep a file as it was."""

import json
import stat
import tomllib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.errors import ConfigError, NotFound
from watcher.settings import Configuration, load_configuration, load_feeds, load_settings, load_watches
from watcher.settings.edit import add_feeds, remove_feeds, replace_feed, set_feed
from watcher.settings.feeds import check_url
from watcher.settings.files import read_file, write_atomically
from watcher.settings.schema import SCHEMAS, schema_text, settings_text
from watcher.settings.starting import blank_watch_list, write_starter

SHIPPED = Path(__file__).resolve().parents[2] / "config"
WATCH = '[[term]]\nname = "Taji"\nkind = "place"\n'


def configured(folder: Path, files: Mapping[str, str], *, previous: Configuration | None = None) -> Configuration:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return load_configuration(load_settings(folder, environ={}), previous=previous)


def feed(*urls: str) -> str:
    return "".join(f'[[feed]]\nurl = "{url}"\n' for url in urls)


# -------------------------------------------------------------------------------------------------------------- feeds


def test_a_feed_has_all_that_was_written(tmp_path: Path) -> None:
    text = """
        [[feed]]
        url = "https://www.example.org/rss.xml?key=${KEY}"
        title = "Example"
        tags = ["iraq", "wire", "iraq"]
        language = "en"
        interval = "15m"
        enabled = false
        full_text = true
        headers = { Authorization = "Bearer ${TOKEN}" }
    """
    (one,) = configured(tmp_path, {"feeds.toml": text}).feeds
    assert one.url == "https://www.example.org/rss.xml?key=${KEY}"
    assert (one.title, one.tags, one.language, one.enabled, one.full_text) == (
        "Example",
        ("iraq", "wire"),
        "en",
        False,
        True,
    )
    assert one.interval == timedelta(minutes=15)
    assert one.headers == (("Authorization", "Bearer ${TOKEN}"),)
    assert one.source == f"{tmp_path}/feeds.toml:2"


def test_no_file_and_an_empty_file_are_no_feeds(tmp_path: Path) -> None:
    assert configured(tmp_path, {}).feeds == ()
    assert configured(tmp_path, {"feeds.toml": ""}).feeds == ()


def test_a_feed_listed_twice_merges_its_tags_with_a_warning(tmp_path: Path) -> None:
    text = '[[feed]]\nurl = "https://a.example/"\ntags = ["x"]\ntitle = "A"\n'
    text += '[[feed]]\nurl = "https://a.example/"\ntags = ["y", "x"]\ntitle = "B"\n'
    found = configured(tmp_path, {"feeds.toml": text})
    assert [(one.title, one.tags) for one in found.feeds] == [("A", ("x", "y"))]
    (warning,) = found.warnings
    assert "feeds.toml:5: listed already at" in warning
    assert "feeds.toml:1" in warning


def test_included_files_are_read_once_and_in_order_whatever_includes_them(tmp_path: Path) -> None:
    found = configured(
        tmp_path,
        {
            "feeds.toml": 'include = ["sub/more.toml", "list.opml"]\n' + feed("https://1.example/"),
            "sub/more.toml": 'include = ["../feeds.toml"]\n' + feed("https://2.example/"),
            "list.opml": '<opml><body><outline text="iraq"><outline xmlUrl="https://3.example/"/></outline></body></opml>',
        },
    )
    assert [one.url for one in found.feeds] == [f"https://{n}.example/" for n in (1, 2, 3)]
    assert found.feeds[2].tags == ("iraq",)
    assert not found.problems


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        ('url = "ftp://a.example/"', "no web address; accepted: http:// or https:// and a host"),
        ('url = "https:///path"', "no web address"),
        ('url = "https://a.example/a b"', "white space"),
        ('url = "https://a.example:99999/"', "no valid URL"),
        ('url = "https://a.example/${}"', "holds `${` without a name"),
        ('url = "https://a.example/"\nlanguage = "english!"', "no language tag"),
        ('url = "https://a.example/"\nheaders = { "Host" = "x" }', 'the header "Host" is set by watcher itself'),
        ('url = "https://a.example/"\nheaders = { "a b" = "x" }', "is no header name"),
        ('url = "https://a.example/"\nheaders = { X = "é" }', "not ASCII"),
        ('url = "https://a.example/"\nheaders = { X = "a\\r\\nb" }', "control character"),
        ('url = "https://a.example/"\ninterval = "0s"', "more than 0s"),
        ('title = "x"', "is missing"),
    ],
)
def test_a_bad_feed_is_told_with_its_place(tmp_path: Path, lines: str, what: str) -> None:
    (tmp_path / "feeds.toml").write_text(f"[[feed]]\n{lines}\n")
    with pytest.raises(ConfigError) as caught:
        load_feeds(load_settings(tmp_path, environ={}))
    assert what in str(caught.value)
    assert "feed[0]" in caught.value.where


def test_a_url_may_come_from_the_environment_as_a_whole() -> None:
    assert check_url("${FEED_URL}") == "${FEED_URL}"
    assert check_url("https://${HOST}/x") == "https://${HOST}/x"


def test_files_without_end_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("watcher.settings.feeds.FILES_AT_MOST", 2)
    files = {f"{n}.toml": f'include = ["{n + 1}.toml"]' for n in range(4)}
    found = configured(tmp_path, {"feeds.toml": 'include = ["0.toml"]', **files})
    assert [problem.what for problem in found.problems] == [f"{tmp_path}/1.toml: more than 2 included files"]


# --------------------------------------------------------------------------------------------- what stays in force


def test_a_broken_watch_list_leaves_its_last_valid_version_in_force(tmp_path: Path) -> None:
    before = configured(tmp_path, {"watches/a.toml": WATCH, "watches/b.toml": WATCH})
    after = configured(tmp_path, {"watches/a.toml": WATCH + "nme = 1\n"}, previous=before)
    assert [watch.id for watch in after.watches] == ["a", "b"]
    assert after.watches[0] is before.watches[0]
    (problem,) = after.problems
    assert problem.kept
    assert "a.toml:4" in problem.where
    assert "its last valid version stays in force" in str(problem)
    healed = configured(tmp_path, {"watches/a.toml": WATCH.replace("Taji", "Balad")}, previous=after)
    assert not healed.problems
    assert healed.watch("a").terms[0].name == "Balad"


def test_at_the_start_a_broken_file_is_left_out(tmp_path: Path) -> None:
    files = {
        "watches/a.toml": "x",
        "watches/b.toml": WATCH,
        "feeds.toml": 'include = ["c.opml"]\n' + feed("https://1.example/"),
    }
    found = configured(tmp_path, files)
    assert [watch.id for watch in found.watches] == ["b"]
    assert [one.url for one in found.feeds] == ["https://1.example/"]
    assert [problem.kept for problem in found.problems] == [False, False]
    assert "it is left out" in str(found.problems[0])
    with pytest.raises(ConfigError, match=r"c\.opml: cannot be read"):
        load_configuration(found.settings, strict=True)


def test_a_broken_feeds_file_keeps_its_last_valid_feeds_and_those_that_it_includes(tmp_path: Path) -> None:
    before = configured(
        tmp_path,
        {"feeds.toml": 'include = ["m.toml"]\n' + feed("https://1.example/"), "m.toml": feed("https://2.example/")},
    )
    after = configured(tmp_path, {"feeds.toml": "oops", "m.toml": feed("https://3.example/")}, previous=before)
    assert [one.url for one in after.feeds] == ["https://1.example/", "https://3.example/"]
    assert [problem.kept for problem in after.problems] == [True]


def test_a_feeds_file_that_vanishes_keeps_its_feeds_and_a_watch_list_that_vanishes_is_gone(tmp_path: Path) -> None:
    before = configured(tmp_path, {"feeds.toml": feed("https://1.example/"), "watches/a.toml": WATCH})
    (tmp_path / "feeds.toml").unlink()
    (tmp_path / "watches" / "a.toml").unlink()
    after = configured(tmp_path, {}, previous=before)
    assert [one.url for one in after.feeds] == ["https://1.example/"]
    assert after.watches == ()
    assert [problem.kept for problem in after.problems] == [True]


def test_without_any_valid_watch_list_there_is_nothing_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no valid watch list") as caught:
        configured(tmp_path, {"feeds.toml": ""}).require_watches()
    assert "watcher derive" in caught.value.hint
    with pytest.raises(ConfigError, match=r"a\.toml:1: invalid TOML"):
        configured(tmp_path, {"watches/a.toml": "x"}).require_watches()
    configured(tmp_path, {"watches/a.toml": WATCH}).require_watches()


def test_strictly_the_first_broken_watch_list_raises(tmp_path: Path) -> None:
    configured(tmp_path, {"watches/a.toml": "x"})
    with pytest.raises(ConfigError, match=r"a\.toml:1"):
        load_watches(load_settings(tmp_path, environ={}))


def test_hidden_and_other_files_are_no_watch_lists_and_an_odd_name_is_told(tmp_path: Path) -> None:
    found = configured(tmp_path, {"watches/.a.toml": "x", "watches/a.toml~": "x", "watches/a b.toml": WATCH})
    assert found.watches == ()
    assert [problem.what.split(": ", 1)[1].split("\n")[0] for problem in found.problems] == [
        '"a b" cannot be a watch list\'s id'
    ]


def test_what_is_not_configured_is_named_with_the_nearest(tmp_path: Path) -> None:
    found = configured(tmp_path, {"feeds.toml": feed("https://1.example/rss"), "watches/taji.toml": WATCH})
    assert found.feed("https://1.example/rss").url == "https://1.example/rss"
    with pytest.raises(NotFound, match=r'did you mean "https://1\.example/rss"'):
        found.feed("https://1.example/rs")
    with pytest.raises(NotFound, match='did you mean "taji"'):
        found.watch("taj")
    with pytest.raises(NotFound, match="watcher watches list"):
        found.watch("zzzz")


# --------------------------------------------------------------------------------------------------------------- edits

FEEDS = """\
#:schema ./feeds.schema.json
include = ["a.opml"]   # more

# --- wires ---

# the old one
[[feed]]
url = "https://a.example/"   # here
tags = ["x",
  "y",  # why
]

# about b
[[feed]]
url = "https://b.example/"
[feed.headers]
X = "1"

# --- regional ---

# about c
[[feed]]
url = "https://c.example/"
# tail
"""


def urls(text: str) -> list[str]:
    return [entry["url"] for entry in tomllib.loads(text)["feed"]]


def comments(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("#")]


@pytest.mark.parametrize("gone", [["a"], ["b"], ["c"], ["a", "c"], ["c", "b", "a"]])
def test_a_feed_is_taken_out_and_every_comment_outside_of_it_stays(gone: list[str]) -> None:
    text = remove_feeds(FEEDS, [f"https://{name}.example/" for name in gone], where="f")
    left = [name for name in "abc" if name not in gone]
    assert [entry["url"] for entry in tomllib.loads(text).get("feed", [])] == [
        f"https://{name}.example/" for name in left
    ]
    assert comments(text) == comments(FEEDS)
    assert 'include = ["a.opml"]   # more' in text


def test_feeds_are_added_at_the_end() -> None:
    new = {"url": "https://d.example/", "tags": ["ü"], "headers": {"X": 'a"b'}, "interval": "15m", "full_text": True}
    text = add_feeds(FEEDS, [new], where="f")
    assert text.startswith(FEEDS)
    assert tomllib.loads(text)["feed"][-1] == new
    assert urls(text) == [f"https://{name}.example/" for name in "abcd"]


@pytest.mark.parametrize("text", ["", "# only a comment", "# one\n", "include = []\n"])
def test_feeds_are_added_to_a_file_without_any(text: str) -> None:
    made = add_feeds(text, [{"url": "https://d.example/"}, {"url": "https://e.example/"}], where="f")
    assert made.startswith(text)
    assert urls(made) == ["https://d.example/", "https://e.example/"]


def test_line_ends_stay_as_they_are() -> None:
    text = add_feeds("# a\r\n", [{"url": "https://d.example/"}], where="f")
    assert text == '# a\r\n\r\n[[feed]]\r\nurl = "https://d.example/"\r\n'


def test_a_url_is_replaced_where_it_stands() -> None:
    text = replace_feed(FEEDS, "https://a.example/", "https://new.example/", where="f")
    assert text == FEEDS.replace('"https://a.example/"', '"https://new.example/"')


def test_keys_are_set_and_taken_out() -> None:
    text = set_feed(FEEDS, "https://a.example/", {"enabled": False, "tags": None}, where="f")
    assert tomllib.loads(text)["feed"][0] == {"url": "https://a.example/", "enabled": False}
    assert comments(text) == comments(FEEDS)


def test_edits_that_would_spoil_the_file_are_refused() -> None:
    with pytest.raises(ConfigError, match="listed already"):
        add_feeds(FEEDS, [{"url": "https://a.example/"}], where="f")
    with pytest.raises(ConfigError, match="listed already"):
        add_feeds("", [{"url": "https://a.example/"}] * 2, where="f")
    with pytest.raises(ConfigError, match="listed already"):
        replace_feed(FEEDS, "https://a.example/", "https://b.example/", where="f")
    with pytest.raises(ConfigError, match="no web address"):
        replace_feed(FEEDS, "https://a.example/", "gopher://b", where="f")
    with pytest.raises(ConfigError, match="no duration"):
        add_feeds("", [{"url": "https://a.example/", "interval": "soon"}], where="f")
    with pytest.raises(ConfigError, match="inline list"):
        remove_feeds('feed = [{ url = "https://a.example/" }]', ["https://a.example/"], where="f")
    with pytest.raises(NotFound, match=r'did you mean "https://a\.example/"'):
        remove_feeds(FEEDS, ["https://a.exampl/"], where="f")
    with pytest.raises(NotFound, match="watcher feeds list"):
        set_feed("", "https://a.example/", {"enabled": False}, where="f")


_NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=12)


@given(st.lists(st.tuples(_NAMES, st.lists(_NAMES, max_size=3)), min_size=1, max_size=5), st.data())
@settings(max_examples=50, deadline=None)
def test_what_is_added_reads_back_and_what_is_removed_leaves_the_rest(
    given_feeds: list[tuple[str, list[str]]], data: st.DataObject
) -> None:
    entries = [
        {"url": f"https://{n}.example/", "title": title, "tags": tags} for n, (title, tags) in enumerate(given_feeds)
    ]
    text = add_feeds("# mine\n", entries, where="f")
    assert tomllib.loads(text)["feed"] == entries
    gone = data.draw(st.sets(st.sampled_from([entry["url"] for entry in entries])))
    if gone:
        left = tomllib.loads(remove_feeds(text, sorted(map(str, gone)), where="f")).get("feed", [])
        assert left == [entry for entry in entries if entry["url"] not in gone]


# --------------------------------------------------------------------------------------------------------------- files


def test_a_file_is_replaced_in_one_step_with_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("old")
    path.chmod(0o640)
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    write_atomically(link, "new\r\nü")
    assert path.read_bytes() == "new\r\nü".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert link.is_symlink()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.toml", "link.toml"]


def test_a_write_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "dir.toml").mkdir()
    with pytest.raises(ConfigError, match="cannot be written"):
        write_atomically(tmp_path / "dir.toml", "x")
    (tmp_path / "file").write_text("x")
    with pytest.raises(ConfigError, match="cannot be written"):
        write_atomically(tmp_path / "file" / "below.toml", "x")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["dir.toml", "file"]


def test_a_file_that_is_too_large_was_named_by_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("watcher.settings.files.MAX_FILE", 1024**2)
    path = tmp_path / "big.toml"
    path.write_bytes(b"#" * (1024**2 + 1))
    with pytest.raises(ConfigError, match="larger than 1 MB"):
        read_file(path, where="big.toml")


# ----------------------------------------------------------------------------------------- what is shipped and started


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_shipped_schemas_are_current(name: str) -> None:
    assert (SHIPPED / name).read_text() == schema_text(name), f"run docs/generate.py: config/{name} is out of date"
    assert json.loads(schema_text(name))["$schema"].startswith("https://json-schema.org/")


def test_the_shipped_settings_hold_every_key_with_its_default() -> None:
    text = (SHIPPED / "watcher.toml").read_text()
    assert text == settings_text(), "run docs/generate.py: config/watcher.toml is out of date"
    found = load_settings(SHIPPED, environ={})
    assert (found.poll, found.matching, found.retention, found.log) == (
        type(found.poll)(), type(found.matching)(), type(found.retention)(), type(found.log)()
    )  # fmt: skip


def test_the_shipped_feeds_are_many_and_tagged_by_region_language_and_kind() -> None:
    found = load_feeds(load_settings(SHIPPED, environ={}))
    assert found.warnings == ()
    assert len(found.feeds) >= 25
    assert all(one.title and one.tags and one.language for one in found.feeds)
    assert {"en", "ar", "tr", "fa"} <= {one.language for one in found.feeds}
    assert {"iraq", "kurdistan", "region", "world", "official", "think-tank"} <= {
        t for one in found.feeds for t in one.tags
    }
    without_scheme = [one.url.partition("://")[2].removeprefix("www.").rstrip("/").lower() for one in found.feeds]
    assert len(set(without_scheme)) == len(without_scheme)


def test_every_shipped_file_names_its_schema_in_its_first_line() -> None:
    for path in (SHIPPED / "watcher.toml", SHIPPED / "feeds.toml", *sorted((SHIPPED / "watches").glob("*.toml"))):
        first = path.read_text().splitlines()[0]
        assert first.startswith("#:schema "), path
        assert (path.parent / first.removeprefix("#:schema ")).is_file(), path


def test_a_starter_is_valid_and_never_overwrites(tmp_path: Path) -> None:
    written, kept = write_starter(tmp_path)
    assert not kept
    found = load_configuration(load_settings(tmp_path, environ={}), strict=True)
    assert found.feeds
    assert [watch.id for watch in found.watches] == ["example"]
    (tmp_path / "feeds.toml").write_text("# mine\n")
    (tmp_path / "watches" / "example.toml").rename(tmp_path / "watches" / "mine.toml")
    (tmp_path / "watcher.toml").unlink()
    again, kept = write_starter(tmp_path)
    assert [path.name for path in again] == ["watcher.toml"]
    assert len(kept) == len(written) - 1
    assert (tmp_path / "feeds.toml").read_text() == "# mine\n"


def test_a_title_is_quoted_in_a_blank_watch_list() -> None:
    assert tomllib.loads(blank_watch_list('a "b" \\ c'))["title"] == 'a "b" \\ c'
