"""A row of the supplement means a place that is there, or is a new one."""

from __future__ import annotations

import pytest
from tests.gazetteer.conftest import place

from standoff.gazetteer.build import add_supplement
from standoff.gazetteer.raw import Raw


def row(name: str, kind: str, lat: float, lon: float, country: str, radius_km: float = 5.0, *aliases: str) -> Raw:
    slug = name.lower().replace(" ", "-")
    return Raw(
        f"standoff:{slug}", name, kind, lat, lon, tuple(country.split()), None, 0, radius_km, 1000, aliases=aliases
    )


def merged(rows: list[Raw], *there: Raw) -> dict[str, Raw]:
    places = {each.id: each for each in there}
    add_supplement(places, rows)
    return places


def test_a_row_near_a_town_of_that_name_gives_it_name_aliases_and_region() -> None:
    ours = row("al-Mayadin", "town", 35.0, 40.5, "SYR", 5.0, "Mayadeen")
    ours.admin1 = "Deir ez-Zor"
    places = merged([ours], place("g:1", "Mayādīn", "town", 35.02, 40.45, "SYR", 54_000))

    assert list(places) == ["g:1"]
    assert (places["g:1"].name, places["g:1"].admin1, places["g:1"].population) == ("al-Mayadin", "Deir ez-Zor", 54_000)
    assert places["g:1"].keys == {"mayadin": True, "mayadeen": False}


@pytest.mark.parametrize(
    ("kind", "lat", "country"), [("town", 36.0, "SYR"), ("town", 35.02, "IRQ"), ("river", 35.02, "SYR")]
)
def test_a_row_far_off_or_abroad_or_of_another_kind_is_a_new_place(kind: str, lat: float, country: str) -> None:
    places = merged(
        [row("Mayadin", kind, lat, 40.45, country)],
        place("g:1", "Mayadin", "town", 35.02, 40.45, "SYR", 54_000),
    )

    assert list(places) == ["g:1", "standoff:mayadin"]


def test_a_region_is_one_with_those_of_its_name_within_its_radius_whoever_holds_it() -> None:
    places = merged(
        [row("Red Heights", "region", 33.0, 35.8, "SYR", 100.0, "Reds")],
        place("g:1", "Red Heights", "region", 33.5, 36.0, "ISR"),
        place("g:2", "Red Heights", "region", 32.9, 35.7, "SYR"),
        place("g:3", "Red Heights", "region", 50.0, 35.7, "RUS"),
    )

    assert sorted(places) == ["g:1", "g:3"]
    assert (places["g:1"].countries, places["g:1"].keys) == (("SYR",), {"red heights": True, "reds": False})


def test_rows_of_one_name_have_ids_of_their_own() -> None:
    rows = [row("Hill", "base", lat, 1.0, country) for lat, country in ((1, "SYR"), (20, "IRQ"), (40, "IRQ"))]

    assert list(merged(rows)) == ["standoff:hill", "standoff:hill-irq", "standoff:hill-irq-2"]


def test_a_region_named_by_hand_is_called_as_in_the_table_of_regions() -> None:
    ours = row("Camp", "camp", 36.0, 41.0, "SYR")
    ours.admin1 = "al-Hasaka"
    region = place("g:9", "Al-Hasakah", "admin1", 36.5, 40.7, "SYR", 1_500_000, "Hasaka")

    assert merged([ours], region)["standoff:camp"].admin1 == "Al-Hasakah"


def test_a_row_says_how_large_a_town_is_whose_people_nobody_counted() -> None:
    ours, other = row("Mayadin", "town", 35.0, 40.5, "SYR"), row("Sorn", "town", 36.0, 40.5, "SYR")
    ours.population = 40_000
    there = (
        place("g:1", "Mayadin", "village", 35.0, 40.5, "SYR"),
        place("g:2", "Sorn", "city", 36.0, 40.5, "SYR", 150_000),
    )
    places = merged([ours, other], *there)

    assert [(each.kind, each.population) for each in places.values()] == [("town", 40_000), ("city", 150_000)]
