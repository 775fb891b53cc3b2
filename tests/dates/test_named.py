"""Days, months, seasons and years by their names."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("on 18 July 2016", "2016-07-18", "2016-07-18"),
        ("on July 18, 2016", "2016-07-18", "2016-07-18"),
        ("on July 18th, 2016", "2016-07-18", "2016-07-18"),
        ("on the 18th of July 2016", "2016-07-18", "2016-07-18"),
        ("on Monday, July 18, 2016", "2016-07-18", "2016-07-18"),
        ("on Monday 18 July 2016", "2016-07-18", "2016-07-18"),
        ("on Mon. 18 Jul. 2016", "2016-07-18", "2016-07-18"),
        ("on 18-Jul-2016", "2016-07-18", "2016-07-18"),
        ("on 2016-07-18", "2016-07-18", "2016-07-18"),
        ("on 18/07/2016", "2016-07-18", "2016-07-18"),
        ("on 07/18/2016", "2016-07-18", "2016-07-18"),
        ("on 18.07.2016", "2016-07-18", "2016-07-18"),
        ("on 02/07/2016", "2016-07-02", "2016-07-02"),
        ("on 12 Feb 90", "1990-02-12", "1990-02-12"),
        ("on 18 July", "2016-07-18", "2016-07-18"),
        ("on 20 July", "2015-07-20", "2015-07-20"),
        ("on the first of June", "2016-06-01", "2016-06-01"),
        ("on Saturday, 25 July", "2015-07-25", "2015-07-25"),
        ("on the 5th", "2016-07-05", "2016-07-05"),
        ("in the night of the 5th", "2016-07-05", "2016-07-05"),
        ("in the evening of the 5th", "2016-07-05", "2016-07-05"),
        ("in the night on the 5th", "2016-07-05", "2016-07-05"),
        ("in the morning of 5 July", "2016-07-05", "2016-07-05"),
        ("on Friday the 8th", "2016-07-08", "2016-07-08"),
        ("on the 21st of last month", "2016-06-21", "2016-06-21"),
        ("on 11 May last year", "2015-05-11", "2015-05-11"),
        ("in May 2014", "2014-05-01", "2014-05-31"),
        ("in June", "2016-06-01", "2016-06-30"),
        ("in December", "2015-12-01", "2015-12-31"),
        ("in May last year", "2015-05-01", "2015-05-31"),
        ("last May", "2016-05-01", "2016-05-31"),
        ("in 2014", "2014-01-01", "2014-12-31"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("in the early 1990s", "1990-01-01", "1993-12-31"),
        ("in the summer of 2014", "2014-06-01", "2014-08-31"),
        ("last winter", "2015-12-01", "2016-02-29"),
        ("in the spring", "2016-03-01", "2016-05-31"),
        ("in late 2015", "2015-09-01", "2015-12-31"),
        ("in mid-2015", "2015-05-01", "2015-08-31"),
        ("in mid-July", "2016-07-11", "2016-07-19"),
        ("in mid-July 2015", "2015-07-11", "2015-07-20"),
        ("in early June", "2016-06-01", "2016-06-10"),
        ("at the end of May", "2016-05-21", "2016-05-31"),
        ("at the beginning of May 2015", "2015-05-01", "2015-05-10"),
        ("in the middle of June", "2016-06-11", "2016-06-20"),
        ("in the first half of May", "2016-05-01", "2016-05-15"),
        ("in the second week of June", "2016-06-08", "2016-06-14"),
        ("in the last week of June", "2016-06-24", "2016-06-30"),
        ("in the last days of June", "2016-06-21", "2016-06-30"),
        ("in the second quarter of 2015", "2015-04-01", "2015-06-30"),
        ("in the first three months of 2015", "2015-01-01", "2015-03-31"),
        ("in the first five months of the year", "2016-01-01", "2016-05-31"),
        ("on New Year's Eve", "2015-12-31", "2015-12-31"),
        ("on Christmas Day 2014", "2014-12-25", "2014-12-25"),
        ("on Easter Sunday", "2016-03-27", "2016-03-27"),
        ("during Ramadan", "2016-06-06", "2016-07-06"),
        ("on Good Friday 2015", "2015-04-03", "2015-04-03"),
    ],
)
def test_a_named_day_is_on_or_before_the_publication(words, earliest, latest, days_of):
    assert days_of(f"The depot was shelled {words}.") == {words: (earliest, latest)}


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("18-19 July", "2016-07-18", "2016-07-19"),
        ("on 18 and 19 July", "2016-07-18", "2016-07-19"),
        ("on July 17-18, 2015", "2015-07-17", "2015-07-18"),
        ("between 3 and 5 June", "2016-06-03", "2016-06-05"),
        ("between 29 June and 3 July", "2016-06-29", "2016-07-03"),
        ("from 28 May to 2 June 2014", "2014-05-28", "2014-06-02"),
        ("from 28 December 2014 to 2 January", "2014-12-28", "2015-01-02"),
        ("from December 28 until January 2, 2015", "2014-12-28", "2015-01-02"),
        ("from Monday to Wednesday", "2016-07-11", "2016-07-13"),
        ("between Friday and Sunday", "2016-07-15", "2016-07-17"),
        ("on the night of 3 to 4 May", "2016-05-03", "2016-05-04"),
        ("in the night from Sunday to Monday", "2016-07-17", "2016-07-18"),
        ("from May to July 2015", "2015-05-01", "2015-07-31"),
        ("between March and May", "2016-03-01", "2016-05-31"),
        ("from 2011 to 2013", "2011-01-01", "2013-12-31"),
        ("in 2014-15", "2014-01-01", "2015-12-31"),
        ("between May 25 and the end of June", "2016-05-25", "2016-06-30"),
    ],
)
def test_from_one_day_to_another(words, earliest, latest, days_of):
    assert days_of(f"The depot was shelled {words}.") == {words: (earliest, latest)}


def test_a_weekday_beside_a_day_tells_the_year(days_of):
    assert days_of("The pact was signed on Friday, 24 June.") == {"on Friday, 24 June": ("2016-06-24", "2016-06-24")}
    assert days_of("The pact was signed on Thursday, 21 July.") == {
        "on Thursday, 21 July": ("2016-07-21", "2016-07-21")
    }


def test_a_weekday_that_fits_no_year_is_a_slip(days_of):
    assert days_of("The pact was signed on Monday, 8 July.") == {"on Monday, 8 July": ("2016-07-08", "2016-07-08")}


def test_a_day_told_with_its_year_keeps_it_when_told_again(days_of):
    found = days_of("The bridge fell on 3 August 2012. The raid of 3 August was the last.")
    assert found["of 3 August"] == ("2012-08-03", "2012-08-03")


def test_a_day_beside_one_long_ago_is_of_that_time(days_of):
    found = days_of("The town fell on 3 August 2012 and was retaken on 5 September.")
    assert found["on 5 September"] == ("2012-09-05", "2012-09-05")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on the last Friday of June", "2016-06-24"),
        ("on the first Monday in March", "2016-03-07"),
        ("on the third Thursday of May", "2016-05-19"),
        ("on the second Sunday of March 2011", "2011-03-13"),
        ("on the final Saturday of April, 2015", "2015-04-25"),
    ],
)
def test_a_weekday_of_a_month_is_counted_in_that_month(words, day, days_of):
    assert days_of(f"Nine people were killed {words}.") == {words: (day, day)}


def test_a_month_without_so_many_of_a_weekday_has_no_such_day(days_of):
    assert days_of("Nine people were killed on the fifth Monday of June.") == {
        "on the fifth Monday of June": (None, None)
    }


def test_a_day_that_bounds_something_is_the_nearest_one(days_of):
    assert days_of("They agreed on a truce from July 26.")["July 26"] == ("2016-07-26", "2016-07-26")
    assert days_of("They held a truce from July 2.")["July 2"] == ("2016-07-02", "2016-07-02")
