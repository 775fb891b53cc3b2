"""Values of records in the words of a person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.cli import words
from standoff.records import Span, Toll

SPAN = Span.of("ten", 0, 3)


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
    assert words.days(date.fromisoformat(earliest), date.fromisoformat(latest)) == said


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 4000))
def test_days_always_name_both_years(earliest: date, length: int) -> None:
    latest = earliest + timedelta(days=length)
    said = words.days(earliest, latest)
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
    assert words.toll(Toll("killed", low, high, None, SPAN, SPAN)) == said


def test_a_toll_says_who_was_harmed() -> None:
    assert words.toll(Toll("injured", 4, 4, "ferry\x1b[7m men", SPAN, SPAN)) == "4 injured (ferry men)"


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b[2J\x1b[1;1Htext", "text"),
        ("\x9b31mtext", "text"),
        ("te\x00x\x08t\x7f", "text"),
        ("te\u202ext\u2066", "text"),
        ("two\r\n\tlines", "two lines"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("[red]not markup[/red]", "[red]not markup[/red]"),
    ],
)
def test_hostile_text_is_only_shown(hostile: str, shown: str) -> None:
    assert words.safe(hostile) == shown


@given(st.text())
def test_safe_text_holds_no_control_characters_and_can_be_encoded(text: str) -> None:
    shown = words.safe(text)
    assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in shown)
    shown.encode("utf-8")
    assert words.safe(shown) == shown


def test_a_country_is_named_and_an_unknown_code_stands_as_it_is() -> None:
    assert words.country("IRQ") == "Iraq"
    assert words.country("XYZ") == "XYZ"
