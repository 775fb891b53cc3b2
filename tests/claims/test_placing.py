"""Which place is carried to a happening whose sentence gives none, and which never is."""

from __future__ import annotations

import pytest


def names(claims):
    return [each.place.mention.name if each.place else None for each in claims]


def test_what_a_paragraph_goes_on_to_tell_is_where_it_began(story):
    report = story(
        "Militiamen shot dead two herders in Sorn on Monday. A boy was hurt.\n\n"
        "In Tibra, a roadside bomb went off under a bus. Eleven passengers were killed. Nobody claimed it."
    )
    report.happens("Militiamen shot dead two herders", "shot")
    report.happens("A boy was hurt", "hurt")
    report.happens("a roadside bomb went off under a bus", "bomb")
    report.happens("Eleven passengers were killed", "killed")
    report.happens("Nobody claimed it", "claimed")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Tibra", 33.0, 36.0)
    assert names(report.claims()) == ["Sorn", "Sorn", "Tibra", "Tibra", "Tibra"]


def test_a_place_in_the_heading_of_a_paragraph_is_that_of_what_it_tells(story):
    report = story(
        "Weekly notes\n\nSorn, 4 May. Gunmen looted a store. The guard was beaten.\n\n"
        "Tibra, 6 May. Soldiers searched a school. A teacher was led away."
    )
    report.happens("Gunmen looted a store", "looted")
    report.happens("The guard was beaten", "beaten")
    report.happens("Soldiers searched a school", "searched")
    report.happens("A teacher was led away", "led")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Tibra", 33.0, 36.0)
    assert names(report.claims()) == ["Sorn", "Sorn", "Tibra", "Tibra"]


def test_what_a_sentence_gives_stands_whatever_else_the_report_is_about(story):
    report = story("Rebels shelled Sorn. Nine died in Sorn. Sorn was looted. Later a mine killed two in Tibra.")
    report.happens("Rebels shelled Sorn", "shelled")
    report.happens("Nine died in Sorn", "died")
    report.happens("Sorn was looted", "looted")
    report.happens("a mine killed two in Tibra", "killed")
    for nth in range(3):
        report.lies("Sorn", 36.5, 38.0, nth=nth)
    report.lies("Tibra", 33.0, 36.0)
    assert names(report.claims())[-1] == "Tibra"


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen raided Sorn. Two nurses from Tibra fled. Nine people were killed.",
        "Gunmen raided Sorn. Nine people were killed. The mayor of Tibra, far away, was asleep.",
        "Gunmen raided Sorn. The wounded were driven to Tibra. Nine people were killed.",
    ],
)
def test_where_nothing_was_done_or_that_is_named_later_or_is_but_a_goal_is_not_carried(story, text):
    report = story(text)
    report.happens("Gunmen raided Sorn", "raided")
    report.happens("Nine people were killed", "killed")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Tibra", 33.0, 36.0)
    assert names(report.claims()) == ["Sorn", "Sorn"]
