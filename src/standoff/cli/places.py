"""``standoff places``: the gazetteer built, asked and added to."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any

import typer

from standoff.cli import output, words
from standoff.cli.exits import NOTHING_READ, SOME_REJECTED
from standoff.cli.options import Format, FormatOption, Quiet

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
    from standoff.gazetteer.imports import refold
    from standoff.gazetteer.store import imports_path, places_path

    path, started = to or places_path(), monotonic()
    counts = build(path)
    refold(imports_path(path))
    size = path.stat().st_size / 1e6
    output.note(
        f"{counts['places']:,} places, {counts['names']:,} names: {path} ({size:.0f} MB, {monotonic() - started:.0f} s)"
    )


@places_app.command("find")
def find_command(
    names: Annotated[list[str], typer.Argument(metavar="NAME", help="A name, in quotes where it has several words.")],
    form: FormatOption = Format.table,
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
                output.note(
                    f"No place is known by the name {words.safe(name)}. Spell it otherwise, or add it: "
                    "`standoff places import --help`."
                )
    gazetteer.close()
    if not found:
        raise typer.Exit(NOTHING_READ)


@places_app.command("import")
def import_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="A GeoNames dump, .txt or .zip, or a table.")],
    quiet: Quiet = False,
) -> None:
    """Take in more places: a GeoNames dump (allCountries.zip, SY.zip, SY.txt), or a table of your own.

    They lie beside the gazetteer and survive a new build. The same file once more changes nothing.

    A table of your own has these columns, set apart by tabs, named in its first line: name, kind, lat, lon, radius_km,
    countries, admin1, population, aliases. See docs/how-to/add-a-place.md.

    **Exit codes:** 0 all was taken in; 1 nothing could be; 3 some lines were wrong, the rest was taken in.

    **Examples:**

    - standoff places import SY.zip IQ.zip

    - standoff places import our-places.tsv
    """
    from standoff.gazetteer.imports import import_places
    from standoff.gazetteer.store import imports_path, places_path

    into = imports_path(places_path())
    wrong = 0
    for file in files:
        with _progress(file.name, is_shown=not quiet and sys.stderr.isatty()) as on_progress:
            tally = import_places(file, into, on_progress=on_progress)
        said = f"{file}: {tally.added:,} new places, {tally.changed:,} changed, {tally.unchanged:,} as they were"
        if tally.left_out:
            said += f"; {_lines(tally.left_out)} about other things left out"
        if not quiet:
            output.note(f"{said}.")
        if tally.wrong:
            wrong += tally.wrong
            output.note(f"{_lines(tally.wrong)} could not be read.", style="yellow")
            for reason in tally.reasons:
                output.note(f"  {words.safe(reason)}")
    if not quiet:
        output.note(f"They lie in {into}")
    if wrong:
        raise typer.Exit(SOME_REJECTED)


def _lines(number: int) -> str:
    return "1 line" if number == 1 else f"{number:,} lines"


@contextmanager
def _progress(name: str, *, is_shown: bool) -> Iterator[Callable[[int, int], None] | None]:
    if not is_shown:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(words.safe(name), total=None)

        def told(read: int, size: int) -> None:
            progress.update(task, completed=read, total=size)

        yield told


def _record(candidate: Candidate) -> dict[str, Any]:
    fields = (
        "id", "name", "kind", "lat", "lon", "country", "countries", "admin1", "population", "radius_km", "is_main_name",
        "is_loose",
    )  # fmt: skip
    record = {field: getattr(candidate, field) for field in fields}
    return record | {"countries": list(candidate.countries), "population": candidate.population or None}


def _table(candidates: tuple[Candidate, ...]) -> Any:
    from rich.table import Table

    from standoff.gazetteer.nations import nations

    known = nations()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("Place", "Kind", "Where", "Lat", "Lon", "People", "Id"):
        table.add_column(heading, justify="right" if heading in ("Lat", "Lon", "People") else "left")
    for place in candidates:
        countries = (known[code].name if code in known else code for code in place.countries)
        where = ", ".join(filter(None, (place.admin1, *countries)))
        people = f"{place.population:,}" if place.population else ""
        name = f"{place.name} (by sound)" if place.is_loose else place.name
        table.add_row(
            words.safe(name), place.kind, words.safe(where), f"{place.lat:.4f}", f"{place.lon:.4f}", people, place.id
        )
    return table
