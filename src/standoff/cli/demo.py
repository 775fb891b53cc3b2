"""``standoff demo``: a report that ships with Standoff, taken apart in front of the user."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from standoff.cli import incident_page, output, words
from standoff.cli.options import NoColor
from standoff.cli.page import Page, page_for
from standoff.cli.read import print_table
from standoff.errors import ReadError

if TYPE_CHECKING:
    from rich.console import Console

    from standoff.pipeline import Reading
    from standoff.records import Rejection, Report

__all__ = ["demo_command"]

_FIRST = "collision"
"""The demonstration begins with the example whose name holds this word."""
_LEGEND = (
    ("media ← US officials", "the report heard it from media, who had it from US officials: they are the claimant"),
    ("↳ ✗ denies", "an answer stands beneath what it answers; a denial is never an event"),
    ("~ probably", "the claimant's own hedge"),
    ("¬ did not happen", "the claim is that something did not happen"),
    ("“…”", "the words that it rests on, letter for letter"),
    ("in its own voice", "the publisher lays it to nobody"),
)


def demo_command(
    show_all: Annotated[bool, typer.Option("--all", help="Take apart every example, not only the first.")] = False,
    no_color: NoColor = False,
) -> None:
    """See a report taken apart: the collision of two patrols as several sides told it.

    **Examples:**

    - standoff demo

    - standoff demo --all | less -R
    """
    from standoff.pipeline.spread import read_spread

    with as_file(files("standoff").joinpath("examples", "reports")) as folder, output.opened(None) as stream:
        paths = [_as_typed(path) for path in _in_order(folder)]
        console = output.console_for(stream, color=not no_color)
        told = paths if show_all else [path for path in paths if _FIRST in path]
        readings = list(read_spread(told))
        if readings[0].report:
            _put_text(console, readings[0].report)
        print_table(readings if show_all else readings[:1], ["claims"], console)
        page = page_for(console)
        with TemporaryDirectory() as scratch:
            _put_incident(page, told, readings, Path(scratch) / "demo.db")
        if not show_all:
            page.put(page.words(("More: ", "bold"), ("standoff demo --all", "green")))
        page.put(page.words(("Now your own: ", "bold"), ("standoff read FILE", "bold green")))
        page.show(console)


def _put_incident(page: Page, paths: list[str], readings: list[Reading], path: Path) -> None:
    """One happening out of all reports, in a casebook that is thrown away."""
    from standoff.casebook import open_casebook
    from standoff.pipeline import Reading
    from standoff.records import Rejection

    known = {reading.report.id: reading for reading in readings if reading.report}

    def analyse(found: Iterable[Report | Rejection]) -> Iterator[Reading]:
        for each in found:
            yield Reading(None, rejections=(each,)) if isinstance(each, Rejection) else known[each.id]

    with open_casebook(path, analyse=analyse) as book:
        for _ in book.add(*paths):
            pass
        book.link()
        incident = max(book.incidents(), key=lambda each: len(each.reports))
        lines = {report_id: book.report(report_id).line for report_id in incident.reports}
        shown = incident_page.Shown(incident, book.claims_of(incident), lines)
        page.put(
            page.words(
                (
                    f"The same happening as {words.count(len(incident.reports), 'report')} tell it, side by side.",
                    "bold",
                ),
                " ≠ marks what is disputed; a denial stands beneath what it denies; the numbers name the reports.",
            )
        )
        incident_page.put_incident(page, shown, few=5)


def _in_order(folder: Path) -> list[Path]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(("_", ".")))
    if not paths:
        raise ReadError(
            "The examples are missing from this copy of Standoff.", advice="Install it again: pip install ."
        )
    return sorted(paths, key=lambda path: _FIRST not in path.name)


def _as_typed(path: Path) -> str:
    """The path as a user would type it: from the folder where they stand, if it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _put_text(console: Console, report: Report) -> None:
    page = page_for(console)
    page.put(page.words(("A report, as it came in", "bold"), (f"  {report.path}", "dim")))
    page.blank()
    for block in report.blocks:
        style = "dim" if block.kind == "boilerplate" else "bold" if block.kind == "headline" else ""
        page.put(page.words((words.safe(report.text[block.start : block.end]), style)), indent=2)
        page.blank()
    page.put(page.words(("What Standoff makes of it: who says what.", "bold"), " How to read it:"))
    for sign, means in _LEGEND:
        page.put(page.words(means), indent=2, lead=page.words((f"{sign:22s}", "cyan")))
    page.blank()
    page.show(console)
