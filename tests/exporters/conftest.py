"""Incidents made by hand, with what they rest on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from standoff.exporters import Told
from standoff.incidents import form_incident, tellings_of
from standoff.records import Claim, Report

sys.path.append(str(Path(__file__).resolve().parents[1] / "incidents"))

from made_claims import ARMY, CIVILIANS, COALITION, claim, nobody, report


def told_of(reports: list[Report], claims: list[Claim]) -> Told:
    """The incident of claims, all of one happening."""
    tellings = [t for r in reports for t in tellings_of(r, [c for c in claims if c.report_id == r.id])]
    by_id: dict[str, Any] = {report.id: report for report in reports}
    incident = form_incident(tellings, {c.id: c for c in claims}, by_id, {}, nobody)
    return Told(incident, {claim.id: claim for claim in claims}, by_id)


@pytest.fixture
def contested() -> Told:
    """A strike on Sorn that two say was the coalition's or the army's, with three counts, and that one denies."""
    sorn = ("Sorn", 36.5, 38.25)
    reports = [report("r1"), report("r2", "Marsh Post")]
    where = {"place": sorn, "day": "2016-07-19", "target": CIVILIANS}
    first = claim("r1", "the Monitor", actor=COALITION, killed=(56, None), **where)
    return told_of(
        reports,
        [
            first,
            claim("r2", "the Front", actor=COALITION, killed=(160, 160), **where),
            claim("r2", "=the Council", actor=ARMY, killed=(20, 20), **where),
            claim("r2", "the coalition", stance="denies", responds_to=first.id, place=sorn, day="2016-07-19"),
        ],
    )


@pytest.fixture
def unplaced() -> Told:
    return told_of([report("r3")], [claim("r3", "the Monitor", day="2016-07-20")])
