"""Documents in, JSON lines out; in this process and over workers."""

import gzip
import io
import json
import os
import signal
import threading
import time
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.errors import InputError, WatcherError
from watcher.matching.engine import compile_watches
from watcher.matching.watchlist import parse_watch_list
from watcher.scanning import document_of_json, looks_like, outcome_json, rounded, scan_lines
from watcher.service import scanning
from watcher.service.scanning import read_documents, scan_files
from watcher.types import Document, Hit, MatchOutcome, NearMiss, WatchMatch

WATCH = """
[[term]]
name = "Ain al-Asad air base"
kind = "place"
aliases = ["Al Asad Airbase"]
not = ["Bashar al-Assad"]
[[term]]
name = "Taji"
kind = "phrase"
"""
ENGINE = compile_watches([parse_watch_list(WATCH, id="bases", where="bases.toml")])
RSS = b"""<rss version="2.0"><channel><title>x</title><language>en</language>
<item><guid isPermaLink="false">urn:1</guid><title>Iraq takes over Taji</title></item>
<item><link>https://a.example/2</link><title>Nothing</title></item></channel></rss>"""


def rows(parts: Iterable[Any]) -> list[dict[str, Any]]:
    return [json.loads(line) for part in parts for line in part.lines.splitlines()]


def lines(*documents: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(document, ensure_ascii=False).encode() + b"\n" for document in documents)


def scanned(chunk: bytes, **options: Any) -> Any:
    return scan_lines(ENGINE, chunk, where="f.jsonl", first_line=1, **options)


def test_a_match_has_the_shape_of_the_contract() -> None:
    text = "Iraq takes over Ayn al-Asad Air Base"
    (row,) = rows([scanned(lines({"id": "a", "title": text}))])
    assert list(row) == ["id", "matches", "suppressed"]
    (match,) = row["matches"]
    assert list(match) == ["watch", "score", "hits"]
    (hit,) = match["hits"]
    assert list(hit) == ["term", "alias", "field", "start", "end", "text", "score", "why"]
    assert (row["id"], match["watch"], hit["field"]) == ("a", "bases", "title")
    assert text[hit["start"] : hit["end"]] == hit["text"] == "Ayn al-Asad Air Base"


def test_what_was_held_back_names_its_rule() -> None:
    (row,) = rows([scanned(lines({"id": 7, "summary": "Bashar al-Assad fled"}))])
    assert (row["id"], row["matches"]) == (7, [])
    assert {"watch": "bases", "term": "Ain al-Asad air base", "rule": "not: Bashar al-Assad"}.items() <= row[
        "suppressed"
    ][0].items()


def test_every_document_is_answered_in_order_or_only_those_that_match() -> None:
    chunk = lines({"id": "1", "title": "x"}, {"id": '"2"\n', "title": "Taji"}, {"title": "y"}) + b"\n  \n"
    found = scanned(chunk)
    assert [row["id"] for row in rows([found])] == ["1", '"2"\n', "f.jsonl:3"]
    assert (found.documents, found.matching, found.error) == (3, 1, None)
    assert [row["id"] for row in rows([scanned(chunk, only_matching=True)])] == ['"2"\n']


def test_text_around_a_hit_is_cut_between_words() -> None:
    text = "There was a great deal of movement around the camp at Taji before the soldiers were all to leave it again"
    (row,) = rows([scanned(lines({"id": "1", "summary": text}), around=True)])
    assert row["matches"][0]["hits"][0]["around"] == [
        "…deal of movement around the camp at ",
        " before the soldiers were all to leave…",
    ]


def test_a_word_without_an_end_is_cut_all_the_same() -> None:
    (row,) = rows([scanned(lines({"id": "1", "summary": "x" * 90 + "-Taji-" + "y" * 90}), around=True)])
    before, after = row["matches"][0]["hits"][0]["around"]
    assert (before, after) == ("…" + "x" * 39 + "-", "-" + "y" * 39 + "…")


def test_a_json_array_is_told_from_a_text() -> None:
    assert looks_like(b' [ {"title": "a"}]', "a.json") == "array"
    assert looks_like(b"[]", "") == "array"
    assert looks_like(b"[note] a text", "") == "text"


