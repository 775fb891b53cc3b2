"""Which place is carried to a happening whose sentence gives none, and which never is."""

from __future__ import annotations

import pytest

from standoff.claims import carrying


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


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("SORN.", "TIBRA."),
        ("Sorn:", "Tibra:"),
        ("In the Sorn countryside:", "In Tibra:"),
        ("1. Sorn —", "2. Tibra —"),
        ("Sorn, 4-6 May.", "Tibra, 5 May."),
        ("Sorn\n", "Tibra\n"),
    ],
)
def test_a_heading_goes_before_all_that_was_told_above_it(story, first, second):
    report = story(
        f"{first} Rebels burned three huts near Lomm. Rebels looted a mill.\n\n"
        f"{second} Soldiers searched a school. A teacher was led away.\n\nA shell hit a barn."
    )
    report.happens("Rebels burned three huts near Lomm", "burned")
    report.happens("Soldiers searched a school", "searched")
    report.happens("A teacher was led away", "led")
    report.happens("A shell hit a barn", "hit")
    sorn, tibra = (part.strip("12. —:\n").split(",")[0].removeprefix("In ") for part in (first, second))
    report.lies(sorn, 36.5, 38.0)
    report.lies("Lomm", 36.6, 38.0)
    report.lies(tibra, 33.0, 36.0)
    if "May" in second:
        report.dates_to("4-6 May", "2016-05-04", "2016-05-06")
        report.dates_to("5 May", "2016-05-05")
    assert names(report.claims()) == ["Lomm", tibra, tibra, tibra]


def test_each_item_of_a_list_is_told_under_its_own_heading(story):
    report = story("Incidents\n\n- Sorn: a bomb killed two\n- Tibra: gunmen burned a shop")
    report.happens("a bomb killed two", "killed")
    report.happens("gunmen burned a shop", "burned")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Tibra", 33.0, 36.0)
    assert names(report.claims()) == ["Sorn", "Tibra"]


def test_under_a_heading_what_a_sentence_gives_and_what_is_told_before_it_there_stand(story):
    report = story(
        "Sorn: Gunmen looted a store. A mine killed two men in Lomm. A child was hurt.\n\nTibra: Nobody was arrested.\n\n"
        "OUTLOOK. Shells may hit the mill."
    )
    report.happens("A mine killed two men in Lomm", "killed")
    report.happens("A child was hurt", "hurt")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Lomm", 36.6, 38.1)
    report.lies("Tibra", 33.0, 36.0)
    assert names(report.claims()) == ["Lomm", "Lomm"]


@pytest.mark.parametrize(
    "text",
    [
        "SORN: Gunmen raided Tibra. Nine people were killed.\n\nNobody slept.",
        "Sorn burned. Gunmen raided Tibra. Nine people were killed.\n\nTibra was quiet.",
    ],
)
def test_a_dateline_alone_and_a_sentence_are_no_headings(story, text):
    report = story(text)
    report.happens("Gunmen raided Tibra", "raided")
    report.happens("Nine people were killed", "killed")
    report.lies("SORN" if "SORN" in text else "Sorn", 36.5, 38.0)
    report.lies("Tibra", 33.0, 36.0)
    assert names(report.claims()) == ["Tibra", "Tibra"]


def test_a_deed_taken_up_stays_where_it_was_told_however_much_speaks_for_another_place(story, monkeypatch):
    monkeypatch.setattr(carrying, "load_weights", lambda table: {"told in the paragraph": 9.0, "told of last": 9.0})
    report = story("A raid hit Sorn.\n\nSoldiers seized a farmer near Tibra. The raid killed nine. A barn burned down.")
    report.happens("A raid hit Sorn", "raid")
    report.happens("Soldiers seized a farmer near Tibra", "seized", type_="COERCE")
    report.happens("The raid killed nine", "killed")
    report.happens("A barn burned down", "burned")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Tibra", 35.5, 39.0)
    assert names(report.claims()) == ["Sorn", "Tibra", "Sorn", "Tibra"]
