"""Incidents as GeoJSON (RFC 7946): one feature each, with ``null`` geometry where it could not be placed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from standoff.exporters.told import Told

__all__ = ["feature_of", "write_geojson"]


def write_geojson(told: Iterable[Told], stream: TextIO) -> int:
    """Write a feature collection, a feature a line; how many features."""
    stream.write('{"type": "FeatureCollection", "features": [')
    count = 0
    for each in told:
        stream.write(("," if count else "") + "\n" + json.dumps(feature_of(each), ensure_ascii=False))
        count += 1
    stream.write("\n]}\n")
    return count


def feature_of(told: Told) -> dict[str, Any]:
    """An incident as a feature. Positions are longitude, latitude (WGS 84). RFC 7946 has no member for uncertainty: it
    stands in ``coordinateUncertaintyInMeters``, the term of Darwin Core."""
    incident = told.incident
    place, when, found = incident.place, incident.when, incident.corroboration
    is_placed = place is not None and place.lat is not None and place.lon is not None
    within = place.uncertainty_km if place else None
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if is_placed and place else None,
        "properties": {
            "title": incident.title,
            "type": incident.type,
            "start": when.earliest.isoformat() if when else None,
            "end": when.latest.isoformat() if when else None,
            "place": place.name if place else None,
            "country": place.country if place else None,
            "admin1": place.admin1 if place else None,
            "geo_precision": place.precision if place else None,
            "coordinateUncertaintyInMeters": round(within * 1000) if is_placed and within is not None else None,
            "tolls": [toll.to_dict() for toll in incident.tolls],
            "status": incident.status,
            "reviewed": incident.is_reviewed,
            "disputed": [dispute.field for dispute in incident.disputes],
            "accounts": [
                {
                    "claimant": account.claimant.name,
                    "side": account.claimant.side,
                    "position": account.position,
                    "tolls": [toll.to_dict() for toll in account.tolls],
                }
                for account in incident.accounts
            ],
            "reports": len(found.reports),
            "origins_low": found.origins_low,
            "origins_high": len(found.origins),
        },
    }