@pytest.mark.parametrize(
    ("body", "said"),
    [(b'[{"title": "a"}]', "one object a line is expected"), (gzip.compress(b"{}", mtime=0), "compressed")],
    ids=["array", "gzip"],
)
def test_what_cannot_be_scanned_says_how_it_can(tmp_path: Path, body: bytes, said: str) -> None:
    path = tmp_path / "documents.jsonl.gz"
    path.write_bytes(body)
    with pytest.raises(InputError, match=said):
        list(scan_files(Echo(), [str(path)]))
    with pytest.raises(InputError, match=said):
        list(read_documents([str(path)]))


def test_text_around_a_hit_is_added_for_showing() -> None:
    (row,) = rows([scanned(lines({"id": "1", "summary": "the camp at Taji north of Baghdad"}), around=True)])
    assert row["title"] == "the camp at Taji north of Baghdad"
    assert row["matches"][0]["hits"][0]["around"] == ["the camp at ", " north of Baghdad"]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b"nonsense", "no JSON, column 1"),
        (b'{"title": "x"} {"title": "y"}', "no JSON, column 16"),
        (b"[1]", "no JSON object"),
        (b'{"id": "x"}', "a document without a text"),
        (b'{"title": 1}', '"title" is no string'),
        (b'{"title": "x", "feed": [1]}', '"feed" is no string'),
        (b'{"title": "x", "id": {}}', '"id" is neither'),
        (b'{"title": "x", "id": true}', '"id" is neither'),
        (b'{"title": "x", "tags": "y"}', '"tags" is no list'),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"title": "\xe9"}', "not UTF-8: byte 0xe9"),
    ],
)  # fmt: skip
def test_a_bad_line_ends_it_and_is_named_and_what_came_before_is_good(line: bytes, what: str) -> None:
    found = scanned(lines({"id": "1", "title": "Taji"}) + line + b"\n" + lines({"id": "3", "title": "Taji"}))
    assert [row["id"] for row in rows([found])] == ["1"]
    assert found.error is not None
    assert found.error.where == "f.jsonl:2"
    assert what in found.error.problem


def test_all_but_one_text_is_optional_and_everything_is_handed_on() -> None:
    line = (
        '{"id": "1", "content": "c", "language": "en", "url": "u", "author": "a", "feed": "f", "tags": ["t"], "x": 1}'
    )
    assert document_of_json(f" {line} ", "f", 1) == ("1", Document("", "", "c", "en", "u", "a", "f", ("t",)))
    assert document_of_json('\ufeff{"title": null, "summary": ""}', "f", 1) == ("f:1", Document())


def test_a_lone_surrogate_goes_out_as_it_came_in() -> None:
    (row,) = rows([scanned(b'{"id": "\\ud800", "title": "Taji"}')])
    assert row["id"] == "\ud800"


_TEXTS = st.text(st.characters(exclude_categories=()), max_size=6)
_SCORES = st.floats(0, 100)
_HITS = st.builds(
    Hit, _TEXTS, _TEXTS, st.just("title") | st.none(), st.just(0) | st.none(), st.just(3), _TEXTS, _SCORES, _TEXTS
)
_MISSES = st.builds(NearMiss, _TEXTS, _TEXTS, _TEXTS, st.none(), st.none(), st.none(), _TEXTS, _SCORES, _TEXTS)
_MATCHES = st.builds(WatchMatch, _TEXTS, _SCORES, st.lists(_HITS, max_size=3).map(tuple))
_OUTCOMES = st.builds(MatchOutcome, st.lists(_MATCHES, max_size=2).map(tuple), st.lists(_MISSES, max_size=2).map(tuple))


@given(_TEXTS | st.integers(), _OUTCOMES, st.booleans())
def test_a_line_put_together_by_hand_is_what_an_encoder_writes(
    name: str | int, outcome: MatchOutcome, around: bool
) -> None:
    line = outcome_json(name, Document(title='One "two" three'), outcome, around=around)
    row = json.loads(line)
    assert line == json.dumps(row, ensure_ascii=False) + "\n"
    assert row["id"] == name
    assert row.get("title") == ('One "two" three' if around else None)
    assert [(m["watch"], m["score"]) for m in row["matches"]] == [(m.watch, rounded(m.score)) for m in outcome.matches]
    hits = [
        (shown, hit)
        for m, n in zip(row["matches"], outcome.matches, strict=True)
        for shown, hit in zip(m["hits"], n.hits, strict=True)
    ]
    for shown, hit in hits:
        beside = shown.pop("around", None)
        assert (beside is not None) == (around and hit.field is not None and hit.start is not None)
        assert shown == {**asdict(hit), "score": rounded(hit.score)}
        assert list(shown) == ["term", "alias", "field", "start", "end", "text", "score", "why"]
    for shown, miss in zip(row["suppressed"], outcome.suppressed, strict=True):
        assert shown.items() <= {**asdict(miss), "score": rounded(miss.score)}.items()
        assert list(shown) == ["watch", "term", "text", "score", "rule"]


