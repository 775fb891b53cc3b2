"""Distances and shifts on the globe, exact enough for news."""

from __future__ import annotations

from math import cos, radians, sin

from standoff.records import distance_km

__all__ = ["kilometres", "midpoint", "shifted"]

_KM_A_DEGREE = 111.2
_FARTHEST_LATITUDE = 89.0

Point = tuple[float, float]
"""Latitude and longitude in degrees, WGS 84."""


def kilometres(one: Point, other: Point) -> float:
    """The great-circle distance.

    >>> round(kilometres((36.20, 37.16), (33.51, 36.29)))
    309
    """
    return distance_km(*one, *other)


def shifted(point: Point, bearing: float, km: float) -> Point:
    """The point so many kilometres away; ``bearing`` in degrees clockwise from north.

    >>> lat, lon = shifted((36.0, 38.0), 90, 100)
    >>> round(lat, 2), round(lon, 2)
    (36.0, 39.11)
    """
    lat, lon = point
    north = max(-_FARTHEST_LATITUDE, min(_FARTHEST_LATITUDE, lat + cos(radians(bearing)) * km / _KM_A_DEGREE))
    east = lon + sin(radians(bearing)) * km / (_KM_A_DEGREE * max(0.02, cos(radians(lat))))
    return north, (east + 180) % 360 - 180


def midpoint(one: Point, other: Point) -> Point:
    """The middle of the shorter way between two points.

    >>> midpoint((10.0, 179.0), (20.0, -179.0))
    (15.0, -180.0)
    """
    across = (other[1] - one[1] + 180) % 360 - 180
    return (one[0] + other[0]) / 2, (one[1] + across / 2 + 180) % 360 - 180
