"""What the log may say, and how: no secrets, no escapes, one line."""

import io
import json
import logging
import sys
from collections.abc import Iterator

import pytest

from watcher.logs import ConsoleFormatter, JsonFormatter, redact_text, set_up_logging
from watcher.text.clean import terminal_safe


@pytest.fixture(autouse=True)
def _restore() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    for handler in list(root.handlers):
        root.removeHandler(handler)
    for handler in handlers:
        root.addHandler(handler)
    root.setLevel(level)


def _record(message: str, *args: object, level: int = logging.INFO, **extra: object) -> logging.LogRecord:
    record = logging.LogRecord("watcher.x", level, __file__, 1, message, args, None)
    record.__dict__.update(extra)
    return record


def test_credentials_in_urls_never_reach_a_line() -> None:
    said = redact_text("GET http://joe:s3cret@a.example/feed?api_key=hunter2 failed")
    assert "s3cret" not in said
    assert "hunter2" not in said
    assert "a.example/feed" in said
    for formatter in (ConsoleFormatter(colour=False), JsonFormatter()):
        line = formatter.format(_record("%s", "https://u:p4ss@h.example/"))
        assert "p4ss" not in line


def test_escape_codes_and_direction_controls_never_reach_a_terminal() -> None:
    line = ConsoleFormatter(colour=False).format(_record("title %s", "\x1b[31mred\x1b[0m \u202eevil\nnext"))
    assert "\x1b" not in line
    assert "\u202e" not in line
    assert "\n" not in line


def test_a_warning_says_that_it_is_one_and_colour_wraps_the_whole_text() -> None:
    plain = ConsoleFormatter(colour=False).format(_record("odd", level=logging.WARNING))
    assert plain.endswith("warning: odd")
    coloured = ConsoleFormatter(colour=True).format(_record("odd", level=logging.WARNING))
    assert coloured.endswith("\x1b[33mwarning: odd\x1b[0m")
    assert "\x1b" not in ConsoleFormatter(colour=True).format(_record("calm"))


def test_a_json_line_is_one_object_with_what_the_call_added() -> None:
    line = JsonFormatter().format(_record("match %d", 7, fields={"match": 7, "title": "عين الأسد\nx"}))
    said = json.loads(line)
    assert said["message"] == "match 7"
    assert said["match"] == 7
    assert said["level"] == "info"
    assert said["time"].endswith("Z")
    assert "\n" not in line
    assert "عين" in line


def test_what_a_call_adds_is_redacted_too_and_steers_no_terminal() -> None:
    fields = {"feed": "https://u:p4ss@h.example/?api_key=hunter2", "title": "a\x9b31m\u202eb\u2028c"}
    line = JsonFormatter().format(_record("odd", fields=fields))
    assert json.loads(line)["feed"] == "https://h.example/?api_key=***"
    assert json.loads(line)["title"] == fields["title"]
    assert len(line.splitlines()) == 1
    assert terminal_safe(line) == line


def test_on_a_terminal_words_and_addresses_stay_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    url = "https://feeds.example.org/a/very/long/address/that/no/terminal/of/sixty/columns/holds.xml"
    line = ConsoleFormatter(colour=False, terminal=True).format(_record(f"{url}: the server is down, or so it seems"))
    assert [part[:10].strip() != "" for part in line.split("\n")] == [True, False]
    first, second = line.split("\n")
    assert first.endswith(f"  {url}:")
    assert second == " " * 10 + "the server is down, or so it seems"
    assert "\n" not in ConsoleFormatter(colour=False).format(_record("word " * 60))


@pytest.mark.parametrize("formatter", [ConsoleFormatter(colour=False), JsonFormatter()])
def test_a_bug_shows_its_traceback(formatter: logging.Formatter) -> None:
    try:
        raise ZeroDivisionError("http://u:p4ss@h.example/ \x1b[31m")
    except ZeroDivisionError:
        record = _record("oops", exc_info=sys.exc_info())
    line = formatter.format(record)
    assert "ZeroDivisionError" in line
    assert "Traceback" in line
    assert "p4ss" not in line
    assert "\x1b" not in line


def test_auto_is_json_where_there_is_no_terminal_and_libraries_are_quiet() -> None:
    stream = io.StringIO()
    set_up_logging("info", "auto", stream=stream)
    logging.getLogger("watcher").info("one")
    logging.getLogger("httpx").info("HTTP Request: GET http://u:p@h/")
    logging.getLogger("watcher").debug("two")
    [line] = stream.getvalue().splitlines()
    assert json.loads(line)["message"] == "one"


def test_console_can_be_asked_for_and_setting_up_twice_does_not_double() -> None:
    stream = io.StringIO()
    set_up_logging("debug", "console", stream=stream)
    set_up_logging("debug", "console", stream=stream)
    logging.getLogger("watcher").debug("two")
    assert stream.getvalue().count("two") == 1
