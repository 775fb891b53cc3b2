"""What records hold in the words of a person, on a terminal as on a page: days, tolls, counts, lines of text."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Protocol

__all__ = ["FIELDS", "count", "day", "days", "field_words", "figure", "one_line"]

FIELDS = {
    "whether": "Whether it happened",
    "actor": "Who did it",
    "target": "To whom",
    "place": "Where",
    "when": "When",
    "type": "What happened",
    "reality": "Whether it was done",
}
"""The fields that accounts can differ on, tolls apart, in words."""

_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_BLANKS = re.compile(r"\s+")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


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


def one_line(text: str) -> str:
    """Text of a report as one line that can only be shown: no control characters, none that turn the direction of
    writing, no halves of characters.

    >>> one_line("four\\n  \\u202edead")
    'four dead'
    """
    return _BLANKS.sub(" ", _SURROGATES.sub("\ufffd", _UNSEEN.sub("", text))).strip()


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


def figure(toll: _Bounds) -> str:
    """People harmed, with the bounds.

    >>> from standoff.records import Counted
    >>> [figure(Counted("killed", *bounds)) for bounds in ((4, 4), (21, None), (None, 20), (24, 99))]
    ['4 killed', '≥ 21 killed', '≤ 20 killed', '24–99 killed']
    >>> figure(Counted("other", None, None))
    'other harm, number not given'
    """
    low, high, what = toll.low, toll.high, "other harm" if toll.what == "other" else toll.what
    if low is None and high is None:
        return f"{what}, number not given"
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


def field_words(name: str) -> str:
    """What a field that accounts can differ on is called.

    >>> field_words("actor"), field_words("tolls.killed")
    ('Who did it', 'Killed')
    """
    return FIELDS.get(name) or name.removeprefix("tolls.").capitalize()
