"""Names that reports use, and the places that they mean, in the gazetteer as it is built."""

from __future__ import annotations

import pytest

from standoff.gazetteer import Candidate, Gazetteer, capitals, demonyms
from standoff.records import distance_km

# Name, latitude, longitude, how far off the point may be in km, country ("" for several or none).
NAMES = [
    ("Al-Malikiyah", 37.18, 42.14, 5, "SYR"),
    ("Dayrik", 37.18, 42.14, 5, "SYR"),
    ("al-Hasakah", 36.50, 40.75, 5, "SYR"),
    ("Hassakeh", 36.50, 40.75, 5, "SYR"),
    ("al-Hasakah Governorate", 36.48, 40.75, 60, "SYR"),
    ("al-Mayadin", 35.02, 40.45, 5, "SYR"),
    ("al-Mayadeen", 35.02, 40.45, 5, "SYR"),
    ("Deir Ezzor", 35.34, 40.14, 5, "SYR"),
    ("Dayr az-Zawr", 35.34, 40.14, 5, "SYR"),
    ("Homs", 34.73, 36.72, 5, "SYR"),
    ("Idlib", 35.93, 36.63, 5, "SYR"),
    ("Greater Idlib", 35.9, 36.6, 50, "SYR"),
    ("al-Tanf", 33.5, 38.65, 20, "SYR"),
    ("Jabal al-Zawiya", 35.75, 36.6, 20, "SYR"),
    ("al-Zawiya Mount", 35.75, 36.6, 20, "SYR"),
    ("Manbij", 36.53, 37.95, 5, "SYR"),
    ("Menbij", 36.53, 37.95, 5, "SYR"),
    ("Euphrates", 35.3, 40.1, 250, ""),
    ("Golan Heights", 32.98, 35.75, 30, "SYR"),
    ("Bakhmut", 48.59, 38.00, 5, "UKR"),
    ("Avdiivka", 48.14, 37.75, 5, "UKR"),
    ("Bucha", 50.55, 30.21, 5, "UKR"),
    ("Kherson", 46.64, 32.61, 5, "UKR"),
    ("Donetsk Oblast", 48.0, 37.7, 60, "UKR"),
    ("Kyiv", 50.45, 30.52, 5, "UKR"),
    ("Kiev", 50.45, 30.52, 5, "UKR"),
    ("Gaza City", 31.50, 34.47, 5, "PSE"),
    ("Gaza", 31.50, 34.47, 5, "PSE"),
    ("Gaza Strip", 31.42, 34.36, 20, "PSE"),
    ("Khan Yunis", 31.34, 34.31, 5, "PSE"),
    ("Khan Younis", 31.34, 34.31, 5, "PSE"),
    ("Rafah", 31.29, 34.25, 5, "PSE"),
    ("Rafah", 31.28, 34.24, 5, "EGY"),
    ("Goma", -1.67, 29.23, 5, "COD"),
    ("Kivu", -2.5, 28.8, 150, "COD"),
    ("El Fasher", 13.63, 25.35, 5, "SDN"),
    ("Khartoum", 15.55, 32.53, 10, "SDN"),
    ("Omdurman", 15.64, 32.48, 5, "SDN"),
    ("Mekelle", 13.50, 39.47, 5, "ETH"),
    ("Tigray", 14.1, 38.3, 120, "ETH"),
    ("Myawaddy", 16.69, 98.51, 5, "MMR"),
    ("Sagaing", 21.88, 95.98, 5, "MMR"),
    ("Sagaing Region", 23.5, 95.5, 120, "MMR"),
    ("Rakhine State", 20.1, 93.6, 100, "MMR"),
    ("Bamako", 12.65, -8.00, 5, "MLI"),
    ("Gao", 16.27, -0.04, 5, "MLI"),
    ("Ouagadougou", 12.37, -1.53, 5, "BFA"),
    ("Djibo", 14.10, -1.63, 5, "BFA"),
    ("Maiduguri", 11.85, 13.16, 5, "NGA"),
    ("Kashmir", 34.0, 76.0, 150, ""),
    ("Nagorno-Karabakh", 39.9, 46.7, 50, "AZE"),
    ("Strait of Hormuz", 26.57, 56.25, 60, ""),
    ("Damascus", 33.51, 36.29, 5, "SYR"),
    ("Tripoli", 32.89, 13.19, 10, "LBY"),
    ("Sanaa", 15.35, 44.21, 5, "YEM"),
    ("Hodeidah", 14.80, 42.95, 5, "YEM"),
    ("Syria", 35, 38, 200, "SYR"),
    ("Niger", 17, 9, 300, "NER"),
    ("Georgia", 42, 43.5, 150, "GEO"),
    ("Palestine", 31.9, 35.2, 100, "PSE"),
    ("US", 39, -98, 1000, "USA"),
    ("Burma", 21, 96, 300, "MMR"),
    ("DR Congo", -2.5, 23.5, 300, "COD"),
    ("Kosovo", 42.6, 20.9, 50, "XKX"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "lat", "lon", "within_km", "country"), NAMES, ids=[f"{n[0]}-{n[4]}" for n in NAMES])
