"""Days, months, seasons and years by their names: "5 May", "Tuesday", "the summer of 2014"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from standoff.dates.calendar import Days, easter, islamic_day, named_day, season
from standoff.dates.calendar import month as whole_month
from standoff.dates.calendar import weekday as nearest_weekday
from standoff.dates.calendar import year as whole_year
from standoff.dates.context import Context, Meaning, Unknown
from standoff.dates.lexer import letters_of
from standoff.dates.meanings.found import DAY, LONG_AGO_DAYS, Found, near_month_of

__all__ = [
    "day_of_month",
    "day_of_near_month",
    "days_of_month",
    "decade",
    "feast",
    "from_today",
    "iso_day",
    "last_night",
    "month",
    "month_of_near_year",
    "month_of_year",
    "months_of_year",
    "near_month",
    "near_season",
    "number_of_month",
    "overnight",
    "season_of_near_year",
    "season_of_year",
    "slashed_day",
    "told_weekday",
    "weekday",
    "weekday_and_number",
    "weekdays_ago",
    "year",
    "years",
]


# --- days


def days_of_month(found: Found) -> Meaning | None:
    first, last, of_month = found.number("first"), found.number("last"), found.number("month")
    at_year = found.number("year")
    if first is None or last is None or of_month is None or not 1 <= first < last <= 31:
        return None

    def days(context: Context) -> Days:
        end = date(at_year, of_month, last) if at_year else _near_day(context, last, of_month)
        return Days(end.replace(day=first), end)

    return days


def day_of_month(found: Found) -> Meaning | None:
    day, of_month, at_year = found.number("day"), found.number("month"), found.number("year")
    on_weekday = found.number("weekday")
    if day is None or of_month is None or not 1 <= day <= 31:
        return None
    if at_year is not None and at_year < 100:
        if at_year < 50:
            return None
        at_year += 1900
    if at_year is not None and not 1000 < at_year < 2200:
        return None

    def days(context: Context) -> Days:
        if at_year is not None:
            return Days.one(date(at_year, of_month, day))
        if on_weekday is not None:
            for years in (0, -1, 1):  # the weekday tells the year; in none it is a slip
                try:
                    that = date(context.today.year + years, of_month, day)
                except ValueError:
                    continue
                if that.weekday() == on_weekday:
                    return Days.one(that)
        return Days.one(_near_day(context, day, of_month))

    return days


def _near_day(context: Context, day: int, of_month: int) -> date:
    """A day and month without a year: near the day of publication, or after what the sentence tells of long ago."""
    same = context.told_as(day, of_month)
    if same is not None:
        context.rests_on["told"] = same
        return same
    told = context.told_long_ago(LONG_AGO_DAYS)
    if told is not None:
        return named_day(day, of_month, told.earliest.replace(month=1, day=1), is_future=True)
    past = named_day(day, of_month, context.today)
    if not context.is_future and not context.is_open:
        return past
    ahead = named_day(day, of_month, context.today, is_future=True)
    return ahead if context.is_future or ahead - context.today < context.today - past else past


def iso_day(found: Found) -> Meaning:
    text = found.text("day")
    return lambda _: Days.one(date.fromisoformat(text))


def slashed_day(found: Found) -> Meaning | None:
    first, second, at_year = (int(part) for part in re.split(r"[/.]", found.text("day")))
    if at_year < 100:
        at_year += 2000 if at_year < 50 else 1900
    if not 1800 < at_year < 2200 or not (first <= 31 and second <= 31 and min(first, second) <= 12):
        return None

    def days(context: Context) -> Days:
        readings = [date(at_year, m, d) for d, m in {(first, second), (second, first)} if 1 <= m <= 12]
        if len(readings) == 1 or first == second or "." in found.text("day"):
            return Days.one(date(at_year, second, first) if second <= 12 else readings[0])
        # Day first or month first: what is told of is rather the day nearest before the publication.
        return Days.one(min(readings, key=lambda day: (day > context.today, abs((day - context.today).days))))

    return days


def weekday(found: Found) -> Meaning:
    on_weekday = found.value("weekday")

    def days(context: Context) -> Days:
        today = context.today
        if found.is_one_of("which", "NEXT"):
            return Days.one(nearest_weekday(on_weekday, today, is_future=True, is_strict=True))
        is_last = found.is_one_of("which", "LAST")
        is_future = context.is_future and not is_last
        return Days.one(nearest_weekday(on_weekday, today, is_future=is_future, is_strict=is_last))

    return days


def told_weekday(found: Found) -> Meaning:
    """ "on the Thursday": that of the days just told, where they hold one."""
    on_weekday = found.value("weekday")

    def days(context: Context) -> Days:
        try:
            told = context.told(31).days
        except Unknown:
            return Days.one(nearest_weekday(on_weekday, context.today, is_future=context.is_future))
        day = nearest_weekday(on_weekday, told.latest)
        return Days.one(day if day >= told.earliest else day + 7 * DAY)

    return days


def weekday_and_number(found: Found) -> Meaning:
    on_weekday, day = found.value("weekday"), found.number("day") or 0

    def days(context: Context) -> Days:
        step = 1 if context.is_future else -1
        today = context.today
        for months in range(30):
            try:
                that = whole_month(today.year, today.month + step * months).earliest.replace(day=day)
            except ValueError:
                continue
            if that.weekday() == on_weekday and (that - today).days * step >= 0:
                return Days.one(that)
        raise Unknown

    return days


def weekdays_ago(found: Found) -> Meaning | None:
    on_weekday, weeks = found.value("weekday"), found.number("ago")
    if not weeks or weeks > 500:
        return None
    return lambda context: Days.one(
        nearest_weekday(on_weekday, context.today, is_strict=True) - timedelta(days=7 * (weeks - 1))
    )


def number_of_month(found: Found) -> Meaning:
    day = found.number("day") or 0

    def days(context: Context) -> Days:
        step = 1 if context.is_future else -1
        for months in range(3):
            try:
                that = whole_month(context.today.year, context.today.month + step * months).earliest.replace(day=day)
            except ValueError:
                continue
            if (that - context.today).days * step >= 0:
                return Days.one(that)
        raise Unknown

    return days


def day_of_near_month(found: Found) -> Meaning:
    day, step = found.number("day") or 0, found.step()
    return lambda context: Days.one(
        whole_month(context.today.year, context.today.month + step).earliest.replace(day=day)
    )


def from_today(_: Found, by: int) -> Meaning:
    def days(context: Context) -> Days:
        if context.is_elsewhere:
            raise Unknown
        return Days.one(context.today + by * DAY)

    return days


def last_night(_: Found) -> Meaning:
    return lambda context: Days(context.today - DAY, context.today)


overnight = last_night


def feast(found: Found) -> Meaning:
    kind, rule = found.words.feasts[letters_of(found.slots["day"])]
    at_year, step = found.number("year"), found.step()

    def days(context: Context) -> Days:
        if at_year is not None:
            return _feasts(kind, rule, at_year)[0]
        today = context.today
        near = [days for at in range(-2, 3) for days in _feasts(kind, rule, today.year + at)]
        ahead = min(days for days in near if days.latest > today)
        past = max(days for days in near if days.earliest <= today and (step == 0 or days.latest < today))
        is_soon = context.is_open and ahead.earliest - today < today - past.latest
        return ahead if step > 0 or (step == 0 and (context.is_future or is_soon)) else past

    return days


def _feasts(kind: str, rule: list[int], at_year: int) -> list[Days]:
    """The days of a feast in a year; the Islamic year being shorter, it may fall twice in one of ours."""
    if kind == "easter_feasts":
        first = easter(at_year) + rule[0] * DAY
        return [Days(first, first + (rule[1] - 1) * DAY)]
    if kind == "islamic_feasts":
        begin = int((at_year - 622) * 33 / 32)
        firsts = [islamic_day(begin + at, rule[0], rule[1]) for at in range(-1, 3)]
        return [Days(day - DAY, day + (rule[2] - 1) * DAY) for day in firsts if day.year == at_year]
    return [Days.one(date(at_year, rule[0], rule[1]))]


# --- months, seasons, years


def months_of_year(found: Found) -> Meaning | None:
    first, last, at_year = found.number("first"), found.number("last"), found.number("year")
    if first is None or last is None or at_year is None:
        return None
    since = at_year if first <= last else at_year - 1
    return lambda _: Days(whole_month(since, first).earliest, whole_month(at_year, last).latest)


def month_of_year(found: Found) -> Meaning:
    of_month, at_year = found.value("month"), found.number("year") or 0
    return lambda _: whole_month(at_year, of_month)


def month(found: Found) -> Meaning:
    of_month = found.value("month")
    return lambda context: near_month_of(context, of_month)


def near_month(found: Found) -> Meaning:
    of_month, step = found.value("month"), found.step()

    def days(context: Context) -> Days:
        today = context.today
        if step < 0:
            return whole_month(today.year - (of_month >= today.month), of_month)
        if step > 0:
            return whole_month(today.year + (of_month <= today.month), of_month)
        return whole_month(today.year, of_month)

    return days


def month_of_near_year(found: Found) -> Meaning:
    of_month = found.value("month")
    return _of_near_year(found, lambda at_year: whole_month(at_year, of_month))


def season_of_near_year(found: Found) -> Meaning:
    first_month = found.value("season")
    return _of_near_year(found, lambda at_year: season(at_year, first_month))


def _of_near_year(found: Found, part: Callable[[int], Days]) -> Meaning:
    def days(context: Context) -> Days:
        whole = found.days("whole")(context) if found.has("whole") else _told_year(context)
        if whole.length < 365:
            raise Unknown
        return part(whole.latest.year)

    return days


def _told_year(context: Context) -> Days:
    return whole_year(context.told(366).days.latest.year)


def season_of_year(found: Found) -> Meaning:
    first_month, at_year = found.value("season"), found.number("year") or found.number("first") or 0
    return lambda _: season(at_year, first_month)


def near_season(found: Found) -> Meaning:
    first_month, step = found.value("season"), found.step()

    def days(context: Context) -> Days:
        today = context.today
        near = [season(today.year + years, first_month) for years in range(-2, 3)]
        if step > 0 or (step == 0 and context.is_future):
            return min(days for days in near if (days.earliest if step else days.latest) >= today)
        return max(days for days in near if (days.latest if step < 0 else days.earliest) <= today)

    return days


def decade(found: Found) -> Meaning:
    first = found.number("decade") or int(found.text("decade")[:4])
    return lambda _: Days(date(first, 1, 1), date(first + 9, 12, 31))


def years(found: Found) -> Meaning | None:
    first, last = found.number("first"), found.number("last")
    if first is None or last is None:
        return None
    if last < 100:
        last += first - first % 100
    return (lambda _: Days(date(first, 1, 1), date(last, 12, 31))) if first < last < 2200 else None


def year(found: Found) -> Meaning:
    at_year = found.number("year") or 0
    return lambda _: whole_year(at_year)
