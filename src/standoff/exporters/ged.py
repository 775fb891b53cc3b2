"""Incidents in the shape of UCDP's Georeferenced Event Dataset: its 49 columns and codes, our own ids. A sidecar lists
what was dropped and why. UCDP's ids of conflicts, dyads and actors are theirs to give and stay empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import floor
from typing import Any, TextIO

from standoff.exporters.rows import write_rows
from standoff.exporters.told import Drop, Dropped, Told, bounds, country_of, dropping
from standoff.records import Actor

__all__ = ["GED_COLUMNS", "ged_rows", "write_ged"]

GED_COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office",
    "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
_WHERE_PREC = {"exact": 1, "town": 1, "near": 2, "district": 3, "region": 4, "country": 6}
_STATE = ("MIL", "GOV", "COP", "JUD", "LEG", "MIL-ALLIANCE")
_CIVIL = ("CVL", "NGO", "MED")
_REGIONS = {"AF": "Africa", "AS": "Asia", "EU": "Europe", "NA": "Americas", "SA": "Americas", "OC": "Asia"}
_MIDDLE_EAST = frozenset({
    "BHR", "CYP", "EGY", "IRN", "IRQ", "ISR", "JOR", "KWT", "LBN", "OMN", "PSE", "QAT", "SAU", "SYR", "TUR", "ARE",
    "YEM",
})  # fmt: skip


def write_ged(told: Iterable[Told], stream: TextIO) -> list[Dropped]:
    """Write the rows as CSV; what was dropped."""
    dropped: list[Dropped] = []
    write_rows(GED_COLUMNS, ged_rows(told, dropped), stream)
    return dropped


def ged_rows(told: Iterable[Told], dropped: list[Dropped]) -> Iterator[dict[str, Any]]:
    """A row an incident of violence in which somebody says that somebody was killed; ``dropped`` gets the rest."""
    for each in told:
        row = _row(each, dropped)
        if row is not None:
            yield row


def _row(told: Told, dropped: list[Dropped]) -> dict[str, Any] | None:
    incident = told.incident
    drop = dropping(incident, dropped)
    place, when, killed = incident.place, incident.when, told.toll("killed")
    lacks = None
    if incident.type != "ASSAULT":
        lacks = f"GED holds violence, and this is {incident.type}"
    elif not told.is_said_to_have_happened:
        lacks = "no account says that it happened"
    elif killed is None or not (killed.high or killed.low):
        lacks = "no account says that anybody was killed"
    elif when is None:
        lacks = "no account gives a day"
    elif place is None or place.lat is None or place.lon is None:
        lacks = "it could not be placed"
    if killed is None or when is None or place is None or place.lat is None or place.lon is None or lacks is not None:
        drop("row", "", incident.title, "", lacks or "")
        return None
    low = killed.low or 0
    high = (
        killed.high
        if killed.high is not None
        else max((t.high or t.low or 0 for a in incident.accounts for t in a.tolls if t.what == "killed"), default=low)
    )
    if killed.high is None:
        drop("high", high, f"at least {high}", "", "an open range does not fit; the highest number named is kept")
    drop(
        "best", low, f"{low}-{high}", killed.by, "UCDP's best estimate is a judgement; the lowest figure stands for it"
    )
    for account in incident.accounts:
        by = account.claimant.name
        for counted in account.tolls:
            if counted.what != "killed":
                drop(counted.what, "", bounds(counted), by, "GED counts the dead alone")
            elif (counted.low, counted.high) != (low, high):
                drop("low, high", f"{low}-{high}", bounds(counted), by, "one range fits for all accounts")
        if account.position != "asserts":
            drop("source_original", "", account.position, by, "GED has no room for a denial")
    side_a, side_b = _side(told, "actor", "side_a", drop), _side(told, "target", "side_b", drop)
    violence = _type_of_violence(side_a, side_b)
    country, _, continent = country_of(place.country)
    length = (when.latest - when.earliest).days + 1
    first = incident.reports[0]
    report = told.reports.get(first)
    is_on_civilians = violence == 3
    name_a, name_b = (side.name if side else "XXX Unknown" for side in (side_a, side_b))
    return {
        "id": int(incident.id[:12], 16),
        "relid": f"STANDOFF-{incident.id}",
        "year": when.earliest.year,
        "code_status": "Clear" if incident.is_reviewed else "Check",
        "type_of_violence": violence,
        "dyad_name": f"{name_a} - {'Civilians' if is_on_civilians else name_b}",
        "side_a": name_a,
        "side_b": "Civilians" if is_on_civilians else name_b,
        "number_of_sources": incident.corroboration.origins_low or -1,
        "source_article": "; ".join(
            f'"{each.publisher or "unknown publisher"},{each.published_on or ""},{each.title or ""}"'
            for uid in incident.reports
            if (each := told.reports.get(uid)) is not None
        ),
        "source_office": report.publisher if report else "",
        "source_date": report.published_on.isoformat() if report and report.published_on else "",
        "source_headline": report.title if report else "",
        "source_original": "; ".join(a.claimant.name for a in incident.accounts if a.position == "asserts"),
        "where_prec": _WHERE_PREC.get(place.precision or "", 6),
        "where_coordinates": place.name,
        "where_description": f"within {place.uncertainty_km:g} km" if place.uncertainty_km else "",
        "adm_1": place.admin1 or "",
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon:g} {place.lat:g})",
        "priogrid_gid": priogrid_of(place.lat, place.lon),
        "country": country,
        "region": "Middle East" if place.country in _MIDDLE_EAST else _REGIONS.get(continent, ""),
        "event_clarity": 1 if length == 1 and place.precision in ("exact", "town", "near") else 2,
        "date_prec": 1 if length == 1 else 2 if length < 7 else 3 if length == 7 else 4 if length <= 31 else 5,
        "date_start": when.earliest.isoformat(),
        "date_end": when.latest.isoformat(),
        "deaths_a": 0,
        "deaths_b": 0,
        "deaths_civilians": low if is_on_civilians else 0,
        "deaths_unknown": 0 if is_on_civilians else low,
        "best": low,
        "high": high,
        "low": low,
    }


def _side(told: Told, role: Any, column: str, drop: Drop) -> Actor | None:
    """The one party of a role that fits; none of those on which accounts differ."""
    found = told.parties(role)
    if told.is_disputed(role):
        for actor, by in found:
            drop(column, "XXX Unknown", actor.name, ", ".join(by), "accounts differ, and one party fits")
        return None
    for actor, by in found[1:]:
        drop(column, found[0][0].name, actor.name, ", ".join(by), "one party fits; the one most accounts name is kept")
    return found[0][0] if found else None


def _type_of_violence(side_a: Actor | None, side_b: Actor | None) -> int:
    """1 state-based, 2 between groups that are no states, 3 against civilians."""
    if side_b is not None and side_b.sector in _CIVIL:
        return 3
    is_state = any(side is not None and side.sector in _STATE for side in (side_a, side_b))
    return 1 if is_state else 2


def priogrid_of(lat: float, lon: float) -> int:
    """The cell of half a degree in the PRIO-GRID, counted from the south-west corner.

    >>> priogrid_of(-89.9, -179.9), priogrid_of(36.5, 37.9)
    (1, 182596)
    """
    row = min(359, floor((lat + 90) * 2))
    column = min(719, floor((lon + 180) * 2))
    return row * 720 + column + 1
