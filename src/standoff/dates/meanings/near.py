"""What lies near the day of publication, and parts of it: "last week", "late last month", "at dawn"."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from standoff.dates.calendar import Days, months_away, week
from standoff.dates.calendar import month as whole_month
from standoff.dates.calendar import third as third_of
from standoff.dates.calendar import weekday as nearest_weekday
from standoff.dates.calendar import year as whole_year
from standoff.dates.context import Context, Meaning, Unknown
from standoff.dates.meanings.found import (
    DAY,
    UNIT_MONTHS,
    Amount,
    Found,
    back,
    counted_unit,
    forward,
    moved_whole,
    near_month_of,
)

__all__ = [
    "coming_amount",
    "day_of_near",
    "first_units_of",
    "following_amount",
    "for_amount_after",
    "moment",
    "near",
    "night_after",
    "night_before",
    "nth_unit_of",
    "nth_weekday_of",
    "part_of_day",
    "past_amount",
    "rest_of_near",
    "same",
    "same_day",
    "step",
    "third",
    "vague",
    "weekend",
]


# --- near the day of publication


def past_amount(found: Found) -> Meaning | None:
    """ "in the past two weeks": up to the day of publication."""
    counted = counted_unit(found)
    return (lambda context: Days(back(context.today, counted), context.today)) if counted else None


def coming_amount(found: Found) -> Meaning | None:
    counted = counted_unit(found)
    if counted is None:
        return None

    def days(context: Context) -> Days:
        if context.is_future or not context.told_before:
            context.runs_on = True
            return Days(context.today, forward(context.today, counted))
        return _following(context, counted)

    return days


def following_amount(found: Found) -> Meaning | None:
    counted = found.amount("amount")
    return (lambda context: _following(context, counted)) if counted else None


for_amount_after = following_amount


def _following(context: Context, counted: Amount) -> Days:
    last = context.told(31).days.latest
    return Days(last + DAY, max(last + DAY, forward(last, counted)))


def vague(_: Found) -> Meaning:
    def days(context: Context) -> Days:
        context.rests_on["vague"] = date.min
        raise Unknown

    return days


def same_day(found: Found) -> Meaning:
    """ "that day", "later in the day": the day just told, or one from that of the news to that of publication."""
    must_be_told = found.says("that") or found.says("same")

    def days(context: Context) -> Days:
        told = context.told_lately(1 if not must_be_told else 99, at_most=2)
        if told is None and must_be_told and (vaguely := context.told_lately(_NEAR_SENTENCES, at_most=_VAGUELY_DAYS)):
            return vaguely.days  # "a morning in early April"
        return Days.one(told.days.latest) if told else _since_the_news(context)

    return days


def step(found: Found) -> Meaning:
    """ "the following day", "the week before": one unit from the days just told."""
    which, unit = found.text("which"), found.value("unit") if found.text("unit") in _all_units(found) else "day"
    by = 0 if which == "same" else 1 if which in ("following", "next", "after") else -1

    def days(context: Context) -> Days:
        base: Days | None = None
        if which in ("before", "after", "following"):
            base = context.beside
            if base is not None:
                return base
            base = context.follows()
        if base is None:
            try:
                base = context.told(366 if unit in UNIT_MONTHS else 31 if unit != "day" else 14).days
            except Unknown:
                if by > 0 or which == "before":
                    raise
                base = Days.one(context.today)
        if unit == "month":
            return whole_month(base.latest.year, base.latest.month + by)
        if unit in ("year", "decade"):
            return whole_year(base.latest.year + by)
        if unit == "week":
            return week(base.latest).moved(7 * by)
        if unit == "weekend":
            return week(base.latest).moved(7 * by).part(5, 6)
        return Days.one((base.latest if by >= 0 else base.earliest) + by * DAY)

    return days


def _all_units(found: Found) -> dict[str, Any]:
    return found.words.values["UNIT"]


def weekend(found: Found) -> Meaning:
    by = found.step()
    is_this = found.is_one_of("which", "THIS")

    def days(context: Context) -> Days:
        saturday = nearest_weekday(5, context.today, is_future=is_this and context.is_future)
        if by > 0:
            saturday = nearest_weekday(5, context.today, is_future=True, is_strict=True)
        elif by < 0 and context.today.weekday() >= 5:
            saturday -= 7 * DAY
        elif is_this and context.is_future and context.today.weekday() == 6:
            saturday = context.today - DAY
        return Days(saturday, saturday + DAY)

    return days


def near(found: Found) -> Meaning:
    unit, by = found.value("unit"), found.step()

    def days(context: Context) -> Days:
        whole = moved_whole(context.today, unit, by)
        return Days(context.today, whole.latest) if by == 0 and context.is_future else whole

    return days


def rest_of_near(found: Found) -> Meaning:
    """ "earlier this week" ends the day before publication, "later this week" begins with it."""
    unit, is_later = found.value("unit"), found.text("which") == "later"

    def days(context: Context) -> Days:
        if unit == "weekend":
            return weekend(found)(context)
        whole = moved_whole(context.today, unit, 0)
        if is_later and (context.is_future or not context.told_before):
            return Days(context.today, whole.latest)
        return Days(whole.earliest, max(whole.earliest, context.today - DAY))

    return days


def same(found: Found) -> Meaning:
    unit = found.value("unit")
    return lambda context: moved_whole(context.told(366).days.latest, unit, 0)


# --- parts of months, years and weeks


def _whole(found: Found, context: Context) -> Days:
    """The days of which a part is meant: those of an expression, or the unit that holds the day of publication."""
    item = found.slots["whole"][0]
    if callable(item.value):
        return item.value(context)  # type: ignore[no-any-return]
    if isinstance(found.value("whole"), int):
        return whole_year(found.value("whole"))
    return moved_whole(context.today, found.value("whole"), 0)


def first_units_of(found: Found) -> Meaning | None:
    counted = found.amount("amount")
    is_last = found.is_one_of("which", "FINAL")
    if counted is None or counted.unit in ("minute", "hour"):
        return None

    def days(context: Context) -> Days:
        whole = _whole(found, context)
        if is_last:
            return Days(max(whole.earliest, back(whole.latest + DAY, counted)), whole.latest)
        return Days(whole.earliest, min(whole.latest, forward(whole.earliest, counted) - DAY))

    return days


def nth_unit_of(found: Found) -> Meaning | None:
    unit, is_last = found.text("unit"), found.text("number") in ("last", "final")
    at = 0 if is_last else found.number("number")
    if at is None:
        return None

    def days(context: Context) -> Days:
        if found.has("whole"):
            whole = _whole(found, context)
        else:
            told = context.told_lately(1, at_most=366)
            whole = whole_year((told.days.latest if told else context.today).year)
        count = {"quarter": 4, "half": 2}.get(unit)
        if count is not None:
            at_part = count - 1 if is_last else at - 1
            part = _division(whole, count, at_part)
            if not found.has("whole") and part.earliest > context.today:
                part = _division(whole_year(whole.earliest.year - 1), count, at_part)
            return part
        length = {"week": 7, "fortnight": 14, "weekend": 7, "day": 1, "month": 0}[unit]
        if unit == "month":
            at_month = whole.latest.month if is_last else whole.earliest.month + at - 1
            return whole_month(whole.latest.year if is_last else whole.earliest.year, at_month)
        if is_last:
            return Days(whole.latest - (length - 1) * DAY, whole.latest)
        return whole.part(length * (at - 1), length * at - 1)

    return days


def nth_weekday_of(found: Found) -> Meaning | None:
    """ "the last Friday of February", "the second Monday in May"."""
    is_last = found.text("number") in ("last", "final")
    at, on_weekday = (0 if is_last else found.number("number")), found.value("weekday")
    of_month, of_year = found.value("month"), found.number("year")
    if at is None:
        return None

    def days(context: Context) -> Days:
        whole = whole_month(of_year, of_month) if of_year else near_month_of(context, of_month)
        if is_last:
            return Days.one(nearest_weekday(on_weekday, whole.latest))
        first = nearest_weekday(on_weekday, whole.earliest, is_future=True)
        day = first + 7 * (at - 1) * DAY
        if not whole.earliest <= day <= whole.latest:
            raise Unknown
        return Days.one(day)

    return days


def _division(whole: Days, count: int, at: int) -> Days:
    if not 0 <= at < count:
        raise Unknown
    if whole.length >= 365:
        months = 12 // count
        first = months_away(whole.earliest, months * at)
        return Days(first, months_away(first, months) - DAY)
    length = whole.length // count
    return Days(
        whole.earliest + at * length * DAY,
        whole.latest if at == count - 1 else whole.earliest + ((at + 1) * length - 1) * DAY,
    )


def third(found: Found) -> Meaning:
    which = found.text("which")

    def days(context: Context) -> Days:
        whole = _whole(found, context)
        if which in ("earlier", "later"):
            return whole
        return third_of(whole, 0 if found.is_one_of("which", "EARLY") else 1 if found.is_one_of("which", "MID") else 2)

    return days


def day_of_near(found: Found) -> Meaning:
    """ "11 May last year", "Tuesday of last week"."""

    def days(context: Context) -> Days:
        whole = found.days("whole")(context)
        day = found.days("day")(context.seen_from(whole.latest))
        if day.latest < whole.earliest:
            raise Unknown
        return day

    return days


# --- parts of days


def part_of_day(found: Found) -> Meaning | None:
    day, is_midnight = found.days("day"), found.says("midnight")
    clock = found.text("clock")
    if clock and not re.fullmatch(r"[0-2]?\d[.:]?[0-5]\d", clock):
        return None

    def days(context: Context) -> Days:
        found_days = day(context)
        if clock and found_days.length == 2:  # "at 2210 last night"
            is_evening = int(re.sub(r"\D", "", clock)) >= 1200
            return Days.one(found_days.earliest if is_evening else found_days.latest)
        return Days(found_days.earliest, found_days.latest + DAY) if is_midnight else found_days

    return days


def night_after(found: Found) -> Meaning:
    day = found.days("day")

    def days(context: Context) -> Days:
        of_day = day(context)
        return Days(of_day.earliest, of_day.latest + DAY).clipped(context.published_on)

    return days


def night_before(found: Found) -> Meaning:
    day = found.days("day")

    def days(context: Context) -> Days:
        of_day = day(context)
        return Days(of_day.earliest - DAY, of_day.latest)

    return days


def moment(found: Found) -> Meaning:
    """ "at dawn" alone: of the day just told, of the morning after an evening, or of a day since that of the news."""
    is_next_morning = any(found.says(word) for word in ("dawn", "daybreak", "sunrise", "midnight"))

    def days(context: Context) -> Days:
        told = context.told_lately(1, at_most=2)
        if told is None:
            return _since_the_news(context)
        by = 1 if told.is_night and told.days.length == 1 and is_next_morning else 0
        return Days.one(told.days.latest + by * DAY)

    return days


def _since_the_news(context: Context) -> Days:
    """The days from the last one told, where the report is of it, to that of publication."""
    told = context.told_lately(99, at_most=2)
    is_news = told is not None and 0 <= (context.today - told.days.latest).days <= _NEWS_DAYS
    return Days(told.days.latest if told is not None and is_news else context.today, context.today)


_NEAR_SENTENCES = 10
_VAGUELY_DAYS = 11
"""A day that is only told to be one of so many."""
_NEWS_DAYS = 3
"""A day told that lies no further back is that of the news."""
