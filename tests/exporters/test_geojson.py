"""Incidents as GeoJSON, checked member by member against RFC 7946."""

from __future__ import annotations

import io
import json

from standoff.exporters import Told, write_geojson


def written(*told: Told) -> dict:
    stream = io.StringIO()
    assert write_geojson(told, stream) == len(told)
    return json.loads(stream.getvalue())


def test_a_collection_has_features_with_geometry_and_properties(contested: Told) -> None:
    found = written(contested)

    assert found["type"] == "FeatureCollection"
    [feature] = found["features"]
    assert set(feature) == {"type", "id", "geometry", "properties"}
    assert (feature["type"], feature["id"]) == ("Feature", contested.incident.id)
    assert feature["geometry"] == {"type": "Point", "coordinates": [38.25, 36.5]}  # longitude first
    assert feature["properties"]["coordinateUncertaintyInMeters"] == 5000
    assert feature["properties"]["status"] == "denied"
    assert {a["claimant"]: a["position"] for a in feature["properties"]["accounts"]}["the coalition"] == "denies"


def test_what_could_not_be_placed_has_null_geometry(unplaced: Told) -> None:
    [feature] = written(unplaced)["features"]

    assert feature["geometry"] is None
    assert feature["properties"]["coordinateUncertaintyInMeters"] is None


def test_no_incidents_are_an_empty_collection() -> None:
    assert written() == {"type": "FeatureCollection", "features": []}
