"""Where from a named place something lies, by which words, and how surely."""

import pytest

from standoff.places.geometry import kilometres

MANBIJ = (36.53, 37.95)
ALEPPO = (36.2, 37.16)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Four died 15 km north of Manbij.", "15 km north of Manbij"),
        ("Four died 30 kilometres (20 miles) south-west of Kirkuk.", "30 kilometres (20 miles) south-west of Kirkuk"),
        ("Four died twenty miles from Kirkuk.", "twenty miles from Kirkuk"),
        ("Four died north of Manbij.", "north of Manbij"),
        ("Four died near the border-town of Al-Malikiyah.", "near the border-town of Al-Malikiyah"),
        ("Four died on the outskirts of Homs.", "the outskirts of Homs"),
        ("Four died in the western countryside of Aleppo.", "the western countryside of Aleppo"),
        ("Four died in Aleppo's western countryside.", "Aleppo's western countryside"),
        ("Four died in the western Aleppo countryside.", "western Aleppo countryside"),
        ("Four died in northern Homs.", "northern Homs"),
        ("Four died in the south of Idlib.", "the south of Idlib"),
        ("Four died in the strategic city of Homs.", "the strategic city of Homs"),
        ("Four died in the Daesh-held town of Manbij.", "town of Manbij"),
        ("Four died in Aleppo province.", "Aleppo province"),
        ("Four died in Homs.", "Homs"),
    ],
)
def test_the_span_holds_the_words_that_say_where(find, text, span):
    assert find(text).spans == [span]


def test_a_distance_and_a_direction_shift_the_point(find):
    place = find("Four died 15 km north of Manbij.")["Manbij"]

    assert place.lat == pytest.approx(36.53 + 15 / 111.2, abs=0.001)
    assert (place.lon, place.precision, place.uncertainty_km) == (37.95, "near", 7.5)


def test_miles_are_longer_than_kilometres(find):
    place = find("Four died ten miles west of Manbij.")["Manbij"]

    assert kilometres((place.lat, place.lon), MANBIJ) == pytest.approx(16.1, abs=0.1)


def test_a_distance_alone_leaves_the_point_and_widens_the_circle(find):
    place = find("Four died 40 km from the city of Kirkuk.")["Kirkuk"]

    assert (place.lat, place.lon, place.precision, place.uncertainty_km) == (35.47, 44.39, "near", 43.0)


def test_near_adds_ten_kilometres(find):
    plain, near = find("Four died in Manbij.")["Manbij"], find("Four died near Manbij.")["Manbij"]

    assert (plain.precision, plain.uncertainty_km) == ("town", 5.0)
    assert (near.precision, near.uncertainty_km) == ("near", 15.0)


def test_the_western_countryside_lies_west_and_is_wide(find):
    place = find("Four died in the western countryside of Aleppo.")["Aleppo"]

    assert place.lat == 36.2
    assert kilometres((place.lat, place.lon), ALEPPO) == pytest.approx(21, abs=0.2)
    assert (place.precision, place.uncertainty_km) == ("district", 38.0)


def test_a_part_of_a_region_is_shifted_within_it(find):
    place = find("Four died in southern Idlib.")["Idlib"]

    assert place.lat == pytest.approx(35.87 - 24 / 111.2, abs=0.001)
    assert (place.precision, place.uncertainty_km) == ("region", 33.6)


def test_a_part_of_a_country_is_a_region_as_wide_as_the_country(find):
    place = find("Four died in eastern Ukraine.")["Ukraine"]

    assert place.lon > 34
    assert (place.precision, place.uncertainty_km) == ("region", 440.0)


def test_between_two_towns_is_the_middle(find):
    place = find("Two drones fell between Erbil and Mosul.")["Erbil"]

    assert (place.span.text, place.precision) == ("between Erbil and Mosul", "near")
    assert (place.lat, place.lon) == (pytest.approx(36.265), pytest.approx(43.565))
    assert place.uncertainty_km == pytest.approx(43.8, abs=0.1)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Bombs lay on the road from Homs to Hama.", "road from Homs to Hama"),
        ("Bombs lay on the Homs-Hama highway.", "Homs-Hama highway"),
    ],
)
def test_on_the_road_between_two_towns_is_the_middle(find, text, span):
    place = find(text)["Homs"]

    assert (place.span.text, place.precision) == (span, "near")
    assert place.lat == pytest.approx(34.925)


def test_a_base_called_after_a_town_lies_near_it(find):
    place = find("Jets left the Manbij airbase.")["Manbij"]

    assert (place.precision, place.uncertainty_km) == ("near", 13.0)


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("Four died in Syria.", "Syria", "country"),
        ("Four died in Idlib Governorate.", "Idlib Governorate", "region"),
        ("Four died in Homs.", "Homs", "town"),
        ("Four died on the Castello Road.", "Castello Road", "exact"),
        ("Four died at Khmeimim.", "Khmeimim", "exact"),
        ("Four died by the Euphrates.", "Euphrates", "region"),
    ],
)
def test_the_kind_of_place_says_how_precise_it_is(find, text, name, precision):
    assert find(text)[name].precision == precision


def test_a_part_of_a_country_lies_where_the_gazetteer_puts_it(find):
    place = find("Four died in northern Ukraine.")["Ukraine"]

    assert (place.lat, place.lon, place.precision, place.uncertainty_km) == (51.2, 31.5, "region", 150.0)
