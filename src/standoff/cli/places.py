"""``standoff places``: the gazetteer built, asked and added to."""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any

import typer

from standoff.cli import output, words
from standoff.cli.exits import NOTHING_READ
from standoff.cli.read import Format

if TYPE_CHECKING:
    from standoff.gazetteer import Candidate

__all__ = ["places_app"]

places_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode="markdown", help="Build the gazetteer, ask it, add to it."
)


@places_app.command("build")
def build_command(
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Another file than the one Standoff reads.")
    ] = None,
) -> None:
    """Build the gazetteer from data in the installed packages. Needed once, and after Standoff changed.

    The file appears only once it is whole. What you imported is kept.

    **Examples:**

    - standoff places build

    - STANDOFF_PLACES=/srv/places.sqlite standoff places build
    """
    from standoff.gazetteer.build import build
    from standoff.gazetteer.store import places_path

    path, started = to or places_path(), monotonic()
    counts = build(path)
    size = path.stat().st_size / 1e6
    output.note(
        f"{counts['places']:,} places, {counts['names']:,} names: {path} ({size:.0f} MB, {monotonic() - started:.0f} s)"
    )


@places_app.command("find")
def find_command(
    names: Annotated[list[str], typer.Argument(metavar="NAME", help="A name, in quotes where it has several words.")],
    form: Annotated[
        Format,
        typer.Option("--format", "-f", metavar="table|jsonl", help="A table for people, or JSON Lines for programs."),
    ] = Format.table,
    most: Annotated[int, typer.Option("--most", "-n", min=1, metavar="N", help="So many candidates at most.")] = 10,
) -> None:
    """Show the places that a name can mean, likeliest first.

    **Exit codes:** 0 something was found; 1 nothing was.

    **Examples:**

    - standoff places find al-Hasakah

    - standoff places find "Deir ez-Zor" Rafah --format jsonl
    """
    from standoff.gazetteer import Gazetteer

    gazetteer = Gazetteer.open()
    found = False
    with output.opened(None) as stream:
        console = output.console_for(stream, color=True)
        for name in names:
            candidates = gazetteer.find(name)[:most]
            found = found or bool(candidates)
            if form is Format.jsonl:
                for candidate in candidates:
                    stream.write(output.line_of({"name_asked": name, **_record(candidate)}) + "\n")
            elif candidates:
                console.print(_table(candidates))
            else:
                output.note(f"No place is known by the name {words.safe(name)}.")
    gazetteer.close()
    if not found:
        raise typer.Exit(NOTHING_READ)


def _record(candidate: Candidate) -> dict[str, Any]:
    fields = (
        "id", "name", "kind", "lat", "lon", "country", "countries", "admin1", "population", "radius_km", "is_main_name",
        "is_loose",
    )  # fmt: skip
    record = {field: getattr(candidate, field) for field in fields}
    return record | {"countries": list(candidate.countries), "population": candidate.population or None}


def _table(candidates: tuple[Candidate, ...]) -> Any:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("Place", "Kind", "Where", "Lat", "Lon", "People", "Id"):
        table.add_column(heading, justify="right" if heading in ("Lat", "Lon", "People") else "left")
    for place in candidates:
        where = ", ".join(filter(None, (place.admin1, *(words.country(code) for code in place.countries))))
        people = f"{place.population:,}" if place.population else ""
        name = f"{place.name} (by sound)" if place.is_loose else place.name
        table.add_row(
            words.safe(name), place.kind, words.safe(where), f"{place.lat:.4f}", f"{place.lon:.4f}", people, place.id
        )
    return table
