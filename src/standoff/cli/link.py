"""``standoff link``: the incidents of a casebook."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from standoff.cli import output, words
from standoff.cli.options import CasebookFile, NoColor, Quiet

if TYPE_CHECKING:
    from standoff.pipeline.link import Advance

__all__ = ["link_command", "linking"]

_DOING = {
    "reading": "Reading reports",
    "comparing": "Comparing tellings",
    "forming": "Forming incidents",
    "looking back": "Looking back",
}


def link_command(
    casebook: CasebookFile = Path("standoff.db"),
    anew: Annotated[bool, typer.Option("--anew", help="Make all tellings and comparisons again.")] = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Form incidents: which claims of which reports are of one happening.

    Only what came since the last time is read and compared. Run it again at will; judgements stand. A run that was
    broken off goes on where it stopped. Up to 300 reports all are compared anew each time, so that the incidents do not
    depend on the order in which reports came; beyond, how rare words are is counted anew whenever the casebook has
    grown by a quarter, or with --anew.

    **Exit codes:** 0 all is linked; 1 the casebook cannot be written to; 2 wrong usage; 130 interrupted.

    **Example:**

    - standoff add reports/ && standoff link && standoff incidents
    """
    from standoff.casebook import open_casebook

    with open_casebook(casebook, mode="write", duty="standoff link") as book:
        with linking(is_shown=not quiet and sys.stderr.isatty()) as advance:
            linked = book.link(anew=anew, advance=advance)
        total = book.count_incidents()
    with output.opened(None) as stream:
        console = output.console_for(stream, color=not no_color)
        said = f"{words.count(linked.reports, 'report')} linked" if linked.reports else "No new reports"
        if linked.formed:
            said += f", {words.count(linked.formed, 'incident')} formed or brought up to date"
        console.print(f"{said}. {words.safe(str(casebook))} holds {words.count(total, 'incident')}.")


@contextmanager
def linking(*, is_shown: bool) -> Iterator[Advance | None]:
    """What linking is to tell how far it is; ``None`` where nothing is shown."""
    if not is_shown:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Linking", total=None)

        def advance(doing: str, done: int, total: int) -> None:
            bar.update(task, description=_DOING[doing], completed=done, total=total)

        yield advance
