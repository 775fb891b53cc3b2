"""Days as publishers print them above and below a report, and as machines write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

__all__ = ["DAY_PATTERN", "EARLIEST_YEAR", "LATEST_YEAR", "read_day"]

EARLIEST_YEAR = 1900
"""A publication year before this one is taken for a mistake, and the day for unknown."""
LATEST_YEAR = 2099
"""A publication year after this one is taken for a mistake, and the day for unknown."""

_MONTHS = {
    name: at
    for at, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sep sept", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+"
_ORDINAL = r"(?:st|nd|rd|th)?"
DAY_PATTERN = (
    rf"(?:{_WEEKDAY})?(?<!\d)(?:"
    rf"\d{{1,2}}{_ORDINAL}(?:\s+of)?[\s-]{{1,3}}{_MONTH}[.,]{{0,2}}[\s-]{{1,3}}\d{{4}}(?!\d)"
    rf"|{_MONTH}\.?\s{{1,3}}\d{{1,2}}{_ORDINAL},?\s{{1,3}}\d{{4}}(?!\d)"
    r"|\d{4}-\d{2}-\d{2}(?!\d)|\d{4}/\d{2}/\d{2}(?!\d)|\d{1,2}\.\d{1,2}\.\d{4}(?!\d)|\d{1,2}/\d{1,2}/\d{4}(?!\d)|\d{1,2}-\d{1,2}-\d{4}(?!\d))"
)
"""A pattern for a whole day with its year; match it without regard to case."""

_DAY_FIRST = re.compile(rf"(\d{{1,2}}){_ORDINAL}(?:\s+of)?[\s-]+({_MONTH})[.,]*[\s-]+(\d{{4}})(?!\d)", re.I)
_MONTH_FIRST = re.compile(rf"({_MONTH})\.?\s+(\d{{1,2}}){_ORDINAL},?\s+(\d{{4}})(?!\d)", re.I)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
_DIGITS = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})[./-](\d{4})(?!\d)")
_EPOCH = re.compile(r"\d{9,10}(?:\d{3})?(?:\.\d+)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[T ]?\d{4,6}Z?)?")


def read_day(value: object) -> date | None:
    """The day that a piece of metadata or a printed line names, or ``None`` when it names none for sure.

    Understands ISO 8601, RFC 2822, days in words, ``DD.MM.YYYY``, seconds since 1970. Of an instant the day in
    the instant's own time zone is taken, since that is the day the publisher printed. ``3/4/2016`` may be March or
    April and gives ``None``; ``18/7/2016`` and ``7/18/2016`` are clear. A year outside 1900 to 2099 gives ``None``.

    >>> read_day("Friday, August 28th, 2020"), read_day("2020-08-28T23:30:00-05:00"), read_day("3/4/2016")
    (datetime.date(2020, 8, 28), datetime.date(2020, 8, 28), None)
    """
    if isinstance(value, datetime):
        return _day(value.year, value.month, value.day)
    if isinstance(value, date):
        return _day(value.year, value.month, value.day)
    if isinstance(value, bool) or value is None:
        return None
    text = str(value)[:120].strip()
    if _EPOCH.fullmatch(text):
        return _since_1970(float(text))
    compact = _COMPACT.fullmatch(text)
    if compact:
        return _day(int(compact[1]), int(compact[2]), int(compact[3]))
    year_first = _YEAR_FIRST.search(text)
    if year_first:
        return _day(int(year_first[1]), int(year_first[2]), int(year_first[3]))
    day_first = _DAY_FIRST.search(text)
    if day_first:
        return _day(int(day_first[3]), _month(day_first[2]), int(day_first[1]))
    month_first = _MONTH_FIRST.search(text)
    if month_first:
        return _day(int(month_first[3]), _month(month_first[1]), int(month_first[2]))
    return _of_digits(text) or _of_mail(text)


def _month(name: str) -> int:
    return _MONTHS[name.lower()]


def _of_digits(text: str) -> date | None:
    digits = _DIGITS.search(text)
    if digits is None:
        return None
    first, second, year = int(digits[1]), int(digits[3]), int(digits[4])
    if digits[2] == "." or first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def _of_mail(text: str) -> date | None:
    try:
        return read_day(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _since_1970(seconds: float) -> date | None:
    if seconds > 1e11:
        seconds /= 1000
    try:
        return read_day(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        return None


def _day(year: int, month: int, day: int) -> date | None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
