"""Dates as feeds write them: RFC 822 and its many misspellings, ISO 8601 and W3CDTF, asctime."""

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

__all__ = ["EARLIEST", "MAX_AHEAD", "parse_date", "plausible"]

EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)
"""No feed item is older: RSS is of 1999, and earlier dates are counters that began at nought."""

MAX_AHEAD: Final = timedelta(days=1)
"""Time zones explain a date up to a day ahead; more is an error or a trick to stay on top."""

_MONTHS: Final = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
_ZONES: Final = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "est": -300, "edt": -240, "et": -300, "cst": -360, "cdt": -300,
    "ct": -360, "mst": -420, "mdt": -360, "mt": -420, "pst": -480, "pdt": -420, "pt": -480, "akst": -540,
    "akdt": -480, "hst": -600, "ast": -240, "adt": -180, "at": -240, "cet": 60, "met": 60, "cest": 120, "mest": 120,
    "bst": 60, "west": 60, "eet": 120, "eest": 180, "msk": 180, "trt": 180, "jst": 540, "kst": 540, "ist": 330,
    "irst": 210, "gst": 240, "pkt": 300, "hkt": 480, "sgt": 480, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
}  # fmt: skip
"""Minutes east of Greenwich: RFC 822 section 5.1, and the abbreviations that newsrooms write besides."""

_MONTH_NAME: Final = "|".join(_MONTHS)
_UTC_NAMES: Final = frozenset(("z", "gmt", "utc", "ut", "+0000", "-0000", "+00:00"))
_TIME: Final = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?(?:\s*(?P<half>[ap])\.?m\.?)?"
)
_BASIC: Final = r"(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?"
"""A time of ISO 8601's basic format, without colons."""

_ZONE: Final = r"(?P<zone>(?:gmt|utc|etc/)?\s*[+-]\s*\d{1,2}:?\d{2}|(?:gmt|utc)?[+-]\d{1,2}|[a-z/]{1,8})?"
_ISO: Final = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d{2})(?:-?(?P<day>\d{2})(?:(?:\s*t\s*|\s+)" + _TIME + r"\s*" + _ZONE + r")?)?$",
    re.ASCII,
)
_ISO_BASIC: Final = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d{2})-?(?P<day>\d{2})t" + _BASIC + r"\s*" + _ZONE + "$", re.ASCII
)
_RFC822: Final = re.compile(
    r"(?:[^\W\d]{2,10}\.?\s*,?\s*)?(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?P<month>" + _MONTH_NAME + r")[a-z]{0,6}"
    r"|(?P<month2>" + _MONTH_NAME + r")[a-z]{0,6}\.?\s+(?P<day2>\d{1,2}))\.?\s*[,-]?\s*(?P<year>\d{4}|\d{2})"
    r"(?:,?\s+(?:at\s+)?" + _TIME + r"(?:\s*" + _ZONE + r")?(?:\s*\([^)]{0,40}\))?)?$"
)
_ASCTIME: Final = re.compile(
    r"[a-z]{3},?\s+(?P<month>"
    + _MONTH_NAME
    + r")\s+(?P<day>\d{1,2})\s+"
    + _TIME
    + r"\s+(?:"
    + _ZONE
    + r"\s+)?(?P<year>\d{4})$"
)
_USUAL: Final = re.compile(
    r"[a-z]{3}, (\d\d) (" + _MONTH_NAME + r") (\d{4}) (\d\d):(\d\d):([0-5]\d) (?:gmt|[+-]0000)", re.ASCII
)
"""What nine of ten feeds write; the patterns above would read it too, in three times the time."""
_LONGEST: Final = 80


def parse_date(text: str) -> datetime | None:
    """The moment that `text` names, in UTC; None where it cannot be read. A date without a zone is taken as UTC.

    Dates outside of what `datetime` can hold are None too; whether a date is plausible is another question.
    """
    text = text.strip().lower()
    if not text or len(text) > _LONGEST:
        return None
    usual = _USUAL.fullmatch(text)
    if usual is not None:
        day, month, *rest = usual.groups()
        year, hour, minute, second = map(int, rest)
        with suppress(ValueError):
            return datetime(year, _MONTHS[month], int(day), hour, minute, second, tzinfo=UTC)
    found = _ISO.match(text) or _RFC822.match(text) or _ASCTIME.match(text) or _ISO_BASIC.match(text)
    if found is None:
        return None
    parts = found.groupdict()
    try:
        zone = _zone(parts["zone"])
        moment = datetime(
            _year(parts["year"]),
            _month(parts["month"] or parts["month2"] or ""),
            int(parts.get("day") or parts.get("day2") or 1),
            _hour(parts),
            int(parts["minute"] or 0),
            min(int(parts["second"] or 0), 59),  # a leap second belongs to the minute that it ends
            tzinfo=zone,
        )
        return moment if zone is UTC else moment.astimezone(UTC)
    except (ValueError, OverflowError, KeyError):
        return None


def plausible(moment: datetime | None, now: datetime) -> datetime | None:
    """`moment`, or None where it is impossible: before 1990, or more than a day ahead (rule 27)."""
    if moment is None or not EARLIEST <= moment <= now + MAX_AHEAD:
        return None
    return moment


def _year(text: str) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    # RFC 2822, section 4.3, two digits.
    return year + (2000 if year < 50 else 1900)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS[text]


def _hour(parts: dict[str, str | None]) -> int:
    hour, half = int(parts["hour"] or 0), parts.get("half")
    if half == "p" and hour < 12:
        return hour + 12
    if half == "a" and hour == 12:
        return 0
    return hour


def _zone(text: str | None) -> timezone:
    if not text or text in _UTC_NAMES:
        return UTC
    sign = "-" if "-" in text else "+"
    name, _, offset = text.partition(sign)
    if offset:
        digits = offset.strip().replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
        minute = int(hours) * 60 + int(minutes)
        return timezone(timedelta(minutes=-minute if sign == "-" else minute))
    # A name that nobody knows (RFC 2822, section 4.3): as if it were UTC.
    return timezone(timedelta(minutes=_ZONES.get(name.strip(), 0)))
