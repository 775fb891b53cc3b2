"""Towns told of before and named again only by their kind."""

import pytest


def points(found, words):
    return [(place.lat, place.lon) for place in found.places if place.name_span.text == words]


@pytest.mark.parametrize(
    ("text", "noun", "town"),
    [
        ("Fighting reached Manbij, in Syria. Shells hit the town on Friday.", "town", "Manbij"),
        ("Shells fell in the town of Manbij, in Syria. They fled to Homs.\n\nTwo died in the town.", "town", "Manbij"),
        ("Shells fell in Aleppo, in Syria. Nobody in the besieged city slept.", "city", "Aleppo"),
        ("Fighting reached Manbij, in Syria. The staff fled the settlement on Monday.", "settlement", "Manbij"),
    ],
)
def test_the_town_is_that_told_of_last_or_so_called_before(find, text, noun, town):
    found = find(text)

    assert points(found, noun) == [(found[town].lat, found[town].lon)]


def test_this_town_is_where_the_report_was_sent_from(find):
    found = find("MANBIJ, Syria (Wire) -- Shells crashed into this market town. The shots came from Homs.")

    assert points(found, "town") == [(found["MANBIJ"].lat, found["MANBIJ"].lon)]


@pytest.mark.parametrize("day", ["Tuesday", "on Friday", "overnight"])
def test_the_day_behind_it_is_no_name_of_a_town(find, day):
    found = find(f"Shells fell on Manbij, in Syria. Nine people died in the town {day}.")

    assert points(found, "town") == [(found["Manbij"].lat, found["Manbij"].lon)]


@pytest.mark.parametrize(
    "text",
    [
        "Fighting reached Manbij, in Syria. They took the town of Sorn.",
        "Fighting reached Manbij, in Syria. The town council met.",
        "Fighting reached Manbij, in Syria. A town burned.",
        "Fighting reached Manbij, in Syria. Towns burned in the east.",
        "They took the town before noon.",
        "Fighting reached Aleppo, in Syria. They fled to the hamlet.",
    ],
)
def test_what_is_named_or_not_told_before_is_not_taken_up(find, text):
    assert points(find(text), "town") == points(find(text), "hamlet") == []


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Two men fled to Manbij, in Syria. Three guards were shot there.", "Manbij"),
        ("Mines lie all around Homs, in Syria, and a herder died there in May.", "Homs"),
        ("Manbij was shelled after the fall of Homs, in Syria. Nine people died there.", "Manbij"),
        ("Troops reached Aleppo, in Syria. There, students blocked a bridge.", "Aleppo"),
    ],
)
def test_there_is_the_place_named_just_before_its_subject_first(find, text, town):
    found = find(text)

    assert points(found, "there") + points(found, "There") == [(found[town].lat, found[town].lon)]


@pytest.mark.parametrize(
    "text",
    [
        "Two men fled to Manbij, in Syria. There were shots all night.",
        "Two men fled to Manbij, in Syria.\n\nThree guards were shot there.",
        "Three guards were shot there.",
        "Two men fled to Manbij, in Syria. It rained. Nobody slept. Three guards were shot there.",
    ],
)
def test_there_takes_up_nothing_far_off_and_may_be_no_place(find, text):
    found = find(text)

    assert points(found, "there") == points(found, "There") == []


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Shells fell in Manbij, in Syria.\n\nA unit from Homs entered the town at dawn.", "Manbij"),
        ("Shells fell in Manbij, in Syria.\n\nThree lorries arrived in the town from Homs.", "Manbij"),
        (
            "Shells fell in Manbij, in Syria.\n\nA clerk in Homs said that nine had died. The mill in the town burned.",
            "Manbij",
        ),
        ("Shells fell in Manbij, in Syria.\n\nResidents from Homs returned to the town.", "Homs"),
        ("Shells fell in Manbij, in Syria.\n\nResidents from Homs said the town was calm.", "Homs"),
    ],
)
def test_whence_somebody_came_or_where_somebody_speaks_is_not_the_town(find, text, town):
    found = find(text)

    assert points(found, "town") == [(found[town].lat, found[town].lon)]


def test_without_a_town_beside_it_is_the_one_named_most_by_far(find):
    found = find(
        "Shells fell in Manbij, in Syria. Manbij was quiet before. Nobody leaves Manbij.\n\nShells fell in Homs.\n\nThe town burned."
    )

    assert points(found, "town") == [(found["Manbij"].lat, found["Manbij"].lon)]


def test_our_town_is_not_where_the_report_was_sent_from(find):
    found = find('HOMS, Syria (Wire) -- Shells hit Manbij. "They burned our town," a baker said.')

    assert points(found, "town") == [(found["Manbij"].lat, found["Manbij"].lon)]


@pytest.mark.parametrize(
    "text",
    [
        "In Manbij, in Syria, rebels took sixty men to a prison in Homs after they had regained the town.",
        "Shells hit Manbij, in Syria. A minister told reporters in Homs that rebels had fired. Many left the town.",
        "Shells hit Manbij, in Syria. Nine were driven to Homs when the town fell.",
    ],
)
def test_where_somebody_is_brought_or_speaks_is_not_the_town(find, text):
    found = find(text)

    assert points(found, "town") == [(found["Manbij"].lat, found["Manbij"].lon)]


@pytest.mark.parametrize("way", ["road", "highway"])
def test_the_town_is_none_to_which_a_road_leads(find, way):
    found = find(f"Idlib, in Syria, was calm. A bomb hurt five on the Manbij {way}. The troops stay in the town.")

    assert points(found, "town") == [(found["Idlib"].lat, found["Idlib"].lon)]


def test_this_town_away_from_another_is_not_that_other(find):
    found = find(
        "From a reporter in Homs.\n\nManbij, in Syria, burned.\n\nThis Kurdish town, 70 km north of Homs, fell."
    )

    assert points(found, "town") == [(found["Manbij"].lat, found["Manbij"].lon)]


def test_a_village_whose_people_are_counted_is_taken_up(find):
    found = find("Fighting reached Manbij, in Syria. Farmers of this town of 4,000 fled.")

    assert points(found, "town") == [(found["Manbij"].lat, found["Manbij"].lon)]


def test_there_is_not_the_state_whose_army_it_is(find):
    found = find("Troops of Syria hold Manbij. Iran's army lost nine men there.")

    assert points(found, "there") == [(found["Manbij"].lat, found["Manbij"].lon)]


def test_where_the_correspondent_writes_from_is_not_the_town(find):
    found = find(
        "From our correspondent in Homs\n\nMen in the town of Manbij, in Syria, fled.\n\nThe town would be cleared."
    )

    assert points(found, "town")[-1:] == [(found["Manbij"].lat, found["Manbij"].lon)]
