"""The built gazetteer, and a small one made by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from standoff.errors import PlacesError
from standoff.gazetteer import Gazetteer
from standoff.gazetteer.build import build, write_file
from standoff.gazetteer.raw import Raw, learn, usual_radius, usual_weight

MakeGazetteer = Callable[..., Path]


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    """The gazetteer that ``make`` built where it is up to date, else one built for these tests."""
    try:
        opened = Gazetteer.open()
    except PlacesError:
        path = tmp_path_factory.mktemp("built") / "places.sqlite"
        build(path)
        opened = Gazetteer.open(path)
    yield opened
    opened.close()


def place(
    known_as: str,
    name: str,
    kind: str,
    lat: float,
    lon: float,
    countries: str,
    population: int = 0,
    *aliases: str,
    **more: object,
) -> Raw:
    """A place by its main facts; ``countries`` are set apart by blanks."""
    raw = Raw(
        known_as, name, kind, lat, lon, tuple(countries.split()), None, population, usual_radius(kind, population),
        usual_weight(kind, population, is_curated=False), **more,  # type: ignore[arg-type]
    )  # fmt: skip
    return learn(learn(raw, [name], are_main=True), aliases)


SMALL = (
    place("geonames:163843", "Syria", "country", 35.0, 38.5, "SYR", 16_900_000, is_first=True),
    place("geonames:6252001", "United States", "country", 39.8, -98.5, "USA", 327_000_000, "US", "USA", is_first=True),
    place("geonames:170654", "Damascus", "city", 33.51, 36.29, "SYR", 1_569_000, "Dimashq", is_first=True),
    place("geonames:169389", "Idlib", "city", 35.93, 36.63, "SYR", 128_840, "Edleb"),
    place("geonames:169387", "Idlib", "admin1", 35.87, 36.55, "SYR", 1_500_000, "Idlib Governorate"),
    place("geonames:1", "Springfield", "town", 1.0, 1.0, "USA", 50_000),
    place("geonames:2", "Springfield", "city", 2.0, 2.0, "USA", 150_000),
    place("geonames:3", "Shelbyville", "city", 3.0, 3.0, "USA", 900_000, "Springfield"),
    place("geonames:173811", "al-Hasakah", "city", 36.50, 40.75, "SYR", 422_445),
    place("standoff:euphrates", "Euphrates", "river", 35.0, 40.4, "TUR SYR IRQ"),
    place("geonames:4", "Hassock", "city", 50.9, -0.1, "GBR", 200_000),
)  # fmt: skip


@pytest.fixture
def make_gazetteer(tmp_path: Path) -> MakeGazetteer:
    """A gazetteer's file of the places given, or of a few that every test may ask for."""

    def make(*places: Raw) -> Path:
        path = tmp_path / "places.sqlite"
        write_file(path, places or SMALL)
        return path

    return make


@pytest.fixture
def small(make_gazetteer: MakeGazetteer) -> Iterator[Gazetteer]:
    opened = Gazetteer.open(make_gazetteer())
    yield opened
    opened.close()
