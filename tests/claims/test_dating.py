"""Which days are carried to a happening whose sentence gives none, and which never are."""

from __future__ import annotations

import pytest


def days(claim):
    return (claim.when.earliest.isoformat(), claim.when.latest.isoformat()) if claim.when else None


def test_a_day_in_the_heading_of_a_paragraph_is_that_of_what_it_tells(story):
    report = story(
        "Notes of the quarter\n\nBetween 1 April and 30 June 2021 the clinic was hit often.\n\n"
        "Sorn, 4 May. Gunmen looted a store. The guard was beaten.\n\n"
        "Tibra, 6 May. Soldiers searched a school. A teacher was led away.",
        published_on="2021-07-10",
    )
    report.happens("the clinic was hit often", "hit")
    report.happens("Gunmen looted a store", "looted")
    report.happens("The guard was beaten", "beaten")
    report.happens("Soldiers searched a school", "searched")
    report.happens("A teacher was led away", "led")
    report.dates_to("Between 1 April and 30 June 2021", "2021-04-01", "2021-06-30")
    report.dates_to("4 May", "2021-05-04")
    report.dates_to("6 May", "2021-05-06")
    fourth, sixth = ("2021-05-04", "2021-05-04"), ("2021-05-06", "2021-05-06")
    assert list(map(days, report.claims()))[1:] == [fourth, fourth, sixth, sixth]


def test_a_day_told_of_another_place_is_not_carried(story):
    report = story(
        "Rebels shelled Sorn on 3 May. On 1 May a mine killed a shepherd in Tibra. Nine soldiers fell at Sorn.",
        published_on="2021-05-05",
    )
    report.happens("Rebels shelled Sorn on 3 May", "shelled")
    report.happens("a mine killed a shepherd in Tibra", "killed")
    report.happens("Nine soldiers fell at Sorn", "fell")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Tibra", 33.0, 36.0)
    report.lies("Sorn", 36.5, 38.0, nth=1)
    report.dates_to("on 3 May", "2021-05-03")
    report.dates_to("On 1 May", "2021-05-01")
    assert days(report.claims()[-1]) != ("2021-05-01", "2021-05-01")


@pytest.mark.parametrize(
    ("text", "words", "trigger"),
    [
        ("The assault was a response to the bombing of a mill on 1 May.", "The assault was a response", "assault"),
        ("The store was looted by the men who burned a mill on 1 May.", "The store was looted", "looted"),
        ("The convoy was stoned by mourners of a priest shot on 1 May.", "The convoy was stoned", "stoned"),
    ],
)
def test_a_day_that_a_sentence_gives_for_something_else_is_not_that_of_its_deed(story, text, words, trigger):
    report = story(f"Rebels raided Sorn on 4 May. {text}", published_on="2021-05-05")
    report.happens("Rebels raided Sorn on 4 May", "raided")
    report.happens(words, trigger)
    report.lies("Sorn", 36.5, 38.0)
    report.dates_to("on 4 May", "2021-05-04")
    report.dates_to("on 1 May", "2021-05-01")
    assert days(report.claims()[-1]) == ("2021-05-04", "2021-05-04")


def test_what_was_done_was_not_done_after_the_report_nor_after_it_was_told(story):
    report = story(
        "Elections are due on 20 May. Rebels shelled Sorn. On 2 May a monitor said that six people had died.",
        published_on="2021-05-05",
    )
    report.says("a monitor", "said", "that six people had died", kind="monitor")
    report.happens("Rebels shelled Sorn", "shelled")
    report.happens("six people had died", "died")
    report.dates_to("on 20 May", "2021-05-20")
    report.dates_to("On 2 May", "2021-05-02")
    shelled, died = report.claims()
    assert shelled.when.latest.isoformat() <= "2021-05-05"
    assert days(died) == ("2021-05-01", "2021-05-02")


def test_what_is_planned_is_not_of_the_day_of_the_news(story):
    report = story("Rebels will shell the town.", published_on="2021-05-05")
    report.happens("Rebels will shell the town", "shell", reality="planned")
    assert days(report.claims()[0]) is None
