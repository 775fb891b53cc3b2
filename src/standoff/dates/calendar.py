"""Reckoning with days: months, weekdays, parts of a month or year, steps back and forth, feasts that move."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

__all__ = [
    "Days", "easter", "islamic_day", "month", "months_away", "named_day", "season", "third", "week", "weekday", "year",
]  # fmt: skip


class Days(NamedTuple):
    """From a day to a day, both included."""

    earliest: date
    latest: date

    @classmethod
    def one(cls, day: date) -> Days:
        return cls(day, day)

    @property
    def length(self) -> int:
        """How many days they are."""
        return (self.latest - self.earliest).days + 1

    def moved(self, days: int) -> Days:
        step = timedelta(days=days)
        return Days(self.earliest + step, self.latest + step)

    def part(self, first: int, last: int) -> Days:
        """From the day ``first`` to the day ``last`` of them, counted from 0, and no further than they go."""
        return Days(
            min(self.latest, self.earliest + timedelta(days=first)),
            min(self.latest, self.earliest + timedelta(days=last)),
        )

    def clipped(self, latest: date | None) -> Days:
        """What is past never runs beyond ``latest``; days that begin after it are left as they are."""
        if latest is None or self.latest <= latest or self.earliest > latest:
            return self
        return Days(self.earliest, latest)


def year(number: int) -> Days:
    return Days(date(number, 1, 1), date(number, 12, 31))


def month(of_year: int, number: int) -> Days:
    """A whole month; months beyond 12 or before 1 are those of other years.

    >>> month(2020, 2).latest
    datetime.date(2020, 2, 29)
    >>> month(2020, 13).earliest
    datetime.date(2021, 1, 1)
    """
    years, at = divmod(number - 1, 12)
    of_year += years
    return Days(date(of_year, at + 1, 1), date(of_year, at + 1, monthrange(of_year, at + 1)[1]))


def months_away(day: date, months: int) -> date:
    """The same day of another month, or its last day where it is shorter.

    >>> months_away(date(2020, 3, 31), -1)
    datetime.date(2020, 2, 29)
    """
    whole = month(day.year, day.month + months)
    return whole.earliest.replace(day=min(day.day, whole.latest.day))


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
    return Days(month(of_year, first_month).earliest, month(of_year, first_month + 2).latest)


def third(days: Days, at: int) -> Days:
    """The early (0), middle (1) or late (2) part.

    Of a month: to the 10th, to the 20th, the rest. Of a year: four months each. Of a season: a month each. Of a
    week: Monday and Tuesday, Wednesday to Friday, Friday to Sunday. Of a decade: four, three and three years.
    """
    first = days.earliest
    if days.length <= 3:
        return days
    if days.length <= 7:
        return days.part(*((0, 1), (2, 4), (4, 6))[at])
    if days.length <= 31:
        return days.part(*((0, 9), (10, 19), (20, 30))[at])
    if days.length <= 100:
        return Days(month(first.year, first.month + at).earliest, month(first.year, first.month + at).latest)
    if days.length <= 366:
        return Days(month(first.year, 1 + 4 * at).earliest, month(first.year, 4 + 4 * at).latest)
    bounds = ((0, 3), (4, 6), (7, 9))[at]
    return Days(year(first.year + bounds[0]).earliest, year(first.year + bounds[1]).latest)


def easter(of_year: int) -> date:
    """The western Easter Sunday, by the rule of Meeus, Jones and Butcher.

    >>> easter(2019)
    datetime.date(2019, 4, 21)
    """
    a, (b, c) = of_year % 19, divmod(of_year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    moon = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * moon) // 451
    number, day = divmod(h + moon - 7 * m + 114, 31)
    return date(of_year, number, day + 1)


_FIRST_ISLAMIC_DAY = date(622, 7, 19).toordinal()


def islamic_day(of_year: int, number: int, day: int) -> date:
    """A day of the arithmetical Islamic calendar, which is within a day or so of the one that is kept.

    >>> islamic_day(1441, 9, 1)
    datetime.date(2020, 4, 24)
    """
    days = (of_year - 1) * 354 + (3 + 11 * of_year) // 30 + (59 * (number - 1) + 1) // 2 + day - 1
    return date.fromordinal(_FIRST_ISLAMIC_DAY + days)