@pytest.mark.parametrize(("score", "shown"), [(96.0, "96"), (87.54, "87.5"), (99.96, "100")])
def test_scores_are_short(score: float, shown: str) -> None:
    assert json.dumps(rounded(score)) == shown


@pytest.mark.parametrize(
    ("start", "name", "kind"),
    [
        (b'{"title": "x"}\n{', "-", "lines"),
        (b'\xef\xbb\xbf {"title": "x"}', "x.json", "lines"),
        (b"anything", "x.jsonl", "lines"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "x.json", "feed"),
        (b'{\n  "version": 1', "x.json", "feed"),
        (b"  <?xml", "", "feed"),
        (b"x", "x.rss", "feed"),
        (b"{not json", "x.txt", "text"),
        (b"Iraq takes", "x", "text"),
        (b"", "", "text"),
    ],
)
def test_what_a_file_is_shows_in_its_name_and_beginning(start: bytes, name: str, kind: str) -> None:
    assert looks_like(start, name) == kind


class Echo:
    """A matcher that matches nothing: for what does not depend on matching."""

    version, versions = "", ()

    def match(self, document: Document, *, feeds: bool = True) -> MatchOutcome:
        assert feeds is False
        return MatchOutcome()


_VALUES = st.none() | st.text(max_size=12) | st.integers()


@given(
    st.lists(st.dictionaries(st.sampled_from(["id", "title", "summary", "content", "url", "x"]), _VALUES), max_size=6)
)
@settings(max_examples=100, deadline=None)
def test_any_json_is_answered_line_for_line_or_refused(documents: list[dict[str, Any]]) -> None:
    found = scan_lines(Echo(), lines(*documents), where="f", first_line=1)
    answers = rows([found])
    assert len(answers) == found.documents
    assert found.error is not None or len(answers) == len(documents)
    for i, (document, answer) in enumerate(zip(documents, answers, strict=False), 1):
        assert answer["id"] == (document["id"] if document.get("id") is not None else f"f:{i}")


# --------------------------------------------------------------------------------------------------------------- files


def test_feeds_and_texts_are_documents_too(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(RSS)
    (tmp_path / "b.txt").write_text("\ufeffThe camp at Taji")
    (tmp_path / "c.html").write_text("<html><body>The camp at Taji")
    names = [str(tmp_path / name) for name in ("a.xml", "b.txt", "c.html")]
    found = rows(scan_files(ENGINE, names))
    assert [row["id"] for row in found] == ["urn:1", "https://a.example/2", names[1], names[2]]
    assert [bool(row["matches"]) for row in found] == [True, False, True, True]
    assert found[2]["matches"][0]["hits"][0]["field"] == "content"
    assert found[2]["matches"][0]["hits"][0]["start"] == 12
    read = list(read_documents(names))
    assert [name for name, _ in read] == [row["id"] for row in found]
    assert read[0][1].language == "en"


@pytest.mark.parametrize(
    ("name", "body", "what"),
    [
        ("a.rss", b"no feed at all", "a.rss: "),
        ("a.txt", b"\xff\xfe", "not UTF-8"),
        ("a.jsonl", b"x", "a.jsonl:1: no JSON"),
    ],
)
def test_a_file_that_is_not_what_it_looks_like_is_told(tmp_path: Path, name: str, body: bytes, what: str) -> None:
    path = tmp_path / name
    path.write_bytes(body)
    for call in (lambda: list(scan_files(ENGINE, [str(path)])), lambda: list(read_documents([str(path)]))):
        with pytest.raises(InputError) as caught:
            call()
        assert what in str(caught.value)
        assert caught.value.exit_code == 3


@pytest.mark.parametrize("name", ["nope.jsonl", "."])
def test_what_cannot_be_read_is_told(name: str) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(scan_files(ENGINE, [name]))


def test_a_text_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "MAX_DOCUMENT", 1024**2)
    (tmp_path / "a.txt").write_bytes(b"x" * (1024**2 + 1))
    with pytest.raises(InputError, match="larger than 1 MB"):
        list(scan_files(ENGINE, [str(tmp_path / "a.txt")]))


