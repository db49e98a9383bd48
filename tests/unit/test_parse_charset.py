"""Encodings, declared rightly, wrongly and not at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.feeds.parse.charset import decode

TEXTS = {
    "ru": "Министерство обороны сообщило, что военные покинули авиабазу в провинции Анбар и передали её местным силам",
    "ar": "أعلنت وزارة الدفاع أن القوات انسحبت من قاعدة عين الأسد في محافظة الأنبار وسلمتها إلى الجيش",
    "fa": "وزارت دفاع اعلام کرد که نيروها از پايگاه هوايي در استان انبار خارج شدند",
    "he": "משרד הביטחון הודיע כי הכוחות עזבו את הבסיס במחוז אנבאר ומסרו אותו לצבא המקומי",
    "el": "Το υπουργείο άμυνας ανακοίνωσε ότι οι δυνάμεις αποχώρησαν από τη βάση στην επαρχία",
    "tr": "Savunma Bakanlığı, güçlerin Anbar'daki üssü boşalttığını ve yerel güçlere devrettiğini açıkladı",
    "fr": "Le ministère de la Défense a annoncé que les forces avaient quitté la base aérienne, cédée à l'armée",
    "pl": "Ministerstwo Obrony ogłosiło, że wojska opuściły bazę lotniczą i przekazały ją siłom lokalnym, także sprzęt",
}
ENCODINGS = [
    ("ru", "cp1251"), ("ru", "koi8-r"), ("ru", "iso8859-5"), ("ar", "cp1256"), ("fa", "cp1256"), ("ar", "iso8859-6"),
    ("he", "cp1255"), ("el", "cp1253"), ("tr", "cp1254"), ("fr", "cp1252"), ("pl", "cp1250"),
]  # fmt: skip


def document(text: str, declared: str, encoding: str) -> tuple[bytes, str]:
    """The document, and what of the text the encoding could hold."""
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else '<?xml version="1.0"?>'
    body = f"{head}<rss><title>{text}</title></rss>".encode(encoding, "replace")
    return body, text.encode(encoding, "replace").decode(encoding)


@pytest.mark.parametrize("declared", ["", "utf-8", "iso-8859-1", "us-ascii", "no-such-encoding", "utf-16"])
@pytest.mark.parametrize(("language", "encoding"), ENCODINGS)
def test_a_wrong_declaration_is_seen_through(language: str, encoding: str, declared: str) -> None:
    body, text = document(TEXTS[language], declared, encoding)
    assert text in decode(body, "").text


@pytest.mark.parametrize(("language", "encoding"), ENCODINGS)
def test_a_right_declaration_is_believed_in_xml_and_in_http(language: str, encoding: str) -> None:
    short = TEXTS[language][:24]
    body, text = document(short, encoding, encoding)
    assert text in decode(body, "text/xml").text
    body, text = document(short, "", encoding)
    assert text in decode(body, f'application/rss+xml; charset="{encoding}"').text


@pytest.mark.parametrize("language", sorted(TEXTS))
@pytest.mark.parametrize("declared", ["", "utf-8", "windows-1252", "koi8-r", "iso-8859-9"])
def test_utf8_is_utf8_whatever_is_declared(language: str, declared: str) -> None:
    body, text = document(TEXTS[language], declared, "utf-8")
    assert text in decode(body, "text/xml; charset=iso-8859-1").text


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
def test_unicode_encodings_with_and_without_a_mark(encoding: str) -> None:
    decoded = decode(document(TEXTS["ar"], "", encoding)[0], "")
    assert TEXTS["ar"] in decoded.text
    assert decoded.text.startswith("<?xml")
    assert not decoded.lossy


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("gb18030", "gb2312"), ("big5", "Big5"), ("shift_jis", "Shift_JIS"), ("euc_jp", "EUC-JP"), ("euc_kr", "euc-kr")],
)
def test_east_asian_encodings_are_taken_at_their_word(encoding: str, declared: str) -> None:
    body, _ = document("中国" if "g5" in encoding or "gb" in encoding else "日本", declared, encoding)
    assert decode(body, "").text.endswith("</title></rss>")
    assert not decode(body, "").lossy


def test_a_stray_byte_does_not_turn_utf8_into_something_else() -> None:
    body = document(TEXTS["ru"], "utf-8", "utf-8")[0] + b"\x93stray\xff"
    decoded = decode(body, "")
    assert TEXTS["ru"] in decoded.text
    assert decoded.lossy


@pytest.mark.parametrize("declared", ["utf-7", "rot13", "zip", "unicode_escape", "idna", "base64", "x" * 40])
def test_codecs_that_are_no_encodings_are_refused(declared: str) -> None:
    body = f'<?xml version="1.0" encoding="{declared}"?><a>+ADw-b\\u0041</a>'.encode()
    assert decode(body, f"text/xml; charset={declared}").text == body.decode()


@given(st.binary(max_size=300), st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_bytes_become_text(body: bytes, content_type: str) -> None:
    decoded = decode(body, content_type)
    decoded.text.encode("utf-8", "surrogatepass")
    assert isinstance(decoded.encoding, str)
