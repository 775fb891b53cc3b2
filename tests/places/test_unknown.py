"""Names that no gazetteer knows, made places by the words beside them."""

import pytest


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They took the village of Xarabad.", ["Xarabad"]),
        ("They took Xarabad village.", ["Xarabad"]),
        ("They took the town of Deir al-Xarab.", ["Deir al-Xarab"]),
        ("They took a village called Xarabad.", ["Xarabad"]),
        ("They took the villages of Xarabad, Yunan and Zarka.", ["Xarabad", "Yunan", "Zarka"]),
        ("They took two villages: Xarabad and Yunan.", ["Xarabad", "Yunan"]),
        ("They took the Xarabad and Yunan districts.", ["Xarabad", "Yunan"]),
        ("Xarabad, a small village, was burned.", ["Xarabad"]),
        ("They shelled Fort Xarab.", ["Fort Xarab"]),
        ("They fled the Xarabad refugee camp and Yunan camp.", ["Xarabad", "Yunan"]),
        ("They took the village of Xarabad. Xarabad burned.", ["Xarabad", "Xarabad"]),
        ("Gunmen had threatened the inhabitants of Xarabad in July.", ["Xarabad"]),
        ("Residents of Yunan fled, said the mayor of Xarabad.", ["Yunan", "Xarabad"]),
    ],
)
def test_names_that_the_words_make_places_are_found(find, text, names):
    assert find(text).names == names


def test_an_unknown_place_alone_has_no_point(find):
    place = find("They took the village of Xarabad.")["Xarabad"]

    assert (place.lat, place.lon, place.gazetteer_id, place.is_demonym) == (None, None, None, False)


def test_an_unknown_village_lies_where_the_words_put_it(find):
    place = find("They took the village of Xarabad, north of Manbij.")["Xarabad"]

    assert (place.name, place.country, place.admin1, place.gazetteer_id) == ("Xarabad", "SYR", "Aleppo", None)
    assert (place.lat, place.lon) == (pytest.approx(36.638, abs=0.001), 37.95)
    assert place.uncertainty_km == 22.5


def test_an_unknown_quarter_lies_in_its_city(find):
    place = find("They bombed the Xarab neighbourhood of Aleppo.")["Xarab"]

    assert (place.lat, place.lon, place.precision, place.uncertainty_km) == (36.2, 37.16, "town", 17.0)


def test_a_village_in_a_province_is_as_unsure_as_the_province_is_wide(find):
    place = find("They took Xarabad village in Idlib province.")["Xarabad"]

    assert (place.lat, place.lon, place.precision, place.uncertainty_km) == (35.87, 36.55, "region", 51.0)


def test_a_name_before_a_town_beside_it_is_a_place(find):
    place = find("They live in Xarabad, near Manbij.")["Xarabad"]

    assert (place.lat, place.lon) == (36.53, 37.95)


def test_all_names_of_a_list_lie_where_its_last_one_is_put(find):
    found = find("They took the villages of Xarabad and Yunan near Manbij.")

    assert found["Xarabad"].lat == found["Yunan"].lat == 36.53


def test_an_unknown_place_told_once_is_known_wherever_it_is_named(find):
    found = find("They took the village of Xarabad near Manbij. Nothing is left of Xarabad.")

    assert [(mention.name_span.text, mention.lat) for mention in found.places if mention.name == "Xarabad"] == [
        ("Xarabad", 36.53),
        ("Xarabad", 36.53),
    ]


def test_a_hamlet_of_that_name_far_away_is_not_meant(find):
    place = find("They took Tokhar village in Aleppo province, Syria.")["Tokhar"]

    assert (place.country, place.gazetteer_id) == ("SYR", None)


@pytest.mark.parametrize(
    "text",
    [
        "The Assad state fell.",
        "They met in a rebel camp.",
        "General Xarab took the village.",
        "The Xarab brigade took the town.",
        "They read it in the Daily Xarab.",
        "The commander of Xarab fled, and residents of the north hid.",
    ],
)
def test_nouns_beside_persons_and_bodies_make_no_places(find, text):
    assert find(text).names == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shells fell in Ain al-Xarab, south of Manbij.", ["Ain al-Xarab", "Manbij"]),
        ("They took the village of Rasm al-Hammam al-Xarbi.", ["Rasm al-Hammam al-Xarbi"]),
        ("A mine went off near the village of Tell Homs.", ["Tell Homs"]),
        ("They shelled the towns of Tal Abyad and Khan Shaykhun.", ["Tal Abyad", "Khan Shaykhun"]),
    ],
)
def test_a_word_with_which_names_begin_is_no_place_before_another_capital(find, text, names):
    assert find(text).names == names


