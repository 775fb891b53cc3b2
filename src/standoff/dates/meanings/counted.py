"""Numbers and what is counted from: "two days ago", "a few hours later", "since May", "from 3 to 5 June"."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

from standoff.dates.calendar import Days, months_away, week
from standoff.dates.calendar import month as whole_month
from standoff.dates.calendar import year as whole_year
from standoff.dates.context import Context, Meaning, NoDate, Unknown
from standoff.dates.meanings.found import DAY, UNIT_MONTHS, Amount, Found, back, forward, moved, near_month_of
from standoff.dates.meanings.near import moment

__all__ = [
    "after_what_follows",
    "ago",
    "amount",
    "anniversary",
    "before_what_follows",
    "earlier",
    "eve",
    "exactly_ago",
    "from_number_to",
    "from_to",
    "in_amount",
    "later",
    "nothing",
    "nth_day_told",
    "nth_in_a_row",
    "number",
    "same_as",
    "since",
    "since_told",
    "unit_up_to",
    "until",
    "week_of",
    "within",
]


# --- quantities


def number(found: Found) -> int | None:
    tens, ones = found.number("tens") or 0, found.number("ones") or 0
    if ones == 100 and tens < 10:
        return tens * ones
    return tens + ones if tens >= 20 and tens % 10 == 0 and ones < 10 else None


def amount(found: Found) -> Amount | None:
    unit: str = found.value("unit")
    counted = found.value("number") if found.has("number") else 1
    if isinstance(counted, list):
        return Amount(counted[0], counted[1], unit)
    return Amount(counted, counted, unit) if isinstance(counted, int) and counted < 10_000 else None


def nothing(_: Found) -> str:
    """No date, but nothing that other patterns should take apart either."""
    return ""


# --- from one to another


def from_to(found: Found) -> Meaning:
    first, last = found.value("first"), found.days("last")
    begin: Meaning = first if callable(first) else lambda context: near_month_of(context, first)

    def days(context: Context) -> Days:
        if context.is_future or _is_fixed(begin, last, context):
            since = begin(context)
            until = last(context.seen_from(since.latest, is_future=True))
            context.runs_on = True
        else:
            until = last(context)
            since = begin(context.seen_from(until.latest))
        if since.earliest > until.latest:
            raise Unknown
        return Days(since.earliest, until.latest)

    return days


def _is_fixed(begin: Meaning, last: Meaning, context: Context) -> bool:
    """Whether the last day counts from the first: "from 28 May 2014 to 2 June", "from today until Monday"."""
    first_alone, last_alone = context.seen_from(context.published_on), context.seen_from(context.published_on)
    try:
        begin(first_alone)
    except Unknown:
        return context.published_on is not None
    with suppress(Unknown):
        last(last_alone)
    return not first_alone.rests_on and bool(last_alone.rests_on)


def from_number_to(found: Found) -> Meaning | None:
    first, last = found.number("number"), found.days("last")

    def days(context: Context) -> Days:
        until = last(context)
        since = until.latest.replace(day=first or 1)
        return Days(since if since <= until.latest else months_away(since, -1), until.latest)

    return days if first and first <= 31 else None


def same_as(found: Found) -> Any:
    return found.value("same")


# --- so long ago, so long after


def exactly_ago(found: Found) -> Meaning | None:
    counted = found.amount("amount")
    return (lambda context: Days.one(back(context.today, counted))) if counted else None


def ago(found: Found) -> Meaning | None:
    """A day where days are counted, the week around it for weeks, the month or year for months or years."""
    counted = found.amount("amount")
    if counted is None:
        return None

    def days(context: Context) -> Days:
        if counted.unit in ("minute", "hour"):
            if counted.high > 240:
                raise Unknown
            return Days(back(context.today, counted), context.today - counted.low // 24 * DAY)
        whole = _shifted(Days.one(context.today), counted, -1)
        return (
            Days(whole.earliest - 3 * DAY, whole.latest + 3 * DAY) if counted.unit in ("week", "fortnight") else whole
        )

    return days


def later(found: Found) -> Meaning | None:
    return _from_told(found.amount("amount"), 1)


def earlier(found: Found) -> Meaning | None:
    return _from_told(found.amount("amount"), -1)


_COUNTED_FROM = {"minute": 2, "hour": 2, "week": 31, "month": 31, "year": 366, "decade": 366}
"""So long at most are the days told from which so many of a unit are counted; others a week."""


def _from_told(counted: Amount | None, sign: int) -> Meaning | None:
    if counted is None:
        return None

    def days(context: Context) -> Days:
        at_most = _COUNTED_FROM.get(counted.unit, 7)
        try:
            base = context.told(at_most).days
        except Unknown:
            if sign > 0:
                raise
            base = Days.one(context.today)
        return _shifted(base, counted, sign)

    return days


def _shifted(base: Days, counted: Amount, sign: int) -> Days:
    """So many units after (1) or before (-1) some days. Months and years give the whole month or year."""
    day = base.latest if sign > 0 else base.earliest
    near, far = sorted((moved(day, counted.unit, sign * counted.low), moved(day, counted.unit, sign * counted.high)))
    if counted.unit in ("minute", "hour") and counted.high < 24:
        return Days(min(near, base.earliest), max(far, base.latest))
    if counted.unit == "hour":
        whole = (counted.low // 24) * sign * DAY
        near, far = sorted((day + whole, moved(day, "hour", sign * counted.high)))
    if counted.unit == "month":
        return Days(whole_month(near.year, near.month).earliest, whole_month(far.year, far.month).latest)
    if counted.unit in ("year", "decade"):
        return Days(whole_year(near.year).earliest, whole_year(far.year).latest)
    return Days(near, far)


def after_what_follows(found: Found) -> Meaning | None:
    """ "two days after the raid": a mere apposition to a day before it, or counted from a day told after or before."""
    return _from_event(found.amount("amount"), 1, must_be_told=found.text("which") in ("into", "since"))


def before_what_follows(found: Found) -> Meaning | None:
    return _from_event(found.amount("amount"), -1)


def _from_event(counted: Amount | None, sign: int, *, must_be_told: bool = False) -> Meaning | None:
    if counted is None:
        return None

    def days(context: Context) -> Days:
        if context.beside is not None:
            return context.beside
        base = context.follows()
        if base is None and must_be_told:
            raise NoDate
        is_soon = counted.unit in ("minute", "hour") and counted.low < 24
        if base is not None:
            return Days(base.earliest, base.latest) if is_soon else _shifted(base, counted, sign)
        told = _from_told(counted, sign)
        if told is None or not context.told_before:
            context.rests_on["told"] = date.min
            raise Unknown
        return told(context)

    return days


def eve(_: Found) -> Meaning:
    def days(context: Context) -> Days:
        base = context.follows()
        if base is None:
            context.rests_on["told"] = date.min
            raise Unknown
        return Days.one(base.earliest - DAY)

    return days


def nth_day_told(found: Found) -> Meaning | None:
    """ "on its fifth day", "on the first two days": of the days just told."""
    at = found.number("number")
    counted = found.amount("amount") if found.has("amount") else None
    if (at is None and counted is None) or (counted is not None and counted.unit != "day"):
        return None

    def days(context: Context) -> Days:
        told = context.told(31).days
        if counted is None:
            return Days.one(told.earliest + ((at or 1) - 1) * DAY)
        if told.length < counted.high:
            raise NoDate
        if found.is_one_of("which", "FINAL"):
            return Days(told.latest - (counted.high - 1) * DAY, told.latest)
        return told.part(0, counted.high - 1)

    return days


def nth_in_a_row(found: Found) -> Meaning | None:
    at, unit = found.number("number"), found.value("unit")
    if not at or at < 2:
        return None

    def days(context: Context) -> Days:
        last = found.days("day")(context).latest if found.has("day") else context.today
        return Days(moved(last, unit, 1 - at), last)

    return days


def anniversary(_: Found) -> Meaning:
    def days(context: Context) -> Days:
        if context.beside is None:
            raise NoDate
        return context.beside

    return days


def within(found: Found) -> Meaning | None:
    """ "will fall within days", "fell on Monday and within hours was empty"; "all went off within minutes" says how
    long, not when."""
    counted = found.amount("amount")
    if counted is None:
        return None

    def days(context: Context) -> Days:
        told = context.told_lately(0) if not context.is_future else None
        if told is None and not context.is_future:
            raise NoDate
        first = told.days.earliest if told else context.today
        context.runs_on = True
        return Days(first, forward(first, counted))

    return days


def in_amount(found: Found) -> Meaning | None:
    """ "will open in two weeks"; "fell in a week": the days up to publication."""
    counted = found.amount("amount")
    if counted is None or counted.unit == "minute" or counted.low != counted.high:
        return None

    def days(context: Context) -> Days:
        if context.is_future:
            return Days(moved(context.today, counted.unit, counted.low), forward(context.today, counted))
        if counted.unit in UNIT_MONTHS:  # "the largest raid in two years"
            raise NoDate
        return Days(back(context.today, counted), context.today)

    return days


def unit_up_to(found: Found) -> Meaning:
    """ "in the week to 5 May"."""
    day = found.days("day")
    unit = found.value("unit")
    counted = Amount(1, 1, unit) if isinstance(unit, str) else unit

    def days(context: Context) -> Days:
        last = day(context).latest
        return Days(min(last, back(last, counted) + DAY), last)

    return days


def week_of(found: Found) -> Meaning:
    day = found.days("day")
    return lambda context: week(day(context).earliest)


# --- since and until


def since_told(_: Found) -> Meaning:
    return lambda context: Days(context.told(366).days.latest, context.today)


def since(found: Found) -> Meaning:
    since_days = found.days("since")

    def days(context: Context) -> Days:
        context.bare = since_days(context)
        first = context.bare.earliest
        return Days(first, max(first, context.today))

    return days


def until(found: Found) -> Meaning:
    """From the day of publication, or, where that is later, from the day just told."""
    is_of_day = not callable(found.value("until"))  # "by midday"
    last: Callable[[Context], Days] = moment(found) if is_of_day else found.value("until")

    def days(context: Context) -> Days:
        context.bare = end = last(context)
        context.runs_on = True
        if is_of_day:
            return end
        if context.published_on is not None and end.latest >= context.published_on:
            told = context.told_lately(1)
            start = (
                told.days.earliest if told and end.latest == context.today and not context.is_future else context.today
            )
            return Days(min(start, end.latest), end.latest)
        told = context.told_lately(1)
        is_before = told is not None and told.days.earliest <= end.latest
        return Days(told.days.earliest if told and is_before else end.earliest, end.latest)

    return days
