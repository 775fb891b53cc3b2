"""``standoff export``: files for others."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from standoff.cli import output, words
from standoff.cli.incidents import asked_place
from standoff.cli.listing import note_waiting
from standoff.cli.options import CasebookFile, EventType, Party, Place, Quiet, Reviewed, Since, Until, days_asked

__all__ = ["export_command"]


class _Form(StrEnum):
    jsonl = "jsonl"
    csv_incidents = "csv-incidents"
    csv_claims = "csv-claims"
    geojson = "geojson"
    acled = "acled"
    ged = "ged"


def export_command(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The file to write; it appears once it is whole.")],
    form: Annotated[
        _Form,
        typer.Option(
            "--format", "-f", metavar="FORMAT", help="jsonl, csv-incidents, csv-claims, geojson, acled or ged."
        ),
    ],
    casebook: CasebookFile = Path("standoff.db"),
    place: Place = None,
    since: Since = None,
    until: Until = None,
    kind: EventType = None,
    party: Party = None,
    reviewed: Reviewed = False,
    no_victims: Annotated[
        bool,
        typer.Option("--no-victims", help="Without the names of victims, and without the texts that hold them."),
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Write incidents, claims or all records to a file.

    jsonl has every record of the casebook, or, with a filter, incidents with their reports and claims. geojson is
    RFC 7946, with null geometry for what could not be placed. acled and ged have the columns and codes of those data
    sets, one row an incident, and a sidecar, PATH with .dropped.csv, that says which values had no room and why.

    **Exit codes:** 0 written; 1 it cannot be written; 2 wrong usage.

    **Examples:**

    - standoff export incidents.geojson --format geojson --since 2016-07

    - standoff export acled.csv --format acled --reviewed --no-victims
    """
    from standoff.casebook import open_casebook

    conditions: dict[str, Any] = {**days_asked(since, until), **asked_place(place)}
    with open_casebook(casebook, mode="read") as book:
        if not quiet:
            note_waiting(book)
        written = book.export(
            path,
            form=form.value,
            is_without_victims=no_victims,
            type=kind,
            party=party,
            is_reviewed=True if reviewed else None,
            **conditions,
        )
    if not quiet:
        said = f"{words.count(written.count, 'record' if form is _Form.jsonl else 'row')} in {words.safe(str(path))}."
        if written.sidecar is not None:
            values = words.count(written.dropped, "value")
            said += f" {values} had no room: {words.safe(str(written.sidecar))} says which and why."
        output.note(said)