def test_the_suburbs_of_a_city_spelt_otherwise_are_that_citys(find, few_places, monkeypatch):
    by_letter = few_places.find
    monkeypatch.setattr(few_places, "find", lambda name: by_letter(name.replace("Idleb", "Idlib")))
    found = find("Rebels entered the eastern suburbs of Idleb. The north of Syria burned. They left Homs.")

    assert (found["Idleb"].name, found["Idleb"].country) == ("Idlib", "SYR")
    assert found["Idleb"].gazetteer_id is not None


@pytest.mark.parametrize(
    "text",
    [
        "Sixty rebels died at Molinos, in Idlib Governorate, on Monday. Syria mourned.",
        "Sixty rebels died in Molinos in Idlib province. Syria mourned.",
    ],
)
def test_a_village_lies_in_the_province_that_the_words_give_though_others_abroad_are_called_so(find, text):
    place = find(text)["Molinos"]

    assert (place.country, place.gazetteer_id) == ("SYR", None)


def test_a_hotel_called_after_a_mountain_is_not_on_it(find):
    place = find("A bomb exploded outside the Tibesti hotel in Homs. Syria mourned.")["Tibesti"]

    assert place.lat == pytest.approx(34.7, abs=0.3)
    assert find("They hid in the Tibesti for a year.")["Tibesti"].lat == 21.0


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bombs fell on the village of Pan Miramar, near Homs, in Syria.", ["Pan Miramar", "Homs", "Syria"]),
        ("Fighting reached the hamlet of Reading Barkal, in Syria.", ["Reading Barkal", "Syria"]),
        ("Bombs fell on the village of Manbij Tuesday, in Syria.", ["Manbij", "Syria"]),
        ("Bombs fell on the village of Manbij, Police Chief Salem Homs said in Syria.", ["Manbij", "Syria"]),
        ("Bombs fell on the village of Khan Shaykhun, in Syria.", ["Khan Shaykhun", "Syria"]),
    ],
)
def test_a_village_whose_name_begins_as_a_known_one_is_another(find, text, names):
    assert find(text).names == names


@pytest.mark.parametrize(
    ("text", "name", "town"),
    [
        (
            "Manbij, in Syria, was shelled. Nobody sleeps in Manbij.\n\nNine died near Homs.\n\n"
            "A crowd met in the Faranji quarter.",
            "Faranji",
            "Manbij",  # the town that the report names most
        ),
        (
            "Shells hit Manbij, in Syria. Sixty families fled to Homs.\n\n"
            "A column was struck near the village of Rasm al-Zorb on 6 June.",
            "Rasm al-Zorb",
            "Manbij",  # not where somebody goes
        ),
        (
            "Shells hit Manbij, in Syria. A herder from Homs was hurt.\n\nMines lie in the village of Zorbash.",
            "Zorbash",
            "Manbij",  # nor whence somebody comes
        ),
        (
            "Manbij, in Syria, was shelled. Nobody sleeps in Manbij.\n\nNine died in Homs.\n\n"
            "Mines lie in the village of Zorbash.",
            "Zorbash",
            "Homs",  # a village lies by the town told of last
        ),
    ],
)
def test_what_nothing_beside_it_places_lies_by_the_town_that_is_told_of(find, text, name, town):
    found = find(text)

    assert (found[name].lat, found[name].lon) == (found[town].lat, found[town].lon)


@pytest.mark.parametrize("house", ["station", "hospital", "airport", "market"])
def test_a_house_that_is_called_after_a_town_stands_in_it(find, house):
    found = find(f"Nine people died in Homs, in Syria.\n\nSixty families left the streets next to Manbij {house}.")

    assert (found["Manbij"].lat, found["Manbij"].lon) == (36.53, 37.95)
