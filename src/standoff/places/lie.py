"""Which place of the gazetteer lies in which other."""

from __future__ import annotations

from functools import lru_cache

from standoff.gazetteer import Candidate, fold
from standoff.places.geometry import kilometres

__all__ = ["holds", "point_of"]

_AREAS = frozenset({"admin2", "region", "island", "valley", "desert", "city"})
_SLACK = 1.3
"""A region is no circle: what lies so many times its radius from its middle may still be in it."""


def point_of(place: Candidate) -> tuple[float, float]:
    """Latitude and longitude."""
    return place.lat, place.lon


def holds(outer: Candidate, inner: Candidate) -> bool:
    """Whether the inner place lies in the outer one, as far as the gazetteer tells."""
    if outer.id == inner.id or inner.kind == "country" or not set(outer.countries) & set(inner.countries):
        return False
    if outer.kind == "country":
        return True
    if outer.kind == "admin1" and inner.admin1 is not None and inner.kind != "admin1":
        return _bare(outer.name) == _bare(inner.admin1)
    if outer.kind not in _AREAS or inner.radius_km > outer.radius_km:
        return False
    return kilometres(point_of(outer), point_of(inner)) <= _SLACK * outer.radius_km


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    return fold(name)
