"""Reckoning with days: months, weekdays, thirds of a month or year, steps back and forth."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

__all__ = [
    "Days", "month", "months_away", "named_day", "season", "third_of_month", "third_of_year", "week", "weekday", "year",
]  # fmt: skip


class Days(NamedTuple):
    """From a day to a day, both included."""

    earliest: date
    latest: date

    @classmethod
    def one(cls, day: date) -> Days:
        return cls(day, day)

    def moved(self, days: int) -> Days:
        step = timedelta(days=days)
        return Days(self.earliest + step, self.latest + step)

    def clipped(self, latest: date | None) -> Days:
        """What is past never runs beyond ``latest``; days that begin after it are left as they are."""
        if latest is None or self.latest <= latest or self.earliest > latest:
            return self
        return Days(self.earliest, latest)


def year(number: int) -> Days:
    return Days(date(number, 1, 1), date(number, 12, 31))


def month(of_year: int, number: int) -> Days:
    """
    >>> month(2020, 2).latest
    datetime.date(2020, 2, 29)
    """
    return Days(date(of_year, number, 1), date(of_year, number, monthrange(of_year, number)[1]))


def months_away(day: date, months: int) -> date:
    """The same day of another month, or its last day where it is shorter.

    >>> months_away(date(2020, 3, 31), -1)
    datetime.date(2020, 2, 29)
    """
    at = day.year * 12 + day.month - 1 + months
    of_year, number = divmod(at, 12)
    return date(of_year, number + 1, min(day.day, monthrange(of_year, number + 1)[1]))


def week(day: date) -> Days:
    """The Monday to Sunday that hold a day."""
    monday = day - timedelta(days=day.weekday())
    return Days(monday, monday + timedelta(days=6))


def weekday(number: int, day: date, *, is_future: bool = False, is_strict: bool = False) -> date:
    """The nearest such weekday on or before ``day`` (on or after it where it is to come); ``is_strict`` leaves
    out the day itself.

    >>> weekday(1, date(2020, 8, 28))
    datetime.date(2020, 8, 25)
    """
    if is_future:
        step = (number - day.weekday()) % 7
        return day + timedelta(days=7 if is_strict and step == 0 else step)
    step = (day.weekday() - number) % 7
    return day - timedelta(days=7 if is_strict and step == 0 else step)


def named_day(number: int, of_month: int, day: date, *, is_future: bool = False) -> date:
    """The nearest such day and month on or before ``day``, or on or after it where it is to come.

    Raises ``ValueError`` where no year has it.
    """
    step = 1 if is_future else -1
    for at in range(9):  # 29 February may be eight years off
        try:
            found = date(day.year + step * at, of_month, number)
        except ValueError:
            continue
        if (found >= day) if is_future else (found <= day):
            return found
    raise ValueError(f"no day {number} in month {of_month}")


def season(of_year: int, first_month: int) -> Days:
    """Three months; a winter is named after the year in which it begins."""
    return Days(date(of_year, first_month, 1), months_away(date(of_year, first_month, 1), 3) - timedelta(days=1))


def third_of_month(days: Days, third: int) -> Days:
    """1 to 10, 11 to 20, 21 to the end."""
    first = days.earliest
    if third == 2:
        return Days(first.replace(day=21), month(first.year, first.month).latest)
    return Days(first.replace(day=1 + 10 * third), first.replace(day=10 + 10 * third))


def third_of_year(days: Days, third: int) -> Days:
    """January to April, May to August, September to December."""
    of_year = days.earliest.year
    return Days(month(of_year, 1 + 4 * third).earliest, month(of_year, 4 + 4 * third).latest)
