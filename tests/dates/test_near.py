"""What counts from the day of publication, Tuesday 19 July 2016."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("on Tuesday", "2016-07-19", "2016-07-19"),
        ("on Wednesday", "2016-07-13", "2016-07-13"),
        ("last Tuesday", "2016-07-12", "2016-07-12"),
        ("last Friday", "2016-07-15", "2016-07-15"),
        ("on Thursday evening", "2016-07-14", "2016-07-14"),
        ("late on Monday", "2016-07-18", "2016-07-18"),
        ("early Tuesday", "2016-07-19", "2016-07-19"),
        ("in the early hours of Friday", "2016-07-15", "2016-07-15"),
        ("at dawn on Sunday", "2016-07-17", "2016-07-17"),
        ("around dawn Sunday", "2016-07-17", "2016-07-17"),
        ("at around 05:40 on Sunday", "2016-07-17", "2016-07-17"),
        ("at 8 p.m. on Sunday", "2016-07-17", "2016-07-17"),
        ("at midnight on Friday", "2016-07-15", "2016-07-16"),
        ("on the evening of Saturday, 16 July", "2016-07-16", "2016-07-16"),
        ("overnight", "2016-07-18", "2016-07-19"),
        ("overnight on Friday", "2016-07-15", "2016-07-16"),
        ("overnight into Friday", "2016-07-14", "2016-07-15"),
        ("last night", "2016-07-18", "2016-07-19"),
        ("at 2210 last night", "2016-07-18", "2016-07-18"),
        ("at 0130 last night", "2016-07-19", "2016-07-19"),
        ("today", "2016-07-19", "2016-07-19"),
        ("this morning", "2016-07-19", "2016-07-19"),
        ("at dawn", "2016-07-19", "2016-07-19"),
        ("yesterday evening", "2016-07-18", "2016-07-18"),
        ("the day before yesterday", "2016-07-17", "2016-07-17"),
        ("this week", "2016-07-18", "2016-07-19"),
        ("earlier this week", "2016-07-18", "2016-07-18"),
        ("last week", "2016-07-11", "2016-07-17"),
        ("late last week", "2016-07-15", "2016-07-17"),
        ("on Tuesday of last week", "2016-07-12", "2016-07-12"),
        ("over the weekend", "2016-07-16", "2016-07-17"),
        ("this month", "2016-07-01", "2016-07-19"),
        ("earlier this month", "2016-07-01", "2016-07-18"),
        ("last month", "2016-06-01", "2016-06-30"),
        ("early last month", "2016-06-01", "2016-06-10"),
        ("this year", "2016-01-01", "2016-07-19"),
        ("earlier this year", "2016-01-01", "2016-07-18"),
        ("last year", "2015-01-01", "2015-12-31"),
        ("in the past 24 hours", "2016-07-18", "2016-07-19"),
        ("over the last three days", "2016-07-16", "2016-07-19"),
        ("in the past month", "2016-06-19", "2016-07-19"),
        ("during the past two years", "2014-07-19", "2016-07-19"),
        ("two days ago", "2016-07-17", "2016-07-17"),
        ("a week ago", "2016-07-09", "2016-07-15"),
        ("two weeks ago", "2016-07-02", "2016-07-08"),
        ("three months ago", "2016-04-01", "2016-04-30"),
        ("three years ago", "2013-01-01", "2013-12-31"),
        ("a few days ago", "2016-07-14", "2016-07-17"),
        ("two Fridays ago", "2016-07-08", "2016-07-08"),
        ("a week ago today", "2016-07-12", "2016-07-12"),
        ("a couple of days ago", "2016-07-17", "2016-07-17"),
        ("for the third day running", "2016-07-17", "2016-07-19"),
        ("for a fourth consecutive day", "2016-07-16", "2016-07-19"),
        ("for a third day on Monday", "2016-07-16", "2016-07-18"),
        ("since Friday", "2016-07-15", "2016-07-19"),
        ("since mid-June", "2016-06-11", "2016-07-19"),
        ("since the start of June", "2016-06-01", "2016-07-19"),
        ("since 2011", "2011-01-01", "2016-07-19"),
        ("since last week", "2016-07-11", "2016-07-19"),
    ],
)
def test_what_is_past_counts_back_from_the_publication(words, earliest, latest, days_of):
    assert days_of(f"The depot was shelled {words}.") == {words: (earliest, latest)}


@pytest.mark.parametrize(
    ("text", "words", "earliest", "latest"),
    [
        ("The envoy will arrive on Thursday.", "on Thursday", "2016-07-21", "2016-07-21"),
        ("The envoy is to arrive on Thursday.", "on Thursday", "2016-07-21", "2016-07-21"),
        ("The two sides hope to meet on 3 August.", "on 3 August", "2016-08-03", "2016-08-03"),
        ("A vote is planned for Thursday.", "for Thursday", "2016-07-21", "2016-07-21"),
        ("A vote is due on Thursday.", "on Thursday", "2016-07-21", "2016-07-21"),
        ("The truce takes effect on Thursday.", "on Thursday", "2016-07-21", "2016-07-21"),
        ("Talks are scheduled for the weekend.", "for the weekend", "2016-07-16", "2016-07-17"),
        ("The army said it would leave the town next week.", "next week", "2016-07-25", "2016-07-31"),
        ("Parliament votes tomorrow.", "tomorrow", "2016-07-20", "2016-07-20"),
        ("The camp must be empty by Friday.", "by Friday", "2016-07-19", "2016-07-22"),
        ("The truce will last until 3 August.", "until 3 August", "2016-07-19", "2016-08-03"),
        ("The prisoners will be freed in two weeks.", "in two weeks", "2016-08-02", "2016-08-02"),
        ("All troops are to leave within ten days.", "within ten days", "2016-07-19", "2016-07-29"),
        ("A referendum will be held this year.", "this year", "2016-07-19", "2016-12-31"),
        ("More rain is expected over the next three days.", "over the next three days", "2016-07-19", "2016-07-22"),
        ("The union called a strike from today until Friday.", "from today until Friday", "2016-07-19", "2016-07-22"),
        ("They want to spoil the 8 August parliamentary election.", "the 8 August", "2016-08-08", "2016-08-08"),
        ("They threatened the vote of 27 July and the count.", "of 27 July", "2016-07-27", "2016-07-27"),
        ("The crossing may open on 1 August.", "on 1 August", "2016-08-01", "2016-08-01"),
        ("The miners have called a strike for Thursday.", "for Thursday", "2016-07-21", "2016-07-21"),
        ("The judge summoned the mayor for 3 August.", "for 3 August", "2016-08-03", "2016-08-03"),
        ("The waterworks hopes to mend the pipe on Friday.", "on Friday", "2016-07-22", "2016-07-22"),
        ("A truce is likely on Thursday.", "on Thursday", "2016-07-21", "2016-07-21"),
        ("The hills are expected to fall within days.", "within days", "2016-07-19", "2016-07-25"),
    ],
)
def test_what_is_to_come_counts_forward(text, words, earliest, latest, days_of):
    assert days_of(text) == {words: (earliest, latest)}


def test_a_raid_told_beside_a_plan_stays_past(days_of):
    found = days_of("Ministers will discuss Friday's raid on Thursday.")
    assert found == {"Friday": ("2016-07-15", "2016-07-15"), "on Thursday": ("2016-07-21", "2016-07-21")}


def test_a_weekday_that_lost_its_apostrophe_is_still_one(days_of):
    assert days_of("Mondays raid killed nine.") == {"Mondays": ("2016-07-18", "2016-07-18")}


def test_a_raid_in_a_sentence_of_the_present_stays_past(days_of):
    found = days_of("The losses come after similar strikes on the town on Monday, when nine people were killed.")
    assert found == {"on Monday": ("2016-07-18", "2016-07-18")}


def test_a_raid_without_a_year_is_never_ahead(days_of):
    assert days_of("They recalled the raid of 27 July.") == {"of 27 July": ("2015-07-27", "2015-07-27")}


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Four shops were stoned and set on fire on Monday evening.", "on Monday evening", "2016-07-18"),
        ("The mayor will visit the mill burned on Friday.", "on Friday", "2016-07-15"),
    ],
)
def test_what_was_done_counts_back(text, words, day, days_of):
    assert days_of(text) == {words: (day, day)}


def test_since_a_day_after_which_boats_have_set_out_reaches_up_to_publication(days_of):
    assert days_of("Ninety boats have set out since Monday.") == {"since Monday": ("2016-07-18", "2016-07-19")}
