"""Which places of a sentence are a deed's, and which are a speaker's, or where somebody comes from."""

from __future__ import annotations


def names(claims):
    return [c.place.mention.name if c.place else None for c in claims]


def test_where_a_source_speaks_is_not_where_it_was_done(story):
    report = story("The mayor told reporters in Homs that gunmen killed nine people.")
    report.says("The mayor", "told", "gunmen killed nine people")
    report.happens("gunmen killed nine people", "killed")
    report.lies("Homs", 34.7, 36.7)
    assert names(report.claims()) == [None]


def test_where_a_source_is_counts_if_it_is_told_what_was_done_there(story):
    report = story("An officer in Homs, where two bombs exploded, said nothing.")
    report.says("An officer in Homs, where two bombs exploded", "said", "nothing")
    report.happens("two bombs exploded", "exploded")
    report.lies("Homs", 34.7, 36.7)
    assert names(report.claims()) == ["Homs"]


def test_where_somebody_comes_from_is_not_where_they_came_to_harm(story):
    report = story("Two workers from Homs were killed. A bomb exploded in Hama.")
    report.happens("Two workers from Homs were killed", "killed")
    report.happens("A bomb exploded in Hama", "exploded")
    report.lies("Homs", 34.7, 36.7)
    report.lies("Hama", 35.1, 36.8)
    assert "Homs" not in names(report.claims())


def test_the_town_of_a_district_goes_before_the_district(story):
    report = story("Soldiers executed 13 men in the town of Sorn in Lower Lomm on 3 May.")
    report.happens("Soldiers executed 13 men in the town of Sorn in Lower Lomm", "executed")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Lower Lomm", 36.6, 38.2, precision="district")
    assert names(report.claims()) == ["Sorn"]


def test_a_scene_without_a_place_has_that_of_what_was_told_last(story):
    report = story(
        "Rebels shelled Sorn on 3 May.\n\nThe toll rose on 5 May. Traders closed their shops.",
        published_on="2021-05-06",
    )
    report.happens("Rebels shelled Sorn on 3 May", "shelled")
    report.happens("The toll rose on 5 May", "rose", type_="OTHER")
    report.lies("Sorn", 36.5, 38.0)
    report.dates_to("on 3 May", "2021-05-03")
    report.dates_to("on 5 May", "2021-05-05")
    assert names(report.claims()) == ["Sorn", "Sorn"]
