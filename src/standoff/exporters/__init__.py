"""Incidents in the shapes that others use. Records in, files out; what a shape cannot hold is listed beside it."""

from standoff.exporters.acled import ACLED_COLUMNS, acled_rows, write_acled
from standoff.exporters.ged import GED_COLUMNS, ged_rows, write_ged
from standoff.exporters.geojson import feature_of, write_geojson
from standoff.exporters.rows import BYTE_ORDER_MARK
from standoff.exporters.tables import (
    CLAIM_COLUMNS,
    INCIDENT_COLUMNS,
    write_claims_csv,
    write_incidents_csv,
)
from standoff.exporters.told import DROPPED_COLUMNS, Dropped, Told, country_of, write_dropped
from standoff.exporters.victims import without_victims
from standoff.exporters.whole_file import is_full, unwritable, whole_file

__all__ = [
    "ACLED_COLUMNS",
    "BYTE_ORDER_MARK",
    "CLAIM_COLUMNS",
    "DROPPED_COLUMNS",
    "GED_COLUMNS",
    "INCIDENT_COLUMNS",
    "Dropped",
    "Told",
    "acled_rows",
    "country_of",
    "feature_of",
    "ged_rows",
    "is_full",
    "unwritable",
    "whole_file",
    "without_victims",
    "write_acled",
    "write_claims_csv",
    "write_dropped",
    "write_ged",
    "write_geojson",
    "write_incidents_csv",
]
