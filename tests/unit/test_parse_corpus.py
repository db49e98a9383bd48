"""The documents of tests/corpus/feeds, each with its expectation beside it."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.feeds import NOW, parse
from watcher.feeds.parse import by_feedparser, fast
from watcher.feeds.parse.charset import decode
from watcher.feeds.parse.guard import defuse
from watcher.feeds.parse.items import build
from watcher.types import FailureKind, ItemParsed, ParsedFeed, ParseFailed, ParseLimits, PublishHints

FOLDER = Path(__file__).parents[1] / "corpus" / "feeds"
EXPECTATIONS = sorted(FOLDER.glob("*.expected.json"))


def load(path: Path) -> tuple[bytes, dict[str, Any]]:
    name = path.name.removesuffix(".expected.json")
    (document,) = [p for p in FOLDER.glob(f"{name}.*") if p != path]
    return document.read_bytes(), json.loads(path.read_text(encoding="utf-8"))


def shown(item: ItemParsed, field: str) -> object:
    if field == "key_kind":
        return item.key.partition(":")[0]
    value = getattr(item, field)
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return list(value) if isinstance(value, tuple) else value


def test_the_corpus_is_there() -> None:
    assert len(EXPECTATIONS) > 30


@pytest.mark.parametrize("path", EXPECTATIONS, ids=lambda p: p.name.removesuffix(".expected.json"))
def test_document(path: Path) -> None:
    body, expected = load(path)
    result = parse(body, url=expected["url"], content_type=expected.get("content_type", "application/xml"))
    if "failure" in expected:
        assert isinstance(result, ParseFailed)
        assert result.kind is FailureKind.NOT_A_FEED
        assert expected["failure"] in result.message
        return
    assert isinstance(result, ParsedFeed), result
    assert bool(result.damage) == expected["damaged"], result.damage
    for field, value in expected.get("meta", {}).items():
        assert getattr(result.meta, field) == value, field
    if "hints" in expected:
        hints = result.meta.hints
        assert {
            "ttl": hints.ttl.total_seconds() if hints.ttl else None,
            "update_period": hints.update_period.total_seconds() if hints.update_period else None,
            "skip_hours": sorted(hints.skip_hours),
            "skip_days": sorted(hints.skip_days),
        } == expected["hints"]
    assert len(result.items) == len(expected["items"])
    for number, (item, wanted) in enumerate(zip(result.items, expected["items"], strict=True)):
        got = {field: shown(item, field) for field in wanted}
        assert got == wanted, f"item {number}"


@pytest.mark.parametrize("path", EXPECTATIONS, ids=lambda p: p.name.removesuffix(".expected.json"))
def test_the_fast_reader_gives_what_feedparser_gives_or_declines(path: Path) -> None:
    body, expected = load(path)
    text = decode(body, "").text
    quick = fast.read(text)
    if "fast" in expected:
        assert (quick is not None) == expected["fast"], "who reads this document has changed"
    if quick is None:
        return
    slow = by_feedparser.read(defuse(text))
    assert slow is not None
    first, second = (
        build(raw, base=expected["url"], now=NOW, limits=ParseLimits(), hints=PublishHints()) for raw in (quick, slow)
    )
    assert first == second
