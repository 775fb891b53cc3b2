"""Lists of what a casebook holds: how many a table shows, and what it says of those left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from standoff.cli import output, words
from standoff.cli.page import Page

if TYPE_CHECKING:
    from standoff.casebook import Casebook

__all__ = [
    "COUNTED",
    "FEW",
    "Limit",
    "PageNumber",
    "Query",
    "note_waiting",
    "put_rows",
    "summary",
    "table_on",
    "window",
]

FEW: Final = 40
"""So many a table shows unless more are asked for."""
COUNTED: Final = 10_000
"""More than this are not counted to say how many were left out."""

_NARROW: Final = 64
"""On fewer cells than this the columns of a table leave no room for words."""

Limit = Annotated[
    int | None,
    typer.Option(
        "--limit",
        "-n",
        min=0,
        metavar="N",
        help=f"So many at most; 0 for all. Left out: {FEW} in a table, all else.",
    ),
]
PageNumber = Annotated[int, typer.Option("--page", min=1, metavar="N", help="The Nth so many.")]
Query = Annotated[
    str | None,
    typer.Option(
        "--query",
        metavar="WORDS",
        help='With these words: all of them; "in quotes" together, OR, -without, begin*.',
    ),
]


def note_waiting(book: Casebook) -> None:
    """Say that there are reports which no incident tells of yet: else a list would pass for all there is."""
    waiting = book.waiting()
    if waiting:
        said = "report came in, or was judged," if waiting == 1 else "reports came in, or were judged,"
        output.note(f"{waiting:,} {said} since incidents were last formed: run `standoff link`.", style="yellow")


def window(limit: int | None, page: int, *, is_table: bool) -> tuple[int, int | None]:
    """How many come before those asked for, and how many are to be shown; ``None`` is all.

    >>> window(None, 2, is_table=True), window(0, 1, is_table=True), window(5, 3, is_table=False)
    ((40, 40), (0, None), (10, 5))
    """
    most = (FEW if is_table else None) if limit is None else limit or None
    return ((page - 1) * most if most else 0), most


def summary(noun: str, *, first: int, shown: int, total: int) -> str:
    """What a table shows of all that there are, and how to see the rest; ``first`` come before those shown.

    >>> summary("report", first=0, shown=2, total=2)
    '2 reports'
    >>> summary("report", first=40, shown=40, total=100)
    '41 to 80 of 100 reports. The next: --page 3; all: --limit 0'
    >>> summary("report", first=40, shown=0, total=12)
    'No more than 12 reports. The first: --page 1; all: --limit 0'
    """
    there_are = words.count(total, noun) if total <= COUNTED else f"more than {COUNTED:,} {noun}s"
    if shown == total:
        return there_are
    if not shown:
        return f"No more than {there_are}. The first: --page 1; all: --limit 0"
    said = f"{first + 1:,} to {first + shown:,} of {there_are}."
    return f"{said} The next: --page {first // shown + 2}; all: --limit 0" if first + shown < total else said


def table_on(page: Page) -> Table:
    """A table without lines, as wide as the page."""
    return Table(box=None, width=page.width, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")


def put_rows(console: Console, page: Page, table: Table, rows: Sequence[Sequence[Text]], *, counted: str) -> None:
    """Print rows as a table; on a terminal too narrow for that each as a paragraph, in which the last cell, a number,
    says what is ``counted``."""
    if page.width >= _NARROW:
        for row in rows:
            table.add_row(*row)
        if rows:
            console.print(table, soft_wrap=False)
        return
    for first, *others, number in rows:
        told = [cell for cell in others if cell.plain]
        if number.plain:
            told.append(page.words(f"{number.plain} {counted}{'' if number.plain == '1' else 's'}"))
        page.put(Text("  ").join(told), lead=first + page.words("  "))
    page.show(console)
