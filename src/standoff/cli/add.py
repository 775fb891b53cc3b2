"""``standoff add``: reports into a casebook."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from standoff.cli import output, words
from standoff.cli.exits import exit_code
from standoff.cli.llm import Llm, LlmAtOnce, LlmModel, LlmPrice, LlmTimeout, Yes, asking, note_unread
from standoff.cli.options import ActorsFile, CasebookFile, Format, FormatOption, Jobs, NoColor, Paths, Quiet
from standoff.cli.progress import advancing, progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standoff.casebook import Casebook
    from standoff.pipeline import Reading
    from standoff.pipeline.keep import Added
    from standoff.records import Rejection, Report

__all__ = ["add_command"]


def add_command(
    paths: Paths,
    casebook: CasebookFile = Path("standoff.db"),
    form: FormatOption = Format.table,
    jobs: Jobs = None,
    actors: ActorsFile = None,
    llm: Llm = None,
    llm_model: LlmModel = None,
    llm_price: LlmPrice = None,
    llm_timeout: LlmTimeout = 120.0,
    llm_at_once: LlmAtOnce = 2,
    yes: Yes = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Read reports into a casebook, which is made at need: their bytes, their texts and all that was found in them.

    Each report is kept whole or not at all; `standoff link` then forms the incidents. Run it again at will: what is
    known already changes nothing and costs next to nothing, and a run that was broken off goes on. A report corrected
    at its source becomes a new version, and the old one stays.

    With `--llm` a language model finds the claims of what is new, in place of the rules, as in `standoff read`.

    **Exit codes:** 0 all was read; 1 nothing could be read, or the casebook cannot be written to; 2 wrong usage; 3 some
    inputs were rejected, the rest was added, or a model did not read some, and the rules read them instead; 130
    interrupted.

    **Examples:**

    - standoff add reports/ && standoff link

    - standoff add digest.warc --casebook syria.db
    """
    from standoff.casebook import open_casebook

    tally: Counter[str] = Counter()
    model = asking(
        llm,
        llm_model,
        price=llm_price,
        seconds=llm_timeout,
        at_once=llm_at_once,
        is_agreed=yes,
        is_quiet=quiet,
        is_stdin_read="-" in paths,
    )

    if model is None and not quiet:
        output.note_without_model()

    def analyse(found: Iterable[Report | Rejection]) -> Iterator[Reading]:
        for reading in model.readings(found, actors) if model else ():
            tally["unread"] += note_unread(reading, is_said=not quiet)
            yield reading

    with (
        output.opened(None) as stream,
        open_casebook(casebook, duty="standoff add", analyse=analyse if model else None) as book,
    ):
        is_watched = not quiet and sys.stderr.isatty() and (model is None or yes)  # else the bar hides the question
        with progress("Adding", is_shown=is_watched) as advance:
            for added in advancing(book.add(*paths, jobs=jobs, actors=actors), advance):
                tally[added.outcome] += 1
                tally["claims"] += added.claims
                tally["copies"] += added.copy_of is not None
                if form is Format.jsonl:
                    try:
                        stream.write(output.line_of(added.to_dict()) + "\n")
                        stream.flush()
                    except BrokenPipeError:  # nobody reads on, and the reports come in all the same
                        output.fall_silent()
                elif not quiet:
                    _say(added)
        if form is Format.table:
            console = output.console_for(stream, color=not no_color)
            console.print(_summary(book, tally))
    read = tally["added"] + tally["version"] + tally["known"]
    raise typer.Exit(exit_code(read=read, rejected=tally["rejected"] + tally["unread"]))


def _say(added: Added) -> None:
    if added.outcome == "rejected":
        output.note_rejections(added.rejections)
    elif added.outcome == "version":
        title = words.safe(added.title or added.path or "")
        output.note(f"A new version of {added.version_of}: {title} ({added.report_id})", style="cyan")


def _summary(book: Casebook, tally: Counter[str]) -> str:
    new = tally["added"] + tally["version"]
    said = ["Nothing new" if tally else output.NO_FILES.removesuffix(".")]
    if new:
        said = [f"{words.count(new, 'report')} added with {words.count(tally['claims'], 'claim')}"]
    if tally["version"]:
        said.append(f"{tally['version']:,} of them new versions")
    if tally["copies"]:
        said.append(f"{tally['copies']:,} of them copies of another")
    if tally["known"]:
        said.append(f"{tally['known']:,} known already")
    if tally["rejected"]:
        said.append(f"{tally['rejected']:,} could not be read")
    return f"{', '.join(said)}. {words.safe(str(book.path))} holds {words.count(len(book), 'report')}."