def test_a_name_means_this_place_before_all_others_but_one(
    gazetteer: Gazetteer, name: str, lat: float, lon: float, within_km: float, country: str
) -> None:
    first_two = gazetteer.find(name)[:2]

    assert any(
        distance_km(lat, lon, place.lat, place.lon) <= within_km and (place.country or "") == country
        for place in first_two
    ), first_two


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Idlib Governorate", "admin1"), ("Idlib city", "city"), ("Donetsk Oblast", "admin1"), ("Euphrates", "river"),
        ("Strait of Hormuz", "strait"), ("Syria", "country"), ("Damascus", "city"), ("al-Mayadin", "town"),
    ],
)  # fmt: skip
def test_the_first_meaning_is_of_this_kind(gazetteer: Gazetteer, name: str, kind: str) -> None:
    assert gazetteer.find(name)[0].kind == kind


def test_a_town_knows_its_region_by_its_english_name(gazetteer: Gazetteer) -> None:
    towns = ["Bakhmut", "Manbij", "Djibo", "Goma", "Maiduguri", "Khan Yunis", "al-Mayadin"]

    assert [gazetteer.find(town)[0].admin1 for town in towns] == [
        "Donetsk", "Aleppo", "Sahel", "North Kivu", "Borno State", "Gaza Strip", "Deir ez-Zor",
    ]  # fmt: skip


def test_every_country_has_a_point_and_is_found_under_its_code(gazetteer: Gazetteer) -> None:
    codes = sorted({*demonyms().values(), *capitals().values()})
    found = [gazetteer.country(code) for code in codes]

    assert [code for code, country in zip(codes, found, strict=True) if country is None] == []
    assert all(country and country.kind == "country" and country.radius_km > 0 for country in found)


def test_capitals_that_stand_for_a_government_are_cities_of_that_country(gazetteer: Gazetteer) -> None:
    astray = {
        name: country
        for name, country in capitals().items()
        if not any(place.country == country and place.kind in ("city", "town") for place in gazetteer.find(name)[:3])
    }

    assert astray == {}


def test_words_of_every_report_are_no_places_by_sound(gazetteer: Gazetteer) -> None:
    words = [
        "said",
        "says",
        "saying",
        "according",
        "officials",
        "killed",
        "wounded",
        "forces",
        "soldiers",
        "troops",
        "army",
        "police",
        "attack",
        "attacks",
        "bombing",
        "measure",
        "measures",
        "twenty",
        "urgency",
        "divine",
        "polygon",
        "sincere",
        "residue",
        "settler",
        "babies",
        "elites",
        "lumber",
        "shelf",
        "belied",
        "minister",
        "spokesman",
        "reported",
        "reports",
        "statement",
        "government",
        "military",
        "civilians",
        "militants",
        "rebels",
        "fighters",
        "militia",
        "weapons",
        "missile",
        "missiles",
        "rockets",
        "drone",
        "drones",
        "artillery",
        "airstrike",
        "shelling",
        "clashes",
        "ceasefire",
        "hospital",
        "school",
        "market",
        "village",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "August",
        "September",
        "October",
        "November",
        "December",
        "however",
        "meanwhile",
        "although",
        "because",
        "before",
        "during",
        "several",
        "dozens",
        "hundreds",
        "thousands",
        "people",
        "women",
        "children",
        "families",
        "residents",
        "witnesses",
        "sources",
        "media",
        "agency",
        "ministry",
        "president",
        "commander",
        "general",
        "colonel",
        "captain",
    ]
    loosely = {word: place.name for word in words for place in gazetteer.find(word)[:1] if place.is_loose}

    assert loosely == {}


def test_every_candidate_is_whole(gazetteer: Gazetteer) -> None:
    places: set[Candidate] = {place for name, *_ in NAMES for place in gazetteer.find(name)}

    for place in places:
        assert -90 <= place.lat <= 90
        assert -180 <= place.lon <= 180
        assert place.name
        assert place.radius_km > 0
        assert all(len(code) == 3 for code in place.countries)
        assert gazetteer.by_id(place.id) is not None
