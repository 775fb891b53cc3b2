"""Which place of the gazetteer lies in which other."""

from __future__ import annotations

from standoff.gazetteer import Candidate, capitals, fold
from standoff.places.geometry import kilometres

__all__ = ["REGIONS", "SETTLED", "holds", "is_capital", "point_of"]

SETTLED = frozenset({"city", "town", "village", "neighbourhood"})
"""Kinds of places where people live close together."""
REGIONS = frozenset({"admin1", "admin2", "region"})
"""Kinds of places within a country that hold others."""
_ROUND = REGIONS | {"island", "valley", "desert", "city"}
_SLACK = 1.3
"""A region is no circle: what lies so many times its radius from its middle may still be in it."""


def point_of(place: Candidate) -> tuple[float, float]:
    """Latitude and longitude."""
    return place.lat, place.lon


def is_capital(place: Candidate) -> bool:
    """Whether a place is the capital whose name stands for its country's government."""
    return place.kind == "city" and place.country is not None and capitals().get(place.name) == place.country


def holds(outer: Candidate, inner: Candidate) -> bool:
    """Whether the inner place lies in the outer one, as far as the gazetteer tells."""
    if outer.id == inner.id or inner.kind == "country" or not set(outer.countries) & set(inner.countries):
        return False
    if outer.kind == "country":
        return True
    if outer.kind == "admin1" and inner.admin1 is not None and inner.kind != "admin1":
        return fold(outer.name) == fold(inner.admin1)
    if outer.kind not in _ROUND or inner.radius_km > outer.radius_km:
        return False
    return kilometres(point_of(outer), point_of(inner)) <= _SLACK * outer.radius_km
