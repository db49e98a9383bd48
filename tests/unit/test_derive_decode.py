"""Bytes of a seed, in every state that they come in."""

import pytest

from watcher.derive.decode import decode, seed_document
from watcher.errors import InputError

ARABIC = "قال المتحدث باسم قوات خفر السواحل إن السفينة كانت قادمة من الميناء يوم الأحد"
RUSSIAN = "Министр сообщил о том, что переговоры завершились и стороны подпишут соглашение"


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_unicode_is_decoded(coding: str) -> None:
    assert decode(f"Läuft: {ARABIC}".encode(coding), name="seed") == f"Läuft: {ARABIC}"


@pytest.mark.parametrize(
    ("text", "coding"),
    [("Ein Büro in Köln für die Gäste wurde geschlossen.", "cp1252"), (ARABIC, "cp1256"), (RUSSIAN, "cp1251")],
)
def test_old_codings_are_told_where_that_is_safe(text: str, coding: str) -> None:
    assert decode(text.encode(coding), name="seed") == text


def test_a_declared_coding_is_believed() -> None:
    assert decode("дом".encode("koi8-r"), name="seed", declared="koi8-r") == "дом"
    page = b'<html><head><meta charset="iso-8859-9"></head>' + "İzmir ığdır".encode("iso-8859-9")
    assert "İzmir ığdır" in decode(page, name="page")
    assert decode(b"plain", name="seed", declared="no-such-coding") == "plain"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "coding cannot be told"),
        (b"a\x00b" * 100, "binary"),
        (b"\x01\x02\x03\x04" * 40 + b"text", "binary"),
        (bytes(range(128, 256)) * 3, "coding cannot be told"),
        (b"x" * 10_000_001, "too large"),
    ],
)
def test_what_is_no_text_is_refused_in_words(data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as raised:
        decode(data, name="seeds/x.txt")
    assert str(raised.value).startswith("seeds/x.txt: ")
    assert raised.value.exit_code == 3


@pytest.mark.parametrize(
    ("name", "text", "media"),
    [
        ("a.md", "x", "markdown"),
        ("a.HTML", "x", "html"),
        ("a.txt", "x", "text"),
        ("-", "<!DOCTYPE html><p>x", "html"),
        ("README", "x", "text"),
    ],
)
def test_the_media_follows_the_name_or_the_beginning(name: str, text: str, media: str) -> None:
    assert seed_document(text.encode(), name=name).media == media
    assert seed_document(text.encode(), name=name, media="text").media == "text"
