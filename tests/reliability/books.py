"""What a casebook makes of reports that come in another order, or come again as copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from standoff.casebook import open_casebook
from standoff.pipeline import Knowledge, Reading
from standoff.pipeline.keep import keep_reports
from standoff.pipeline.spread import analyse_reports
from standoff.records import Incident, Rejection, Report
from standoff.store import open_store

__all__ = ["Kept", "copies_of", "incidents_of", "kept", "with_copies"]

COPIER = "Reprint Gazette"
"""An outlet that makes no claims of its own: it prints what others wrote."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Of so many incidents, so many that are as they should be; what became of the others, a sentence each."""

    incidents: int
    right: int
    wrong: tuple[str, ...]

    @property
    def share(self) -> float:
        return self.right / self.incidents if self.incidents else 1.0


def incidents_of(readings: Sequence[Reading], path: Path) -> list[Incident]:
    """The incidents of a new casebook to which the reports came in this order."""
    known = {reading.report.id: reading for reading in readings if reading.report}

    def analyse(found: Iterable[Report | Rejection]) -> Iterator[Reading]:
        for each in found:
            yield known[each.id] if isinstance(each, Report) else Reading(None, rejections=(each,))

    with open_store(path, mode="create") as store:
        for _ in keep_reports(store, [reading.report for reading in readings if reading.report], analyse, how="test"):
            pass
    with open_casebook(path, mode="write") as casebook:
        casebook.link()
        return list(casebook.incidents())


def copies_of(readings: Sequence[Reading], knowledge: Knowledge) -> list[Reading]:
    """The same texts on the same day, printed by another outlet."""
    reports = []
    for reading in readings:
        assert reading.report is not None
        reports.append(replace(reading.report, id=f"{reading.report.id}-copy", publisher=COPIER, url=None, blocks=()))
    return list(analyse_reports(reports, knowledge))


def kept(before: Sequence[Incident], after: Sequence[Incident]) -> Kept:
    """How many incidents are the same in all that is said of them, wherever they stand in a list."""
    found = [incident.to_dict() for incident in after]
    wrong = tuple(f"{each.title}: not the same" for each in before if each.to_dict() not in found)
    return Kept(len(before), len(before) - len(wrong), wrong)


def with_copies(before: Sequence[Incident], after: Sequence[Incident]) -> Kept:
    """How many incidents have as many origins, the same accounts and the same tolls after copies came, and more reports."""
    of_report: dict[frozenset[str], list[Incident]] = {}
    for incident in after:
        of_report.setdefault(_originals(incident), []).append(incident)
    wrong = []
    for incident in before:
        same = of_report.get(_originals(incident), [])
        found = next((each for each in same if set(incident.claims) <= set(each.claims)), None)
        if found is None:
            wrong.append(f"{incident.title}: no incident holds its claims and no more reports than its own and copies")
            continue
        if sum(set(each.claims) <= set(found.claims) for each in before) > 1:
            wrong.append(f"{incident.title}: put together with another incident of its report")
            continue
        differs = [name for name, one, other in _compared(incident, found) if one != other]
        if len(found.reports) <= len(incident.reports):
            differs.append("no more reports")
        if differs:
            wrong.append(f"{incident.title}: {', '.join(differs)}")
    return Kept(len(before), len(before) - len(wrong), tuple(wrong))


def _originals(incident: Incident) -> frozenset[str]:
    return frozenset(each.removesuffix("-copy") for each in incident.reports)


def _compared(before: Incident, after: Incident) -> Iterator[tuple[str, Any, Any]]:
    for one, other, name in (
        (before.corroboration.origins_low, after.corroboration.origins_low, "origins at least"),
        (len(before.corroboration.origins), len(after.corroboration.origins), "origins at most"),
        (len(before.corroboration.texts), len(after.corroboration.texts), "texts"),
        (before.status, after.status, "status"),
        (_ranges(before), _ranges(after), "tolls"),
        (_accounts(before), _accounts(after), "accounts"),
        ([each.field for each in before.disputes], [each.field for each in after.disputes], "disputes"),
    ):
        yield name, one, other


def _ranges(incident: Incident) -> list[tuple[str, int | None, int | None]]:
    return [(each.what, each.low, each.high) for each in incident.tolls]


def _accounts(incident: Incident) -> list[tuple[str, str]]:
    return sorted((each.claimant.name, each.position) for each in incident.accounts)
