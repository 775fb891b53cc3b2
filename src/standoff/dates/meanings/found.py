"""What a pattern has found, as meanings ask for it, and reckoning with amounts of units."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from standoff.dates.calendar import Days, months_away, week
from standoff.dates.calendar import month as whole_month
from standoff.dates.calendar import year as whole_year
from standoff.dates.context import Context, Meaning
from standoff.dates.lexer import Item, Lexicon

__all__ = [
    "DAY", "LONG_AGO_DAYS", "UNIT_DAYS", "UNIT_MONTHS", "Amount", "Found", "back", "counted_unit", "forward", "moved",
    "moved_whole", "near_month_of",
]  # fmt: skip

DAY = timedelta(days=1)
UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}
UNIT_MONTHS = {"month": 1, "year": 12, "decade": 120}
LONG_AGO_DAYS = 330
"""Days without a year told beside something so long ago are of that time."""
_UNSAID_AMOUNT = (2, 6)
"""What "days" or "weeks" without a number may be."""


class Amount(NamedTuple):
    """So many units, from ``low`` to ``high``."""

    low: int
    high: int
    unit: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a pattern found: its items, and those in its slots."""

    words: Lexicon
    items: Sequence[Item]
    slots: Mapping[str, Sequence[Item]]

    def has(self, slot: str) -> bool:
        return slot in self.slots

    def text(self, slot: str) -> str:
        """The slot's words in small letters, "" where it is missing."""
        return " ".join(item.text for item in self.slots.get(slot, ())).lower()

    def value(self, slot: str) -> Any:
        """What the data file's table says of the slot's word, or what an earlier pattern made of it."""
        item = self.slots[slot][0]
        if item.value is not None:
            return item.value
        for table in self.words.values.values():
            if item.text.lower().rstrip(".") in table:
                return table[item.text.lower().rstrip(".")]
        return _digits(item.text)

    def number(self, slot: str) -> int | None:
        if slot not in self.slots:
            return None
        found = self.value(slot)
        return found if isinstance(found, int) else None

    def amount(self, slot: str) -> Amount | None:
        """The amount of a slot; a unit in the plural alone ("hours later") is a few of them."""
        found = self.value(slot)
        return (
            Amount(*_UNSAID_AMOUNT, found) if isinstance(found, str) else found if isinstance(found, Amount) else None
        )

    def days(self, slot: str) -> Meaning:
        found: Meaning = self.value(slot)
        return found

    def is_one_of(self, slot: str, name: str) -> bool:
        """Whether the slot's word belongs to a class of words."""
        return self.text(slot) in self.words.words[name]

    def step(self) -> int:
        """-1 for "last", 1 for "next", 0 for "this"."""
        return -1 if self.is_one_of("which", "LAST") else 1 if self.is_one_of("which", "NEXT") else 0

    def says(self, word: str) -> bool:
        """Whether a word stands anywhere in what was found."""
        return any(item.text.lower() == word for item in self.items)


def _digits(text: str) -> int | None:
    digits = re.match(r"\d+(?:,\d{3})*(?=st|nd|rd|th|s|$)", text.lower())
    return int(digits[0].replace(",", "")) if digits and len(digits[0]) < 9 else None


def counted_unit(found: Found) -> Amount | None:
    return found.amount("amount") if found.has("amount") else Amount(1, 1, found.value("unit"))


def back(day: date, counted: Amount) -> date:
    return moved(day, counted.unit, -counted.high)


def forward(day: date, counted: Amount) -> date:
    return moved(day, counted.unit, counted.high)


def moved(day: date, unit: str, by: int) -> date:
    """So many units from a day, hours rounded to whole days away from it."""
    if unit == "minute":
        return day
    if unit == "hour":
        whole_days = -(-abs(by) // 24)
        return day + (whole_days if by > 0 else -whole_days) * DAY
    if unit in UNIT_MONTHS:
        return months_away(day, by * UNIT_MONTHS[unit])
    return day + by * UNIT_DAYS.get(unit, 7) * DAY


def moved_whole(day: date, unit: str, by: int) -> Days:
    """The whole week, month, ... so many of them from the one that holds a day."""
    if unit == "month":
        return whole_month(day.year, day.month + by)
    if unit == "year":
        return whole_year(day.year + by)
    if unit == "decade":
        first = day.year - day.year % 10 + 10 * by
        return Days(date(first, 1, 1), date(first + 9, 12, 31))
    if unit == "fortnight":
        return week(day).moved(14 * by) if by >= 0 else Days(day - 14 * DAY, day)
    if unit == "day":
        return Days.one(day + by * DAY)
    return week(day).moved(7 * by)


def near_month_of(context: Context, of_month: int) -> Days:
    told = context.told_long_ago(LONG_AGO_DAYS)
    if told is not None:
        return whole_month(told.earliest.year + (of_month < told.earliest.month), of_month)
    today = context.today
    if context.is_future:
        return whole_month(today.year + (of_month < today.month), of_month)
    return whole_month(today.year - (of_month > today.month), of_month)
