"""Where, how precisely, and which place of the gazetteer."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

from standoff.records.span import Span

__all__ = ["FINENESS", "Place", "PlaceBasis", "PlaceMention", "PlacePrecision", "distance_km"]

PlacePrecision = Literal["exact", "near", "town", "district", "region", "country"]
FINENESS: dict[str, int] = {"exact": 5, "near": 4, "town": 4, "district": 3, "region": 2, "country": 1}
"""How finely a place is known, by its precision: of two the finer says more."""
PlaceBasis = Literal["stated", "carried over", "headline", "judged"]


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance of two points given in degrees.

    >>> round(distance_km(36.2, 37.16, 33.51, 36.29))
    309
    """
    p, q = math.radians(lat), math.radians(other_lat)
    across = math.sin(math.radians(other_lon - lon) / 2) ** 2
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * across
    return 12742.0 * math.asin(math.sqrt(min(1.0, h)))


class PlaceMention(Struct, frozen=True, gc=False):
    """A place named in a report. ``lat`` and ``lon`` (degrees, WGS 84) are ``None`` when it could not be placed.

    ``name_span`` is the bare name ("Al-Malikiyah"); ``span`` the words that say where ("near the border-town of
    Al-Malikiyah"), which hold the name. ``uncertainty_km`` is the radius within which the place lies.
    ``is_demonym`` marks adjectives ("Syrian") and names used for a government ("Moscow said"): they help to
    tell which country a story is about but are no place of a happening.
    """

    span: Span
    name_span: Span
    name: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    gazetteer_id: str | None = None
    precision: PlacePrecision | None = None
    uncertainty_km: float | None = None
    is_demonym: bool = False

    def to_dict(self, report_id: str) -> dict[str, Any]:
        return {
            "record": "place",
            "report_id": report_id,
            "start": self.name_span.start,
            "end": self.name_span.end,
            "text": self.name_span.text,
            "lat": self.lat,
            "lon": self.lon,
            "country": self.country,
            "admin1": self.admin1,
            "gazetteer_id": self.gazetteer_id,
            "precision": self.precision,
            "name": self.name,
            "uncertainty_km": self.uncertainty_km,
            "is_demonym": self.is_demonym,
            "words": self.span.to_dict(),
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> PlaceMention:
        return cls(
            Span.from_dict(record["words"]),
            Span.from_dict(record),
            record["name"],
            record["lat"],
            record["lon"],
            record["country"],
            record["admin1"],
            record["gazetteer_id"],
            record["precision"],
            record["uncertainty_km"],
            record["is_demonym"],
        )


class Place(Struct, frozen=True, gc=False):
    """The place of a happening: a mention, and how the happening came by it."""

    mention: PlaceMention
    basis: PlaceBasis

    def to_dict(self) -> dict[str, Any]:
        mention = self.mention
        return {
            "name": mention.name,
            "text": mention.span.text,
            "start": mention.span.start,
            "end": mention.span.end,
            "lat": mention.lat,
            "lon": mention.lon,
            "country": mention.country,
            "admin1": mention.admin1,
            "precision": mention.precision,
            "uncertainty_km": mention.uncertainty_km,
            "gazetteer_id": mention.gazetteer_id,
            "basis": self.basis,
            "named": mention.name_span.to_dict(),
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Place:
        mention = PlaceMention(
            Span.from_dict(record),
            Span.from_dict(record["named"]),
            record["name"],
            record["lat"],
            record["lon"],
            record["country"],
            record["admin1"],
            record["gazetteer_id"],
            record["precision"],
            record["uncertainty_km"],
        )
        return cls(mention, record["basis"])
