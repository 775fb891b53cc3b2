"""``standoff check``: proof that a casebook is sound, or a list of what is wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import typer
from rich.text import Text

from standoff.cli import output, words
from standoff.cli.exits import OK, UNSOUND
from standoff.cli.options import CasebookFile, Format, FormatOption, NoColor, Quiet
from standoff.cli.progress import progress

__all__ = ["check_command"]


def check_command(
    casebook: CasebookFile = Path("standoff.db"),
    form: FormatOption = Format.table,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Prove that a casebook is sound, or list what is wrong with it. Nothing is changed.

    Looks at the pages of the file, every reference in it, the hash of every report's bytes, every report's text against
    its id, every span of every claim against the text, the columns by which claims are found, the full-text index word
    for word, and whether a judgement was altered.

    **Exit codes:** 0 sound; 1 something is wrong, or the file cannot be read; 2 wrong usage; 130 interrupted.

    **Example:**

    - standoff check --casebook syria.db
    """
    from standoff.casebook import open_casebook

    with open_casebook(casebook, mode="read") as book:
        total = len(book)
        with progress("Checking", is_shown=not quiet and sys.stderr.isatty(), total=total) as advance:
            found = book.check(advance=advance)
    with output.opened(None) as stream:
        console = output.console_for(stream, color=not no_color)
        for fault in found.faults:
            if form is Format.jsonl:
                stream.write(output.line_of(fault.to_dict()) + "\n")
            else:
                console.print(Text(f"{words.safe(fault.where)}: {words.safe(fault.what)}", style="red"))
        if form is Format.table:
            counts = (
                (found.reports, "report"),
                (found.originals, "original"),
                (found.claims, "claim"),
                (found.spans, "span"),
                (found.judgements, "judgement"),
            )
            looked_at = ", ".join(words.count(*each) for each in counts)
            name = words.safe(str(casebook))
            if found.is_sound:
                console.print(Text(f"{name} is sound: {looked_at}.", style="green"))
            else:
                faults = words.count(len(found.faults), "fault")
                console.print(Text(f"{name} is not sound: {faults} in {looked_at}.", style="bold red"))
    raise typer.Exit(OK if found.is_sound else UNSOUND)
