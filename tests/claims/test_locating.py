"""Places that only tell where another one lies."""

from __future__ import annotations

import pytest

from standoff.claims.locating import locating_places
from standoff.records import PlaceMention


def names(claims):
    return [c.place.mention.name if c.place else None for c in claims]


def lies_away(report, words, name, lat, lon):
    """A place whose words say how far from another it lies."""
    span = report.span(words)
    report.places.append(PlaceMention(span, report.span(name), name, lat, lon, "SYR", None, None, "near", 20.0))


@pytest.mark.parametrize(
    ("text", "away"),
    [
        ("Gunmen entered the oasis of Sorn, roughly 50 km north of Tibra, and killed six.", "50 km north of Tibra"),
        ("Gunmen stormed Sorn, a village of potters south-east of Tibra, and killed six.", "south-east of Tibra"),
        ("Six men were killed in Sorn (near Tibra).", "near Tibra"),
    ],
)
def test_how_far_from_another_town_a_village_lies_is_not_where_it_was_done(story, text, away):
    report = story(text)
    report.happens(text.removesuffix("."), "killed")
    report.lies("Sorn", 36.5, 38.0)
    lies_away(report, away, "Tibra", 36.2, 38.0)
    assert names(report.claims()) == ["Sorn"]


@pytest.mark.parametrize(
    "text",
    ["It attacked Sorn, in Lomm, where six men were killed.", "In Sorn, in the area of Lomm, six men were killed."],
)
def test_what_holds_a_town_is_not_meant_where_the_town_is_named(story, text):
    report = story(text)
    report.happens("six men were killed", "killed")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Lomm", 36.6, 38.2, precision="region", within_km=80.0)
    assert names(report.claims()) == ["Sorn"]


@pytest.mark.parametrize(
    "text",
    ["Six men were killed at the Lomm border fence near Sorn.", "Six men were killed on the Lomm road outside Sorn."],
)
def test_of_a_border_or_a_road_the_stretch_is_meant_that_is_named(story, text):
    report = story(text)
    report.happens(text.removesuffix("."), "killed")
    report.lies("Lomm", 36.9, 38.0)
    report.lies("Sorn", 36.5, 38.0, precision="near")
    assert names(report.claims()) == ["Sorn"]


@pytest.mark.parametrize(
    ("text", "lat"),
    [
        ("Six men were killed in Sorn, north of Tibra.", 16.0),  # a namesake at the other end of the country
        ("Six men were killed after shells left Sorn and hit the north of Tibra.", 36.5),
        ("In Sorn, guards fled, and north of Tibra six men were killed.", 36.5),
    ],
)
def test_a_namesake_far_off_and_a_place_of_another_clause_stay(story, text, lat):
    report = story(text)
    report.lies("Sorn", lat, 38.0)
    lies_away(report, "north of Tibra", "Tibra", 36.2, 38.0)
    assert locating_places(report.document, report.places) == {}


def test_what_lies_beside_a_goal_stays(story):
    report = story("Gunmen fired on a convoy which was attempting to evacuate wounded to Sorn, near Tibra.")
    report.happens("attempting to evacuate wounded to Sorn", "attempting")
    report.lies("Sorn", 36.5, 38.0)
    lies_away(report, "near Tibra", "Tibra", 36.2, 38.0)
    assert names(report.claims()) == ["Tibra"]


@pytest.mark.parametrize("side", ["western", "north-eastern"])
def test_the_part_of_a_district_in_which_a_town_lies_is_not_where_it_was_done(story, side):
    report = story(f"The town of Sorn in {side} Tibra buried six men who were killed on Monday.")
    report.happens(f"The town of Sorn in {side} Tibra buried six men", "buried", type_="OTHER")
    report.happens("six men who were killed on Monday", "killed")
    report.lies("Sorn", 36.5, 38.0)
    lies_away(report, f"{side} Tibra", "Tibra", 36.2, 38.0)
    assert names(report.claims()) == ["Sorn", "Sorn"]


def test_a_part_beside_a_town_is_a_place_of_its_own(story):
    report = story("Shells fell on Sorn and in western Tibra on Monday.")
    report.lies("Sorn", 36.5, 38.0)
    lies_away(report, "western Tibra", "Tibra", 36.2, 38.0)
    assert locating_places(report.document, report.places) == {}


def test_the_sea_on_which_a_town_lies_only_tells_where_it_lies(story):
    report = story("Gunmen shelled Sorn on the Tibra Sea.")
    report.happens("Gunmen shelled Sorn on the Tibra Sea", "shelled")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Tibra Sea", 30.0, 50.0, precision="region", within_km=900.0)
    assert names(report.claims()) == ["Sorn"]


def test_a_pipeline_lies_in_the_district_that_is_told(story):
    report = story("An explosion hit the Tibra pipeline in the Sorn district.")
    report.happens("An explosion hit the Tibra pipeline in the Sorn district", "hit")
    report.lies("Tibra", 36.2, 48.0)
    report.lies("Sorn", 36.5, 38.0, precision="district")
    assert names(report.claims()) == ["Sorn"]
