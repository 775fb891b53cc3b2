"""``standoff add``: reports into a casebook."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from standoff.cli import output, words
from standoff.cli.exits import exit_code
from standoff.cli.options import ActorsFile, CasebookFile, Format, FormatOption, Jobs, NoColor, Paths, Quiet
from standoff.cli.progress import advancing, progress

if TYPE_CHECKING:
    from standoff.casebook import Casebook
    from standoff.pipeline.keep import Added

__all__ = ["add_command"]


def add_command(
    paths: Paths,
    casebook: CasebookFile = Path("standoff.db"),
    form: FormatOption = Format.table,
    jobs: Jobs = None,
    actors: ActorsFile = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Read reports into a casebook, which is made at need: their bytes, their texts and all that was found in them.

    Each report is kept whole or not at all; `standoff link` then forms the incidents. Run it again at will: what is
    known already changes nothing and costs next to nothing, and a run that was broken off goes on. A report corrected
    at its source becomes a new version, and the old one stays.

    **Exit codes:** 0 all was read; 1 nothing could be read, or the casebook cannot be written to; 2 wrong usage; 3 some
    inputs were rejected, the rest was added; 130 interrupted.

    **Examples:**

    - standoff add reports/ && standoff link

    - standoff add digest.warc --casebook syria.db
    """
    from standoff.casebook import open_casebook

    tally: Counter[str] = Counter()
    with output.opened(None) as stream, open_casebook(casebook, duty="standoff add") as book:
        is_watched = not quiet and sys.stderr.isatty()
        with progress("Adding", is_shown=is_watched) as advance:
            for added in advancing(book.add(*paths, jobs=jobs, actors=actors), advance):
                tally[added.outcome] += 1
                tally["claims"] += added.claims
                tally["copies"] += added.copy_of is not None
                if form is Format.jsonl:
                    stream.write(output.line_of(added.to_dict()) + "\n")
                    stream.flush()
                elif not quiet:
                    _say(added)
        if form is Format.table:
            console = output.console_for(stream, color=not no_color)
            console.print(_summary(book, tally))
    read = tally["added"] + tally["version"] + tally["known"]
    raise typer.Exit(exit_code(read=read, rejected=tally["rejected"]))


def _say(added: Added) -> None:
    if added.outcome == "rejected":
        output.note_rejections(added.rejections)
    elif added.outcome == "version":
        title = words.safe(added.title or added.path or "")
        output.note(f"A new version of {added.version_of}: {title} ({added.report_id})", style="cyan")


def _summary(book: Casebook, tally: Counter[str]) -> str:
    new = tally["added"] + tally["version"]
    said = [
        f"{words.count(new, 'report')} added with {words.count(tally['claims'], 'claim')}" if new else "Nothing new"
    ]
    if tally["version"]:
        said.append(f"{tally['version']:,} of them new versions")
    if tally["copies"]:
        said.append(f"{tally['copies']:,} of them copies of another")
    if tally["known"]:
        said.append(f"{tally['known']:,} known already")
    if tally["rejected"]:
        said.append(f"{tally['rejected']:,} could not be read")
    return f"{', '.join(said)}. {words.safe(str(book.path))} holds {words.count(len(book), 'report')}."
