"""``standoff demo``: a report that ships with Standoff, taken apart in front of the user."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from standoff.cli import output, words
from standoff.cli.page import Page
from standoff.cli.read import print_table
from standoff.errors import ReadError

if TYPE_CHECKING:
    from rich.console import Console

    from standoff.records import Report

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
    no_color: Annotated[
        bool, typer.Option("--no-color", help="No colour. The variable NO_COLOR does the same.")
    ] = False,
) -> None:
    """See a report taken apart: the collision of two patrols as several sides told it."""
    from standoff.pipeline.spread import read_spread

    with as_file(files("standoff").joinpath("examples", "reports")) as folder, output.opened(None) as stream:
        paths = [_as_typed(path) for path in _in_order(folder)]
        console = output.console_for(stream, color=not no_color)
        readings = read_spread(paths if show_all else paths[:1])
        first = next(readings)
        if first.report:
            _put_text(console, first.report)
        print_table([first], ["claims"], console)
        print_table(readings, ["claims"], console)
        page = Page(output.width_of(console))
        if not show_all:
            page.put(page.words(("More: ", "bold"), ("standoff demo --all", "green")))
        page.put(page.words(("Now your own: ", "bold"), ("standoff read FILE", "bold green")))
        for line in page.lines:
            console.print(line)


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
    page = Page(output.width_of(console))
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
    for line in page.lines:
        console.print(line)