def big(path: Path, count: int) -> list[str]:
    path.write_bytes(
        lines(*({"id": str(n), "title": "Taji" if n % 100 == 0 else "x" * (n % 50)} for n in range(count)))
    )
    return [str(path)]


def test_over_workers_it_is_the_same_and_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "LARGE", 10_000)
    monkeypatch.setattr(scanning, "CHUNK", 5_000)
    names = big(tmp_path / "a.jsonl", 3_000)
    alone, together = list(scan_files(ENGINE, names, workers=1)), list(scan_files(ENGINE, names, workers=2))
    assert rows(together) == rows(alone)
    assert [row["id"] for row in rows(together)] == [str(n) for n in range(3_000)]
    assert sum(part.matching for part in together) == 30
    only = rows(scan_files(ENGINE, names, workers=2, only_matching=True))
    assert [row["id"] for row in only] == [str(n) for n in range(0, 3_000, 100)]


def test_over_workers_a_bad_line_is_named_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "LARGE", 10_000)
    monkeypatch.setattr(scanning, "CHUNK", 5_000)
    names = big(tmp_path / "a.jsonl", 2_000)
    with Path(names[0]).open("ab") as file:
        file.write(b"oops\n" + lines({"title": "x"}) * 200)
    parts: list[Any] = []
    with pytest.raises(InputError, match=r"a\.jsonl:2001: no JSON"):
        parts.extend(scan_files(ENGINE, names, workers=2))
    assert len(rows(parts)) == 2_000


def test_a_worker_that_dies_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Deadly(Echo):
        def match(self, document: Document, *, feeds: bool = True) -> MatchOutcome:
            if threading.current_thread() is threading.main_thread() and os.getpid() != parent:
                os.kill(os.getpid(), signal.SIGKILL)
            return MatchOutcome()

    parent = os.getpid()
    monkeypatch.setattr(scanning, "LARGE", 1_000)
    monkeypatch.setattr(scanning, "CHUNK", 1_000)
    with pytest.raises(WatcherError, match="a worker process died"):
        list(scan_files(Deadly(), big(tmp_path / "a.jsonl", 2_000), workers=2))


def test_standard_input_is_answered_as_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    with io.open(reading, "rb", buffering=0) as stream:  # noqa: UP020
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(stream)))  # type: ignore[type-var]
        found = scan_files(ENGINE, ["-"])
        os.write(writing, lines({"id": "1", "title": "Taji"}))
        assert [row["id"] for row in rows([next(found)])] == ["1"]
        os.write(writing, b'{"title": ')
        os.write(writing, b'"x"}')
        os.close(writing)
        assert [row["id"] for row in rows(found)] == ["standard input:2"]


def test_a_first_line_that_comes_in_pieces_is_read_as_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    with io.open(reading, "rb", buffering=0) as stream:  # noqa: UP020
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(stream)))  # type: ignore[type-var]

        def write() -> None:
            for piece in (b'{"id": "1", ', b'"title": ', b'"Taji"}\n', lines({"id": "2", "title": "Taji"})):
                os.write(writing, piece)
                time.sleep(0.05)
            os.close(writing)

        writer = threading.Thread(target=write)
        writer.start()
        assert [row["id"] for row in rows(scan_files(ENGINE, ["-"]))] == ["1", "2"]
        writer.join()


def test_dates_in_feeds_are_judged_by_the_clock_that_is_given(tmp_path: Path) -> None:
    class Clock:
        def now(self) -> datetime:
            return datetime(2026, 1, 17, tzinfo=UTC)

        def monotonic(self) -> float:
            return 0.0

    (tmp_path / "a.xml").write_bytes(RSS)
    assert len(rows(scan_files(ENGINE, [str(tmp_path / "a.xml")], clock=Clock()))) == 2
