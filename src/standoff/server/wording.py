"""Values of records in the words of a page: days, tolls, names; and text made safe to be shown in one line.

Each is a filter of the templates: ``{{ incident.when | days }}``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Protocol
from urllib.parse import urlsplit

from standoff.actors import ActorRegistry
from standoff.exporters import country_of

__all__ = [
    "FILTERS",
    "count",
    "country",
    "day",
    "days",
    "event_type",
    "figure",
    "instant",
    "outside",
    "party",
    "shown",
    "spoken",
]

_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_BLANKS = re.compile(r"\s+")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MOST_LETTERS = 500


class _Interval(Protocol):
    @property
    def earliest(self) -> date: ...

    @property
    def latest(self) -> date: ...


class _Bounds(Protocol):
    @property
    def what(self) -> str: ...

    @property
    def low(self) -> int | None: ...

    @property
    def high(self) -> int | None: ...


def shown(text: str | None, most: int = _MOST_LETTERS) -> str:
    """One line of a report's text that a page can only show: no control characters, none that turn the direction of
    writing, no more than ``most`` letters.

    >>> shown("four\\n  \\u202edead", most=6)
    'four d…'
    """
    begins = (text or "")[: 4 * most]
    line = _BLANKS.sub(" ", _SURROGATES.sub("\ufffd", _UNSEEN.sub("", begins))).strip()
    return line if len(line) <= most and len(begins) == len(text or "") else line[:most].rstrip() + "…"


def day(when: date | None) -> str:
    """A day as people write it; nothing for no day.

    >>> day(date(2020, 8, 24))
    '24 Aug 2020'
    """
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}" if when else ""


def days(when: _Interval | None) -> str:
    """The days between which something took place, as people write them; nothing where they are not known.

    >>> from standoff.records import Days
    >>> days(Days(date(2020, 8, 24), date(2020, 8, 26))), days(Days(date(2020, 8, 1), date(2020, 8, 31)))
    ('24–26 Aug 2020', 'Aug 2020')
    """
    if when is None:
        return ""
    first, last = when.earliest, when.latest
    same_year, same_month = first.year == last.year, (first.year, first.month) == (last.year, last.month)
    month, last_month = _MONTHS[first.month - 1], _MONTHS[last.month - 1]
    if first == last:
        return day(first)
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        if (first.month, last.month) == (1, 12):
            return f"{first.year}" if same_year else f"{first.year}–{last.year}"
        if same_month:
            return f"{month} {last.year}"
        return f"{month}–{last_month} {last.year}" if same_year else f"{month} {first.year} – {last_month} {last.year}"
    if same_month:
        return f"{first.day}–{last.day} {month} {last.year}"
    return f"{first.day} {month} – {day(last)}" if same_year else f"{day(first)} – {day(last)}"


def instant(at: datetime | None) -> str:
    """A moment in UTC, to the minute; nothing for none."""
    return f"{day(at.astimezone(UTC).date())}, {at.astimezone(UTC):%H:%M} UTC" if at else ""


def figure(toll: _Bounds) -> str:
    """People harmed, with the bounds.

    >>> from standoff.records import Counted
    >>> figure(Counted("killed", 21, None)), figure(Counted("injured", 24, 99)), figure(Counted("other", None, None))
    ('≥ 21 killed', '24–99 injured', 'other harm, no number')
    """
    low, high, what = toll.low, toll.high, "other harm" if toll.what == "other" else toll.what
    if low is None and high is None:
        return f"{what}, no number"
    if low == high:
        return f"{low:,} {what}"
    if high is None:
        return f"≥ {low:,} {what}"
    return f"≤ {high:,} {what}" if low is None else f"{low:,}–{high:,} {what}"


def count(number: int, noun: str, nouns: str | None = None) -> str:
    """A count and what is counted.

    >>> count(1, "report"), count(1200, "copy", "copies")
    ('1 report', '1,200 copies')
    """
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


@cache
def country(code: str | None) -> str:
    """The English name of a country by its ISO 3166-1 alpha-3 code; the code where there is none."""
    return country_of(code)[0] or code or ""


@cache
def party(code: str | None) -> str:
    """The usual name of a party that somebody speaks for, by its id in the registry or its country's code.

    >>> party("RUS"), party("PSE-HAMAS"), party(None)
    ('Russia', 'Hamas', '')
    """
    named = country(code)
    return named if code is None or named != code else next(iter(ActorRegistry.load().aliases_of(code)), code)


def spoken(word: str) -> str:
    """A value of a record as a word: "unnamed_official" is "unnamed official"."""
    return word.replace("_", " ").replace("-", " ")


def event_type(code: str) -> str:
    """An event type as a word.

    >>> event_type("ASSAULT")
    'Assault'
    """
    return code[:40].capitalize()


def outside(url: str | None) -> str | None:
    """An address that a page may link to: of the web, and no other."""
    if not url or len(url) > 4000 or _UNSEEN.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


FILTERS: dict[str, Any] = {
    each.__name__: each
    for each in (count, country, day, days, event_type, figure, instant, outside, party, shown, spoken)
}
