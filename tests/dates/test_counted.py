"""What counts from a day told before or after."""

from __future__ import annotations

from datetime import date

import pytest

from standoff.dates import find_dates


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("A few hours later", "2016-07-12", "2016-07-13"),
        ("Twenty minutes later", "2016-07-12", "2016-07-12"),
        ("Two days later", "2016-07-14", "2016-07-14"),
        ("Two days after that attack", "2016-07-14", "2016-07-14"),
        ("Two days earlier", "2016-07-10", "2016-07-10"),
        ("The following day", "2016-07-13", "2016-07-13"),
        ("The next morning", "2016-07-13", "2016-07-13"),
        ("The day after", "2016-07-13", "2016-07-13"),
        ("The previous day", "2016-07-11", "2016-07-11"),
        ("The same day", "2016-07-12", "2016-07-12"),
        ("Later that day", "2016-07-12", "2016-07-12"),
        ("That night", "2016-07-12", "2016-07-12"),
        ("That very night", "2016-07-12", "2016-07-12"),
        ("A week later", "2016-07-19", "2016-07-19"),
        ("A month earlier", "2016-06-01", "2016-06-30"),
        ("A year earlier", "2015-01-01", "2015-12-31"),
        ("The week before", "2016-07-04", "2016-07-10"),
        ("On the third day", "2016-07-14", "2016-07-14"),
        ("Since then", "2016-07-12", "2016-07-19"),
    ],
)
def test_later_counts_from_the_last_day_told(words, earliest, latest, days_of):
    found = days_of(f"The depot was shelled on 12 July. {words}, the guards fled.")
    expression = next(key for key in found if key != "on 12 July")
    assert words.startswith(expression)
    assert found[expression] == (earliest, latest)


def test_after_counts_from_the_day_told_after_it(days_of):
    found = days_of("Two days after the raid of 5 July the guards fled.")
    assert found == {"Two days after": ("2016-07-07", "2016-07-07"), "of 5 July": ("2016-07-05", "2016-07-05")}


def test_the_eve_of_a_day_is_the_day_before(days_of):
    assert days_of("He was shot on the eve of the 5 July ballot.")["on the eve of"] == ("2016-07-04", "2016-07-04")


def test_after_in_apposition_is_the_day_it_stands_beside(days_of):
    found = days_of("The fort fell on Friday, two days after its commander fled.")
    assert found["two days after"] == ("2016-07-15", "2016-07-15")


def test_dawn_after_an_evening_is_the_next_day(days_of):
    found = days_of("They set out on Thursday evening and struck at dawn.")
    assert found["at dawn"] == ("2016-07-15", "2016-07-15")


def test_what_counts_from_an_event_says_so(make_document):
    document = make_document(
        "It burned on 12 July. A few hours later it rained. It thundered today.", published_on="2016-07-19"
    )
    assert [(m.span.text, m.is_relative_to_event, m.basis) for m in find_dates(document)] == [
        ("on 12 July", False, "relative to 2016-07-19"),
        ("A few hours later", True, "relative to the day before it: 2016-07-12"),
        ("today", False, "relative to 2016-07-19"),
    ]


def test_an_hour_counted_from_nothing_told_is_not_known(days_of):
    assert days_of("Two hours later the shells fell.") == {"Two hours later": (None, None)}


def test_since_a_day_keeps_the_day_alone_beside_it(make_document):
    (mention,) = find_dates(make_document("Nobody has left since 5 July.", published_on="2016-07-19"))
    assert mention.bare == (date(2016, 7, 5), date(2016, 7, 5))
    assert (mention.earliest, mention.latest) == (date(2016, 7, 5), date(2016, 7, 19))


def test_what_would_lie_ahead_counts_from_something_else(days_of):
    found = days_of("The bridge was blown up on 12 July, it was said, a month after the murder of its builder.")
    assert found["a month after"] == (None, None)


def test_the_day_printed_at_the_head_is_no_day_told(days_of):
    assert days_of("SORN, 18 July 2016 (Wire) - He fled two days before the ballot.")["two days before"] == (None, None)


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("At dusk", "2016-07-17", "2016-07-19"),
        ("By noon", "2016-07-17", "2016-07-19"),
        ("In the evening", "2016-07-17", "2016-07-19"),
        ("That evening", "2016-07-17", "2016-07-17"),
    ],
)
def test_a_time_of_day_is_of_the_day_of_the_news_or_of_one_since(words, earliest, latest, days_of):
    text = (
        f"The fort fell on Sunday, months after last week's truce. It was old. It was small. {words} the guards fled."
    )
    assert days_of(text)[words] == (earliest, latest)


def test_minutes_after_what_a_night_holds_is_a_time_of_that_night(days_of):
    found = days_of("Four towers were blown up last night. Minutes later a guard was shot.")
    assert found["Minutes later"] == ("2016-07-18", "2016-07-19")


def test_nothing_later_counts_from_a_remark_on_somebody(days_of):
    found = days_of(
        "Mortars hit the mill on Monday. They mourned a guard gunned down on Saturday. He was 30. Hours later it burned."
    )
    assert found["Hours later"] == ("2016-07-18", "2016-07-19")


def test_what_the_sentence_itself_remarks_is_counted_from(days_of):
    found = days_of("A guard who was shot on Saturday died two days later.")
    assert found["two days later"] == ("2016-07-18", "2016-07-18")


@pytest.mark.parametrize(
    ("text", "is_of_dateline"),
    [
        ("SORN, July 18. /Wire/. Rebels shelled the mill.", True),
        ("Rebels shell the mill\n\nSORN, 18 July (Wire) -- Rebels shelled the mill.", True),
        ("18 July: rebels shelled the mill.", False),
        ("Rebels shell the mill\n\nField report, Sorn, 19 July 2016\n\nRebels shelled the mill.", True),
        ("Rebels shell the mill\n\nRebels shelled the mill on 19 July 2016\n\nThey fled.", False),
        ("The rebels, on 18 July, shelled the mill.", False),
    ],
)
def test_a_date_behind_a_town_says_when_the_report_was_written(text, is_of_dateline, make_document):
    (mention,) = find_dates(make_document(text, published_on="2016-07-19"))
    assert mention.is_of_dateline == is_of_dateline


def test_that_day_may_be_one_of_a_few_told_of_vaguely(days_of):
    found = days_of("He was shot on a morning in early April. The army says that it fired at two men that day.")
    assert found["that day"] == ("2016-04-01", "2016-04-10")
