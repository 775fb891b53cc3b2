"""``standoff export``: files for others."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from standoff.cli import output, words
from standoff.cli.incidents import asked_place
from standoff.cli.listing import note_waiting
from standoff.cli.options import CasebookFile, EventType, Excel, Party, Place, Quiet, Reviewed, Since, Until, days_asked

if TYPE_CHECKING:
    from standoff.casebook import Casebook
    from standoff.pipeline.export import Exported

__all__ = ["export_command"]


class _Form(StrEnum):
    jsonl = "jsonl"
    csv_incidents = "csv-incidents"
    csv_claims = "csv-claims"
    geojson = "geojson"
    acled = "acled"
    ged = "ged"


def export_command(
    path: Annotated[
        Path,
        typer.Argument(metavar="PATH", help="The file to write, which appears once it is whole; - is standard output."),
    ],
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
    excel: Excel = False,
    quiet: Quiet = False,
) -> None:
    """Write incidents, claims or all records to a file.

    jsonl has every record of the casebook, or, with a filter, incidents with their reports and claims. geojson is
    RFC 7946, with null geometry for what could not be placed. acled and ged have the columns and codes of those data
    sets, one row an incident, and a sidecar, PATH with .dropped.csv, that says which values had no room and why; on
    standard output there is none.

    **Exit codes:** 0 written; 1 it cannot be written; 2 wrong usage.

    **Examples:**

    - standoff export incidents.geojson --format geojson --since 2016-07

    - standoff export acled.csv --format acled --reviewed --no-victims

    - standoff export claims.csv --format csv-claims --excel

    - standoff export - --format jsonl | gzip > casebook.jsonl.gz
    """
    from standoff.casebook import open_casebook

    if excel and form in (_Form.jsonl, _Form.geojson):
        raise typer.BadParameter(f"--excel is for CSV, and {form} is none.")
    asked: dict[str, Any] = {
        **days_asked(since, until),
        **asked_place(place),
        "type": kind,
        "party": party,
        "is_reviewed": True if reviewed else None,
        "is_without_victims": no_victims,
        "is_for_excel": excel,
    }
    with open_casebook(casebook, mode="read") as book:
        if not quiet:
            note_waiting(book)
        is_piped = path == output.STANDARD_OUTPUT
        written = _poured(book, form, asked) if is_piped else book.export(path, form=form.value, **asked)
    if not quiet:
        name = "standard output" if is_piped else words.safe(str(path))
        said = f"{words.count(written.count, 'record' if form is _Form.jsonl else 'row')} in {name}."
        if written.sidecar is not None:
            said += f" {words.count(written.dropped, 'value')} had no room: "
            said += "name a file to have" if is_piped else f"{words.safe(str(written.sidecar))} says"
            said += " them listed." if is_piped else " which and why."
        output.note(said)


def _poured(book: Casebook, form: _Form, asked: dict[str, Any]) -> Exported:
    """The same to standard output, once it is whole."""
    with TemporaryDirectory(prefix="standoff-") as folder:
        written = book.export(Path(folder) / "poured", form=form.value, **asked)
        with written.path.open(encoding="utf-8", newline="") as whole, output.opened(output.STANDARD_OUTPUT) as stream:
            copyfileobj(whole, stream)
    return written
