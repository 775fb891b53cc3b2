"""Words and numbers that are no dates, and dates that cannot be told."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "The 45th Brigade may march down Route 66.",
        "An F-16 and 2,000 men were seen; May I go?",
        "The 15 May Brigade and the June Martyrs Battalion denied it.",
        "The 19 April movement signed the paper.",
        "The October 6 Bridge was closed.",
        "Three years into the war the town is empty.",
        "A two-day truce and a 24-hour curfew were agreed.",
        "They fought for three hours over 500 metres.",
        "Theresa May spoke; April Jones listened.",
        "Some 1980 refugees crossed the river.",
        "The Sunday Times printed the letter.",
        "The 11 September Command laid a wreath.",
        "All three bombs went off within four minutes.",
        "The road has been shut since the fall of the fort.",
        "Resolution 2254 and article 51 were read out.",
        "The second battalion lost its first tank in the third attack.",
        "He is 25 years old.",
        "They sat in the sun and may fall ill.",
        "Markets open on Fridays.",
        "On Fridays men pray.",
        "It was the largest raid in two years.",
        "A bomb exploded shortly before 1730.",
        "Gunmen burst in shortly after 2000 and fired.",
        "The raid ended just before 1915 when the guns fell silent.",
    ],
)
def test_it_is_no_date(text, days_of):
    assert days_of(text) == {}


@pytest.mark.parametrize(
    "text", ["It was mined recently.", "The bridge stood at the time.", "It was mined in recent weeks."]
)
def test_what_is_too_vague_has_no_days(text, days_of):
    assert list(days_of(text).values()) == [(None, None)]


def test_a_day_that_the_calendar_lacks_has_no_days(days_of):
    assert days_of("It was signed on 31 February 2014.") == {"on 31 February 2014": (None, None)}


def test_a_number_after_a_month_may_count_men(days_of):
    assert days_of("In June 18 men were freed.") == {"In June": ("2016-06-01", "2016-06-30")}


def test_without_a_day_of_publication_only_whole_days_are_known(days_of):
    text = "The post fell on 3 May 2014. On Tuesday it was retaken. Two days later it burned."
    assert days_of(text, None) == {
        "on 3 May 2014": ("2014-05-03", "2014-05-03"),
        "On Tuesday": (None, None),
        "Two days later": ("2014-05-05", "2014-05-05"),
    }


def test_a_day_printed_at_the_head_stands_in_for_the_day_of_publication(days_of):
    found = days_of("SORN, 10 October 2022 - The post fell on Sunday.", None)
    assert found["on Sunday"] == ("2022-10-09", "2022-10-09")
