"""Days and tolls are written as people write them, on a terminal as on a page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.records import Counted, Days
from standoff.wording import days, figure


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        ("2020-08-26", "2020-08-26", "26 Aug 2020"),
        ("2020-08-24", "2020-08-26", "24–26 Aug 2020"),
        ("2020-08-30", "2020-09-02", "30 Aug – 2 Sep 2020"),
        ("2019-12-30", "2020-01-02", "30 Dec 2019 – 2 Jan 2020"),
        ("2020-02-01", "2020-02-29", "Feb 2020"),
        ("2020-03-01", "2020-05-31", "Mar–May 2020"),
        ("2020-01-01", "2020-12-31", "2020"),
        ("2018-01-01", "2020-12-31", "2018–2020"),
        ("2019-11-01", "2020-01-31", "Nov 2019 – Jan 2020"),
    ],
)
def test_days_are_written_as_people_write_them(earliest: str, latest: str, said: str) -> None:
    assert days(Days(date.fromisoformat(earliest), date.fromisoformat(latest))) == said


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 4000))
def test_days_always_name_both_years(earliest: date, length: int) -> None:
    latest = earliest + timedelta(days=length)
    said = days(Days(earliest, latest))
    assert str(earliest.year) in said
    assert str(latest.year) in said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (4, 4, "4 killed"),
        (21, None, "≥ 21 killed"),
        (None, 20, "≤ 20 killed"),
        (24, 99, "24–99 killed"),
        (2000, 9999, "2,000–9,999 killed"),
        (None, None, "killed, number not given"),
    ],
)
def test_a_toll_states_its_bounds(low: int | None, high: int | None, said: str) -> None:
    assert figure(Counted("killed", low, high)) == said
