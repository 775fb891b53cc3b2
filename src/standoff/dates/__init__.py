"""On which days things are said to have happened: a grammar of intervals, patterns as data."""

from standoff.dates.find import find_dates

__all__ = ["find_dates"]
