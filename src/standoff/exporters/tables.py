"""Incidents and claims as CSV: one row each, nothing dropped that fits a cell, lists set apart by " | "."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from standoff.exporters.rows import write_rows
from standoff.exporters.told import Told
from standoff.records import Claim, Days, Incident, PlaceMention, When, Where

__all__ = ["CLAIM_COLUMNS", "INCIDENT_COLUMNS", "write_claims_csv", "write_incidents_csv"]

_TOLLS = ("killed", "injured", "missing", "detained", "displaced")
INCIDENT_COLUMNS = (
    "id", "title", "type", "earliest", "latest", "place", "lat", "lon", "country", "admin1", "place_precision",
    "uncertainty_km", *(f"{what}_{bound}" for what in _TOLLS for bound in ("low", "high")), "status", "reviewed",
    "disputed", "accounts", "claimants", "denied_by", "reports", "texts", "outlets", "origins_low", "origins_high",
    "sides", "report_ids",
)  # fmt: skip
CLAIM_COLUMNS = (
    "id", "incident_id", "report_id", "publisher", "published_on", "url", "claimant", "claimant_kind",
    "claimant_party", "chain", "stance", "polarity", "certainty", "reality", "responds_to", "type", "mode",
    "acled_event_type", "acled_sub_event_type", "actor", "actor_ids", "target", "target_ids", "place", "lat", "lon",
    "country", "place_precision", "uncertainty_km", "place_basis", "earliest", "latest", "when_basis",
    *(f"{what}_{bound}" for what in _TOLLS for bound in ("low", "high")), "equipment", "quote", "start", "end",
    "confidence",
)  # fmt: skip


def write_incidents_csv(incidents: Iterable[Incident], stream: TextIO) -> int:
    """Write a row an incident; how many."""
    return write_rows(INCIDENT_COLUMNS, map(_incident_row, incidents), stream)


def write_claims_csv(told: Iterable[Told], stream: TextIO) -> int:
    """Write a row a claim of each incident, with its report's publisher and day; how many."""
    return write_rows(CLAIM_COLUMNS, (row for each in told for row in _claim_rows(each)), stream)


def _listed(values: Iterable[str | None]) -> str:
    return " | ".join(dict.fromkeys(value for value in values if value))


def _when(when: Days | When | None) -> dict[str, Any]:
    return {"earliest": when.earliest.isoformat(), "latest": when.latest.isoformat()} if when else {}


def _where(place: Where | PlaceMention | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {
        "place": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "admin1": place.admin1,
        "place_precision": place.precision,
        "uncertainty_km": place.uncertainty_km,
    }


def _incident_row(incident: Incident) -> dict[str, Any]:
    found = incident.corroboration
    row: dict[str, Any] = {
        "id": incident.id,
        "title": incident.title,
        "type": incident.type,
        **_when(incident.when),
        **_where(incident.place),
        "status": incident.status,
        "reviewed": str(incident.is_reviewed).lower(),
        "disputed": _listed(dispute.field for dispute in incident.disputes),
        "accounts": len(incident.accounts),
        "claimants": _listed(account.claimant.name for account in incident.accounts),
        "denied_by": _listed(a.claimant.name for a in incident.accounts if a.position == "denies"),
        "reports": len(found.reports),
        "texts": len(found.texts),
        "outlets": len(found.outlets),
        "origins_low": found.origins_low,
        "origins_high": len(found.origins),
        "sides": len(found.sides),
        "report_ids": _listed(incident.reports),
    }
    for toll in incident.tolls:
        row[f"{toll.what}_low"], row[f"{toll.what}_high"] = toll.low, toll.high
    return row


def _claim_rows(told: Told) -> Iterable[dict[str, Any]]:
    for claim_id in told.incident.claims:
        claim = told.claims.get(claim_id)
        if claim is not None:
            yield _claim_row(told, claim)


def _claim_row(told: Told, claim: Claim) -> dict[str, Any]:
    report = told.reports.get(claim.report_id)
    claimant = claim.attribution[-1].source if claim.attribution else None
    acled = claim.event.acled
    row: dict[str, Any] = {
        "id": claim.id,
        "incident_id": told.incident.id,
        "report_id": claim.report_id,
        "publisher": report.publisher if report else None,
        "published_on": report.published_on.isoformat() if report and report.published_on else None,
        "url": report.url if report else None,
        "claimant": claimant.name if claimant else report.publisher if report else None,
        "claimant_kind": claimant.kind if claimant else "publisher",
        "claimant_party": claimant.party if claimant else None,
        "chain": _listed(link.source.name for link in claim.attribution),
        "stance": claim.stance,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "reality": claim.reality,
        "responds_to": claim.responds_to,
        "type": claim.event.type,
        "mode": claim.event.mode,
        "acled_event_type": acled.event_type if acled else None,
        "acled_sub_event_type": acled.sub_event_type if acled else None,
        **_where(claim.place.mention if claim.place else None),
        "place_basis": claim.place.basis if claim.place else None,
        **_when(claim.when),
        "when_basis": claim.when.basis if claim.when else None,
        "equipment": _listed(span.text for span in claim.equipment),
        "quote": " … ".join(span.text for span in claim.evidence),
        "start": claim.evidence[0].start,
        "end": claim.evidence[0].end,
        "confidence": round(claim.confidence, 3),
    }
    for role in ("actor", "target"):
        parties = [party for party in claim.participants if party.role == role]
        row[role] = _listed(party.name or (party.span.text if party.span else None) for party in parties)
        row[f"{role}_ids"] = _listed(party.actor.id if party.actor else None for party in parties)
    for toll in claim.tolls:
        row.setdefault(f"{toll.what}_low", toll.low)
        row.setdefault(f"{toll.what}_high", toll.high)
    return row
