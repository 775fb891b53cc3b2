"""A casebook into files for others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Literal, TextIO, Unpack

from standoff.exporters import (
    BYTE_ORDER_MARK,
    Dropped,
    Told,
    whole_file,
    without_victims,
    write_acled,
    write_claims_csv,
    write_dropped,
    write_ged,
    write_geojson,
    write_incidents_csv,
)
from standoff.pipeline.judged import Judged
from standoff.records import Claim, Report
from standoff.store import IncidentConditions, Store

__all__ = ["EXPORT_FORMATS", "ExportFormat", "Exported", "export", "sidecar_of"]

ExportFormat = Literal["jsonl", "csv-incidents", "csv-claims", "geojson", "acled", "ged"]
EXPORT_FORMATS: tuple[ExportFormat, ...] = ("jsonl", "csv-incidents", "csv-claims", "geojson", "acled", "ged")


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: how many rows, features or records; how many values had no room, listed in the ``sidecar``."""

    path: Path
    count: int
    sidecar: Path | None = None
    dropped: int = 0


def export(
    store: Store,
    path: Path,
    form: ExportFormat,
    *,
    is_without_victims: bool = False,
    is_for_excel: bool = False,
    **conditions: Unpack[IncidentConditions],
) -> Exported:
    """Write the incidents that meet all conditions, with their claims and reports, to a file that appears once it is
    whole. The shapes of ACLED and UCDP get a sidecar. ``jsonl`` without conditions has all records of the casebook.
    ``is_for_excel`` begins CSV with a byte order mark, by which Excel knows it for UTF-8.

    Raises ``StandoffError`` when the file cannot be written.
    """
    is_of_incidents = form in ("csv-incidents", "geojson") and not is_without_victims
    told = _bare(store, conditions) if is_of_incidents else _told(store, conditions)
    if is_without_victims:
        told = map(without_victims, told)
    dropped: list[Dropped] | None = None
    mark = BYTE_ORDER_MARK if is_for_excel and form not in ("jsonl", "geojson") else ""
    with whole_file(path) as stream:
        stream.write(mark)
        if form == "jsonl":
            is_whole = not is_without_victims and not any(value is not None for value in conditions.values())
            count = _write_lines(_all_records(store) if is_whole else chain.from_iterable(map(_records, told)), stream)
        elif form == "geojson":
            count = write_geojson(told, stream)
        elif form == "csv-incidents":
            count = write_incidents_csv((each.incident for each in told), stream)
        elif form == "csv-claims":
            count = write_claims_csv(told, stream)
        else:
            counted = _Counted(told)
            dropped = (write_acled if form == "acled" else write_ged)(counted, stream)
            count = counted.count - sum(each.field == "row" for each in dropped)
    if dropped is None:
        return Exported(path, count)
    with whole_file(sidecar_of(path)) as stream:
        stream.write(mark)
        lines = write_dropped(dropped, stream)
    return Exported(path, count, sidecar_of(path), lines)


def sidecar_of(path: Path) -> Path:
    """Where what was dropped is listed: beside the file.

    >>> sidecar_of(Path("out/acled.csv")).name
    'acled.dropped.csv'
    """
    return path.with_name(f"{path.stem if path.suffix == '.csv' else path.name}.dropped.csv")


class _Counted:
    """The same, counted on the way."""

    def __init__(self, told: Iterator[Told]) -> None:
        self._told = told
        self.count = 0

    def __iter__(self) -> Iterator[Told]:
        for each in self._told:
            self.count += 1
            yield each


def _bare(store: Store, conditions: IncidentConditions) -> Iterator[Told]:
    """Incidents for shapes that have nothing of their claims and reports."""
    return (Told(incident, {}, {}) for incident in store.incidents.find(**conditions))


def _told(store: Store, conditions: IncidentConditions) -> Iterator[Told]:
    judged = Judged.of(store.judgements.standing())
    for incident in store.incidents.find(**conditions):
        reports: dict[str, Report] = {}
        claims: dict[str, Claim] = {}
        wanted = set(incident.claims)
        for report_id in incident.reports:
            report = store.reports.get(report_id)
            if report is not None:
                reports[report_id] = report
                found = judged.claims(report_id, store.claims.of_report(report_id))
                claims |= {claim.id: claim for claim in found if claim.id in wanted}
        yield Told(incident, claims, reports)


def _records(told: Told) -> Iterator[dict[str, Any]]:
    for report in told.reports.values():
        yield report.to_dict()
    for claim in told.claims.values():
        yield claim.to_dict()
    yield told.incident.to_dict()


def _all_records(store: Store) -> Iterator[dict[str, Any]]:
    """Reports with what was found in each, copies, incidents, judgements; what the machine found is as it found it, and
    what was made by hand after it."""
    judged = Judged.of(store.judgements.standing())
    for line in store.reports.lines():
        kept = store.reports.kept(line.id)
        if kept is None:
            continue
        yield kept.to_dict()
        found = store.claims.findings(line.id)
        if found is not None:
            yield from (claim.to_dict() for claim in judged.with_added(line.id, found.claims))
            for mentions in (found.attributions, found.places, found.dates):
                yield from (mention.to_dict(line.id) for mention in mentions)
            yield from (rejection.to_dict() for rejection in found.rejections)
        yield from (copy.to_dict() for copy in store.copies.of(line.id) if copy.report_id == line.id)
    yield from (rejection.to_dict() for rejection in store.reports.rejected_inputs())
    yield from (incident.to_dict() for incident in store.incidents.find())
    yield from (judgement.to_dict() for judgement in store.judgements.all())


def _write_lines(records: Iterator[dict[str, Any]], stream: TextIO) -> int:
    seen: set[tuple[str, str]] = set()
    count = 0
    for record in records:
        if record["record"] == "report":  # one report may tell of several incidents
            if (record["record"], record["id"]) in seen:
                continue
            seen.add((record["record"], record["id"]))
        stream.write(json.dumps(record, ensure_ascii=False) + "\n")
        count += 1
    return count
